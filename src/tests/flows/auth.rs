//! Signing in, passwords and sessions.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, HOUR};
use crate::paths;
use crate::server::auth::sessions::IDLE;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::{OTHER_PASSWORD, PASSWORD};

const SIGN_IN: &str = "/api/account/sign-in";
const ACTIVATE: &str = "/api/invitations/activate";
const FORGOT: &str = "/api/account/forgot-password";
const RESET: &str = "/api/account/reset-password";

on_both_engines! {
    signing_in_leads_by_role_and_signing_out_ends_it,
    a_forgotten_password_is_mended_by_mail,
    who_never_came_in_gets_the_invitation_again,
    a_reset_link_works_once_and_for_an_hour,
    sessions_are_listed_and_can_be_ended_one_by_one,
    a_changed_password_ends_all_other_sessions,
    a_new_password_by_mail_is_not_undone_by_one_who_knew_the_old,
    a_reset_form_is_about_the_account_that_it_shows,
    a_session_ends_when_it_was_not_used_for_long,
}

async fn signing_in_leads_by_role_and_signing_out_ends_it(app: &TestApp) {
    let staff = app.staff().await;
    app.active_ana(&staff).await;
    for (email, home, other) in
        [("maya@acme.example", paths::ATTENTION, paths::PORTAL), ("ana@alder.example", paths::PORTAL, paths::PARTNERS)]
    {
        let mut browser = app.browser();
        assert_eq!(browser.open("/").await.path, paths::SIGN_IN);
        assert_eq!(browser.submit(SIGN_IN, &[("email", email), ("password", PASSWORD)]).await.path, home);
        assert_eq!(browser.open(other).await.path, home);
        assert_eq!(browser.open(paths::SIGN_IN).await.path, home);
        let session = browser.cookies["gangway_session"].clone();
        browser.submit(paths::SIGN_OUT, &[]).await;
        assert!(browser.page.body.contains("You are signed out."));
        browser.cookies.insert("gangway_session".to_owned(), session);
        assert!(browser.open(home).await.path.starts_with(paths::SIGN_IN), "the old cookie is worth nothing");
    }
}

async fn a_forgotten_password_is_mended_by_mail(app: &TestApp) {
    let staff = app.staff().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    app.emails().await;
    let mut browser = app.browser();
    browser.open(paths::FORGOT_PASSWORD).await;
    browser.submit(FORGOT, &[("email", "ANA@alder.example")]).await;
    assert!(browser.page.text().contains("If this address can sign in"), "{}", browser.page.text());
    let message = app.message().await;
    assert_eq!(message.to, "ana@alder.example");
    let page = browser.open(&message.link()).await;
    assert_eq!((page.at(), page.h1().as_str()), (paths::RESET_PASSWORD, "Choose a new password"));
    assert_eq!(browser.submit(RESET, &[("password", OTHER_PASSWORD)]).await.path, paths::PORTAL);

    assert!(ana.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN), "other sessions ended");
    ana.submit(SIGN_IN, &[("email", "ana@alder.example"), ("password", PASSWORD)]).await;
    assert!(ana.page.complaint("password").contains("do not match"), "{}", ana.page.text());
    ana.submit(SIGN_IN, &[("email", "ana@alder.example"), ("password", OTHER_PASSWORD)]).await;
    assert_eq!(ana.page.path, paths::PORTAL);
}

