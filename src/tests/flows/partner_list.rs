//! The Partners page: search, filters, order and pages, all in the URL.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::partners::list_view::ListColumn;
use crate::domain::partners::partner::PartnerHit;
use crate::domain::time::DAY;
use crate::paths;
use crate::server::authz::Editor;
use crate::server::invitations::invite;
use crate::server::people::search_index;
use crate::server::platform::db::run;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{chosen, with};
use std::collections::{BTreeSet, HashMap};

on_both_engines! {
    an_empty_list_teaches_the_next_step,
    search_and_filters_find_by_name_contact_address_status_program_and_access,
    a_new_partner_is_found_by_what_the_view_says,
    pages_in_any_order_hold_everyone_once_there_and_back,
    columns_and_rows_a_page_are_each_colleagues_own,
    the_main_contact_is_what_its_column_sorts_by,
    a_few_letters_find_partners_and_contacts_those_that_begin_with_them_first,
    names_with_accents_stand_and_are_found_where_one_looks,
    who_needs_attention_is_one_list,
    silence_begins_when_the_email_leaves,
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
    const KEY: &str = "select search_key || ', ' || contact_key from partner";
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

/// The names on every page from `url` on, by the links `rel`, and what each page says of its rows.
async fn walk(maya: &mut Browser, url: &str, rel: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let (mut pages, mut said) = (Vec::new(), Vec::new());
    let mut url = Some(url.to_owned());
    while let Some(next) = url {
        let page = maya.open(&next).await;
        pages.push(page.attributes("tbody [name=id]", "value"));
        said.extend(page.find(".paging-rows"));
        url = page.attribute(&format!(".paging a[rel={rel}]"), "href");
        if url.is_some() {
            assert!(pages.len() < 9, "the pages end");
        }
    }
    (pages, said)
}

async fn pages_in_any_order_hold_everyone_once_there_and_back(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    fill(app, &staff, 117).await;
    app.active_ana(&staff).await;
    app.add(&staff, app.details("Zebra", "zoe@zebra.example").await, Some(Delivery::Email)).await;
    app.add(&staff, app.details("Quay", "quin@quay.example").await, Some(Delivery::Link)).await;
    let columns = ListColumn::ALL.into_iter().map(ListColumn::as_str).chain(["name"]);
    let mut orders = HashMap::new();
    for sort in columns.flat_map(|column| [column.to_owned(), format!("-{column}")]) {
        let (pages, said) = walk(&mut maya, &format!("{}?sort={sort}", paths::PARTNERS), "next").await;
        orders.insert(sort.clone(), pages.concat());
        let counts: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(counts, [50, 50, 20], "{sort}");
        assert_eq!(said, ["1 to 50 of 120", "51 to 100 of 120", "101 to 120 of 120"], "{sort}");
        assert_eq!(pages.iter().flatten().collect::<BTreeSet<_>>().len(), 120, "{sort}: each once");
        let last = maya.page.path.clone();
        let (mut back, mut said) = walk(&mut maya, &last, "prev").await;
        back.reverse();
        said.reverse();
        assert_eq!(back, pages, "{sort}: the same pages on the way back");
        assert_eq!(said, ["1 to 50 of 120", "51 to 100 of 120", "101 to 120 of 120"], "{sort}");
    }
    for sort in ["name", "status", "email", "signed-up", "added"] {
        let backwards: Vec<_> = orders[&format!("-{sort}")].iter().rev().cloned().collect();
        assert_eq!(orders[sort], backwards, "{sort}");
    }
}

async fn columns_and_rows_a_page_are_each_colleagues_own(app: &TestApp) {
    const SAVE: &str = "/api/partners/list-view";
    let heads = |browser: &Browser| browser.page.find("thead th");
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    let (_, mut other) = app.maya().await;
    let usual = ["Partner", "Status", "Programs", "Main contact", "Access", "Added"];
    maya.open(paths::PARTNERS).await;
    assert_eq!(heads(&maya), usual);
    maya.submit(SAVE, &[("columns", "email")]).await;
    assert_eq!(maya.page.path, paths::PARTNERS, "back where it was chosen");
    assert_eq!(heads(&maya), ["Partner", "Status", "Programs", "Main contact", "Email", "Access", "Added"]);
    let chosen = [("form[columns][]", "last-seen"), ("form[columns][]", "email"), ("form[size]", "100")];
    assert!(maya.call(SAVE, &chosen).await.status < 400);
    maya.open(paths::PARTNERS).await;
    assert_eq!(heads(&maya), ["Partner", "Email", "Last seen"]);
    assert_eq!(maya.page.find("tbody td[data-column]"), ["ana@alder.example", "22 Nov"]);
    assert_eq!(maya.page.find("#rows [selected]"), ["100"]);
    other.open(paths::PARTNERS).await;
    assert_eq!(heads(&other), usual, "everyone chooses for themselves");
    maya.open(&paths::partner(known.partner)).await;
    maya.open(paths::PARTNERS).await;
    assert_eq!(heads(&maya).len(), 3, "it is kept");
    maya.call(SAVE, &[("form[size]", "7"), ("form[columns][]", "password_hash")]).await;
    maya.open(paths::PARTNERS).await;
    assert_eq!(heads(&maya), usual, "what there is not is what everyone sees");
}

async fn the_main_contact_is_what_its_column_sorts_by(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for (partner, first, last) in [("A", "Zoë", "Ü"), ("B", "ádám", "Á"), ("C", "Bo", "Berg")] {
        let mut details = app.details(partner, &format!("c@{}.example", partner.to_lowercase())).await;
        (details.contact.first_name, details.contact.last_name) = (first.to_owned(), last.to_owned());
        app.add(&staff, details, None).await;
    }
    let page = maya.open(&format!("{}?sort=contact", paths::PARTNERS)).await;
    assert_eq!(page.find("tbody .cell-name"), ["B", "C", "A"]);
}

async fn a_few_letters_find_partners_and_contacts_those_that_begin_with_them_first(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    for (name, email) in
        [("Big Alder", "jo@big.example"), ("Alder & Finch", "ana@alder.example"), ("50%", "x@y.example")]
    {
        app.add(&staff, app.details(name, email).await, None).await;
    }
    for (letters, expected) in [
        ("alder", vec!["Alder & Finch", "Big Alder"]),
        (" JO@big ", vec!["Big Alder"]),
        ("%", vec!["50%"]),
        ("_", vec![]),
        ("nothing", vec![]),
        ("", vec![]),
        (" ", vec![]),
    ] {
        let answer = maya.call("/api/partners/find", &[("q", letters)]).await;
        let hits: Vec<PartnerHit> = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(hits.iter().map(|hit| hit.name.as_str()).collect::<Vec<_>>(), expected, "{letters}");
    }
    fill(app, &staff, 12).await;
    let answer = maya.call("/api/partners/find", &[("q", "partner")]).await;
    assert_eq!(serde_json::from_str::<Vec<PartnerHit>>(&answer.body).unwrap().len(), 8);
}

async fn who_needs_attention_is_one_list(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let add = async |name: &str, delivery| {
        app.add(&staff, app.details(name, &format!("a@{name}.example")).await, delivery).await
    };
    app.change("update organisation set invitation_hours = 480").await;
    add("silent", Some(Delivery::Email)).await;
    app.emails().await;
    app.change("update organisation set invitation_hours = 24").await;
    add("expired", Some(Delivery::Link)).await;
    app.wait(15 * DAY);
    let mut maya = app.signed_in(staff.id, Role::Owner).await;
    let reported = add("reported", Some(Delivery::Email)).await;
    let mut stranger = app.browser();
    stranger.open(&app.message().await.link()).await;
    stranger.submit("/api/invitations/report", &[("comment", "")]).await;
    add("refused", Some(Delivery::Email)).await;
    app.change("update queued_email set state = 'failed', reply = '550', finished_at = created_at where state = 'queued' and invitation_id is not null").await;
    add("fine", Some(Delivery::Link)).await;
    add("without", None).await;
    let page = maya.open(&format!("{}?access=attention", paths::PARTNERS)).await;
    assert_eq!(page.find("tbody .cell-name"), ["expired", "refused", "reported", "silent"]);
    let parts = [
        ("1 email was not delivered", "refused"),
        ("1 link has expired", "expired"),
        ("1 link was opened by someone else", "reported"),
        ("1 contact has been silent for two weeks", "silent"),
    ];
    assert_eq!(page.find(".access-parts a"), parts.map(|(words, _)| words));
    let page = page.clone();
    // C87: each has an address of its own, and can be sent again at once.
    for (words, name) in parts {
        let href = page.link(words);
        assert_eq!(href, format!("{}?access={name}", paths::PARTNERS));
        let part = maya.open(&href).await;
        assert_eq!(
            (part.find("tbody .cell-name"), part.find(".tabs [aria-current]")),
            (vec![name.to_owned()], vec!["Needs attention 4".to_owned()])
        );
        let all = format!("{}?do=resend&all=on&access={name}&recent=on", paths::PARTNERS_BULK);
        assert_eq!(maya.open(&all).await.h1(), "Send the invitation again to 1 person?", "{name}");
    }
    // The first page says the same, the most urgent first, and leads there.
    let first = maya.open(paths::ATTENTION).await.clone();
    let words = first.find(".attention-reason h2");
    for (said, list) in words.iter().zip(first.attributes(".attention-reason h2 a", "href")) {
        let number: usize = said.split_whitespace().next().unwrap().parse().unwrap();
        assert_eq!(maya.open(&list).await.find("tbody .cell-name").len(), number, "{said}");
    }
    let [refused, expired, reported_link, silent] = parts.map(|(words, _)| words);
    assert_eq!(words, [refused, reported_link, expired, "1 link ends within a week", silent]);
    assert!(first.find(".attention-reason")[0].contains("Fix"), "{}", first.text());
    assert_eq!(page.find(".tabs a"), ["All 6", "Needs attention 4", "Invited 5", "Active 0", "No access 1"]);
    let rows = page.find("tbody tr");
    assert!(rows[2].contains("Opened by someone else"), "{rows:?}");
    let all = format!("{}?do=resend&all=on&access=attention&recent=on", paths::PARTNERS_BULK);
    assert_eq!(maya.open(&all).await.h1(), "Send the invitation again to 4 people?");
    invite::remove_access(&app.state, &staff, reported.contact).await.unwrap();
    let page = maya.open(&format!("{}?access=attention", paths::PARTNERS)).await;
    assert_eq!(page.find("tbody .cell-name"), ["expired", "refused", "silent"]);
}

async fn silence_begins_when_the_email_leaves(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.change("update organisation set invitation_hours = 720").await;
    let ana = app.alder(&staff, None).await;
    let later = app.state.now().plus(10 * DAY).rfc3339()[..16].to_owned();
    invite::give_access(&app.state, &staff, ana.contact, &chosen(Delivery::Email, &later)).await.unwrap();
    app.wait(10 * DAY);
    app.message().await;
    for (days, silent) in [(5, 0), (8, 0), (2, 1)] {
        app.wait(days * DAY);
        let mut maya = app.signed_in(staff.id, Role::Owner).await;
        let list = maya.open(&format!("{}?access=silent", paths::PARTNERS)).await;
        assert_eq!(list.find("tbody tr").len(), silent, "after {days} more days");
    }
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
