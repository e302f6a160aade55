//! Personal data ends: what is kept how long, what is left of people who are removed or erased, and who may look.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
use crate::paths;
use crate::server::authz::Owner;
use crate::server::invitations::invite;
use crate::server::mailer::transport::Mailer;
use crate::server::ops::restore::Passwords;
use crate::server::ops::{backup, cleanup, restore};
use crate::server::outbox::worker;
use crate::server::partners::erasure;
use crate::server::people::search_index;
use crate::server::platform::config::Config;
use crate::server::platform::db::{Db, execute, read};
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::invariants;
use crate::tests::people::{Known, PASSWORD};
use serde_json::Value;
use std::sync::Arc;

on_both_engines! {
    a_thief_of_the_database_finds_no_address_of_a_removed_colleague,
    a_thief_of_the_database_finds_no_address_of_a_removed_contact,
    a_thief_of_the_database_finds_nothing_of_an_erased_contact,
    an_erased_main_contact_leaves_a_partner_that_has_one,
    the_letters_of_a_former_name_leave_the_search_index,
    a_contact_is_erased_as_the_page_said_or_not_at_all,
    a_restored_backup_brings_no_erased_person_back,
    one_person_gets_all_that_is_held_about_them,
    who_is_no_owner_learns_no_network_and_no_browser,
    entries_and_where_they_came_from_end_when_the_settings_say,
    invitations_that_ended_end_with_their_emails,
    a_setting_of_zero_keeps_everything,
    a_saved_email_goes_once_its_link_opens_nothing,
    an_older_backup_file_brings_no_erased_person_back,
}

const REMOVE_MEMBER: &str = "/api/staff/remove";
const ERASE: &str = "/api/partners/erase-contact";

async fn removed_from(app: &TestApp, words: &[&str]) {
    let contents = invariants::contents(app).await.to_lowercase();
    for word in words {
        let found = contents.lines().find(|line| line.contains(&word.to_lowercase()));
        assert!(found.is_none(), "{word} is in {found:?}");
    }
}

async fn call(browser: &mut Browser, endpoint: &str, fields: &[(&str, &str)]) -> u16 {
    let answer = browser.call(endpoint, fields).await;
    assert!(answer.status < 400, "{endpoint}: {answer:?}");
    answer.status
}

/// Vera, who joined by email, changed her address, forgot her password, sent tests and was written to about Ana.
async fn busy_vera(app: &TestApp, maya: &mut Browser, partner: &str) -> String {
    let form = [
        ("form[first_name]", "Vera"),
        ("form[last_name]", "Vogel"),
        ("form[email]", "Vera.Vogel@acme.example"),
        ("form[role]", "admin"),
        ("form[delivery]", "email"),
    ];
    call(maya, "/api/staff/invite", &form).await;
    let link = app.message().await.link();
    let mut vera = app.browser();
    vera.open(&link).await;
    vera.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    let id = app.person("vera.vogel@acme.example").await.to_string();
    call(&mut vera, "/api/mail/send-test", &[]).await;
    vera.open(paths::NEW_PARTNER).await;
    let change = [("form[email]", "vera@new.example"), ("form[current_password]", PASSWORD)];
    call(&mut vera, "/api/account/change-address", &change).await;
    let emails = app.emails().await;
    let confirm = emails.iter().find(|email| email.to == "vera@new.example").unwrap().link();
    vera.open(&confirm).await;
    vera.submit("/api/account/confirm-address", &[("current_password", PASSWORD)]).await;
    call(&mut app.browser(), "/api/account/forgot-password", &[("email", "vera@new.example")]).await;
    // She invites a contact who says that it isn't them.
    let contact = [
        ("form[partner]", partner),
        ("form[first_name]", "Bo"),
        ("form[last_name]", "Berg"),
        ("form[email]", "bo@alder.example"),
        ("form[portal_role]", "member"),
        ("form[access]", "on"),
        ("form[delivery]", "email"),
    ];
    let mut again = app.signed_in(app.person("vera@new.example").await, Role::Admin).await;
    call(&mut again, "/api/partners/add-contact", &contact).await;
    let emails = app.emails().await;
    let link = emails.iter().find(|email| email.to == "bo@alder.example").unwrap().link();
    let mut bo = app.browser();
    bo.open(&link).await;
    bo.submit("/api/invitations/report", &[("comment", "Not me")]).await;
    assert!(app.emails().await.iter().any(|email| email.to == "vera@new.example"), "she hears of it");
    id
}

