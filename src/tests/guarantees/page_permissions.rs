//! R22 for pages and resources: each answers only those its route names.

use crate::domain::auth::permission::Permission::{Anyone, Contacts, Editors, Owners, Staff};
use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::http::{self, axum_pattern};
use crate::paths;
use crate::routes::{self, Route};
use crate::server::invitations::invite;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::PASSWORD;
use std::collections::BTreeSet;

on_both_engines! {
    r22_every_page_and_every_file_is_shown_only_to_those_it_is_for,
}

/// What takes a file in; the others are looked at.
const UPLOADS: &[&str] = &[paths::PARTNERS_IMPORT_FILE, paths::ORGANISATION_LOGO];

/// Every page is in the table. (The routes of the resources are made of nothing else.)
fn check_pages() {
    let routed: BTreeSet<String> = http::PAGES.iter().map(|page| page.path().to_owned()).collect();
    assert_eq!(routed, routes::PAGES.iter().map(|page| axum_pattern(page.pattern)).collect());
}

/// The address with ids in it: those of another company where there is one.
fn filled(path: &str, partner: &str, contact: &str) -> String {
    let nobody = "01990000-0000-7000-8000-000000000000";
    let id = if path.starts_with("/partners/:id") { partner } else { nobody };
    let path = path.replace(":id", id).replace(":contact", contact).replace(":page", "invite-partners");
    let path = path.replace(":version", "7").replace(":attempt", "1");
    path.split('/').map(|part| if part.starts_with(':') { nobody } else { part }).collect::<Vec<_>>().join("/")
}

async fn is_refused(browser: &mut Browser, path: &str, address: &str) -> bool {
    let page = match UPLOADS.contains(&path) {
        true => browser.upload_request(address, "file", b"name").send().await.unwrap(),
        false => browser.look(address).await,
    };
    let status = page.status().as_u16();
    assert!(status < 500, "{address}: {status}");
    let leads_to = page.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
    let is_sent_away = leads_to.starts_with(paths::SIGN_IN) || [paths::ATTENTION, paths::PORTAL].contains(&&*leads_to);
    is_sent_away || [401, 403].contains(&status)
}

async fn r22_every_page_and_every_file_is_shown_only_to_those_it_is_for(app: &TestApp) {
    check_pages();
    let (staff, mut maya) = app.maya().await;
    let (alder, mut ana) = app.active_ana(&staff).await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let mia = app.colleague(&staff, alder.partner, "mia@alder.example", Some(Delivery::Link)).await;
    let mut removed = app.browser();
    removed.open(mia.link.as_ref().unwrap()).await;
    removed.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    invite::remove_access(&app.state, &staff, mia.contact).await.unwrap();
    let other = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    let (partner, contact) = (other.partner.to_string(), other.contact.to_string());
    let mut nobody = app.browser();
    let mut wrong = Vec::new();
    for &Route { pattern: path, permission, .. } in routes::PAGES.iter().chain(routes::RESOURCES) {
        let address = filled(path, &partner, &contact);
        let is_home = [paths::HOME, paths::SIGN_IN].contains(&path);
        for (who, browser, may) in [
            ("nobody", &mut nobody, permission == Anyone),
            ("a contact whose access was removed", &mut removed, permission == Anyone),
            ("a contact", &mut ana, matches!(permission, Anyone | Contacts)),
            ("a viewer", &mut vera, matches!(permission, Anyone | Staff)),
            ("an admin", &mut adam, matches!(permission, Anyone | Staff | Editors)),
            ("an owner", &mut maya, matches!(permission, Anyone | Staff | Editors | Owners)),
        ] {
            if !is_home && is_refused(browser, path, &address).await == may {
                wrong.push(format!("{who} at {address}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
