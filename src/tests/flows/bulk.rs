//! Access for many partners at once, without JavaScript, and the list as a file.

use crate::domain::auth::role::Role;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::outbox::DeliveryReport;
use crate::domain::time::{DAY, MINUTE};
use crate::paths;
use crate::server::audit::record;
use crate::server::authz::{Editor, Owner};
use crate::server::invitations::invite;
use crate::server::ops::cleanup;
use crate::server::partners::bulk::{jobs, worker};
use crate::server::people::search_index;
use crate::server::platform::db::execute;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, with};
use std::collections::HashMap;

on_both_engines! {
    the_confirmation_counts_exactly_what_will_happen,
    everybody_who_matches_a_filter_is_invited_once,
    who_has_an_expired_link_gets_a_new_one,
    invitations_are_sent_again_to_those_who_wait_for_one,
    who_cannot_be_reached_gets_no_more_emails,
    emails_of_a_change_are_taken_back_before_they_leave,
    sending_the_confirmation_twice_is_doing_it_once,
    a_list_that_changed_since_it_was_counted_is_counted_again,
    removing_access_takes_it_from_every_contact_of_the_partner,
    an_interrupted_change_goes_on_where_it_stopped,
    what_was_interrupted_goes_on_by_itself_once,
    nothing_goes_on_in_the_name_of_who_may_no_longer,
    the_list_says_that_a_change_is_under_way,
    a_change_that_is_stopped_leaves_the_rest_as_it_is,
    a_server_that_stops_leaves_the_rest_for_later,
    nobody_selected_and_nobody_affected_are_said_so,
    a_selection_is_for_who_made_it_and_for_a_day,
    a_selection_names_each_partner_that_is_left_once,
    all_that_match_are_in_the_address,
    ten_thousand_ticked_partners_have_a_short_address,
    two_thousand_partners_at_once_work,
    the_list_becomes_a_file_that_is_safe_to_open,
    the_file_is_for_staff_only,
}

const CHANGE: &str = "/api/partners/start-bulk";

async fn partner(app: &TestApp, staff: &Editor, name: &str, access: Option<Delivery>) -> Known {
    let email = format!("ana@{}.example", name.to_lowercase().replace(' ', "-"));
    let details = app.details(name, &email).await;
    app.add(staff, details, access).await
}

fn ids(known: &[&Known]) -> Vec<PartnerId> {
    known.iter().map(|known| known.partner).collect()
}

fn outcomes(browser: &Browser) -> Vec<String> {
    browser.page.find("tbody tr")
}

/// Opens the confirmation, sends it, and shows the result once everything is done.
async fn carry_out(app: &TestApp, browser: &mut Browser, confirmation: &str) {
    browser.open(confirmation).await;
    browser.submit(CHANGE, &[]).await;
    app.settle().await;
    let result = browser.page.path.clone();
    browser.open(&result).await;
}

async fn the_confirmation_counts_exactly_what_will_happen(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let new = [partner(app, &staff, "Acorn", None).await, partner(app, &staff, "Bluewater", None).await];
    let invited = partner(app, &staff, "Cartograph", Some(Delivery::Link)).await;
    let (active, _) = app.active_ana(&staff).await;
    let page = maya.open(paths::PARTNERS).await;
    assert_eq!(page.attribute("form.partners-form", "action").as_deref(), Some(paths::PARTNERS_SELECTION));
    assert_eq!(page.find("tbody input[name=id]").len(), 4);

    let page = maya.open_selected("give", &ids(&[&new[0], &new[1], &invited, &active])).await;
    assert_eq!(page.h1(), "Give access to 2 people?");
    for words in [
        "You selected 4 partners.",
        "The main contacts of Acorn and Bluewater get an email",
        "1 main contact is already active",
        "1 main contact has already been invited",
    ] {
        assert!(page.text().contains(words), "{words} is missing: {}", page.text());
    }
    assert_eq!((app.rows("bulk").await, app.rows("invitation").await), (0, 2), "looking changes nothing");

    maya.submit(CHANGE, &[]).await;
    app.settle().await;
    let result = maya.page.path.clone();
    maya.open(&result).await;
    assert_eq!(maya.page.h1(), "Access given");
    assert!(maya.page.text().contains("2 partners were given access. 2 were skipped."), "{}", maya.page.text());
    let rows = outcomes(&maya);
    assert_eq!(rows[0], "AcornDoneAna Ruiz was invited.Email queued");
    assert_eq!(rows[3], "CartographSkippedAna Ruiz has already been invited.");
    let skipped = maya.page.link("Skipped");
    assert_eq!(maya.open(&skipped).await.find("tbody tr").len(), 2);
    assert_eq!(app.emails().await.len(), 2);
    assert_eq!(record::count(&app.state, "access_given").await.unwrap(), 2);
    assert_eq!(record::count(&app.state, "bulk_access_given").await.unwrap(), 1);
}

