//! Word of commits: of this process at once, and on PostgreSQL of all instances that use the same tables.
//!
//! It may get lost, as through a pooler that shares connections: those who wait for it also look from time to time.

use super::db::{Commits, Db};
use sqlx::PgPool;
use sqlx::postgres::{PgListener, PgPoolOptions};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::sleep;

/// A busy server commits all the time: this passes between two words of it.
const PAUSE: Duration = Duration::from_millis(100);
/// How long after a failure to listen the next attempt follows.
const RETRY: Duration = Duration::from_secs(10);

/// Sends word of the commits of this process to the other instances, as long as it is polled.
///
/// It does so outside their transactions: one that notifies holds a lock of the whole cluster while it commits, so all
/// would wait for one another. This one waits for no disk, as it writes nothing.
pub async fn announce(db: Db) {
    const NOTIFY: &str = "
        select set_config('synchronous_commit', 'off', true), pg_notify('gangway_' || oid, '')
        from pg_namespace
        where nspname = current_schema()";
    let Db::Postgres { pool, commits } = &db else { return };
    let (mut commits, mut is_failing) = (commits.subscribe(), false);
    while commits.changed().await.is_ok() {
        let sent = sqlx::query(NOTIFY).execute(pool).await;
        if let Err(error) = &sent
            && !is_failing
        {
            tracing::warn!(error = %error, "Failed to notify other instances, which still poll");
        }
        is_failing = sent.is_err();
        sleep(PAUSE).await;
    }
}

/// Wakes `waiting` after every commit of any instance, as long as it is polled.
pub async fn hear(db: &Db, waiting: &Notify) {
    match db {
        Db::Sqlite { commits, .. } => hear_own(commits, waiting).await,
        Db::Postgres { pool, commits } => {
            tokio::join!(hear_own(commits, waiting), hear_all(pool, waiting));
        }
    }
}

async fn hear_own(commits: &Commits, waiting: &Notify) {
    let mut commits = commits.subscribe();
    while commits.changed().await.is_ok() {
        waiting.notify_one();
    }
}

async fn hear_all(pool: &PgPool, waiting: &Notify) {
    let mut is_logged = false;
    loop {
        let Err(error) = listen(pool, waiting).await;
        if !std::mem::replace(&mut is_logged, true) {
            tracing::warn!(error = %error, "Failed to listen to other instances, polling continues");
        }
        sleep(RETRY).await;
    }
}

/// Listens on a connection of its own, which is made again when it is lost.
async fn listen(pool: &PgPool, waiting: &Notify) -> Result<Infallible, sqlx::Error> {
    // Instances share a channel if they share the tables.
    const CHANNEL: &str = "select 'gangway_' || oid from pg_namespace where nspname = current_schema()";
    let options = pool.connect_options().as_ref().clone();
    let own = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
    let mut listener = PgListener::connect_with(&own).await?;
    let channel: String = sqlx::query_scalar(CHANNEL).fetch_one(&mut listener).await?;
    listener.listen(&channel).await?;
    loop {
        // Also once it listens, or listens again: nothing was heard until then.
        waiting.notify_one();
        listener.try_recv().await?;
    }
}
