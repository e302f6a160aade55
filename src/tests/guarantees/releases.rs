//! Databases that released versions left behind, on each engine: this version takes them over, and everything in them
//! still works. That freezes released migrations, too: sqlx compares them with those that ran there.

use super::mass_assignment::send;
use super::scenario::{self, Caller, Cookies, Ids, Scenario};
use super::snapshot::{Moment, Snapshot, execute_all};
use super::valid_calls;
use crate::domain::ids::PersonId;
use crate::domain::invitations::choice::InvitationForm;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, MINUTE};
use crate::paths;
use crate::routes;
use crate::server::authz::Owner;
use crate::server::mail_server;
use crate::server::onboarding::wizard;
use crate::server::ops::{backup, demo, postgres_tools};
use crate::server::platform::config::Config;
use crate::server::platform::db::known_tables;
use crate::tests::app::{Engine, TestApp, stored_sql};
use crate::tests::fake_smtp::Sink;
use crate::tests::people::{OTHER_PASSWORD, PASSWORD};
use crate::tests::sources;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;

const RELEASES: [&str; 1] = ["0.1.0"];

/// What people held when the database was stored.
#[derive(Serialize, Deserialize)]
struct Held {
    #[serde(flatten)]
    moment: Moment,
    ids: Ids,
    cookies: BTreeMap<Caller, Cookies>,
    /// The link of an email that had left.
    emailed: String,
}

/// Where the database of `version` is stored, beside the files of its data folder.
fn folder(version: &str, engine: Engine) -> PathBuf {
    sources::root().join("src/tests/data/releases").join(version).join(engine.name().to_lowercase())
}