async fn a_thief_of_the_database_finds_no_address_of_a_removed_colleague(app: &TestApp) {
    const ADDRESSES: [&str; 4] = ["vera.vogel@acme.example", "vera@new.example", "vera.vogel", "vera@"];
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    app.emails().await;
    let vera = busy_vera(app, &mut maya, &ana.partner.to_string()).await;
    let contents = invariants::contents(app).await.to_lowercase();
    assert!(ADDRESSES.iter().all(|word| contents.contains(word)), "they were there");
    call(&mut maya, REMOVE_MEMBER, &[("form[person]", &vera)]).await;
    removed_from(app, &ADDRESSES).await;
    assert!(invariants::contents(app).await.contains("Vera Vogel"), "the name stays");
    let log = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(log.contains("to a removed address."), "{log}");
    assert!(maya.open(paths::MANAGE_MAIL).await.status == 200);

    // Those who were invited only, by email and by link, and whose invitation was withdrawn.
    for (delivery, sends) in [("email", true), ("email", false), ("link", false)] {
        let form = [
            ("form[first_name]", "Willi"),
            ("form[last_name]", "Weg"),
            ("form[email]", "willi@acme.example"),
            ("form[role]", "viewer"),
            ("form[delivery]", delivery),
        ];
        call(&mut maya, "/api/staff/invite", &form).await;
        let link = if sends { Some(app.message().await.link()) } else { None };
        let willi = app.person("willi@acme.example").await.to_string();
        call(&mut maya, "/api/staff/withdraw", &[("form[person]", &willi)]).await;
        removed_from(app, &["willi@acme.example"]).await;
        if let Some(link) = link {
            let text = app.browser().open(&link).await.text();
            assert!(text.contains("withdrawn"), "the holder of the link learns what happened: {text}");
        }
    }
}

/// Ana with everything that can be told of a contact: earlier names and addresses, a phone number, colleagues she
/// invited, results of bulk changes, wizards and spreadsheets.
async fn busy_ana(app: &TestApp, maya: &mut Browser) -> Known {
    let staff = Owner::for_system(app.person("maya@acme.example").await, "Maya Lindqvist");
    let (ana, mut browser) = app.active_ana(&staff).await;
    app.colleague(&staff, ana.partner, "weber@other.example", None).await;
    let person = ana.contact.to_string();
    for (first, last, phone) in [("Anita", "Ruiz", "+49 30 987654"), ("Anita", "Silva", "+49 30 987654")] {
        let form = [
            ("form[person]", person.as_str()),
            ("form[portal_role]", "manager"),
            ("form[first_name]", first),
            ("form[last_name]", last),
            ("form[email]", "ana@alder.example"),
            ("form[job_title]", "Lighthouse keeper"),
            ("form[phone]", phone),
            ("form[language]", "de"),
        ];
        call(maya, "/api/partners/update-contact", &form).await;
    }
    let change = [("form[email]", "ana@new.example"), ("form[current_password]", PASSWORD)];
    call(&mut browser, "/api/account/change-address", &change).await;
    let emails = app.emails().await;
    let confirm = emails.iter().find(|email| email.to == "ana@new.example").unwrap().link();
    browser.open(&confirm).await;
    browser.submit("/api/account/confirm-address", &[("current_password", PASSWORD)]).await;
    call(&mut app.browser(), "/api/account/forgot-password", &[("email", "ana@new.example")]).await;
    app.emails().await;
    maya.open_selected("remove", &[ana.partner]).await;
    maya.submit("/api/partners/start-bulk", &[]).await;
    app.settle().await;
    assert!(maya.open(&maya.page.path.clone()).await.text().contains("Anita Silva"), "{}", maya.page.text());
    ana
}

