//! The Partners page: search, filters, order and pages, all in the URL.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
use crate::paths;
use crate::server::authz::Editor;
use crate::server::invitations::invite;
use crate::server::people::search_index;
use crate::server::platform::db::{execute, run};
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::with;

on_both_engines! {
    an_empty_list_teaches_the_next_step,
    every_partner_is_on_exactly_one_page_in_every_order,
    search_and_filters_find_by_name_contact_address_status_program_and_access,
    a_new_partner_is_found_by_what_the_view_says,
    names_with_accents_stand_and_are_found_where_one_looks,
    who_needs_attention_is_one_list,
    strange_addresses_of_the_list_are_answered_calmly,
}

async fn an_empty_list_teaches_the_next_step(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let page = maya.open(paths::PARTNERS).await;
    let add = page.link("Add");
    assert!(maya.open(&add).await.has_form("/api/onboarding/details"));
}

async fn fill(app: &TestApp, staff: &Editor, count: usize) {
    let details = app.details("", "").await;
    for n in 0..count {
        // Two share a name and several share an instant: the id must break the tie.
        let name = format!("Partner {:03}", n / 2);
        let details = with(details.clone(), |form| {
            form.partner.name = name;
            form.contact.email = format!("p{n}@partner.example");
        });
        app.add(staff, details, None).await;
        if n % 5 == 0 {
            app.wait(1);
        }
    }
}

async fn walk(browser: &mut Browser, path: &str) -> (Vec<String>, Vec<usize>) {
    let (mut addresses, mut sizes) = (Vec::new(), Vec::new());
    browser.open(path).await;
    loop {
        let rows = browser.page.find("tbody tr .sub");
        sizes.push(rows.len());
        addresses.extend(rows);
        let Some(next) = browser.page.attribute("a[rel=next]", "href") else { return (addresses, sizes) };
        browser.open(&next).await;
    }
}

async fn every_partner_is_on_exactly_one_page_in_every_order(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    fill(app, &staff, 120).await;
    let mut orders = Vec::new();
    for sort in ["name", "-name", "added", "-added"] {
        let (addresses, sizes) = walk(&mut maya, &format!("{}?sort={sort}", paths::PARTNERS)).await;
        assert_eq!(sizes, [50, 50, 20], "{sort}");
        let mut unique = addresses.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 120, "{sort} shows everybody once");
        orders.push(addresses);
    }
    for pair in [0, 2] {
        let backwards: Vec<String> = orders[pair + 1].iter().rev().cloned().collect();
        assert_eq!(orders[pair], backwards);
    }
    assert!(maya.open(paths::PARTNERS).await.text().contains("120"), "{}", maya.page.text());
}

async fn names_with_accents_stand_and_are_found_where_one_looks(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for (n, name) in ["Zephyr", "Étoile Logistique", "Foxglove", "Delphi"].into_iter().enumerate() {
        app.add(&staff, app.details(name, &format!("p{n}@partner.example")).await, None).await;
    }
    maya.open(paths::PARTNERS).await;
    assert_eq!(maya.page.find("tbody th"), ["Delphi", "Étoile Logistique", "Foxglove", "Zephyr"]);
    for word in ["etoile", "ÉTOILE", "E%CC%81toile"] {
        assert_eq!(maya.open(&format!("{}?q={word}", paths::PARTNERS)).await.find("tbody th"), ["Étoile Logistique"]);
    }
}

async fn search_and_filters_find_by_name_contact_address_status_program_and_access(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (active, reseller) = (app.status("Signed").await, app.program("Reseller").await);
    let alder = app.details("Alder & Finch", "ana@alder.example").await;
    app.add(
        &staff,
        with(alder.clone(), |form| {
            form.partner.status = active.clone();
            form.partner.programs = vec![reseller.clone()];
        }),
        Some(Delivery::Email),
    )
    .await;
    app.add(
        &staff,
        with(alder.clone(), |form| {
            form.partner.name = "100% Ökostrom".into();
            form.contact.last_name = "Müller".into();
            form.contact.email = "m_m@oeko.example".into();
        }),
        None,
    )
    .await;
    app.add(
        &staff,
        with(alder, |form| {
            form.partner.name = "Blue_water".into();
            form.contact.email = "jo@blue.example".into();
        }),
        None,
    )
    .await;
    let cases = [
        ("q=ALDER", vec!["Alder & Finch"]),
        ("q=m%C3%BCller", vec!["100% Ökostrom"]),
        ("q=%C3%B6KO", vec!["100% Ökostrom"]),
        ("q=jo%40blue", vec!["Blue_water"]),
        ("q=%25", vec!["100% Ökostrom"]),
        ("q=e_w", vec!["Blue_water"]),
        ("q=_____________", vec![]),
        ("q=%5C", vec![]),
        ("access=none", vec!["100% Ökostrom", "Blue_water"]),
        ("access=invited", vec!["Alder & Finch"]),
        ("access=active", vec![]),
        (&format!("status={active}"), vec!["Alder & Finch"]),
        (&format!("program={reseller}&q=ruiz"), vec!["Alder & Finch"]),
        (&format!("program={reseller}&access=none"), vec![]),
    ];
    for (query, expected) in cases {
        let page = maya.open(&format!("{}?{query}", paths::PARTNERS)).await;
        assert_eq!(page.find("tbody .cell-name"), expected, "{query}");
    }
}

