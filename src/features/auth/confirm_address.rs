use super::api::{ConfirmAddress, FreshAddressLink, LoadConfirmation};
use crate::domain::auth::pending_email::Confirmation;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::password::PasswordField;
use crate::ui::server_data::{ServerView, load};
use crate::ui::status::set_status;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// The page behind the link that confirms a new address: the form, or why the link does not work and what to do.
#[component]
pub fn ConfirmAddressPage() -> impl IntoView {
    let confirmation = load(|| LoadConfirmation {});
    view! { <ServerView from=confirmation whole=true show=page/> }
}

fn page(confirmation: Confirmation) -> AnyView {
    match confirmation {
        Confirmation::Ready { organisation, email, old_hint, signed_in_as } => {
            let sub = t!(auth::confirm_sub, organisation = &organisation, new = &email, old = &old_hint);
            view! { <ConfirmForm sub email signed_in_as/> }.into_any()
        }
        Confirmation::Expired { email_hint } => end(
            t!(auth::this_link_has_expired),
            t!(auth::confirm_expired, address = &email_hint),
            fresh_link(&email_hint),
        ),
        Confirmation::Confirmed { email_hint } => end(
            t!(auth::your_new_address_is_confirmed),
            t!(auth::confirm_used, address = &email_hint),
            sign_in(t!(auth::sign_in)),
        ),
        Confirmation::Replaced => end(
            t!(auth::a_newer_link_has_replaced_this),
            t!(auth::another_address_was_asked_for_after).to_owned(),
            sign_in(t!(auth::sign_in_to_see_which)),
        ),
        Confirmation::Cancelled { organisation } => end(
            t!(auth::this_change_was_cancelled),
            t!(auth::confirm_cancelled, organisation = &organisation),
            sign_in(t!(auth::sign_in)),
        ),
        Confirmation::Taken { organisation } => end(
            t!(auth::this_address_is_in_use),
            t!(auth::confirm_taken, organisation = &organisation),
            sign_in(t!(auth::sign_in)),
        ),
        Confirmation::NotHere => broken(t!(auth::open_the_link_again), t!(auth::link_not_here)),
        Confirmation::CutShort => broken(t!(auth::this_link_does_not_work), t!(auth::link_cut_short)),
        Confirmation::Unknown => broken(t!(auth::this_link_does_not_work), t!(auth::address_link_unknown)),
    }
}

fn broken(title: &'static str, text: &str) -> AnyView {
    set_status(404);
    end(title, text.to_owned(), sign_in(t!(auth::sign_in)))
}

#[component]
fn ConfirmForm(sub: String, email: String, signed_in_as: Option<String>) -> impl IntoView {
    let form = FormState::new(ConfirmAddress::url());
    view! {
        <PageTitle title=t!(auth::confirm_your_new_address)/>
        <PageHead title=t!(auth::confirm_your_new_address) sub/>
        {signed_in_as.map(|name| view! {
            <p class="notice" data-tone="warning">
                <Icon name="user"/>
                {t!(auth::confirm_signed_in_as, name = &name)}
            </p>
        }.into_any())}
        <form class="form" method="post" action=ConfirmAddress::url() novalidate>
            <FormBanner form/>
            // Password managers keep the password under the new address.
            <TextField
                form field="account" label=t!(auth::new_address) kind="email" autocomplete="username" value=email
                readonly=true
            />
            <PasswordField
                form field="current_password" label=t!(auth::current_password) autocomplete="current-password"
                hint=t!(auth::the_one_you_sign_in_with)
            />
            <button class="button primary wide" type="submit">{t!(auth::confirm_address)}</button>
        </form>
        <p class="card-foot"><A href=paths::FORGOT_PASSWORD>{t!(auth::forgot_password)}</A></p>
    }
}

fn end(title: &'static str, sub: String, way_on: AnyView) -> AnyView {
    view! {
        <PageTitle title/>
        <PageHead title sub/>
        {way_on}
    }
    .into_any()
}

fn sign_in(label: &'static str) -> AnyView {
    view! { <p><a class="button primary wide" href=paths::SIGN_IN>{label}</a></p> }.into_any()
}

/// Asks for a fresh link, or says that it is on its way.
fn fresh_link(address: &str) -> AnyView {
    let form = FormState::new(FreshAddressLink::url());
    let asked = use_query_map().with_untracked(|query| query.get_str("asked") == Some("yes"));
    if asked {
        let sentence = t!(auth::confirm_new_link_sent, address = address);
        return view! { <p class="notice" data-tone="success" role="status"><Icon name="mail"/>{sentence}</p> }
            .into_any();
    }
    view! {
        <form class="form" method="post" action=FreshAddressLink::url()>
            <FormBanner form/>
            <button class="button primary wide" type="submit">{t!(auth::send_me_a_fresh_link)}</button>
        </form>
    }
    .into_any()
}