const OF_ANA: [&str; 5] = ["ana@alder.example", "ana@new.example", "98765", "Lighthouse keeper", "Ana@"];
const NAMES_OF_ANA: [&str; 5] = ["Ana Ruiz", "Anita Ruiz", "Anita Silva", "Ana Silva", "Anita"];

async fn a_thief_of_the_database_finds_no_address_of_a_removed_contact(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = busy_ana(app, &mut maya).await;
    let contents = invariants::contents(app).await;
    assert!(OF_ANA[..4].iter().all(|word| contents.contains(word)), "they were there");
    let weber = app.person("weber@other.example").await.to_string();
    call(&mut maya, "/api/partners/make-main-contact", &[("form[person]", &weber)]).await;
    call(&mut maya, "/api/partners/remove-contact", &[("form[person]", &ana.contact.to_string())]).await;
    removed_from(app, &OF_ANA).await;
    assert!(invariants::contents(app).await.contains("Anita Silva"), "the name stays");
    call(&mut maya, "/api/partners/delete", &[("partner", &ana.partner.to_string())]).await;
    removed_from(app, &["weber@other.example"]).await;

    let blue = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    app.emails().await;
    maya.open_selected("delete", &[blue.partner]).await;
    maya.submit("/api/partners/start-bulk", &[]).await;
    app.settle().await;
    removed_from(app, &["jo@blue.example"]).await;
}