mod sqlite {
    use crate::tests::app::{Engine, TestApp};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_a_released_version_stored_still_works() {
        super::what_a_released_version_stored_still_works(Engine::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "stores a database for later versions: once, when this version is released"]
    async fn store_this_release() {
        TestApp::run(Engine::Sqlite, super::store_this_release).await;
    }
}

mod postgres {
    use crate::tests::app::{Engine, TestApp};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_a_released_version_stored_still_works() {
        super::what_a_released_version_stored_still_works(Engine::Postgres).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "stores a database for later versions: once, when this version is released"]
    async fn store_this_release() {
        TestApp::run(Engine::Postgres, super::store_this_release).await;
    }
}

async fn what_a_released_version_stored_still_works(engine: Engine) {
    for version in RELEASES {
        let stored = folder(version, engine);
        let held: Held = serde_json::from_slice(&fs::read(stored.join("held.json")).unwrap()).unwrap();
        TestApp::run_stored(engine, &stored, async |app: &TestApp| taken_over(app, held).await).await;
    }
}

async fn taken_over(app: &TestApp, mut held: Held) {
    assert_eq!(app.state.db.tables().await.unwrap(), Some(known_tables()));
    held.moment.restore(app);
    mail_server_opens(app).await;
    held.ids.mail_port = Sink::start([]).await.address.port().to_string();
    let mut scenario = Scenario::stored(app, held.ids, held.cookies);
    let snapshot = Snapshot::take(app).await;
    every_function_works(app, &scenario, &snapshot).await;
    every_page_opens(app, &mut scenario).await;
    snapshot.restore(app).await;
    links_work(app, &mut scenario, &held.emailed).await;
    email_leaves(app).await;
}

/// The sealed password opens with the key of the data folder. Then it goes: email stays in memory in what follows.
async fn mail_server_opens(app: &TestApp) {
    let (_, mailer) = mail_server::mailer(&app.state).await.unwrap().expect("a mail server is stored");
    assert!(mailer.problem().is_none(), "its password opens");
    execute_all(app, ["delete from mail_server".to_owned()]).await;
}

async fn every_function_works(app: &TestApp, scenario: &Scenario, snapshot: &Snapshot) {
    for call in valid_calls::all(&scenario.ids) {
        snapshot.restore(app).await;
        execute_all(app, call.setup.map(str::to_owned)).await;
        let status = send(app, scenario.browser(call.caller), call.endpoint, &call.form()).await;
        assert!(status < 400, "{} by {:?}: {status}", call.endpoint, call.caller);
    }
    snapshot.restore(app).await;
}

/// Sessions go on, and each page shows what was stored.
async fn every_page_opens(app: &TestApp, scenario: &mut Scenario) {
    let ids = &scenario.ids;
    // Of whom Maya added last: its page is the wizard's third.
    const ADDED: &str =
        "select d.id from draft d join partner p on p.id = d.partner_id order by p.created_at desc, p.id limit 1";
    let added = format!("{}/added", app.id(ADDED).await);
    let known = [
        ("/partners/:id", &*ids.alder),
        (":contact", &ids.ana),
        (":draft/added", &added),
        (":draft", &ids.draft),
        (":bulk", &ids.bulk),
        (":import", &ids.import),
        ("/programs/:id", &ids.first_program),
        ("/statuses/:id", &ids.status),
        ("/team/:id", &ids.adam),
        ("/email-templates/:id", &ids.template),
        (":page", "invite-partners"),
        (":version", "1"),
    ];
    for page in routes::PAGES {
        let path = known.iter().fold(page.pattern.to_owned(), |path, (part, id)| {
            let (before, _) = part.split_once(':').unwrap();
            path.replace(part, &format!("{before}{id}"))
        });
        assert!(!path.contains(':'), "{path}: the scenario has none");
        let caller = match &*path {
            paths::ACTIVATE => Caller::Ana,
            paths::RESET_PASSWORD => Caller::JoWithResetLink,
            paths::CONFIRM_ADDRESS => Caller::JoWithAddressLink,
            path if path.starts_with(paths::PORTAL) => Caller::Jo,
            _ => Caller::Maya,
        };
        let page = scenario.browser(caller).look(&path).await;
        let leads_to = page.headers().get("location").map(|to| to.to_str().unwrap()).unwrap_or_default();
        let status = page.status().as_u16();
        assert!(status < 400 && !leads_to.starts_with(paths::SIGN_IN), "{path} by {caller:?}: {status} {leads_to}");
    }
    let maya = scenario.browser_mut(Caller::Maya);
    assert!(maya.open(paths::PARTNERS).await.text().contains("Alder & Finch"), "{}", maya.page.text());
    let jo = scenario.browser_mut(Caller::Jo);
    assert!(jo.open(paths::PORTAL_COMPANY).await.text().contains("Bluewater"), "{}", jo.page.text());
}

/// An invitation whose page is open, one in a mailbox, a password, and its reset.
async fn links_work(app: &TestApp, scenario: &mut Scenario, emailed: &str) {
    const ACTIVATE: &str = "/api/invitations/activate";
    const ACCEPTED: [(&str, &str); 2] = [("password", PASSWORD), ("terms", "1")];
    let ana = scenario.browser_mut(Caller::Ana);
    ana.open(paths::ACTIVATE).await;
    assert_eq!(ana.submit(ACTIVATE, &ACCEPTED).await.path, paths::PORTAL);
    let mut hana = app.browser();
    hana.open(emailed).await;
    assert_eq!(hana.submit(ACTIVATE, &ACCEPTED).await.path, paths::PORTAL);

    // The password is hashed as it was then.
    let mut vera = app.browser();
    vera.open(paths::SIGN_IN).await;
    vera.submit("/api/account/sign-in", &[("email", "vera@acme.example"), ("password", PASSWORD)]).await;
    assert_eq!(vera.page.path, paths::ATTENTION, "{}", vera.page.text());
    // The link was good for an hour, which is just over.
    execute_all(app, ["update password_reset set expires_at = expires_at + 3600000000".to_owned()]).await;
    let jo = scenario.browser_mut(Caller::JoWithResetLink);
    jo.open(paths::RESET_PASSWORD).await;
    jo.submit("/api/account/reset-password", &[("password", OTHER_PASSWORD)]).await;
    assert_eq!(jo.page.path, paths::PORTAL, "{}", jo.page.text());
}

/// What was queued leaves now, what was scheduled at its time, and the links in both work.
async fn email_leaves(app: &TestApp) {
    for (contact, days) in [("ivo@ingot.example", 0), ("jay@jetty.example", 2)] {
        app.wait(days * DAY + MINUTE);
        let emails = app.emails().await;
        let email = emails.iter().find(|email| email.to == contact).unwrap_or_else(|| panic!("{contact}: {emails:#?}"));
        let mut browser = app.browser();
        assert!(browser.open(&email.link()).await.has_form("/api/invitations/activate"), "{}", browser.page.text());
    }
}

async fn store_this_release(app: &TestApp) {
    let first_owner = scenario::setup_browser(app).await;
    demo::fill(&app.state).await.unwrap();
    let owner = app.id("select id from person where partner_id is null order by created_at, id limit 1").await;
    let owner = Owner::for_system(PersonId(owner.parse().unwrap()), "Maya Lindqvist");
    app.add(&owner, app.details("Harbour", "hana@harbour.example").await, Some(Delivery::Email)).await;
    let emails = app.emails().await;
    let emailed = emails.iter().find(|email| email.to == "hana@harbour.example").unwrap().link();
    let mut scenario = Scenario::build_after(app, first_owner).await;
    // Partners of the demonstration are in all the others, and what is in use cannot be deleted.
    let pilot = [("form[kind]", "program"), ("form[name]", "Pilot")];
    scenario.browser_mut(Caller::Maya).call("/api/manage/add-choice", &pilot).await;
    scenario.ids.last_program = app.program("Pilot").await;
    let maya = Owner::for_system(PersonId(scenario.ids.maya.parse().unwrap()), "Maya Lindqvist");
    app.add(&maya, app.details("Ingot", "ivo@ingot.example").await, Some(Delivery::Email)).await;
    let jetty = app.draft(&maya, app.details("Jetty", "jay@jetty.example").await).await;
    let send_at = app.state.now().plus(2 * DAY).rfc3339()[..16].to_owned();
    let later =
        InvitationForm { delivery: "email".to_owned(), when: "later".to_owned(), send_at, ..Default::default() };
    wizard::finish(&app.state, &maya, jetty, later).await.unwrap();
    let server = valid_calls::all(&scenario.ids).into_iter().find(|call| call.endpoint == "mail-server/save").unwrap();
    assert!(send(app, scenario.browser(Caller::Maya), server.endpoint, &server.form()).await < 400);
    app.settle().await;

    let to = folder(env!("CARGO_PKG_VERSION"), app.engine());
    assert!(!to.exists(), "{} is stored already, and a release stays as it was", to.display());
    fs::create_dir_all(&to).unwrap();
    let mut database = GzEncoder::new(File::create(to.join("database.gz")).unwrap(), Compression::best());
    database.write_all(&copy(app).await).unwrap();
    database.finish().unwrap();
    fs::copy(app.folder.path().join("secret.key"), to.join("secret.key")).unwrap();
    let held = Held { moment: Moment::of(app), cookies: scenario.cookies(), ids: scenario.ids, emailed };
    fs::write(to.join("held.json"), serde_json::to_vec_pretty(&held).unwrap()).unwrap();
}

/// The file of SQLite, or the statements that make PostgreSQL's tables again.
async fn copy(app: &TestApp) -> Vec<u8> {
    let config: &Config = &app.state.config;
    if app.engine() == Engine::Sqlite {
        let file = app.folder.path().join("copy.db");
        backup::back_up(config, &file).await.unwrap();
        return fs::read(file).unwrap();
    }
    let (url, schema) = (config.database_url(), format!("--schema={}", app.schema()));
    let dump = ["--inserts", "--rows-per-insert=100", "--no-owner", "--no-privileges", "--no-comments", &schema];
    stored_sql(&postgres_tools::run("pg_dump", &url, &dump).unwrap(), app.schema()).into_bytes()
}