async fn a_new_partner_is_found_by_what_the_view_says(app: &TestApp) {
    const KEY: &str = "select search_key from partner";
    let (staff, _) = app.maya().await;
    let mut details = app.details("Álder  & Finch", "Ana@alder.example").await;
    details.partner.website = "alder.example/shop".to_owned();
    let known = app.add(&staff, details, None).await;
    let mut tx = app.state.db.begin().await.unwrap();
    let new: String = run!(&mut tx, c => sqlx::query_scalar(KEY).fetch_one(c)).unwrap();
    search_index::refresh_search(&mut tx, known.partner).await.unwrap();
    let refreshed: String = run!(&mut tx, c => sqlx::query_scalar(KEY).fetch_one(c)).unwrap();
    assert_eq!(new, refreshed);
}

async fn change(app: &TestApp, sql: &'static str) {
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, sql).unwrap();
    tx.commit().await.unwrap();
}

async fn who_needs_attention_is_one_list(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let add = async |name: &str, delivery| {
        app.add(&staff, app.details(name, &format!("a@{name}.example")).await, delivery).await
    };
    change(app, "update organisation set invitation_hours = 480").await;
    add("silent", Some(Delivery::Email)).await;
    app.emails().await;
    change(app, "update organisation set invitation_hours = 24").await;
    add("expired", Some(Delivery::Link)).await;
    app.wait(8 * DAY);
    let reported = add("reported", Some(Delivery::Email)).await;
    let mut stranger = app.browser();
    stranger.open(&app.message().await.link()).await;
    stranger.submit("/api/invitations/report", &[("comment", "")]).await;
    add("refused", Some(Delivery::Email)).await;
    change(app, "update queued_email set state = 'failed', reply = '550', finished_at = created_at where state = 'queued' and invitation_id is not null").await;
    add("fine", Some(Delivery::Link)).await;
    add("without", None).await;
    let page = maya.open(&format!("{}?access=attention", paths::PARTNERS)).await;
    assert_eq!(page.find("tbody .cell-name"), ["expired", "refused", "reported", "silent"]);
    let words = "1 email was not delivered, 1 link has expired, 1 link was opened by someone else, \
                 1 contact has been silent for over a week.";
    assert!(page.text().contains(words), "{}", page.text());
    assert_eq!(page.find(".tabs a"), ["All 6", "Needs attention 4", "Invited 5", "Active 0", "No access 1"]);
    let rows = page.find("tbody tr");
    assert!(rows[2].contains("Opened by someone else"), "{rows:?}");
    let all = format!("{}?do=resend&all=on&access=attention&recent=on", paths::PARTNERS_ACCESS);
    assert_eq!(maya.open(&all).await.h1(), "Send the invitation again to 4 people?");
    invite::remove_access(&app.state, &staff, reported.contact).await.unwrap();
    let page = maya.open(&format!("{}?access=attention", paths::PARTNERS)).await;
    assert_eq!(page.find("tbody .cell-name"), ["expired", "refused", "silent"]);
}

async fn strange_addresses_of_the_list_are_answered_calmly(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    for query in
        ["sort=nonsense", "after=nonsense", "after=AAAA", "after=%00", "q=%00", "q=%FF", "unknown=1", "q=a&q=b"]
    {
        let page = maya.open(&format!("{}?{query}", paths::PARTNERS)).await;
        assert!(page.status < 500, "{query}: {}", page.status);
    }
    for query in ["status=nonsense", "access=everything", "program=1"] {
        let page = maya.open(&format!("{}?{query}", paths::PARTNERS)).await;
        assert_eq!(page.status, 422, "{query}: {}", page.text());
    }
}