async fn the_letters_of_a_former_name_leave_the_search_index(app: &TestApp) {
    // Of `Zyqwx`, as the index has its letters.
    const LETTERS: &str = "select count(*) from partner_text_data where instr(block, cast('qw' as blob)) > 0";
    let Db::Sqlite { write, .. } = &app.state.db else { return };
    let (staff, _) = app.maya().await;
    let partner = app.alder(&staff, Some(Delivery::Link)).await.partner;
    let letters = async || -> i64 { sqlx::query_scalar(LETTERS).fetch_one(&write.pool).await.unwrap() };
    for name in ["Zyqwx", "Alder"] {
        let rename = "update partner set name = $1 where id = $2";
        sqlx::query(rename).bind(name).bind(partner.0).execute(&write.pool).await.unwrap();
        let mut tx = app.state.db.begin().await.unwrap();
        search_index::refresh_search(&mut tx, partner).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert!(letters().await > 0, "until the next clean-up");
    cleanup::run(&app.state).await.unwrap();
    assert_eq!(letters().await, 0);
}

async fn a_thief_of_the_database_finds_nothing_of_an_erased_contact(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let ana = busy_ana(app, &mut maya).await;
    let weber = app.person("weber@other.example").await.to_string();
    call(&mut maya, "/api/partners/make-main-contact", &[("form[person]", &weber)]).await;
    // Others are about to add her somewhere else.
    let status = app.status("Prospect").await;
    let draft = app.state.id().to_string();
    let wizard = [
        ("draft", &*draft),
        ("form[name]", "Elsewhere"),
        ("form[status]", &*status),
        ("form[first_name]", "Anita"),
        ("form[last_name]", "Silva"),
        ("form[email]", "ANA@new.example"),
    ];
    call(&mut maya, "/api/onboarding/keep", &wizard).await;
    let sheet = b"Company,Contact,Email\nElsewhere,Anita Silva,ana@new.example";
    maya.open(paths::PARTNERS_IMPORT).await;
    maya.upload(paths::PARTNERS_IMPORT_FILE, "file", sheet).await;

    let card = maya.open(&paths::partner(ana.partner)).await;
    let page = paths::contact_data(ana.partner, ana.contact);
    assert!(card.attributes(".contact a", "href").contains(&page), "her card leads there");
    let text = maya.open(&page).await.text();
    for words in [
        "Personal data of Anita Silva",
        "Forms for new partners that contain their email address: 2",
        "Uploaded spreadsheets that contain their email address: 1",
        "Password resets: 1",
        "with \"a removed person\" in place of the name",
        "The partner Alder & Finch and its other contacts",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    maya.submit(ERASE, &[]).await;
    assert_eq!(maya.page.path, format!("{}?notice=contact-erased", paths::partner(ana.partner)));
    removed_from(app, &OF_ANA).await;
    // What is said of others stays as it was.
    let contents = invariants::contents(app).await.replace("a removed person", "");
    for name in NAMES_OF_ANA {
        assert!(!contents.contains(name), "{name} is in {:?}", contents.lines().find(|line| line.contains(name)));
    }
    let log = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(log.contains("A removed person activated their access."), "{log}");
    assert!(log.contains("Maya Lindqvist made Colleague Weber the main contact."), "{log}");
    assert!(log.contains("Maya Lindqvist erased a contact and the personal data about them."), "{log}");
    maya.languages = "de".to_owned();
    let log = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(log.contains("Eine gelöschte Person hat den Zugang aktiviert."), "{log}");
    assert_eq!(maya.open(&page).await.status, 404);
    assert_eq!(maya.look(&paths::contact_data_file(ana.partner, ana.contact)).await.status().as_u16(), 404);
}

async fn an_erased_main_contact_leaves_a_partner_that_has_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, None).await;
    let weber = app.colleague(&staff, ana.partner, "weber@alder.example", None).await;
    let page = paths::contact_data(ana.partner, ana.contact);
    maya.open(&page).await;
    assert!(!maya.page.has_form(ERASE) && maya.page.text().contains("Choose another main contact first"));
    let refused = maya.call(ERASE, &[("form[person]", &ana.contact.to_string())]).await;
    assert_eq!(refused.status, 409, "{refused:?}");
    maya.open(&paths::contact_data(ana.partner, weber.contact)).await;
    maya.submit(ERASE, &[]).await;

    // The only contact takes the partner along, and the page says so.
    let text = maya.open(&page).await.text();
    assert!(
        text.contains("Ana Ruiz is the only contact of Alder & Finch, so the partner is deleted as well."),
        "{text}"
    );
    maya.submit(ERASE, &[]).await;
    assert_eq!(maya.page.path, format!("{}?notice=contact-erased", paths::PARTNERS));
    assert_eq!((app.rows("partner").await, app.contacts().await, app.rows("erased_person").await), (0, 0, 2));
    removed_from(app, &["ana@alder.example", "Ana Ruiz", "weber@alder.example", "Colleague Weber"]).await;
}

async fn a_contact_is_erased_as_the_page_said_or_not_at_all(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, None).await;
    let weber = app.colleague(&staff, ana.partner, "weber@alder.example", None).await;
    let person = weber.contact.to_string();
    let with_partner = [("form[person]", person.as_str()), ("form[with_partner]", "on")];
    assert_eq!(maya.call(ERASE, &with_partner).await.status, 409, "the partner would have gone");
    let alone = [("form[person]", &*ana.contact.to_string())];
    call(&mut maya, ERASE, &with_partner[..1]).await;
    assert_eq!(maya.call(ERASE, &alone).await.status, 409, "nothing was said of the partner");
    assert_eq!(app.contacts().await, 1);
    // Nor is a colleague, whose name belongs to what they did.
    let (adam, _) = app.colleague_as(Role::Admin, "Adam").await;
    assert_eq!(maya.call(ERASE, &[("form[person]", &adam.to_string())]).await.status, 404);
}

