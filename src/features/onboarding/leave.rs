use super::api::DiscardDraft;
use super::autosave::Autosave;
use crate::domain::ids::DraftId;
use crate::paths;
use crate::ui::browser;
use crate::ui::confirm::close_on_ground;
use crate::ui::form_action::FormAction;
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

/// What a draft has to hold for anyone to miss it.
const WORDS: [&str; 7] = [
    "form[name]",
    "form[website]",
    "form[first_name]",
    "form[last_name]",
    "form[email]",
    "form[job_title]",
    "form[phone]",
];

/// **Cancel**: leads to the partners, and asks before whether to keep what is typed. Without JavaScript it is kept as far
/// as it was sent.
#[component]
pub fn CancelButton(draft: DraftId, form: NodeRef<html::Form>, autosave: Autosave) -> impl IntoView {
    let discard = FormAction::to::<DiscardDraft>();
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = move |click: MouseEvent| {
        let (Some(form), Some(dialog)) = (form.get_untracked(), dialog.get_untracked()) else { return };
        if WORDS.iter().any(|field| !browser::value(&form, field).trim().is_empty()) {
            click.prevent_default();
            autosave.now();
            browser::open_dialog(&dialog);
        }
    };
    let submit = move |event: SubmitEvent| {
        // Nothing that is typed may come after it and begin the draft again.
        autosave.hand_over(discard, &event);
        browser::close_dialog_of(&event);
    };
    view! {
        <a class="button quiet" href=paths::PARTNERS on:click=ask>{t!(onboarding::cancel)}</a>
        <dialog class="confirm-box" aria-label=t!(onboarding::keep_this_draft) node_ref=dialog on:click=close_on_ground(dialog)>
            <div class="confirm-words">
                <p>
                    <strong>{t!(onboarding::keep_this_draft)}</strong>
                    " " {t!(onboarding::draft_waits)}
                </p>
                <form method="post" action=discard.url() on:submit=submit>
                    <input type="hidden" name="draft" value=draft.to_string()/>
                    <button class="button danger" aria-disabled=discard.busy()>{t!(onboarding::discard)}</button>
                </form>
            </div>
            <form method="dialog"><button class="button quiet">{t!(onboarding::go_back)}</button></form>
            <a class="button primary" href=paths::PARTNERS>{t!(onboarding::keep_as_draft)}</a>
        </dialog>
    }
}
