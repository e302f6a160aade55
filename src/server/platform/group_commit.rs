//! Group commit for SQLite: transactions that end at the same time share one flush of the disk, and the pages that each
//! of them changes are written once.
//!
//! SQLite has one writer. A transaction that gets its turn while others wait for their commit joins them, with a savepoint
//! of its own. Those that are done queue again behind those that wait, and the first whose turn comes commits for all. Each
//! is answered after that; if it fails, nothing of any of them happened.
//!
//! A member sees what those before it did, and other connections don't yet. So only those join that say something of it
//! after their own commit, and read through it alone: [`Db::begin_shared`](super::db::Db::begin_shared).

use super::error::{Error, Result};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};
use tokio::time::timeout;

/// How many share a commit at most: the first waits for the work of the last.
const MOST: usize = 16;
/// How long one waits for its turn before the server counts as busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the transaction of a group. Its savepoint holds what the member at work has done.
const FIRST: &str = "begin immediate; savepoint member";
/// Keeps what the last member did, for the next one. Fails where a full disk undid everything: a savepoint alone would begin
/// a transaction, and its commit would seem to be that of all.
const NEXT: &str = "release member; savepoint member";

type Committed = std::result::Result<(), Arc<sqlx::Error>>;

/// The one who may write.
#[derive(Debug, Clone)]
pub struct Writer {
    /// Of one connection.
    pub pool: SqlitePool,
    turn: Arc<Mutex<Group>>,
}

/// Those who share a commit.
#[derive(Debug, Default)]
struct Group {
    transaction: Option<Transaction<'static, Sqlite>>,
    /// Who is done and waits for the commit.
    done: Vec<oneshot::Sender<Committed>>,
}

/// One transaction, whose turn it is. Dropped without [`Member::commit`], it never happened.
pub struct Member {
    turn: Arc<Mutex<Group>>,
    /// None once it was given on.
    group: Option<OwnedMutexGuard<Group>>,
    shares: bool,
}

impl Writer {
    /// The writer whose only connection is in `pool`.
    pub fn new(pool: SqlitePool) -> Self {
        Self { pool, turn: Arc::default() }
    }

    /// Waits for the turn. Who `shares` joins those who wait for their commit, all others commit them first.
    ///
    /// # Errors
    /// It takes too long, or the database takes no writes.
    pub async fn begin(&self, shares: bool) -> Result<Member> {
        let turn = timeout(PATIENCE, self.turn.clone().lock_owned()).await;
        let mut group = turn.map_err(|_| sqlx::Error::PoolTimedOut)?;
        if !shares && !group.done.is_empty() {
            group = in_task(async move {
                group.commit().await;
                group
            })
            .await?;
        }
        let joins = !group.done.is_empty();
        if !joins {
            let begin = if shares { FIRST } else { "begin immediate" };
            group.transaction = Some(self.pool.begin_with(begin).await?);
        }
        let mut member = Member { turn: self.turn.clone(), group: Some(group), shares };
        if joins {
            sqlx::query(NEXT).execute(&mut *member).await?;
        }
        Ok(member)
    }

    /// Commits what waits for it, and closes the connection.
    pub async fn close(&self) {
        self.turn.lock().await.commit().await;
        self.pool.close().await;
    }
}

/// To its end, even if the request that waits for it is gone: others wait for it too.
async fn in_task<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> Result<T> {
    tokio::spawn(work).await.map_err(|error| Error::Internal(Box::new(error)))
}

impl Group {
    async fn commit(&mut self) {
        let Some(transaction) = self.transaction.take() else { return };
        let result = transaction.commit().await.map_err(Arc::new);
        self.answer(&result);
    }

    /// Undoes what the last one did, and no one else.
    async fn undo(&mut self) {
        let Some(transaction) = self.transaction.as_mut() else { return };
        if let Err(error) = sqlx::query("rollback to member").execute(&mut **transaction).await {
            // A full disk undid everything.
            self.transaction = None;
            self.answer(&Err(Arc::new(error)));
        }
    }

