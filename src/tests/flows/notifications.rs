//! What the team is notified of by email: what happened to whose partners, at once or once a day, as each member chose.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::outbox::DeliveryReport;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::authz::Editor;
use crate::server::ops::cleanup;
use crate::server::outbox::notifications;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD};
use crate::tests::received_email::ReceivedEmail;

on_both_engines! {
    the_manager_is_notified_at_once_when_a_contact_activates,
    a_member_who_wants_all_is_notified_of_the_partners_of_others,
    much_that_happens_is_one_email,
    a_daily_digest_leaves_in_the_morning,
    a_member_who_wants_nothing_gets_nothing,
    what_waits_follows_a_new_choice,
    what_was_not_delivered_is_notified_once,
    an_unwelcome_invitation_is_told_apart,
    a_report_reaches_who_invited_as_they_chose,
    finished_work_is_notified_to_who_began_it,
    two_instances_send_one_email,
    a_digest_of_nothing_is_not_sent,
    a_removed_member_gets_nothing,
    updates_are_in_the_language_of_their_reader,
    choices_that_do_not_exist_are_refused,
    notifications_leave_room_for_other_emails,
}

const CHOOSE: &str = "/api/account/notifications";
const KINDS: [&str; 5] = ["activated", "not_delivered", "requested", "wrong_recipient", "finished"];

/// Chooses `timing` for everything, of the partners that one manages or of `all`.
async fn choose(browser: &mut Browser, timing: &str, partners: &str) {
    browser.open(paths::NOTIFICATIONS).await;
    let kinds = KINDS.map(|kind| (kind, timing));
    browser.submit(CHOOSE, &[&kinds[..], &[("partners", partners)]].concat()).await;
    assert!(browser.page.text().contains("Your changes are saved."), "{}", browser.page.text());
}

/// The notifications that leave now.
async fn notified(app: &TestApp) -> Vec<ReceivedEmail> {
    app.settle().await;
    notifications::queue_due(&app.state).await.unwrap();
    let mut emails = app.emails().await;
    emails.retain(|email| email.text.contains("Choose what you are notified of in your account"));
    emails
}

/// A contact activates a new partner's access.
async fn activate(app: &TestApp, staff: &Editor, name: &str) -> Known {
    let email = format!("ana@{}.example", name.to_lowercase());
    let known = app.add(staff, app.details(name, &email).await, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(known.link.as_ref().unwrap()).await;
    let page = browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert_eq!(page.path, paths::PORTAL, "{}", page.text());
    known
}

async fn the_manager_is_notified_at_once_when_a_contact_activates(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.staff_as(Role::Admin, "Adam").await;
    let known = activate(app, &staff, "Acorn").await;
    let [email] = &notified(app).await[..] else { panic!("one email, to the manager") };
    assert_eq!(email.to, "maya@acme.example");
    assert_eq!(email.subject, "Ana Ruiz of Acorn activated their access");
    let page = format!("{}{}", app.url, paths::partner(known.partner));
    let account = format!("{}{}", app.url, paths::NOTIFICATIONS);
    for link in [&page, &account] {
        assert!(email.text.contains(&format!("\n{link}")), "{}", email.text);
        assert!(email.html.contains(&format!("href=\"{link}\"")), "{}", email.html);
    }
    assert!(notified(app).await.is_empty(), "once");
}

async fn a_member_who_wants_all_is_notified_of_the_partners_of_others(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut adam) = app.colleague_as(Role::Viewer, "Adam").await;
    choose(&mut maya, "never", "").await;
    choose(&mut adam, "at-once", "all").await;
    assert_eq!(adam.open(paths::NOTIFICATIONS).await.value("partners"), "all");
    activate(app, &staff, "Acorn").await;
    let [email] = &notified(app).await[..] else { panic!("one email") };
    assert_eq!(email.to, "adam@acme.example");
}

