//! Program > Programs and Program > Statuses.

use crate::domain::ids::PartnerId;
use crate::i18n::Recorded;
use crate::paths;
use crate::server::platform::db::read;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::with;

const ADD: &str = "/api/manage/add-choice";
const UPDATE: &str = "/api/manage/update-choice";
const MOVE: &str = "/api/manage/move-choice";
const ARCHIVE: &str = "/api/manage/archive-choice";
const RESTORE: &str = "/api/manage/restore-choice";
const DELETE: &str = "/api/manage/delete-choice";

on_both_engines! {
    a_program_can_be_added_and_renamed_and_its_name_is_like_no_other,
    a_status_has_a_colour_of_the_palette,
    the_order_is_the_same_everywhere,
    the_lists_tell_how_many_partners_use_each,
    an_archived_status_is_kept_where_it_is_and_offered_nowhere_else,
    an_archived_program_still_filters_and_can_be_brought_back,
    only_what_nobody_uses_can_be_deleted,
    a_new_partner_gets_the_default_status_whatever_its_name,
    one_status_always_remains,
    two_who_archive_at_once_leave_one_status,
    a_list_of_nothing_teaches_the_next_step,
    a_status_may_offer_the_invitation_and_gives_nothing_by_itself,
    a_status_may_offer_to_remove_access,
}

/// The names of a list as its page has them: offered, then archived.
async fn names(browser: &mut Browser, path: &str) -> Vec<String> {
    browser.open(path).await.find("tbody .cell-name")
}

async fn choices_of_the_wizard(browser: &mut Browser) -> (Vec<String>, Vec<String>) {
    let page = browser.open(paths::NEW_PARTNER).await;
    (page.find("#status option"), page.find("#programs label"))
}

async fn audited(app: &TestApp, what: &str) -> bool {
    let said: Vec<String> =
        read!(&app.state.db, c => sqlx::query_scalar("select what from audit").fetch_all(c)).unwrap();
    said.iter().filter(|said| Recorded::read(said) == what).count() == 1
}

async fn a_program_can_be_added_and_renamed_and_its_name_is_like_no_other(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let page = maya.open(paths::MANAGE_PROGRAMS).await;
    let add = page.link("Add a program");
    maya.open(&add).await;
    maya.submit(ADD, &[("name", " ")]).await;
    assert_eq!(maya.page.complaint("name"), "Enter the name.");
    for taken in ["Reseller", "  rESELLER "] {
        maya.submit(ADD, &[("name", taken)]).await;
        assert_eq!(maya.page.complaint("name"), "A program with this name already exists. Choose another name.");
        assert_eq!(maya.page.value("name"), taken, "what was typed is kept");
    }
    maya.submit(ADD, &[("name", "Distributor <b>")]).await;
    assert_eq!(maya.page.path, "/manage/programs?notice=added");
    assert!(maya.page.body.contains("Added to the list."));
    assert_eq!(
        names(&mut maya, paths::MANAGE_PROGRAMS).await,
        ["Reseller", "Referral", "Technology", "Distributor <b>"]
    );

    let edit = maya.page.link("Distributor");
    assert_eq!(maya.open(&edit).await.value("name"), "Distributor <b>");
    maya.submit(UPDATE, &[("name", "Referral")]).await;
    assert_eq!(maya.page.complaint("name"), "A program with this name already exists. Choose another name.");
    maya.submit(UPDATE, &[("name", "DISTRIBUTOR <b>")]).await;
    assert_eq!(maya.page.path, "/manage/programs?notice=saved", "its own name is no other's");
    assert!(choices_of_the_wizard(&mut maya).await.1.contains(&"DISTRIBUTOR <b>".to_owned()));
    assert!(audited(app, "Maya Lindqvist changed the program \"Distributor <b>\".").await);
}

async fn a_status_has_a_colour_of_the_palette(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open("/manage/statuses/new").await;
    let colours = maya.page.find("#tone .check");
    assert_eq!(colours, ["Green", "Amber", "Blue", "Red", "Grey"]);
    maya.submit(ADD, &[("name", "On hold"), ("tone", "purple")]).await;
    assert_eq!(maya.page.complaint("tone"), "Choose a colour from the list.");
    maya.submit(ADD, &[("name", "On hold"), ("tone", "warning")]).await;
    let edit = maya.page.link("On hold");
    maya.open(&edit).await;
    let chosen = maya.page.attribute("input[name='form[tone]'][checked]", "value");
    assert_eq!(chosen.as_deref(), Some("warning"));
    maya.submit(UPDATE, &[("name", "Paused"), ("tone", "critical")]).await;
    let what = "Maya Lindqvist changed the status \"On hold\".";
    assert!(audited(app, what).await);
    let page = maya.open(paths::MANAGE_STATUSES).await;
    assert_eq!(page.attribute("tr:last-child .badge", "data-tone").as_deref(), Some("critical"));
}

