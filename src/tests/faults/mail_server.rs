//! ReceivedEmail servers that fail in every way there is (F1 to F10, F13).

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::outbox::{delivery, worker};
use crate::server::platform::db::read;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::fake_smtp::{Act, Play, Sink, Stage, sending_to, through, through_within};
use crate::tests::people::Known;
use crate::tests::received_email::ReceivedEmail;
use crate::tests::time_limits::scaled;
use crate::tests::{invariants, scaled_runs};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use tokio::sync::watch;

on_both_engines! {
    f01_a_mail_server_that_is_not_there_costs_no_invitation,
    f02_a_mail_server_that_falls_silent_is_left,
    f02_one_that_is_silent_holds_no_other_mail_up,
    f03_whoever_says_later_gets_it_later_and_once,
    f04_f06_a_refusal_is_final_and_says_why,
    f05_whoever_refuses_us_pauses_the_queue_and_fails_nothing,
    f07_a_message_that_was_cut_off_arrives_once,
    f08_a_late_yes_is_a_second_copy_of_the_same,
    f09_a_goodbye_that_goes_wrong_sends_nothing_twice,
    f09_a_conversation_the_mail_server_had_enough_of_costs_no_mail,
    f10_nonsense_is_bounded_and_passes,
    f10_a_yes_to_another_question_is_no_yes,
    f13_what_waits_goes_out_together_and_not_too_much_at_once,
    f13_a_slow_mail_server_starves_nobody_who_is_new,
}

/// Three partners whose contacts are invited by mail.
async fn three(app: &TestApp) -> Vec<Known> {
    let staff = app.staff().await;
    let mut known = Vec::new();
    for name in ["Acorn", "Bluewater", "Cartograph"] {
        let details = app.details(name, &format!("jo@{}.example", name.to_lowercase())).await;
        known.push(app.add(&staff, details, Some(Delivery::Email)).await);
    }
    known
}

/// Moves the clock to when the next message is due; returns how long that is.
async fn until_due(app: &TestApp) -> i64 {
    let due = delivery::next_due(&app.state).await.unwrap().expect("a message waits");
    let wait = (due.0 - app.state.now().0).max(0);
    app.wait(wait);
    wait
}

async fn drained(sender: &AppState) -> usize {
    worker::drain(sender).await.unwrap()
}

const WAITING: &str = "select count(*) from queued_email where state = 'queued' and attempts > 0 and reply <> ''";

async fn f01_a_mail_server_that_is_not_there_costs_no_invitation(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let asked = Instant::now();
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    assert!(asked.elapsed() < scaled(Duration::from_secs(1)), "nobody waits for a mail server: {:?}", asked.elapsed());
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for url in [format!("smtp://{closed}"), "smtp://nowhere.invalid".to_owned()] {
        let begin = app.state.now();
        assert_eq!(drained(&sending_to(app, url, None)).await, 1);
        assert_eq!(app.number(WAITING).await, 1);
        let text = maya.open(&paths::partner(known.partner)).await.text();
        assert!(text.contains("Retrying") && text.contains("can't be reached"), "{text}");
        until_due(app).await;
        assert!(app.state.now() <= begin.plus(6 * MINUTE + 2), "soon");
    }
    let sink = Sink::start([]).await;
    assert_eq!(drained(&through(app, &sink)).await, 1);
    assert_eq!(sink.messages().len(), 1);
}

async fn f02_a_mail_server_that_falls_silent_is_left(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([]).await;
    // Byte by byte there is always progress: only a deadline for the whole ends it.
    let sender = through_within(app, &sink, scaled(Duration::from_millis(250)));
    for stage in [Stage::Greeting, Stage::Hello, Stage::Sender, Stage::Recipient, Stage::Data, Stage::Dot] {
        for act in [Act::Stall, Act::Trickle] {
            sink.go_on([Play::At(stage, act)], Play::Accept);
            let asked = Instant::now();
            assert_eq!(drained(&sender).await, 1, "{stage:?}");
            assert!(asked.elapsed() < scaled(Duration::from_secs(5)), "{stage:?}: {:?}", asked.elapsed());
            assert_eq!(app.number(WAITING).await, 1, "{stage:?}");
            until_due(app).await;
        }
    }
    assert_eq!(drained(&sender).await, 1);
    assert_eq!(app.emails_in("accepted").await, 1);
    assert_eq!(sink.messages().len(), 3, "once, and twice in doubt at the last dot");
    invariants::arrived_by_the_queue(app, &sink).await;
}

async fn f02_one_that_is_silent_holds_no_other_mail_up(app: &TestApp) {
    three(app).await;
    let sink = Sink::start([Play::At(Stage::Recipient, Act::Stall)]).await;
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(worker::run(through(app, &sink), stopped));
    while sink.messages().len() < 2 {
        sink.arrival().await;
    }
    sink.release();
    while sink.messages().len() < 3 {
        sink.arrival().await;
    }
    stop.send_replace(true);
    worker.await.unwrap();
    assert_eq!(app.emails_in("accepted").await, 3);
    invariants::arrived_by_the_queue(app, &sink).await;
}

