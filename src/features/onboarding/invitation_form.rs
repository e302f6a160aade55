use super::api::{Finish, SaveInvitationDraft};
use super::step_one_complaints::{DomainNotice, StepOneComplaints};
use super::submit_button::SubmitButton;
use crate::domain::onboarding::{Recipient, Wizard};
use crate::features::invitations::invitation_fields::{InvitationFields, InvitationPreview, InvitationVerb};
use crate::paths;
use crate::ui::browser;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::live_preview::{LivePreview, UpdateButtons, on_submit};
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
pub fn InvitationForm(wizard: Wizard, to: Recipient) -> impl IntoView {
    let Wizard { id, draft, options, .. } = wizard;
    let finish = FormAction::to::<Finish>();
    let form = FormState::of(finish);
    let time = RwSignal::new(String::new());
    let Recipient { first_name: who, last_name, email } = to;
    let address = email.clone();
    let name = [&who, " ", &last_name].concat();
    let to = [&name, " <", &email, ">"].concat();
    let template = form.typed("template", &draft.invitation.template);
    let saved = ["html", "text"].map(|view| paths::wizard_preview(id, &template, view));

    let node = NodeRef::<html::Form>::new();
    let live = LivePreview::new(node, |_| true);
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
                    on:submit=on_submit(finish)
                >
                    <input type="hidden" name="draft" value=id.to_string()/>
                    <FormBanner form/>
                    <StepOneComplaints form draft=id/>
                    <DomainNotice address=address draft=id/>
                    <InvitationFields
                        form options=options.clone() chosen=draft.invitation who time live
                    />
                </form>
                <div class="wizard-column">
                    <InvitationPreview
                        live saved=saved.clone() title=t!(onboarding::preview_as, name = &name) to from=options.from
                        reply_to=options.reply_to
                    />
                </div>
            </div>
            // The main button comes first in the document: it is what Enter means.
            <footer class="form-actions reversed sticky">
                <SubmitButton pending=finish.pending() form=FORM><InvitationVerb adds=true time/></SubmitButton>
                <UpdateButtons to=saved form=FORM/>
                <button class="button quiet" type="submit" form=FORM formaction=SaveInvitationDraft::url() on:click=back>
                    {t!(onboarding::back)}
                </button>
            </footer>
        </div>
    }
}
