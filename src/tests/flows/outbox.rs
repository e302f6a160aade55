//! *Manage > ReceivedEmail*: the truth about the queue, and what staff do about it.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, MINUTE, SECOND};
use crate::paths;
use crate::server::invitations::invite;
use crate::server::mailer::transport::Mailer;
use crate::server::outbox::{delivery, worker};
use crate::server::platform::config::Config;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::fake_smtp::{Act, Play, Sink, Stage, through};
use std::sync::Arc;

on_both_engines! {
    c21_an_email_that_was_accepted_is_not_called_delivered,
    every_message_is_listed_with_what_became_of_it,
    paused_mail_waits_and_leaves_when_somebody_resumes,
    while_sending_is_paused_nothing_is_promised,
    an_attempt_that_nobody_finished_is_told_as_one,
    a_mail_that_failed_stays_in_the_timeline,
    r40_f05_a_refused_sign_in_stops_the_queue_and_not_the_messages,
    what_somebody_paused_stays_paused,
    a_failed_message_can_be_tried_again,
    what_became_of_a_message_stays_told_when_it_is_tried_again,
    a_message_whose_invitation_ended_is_not_tried_again,
    a_refused_address_is_fixed_and_not_tried_again,
    what_became_of_another_attempt_is_said_above_the_list,
    all_that_waits_for_another_attempt_is_tried_at_once,
    an_email_is_found_by_its_address,
    without_a_mail_server_nothing_counts_as_sent,
    a_cancelled_message_never_leaves_and_its_link_still_works,
    an_invitation_can_be_undone_before_it_leaves,
    what_moved_on_meanwhile_is_not_changed,
    a_test_reports_what_the_mail_server_said,
    many_messages_come_in_pages_each_once,
}

const PAUSE: &str = "/api/mail/pause";
const RESUME: &str = "/api/mail/resume";
const RETRY: &str = "/api/mail/retry";
const RETRY_ALL: &str = "/api/mail/retry-all";
const CANCEL: &str = "/api/mail/cancel";

/// Where it returns to when it cannot be delivered after all, and what to do then.
async fn c21_an_email_that_was_accepted_is_not_called_delivered(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let alder = app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::Accept]).await;
    worker::drain(&through(app, &sink)).await.unwrap();
    let page = maya.open(&paths::partner(alder.partner)).await;
    let text = page.text();
    for words in ["doesn't mean that it arrived", "returns to the mailbox it was sent from", "copy the link"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.to_lowercase().contains("delivered to"), "{text}");
}

async fn every_message_is_listed_with_what_became_of_it(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    assert!(maya.open(paths::MANAGE_MAIL).await.text().contains("No emails to show"));
    app.alder(&staff, Some(Delivery::Email)).await;
    app.wait(1);
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    app.wait(1);
    app.add(&staff, app.details("Cartograph", "li@carto.example").await, Some(Delivery::Email)).await;
    let sink =
        Sink::start([Play::Accept, Play::recipient("550 5.1.1 no such mailbox"), Play::recipient("451 later")]).await;
    worker::drain(&through(app, &sink)).await.unwrap();
    let page = maya.open(paths::MANAGE_MAIL).await;
    let rows = page.find(".mail-table tbody tr");
    assert_eq!(rows.len(), 3);
    // The newest first.
    assert!(rows[0].contains("li@carto.example") && rows[0].contains("Retrying") && rows[0].contains("451"));
    assert!(
        rows[1].contains("jo@blue.example") && rows[1].contains("Not delivered") && rows[1].contains("no such mailbox")
    );
    assert!(rows[2].contains("ana@alder") && rows[2].contains("Sent") && rows[2].contains("250"));
    assert_eq!(
        page.find(".choices a"),
        ["All 3", "Waiting 0", "Scheduled 0", "Retrying 1", "Sent 1", "Failed 1", "Cancelled 0"]
    );
    let failed = maya.open(&format!("{}?pile=failed", paths::MANAGE_MAIL)).await.find(".mail-table tbody tr");
    assert!(failed.len() == 1 && failed[0].contains("jo@blue.example"), "{failed:?}");
}

