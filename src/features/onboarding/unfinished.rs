use super::api::{DiscardDraft, ListUnfinished};
use crate::domain::onboarding::UnfinishedDraft;
use crate::features::shell::rights::for_editors;
use crate::paths;
use crate::ui::form_action::FormAction;
use crate::ui::icon::Icon;
use crate::ui::server_data::{ServerView, load};
use crate::ui::time::Time;
use leptos::prelude::*;

/// The partners that the signed-in person began to add, with the way back to each.
#[component]
pub fn Unfinished() -> impl IntoView {
    let drafts = load(|| ListUnfinished {});
    let discard = FormAction::to::<DiscardDraft>();
    drafts.refetch_after(discard);
    let show = move |drafts: Vec<UnfinishedDraft>| {
        let drafts = drafts.into_iter().map(|draft| unfinished(draft, discard));
        view! { <div class="unfinished">{drafts.collect_view()}</div> }.into_any()
    };
    for_editors(move || view! { <ServerView from=drafts silent=true show/> }.into_any())
}

fn unfinished(draft: UnfinishedDraft, discard: FormAction) -> AnyView {
    let UnfinishedDraft { id, name, at } = draft;
    let which = t!(onboarding::continue_adding, name = &name);
    view! {
        <div class="notice" tabindex="-1">
            <Icon name="clock"/>
            <p>{t!(onboarding::began_to_add, name = &name)} " " <Time at relative=true/> "."</p>
            <a class="button small" href=paths::wizard_details(id)>
                {t!(onboarding::continue_word)} <span class="visually-hidden">" " {which}</span>
            </a>
            <form method="post" action=discard.url() on:submit=discard.on_submit()>
                <input type="hidden" name="draft" value=id.to_string()/>
                <button class="button small quiet" aria-disabled=discard.busy()>
                    {t!(onboarding::discard)} <span class="visually-hidden">" " {name}</span>
                </button>
            </form>
        </div>
    }
    .into_any()
}
