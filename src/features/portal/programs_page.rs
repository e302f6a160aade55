use super::portal_page::PortalPage;
use crate::domain::portal::Portal;
use crate::ui::page::{Empty, PageHead};
use leptos::prelude::*;

/// *My programs*: the partner programs the contact's company takes part in.
#[component]
pub fn ProgramsPage() -> impl IntoView {
    view! { <PortalPage title="My programs" show=programs/> }
}

fn programs(portal: Portal) -> AnyView {
    let Portal { organisation, company, programs, .. } = portal;
    let company = company.name;
    let sub = format!("What {company} and {organisation} do together.");
    view! {
        <PageHead title="My programs" sub/>
        {if programs.is_empty() {
            view! { <NoPrograms organisation company/> }.into_any()
        } else {
            let rows = programs.into_iter().map(|name| view! { <li>{name}</li> }.into_any()).collect_view();
            view! { <ul class="card divided" role="list">{rows}</ul> }.into_any()
        }}
    }
    .into_any()
}

/// The page of a company that is in no program yet: how to get into one.
#[component]
fn NoPrograms(organisation: String, company: String) -> impl IntoView {
    view! {
        <Empty title="No programs yet" icon="programs">
            <p>{format!(
                "{company} is in none of {organisation}'s partner programs. \
                 Ask your contact at {organisation} which one fits; it appears here once you are in."
            )}</p>
        </Empty>
    }
}
