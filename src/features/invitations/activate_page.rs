use super::activation_form::ActivationForm;
use super::api::{Activate, LoadActivation, SetUp};
use super::link_errors::dead_end;
use super::set_up_form::SetUpForm;
use crate::domain::invitations::invitation::Activation;
use crate::error::AppError;
use crate::ui::form_action::FormAction;
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;

/// The page behind an activation link: the form, or why the link does not work and what to do.
#[component]
pub fn ActivatePage() -> impl IntoView {
    let activation = load(|| LoadActivation {});
    // Made here and not with the form: its answer outlives the form if the link ends in the meantime.
    let (activate, set_up) = (FormAction::leaving_to::<Activate>(), FormAction::leaving_to::<SetUp>());
    for post in [activate, set_up] {
        Effect::new(move |_| {
            if let Some(Err(AppError::Conflict(_))) = post.answer().get() {
                activation.refetch();
            }
        });
    }
    view! {
        <ServerView
            from=activation
            whole=true
            show=move |activation| match activation {
                Activation::Ready(welcome) => view! { <ActivationForm welcome activate/> }.into_any(),
                Activation::SetUp { .. } => view! { <SetUpForm set_up/> }.into_any(),
                over => dead_end(over),
            }
        />
    }
}
