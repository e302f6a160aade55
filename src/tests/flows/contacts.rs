//! The contacts of a partner: more than one, and which one is the main one.

use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::server::audit::record;
use crate::server::platform::db::read;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::page::Page;
use crate::tests::people::PASSWORD;

on_both_engines! {
    a_contact_is_added_invited_and_found,
    a_contact_added_by_link_shows_the_link_at_once,
    a_wrong_or_known_contact_is_complained_about_and_kept,
    a_removed_contact_is_out_at_once,
    the_main_contact_stays_until_another_takes_over,
    a_contact_is_a_manager_or_a_member_of_the_portal,
    two_removals_at_once_leave_the_main_contact,
    contacts_saved_at_once_are_all_found,
}

const ADD: &str = "/api/partners/add-contact";
const UPDATE: &str = "/api/partners/update-contact";
const REMOVE: &str = "/api/partners/remove-contact";
const MAKE_MAIN: &str = "/api/partners/make-main-contact";
const JO: [(&str, &str); 5] = [
    ("first_name", "Jo"),
    ("last_name", "Weber"),
    ("email", "jo@alder.example"),
    ("job_title", "Sales"),
    ("phone", ""),
];

async fn a_contact_is_added_invited_and_found(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open(&paths::partner(known.partner)).await;
    let add = maya.page.link("Add a contact");
    assert_eq!(maya.open(&add).await.h1(), "Add a contact");
    let page = maya.submit(ADD, &JO).await;
    assert_eq!(page.path, format!("{}?notice=contact-added", paths::partner(known.partner)));
    assert!(page.text().contains("added Jo Weber as a contact, invited by email."), "{}", page.text());
    assert_eq!(page.find(".contact .tag"), ["Main contact"]);
    assert!(page.find("h3").contains(&"Jo Weber".to_owned()));
    let message = app.message().await;
    assert_eq!(message.to, "jo@alder.example");
    let mut jo = app.browser();
    jo.open(&message.link()).await;
    assert_eq!(jo.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert_eq!(maya.open("/partners?q=jo+weber").await.find("tbody .cell-name"), ["Alder & Finch"]);
}

async fn a_contact_added_by_link_shows_the_link_at_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open(&paths::new_contact(known.partner)).await;
    let page = maya.submit(ADD, &[&JO[..], &[("delivery", "link")]].concat()).await;
    assert!(page.body.contains("/activate/"), "{}", page.text());
    assert!(app.emails().await.is_empty());
    maya.open(&paths::new_contact(known.partner)).await;
    let other = [("first_name", "Kim"), ("last_name", "Lee"), ("email", "kim@alder.example"), ("access", "")];
    assert!(maya.submit(ADD, &other).await.text().contains("added Kim Lee as a contact, without access."));
    assert!(app.emails().await.is_empty());
}

async fn a_wrong_or_known_contact_is_complained_about_and_kept(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open(&paths::new_contact(known.partner)).await;
    maya.submit(ADD, &[("first_name", ""), ("email", "nonsense"), ("last_name", "Weber"), ("access", "")]).await;
    assert_eq!(maya.page.complaint("first_name"), "Enter the first name.");
    assert!(!maya.page.complaint("email").is_empty());
    assert_eq!((maya.page.value("last_name"), maya.page.value("email")), ("Weber".into(), "nonsense".into()));
    assert!(maya.page.attribute("#access", "checked").is_none(), "the box stays as it was");
    maya.submit(ADD, &[&JO[..], &[("email", "ANA@alder.example")]].concat()).await;
    assert!(maya.page.complaint("email").contains("is already used by Ana Ruiz"), "{}", maya.page.text());
    assert_eq!(app.contacts().await, 1);
    assert_eq!(maya.open("/partners/01990000-0000-7000-8000-000000000000/contacts/new").await.status, 404);
}