async fn the_order_is_the_same_everywhere(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_PROGRAMS).await;
    maya.submit(MOVE, &[("to", "down")]).await;
    assert_eq!(maya.page.path, paths::MANAGE_PROGRAMS, "without a script the page comes back");
    assert_eq!(maya.page.find("tbody .cell-name"), ["Referral", "Reseller", "Technology"]);
    let technology = app.program("Technology").await;
    for _ in 0..4 {
        let fields = [("kind", "program"), ("choice", technology.as_str()), ("to", "up")];
        assert_eq!(maya.call(MOVE, &fields).await.status, 200, "at an end nothing changes");
    }
    assert_eq!(choices_of_the_wizard(&mut maya).await.1, ["Technology", "Referral", "Reseller"]);
    let filter = maya.open(paths::PARTNERS).await.find("#program option");
    assert_eq!(filter, ["Any program", "Technology", "Referral", "Reseller"]);
    assert_eq!(app.audit_entries("program_moved").await, 3);
}

async fn the_lists_tell_how_many_partners_use_each(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (reseller, referral) = (app.program("Reseller").await, app.program("Referral").await);
    let one = app.details("Alder", "a@alder.example").await;
    let two = app.details("Birch", "b@birch.example").await;
    app.add(&staff, with(one, |form| form.partner.programs = vec![reseller.clone(), referral]), None).await;
    app.add(&staff, with(two, |form| form.partner.programs = vec![reseller.clone()]), None).await;
    let page = maya.open(paths::MANAGE_PROGRAMS).await;
    assert_eq!(page.find("td[data-label='Used by']"), ["2 partners", "1 partner", "No partner"]);
    let theirs = page.link("2 partners");
    assert_eq!(maya.open(&theirs).await.find("tbody .cell-name").len(), 2);
    let page = maya.open(paths::MANAGE_STATUSES).await;
    assert_eq!(page.find("td[data-label='Used by']"), ["No partner", "2 partners", "No partner", "No partner"]);
}

async fn an_archived_status_is_kept_where_it_is_and_offered_nowhere_else(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let (prospect, active) = (app.status("Prospect").await, app.status("Signed").await);
    let draft = app.draft(&staff, app.details("Birch", "b@birch.example").await).await;
    let edit = format!("/manage/statuses/{prospect}");
    maya.open(&edit).await;
    maya.submit(ARCHIVE, &[]).await;
    assert_eq!(maya.page.path, "/manage/statuses?notice=archived");
    assert_eq!(maya.page.find("section .cell-name"), ["Prospect"]);

    assert_eq!(choices_of_the_wizard(&mut maya).await.0, ["Applicant", "Signed", "Declined"]);
    maya.open(&paths::wizard_invitation(draft)).await;
    maya.submit("/api/onboarding/finish", &[("delivery", "link")]).await;
    assert!(maya.page.text().contains("This status is no longer offered."), "{}", maya.page.text());
    assert_eq!(app.rows("partner").await, 1);

    assert!(maya.open(&paths::partner(known.partner)).await.text().contains("Prospect"));
    maya.open(&paths::edit_partner(known.partner)).await;
    assert_eq!(maya.page.value("status"), prospect);
    maya.submit("/api/partners/update", &[("name", "Alder & Sons")]).await;
    assert_eq!(maya.page.h1(), "Alder & Sons", "it may stay as it is");
    maya.open(&paths::edit_partner(known.partner)).await;
    maya.submit("/api/partners/update", &[("status", &active)]).await;
    maya.open(&paths::edit_partner(known.partner)).await;
    assert!(!maya.page.find("#status option").contains(&"Prospect".to_owned()), "and does not come back");
    maya.submit("/api/partners/update", &[("status", &prospect)]).await;
    assert_eq!(maya.page.complaint("status"), "This status is no longer offered. Choose another.");
}

