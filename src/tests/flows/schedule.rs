//! Invitations that leave later, at a time in the organisation's zone.

use crate::domain::auth::role::Role;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::authz::Editor;
use crate::server::outbox::worker;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::fake_smtp::{Play, Sink, through};

/// What is chosen for a time to count.
const LATER: (&str, &str) = ("when", "later");
const FINISH: &str = "/api/onboarding/finish";
const GIVE: &str = "/api/invitations/give-access";
const CHANGE: &str = "/api/partners/start-bulk";
const UNDO: &str = "/api/invitations/undo-send";

on_both_engines! {
    a_planned_invitation_leaves_at_its_time_and_lasts_from_then_on,
    the_time_is_one_of_the_organisations_zone,
    a_time_that_cannot_be_is_told_beside_its_field,
    a_time_does_not_count_once_now_is_chosen,
    a_planned_invitation_is_cancelled_or_sent_at_once,
    a_mended_address_keeps_the_time,
    an_email_planned_far_ahead_is_tried_as_long_as_any,
    a_copied_link_takes_nothing_from_a_planned_email,
    what_is_not_planned_any_more_lasts_from_now_on,
    a_template_says_that_planned_emails_use_it,
    access_is_given_now_and_its_email_leaves_later,
    an_impossible_time_gives_nobody_access,
    many_emails_leave_at_one_time,
    many_planned_emails_taken_back_last_from_now_on,
    a_bulk_change_that_was_interrupted_too_long_sends_at_once,
}

/// Finishes a wizard for Ana by email at `send_at`.
async fn plan(app: &TestApp, staff: &Editor, maya: &mut Browser, send_at: &str) {
    let draft = app.draft(staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit(FINISH, &[LATER, ("send_at", send_at)]).await;
}

/// So much later than now, in UTC, as a browser writes it.
fn later(app: &TestApp, micros: i64) -> String {
    app.state.now().plus(micros).rfc3339()[..16].to_owned()
}

async fn a_planned_invitation_leaves_at_its_time_and_lasts_from_then_on(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    plan(app, &staff, &mut maya, &later(app, 3 * DAY)).await;
    assert!(maya.page.text().contains("will be sent at"), "{}", maya.page.text());
    app.wait(3 * DAY - 2 * MINUTE);
    assert_eq!(app.emails().await.len(), 0);
    app.wait(2 * MINUTE);
    let message = app.message().await;
    app.wait(7 * DAY - HOUR);
    assert!(app.browser().open(&message.link()).await.has_form("/api/invitations/activate"));
    assert_eq!(app.number("select count(*) from audit where what like '%with a scheduled invitation.%'").await, 1);
}

async fn the_time_is_one_of_the_organisations_zone(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_ORGANISATION).await;
    let page = maya.submit("/api/organisation/save", &[("time_zone", "Mars/Olympus")]).await;
    assert_eq!(page.complaint("time_zone"), "Choose a time zone from the list.");
    maya.submit("/api/organisation/save", &[("time_zone", "Asia/Kolkata")]).await;
    // Half past five in the afternoon there is noon in Greenwich.
    let noon = format!("{}T12:00:00Z", &app.state.now().plus(2 * DAY).rfc3339()[..10]);
    plan(app, &staff, &mut maya, &noon.replace("12:00:00Z", "17:30")).await;
    assert!(maya.page.body.contains(&format!("datetime=\"{noon}\"")), "{}", maya.page.body);
}

async fn a_time_that_cannot_be_is_told_beside_its_field(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let over = later(app, -HOUR);
    plan(app, &staff, &mut maya, &over).await;
    assert!(
        maya.page.complaint("send_at").starts_with("This time is in the past."),
        "{}",
        maya.page.complaint("send_at")
    );
    assert_eq!(maya.page.value("send_at"), over, "what was typed is kept");
    maya.submit(FINISH, &[LATER, ("send_at", "soon")]).await;
    assert!(maya.page.complaint("send_at").starts_with("Enter date and time"));
    assert_eq!((app.rows("partner").await, app.rows("queued_email").await), (0, 0));
    maya.submit(FINISH, &[LATER, ("send_at", "")]).await;
    assert_eq!(maya.page.complaint("send_at"), "Choose a date and time, or choose Send now.");
    maya.submit(FINISH, &[LATER, ("send_at", "soon"), ("delivery", "link")]).await;
    assert_eq!(app.rows("partner").await, 1, "a link is not sent, whatever the field says");
}

