use super::details_form::DetailsForm;
use super::stepper::Step;
use super::wizard_page::WizardPage;
use leptos::prelude::*;

/// Step 1 of "Add a new partner": the company, and the person to talk to.
#[component]
pub fn DetailsPage() -> impl IntoView {
    view! { <WizardPage step=Step::Details show=|wizard| view! { <DetailsForm wizard/> }.into_any()/> }
}
