use crate::domain::ids::DraftId;
use crate::paths;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use leptos::prelude::*;

/// The fields of step 1 that the store may refuse at the end, when another person was faster.
const STEP_ONE: [&str; 5] = ["name", "status", "programs", "first_name", "email"];

/// What is wrong with step 1, said on step 2, with the way back.
#[component]
pub fn StepOneComplaints(form: FormState, draft: DraftId) -> impl IntoView {
    let errors = STEP_ONE.map(|field| form.error(field));
    let message = move || errors.iter().find_map(Signal::get);
    view! {
        <div class="form-banner" role="alert">
            {move || message().map(|message| view! {
                <p>
                    <Icon name="alert"/>
                    <span>{message} " " <a href=paths::wizard_details(draft)>{t!(onboarding::back_to_partner_and_contact)}</a></span>
                </p>
            }.into_any())}
        </div>
    }
}