async fn f03_whoever_says_later_gets_it_later_and_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let replies = [
        (Stage::Greeting, "421 4.3.2 shutting down"),
        (Stage::Hello, "421 4.3.2 too busy"),
        (Stage::Sender, "451 4.3.0 local trouble"),
        (Stage::Recipient, "450 4.2.0 greylisted"),
        (Stage::Recipient, "451 4.7.1 greylisted"),
        (Stage::Recipient, "452 4.2.2 mailbox full"),
        (Stage::Data, "451 4.3.0 no room"),
    ];
    let sink = Sink::start(replies.map(|(stage, reply)| Play::At(stage, Act::Say(reply)))).await;
    let sender = through(app, &sink);
    for (n, (_, reply)) in replies.iter().enumerate() {
        assert_eq!(drained(&sender).await, 1, "{reply}");
        let text = maya.open(&paths::partner(known.partner)).await.text();
        assert!(text.contains("Retrying") && text.contains(&reply[4..]), "{reply}: {text}");
        let waited = until_due(app).await;
        assert!(n > 0 || waited <= 6 * MINUTE, "whoever greylists is asked again soon: {waited}");
    }
    assert_eq!(drained(&sender).await, 1);
    assert_eq!(sink.messages().len(), 1, "one copy");
    assert_eq!(app.rows("email_attempt").await, 8, "every attempt is on record");
    assert_eq!(app.emails_in("accepted").await, 1);
}

async fn f04_f06_a_refusal_is_final_and_says_why(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let replies = [
        (Stage::Recipient, "550 5.1.1 no such mailbox"),
        (Stage::Recipient, "553 5.1.3 bad address syntax"),
        (Stage::Data, "554 5.5.1 no valid recipients"),
        (Stage::Dot, "552 5.3.4 message too big"),
        (Stage::Dot, "554 5.7.1 looks like spam"),
    ];
    let sink = Sink::start(replies.map(|(stage, reply)| Play::At(stage, Act::Say(reply)))).await;
    let sender = through(app, &sink);
    for (n, (_, reply)) in replies.iter().enumerate() {
        let details = app.details(&format!("Partner {n}"), &format!("jo@p{n}.example")).await;
        let known = app.add(&staff, details, Some(Delivery::Email)).await;
        assert_eq!(drained(&sender).await, 1);
        let text = maya.open(&paths::partner(known.partner)).await.text();
        assert!(text.contains("Not delivered") && text.contains(&reply[4..]), "{reply}: {text}");
    }
    app.wait(DAY);
    assert_eq!(drained(&sender).await, 0, "none is tried again");
    assert_eq!((app.emails_in("failed").await, app.rows("email_pause").await), (5, 0));
    let rows = maya.open(&format!("{}?pile=failed", paths::MANAGE_MAIL)).await.find(".mail-table tbody tr");
    assert_eq!(rows.len(), 5, "staff find them in one place: {rows:?}");
}

async fn f05_whoever_refuses_us_pauses_the_queue_and_fails_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let sink = Sink::start([]).await;
    let sender = sending_to(app, format!("smtp://ana:s3cret@{}", sink.address), None);
    for (n, (stage, reply)) in [
        (Stage::Greeting, "554 5.7.1 your network is blocked"),
        (Stage::Hello, "550 5.7.1 who are you"),
        (Stage::SignIn, "535 5.7.8 wrong password"),
        (Stage::SignIn, "534 5.7.9 too weak"),
        (Stage::Sender, "530 5.7.0 sign in first"),
        (Stage::Sender, "553 5.7.1 not your address"),
        (Stage::Sender, "554 5.7.1 policy"),
        (Stage::Recipient, "530 5.7.0 sign in first"),
    ]
    .into_iter()
    .enumerate()
    {
        for name in ["a", "b"] {
            let details = app.details(&format!("{name}{n}"), &format!("jo@{name}{n}.example")).await;
            app.add(&staff, details, Some(Delivery::Email)).await;
        }
        let heard = sink.messages().len();
        sink.go_on([], Play::At(stage, Act::Say(reply)));
        assert_eq!(drained(&sender).await, 1, "{reply}: the others need not try");
        let text = maya.open(paths::MANAGE_MAIL).await.text();
        assert!(text.contains("tries again") && text.contains(&reply[4..]), "{reply}: {text}");
        assert!(maya.open(paths::PARTNERS).await.body.contains("Sending is paused."), "every page says so");
        app.wait(6 * MINUTE);
        assert_eq!(drained(&sender).await, 1, "{reply}: one looks whether it works again");
        app.wait(6 * MINUTE);
        sink.go_on([], Play::Accept);
        assert_eq!(drained(&sender).await, 2, "{reply}");
        assert_eq!((app.emails_in("failed").await, app.rows("email_pause").await), (0, 0), "{reply}");
        assert_eq!(sink.messages().len(), heard + 2, "{reply}: each once");
    }
}

