//! R51: servers that are killed while they remind contacts, read what came back and notify the team.

use crate::domain::ids::EmailId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::outbox::DeliveryReport;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::server::bounces::mailbox;
use crate::server::invitations::reminders;
use crate::server::outbox::{notifications, return_path, worker};
use crate::server::platform::config::Config;
use crate::server::platform::db::read;
use crate::server::platform::random::Random;
use crate::server::signing_key;
use crate::server::state::AppState;
use crate::tests::app::{Engine, TestApp, on_both_engines};
use crate::tests::fake_imap::FakeImap;
use crate::tests::fake_smtp::{Sink, through};
use crate::tests::flows::bounces::{failed, report_to};
use crate::tests::people::PASSWORD;
use crate::tests::process::Process;
use crate::tests::received_email::ReceivedEmail;
use crate::tests::scaled_runs;
use crate::tests::time_limits::scaled;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

on_both_engines! {
    r51_f19_no_reminder_report_or_notification_is_lost_or_doubled_by_kills,
}

/// When the first reminders are due.
const LATER: i64 = 3 * DAY + HOUR;

/// What became of a contact before the servers start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Silent,
    Active,
    Bounced,
    /// The report lies in the mailbox.
    Late,
}

/// The fates of the contacts, again and again.
const FATES: [Fate; 5] = [Fate::Silent, Fate::Active, Fate::Silent, Fate::Bounced, Fate::Late];

/// Says that `email` to `address` bounced.
async fn report(app: &TestApp, email: EmailId, address: &str) -> String {
    let token = return_path::token(signing_key::get(&app.state).await.unwrap(), email);
    let said = report_to(&format!("bounces+{token}@acme.example"), &failed(address, "5.1.1", "550 5.1.1 unknown"));
    String::from_utf8(said).unwrap()
}

/// Contacts of every fate, with an email that the mail server accepted; and the mailbox with what comes back late.
async fn contacts(app: &TestApp, count: usize) -> (BTreeMap<String, Fate>, FakeImap) {
    let (staff, _) = app.maya().await;
    let (mut fates, mut late) = (BTreeMap::new(), Vec::new());
    for n in 0..count {
        // So that one is the newest.
        app.wait(1);
        let email = format!("ana@partner{n}.example");
        let details = app.details(&format!("Partner {n:03}"), &email).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        let link = app.message().await.link();
        let fate = FATES[n % FATES.len()];
        match fate {
            Fate::Silent => {}
            Fate::Active => {
                let mut ana = app.browser();
                ana.open(&link).await;
                ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
            }
            Fate::Bounced => app.report(DeliveryReport::Bounced).await,
            Fate::Late => {
                let newest = app.newest_invitation().await;
                late.push(report(app, newest, &email).await);
            }
        }
        fates.insert(email, fate);
    }
    (fates, FakeImap::start("* OK ready", late).await)
}

