//! R22 for what is no server function: every page and every other address. One that is added without a row
//! here fails.

use super::permissions::For::{self, Anyone, Contacts, Editors, Owners, SignedIn, Staff};
use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::http::{PAGES, doors};
use crate::paths;
use crate::server::invitations::invite;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::PASSWORD;
use std::collections::BTreeSet;

on_both_engines! {
    r22_every_page_and_every_file_is_shown_only_to_those_it_is_for,
}

const PLAIN: [(&str, For); 9] = [
    ("/", Anyone),
    ("/sign-in", Anyone),
    ("/forgot-password", Anyone),
    ("/reset-password", Anyone),
    ("/confirm-address", Anyone),
    ("/activate", Anyone),
    // Of a version whose number nobody was given there is nothing to see.
    ("/terms/{version}", Anyone),
    ("/help", Staff),
    ("/help/{page}", Staff),
];
const PARTNERS: [(&str, For); 13] = [
    ("/partners", Staff),
    ("/partners/new/{draft}", Editors),
    ("/partners/new/{draft}/invitation", Editors),
    ("/partners/new/{draft}/added", Editors),
    ("/partners/access", Staff),
    ("/partners/access/{bulk}", Staff),
    ("/partners/import", Editors),
    ("/partners/import/{import}", Editors),
    ("/partners/{id}", Staff),
    ("/partners/{id}/edit", Editors),
    ("/partners/{id}/contacts/new", Editors),
    ("/partners/{id}/contacts/{contact}/edit", Editors),
    ("/account", Staff),
];
const MANAGE: [(&str, For); 17] = [
    ("/manage/programs", Staff),
    ("/manage/programs/new", Editors),
    ("/manage/programs/{id}", Editors),
    ("/manage/statuses", Staff),
    ("/manage/statuses/new", Editors),
    ("/manage/statuses/{id}", Editors),
    ("/manage/audit", Staff),
    ("/manage/mail", Staff),
    ("/manage/team", Staff),
    ("/manage/team/new", Editors),
    ("/manage/team/{id}", Staff),
    ("/manage/organisation", Staff),
    ("/manage/terms", Staff),
    ("/manage/help-feedback", Staff),
    ("/manage/email-templates", Staff),
    ("/manage/email-templates/new", Editors),
    ("/manage/email-templates/{id}/edit", Editors),
];
const PORTAL: [(&str, For); 5] = [
    ("/portal", Contacts),
    ("/portal/company", Contacts),
    ("/portal/programs", Contacts),
    ("/portal/team", Contacts),
    ("/portal/account", Contacts),
];
const DOORS: [(&str, For); 13] = [
    ("/activate/{token}", Anyone),
    ("/reset-password/{token}", Anyone),
    ("/confirm-address/{token}", Anyone),
    ("/partners/new", Staff),
    ("/partners/export.csv", Staff),
    ("/partners/import/file", Editors),
    ("/partners/import/{import}/to-mend.csv", Editors),
    ("/manage/audit/export.csv", Staff),
    ("/logo/{name}", Anyone),
    ("/manage/organisation/logo", Owners),
    ("/partners/new/{draft}/preview", Staff),
    ("/manage/email-templates/{template}/preview", Staff),
    ("/manage/mail/{mail}/{attempt}", Staff),
];
/// What takes a file in; the others are looked at.
const UPLOADS: [&str; 2] = [paths::PARTNERS_IMPORT_FILE, paths::ORGANISATION_LOGO];

fn pages() -> impl Iterator<Item = (&'static str, For)> {
    PLAIN.into_iter().chain(PARTNERS).chain(MANAGE).chain(PORTAL)
}

/// Every page and address there is has a row.
fn check_rows() {
    let known = |rows: &mut dyn Iterator<Item = (&'static str, For)>| -> BTreeSet<String> {
        rows.map(|(path, _)| path.to_owned()).collect()
    };
    let routed: BTreeSet<String> = PAGES.iter().map(|page| page.path().to_owned()).collect();
    assert_eq!(routed, known(&mut pages()));
    let others: BTreeSet<String> = doors().into_iter().map(|(path, _)| path).collect();
    assert_eq!(others, known(&mut DOORS.into_iter()));
}

/// The address with ids in it: those of somebody else's company where there is one.
fn filled(path: &str, partner: &str, contact: &str) -> String {
    let nobody = "01990000-0000-7000-8000-000000000000";
    let id = if path.starts_with("/partners/{id}") { partner } else { nobody };
    let path = path.replace("{id}", id).replace("{contact}", contact).replace("{page}", "invite-partners");
    let path = path.replace("{version}", "7").replace("{attempt}", "1");
    path.split('/').map(|part| if part.starts_with('{') { nobody } else { part }).collect::<Vec<_>>().join("/")
}

async fn is_refused(browser: &mut Browser, path: &str, address: &str) -> bool {
    let page = match UPLOADS.contains(&path) {
        true => browser.upload_request(address, "file", b"name").send().await.unwrap(),
        false => browser.look(address).await,
    };
    let status = page.status().as_u16();
    assert!(status < 500, "{address}: {status}");
    let leads_to = page.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
    let is_sent_away = leads_to.starts_with(paths::SIGN_IN) || [paths::PARTNERS, paths::PORTAL].contains(&&*leads_to);
    is_sent_away || [401, 403].contains(&status)
}

async fn r22_every_page_and_every_file_is_shown_only_to_those_it_is_for(app: &TestApp) {
    check_rows();
    let (staff, mut maya) = app.maya().await;
    let (alder, mut ana) = app.active_ana(&staff).await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let mia = app.colleague(&staff, alder.partner, "mia@alder.example", Some(Delivery::Link)).await;
    let mut removed = app.browser();
    removed.open(mia.link.as_ref().unwrap()).await;
    removed.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    invite::remove_access(&app.app, &staff, mia.contact).await.unwrap();
    let other = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    let (partner, contact) = (other.partner.to_string(), other.contact.to_string());
    let mut nobody = app.browser();
    let mut wrong = Vec::new();
    for (path, audience) in pages().chain(DOORS) {
        let address = filled(path, &partner, &contact);
        let is_home = [paths::HOME, paths::SIGN_IN].contains(&path);
        for (who, browser, may) in [
            ("nobody", &mut nobody, audience == Anyone),
            ("a contact whose access was removed", &mut removed, audience == Anyone),
            ("a contact", &mut ana, matches!(audience, Anyone | SignedIn | Contacts)),
            ("a viewer", &mut vera, matches!(audience, Anyone | SignedIn | Staff)),
            ("an admin", &mut adam, matches!(audience, Anyone | SignedIn | Staff | Editors)),
            ("an owner", &mut maya, matches!(audience, Anyone | SignedIn | Staff | Editors | Owners)),
        ] {
            if !is_home && is_refused(browser, path, &address).await == may {
                wrong.push(format!("{who} at {address}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
