use super::api::{CancelAddressChange, ResendAddressChange};
use crate::domain::auth::pending_email::PendingAddress;
use crate::domain::ids::PartnerId;
use crate::domain::language::Language;
use crate::domain::partners::partner::Contact;
use crate::features::auth::PendingEmail;
use crate::features::invitations::AccessPanel;
use crate::paths;
use crate::ui::form_action::FormAction;
use leptos::prelude::*;

/// A contact: who they are, how to reach them, and their way to "active".
#[component]
pub fn ContactCard(
    partner: PartnerId,
    contact: Contact,
    may_edit: bool,
    /// Whether the visitor may export and erase what is held about them.
    is_owner: bool,
    on_change: Callback<()>,
    /// Called whenever the page itself is out of date.
    on_news: Callback<()>,
    /// What can be done with them among the other contacts.
    children: Children,
) -> impl IntoView {
    let name = contact.access.name.clone();
    let edit = paths::edit_contact(partner, contact.id);
    let edit_link = may_edit.then(|| {
        let (edit, name) = (edit.clone(), name.clone());
        view! { <a class="button small" href=edit>{t!(partners::edit)} <span class="visually-hidden">" " {name}</span></a> }
            .into_any()
    });
    let data_link = is_owner.then(|| {
        let (data, name) = (paths::contact_data(partner, contact.id), name.clone());
        view! {
            <p class="contact-data">
                <a href=data>{t!(partners::personal_data)} <span class="visually-hidden">" " {name}</span></a>
            </p>
        }
        .into_any()
    });
    let id = contact.id.to_string();
    let waits = contact.pending_address.map(|pending| waits(pending, id, may_edit, on_news));
    let mail_to = ["mailto:", &contact.email].concat();
    view! {
        <article class="card contact">
            <header class="card-head">
                <div class="cluster">
                    <h3>{name}</h3>
                    {contact.is_main.then(|| view! { <span class="tag">{t!(partners::main_contact)}</span> }.into_any())}
                </div>
                {edit_link}
            </header>
            <dl class="facts">
                {fact(t!(partners::job_title), contact.job_title)}
                <div><dt>{t!(partners::email)}</dt> <dd><a href=mail_to rel="external">{contact.email}</a></dd></div>
                {phone(contact.phone, &contact.phone_link)}
                {fact(t!(partners::language), contact.language.map_or("", Language::name).to_owned())}
                {fact(t!(partners::role_in_the_portal), contact.role.label().to_owned())}
            </dl>
            {waits}
            <AccessPanel initial=contact.access partner=Some(partner) edit may_edit on_change/>
            {children()}
            {data_link}
        </article>
    }
}

/// A new address of theirs that waits to be confirmed.
fn waits(pending: PendingAddress, person: String, may_edit: bool, on_news: Callback<()>) -> AnyView {
    let (resend, cancel) = (FormAction::to::<ResendAddressChange>(), FormAction::to::<CancelAddressChange>());
    for post in [resend, cancel] {
        Effect::new(move |_| {
            if let Some(Ok(())) = post.answer().get() {
                on_news.run(());
            }
        });
    }
    view! { <PendingEmail pending resend cancel person may_edit/> }.into_any()
}

/// A number as it was typed, which can be dialled where it is known how.
fn phone(typed: String, link: &str) -> AnyView {
    if link.is_empty() {
        return fact(t!(partners::phone_number), typed).into_any();
    }
    let dial = ["tel:", link].concat();
    view! { <div><dt>{t!(partners::phone_number)}</dt> <dd><a href=dial rel="external">{typed}</a></dd></div> }
        .into_any()
}

fn fact(what: &'static str, value: String) -> impl IntoView {
    (!value.is_empty()).then(|| view! { <div><dt>{what}</dt> <dd>{value}</dd></div> }.into_any())
}