async fn a_restored_backup_brings_no_erased_person_back(app: &TestApp) {
    /// As the backup has her, who was erased since.
    const BACK: &str = "
        insert into person (
            id, partner_id, role, is_main, portal_role, first_name, last_name, email, email_key, job_title, phone,
            created_at
        )
        values ($1, $2, 'contact', $3, 'manager', 'Ana', 'Ruiz', 'ana@alder.example', 'ana@alder.example', '', '', 1)";
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, None).await;
    let weber = app.colleague(&staff, ana.partner, "weber@alder.example", None).await;
    let delta = app.add(&staff, app.details("Delta", "lee@delta.example").await, None).await;
    call(&mut maya, "/api/partners/make-main-contact", &[("form[person]", &weber.contact.to_string())]).await;
    call(&mut maya, ERASE, &[("form[person]", &ana.contact.to_string())]).await;
    let both = [("form[person]", &*delta.contact.to_string()), ("form[with_partner]", "on")];
    call(&mut maya, ERASE, &both).await;
    let list = erasure::listed(&app.state.config).unwrap();
    assert_eq!(list.len(), 2, "beside the database, not only in it");

    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "delete from erased_person").unwrap();
    execute!(&mut tx, "update person set is_main = $1 where id = $2", false, weber.contact.0).unwrap();
    execute!(&mut tx, BACK, ana.contact.0, ana.partner.0, true).unwrap();
    tx.commit().await.unwrap();
    let summary = restore::sanitize_restored(&app.state, Passwords::Keep).await.unwrap();
    assert_eq!((summary.erased, summary.partners_deleted.len()), (1, 0));
    removed_from(app, &["ana@alder.example", "Ana Ruiz"]).await;
    assert_eq!(app.rows("erased_person").await, 2, "the next restore knows them all");
    let main: bool = read!(&app.state.db, c => sqlx::query_scalar("select is_main from person where id = $1")
        .bind(weber.contact.0).fetch_one(c))
    .unwrap();
    assert!(main, "another contact takes the place");
    // A list that was lost is written again from the database.
    std::fs::remove_file(app.folder.path().join("erased-people")).unwrap();
    cleanup::run(&app.state).await.unwrap();
    assert_eq!(erasure::listed(&app.state.config).unwrap(), list);
}

async fn one_person_gets_all_that_is_held_about_them(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let ana = busy_ana(app, &mut maya).await;
    let file = maya.look(&paths::contact_data_file(ana.partner, ana.contact)).await;
    assert_eq!(file.headers()["content-type"], "application/json");
    assert!(file.headers()["content-disposition"].to_str().unwrap().contains("personal-data-2026-11-22.json"));
    let text = file.text().await.unwrap();
    let data: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(data["person"][0]["email"], "ana@new.example");
    assert_eq!(data["person"][0]["phone"], "+49 30 987654");
    assert_eq!(data["company"][0]["name"], "Alder & Finch");
    assert_eq!(data["address_changes"][0]["old_email"], "ana@alder.example");
    let said =
        |kind: &str| data[kind].as_array().unwrap().iter().map(|row| row["what"].to_string()).collect::<String>();
    assert!(said("actions").contains("Ana Ruiz activated their access."), "{text}");
    assert!(said("entries").contains("Maya Lindqvist changed the details of"), "{text}");
    assert!(data["actions"][0]["origin"].as_str().unwrap().contains("Firefox"), "{text}");
    assert!(data["entries"][0].get("origin").is_none(), "where others were is not about her");
    assert!(data["entries"][0]["at"].as_str().unwrap().starts_with("2026-11-22T"), "{text}");
    for kind in ["emails", "attempts", "invitations", "resets", "links"] {
        assert!(!data[kind].as_array().unwrap().is_empty(), "{kind}: {text}");
    }
    assert!(!text.contains("argon2"), "no hash leaves");
    assert_eq!(app.audit_entries("contact_data_exported").await, 1);

    let owner = app.person("maya@acme.example").await;
    let link = maya.open(&paths::member(owner)).await.link("Export what we hold about this person (JSON)");
    let own: Value = serde_json::from_str(&maya.look(&link).await.text().await.unwrap()).unwrap();
    assert_eq!(own["person"][0]["email"], "maya@acme.example");
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    for path in [link, paths::contact_data_file(ana.partner, ana.contact)] {
        assert_eq!(adam.look(&path).await.status().as_u16(), 403, "{path}");
    }
    assert!(!adam.open(&paths::partner(ana.partner)).await.text().contains("Personal data"));
    assert_eq!(adam.open(&paths::contact_data(ana.partner, ana.contact)).await.status, 403);
    assert_eq!(app.rows("erased_person").await, 0);
}

