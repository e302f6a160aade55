use super::portal_page::{PortalPage, programs_in_words};
use crate::domain::portal::Portal;
use crate::ui::page::PageHead;
use leptos::prelude::*;

/// *My company*: what the organisation knows of the contact's own company.
#[component]
pub fn CompanyPage() -> impl IntoView {
    view! { <PortalPage title="My company" show=company/> }
}

fn company(portal: Portal) -> AnyView {
    let Portal { organisation, company, since, programs, team, .. } = portal;
    let website = company.website_label();
    let main_contact = team.into_iter().find(|member| member.is_main);
    let correction = format!("Is something wrong here? Tell your contact at {organisation}.");
    view! {
        <PageHead title="My company"/>
        <div class="stack tight">
            <dl class="card facts">
                <Fact name="Name">{company.name}</Fact>
                {(!website.is_empty()).then(|| view! {
                    <Fact name="Website"><a href=company.website rel="external noreferrer">{website}</a></Fact>
                }.into_any())}
                <Fact name="Partner since">{since.day_in_words()}</Fact>
                <Fact name="Programs">{programs_in_words(&programs)}</Fact>
                {main_contact.map(|member| view! { <Fact name="Main contact">{member.name}</Fact> }.into_any())}
            </dl>
            <p class="quiet-text">{correction}</p>
        </div>
    }
    .into_any()
}

/// One line of the company's facts.
#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
