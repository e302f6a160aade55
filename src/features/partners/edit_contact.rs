use super::api::{LoadPartner, UpdateContact};
use crate::domain::email::EmailAddress;
use crate::domain::ids::PartnerId;
use crate::domain::invitation::Access;
use crate::domain::partner::{Contact, Partner};
use crate::domain::text::{FirstName, JobTitle, LastName, PhoneNumber};
use crate::error::AppError;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_state::FormState;
use crate::ui::load::{Loaded, load};
use crate::ui::page::{ErrorView, PageHead, PageTitle};
use crate::ui::post::Post;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The form for a contact's details.
#[component]
pub fn EditContactPage() -> impl IntoView {
    let params = use_params_map();
    let param = move |name| params.with(|params| params.get(name).unwrap_or_default());
    let partner = load(move || LoadPartner { partner: param("id") });
    let show = move |partner: Partner| {
        let asked = param("contact");
        match partner.contacts.into_iter().find(|contact| contact.id.to_string() == asked) {
            Some(contact) => view! { <EditContact partner=partner.id contact/> }.into_any(),
            None => view! { <PageTitle title="Edit contact"/> <ErrorView error=AppError::NotFound/> }.into_any(),
        }
    };
    view! { <Loaded from=partner title="Edit contact" show/> }
}

#[component]
fn EditContact(partner: PartnerId, contact: Contact) -> impl IntoView {
    let update = Post::to::<UpdateContact>();
    let form = FormState::of(update);
    let title = format!("Edit {}", contact.access.name);
    view! {
        <PageTitle title=title.clone()/>
        <PageHead title/>
        <form class="form" method="post" action=update.url() novalidate on:submit=update.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[person]" value=contact.id.to_string()/>
            <TextField
                form field="first_name" label="First name" value=contact.first_name autocomplete="off"
                max=FirstName::MAX
                on_leave=Callback::new(move |text: String| form.check("first_name", FirstName::parse(&text)))
            />
            <TextField
                form field="last_name" label="Last name" value=contact.last_name autocomplete="off"
                max=LastName::MAX
                on_leave=Callback::new(move |text: String| form.check("last_name", LastName::parse(&text)))
            />
            <TextField
                form field="email" label="Email" kind="email" value=contact.email autocomplete="off"
                hint=email_hint(&contact.access.access) max=EmailAddress::MAX
                on_leave=Callback::new(move |text: String| form.check("email", EmailAddress::parse(&text)))
            />
            <TextField
                form field="job_title" label="Job title" value=contact.job_title autocomplete="off" optional=true
                max=JobTitle::MAX
                on_leave=Callback::new(move |text: String| form.check("job_title", JobTitle::parse(&text)))
            />
            <TextField
                form field="phone" label="Phone number" kind="tel" value=contact.phone autocomplete="off"
                optional=true max=PhoneNumber::MAX
                on_leave=Callback::new(move |text: String| form.check("phone", PhoneNumber::parse(&text)))
            />
            <div class="form-actions">
                <a class="button quiet" href=paths::partner(partner)>"Cancel"</a>
                <button class="button primary" disabled=update.pending()>"Save"</button>
            </div>
        </form>
    }
}

fn email_hint(access: &Access) -> &'static str {
    match access {
        Access::None => "They will sign in with this address once they have access.",
        Access::Invited => "Changing it ends the links already sent and sends a new invitation to the new address.",
        Access::Active { .. } => "They sign in with this address.",
    }
}
