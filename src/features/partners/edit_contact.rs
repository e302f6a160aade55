use super::api::{UpdateContact, load_partner};
use crate::domain::email::EmailAddress;
use crate::domain::ids::PartnerId;
use crate::domain::invitation::Access;
use crate::domain::partner::{Contact, Partner};
use crate::domain::text::{FirstName, JobTitle, LastName, PhoneNumber};
use crate::error::AppError;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_state::FormState;
use crate::ui::page::{ErrorView, Loading, PageHead, PageTitle};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

/// The form for a contact's details.
#[component]
pub fn EditContactPage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        params.with(|params| (params.get("id").unwrap_or_default(), params.get("contact").unwrap_or_default()))
    });
    let contact = Resource::new(
        move || ids.get(),
        |(partner, contact)| async move { find(load_partner(partner).await?, &contact) },
    );
    view! {
        <Transition fallback=Loading>
            {move || Suspend::new(async move {
                match contact.await {
                    Ok((partner, contact)) => view! { <EditContact partner contact/> }.into_any(),
                    Err(error) => view! { <PageTitle title="Edit contact"/> <ErrorView error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn find(partner: Partner, contact: &str) -> Result<(PartnerId, Contact), AppError> {
    let found = partner.contacts.into_iter().find(|candidate| candidate.id.to_string() == contact);
    found.map(|found| (partner.id, found)).ok_or(AppError::NotFound)
}

#[component]
fn EditContact(partner: PartnerId, contact: Contact) -> impl IntoView {
    let update = ServerAction::<UpdateContact>::new();
    let form = FormState::new(UpdateContact::url()).follow(update);
    let title = format!("Edit {}", contact.access.name);
    view! {
        <PageTitle title=title.clone()/>
        <PageHead title/>
        <ActionForm action=update attr:class="form" attr:novalidate=true>
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
        </ActionForm>
    }
}

fn email_hint(access: &Access) -> &'static str {
    match access {
        Access::None => "They will sign in with this address once they have access.",
        Access::Invited => "Changing it ends the links already sent and sends a new invitation to the new address.",
        Access::Active { .. } => "They sign in with this address.",
    }
}
