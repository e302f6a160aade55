//! R23: a request sets what its form sets and nothing else, whatever more it says.
//!
//! Every function that changes anything is called twice in the same world, at the same instant and with
//! the same randomness: as its form calls it, and with every column of the database as an extra field.
//! Both leave every table alike, byte for byte.

use super::permissions;
use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::members::InviteForm;
use crate::domain::time::{HOUR, Timestamp};
use crate::paths;
use crate::server::invitations::setup_link;
use crate::server::members::member;
use crate::server::platform::clock::Clock;
use crate::server::platform::db::{Db, execute, read};
use crate::server::platform::random::Random;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::mail::path_of;
use crate::tests::oracle;
use crate::tests::people::{OTHER_PASSWORD, PASSWORD, png};
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use uuid::Uuid;

on_both_engines! {
    r23_no_field_beside_those_of_its_form_changes_anything,
}

/// The functions that only look.
const READS: [&str; 31] = [
    "account/shell",
    "account/reset",
    "account/rate-password",
    "account/load",
    "account/confirmation",
    "invitations/activation",
    "invitations/access",
    "partners/list",
    "partners/choices",
    "partners/load",
    "partners/plan-access",
    "partners/access-progress",
    "partners/load-import",
    "onboarding/load",
    "onboarding/lookalikes",
    "onboarding/finished",
    "manage/choices",
    "help/search",
    "help/load",
    "help/feedback",
    "audit/list",
    "mail/load",
    "mail/warning",
    "organisation/load",
    "organisation/terms",
    "organisation/read-terms",
    "templates/list",
    "templates/load",
    "staff/list",
    "staff/load",
    "portal/load",
];

/// All tables as they were, and the instant and the randomness that go with them.
pub(super) struct Kept {
    /// In the order in which they refer to each other.
    /// Each with its columns, as a list.
    tables: Vec<(String, String)>,
    now: Timestamp,
    count: u64,
}

async fn execute_all(app: &TestApp, statements: impl IntoIterator<Item = String>) {
    let mut tx = app.app.db.begin().await.unwrap();
    for sql in statements {
        execute!(&mut tx, AssertSqlSafe(sql)).unwrap();
    }
    tx.commit().await.unwrap();
}

/// Tables and their columns, in the order in which they were made; without those that are generated, which
/// nobody can set and SQLite's `table_info` leaves out.
async fn columns(app: &TestApp) -> Vec<(String, String)> {
    const SQLITE: &str = "
        select t.name, c.name
        from sqlite_master t, pragma_table_info(t.name) c
        where t.type = 'table' and t.name not like 'sqlite%' and t.name not like '#_sqlx%' escape '#'
        order by t.rowid, c.cid";
    const POSTGRES: &str = "
        select t.relname::text, c.attname::text
        from pg_class t
        join pg_attribute c on c.attrelid = t.oid
        where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r' and c.attnum > 0
            and not c.attisdropped and c.attgenerated = '' and t.relname not like '#_sqlx%' escape '#'
        order by t.oid, c.attnum";
    match &app.app.db {
        Db::Sqlite { read, .. } => sqlx::query_as(SQLITE).fetch_all(read).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(POSTGRES).fetch_all(pool).await.unwrap(),
    }
}

impl Kept {
    pub(super) async fn keep(app: &TestApp) -> Self {
        let mut tables: Vec<(String, String)> = Vec::new();
        for (table, column) in columns(app).await {
            match tables.last_mut().filter(|(last, _)| *last == table) {
                Some((_, columns)) => *columns += &format!(", {column}"),
                None => tables.push((table, column)),
            }
        }
        let keep =
            |(table, columns): &(String, String)| format!("create table kept_{table} as select {columns} from {table}");
        execute_all(app, tables.iter().map(keep)).await;
        let Random::Seeded { counter, .. } = &app.app.random else { unreachable!("tests repeat themselves") };
        Self { tables, now: app.app.now(), count: counter.load(Ordering::SeqCst) }
    }

    pub(super) async fn bring_back(&self, app: &TestApp) {
        let empty = self.tables.iter().rev().map(|(table, _)| format!("delete from {table}"));
        let fill = self.tables.iter();
        let fill = fill.map(|(table, columns)| format!("insert into {table} ({columns}) select * from kept_{table}"));
        execute_all(app, empty.chain(fill)).await;
        let (Clock::Fixed(now), Random::Seeded { counter, .. }) = (&app.app.clock, &app.app.random) else {
            unreachable!("tests repeat themselves")
        };
        now.store(self.now.0, Ordering::SeqCst);
        counter.store(self.count, Ordering::SeqCst);
    }
}

