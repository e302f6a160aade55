//! A restored backup: its links and sessions do not work, and nothing is sent without a review.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, HOUR, SECOND};
use crate::paths;
use crate::server::imports;
use crate::server::invitations::invite;
use crate::server::mailer::outcome::SendOutcome;
use crate::server::ops::restore::Passwords;
use crate::server::ops::{backup, restore};
use crate::server::outbox::delivery;
use crate::server::partners::bulk::worker;
use crate::server::platform::config::Config;
use crate::server::platform::db::{Db, read};
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::{OTHER_PASSWORD, PASSWORD};

const ACTIVATE: &str = "/api/invitations/activate";

on_both_engines! {
    f41_after_a_restore_no_earlier_link_or_session_works,
    f41_after_a_restore_mail_waits_until_somebody_resumes,
    f41_a_mail_that_was_under_way_is_not_sent_twice,
    f41_access_for_many_goes_on_after_a_restore_only_where_somebody_asks,
    f41_an_import_goes_on_after_a_restore_only_where_somebody_asks,
    after_a_restore_an_invitation_is_sent_again_and_works,
    after_a_restore_with_new_passwords_no_earlier_one_works,
    a_backup_taken_while_partners_are_added_has_each_of_them_whole,
}

async fn f41_after_a_restore_no_earlier_link_or_session_works(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    let details = app.details("Bluewater", "jo@blue.example").await;
    let copied = app.add(&staff, details, Some(Delivery::Link)).await.link.unwrap();
    app.add(&staff, app.details("Cartograph", "li@carto.example").await, Some(Delivery::Email)).await;
    let emailed = app.message().await.link();
    maya.call("/api/account/forgot-password", &[("email", "ana@alder.example")]).await;
    let reset = app.message().await.link();
    // Its form is open in a browser while the backup is restored.
    let mut jo = app.browser();
    assert!(jo.open(&copied).await.has_form(ACTIVATE));

    let settled = restore::sanitize_restored(&app.state, Passwords::Keep).await.unwrap();

    assert_eq!((settled.invitations, settled.resets, settled.waiting), (2, 1, 0));
    assert!(settled.sessions >= 2, "{settled:?}");
    assert!(maya.open(paths::PARTNERS).await.path.starts_with(paths::SIGN_IN));
    assert!(ana.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
    jo.submit(ACTIVATE, &[("password", OTHER_PASSWORD)]).await;
    assert_eq!(app.audit_entries("activated").await, 1, "only Ana, before");
    for link in [&copied, &emailed] {
        let mut browser = app.browser();
        let page = browser.open(link).await;
        assert!(!page.has_form(ACTIVATE) && page.text().contains("expired"), "{}", page.text());
    }
    let mut browser = app.browser();
    assert!(!browser.open(&reset).await.has_form("/api/account/reset-password"));
}

async fn f41_after_a_restore_mail_waits_until_somebody_resumes(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    restore::sanitize_restored(&app.state, Passwords::Keep).await.unwrap();
    assert!(app.emails().await.is_empty());
    app.wait(DAY);
    assert!(app.emails().await.is_empty(), "however long it takes");
    let (_, mut maya) = app.maya().await;
    let page = maya.open(paths::MANAGE_MAIL).await;
    assert!(
        page.text().contains("A backup was restored. Waiting emails may have been sent already."),
        "{}",
        page.text()
    );
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("A backup was restored, with everything up to"));
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/resume", &[]).await;
    let message = app.message().await;
    assert_eq!(message.to, "ana@alder.example");
    assert!(app.browser().open(&message.link()).await.has_form(ACTIVATE), "no link of it was out, so it still invites");
}

