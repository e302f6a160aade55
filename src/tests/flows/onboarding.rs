//! The wizard: nothing typed is lost, and one click makes one partner.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::HOUR;
use crate::paths;
use crate::server::mailer::transport::Mailer;
use crate::server::platform::config::Config;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::received_email::path_of;
use std::sync::Arc;

const DETAILS: &str = "/api/onboarding/details";
const FINISH: &str = "/api/onboarding/finish";
const DISCARD: &str = "/api/onboarding/discard";
const ANA: [(&str, &str); 4] =
    [("name", "Alder & Finch"), ("first_name", "Ana"), ("last_name", "Ruiz"), ("email", "ana@alder.example")];

on_both_engines! {
    without_access_one_step_is_enough_and_nothing_is_sent,
    a_link_to_pass_on_works_and_no_mail_leaves,
    what_was_typed_survives_reload_back_and_another_browser,
    a_session_that_ends_during_next_loses_nothing,
    errors_stand_beside_their_fields_with_everything_typed,
    an_address_in_use_stops_the_wizard_before_step_two,
    adding_again_after_back_adds_no_one,
    a_draft_is_its_writers_own,
    a_draft_that_was_left_is_continued_or_discarded,
    an_empty_or_finished_wizard_is_no_draft_to_come_back_to,
    the_second_step_says_to_whom_from_whom_and_what_happens,
    without_a_mail_server_the_link_is_proposed,
    after_adding_one_undo_and_the_next_steps_are_offered,
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
    assert_eq!(maya.open(&step_two).await.find("input[value='link'][checked]").len(), 1);
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
        ("phone", "call me"),
    ];
    let page = maya.submit(DETAILS, &bad).await;
    assert_eq!(page.complaint("name"), "Enter the partner name.");
    assert_eq!(
        page.complaint("first_name"),
        "Leave out web addresses, https:// and www.: names appear in emails, and mail programs would turn this into a link."
    );
    assert_eq!(page.complaint("email"), "Enter an email address like name@company.com.");
    assert_eq!(page.complaint("phone"), "Enter a phone number, or leave the field empty.");
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
    assert_eq!(maya.page.complaint("email"), "This address is already used by Ana Ruiz at Alder & Finch.");
    maya.submit(DETAILS, &[("email", "maya@acme.example")]).await;
    assert_eq!(maya.page.complaint("email"), "This address is already used by your team member Maya Lindqvist.");
}

async fn adding_again_after_back_adds_no_one(app: &TestApp) {
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

async fn a_draft_that_was_left_is_continued_or_discarded(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    let step_one = maya.page.path.clone();
    maya.submit(DETAILS, &ANA).await;
    app.wait(2 * HOUR);
    let page = maya.open(paths::PARTNERS).await;
    assert!(page.text().contains("You started adding Alder & Finch, "), "{}", page.text());
    let (_, mut colleague) = app.maya().await;
    assert!(
        !colleague.open(paths::PARTNERS).await.text().contains("You started adding"),
        "drafts are their writer's own"
    );
    let draft = step_one.rsplit('/').next().unwrap();
    colleague.call(DISCARD, &[("draft", draft)]).await;
    let back = maya.open(paths::PARTNERS).await.link("Continue adding Alder & Finch");
    assert_eq!(back, step_one);
    assert_eq!(maya.open(&back).await.value("name"), "Alder & Finch");
    maya.open(paths::PARTNERS).await;
    let page = maya.submit(DISCARD, &[]).await;
    assert!(page.text().contains("The draft is discarded."), "{}", page.text());
    assert!(!page.text().contains("You started adding"), "{}", page.text());
    assert_eq!(app.rows("draft").await, 0);
}

async fn an_empty_or_finished_wizard_is_no_draft_to_come_back_to(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    maya.submit(DETAILS, &[("name", "  ")]).await;
    assert!(!maya.open(paths::PARTNERS).await.text().contains("You started adding"));
    maya.open(paths::NEW_PARTNER).await;
    maya.submit(DETAILS, &ANA).await;
    maya.submit(FINISH, &[]).await;
    let added = maya.page.path.clone();
    assert!(!maya.open(paths::PARTNERS).await.text().contains("You started adding"));
    maya.call(DISCARD, &[("draft", added.split('/').nth(3).unwrap())]).await;
    assert_eq!(maya.open(&added).await.h1(), "Alder & Finch is added.", "a wizard that is done is not discarded");
}

async fn the_second_step_says_to_whom_from_whom_and_what_happens(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NEW_PARTNER).await;
    let page = maya.submit(DETAILS, &ANA).await;
    let header = page.find(".email-header").join(" ");
    assert!(header.contains("To Ana Ruiz <ana@alder.example>"), "{header}");
    assert!(header.contains("Replies to you"), "{header}");
    for words in ["Add and send invitation", "Add and schedule", "Add and get the link", "No email is sent"] {
        assert!(page.text().contains(words), "{words} is not in {}", page.text());
    }
}

async fn without_a_mail_server_the_link_is_proposed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let draft = app.draft(&staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    let step_two = paths::wizard_invitation(draft);
    assert_eq!(maya.open(&step_two).await.find("input[value='email'][checked]").len(), 1);
    let folder = app.folder.path().join("outbox");
    let files = Mailer::Files { folder, from: "Acme <partners@acme.example>".parse().unwrap() };
    maya.base = app.second_instance(move |app| app.mailer = files.into()).await;
    let page = maya.open(&step_two).await;
    assert_eq!(page.find("input[value='link'][checked]").len(), 1, "{}", page.text());
    assert!(page.text().contains("No mail server is configured"), "{}", page.text());
}

async fn after_adding_one_undo_and_the_next_steps_are_offered(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.base =
        app.second_instance(|app| app.config = Arc::new(Config { send_hold: 5, ..(*app.config).clone() })).await;
    maya.open(paths::NEW_PARTNER).await;
    maya.submit(DETAILS, &ANA).await;
    let page = maya.submit(FINISH, &[]).await;
    let text = page.text();
    assert!(text.contains("Invitation to ana@alder.example leaves in"), "{text}");
    assert_eq!(page.find("form[action='/api/invitations/undo-send']").len(), 1, "{text}");
    assert!(!page.has_form("/api/invitations/resend"), "what is about to leave is not sent again");
    assert!(text.contains("Next: Ana opens the email and sets a password."), "{text}");
    assert_eq!(page.find("a.primary"), ["Add another partner"]);
}