async fn f07_a_message_that_was_cut_off_arrives_once(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let stages = [Stage::Greeting, Stage::Hello, Stage::Sender, Stage::Recipient, Stage::Data, Stage::Body];
    let sink = Sink::start(stages.map(|stage| Play::At(stage, Act::HangUp))).await;
    let sender = through(app, &sink);
    for stage in stages {
        assert_eq!(drained(&sender).await, 1, "{stage:?}");
        assert_eq!(app.number(WAITING).await, 1, "{stage:?}");
        until_due(app).await;
    }
    assert_eq!(drained(&sender).await, 1);
    assert_eq!((sink.messages().len(), app.emails_in("accepted").await), (1, 1));
}

async fn f08_a_late_yes_is_a_second_copy_of_the_same(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let late = Play::At(Stage::Dot, Act::Stall);
    let sink = Sink::start([late, Play::At(Stage::Dot, Act::HangUp)]).await;
    let sender = through_within(app, &sink, scaled(Duration::from_millis(250)));
    for _ in 0..2 {
        assert_eq!(drained(&sender).await, 1);
        assert_eq!(app.number(WAITING).await, 1, "nobody knows, so nothing else is said");
        until_due(app).await;
    }
    // Eleven minutes late, with no receiver left.
    sink.release();
    assert_eq!(drained(&sender).await, 1);
    app.wait(DAY);
    assert_eq!(drained(&sender).await, 0);
    let copies: Vec<ReceivedEmail> =
        sink.messages().iter().map(|message| ReceivedEmail::read(&message.data, &app.secrets)).collect();
    assert_eq!(copies.iter().map(|copy| &copy.message_id).collect::<BTreeSet<_>>().len(), 1, "the same message");
    assert_eq!(copies.len(), 3, "no more copies than doubts, and the last");
    for copy in &copies {
        let page = app.browser().open(&copy.link()).await.clone();
        assert!(page.has_form("/api/invitations/activate"), "every copy works: {}", page.text());
    }
    invariants::arrived_by_the_queue(app, &sink).await;
}

