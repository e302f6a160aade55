use super::portal_page::{PortalPage, programs_in_words};
use crate::domain::portal::Portal;
use crate::paths;
use crate::ui::page::PageHead;
use leptos::prelude::*;

/// The first page a contact sees after activation.
#[component]
pub fn WelcomePage() -> impl IntoView {
    view! { <PortalPage title="Welcome" show=welcome/> }
}

fn welcome(portal: Portal) -> AnyView {
    let Portal { organisation, first_name, company, programs, team, .. } = portal;
    let company = company.name;
    let greeting = format!("Welcome, {first_name}");
    let sub = format!("This is {organisation}'s partner portal. Here is what {organisation} and {company} share.");
    view! {
        <PageHead title=greeting sub/>
        <ul class="portal-cards" role="list">
            <Card href=paths::PORTAL_COMPANY title="My company" text=company/>
            <Card href=paths::PORTAL_PROGRAMS title="My programs" text=programs_in_words(&programs)/>
            <Card href=paths::PORTAL_TEAM title="My team" text=people_in_words(team.len())/>
        </ul>
    }
    .into_any()
}

/// A way into one part of the portal, with what is to be found there.
#[component]
fn Card(href: &'static str, title: &'static str, text: String) -> impl IntoView {
    view! {
        <li class="card portal-card">
            <h2 class="portal-card-title"><a href=href>{title}</a></h2>
            <p class="portal-card-text">{text}</p>
        </li>
    }
}

fn people_in_words(people: usize) -> String {
    if people == 1 { "1 person".to_owned() } else { format!("{people} people") }
}