async fn an_archived_program_still_filters_and_can_be_brought_back(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let reseller = app.program("Reseller").await;
    let details = app.details("Alder", "a@alder.example").await;
    let known = app.add(&staff, with(details, |form| form.partner.programs = vec![reseller.clone()]), None).await;
    maya.open(&format!("/manage/programs/{reseller}")).await;
    assert!(!maya.page.has_form(DELETE), "what is in use cannot be deleted");
    maya.submit(ARCHIVE, &[]).await;
    assert_eq!(choices_of_the_wizard(&mut maya).await.1, ["Referral", "Technology"]);
    let page = maya.open(&format!("{}?program={reseller}", paths::PARTNERS)).await;
    assert_eq!(page.find("tbody .cell-name"), ["Alder"]);
    assert!(page.find("#program option").contains(&"Reseller (archived)".to_owned()));
    maya.open(&paths::edit_partner(known.partner)).await;
    assert_eq!(maya.page.find("#programs label"), ["Referral", "Technology", "Reseller"]);

    maya.open("/manage/programs/new").await;
    maya.submit(ADD, &[("name", "reseller")]).await;
    let complaint = "An archived program has this name. Restore it, or choose another name.";
    assert_eq!(maya.page.complaint("name"), complaint);
    maya.open(&format!("/manage/programs/{reseller}")).await;
    maya.submit(RESTORE, &[]).await;
    assert_eq!(maya.page.path, "/manage/programs?notice=brought-back");
    assert_eq!(choices_of_the_wizard(&mut maya).await.1, ["Referral", "Technology", "Reseller"], "at the end");
}

async fn only_what_nobody_uses_can_be_deleted(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (reseller, referral) = (app.program("Reseller").await, app.program("Referral").await);
    let details = app.details("Alder", "a@alder.example").await;
    app.add(&staff, with(details, |form| form.partner.programs = vec![reseller.clone()]), None).await;
    let answer = maya.call(DELETE, &[("kind", "program"), ("choice", &reseller)]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("A partner is in this program, so it can't be deleted. Archive it instead."));
    maya.open(&format!("/manage/programs/{referral}")).await;
    maya.submit(DELETE, &[]).await;
    assert_eq!(maya.page.path, "/manage/programs?notice=entry-deleted");
    assert_eq!(names(&mut maya, paths::MANAGE_PROGRAMS).await, ["Reseller", "Technology"]);
    assert!(audited(app, "Maya Lindqvist deleted the program \"Referral\".").await);
    for endpoint in [DELETE, ARCHIVE, RESTORE] {
        assert_eq!(maya.call(endpoint, &[("kind", "program"), ("choice", &referral)]).await.status, 404);
    }
    let prospect = app.status("Prospect").await;
    assert_eq!(maya.call(DELETE, &[("kind", "status"), ("choice", &prospect)]).await.status, 409);
    assert_eq!(maya.open(&format!("/manage/programs/{referral}")).await.status, 404);
}

async fn a_new_partner_gets_the_default_status_whatever_its_name(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let chosen = |browser: &Browser| browser.page.attribute("#status option[selected]", "value");
    let prospect = app.status("Prospect").await;
    maya.open(&format!("/manage/statuses/{prospect}")).await;
    maya.submit(UPDATE, &[("name", "Lead")]).await;
    maya.open(paths::NEW_PARTNER).await;
    assert_eq!(chosen(&maya), Some(prospect.clone()), "a new name changes nothing");
    maya.call(ARCHIVE, &[("kind", "status"), ("choice", &prospect)]).await;
    maya.open(paths::NEW_PARTNER).await;
    assert_eq!(chosen(&maya), Some(app.status("Applicant").await), "the first one steps in");
}

async fn one_status_always_remains(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for name in ["Applicant", "Prospect", "Signed"] {
        let id = app.status(name).await;
        assert_eq!(maya.call(ARCHIVE, &[("kind", "status"), ("choice", &id)]).await.status, 200, "{name}");
    }
    let last = app.status("Declined").await;
    maya.open(&format!("/manage/statuses/{last}")).await;
    for endpoint in [ARCHIVE, DELETE] {
        maya.submit(endpoint, &[]).await;
        assert!(maya.page.text().contains("Every partner has a status, so one must remain."), "{}", maya.page.text());
    }
    assert_eq!(choices_of_the_wizard(&mut maya).await.0, ["Declined"]);
}