async fn a_removed_contact_is_out_at_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let jo = app.colleague(&staff, known.partner, "jo@alder.example", Some(Delivery::Link)).await;
    let kim = app.colleague(&staff, known.partner, "kim@alder.example", Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(jo.link.as_ref().unwrap()).await;
    browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert_eq!(browser.page.path, paths::PORTAL);
    for person in [&jo, &kim] {
        let answer = maya.call(REMOVE, &[("form[person]", &person.contact.to_string())]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    assert!(browser.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
    assert_eq!(app.browser().open(kim.link.as_ref().unwrap()).await.h1(), "This link does not work");
    let page = maya.open(&paths::partner(known.partner)).await;
    assert!(page.text().contains("removed Colleague Weber from the contacts."), "{}", page.text());
    assert!(!page.has_form(REMOVE) && !page.has_form(MAKE_MAIN), "one contact is left");
    assert!(maya.open("/partners?q=kim%40").await.find("tbody tr").is_empty());
    assert_eq!((app.rows("session").await, app.rows("token").await, app.rows("invitation").await), (1, 0, 0));
    assert_eq!(record::count(&app.state, "contact_removed").await.unwrap(), 2);
}

async fn the_main_contact_stays_until_another_takes_over(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let ana = known.contact.to_string();
    let only = maya.call(REMOVE, &[("form[person]", &ana)]).await;
    assert_eq!((only.status, only.body.contains("Ana Ruiz is the only contact.")), (409, true), "{only:?}");
    app.colleague(&staff, known.partner, "jo@alder.example", None).await;
    let main = maya.call(REMOVE, &[("form[person]", &ana)]).await;
    assert_eq!((main.status, main.body.contains("Choose another main contact first.")), (409, true), "{main:?}");

    maya.open(&paths::partner(known.partner)).await;
    let page = maya.submit(MAKE_MAIN, &[]).await;
    assert_eq!(page.path, format!("{}?notice=main-contact-changed", paths::partner(known.partner)));
    assert_eq!(page.find("h3")[0], "Colleague Weber", "the main contact comes first");
    let page = maya.submit(REMOVE, &[]).await;
    assert!(page.text().contains("removed Ana Ruiz from the contacts."), "{}", page.text());
    assert_eq!(app.contacts().await, 1);
    assert!(maya.open(paths::PARTNERS).await.text().contains("Colleague Weber"));
}

async fn a_contact_is_a_manager_or_a_member_of_the_portal(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    let roles = async |maya: &mut Browser| {
        let facts = maya.open(&paths::partner(known.partner)).await.find(".contact dd");
        ["Manager", "Member"].map(|role| facts.iter().filter(|fact| *fact == role).count())
    };
    assert_eq!(roles(&mut maya).await, [1, 0], "the main contact of the wizard");
    maya.open(&paths::new_contact(known.partner)).await;
    assert_eq!(maya.page.value("portal_role"), "member");
    maya.submit(ADD, &JO).await;
    assert_eq!(roles(&mut maya).await, [1, 1]);
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    assert_eq!(maya.page.value("portal_role"), "manager");
    maya.submit("/api/partners/update-contact", &[("portal_role", "owner")]).await;
    assert_eq!(maya.page.complaint("portal_role"), "Choose a role from the list.");
    maya.submit("/api/partners/update-contact", &[("portal_role", "member")]).await;
    assert_eq!(roles(&mut maya).await, [0, 2]);
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("Role in the portal: Manager → Member"));
    assert_eq!(ana.open(paths::PORTAL_TEAM).await.find("[data-label=Role]"), ["Member", "Member"]);
}

async fn two_removals_at_once_leave_the_main_contact(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let jo = app.colleague(&staff, known.partner, "jo@alder.example", None).await;
    let (ana, jo) = (known.contact.to_string(), jo.contact.to_string());
    let send = |endpoint: &str, person: &str| {
        let fields = [("form[person]".to_owned(), person.to_owned())];
        maya.form_request(endpoint, &fields).header("accept", "application/json").send()
    };
    let answers = tokio::join!(send(MAKE_MAIN, &jo), send(REMOVE, &jo), send(MAKE_MAIN, &ana), send(REMOVE, &ana));
    for answer in [answers.0, answers.1, answers.2, answers.3] {
        assert!(answer.unwrap().status().as_u16() < 500);
    }
    assert_eq!(app.number("select count(*) from person where is_main and role = 'contact'").await, 1);
}

/// Two colleagues save two contacts of one partner again and again.
async fn contacts_saved_at_once_are_all_found(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let jo = app.colleague(&staff, known.partner, "jo@alder.example", None).await;
    let mut forms = Vec::new();
    for contact in [known.contact, jo.contact] {
        maya.open(&paths::edit_contact(known.partner, contact)).await;
        forms.push(maya.page.clone());
    }
    let maya = &maya;
    let save = |form: &Page, name: String| {
        let fields = form.fill_in(UPDATE, &[("last_name", &name)]);
        maya.form_request(UPDATE, &fields).header("accept", "application/json").send()
    };
    for turn in 0..20 {
        let answers = tokio::join!(save(&forms[0], format!("Ruiz-{turn}")), save(&forms[1], format!("Weber-{turn}")));
        for answer in [answers.0, answers.1] {
            assert!(answer.unwrap().status().as_u16() < 400);
        }
        let key: String =
            read!(&app.state.db, c => sqlx::query_scalar("select search_key from partner").fetch_one(c)).unwrap();
        assert!(key.contains(&format!("ruiz-{turn} ")) && key.contains(&format!("weber-{turn} ")), "{turn}: {key}");
    }
}
