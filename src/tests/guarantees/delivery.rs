//! ReceivedEmail against a real socket: nothing lost, nothing slipped in, nothing held up.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::text::{FirstName, JobTitle, LastName, PartnerName, PhoneNumber};
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::mailer::outcome::SendOutcome;
use crate::server::mailer::render::Message;
use crate::server::mailer::smtp::SmtpSession;
use crate::server::mailer::transport::{Mailer, OutgoingEmail};
use crate::server::outbox::{delivery, worker};
use crate::server::platform::config::Config;
use crate::server::platform::db::Db;
use crate::tests::app::{self, START, TestApp, on_both_engines};
use crate::tests::fake_smtp::{Act, Play, Sink, Stage, through};
use crate::tests::people::PASSWORD;
use crate::tests::received_email::ReceivedEmail;
use crate::tests::time_limits::scaled;
use std::path::Path;
use std::time::Duration;

on_both_engines! {
    r25_no_form_field_reaches_the_headers,
    r37_f08_a_message_lost_in_doubt_is_sent_again_as_the_same,
    r38_a_mail_server_that_stalls_holds_nobody_up,
    r39_f22_a_worker_that_was_overtaken_completes_nothing,
    r40_f04_refusals_are_final_and_delays_are_not,
    r40_a_lost_mail_server_is_tried_for_days_and_then_given_up,
    a_mail_of_an_invitation_that_ended_is_never_sent,
}

/// Exactly one message to one recipient went over the wire, line by line as SMTP has them.
fn assert_one_clean_message(sink: &Sink) {
    const HEADERS: [&str; 11] = [
        "From",
        "To",
        "Subject",
        "Message-ID",
        "Date",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "Reply-To",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ];
    let deliveries = sink.deliveries();
    let delivery = deliveries.last().unwrap();
    for verb in ["MAIL FROM", "RCPT TO", "DATA"] {
        assert_eq!(
            delivery.commands.iter().filter(|command| command.to_ascii_uppercase().starts_with(verb)).count(),
            1,
            "{verb}"
        );
    }
    let text = String::from_utf8_lossy(&delivery.data);
    let without_line_ends = text.replace("\r\n", "");
    assert!(!without_line_ends.contains(['\r', '\n', '\0']), "no bare CR, LF or NUL");
    assert_eq!(text.matches("\r\n.\r\n").count(), 1, "one end");
    let head = text.split("\r\n\r\n").next().unwrap();
    for line in head.lines().filter(|line| !line.starts_with([' ', '\t'])) {
        let name = line.split(':').next().unwrap();
        assert!(HEADERS.contains(&name), "{name} was slipped in:\n{head}");
    }
}

#[tokio::test]
async fn r25_r26_nothing_in_a_letter_becomes_a_header_or_a_command() {
    let config = |sink: &Sink| Config {
        smtp_url: Some(format!("smtp://{}", sink.address)),
        mail_from: Some("Acme <partners@acme.example>".to_owned()),
        ..app::config(Path::new("."))
    };
    for hostile in [
        "x\r\nBcc: evil@evil.example",
        "x\nBcc: evil@evil.example",
        "x\rBcc: evil@evil.example",
        "x\r\n\r\nbody",
        "x\0y",
        "x\u{85}Bcc: e@e.example",
        "x\u{2028}y",
        "=?utf-8?q?=0d=0aBcc:_e=40e.example?=",
        "a\n.\nb",
        "a\n.\r\nb",
        "a\r.\rb",
        "a\r\n.\rb",
        "\r\n.\r\nMAIL FROM:<e@e.example>\r\n",
        ".",
        "..",
        "\"a\r\nRCPT TO:<x@y.example>\"",
        "x, evil@evil.example",
        "<evil@evil.example>",
        &"long ".repeat(400),
    ] {
        let sink = Sink::start([]).await;
        let letter = OutgoingEmail {
            to_name: hostile.to_owned(),
            to: "ana@alder.example".to_owned(),
            reply_to: Some((hostile.to_owned(), "maya@acme.example".to_owned())),
            return_path: None,
            message_id: "1@acme.example".to_owned(),
            in_reply_to: None,
            date: START,
            message: Message {
                subject: hostile.to_owned(),
                html: format!("<p>{hostile}</p>"),
                text: format!("{hostile}\n"),
            },
        };
        match Mailer::new(&config(&sink)).unwrap().deliver(&letter, &mut SmtpSession::default()).await {
            SendOutcome::Accepted(_) => assert_one_clean_message(&sink),
            SendOutcome::Refused(_) => assert!(sink.deliveries().is_empty(), "{hostile:?}"),
            other => panic!("{hostile:?}: {other:?}"),
        }
    }
}

