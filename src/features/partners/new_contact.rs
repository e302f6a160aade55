use super::api::{AddContact, LoadPartner};
use super::contact_fields::ContactFields;
use crate::domain::invitations::choice::InvitationForm;
use crate::domain::partners::contact::ContactInput;
use crate::domain::partners::partner::Partner;
use crate::features::invitations::invitation_fields::{InvitationFields, InvitationPreview, InvitationVerb};
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::checks::Check;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::live_preview::{LivePreview, UpdateButtons, on_submit};
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The form for another contact of a partner.
#[component]
pub fn NewContactPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let partner = load(move || LoadPartner { partner: id() });
    editors_only(move |_| {
        view! { <ServerView from=partner whole=true show=|partner| view! { <NewContact partner/> }.into_any()/> }
            .into_any()
    })
}

#[component]
fn NewContact(partner: Partner) -> impl IntoView {
    let add = FormAction::to::<AddContact>();
    let form = FormState::of(add);
    let node = NodeRef::<html::Form>::new();
    let live = LivePreview::new(node, |_| true);
    let time = RwSignal::new(String::new());
    let options = partner.invitation;
    let saved = ["html", "text"].map(|view| paths::invitation_preview(partner.id, "", view));
    view! {
        <PageTitle title=t!(partners::add_a_contact)/>
        <PageHead title=t!(partners::add_a_contact) sub=partner.facts.name/>
        <form
            class="inviting contact-form" method="post" action=add.url() novalidate node_ref=node on:submit=on_submit(add)
            on:change=move |_| live.soon()
        >
            {hidden_fields(vec![("form[partner]", partner.id.to_string())])}
            <div class="wizard-columns">
                <div class="form">
                    <FormBanner form/>
                    <ContactFields form contact=ContactInput::default() email_hint=t!(partners::sign_in_with)/>
                    <Check
                        form field="access" label=t!(partners::access_to_the_partner_portal) checked=true
                        hint=t!(partners::on_you_choose_how_they_are) off_hint=t!(partners::access_off)
                    />
                    <div class="contact-delivery">
                        <InvitationFields
                            form options=options.clone() chosen=InvitationForm::default() who="they" time live
                        />
                    </div>
                </div>
                <div class="wizard-column contact-delivery">
                    <InvitationPreview
                        live saved=saved.clone() title=t!(partners::preview) to=String::new() from=options.from
                        reply_to=options.reply_to
                    />
                </div>
            </div>
            <footer class="form-actions reversed sticky">
                <button class="button primary" aria-disabled=add.busy()>
                    <span class="with-access"><InvitationVerb adds=true time/></span>
                    <span class="without-access">{t!(partners::add_contact)}</span>
                </button>
                <UpdateButtons to=saved/>
                <a class="button quiet" href=paths::partner(partner.id)>{t!(partners::cancel)}</a>
            </footer>
        </form>
    }
}
