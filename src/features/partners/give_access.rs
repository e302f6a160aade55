use super::api::LoadPartner;
use crate::domain::ids::PartnerId;
use crate::domain::invitations::choice::{InvitationForm, InvitationOptions};
use crate::domain::invitations::invitation::Access;
use crate::domain::partners::partner::{Contact, Partner};
use crate::error::AppError;
use crate::features::invitations::api::GiveAccess;
use crate::features::invitations::invitation_fields::{InvitationFields, InvitationPreview, InvitationVerb};
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::live_preview::{LivePreview, UpdateButtons, on_submit};
use crate::ui::page::{ErrorPage, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The form that gives a contact access: template, time, note and preview.
#[component]
pub fn GiveAccessPage() -> impl IntoView {
    let params = use_params_map();
    let param = move |name| params.with(|params| params.get(name).unwrap_or_default());
    let partner = load(move || LoadPartner { partner: param("id") });
    let show = move |partner: Partner| {
        let asked = param("contact");
        match partner.contacts.into_iter().find(|contact| contact.id.to_string() == asked) {
            Some(contact) => {
                view! { <GiveAccessForm partner=partner.id contact options=partner.invitation/> }.into_any()
            }
            None => view! { <ErrorPage error=AppError::NotFound/> }.into_any(),
        }
    };
    editors_only(move |_| view! { <ServerView from=partner whole=true show/> }.into_any())
}

#[component]
fn GiveAccessForm(partner: PartnerId, contact: Contact, options: InvitationOptions) -> impl IntoView {
    let give = FormAction::to::<GiveAccess>();
    let form = FormState::of(give);
    let node = NodeRef::<html::Form>::new();
    let live = LivePreview::new(node, |_| true);
    let time = RwSignal::new(String::new());
    let name = contact.access.name;
    let title = t!(partners::give_access_to, name = &name);
    let to = [&name, " <", &contact.email, ">"].concat();
    let id = contact.id.to_string();
    let saved = ["html", "text"].map(|view| paths::invitation_preview(partner, &id, view));
    let has_access = contact.access.access != Access::None;
    let back = paths::partner(partner);
    view! {
        <PageTitle title=title.clone()/>
        <PageHead title/>
        {has_access.then(|| view! { <p class="notice">{t!(partners::has_access, name = &name)}</p> }.into_any())}
        <form class="inviting" method="post" action=give.url() novalidate node_ref=node on:submit=on_submit(give) hidden=has_access>
            {hidden_fields(vec![("form[person]", id), ("form[partner]", partner.to_string())])}
            <div class="wizard-columns">
                <div class="form">
                    <FormBanner form/>
                    <InvitationFields
                        form options=options.clone() chosen=InvitationForm::default() who=contact.first_name time live
                    />
                </div>
                <div class="wizard-column">
                    <InvitationPreview
                        live saved=saved.clone() title=t!(partners::preview_as, name = &name) to from=options.from
                        reply_to=options.reply_to
                    />
                </div>
            </div>
            <footer class="form-actions reversed sticky">
                <button class="button primary" aria-disabled=give.busy()><InvitationVerb time/></button>
                <UpdateButtons to=saved/>
                <a class="button quiet" href=back>{t!(partners::cancel)}</a>
            </footer>
        </form>
    }
}
