use crate::domain::ids::DraftId;
use crate::error::AppError;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use leptos::prelude::*;

/// Shows the error of a step as a whole. After a session ended, people sign in again in another tab, so that this page
/// keeps what was typed.
#[component]
pub fn WizardBanner(form: FormState) -> impl IntoView {
    let banner = form.banner();
    let signed_out = move || banner.with(|error| *error == Some(AppError::SignInNeeded));
    view! {
        <FormBanner form/>
        {move || signed_out().then(|| view! {
            <p class="notice">
                <span><a href=paths::SIGN_IN target="_blank">{t!(onboarding::sign_in_in_a_new_tab)}</a> ". " {t!(onboarding::then_come_back)}</span>
            </p>
        }.into_any())}
    }
}

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
