//! The setup checklist: each step ticks itself when it was done, wherever that was.

use crate::domain::auth::role::Role;
use crate::paths;
use crate::server::invitations::setup_link;
use crate::server::mailer::transport::Mailer;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::fake_smtp::{Play, Sink, through};
use crate::tests::people::FIRST_OWNER;
use crate::tests::received_email::path_of;

on_both_engines! {
    a_new_owner_lands_on_the_checklist,
    each_step_ticks_when_it_was_done_and_the_list_says_when_all_are,
    a_program_in_use_is_enough,
    a_test_email_that_was_refused_ticks_nothing,
    without_a_mail_server_the_step_says_so_and_stays_open,
    a_hidden_checklist_stays_hidden_until_it_is_shown_again,
    admins_see_it_and_viewers_do_not,
}

const HIDE: &str = "/api/organisation/hide-checklist";
const SHOW: &str = "/api/organisation/show-checklist";

/// How many steps are done, and their titles.
async fn done(browser: &mut Browser) -> Vec<String> {
    let page = browser.open(paths::PARTNERS).await;
    let steps = page.find(".checklist-step");
    assert_eq!(steps.len(), 5, "{}", page.text());
    steps.into_iter().filter_map(|step| step.strip_prefix("Done").map(|rest| rest.trim().to_owned())).collect()
}

async fn a_new_owner_lands_on_the_checklist(app: &TestApp) {
    let link = setup_link::mint(&app.state).await.unwrap().unwrap();
    let mut olga = app.browser();
    olga.open(&path_of(&link)).await;
    let page = olga.submit("/api/invitations/set-up", &FIRST_OWNER).await;
    assert_eq!((page.path.as_str(), page.h1().as_str()), (paths::ATTENTION, "Needs attention"));
    assert!(page.text().contains("0 of 5 done"), "{}", page.text());
    for (title, path) in [
        ("Set your time zone and logo", paths::MANAGE_ORGANISATION),
        ("Send yourself a test email", paths::MANAGE_MAIL),
        ("Create your programs", paths::MANAGE_PROGRAMS),
        ("Add or import a partner", paths::NEW_PARTNER),
        ("Invite a colleague", paths::NEW_MEMBER),
    ] {
        assert_eq!(page.link(title), path);
    }
}

async fn each_step_ticks_when_it_was_done_and_the_list_says_when_all_are(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    assert_eq!(done(&mut maya).await, [""; 0]);

    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit("/api/organisation/save", &[("time_zone", "Europe/Berlin")]).await;
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/send-test", &[]).await;
    assert_eq!(done(&mut maya).await.len(), 2);

    maya.open(&format!("{}/new", paths::MANAGE_PROGRAMS)).await;
    maya.submit("/api/manage/add-choice", &[("name", "Distributor")]).await;
    app.alder(&staff, None).await;
    let ticked = done(&mut maya).await;
    assert_eq!(ticked.len(), 4, "{ticked:?}");
    assert!(!ticked.iter().any(|step| step.starts_with("Invite a colleague")), "{ticked:?}");

    maya.open(paths::NEW_MEMBER).await;
    let adam = [("first_name", "Adam"), ("last_name", "Vogel"), ("email", "adam@acme.example"), ("role", "admin")];
    maya.submit("/api/staff/invite", &[&adam[..], &[("delivery", "email")]].concat()).await;
    assert_eq!(done(&mut maya).await.len(), 5);
    assert!(maya.page.text().contains("You're all set"), "{}", maya.page.text());
    assert_eq!(done(&mut maya).await.len(), 5, "however often it is looked at");
    maya.submit(HIDE, &[]).await;
    assert!(maya.open(paths::PARTNERS).await.find(".checklist").is_empty());
}

async fn a_program_in_use_is_enough(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let mut details = app.details("Alder & Finch", "ana@alder.example").await;
    details.partner.programs = vec![app.program("Reseller").await];
    app.add(&staff, details, None).await;
    let ticked = done(&mut maya).await;
    assert_eq!(ticked.len(), 2, "{ticked:?}");
    assert!(ticked[0].starts_with("Create your programs") && ticked[1].starts_with("Add or import"), "{ticked:?}");
}

async fn a_test_email_that_was_refused_ticks_nothing(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let sink = Sink::start([Play::recipient("550 no such mailbox"), Play::Accept]).await;
    let mailer = through(app, &sink).mailer;
    maya.base = app.second_instance(|app| app.mailer = mailer).await;
    for ticked in [0, 1] {
        app.wait(60_000_000);
        maya.open(paths::MANAGE_MAIL).await;
        maya.submit("/api/mail/send-test", &[]).await;
        assert_eq!(done(&mut maya).await.len(), ticked, "{}", maya.page.text());
    }
    assert_eq!(app.audit_entries("mail_test_accepted").await, 1);
}

async fn without_a_mail_server_the_step_says_so_and_stays_open(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let folder = app.folder.path().join("outbox");
    let mailer = Mailer::Files { folder, from: "partners@acme.example".parse().unwrap() };
    maya.base = app.second_instance(|app| app.mailer = mailer.into()).await;
    assert!(maya.open(paths::PARTNERS).await.text().contains("No mail server is set up yet."), "{}", maya.page.text());
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/send-test", &[]).await;
    assert_eq!(done(&mut maya).await.len(), 0, "a file on the server is no email in an inbox");
}

async fn a_hidden_checklist_stays_hidden_until_it_is_shown_again(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    assert!(!adam.open(paths::MANAGE_ORGANISATION).await.has_form(SHOW), "nothing is hidden");
    assert_eq!(done(&mut maya).await.len(), 1, "a colleague is here");
    maya.submit(HIDE, &[]).await;
    assert_eq!(maya.page.path, "/partners?notice=checklist-hidden");
    for browser in [&mut maya, &mut adam] {
        assert!(browser.open(paths::PARTNERS).await.find(".checklist").is_empty());
    }
    adam.open(paths::MANAGE_ORGANISATION).await;
    let page = adam.submit(SHOW, &[]).await;
    assert_eq!((page.path.as_str(), page.find(".checklist-step").len()), (paths::PARTNERS, 5));
    assert_eq!(done(&mut maya).await.len(), 1);
    let told = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(told.contains("Maya Lindqvist hid the setup checklist."), "{told}");
    assert!(told.contains("Adam Vogel showed the setup checklist again."), "{told}");
}

async fn admins_see_it_and_viewers_do_not(app: &TestApp) {
    app.maya().await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    done(&mut adam).await;
    assert!(adam.page.text().contains("Only an owner can do this."), "{}", adam.page.text());
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    assert!(vera.open(paths::PARTNERS).await.find(".checklist").is_empty());
    for call in [HIDE, SHOW] {
        assert_eq!(vera.call(call, &[]).await.status, 403);
    }
}
