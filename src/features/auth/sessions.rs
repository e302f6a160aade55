use super::api::RevokeSession;
use crate::domain::auth::account::Session;
use crate::ui::badge::Badge;
use crate::ui::field::FormBanner;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The browsers that are signed in. Each but this one can be signed out.
#[component]
pub fn Sessions(sessions: Vec<Session>) -> impl IntoView {
    let form = FormState::new(RevokeSession::url());
    view! {
        <FormBanner form/>
        <ul class="divided">
            {sessions.into_iter().map(|session| view! { <OneSession session/> }.into_any()).collect_view()}
        </ul>
    }
}

#[component]
fn OneSession(session: Session) -> impl IntoView {
    let Session { id, browser, signed_in_at, last_seen_at, is_this_one } = session;
    let browser = if browser.is_empty() { t!(auth::unknown_browser).to_owned() } else { browser };
    let end = if is_this_one {
        view! { <Badge tone="success">{t!(auth::this_browser)}</Badge> }.into_any()
    } else {
        view! {
            <form method="post" action=RevokeSession::url()>
                <input type="hidden" name="session" value=id.to_string()/>
                <button class="button small" type="submit">
                    {t!(auth::sign_out)}
                    <span class="visually-hidden">{[" ", &browser].concat()}</span>
                </button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="session">
            <Icon name="screen"/>
            <div>
                <p class="session-browser">{browser.clone()}</p>
                <p class="quiet-text">
                    {rich(
                        &t!(auth::session_times, start = SLOTS[0], seen = SLOTS[1]),
                        [view! { <Time at=signed_in_at/> }.into_any(), view! { <Time at=last_seen_at/> }.into_any()],
                    )}
                </p>
            </div>
            {end}
        </li>
    }
}
