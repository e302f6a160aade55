//! *Organisation > Audit log*: who did what, when and from where.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::PASSWORD;

on_both_engines! {
    everything_that_was_done_is_listed_with_who_and_from_where,
    a_change_is_told_as_it_was_and_as_it_is,
    the_log_is_searched_by_word_and_day,
    the_log_is_searched_as_people_write_and_in_their_days,
    the_log_becomes_a_file_that_is_safe_to_open,
    what_many_did_comes_in_pages_each_once,
    the_log_is_filtered_by_person_kind_and_partner,
    contacts_never_see_it,
    who_signed_in_and_who_took_a_list_away_is_on_record,
}

fn search(query: &str) -> String {
    format!("{}?{query}", paths::MANAGE_AUDIT)
}

async fn everything_that_was_done_is_listed_with_who_and_from_where(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    let rows = maya.open(paths::MANAGE_AUDIT).await.find(".audit-table tbody tr");
    assert!(rows[0].contains("removed") && rows[0].contains("Maya"), "the newest first: {rows:?}");
    assert!(rows[0].contains("127.0.0.1, Firefox · Linux"), "{rows:?}");
    assert!(rows.iter().any(|row| row.contains("Alder & Finch")), "{rows:?}");
}

async fn a_change_is_told_as_it_was_and_as_it_is(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    maya.open(&paths::edit_partner(known.partner)).await;
    maya.submit("/api/partners/update", &[("name", "Alder")]).await;
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit("/api/partners/update-contact", &[("job_title", ""), ("phone", "+49 30 123456")]).await;
    let changes = maya.open(paths::MANAGE_AUDIT).await.find(".audit-changes");
    assert_eq!(changes.len(), 2, "{}", maya.page.text());
    assert!(changes[0].contains("Phone number:") && changes[0].contains("→ +49 30 123456"), "{changes:?}");
    assert_eq!(changes[1], "Partner name: Alder & Finch → Alder", "what stayed as it was is left out");
}

async fn the_log_is_searched_by_word_and_day(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    app.wait(2 * DAY);
    app.add(&staff, app.details("100%_Blue", "jo@blue.example").await, None).await;
    let mut rows = async |query: &str| maya.open(&search(query)).await.find(".audit-table tbody tr").len();
    let all = rows("").await;
    assert!(all >= 2);
    assert_eq!(rows("q=ALDER").await, 1, "in any case");
    assert_eq!(rows("q=100%25_b").await, 1, "percent signs stand for themselves");
    assert_eq!(rows("q=10__").await, 0);
    assert_eq!(rows("from=2026-11-24&to=2026-11-24").await, 1);
    assert_eq!(rows("to=2026-11-23").await, all - 1);
    assert_eq!(rows("from=2026-11-25").await, 0);
    assert!(maya.page.text().contains("No matching entries"));
    maya.open(&search("from=yesterday")).await;
    assert!(maya.page.text().contains("Enter the date as YYYY-MM-DD"), "{}", maya.page.text());
}

async fn the_log_becomes_a_file_that_is_safe_to_open(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.add(&staff, app.details("=HYPERLINK(1)", "jo@blue.example").await, None).await;
    maya.open(&search("q=hyperlink")).await;
    let file = maya.page.attribute(".page-actions a", "href").unwrap();
    assert!(file.starts_with(paths::MANAGE_AUDIT_CSV), "{file}");
    let page = maya.get(&file).await;
    assert_eq!(page.headers["content-type"], "text/csv; charset=utf-8");
    let lines: Vec<&str> = page.body.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0], "\u{FEFF}\"at\",\"who\",\"action\",\"what\",\"changes\",\"from\"");
    assert!(lines[1].contains("partner_added") && !lines[1].contains("\"="), "{lines:?}");
}

async fn what_many_did_comes_in_pages_each_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for n in 0..60 {
        let details = app.details(&format!("Partner {n:02}"), &format!("p{n}@partner.example")).await;
        app.add(&staff, details, None).await;
    }
    let mut seen = maya.open(&search("q=added")).await.find(".audit-what");
    assert_eq!(seen.len(), 50);
    let older = maya.page.attribute("a[rel=next]", "href").unwrap();
    seen.extend(maya.open(&older).await.find(".audit-what"));
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 60);
    let file = maya.page.attribute(".page-actions a", "href").unwrap();
    assert!(file.contains("before="), "{file}");
    assert_eq!(maya.get(&file).await.body.matches("\r\n").count(), 61, "all of them, whatever page was open");
    assert_eq!(maya.get(&format!("{file}&q=x")).await.status, 400, "asked twice for one thing");
}

