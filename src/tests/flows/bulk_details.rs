//! Status and programs of many partners, and of one in the list; deleting many.

use crate::domain::auth::role::Role;
use crate::domain::ids::PartnerId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
use crate::paths;
use crate::server::authz::Editor;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, with};

on_both_engines! {
    many_get_a_status_and_get_their_old_ones_back,
    what_changed_since_is_not_taken_back,
    many_join_a_program_and_leave_it_again,
    many_leave_an_archived_program_and_none_joins_it,
    many_are_deleted_with_all_that_is_theirs,
    a_change_of_details_asks_for_its_target,
    the_menu_offers_every_status_and_program,
    what_the_menu_chose_is_only_to_be_confirmed,
    each_partner_of_a_change_tells_of_it_and_the_audit_log_does_once,
    a_row_gets_another_status_and_other_programs,
    a_row_takes_nothing_that_is_not_offered,
    many_are_invited_with_a_note_that_is_seen_first,
    a_test_is_what_the_first_would_get_and_changes_nothing,
    a_test_of_a_reminder_is_a_reminder,
    how_long_sending_takes_is_said_once_it_was_measured,
}

const TEST: &str = "/api/partners/test-bulk";
const START: &str = "/api/partners/start-bulk";
const UNDO: &str = "/api/partners/undo-bulk";

async fn partner(app: &TestApp, staff: &Editor, name: &str, status: &str) -> Known {
    let email = format!("ana@{}.example", name.to_lowercase());
    let status = app.status(status).await;
    let details = app.details(name, &email).await;
    app.add(staff, with(details, |form| form.partner.status = status), None).await
}

async fn fleet(app: &TestApp, staff: &Editor) -> [Known; 3] {
    [
        partner(app, staff, "Acorn", "Prospect").await,
        partner(app, staff, "Bluewater", "Applicant").await,
        partner(app, staff, "Cartograph", "Signed").await,
    ]
}

fn ids(known: &[Known]) -> Vec<PartnerId> {
    known.iter().map(|known| known.partner).collect()
}

/// Confirms a change, and shows its result once everything is done.
async fn carry_out(app: &TestApp, browser: &mut Browser, fields: &[(&str, &str)]) {
    browser.submit(START, fields).await;
    settle(app, browser).await;
}

async fn settle(app: &TestApp, browser: &mut Browser) {
    app.settle().await;
    let result = browser.page.path.clone();
    browser.open(&result).await;
}

async fn archive(browser: &mut Browser, kind: &str, choice: &str) {
    browser.call("/api/manage/archive-choice", &[("kind", kind), ("choice", choice)]).await;
}

async fn statuses(browser: &mut Browser) -> Vec<String> {
    browser.open(paths::PARTNERS).await.find("tbody td[data-column=status] .badge")
}

async fn programs(browser: &mut Browser) -> Vec<String> {
    browser.open(paths::PARTNERS).await.find("tbody td[data-column=programs] .row-menu")
}

async fn many_get_a_status_and_get_their_old_ones_back(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    let signed = app.status("Signed").await;
    assert_eq!(maya.open_selected("status", &ids(&known)).await.h1(), "Set the status of 3 partners");
    carry_out(app, &mut maya, &[("form[target]", &signed)]).await;
    assert_eq!(maya.page.h1(), "Status set to Signed");
    assert!(maya.page.text().contains("2 partners were changed. 1 was skipped."), "{}", maya.page.text());
    assert!(maya.page.text().contains("Already has this status."), "{}", maya.page.text());
    let result = maya.page.path.clone();
    assert_eq!(statuses(&mut maya).await, ["Signed", "Signed", "Signed"]);

    maya.open(&result).await;
    maya.submit(UNDO, &[]).await;
    settle(app, &mut maya).await;
    assert_eq!(maya.page.h1(), "Change undone");
    let undone = maya.page.path.clone();
    assert_eq!(statuses(&mut maya).await, ["Prospect", "Applicant", "Signed"]);
    maya.open(&result).await;
    maya.submit(UNDO, &[]).await;
    assert!(maya.page.text().contains("There is nothing left to undo."), "{}", maya.page.text());
    maya.open(&undone).await;
    maya.submit(UNDO, &[]).await;
    app.settle().await;
    assert_eq!(statuses(&mut maya).await, ["Signed", "Signed", "Signed"], "what was undone can be done again");
}

