//! What was committed stays, and writers wait for each other instead of failing.

use crate::domain::ids::DraftId;
use crate::domain::invitations::delivery::Delivery;
use crate::server::onboarding::wizard;
use crate::server::platform::db::{Db, read};
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::scaled_runs;
use std::fs;
use std::path::Path;

on_both_engines! {
    r43_many_writers_on_two_connections_all_succeed,
    r44_every_connection_is_set_to_keep_what_it_commits,
    r44_a_copy_taken_at_any_moment_holds_all_that_was_committed,
}

async fn r43_many_writers_on_two_connections_all_succeed(app: &TestApp) {
    let staff = app.staff().await;
    let url = app.state.config.database_url();
    let other = AppState { db: Db::open(&url).await.unwrap(), ..app.state.clone() };
    let details = app.details("Alder", "ana@alder.example").await;
    let drafts = scaled_runs::size("WRITES", 8);
    let writers: Vec<_> = (0..16)
        .map(|n| {
            let app = if n % 2 == 0 { app.state.clone() } else { other.clone() };
            let (staff, details) = (staff.clone(), details.clone());
            tokio::spawn(async move {
                for _ in 0..drafts {
                    wizard::save_details_draft(&app, &staff, DraftId(app.id()), details.clone()).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(app.rows("draft").await, 16 * drafts as i64);
    scaled_runs::held(
        "R43",
        Some(app.engine()),
        &format!("16 writers over two pools, {drafts} writes each: none was refused"),
    );
    other.db.close().await;
}

async fn r44_every_connection_is_set_to_keep_what_it_commits(app: &TestApp) {
    match &app.state.db {
        Db::Sqlite { read, write, .. } => {
            for (pool, size) in [(read, 4), (&write.pool, 1)] {
                let mut connections = Vec::new();
                for _ in 0..size {
                    connections.push(pool.acquire().await.unwrap());
                }
                for connection in &mut connections {
                    let mode: String =
                        sqlx::query_scalar("pragma journal_mode").fetch_one(&mut **connection).await.unwrap();
                    assert_eq!(mode, "wal");
                    for (pragma, at_least) in
                        [("pragma synchronous", 2), ("pragma foreign_keys", 1), ("pragma busy_timeout", 5_000)]
                    {
                        let set: i64 = sqlx::query_scalar(pragma).fetch_one(&mut **connection).await.unwrap();
                        assert!(set >= at_least, "{pragma} is {set}");
                    }
                }
            }
        }
        Db::Postgres { pool, .. } => {
            let ours = "
                select count(*)
                from pg_settings
                where name in ('synchronous_commit', 'fsync') and source in ('client', 'session')";
            let changed: i64 = sqlx::query_scalar(ours).fetch_one(pool).await.unwrap();
            assert_eq!(changed, 0, "durability is left to the cluster");
        }
    }
}

/// A copy of the database's files, as a power cut would leave them, with `cut` bytes off the log.
pub fn image(from: &Path, cut: u64) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for name in ["gangway.db", "gangway.db-wal"] {
        fs::copy(from.join(name), copy.path().join(name)).unwrap();
    }
    let log = fs::OpenOptions::new().write(true).open(copy.path().join("gangway.db-wal")).unwrap();
    log.set_len(log.metadata().unwrap().len().saturating_sub(cut)).unwrap();
    copy
}

/// The partners in such a copy, once it is known to be sound: each with its invitation.
pub async fn partners_in(image: &Path) -> Vec<String> {
    let db = Db::open(&format!("sqlite://{}", image.join("gangway.db").display())).await.unwrap();
    let sound: String =
        read!(&db, c => sqlx::query_scalar("select * from pragma_integrity_check").fetch_one(c)).unwrap();
    assert_eq!(sound, "ok");
    let names = read!(&db, c => sqlx::query_scalar("select name from partner order by name").fetch_all(c)).unwrap();
    let halves: i64 = read!(&db, c => sqlx::query_scalar(
        "select count(*) from partner p where not exists (select 1 from person c join invitation i on i.person_id = c.id
         join queued_email m on m.invitation_id = i.id where c.partner_id = p.id)").fetch_one(c))
    .unwrap();
    assert_eq!(halves, 0, "R35: a partner is there with its invitation or not at all");
    db.close().await;
    names
}

async fn r44_a_copy_taken_at_any_moment_holds_all_that_was_committed(app: &TestApp) {
    // PostgreSQL's files are its own promise.
    let Db::Sqlite { .. } = &app.state.db else { return };
    let staff = app.staff().await;
    let mut committed = Vec::new();
    let images = scaled_runs::size("IMAGES", 6);
    for n in 0..images {
        let name = format!("Partner {n:04}");
        app.add(&staff, app.details(&name, &format!("p{n}@partner.example")).await, Some(Delivery::Email)).await;
        committed.push(name);
        assert_eq!(partners_in(image(app.folder.path(), 0).path()).await, committed);
    }
    let length = fs::metadata(app.folder.path().join("gangway.db-wal")).unwrap().len();
    let cuts: Vec<u64> = (1..length.min(400_000)).step_by(scaled_runs::size("CUTS_APART", 9_973)).collect();
    for &cut in &cuts {
        let found = partners_in(image(app.folder.path(), cut).path()).await;
        assert_eq!(found, committed[..found.len()], "a log cut short by {cut} bytes loses from its end only");
    }
    scaled_runs::held(
        "R44",
        Some(app.engine()),
        &format!(
            "{images} copies of the files while partners were added, and {} with a truncated log: intact, nothing \
             acknowledged missing",
            cuts.len()
        ),
    );
}
