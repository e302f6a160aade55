//! ReceivedEmail servers that fail in every way there is (F1 to F10, F13).

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::outbox::{delivery, worker};
use crate::server::platform::config::Config;
use crate::server::platform::db::read;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::fake_smtp::{Act, Play, Sink, Stage, sending_from, sending_to, through, through_within};
use crate::tests::people::Known;
use crate::tests::received_email::ReceivedEmail;
use crate::tests::time_limits::scaled;
use crate::tests::{invariants, scaled_runs};
use std::collections::BTreeSet;
use std::net::{Ipv6Addr, SocketAddr};
use std::time::{Duration, Instant};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

on_both_engines! {
    f01_a_mail_server_that_is_not_there_costs_no_invitation,
    f02_a_mail_server_that_falls_silent_is_left,
    f02_one_that_is_silent_holds_no_other_mail_up,
    f03_whoever_says_later_gets_it_later_and_once,
    f04_f06_a_refusal_is_final_and_says_why,
    f05_whoever_refuses_us_pauses_the_queue_and_fails_nothing,
    f05_the_same_refusal_of_several_domains_is_one_of_us,
    f05_a4_different_refusals_of_many_domains_are_of_us,
    f05_refusals_of_recipients_fail_them_alone,
    f05_a_refusal_of_us_that_only_one_hears_fails_that_one,
    f05_an_unknown_refusal_of_the_message_is_of_us_unless_others_leave,
    f05_c04_we_introduce_ourselves_with_the_host_that_people_use,
    f05_a_sign_in_that_is_not_offered_is_named,
    f03_a_mail_server_that_is_too_busy_is_left_alone_for_a_moment,
    f03_a_recipient_who_is_put_off_costs_no_connection,
    f01_c08_an_address_that_does_not_answer_is_no_reason_to_wait,
    f07_a_message_that_was_cut_off_arrives_once,
    f08_a_late_yes_is_a_second_copy_of_the_same,
    f09_a_goodbye_that_goes_wrong_sends_nothing_twice,
    f09_a_conversation_the_mail_server_had_enough_of_costs_no_mail,
    f10_nonsense_is_bounded_and_passes,
    f10_a1_a_yes_is_a_yes_however_it_is_written,
    f10_another_kind_of_server_is_named,
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
    for url in [format!("smtp://{closed}"), "smtps://nowhere.invalid".to_owned()] {
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
    for (n, (stage, reply, fix)) in [
        (Stage::Greeting, "554 5.7.1 your network is blocked", "SMTP_URL"),
        (Stage::Hello, "550 5.7.1 who are you", "SMTP_URL"),
        (Stage::Hello, "501 5.0.0 Invalid domain name", "introduces itself"),
        (Stage::SignIn, "535 5.7.8 wrong password", "refused the sign-in"),
        (Stage::SignIn, "534 5.7.9 too weak", "refused the sign-in"),
        (Stage::Sender, "530 5.7.0 sign in first", "refused the sign-in"),
        (Stage::Sender, "530 5.7.0 Must issue a STARTTLS command first", "?tls=required"),
        (Stage::Sender, "553 5.7.1 not your address", "GANGWAY_MAIL_FROM"),
        (Stage::Sender, "554 5.7.1 policy", "GANGWAY_MAIL_FROM"),
        (Stage::Sender, "450 4.1.8 Sender address rejected: Domain not found", "GANGWAY_MAIL_FROM"),
        // C04
        (
            Stage::Recipient,
            "504 5.5.2 <3f2a>: Helo command rejected: need fully-qualified hostname",
            "introduces itself",
        ),
        (Stage::Recipient, "450 4.7.1 <3f2a>: Helo command rejected: Host not found", "GANGWAY_PUBLIC_URL"),
        // C05
        (Stage::Recipient, "530 5.7.0 sign in first", "refused the sign-in"),
        (Stage::Recipient, "554 5.7.1 <ana@alder.example>: Relay access denied", "passes no emails on"),
        (Stage::Dot, "550 5.7.60 SMTP; Client does not have permissions to send as this sender", "GANGWAY_MAIL_FROM"),
        (Stage::Dot, "550 5.4.5 Daily user sending limit exceeded", "limit for this account"),
        (Stage::Data, "503 5.5.1 bad sequence of commands", "SMTP_URL"),
    ]
    .into_iter()
    .enumerate()
    {
        for name in ["a", "b"] {
            let details = app.details(&format!("{name}{n}"), &format!("jo@{name}{n}.example")).await;
            app.add(&staff, details, Some(Delivery::Email)).await;
        }
        sink.go_on([], Play::At(stage, Act::Say(reply)));
        assert_eq!(drained(&sender).await, 1, "{reply}: the others need not try");
        let text = maya.open(paths::MANAGE_MAIL).await.text();
        assert!(text.contains("tries again") && text.contains(&reply[4..]) && text.contains(fix), "{reply}: {text}");
        assert!(maya.open(paths::PARTNERS).await.body.contains("Sending is paused."), "every page says so");
        app.wait(6 * MINUTE);
        assert_eq!(drained(&sender).await, 1, "{reply}: one looks whether it works again");
        app.wait(6 * MINUTE);
        let heard = sink.messages().len();
        sink.go_on([], Play::Accept);
        assert_eq!(drained(&sender).await, 2, "{reply}");
        assert_eq!((app.emails_in("failed").await, app.rows("email_pause").await), (0, 0), "{reply}");
        assert_eq!(sink.messages().len(), heard + 2, "{reply}: each once");
    }
}

/// Invites someone at each of these domains.
async fn invite_at(app: &TestApp, domains: &[&str]) {
    let staff = app.staff().await;
    for (n, domain) in domains.iter().enumerate() {
        let details = app.details(&format!("{domain} {n}"), &format!("jo{n}@{domain}")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
    }
}

/// C05: nothing in the words says whom the refusal is about; that several get it does.
async fn f05_the_same_refusal_of_several_domains_is_one_of_us(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let domains = ["a.example", "b.example", "c.example", "d.example", "e.example"];
    for (n, (stage, reply)) in [
        (Stage::Recipient, "554 5.7.1 Access denied"),
        (Stage::Recipient, "550 rejected by mx7.relay.example (4XyZ12)"),
        (Stage::Dot, "554 5.7.1 looks like spam"),
        (Stage::Recipient, "550 The user is disabled"),
        (Stage::Recipient, "552 quota reached"),
        (Stage::Recipient, "550 host not found"),
        // A3: nobody is named.
        (Stage::Recipient, "550 It does not exist"),
        (Stage::Recipient, "550 5.7.1 The sought thing was not found"),
    ]
    .into_iter()
    .enumerate()
    {
        // What was taken before was taken earlier.
        app.wait(MINUTE);
        let domains = domains.map(|domain| format!("{n}{domain}"));
        invite_at(app, &domains.each_ref().map(String::as_str)).await;
        let sink = Sink::start([]).await;
        sink.go_on([], Play::At(stage, Act::Say(reply)));
        let sender = through(app, &sink);
        assert_eq!(drained(&sender).await, 3, "{reply}: two could be chance");
        assert_eq!(app.emails_in("failed").await, 0, "{reply}: they are tried again");
        let text = maya.open(paths::MANAGE_MAIL).await.text();
        assert!(text.contains("in the same way") && text.contains(&reply[4..]), "{reply}: {text}");
        app.wait(6 * MINUTE);
        assert_eq!(drained(&through(app, &sink)).await, 1, "{reply}: also after a restart, one looks");
        app.wait(6 * MINUTE);
        sink.go_on([], Play::Accept);
        assert_eq!(drained(&sender).await, 5, "{reply}: nobody has to click");
        assert_eq!((app.emails_in("failed").await, app.rows("email_pause").await), (0, 0), "{reply}");
        invariants::arrived_by_the_queue(app, &sink).await;
    }
}

/// A4: mail servers behind one name, or references of letters, refuse in words of their own.
async fn f05_a4_different_refusals_of_many_domains_are_of_us(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let refusals = [
        "550 5.7.1 Rejected, see abcd",
        "554 5.7.1 Denied, see efgh",
        "550 Rejected, see ijkl",
        "550 5.7.1 Rejected, see mnop",
        "554 5.7.0 Policy, see qrst",
    ];
    let domains = ["a.example", "b.example", "c.example", "d.example", "e.example", "f.example"];
    invite_at(app, &domains).await;
    let sink = Sink::start(refusals.map(Play::recipient)).await;
    let sender = through(app, &sink);
    assert_eq!(drained(&sender).await, 5, "four could be chance");
    assert_eq!(app.emails_in("failed").await, 0, "they are tried again");
    let text = maya.open(paths::MANAGE_MAIL).await.text();
    assert!(text.contains("tries again"), "{text}");
    app.wait(6 * MINUTE);
    assert_eq!(drained(&sender).await, 6, "nobody has to click");
    assert_eq!((app.emails_in("failed").await, app.rows("email_pause").await), (0, 0));
    invariants::arrived_by_the_queue(app, &sink).await;
}

async fn f05_refusals_of_recipients_fail_them_alone(app: &TestApp) {
    let refused = |reply| Play::recipient(reply);
    let denied = "554 5.7.1 Access denied";
    for (n, (what, replies, domains)) in [
        (
            "everyone knows what this means",
            vec![refused("550 5.1.1 user unknown"); 4],
            ["a.example", "b.example", "c.example", "d.example"],
        ),
        ("one domain", vec![refused(denied); 4], ["a.example"; 4]),
        ("two domains", vec![refused(denied); 4], ["a.example", "b.example", "a.example", "b.example"]),
        (
            "one was taken in between",
            vec![refused(denied), refused(denied), Play::Accept, refused(denied)],
            ["a.example", "b.example", "c.example", "d.example"],
        ),
        (
            "different words",
            vec![refused(denied), refused("550 5.7.1 no thanks"), refused(denied), refused("553 who is that")],
            ["a.example", "b.example", "c.example", "d.example"],
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let domains = domains.map(|domain| format!("{n}{domain}"));
        invite_at(app, &domains.each_ref().map(String::as_str)).await;
        let sink = Sink::start(replies).await;
        let failed = app.emails_in("failed").await;
        assert_eq!(drained(&through(app, &sink)).await, 4, "{what}");
        let taken = sink.messages().len() as i64;
        assert_eq!(app.emails_in("failed").await - failed, 4 - taken, "{what}");
        assert_eq!(app.rows("email_pause").await, 0, "{what}");
        assert_eq!(sink.conversations(), 1, "{what}: it goes on");
        // What was heard before says nothing about the next.
        app.wait(MINUTE);
        invite_at(app, &[&format!("{n}z.example")]).await;
        assert_eq!(drained(&through(app, &Sink::start([]).await)).await, 1);
    }
}

async fn f05_a_refusal_of_us_that_only_one_hears_fails_that_one(app: &TestApp) {
    for (n, reply) in
        ["550 5.7.1 SPF check failed", "550 Contact the postmaster: your IP is unwelcome"].into_iter().enumerate()
    {
        let refused = || Play::recipient(reply);
        invite_at(app, &[&format!("{n}a.example")]).await;
        let sink = Sink::start([refused()]).await;
        let sender = through(app, &sink);
        assert_eq!(drained(&sender).await, 1);
        for (other, failed) in [("b", 0), ("c", 1)] {
            assert_eq!(app.rows("email_pause").await, 1, "{reply}: it may be about us");
            app.wait(6 * MINUTE);
            invite_at(app, &[&format!("{n}{other}.example")]).await;
            sink.go_on([Play::Accept, refused()], Play::Accept);
            assert_eq!(drained(&sender).await, 2, "{reply}: the new one first");
            assert_eq!(app.emails_in("failed").await, n as i64 + failed, "{reply}");
        }
        assert_eq!(app.rows("email_pause").await, 0, "{reply}: others leave");
    }
}

async fn f05_an_unknown_refusal_of_the_message_is_of_us_unless_others_leave(app: &TestApp) {
    let odd = Play::At(Stage::Dot, Act::Say("554 Transaction failed"));
    invite_at(app, &["a.example", "b.example"]).await;
    let sink = Sink::start([odd.clone()]).await;
    let sender = through(app, &sink);
    assert_eq!(drained(&sender).await, 1, "its recipient was accepted, and nothing else was yet");
    assert_eq!((app.emails_in("failed").await, app.rows("email_pause").await), (0, 1));
    app.wait(6 * MINUTE);
    assert_eq!(drained(&sender).await, 2);
    invite_at(app, &["c.example", "d.example"]).await;
    sink.go_on([odd], Play::Accept);
    assert_eq!(drained(&sender).await, 2, "others leave, so it is this one");
    assert_eq!((app.emails_in("failed").await, app.rows("email_pause").await), (1, 0));
}

async fn f05_c04_we_introduce_ourselves_with_the_host_that_people_use(app: &TestApp) {
    let staff = app.staff().await;
    for (n, (public_url, path, name)) in [
        ("https://partners.acme.example", "", "partners.acme.example"),
        ("https://xn--prtner-bua.example:8443", "", "xn--prtner-bua.example"),
        ("https://partners.acme.example", "/relay.acme.example", "relay.acme.example"),
        ("http://192.0.2.5:3000", "", "[192.0.2.5]"),
        ("http://[2001:db8::5]:3000", "", "[IPv6:2001:db8::5]"),
    ]
    .into_iter()
    .enumerate()
    {
        let sink = Sink::start([]).await;
        let config = Config { public_url: Some(public_url.to_owned()), ..(*app.state.config).clone() };
        let app_there = AppState { config: config.into(), ..app.state.clone() };
        let details = app.details(&format!("Partner {n}"), &format!("jo@p{n}.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        assert_eq!(drained(&sending_from(&app_there, format!("smtp://{}{path}", sink.address))).await, 1);
        assert_eq!(sink.heard()[0].trim_end(), format!("EHLO {name}"), "{public_url}");
    }
}

async fn f05_a_sign_in_that_is_not_offered_is_named(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([]).await;
    let sender = sending_to(app, format!("smtp://ana:s3cret@{}", sink.address), None);
    for hello in ["250 sink.example", "250-sink.example\r\n250 AUTH XOAUTH2 CRAM-MD5"] {
        sink.go_on([], Play::At(Stage::Hello, Act::Say(hello)));
        assert_eq!(drained(&sender).await, 1);
        let text = maya.open(paths::MANAGE_MAIL).await.text();
        assert!(text.contains("does not offer to sign in with a password") && text.contains("587"), "{text}");
        app.wait(6 * MINUTE);
    }
    sink.go_on([], Play::Accept);
    assert_eq!(drained(&sender).await, 1);
    assert_eq!(app.emails_in("accepted").await, 1);
}

async fn f03_a_mail_server_that_is_too_busy_is_left_alone_for_a_moment(app: &TestApp) {
    let domains: Vec<String> = (0..25).map(|n| format!("p{n}.example")).collect();
    invite_at(app, &domains.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let sink = Sink::start([]).await;
    let sender = through(app, &sink);
    for (stage, reply) in [
        (Stage::Greeting, "421 4.7.0 too many connections"),
        (Stage::Hello, "421 4.3.2 shutting down"),
        (Stage::Sender, "451 4.3.0 later"),
        (Stage::Recipient, "421 4.4.5 too much"),
    ] {
        sink.go_on([], Play::At(stage, Act::Say(reply)));
        let before = sink.deliveries().len();
        assert_eq!(drained(&sender).await, 1, "{reply}: the others do not knock");
        assert_eq!(sink.deliveries().len(), before + 1, "{reply}");
        assert_eq!(app.rows("email_pause").await, 0, "{reply}: it is no matter of settings");
        app.wait(MINUTE / 2);
    }
    sink.go_on([], Play::Accept);
    app.wait(HOUR);
    drained(&sender).await;
    assert_eq!(sink.messages().len(), 25, "each once");
}

async fn f03_a_recipient_who_is_put_off_costs_no_connection(app: &TestApp) {
    let domains = ["a.example", "b.example", "c.example", "d.example", "e.example"];
    invite_at(app, &domains).await;
    let replies = ["450 4.2.0 greylisted", "550 5.1.1 unknown", "452 4.2.2 mailbox full"];
    let sink = Sink::start(replies.map(Play::recipient)).await;
    assert_eq!(drained(&through(app, &sink)).await, 5);
    assert_eq!((sink.conversations(), sink.messages().len()), (1, 2));
    let heard = sink.heard();
    assert_eq!(heard.iter().filter(|line| line.starts_with("RSET")).count(), 3, "{heard:?}");
}

/// `localhost` has two addresses, and nobody answers at the first: its queue of connections is full.
async fn f01_c08_an_address_that_does_not_answer_is_no_reason_to_wait(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([]).await;
    let Ok(black_hole) = TcpSocket::new_v6() else { return };
    let address = SocketAddr::new(Ipv6Addr::LOCALHOST.into(), sink.address.port());
    if black_hole.bind(address).is_err() {
        return;
    }
    let _listener = black_hole.listen(1).unwrap();
    let knock = || timeout(Duration::from_millis(200), TcpStream::connect(address));
    let mut waiting = Vec::new();
    while let Ok(Ok(stream)) = knock().await {
        waiting.push(stream);
    }
    let asked = Instant::now();
    let url = format!("smtp://localhost:{}", sink.address.port());
    assert_eq!(drained(&sending_to(app, url, None)).await, 1);
    assert!(asked.elapsed() < scaled(Duration::from_secs(3)), "{:?}", asked.elapsed());
    assert_eq!(sink.messages().len(), 1);
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
    let nonsense: [&[u8]; 7] = [&endless, &long, b"hello\r\n", b"99\r\n", b"\r\n", b"700 what\r\n", b"\0\0\0\r\n"];
    for stage in [Stage::Greeting, Stage::Hello, Stage::Recipient, Stage::Data, Stage::Dot] {
        let details = app.details(&format!("{stage:?}"), &format!("jo@{stage:?}.example").to_lowercase()).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        let acts = nonsense.iter().map(|bytes| Act::Write(bytes.to_vec())).chain([Act::Flood]);
        for (n, act) in acts.enumerate() {
            // Both begin with a yes, which is enough there.
            if stage == Stage::Dot && (n == 1 || matches!(act, Act::Flood)) {
                continue;
            }
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

/// A1: what was accepted is not sent again because of the words behind the code.
async fn f10_a1_a_yes_is_a_yes_however_it_is_written(app: &TestApp) {
    let staff = app.staff().await;
    let sink = Sink::start([]).await;
    let sender = through(app, &sink);
    let long = [b"250 ".as_slice(), &[b'x'; 3000], b"\r\n"].concat();
    let endless = [b"250 ".as_slice(), &[b'x'; 1 << 20], b"\r\n"].concat();
    let mut sent = 0;
    let bytes = |bytes: &[u8]| Act::Write(bytes.to_vec());
    let acts = [
        bytes(b"250 accept\xe9e\r\n"),
        bytes(b"250\r\n"),
        bytes(b"250\n"),
        bytes(b"250\tOK\r\n"),
        bytes(b"250-one\r\n250\r\n"),
        bytes(b"250-\xfcber\r\n250 zwei\r\n"),
        bytes(b"260 odd\r\n"),
        bytes(b"299\r\n"),
        bytes(&long),
    ];
    let at_the_end = [bytes(&endless), Act::Flood];
    let everywhere = [Stage::Greeting, Stage::Hello, Stage::Sender, Stage::Recipient, Stage::Dot]
        .into_iter()
        .flat_map(|stage| acts.iter().map(move |act| (stage, act)));
    for (stage, act) in everywhere.chain(at_the_end.iter().map(|act| (Stage::Dot, act))) {
        let details = app.details(&format!("Partner {sent}"), &format!("jo@p{sent}.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        sink.go_on([Play::At(stage, act.clone())], Play::Accept);
        assert_eq!(drained(&sender).await, 1, "{stage:?}");
        sent += 1;
        assert_eq!(app.emails_in("accepted").await, sent, "{stage:?} {sent}");
    }
    app.wait(DAY);
    assert_eq!(drained(&sender).await, 0, "none is sent twice");
    assert_eq!(sink.messages().len() as i64, sent);
}

async fn f10_another_kind_of_server_is_named(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let sink = Sink::start([]).await;
    let sender = through(app, &sink);
    for (n, greeting) in ["+OK POP3 ready", "* OK IMAP4rev1 ready", "HTTP/1.1 400 Bad Request", "SSH-2.0-OpenSSH_9.2"]
        .into_iter()
        .enumerate()
    {
        invite_at(app, &[&format!("{n}a.example")]).await;
        sink.go_on([Play::At(Stage::Greeting, Act::Write(format!("{greeting}\r\n").into_bytes()))], Play::Accept);
        assert_eq!(drained(&sender).await, 1, "{greeting}");
        let text = maya.open(paths::MANAGE_MAIL).await.text();
        assert!(text.contains("takes no email for sending. Set SMTP_URL"), "{greeting}: {text}");
        app.wait(6 * MINUTE);
        assert_eq!(drained(&sender).await, 1, "{greeting}: nothing is lost");
    }
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