async fn the_log_is_filtered_by_person_kind_and_partner(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let alder = app.alder(&staff, Some(Delivery::Link)).await;
    let blue = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    let (ines, mut other) = app.colleague_as(Role::Admin, "Ines").await;
    other.open(&paths::edit_partner(blue.partner)).await;
    other.submit("/api/partners/update", &[("name", "Bluewater Systems")]).await;

    let page = maya.open(&search(&format!("partner={}", alder.partner))).await;
    assert!(page.text().contains("Only Alder & Finch."), "{}", page.text());
    assert!(page.find(".audit-table tbody tr").iter().all(|row| row.contains("Alder & Finch")), "{}", page.text());
    assert_eq!(page.link("Alder & Finch"), paths::partner(alder.partner));
    let page = maya.open(&search(&format!("person={ines}"))).await;
    let rows = page.find(".audit-table tbody tr");
    assert!(rows.iter().all(|row| row.contains("Ines")) && rows[0].contains("Bluewater"), "{rows:?}");
    let rows = maya.open(&search(&format!("person={ines}&kind=access"))).await.find(".audit-table tbody tr");
    assert!(rows.is_empty(), "{rows:?}");
    let rows = maya.open(&search("kind=partners")).await.find(".audit-table tbody tr");
    assert_eq!(rows.len(), 3, "two were added and one was changed: {rows:?}");
    for (query, status) in [("person=x", 422), ("partner=x", 422), ("kind=nonsense", 200)] {
        assert_eq!(maya.open(&search(query)).await.status, status, "{query}");
    }
    let file = maya.get(&format!("{}?kind=partners", paths::MANAGE_AUDIT_CSV)).await.body;
    assert_eq!(file.lines().count(), 4, "{file}");
}

async fn contacts_never_see_it(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    for path in [paths::MANAGE_AUDIT, paths::MANAGE_AUDIT_CSV] {
        let page = ana.get(path).await;
        assert!(page.status != 200 || !page.body.contains("added"), "{path}: {}", page.status);
    }
}

async fn the_log_is_searched_as_people_write_and_in_their_days(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit("/api/organisation/save", &[("time_zone", "Pacific/Auckland")]).await;
    app.add(&staff, app.details("Étoile  Logistique", "jo@etoile.example").await, None).await;
    let mut rows = async |query: &str| maya.open(&search(query)).await.find(".audit-table tbody tr").len();
    for words in ["q=%C3%89TOILE", "q=etoile+logistique", "q=partner_added"] {
        assert_eq!(rows(words).await, 1, "{words}");
    }
    // Early in the afternoon in Greenwich is the next morning there.
    let tomorrow = &app.state.now().plus(DAY).rfc3339()[..10];
    assert!(rows(&format!("from={tomorrow}&to={tomorrow}")).await > 0);
    assert_eq!(rows(&format!("to={}", &app.state.now().rfc3339()[..10])).await, 0);
}

async fn who_signed_in_and_who_took_a_list_away_is_on_record(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    let mut ana = app.browser();
    ana.open(paths::SIGN_IN).await;
    ana.submit("/api/account/sign-in", &[("email", &known.email), ("password", PASSWORD)]).await;
    maya.get(paths::PARTNERS_CSV).await;
    maya.get(&format!("{}?q=alder", paths::MANAGE_AUDIT_CSV)).await;
    let rows = maya.open(paths::MANAGE_AUDIT).await.find(".audit-table tbody tr");
    assert!(rows[0].contains("Maya Lindqvist exported the audit log."), "{rows:?}");
    assert!(rows[1].contains("Maya Lindqvist exported Alder & Finch."), "{rows:?}");
    assert!(rows[2].contains("Ana Ruiz signed in.") && rows[2].contains("127.0.0.1"), "{rows:?}");
    let timeline = maya.open(&paths::partner(known.partner)).await.text();
    assert!(!timeline.contains("signed in."), "it would push out what happened to the invitation");
}
