//! Passwords that are tried, so that guessing stays slow (OWASP ASVS 5.0, 6.3.1): counted for the account that was
//! named, whether there is one or not, and for the network it came from. A restart forgets nothing.

use crate::domain::time::{MINUTE, Timestamp};
use crate::server::platform::client;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::password_hash::Visitor;
use crate::server::state::AppState;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How far back tries count.
pub const WINDOW: i64 = 15 * MINUTE;
/// For one account from one network: people mistype.
const MOST_FROM_ONE_NETWORK: i64 = 10;
/// For one account from everywhere: many networks guess together, and its owner can still choose a new password.
const MOST_FOR_ONE_ACCOUNT: i64 = 50;
/// From one network for all accounts: an office of people who mistype.
const MOST_OF_ONE_NETWORK: i64 = 100;

/// A try that is under way. Who is right takes it back.
struct LoginAttempt {
    id: Uuid,
    account: Vec<u8>,
    network: Vec<u8>,
}

/// Whether `typed` is the password behind `hash`, for a visitor who signs in as `account`.
///
/// # Errors
/// It was tried too often; says so at `field`.
pub async fn verify_throttled(
    app: &AppState,
    visitor: Visitor,
    field: &str,
    account: &str,
    typed: &str,
    hash: Option<String>,
) -> Result<bool> {
    // No guess, but a scanner that presses every button.
    if typed.is_empty() {
        return Ok(false);
    }
    let guess =
        record_attempt(app, account).await?.ok_or_else(|| Error::field(field, t!(server::auth::too_many_tries)))?;
    match app.passwords.is_right(visitor, typed, hash).await {
        Ok(false) => Ok(false),
        Ok(true) => clear_attempts(app, &guess).await.map(|()| true),
        // It was never compared.
        Err(error) => retract_attempt(app, &guess).await.and(Err(error)),
    }
}

/// Counts a try before it is made, so that many at once are as many; nothing when there were too many.
async fn record_attempt(app: &AppState, account: &str) -> Result<Option<LoginAttempt>> {
    const ADD: &str = "insert into login_attempt (id, at, account, network) values ($1, $2, $3, $4)";
    let guess = LoginAttempt {
        id: app.id(),
        account: digest(account),
        network: client::network().map(|network| digest(&network)).unwrap_or_default(),
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    lock_account(&mut tx, &guess.account).await?;
    if is_too_often(&mut tx, &guess, now.plus(-WINDOW)).await? {
        return Ok(None);
    }
    execute!(&mut tx, ADD, guess.id, now.0, &guess.account, &guess.network)?;
    tx.commit().await?;
    Ok(Some(guess))
}

/// Waits for all concurrent attempts for the same account. SQLite has one writer anyway.
async fn lock_account(tx: &mut Tx, account: &[u8]) -> Result<()> {
    let Tx::Postgres(transaction) = tx else { return Ok(()) };
    let key = i64::from_be_bytes(*account.first_chunk().unwrap_or(&[0; 8]));
    sqlx::query("select pg_advisory_xact_lock($1)").bind(key).execute(&mut **transaction).await?;
    Ok(())
}

async fn is_too_often(tx: &mut Tx, guess: &LoginAttempt, since: Timestamp) -> Result<bool> {
    const COUNTS: &str = "
        select (select count(*) from login_attempt where account = $1 and at > $3 and network = $2),
            (select count(*) from login_attempt where account = $1 and at > $3),
            (select count(*) from login_attempt where network = $2 and at > $3)";
    let (together, account, network): (i64, i64, i64) = run!(tx, c =>
        sqlx::query_as(COUNTS).bind(&guess.account).bind(&guess.network).bind(since.0).fetch_one(c))?;
    // Behind a proxy that is not configured, all visitors have none: together they are not one network.
    let is_known = !guess.network.is_empty();
    Ok(account >= MOST_FOR_ONE_ACCOUNT
        || is_known && (together >= MOST_FROM_ONE_NETWORK || network >= MOST_OF_ONE_NETWORK))
}

async fn clear_attempts(app: &AppState, guess: &LoginAttempt) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "delete from login_attempt where account = $1 and network = $2", &guess.account, &guess.network)?;
    tx.commit().await
}

async fn retract_attempt(app: &AppState, guess: &LoginAttempt) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "delete from login_attempt where id = $1", guess.id)?;
    tx.commit().await
}

/// Some type their password where the address belongs: it is not kept as it is.
fn digest(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}
