use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A step of the wizard "Add a new partner".
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Details,
    Invitation,
}

impl Step {
    /// The page's name in the tab.
    pub fn title(self) -> &'static str {
        match self {
            Self::Details => t!(onboarding::title_of_step_1),
            Self::Invitation => t!(onboarding::title_of_step_2),
        }
    }
}

/// The steps of the wizard, and which one this page is. A step that is done is a way back to it.
#[component]
pub fn Stepper(step: Step) -> impl IntoView {
    let draft = use_params_map().with_untracked(|params| params.get("draft")).unwrap_or_default();
    match step {
        Step::Details => view! {
            <ol class="steps" role="list" aria-label=t!(onboarding::steps)>
                <li aria-current="step">{t!(onboarding::partner_and_contact)}</li>
                <li class="steps-invitation">{t!(onboarding::invitation)}</li>
            </ol>
        }
        .into_any(),
        Step::Invitation => view! {
            <ol class="steps" role="list" aria-label=t!(onboarding::steps)>
                <li class="done"><a href=format!("{}/{draft}", paths::NEW_PARTNER)>{t!(onboarding::partner_and_contact)}</a></li>
                <li aria-current="step">{t!(onboarding::invitation)}</li>
            </ol>
        }
        .into_any(),
    }
}
