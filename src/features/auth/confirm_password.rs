//! The password again, before something sensitive.

use super::api::ConfirmPassword;
use crate::ui::browser;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::later::later;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::password::PasswordField;
use crate::ui::password_prompt::PasswordPrompt;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

/// Asks for the password and leads on, for forms without JavaScript and downloads.
#[component]
pub fn ConfirmPasswordPage() -> impl IntoView {
    let form = FormState::new(ConfirmPassword::url());
    let next = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    view! {
        <PageTitle title=t!(auth::enter_your_password)/>
        <PageHead title=t!(auth::enter_your_password) sub=t!(auth::password_again_hint)/>
        <form class="form" method="post" action=ConfirmPassword::url() novalidate>
            <FormBanner form/>
            <input type="hidden" name="form[next]" value=form.typed("next", &next)/>
            {password(form)}
            <button class="button primary wide" type="submit">{t!(auth::go_on)}</button>
        </form>
    }
}

/// Asks for the password over the page, and then sends the form that needed it.
#[component]
pub fn PasswordDialog(prompt: PasswordPrompt) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get().filter(|_| prompt.is_open()) {
            browser::open_dialog(&dialog);
        }
    });
    // Built when it is needed: a password field on every page would be filled in by password managers.
    let question = move || {
        prompt.is_open().then(|| {
            let confirm = FormAction::to::<ConfirmPassword>();
            let form = FormState::of(confirm);
            Effect::new(move |_| {
                if let (Some(Ok(())), Some(dialog)) = (confirm.answer().get(), dialog.get_untracked()) {
                    prompt.resume();
                    dialog.close();
                }
            });
            view! {
                <div class="confirm-words">
                    <h2 id="password-needed">{t!(auth::enter_your_password)}</h2>
                    <p>{t!(auth::password_again_hint)}</p>
                    <form class="form" method="post" action=confirm.url() novalidate on:submit=confirm.on_submit()>
                        <FormBanner form/>
                        {password(form)}
                        <button class="button primary" aria-disabled=confirm.busy()>{t!(auth::go_on)}</button>
                    </form>
                </div>
                <form method="dialog"><button class="button quiet">{t!(ui::cancel)}</button></form>
            }
            .into_any()
        })
    };
    later(move || {
        view! {
            <dialog class="confirm-box" aria-labelledby="password-needed" node_ref=dialog on:close=move |_| prompt.close()>
                {question}
            </dialog>
        }
        .into_any()
    })
}

fn password(form: FormState) -> AnyView {
    view! { <PasswordField form field="password" label=t!(auth::password) autocomplete="current-password" autofocus=true/> }
        .into_any()
}