/// Reads what is left in the mailbox, until so many reports are kept.
async fn read_all(app: &TestApp, mailbox: String, reports: usize) {
    let config = Config { bounce_mailbox: Some(mailbox), ..(*app.state.config).clone() };
    let reader = AppState { config: Arc::new(config), stopping: Default::default(), ..app.state.clone() };
    let reading = tokio::spawn(mailbox::run(reader.clone()));
    let kept = async {
        while app.rows("delivery_report").await < reports as i64 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(scaled(Duration::from_secs(30)), kept).await.expect("every report is read");
    reader.stopping.cancel();
    reading.await.unwrap();
}

/// Each message that arrived, once, by whom it is for; and how many arrived.
fn arrived(app: &TestApp, sink: &Sink) -> (BTreeMap<String, BTreeMap<String, ReceivedEmail>>, usize) {
    let mut messages: BTreeMap<String, BTreeMap<String, ReceivedEmail>> = BTreeMap::new();
    let deliveries = sink.deliveries();
    for delivery in &deliveries {
        let message = ReceivedEmail::read(&delivery.data, &app.secrets);
        messages.entry(message.to.clone()).or_default().insert(message.message_id.clone(), message);
    }
    (messages, deliveries.len())
}

async fn r51_f19_no_reminder_report_or_notification_is_lost_or_doubled_by_kills(app: &TestApp) {
    let is_sqlite = app.engine() == Engine::Sqlite;
    let kills = scaled_runs::size("KILLS", 4);
    let (fates, imap) = contacts(app, scaled_runs::size("REMINDED", 40)).await;
    let mailbox = format!("imap://ana:secret@{}", imap.address);
    let (sink, since) = (Sink::start([]).await, Instant::now());
    let start = || Process::following_up(app, &sink, since, LATER, mailbox.clone());
    let mut instances: Vec<Process> = (0..if is_sqlite { 1 } else { 3 }).map(|_| start()).collect();
    let chance = Random::seeded(scaled_runs::seed());
    for _ in 0..kills {
        tokio::time::sleep(Duration::from_millis(20 + u64::try_from(chance.below(300)).unwrap())).await;
        let one = usize::try_from(chance.below(instances.len() as i64)).unwrap();
        instances.remove(one).kill();
        // Instead of waiting for the lease of the killed one. Another may be reading: then two do.
        app.change("update bounce_mailbox set reads_until = 0").await;
        instances.push(start());
    }
    instances.into_iter().for_each(Process::stop);

    // What was under way in a killed instance is taken over once its lease ran out.
    app.wait(LATER + i64::try_from(since.elapsed().as_micros()).unwrap() + 20 * MINUTE);
    let of = |fate: Fate| fates.iter().filter(move |(_, it)| **it == fate).map(|(email, _)| email);
    let reports = of(Fate::Bounced).chain(of(Fate::Late)).count();
    read_all(app, mailbox, reports).await;
    app.wait(20 * MINUTE);
    reminders::queue_due(&app.state).await.unwrap();
    notifications::queue_due(&app.state).await.unwrap();
    worker::drain(&through(app, &sink)).await.unwrap();

    let (mut messages, count) = arrived(app, &sink);
    let to_maya = messages.remove("maya@acme.example").unwrap_or_default();
    // Who was reminded before the report was read could not be spared.
    let reminded: BTreeSet<&String> = messages.keys().filter(|email| fates[*email] != Fate::Late).collect();
    let silent: BTreeSet<&String> = of(Fate::Silent).collect();
    assert_eq!(reminded, silent, "those who are neither active nor out of reach");
    for (email, copies) in &messages {
        assert_eq!(copies.len(), 1, "{email} got one reminder: {copies:#?}");
    }
    for (n, fate) in (0..).zip(FATES.into_iter().cycle()).take(fates.len()) {
        let partner = format!("of Partner {n:03} ");
        let times: usize = to_maya.values().map(|message| message.text.matches(&partner).count()).sum();
        assert_eq!(times, usize::from(fate != Fate::Silent), "{partner}, {fate:?}");
    }
    const DUE: &str = "select count(*) from notification where digest_id is null";
    let due: i64 = read!(&app.state.db, c => sqlx::query_scalar(DUE).fetch_one(c)).unwrap();
    assert_eq!(due, 0, "nothing waits");
    assert_eq!(app.rows("delivery_report").await, reports as i64, "each report is kept once");
    let noted = app.number("select count(*) from audit where action = 'email_reported'").await;
    assert_eq!(noted, reports as i64, "and noted once");
    let twice = count - messages.len() - to_maya.len();
    let in_doubt = app.number("select count(*) from email_attempt where outcome = ''").await;
    assert!(twice as i64 <= in_doubt, "{twice} arrived twice, {in_doubt} were under way when their server was killed");
    scaled_runs::held(
        "R51",
        Some(app.engine()),
        &format!(
            "{kills} kills of {} while {} contacts were reminded, {reports} reports read and {} events notified in {} \
             emails: none lost, {twice} emails sent twice as the same message",
            if is_sqlite { "the server" } else { "one of three instances" },
            silent.len(),
            fates.len() - silent.len(),
            to_maya.len(),
        ),
    );
}
