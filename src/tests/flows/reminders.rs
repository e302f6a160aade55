//! Only contacts who have not activated their access are reminded.

use crate::domain::catalog::choice::ChoiceKind;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::outbox::DeliveryReport;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::invitations::reminders;
use crate::server::outbox::worker;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD};

on_both_engines! {
    a_contact_is_reminded_after_3_7_and_14_days_in_the_same_thread,
    an_active_contact_is_not_reminded,
    a_contact_without_access_is_not_reminded,
    a_bounced_email_is_followed_by_no_reminder,
    a_contact_who_says_this_is_not_me_is_not_reminded,
    a_reminder_that_ends_in_the_queue_is_not_sent,
    staff_skip_a_reminder_stop_them_and_turn_them_on_again,
    an_invitation_older_than_reminders_gets_none_until_staff_turn_them_on,
    a_program_has_days_of_its_own,
    an_expired_invitation_is_followed_by_a_new_one_and_the_count_continues,
    an_invitation_by_link_and_a_colleague_get_none,
    several_instances_queue_each_reminder_once,
    another_email_of_staff_puts_the_next_reminder_off,
    a_link_that_ends_soon_is_extended,
    impossible_days_are_refused,
}

const CHANGE: &str = "/api/invitations/change-reminders";

/// Lets `micros` pass, and does what is due then.
async fn later(app: &TestApp, micros: i64) -> usize {
    app.wait(micros);
    let queued = reminders::queue_due(&app.state).await.unwrap();
    worker::drain(&app.state).await.unwrap();
    queued
}

async fn invited(app: &TestApp) -> (Known, Browser) {
    let (staff, maya) = app.maya().await;
    let alder = app.alder(&staff, Some(Delivery::Email)).await;
    app.wait(MINUTE);
    worker::drain(&app.state).await.unwrap();
    (alder, maya)
}

/// How many emails the contact got so far.
async fn received(app: &TestApp) -> usize {
    app.emails().await.iter().filter(|email| email.to.ends_with("alder.example")).count()
}

async fn a_contact_is_reminded_after_3_7_and_14_days_in_the_same_thread(app: &TestApp) {
    // A Sunday, 14:02 UTC.
    let (alder, mut maya) = invited(app).await;
    let page = maya.open(&paths::partner(alder.partner)).await;
    assert!(
        page.find(".access-reminder").concat().contains("Next reminder: 25 Nov 2026, 14:03 UTC"),
        "{}",
        page.text()
    );
    assert_eq!(later(app, 2 * DAY + 23 * HOUR).await, 0);
    assert_eq!(later(app, HOUR).await, 1, "on Wednesday");
    assert_eq!(later(app, MINUTE).await, 0, "once");
    assert_eq!(later(app, 3 * DAY).await, 0);
    assert_eq!(later(app, DAY).await, 0, "it is Sunday");
    assert_eq!(later(app, DAY).await, 1, "on Monday");
    let timeline = maya.open(&paths::partner(alder.partner)).await.text();
    assert!(timeline.contains("A reminder to Ana Ruiz was queued."), "{timeline}");
    assert_eq!(later(app, 7 * DAY).await, 1);
    assert_eq!(later(app, 60 * DAY).await, 0, "that was the last one");
    let emails = app.emails().await;
    assert_eq!(emails.len(), 4);
    for pair in emails.windows(2) {
        let [before, reminder] = pair else { panic!("two of them") };
        let header = format!("In-Reply-To: <{}>", before.message_id);
        assert!(reminder.raw.contains(&header) && reminder.raw.contains("References: <"), "{header}: {}", reminder.raw);
        assert!(reminder.subject.contains("Reminder"), "{}", reminder.subject);
    }
}

async fn an_active_contact_is_not_reminded(app: &TestApp) {
    let (alder, mut maya) = invited(app).await;
    let mut ana = app.browser();
    ana.open(&app.message().await.link()).await;
    ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert_eq!(later(app, 4 * DAY).await, 0);
    assert_eq!(maya.open(&paths::partner(alder.partner)).await.find(".access-reminder").len(), 0);
}