async fn what_changed_since_is_not_taken_back(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    maya.open_selected("status", &ids(&known)).await;
    carry_out(app, &mut maya, &[("form[target]", &app.status("Signed").await)]).await;
    let result = maya.page.path.clone();
    let declined = app.status("Declined").await;
    maya.call("/api/partners/set-status", &[("partner", &known[0].partner.to_string()), ("status", &declined)]).await;
    maya.open(&result).await;
    maya.submit(UNDO, &[]).await;
    app.settle().await;
    assert_eq!(statuses(&mut maya).await, ["Declined", "Applicant", "Signed"]);
}

async fn many_join_a_program_and_leave_it_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    let reseller = app.program("Reseller").await;
    maya.call("/api/partners/set-programs", &[("partner", &known[1].partner.to_string()), ("programs[0]", &reseller)])
        .await;
    assert_eq!(maya.open_selected("add-program", &ids(&known)).await.h1(), "Add 3 partners to a program");
    carry_out(app, &mut maya, &[("form[target]", &reseller)]).await;
    assert_eq!(maya.page.h1(), "Added to Reseller");
    assert!(maya.page.text().contains("2 partners were changed. 1 was skipped."), "{}", maya.page.text());
    let result = maya.page.path.clone();
    assert_eq!(programs(&mut maya).await, ["Reseller", "Reseller", "Reseller"]);
    maya.open(&result).await;
    maya.submit(UNDO, &[]).await;
    app.settle().await;
    assert_eq!(programs(&mut maya).await, ["None", "Reseller", "None"], "who was in it before still is");

    maya.open_selected("remove-program", &ids(&known)).await;
    carry_out(app, &mut maya, &[("form[target]", &reseller)]).await;
    assert_eq!(maya.page.h1(), "Removed from Reseller");
    assert!(maya.page.text().contains("1 partner was changed. 2 were skipped."), "{}", maya.page.text());
    let result = maya.page.path.clone();
    assert_eq!(programs(&mut maya).await, ["None", "None", "None"]);
    maya.open(&result).await;
    maya.submit(UNDO, &[]).await;
    app.settle().await;
    assert_eq!(programs(&mut maya).await, ["None", "Reseller", "None"]);
}

async fn many_leave_an_archived_program_and_none_joins_it(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    let reseller = app.program("Reseller").await;
    maya.open_selected("add-program", &ids(&known)).await;
    carry_out(app, &mut maya, &[("form[target]", &reseller)]).await;
    archive(&mut maya, "program", &reseller).await;
    let page = maya.open_selected("add-program", &ids(&known)).await;
    assert!(!page.find("option").contains(&"Reseller".to_owned()), "{:?}", page.find("option"));
    maya.submit(START, &[("form[target]", &reseller)]).await;
    assert!(maya.page.text().contains("This option is no longer available."), "{}", maya.page.text());
    maya.open_selected("remove-program", &ids(&known)).await;
    carry_out(app, &mut maya, &[("form[target]", &reseller)]).await;
    assert!(maya.page.text().contains("3 partners were changed."), "{}", maya.page.text());
}

async fn many_are_deleted_with_all_that_is_theirs(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    let page = maya.open_selected("delete", &ids(&known[..2])).await;
    assert_eq!(page.h1(), "Delete 2 partners?");
    assert!(page.text().contains("Acorn and Bluewater and all their contacts will be deleted"), "{}", page.text());
    carry_out(app, &mut maya, &[]).await;
    assert_eq!(maya.page.h1(), "Partners deleted");
    assert!(maya.page.text().contains("2 partners were deleted."), "{}", maya.page.text());
    assert!(maya.page.text().contains("Acorn"), "the result still names them");
    assert!(!maya.page.has_form(UNDO));
    assert_eq!(app.rows("partner").await, 1);
    assert_eq!(app.number("select count(*) from person where role = 'contact'").await, 1);
    assert_eq!(app.audit_entries("partner_deleted").await, 2);
}

async fn a_change_of_details_asks_for_its_target(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    for change in ["status", "add-program", "remove-program"] {
        for target in ["", "x", "01990000-0000-7000-8000-000000000000"] {
            maya.open_selected(change, &ids(&known)).await;
            maya.submit(START, &[("form[target]", target)]).await;
            assert!(!maya.page.complaint("target").is_empty(), "{change} {target}: {}", maya.page.text());
        }
    }
    assert_eq!(app.rows("bulk").await, 0);
}

