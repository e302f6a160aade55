//! The wizard: nothing typed is lost, and one click makes one partner.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::received_email::path_of;

const DETAILS: &str = "/api/onboarding/details";
const FINISH: &str = "/api/onboarding/finish";
const ANA: [(&str, &str); 4] =
    [("name", "Alder & Finch"), ("first_name", "Ana"), ("last_name", "Ruiz"), ("email", "ana@alder.example")];

on_both_engines! {
    without_access_one_step_is_enough_and_nothing_is_sent,
    a_link_to_pass_on_works_and_no_mail_leaves,
    what_was_typed_survives_reload_back_and_another_browser,
    a_session_that_ends_during_next_loses_nothing,
    errors_stand_beside_their_fields_with_everything_typed,
    an_address_in_use_stops_the_wizard_before_step_two,
    adding_again_after_back_adds_nobody,
    a_draft_is_its_writers_own,
    step_two_needs_step_one,
}

async fn without_access_one_step_is_enough_and_nothing_is_sent(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    maya.submit(DETAILS, &[&ANA[..], &[("access", "")]].concat()).await;
    assert_eq!(maya.page.h1(), "Alder & Finch is added.");
    assert!(maya.page.text().contains("No access"), "{}", maya.page.text());
    assert!(app.emails().await.is_empty());
    assert_eq!(app.rows("invitation").await, 0);
}

async fn a_link_to_pass_on_works_and_no_mail_leaves(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    maya.submit(DETAILS, &ANA).await;
    maya.submit(FINISH, &[("delivery", "link")]).await;
    assert_eq!(maya.page.h1(), "Alder & Finch is added.");
    assert!(app.emails().await.is_empty());
    let link = path_of(&maya.page.attribute("input[id^='link-']", "value").unwrap());
    assert!(maya.page.body.contains("<svg"), "the QR code is there");
    let mut ana = app.browser();
    assert_eq!(ana.open(&link).await.h1(), "Ana, welcome to Acme's partner portal");
}

async fn what_was_typed_survives_reload_back_and_another_browser(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    let step_one = maya.page.path.clone();
    let reseller = app.program("Reseller").await;
    maya.submit(DETAILS, &[&ANA[..], &[("programs", reseller.as_str()), ("job_title", "Head of sales")]].concat())
        .await;
    let step_two = maya.page.path.clone();
    assert!(maya.open(&step_two).await.has_form(FINISH), "a reload stays");
    maya.submit_by(FINISH, "/api/onboarding/keep-invitation", &[("delivery", "link")]).await;
    assert_eq!(maya.page.path, step_one, "Back keeps what was chosen");
    assert_eq!(maya.open(&step_two).await.find("#delivery-link[checked]").len(), 1);
    let mut elsewhere = app.signed_in(staff.id, Role::Owner).await;
    for browser in [&mut maya, &mut elsewhere] {
        let page = browser.open(&step_one).await;
        assert_eq!(page.value("name"), "Alder & Finch");
        assert_eq!(page.value("email"), "ana@alder.example");
        assert_eq!(page.value("job_title"), "Head of sales");
        assert_eq!(page.find(&format!("input[value='{reseller}'][checked]")).len(), 1);
    }
    elsewhere.submit(DETAILS, &[("last_name", "Ruiz Vega")]).await;
    elsewhere.submit(FINISH, &[]).await;
    assert_eq!(elsewhere.page.h1(), "Alder & Finch is added.");
}

async fn a_session_that_ends_during_next_loses_nothing(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    let step_one = maya.page.path.clone();
    maya.cookies.remove("gangway_session");
    maya.submit(DETAILS, &ANA).await;
    assert!(maya.page.path.starts_with(paths::SIGN_IN), "{}", maya.page.path);
    let sign_in = [("email", "maya@acme.example"), ("password", crate::tests::people::PASSWORD)];
    maya.submit("/api/account/sign-in", &sign_in).await;
    assert_eq!(maya.page.path, step_one);
    assert_eq!(maya.page.value("name"), "Alder & Finch");
    assert_eq!(maya.page.value("email"), "ana@alder.example");
    maya.submit(DETAILS, &[]).await;
    assert!(maya.page.has_form(FINISH), "{}", maya.page.text());
}