async fn who_is_no_owner_learns_no_network_and_no_browser(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.active_ana(&staff).await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    for (who, browser, sees) in
        [("an owner", &mut maya, true), ("an admin", &mut adam, false), ("a viewer", &mut vera, false)]
    {
        let page = browser.open(paths::MANAGE_AUDIT).await.body.clone();
        let answer = browser.call("/api/audit/list", &[("query[q]", "")]).await.body;
        let file = browser.look(paths::MANAGE_AUDIT_CSV).await.text().await.unwrap();
        for text in [page, answer, file] {
            assert!(text.contains("activated their access"), "{who}: {text}");
            assert_eq!(text.contains("127.0.0.1") && text.contains("Firefox"), sees, "{who}: {text}");
        }
    }
}

async fn entries_and_where_they_came_from_end_when_the_settings_say(app: &TestApp) {
    const MANY: &str = "
        insert into audit (id, at, actor, action, kind, what, changes, origin, search_key)
        values ($1, $2, 'x', 'signed_in', 'team', 'x', '', '203.0.113.7, Firefox', 'x')";
    app.stay_in_memory().await;
    let (staff, _) = app.maya().await;
    app.active_ana(&staff).await;
    let begin = app.state.now();
    let mut tx = app.state.db.begin().await.unwrap();
    // More than one batch.
    for _ in 0..1_100 {
        execute!(&mut tx, MANY, app.state.id(), begin.0).unwrap();
    }
    tx.commit().await.unwrap();
    let with_origin = async || app.number("select count(*) from audit where origin <> ''").await;
    let (all, known) = (app.rows("audit").await, with_origin().await);
    assert!(known > 1_100);
    for (days, entries, origins) in [(89, all, known), (91, all, 0), (364, all, 0), (366, 0, 0)] {
        app.state.clock.advance(begin.plus(days * DAY).0 - app.state.now().0);
        cleanup::run(&app.state).await.unwrap();
        assert_eq!((app.rows("audit").await, with_origin().await), (entries, origins), "after {days} days");
    }
    assert_eq!((app.rows("partner").await, app.contacts().await), (1, 1), "the people stay");
}

async fn invitations_that_ended_end_with_their_emails(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let jo = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    app.emails().await;
    // Replaced by one to another address; and access that was given and removed.
    let form = [
        ("form[person]", &*ana.contact.to_string()),
        ("form[portal_role]", "manager"),
        ("form[first_name]", "Ana"),
        ("form[last_name]", "Ruiz"),
        ("form[email]", "ana@other.example"),
    ];
    call(&mut maya, "/api/partners/update-contact", &form).await;
    let link = app.message().await.link();
    let mut browser = app.browser();
    browser.open(&link).await;
    browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    call(&mut maya, "/api/invitations/remove-access", &[("form[person]", &jo.contact.to_string())]).await;
    assert_eq!((app.rows("invitation").await, app.rows("queued_email").await), (3, 3));
    for (days, left) in [(364, 3), (366, 1)] {
        app.state.clock.advance(crate::tests::app::START.plus(days * DAY).0 - app.state.now().0);
        cleanup::run(&app.state).await.unwrap();
        let rows = (app.rows("invitation").await, app.rows("queued_email").await, app.rows("email_attempt").await);
        assert_eq!(rows, (left, left, left), "after {days} days: the one that Ana accepted says how she got here");
    }
    let (_, mut maya) = app.maya().await;
    for page in [paths::partner(ana.partner), paths::partner(jo.partner), paths::MANAGE_MAIL.to_owned()] {
        assert_eq!(maya.open(&page).await.status, 200, "{page}");
    }
}

