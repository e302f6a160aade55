//! *Program > Terms*: partners accept them as they activate, and it stays known what they accepted.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::text::TermsText;
use crate::paths;
use crate::server::audit::record;
use crate::server::organisation::terms;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::PASSWORD;

on_both_engines! {
    without_terms_nothing_is_asked,
    a_partner_accepts_the_terms_they_read,
    an_unticked_box_is_named_beside_the_password,
    terms_that_changed_meanwhile_are_read_again,
    ended_terms_ask_nothing_and_lock_nobody_out,
    colleagues_are_asked_nothing,
    only_who_is_asked_reads_them,
    whoever_gets_access_again_accepts_again,
    only_an_owner_writes_and_nobody_overwrites_unseen,
    two_owners_at_once_make_one_version,
    terms_are_kept_as_long_as_a_template,
}

const SAVE: &str = "/api/organisation/save-terms";
const ACTIVATE: &str = "/api/invitations/activate";

async fn write(maya: &mut Browser, text: &str) {
    maya.open(paths::MANAGE_TERMS).await;
    maya.submit(SAVE, &[("text", text)]).await;
    assert!(maya.page.text().contains("Your changes are saved."), "{}", maya.page.text());
}

async fn without_terms_nothing_is_asked(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let page = maya.open(paths::MANAGE_TERMS).await;
    assert_eq!((page.h1(), page.value("text")), ("Terms".into(), "".into()));
    assert!(page.find("table").is_empty());
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    let page = ana.open(known.link.as_ref().unwrap()).await;
    assert!(!page.text().contains("terms"), "{}", page.text());
    ana.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    assert_eq!(ana.page.path, paths::PORTAL);
    assert!(!ana.open(paths::PORTAL_ACCOUNT).await.text().contains("Terms"));
    assert!(!maya.open(&paths::partner(known.partner)).await.text().contains("terms"));
    assert_eq!(app.rows("terms_acceptance").await, 0);
}

async fn a_partner_accepts_the_terms_they_read(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    write(&mut maya, "# Scope\r\n\r\nBe **kind**. <script>alert(1)</script>").await;
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(known.link.as_ref().unwrap()).await;
    let terms = ana.page.link("Read the terms");
    assert_eq!(terms, paths::terms(1));
    let page = ana.get(&terms).await;
    assert_eq!((page.status, page.h1().as_str()), (200, "Terms of Acme's partner program"));
    assert_eq!((page.find("h2"), page.find("strong")), (vec!["Scope".to_owned()], vec!["kind".to_owned()]));
    assert!(page.text().contains("<script>alert(1)</script>"), "what was typed is text: {}", page.text());

    ana.submit(ACTIVATE, &[("password", PASSWORD), ("terms", "1")]).await;
    assert_eq!(ana.page.path, paths::PORTAL);
    let account = ana.open(paths::PORTAL_ACCOUNT).await;
    assert!(account.text().contains("Version 1, accepted at 22 Nov 2026"), "{}", account.text());
    let read = account.link("Read the terms you accepted");
    assert_eq!(ana.open(&read).await.status, 200);

    let page = maya.open(&paths::partner(known.partner)).await;
    assert!(page.text().contains("Accepted version 1 of the terms at 22 Nov 2026"), "{}", page.text());
    let told = "Ana Ruiz activated their access and accepted version 1 of the terms.";
    assert!(page.text().contains(told), "the timeline: {}", page.text());
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains(told));
    assert!(maya.open(paths::MANAGE_TERMS).await.find("tbody tr")[0].contains("1 person"));
}

