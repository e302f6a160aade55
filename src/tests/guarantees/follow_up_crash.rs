//! R51: servers that are killed while they remind contacts and notify the team.

use crate::domain::ids::EmailId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::outbox::DeliveryReport;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::server::bounces::record::{self, Report};
use crate::server::invitations::reminders;
use crate::server::outbox::{notifications, worker};
use crate::server::platform::db::read;
use crate::server::platform::random::Random;
use crate::tests::app::{Engine, TestApp, on_both_engines};
use crate::tests::fake_smtp::{Sink, through};
use crate::tests::people::PASSWORD;
use crate::tests::process::Process;
use crate::tests::received_email::ReceivedEmail;
use crate::tests::scaled_runs;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};
use uuid::Uuid;

on_both_engines! {
    r51_f19_no_reminder_and_no_notification_is_lost_or_doubled_by_kills,
}

/// When the first reminders are due.
const LATER: i64 = 3 * DAY + HOUR;

/// What became of a contact before the servers start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Silent,
    Active,
    Bounced,
}

/// Contacts of every fate, with an email that the mail server accepted.
async fn contacts(app: &TestApp, count: usize) -> BTreeMap<String, Fate> {
    let (staff, _) = app.maya().await;
    let mut fates = BTreeMap::new();
    for n in 0..count {
        // So that one is the newest.
        app.wait(1);
        let email = format!("ana@partner{n}.example");
        let details = app.details(&format!("Partner {n:03}"), &email).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        let link = app.message().await.link();
        let fate = [Fate::Silent, Fate::Active, Fate::Silent, Fate::Bounced][n % 4];
        match fate {
            Fate::Silent => {}
            Fate::Active => {
                let mut ana = app.browser();
                ana.open(&link).await;
                ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
            }
            Fate::Bounced => {
                let id = app.id("select id from queued_email order by created_at desc limit 1").await;
                let id = EmailId(Uuid::parse_str(&id).unwrap());
                let what = DeliveryReport::Bounced;
                let report = Report { email: id, what, recipient: None, reply: "550 5.1.1 unknown", source: "mta" };
                record::keep(&app.state, report).await.unwrap();
            }
        }
        fates.insert(email, fate);
    }
    fates
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

async fn r51_f19_no_reminder_and_no_notification_is_lost_or_doubled_by_kills(app: &TestApp) {
    let is_sqlite = app.engine() == Engine::Sqlite;
    let kills = scaled_runs::size("KILLS", 4);
    let fates = contacts(app, scaled_runs::size("REMINDED", 32)).await;
    let (sink, since) = (Sink::start([]).await, Instant::now());
    let start = || Process::following_up(app, &sink, since, LATER);
    let mut instances: Vec<Process> = (0..if is_sqlite { 1 } else { 3 }).map(|_| start()).collect();
    let chance = Random::seeded(scaled_runs::seed());
    for _ in 0..kills {
        tokio::time::sleep(Duration::from_millis(20 + u64::try_from(chance.below(300)).unwrap())).await;
        let one = usize::try_from(chance.below(instances.len() as i64)).unwrap();
        instances.remove(one).kill();
        instances.push(start());
    }
    instances.into_iter().for_each(Process::stop);

    // What was under way in a killed instance is taken over once its lease ran out.
    app.wait(LATER + i64::try_from(since.elapsed().as_micros()).unwrap() + 20 * MINUTE);
    reminders::queue_due(&app.state).await.unwrap();
    notifications::queue_due(&app.state).await.unwrap();
    worker::drain(&through(app, &sink)).await.unwrap();

    let (mut messages, count) = arrived(app, &sink);
    let to_maya = messages.remove("maya@acme.example").unwrap_or_default();
    let reminded: BTreeSet<&String> = messages.keys().collect();
    let silent: BTreeSet<&String> =
        fates.iter().filter(|(_, fate)| **fate == Fate::Silent).map(|(email, _)| email).collect();
    assert_eq!(reminded, silent, "those who are neither active nor out of reach");
    for (email, copies) in &messages {
        assert_eq!(copies.len(), 1, "{email} got one reminder: {copies:#?}");
    }
    for (n, fate) in
        (0..).zip([Fate::Silent, Fate::Active, Fate::Silent, Fate::Bounced].into_iter().cycle()).take(fates.len())
    {
        let partner = format!("of Partner {n:03} ");
        let times: usize = to_maya.values().map(|message| message.text.matches(&partner).count()).sum();
        assert_eq!(times, usize::from(fate != Fate::Silent), "{partner}, {fate:?}");
    }
    const DUE: &str = "select count(*) from notification where digest_id is null";
    let due: i64 = read!(&app.state.db, c => sqlx::query_scalar(DUE).fetch_one(c)).unwrap();
    assert_eq!(due, 0, "nothing waits");
    let twice = count - messages.len() - to_maya.len();
    let in_doubt = app.number("select count(*) from email_attempt where outcome = ''").await;
    assert!(twice as i64 <= in_doubt, "{twice} arrived twice, {in_doubt} were under way when their server was killed");
    scaled_runs::held(
        "R51",
        Some(app.engine()),
        &format!(
            "{kills} kills of {} while {} contacts were reminded and {} events notified in {} emails: none lost, \
             {twice} emails sent twice as the same message",
            if is_sqlite { "the server" } else { "one of three instances" },
            silent.len(),
            fates.len() - silent.len(),
            to_maya.len(),
        ),
    );
}
