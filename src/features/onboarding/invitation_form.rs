use super::api::{Finish, SaveInvitationDraft};
use super::preview::InvitationPreview;
use super::submit_button::SubmitButton;
use super::wizard_banner::{StepOneComplaints, WizardBanner};
use crate::domain::onboarding::Wizard;
use crate::domain::partners::contact::ContactDetails;
use crate::domain::templates::text::TemplateChoice;
use crate::features::invitations::SendLater;
use crate::paths;
use crate::ui::browser;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::select::SelectField;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The id that ties **Add**, which stands below the preview, to its form.
const FORM: &str = "invitation";

/// The form of step 2: by email, with a preview, or by a link that staff pass on.
#[component]
pub fn InvitationForm(wizard: Wizard, contact: ContactDetails) -> impl IntoView {
    let Wizard { id, draft, templates, email_to_files, time_zone, .. } = wizard;
    let first_name = contact.first_name.as_str().to_owned();
    let recipient = [&first_name, contact.last_name.as_str()].join(" ");

    let finish = FormAction::to::<Finish>();
    let form = FormState::of(finish);
    let chosen = form.typed("template", &chosen_template(&templates, draft.invitation.template));
    let template = RwSignal::new(chosen.clone());
    let options = templates.into_iter().map(option).collect();
    let by_link = form.typed("delivery", &draft.invitation.delivery) == "link";

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
            <fieldset class="form-section">
                <legend>{format!("How should {first_name} get their invitation?")}</legend>
                {email_to_files.then(|| view! { <NoMailServer first_name=first_name.clone()/> }.into_any())}
                <label class="check">
                    <input type="radio" name="form[delivery]" value="email" checked=!by_link/>
                    <span>"Send an email"</span>
                </label>
                <div class="delivery-template">
                    <SelectField
                        form field="template" label="Template" options value=chosen
                        on_choose=Callback::new(move |id| template.set(id))
                    />
                    <SendLater form time_zone value=draft.invitation.send_at/>
                </div>
                <label class="check">
                    <input type="radio" id="delivery-link" name="form[delivery]" value="link" checked=by_link/>
                    <span>"Don't send an email: I'll pass on the link myself"</span>
                </label>
            </fieldset>
        </form>
        <InvitationPreview draft=id template=template.into() recipient/>
        // Add comes first in the document: it is what Enter means.
        <footer class="form-actions reversed">
            <SubmitButton pending=finish.pending() form=FORM>"Add"</SubmitButton>
            <button class="button quiet" type="submit" form=FORM formaction=SaveInvitationDraft::url() on:click=back>"Back"</button>
        </footer>
    }
}

/// The template that was chosen before, else the default one.
fn chosen_template(templates: &[TemplateChoice], chosen_before: String) -> String {
    if !chosen_before.is_empty() {
        return chosen_before;
    }
    templates.iter().find(|template| template.is_default).map(|template| template.id.to_string()).unwrap_or_default()
}

fn option(template: TemplateChoice) -> (String, String) {
    let TemplateChoice { id, name, is_default } = template;
    (id.to_string(), if is_default { format!("{name} (default)") } else { name })
}

/// Says before Add, not after, that no email can leave.
#[component]
fn NoMailServer(first_name: String) -> impl IntoView {
    view! {
        <p class="notice" data-tone="warning">
            <Icon name="alert"/>
            {format!(
                "No mail server is configured: an email would be saved as a file on the server and would not \
                 reach {first_name}. Pass on the link yourself."
            )}
        </p>
    }
}
