use super::api::{AddContact, LoadPartner};
use super::contact_fields::ContactFields;
use crate::domain::partners::contact::ContactInput;
use crate::domain::partners::partner::Partner;
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::checks::Check;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The form for another contact of a partner.
#[component]
pub fn NewContactPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let partner = load(move || LoadPartner { partner: id() });
    editors_only("Add a contact", move |_| {
        view! { <ServerView from=partner title="Add a contact" show=|partner| view! { <NewContact partner/> }.into_any()/> }
            .into_any()
    })
}

#[component]
fn NewContact(partner: Partner) -> impl IntoView {
    let add = FormAction::to::<AddContact>();
    let form = FormState::of(add);
    let email_to_files = partner.contacts.first().is_some_and(|contact| contact.access.email_to_files);
    let by_link = form.typed("delivery", if email_to_files { "link" } else { "email" }) == "link";
    view! {
        <PageTitle title="Add a contact"/>
        <PageHead title="Add a contact" sub=partner.facts.name/>
        <form class="form contact-form" method="post" action=add.url() novalidate on:submit=add.on_submit()>
            <FormBanner form/>
            {hidden_fields(vec![("form[partner]", partner.id.to_string())])}
            <ContactFields form contact=ContactInput::default() email_hint="They sign in with this address."/>
            <Check
                form field="access" label="Access to the partner portal" checked=true
                hint="Off: nothing is sent. You can give access at any time."
            />
            <fieldset class="field contact-delivery">
                <legend class="field-label">"How should they get their invitation?"</legend>
                {email_to_files.then(|| view! {
                    <p class="field-hint">"No mail server is configured: an email would only be saved as a file."</p>
                }.into_any())}
                <label class="check">
                    <input type="radio" name="form[delivery]" value="email" checked=!by_link/>
                    <span>"Send an email"</span>
                </label>
                <label class="check">
                    <input type="radio" name="form[delivery]" value="link" checked=by_link/>
                    <span>"Don't send an email: I'll share the link myself"</span>
                </label>
            </fieldset>
            <div class="form-actions">
                <a class="button quiet" href=paths::partner(partner.id)>"Cancel"</a>
                <button class="button primary" aria-disabled=add.busy()>"Add contact"</button>
            </div>
        </form>
    }
}
