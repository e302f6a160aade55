//! One partner's page: change, delete, and what happened.

use crate::domain::email::EmailAddress;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::Access;
use crate::paths;
use crate::server::auth::email_changes;
use crate::server::partners::contacts;
use crate::server::people::rows;
use crate::server::platform::db::statements::counted;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;

const UPDATE: &str = "/api/partners/update";

on_both_engines! {
    a_partner_can_be_changed_and_the_timeline_says_so,
    a_website_is_edited_shown_searched_exported_and_imported,
    f29_two_people_who_edit_one_partner_do_not_overwrite_each_other,
    a_deleted_partner_takes_its_links_and_sessions_along,
    the_details_of_a_contact_who_signs_in_are_changed_at_once,
    many_contacts_take_as_many_statements_as_two,
    pages_of_nothing_say_so,
}

async fn a_partner_can_be_changed_and_the_timeline_says_so(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let (active, technology) = (app.status("Signed").await, app.program("Technology").await);
    maya.open(&paths::edit_partner(known.partner)).await;
    let changes = [("name", "Alder <b>&</b> Finch"), ("status", active.as_str()), ("programs", technology.as_str())];
    maya.submit(UPDATE, &changes).await;
    let page = &maya.page;
    assert_eq!(
        (page.path.as_str(), page.h1().as_str()),
        (format!("{}?notice=saved", paths::partner(known.partner)).as_str(), "Alder <b>&</b> Finch")
    );
    assert!(page.find("title")[0].contains("Alder <b>&</b> Finch"), "{:?}", page.find("title"));
    for words in [
        "Signed",
        "Technology",
        "Maya Lindqvist changed the details of Alder & Finch.",
        "Maya Lindqvist added Alder & Finch with Ana Ruiz as main contact, invited by email.",
    ] {
        assert!(page.text().contains(words), "{words} is missing: {}", page.text());
    }
}

async fn a_website_is_edited_shown_searched_exported_and_imported(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    assert!(!ana.open(paths::PORTAL_COMPANY).await.text().contains("Website"), "nothing is said where there is none");
    maya.open(&paths::edit_partner(known.partner)).await;
    maya.submit(UPDATE, &[("website", "javascript:alert(1)")]).await;
    assert_eq!(maya.page.complaint("website"), "Enter a web address, for example https://example.com.");
    assert_eq!(maya.page.attribute("#website", "value").as_deref(), Some("javascript:alert(1)"), "as it was typed");
    maya.submit(UPDATE, &[("website", " Alder.example/shop/ ")]).await;
    assert_eq!(maya.page.link("Alder.example/shop"), "https://Alder.example/shop/");
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("Website: nothing → https://Alder.example/shop/"));
    assert_eq!(ana.open(paths::PORTAL_COMPANY).await.link("Alder.example/shop"), "https://Alder.example/shop/");
    for (words, found) in [("alder.EXAMPLE%2Fshop", 1), ("alder.example%2Fblog", 0)] {
        let page = maya.open(&format!("{}?q={words}", paths::PARTNERS)).await;
        assert_eq!(page.find("tbody .cell-name").len(), found, "{words}");
    }
    let file = maya.open(paths::PARTNERS_CSV).await.body.clone();
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/partners/delete", &[]).await;
    import(&mut maya, &file).await;
    let again = maya.open(paths::PARTNERS).await.link("Alder & Finch");
    assert_eq!(maya.open(&again).await.link("Alder.example/shop"), "https://Alder.example/shop/");
    import(&mut maya, "Company,Contact,Email,URL\nBirch,Bo Birch,bo@birch.example,birch\n").await;
    assert_eq!(maya.page.find("td[data-label='Why']"), ["Website \"birch\" is left out."]);
}

/// Uploads a spreadsheet, and imports what is ready.
async fn import(browser: &mut Browser, file: &str) {
    browser.open(paths::PARTNERS_IMPORT).await;
    browser.upload(paths::PARTNERS_IMPORT_FILE, "file", file.as_bytes()).await;
    if browser.page.text().contains("Import 1 partner?") {
        browser.submit("/api/partners/import", &[]).await;
    }
}

async fn f29_two_people_who_edit_one_partner_do_not_overwrite_each_other(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let (_, mut colleague) = app.maya().await;
    for browser in [&mut maya, &mut colleague] {
        browser.open(&paths::edit_partner(known.partner)).await;
    }
    maya.submit(UPDATE, &[("name", "Alder Finch & Sons")]).await;
    colleague.submit(UPDATE, &[("name", "Alder")]).await;
    assert_eq!(colleague.page.path, paths::edit_partner(known.partner));
    assert!(
        colleague.page.text().contains("Someone else saved changes while you were editing."),
        "{}",
        colleague.page.text()
    );
    assert_eq!(colleague.page.value("name"), "Alder", "what was typed is kept");
    assert_eq!(maya.open(&paths::partner(known.partner)).await.h1(), "Alder Finch & Sons");
}

