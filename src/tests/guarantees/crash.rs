//! Servers that are killed, stopped and doubled in the middle of their work.

use crate::domain::time::MINUTE;
use crate::paths;
use crate::server::outbox::{delivery, worker};
use crate::server::platform::db::read;
use crate::server::platform::random::Random;
use crate::tests::app::{Engine, TestApp, on_both_engines, on_postgres};
use crate::tests::browser::Browser;
use crate::tests::fake_smtp::{Act, Play, Sink, Stage, through};
use crate::tests::invariants::Watch;
use crate::tests::people::PASSWORD;
use crate::tests::process::Process;
use crate::tests::received_email::ReceivedEmail;
use crate::tests::scaled_runs;
use crate::tests::time_limits::scaled;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

on_both_engines! {
    r36_f19_no_invitation_is_lost_when_the_server_is_killed,
    r39_an_instance_that_stood_still_completes_nothing,
}

/// How many people add partners at a time.
const CLIENTS: usize = 16;
/// Long after anything here should have happened.
const TOO_LONG: Duration = Duration::from_secs(120);

/// One of the people who add partners, at whichever of the instances answers.
struct Client {
    browser: Browser,
    urls: watch::Receiver<Vec<String>>,
    number: usize,
    status: String,
    turn: usize,
}

impl Client {
    /// Adds partners until `enough` and at least `quota` of them; returns whose adding was acknowledged.
    async fn work(mut self, quota: usize, enough: Arc<AtomicBool>) -> BTreeSet<String> {
        let mut acknowledged = BTreeSet::new();
        let mut n = 0;
        while n < quota || !enough.load(Ordering::SeqCst) {
            let email = format!("ana{n}@partner{}.example", self.number);
            // Some give up at the first error, and then the result is unknown.
            let insists = n % 8 != 7;
            if self.add(n, &email, insists).await {
                acknowledged.insert(email);
            }
            n += 1;
        }
        acknowledged
    }

    async fn add(&mut self, n: usize, email: &str, insists: bool) -> bool {
        let draft = Random::System.id(crate::tests::app::START).to_string();
        let details = [
            ("draft", draft.clone()),
            ("form[name]", format!("Partner {n} of {}", self.number)),
            ("form[status]", self.status.clone()),
            ("form[first_name]", "Ana".to_owned()),
            ("form[last_name]", "Ruiz".to_owned()),
            ("form[email]", email.to_owned()),
            ("form[access]", "on".to_owned()),
        ];
        let invitation = [("draft", draft), ("form[delivery]", "email".to_owned())];
        self.post("onboarding/details", &details, true).await
            && self.post("onboarding/finish", &invitation, insists).await
    }

    /// Whether `endpoint` acknowledged the form; who insists asks until it does.
    async fn post(&mut self, endpoint: &str, fields: &[(&str, String)], insists: bool) -> bool {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        loop {
            let urls = self.urls.borrow_and_update().clone();
            self.browser.base = urls[self.turn % urls.len()].clone();
            self.turn += 1;
            let request = self.browser.form_request(&format!("/api/{endpoint}"), &fields);
            match request.header("accept", "application/json").timeout(scaled(Duration::from_secs(20))).send().await {
                Ok(answer) if answer.status().is_success() => return true,
                Ok(answer) if answer.status().is_client_error() => {
                    panic!("{endpoint}: {} {}", answer.status(), answer.text().await.unwrap())
                }
                _killed if !insists => return false,
                // A killed server is started again soon.
                _killed => {
                    let _changed = timeout(Duration::from_millis(200), self.urls.changed()).await;
                }
            }
        }
    }
}

/// Instances on one database, and the people who use them.
struct Fleet<'a> {
    app: &'a TestApp,
    sink: Sink,
    since: Instant,
    instances: Vec<Process>,
    urls: watch::Sender<Vec<String>>,
}

impl<'a> Fleet<'a> {
    async fn start(app: &'a TestApp, instances: usize) -> Self {
        let sink = Sink::start([]).await;
        let since = Instant::now();
        let instances: Vec<_> = (0..instances).map(|_| Process::start(app, &sink, since, 0)).collect();
        let (urls, _) = watch::channel(urls_of(&instances));
        Self { app, sink, since, instances, urls }
    }

    /// Lets all clients add partners, `quota` each and on until `enough`.
    async fn staff(&self, quota: usize, enough: &Arc<AtomicBool>) -> JoinSet<BTreeSet<String>> {
        let (_, maya) = self.app.maya().await;
        let status = self.app.status("Prospect").await;
        let mut clients = JoinSet::new();
        for number in 0..CLIENTS {
            let mut browser = self.app.browser();
            browser.cookies = maya.cookies.clone();
            let client = Client { browser, urls: self.urls.subscribe(), number, status: status.clone(), turn: number };
            clients.spawn(client.work(quota, enough.clone()));
        }
        clients
    }

