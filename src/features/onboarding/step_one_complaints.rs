use crate::domain::ids::DraftId;
use crate::features::people::api::CheckDomain;
use crate::paths;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::server_data::{ServerView, load};
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
                <p>{complaint(message, draft)}</p>
            }.into_any())}
        </div>
    }
}

/// Says that the domain of `address` takes no email: without JavaScript, step 1 did not.
#[component]
pub fn DomainNotice(address: String, draft: DraftId) -> impl IntoView {
    let warning = load(move || CheckDomain { address: address.clone() });
    let show = move |warning: String| match warning.is_empty() {
        true => ().into_any(),
        false => {
            view! { <p class="notice" data-tone="warning" role="status">{complaint(warning, draft)}</p> }.into_any()
        }
    };
    view! { <ServerView from=warning silent=true show/> }
}

fn complaint(message: String, draft: DraftId) -> AnyView {
    view! {
        <Icon name="alert"/>
        <span>{message} " " <a href=paths::wizard_details(draft)>{t!(onboarding::back_to_partner_and_contact)}</a></span>
    }
    .into_any()
}
