use super::api::{Finish, SaveInvitationDraft};
use super::preview::InvitationPreview;
use super::submit_button::SubmitButton;
use super::wizard_banner::{StepOneComplaints, WizardBanner};
use crate::domain::onboarding::Wizard;
use crate::domain::partners::contact::ContactDetails;
use crate::features::invitations::invitation_fields::{InvitationFields, InvitationVerb};
use crate::paths;
use crate::ui::browser;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The id that ties the buttons, which follow the form, to it.
const FORM: &str = "invitation";

/// The form of step 2: by email, with a preview, or by a link that staff pass on.
#[component]
pub fn InvitationForm(wizard: Wizard, contact: ContactDetails) -> impl IntoView {
    let Wizard { id, draft, options, .. } = wizard;
    let finish = FormAction::to::<Finish>();
    let form = FormState::of(finish);
    let template = RwSignal::new(options.template_or_default(&form.typed("template", &draft.invitation.template)));
    let time = RwSignal::new(String::new());
    let who = contact.first_name.as_str().to_owned();

    let node = NodeRef::<html::Form>::new();
    let keep = move |_| {
        if let Some(form) = node.get_untracked() {
            // Add carries the choice once more: where keeping fails, only a reload would lose it.
            browser::send(SaveInvitationDraft::url(), &form);
        }
    };

    // Without scripts the button keeps what was chosen and leads back; with them it is kept already.
    let navigate = use_navigate();
    let back = move |click: MouseEvent| {
        click.prevent_default();
        navigate(&paths::wizard_details(id), NavigateOptions::default());
    };

    view! {
        <div class="inviting">
            <div class="wizard-columns">
                <form
                    id=FORM
                    class="form"
                    method="post"
                    action=finish.url()
                    novalidate
                    node_ref=node
                    on:change=keep
                    on:submit=finish.on_submit()
                >
                    <input type="hidden" name="draft" value=id.to_string()/>
                    <WizardBanner form/>
                    <StepOneComplaints form draft=id/>
                    <InvitationFields
                        form options=options.clone() chosen=draft.invitation who=who.clone() time
                        on_template=Callback::new(move |id| template.set(id))
                    />
                </form>
                <div class="wizard-column">
                    <InvitationPreview draft=id template=template.into() contact options/>
                    <section class="card stack tight by-link" aria-labelledby="by-link">
                        <h2 id="by-link">"No email is sent"</h2>
                        <p>
                            "You get a personal link for " {who} " next: to copy, to show as a QR code, or inside a \
                             ready-made message."
                        </p>
                    </section>
                </div>
            </div>
            // The main button comes first in the document: it is what Enter means.
            <footer class="form-actions reversed sticky">
                <SubmitButton pending=finish.pending() form=FORM><InvitationVerb verb="Add" time/></SubmitButton>
                <button class="button quiet" type="submit" form=FORM formaction=SaveInvitationDraft::url() on:click=back>
                    "Back"
                </button>
            </footer>
        </div>
    }
}