async fn a_deleted_partner_takes_its_links_and_sessions_along(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    let mut details = app.details("Bluewater", "jonas@bluewater.example").await;
    details.contact.first_name = "Jonas".to_owned();
    let pending = app.add(&staff, details, Some(Delivery::Email)).await;
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/partners/delete", &[]).await;
    assert_eq!(maya.page.path, format!("{}?notice=deleted", paths::PARTNERS));
    assert!(!maya.page.text().contains("Alder & Finch"));
    assert!(ana.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
    assert_eq!(app.browser().open(known.link.as_ref().unwrap()).await.h1(), "This link does not work");
    assert_eq!(maya.open(&paths::partner(known.partner)).await.status, 404);

    // The other one still waits for its mail; deleted, it gets none.
    maya.open(&paths::partner(pending.partner)).await;
    maya.submit("/api/partners/delete", &[]).await;
    assert!(app.emails().await.is_empty());
    assert_eq!(app.audit_entries("partner_deleted").await, 2);
    assert_eq!(app.rows("token").await + app.rows("queued_email").await + app.rows("invitation").await, 0);
}

async fn the_details_of_a_contact_who_signs_in_are_changed_at_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit("/api/partners/update-contact", &[("email", "Ana@alder.example"), ("job_title", "Chief")]).await;
    assert_eq!(maya.page.path, format!("{}?notice=saved", paths::partner(known.partner)));
    assert!(maya.page.text().contains("Chief"), "{}", maya.page.text());
    assert!(app.emails().await.is_empty(), "capitals make no other address");
}

async fn pages_of_nothing_say_so(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let nobody = "01990000-0000-7000-8000-000000000000";
    for path in [
        format!("/partners/{nobody}"),
        format!("/partners/{nobody}/edit"),
        "/partners/not-an-id".to_owned(),
        "/nowhere".to_owned(),
        format!("/partners/new/{nobody}/added"),
    ] {
        let page = maya.open(&path).await;
        assert_eq!(page.status, 404, "{path}: {}", page.text());
    }
    assert_eq!(app.browser().open("/nowhere").await.status, 404);
}

async fn many_contacts_take_as_many_statements_as_two(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, _) = app.active_ana(&staff).await;
    let (delivery, nobody) = ([Some(Delivery::Email), Some(Delivery::Link), None], None);
    let add = async |number: usize| {
        let email = format!("{number}@alder.example");
        app.colleague(&staff, ana.partner, &email, delivery[number % 3]).await;
    };
    add(0).await;
    app.emails().await;
    let (two, statements_for_two) = counted(contacts::list(&app.state, ana.partner, nobody)).await;
    assert_eq!(two.unwrap().len(), 2);

    for number in 1..49 {
        add(number).await;
    }
    app.emails().await;
    let mut tx = app.state.db.begin().await.unwrap();
    let person = rows::lock(&mut tx, ana.contact).await.unwrap();
    let email = EmailAddress::parse("new@alder.example").unwrap();
    email_changes::ask(&mut tx, &app.state, (&*staff).into(), &person, &email).await.unwrap();
    tx.commit().await.unwrap();
    let (fifty, statements_for_fifty) = counted(contacts::list(&app.state, ana.partner, nobody)).await;
    assert_eq!(statements_for_fifty, statements_for_two);

    let fifty = fifty.unwrap();
    assert_eq!(fifty.len(), 50);
    for contact in fifty {
        let is_ana = contact.id == ana.contact;
        assert_eq!(contact.pending_address.is_some(), is_ana, "{}", contact.email);
        assert_eq!(contact.access.invitation.is_some(), contact.access.access != Access::None, "{}", contact.email);
        let message = contact.access.invitation.as_ref().and_then(|invitation| invitation.email.as_ref());
        let tried: Vec<&str> = message.iter().flat_map(|it| &it.attempts).map(|it| it.address.as_str()).collect();
        let number = contact.email.split('@').next().unwrap().parse::<usize>().ok();
        let expected = if number.is_some_and(|number| number % 3 == 0) { vec![contact.email.as_str()] } else { vec![] };
        assert_eq!(tried, expected, "everybody has their own mail");
        assert_eq!(contacts::access(&app.state, &staff, contact.id, nobody).await.unwrap(), contact.access);
    }
}
