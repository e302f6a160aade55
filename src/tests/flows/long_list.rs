//! The Partners page with more partners than are counted: each order and part begins at an index, and is what sorting
//! and filtering all of them would be.

use crate::domain::counted::COUNTED;
use crate::domain::partners::partner::PartnerQuery;
use crate::server::authz::Staff;
use crate::server::ops::sample;
use crate::server::partners::list;
use crate::server::platform::db::{execute, read};
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

on_both_engines! {
    a_list_of_more_than_are_counted_is_whole,
}

/// Half of them are active, which is more than are counted.
const MANY: i64 = 20_050;
/// Two pages.
const SEEN: usize = 100;

const ORDERS: [(&str, &str); 10] = [
    ("name", "p.name_key"),
    ("status", "s.position <>, p.name_key"),
    ("contact", "p.contact_key"),
    ("email", "m.email_key"),
    ("language", "m.language"),
    ("access", "case when m.access_at is null then 0 when m.activated_at is null then 1 else 2 end"),
    ("invited", "coalesce(m.access_at, 0)"),
    ("signed-up", "coalesce(m.activated_at, 0)"),
    ("last-seen", "coalesce(m.last_seen_at, 0)"),
    ("added", "p.created_at"),
];

/// Of all, of too many to begin with, and of few; as the part, the words and what they mean.
const PARTS: [(&str, &str, &str); 7] = [
    ("", "", "1 = 1"),
    ("", "zeph", "p.search_key like '%zeph%'"),
    ("", "harbor", "p.search_key like '%harbor%'"),
    ("", "ha 17", "p.search_key like '% ha%' and p.search_key like '% 17%'"),
    ("active", "", "m.activated_at is not null"),
    ("active", "zephyr", "m.activated_at is not null and p.search_key like '%zeph%'"),
    (
        "refused",
        "",
        "m.id in (
            select i.person_id from invitation i join queued_email e on e.invitation_id = i.id where e.state = 'failed'
        )",
    ),
];

async fn sorted(app: &TestApp, key: &str, direction: &str, condition: &str) -> Vec<Uuid> {
    let by = key.replace("<>", direction);
    let sql = format!(
        "select p.id
        from partner p
        join person m on m.partner_id = p.id and m.is_main
        join status s on s.id = p.status_id
        where {condition}
        order by {by} {direction}, p.id {direction}
        limit {SEEN}"
    );
    read!(&app.state.db, c => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(c)).unwrap()
}

/// One test, because filling the list takes longest.
async fn a_list_of_more_than_are_counted_is_whole(app: &TestApp) {
    app.stay_in_memory().await;
    sample::fill(&app.state, MANY).await.unwrap();
    let (staff, maya) = app.maya().await;
    what_is_more_than_counted_is_said_to_be_more(app, &staff, maya).await;
    each_order_is_what_sorting_all_of_it_gives(app, &staff).await;
}

/// Leaves [`many_stand_at_the_end`].
async fn each_order_is_what_sorting_all_of_it_gives(app: &TestApp, staff: &Staff) {
    for (sort, key) in ORDERS {
        for (sign, direction) in [("", "asc"), ("-", "desc")] {
            for (access, q, condition) in PARTS {
                if !q.is_empty() && !["name", "status", "last-seen"].contains(&sort) {
                    continue;
                }
                let query = PartnerQuery {
                    sort: [sign, sort].concat(),
                    access: access.to_owned(),
                    q: q.to_owned(),
                    ..PartnerQuery::default()
                };
                let page = async |query| list::list(&app.state, staff, &query).await.unwrap();
                let first = page(query.clone()).await;
                let next = first.next.clone().unwrap_or_default();
                let mut seen: Vec<Uuid> = first.rows.iter().map(|row| row.id.0).collect();
                if !next.is_empty() {
                    let second = page(PartnerQuery { after: next, ..query.clone() }).await;
                    seen.extend(second.rows.iter().map(|row| row.id.0));
                    let before = second.previous.unwrap_or_default();
                    let back = page(PartnerQuery { before, ..query }).await;
                    assert_eq!(back.rows, first.rows, "{sign}{sort} of {access} {q}: back on the first page");
                }
                assert_eq!(seen, sorted(app, key, direction, condition).await, "{sign}{sort} of {access} {q}");
            }
        }
    }
}

/// More than are counted have a word, and those are the last by name.
async fn many_stand_at_the_end(app: &TestApp) {
    let mark = format!(
        "update partner
        set name = 'Zephyr ' || name, name_key = 'zephyr ' || name_key, company_key = 'zephyr ' || company_key,
            search_key = ' zephyr' || search_key
        where id in (select id from partner order by created_at, id limit {})",
        COUNTED + 20
    );
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, AssertSqlSafe(mark)).unwrap();
    tx.commit().await.unwrap();
}

async fn what_is_more_than_counted_is_said_to_be_more(app: &TestApp, staff: &Staff, mut maya: Browser) {
    let page = list::list(&app.state, staff, &PartnerQuery::default()).await.unwrap();
    let counted = ["", "invited", "active", "none", "refused"].map(|part| page.counts.of(part).unwrap());
    assert_eq!(counted, [COUNTED + 1, 8_000, COUNTED + 1, 2_010, 40]);
    let text = maya.open("/partners?sort=added&access=active").await.text();
    for words in ["10,000+ partners", "All 10,000+", "Active 10,000+", "No access 2,010", "1 to 50 of 10,000+"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    many_stand_at_the_end(app).await;
    // Parts of what is not counted to its end are counted only if they are asked for.
    for (q, access, found) in [
        ("zephyr", "", [Some(COUNTED + 1), None, None, None]),
        ("zephyr", "invited", [Some(COUNTED + 1), Some(4_000), None, None]),
        ("alder 17", "", [Some(39), Some(16), Some(20), Some(3)]),
    ] {
        let query = PartnerQuery { q: q.to_owned(), access: access.to_owned(), ..PartnerQuery::default() };
        let page = list::list(&app.state, staff, &query).await.unwrap();
        assert_eq!(["", "invited", "active", "none"].map(|part| page.counts.of(part)), found, "{q}");
        assert_eq!(Some(page.total), page.counts.of(access));
    }
    let text = maya.open("/partners?q=zephyr&access=invited").await.text();
    assert!(text.contains("All 10,000+Needs attentionInvited 4,000ActiveNo access"), "{text}");
}
