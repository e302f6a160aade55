use super::portal_page::PortalPage;
use crate::domain::portal::{Portal, PortalProgram};
use crate::ui::page::{Empty, PageHead};
use crate::ui::prose::prose;
use leptos::prelude::*;

/// *My programs*: the partner programs the contact's company takes part in.
#[component]
pub fn ProgramsPage() -> impl IntoView {
    view! { <PortalPage title=t!(portal::my_programs) show=page/> }
}

fn page(portal: Portal) -> AnyView {
    let Portal { organisation, partner_manager, company, programs, .. } = portal;
    let sub = t!(portal::programs_sub, partner = &company.name, organisation = &organisation);
    let list = if programs.is_empty() {
        let (partner, organisation, name) = (&company.name, &organisation, &partner_manager);
        let words = t!(portal::no_programs_words, partner = partner, organisation = organisation, name = name);
        view! { <Empty title=t!(portal::no_programs_yet) icon="programs"><p>{words}</p></Empty> }.into_any()
    } else {
        list(programs)
    };
    view! { <PageHead title=t!(portal::my_programs) sub/> {list} }.into_any()
}

/// Each program with what staff say of it.
pub fn list(programs: Vec<PortalProgram>) -> AnyView {
    let row =
        |program: PortalProgram| view! { <li><h3>{program.name}</h3> {prose(program.description)}</li> }.into_any();
    view! { <ul class="card divided portal-programs" role="list">{programs.into_iter().map(row).collect_view()}</ul> }
        .into_any()
}
