use super::api::{LoadPartner, UpdateContact};
use super::contact_fields::ContactFields;
use crate::domain::ids::PartnerId;
use crate::domain::invitations::invitation::Access;
use crate::domain::partners::contact::ContactInput;
use crate::domain::partners::partner::{Contact, Partner};
use crate::error::AppError;
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::keyed::KeyedView;
use crate::ui::page::{ErrorPage, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The form for a contact's details.
#[component]
pub fn EditContactPage() -> impl IntoView {
    let params = use_params_map();
    let param = move |name| params.with(|params| params.get(name).unwrap_or_default());
    let partner = load(move || LoadPartner { partner: param("id") });
    let form = KeyedView::default();
    let show = move |partner: Partner| {
        let asked = param("contact");
        let found = match partner.contacts.into_iter().find(|contact| contact.id.to_string() == asked) {
            Some(contact) => view! { <EditContact partner=partner.id contact/> }.into_any(),
            None => view! { <ErrorPage error=AppError::NotFound/> }.into_any(),
        };
        form.show(&asked, found)
    };
    editors_only(move |_| view! { <ServerView from=partner whole=true show/> }.into_any())
}

#[component]
fn EditContact(partner: PartnerId, contact: Contact) -> impl IntoView {
    let update = FormAction::to::<UpdateContact>();
    let form = FormState::of(update);
    let fix_email = use_query_map().with_untracked(|query| query.get("fix").is_some());
    let title = t!(partners::edit_named, name = &contact.access.name);
    let email_hint = email_hint(&contact.access.access);
    let role = contact.role.as_str();
    let input = ContactInput {
        first_name: contact.first_name,
        last_name: contact.last_name,
        email: contact.email,
        job_title: contact.job_title,
        phone: contact.phone,
        language: contact.language.map(|language| language.code().to_owned()).unwrap_or_default(),
    };
    view! {
        <PageTitle title=title.clone()/>
        <PageHead title/>
        <form class="form" method="post" action=update.url() novalidate on:submit=update.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[person]" value=contact.id.to_string()/>
            <ContactFields form contact=input role email_hint fix_email/>
            <div class="form-actions">
                <a class="button quiet" href=paths::partner(partner)>{t!(partners::cancel)}</a>
                <button class="button primary" aria-disabled=update.busy()>{t!(partners::save)}</button>
            </div>
        </form>
    }
}

fn email_hint(access: &Access) -> &'static str {
    match access {
        Access::None => t!(partners::will_sign_in_with),
        Access::Invited => t!(partners::changing_sends_invitation),
        Access::Active { .. } => t!(partners::changing_sends_confirmation),
    }
}