async fn an_unticked_box_is_named_beside_the_password(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    write(&mut maya, "Be kind.").await;
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(known.link.as_ref().unwrap()).await;
    ana.submit(ACTIVATE, &[("password", "short")]).await;
    assert_eq!(ana.page.at(), paths::ACTIVATE);
    assert!(ana.page.complaint("terms").contains("accept them"), "{}", ana.page.text());
    assert!(!ana.page.complaint("password").is_empty(), "all complaints at once: {}", ana.page.text());
    ana.submit(ACTIVATE, &[("password", "short"), ("terms", "1")]).await;
    assert_eq!(ana.page.complaint("terms"), "");
    assert_eq!(ana.page.attribute("#terms", "checked").as_deref(), Some(""), "the tick is kept");
    assert_eq!(app.active_contacts().await, 0);
    ana.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    assert_eq!(ana.page.path, paths::PORTAL);
}

async fn terms_that_changed_meanwhile_are_read_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(known.link.as_ref().unwrap()).await;
    write(&mut maya, "Be kind.").await;
    ana.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    assert!(ana.page.complaint("terms").contains("Read the terms and accept them"), "{}", ana.page.text());
    write(&mut maya, "Be very kind.").await;
    ana.submit(ACTIVATE, &[("password", PASSWORD), ("terms", "1")]).await;
    assert!(ana.page.complaint("terms").contains("The terms were changed"), "{}", ana.page.text());
    assert_eq!(ana.page.attribute("#terms", "checked"), None, "what was not read is not accepted");
    assert_eq!(ana.page.link("Read the terms"), paths::terms(2));
    assert_eq!(app.rows("terms_acceptance").await, 0);
    ana.submit(ACTIVATE, &[("password", PASSWORD), ("terms", "2")]).await;
    assert_eq!(ana.page.path, paths::PORTAL);
    assert_eq!(app.number("select version from terms_acceptance").await, 2);
    assert!(ana.open(&paths::terms(1)).await.text().contains("an earlier version"), "{}", ana.page.text());
}