async fn the_menu_offers_every_status_and_program(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    fleet(app, &staff).await;
    let reseller = app.program("Reseller").await;
    archive(&mut maya, "program", &reseller).await;
    let page = maya.open(paths::PARTNERS).await;
    let (statuses, programs) = (page.find("#status option").len() - 1, page.find("#program option").len() - 1);
    let count = |change: &str| page.find(&format!("button[name=do][value^='{change}.']")).len();
    assert_eq!([count("status"), count("add-program"), count("remove-program")], [statuses, programs - 1, programs]);
    assert_eq!(
        page.find(".menu-group legend"),
        ["Set status", "Set partner manager", "Add to program", "Remove from program"]
    );

    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    assert!(vera.open(paths::PARTNERS).await.find(".menu-group").is_empty());
}

async fn what_the_menu_chose_is_only_to_be_confirmed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    let reseller = app.program("Reseller").await;
    let page = maya.open_selected(&format!("add-program.{reseller}"), &ids(&known)).await;
    assert_eq!(page.h1(), "Add 3 partners to a program");
    carry_out(app, &mut maya, &[]).await;
    assert_eq!(maya.page.h1(), "Added to Reseller");
    assert_eq!(programs(&mut maya).await, ["Reseller", "Reseller", "Reseller"]);

    archive(&mut maya, "program", &reseller).await;
    maya.open_selected(&format!("add-program.{reseller}"), &ids(&known)).await;
    maya.submit(START, &[]).await;
    assert!(!maya.page.complaint("target").is_empty(), "an older menu chose it: {}", maya.page.text());
}

async fn each_partner_of_a_change_tells_of_it_and_the_audit_log_does_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    maya.open_selected("status", &ids(&known)).await;
    carry_out(app, &mut maya, &[("form[target]", &app.status("Declined").await)]).await;
    let words = "Maya Lindqvist changed the details of";
    for one in &known {
        assert!(maya.open(&paths::partner(one.partner)).await.text().contains(words), "{}", maya.page.text());
    }
    let text = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(text.contains("started setting the status of 3 partners to Declined."), "{text}");
    assert!(!text.contains(words), "{text}");
}

async fn a_row_gets_another_status_and_other_programs(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    let id = known[0].partner.to_string();
    let (signed, reseller) = (app.status("Signed").await, app.program("Reseller").await);
    let (status, programs) = ("/api/partners/set-status", "/api/partners/set-programs");
    maya.call(status, &[("partner", &id), ("status", &signed)]).await;
    maya.call(programs, &[("partner", &id), ("programs[0]", &reseller)]).await;
    let text = maya.open(&paths::partner(known[0].partner)).await.text();
    for words in ["Signed", "Reseller", "Status: Prospect → Signed", "Programs: nothing → Reseller"] {
        let text = if words.contains('→') { maya.open(paths::MANAGE_AUDIT).await.text() } else { text.clone() };
        assert!(text.contains(words), "{words} is missing: {text}");
    }
    let entries = app.audit_entries("partner_changed").await;
    maya.call(status, &[("partner", &id), ("status", &signed)]).await;
    assert_eq!(app.audit_entries("partner_changed").await, entries, "the same status again changes nothing");
    maya.call(programs, &[("partner", &id)]).await;
    assert_eq!(app.rows("partner_program").await, 0);
}

async fn a_row_takes_nothing_that_is_not_offered(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    let id = known[0].partner.to_string();
    let (declined, reseller) = (app.status("Declined").await, app.program("Reseller").await);
    archive(&mut maya, "status", &declined).await;
    archive(&mut maya, "program", &reseller).await;
    let nobody = "01990000-0000-7000-8000-000000000000";
    for (call, fields) in [
        ("set-status", vec![("partner", id.as_str()), ("status", &declined)]),
        ("set-status", vec![("partner", id.as_str()), ("status", "x")]),
        ("set-status", vec![("partner", nobody), ("status", &declined)]),
        ("set-programs", vec![("partner", id.as_str()), ("programs[0]", &reseller)]),
        ("set-programs", vec![("partner", nobody)]),
    ] {
        maya.call(&format!("/api/partners/{call}"), &fields).await;
        assert_eq!(statuses(&mut maya).await, ["Prospect", "Applicant", "Signed"], "{call} {fields:?}");
    }
    assert_eq!((app.rows("partner_program").await, app.audit_entries("partner_changed").await), (0, 0));
}