async fn a_contact_without_access_is_not_reminded(app: &TestApp) {
    let (alder, mut maya) = invited(app).await;
    maya.open(&paths::partner(alder.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    assert_eq!(later(app, 4 * DAY).await, 0);
    assert_eq!(received(app).await, 1);
}

async fn a_bounced_email_is_followed_by_no_reminder(app: &TestApp) {
    let (alder, mut maya) = invited(app).await;
    app.report(DeliveryReport::Delayed).await;
    app.report(DeliveryReport::Answered).await;
    assert_eq!(later(app, 4 * DAY).await, 1, "neither says that it did not arrive");
    app.report(DeliveryReport::Bounced).await;
    assert_eq!(later(app, 10 * DAY).await, 0);
    assert_eq!(maya.open(&paths::partner(alder.partner)).await.find(".access-reminder p").len(), 0);
}

async fn a_contact_who_says_this_is_not_me_is_not_reminded(app: &TestApp) {
    let (_, _) = invited(app).await;
    let mut stranger = app.browser();
    stranger.open(&app.message().await.link()).await;
    stranger.submit("/api/invitations/report", &[("comment", "I am Bo")]).await;
    assert_eq!(later(app, 4 * DAY).await, 0);
}

async fn a_reminder_that_ends_in_the_queue_is_not_sent(app: &TestApp) {
    let (alder, mut maya) = invited(app).await;
    app.wait(3 * DAY);
    assert_eq!(reminders::queue_due(&app.state).await.unwrap(), 1);
    maya.open(&paths::partner(alder.partner)).await;
    maya.submit_step("stop").await;
    worker::drain(&app.state).await.unwrap();
    assert_eq!(received(app).await, 1);
    assert_eq!(app.emails_in("cancelled").await, 1);
}

async fn staff_skip_a_reminder_stop_them_and_turn_them_on_again(app: &TestApp) {
    let (alder, mut maya) = invited(app).await;
    maya.open(&paths::partner(alder.partner)).await;
    maya.submit_step("skip").await;
    let line = maya.open(&paths::partner(alder.partner)).await.find(".access-reminder").concat();
    assert!(line.contains("Next reminder: 30 Nov 2026, 09:"), "the second one, moved from Sunday: {line}");
    assert_eq!(later(app, 4 * DAY).await, 0);
    maya.submit_step("stop").await;
    let line = maya.open(&paths::partner(alder.partner)).await.find(".access-reminder").concat();
    assert!(line.contains("Reminders are off."), "{line}");
    assert_eq!(later(app, 5 * DAY).await, 0);
    maya.submit_step("resume").await;
    let line = maya.open(&paths::partner(alder.partner)).await.find(".access-reminder").concat();
    assert!(line.contains("Next reminder:"), "{line}");
    assert_eq!(app.audit_entries("invitation_reminder_skipped").await, 1);
}

async fn an_invitation_older_than_reminders_gets_none_until_staff_turn_them_on(app: &TestApp) {
    let (alder, mut maya) = invited(app).await;
    app.change("update invitation set next_reminder_at = null, reminders_off = true").await;
    assert_eq!(later(app, 4 * DAY).await, 0);
    maya.open(&paths::partner(alder.partner)).await;
    maya.submit_step("resume").await;
    assert_eq!(later(app, 4 * DAY).await, 1);
}

async fn a_program_has_days_of_its_own(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let reseller = app.program("Reseller").await;
    maya.open(&paths::edit_choice(ChoiceKind::Program, reseller.parse().unwrap())).await;
    maya.submit("/api/manage/update-choice", &[("reminders", "1, 2")]).await;
    assert_eq!(
        maya.open(&paths::edit_choice(ChoiceKind::Program, reseller.parse().unwrap())).await.value("reminders"),
        "1, 2"
    );
    let mut details = app.details("Alder & Finch", "ana@alder.example").await;
    details.partner.programs = vec![reseller];
    app.add(&staff, details, Some(Delivery::Email)).await;
    app.wait(MINUTE);
    worker::drain(&app.state).await.unwrap();
    assert_eq!(later(app, DAY).await, 1);
    assert_eq!(later(app, DAY).await, 1);
    assert_eq!(later(app, 30 * DAY).await, 0);
}

async fn an_expired_invitation_is_followed_by_a_new_one_and_the_count_continues(app: &TestApp) {
    let (_, _) = invited(app).await;
    app.change("update invitation set expires_at = created_at + 1").await;
    assert_eq!(later(app, 3 * DAY).await, 1);
    assert_eq!(app.number("select count(*) from invitation where superseded_at is not null").await, 1);
    assert_eq!(app.number("select reminders from invitation where is_live").await, 1);
    let mut ana = app.browser();
    let page = ana.open(&app.message_about("Reminder").await.link()).await;
    assert!(page.has_form("/api/invitations/activate"), "{}", page.text());
}

async fn an_invitation_by_link_and_a_colleague_get_none(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Link)).await;
    maya.open(paths::NEW_MEMBER).await;
    maya.submit("/api/staff/invite", &[("first_name", "Kim"), ("last_name", "Lee"), ("email", "kim@acme.example")])
        .await;
    app.wait(MINUTE);
    worker::drain(&app.state).await.unwrap();
    assert_eq!(app.emails().await.len(), 1);
    assert_eq!(later(app, 30 * DAY).await, 0);
}

