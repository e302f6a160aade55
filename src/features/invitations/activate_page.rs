use super::activation_form::ActivationForm;
use super::api::load_activation;
use super::dead_ends::dead_end;
use super::set_up_form::SetUpForm;
use crate::domain::invitation::Activation;
use crate::ui::page::{ErrorView, Loading, PageTitle};
use leptos::prelude::*;

/// The page behind an activation link: the form, or what became of the link and the way on.
#[component]
pub fn ActivatePage() -> impl IntoView {
    let activation = Resource::new_blocking(|| (), |()| load_activation());
    view! {
        <Suspense fallback=|| view! { <Loading/> }>
            {move || Suspend::new(async move {
                match activation.await {
                    Ok(Activation::Ready(welcome)) => view! { <ActivationForm welcome/> }.into_any(),
                    Ok(Activation::SetUp { .. }) => view! { <SetUpForm/> }.into_any(),
                    Ok(over) => dead_end(over),
                    Err(error) => view! {
                        <PageTitle title="Activate your access"/>
                        <ErrorView error/>
                    }
                    .into_any(),
                }
            })}
        </Suspense>
    }
}