async fn everybody_who_matches_a_filter_is_invited_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let technology = app.program("Technology").await;
    for n in 0..60 {
        let details = app.details(&format!("Tech {n:02}"), &format!("ana@tech{n}.example")).await;
        app.add(&staff, with(details, |form| form.partner.programs = vec![technology.clone()]), None).await;
    }
    partner(app, &staff, "Other", None).await;
    let page = maya.open(&format!("{}?program={technology}", paths::PARTNERS)).await;
    assert!(page.text().contains("All 60 partners that match"), "{}", page.text());
    assert_eq!(page.attribute("form.partners-form input[name=program]", "value"), Some(technology.clone()));
    let all = format!("{}?do=give&all=on&program={technology}", paths::PARTNERS_BULK);
    assert_eq!(maya.open(&all).await.h1(), "Give access to 60 people?");
    assert!(maya.page.text().contains("Tech 04 and 55 more partners get an email"), "{}", maya.page.text());
    carry_out(app, &mut maya, &all).await;
    let mut invited: Vec<String> = app.emails().await.iter().map(|message| message.to.clone()).collect();
    invited.sort();
    invited.dedup();
    assert_eq!(invited.len(), 60);
    assert_eq!(app.number("select count(*) from person where role = 'contact' and access_at is null").await, 1);
}

async fn who_has_an_expired_link_gets_a_new_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let old = partner(app, &staff, "Acorn", Some(Delivery::Email)).await;
    app.emails().await;
    app.wait(8 * DAY);
    app.confirm_passwords().await;
    let fresh = partner(app, &staff, "Bluewater", Some(Delivery::Link)).await;
    let confirmation = maya.select("give", &ids(&[&old, &fresh])).await;
    let text = maya.open(&confirmation).await.text();
    assert_eq!(maya.page.h1(), "Give access to 1 person?");
    assert!(text.contains("1 of them gets a new link, because theirs has expired."), "{text}");
    assert!(text.contains("1 main contact has already been invited"), "{text}");
    carry_out(app, &mut maya, &confirmation).await;
    assert!(maya.page.text().contains("1 partner was given access. 1 was skipped."), "{}", maya.page.text());
    assert_eq!(app.message().await.to, "ana@acorn.example");
    let text = maya.open(&paths::partner(old.partner)).await.text();
    assert!(text.contains("Sent") && !text.contains("Link expired"), "{text}");
}