async fn a_time_does_not_count_once_now_is_chosen(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let draft = app.draft(&staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit(FINISH, &[("when", "now"), ("send_at", &later(app, DAY))]).await;
    assert_eq!(app.message().await.to, "ana@alder.example");
}

async fn a_planned_invitation_is_cancelled_or_sent_at_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    plan(app, &staff, &mut maya, &later(app, 3 * DAY)).await;
    let page = maya.submit(UNDO, &[]).await;
    assert!(page.text().contains("Email cancelled"), "{}", page.text());
    app.wait(4 * DAY);
    assert_eq!(app.emails().await.len(), 0);

    let other = app.details("Bluewater", "jonas@bluewater.example").await;
    let draft = app.draft(&staff, other).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit(FINISH, &[LATER, ("send_at", &later(app, 3 * DAY))]).await;
    maya.submit("/api/invitations/resend", &[]).await;
    assert_eq!(app.message().await.subject, "Ana, your Acme partner portal is ready");
    app.wait(4 * DAY);
    assert_eq!(app.emails().await.len(), 0, "what was planned was sent already");
}

async fn a_mended_address_keeps_the_time(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    plan(app, &staff, &mut maya, &later(app, 3 * DAY)).await;
    maya.open(paths::PARTNERS).await;
    maya.open(&maya.page.link("Alder & Finch")).await;
    let edit = maya.page.attribute(".contact a[href*='/contacts/']", "href").unwrap();
    maya.open(&edit).await;
    maya.submit("/api/partners/update-contact", &[("email", "ana.ruiz@alder.example")]).await;
    app.wait(DAY);
    assert_eq!(app.emails().await.len(), 0);
    app.wait(2 * DAY);
    assert_eq!(app.message().await.to, "ana.ruiz@alder.example");
}

async fn a_template_says_that_planned_emails_use_it(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::EMAIL_TEMPLATES).await;
    maya.submit("/api/templates/duplicate", &[]).await;
    let copy = maya.page.path.split('/').nth(3).unwrap().to_owned();
    let draft = app.draft(&staff, app.details("Alder & Finch", "ana@alder.example").await).await;
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit(FINISH, &[LATER, ("send_at", &later(app, 3 * DAY)), ("template", &copy)]).await;
    let text = maya.open(paths::EMAIL_TEMPLATES).await.text();
    assert!(text.contains("1 email planned for later goes out with the default template then."), "{text}");
}

async fn access_is_given_now_and_its_email_leaves_later(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let page = paths::give_access(known.partner, known.contact);
    assert!(maya.open(&page).await.text().contains("In your organisation's time zone, UTC."));
    maya.submit(GIVE, &[("delivery", "email"), LATER, ("send_at", &later(app, 3 * DAY))]).await;
    assert!(maya.page.text().contains("will be sent at"), "{}", maya.page.text());
    assert!(maya.page.text().contains("gave Ana Ruiz access and scheduled their invitation."));
    app.wait(3 * DAY - 2 * MINUTE);
    assert_eq!(app.emails().await.len(), 0);
    app.wait(2 * MINUTE);
    let message = app.message().await;
    app.wait(7 * DAY - HOUR);
    assert!(app.browser().open(&message.link()).await.has_form("/api/invitations/activate"), "it lasts from then on");

    let blue = app.add(&staff, app.details("Blue", "jo@blue.example").await, None).await;
    maya.open(&paths::give_access(blue.partner, blue.contact)).await;
    maya.submit(GIVE, &[("delivery", "email"), LATER, ("send_at", &later(app, DAY))]).await;
    maya.submit(UNDO, &[]).await;
    assert!(maya.page.text().contains("Email cancelled"), "{}", maya.page.text());
    app.wait(2 * DAY);
    assert_eq!(app.emails().await.len(), 0);
}

async fn an_impossible_time_gives_nobody_access(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let (over, far) = (later(app, -HOUR), later(app, 91 * DAY));
    for (typed, complaint) in
        [(over.as_str(), "This time is in the past."), (&far, "up to 90 days ahead"), ("soon", "Enter date and time")]
    {
        maya.open(&paths::give_access(known.partner, known.contact)).await;
        maya.submit(GIVE, &[("delivery", "email"), LATER, ("send_at", typed)]).await;
        assert!(maya.page.complaint("send_at").contains(complaint), "{}", maya.page.text());
        assert_eq!(maya.page.value("send_at"), typed, "what was typed is kept");
        assert_eq!(maya.page.find("input[value='later'][checked]").len(), 1);
    }
    assert_eq!((app.rows("invitation").await, app.rows("queued_email").await), (0, 0));
    maya.submit(GIVE, &[("delivery", "link"), LATER, ("send_at", "soon")]).await;
    assert_eq!(app.rows("invitation").await, 1, "a link is not sent, whatever the field says");
}

