//! What an activation link says when it cannot activate anything, and the way on from there.

use super::api::RequestFreshLink;
use crate::domain::invitations::invitation::Activation;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::status::set_status;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

/// The page of a link that does not lead to a form (any more).
pub fn dead_end(activation: Activation) -> AnyView {
    match activation {
        Activation::Expired { place, email_hint } => expired(&place, email_hint),
        Activation::Replaced { organisation, place } => replaced(&organisation, &place),
        Activation::Withdrawn { organisation } => withdrawn(&organisation),
        Activation::AlreadyActive { place, email_hint } => already_active(&place, &email_hint),
        Activation::Ready(_) | Activation::SetUp { .. } | Activation::Unknown => unknown(),
    }
}

fn expired(place: &str, email_hint: String) -> AnyView {
    let text = format!(
        "Your invitation to {place} is still good, only this link ran out of time. \
         A fresh one can go to {email_hint}, and nowhere else."
    );
    view! {
        <DeadEnd title="This link has expired" text>
            <FreshLink address=email_hint/>
        </DeadEnd>
    }
    .into_any()
}

fn replaced(organisation: &str, place: &str) -> AnyView {
    let text = format!(
        "There is a newer invitation to {place}. \
         Open the newest email from {organisation} and use the link in it."
    );
    let address = format!("the address {organisation} has of you");
    view! {
        <DeadEnd title="A newer link has replaced this one" text>
            <FreshLink address/>
        </DeadEnd>
    }
    .into_any()
}

fn withdrawn(organisation: &str) -> AnyView {
    let text = format!(
        "{organisation} withdrew this invitation, so its links no longer work. \
         If you expected access, ask your contact at {organisation} for a new invitation."
    );
    view! { <DeadEnd title="This invitation was withdrawn" text/> }.into_any()
}

fn already_active(place: &str, email_hint: &str) -> AnyView {
    let text = format!(
        "This link did its work: your access to {place} is active. \
         Sign in with {email_hint} and your password."
    );
    view! {
        <DeadEnd title="Your access is already active" text>
            <SignInOrReset/>
        </DeadEnd>
    }
    .into_any()
}

fn unknown() -> AnyView {
    set_status(404);
    let text = "It may have been cut short on its way. Copy the whole link from the email into the address bar. \
                If you activated your access before, sign in.";
    view! {
        <DeadEnd title="This link does not work" text=text.to_owned()>
            <SignInOrReset/>
        </DeadEnd>
    }
    .into_any()
}

#[component]
fn DeadEnd(title: &'static str, text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <PageTitle title/>
        <PageHead title sub=text/>
        {children.map(|children| children())}
    }
}

/// Asks for a fresh link, or says that it is on its way.
#[component]
fn FreshLink(
    /// Where it goes, in words that do not give the address away.
    address: String,
) -> impl IntoView {
    let form = FormState::new(RequestFreshLink::url());
    let query = use_query_map();
    let asked = query.with_untracked(|query| query.get_str("asked") == Some("yes"));
    if asked {
        let sentence = format!(
            "A fresh link goes to {address}, unless one went there in the last ten minutes. It can take a moment."
        );
        return view! { <p class="notice" data-tone="success" role="status"><Icon name="mail"/>{sentence}</p> }
            .into_any();
    }
    view! {
        <form class="form" method="post" action=RequestFreshLink::url()>
            <FormBanner form/>
            <button class="button primary wide" type="submit">"Send me a fresh link"</button>
        </form>
    }
    .into_any()
}

#[component]
fn SignInOrReset() -> impl IntoView {
    view! {
        <p class="cluster">
            <a class="button primary" href=paths::SIGN_IN>"Sign in"</a>
            <a class="button quiet" href=paths::FORGOT_PASSWORD>"Forgot password?"</a>
        </p>
    }
}