async fn r25_no_form_field_reaches_the_headers(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for bad in ["x\r\nBcc: e@e.example", "x\ny", "x\0y", "x\u{2028}y", "\"a\r\nRCPT TO:<x>\"@y.example"] {
        let good = [("name", "Alder"), ("first_name", "Ana"), ("last_name", "Ruiz"), ("email", bad)];
        maya.open(paths::NEW_PARTNER).await;
        let page = maya.submit("/api/onboarding/details", &good).await;
        assert_ne!(page.complaint("email"), "", "took {bad:?}");
        // Elsewhere a line break is a space, and what no one sees is dropped.
        let kept = [
            PartnerName::parse(bad).map(|name| name.as_str().to_owned()),
            FirstName::parse(bad).map(|name| name.as_str().to_owned()),
            LastName::parse(bad).map(|name| name.as_str().to_owned()),
            JobTitle::parse(bad).map(|title| title.as_str().to_owned()),
            PhoneNumber::parse(bad).map(|phone| phone.as_str().to_owned()),
        ];
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        assert!(kept.iter().flatten().all(|text| !text.contains(breaks)), "{bad:?}: {kept:?}");
    }
    let sink = Sink::start([]).await;
    let mut details = app.details("Ålder \"&\" <Finch>, Inc.", "ana@alder.example").await;
    details.contact.first_name = "Ана, \"the\" <b>".to_owned();
    app.add(&staff, details, Some(Delivery::Email)).await;
    assert_eq!(worker::drain(&through(app, &sink)).await.unwrap(), 1);
    assert_one_clean_message(&sink);
    let message = ReceivedEmail::read(&sink.deliveries()[0].data, &app.secrets);
    assert_eq!(message.to, "ana@alder.example");
    assert!(message.text.contains("Ålder \"&\" <Finch>, Inc."), "{}", message.text);
    assert!(message.subject.starts_with("Ана, \"the\" <b>"), "{}", message.subject);
}

async fn r37_f08_a_message_lost_in_doubt_is_sent_again_as_the_same(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::At(Stage::Dot, Act::HangUp), Play::At(Stage::Dot, Act::HangUp), Play::Accept]).await;
    let sender = through(app, &sink);
    for _ in 0..4 {
        worker::drain(&sender).await.unwrap();
        app.wait(HOUR);
    }
    let copies: Vec<ReceivedEmail> =
        sink.deliveries().iter().map(|delivery| ReceivedEmail::read(&delivery.data, &app.secrets)).collect();
    assert_eq!(copies.len(), 3);
    assert!(copies.iter().all(|copy| copy.message_id == copies[0].message_id), "a duplicate can be recognised");
    assert_eq!(app.number("select count(*) from queued_email where state = 'accepted' and attempts = 3").await, 1);
    assert_eq!(app.rows("email_attempt").await, 3);
    let mut ana = app.browser();
    ana.open(&copies[1].link()).await;
    assert_eq!(ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert_eq!(app.browser().open(&copies[2].link()).await.h1(), "Your access is already active");
}

async fn r38_a_mail_server_that_stalls_holds_nobody_up(app: &TestApp) {
    let staff = app.staff().await;
    let first = app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::At(Stage::Dot, Act::Stall)]).await;
    let sender = through(app, &sink);
    let sending = tokio::spawn(async move { worker::drain(&sender).await.unwrap() });
    sink.arrival().await;
    assert_eq!(app.emails_in("sending").await, 1, "R37: it says so before it sends");
    match &app.state.db {
        Db::Sqlite { write, .. } => assert_eq!(write.pool.num_idle(), 1, "no transaction is open"),
        Db::Postgres { pool, .. } => {
            let open = "select count(*) from pg_locks l join pg_class c on c.oid = l.relation
                 where c.relnamespace = current_schema()::regnamespace and l.mode like '%ExclusiveLock'";
            let locks: i64 = sqlx::query_scalar(open).fetch_one(pool).await.unwrap();
            assert_eq!(locks, 0, "no transaction is open");
        }
    }
    let work = async {
        let details = app.details("Bluewater", "jo@blue.example").await;
        app.add(&staff, details, Some(Delivery::Link)).await;
        crate::server::invitations::invite::remove_access(&app.state, &staff, first.contact).await.unwrap();
    };
    tokio::time::timeout(scaled(Duration::from_secs(5)), work).await.expect("work goes on");
    sink.release();
    assert_eq!(sending.await.unwrap(), 1);
    assert_eq!(app.emails_in("accepted").await, 1, "what was sent is known to be sent");
}