async fn a_setting_of_zero_keeps_everything(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    app.emails().await;
    call(&mut maya, "/api/invitations/remove-access", &[("form[person]", &ana.contact.to_string())]).await;
    let count = async || (app.rows("audit").await, app.rows("invitation").await, app.rows("queued_email").await);
    let before = count().await;
    let mut config = (*app.state.config).clone();
    (config.audit_months, config.origin_days, config.invitation_months) = (0, 0, 0);
    let forever = AppState { config: Arc::new(config), ..app.state.clone() };
    app.wait(20 * 365 * DAY);
    cleanup::run(&forever).await.unwrap();
    assert_eq!(count().await, before);
    assert!(app.number("select count(*) from audit where origin <> ''").await > 0);
}

/// The same Gangway without a mail server.
fn with_files(app: &TestApp) -> AppState {
    let from = "Acme <partners@acme.example>".parse().unwrap();
    AppState { mailer: Mailer::Files { folder: app.folder.path().join("outbox"), from }.into(), ..app.state.clone() }
}

/// The saved emails, each by whom it is for.
fn saved(app: &TestApp) -> Vec<String> {
    let files = std::fs::read_dir(app.folder.path().join("outbox")).unwrap();
    let to = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().find_map(|line| Some(line.strip_prefix("To: ")?.to_owned())).unwrap()
    };
    let mut all: Vec<String> = files.map(|file| to(file.unwrap().path())).collect();
    all.sort();
    all
}

async fn a_saved_email_goes_once_its_link_opens_nothing(app: &TestApp) {
    let files = with_files(app);
    let (staff, mut maya) = app.maya().await;
    let add =
        async |name: &str, email: &str| app.add(&staff, app.details(name, email).await, Some(Delivery::Email)).await;
    let used = add("Used", "used@a.example").await;
    let removed = add("Removed", "removed@a.example").await;
    let withdrawn = add("Withdrawn", "withdrawn@a.example").await;
    let replaced = add("Replaced", "replaced@a.example").await;
    let erased = add("Erased", "erased@a.example").await;
    add("Open", "open@a.example").await;
    call(&mut app.browser(), "/api/account/forgot-password", &[("email", "maya@acme.example")]).await;
    app.settle().await;
    worker::drain(&files).await.unwrap();
    let folder = app.folder.path().join("outbox");
    std::fs::write(folder.join("notes.txt"), "To: others\n").unwrap();
    std::fs::write(folder.join(".0199abcd0199abcd0199abcd0199abcd.part"), "To: half@a.example\n").unwrap();
    assert_eq!(saved(app).len(), 9);
    cleanup::run(&files).await.unwrap();
    assert_eq!(saved(app).len(), 8, "each link works: {:?}", saved(app));

    let token = invite::mint_link(&app.state, &staff, used.contact).await.unwrap();
    let mut browser = app.browser();
    browser.open(&app.link_of(&token)).await;
    browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    call(&mut maya, "/api/partners/delete", &[("partner", &removed.partner.to_string())]).await;
    call(&mut maya, "/api/invitations/remove-access", &[("form[person]", &withdrawn.contact.to_string())]).await;
    let changed = [
        ("form[person]", &*replaced.contact.to_string()),
        ("form[portal_role]", "manager"),
        ("form[first_name]", "Ana"),
        ("form[last_name]", "Ruiz"),
        ("form[email]", "new@a.example"),
    ];
    call(&mut maya, "/api/partners/update-contact", &changed).await;
    worker::drain(&files).await.unwrap();
    let both = [("form[person]", &*erased.contact.to_string()), ("form[with_partner]", "on")];
    call(&mut maya, ERASE, &both).await;
    assert!(!saved(app).iter().any(|to| to.contains("erased@a.example")), "at once: {:?}", saved(app));
    cleanup::run(&files).await.unwrap();
    let left = saved(app).join(" ");
    for (address, is_left) in [
        ("used@", false),
        ("removed@", false),
        ("withdrawn@", false),
        ("replaced@", false),
        ("new@a", true),
        ("open@", true),
        ("maya@", true),
        ("others", true),
    ] {
        assert_eq!(left.contains(address), is_left, "{address}: {left}");
    }
    app.wait(DAY);
    cleanup::run(&files).await.unwrap();
    assert!(!saved(app).join(" ").contains("maya@"), "a reset works for an hour");
    app.wait(8 * DAY);
    cleanup::run(&files).await.unwrap();
    assert_eq!(saved(app), ["others"], "what is not ours is left alone");
}

