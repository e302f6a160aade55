use super::api::TryMailServer;
use crate::domain::mail_server::{Encryption, MailServerFields, MailServerForm, Provider};
use crate::features::outbox::{SEND, TEST_HINT, TestAnswer, TestButton, TestSend};
use crate::paths;
use crate::ui::browser;
use crate::ui::confirm::{Confirm, ConfirmForm};
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::password::PasswordField;
use crate::ui::select::SelectField;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The mail server as an owner changes it: one form that is saved or tried.
pub fn form(now: MailServerFields, save: FormAction, remove: FormAction, is_set_up: bool) -> AnyView {
    let form = FormState::of(save).also(TryMailServer::url());
    let test = TestSend::new(TryMailServer::url());
    let submit = move |event: SubmitEvent| match browser::pressed(&event).as_deref() {
        Some(SEND) => test.send(&event, Some(form)),
        _ => save.submit(&event),
    };
    let encryptions = Encryption::CHOICES.map(|choice| {
        let word = choice.as_str();
        (word.to_owned(), t!(mail_server::encryption_choice, word = word).to_owned())
    });
    let password_hint = match now.has_password {
        true => t!(mail_server::password_kept),
        false => t!(mail_server::password_hint),
    };
    let user_hint = if now.needs_sign_in { t!(mail_server::user_of_provider) } else { t!(mail_server::user_hint) };
    let hint = (!now.hint.is_empty())
        .then(|| view! { <p class="notice" role="status"><Icon name="note"/><span>{now.hint}</span></p> }.into_any());
    let is_stored = !now.version.is_empty();
    let version = now.version.clone();
    view! {
        {providers(now.providers, &now.provider, is_set_up)}
        {hint}
        <form class="form" method="post" action=save.url() novalidate on:submit=submit>
            <FormBanner form/>
            <input type="hidden" name="form[version]" value=now.version/>
            <TextField
                form field="host" label=t!(mail_server::host) value=now.host autocomplete="off" inputmode="url"
                max=MailServerForm::MAX
            />
            <SelectField
                form field="encryption" label=t!(mail_server::encryption) options=encryptions.into()
                value=now.encryption.as_str()
            />
            <TextField
                form field="port" label=t!(mail_server::port) value=now.port autocomplete="off" inputmode="numeric"
                hint=t!(mail_server::port_hint) optional=true
            />
            <TextField
                form field="user" label=t!(mail_server::user) value=now.user autocomplete="off" max=MailServerForm::MAX
                hint=user_hint optional=!now.needs_sign_in
            />
            <PasswordField
                form field="password" label=t!(mail_server::password) autocomplete="off" hint=password_hint
                optional=!now.needs_sign_in || now.has_password
            />
            <TextField
                form field="sender_name" label=t!(mail_server::sender_name) value=now.sender_name autocomplete="off"
                max=MailServerForm::MAX hint=t!(mail_server::sender_name_hint) optional=true
            />
            <TextField
                form field="sender" label=t!(mail_server::sender_address) value=now.sender kind="email"
                autocomplete="off" max=MailServerForm::MAX
            />
            <p class="quiet-text" id=TEST_HINT>{t!(mail_server::test_hint, address = &now.my_email)}</p>
            <div class="form-actions">
                <button class="button primary" type="submit" aria-disabled=save.busy()>{t!(mail_server::save)}</button>
                <TestButton test/>
            </div>
            <TestAnswer test/>
        </form>
        {is_stored.then(|| removal(remove, version))}
    }
    .into_any()
}

/// Links, so that each fills the form without JavaScript, too.
fn providers(providers: Vec<Provider>, chosen: &str, is_set_up: bool) -> AnyView {
    let links = providers.into_iter().map(|provider| {
        let current = (provider.word == chosen).then_some("true");
        let href = paths::mail_server_of(&provider.word, is_set_up);
        view! { <li><a href=href aria-current=current>{provider.name}</a></li> }.into_any()
    });
    view! {
        <nav aria-labelledby="providers">
            <h2 id="providers">{t!(mail_server::provider)}</h2>
            <p class="quiet-text">{t!(mail_server::provider_hint)}</p>
            <ul class="choices">{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn removal(remove: FormAction, version: String) -> AnyView {
    view! {
        <FormBanner form=FormState::of(remove)/>
        <Confirm label=t!(mail_server::remove)>
            <p>{t!(mail_server::remove_text)}</p>
            <ConfirmForm post=remove fields=vec![("version", version)] button=t!(mail_server::remove)/>
        </Confirm>
    }
    .into_any()
}