async fn invitations_are_sent_again_to_those_who_wait_for_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let expired = partner(app, &staff, "Acorn", Some(Delivery::Email)).await;
    app.emails().await;
    app.wait(8 * DAY);
    app.confirm_passwords().await;
    let by_link = partner(app, &staff, "Bluewater", Some(Delivery::Link)).await;
    let recent = partner(app, &staff, "Cartograph", Some(Delivery::Email)).await;
    app.emails().await;
    let new = partner(app, &staff, "Delta", None).await;
    let (active, _) = app.active_ana(&staff).await;
    let confirmation = maya.select("resend", &ids(&[&expired, &by_link, &recent, &new, &active])).await;
    let text = maya.open(&confirmation).await.text();
    assert_eq!(maya.page.h1(), "Send the invitation again to 2 people?");
    for words in [
        "1 of them gets a new link",
        "1 main contact is already active",
        "1 main contact got an email in the last 24 hours",
        "1 main contact has no access yet",
    ] {
        assert!(text.contains(words), "{words} is missing: {text}");
    }
    // What was not delivered is no email that they got.
    set_newest_to(app, "failed").await;
    assert_eq!(maya.open(&confirmation).await.h1(), "Send the invitation again to 3 people?");
    set_newest_to(app, "accepted").await;
    maya.open(&confirmation).await;
    let with_recent = maya.page.link("Include those who got an email in the last 24 hours");
    assert_eq!(maya.open(&with_recent).await.h1(), "Send the invitation again to 3 people?");
    carry_out(app, &mut maya, &confirmation).await;
    assert!(maya.page.text().contains("2 invitations were sent again. 3 were skipped."), "{}", maya.page.text());
    let mut to: Vec<String> = app.emails().await.into_iter().map(|message| message.to).collect();
    to.sort();
    assert_eq!(to, ["ana@acorn.example", "ana@bluewater.example"]);
    assert_eq!(maya.open(&confirmation).await.h1(), "No invitations to send again", "all of them just got one");
}

/// Changes what became of the newest email.
async fn set_newest_to(app: &TestApp, state: &str) {
    const CHANGE: &str = "
        update queued_email
        set state = $1
        where id = (select id from queued_email order by created_at desc, id desc limit 1)";
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, CHANGE, state).unwrap();
    tx.commit().await.unwrap();
}

async fn who_cannot_be_reached_gets_no_more_emails(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let mut known = Vec::new();
    let heard = [Some(DeliveryReport::Bounced), Some(DeliveryReport::Complained), Some(DeliveryReport::Returned), None];
    for (name, heard) in ["Alder", "Bluewater", "Cartograph", "Delta"].into_iter().zip(heard) {
        app.wait(MINUTE);
        known.push(partner(app, &staff, name, Some(Delivery::Email)).await);
        app.emails().await;
        if let Some(heard) = heard {
            app.report(heard).await;
        }
    }
    app.wait(2 * DAY);
    app.confirm_passwords().await;
    let all: Vec<&Known> = known.iter().collect();
    let left_out = "2 main contacts whose last email bounced or was marked as spam";
    let confirmation = maya.select("resend", &ids(&all)).await;
    assert_eq!(maya.open(&confirmation).await.h1(), "Send the invitation again to 2 people?");
    assert!(maya.page.text().contains(left_out), "{}", maya.page.text());
    carry_out(app, &mut maya, &confirmation).await;
    assert!(maya.page.text().contains("2 invitations were sent again. 2 were skipped."), "{}", maya.page.text());
    assert_eq!(app.emails().await.len(), 2);
    // Those whose links ran out get no new ones by email either, until their address is another one.
    app.wait(30 * DAY);
    let mut maya = app.signed_in(staff.id, Role::Owner).await;
    let confirmation = maya.select("give", &ids(&all)).await;
    assert_eq!(maya.open(&confirmation).await.h1(), "Give access to 2 people?");
    assert!(maya.page.text().contains(left_out), "{}", maya.page.text());
}

async fn emails_of_a_change_are_taken_back_before_they_leave(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = [partner(app, &staff, "Alder", None).await, partner(app, &staff, "Blue", None).await];
    let confirmation = maya.select("give", &ids(&[&known[0], &known[1]])).await;
    carry_out(app, &mut maya, &confirmation).await;
    assert!(maya.page.text().contains("Cancel 2 emails"), "{}", maya.page.text());
    maya.submit("/api/partners/cancel-bulk-emails", &[]).await;
    assert!(outcomes(&maya).iter().all(|row| row.contains("Email cancelled")), "{:?}", outcomes(&maya));
    assert!(!maya.page.has_form("/api/partners/cancel-bulk-emails"));
    assert_eq!(app.emails().await.len(), 0);
    assert_eq!(app.audit_entries("bulk_emails_cancelled").await, 1);
}