async fn paused_mail_waits_and_leaves_when_somebody_resumes(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit(PAUSE, &[]).await;
    assert!(maya.page.text().contains("Sending is paused since"), "{}", maya.page.text());
    app.alder(&staff, Some(Delivery::Email)).await;
    assert!(app.emails().await.is_empty());
    app.wait(DAY);
    assert!(app.emails().await.is_empty(), "however long it takes");
    assert!(maya.open(paths::PARTNERS).await.body.contains("Sending is paused."), "every page says so");
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit(RESUME, &[]).await;
    assert!(!maya.page.text().contains("Sending is paused since"), "{}", maya.page.text());
    assert_eq!(app.emails().await.len(), 1);
    assert_eq!(app.number("select count(*) from audit where action in ('mail_paused', 'mail_resumed')").await, 2);
}

async fn r40_f05_a_refused_sign_in_stops_the_queue_and_not_the_messages(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for name in ["Acorn", "Bluewater", "Cartograph"] {
        let email = format!("jo@{}.example", name.to_lowercase());
        app.add(&staff, app.details(name, &email).await, Some(Delivery::Email)).await;
    }
    let sink = Sink::start(std::iter::repeat_n(Play::recipient("530 5.7.0 Authentication required"), 2)).await;
    let sender = through(app, &sink);
    assert_eq!(worker::drain(&sender).await.unwrap(), 1, "the others need not try");
    let text = maya.open(paths::MANAGE_MAIL).await.text();
    assert!(text.contains("refused the sign-in") && text.contains("tries again"), "{text}");
    assert_eq!(app.emails_in("failed").await, 0);
    app.wait(6 * MINUTE);
    assert_eq!(worker::drain(&sender).await.unwrap(), 1, "one looks whether it works now");
    app.wait(6 * MINUTE);
    assert_eq!(worker::drain(&sender).await.unwrap(), 3);
    assert_eq!(app.emails_in("accepted").await, 3);
    assert_eq!(app.rows("email_pause").await, 0);
}

async fn what_somebody_paused_stays_paused(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::At(Stage::Dot, Act::Stall)]).await;
    let sender = through(app, &sink);
    let sending = tokio::spawn(async move { worker::drain(&sender).await.unwrap() });
    sink.arrival().await;
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit(PAUSE, &[]).await;
    sink.release();
    assert_eq!(sending.await.unwrap(), 1, "what was under way went out, and nothing after it");
    assert_eq!(app.rows("email_pause").await, 1, "an accepted message does not resume what somebody paused");
}

async fn a_failed_message_can_be_tried_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::recipient("550 5.2.2 mailbox full")]).await;
    let sender = through(app, &sink);
    worker::drain(&sender).await.unwrap();
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit(RETRY, &[]).await;
    assert!(maya.page.text().contains("Retrying the email to Ana Ruiz (ana@alder.example)."));
    assert_eq!(worker::drain(&sender).await.unwrap(), 1);
    let told = maya.page.path.clone();
    let text = maya.open(&told).await.text();
    assert!(
        text.contains("Tried again: the mail server accepted the email to Ana Ruiz (ana@alder.example)."),
        "{text}"
    );
    assert_eq!(app.number("select count(*) from queued_email where state = 'accepted' and attempts = 2").await, 1);
}

async fn what_became_of_a_message_stays_told_when_it_is_tried_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::recipient("550 5.2.2 mailbox full")]).await;
    let sender = through(app, &sink);
    worker::drain(&sender).await.unwrap();
    app.wait(1);
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit(RETRY, &[]).await;
    worker::drain(&sender).await.unwrap();
    let text = maya.open(&paths::partner(ana.partner)).await.text();
    for words in [
        "The invitation to Ana Ruiz could not be delivered: 550 5.2.2 mailbox full",
        "Maya Lindqvist retried the email to Ana Ruiz.",
        "The mail server accepted the invitation to Ana Ruiz.",
    ] {
        assert!(text.contains(words), "{words} is missing: {text}");
    }
}