    fn kill(&mut self, index: usize) {
        self.instances.remove(index).kill();
        self.instances.push(Process::start(self.app, &self.sink, self.since, 0));
        self.urls.send_replace(urls_of(&self.instances));
    }

    fn stop(&mut self) {
        self.instances.drain(..).for_each(Process::stop);
        self.app.wait(i64::try_from(self.since.elapsed().as_micros()).unwrap());
    }

    /// Waits until `count` messages arrived.
    async fn arrivals(&self, count: usize) {
        let all = async {
            while self.sink.deliveries().len() < count {
                self.sink.arrival().await;
            }
        };
        timeout(scaled(TOO_LONG), all).await.expect("the mails arrive");
    }
}

fn urls_of(instances: &[Process]) -> Vec<String> {
    instances.iter().map(|instance| instance.url.clone()).collect()
}

/// What is known of one partner in the end.
#[derive(sqlx::FromRow)]
struct InvitationRow {
    email: String,
    invitations: i64,
    emails: i64,
    accepted: i64,
    entries: i64,
}

/// The oracle of a crash: every partner is whole, acknowledged ones exist, and to each of their contacts, and to no one
/// else, one message was sent, or several copies of the same. Returns how many partners there are and how many messages
/// arrived twice.
async fn nothing_is_lost(app: &TestApp, sink: &Sink, acknowledged: &BTreeSet<String>) -> (usize, usize) {
    const ROWS: &str = "
        select p.email,
            (
                select count(*)
                from invitation i
                where i.person_id = p.id and i.superseded_at is null and i.revoked_at is null
            ) as invitations,
            (
                select count(*)
                from queued_email m
                join invitation i on i.id = m.invitation_id
                where i.person_id = p.id
            ) as emails,
            (
                select count(*)
                from queued_email m
                join invitation i on i.id = m.invitation_id
                where i.person_id = p.id and m.state = 'accepted'
            ) as accepted,
            (select count(*) from audit a where a.partner_id = c.id and a.action = 'partner_added') as entries
        from partner c
        left join person p on p.partner_id = c.id and p.is_main";
    let rows: Vec<InvitationRow> = read!(&app.state.db, c => sqlx::query_as(ROWS).fetch_all(c)).unwrap();
    for row in &rows {
        let InvitationRow { email, invitations, emails, accepted, entries } = row;
        assert_eq!((invitations, emails, accepted, entries), (&1, &1, &1, &1), "{email} is whole and sent");
    }
    let there: BTreeSet<String> = rows.into_iter().map(|row| row.email).collect();
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");

    let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for delivery in sink.deliveries() {
        let message = ReceivedEmail::read(&delivery.data, &app.secrets);
        copies.entry(message.to).or_default().push(message.message_id);
    }
    assert_eq!(copies.keys().cloned().collect::<BTreeSet<_>>(), there, "a mail to each of them and to nobody else");
    let arrived: usize = copies.values().map(Vec::len).sum();
    for (email, mut ids) in copies {
        ids.dedup();
        assert_eq!(ids.len(), 1, "all copies for {email} are the same message");
    }
    (there.len(), arrived - there.len())
}

async fn r36_f19_no_invitation_is_lost_when_the_server_is_killed(app: &TestApp) {
    let is_sqlite = app.engine() == Engine::Sqlite;
    let kills = scaled_runs::size("KILLS", 4);
    let quota = scaled_runs::size("INVITATIONS", 48).div_ceil(CLIENTS);
    let mut fleet = Fleet::start(app, if is_sqlite { 1 } else { 3 }).await;
    let enough = Arc::new(AtomicBool::new(false));
    let mut clients = fleet.staff(quota, &enough).await;
    let watch = Watch::over(app);
    let chance = Random::seeded(scaled_runs::seed());
    for _ in 0..kills {
        tokio::time::sleep(Duration::from_millis(20 + u64::try_from(chance.below(400)).unwrap())).await;
        let one = usize::try_from(chance.below(fleet.instances.len() as i64)).unwrap();
        fleet.kill(one);
    }
    enough.store(true, Ordering::SeqCst);
    let mut acknowledged = BTreeSet::new();
    while let Some(done) = clients.join_next().await {
        acknowledged.append(&mut done.unwrap());
    }
    let looks = watch.end().await;
    fleet.stop();

    // What was under way in a killed instance is taken over once its lease ran out.
    app.wait(10 * MINUTE);
    worker::drain(&through(app, &fleet.sink)).await.unwrap();
    let (partners, twice) = nothing_is_lost(app, &fleet.sink, &acknowledged).await;
    let in_doubt = app.number("select count(*) from email_attempt where outcome = ''").await;
    assert!(twice as i64 <= in_doubt, "{twice} arrived twice, {in_doubt} were under way when their server was killed");
    scaled_runs::held(
        "R36",
        Some(app.engine()),
        &format!(
            "{kills} kills of {} while {CLIENTS} clients added {partners} partners: {} acknowledged, none lost, \
             {twice} emails sent twice as the same message; {looks} concurrent reads saw no partial state",
            if is_sqlite { "the server" } else { "one of three instances" },
            acknowledged.len(),
        ),
    );
}