    fn answer(&mut self, result: &Committed) {
        for done in self.done.drain(..) {
            // Those that no longer wait don't need to know.
            let _gone = done.send(result.clone());
        }
    }
}

impl Member {
    /// Makes everything in this transaction true, with those who are done at the same time.
    ///
    /// # Errors
    /// The database could not keep it: then nothing of it happened.
    pub async fn commit(mut self) -> Result<()> {
        let Some(mut group) = self.group.take() else { return Ok(()) };
        let (done, mut committed) = oneshot::channel();
        group.done.push(done);
        let (turn, waits) = (self.turn.clone(), self.shares && group.done.len() < MOST);
        in_task(async move {
            if !waits {
                group.commit().await;
                return outcome(committed.await);
            }
            drop(group);
            tokio::select! {
                biased;
                result = &mut committed => return outcome(result),
                mut group = turn.lock() => {
                    // Not where another one did in the meantime: then this is the next group.
                    if committed.is_empty() {
                        group.commit().await;
                    }
                }
            }
            outcome(committed.await)
        })
        .await?
    }
}

fn outcome(result: std::result::Result<Committed, oneshot::error::RecvError>) -> Result<()> {
    match result {
        Ok(committed) => Ok(committed?),
        Err(error) => Err(Error::Internal(Box::new(error))),
    }
}

impl Deref for Member {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        let group = self.group.as_ref().and_then(|group| group.transaction.as_ref());
        group.expect("a transaction while it is the turn")
    }
}