async fn a_message_whose_invitation_ended_is_not_tried_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::recipient("550 5.2.2 mailbox full")]).await;
    worker::drain(&through(app, &sink)).await.unwrap();
    maya.open(paths::MANAGE_MAIL).await;
    let before_it_ended = maya.page.clone();
    maya.open(&paths::edit_contact(ana.partner, ana.contact)).await;
    maya.submit("/api/partners/update-contact", &[("email", "ana.ruiz@alder.example")]).await;
    maya.page = before_it_ended;
    maya.submit(RETRY, &[]).await;
    assert!(maya.page.text().contains("is no longer needed, so it can't be sent."), "{}", maya.page.text());
    let failed = format!("{}?pile=failed", paths::MANAGE_MAIL);
    assert_eq!(maya.open(&failed).await.find(".mail-table tbody tr").len(), 1, "what happened stays");
    assert!(!maya.page.has_form(RETRY), "nothing is offered that would be refused");
    let text = maya.open(&paths::partner(ana.partner)).await.text();
    assert!(text.contains("could not be delivered") && !text.contains("tried again"), "{text}");
}

async fn a_refused_address_is_fixed_and_not_tried_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::recipient("550 5.1.1 no such mailbox")]).await;
    worker::drain(&through(app, &sink)).await.unwrap();
    let page = maya.open(&format!("{}?pile=failed", paths::MANAGE_MAIL)).await;
    assert!(!page.has_form(RETRY), "the answer would be the same: {}", page.text());
    let fix = page.link("Fix the address");
    assert_eq!(fix, paths::fix_address(ana.partner, ana.contact));
    assert_eq!(maya.open(paths::PARTNERS).await.link("Fix"), fix);
    let page = maya.open(&fix).await;
    assert_eq!(page.attribute("#email", "autofocus").as_deref(), Some(""));
    assert_eq!(maya.open(&paths::edit_contact(ana.partner, ana.contact)).await.attribute("#email", "autofocus"), None);
    maya.submit("/api/partners/update-contact", &[("email", "ana.ruiz@alder.example")]).await;
    assert_eq!(app.message().await.to, "ana.ruiz@alder.example");
    let page = maya.open(paths::MANAGE_MAIL).await;
    assert!(!page.text().contains("Fix the address"), "it is fixed: {}", page.text());
}

async fn what_became_of_another_attempt_is_said_above_the_list(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let plays = ["451 4.7.1 later", "451 4.7.1 later", "550 5.1.1 no such mailbox"].map(Play::recipient);
    let sink = Sink::start(plays).await;
    let sender = through(app, &sink);
    worker::drain(&sender).await.unwrap();
    for said in [
        "Tried again, the email to Ana Ruiz (ana@alder.example). Retrying: The mail server asked us to try again later.",
        "Tried again, the email to Ana Ruiz (ana@alder.example). Not delivered: The mailbox does not exist.",
    ] {
        maya.open(&format!("{}?pile=retrying", paths::MANAGE_MAIL)).await;
        maya.submit(RETRY, &[]).await;
        assert!(maya.page.path.starts_with("/manage/mail?pile=retrying&tried="), "{}", maya.page.path);
        assert!(maya.page.text().contains("Retrying the email to"), "{}", maya.page.text());
        worker::drain(&sender).await.unwrap();
        let told = maya.page.path.clone();
        let text = maya.open(&told).await.text();
        assert!(text.contains(said), "{text}");
    }
    let strange = format!("{}?tried=x&q=%25&pile=x", paths::MANAGE_MAIL);
    assert_eq!(maya.open(&strange).await.status, 200);
}