async fn much_that_happens_is_one_email(app: &TestApp) {
    let (staff, _) = app.maya().await;
    activate(app, &staff, "Acorn").await;
    assert_eq!(notified(app).await.len(), 1);
    for name in ["Bluewater", "Cartograph", "Delphi"] {
        activate(app, &staff, name).await;
        app.wait(MINUTE);
        assert_eq!(notified(app).await.len(), 0, "another one left a moment ago");
    }
    app.wait(10 * MINUTE);
    let [email] = &notified(app).await[..] else { panic!("one email") };
    assert_eq!(email.subject, "3 updates about your partners");
    for name in ["Bluewater", "Cartograph", "Delphi"] {
        assert!(email.text.contains(&format!("Ana Ruiz of {name} activated their access.")), "{}", email.text);
    }
    for n in 0..53 {
        activate(app, &staff, &format!("Elder{n}")).await;
    }
    app.wait(10 * MINUTE);
    let [email] = &notified(app).await[..] else { panic!("one email") };
    assert_eq!(email.text.matches("activated their access.").count(), 50);
    assert!(email.text.contains("3 more updates are in the audit log."), "{}", email.text);
}

async fn a_daily_digest_leaves_in_the_morning(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    choose(&mut maya, "daily", "").await;
    // It is Sunday, 14:02 UTC.
    activate(app, &staff, "Acorn").await;
    app.wait(HOUR);
    activate(app, &staff, "Bluewater").await;
    app.wait(16 * HOUR);
    assert_eq!(notified(app).await.len(), 0, "it is seven");
    app.wait(HOUR);
    let [email] = &notified(app).await[..] else { panic!("one email") };
    assert_eq!(email.subject, "2 updates about your partners");
    app.wait(DAY);
    assert_eq!(notified(app).await.len(), 0, "nothing happened");
}

async fn a_member_who_wants_nothing_gets_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    choose(&mut maya, "never", "all").await;
    activate(app, &staff, "Acorn").await;
    app.wait(2 * DAY);
    assert_eq!(notified(app).await.len(), 0);
    assert_eq!(app.rows("notification").await, 0);
}

async fn what_waits_follows_a_new_choice(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    choose(&mut maya, "daily", "").await;
    activate(app, &staff, "Acorn").await;
    assert_eq!(notified(app).await.len(), 0);
    choose(&mut maya, "at-once", "").await;
    assert_eq!(notified(app).await.len(), 1, "now it is due");
    app.wait(HOUR);
    activate(app, &staff, "Bluewater").await;
    choose(&mut maya, "daily", "").await;
    assert_eq!(notified(app).await.len(), 0, "it waits for the morning");
    choose(&mut maya, "never", "").await;
    app.wait(2 * DAY);
    assert_eq!(notified(app).await.len(), 0);
}

async fn what_was_not_delivered_is_notified_once(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    app.message().await;
    app.report(DeliveryReport::Delayed).await;
    assert_eq!(notified(app).await.len(), 0, "it may still arrive");
    app.report(DeliveryReport::Bounced).await;
    app.report(DeliveryReport::Bounced).await;
    let [email] = &notified(app).await[..] else { panic!("one email") };
    assert_eq!(email.subject, "The invitation to Ana Ruiz of Alder & Finch was not delivered");
    app.wait(HOUR);

    let known = app.add(&staff, app.details("Acorn", "ana@acorn.example").await, Some(Delivery::Email)).await;
    let link = app.message().await.link();
    let mut ana = app.browser();
    ana.open(&link).await;
    ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    app.report(DeliveryReport::Bounced).await;
    let emails = notified(app).await;
    assert_eq!(emails.len(), 1);
    assert_eq!(emails[0].subject, "Ana Ruiz of Acorn activated their access", "{:?} came in anyway", known.contact);
}

async fn an_unwelcome_invitation_is_told_apart(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    app.message().await;
    app.report(DeliveryReport::Complained).await;
    let [email] = &notified(app).await[..] else { panic!("one email") };
    assert_eq!(email.subject, "Ana Ruiz of Alder & Finch marked the invitation as spam");
}

async fn a_report_reaches_who_invited_as_they_chose(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for (name, timing, at_once, in_the_morning) in
        [("acorn", "at-once", 1, 0), ("bluewater", "daily", 0, 1), ("cartograph", "never", 0, 0)]
    {
        choose(&mut maya, timing, "").await;
        let details = app.details(name, &format!("ana@{name}.example")).await;
        let known = app.add(&staff, details, Some(Delivery::Link)).await;
        let mut stranger = app.browser();
        stranger.open(known.link.as_ref().unwrap()).await;
        stranger.submit("/api/invitations/report", &[("comment", "")]).await;
        let mut emails = app.emails().await;
        emails.retain(|email| email.subject.contains("reached someone else"));
        assert_eq!(emails.len(), at_once, "{timing}");
        app.wait(DAY);
        let later = notified(app).await;
        assert_eq!(later.len(), in_the_morning, "{timing}");
        assert!(later.iter().all(|email| email.subject.contains("reached someone else")), "{later:?}");
    }
}

