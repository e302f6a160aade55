//! Access given and removed: what was promised ends, all of it, at once.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::server::audit::record;
use crate::server::authz::Editor;
use crate::server::invitations::invite;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD, chosen};

on_both_engines! {
    r07_a_link_does_not_revive_removed_access,
    r19_removed_access_ends_every_session_with_the_next_request,
    r19_access_removed_from_many_ends_every_session_of_every_one,
    r21_access_given_again_needs_a_new_activation,
    r21_access_given_again_to_many_revives_no_link_and_no_cookie,
}

async fn r07_a_link_does_not_revive_removed_access(app: &TestApp) {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(ana.link.as_ref().unwrap()).await;
    invite::remove_access(&app.state, &staff, ana.contact).await.unwrap();
    for _ in 0..3 {
        let answer = browser.post("/api/invitations/activate", &[("password", PASSWORD)]).await;
        assert_eq!(answer.location().as_deref(), Some(&*browser.page.path), "back to the page");
    }
    assert_eq!(browser.open(paths::ACTIVATE).await.h1(), "This invitation was withdrawn");
    assert_eq!((app.rows("session").await, record::count(&app.state, "activated").await.unwrap()), (0, 0));
    assert_eq!(record::count(&app.state, "activation_denied").await.unwrap(), 3);
    assert_eq!(app.contacts_with_access().await, 0);
}

async fn r19_removed_access_ends_every_session_with_the_next_request(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, ana) = app.active_ana(&staff).await;
    let second = app.second_instance(|_| ()).await;
    let mut browsers = vec![ana];
    for n in 0..12 {
        let signed_in = app.signed_in(known.contact, Role::Contact).await;
        let mut browser = app.browser_at(if n % 2 == 0 { &app.url } else { &second });
        browser.cookies = signed_in.cookies;
        browsers.push(browser);
    }
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 200);
    }
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 401);
        assert!(browser.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
    }
    assert_eq!(
        app.number("select count(*) from session where person_id in (select id from person where role = 'contact')")
            .await,
        0
    );
}

async fn r21_access_given_again_needs_a_new_activation(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    invite::remove_access(&app.state, &staff, known.contact).await.unwrap();
    invite::give_access(&app.state, &staff, known.contact, &chosen(Delivery::Email, "")).await.unwrap();
    assert_eq!(ana.call("/api/portal/load", &[]).await.status, 401, "the old cookie");
    let sign_in = [("form[email]", "ana@alder.example"), ("form[password]", PASSWORD)];
    assert_eq!(ana.call("/api/account/sign-in", &sign_in).await.status, 422, "the old password");
    assert!(!ana.open(known.link.as_ref().unwrap()).await.has_form("/api/invitations/activate"), "the old link");
    ana.open(&app.message().await.link()).await;
    assert_eq!(ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert!(ana.open(paths::PORTAL_COMPANY).await.text().contains("Alder & Finch"));
}

/// Two partners with an active contact each, in browsers on two instances.
async fn two_active(app: &TestApp, staff: &Editor) -> (Vec<Known>, Vec<Browser>) {
    let second = app.second_instance(|_| ()).await;
    let (mut known, mut browsers) = (Vec::new(), Vec::new());
    for email in ["ana@alder.example", "ana@blue.example"] {
        let added = app.add(staff, app.details("Alder", email).await, Some(Delivery::Link)).await;
        let mut browser = app.browser();
        browser.open(added.link.as_ref().unwrap()).await;
        browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
        for n in 0..6 {
            let signed_in = app.signed_in(added.contact, Role::Contact).await;
            let mut other = app.browser_at(if n % 2 == 0 { &app.url } else { &second });
            other.cookies = signed_in.cookies;
            browsers.push(other);
        }
        browsers.push(browser);
        known.push(added);
    }
    (known, browsers)
}

/// Confirms `what` for all partners and waits until it is done.
async fn for_all(app: &TestApp, maya: &mut Browser, what: &str) {
    maya.open(&format!("{}?do={what}&all=on", paths::PARTNERS_BULK)).await;
    maya.submit("/api/partners/start-bulk", &[]).await;
    app.settle().await;
}

async fn r19_access_removed_from_many_ends_every_session_of_every_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut browsers) = two_active(app, &staff).await;
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 200);
    }
    for_all(app, &mut maya, "remove").await;
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 401);
        assert!(browser.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
    }
    assert_eq!(app.rows("session").await, 1, "Maya's");
}

async fn r21_access_given_again_to_many_revives_no_link_and_no_cookie(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut browsers) = two_active(app, &staff).await;
    for_all(app, &mut maya, "remove").await;
    for_all(app, &mut maya, "give").await;
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 401, "an old cookie");
    }
    for known in &known {
        let page = app.browser().open(known.link.as_ref().unwrap()).await.clone();
        assert!(!page.has_form("/api/invitations/activate"), "an old link");
        let sign_in = [("form[email]", known.email.as_str()), ("form[password]", PASSWORD)];
        assert_eq!(app.browser().call("/api/account/sign-in", &sign_in).await.status, 422, "the old password");
    }
    let emails = app.emails().await;
    assert_eq!(emails.len(), 2);
    for message in emails {
        let mut browser = app.browser();
        browser.open(&message.link()).await;
        assert_eq!(browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    }
}