async fn sending_the_confirmation_twice_is_doing_it_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = partner(app, &staff, "Alder", None).await;
    maya.open_selected("give", &ids(&[&known])).await;
    let first = maya.post(CHANGE, &[]).await;
    let second = maya.post(CHANGE, &[]).await;
    app.settle().await;
    let third = maya.post(CHANGE, &[]).await;
    assert_eq!((second.location(), third.location()), (first.location(), first.location()));
    app.settle().await;
    assert_eq!((app.rows("bulk").await, app.rows("invitation").await, app.emails().await.len()), (1, 1, 1));
    assert!(maya.open(&first.location().unwrap()).await.text().contains("1 partner was given access."));
}

async fn a_list_that_changed_since_it_was_counted_is_counted_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    partner(app, &staff, "Alder", None).await;
    maya.open(&format!("{}?do=give&all=on", paths::PARTNERS_BULK)).await;
    partner(app, &staff, "Bluewater", None).await;
    maya.submit(CHANGE, &[]).await;
    assert!(maya.page.text().contains("this now affects 2 instead of 1"), "{}", maya.page.text());
    assert_eq!(maya.page.h1(), "Give access to 2 people?");
    assert_eq!((app.rows("bulk").await, app.rows("invitation").await), (0, 0));
    maya.submit(CHANGE, &[]).await;
    assert_eq!(app.emails().await.len(), 2);
}

async fn removing_access_takes_it_from_every_contact_of_the_partner(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    let jo = app.colleague(&staff, known.partner, "jo@alder.example", Some(Delivery::Link)).await;
    let other = partner(app, &staff, "Bluewater", None).await;
    let page = maya.open_selected("remove", &ids(&[&known, &other])).await;
    assert_eq!(page.h1(), "Remove the access of 2 people?");
    assert!(
        page.text().contains("Every contact of Alder & Finch who has access loses it immediately"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("1 partner has no contact with access"), "{}", page.text());
    maya.submit(CHANGE, &[]).await;
    app.settle().await;
    assert!(ana.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
    assert_eq!(app.browser().open(&jo.link.unwrap()).await.h1(), "This invitation was withdrawn");
    let result = maya.page.path.clone();
    let text = maya.open(&result).await.text();
    assert!(text.contains("1 partner lost access. 1 was skipped."), "{text}");
    assert_eq!(record::count(&app.state, "access_removed").await.unwrap(), 2);
}

async fn an_interrupted_change_goes_on_where_it_stopped(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = [partner(app, &staff, "Alder", None).await, partner(app, &staff, "Bluewater", None).await];
    let confirmation = maya.select("give", &ids(&[&known[0], &known[1]])).await;
    carry_out(app, &mut maya, &confirmation).await;
    assert_eq!(app.emails().await.len(), 2);
    // As if the server had stopped before the second one.
    invite::remove_access(&app.state, &staff, known[1].contact).await.unwrap();
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "update bulk_item set outcome = 'waiting', what = '' where partner_id = $1", known[1].partner.0)
        .unwrap();
    tx.commit().await.unwrap();
    let result = maya.page.path.clone();
    assert!(maya.open(&result).await.text().contains("1 of 2 partners done."), "{}", maya.page.text());
    app.wait(2 * MINUTE);
    assert!(
        maya.open(&result).await.text().contains("It was interrupted. The remaining partners are unchanged."),
        "{}",
        maya.page.text()
    );
    maya.submit("/api/partners/continue-bulk", &[]).await;
    app.settle().await;
    assert!(maya.open(&result).await.text().contains("2 partners were given access."), "{}", maya.page.text());
    assert_eq!(app.message().await.to, known[1].email);
}

async fn nobody_selected_and_nobody_affected_are_said_so(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = partner(app, &staff, "Alder", Some(Delivery::Link)).await;
    let page = maya.open(&format!("{}?do=give&q=", paths::PARTNERS_BULK)).await;
    assert!(page.text().contains("Select partners in the list first."), "{}", page.text());
    assert_eq!(page.link("Back to the list"), paths::PARTNERS);
    let page = maya.open_selected("give", &ids(&[&known])).await;
    assert_eq!(page.h1(), "No contacts to invite");
    assert!(!page.has_form(CHANGE));
    for strange in
        ["?do=shout&all=on", "?do=give&all=on&status=x", "/not-an-id", "/01990000-0000-7000-8000-000000000000"]
    {
        let status = maya.open(&format!("{}{strange}", paths::PARTNERS_BULK)).await.status;
        assert!((400..500).contains(&status), "{strange}: {status}");
    }
}

async fn a_selection_is_for_who_made_it_and_for_a_day(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    let known = partner(app, &staff, "Alder", None).await;
    let confirmation = maya.select("give", &[known.partner]).await;
    assert_eq!(maya.open(&confirmation).await.h1(), "Give access to 1 person?");
    let page = adam.open(&confirmation).await;
    assert!(page.text().contains("No partners selected") && !page.has_form(CHANGE), "{}", page.text());
    assert_eq!(page.link("Back to the list"), paths::PARTNERS);

    app.wait(DAY);
    app.confirm_passwords().await;
    maya.submit(CHANGE, &[]).await;
    assert!(maya.page.text().contains("No partners selected"), "{}", maya.page.text());
    assert_eq!((app.rows("bulk").await, app.rows("partner_selection").await), (0, 1));
    cleanup::run(&app.state).await.unwrap();
    assert_eq!((app.rows("partner_selection").await, app.rows("partner_selection_item").await), (0, 0));
}

async fn a_selection_names_each_partner_that_is_left_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = [partner(app, &staff, "Alder", None).await, partner(app, &staff, "Blue", None).await];
    let twice = ids(&[&known[0], &known[1], &known[0]]);
    maya.call("/api/partners/delete", &[("partner", &known[1].partner.to_string())]).await;
    maya.open_selected("give", &twice).await;
    assert!(maya.page.text().contains("You selected 1 partner."), "{}", maya.page.text());
    let strange = maya.call(paths::PARTNERS_SELECTION, &[("do", "give"), ("id", "x")]).await;
    assert_eq!((strange.status, app.rows("partner_selection").await), (400, 1));
}