/// C30.
async fn who_never_came_in_gets_the_invitation_again(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    app.emails().await;
    let mut browser = app.browser();
    for email in ["ana@alder.example", "jo@blue.example"] {
        browser.open(paths::FORGOT_PASSWORD).await;
        browser.submit(FORGOT, &[("email", email)]).await;
        assert_eq!(browser.page.h1(), "Check your email");
        assert!(app.emails().await.is_empty(), "{email}: an invitation went out a moment ago, or none ever did");
        app.wait(8 * DAY);
    }
    browser.open(paths::FORGOT_PASSWORD).await;
    browser.submit(FORGOT, &[("email", "Ana@alder.example")]).await;
    let message = app.message().await;
    assert_eq!(message.to, "ana@alder.example");
    browser.open(&message.link()).await;
    assert_eq!(browser.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert_eq!(app.audit_entries("fresh_link_requested").await, 1);
    assert_eq!(app.rows("password_reset").await, 0);
}

async fn a_reset_link_works_once_and_for_an_hour(app: &TestApp) {
    app.staff().await;
    let mut browser = app.browser();
    let mut links = Vec::new();
    for _ in 0..2 {
        browser.open(paths::FORGOT_PASSWORD).await;
        browser.submit(FORGOT, &[("email", "maya@acme.example")]).await;
        links.push(app.message().await.link());
        app.wait(HOUR / 2);
    }
    let mut late = app.browser();
    app.wait(HOUR / 4);
    assert_eq!(late.open(&links[0]).await.h1(), "This link no longer works");
    browser.open(&links[1]).await;
    browser.submit(RESET, &[("password", OTHER_PASSWORD)]).await;
    assert_eq!(browser.page.path, paths::ATTENTION);
    assert_eq!(late.open(&links[1]).await.h1(), "This link no longer works");
}

async fn sessions_are_listed_and_can_be_ended_one_by_one(app: &TestApp) {
    let (staff, mut here) = app.maya().await;
    let mut there = app.signed_in(staff.id, Role::Owner).await;
    assert_eq!(there.open(paths::PARTNERS).await.path, paths::PARTNERS);
    let page = here.open(paths::ACCOUNT).await;
    assert_eq!(page.find(".session").len(), 2, "{}", page.text());
    assert!(page.text().contains("This browser"));
    here.submit("/api/account/revoke-session", &[]).await;
    assert!(here.page.body.contains("The session has ended."));
    assert_eq!(here.page.find(".session").len(), 1);
    assert!(there.open(paths::PARTNERS).await.path.starts_with(paths::SIGN_IN));
    assert_eq!(here.open(paths::PARTNERS).await.path, paths::PARTNERS);
}

async fn a_changed_password_ends_all_other_sessions(app: &TestApp) {
    let (staff, mut here) = app.maya().await;
    let mut there = app.signed_in(staff.id, Role::Owner).await;
    here.open(paths::ACCOUNT).await;
    here.submit("/api/account/change-password", &[("current", "not this one"), ("password", OTHER_PASSWORD)]).await;
    assert_eq!(here.page.complaint("current"), "This is not your current password.");
    here.submit("/api/account/change-password", &[("current", PASSWORD), ("password", OTHER_PASSWORD)]).await;
    assert!(here.page.body.contains("Your password is changed."), "{}", here.page.text());
    assert!(there.open(paths::PARTNERS).await.path.starts_with(paths::SIGN_IN));
    there.submit(SIGN_IN, &[("email", "maya@acme.example"), ("password", OTHER_PASSWORD)]).await;
    assert_eq!(there.page.path, paths::PARTNERS);
}

async fn a_session_ends_when_it_was_not_used_for_long(app: &TestApp) {
    let staff = app.staff().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    for _ in 0..2 {
        app.wait(IDLE - 6 * DAY);
        assert_eq!(ana.open(paths::PORTAL).await.path, paths::PORTAL, "used often enough");
        app.settle().await;
    }
    app.wait(IDLE);
    assert!(ana.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
}

async fn a_new_password_by_mail_is_not_undone_by_one_who_knew_the_old(app: &TestApp) {
    app.staff().await;
    let mut thief = app.browser();
    thief.open(paths::SIGN_IN).await;
    thief.submit(SIGN_IN, &[("email", "maya@acme.example"), ("password", PASSWORD)]).await;
    thief.open(paths::ACCOUNT).await;
    let mut maya = app.browser();
    maya.call(FORGOT, &[("email", "maya@acme.example")]).await;
    maya.open(&app.message_about("Choose a new password").await.link()).await;
    let account = [("form[account]", "maya@acme.example"), ("form[password]", OTHER_PASSWORD)];
    let theirs = [("form[current]", PASSWORD), ("form[password]", "nine foxes guard the harbour wall")];
    let (reset, _changed) =
        tokio::join!(maya.call(RESET, &account), thief.call("/api/account/change-password", &theirs));
    // The first one wins: a completed reset decides.
    if reset.status < 400 {
        assert_eq!(maya.open(paths::PARTNERS).await.path, paths::PARTNERS);
        assert!(thief.open(paths::PARTNERS).await.path.starts_with(paths::SIGN_IN));
    }
}

async fn a_reset_form_is_about_the_account_that_it_shows(app: &TestApp) {
    let staff = app.staff().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    app.emails().await;
    let mut browser = app.browser();
    let mut links = Vec::new();
    for email in ["maya@acme.example", "ana@alder.example"] {
        browser.call(FORGOT, &[("email", email)]).await;
        links.push(app.message().await.link());
    }
    browser.open(&links[0]).await;
    let first = browser.page.fill_in(RESET, &[("password", OTHER_PASSWORD)]);
    browser.open(&links[1]).await;
    let fields: Vec<(&str, &str)> = first.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(browser.call(RESET, &fields).await.status, 409);
    assert_eq!(ana.open(paths::PORTAL).await.path, paths::PORTAL, "nobody's password was changed");
    browser.open(paths::RESET_PASSWORD).await;
    assert_eq!(browser.submit(RESET, &[("password", OTHER_PASSWORD)]).await.path, paths::PORTAL);
}
