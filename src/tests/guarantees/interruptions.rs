//! A wizard that is interrupted anywhere is written whole or not at all (R35).

use super::durability::{image, partners_in};
use crate::domain::ids::DraftId;
use crate::domain::invitations::choice::InvitationForm;
use crate::server::authz::Editor;
use crate::server::onboarding::wizard;
use crate::server::platform::db::{Db, read};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::scaled_runs;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

on_both_engines! {
    r35_a_wizard_given_up_at_any_moment_is_whole_or_not_there,
    r35_a_wizard_that_panics_at_any_moment_is_whole_or_not_there,
    r35_a_wizard_whose_database_fails_at_any_moment_is_whole_or_not_there,
    r35_a_crash_at_any_moment_of_a_wizard_leaves_it_whole_or_not_there,
}

/// Where the test takes a hand: a wizard waits for the database, and has its answer already or not.
#[derive(Clone, Copy)]
enum When {
    Before,
    After,
}

/// Whether the wizard continues after that.
#[derive(PartialEq)]
enum Then {
    GoOn,
    GiveUp,
}

/// The result of a wizard that the test interrupted.
enum Outcome {
    /// It was through before its turn came.
    Unharmed(Result<()>),
    Disturbed(Result<()>),
    /// No client was left to take an answer.
    GivenUp,
}

/// How many rows one finish adds to partner, program, contact, invitation, mail and audit log.
const ADDED: [i64; 6] = [1, 2, 1, 1, 1, 1];

/// How many there are, at one moment: a commit may still be under way.
async fn written(app: &TestApp) -> [i64; 6] {
    const COUNTS: &str = "select (select count(*) from partner), (select count(*) from partner_program),
        (select count(*) from person), (select count(*) from invitation), (select count(*) from queued_email),
        (select count(*) from audit)";
    let counts: (i64, i64, i64, i64, i64, i64) =
        read!(&app.state.db, c => sqlx::query_as(COUNTS).fetch_one(c)).unwrap();
    counts.into()
}

async fn draft(app: &TestApp, staff: &Editor, n: usize) -> DraftId {
    let mut details = app.details(&format!("Partner {n:04}"), &format!("p{n}@partner.example")).await;
    details.partner.programs = vec![app.program("Reseller").await, app.program("Referral").await];
    app.draft(staff, details).await
}

async fn finish(app: &AppState, staff: &Editor, draft: DraftId) -> Result<()> {
    let form = InvitationForm { delivery: "email".to_owned(), ..InvitationForm::default() };
    wizard::finish(app, staff, draft, form).await.map(|_| ())
}

/// Continues `work` until it waits for the `turn`th time, then lets the test take a `hand`.
async fn disturb(
    work: impl Future<Output = Result<()>>,
    (turn, when): (usize, When),
    hand: impl AsyncFnOnce() -> Then,
) -> Outcome {
    let mut work = pin!(work);
    let mut turns = 0;
    let early = poll_fn(|context| {
        if turns == turn {
            return Poll::Ready(None);
        }
        turns += 1;
        match work.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if turns == turn && matches!(when, When::Before) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    });
    match early.await {
        Some(done) => Outcome::Unharmed(done),
        None if hand().await == Then::GoOn => Outcome::Disturbed(work.await),
        None => Outcome::GivenUp,
    }
}