async fn an_older_backup_file_brings_no_erased_person_back(app: &TestApp) {
    // Each test has a schema of PostgreSQL and not a database.
    let Db::Sqlite { .. } = &app.state.db else { return };
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, None).await;
    let weber = app.colleague(&staff, ana.partner, "weber@alder.example", None).await;
    let delta = app.add(&staff, app.details("Delta", "lee@delta.example").await, None).await;
    let [older, newer] = ["older.db", "newer.db"].map(|name| app.folder.path().join(name));
    backup::back_up(&app.state.config, &older).await.unwrap();
    call(&mut maya, "/api/partners/make-main-contact", &[("form[person]", &weber.contact.to_string())]).await;
    call(&mut maya, ERASE, &[("form[person]", &ana.contact.to_string())]).await;
    let both = [("form[person]", &*delta.contact.to_string()), ("form[with_partner]", "on")];
    call(&mut maya, ERASE, &both).await;
    backup::back_up(&app.state.config, &newer).await.unwrap();
    let list = app.folder.path().join("erased-people");
    let contents = std::fs::read_to_string(&list).unwrap();
    assert!(
        contents.contains(&ana.contact.to_string()) && !contents.contains("Ana"),
        "ids and nothing else: {contents}"
    );

    // With the list beside the database; and with what the replaced database knows.
    for knows in ["list", "database"] {
        let elsewhere = tempfile::tempdir().unwrap();
        let file = elsewhere.path().join("gangway.db");
        let config = Config {
            data_dir: elsewhere.path().to_owned(),
            database_url: Some(format!("sqlite://{}", file.display())),
            ..(*app.state.config).clone()
        };
        if knows == "list" {
            std::fs::copy(&list, elsewhere.path().join("erased-people")).unwrap();
        } else {
            restore::restore(config.clone(), app.state.clock.clone(), &newer, false, Passwords::Keep).await.unwrap();
            std::fs::remove_file(elsewhere.path().join("erased-people")).ok();
        }
        let said =
            restore::restore(config.clone(), app.state.clock.clone(), &older, true, Passwords::Keep).await.unwrap();
        assert!(said.contains("erased again now: 2."), "{knows}: {said}");
        assert!(said.contains("because they had no other contact: Delta."), "{knows}: {said}");
        let bytes = std::fs::read(&file).unwrap();
        let db = Db::open(&config.database_url()).await.unwrap();
        let emails: Vec<String> =
            read!(&db, c => sqlx::query_scalar("select email from person where role = 'contact'").fetch_all(c))
                .unwrap();
        db.close().await;
        assert_eq!(emails, ["weber@alder.example"], "{knows}");
        assert!(!String::from_utf8_lossy(&bytes).contains("lee@delta.example"), "{knows}: not in free pages either");
    }
    app.wait(DAY);
}