async fn f09_a_goodbye_that_goes_wrong_sends_nothing_twice(app: &TestApp) {
    let staff = app.staff().await;
    let acts = [Act::HangUp, Act::Stall, Act::Say("421 4.4.2 idle for too long")];
    let sink = Sink::start(acts.clone().map(|act| Play::At(Stage::Quit, act))).await;
    let sender = through_within(app, &sink, scaled(Duration::from_secs(2)));
    for (n, act) in acts.iter().enumerate() {
        let details = app.details(&format!("Partner {n}"), &format!("jo@p{n}.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        assert_eq!(drained(&sender).await, 1);
        assert_eq!(app.emails_in("accepted").await, n as i64 + 1, "what was taken is taken: {act:?}");
    }
    app.wait(DAY);
    assert_eq!(drained(&sender).await, 0);
    assert_eq!(sink.messages().len(), acts.len());
    assert_eq!(sink.conversations(), acts.len(), "one ends with the queue, so that none is found stale");
}

async fn f09_a_conversation_the_mail_server_had_enough_of_costs_no_mail(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let emails = 1 + three(app).await.len();
    let enough = [Act::HangUp, Act::Say("421 4.7.0 too many messages"), Act::Say("503 5.5.1 no more")];
    let script = enough.into_iter().flat_map(|enough| [Play::Accept, Play::At(Stage::Sender, enough)]);
    let sink = Sink::start(script).await;
    assert_eq!(drained(&through(app, &sink)).await, emails);
    assert_eq!(sink.conversations(), 4, "each found the one before ended");
    assert_eq!(sink.messages().len(), emails, "each once, and at once");
    assert_eq!(app.emails_in("accepted").await, emails as i64);
    invariants::arrived_by_the_queue(app, &sink).await;
}

async fn f10_nonsense_is_bounded_and_passes(app: &TestApp) {
    let staff = app.staff().await;
    let sink = Sink::start([]).await;
    let sender = through(app, &sink);
    let endless = vec![b'2'; 8 << 20];
    let long = [b"220 ".as_slice(), &endless[..1 << 20], b"\r\n"].concat();
    let nonsense: [&[u8]; 8] = [
        &endless,
        &long,
        b"250 \xff\xfe\xc0\xaf\r\n",
        b"hello\r\n",
        b"99\r\n",
        b"\r\n",
        b"700 what\r\n",
        b"\0\0\0\r\n",
    ];
    for stage in [Stage::Greeting, Stage::Hello, Stage::Recipient, Stage::Data, Stage::Dot] {
        let details = app.details(&format!("{stage:?}"), &format!("jo@{stage:?}.example").to_lowercase()).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        let acts = nonsense.iter().map(|bytes| Act::Write(bytes.to_vec())).chain([Act::Flood]);
        for (n, act) in acts.enumerate() {
            sink.go_on([Play::At(stage, act)], Play::Accept);
            let asked = Instant::now();
            assert_eq!(drained(&sender).await, 1);
            assert!(asked.elapsed() < scaled(Duration::from_secs(30)), "{stage:?} {n}: it is cut short by its size");
            assert_eq!(app.number(WAITING).await, 1, "{stage:?} {n}");
            until_due(app).await;
        }
        assert_eq!(drained(&sender).await, 1, "{stage:?}");
    }
    let longest = "select cast(max(length(reply)) as bigint) from queued_email";
    assert!(app.number(longest).await <= 500, "little of it is kept");
    assert_eq!(app.emails_in("accepted").await, 5);
}

async fn f10_a_yes_to_another_question_is_no_yes(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let replies = [
        (Stage::Sender, "354 go on"),
        (Stage::Recipient, "354 go on"),
        (Stage::Data, "250 ok"),
        (Stage::Dot, "354 go on"),
    ];
    let sink = Sink::start(replies.map(|(stage, reply)| Play::At(stage, Act::Say(reply)))).await;
    let sender = through(app, &sink);
    for (stage, reply) in replies {
        assert_eq!(drained(&sender).await, 1);
        assert_eq!(app.number(WAITING).await, 1, "{reply} at {stage:?}");
        until_due(app).await;
    }
    assert_eq!(drained(&sender).await, 1);
    assert_eq!(app.emails_in("accepted").await, 1);
}

async fn f13_what_waits_goes_out_together_and_not_too_much_at_once(app: &TestApp) {
    let staff = app.staff().await;
    for n in 0..45 {
        let details = app.details(&format!("Partner {n}"), &format!("jo@p{n}.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
    }
    let sink = Sink::start([]).await;
    assert_eq!(drained(&through(app, &sink)).await, 45);
    assert_eq!(sink.conversations(), 3, "twenty, twenty and five");
    for delivery in sink.messages() {
        let commands = delivery.commands.concat();
        assert_eq!(commands.matches("MAIL FROM").count(), 1, "{commands}");
        assert_eq!(commands.matches("RCPT TO").count(), 1, "{commands}");
    }
    invariants::arrived_by_the_queue(app, &sink).await;
}

async fn f13_a_slow_mail_server_starves_nobody_who_is_new(app: &TestApp) {
    const A_MINUTE: usize = 10;
    let count = scaled_runs::size("QUEUED", 60);
    app.stay_in_memory().await;
    let staff = app.staff().await;
    for n in 0..count {
        let details = app.details(&format!("Partner {n}"), &format!("jo@p{n}.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
    }
    let sink = Sink::start([]).await;
    let sender = through(app, &sink);
    sink.go_on([], Play::recipient("451 4.7.0 slow down"));
    assert_eq!(drained(&sender).await, count, "an outage: all are put off");
    let due: Vec<i64> =
        read!(&app.state.db, c => sqlx::query_scalar("select due_at from queued_email order by due_at").fetch_all(c))
            .unwrap();
    assert!(due[count - 1] - due[0] > MINUTE / 4, "they come back spread out");
    let begin = app.state.now();
    let mut minutes = 0;
    while app.emails_in("accepted").await < count as i64 {
        sink.go_on(vec![Play::Accept; A_MINUTE], Play::recipient("451 4.7.0 slow down"));
        drained(&sender).await;
        minutes += 1;
        if minutes == 3 {
            let details = app.details("Newest", "newest@alder.example").await;
            app.add(&staff, details, Some(Delivery::Email)).await;
            sink.go_on(vec![Play::Accept; A_MINUTE], Play::recipient("451 4.7.0 slow down"));
            drained(&sender).await;
            let newest =
                sink.messages().iter().any(|message| message.commands.concat().contains("newest@alder.example"));
            assert!(newest, "whoever was just invited does not wait behind the others");
        }
        app.wait(MINUTE);
        assert!(app.state.now() < begin.plus(4 * DAY), "all are delivered long before anything is given up");
    }
    assert_eq!(app.emails_in("failed").await, 0);
    app.wait(5 * HOUR);
    drained(&sender).await;
    assert_eq!(sink.messages().len(), count + 1, "each once");
    scaled_runs::held(
        "F13",
        Some(app.engine()),
        &format!("{count} emails at {A_MINUTE} a minute after an outage: all delivered once, new ones first"),
    );
}
