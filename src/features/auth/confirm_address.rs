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

/// The page behind the link that confirms a new address: the form, or what became of the link and the way
/// on.
#[component]
pub fn ConfirmAddressPage() -> impl IntoView {
    let confirmation = load(|| LoadConfirmation {});
    view! { <ServerView from=confirmation whole=true show=page/> }
}

fn page(confirmation: Confirmation) -> AnyView {
    match confirmation {
        Confirmation::Ready { organisation, email, old_hint, signed_in_as } => {
            let sub = [
                "Once confirmed, you sign in at ", &organisation, " with ", &email, " instead of ", &old_hint,
                ". All other sessions end.",
            ]
            .concat();
            view! { <ConfirmForm sub email signed_in_as/> }.into_any()
        }
        Confirmation::Expired { email_hint } => end(
            "This link has expired",
            ["Its time ran out before the new address was confirmed. A fresh link can go to ", &email_hint, ", and nowhere else."]
                .concat(),
            fresh_link(&email_hint),
        ),
        Confirmation::Confirmed { email_hint } => end(
            "Your new address is confirmed",
            ["This link has already been used. Sign in with ", &email_hint, " and your password."].concat(),
            sign_in("Sign in"),
        ),
        Confirmation::Replaced => end(
            "A newer link has replaced this one",
            "Another address was asked for after this one. Open the newest email and use the link in it.".to_owned(),
            sign_in("Sign in to see which"),
        ),
        Confirmation::Cancelled { organisation } => end(
            "This change was cancelled",
            ["Your address stays as it is. To change it, sign in and open My account, or ask your contact at ", &organisation, "."]
                .concat(),
            sign_in("Sign in"),
        ),
        Confirmation::Taken { organisation } => end(
            "This address is in use",
            ["Somebody else signs in with it meanwhile, so it cannot become yours. Choose another address under My account, or ask your contact at ", &organisation, "."]
                .concat(),
            sign_in("Sign in"),
        ),
        Confirmation::Unknown => {
            set_status(404);
            end(
                "This link does not work",
                "It may have been cut short on its way. Copy the whole link from the email into the address bar."
                    .to_owned(),
                sign_in("Sign in"),
            )
        }
    }
}

#[component]
fn ConfirmForm(sub: String, email: String, signed_in_as: Option<String>) -> impl IntoView {
    let form = FormState::new(ConfirmAddress::url());
    view! {
        <PageTitle title="Confirm your new address"/>
        <PageHead title="Confirm your new address" sub/>
        {signed_in_as.map(|name| view! {
            <p class="notice" data-tone="warning">
                <Icon name="user"/>
                {["In this browser you are signed in as ", &name, ". Confirming signs you in as the owner of this address instead."].concat()}
            </p>
        }.into_any())}
        <form class="form" method="post" action=ConfirmAddress::url() novalidate>
            <FormBanner form/>
            // Password managers keep the password under the new address.
            <TextField
                form field="email" name="username" label="New address" kind="email" autocomplete="username" value=email
                readonly=true
            />
            <PasswordField
                form field="current_password" label="Current password" autocomplete="current-password"
                hint="The one you sign in with today."
            />
            <button class="button primary wide" type="submit">"Confirm address"</button>
        </form>
        <p class="card-foot"><A href=paths::FORGOT_PASSWORD>"Forgot password?"</A></p>
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
        let sentence = ["A fresh link is on its way to ", address, ". It can take a few minutes."].concat();
        return view! { <p class="notice" data-tone="success" role="status"><Icon name="mail"/>{sentence}</p> }
            .into_any();
    }
    view! {
        <form class="form" method="post" action=FreshAddressLink::url()>
            <FormBanner form/>
            <button class="button primary wide" type="submit">"Send me a fresh link"</button>
        </form>
    }
    .into_any()
}
