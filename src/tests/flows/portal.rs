//! The partner portal: whom to turn to, what staff say, and what to do first.

use crate::domain::auth::role::Role;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{PASSWORD, with};

on_both_engines! {
    each_page_names_whom_to_turn_to,
    whoever_adds_a_partner_is_its_partner_manager_until_another_is_chosen,
    only_who_is_active_in_the_team_can_be_chosen,
    an_owner_steps_in_for_a_partner_manager_who_is_gone,
    partners_read_what_staff_wrote_and_it_runs_nothing,
    a_text_may_be_long_and_one_too_long_is_kept,
    what_was_written_is_in_the_audit_log,
    the_first_steps_are_those_that_one_may_take,
}

const UPDATE: &str = "/api/partners/update";
const SAVE: &str = "/api/organisation/save";
const UPDATE_CHOICE: &str = "/api/manage/update-choice";
const PAGES: [&str; 5] =
    [paths::PORTAL, paths::PORTAL_COMPANY, paths::PORTAL_PROGRAMS, paths::PORTAL_TEAM, paths::PORTAL_ACCOUNT];

/// Whom the page names.
async fn partner_manager(ana: &mut Browser) -> Vec<String> {
    ana.open(paths::PORTAL).await.find(".portal-contact strong")
}

async fn choose(browser: &mut Browser, partner: PartnerId, person: PersonId) {
    browser.open(&paths::edit_partner(partner)).await;
    browser.submit(UPDATE, &[("partner_manager", &person.to_string())]).await;
}

async fn each_page_names_whom_to_turn_to(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    for path in PAGES {
        let page = ana.open(path).await;
        assert_eq!(page.find(".portal-contact"), ["Your contact at Acme: Maya Lindqvist, maya@acme.example"], "{path}");
        assert_eq!(page.link("maya@acme.example"), "mailto:maya@acme.example");
        assert!(!page.text().contains("your contact at") && !page.text().contains("Partner since"), "{}", page.text());
    }
    assert!(ana.open(paths::PORTAL_COMPANY).await.text().contains("Is something wrong here? Tell Maya Lindqvist."));
    assert!(ana.open(paths::PORTAL_PROGRAMS).await.text().contains("Ask Maya Lindqvist which one fits."));
    let page = maya.open(&paths::partner(known.partner)).await;
    assert!(page.text().contains("Partner manager: Maya Lindqvist"), "{}", page.text());
    assert!(page.find(".portal-contact").is_empty(), "the team needs none");
}

async fn whoever_adds_a_partner_is_its_partner_manager_until_another_is_chosen(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (adam, mut browser) = app.colleague_as(Role::Admin, "Adam").await;
    let (known, mut ana) = app.active_ana(&staff).await;
    choose(&mut browser, known.partner, adam).await;
    assert!(browser.page.text().contains("Your changes are saved."), "{}", browser.page.text());
    assert_eq!(partner_manager(&mut ana).await, ["Adam Vogel"]);
    let edit = browser.open(&paths::edit_partner(known.partner)).await;
    assert_eq!(edit.value("partner_manager"), adam.to_string());
    assert_eq!(edit.find("#partner_manager option"), ["Adam Vogel", "Maya Lindqvist"]);
    let audit = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(audit.contains("Partner manager: Maya Lindqvist → Adam Vogel"), "{audit}");

    browser.open(paths::PARTNERS_IMPORT).await;
    let sheet = b"Company,Contact,Email\nBlue,Jo Berg,jo@blue.example";
    browser.upload(paths::PARTNERS_IMPORT_FILE, "file", sheet).await;
    browser.submit("/api/partners/import", &[]).await;
    let imported = app.id("select id from partner where name = 'Blue'").await.parse().unwrap();
    let page = maya.open(&paths::partner(imported)).await;
    assert!(page.text().contains("Partner manager: Adam Vogel"), "{}", page.text());
}

