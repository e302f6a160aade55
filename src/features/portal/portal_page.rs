use super::api::load_portal;
use crate::domain::portal::Portal;
use crate::ui::page::{ErrorView, Loading, PageTitle};
use leptos::prelude::*;

/// What all portal pages share: one load of the portal, and its failure.
#[component]
pub fn PortalPage(
    /// The title of the browser's tab.
    title: &'static str,
    /// The page itself.
    show: fn(Portal) -> AnyView,
) -> impl IntoView {
    let portal = Resource::new(|| (), |()| load_portal());
    view! {
        <PageTitle title/>
        <Transition fallback=|| view! { <Loading/> }>
            {move || Suspend::new(async move {
                match portal.await {
                    Ok(portal) => show(portal),
                    Err(error) => view! { <ErrorView error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The company's programs in one line.
pub fn programs_in_words(programs: &[String]) -> String {
    if programs.is_empty() { "None yet".to_owned() } else { programs.join(", ") }
}
