use super::portal_page::PortalPage;
use super::programs_page;
use crate::domain::portal::Portal;
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::page::PageHead;
use crate::ui::prose::prose;
use leptos::prelude::*;

/// The first page a contact sees after activation: what staff say, what to do first, and the programs.
#[component]
pub fn WelcomePage() -> impl IntoView {
    view! { <PortalPage title=t!(portal::welcome) show=page/> }
}

fn page(portal: Portal) -> AnyView {
    let Portal { organisation, first_name, welcome, partner_manager, company, programs, team, invites, .. } = portal;
    let may_invite = invites.is_some_and(|offer| !offer.is_full());
    let welcome = (!welcome.is_empty()).then(|| view! { <section class="card">{prose(welcome)}</section> }.into_any());
    let programs = (!programs.is_empty()).then(|| {
        view! {
            <section aria-labelledby="programs-title">
                <h2 id="programs-title">{t!(portal::your_programs)}</h2>
                {programs_page::list(programs)}
            </section>
        }
        .into_any()
    });
    let steps = [
        may_invite.then(|| {
            let why = t!(portal::bring_in_the_people_you_work).to_owned();
            ("users", t!(portal::invite_a_colleague), why, [paths::PORTAL_TEAM, "#invite-title"].concat())
        }),
        Some((
            "company",
            t!(portal::step_company),
            t!(portal::step_company_why, name = &partner_manager),
            paths::PORTAL_COMPANY.to_owned(),
        )),
        Some((
            "users",
            t!(portal::step_team),
            t!(portal::step_team_why, count = team.len() as i64, partner = &company.name),
            paths::PORTAL_TEAM.to_owned(),
        )),
    ];
    let steps = steps.into_iter().flatten().map(|(name, title, why, href)| {
        view! {
            <li>
                <Icon name/>
                <div>
                    <a href=href>{title}</a>
                    <p class="quiet-text">{why}</p>
                </div>
            </li>
        }
        .into_any()
    });
    view! {
        <PageHead
            title=t!(portal::welcome_name, name = &first_name)
            sub=t!(portal::welcome_sub, organisation = &organisation, partner = &company.name)
        />
        <div class="stack">
            {welcome}
            <section aria-labelledby="first-title">
                <h2 id="first-title">{t!(portal::first_steps)}</h2>
                <ul class="card divided portal-steps" role="list">{steps.collect_view()}</ul>
            </section>
            {programs}
        </div>
    }
    .into_any()
}