async fn f41_a_mail_that_was_under_way_is_not_sent_twice(app: &TestApp) {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let claim = delivery::claim(&app.state).await.unwrap().unwrap();
    restore::sanitize_restored(&app.state, Passwords::Keep).await.unwrap();
    let accepted = SendOutcome::Accepted("250 too late".to_owned());
    assert!(!delivery::complete(&app.state, &claim, None, &accepted).await.unwrap(), "its worker was overtaken");
    let (_, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/resume", &[]).await;
    app.wait(DAY);
    assert!(app.emails().await.is_empty());
    let row = maya.open(&format!("{}?pile=cancelled", paths::MANAGE_MAIL)).await.find(".mail-table tbody tr");
    assert!(
        row.len() == 1 && row[0].contains("A backup was restored, and this may have been sent already."),
        "{row:?}"
    );
    let page = maya.open(&paths::partner(ana.partner)).await.text();
    assert!(page.contains("Link expired"), "{page}");
}

async fn after_a_restore_an_invitation_is_sent_again_and_works(app: &TestApp) {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    restore::sanitize_restored(&app.state, Passwords::Keep).await.unwrap();
    let (_, mut maya) = app.maya().await;
    let page = maya.open(&paths::partner(ana.partner)).await.text();
    assert!(page.contains("Link expired") && page.contains("Send the invitation again."), "{page}");
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/resume", &[]).await;
    invite::resend(&app.state, &staff, ana.contact).await.unwrap();
    let link = app.message().await.link();
    let mut browser = app.browser();
    browser.open(&link).await;
    assert_eq!(browser.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert!(!app.browser().open(&ana.link.unwrap()).await.has_form(ACTIVATE));
}

async fn after_a_restore_with_new_passwords_no_earlier_one_works(app: &TestApp) {
    const SIGN_IN: &str = "/api/account/sign-in";
    const RESET: &str = "/api/account/reset-password";
    let (staff, _) = app.maya().await;
    let (ana, _) = app.active_ana(&staff).await;
    app.staff_as(Role::Viewer, "Vera").await;
    let everyone = ["maya@acme.example", "vera@acme.example", ana.email.as_str()];
    let signs_in = async |email: &str, password: &str| {
        app.browser().call(SIGN_IN, &[("form[email]", email), ("form[password]", password)]).await.status < 400
    };
    restore::sanitize_restored(&app.state, Passwords::Keep).await.unwrap();
    for email in everyone {
        assert!(signs_in(email, PASSWORD).await, "{email}: without the flag they are back");
    }
    let renewed = restore::sanitize_restored(&app.state, Passwords::Renew).await.unwrap().renewed.unwrap();
    assert_eq!(renewed.passwords, 3);
    for email in everyone {
        for password in [PASSWORD, "", OTHER_PASSWORD] {
            assert!(!signs_in(email, password).await, "{email}");
        }
    }
    assert_eq!(app.active_contacts().await, 1, "access is as it was");

    // The owner has a link at once, everyone else asks by email as ever.
    let [(name, token)] = &renewed.owners[..] else { panic!("one owner: {renewed:?}") };
    assert_eq!(name, "Maya Lindqvist");
    app.secrets.note(token.expose());
    let mut maya = app.browser();
    maya.open(&paths::reset_link(token.expose())).await;
    assert_eq!(maya.submit(RESET, &[("password", OTHER_PASSWORD)]).await.path, paths::ATTENTION);
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("3 passwords no longer work"));
    let mut browser = app.browser();
    browser.call("/api/account/forgot-password", &[("email", &ana.email)]).await;
    assert!(app.emails().await.is_empty(), "sending is paused");
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/resume", &[]).await;
    let link = app.message_about("Choose a new password").await.link();
    browser.open(&link).await;
    assert_eq!(browser.submit(RESET, &[("password", OTHER_PASSWORD)]).await.path, paths::PORTAL);
}

async fn a_backup_taken_while_partners_are_added_has_each_of_them_whole(app: &TestApp) {
    // Each test has a schema of PostgreSQL and not a database; src/tests/commands.rs backs one up.
    let Db::Sqlite { .. } = &app.state.db else { return };
    let staff = app.staff().await;
    let add = async |n: usize| {
        let details = app.details(&format!("Partner {n}"), &format!("p{n}@partner.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
    };
    for n in 0..3 {
        add(n).await;
    }
    let file = app.folder.path().join("copy.db");
    let backup = backup::back_up(&app.state.config, &file);
    let writer = async {
        for n in 3..12 {
            add(n).await;
        }
    };
    let (said, ()) = tokio::join!(backup, writer);
    assert!(said.unwrap().contains("It is intact"));

    let elsewhere = tempfile::tempdir().unwrap();
    let config = Config {
        data_dir: elsewhere.path().to_owned(),
        database_url: Some(format!("sqlite://{}", elsewhere.path().join("gangway.db").display())),
        ..(*app.state.config).clone()
    };
    restore::restore(config.clone(), app.state.clock.clone(), &file, false, Passwords::Keep).await.unwrap();
    let db = Db::open(&config.database_url()).await.unwrap();
    let count = async |sql: &'static str| -> i64 { read!(&db, c => sqlx::query_scalar(sql).fetch_one(c)).unwrap() };
    let partners = count("select count(*) from partner").await;
    assert!((3..=12).contains(&partners), "{partners}");
    let whole = "select count(distinct p.id) from partner p join person c on c.partner_id = p.id
         join invitation i on i.person_id = c.id join queued_email m on m.invitation_id = i.id and m.state = 'queued'";
    assert_eq!(count(whole).await, partners);
    assert_eq!(count("select count(*) from email_pause where ends_at is null").await, 1);
    db.close().await;
    app.wait(SECOND);
}

async fn f41_access_for_many_goes_on_after_a_restore_only_where_somebody_asks(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open_selected("give", &[known.partner]).await;
    app.state.stopping.cancel();
    maya.submit("/api/partners/start-bulk", &[]).await;
    app.settle().await;
    let result = maya.page.path.clone();

    let next = AppState { stopping: Default::default(), ..app.state.clone() };
    assert_eq!(restore::sanitize_restored(&next, Passwords::Keep).await.unwrap().undone, 1);
    app.wait(DAY);
    worker::resume_all(&next).await.unwrap();
    app.settle().await;
    assert_eq!(app.rows("invitation").await, 0, "they may have been invited after the backup was taken");
    let (_, mut maya) = app.maya().await;
    let text = maya.open(&result).await.text();
    assert!(text.contains("Not done: a backup was restored first."), "{text}");
    assert!(text.contains("Try the failed ones again"), "{text}");
}

async fn f41_an_import_goes_on_after_a_restore_only_where_somebody_asks(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::PARTNERS_IMPORT).await;
    let file = b"Company,Contact,Email\nBlue,Jo Berg,b@b.example";
    maya.upload(paths::PARTNERS_IMPORT_FILE, "file", file).await;
    app.change("update partner_import set stage = 'importing'").await;
    restore::sanitize_restored(&app.state, Passwords::Keep).await.unwrap();
    app.wait(HOUR);
    imports::worker::resume_all(&app.state).await.unwrap();
    app.settle().await;
    let (partners, imports) = (app.rows("partner").await, app.rows("partner_import").await);
    assert_eq!((partners, imports), (0, 1), "it may have been imported after the backup was taken");
}