async fn all_that_match_are_in_the_address(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = partner(app, &staff, "Alder", None).await.partner.to_string();
    let fields = [("do", "give"), ("id", &*known), ("q", "alder"), ("all", "on")];
    let answer = maya.call(paths::PARTNERS_SELECTION, &fields).await;
    assert_eq!(answer.location(), Some("/partners/bulk?do=give&q=alder&all=on"));
    assert_eq!(app.rows("partner_selection").await, 0);
}

async fn ten_thousand_ticked_partners_have_a_short_address(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let status = app.status("Prospect").await.parse().unwrap();
    let all = fill(app, status, 10_000).await;
    let confirmation = maya.select("delete", &all).await;
    assert!(confirmation.len() < 100, "{confirmation}");
    assert_eq!(maya.open(&confirmation).await.h1(), "Delete 10,000 partners?");
    let too_many: Vec<String> = all.iter().chain(&all[..1]).map(PartnerId::to_string).collect();
    let answer = maya.call(paths::PARTNERS_SELECTION, &[("do", "delete"), ("id", &too_many.join(","))]).await;
    assert!(
        answer.status == 409 && answer.body.contains("Select at most 10,000 partners, or all that match."),
        "{}",
        answer.body
    );
    // The audit log knows nothing of them.
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "delete from partner").unwrap();
    tx.commit().await.unwrap();
}

async fn two_thousand_partners_at_once_work(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let status = app.status("Prospect").await.parse().unwrap();
    fill(app, status, 2_000).await;
    let all = format!("{}?do=give&all=on", paths::PARTNERS_BULK);
    assert_eq!(maya.open(&all).await.h1(), "Give access to 2,000 people?");
    carry_out(app, &mut maya, &all).await;
    assert!(maya.page.text().contains("2,000 partners were given access."), "{}", maya.page.text());
    assert_eq!(app.emails_in("queued").await, 2_000);
    assert_eq!(maya.page.find("tbody tr").len(), 100);
    let next = maya.page.link("Next page");
    assert_eq!(maya.open(&next).await.find("tbody tr").len(), 100);
}