async fn errors_stand_beside_their_fields_with_everything_typed(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    let bad = [
        ("name", ""),
        ("first_name", "http://evil.example"),
        ("last_name", "Ruiz"),
        ("email", "ana@"),
        ("phone", "030 123"),
    ];
    let page = maya.submit(DETAILS, &bad).await;
    assert_eq!(page.complaint("name"), "Enter the partner name.");
    assert_eq!(page.complaint("first_name"), "The first name cannot contain a web address.");
    assert_eq!(page.complaint("email"), "Enter an email address like name@company.com.");
    assert!(page.complaint("phone").starts_with("Start with + and the country code"));
    assert_eq!(page.complaint("last_name"), "");
    assert_eq!((page.value("first_name").as_str(), page.value("email").as_str()), ("http://evil.example", "ana@"));
    assert_eq!(app.rows("partner").await, 0);
    maya.submit(DETAILS, &[&ANA[..], &[("phone", "")]].concat()).await;
    assert!(maya.page.has_form(FINISH), "{}", maya.page.text());
}

async fn an_address_in_use_stops_the_wizard_before_step_two(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    maya.open(paths::NEW_PARTNER).await;
    maya.submit(
        DETAILS,
        &[("name", "Bluewater"), ("first_name", "Jo"), ("last_name", "We"), ("email", "ANA@alder.example")],
    )
    .await;
    assert_eq!(maya.page.complaint("email"), "That address is already used by Ana Ruiz at Alder & Finch.");
    maya.submit(DETAILS, &[("email", "maya@acme.example")]).await;
    assert_eq!(maya.page.complaint("email"), "That address is already used by your colleague Maya Lindqvist.");
}

async fn adding_again_after_back_adds_nobody(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    maya.submit(DETAILS, &ANA).await;
    let step_two = maya.page.clone();
    maya.submit(FINISH, &[]).await;
    let added = maya.page.path.clone();
    // Back to the page as the browser remembers it, and Add once more.
    maya.page = step_two;
    maya.submit(FINISH, &[]).await;
    assert_eq!((maya.page.path.as_str(), maya.page.h1().as_str()), (added.as_str(), "Alder & Finch is added."));
    assert_eq!((app.rows("partner").await, app.emails().await.len()), (1, 1));
}

async fn a_draft_is_its_writers_own(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    let step_one = maya.page.path.clone();
    maya.submit(DETAILS, &ANA).await;
    let (_, mut colleague) = app.maya().await;
    assert_eq!(colleague.open(&step_one).await.value("name"), "");
    let draft = step_one.rsplit('/').next().unwrap();
    let answer = colleague.call(FINISH, &[("draft", draft), ("form[delivery]", "email")]).await;
    assert_eq!(answer.status, 404, "{answer:?}");
    let answer = colleague.call("/api/onboarding/keep", &[("draft", draft), ("form[name]", "Mine now")]).await;
    assert_eq!(answer.status, 409, "{answer:?}");
    assert_eq!(maya.open(&step_one).await.value("name"), "Alder & Finch");
}

async fn step_two_needs_step_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    let invitation = format!("{}/invitation", maya.page.path);
    let page = maya.open(&invitation).await;
    assert!(!page.has_form(FINISH), "{}", page.text());
    let draft = invitation.split('/').nth(3).unwrap().to_owned();
    let answer = maya.call(FINISH, &[("draft", &draft), ("form[delivery]", "email")]).await;
    assert_eq!(answer.status, 404, "{answer:?}");
    maya.call("/api/onboarding/keep", &[("draft", &draft), ("form[name]", "Half a part")]).await;
    let answer = maya.call(FINISH, &[("draft", &draft), ("form[delivery]", "email")]).await;
    assert_eq!(answer.status, 422, "{answer:?}");
    assert_eq!(app.rows("partner").await, 0);
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    assert_eq!(known.email, "ana@alder.example");
}