async fn two_who_archive_at_once_leave_one_status(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for name in ["Applicant", "Prospect"] {
        let id = app.status(name).await;
        maya.call(ARCHIVE, &[("kind", "status"), ("choice", &id)]).await;
    }
    let (_, mut colleague) = app.maya().await;
    let (active, declined) = (app.status("Signed").await, app.status("Declined").await);
    let one = [("kind", "status"), ("choice", active.as_str())];
    let other = [("kind", "status"), ("choice", declined.as_str())];
    tokio::join!(maya.call(ARCHIVE, &one), colleague.call(ARCHIVE, &other));
    assert_eq!(app.number("select count(*) from status where archived_at is null").await, 1);
}

async fn a_list_of_nothing_teaches_the_next_step(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for name in ["Reseller", "Referral", "Technology"] {
        let id = app.program(name).await;
        maya.call(DELETE, &[("kind", "program"), ("choice", &id)]).await;
    }
    let page = maya.open(paths::MANAGE_PROGRAMS).await;
    assert!(page.text().contains("No program is offered"), "{}", page.text());
    assert!(maya.open("/manage/programs/new").await.has_form(ADD));
    assert!(choices_of_the_wizard(&mut maya).await.1.is_empty());
}

/// Gives a status its rule.
async fn rule(maya: &mut Browser, status: &str, rule: &str) {
    maya.open(paths::MANAGE_STATUSES).await;
    maya.open(&maya.page.link(status)).await;
    let page = maya.submit(UPDATE, &[("rule", rule)]).await;
    assert_eq!(page.path, "/manage/statuses?notice=saved");
}

/// Gives a partner a status, and shows its page.
async fn give_status(app: &TestApp, maya: &mut Browser, partner: PartnerId, status: &str) {
    maya.open(&paths::edit_partner(partner)).await;
    maya.submit("/api/partners/update", &[("status", &app.status(status).await)]).await;
    maya.open(&paths::partner(partner)).await;
}

async fn a_status_may_offer_the_invitation_and_gives_nothing_by_itself(app: &TestApp) {
    const OFFER: &str = "Invite Ana Ruiz to the partner portal? Alder & Finch has the status Signed now.";
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, None).await;
    rule(&mut maya, "Signed", "invite").await;
    assert!(audited(app, "Maya Lindqvist changed the status \"Signed\".").await);
    assert!(!maya.open(&paths::partner(ana.partner)).await.text().contains(OFFER));
    give_status(app, &mut maya, ana.partner, "Signed").await;
    assert!(maya.page.text().contains(OFFER), "{}", maya.page.text());
    assert_eq!((app.rows("invitation").await, app.rows("queued_email").await), (0, 0), "an offer is all it is");

    maya.submit("/api/partners/decline-offer", &[]).await;
    assert!(!maya.page.text().contains(OFFER));
    give_status(app, &mut maya, ana.partner, "Signed").await;
    assert!(!maya.page.text().contains(OFFER), "the status did not change");
    give_status(app, &mut maya, ana.partner, "Prospect").await;
    give_status(app, &mut maya, ana.partner, "Signed").await;
    assert!(maya.page.text().contains(OFFER));
    let person = ana.contact.to_string();
    let fields = [("form[person]", person.as_str()), ("form[delivery]", "email")];
    assert_eq!(maya.call("/api/invitations/give-access", &fields).await.status, 200);
    app.message().await;
    assert_eq!(maya.call("/api/invitations/remove-access", &fields).await.status, 200);
    let page = maya.open(&paths::partner(ana.partner)).await;
    assert!(!page.text().contains(OFFER), "who was invited and removed is not offered again: {}", page.text());
}

async fn a_status_may_offer_to_remove_access(app: &TestApp) {
    const OFFER: &str = "Remove access to the partner portal? Alder & Finch has the status Declined now.";
    let (staff, mut maya) = app.maya().await;
    let (ana, _) = app.active_ana(&staff).await;
    rule(&mut maya, "Declined", "remove").await;
    give_status(app, &mut maya, ana.partner, "Declined").await;
    assert!(maya.page.text().contains(OFFER), "{}", maya.page.text());
    assert_eq!(app.contacts_with_access().await, 1);
    maya.submit(paths::PARTNERS_SELECTION, &[]).await;
    maya.submit("/api/partners/start-bulk", &[]).await;
    app.settle().await;
    assert_eq!(app.contacts_with_access().await, 0);
    assert!(!maya.open(&paths::partner(ana.partner)).await.text().contains(OFFER));
}