async fn many_are_invited_with_a_note_that_is_seen_first(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    let page = maya.open_selected("give", &ids(&known)).await;
    assert!(page.text().contains("To Ana Ruiz <ana@acorn.example>"), "{}", page.text());
    assert_eq!(page.find(".bulk-names li"), ["Acorn", "Bluewater", "Cartograph"]);
    carry_out(app, &mut maya, &[("form[note]", "See you at the summit.")]).await;
    let emails = app.emails().await;
    assert_eq!(emails.len(), 3);
    assert!(emails.iter().all(|email| email.text.contains("See you at the summit.")));
}

async fn a_test_is_what_the_first_would_get_and_changes_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    maya.open_selected("give", &ids(&known)).await;
    maya.submit_by(START, TEST, &[("form[note]", "See you at the summit.")]).await;
    let said = "The mail server accepted the test for maya@acme.example";
    assert!(maya.page.text().contains(said), "{}", maya.page.text());
    assert_eq!(
        (maya.page.h1(), maya.page.value("note")),
        ("Give access to 3 people?".into(), "See you at the summit.".into())
    );
    let email = app.message().await;
    assert!(email.to == "maya@acme.example" && email.subject.starts_with("[Test] "), "{}: {}", email.to, email.subject);
    assert!(email.text.contains("See you at the summit.") && email.text.contains("Acorn"), "{}", email.text);
    assert_eq!((app.rows("bulk").await, app.rows("invitation").await, app.rows("queued_email").await), (0, 0, 0));

    maya.submit_by(START, TEST, &[]).await;
    assert!(maya.page.text().contains("Wait 10 seconds, then send another."), "{}", maya.page.text());
    for change in ["status", "remove", "delete"] {
        assert!(maya.open_selected(change, &ids(&known)).await.find("#send-test").is_empty(), "{change}");
    }
}

async fn a_test_of_a_reminder_is_a_reminder(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = fleet(app, &staff).await;
    maya.open_selected("give", &ids(&known[..1])).await;
    carry_out(app, &mut maya, &[]).await;
    let invitation = app.message().await;
    app.wait(2 * DAY);
    app.confirm_passwords().await;
    maya.open_selected("resend", &ids(&known)).await;
    maya.submit_by(START, TEST, &[]).await;
    let test = app.message().await;
    maya.submit(START, &[]).await;
    app.settle().await;
    let reminder = app.message().await;
    assert_eq!((test.subject, &*reminder.to), (format!("[Test] {}", reminder.subject), "ana@acorn.example"));
    assert_ne!(reminder.subject, invitation.subject);

    app.wait(8 * DAY);
    app.confirm_passwords().await;
    maya.open_selected("resend", &ids(&known)).await;
    maya.submit_by(START, TEST, &[]).await;
    let words = "what follows an expired invitation is an invitation";
    assert_eq!(app.message().await.subject, format!("[Test] {}", invitation.subject), "{words}");
}

async fn how_long_sending_takes_is_said_once_it_was_measured(app: &TestApp) {
    // Each of the emails that went out took half a minute.
    const SLOWLY: &str = "update email_attempt set started_at = finished_at - 30000000";
    let (staff, mut maya) = app.maya().await;
    for n in 0..40 {
        let details = app.details(&format!("Old {n:02}"), &format!("ana@old{n}.example")).await;
        app.add(&staff, details, (n < 20).then_some(Delivery::Email)).await;
    }
    let give = format!("{}?do=give&all=on", paths::PARTNERS_BULK);
    app.emails().await;
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, SLOWLY).unwrap();
    execute!(
        &mut tx,
        "update email_attempt set state = 'failed' where finished_at = (select max(finished_at) from email_attempt)"
    )
    .unwrap();
    tx.commit().await.unwrap();
    assert!(!maya.open(&give).await.text().contains("takes about"), "19 are too few: {}", maya.page.text());
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "update email_attempt set state = 'accepted'").unwrap();
    tx.commit().await.unwrap();
    // Three at a time.
    assert!(maya.open(&give).await.text().contains("Sending 20 emails takes about 3 minutes."), "{}", maya.page.text());
    let few = format!("{give}&q=old%2039");
    assert!(!maya.open(&few).await.text().contains("takes about"), "{}", maya.page.text());
    app.wait(31 * DAY);
    assert!(!maya.open(&give).await.text().contains("takes about"), "{}", maya.page.text());
}
