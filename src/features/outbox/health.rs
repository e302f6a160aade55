use super::api::SendTest;
use super::test_email::{TestEmail, TestSend};
use crate::domain::outbox::EmailHealth;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_state::FormState;
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// How mail leaves, with a way to try it for those who may.
pub fn health(health: EmailHealth, test: Option<TestSend>) -> AnyView {
    let EmailHealth { server, from, accepted } = health;
    let has_server = server.is_some();
    let accepted = match accepted {
        Some((at, reply)) => view! { <Time at/> <blockquote class="mail-reply">{reply}</blockquote> }.into_any(),
        None => t!(outbox::nothing_yet).into_any(),
    };
    let missing = t!(outbox::none_mail_is_saved_as_files);
    let label = if has_server { t!(outbox::mail_server_settings) } else { t!(outbox::set_up_email) };
    view! {
        <section class="card" aria-labelledby="mail-server">
            <div class="card-head">
                <h2 id="mail-server">{t!(outbox::mail_server)}</h2>
                <a class="button small" class:primary=!has_server href=paths::MANAGE_MAIL_SERVER>{label}</a>
            </div>
            <dl class="facts">
                <div><dt>{t!(outbox::server)}</dt><dd>{server.unwrap_or_else(|| missing.to_owned())}</dd></div>
                <div><dt>{t!(outbox::sender)}</dt><dd>{from}</dd></div>
                {has_server.then(|| view! { <div><dt>{t!(outbox::last_accepted)}</dt><dd>{accepted}</dd></div> }.into_any())}
            </dl>
            {test.map(|test| view! {
                <form method="post" action=SendTest::url() on:submit=move |event| test.send(&event, None)>
                    <FormBanner form=FormState::new(SendTest::url())/>
                    <TestEmail test hint=t!(outbox::test_email_hint).to_owned()/>
                </form>
            }.into_any())}
        </section>
    }
    .into_any()
}