/// Who calls.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    Nobody,
    Maya,
    Jo,
    /// Holds Ana's activation link.
    Ana,
    /// Holds a reset link of Jo's.
    Forgetful,
    /// Holds the link for setting up.
    First,
    /// Holds the link that confirms Jo's new address.
    Moving,
}

/// One call that works, with every field that its form has.
pub(super) struct Scene {
    pub endpoint: &'static str,
    pub by: By,
    pub fields: Vec<(&'static str, String)>,
    /// What has to be so first.
    before: &'static str,
}

/// A world in which everything can be done.
pub(super) struct World {
    pub browsers: [Browser; 7],
    pub scenes: Vec<Scene>,
}

async fn one(app: &TestApp, sql: &'static str) -> String {
    let id: Uuid =
        read!(&app.app.db, c => sqlx::query_scalar(sql).fetch_one(c)).unwrap_or_else(|e| panic!("{sql}: {e}"));
    id.to_string()
}

pub(super) async fn world(app: &TestApp) -> World {
    let mut first = app.browser();
    first.open(&path_of(&setup_link::mint(&app.app).await.unwrap().unwrap())).await;
    let (owner, maya) = app.maya().await;
    app.staff_as(Role::Viewer, "Vera").await;
    let invite = InviteForm {
        first_name: "Adam".to_owned(),
        last_name: "Vogel".to_owned(),
        email: "adam@acme.example".to_owned(),
        role: "admin".to_owned(),
        delivery: "link".to_owned(),
    };
    let (adam, token) = member::invite(&app.app, &owner, invite.parse().unwrap()).await.unwrap();
    app.link_of(&token.unwrap());

    let alder = app.alder(&owner, Some(Delivery::Link)).await;
    let weber = app.colleague(&owner, alder.partner, "weber@alder.example", None).await;
    let mut ana = app.browser();
    ana.open(alder.link.as_ref().unwrap()).await;
    let mut bluewater = app.details("Bluewater", "jo@blue.example").await;
    bluewater.programs = vec![app.program("Reseller").await];
    let blue = app.add(&owner, bluewater, Some(Delivery::Link)).await;
    let mut jo = app.browser();
    jo.open(blue.link.as_ref().unwrap()).await;
    jo.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    app.signed_in(blue.contact, Role::Contact).await;
    jo.call("/api/account/forgot-password", &[("email", "jo@blue.example")]).await;
    let mut forgetful = app.browser();
    forgetful.open(&app.mail().await.link()).await;
    let asked = [("form[email]", "jo@new.example"), ("form[current_password]", PASSWORD)];
    assert!(jo.call("/api/account/change-address", &asked).await.status < 400);
    let mut moving = app.browser();
    let mails = app.mails().await;
    moving.open(&mails.iter().find(|mail| mail.to == "jo@new.example").unwrap().link()).await;
    let mut maya = maya;
    let open = [
        ("form[kind]", "program"),
        ("form[choice]", &app.program("Reseller").await),
        ("form[name]", "Reseller"),
        ("form[managers_invite]", "own-domain"),
    ];
    assert!(maya.call("/api/manage/update-choice", &open).await.status < 400);
    let cousin = [
        ("form[first_name]", "Cora"),
        ("form[last_name]", "Cousin"),
        ("form[email]", "cora@cousin.example"),
        ("form[job_title]", ""),
    ];
    assert!(jo.call("/api/portal/invite-colleague", &cousin).await.status < 400);

    let carto = app.add(&owner, app.details("Cartograph", "kim@carto.example").await, Some(Delivery::Email)).await;
    let delta = app.add(&owner, app.details("Delta", "lee@delta.example").await, None).await;
    let echo = app.add(&owner, app.details("Echo", "eve@echo.example").await, None).await;
    let bulk = app.app.id().to_string();
    let began = [
        ("form[bulk]", bulk.as_str()),
        ("form[change]", "give"),
        ("form[people]", "1"),
        ("form[selection][ids]", &echo.partner.to_string()),
    ];
    assert!(maya.call("/api/partners/change-access", &began).await.status < 400);
    app.settle().await;
    let draft = app.draft(&owner, app.details("Fjord", "finn@fjord.example").await).await.to_string();
    let default = one(app, "select id from email_template where is_default and kind = 'invitation'").await;
    assert!(maya.call("/api/templates/duplicate", &[("template", &default)]).await.status < 400);
    let copy = one(app, "select id from email_template where not is_default").await;
    let german = [
        ("form[template]", copy.as_str()),
        ("form[version]", &app.number("select version from email_template where not is_default").await.to_string()),
        ("form[name]", "Copy"),
        ("form[language]", "de"),
        ("form[subject]", "Willkommen"),
        ("form[body]", "Hallo"),
    ];
    assert!(maya.call("/api/templates/save", &german).await.status < 400);
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.upload(paths::ORGANISATION_LOGO, "logo", &png(320, 48)).await;
    maya.open(paths::PARTNERS_IMPORT).await;
    let sheet = b"Company,Contact,Email\nGlobe,Gus Grant,gus@globe.example\nDelta,Lee Low,lee@delta.example";
    maya.upload(paths::PARTNERS_IMPORT_FILE, "file", sheet).await;
    let import = one(app, "select id from partner_import").await;
    let terms = [("form[version]", "0"), ("form[text]", "Be kind.")];
    assert!(maya.call("/api/organisation/save-terms", &terms).await.status < 400);
    app.settle().await;
    // Each of the next requests comes an hour later, when all pauses are over.
    app.wait(HOUR);

    let text = |text: &str| text.to_owned();
    let person = |id: &dyn ToString| ("form[person]", id.to_string());
    let prospect = app.status("Prospect").await;
    let program = one(app, "select id from program order by position limit 1").await;
    let other_program = one(app, "select id from program order by position desc limit 1").await;
    let mail = one(app, "select id from mail where state = 'queued' order by created_at, id limit 1").await;
    const SESSION: &str = "
        select s.id
        from session s
        join person p on p.id = s.person_id
        where p.email = 'jo@blue.example'
        order by s.created_at desc, s.id desc
        limit 1";
    let session = one(app, SESSION).await;
    let invitation = one(app, "select i.id from invitation i where i.email = 'ana@alder.example'").await;
    let request = one(app, "select id from colleague_request").await;
    let version = app.number("select version from partner where name = 'Alder & Finch'").await.to_string();
    let template_version = app.number("select version from email_template where not is_default").await.to_string();
    let organisation_version = app.number("select version from organisation").await.to_string();

    let scene = |endpoint, by, fields: Vec<(&'static str, String)>| Scene { endpoint, by, fields, before: "" };
    let after = |before, scene: Scene| Scene { before, ..scene };
    let choice = |kind: &str, id: &str| vec![("kind", kind.to_owned()), ("choice", id.to_owned())];
    let name = |email: &str| {
        vec![
            ("form[first_name]", text("Finn")),
            ("form[last_name]", text("Falk")),
            ("form[email]", email.to_owned()),
            ("form[job_title]", text("Buyer")),
            ("form[phone]", text("+49 30 123456")),
            ("form[language]", text("de")),
        ]
    };
    let template = |id: &str, version: &str| {
        vec![
            ("form[template]", id.to_owned()),
            ("form[version]", version.to_owned()),
            ("form[name]", text("Short and warm")),
            ("form[language]", text("en")),
            ("form[subject]", text("Welcome")),
            ("form[body]", text("Hello\n\n{{ activation_link }}")),
            ("form[contact]", String::new()),
        ]
    };
    let wizard = |fields: Vec<(&'static str, String)>| {
        [
            vec![("draft", draft.clone()), ("form[name]", text("Fjord & Co")), ("form[status]", prospect.clone())],
            vec![("form[programs][]", program.clone()), ("form[access]", text("on"))],
            fields,
        ]
        .concat()
    };
    let chosen = vec![
        ("draft", draft.clone()),
        ("form[delivery]", text("email")),
        ("form[template]", copy.clone()),
        ("form[send_at]", text("2026-11-25T09:00")),
    ];
    let status_form = |choice: &str, name: &str| {
        vec![
            ("form[kind]", text("status")),
            ("form[choice]", choice.to_owned()),
            ("form[name]", name.to_owned()),
            ("form[tone]", text("wait")),
            ("form[rule]", text("invite")),
        ]
    };

    let scenes = vec![
        scene(
            "account/sign-in",
            By::Nobody,
            vec![
                ("form[email]", text("jo@blue.example")),
                ("form[password]", text(PASSWORD)),
                ("form[next]", String::new()),
            ],
        ),
        scene("account/sign-out", By::Jo, vec![]),
        scene("account/forgot-password", By::Nobody, vec![("email", text("jo@blue.example"))]),
        after(
            // The link was good for an hour, which is just over.
            "update password_reset set expires_at = expires_at + 3600000000",
            scene(
                "account/reset-password",
                By::Forgetful,
                vec![("form[account]", text("jo@blue.example")), ("form[password]", text(OTHER_PASSWORD))],
            ),
        ),
        scene(
            "account/change-password",
            By::Jo,
            vec![("form[current]", text(PASSWORD)), ("form[password]", text(OTHER_PASSWORD))],
        ),
        scene(
            "account/change-address",
            By::Jo,
            vec![("form[email]", text("jo@newer.example")), ("form[current_password]", text(PASSWORD))],
        ),
        scene("account/resend-address-change", By::Jo, vec![]),
        scene("account/cancel-address-change", By::Jo, vec![]),
        scene("account/confirm-address", By::Moving, vec![("form[current_password]", text(PASSWORD))]),
        after("update address_change set expires_at = 1", scene("account/fresh-address-link", By::Moving, vec![])),
        scene("partners/resend-address-change", By::Maya, vec![person(&blue.contact)]),
        scene("partners/cancel-address-change", By::Maya, vec![person(&blue.contact)]),
        scene(
            "portal/invite-colleague",
            By::Jo,
            vec![
                ("form[first_name]", text("Zoe")),
                ("form[last_name]", text("Falk")),
                ("form[email]", text("zoe@blue.example")),
                ("form[job_title]", text("Buyer")),
            ],
        ),
        scene("partners/approve-colleague", By::Maya, vec![("form[request]", request.clone())]),
        scene("partners/decline-colleague", By::Maya, vec![("form[request]", request)]),
        scene("account/revoke-session", By::Jo, vec![("session", session)]),
        scene(
            "invitations/activate",
            By::Ana,
            vec![
                ("form[invitation]", invitation.clone()),
                ("form[password]", text(PASSWORD)),
                ("form[terms]", text("1")),
            ],
        ),
        scene(
            "invitations/set-up",
            By::First,
            vec![
                ("form[organisation]", text("Acme two")),
                ("form[first_name]", text("Olga")),
                ("form[last_name]", text("Orlov")),
                ("form[email]", text("olga@acme.example")),
                ("form[password]", text(PASSWORD)),
            ],
        ),
        scene("invitations/report", By::Ana, vec![("form[invitation]", invitation), ("form[comment]", text("Not me"))]),
        after(
            "update invitation set expires_at = 1 where email = 'ana@alder.example'",
            scene("invitations/request-fresh-link", By::Ana, vec![]),
        ),
        scene(
            "invitations/give-access",
            By::Maya,
            vec![
                person(&weber.contact),
                ("form[delivery]", text("email")),
                ("form[send_at]", text("2026-11-25T09:00")),
            ],
        ),
        scene("invitations/resend", By::Maya, vec![person(&alder.contact)]),
        scene("invitations/mint-link", By::Maya, vec![person(&alder.contact)]),
        scene("invitations/undo-send", By::Maya, vec![person(&carto.contact)]),
        scene("invitations/remove-access", By::Maya, vec![person(&alder.contact)]),
        scene(
            "partners/update",
            By::Maya,
            vec![
                ("form[partner]", alder.partner.to_string()),
                ("form[version]", version),
                ("form[name]", text("Alder & Sons")),
                ("form[status]", prospect.clone()),
                ("form[programs][]", program.clone()),
            ],
        ),
        after(
            "update partner set offer = 'invite' where name = 'Delta'",
            scene("partners/decline-offer", By::Maya, vec![("partner", delta.partner.to_string())]),
        ),
        scene("partners/delete", By::Maya, vec![("partner", delta.partner.to_string())]),
        scene(
            "partners/update-contact",
            By::Maya,
            [vec![person(&alder.contact), ("form[portal_role]", text("manager"))], name("finn@alder.example")].concat(),
        ),
        scene(
            "partners/add-contact",
            By::Maya,
            [
                vec![
                    ("form[partner]", alder.partner.to_string()),
                    ("form[portal_role]", text("manager")),
                    ("form[access]", text("on")),
                    ("form[delivery]", text("email")),
                ],
                name("finn@alder.example"),
            ]
            .concat(),
        ),
        scene("partners/remove-contact", By::Maya, vec![person(&weber.contact)]),
        scene("partners/make-main-contact", By::Maya, vec![person(&weber.contact)]),
        scene(
            "partners/change-access",
            By::Maya,
            vec![
                ("form[bulk]", text("01990000-0000-7000-8000-000000000000")),
                ("form[change]", text("give")),
                ("form[people]", text("1")),
                ("form[template]", copy.clone()),
                ("form[send_at]", text("2026-11-25T09:00")),
                ("form[selection][ids]", delta.partner.to_string()),
                ("form[selection][all]", String::new()),
                ("form[selection][q]", String::new()),
                ("form[selection][status]", String::new()),
                ("form[selection][program]", String::new()),
                ("form[selection][access]", String::new()),
            ],
        ),
        after(
            "update bulk_item set outcome = 'failed'",
            scene("partners/continue-access", By::Maya, vec![("bulk", bulk.clone())]),
        ),
        after(
            "update bulk_item set outcome = 'waiting'",
            scene("partners/stop-access", By::Maya, vec![("bulk", bulk)]),
        ),
        scene("partners/import", By::Maya, vec![("import", import)]),
        scene("onboarding/keep", By::Maya, wizard(name("finn@fjord.example"))),
        scene("onboarding/details", By::Maya, wizard(name("finn@fjord.example"))),
        scene("onboarding/keep-invitation", By::Maya, chosen.clone()),
        scene("onboarding/finish", By::Maya, chosen),
        scene("manage/add-choice", By::Maya, status_form("", "On hold")),
        scene("manage/update-choice", By::Maya, status_form(&prospect, "Prospects")),
        scene("manage/move-choice", By::Maya, [choice("program", &program), vec![("to", text("down"))]].concat()),
        scene("manage/archive-choice", By::Maya, choice("program", &program)),
        after(
            "update program set archived_at = 1",
            scene("manage/restore-choice", By::Maya, choice("program", &program)),
        ),
        scene("manage/delete-choice", By::Maya, choice("program", &other_program)),
        scene(
            "help/answer",
            By::Maya,
            vec![
                ("form[page]", text("invite-partners")),
                ("form[helpful]", text("yes")),
                ("form[comment]", text("Good")),
            ],
        ),
        scene("mail/send-test", By::Maya, vec![]),
        scene("mail/pause", By::Maya, vec![]),
        after(
            "insert into mail_pause (id, at, why, ends_at) values (1, 1, 'paused', null)",
            scene("mail/resume", By::Maya, vec![]),
        ),
        after(
            "update mail set state = 'failed', finished_at = 1",
            scene("mail/retry", By::Maya, vec![("mail", mail.clone())]),
        ),
        scene("mail/cancel", By::Maya, vec![("mail", mail)]),
        scene("templates/save", By::Maya, template("", "")),
        scene("templates/save", By::Maya, template(&copy, &template_version)),
        scene(
            "templates/remove-language",
            By::Maya,
            vec![("template", copy.clone()), ("version", template_version.clone()), ("language", text("de"))],
        ),
        scene("templates/duplicate", By::Maya, vec![("template", copy.clone())]),
        scene("templates/make-default", By::Maya, vec![("template", copy.clone())]),
        scene("templates/delete", By::Maya, vec![("template", copy.clone())]),
        scene("templates/send-test", By::Maya, template("", "")),
        scene(
            "organisation/save",
            By::Maya,
            vec![
                ("form[version]", organisation_version),
                ("form[name]", text("Acme partners")),
                ("form[reply_to]", text("reply@acme.example")),
                ("form[lifetime]", text("24")),
                ("form[accent]", text("plum")),
                ("form[language]", text("de")),
                ("form[time_zone]", text("Europe/Berlin")),
            ],
        ),
        scene("organisation/remove-logo", By::Maya, vec![]),
        scene(
            "organisation/save-terms",
            By::Maya,
            vec![("form[version]", text("1")), ("form[text]", text("Be very kind."))],
        ),
        scene(
            "staff/invite",
            By::Maya,
            vec![
                ("form[first_name]", text("Bea")),
                ("form[last_name]", text("Vogel")),
                ("form[email]", text("bea@acme.example")),
                ("form[role]", text("viewer")),
                ("form[delivery]", text("email")),
            ],
        ),
        scene("staff/withdraw", By::Maya, vec![person(&adam)]),
        scene("staff/change-role", By::Maya, vec![person(&adam), ("form[role]", text("viewer"))]),
        scene("staff/remove", By::Maya, vec![person(&adam)]),
    ];
    // Using a session is noted now and then; so nobody has anything to note any more.
    for browser in [&mut maya, &mut jo] {
        assert_eq!(browser.call("/api/account/load", &[]).await.status, 200);
    }
    app.settle().await;
    World { browsers: [app.browser(), maya, jo, ana, forgetful, first, moving], scenes }
}

/// What somebody would say who wants more than the form offers.
fn wish(column: &str, id: &str) -> String {
    match column {
        "role" => "owner".to_owned(),
        "id" => id.to_owned(),
        _ if column.ends_with("_id") => id.to_owned(),
        _ if column.starts_with("is_") => "true".to_owned(),
        _ if column.contains("email") => "evil@evil.example".to_owned(),
        "state" => "accepted".to_owned(),
        _ => "1".to_owned(),
    }
}

/// `fields` and one more for each column, beside the form and in it, but for those that the form has.
fn and_every_column(fields: &[(String, String)], columns: &BTreeSet<String>, somebody: &str) -> Vec<(String, String)> {
    let names: BTreeSet<&str> = fields.iter().map(|(name, _)| name.trim_end_matches("[]")).collect();
    let mut all = fields.to_vec();
    for column in columns {
        for name in [column.clone(), format!("form[{column}]")] {
            if !names.contains(name.as_str()) {
                all.push((name, wish(column, somebody)));
            }
        }
    }
    all
}

/// Hashes of passwords have salts of their own.
fn without_hashes(contents: &str) -> String {
    let mut pieces = contents.split("$argon2id$");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |all, piece| {
        let end = piece.find(['\'', '"']).unwrap_or(piece.len());
        all + "(hash)" + &piece[end..]
    })
}

pub(super) async fn call(app: &TestApp, browser: &Browser, endpoint: &str, fields: &[(String, String)]) -> u16 {
    let request = browser.form_request(&format!("/api/{endpoint}"), fields).header("accept", "application/json");
    let status = request.send().await.unwrap().status().as_u16();
    app.settle().await;
    status
}

async fn r23_no_field_beside_those_of_its_form_changes_anything(app: &TestApp) {
    app.stay_in_memory().await;
    let World { browsers, scenes } = world(app).await;
    let covered: BTreeSet<&str> = scenes.iter().map(|scene| scene.endpoint).chain(READS).collect();
    let known: BTreeSet<&str> = permissions::table().map(|(endpoint, _)| endpoint).collect();
    assert_eq!(covered, known, "every function that is registered is called here, or only looks");

    let columns: BTreeSet<String> = columns(app).await.into_iter().map(|(_, column)| column).collect();
    assert!(columns.len() > 60 && columns.contains("access_at") && columns.contains("role"), "{columns:?}");
    let somebody = one(app, "select id from person where email = 'kim@carto.example'").await;
    let kept = Kept::keep(app).await;
    let untouched = oracle::contents(app).await;

    for endpoint in READS {
        for browser in &browsers {
            call(app, browser, endpoint, &and_every_column(&[], &columns, &somebody)).await;
        }
        assert!(oracle::contents(app).await == untouched, "{endpoint} changed something");
    }

    for Scene { endpoint, by, fields, before } in scenes {
        let fields: Vec<_> = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let mut left = Vec::new();
        for sent in [fields.clone(), and_every_column(&fields, &columns, &somebody)] {
            kept.bring_back(app).await;
            if !before.is_empty() {
                execute_all(app, [before.to_owned()]).await;
            }
            let begin = if left.is_empty() { oracle::contents(app).await } else { String::new() };
            let status = call(app, &browsers[by as usize], endpoint, &sent).await;
            assert!(status < 400, "{endpoint} by {by:?}: {status}");
            let end = oracle::contents(app).await;
            assert!(end != begin, "{endpoint} by {by:?} did something");
            left.push(without_hashes(&end));
        }
        if left[0] != left[1] {
            let more: Vec<&str> = left[1].lines().filter(|line| !left[0].contains(line)).collect();
            panic!("{endpoint}: the extra fields changed {more:#?}");
        }
    }
    kept.bring_back(app).await;
    notices_a_field(app, &kept, &browsers[By::Maya as usize]).await;
}

/// That a field of the form does change what is left shows that all this would notice.
async fn notices_a_field(app: &TestApp, kept: &Kept, maya: &Browser) {
    let mut left = Vec::new();
    for tone in ["wait", "wait", "good"] {
        kept.bring_back(app).await;
        let fields = [("form[kind]", "status"), ("form[name]", "On hold"), ("form[tone]", tone)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(call(app, maya, "manage/add-choice", &fields).await, 200);
        left.push(oracle::contents(app).await);
    }
    assert!(left[0] == left[1] && left[1] != left[2], "one column of one row");
}
