use super::portal_page::PortalPage;
use crate::domain::portal::Portal;
use crate::ui::page::PageHead;
use leptos::prelude::*;

/// *My company*: what the organisation knows of the contact's own company.
#[component]
pub fn CompanyPage() -> impl IntoView {
    view! { <PortalPage title=t!(portal::my_company) show=company/> }
}

fn company(portal: Portal) -> AnyView {
    let Portal { partner_manager, company, programs, team, .. } = portal;
    let website = company.website_label();
    let main_contact = team.into_iter().find(|member| member.is_main);
    let programs: Vec<String> = programs.into_iter().map(|program| program.name).collect();
    let programs = if programs.is_empty() { t!(portal::none_yet).to_owned() } else { programs.join(", ") };
    view! {
        <PageHead title=t!(portal::my_company)/>
        <div class="stack tight">
            <dl class="card facts">
                <Fact name=t!(portal::fact_name)>{company.name}</Fact>
                {(!website.is_empty()).then(|| view! {
                    <Fact name=t!(portal::fact_website)><a href=company.website rel="external noreferrer">{website}</a></Fact>
                }.into_any())}
                <Fact name=t!(portal::fact_programs)>{programs}</Fact>
                {main_contact.map(|member| view! { <Fact name=t!(portal::fact_main_contact)>{member.name}</Fact> }.into_any())}
            </dl>
            <p class="quiet-text">{t!(portal::company_wrong, name = &partner_manager)}</p>
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
