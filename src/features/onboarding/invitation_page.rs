use super::invitation_form::InvitationForm;
use super::stepper::Step;
use super::wizard_page::WizardPage;
use crate::domain::ids::DraftId;
use crate::domain::onboarding::{Recipient, Wizard};
use crate::paths;
use leptos::prelude::*;

/// Step 2 of "Add a new partner": how the main contact gets the invitation.
#[component]
pub fn InvitationPage() -> impl IntoView {
    view! { <WizardPage step=Step::Invitation show=invitation/> }
}

fn invitation(wizard: Wizard) -> AnyView {
    let draft = wizard.id;
    match wizard.recipient.clone() {
        Some(to) if wizard.draft.details.gives_access() => view! { <InvitationForm wizard to/> }.into_any(),
        Some(Recipient { first_name, .. }) => {
            let reason = t!(onboarding::nothing_to_send, name = &first_name);
            view! { <FirstStepFirst draft heading=t!(onboarding::no_invitation_needed) reason/> }.into_any()
        }
        None => {
            let reason = t!(onboarding::some_details_of_the_partner_or).to_owned();
            view! { <FirstStepFirst draft heading=t!(onboarding::first_step_is_missing) reason/> }.into_any()
        }
    }
}

/// Leads people who are here too early back to step 1.
#[component]
fn FirstStepFirst(draft: DraftId, heading: &'static str, reason: String) -> impl IntoView {
    view! {
        <section class="card stack tight">
            <h2>{heading}</h2>
            <p>{reason}</p>
            <p class="cluster">
                <a class="button primary" href=paths::wizard_details(draft)>{t!(onboarding::back_to_partner_and_contact)}</a>
            </p>
        </section>
    }
}