impl DerefMut for Member {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        let group = self.group.as_mut().and_then(|group| group.transaction.as_mut());
        group.expect("a transaction while it is the turn")
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        let Some(mut group) = self.group.take() else { return };
        match Handle::try_current() {
            Ok(runtime) if !group.done.is_empty() => drop(runtime.spawn(async move { group.undo().await })),
            // It is alone in it, or the process ends.
            _ => group.transaction = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::poll;
    use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
    use std::pin::pin;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tempfile::TempDir;

    /// A writer of a database of its own, and how often it has committed.
    async fn writer() -> (Writer, Arc<AtomicUsize>, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteConnectOptions::new().filename(folder.path().join("test.db")).create_if_missing(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options.foreign_keys(true)).await.unwrap();
        sqlx::raw_sql("create table one (n integer primary key); create table other (n references one)")
            .execute(&pool)
            .await
            .unwrap();
        let commits = Arc::new(AtomicUsize::new(0));
        let counted = commits.clone();
        let mut connection = pool.acquire().await.unwrap();
        connection.lock_handle().await.unwrap().set_commit_hook(move || counted.fetch_add(1, Ordering::Relaxed) < 100);
        drop(connection);
        (Writer::new(pool), commits, folder)
    }

    async fn add(member: &mut Member, n: i64) {
        sqlx::query("insert into one values ($1)").bind(n).execute(&mut **member).await.unwrap();
    }

    async fn kept(writer: &Writer) -> Vec<i64> {
        sqlx::query_scalar("select n from one order by n").fetch_all(&writer.pool).await.unwrap()
    }

    /// One that is done and waits, and another that has joined it.
    async fn two(writer: &Writer) -> (tokio::task::JoinHandle<Result<()>>, Member) {
        let mut first = writer.begin(true).await.unwrap();
        add(&mut first, 1).await;
        let mut second = pin!(writer.begin(true));
        assert!(poll!(&mut second).is_pending());
        let first = tokio::spawn(first.commit());
        let mut second = second.await.unwrap();
        add(&mut second, 2).await;
        assert!(!first.is_finished(), "its commit waits for the second");
        (first, second)
    }

    #[tokio::test]
    async fn those_that_wait_for_the_turn_share_the_commit() {
        let (writer, commits, _folder) = writer().await;
        let (first, second) = two(&writer).await;
        second.commit().await.unwrap();
        first.await.unwrap().unwrap();
        assert_eq!((kept(&writer).await, commits.load(Ordering::Relaxed)), (vec![1, 2], 1));
    }

    #[tokio::test]
    async fn one_that_is_given_up_takes_nothing_with_it() {
        let (writer, commits, _folder) = writer().await;
        let (first, second) = two(&writer).await;
        drop(second);
        first.await.unwrap().unwrap();
        assert_eq!((kept(&writer).await, commits.load(Ordering::Relaxed)), (vec![1], 1));
        drop(writer.begin(true).await.unwrap());
        assert_eq!(kept(&writer).await, [1]);
    }

    #[tokio::test]
    async fn what_a_full_disk_undid_is_not_said_to_be_done() {
        let (writer, _, _folder) = writer().await;
        let mut first = writer.begin(true).await.unwrap();
        add(&mut first, 1).await;
        let (mut second, mut third) = (pin!(writer.begin(true)), pin!(writer.begin(true)));
        assert!(poll!(&mut second).is_pending() && poll!(&mut third).is_pending());
        let first = tokio::spawn(first.commit());
        let mut second = second.await.unwrap();
        // As SQLite does it, whatever becomes of the error.
        sqlx::raw_sql("rollback").execute(&mut *second).await.unwrap();
        let second = tokio::spawn(second.commit());
        third.await.map(|_| ()).unwrap_err();
        first.await.unwrap().unwrap_err();
        second.await.unwrap().unwrap_err();
        assert_eq!(kept(&writer).await, [0; 0]);
    }

    #[tokio::test]
    async fn a_commit_that_fails_is_none_for_all() {
        let (writer, _, _folder) = writer().await;
        let (first, mut second) = two(&writer).await;
        sqlx::raw_sql("pragma defer_foreign_keys = on; insert into other values (7)")
            .execute(&mut *second)
            .await
            .unwrap();
        second.commit().await.unwrap_err();
        first.await.unwrap().unwrap_err();
        assert_eq!(kept(&writer).await, [0; 0]);
        let mut third = writer.begin(true).await.unwrap();
        add(&mut third, 3).await;
        third.commit().await.unwrap();
        assert_eq!(kept(&writer).await, [3]);
    }

    #[tokio::test]
    async fn what_was_done_is_committed_even_if_no_one_waits() {
        let (writer, commits, _folder) = writer().await;
        let mut first = writer.begin(true).await.unwrap();
        add(&mut first, 1).await;
        let mut commit = Box::pin(first.commit());
        assert!(poll!(&mut commit).is_pending());
        drop(commit);
        writer.close().await;
        assert_eq!(commits.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn one_apart_shares_with_none_before_it() {
        let (writer, commits, _folder) = writer().await;
        let mut first = writer.begin(true).await.unwrap();
        add(&mut first, 1).await;
        let mut second = pin!(writer.begin(false));
        assert!(poll!(&mut second).is_pending());
        let first = tokio::spawn(first.commit());
        let second = second.await.unwrap();
        first.await.unwrap().unwrap();
        assert_eq!(commits.load(Ordering::Relaxed), 1, "the first is committed, the second is at work");
        drop(second);
    }

    #[tokio::test]
    async fn a_group_is_committed_when_it_is_large() {
        let (writer, commits, _folder) = writer().await;
        let all = (0..40).map(|n| {
            let writer = writer.clone();
            tokio::spawn(async move {
                let mut member = writer.begin(true).await.unwrap();
                add(&mut member, n).await;
                member.commit().await
            })
        });
        for done in all.collect::<Vec<_>>() {
            done.await.unwrap().unwrap();
        }
        assert_eq!(kept(&writer).await.len(), 40);
        let commits = commits.load(Ordering::Relaxed);
        assert!((40usize.div_ceil(MOST)..10).contains(&commits), "{commits} commits");
    }
}
