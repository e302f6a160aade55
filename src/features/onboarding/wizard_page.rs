use super::api::LoadWizard;
use super::stepper::{Step, Stepper};
use crate::domain::ids::PartnerId;
use crate::domain::onboarding::Wizard;
use crate::paths;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What both steps of the wizard share: the heading, the steps, one load of what was typed, and the
/// answer to those who come back to a wizard that is done.
#[component]
pub fn WizardPage(
    step: Step,
    /// The step's form.
    show: fn(Wizard) -> AnyView,
) -> impl IntoView {
    let params = use_params_map();
    let draft = move || params.read().get("draft").unwrap_or_default();
    let wizard = load(move || LoadWizard { draft: draft() });
    let show = move |wizard| match wizard {
        Wizard { partner: Some(partner), draft, .. } => {
            view! { <AlreadyAdded partner name=draft.details.partner.name/> }.into_any()
        }
        wizard => show(wizard),
    };
    view! {
        <PageTitle title=step.title()/>
        <div class="wizard">
            <PageHead title=t!(onboarding::add_a_new_partner)>
                <Stepper step/>
            </PageHead>
            <ServerView from=wizard show/>
        </div>
    }
}

/// Says that this wizard already became a partner, so that it is not added twice.
#[component]
fn AlreadyAdded(partner: PartnerId, name: String) -> impl IntoView {
    view! {
        <section class="card stack tight">
            <h2>{t!(onboarding::is_already_added, name = &name)}</h2>
            <p>{t!(onboarding::youve_already_added_this_partner_open)}</p>
            <p class="cluster">
                <a class="button primary" href=paths::partner(partner)>{t!(onboarding::open_partner)}</a>
                <a class="button quiet" href=paths::NEW_PARTNER rel="external">{t!(onboarding::add_another_partner)}</a>
            </p>
        </section>
    }
}
