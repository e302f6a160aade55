//! What staff do with an invitation, and what its links say afterwards.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::organisation::settings::InvitationLifetime;
use crate::domain::time::{DAY, MINUTE};
use crate::paths;
use crate::server::audit::record;
use crate::server::invitations::invite;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::{PASSWORD, chosen};
use crate::tests::received_email::path_of;

const LIFETIME: i64 = InvitationLifetime::DEFAULT.micros();
const ACTIVATE: &str = "/api/invitations/activate";

on_both_engines! {
    a_copied_link_works_and_so_does_the_mailed_one_before_it,
    a_resent_invitation_is_the_same_promise,
    removing_access_withdraws_every_link,
    a_new_address_ends_the_old_links_and_mails_the_new_one,
    an_expired_link_offers_a_fresh_one_to_the_address_on_file,
    an_expired_link_does_not_bother_its_owner_twice_in_ten_minutes,
    a_used_link_brings_a_fresh_one_where_access_was_given_anew,
    whoever_tries_an_ended_link_again_and_again_fills_no_log,
    a_used_link_says_so_and_leads_to_signing_in,
    an_unknown_link_says_how_to_go_on,
    a_link_opened_by_somebody_else_says_who_they_are,
    an_easy_password_is_refused_beside_its_field,
}

async fn a_copied_link_works_and_so_does_the_mailed_one_before_it(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let emailed = app.message().await.link();
    maya.open(&paths::partner(ana.partner)).await;
    maya.submit("/api/invitations/mint-link", &[]).await;
    assert!(
        maya.page.text().contains("The activation link is ready to copy.")
            || maya.page.body.contains("The activation link is ready to copy.")
    );
    let copied = path_of(&maya.page.value(&format!("link-{}", ana.contact)));
    assert_ne!(emailed, copied);
    for link in [&emailed, &copied] {
        assert!(app.browser().open(link).await.has_form(ACTIVATE), "{link}");
    }
    let mut browser = app.browser();
    browser.open(&emailed).await;
    assert_eq!(browser.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert_eq!(app.browser().open(&copied).await.h1(), "Your access is already active");
}

async fn a_resent_invitation_is_the_same_promise(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let first = app.message().await;
    app.wait(6 * DAY);
    maya.open(&paths::partner(ana.partner)).await;
    maya.submit("/api/invitations/resend", &[]).await;
    assert!(maya.page.body.contains("The invitation is on its way again."));
    let second = app.message().await;
    assert_ne!(first.message_id, second.message_id);
    app.wait(6 * DAY);
    assert!(app.browser().open(&first.link()).await.has_form(ACTIVATE), "a resend gives the first link its time too");
    assert!(app.browser().open(&second.link()).await.has_form(ACTIVATE));
    assert!(maya.open(&paths::partner(ana.partner)).await.text().contains("sent the invitation of Ana Ruiz again"));
}

async fn removing_access_withdraws_every_link(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let link = app.message().await.link();
    let mut early = app.browser();
    early.open(&link).await;
    maya.open(&paths::partner(ana.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    assert!(maya.page.text().contains("No access"), "{}", maya.page.text());

    let page = early.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    assert_eq!((page.at(), page.h1().as_str()), (paths::ACTIVATE, "This invitation was withdrawn"));
    assert_eq!(app.browser().open(&link).await.h1(), "This invitation was withdrawn");
    assert_eq!(app.active_contacts().await, 0);

    maya.open(&paths::partner(ana.partner)).await;
    maya.submit("/api/invitations/give-access", &[("delivery", "email")]).await;
    let again = app.message().await.link();
    assert_eq!(app.browser().open(&link).await.h1(), "This invitation was withdrawn");
    assert!(app.browser().open(&again).await.has_form(ACTIVATE));
}

async fn a_new_address_ends_the_old_links_and_mails_the_new_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let old = app.message().await.link();
    maya.open(&paths::edit_contact(ana.partner, ana.contact)).await;
    assert_eq!(maya.page.value("email"), "ana@alder.example");
    maya.submit("/api/partners/update-contact", &[("email", "ana.ruiz@alder.example")]).await;
    assert!(maya.page.body.contains("Your changes are saved."), "{}", maya.page.text());
    let message = app.message().await;
    assert_eq!(message.to, "ana.ruiz@alder.example");
    assert_eq!(app.browser().open(&old).await.h1(), "A newer link has replaced this one");
    assert!(app.browser().open(&message.link()).await.has_form(ACTIVATE));
}

async fn an_expired_link_offers_a_fresh_one_to_the_address_on_file(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let old = app.message().await.link();
    app.wait(LIFETIME + 1);
    let mut somebody = app.browser();
    assert_eq!(somebody.open(&old).await.h1(), "This link has expired");
    assert!(!somebody.page.body.contains("ana@alder.example"), "the address is not given away");
    somebody.submit("/api/invitations/request-fresh-link", &[]).await;
    assert!(somebody.page.text().contains("sent a new link to the address"), "{}", somebody.page.text());
    let message = app.message().await;
    assert_eq!(message.to, "ana@alder.example");
    assert!(!somebody.page.body.contains(&message.link()));
    assert!(app.browser().open(&message.link()).await.has_form(ACTIVATE));
    assert_eq!(app.browser().open(&old).await.h1(), "A newer link has replaced this one");
}

async fn an_expired_link_does_not_bother_its_owner_twice_in_ten_minutes(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let old = app.message().await.link();
    app.wait(LIFETIME + 1);
    let mut somebody = app.browser();
    for _ in 0..3 {
        somebody.open(&old).await;
        somebody.submit("/api/invitations/request-fresh-link", &[]).await;
        assert!(somebody.page.text().contains("sent a new link to the address"), "{}", somebody.page.text());
    }
    assert_eq!(app.emails().await.len(), 1);
    app.wait(10 * MINUTE);
    somebody.open(&old).await;
    somebody.submit("/api/invitations/request-fresh-link", &[]).await;
    assert_eq!(app.emails().await.len(), 1);
}

async fn a_used_link_says_so_and_leads_to_signing_in(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, _) = app.active_ana(&staff).await;
    let mut browser = app.browser();
    browser.open(ana.link.as_ref().unwrap()).await;
    assert_eq!(browser.page.h1(), "Your access is already active");
    assert!(!browser.page.body.contains("ana@alder.example"));
    let sign_in = browser.page.link("Sign in");
    browser.open(&sign_in).await;
    browser.submit("/api/account/sign-in", &[("email", "ana@alder.example"), ("password", PASSWORD)]).await;
    assert_eq!(browser.page.path, paths::PORTAL);
}

async fn an_unknown_link_says_how_to_go_on(app: &TestApp) {
    let unknown = "A".repeat(43);
    let truncated = "A".repeat(20);
    for token in [unknown.as_str(), truncated.as_str(), "x", "%00", "null"] {
        let mut browser = app.browser();
        let page = browser.open(&paths::activation_link(token)).await;
        assert_eq!((page.status, page.h1().as_str()), (404, "This link does not work"), "{token}");
        assert!(page.link("Forgot password?").contains(paths::FORGOT_PASSWORD));
    }
}

async fn a_link_opened_by_somebody_else_says_who_they_are(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let link = ana.link.unwrap();
    let text = maya.open(&link).await.text();
    assert!(
        text.contains("You are signed in as Maya Lindqvist. Activating will sign you in as Ana instead."),
        "{text}"
    );
    maya.submit(paths::SIGN_OUT, &[]).await;
    assert!(maya.open(&link).await.has_form(ACTIVATE));
    assert!(!maya.page.text().contains("You are signed in as"));
}

async fn an_easy_password_is_refused_beside_its_field(app: &TestApp) {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(ana.link.as_ref().unwrap()).await;
    for (password, mend) in [
        ("", "Choose a password."),
        ("short", "Use 8 characters or more."),
        ("AnaRuiz1", "easy to guess"),
        ("password1", "easy to guess"),
    ] {
        let page = browser.submit(ACTIVATE, &[("password", password)]).await;
        assert_eq!(page.at(), paths::ACTIVATE);
        assert!(page.complaint("password").contains(mend), "{password}: {}", page.text());
        assert_eq!(page.value("password"), "", "a password is never sent back");
    }
    assert_eq!(browser.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::PORTAL);
}

async fn a_used_link_brings_a_fresh_one_where_access_was_given_anew(app: &TestApp) {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let link = app.message().await.link();
    let mut browser = app.browser();
    browser.open(&link).await;
    browser.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    invite::remove_access(&app.state, &staff, ana.contact).await.unwrap();
    invite::give_access(&app.state, &staff, ana.contact, &chosen(Delivery::Link, "")).await.unwrap();
    app.wait(10 * MINUTE);
    let mut browser = app.browser();
    browser.open(&link).await;
    browser.submit("/api/invitations/request-fresh-link", &[]).await;
    let fresh = app.message().await.link();
    assert!(browser.open(&fresh).await.has_form(ACTIVATE));
}

async fn whoever_tries_an_ended_link_again_and_again_fills_no_log(app: &TestApp) {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(ana.link.as_ref().unwrap()).await;
    let form = browser.page.fill_in(ACTIVATE, &[("password", PASSWORD)]);
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    invite::remove_access(&app.state, &staff, ana.contact).await.unwrap();
    for _ in 0..30 {
        assert_eq!(browser.call(ACTIVATE, &fields).await.status, 409);
    }
    assert_eq!(record::count(&app.state, "activation_denied").await.unwrap(), 10);
    app.wait(11 * MINUTE);
    browser.call(ACTIVATE, &fields).await;
    assert_eq!(record::count(&app.state, "activation_denied").await.unwrap(), 11);
}
