//! What an activation link says when it cannot activate anything, and the way on from there.

use super::api::RequestFreshLink;
use crate::domain::invitations::invitation::Activation;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_state::FormState;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::status::set_status;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

/// The page of a link that does not lead to a form, or no longer does.
pub fn dead_end(activation: Activation) -> AnyView {
    match activation {
        Activation::Expired { .. } | Activation::Replaced { .. } if asked_for_link() => link_on_its_way(),
        Activation::Expired { place, email_hint } => expired(&place, &email_hint),
        Activation::Replaced { organisation, place } => replaced(&organisation, &place),
        Activation::Withdrawn { organisation } => withdrawn(&organisation),
        Activation::AlreadyActive { place, is_signed_in: true, .. } => already_in(&place),
        Activation::AlreadyActive { place, email_hint, .. } => already_active(&place, &email_hint),
        Activation::SetUpOver { is_done } => set_up_over(is_done),
        Activation::NotHere => broken(t!(invitations::open_the_link_again), t!(invitations::link_not_here)),
        Activation::CutShort => broken(t!(invitations::this_link_does_not_work), t!(invitations::link_cut_short)),
        Activation::Ready(_) | Activation::SetUp { .. } | Activation::Unknown => {
            broken(t!(invitations::this_link_does_not_work), t!(invitations::link_unknown))
        }
    }
}

/// Whether a new link was asked for a moment ago, with this one.
fn asked_for_link() -> bool {
    use_query_map().with_untracked(|query| query.get_str("asked") == Some("yes"))
}

/// Does not say where it was sent: the holder of an old link may be another person.
fn link_on_its_way() -> AnyView {
    let text = t!(invitations::weve_sent_a_new_link_to);
    view! { <DeadEnd title=t!(invitations::check_your_email) text=text.to_owned()/> }.into_any()
}

fn expired(place: &str, email_hint: &str) -> AnyView {
    let text = t!(invitations::expired_but_open, place = place, address = email_hint);
    view! {
        <DeadEnd title=t!(invitations::this_link_has_expired) text>
            <NewLink/>
        </DeadEnd>
    }
    .into_any()
}

fn replaced(organisation: &str, place: &str) -> AnyView {
    let text = t!(invitations::replaced_by_newer, place = place, organisation = organisation);
    view! {
        <DeadEnd title=t!(invitations::a_newer_link_has_replaced_this) text>
            <NewLink/>
        </DeadEnd>
    }
    .into_any()
}

fn withdrawn(organisation: &str) -> AnyView {
    let text = t!(invitations::withdrawn_by, organisation = organisation);
    view! { <DeadEnd title=t!(invitations::this_invitation_was_withdrawn) text/> }.into_any()
}

fn already_in(place: &str) -> AnyView {
    view! {
        <DeadEnd title=t!(invitations::youre_already_signed_in) text=t!(invitations::access_is_active, place = place)>
            <p><a class="button primary" href=paths::HOME rel="external">{t!(invitations::continue_word)}</a></p>
        </DeadEnd>
    }
    .into_any()
}

fn already_active(place: &str, email_hint: &str) -> AnyView {
    let text = t!(invitations::already_used, place = place, address = email_hint);
    view! {
        <DeadEnd title=t!(invitations::your_access_is_already_active) text>
            <SignInOrReset/>
        </DeadEnd>
    }
    .into_any()
}

fn set_up_over(is_done: bool) -> AnyView {
    let title = t!(invitations::set_up_link_over);
    if is_done {
        let text = t!(invitations::set_up_is_done).to_owned();
        return view! { <DeadEnd title text><SignInOrReset/></DeadEnd> }.into_any();
    }
    view! { <DeadEnd title text=t!(invitations::set_up_link_in_the_log).to_owned()/> }.into_any()
}

fn broken(title: &'static str, text: &'static str) -> AnyView {
    set_status(404);
    view! {
        <DeadEnd title text=text.to_owned()>
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

/// Asks for a new link to the address on file.
#[component]
fn NewLink() -> impl IntoView {
    let form = FormState::new(RequestFreshLink::url());
    view! {
        <form class="form" method="post" action=RequestFreshLink::url()>
            <FormBanner form/>
            <button class="button primary wide" type="submit">{t!(invitations::email_me_a_new_link)}</button>
        </form>
    }
}

#[component]
fn SignInOrReset() -> impl IntoView {
    view! {
        <p class="cluster">
            <a class="button primary" href=paths::SIGN_IN>{t!(invitations::sign_in)}</a>
            <a class="button quiet" href=paths::FORGOT_PASSWORD>{t!(invitations::forgot_password)}</a>
        </p>
    }
}