async fn finished_work_is_notified_to_who_began_it(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    let acorn = app.add(&staff, app.details("Acorn", "ana@acorn.example").await, None).await;
    choose(&mut adam, "at-once", "").await;
    choose(&mut maya, "at-once", "all").await;
    adam.open_selected("give", &[acorn.partner]).await;
    adam.submit("/api/partners/start-bulk", &[]).await;
    let [email] = &notified(app).await[..] else { panic!("one email") };
    assert_eq!(email.to, "adam@acme.example");
    assert_eq!(email.subject, "Your bulk change is finished. Partners changed: 1");
    assert!(email.text.contains(adam.page.at()), "{}", email.text);

    app.wait(HOUR);
    adam.open(paths::PARTNERS_IMPORT).await;
    let sheet = b"Company,Contact,Email\nBlue,Jo Berg,jo@blue.example\nElm,Li Wu,li@elm.example";
    adam.upload(paths::PARTNERS_IMPORT_FILE, "file", sheet).await;
    adam.submit("/api/partners/import", &[]).await;
    let [email] = &notified(app).await[..] else { panic!("one email") };
    assert_eq!(email.subject, "Your import is finished. Partners added: 2");
}

async fn two_instances_send_one_email(app: &TestApp) {
    let (staff, _) = app.maya().await;
    for name in ["Acorn", "Bluewater", "Cartograph"] {
        activate(app, &staff, name).await;
    }
    let (one, two, three) = tokio::join!(
        notifications::queue_due(&app.state),
        notifications::queue_due(&app.state),
        notifications::queue_due(&app.state)
    );
    assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 1);
    let email = app.message_about("3 updates").await;
    assert_eq!(email.text.matches("activated their access.").count(), 3);
}

async fn a_digest_of_nothing_is_not_sent(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = activate(app, &staff, "Acorn").await;
    notifications::queue_due(&app.state).await.unwrap();
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/partners/delete", &[]).await;
    assert_eq!(app.rows("partner").await, 0);
    assert_eq!(notified(app).await.len(), 0);
}

async fn a_removed_member_gets_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (adam, mut browser) = app.colleague_as(Role::Admin, "Adam").await;
    choose(&mut browser, "at-once", "all").await;
    activate(app, &staff, "Acorn").await;
    maya.open(&paths::member(adam)).await;
    maya.submit("/api/staff/remove", &[]).await;
    let emails = notified(app).await;
    assert!(emails.iter().all(|email| email.to == "maya@acme.example"), "{emails:?}");
}

async fn updates_are_in_the_language_of_their_reader(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "update person set language = 'de' where id = $1", staff.id.0).unwrap();
    tx.commit().await.unwrap();
    activate(app, &staff, "Acorn").await;
    notifications::queue_due(&app.state).await.unwrap();
    let email = app.message_about("Ana Ruiz von Acorn hat den Zugang aktiviert").await;
    assert!(email.text.contains("In Ihrem Konto wählen Sie"), "{}", email.text);
}

async fn choices_that_do_not_exist_are_refused(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::NOTIFICATIONS).await;
    maya.submit(CHOOSE, &[("activated", "weekly")]).await;
    assert!(!maya.page.complaint("activated").is_empty(), "{}", maya.page.text());
    assert_eq!(
        notifications::choices(&app.state, app.person("maya@acme.example").await).await.unwrap(),
        Default::default()
    );
}

async fn notifications_leave_room_for_other_emails(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for n in 0..6 {
        activate(app, &staff, &format!("Acorn{n}")).await;
        assert_eq!(notified(app).await.len(), 1);
        app.wait(10 * MINUTE);
    }
    maya.open(paths::ACCOUNT).await;
    maya.submit("/api/account/change-address", &[("email", "maya@new.example"), ("current_password", PASSWORD)]).await;
    assert!(maya.page.text().contains("we've sent a link there"), "{}", maya.page.text());
    app.wait(31 * DAY);
    cleanup::run(&app.state).await.unwrap();
    assert_eq!((app.rows("notification").await, app.rows("notification_digest").await), (0, 0), "kept long enough");
}
