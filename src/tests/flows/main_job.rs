//! The main job: from an empty database to a partner in the portal.

use crate::paths;
use crate::server::invitations::setup_link;
use crate::server::mailer::transport::Mailer;
use crate::server::outbox::worker;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::{OTHER_PASSWORD, PASSWORD};
use crate::tests::received_email::{ReceivedEmail, path_of};

on_both_engines! {
    from_an_empty_database_to_a_partner_in_the_portal,
    without_a_mail_server_the_pages_say_so_and_the_mail_is_a_file,
}

async fn from_an_empty_database_to_a_partner_in_the_portal(app: &TestApp) {
    let link = path_of(&setup_link::mint(&app.state).await.unwrap().unwrap());
    let mut maya = app.browser();
    assert_eq!(maya.open(&link).await.h1(), "Set up Gangway");
    let owner = [
        ("organisation", "Acme"),
        ("first_name", "Maya"),
        ("last_name", "Lindqvist"),
        ("email", "maya@acme.example"),
        ("password", PASSWORD),
    ];
    let page = maya.submit("/api/invitations/set-up", &owner).await;
    assert_eq!((page.path.as_str(), page.h1().as_str()), (paths::ATTENTION, "Needs attention"));

    maya.open(paths::NEW_PARTNER).await;
    let reseller = app.program("Reseller").await;
    let details = [
        ("name", "Alder & Finch"),
        ("programs", reseller.as_str()),
        ("first_name", "Ana"),
        ("last_name", "Ruiz"),
        ("email", "Ana@Alder.example"),
        ("job_title", "Head of sales"),
        ("phone", "+49 30 123456"),
    ];
    let page = maya.submit("/api/onboarding/details", &details).await;
    assert!(page.path.ends_with("/invitation"), "{} {}", page.path, page.text());
    assert!(page.text().contains("How should Ana get their invitation?"), "{}", page.text());
    let page = maya.submit("/api/onboarding/finish", &[("delivery", "email")]).await;
    assert_eq!(page.h1(), "Alder & Finch is added.");

    let message = app.message().await;
    assert_eq!((message.to.as_str(), message.reply_to.as_str()), ("Ana@Alder.example", "maya@acme.example"));
    assert_eq!(message.subject, "Ana, your Acme partner portal is ready");
    let page = maya.open(&maya.page.path.clone()).await;
    assert!(page.text().contains("Accepted"), "{}", page.text());

    let mut ana = app.browser();
    let page = ana.open(&message.link()).await;
    assert_eq!((page.at(), page.h1().as_str()), (paths::ACTIVATE, "Ana, welcome to Acme's partner portal"));
    assert!(page.text().contains("Maya Lindqvist invited you for Alder & Finch."), "{}", page.text());
    assert_eq!(page.value("email"), "Ana@Alder.example");
    let page = ana.submit("/api/invitations/activate", &[("password", OTHER_PASSWORD)]).await;
    assert_eq!(page.path, paths::PORTAL, "{}", page.text());
    assert!(page.text().contains("Ana"), "{}", page.text());
    assert!(ana.open(paths::PORTAL_PROGRAMS).await.text().contains("Reseller"));
    assert!(ana.open(paths::PORTAL_COMPANY).await.text().contains("Alder & Finch"));
    assert!(ana.open(paths::PORTAL_TEAM).await.text().contains("Head of sales"));

    ana.submit(paths::SIGN_OUT, &[]).await;
    assert_eq!(ana.open(paths::PORTAL).await.path, "/sign-in?next=%2Fportal");
    let page =
        ana.submit("/api/account/sign-in", &[("email", "ana@alder.EXAMPLE"), ("password", OTHER_PASSWORD)]).await;
    assert_eq!(page.path, paths::PORTAL, "{}", page.text());
}

async fn without_a_mail_server_the_pages_say_so_and_the_mail_is_a_file(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let folder = app.folder.path().join("outbox");
    let mailer = Mailer::Files { folder: folder.clone(), from: "partners@acme.example".parse().unwrap() };
    let without = AppState { mailer: mailer.into(), ..app.state.clone() };
    maya.base = app.second_instance(|app| app.mailer = without.mailer.clone()).await;
    maya.open(paths::NEW_PARTNER).await;
    let ana = [("name", "Alder"), ("first_name", "Ana"), ("last_name", "Ruiz"), ("email", "ana@alder.example")];
    let page = maya.submit("/api/onboarding/details", &ana).await;
    assert!(page.text().contains("No mail server is configured"), "{}", page.text());
    maya.submit("/api/onboarding/finish", &[("delivery", "email")]).await;
    worker::drain(&without).await.unwrap();
    let page = maya.open(&maya.page.path.clone()).await;
    assert!(page.text().contains("nothing was sent"), "{}", page.text());
    assert!(!page.text().contains("Accepted"), "{}", page.text());
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let message = ReceivedEmail::read(&std::fs::read(&files[0]).unwrap(), &app.secrets);
    assert!(app.browser().open(&message.link()).await.has_form("/api/invitations/activate"));
}
