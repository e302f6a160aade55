//! The demonstration of `gangway seed`.

use crate::domain::auth::role::Role;
use crate::domain::partners::partner::PartnerQuery;
use crate::paths;
use crate::server::invitations::setup_link;
use crate::server::ops::{default_data, demo};
use crate::server::partners::partner;
use crate::server::platform::error::Error;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::PASSWORD;
use crate::tests::received_email::path_of;

on_both_engines! {
    a_demonstration_shows_partners_in_all_states_and_sends_nothing,
    a_demonstration_is_added_once_and_never_to_real_partners,
    an_owner_can_set_up_after_a_demonstration_was_filled,
}

async fn a_demonstration_shows_partners_in_all_states_and_sends_nothing(app: &TestApp) {
    let (staff, mut browser) = app.maya().await;
    demo::fill(&app.state).await.unwrap();
    let page = partner::list(&app.state, &staff, &PartnerQuery::default()).await.unwrap();
    assert_eq!(page.total, 40);
    let text = browser.open(paths::PARTNERS).await.text();
    for state in [
        "No access",
        "Retrying at",
        "Not delivered",
        "Sent",
        "Delivered",
        "Bounced",
        "Marked as spam",
        "Signed up",
        "Link expired",
        "Invited by link",
        "Declined",
        "Applicant",
        "Prospect",
    ] {
        assert!(text.contains(state), "{state} is missing: {text}");
    }
    assert!(browser.open(&format!("{}?q=佐藤", paths::PARTNERS)).await.text().contains("Hanabi Software"));
    let hanabi = browser.page.link("Hanabi Software");
    let text = browser.open(&hanabi).await.text();
    assert!(text.contains("美咲 佐藤 activated their access."), "{text}");

    for _ in 0..20 {
        app.wait(crate::domain::time::DAY);
        assert!(app.emails().await.is_empty(), "a demonstration never sends mail");
    }
}

async fn a_demonstration_is_added_once_and_never_to_real_partners(app: &TestApp) {
    demo::fill(&app.state).await.unwrap();
    let again = demo::fill(&app.state).await;
    assert!(matches!(&again, Err(Error::Conflict(why)) if why.contains("already partners")), "{again:?}");
    assert_eq!(app.rows("partner").await, 40);
    assert_eq!(app.members_in(Role::Admin).await, 2, "Maya and a colleague");
    assert_eq!(app.members_in(Role::Viewer).await, 1);
    default_data::ensure(&app.state).await.unwrap();
    assert_eq!(app.rows("status").await, 4);
}

async fn an_owner_can_set_up_after_a_demonstration_was_filled(app: &TestApp) {
    demo::fill(&app.state).await.unwrap();
    let mut owner = app.browser();
    owner.open(&path_of(&setup_link::mint(&app.state).await.unwrap().unwrap())).await;
    let fields = |email| {
        [
            ("organisation", "Harbour Works"),
            ("first_name", "Olu"),
            ("last_name", "Adeyemi"),
            ("email", email),
            ("password", PASSWORD),
        ]
    };
    let page = owner.submit("/api/invitations/set-up", &fields("maya.lindqvist@acme.example")).await;
    assert_eq!(page.complaint("email"), "This address is already in use.");
    assert_eq!(page.value("organisation"), "Harbour Works");
    let page = owner.submit("/api/invitations/set-up", &fields("olu@harbour.example")).await;
    assert_eq!(page.path, paths::ATTENTION, "{}", page.text());
    assert!(page.body.contains("Harbour Works"));
}