/// Finishes one wizard after the other, each disturbed one turn later than the one before, until one is
/// through before its turn. After each of them all its rows are there or none, and a second try completes it.
async fn all_or_nothing(
    app: &TestApp,
    how: &str,
    finish_with: impl AsyncFn(&Editor, DraftId, (usize, When)) -> Outcome,
) {
    let staff = app.staff().await;
    // How often a wizard has to wait is a matter of luck: an answer may be there before it is asked for.
    const ENOUGH: usize = 5;
    let (mut wizards, mut disturbed) = (0, 0);
    let rounds = 2 * scaled_runs::size("ROUNDS", 1);
    for (round, when) in [When::Before, When::After].into_iter().cycle().enumerate() {
        if round >= rounds && disturbed >= ENOUGH || round > rounds + 100 {
            break;
        }
        for turn in 1.. {
            let draft = draft(app, &staff, wizards).await;
            let before = written(app).await;
            let outcome = finish_with(&staff, draft, (turn, when)).await;
            let after = written(app).await;
            let whole = std::array::from_fn(|table| before[table] + ADDED[table]);
            let is_acknowledged = matches!(outcome, Outcome::Unharmed(Ok(())) | Outcome::Disturbed(Ok(())));
            assert!(after == whole || after == before && !is_acknowledged, "{how} at turn {turn}: {after:?}");
            finish(&app.state, &staff, draft).await.unwrap();
            assert_eq!(written(app).await, whole, "{how} at turn {turn}, tried again");
            wizards += 1;
            if matches!(outcome, Outcome::Unharmed(_)) {
                break;
            }
            disturbed += 1;
        }
    }
    assert!(disturbed >= ENOUGH, "{how}: only {disturbed} turns");
    assert_eq!(app.emails().await.len(), wizards, "one mail a partner");
    let what = format!("{wizards} wizards {how}, each at another point of its transaction: all rows or none");
    scaled_runs::held("R35", Some(app.engine()), &what);
}

async fn r35_a_wizard_given_up_at_any_moment_is_whole_or_not_there(app: &TestApp) {
    all_or_nothing(app, "cancelled", async |staff, draft, turn| {
        disturb(finish(&app.state, staff, draft), turn, async || Then::GiveUp).await
    })
    .await;
}

async fn r35_a_wizard_that_panics_at_any_moment_is_whole_or_not_there(app: &TestApp) {
    all_or_nothing(app, "interrupted by a panic", async |staff, draft, turn| {
        let (app, staff) = (app.state.clone(), staff.clone());
        let work = async move { disturb(finish(&app, &staff, draft), turn, async || panic!("on purpose")).await };
        tokio::spawn(work).await.unwrap_or(Outcome::GivenUp)
    })
    .await;
}

/// Every statement fails while this is true: in SQLite as if interrupted, in PostgreSQL by the end of the
/// connection whose transaction has touched our tables.
struct Fault(Arc<AtomicBool>);

impl Fault {
    async fn ready(app: &TestApp) -> Self {
        let is_on = Arc::<AtomicBool>::default();
        if let Db::Sqlite { write, .. } = &app.state.db {
            let seen = is_on.clone();
            let mut connection = write.pool.acquire().await.unwrap();
            let mut handle = connection.lock_handle().await.unwrap();
            handle.set_progress_handler(1, move || !seen.load(Ordering::SeqCst));
        }
        Self(is_on)
    }

    async fn begin(&self, app: &TestApp) {
        const CUT: &str =
            "select count(pg_terminate_backend(l.pid)) from pg_locks l join pg_class t on t.oid = l.relation
             where t.relnamespace = current_schema()::regnamespace and l.pid <> pg_backend_pid()";
        self.0.store(true, Ordering::SeqCst);
        if let Db::Postgres { pool, .. } = &app.state.db {
            sqlx::query(CUT).execute(pool).await.unwrap();
        }
    }

    fn end(&self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

async fn r35_a_wizard_whose_database_fails_at_any_moment_is_whole_or_not_there(app: &TestApp) {
    let fault = Fault::ready(app).await;
    all_or_nothing(app, "interrupted by a database error", async |staff, draft, turn| {
        let outcome = disturb(finish(&app.state, staff, draft), turn, async || {
            fault.begin(app).await;
            Then::GoOn
        });
        let outcome = outcome.await;
        fault.end();
        outcome
    })
    .await;
}

async fn r35_a_crash_at_any_moment_of_a_wizard_leaves_it_whole_or_not_there(app: &TestApp) {
    // PostgreSQL's files are its own promise.
    let Db::Sqlite { .. } = &app.state.db else { return };
    all_or_nothing(app, "interrupted by a power loss", async |staff, draft, turn| {
        let before = app.rows("partner").await;
        disturb(finish(&app.state, staff, draft), turn, async || {
            let found = partners_in(image(app.folder.path(), 0).path()).await.len() as i64;
            assert!(found == before || found == before + 1, "{found} partners instead of {before}");
            Then::GoOn
        })
        .await
    })
    .await;
}