async fn ended_terms_ask_nothing_and_lock_nobody_out(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    write(&mut maya, "Be kind.").await;
    let alder = app.alder(&staff, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(alder.link.as_ref().unwrap()).await;
    ana.submit(ACTIVATE, &[("password", PASSWORD), ("terms", "1")]).await;
    let blue = app.add(&staff, app.details("Blue", "jo@blue.example").await, Some(Delivery::Link)).await;
    let mut jo = app.browser();
    jo.open(blue.link.as_ref().unwrap()).await;
    write(&mut maya, "").await;
    assert_eq!(maya.page.find("tbody tr").len(), 2, "versions are kept");
    jo.submit(ACTIVATE, &[("password", PASSWORD), ("terms", "1")]).await;
    assert_eq!(jo.page.path, paths::PORTAL, "what was shown may be accepted, but nothing is asked any more");
    assert_eq!(app.rows("terms_acceptance").await, 1);
    let account = ana.open(paths::PORTAL_ACCOUNT).await;
    assert!(account.text().contains("Version 1, accepted at"), "{}", account.text());
    assert_eq!(ana.open(&paths::terms(1)).await.status, 200, "what was accepted can be read for good");
    assert_eq!(ana.open(&paths::terms(2)).await.status, 404);
}

async fn colleagues_are_asked_nothing(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    write(&mut maya, "Be kind.").await;
    let invite = [
        ("first_name", "Adam"),
        ("last_name", "Vogel"),
        ("email", "adam@acme.example"),
        ("role", "admin"),
        ("delivery", "email"),
    ];
    maya.open(paths::NEW_MEMBER).await;
    maya.submit("/api/staff/invite", &invite).await;
    let mut adam = app.browser();
    let page = adam.open(&app.message().await.link()).await;
    assert!(!page.text().contains("terms"), "{}", page.text());
    adam.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    assert_eq!(adam.page.path, paths::ATTENTION);
    assert_eq!(app.rows("terms_acceptance").await, 0);
}

async fn only_who_is_asked_reads_them(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    write(&mut maya, "Be kind.").await;
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    let mut nobody = app.browser();
    let page = nobody.open(&paths::terms(1)).await;
    assert_eq!(page.status, 404);
    assert!(!page.body.contains("Be kind."));
    nobody.open("/activate/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(nobody.open(&paths::terms(1)).await.status, 404, "a made-up link is none");
    nobody.open(known.link.as_ref().unwrap()).await;
    assert_eq!(nobody.open(&paths::terms(1)).await.status, 200);
    for version in ["2", "0", "-1", "x", "1.0"] {
        assert_eq!(nobody.open(&format!("{}/{version}", paths::TERMS)).await.status, 404, "{version}");
    }
    assert_eq!(maya.open(&paths::terms(1)).await.status, 200);
}

async fn whoever_gets_access_again_accepts_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    write(&mut maya, "Be kind.").await;
    let known = app.alder(&staff, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(known.link.as_ref().unwrap()).await;
    ana.submit(ACTIVATE, &[("password", PASSWORD), ("terms", "1")]).await;
    write(&mut maya, "Be very kind.").await;
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    assert!(!maya.page.text().contains("Accepted version"), "{}", maya.page.text());
    maya.submit("/api/invitations/give-access", &[("delivery", "email")]).await;
    ana.open(&app.message().await.link()).await;
    ana.submit(ACTIVATE, &[("password", PASSWORD), ("terms", "2")]).await;
    assert_eq!(ana.page.path, paths::PORTAL);
    let page = maya.open(&paths::partner(known.partner)).await;
    assert!(page.text().contains("Accepted version 2 of the terms"), "{}", page.text());
    assert_eq!(app.rows("terms_acceptance").await, 2);
    maya.submit("/api/partners/delete", &[]).await;
    assert_eq!(app.rows("terms_acceptance").await, 0, "nothing is kept of who is deleted");
}

async fn only_an_owner_writes_and_nobody_overwrites_unseen(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let (_, mut olga) = app.colleague_as(Role::Owner, "Olga").await;
    maya.open(paths::MANAGE_TERMS).await;
    write(&mut olga, "Be kind.").await;
    maya.submit(SAVE, &[("text", "Be quick.")]).await;
    assert!(maya.page.text().contains("Someone else saved changes while you were editing."), "{}", maya.page.text());
    assert_eq!(maya.page.value("text"), "Be quick.", "what was typed is kept");
    write(&mut olga, " Be kind.\r\n").await;
    assert_eq!(app.rows("terms_version").await, 1, "the same text is no new version");
    assert_eq!(record::count(&app.state, "terms_changed").await.unwrap(), 1);
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("Olga Vogel published version 1 of the terms."));
    write(&mut maya, "").await;
    let told = "Maya Lindqvist removed the terms: contacts no longer accept any.";
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains(told));
    for (role, name) in [(Role::Admin, "Adam"), (Role::Viewer, "Vera")] {
        let (_, mut browser) = app.colleague_as(role, name).await;
        let page = browser.open(paths::MANAGE_TERMS).await;
        assert!(!page.has_form(SAVE) && page.text().contains("Only owners write the terms."), "{}", page.text());
        assert_eq!(page.find("tbody tr").len(), 2);
        assert_eq!(browser.call(SAVE, &[("form[version]", "2"), ("form[text]", "x")]).await.status, 403, "{role:?}");
    }
}

async fn two_owners_at_once_make_one_version(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let text = |text: &str| TermsText::parse(text).unwrap();
    let (kind, quick) = (text("Be kind."), text("Be quick."));
    let (first, second) =
        tokio::join!(terms::save(&app.state, &staff, 0, &kind), terms::save(&app.state, &staff, 0, &quick));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!(app.rows("terms_version").await, 1);
}

async fn terms_are_kept_as_long_as_a_template(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let longest = "𝄞".repeat(20_000);
    write(&mut maya, &longest).await;
    assert_eq!(maya.page.value("text"), longest);
    maya.submit(SAVE, &[("text", &format!("{longest}x"))]).await;
    assert!(maya.page.complaint("text").contains("Use at most 20,000 characters"), "{}", maya.page.complaint("text"));
    assert_eq!(maya.page.value("text").chars().count(), 20_001, "what was typed is kept");
    write(&mut maya, "1.\tScope").await;
    assert_eq!(maya.page.value("text"), "1. Scope");
}