/// `count` partners with a main contact each, straight into the tables.
async fn fill(app: &TestApp, status: uuid::Uuid, count: usize) -> Vec<PartnerId> {
    const PARTNER: &str = "
        insert into partner (id, name, name_key, company_key, search_key, contact_key, status_id, version, created_at)
        values ($1, $2, $2, $2, $2, '', $3, 1, $4)";
    const PERSON: &str = "
        insert into person (
            id, partner_id, role, is_main, portal_role, first_name, last_name, email, email_key, job_title, phone,
            created_at
        )
        values ($1, $2, 'contact', $3, 'manager', 'Ana', 'Ruiz', $4, $4, '', '', $5)";
    let now = app.state.now().0;
    let mut all = Vec::new();
    let mut tx = app.state.db.begin().await.unwrap();
    for n in 0..count {
        let (partner, person) = (app.state.id(), PersonId(app.state.id()));
        execute!(&mut tx, PARTNER, partner, format!("partner {n}"), status, now).unwrap();
        execute!(&mut tx, PERSON, person.0, partner, true, format!("ana@partner{n}.example"), now).unwrap();
        search_index::refresh_search(&mut tx, PartnerId(partner)).await.unwrap();
        all.push(PartnerId(partner));
    }
    tx.commit().await.unwrap();
    all
}

async fn the_list_becomes_a_file_that_is_safe_to_open(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (reseller, technology) = (app.program("Reseller").await, app.program("Technology").await);
    let details = app.details("=HYPERLINK(\"x\"), Ltd", "ana@alder.example").await;
    let programs = vec![reseller, technology];
    let odd = app.add(&staff, with(details, |form| form.partner.programs = programs), Some(Delivery::Email)).await;
    partner(app, &staff, "Zeta", None).await;
    let page = maya.get(paths::PARTNERS_CSV).await;
    assert_eq!(page.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(page.header("content-disposition"), "attachment; filename=\"partners-2026-11-22.csv\"");
    assert_eq!(page.header("cache-control"), "no-store, no-transform");
    let file = page.body.trim_start_matches('\u{FEFF}');
    assert!(file.contains("\"'=HYPERLINK(\"\"x\"\"), Ltd\",\""), "{file}");
    let rows: Vec<HashMap<String, String>> =
        csv::Reader::from_reader(file.as_bytes()).deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    for (column, value) in [
        ("name", "'=HYPERLINK(\"x\"), Ltd"),
        ("status", "Prospect"),
        ("programs", "Reseller; Technology"),
        ("first name", "Ana"),
        ("last name", "Ruiz"),
        ("email", "ana@alder.example"),
        ("job title", ""),
        ("phone", ""),
        ("language", ""),
        ("access", "Invited"),
    ] {
        assert_eq!(rows[0][column], value, "{column}");
    }
    assert!(rows[0]["added"].starts_with("2026-11-22T"), "{}", rows[0]["added"]);
    for (query, count) in [("?access=none", 1), ("?q=nobody", 0), ("?do=&all=&selection=", 2), ("?all=on", 2)] {
        let page = maya.get(&format!("{}{query}", paths::PARTNERS_CSV)).await;
        assert_eq!(page.body.lines().count(), count + 1, "{query}: {}", page.body);
    }
    let nobody = "?selection=01990000-0000-7000-8000-000000000000";
    for (query, status) in [("?status=x", 422), (nobody, 404), ("?q=a&q=b", 400)] {
        assert_eq!(maya.get(&format!("{}{query}", paths::PARTNERS_CSV)).await.status, status, "{query}");
    }
    let ticked = maya.select("export", &[odd.partner]).await;
    assert!(ticked.starts_with(paths::PARTNERS_CSV), "{ticked}");
    assert_eq!(maya.get(&ticked).await.body.lines().count(), 2);
    assert_eq!(
        maya.select("export", &[]).await,
        format!("{}?do=export", paths::PARTNERS_CSV),
        "nobody ticked is everybody"
    );
}

async fn the_file_is_for_staff_only(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    for browser in [&mut ana, &mut app.browser()] {
        let page = browser.get(paths::PARTNERS_CSV).await;
        assert_eq!((page.status, page.body.contains("Alder")), (303, false));
    }
}

async fn a_server_that_stops_leaves_the_rest_for_later(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = [partner(app, &staff, "Alder", None).await, partner(app, &staff, "Blue", None).await];
    maya.open_selected("give", &ids(&[&known[0], &known[1]])).await;
    app.state.stopping.cancel();
    maya.submit(CHANGE, &[]).await;
    app.settle().await;
    assert!(maya.page.text().contains("0 of 2 partners done."), "{}", maya.page.text());
}

/// Two partners were to get access when the server stopped; the instance that comes after it.
async fn interrupted(app: &TestApp, staff: &Editor, browser: &mut Browser) -> AppState {
    let known = [partner(app, staff, "Alder", None).await, partner(app, staff, "Blue", None).await];
    browser.open_selected("give", &ids(&[&known[0], &known[1]])).await;
    app.state.stopping.cancel();
    browser.submit(CHANGE, &[]).await;
    app.settle().await;
    assert_eq!(app.rows("invitation").await, 0);
    AppState { stopping: Default::default(), ..app.state.clone() }
}

async fn what_was_interrupted_goes_on_by_itself_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let next = interrupted(app, &staff, &mut maya).await;
    worker::resume_all(&next).await.unwrap();
    app.settle().await;
    assert_eq!(app.rows("invitation").await, 0, "somebody may still be at work");
    app.wait(2 * MINUTE);
    let (one, other) = tokio::join!(worker::resume_all(&next), worker::resume_all(&next));
    one.and(other).unwrap();
    app.settle().await;
    assert_eq!((app.rows("invitation").await, app.emails().await.len()), (2, 2));
    let result = maya.page.path.clone();
    assert!(maya.open(&result).await.text().contains("2 partners were given access."), "{}", maya.page.text());
    let from = "select count(*) from audit where action = 'access_given' and actor_id is not null";
    assert_eq!(app.number(from).await, 2, "whoever confirmed it did it");
}