/// As if the machine had slept: the lease of a message runs out while its worker waits for the last 250.
async fn r39_an_instance_that_stood_still_completes_nothing(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let sink = Sink::start([Play::At(Stage::Dot, Act::Stall)]).await;
    let since = Instant::now();
    let sleeper = Process::start(app, &sink, since, 0);
    maya.base = sleeper.url.clone();
    maya.open(paths::NEW_PARTNER).await;
    let ana = [("name", "Alder & Finch"), ("first_name", "Ana"), ("last_name", "Ruiz"), ("email", "ana@alder.example")];
    maya.submit("/api/onboarding/details", &ana).await;
    maya.submit("/api/onboarding/finish", &[]).await;
    timeout(scaled(TOO_LONG), sink.arrival()).await.unwrap();
    sleeper.signal("STOP");

    let other = Process::start(app, &sink, since, delivery::LEASE + MINUTE);
    timeout(scaled(TOO_LONG), sink.arrival()).await.expect("another takes over once the lease ran out");
    other.stop();
    let before = settled(app).await;
    assert_eq!((before.0.as_str(), before.1), ("accepted", 2));

    sink.release();
    sleeper.signal("CONT");
    sleeper.stop();
    assert_eq!(settled(app).await, before, "whoever was overtaken completes nothing");
    assert_eq!(app.number("select count(*) from email_attempt where outcome <> ''").await, 2, "both are on record");
    let emails: Vec<ReceivedEmail> =
        sink.deliveries().iter().map(|delivery| ReceivedEmail::read(&delivery.data, &app.secrets)).collect();
    assert_eq!(emails.len(), 2, "at most one duplicate");
    assert_eq!(emails[0].message_id, emails[1].message_id, "and it is the same message");
    app.wait(10 * MINUTE);
    assert!(app.emails().await.is_empty(), "there is nothing left to send");
}

/// State, attempts, fence and end of the one mail.
async fn settled(app: &TestApp) -> (String, i64, i64, i64) {
    const MAIL: &str = "select state, attempts, fence, finished_at from queued_email";
    read!(&app.state.db, c => sqlx::query_as(MAIL).fetch_one(c)).unwrap()
}

on_postgres! {
    r45_f23_instances_on_one_database_send_nothing_twice,
}

async fn r45_f23_instances_on_one_database_send_nothing_twice(app: &TestApp) {
    let quota = scaled_runs::size("INVITATIONS", 48).div_ceil(CLIENTS);
    let mut fleet = Fleet::start(app, 4).await;
    let mut clients = fleet.staff(quota, &Arc::new(AtomicBool::new(true))).await;
    let watch = Watch::over(app);
    let mut acknowledged = BTreeSet::new();
    while let Some(done) = clients.join_next().await {
        acknowledged.append(&mut done.unwrap());
    }
    fleet.arrivals(acknowledged.len()).await;
    let races = activated_once(app, &fleet).await;
    let looks = watch.end().await;
    fleet.stop();
    let (partners, twice) = nothing_is_lost(app, &fleet.sink, &acknowledged).await;
    assert_eq!((partners, twice), (quota * CLIENTS, 0), "each was added once and mailed once");
    assert_eq!(app.number("select count(*) from email_attempt").await, partners as i64, "nothing was even tried twice");
    scaled_runs::held(
        "R45",
        Some(app.engine()),
        &format!(
            "4 instances, {partners} invitations, each sent once; {races} links activated at all four at once, each \
             once; {looks} concurrent reads saw no partial state"
        ),
    );
}

/// Activates some of the links at all instances at once; returns how many.
async fn activated_once(app: &TestApp, fleet: &Fleet<'_>) -> usize {
    let deliveries = fleet.sink.deliveries();
    let links = &deliveries[..deliveries.len().min(scaled_runs::size("RACES", 6))];
    for delivery in links {
        let link = ReceivedEmail::read(&delivery.data, &app.secrets).link();
        let mut visitors = Vec::new();
        for instance in &fleet.instances {
            let mut visitor = app.browser_at(&instance.url);
            visitor.open(&link).await;
            visitors.push(visitor);
        }
        let visitors: JoinSet<bool> = visitors.into_iter().enumerate().map(wins).collect();
        let winners = visitors.join_all().await.into_iter().filter(|won| *won).count();
        assert_eq!(winners, 1, "one of {} activations of one link wins", fleet.instances.len());
    }
    links.len()
}

/// Whether a visitor, who has the form open and a password of their own, gets in.
async fn wins((number, mut visitor): (usize, Browser)) -> bool {
    let password = format!("{PASSWORD} {number}");
    visitor.submit("/api/invitations/activate", &[("password", &password)]).await.path == paths::PORTAL
}
