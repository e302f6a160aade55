//! One click on Add makes one partner, wholly or not at all.

use crate::domain::invitations::choice::InvitationForm;
use crate::server::onboarding::wizard;
use crate::server::platform::db::{self, Db};
use crate::server::platform::error::Error;
use crate::tests::app::{TestApp, on_both_engines};
use sqlx::AssertSqlSafe;

const FINISH: &str = "/api/onboarding/finish";

on_both_engines! {
    r35_a_wizard_that_fails_anywhere_leaves_nothing,
    r35_who_adds_at_the_same_time_is_answered_after_the_commit,
    r46_f29_many_finishes_of_one_wizard_make_one_partner,
    r46_f29_two_wizards_for_one_address_make_one_contact,
}

/// What one finish writes, in the order of its statements.
const WRITES: [(&str, &str); 7] = [
    ("partner", "insert on partner"),
    ("partner_program", "insert on partner_program"),
    ("person", "insert on person"),
    ("invitation", "insert on invitation"),
    ("queued_email", "insert on queued_email"),
    ("audit", "insert on audit"),
    ("draft", "update of partner_id on draft"),
];

async fn execute(app: &TestApp, sql: String) {
    let mut tx = app.state.db.begin().await.unwrap();
    db::execute!(&mut tx, AssertSqlSafe(sql)).unwrap();
    tx.commit().await.unwrap();
}

/// Makes the next write of this kind fail.
async fn break_at(app: &TestApp, event: &str) {
    match &app.state.db {
        Db::Sqlite { .. } => {
            execute(
                app,
                format!("create trigger broken before {event} begin select raise(abort, 'broken on purpose'); end"),
            )
            .await;
        }
        Db::Postgres { .. } => {
            let raise = "create or replace function raise_broken() returns trigger language plpgsql as
                 $$ begin raise exception 'broken on purpose'; end $$";
            execute(app, raise.to_owned()).await;
            execute(app, format!("create trigger broken before {event} for each row execute function raise_broken()"))
                .await;
        }
    }
}

async fn mend(app: &TestApp, table: &str) {
    match &app.state.db {
        Db::Sqlite { .. } => execute(app, "drop trigger broken".to_owned()).await,
        Db::Postgres { .. } => execute(app, format!("drop trigger broken on {table}")).await,
    }
}

async fn written(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["partner", "partner_program", "person", "invitation", "queued_email", "token", "audit"] {
        counts.push(app.rows(table).await);
    }
    counts
}

async fn r35_a_wizard_that_fails_anywhere_leaves_nothing(app: &TestApp) {
    let staff = app.staff().await;
    let mut details = app.details("Alder & Finch", "ana@alder.example").await;
    details.partner.programs = vec![app.program("Reseller").await, app.program("Referral").await];
    let draft = app.draft(&staff, details).await;
    let form = InvitationForm { delivery: "email".to_owned(), ..InvitationForm::default() };
    let before = written(app).await;
    for (table, event) in WRITES {
        break_at(app, event).await;
        let failed = wizard::finish(&app.state, &staff, draft, form.clone()).await;
        assert!(matches!(failed, Err(Error::Internal(_))), "{event}: {failed:?}");
        mend(app, table).await;
        assert_eq!(written(app).await, before, "{event} left something behind");
        assert!(app.emails().await.is_empty());
    }
    wizard::finish(&app.state, &staff, draft, form).await.unwrap();
    assert_eq!(written(app).await, [1, 2, 2, 1, 1, 0, 1], "the same wizard works once the fault is gone");
    assert_eq!(app.message().await.to, "ana@alder.example");
}

/// They share commits: what an answer says must be there for everyone else by then.
async fn r35_who_adds_at_the_same_time_is_answered_after_the_commit(app: &TestApp) {
    const ADDED: &str = "select count(*) from draft where id = $1 and partner_id is not null";
    let staff = app.staff().await;
    let mut finishes = Vec::new();
    for n in 0..24 {
        let draft = app.draft(&staff, app.details(&format!("Partner {n}"), &format!("ana@{n}.example")).await).await;
        let (app, staff) = (app.state.clone(), staff.clone());
        finishes.push(tokio::spawn(async move {
            let form = InvitationForm { delivery: "email".to_owned(), ..InvitationForm::default() };
            wizard::finish(&app, &staff, draft, form).await.unwrap();
            let added: i64 = db::read!(&app.db, c => sqlx::query_scalar(ADDED).bind(draft.0).fetch_one(c)).unwrap();
            added
        }));
    }
    for finish in finishes {
        assert_eq!(finish.await.unwrap(), 1);
    }
    assert_eq!((app.rows("partner").await, app.emails().await.len()), (24, 24));
}

async fn r46_f29_many_finishes_of_one_wizard_make_one_partner(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let second = app.second_instance(|_| ()).await;
    for delivery in ["email", "link"] {
        let details = app.details(delivery, &format!("{delivery}@alder.example")).await;
        let draft = app.draft(&staff, details).await;
        let fields = [("draft".to_owned(), draft.to_string()), ("form[delivery]".to_owned(), delivery.to_owned())];
        let sent: Vec<_> = (0..12)
            .map(|n| {
                let mut browser = app.browser_at(if n % 2 == 0 { &app.url } else { &second });
                browser.cookies.clone_from(&maya.cookies);
                tokio::spawn(browser.form_request(FINISH, &fields).header("accept", "text/html").send())
            })
            .collect();
        let mut targets = Vec::new();
        for answer in sent {
            let answer = answer.await.unwrap().unwrap();
            targets.push((
                answer.status().as_u16(),
                answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned()),
            ));
        }
        targets.dedup();
        let added = crate::paths::wizard_added(draft);
        assert_eq!(targets, [(303, Some(added))], "all lead to the one partner");
    }
    assert_eq!((app.rows("partner").await, app.rows("queued_email").await, app.emails().await.len()), (2, 1, 1));
    assert_eq!(app.number("select count(*) from token where channel = 'link'").await, 1);
}

async fn r46_f29_two_wizards_for_one_address_make_one_contact(app: &TestApp) {
    let staff = app.staff().await;
    let mut drafts_ = Vec::new();
    for n in 0..6 {
        let details = app.details(&format!("Partner {n}"), "ana@alder.example").await;
        drafts_.push(app.draft(&staff, details).await);
    }
    let finishes: Vec<_> = drafts_
        .into_iter()
        .map(|draft| {
            let (app, staff) = (app.state.clone(), staff.clone());
            let form = InvitationForm { delivery: "email".to_owned(), ..InvitationForm::default() };
            tokio::spawn(async move { wizard::finish(&app, &staff, draft, form).await })
        })
        .collect();
    let mut won = 0;
    for finish in finishes {
        match finish.await.unwrap() {
            Ok(_) => won += 1,
            Err(Error::Invalid(errors)) => assert!(errors.get("email").is_some()),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((won, app.rows("partner").await, app.emails().await.len()), (1, 1, 1));
}