async fn nothing_goes_on_in_the_name_of_who_may_no_longer(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let next = interrupted(app, &staff, &mut maya).await;
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "update person set role = 'viewer' where id = $1", staff.id.0).unwrap();
    tx.commit().await.unwrap();
    app.wait(2 * MINUTE);
    worker::resume_all(&next).await.unwrap();
    app.settle().await;
    assert_eq!(app.rows("invitation").await, 0);
    let result = maya.page.path.clone();
    assert!(
        maya.open(&result).await.text().contains("It was interrupted. The remaining partners are unchanged."),
        "{}",
        maya.page.text()
    );
    let other = Owner::for_system(app.staff_as(Role::Admin, "Ines").await, "Ines Lindqvist");
    jobs::resume(&next, &other, result.rsplit('/').next().unwrap().parse().unwrap()).await.unwrap();
    app.settle().await;
    assert_eq!(app.rows("invitation").await, 2);
    assert_eq!(record::count(&app.state, "bulk_continued").await.unwrap(), 1);
}

async fn the_list_says_that_a_change_is_under_way(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let next = interrupted(app, &staff, &mut maya).await;
    let result = maya.page.path.clone();
    assert_eq!(maya.open(paths::PARTNERS).await.link("View progress"), result);
    app.wait(2 * MINUTE);
    worker::resume_all(&next).await.unwrap();
    app.settle().await;
    assert!(!maya.open(paths::PARTNERS).await.text().contains("partners are being changed"));
}

async fn a_change_that_is_stopped_leaves_the_rest_as_it_is(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = [partner(app, &staff, "Alder", None).await, partner(app, &staff, "Blue", None).await];
    maya.open_selected("give", &ids(&[&known[0], &known[1]])).await;
    app.state.stopping.cancel();
    maya.submit(CHANGE, &[]).await;
    app.settle().await;
    maya.submit("/api/partners/stop-bulk", &[]).await;
    let text = maya.page.text();
    assert!(text.contains("2 were skipped") && text.contains("Stopped by Maya Lindqvist."), "{text}");
    assert!(!maya.page.has_form("/api/partners/stop-bulk"));
    assert_eq!(app.contacts_with_access().await, 0);
    assert_eq!(app.audit_entries("bulk_stopped").await, 1);
}