async fn many_planned_emails_taken_back_last_from_now_on(app: &TestApp) {
    const LONGEST: &str = "select max(expires_at) from invitation";
    let (staff, mut maya) = app.maya().await;
    let alder = app.alder(&staff, None).await;
    let blue = app.add(&staff, app.details("Blue", "jo@blue.example").await, None).await;
    maya.open_selected("give", &[alder.partner, blue.partner]).await;
    maya.submit(CHANGE, &[LATER, ("send_at", &later(app, 30 * DAY))]).await;
    app.settle().await;
    assert!(app.number(LONGEST).await > app.state.now().plus(30 * DAY).0);
    let result = maya.page.path.clone();
    maya.open(&result).await;
    maya.submit("/api/partners/cancel-bulk-emails", &[]).await;
    assert!(app.number(LONGEST).await <= app.state.now().plus(7 * DAY).0);
}

async fn many_emails_leave_at_one_time(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let alder = app.alder(&staff, None).await;
    let blue = app.add(&staff, app.details("Blue", "jo@blue.example").await, None).await;
    maya.open_selected("give", &[alder.partner, blue.partner]).await;
    maya.submit(CHANGE, &[LATER, ("send_at", &later(app, -HOUR))]).await;
    assert!(maya.page.complaint("send_at").starts_with("This time is in the past."), "{}", maya.page.text());
    assert_eq!((app.rows("bulk").await, app.rows("invitation").await), (0, 0));

    let time = later(app, 3 * DAY);
    maya.submit(CHANGE, &[LATER, ("send_at", &time)]).await;
    app.settle().await;
    let result = maya.page.path.clone();
    maya.open(&result).await;
    assert!(maya.page.text().contains("The emails will be sent at"), "{}", maya.page.text());
    assert!(maya.page.body.contains(&format!("datetime=\"{time}:00Z\"")), "{}", maya.page.body);
    assert!(maya.page.find("tbody tr")[0].contains("Scheduled for 25 Nov 2026"));
    maya.open(&paths::partner(blue.partner)).await;
    maya.submit(UNDO, &[]).await;
    app.wait(3 * DAY - 2 * MINUTE);
    assert_eq!(app.emails().await.len(), 0);
    app.wait(2 * MINUTE);
    assert_eq!(app.message().await.to, "ana@alder.example", "the other one was cancelled");
    let told = "started giving access to 2 people at 2 partners. The emails are scheduled for 25 Nov 2026";
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains(told), "{}", maya.page.text());
}

async fn a_bulk_change_that_was_interrupted_too_long_sends_at_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open_selected("give", &[known.partner]).await;
    maya.submit(CHANGE, &[LATER, ("send_at", &later(app, HOUR))]).await;
    app.settle().await;
    let result = maya.page.path.clone();
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "update bulk_item set outcome = 'waiting'").unwrap();
    tx.commit().await.unwrap();
    app.wait(2 * HOUR);
    maya.open(&result).await;
    maya.submit("/api/partners/continue-bulk", &[]).await;
    assert_eq!(app.message().await.to, "ana@alder.example");
}

async fn an_email_planned_far_ahead_is_tried_as_long_as_any(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    plan(app, &staff, &mut maya, &later(app, 30 * DAY)).await;
    let sink = Sink::start([Play::recipient("450 4.7.1 greylisted")]).await;
    let sender = through(app, &sink);
    app.wait(30 * DAY);
    assert_eq!(worker::drain(&sender).await.unwrap(), 1);
    assert_eq!(app.emails_in("queued").await, 1, "it was the first try");
    // A pause is no try either, however long it takes.
    let mut maya = app.signed_in(staff.id, Role::Owner).await;
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/pause", &[]).await;
    app.wait(6 * DAY);
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/resume", &[]).await;
    assert_eq!(worker::drain(&sender).await.unwrap(), 1);
    assert_eq!(app.emails_in("accepted").await, 1);
}

async fn a_copied_link_takes_nothing_from_a_planned_email(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    plan(app, &staff, &mut maya, &later(app, 30 * DAY)).await;
    maya.submit("/api/invitations/mint-link", &[]).await;
    app.wait(30 * DAY);
    let message = app.message().await;
    app.wait(7 * DAY - MINUTE);
    assert!(app.browser().open(&message.link()).await.has_form("/api/invitations/activate"));
}

async fn what_is_not_planned_any_more_lasts_from_now_on(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    plan(app, &staff, &mut maya, &later(app, 60 * DAY)).await;
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/retry", &[]).await;
    let link = app.message().await.link();
    app.wait(7 * DAY - MINUTE);
    assert!(app.browser().open(&link).await.has_form("/api/invitations/activate"));
    app.wait(2 * MINUTE);
    assert_eq!(app.browser().open(&link).await.h1(), "This link has expired");
}