async fn several_instances_queue_each_reminder_once(app: &TestApp) {
    let (_, _) = invited(app).await;
    app.wait(3 * DAY);
    let looks = (0..3).map(|_| {
        tokio::spawn({
            let state = app.state.clone();
            async move { reminders::queue_due(&state).await.unwrap() }
        })
    });
    let mut queued = 0;
    for look in looks {
        queued += look.await.unwrap();
    }
    assert_eq!(queued, 1);
    worker::drain(&app.state).await.unwrap();
    assert_eq!(received(app).await, 2);
}

async fn another_email_of_staff_puts_the_next_reminder_off(app: &TestApp) {
    let (alder, mut maya) = invited(app).await;
    app.wait(2 * DAY);
    maya.open(&paths::partner(alder.partner)).await;
    maya.submit("/api/invitations/resend", &[]).await;
    app.wait(MINUTE);
    worker::drain(&app.state).await.unwrap();
    assert_eq!(later(app, DAY).await, 0);
    assert_eq!(later(app, 2 * DAY).await, 1);
}

async fn a_link_that_ends_soon_is_extended(app: &TestApp) {
    let (alder, mut maya) = invited(app).await;
    app.change("update invitation set next_reminder_at = null, reminders = 9").await;
    assert!(
        !maya.open(&paths::partner(alder.partner)).await.has_form("/api/invitations/extend"),
        "it works for a week"
    );
    app.wait(5 * DAY);
    maya.open(&paths::partner(alder.partner)).await;
    let page = maya.submit("/api/invitations/extend", &[]).await;
    assert!(page.text().contains("The link works until 4 Dec 2026"), "{}", page.text());
    app.wait(6 * DAY);
    let mut ana = app.browser();
    let page = ana.open(&app.message().await.link()).await;
    assert!(page.has_form("/api/invitations/activate"), "{}", page.text());
    assert_eq!(app.audit_entries("invitation_extended").await, 1);
}

async fn impossible_days_are_refused(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_ORGANISATION).await;
    assert_eq!(maya.page.value("reminders"), "3, 7, 14");
    let page = maya.submit("/api/organisation/save", &[("reminders", "7, 3")]).await;
    assert!(page.complaint("reminders").contains("the earliest first"), "{}", page.text());
    assert_eq!(page.value("reminders"), "7, 3", "what was typed stays");
    let page = maya.submit("/api/organisation/save", &[("reminders", "")]).await;
    assert_eq!(page.value("reminders"), "");
    let log = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(log.contains("No reminders"), "{log}");
}

impl Browser {
    /// Presses the button for `step` beside the reminders on this page.
    async fn submit_step(&mut self, step: &str) {
        let person = self.page.attribute("input[name='form[person]']", "value").unwrap();
        let at = self.page.attribute("input[name='form[at]']", "value").unwrap_or_default();
        let answer = self.call(CHANGE, &[("form[person]", &person), ("form[step]", step), ("form[at]", &at)]).await;
        assert!(answer.status < 400, "{step}: {}", answer.status);
    }
}