async fn r39_f22_a_worker_that_was_overtaken_completes_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let stopped = delivery::claim(&app.state).await.unwrap().unwrap();
    app.wait(delivery::LEASE - 1);
    assert!(delivery::claim(&app.state).await.unwrap().is_none(), "as long as the lease lasts it is nobody else's");
    app.wait(1);
    let takes_over = delivery::claim(&app.state).await.unwrap().unwrap();
    assert_eq!((takes_over.id, &takes_over.message_id), (stopped.id, &stopped.message_id));
    assert!(delivery::claim(&app.state).await.unwrap().is_none(), "one took it over, not two");

    let said = |words: &str| words.to_owned();
    for late in [
        SendOutcome::Refused(said("550 late")),
        SendOutcome::Retry(said("451 late")),
        SendOutcome::Accepted(said("250 late")),
    ] {
        assert!(!delivery::complete(&app.state, &stopped, None, &late).await.unwrap(), "not its message any more");
        assert_eq!(
            app.number("select count(*) from queued_email where state = 'sending' and reply = ''").await,
            1,
            "{late:?}"
        );
    }
    assert!(
        delivery::complete(&app.state, &takes_over, None, &SendOutcome::Accepted(said("250 in time"))).await.unwrap()
    );
    for late in [SendOutcome::Refused(said("550 late")), SendOutcome::Retry(said("451 late"))] {
        assert!(!delivery::complete(&app.state, &stopped, None, &late).await.unwrap());
        assert!(
            !delivery::complete(&app.state, &takes_over, None, &late).await.unwrap(),
            "nor is anything completed twice"
        );
    }
    assert_eq!(
        app.number("select count(*) from queued_email where state = 'accepted' and reply = '250 in time'").await,
        1
    );
    assert_eq!(app.number("select count(*) from email_attempt").await, 2, "both attempts are on record");
    let text = maya.open(&paths::partner(known.partner)).await.text();
    assert!(text.contains("250 in time"), "{text}");
    assert!(app.emails().await.is_empty(), "there is nothing left to send");
}

async fn r40_f04_refusals_are_final_and_delays_are_not(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let sink =
        Sink::start([Play::recipient("451 4.7.1 come back later"), Play::recipient("550 5.1.1 no such mailbox")]).await;
    let sender = through(app, &sink);
    worker::drain(&sender).await.unwrap();
    let text = maya.open(&paths::partner(known.partner)).await.text();
    assert!(
        text.contains("Retrying at") && text.contains("451 4.7.1 come back later") || text.contains("come back later"),
        "{text}"
    );
    assert_eq!(worker::drain(&sender).await.unwrap(), 0, "not at once");
    app.wait(3 * MINUTE);
    assert_eq!(worker::drain(&sender).await.unwrap(), 1);
    let text = maya.open(&paths::partner(known.partner)).await.text();
    assert!(text.contains("Not delivered") && text.contains("no such mailbox"), "{text}");
    app.wait(DAY);
    assert_eq!(worker::drain(&sender).await.unwrap(), 0, "a refusal is final");
    maya.submit("/api/invitations/mint-link", &[]).await;
    assert!(maya.page.body.contains("/activate/"), "the link can still be copied");
}

async fn r40_a_lost_mail_server_is_tried_for_days_and_then_given_up(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start(std::iter::repeat_n(Play::recipient("421 4.3.2 closing"), 200)).await;
    let sender = through(app, &sink);
    let begin = app.state.now();
    let mut last = begin;
    while app.state.now() < begin.plus(7 * DAY) {
        if worker::drain(&sender).await.unwrap() > 0 {
            last = app.state.now();
        }
        app.wait(HOUR);
    }
    assert!(last >= begin.plus(5 * DAY) && last < begin.plus(6 * DAY), "five days: {}", (last.0 - begin.0) / HOUR);
    assert_eq!(
        app.number(
            "select count(*) from email_attempt where state = 'failed' and outcome like '%Given up after 5 days%'"
        )
        .await,
        1
    );
    assert!(sink.deliveries().len() < 60, "patiently: {}", sink.deliveries().len());
}

async fn a_mail_of_an_invitation_that_ended_is_never_sent(app: &TestApp) {
    let staff = app.staff().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    crate::server::invitations::invite::remove_access(&app.state, &staff, known.contact).await.unwrap();
    assert!(app.emails().await.is_empty());
    assert_eq!(app.emails_in("cancelled").await, 1);
}