async fn all_that_waits_for_another_attempt_is_tried_at_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    assert!(!maya.open(paths::MANAGE_MAIL).await.has_form(RETRY_ALL), "nothing was tried yet");
    let sink = Sink::start([Play::recipient("451 later"), Play::recipient("451 later")]).await;
    let sender = through(app, &sink);
    worker::drain(&sender).await.unwrap();
    assert!(maya.open(paths::MANAGE_MAIL).await.text().contains("Try all 2 again"), "{}", maya.page.text());
    maya.submit(RETRY_ALL, &[]).await;
    assert!(maya.page.text().contains("Retrying these emails now."), "{}", maya.page.text());
    assert_eq!(worker::drain(&sender).await.unwrap(), 2);
    assert_eq!(app.emails_in("accepted").await, 2);
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("Maya Lindqvist retried 2 emails."));
    let answer = maya.call(RETRY_ALL, &[]).await;
    assert_eq!(answer.status, 409, "{}", answer.body);
    // What was refused for good is tried, too, unless its address is wrong.
    for (name, address) in [("Cartograph", "jo@carto.example"), ("Delta", "jo@delta.example")] {
        app.add(&staff, app.details(name, address).await, Some(Delivery::Email)).await;
    }
    sink.go_on([Play::recipient("550 5.1.1 no such user"), Play::recipient("554 5.7.1 looks like spam")], Play::Accept);
    assert_eq!(worker::drain(&sender).await.unwrap(), 2);
    assert_eq!(app.emails_in("failed").await, 2);
    assert!(maya.open(paths::MANAGE_MAIL).await.text().contains("Try 1 again"), "{}", maya.page.text());
    maya.submit(RETRY_ALL, &[]).await;
    assert_eq!(worker::drain(&sender).await.unwrap(), 1);
    assert_eq!((app.emails_in("failed").await, app.emails_in("accepted").await), (1, 3));
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit(PAUSE, &[]).await;
    assert!(maya.call(RETRY_ALL, &[]).await.body.contains("Sending is paused. Resume it first, then try again."));
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    assert_eq!(vera.call(RETRY_ALL, &[]).await.status, 403);
}

async fn an_email_is_found_by_its_address(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    app.add(&staff, app.details("Bluewater", "jo_x@blue.example").await, Some(Delivery::Email)).await;
    for (q, found) in [("ANA@", 1), ("%20alder.example ", 1), ("_", 1), ("%25", 0), ("example", 2), ("", 2)] {
        let page = maya.open(&format!("{}?pile=waiting&q={q}", paths::MANAGE_MAIL)).await;
        assert_eq!(page.find(".mail-table tbody tr").len(), found, "{q}: {}", page.text());
    }
    let page = maya.open(&format!("{}?q=ana%40alder", paths::MANAGE_MAIL)).await;
    assert_eq!(page.value("q"), "ana@alder");
    assert_eq!(page.find(".choices a")[..2], ["All 1", "Waiting 1"], "the piles of what was found");
    assert!(page.attributes(".choices a", "href")[1].ends_with("?pile=waiting&q=ana%40alder"), "{}", page.body);
    let page = maya.open(&format!("{}?q=nowhere", paths::MANAGE_MAIL)).await;
    assert!(page.text().contains("No email to this address"), "{}", page.text());
}

async fn without_a_mail_server_nothing_counts_as_sent(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let mut files = app.state.clone();
    let folder = app.state.config.data_dir.join("outbox");
    files.mailer = Mailer::Files { folder, from: "Acme <a@acme.example>".parse().unwrap() }.into();
    worker::drain(&files).await.unwrap();
    let piles = maya.open(paths::MANAGE_MAIL).await.find(".choices a");
    assert!(piles.contains(&"Sent 0".to_owned()) && piles.contains(&"Saved as a file 1".to_owned()), "{piles:?}");
}

async fn a_cancelled_message_never_leaves_and_its_link_still_works(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit(CANCEL, &[]).await;
    assert!(maya.page.text().contains("The email is cancelled."), "{}", maya.page.text());
    assert!(app.emails().await.is_empty());
    maya.open(&paths::partner(known.partner)).await;
    assert!(maya.page.text().contains("cancelled the email to Ana Ruiz."), "the timeline says who did it");
    maya.submit("/api/invitations/mint-link", &[]).await;
    assert!(maya.page.body.contains("/activate/"), "the link can still be handed over");
}