async fn only_who_is_active_in_the_team_can_be_chosen(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    maya.open(paths::NEW_MEMBER).await;
    let bea = [("first_name", "Bea"), ("last_name", "Vogel"), ("email", "bea@acme.example"), ("role", "viewer")];
    maya.submit("/api/staff/invite", &[&bea[..], &[("delivery", "email")]].concat()).await;
    let invited = app.person("bea@acme.example").await;
    maya.open(&paths::edit_partner(known.partner)).await;
    for wrong in [invited.to_string(), known.contact.to_string(), PersonId(app.state.id()).to_string(), "x".to_owned()]
    {
        let fields = maya.page.fill_in(UPDATE, &[("partner_manager", &wrong)]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = maya.call(UPDATE, &fields).await;
        assert_eq!(answer.status, 422, "{wrong}: {}", answer.body);
        assert!(answer.body.contains("Choose a partner manager from the list."), "{}", answer.body);
    }
    let (vera, mut browser) = app.colleague_as(Role::Viewer, "Vera").await;
    choose(&mut maya, known.partner, vera).await;
    let page = browser.open(&paths::partner(known.partner)).await;
    assert!(page.text().contains("Partner manager: Vera Vogel"), "viewers may look after partners: {}", page.text());
}

async fn an_owner_steps_in_for_a_partner_manager_who_is_gone(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let adam = app.staff_as(Role::Admin, "Adam").await;
    let (known, mut ana) = app.active_ana(&staff).await;
    choose(&mut maya, known.partner, adam).await;
    assert_eq!(partner_manager(&mut ana).await, ["Adam Vogel"]);
    maya.open(&paths::member(adam)).await;
    maya.submit("/api/staff/remove", &[]).await;
    assert_eq!(partner_manager(&mut ana).await, ["Maya Lindqvist"]);
    let edit = maya.open(&paths::edit_partner(known.partner)).await;
    assert_eq!(edit.value("partner_manager"), staff.id.to_string());
}

async fn partners_read_what_staff_wrote_and_it_runs_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let details = app.details("Alder & Finch", "ana@alder.example").await;
    let reseller = app.program("Reseller").await;
    let details = with(details, |form| form.partner.programs = vec![reseller.clone()]);
    let known = app.add(&staff, details, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(known.link.as_ref().unwrap()).await;
    ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert!(ana.page.find(".prose p").is_empty(), "nothing is said yet");

    let text =
        "# Hello\r\n\r\nSee [our news](https://acme.example/news). <script>alert(1)</script> [x](javascript:alert(1))";
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit(SAVE, &[("welcome", text)]).await;
    assert!(maya.page.find(".prose h2").contains(&"Hello".to_owned()), "as partners see it: {}", maya.page.text());
    maya.open(&format!("{}/{reseller}", paths::MANAGE_PROGRAMS)).await;
    maya.submit(UPDATE_CHOICE, &[("description", "Keep **20 %**. [Prices](https://acme.example/prices)")]).await;

    let page = ana.open(paths::PORTAL).await;
    assert_eq!(page.link("our news"), "https://acme.example/news");
    assert_eq!(page.link("Prices"), "https://acme.example/prices");
    assert_eq!(
        (page.find(".prose h2"), page.find(".prose strong")),
        (vec!["Hello".to_owned()], vec!["20 %".to_owned()])
    );
    assert!(page.text().contains("<script>alert(1)</script>"), "what was typed is text: {}", page.text());
    assert_eq!(page.link("x"), "#");
    let programs = ana.open(paths::PORTAL_PROGRAMS).await;
    assert_eq!(
        (programs.find("li h3"), programs.find("li strong")),
        (vec!["Reseller".to_owned()], vec!["20 %".to_owned()])
    );

    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let page = vera.open(paths::MANAGE_ORGANISATION).await;
    assert!(!page.has_form(SAVE) && page.find(".prose h2") == ["Hello"], "{}", page.text());
}

async fn a_text_may_be_long_and_one_too_long_is_kept(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let longest = "𝄞".repeat(4_000);
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit(SAVE, &[("welcome", &longest)]).await;
    assert!(maya.page.text().contains("Your changes are saved."), "{}", maya.page.text());
    assert_eq!(maya.page.value("welcome"), longest);
    maya.submit(SAVE, &[("welcome", &format!("{longest}x"))]).await;
    assert!(
        maya.page.complaint("welcome").contains("Use at most 4,000 characters"),
        "{}",
        maya.page.complaint("welcome")
    );
    assert_eq!(maya.page.value("welcome").chars().count(), 4_001, "what was typed is kept");

    maya.open(&format!("{}/new", paths::MANAGE_PROGRAMS)).await;
    maya.submit("/api/manage/add-choice", &[("name", "Agency"), ("description", &format!("{longest}x"))]).await;
    assert!(maya.page.complaint("description").contains("Use at most 4,000 characters"), "{}", maya.page.text());
    maya.submit("/api/manage/add-choice", &[("description", &longest)]).await;
    assert_eq!(maya.page.path, "/manage/programs?notice=added");
}

async fn what_was_written_is_in_the_audit_log(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit(SAVE, &[("welcome", "Hello.\r\n\r\nGood to see you.")]).await;
    let reseller = app.program("Reseller").await;
    for description in ["You sell.", "You sell.", ""] {
        maya.open(&format!("{}/{reseller}", paths::MANAGE_PROGRAMS)).await;
        maya.submit(UPDATE_CHOICE, &[("description", description)]).await;
    }
    let told = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(told.contains("Welcome text: nothing → Hello. Good to see you."), "{told}");
    assert!(told.contains("Maya Lindqvist changed the program \"Reseller\"."), "{told}");
    assert!(
        told.contains("Description: nothing → You sell.") && told.contains("Description: You sell. → nothing"),
        "{told}"
    );
    assert_eq!(app.audit_entries("program_changed").await, 2, "the same text is no change");
}

async fn the_first_steps_are_those_that_one_may_take(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let reseller = app.program("Reseller").await;
    let details = app.details("Alder & Finch", "ana@alder.example").await;
    let details = with(details, |form| form.partner.programs = vec![reseller.clone()]);
    let known = app.add(&staff, details, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(known.link.as_ref().unwrap()).await;
    ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    let steps = ["Check your company details", "See your team"];
    assert_eq!(ana.open(paths::PORTAL).await.find(".portal-steps a"), steps);
    for (seats, may_invite) in [("", true), ("1", false), ("2", true)] {
        maya.open(&format!("{}/{reseller}", paths::MANAGE_PROGRAMS)).await;
        maya.submit(UPDATE_CHOICE, &[("managers_invite", "own-domain"), ("seats", seats)]).await;
        let shown = ana.open(paths::PORTAL).await.find(".portal-steps a");
        assert_eq!(shown.first().is_some_and(|first| first == "Invite a colleague"), may_invite, "{seats}: {shown:?}");
    }
    let jo = app.colleague(&staff, known.partner, "jo@alder.example", Some(Delivery::Link)).await;
    let mut jo_browser = app.browser();
    jo_browser.open(jo.link.as_ref().unwrap()).await;
    jo_browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert_eq!(jo_browser.open(paths::PORTAL).await.find(".portal-steps a"), steps, "members invite no one");
}
