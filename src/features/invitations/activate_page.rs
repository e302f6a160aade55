use super::activation_form::ActivationForm;
use super::api::LoadActivation;
use super::link_errors::dead_end;
use super::set_up_form::SetUpForm;
use crate::domain::invitations::invitation::Activation;
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;

/// The page behind an activation link: the form, or what became of the link and the way on.
#[component]
pub fn ActivatePage() -> impl IntoView {
    let activation = load(|| LoadActivation {});
    view! {
        <ServerView
            from=activation
            title="Activate your access"
            show=|activation| match activation {
                Activation::Ready(welcome) => view! { <ActivationForm welcome/> }.into_any(),
                Activation::SetUp { .. } => view! { <SetUpForm/> }.into_any(),
                over => dead_end(over),
            }
        />
    }
}