async fn an_invitation_can_be_undone_before_it_leaves(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.base =
        app.second_instance(|app| app.config = Arc::new(Config { send_hold: 5, ..(*app.config).clone() })).await;
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/invitations/give-access", &[("delivery", "email")]).await;
    assert!(app.emails().await.is_empty(), "it is held");
    maya.submit("/api/invitations/undo-send", &[]).await;
    assert!(maya.page.text().contains("Email cancelled"), "{}", maya.page.text());
    app.wait(MINUTE);
    assert!(app.emails().await.is_empty(), "it never left");
    maya.submit("/api/invitations/resend", &[]).await;
    app.wait(6 * SECOND);
    assert_eq!(app.emails().await.len(), 1, "left alone, it leaves");
    maya.submit("/api/invitations/undo-send", &[]).await;
    assert!(maya.page.text().contains("This email can no longer be cancelled."), "{}", maya.page.text());
}

async fn what_moved_on_meanwhile_is_not_changed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    maya.open(paths::MANAGE_MAIL).await;
    assert_eq!(app.emails().await.len(), 1);
    maya.submit(CANCEL, &[]).await;
    assert!(maya.page.text().contains("The state of this email has changed."), "{}", maya.page.text());
    assert_eq!(app.emails_in("accepted").await, 1);
}

async fn a_test_reports_what_the_mail_server_said(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/send-test", &[]).await;
    assert!(maya.page.text().contains("The mail server accepted the test for maya@acme.example: 250"));
    assert_eq!(app.message().await.subject, "[Test] Mail works");
    maya.submit("/api/mail/send-test", &[]).await;
    assert!(maya.page.text().contains("A test was sent to you a moment ago."), "{}", maya.page.text());
}

async fn many_messages_come_in_pages_each_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for n in 0..55 {
        let details = app.details(&format!("Partner {n}"), &format!("p{n}@partner.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
    }
    let mut seen = maya.open(paths::MANAGE_MAIL).await.find(".mail-table .sub");
    assert_eq!(seen.len(), 50);
    let older = maya.page.attribute("a[rel=next]", "href").unwrap();
    seen.extend(maya.open(&older).await.find(".mail-table .sub"));
    assert!(maya.page.attribute("a[rel=next]", "href").is_none());
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 55);
    let strange = format!("{}?pile=%00&before=x-y", paths::MANAGE_MAIL);
    assert_eq!(maya.open(&strange).await.status, 200, "a bookmark gone bad shows the first page");
}

async fn while_sending_is_paused_nothing_is_promised(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let jo = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::recipient("451 later")]).await;
    app.wait(1);
    let cut_short = through(app, &sink);
    crate::server::outbox::admin::undo(&app.state, &staff, jo.contact).await.unwrap();
    worker::drain(&cut_short).await.unwrap();
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit(PAUSE, &[]).await;
    let page = maya.submit(RETRY, &[]).await;
    assert!(page.text().contains("Sending is paused. Resume it first, then try again."), "{}", page.text());
    let text = maya.open(&paths::partner(ana.partner)).await.text();
    assert!(text.contains("Gangway tries again once sending is resumed."), "{text}");
    maya.open(&paths::partner(jo.partner)).await;
    let text = maya.submit("/api/invitations/resend", &[]).await.text();
    assert!(text.contains("The email is queued. Sending is paused.") && !text.contains("leaves in a moment"), "{text}");
}

async fn an_attempt_that_nobody_finished_is_told_as_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let _abandoned = delivery::claim(&app.state).await.unwrap().unwrap();
    assert!(maya.open(&paths::partner(ana.partner)).await.text().contains("under way"));
    app.wait(delivery::LEASE);
    app.message().await;
    let text = maya.open(&paths::partner(ana.partner)).await.text();
    assert!(
        maya.page.find(".mail-attempts li").len() == 2 && text.contains("Outcome unknown: Gangway stopped"),
        "{text}"
    );
    assert!(!text.contains("under way"), "{text}");
}

async fn a_mail_that_failed_stays_in_the_timeline(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::recipient("550 5.1.1 no such mailbox")]).await;
    worker::drain(&through(app, &sink)).await.unwrap();
    invite::remove_access(&app.state, &staff, ana.contact).await.unwrap();
    let text = maya.open(&paths::partner(ana.partner)).await.text();
    assert!(text.contains("The invitation to Ana Ruiz could not be delivered:"), "{text}");
    assert!(
        maya.page.find(".mail-attempts li").len() == 1 && text.contains("no such mailbox"),
        "every attempt is told: {text}"
    );
}
