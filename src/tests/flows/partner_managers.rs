//! Who of the team looks after a partner: whom contacts reply to, who signs, and whose partners a list shows.

use crate::domain::auth::role::Role;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;

on_both_engines! {
    contacts_reply_to_the_manager_who_signs_the_invitation,
    previews_name_the_manager,
    a_list_shows_the_partners_of_a_manager,
    many_partners_get_another_manager_and_their_old_ones_back,
    a_partner_without_its_manager_is_an_owners,
}

async fn set_manager(browser: &mut Browser, partner: PartnerId, person: PersonId) {
    browser.open(&paths::edit_partner(partner)).await;
    browser.submit("/api/partners/update", &[("partner_manager", &person.to_string())]).await;
}

/// The partners on the list of `manager`.
async fn partners_of(browser: &mut Browser, manager: PersonId) -> Vec<String> {
    browser.open(&format!("{}?manager={manager}", paths::PARTNERS)).await.find("tbody th")
}

async fn contacts_reply_to_the_manager_who_signs_the_invitation(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let adam = app.staff_as(Role::Admin, "Adam").await;
    let known = app.add(&staff, app.details("Alder & Finch", "ana@alder.example").await, Some(Delivery::Email)).await;
    let first = app.message().await;
    assert_eq!(first.reply_to, "maya@acme.example");
    assert!(first.text.trim_end().ends_with("Maya Lindqvist, Acme"), "{}", first.text);

    set_manager(&mut maya, known.partner, adam).await;
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/invitations/resend", &[]).await;
    let second = app.message().await;
    assert_eq!(second.reply_to, "adam@acme.example");
    assert!(second.text.contains("Maya Lindqvist invited you"), "{}", second.text);
    assert!(second.text.trim_end().ends_with("Adam Vogel, Acme"), "{}", second.text);
}

async fn previews_name_the_manager(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let adam = app.staff_as(Role::Admin, "Adam").await;
    let known = app.add(&staff, app.details("Alder & Finch", "ana@alder.example").await, None).await;
    let page = paths::give_access(known.partner, known.contact);
    assert!(maya.open(&page).await.text().contains("Replies to you"));
    set_manager(&mut maya, known.partner, adam).await;
    assert!(maya.open(&page).await.text().contains("Replies to adam@acme.example"));
    let preview = paths::invitation_preview(known.partner, &known.contact.to_string(), "text");
    let email = maya.look(&preview).await.text().await.unwrap();
    assert!(email.contains("Adam Vogel, Acme"), "{email}");
}

async fn a_list_shows_the_partners_of_a_manager(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (adam, mut browser) = app.colleague_as(Role::Admin, "Adam").await;
    for (name, manager) in [("Acorn", staff.id), ("Bluewater", adam), ("Cartograph", adam)] {
        let email = format!("ana@{}.example", name.to_lowercase());
        let known = app.add(&staff, app.details(name, &email).await, None).await;
        set_manager(&mut maya, known.partner, manager).await;
    }
    assert_eq!(partners_of(&mut maya, staff.id).await, ["Acorn"]);
    assert_eq!(partners_of(&mut maya, adam).await, ["Bluewater", "Cartograph"]);
    assert!(maya.page.text().contains("2 partners"), "{}", maya.page.text());
    assert_eq!(maya.page.find("#manager option"), ["Any manager", "My partners", "Adam Vogel"]);
    assert_eq!(
        browser.open(paths::PARTNERS).await.find("#manager option"),
        ["Any manager", "My partners", "Maya Lindqvist"]
    );

    let both = format!("{}?q=carto&manager={adam}", paths::PARTNERS);
    assert_eq!(maya.open(&both).await.find("tbody th"), ["Cartograph"], "filters hold together");
    let file = maya.look(&format!("{}?manager={adam}", paths::PARTNERS_CSV)).await.text().await.unwrap();
    assert!(file.contains("Bluewater") && file.contains("Adam Vogel") && !file.contains("Acorn"), "{file}");
    let wrong = maya.open(&format!("{}?manager=x", paths::PARTNERS)).await;
    assert!(wrong.text().contains("Choose from the list."), "{}", wrong.text());
}

async fn many_partners_get_another_manager_and_their_old_ones_back(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let adam = app.staff_as(Role::Admin, "Adam").await;
    let mut known = Vec::new();
    for name in ["Acorn", "Bluewater", "Cartograph"] {
        let email = format!("ana@{}.example", name.to_lowercase());
        known.push(app.add(&staff, app.details(name, &email).await, None).await.partner);
    }
    set_manager(&mut maya, known[2], adam).await;
    assert_eq!(maya.open_selected("manager", &known).await.h1(), "Set the partner manager of 3 partners");
    maya.submit("/api/partners/start-bulk", &[("form[target]", &adam.to_string())]).await;
    app.settle().await;
    let result = maya.page.path.clone();
    let page = maya.open(&result).await;
    assert_eq!(page.h1(), "Partner manager set to Adam Vogel");
    assert!(page.text().contains("2 partners were changed. 1 was skipped."), "{}", page.text());
    assert!(page.text().contains("Already has this partner manager."), "{}", page.text());
    assert_eq!(partners_of(&mut maya, adam).await, ["Acorn", "Bluewater", "Cartograph"]);

    maya.open(&result).await;
    maya.submit("/api/partners/undo-bulk", &[]).await;
    app.settle().await;
    assert_eq!(partners_of(&mut maya, adam).await, ["Cartograph"], "who managed it before the change still does");
    assert_eq!(partners_of(&mut maya, staff.id).await, ["Acorn", "Bluewater"]);
}

async fn a_partner_without_its_manager_is_an_owners(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let adam = app.staff_as(Role::Admin, "Adam").await;
    let known = app.add(&staff, app.details("Alder & Finch", "ana@alder.example").await, None).await;
    set_manager(&mut maya, known.partner, adam).await;
    assert_eq!(partners_of(&mut maya, staff.id).await, [""; 0]);
    maya.open(&paths::member(adam)).await;
    maya.submit("/api/staff/remove", &[]).await;
    assert_eq!(partners_of(&mut maya, staff.id).await, ["Alder & Finch"]);
    assert_eq!(partners_of(&mut maya, adam).await, [""; 0]);
}
