//! Passwords that are tried, right or wrong, so that guessing stays slow (OWASP ASVS 5.0, 6.3.1). Each known browser,
//! session and link has tries of its own for an account; strangers share theirs, so that no one can use up those of the
//! owner. A restart forgets nothing.

use crate::domain::email::hint;
use crate::domain::ids::PersonId;
use crate::domain::time::{MINUTE, Timestamp};
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::platform::client::{self, Networks};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::password_hash::Visitor;
use crate::server::state::AppState;
use sha2::{Digest, Sha256};
use std::time::Duration;

/// How far back tries count.
const WINDOW: i64 = 15 * MINUTE;
/// For one account by one known browser, session or link: people mistype.
const MOST_KNOWN: i64 = 20;
/// For one account by all strangers: many networks guess together.
const MOST_STRANGERS: i64 = 50;
/// For one account from one network, from the narrowest to the widest.
const MOST_TOGETHER: [i64; 3] = [10, 20, 30];
/// From one network for all accounts: an office of people who mistype.
const MOST_OF_NETWORK: [i64; 3] = [100, 200, 400];
/// Whoever has used up half of their tries waits before each further one, twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

/// Whose password is tried.
pub struct Account<'a> {
    /// None if there is no such person: it is tried all the same, so that no one learns of it.
    pub person: Option<PersonId>,
    /// What they sign in with, as typed.
    pub email: &'a str,
    pub name: &'a str,
    pub hash: Option<String>,
}

/// Whether `typed` is the password of `account`. `pass` is the known browser, session or link that a visitor tries it
/// with; strangers have none.
///
/// # Errors
/// It was tried too often; says so at `field`.
pub async fn verify_throttled(
    app: &AppState,
    pass: Option<&[u8]>,
    field: &str,
    account: &Account<'_>,
    typed: &str,
) -> Result<bool> {
    // No guess, but a scanner that presses every button.
    if typed.is_empty() {
        return Ok(false);
    }
    let attempt = Attempt::new(pass, account);
    let used = attempt.look(app).await?;
    if used.is_over() {
        return Err(refuse(app, field, account));
    }
    app.clock.sleep(used.pause()).await;
    // Whoever finds no place has not tried.
    let place = app.passwords.place(if pass.is_some() { Visitor::Known } else { Visitor::Stranger }).await?;
    if !attempt.record(app, account).await? {
        return Err(refuse(app, field, account));
    }
    let is_right = place.is_right(typed, account.hash.clone()).await?;
    if !is_right {
        log_failure(app, account, "wrong_password");
    }
    Ok(is_right)
}

fn refuse(app: &AppState, field: &str, account: &Account<'_>) -> Error {
    log_failure(app, account, "too_many_attempts");
    Error::field(field, t!(server::auth::too_many_tries))
}

/// A line for tools that watch the log, such as fail2ban.
fn log_failure(app: &AppState, account: &Account<'_>, reason: &str) {
    if !app.limiter.may_log() {
        return;
    }
    let address = client::address().map(|address| address.to_string()).unwrap_or_default();
    // What is no address may be a password that was typed into the wrong field.
    let account = if account.email.contains('@') { hint(account.email) } else { String::new() };
    tracing::warn!(client.address = address, account, reason, "Sign-in failed");
}

/// A try that is about to be made; all digests, because some type their password where the address belongs.
struct Attempt {
    account: Vec<u8>,
    /// Empty for a stranger.
    pass: Vec<u8>,
    /// None where it says nothing about who tries.
    networks: [Option<Vec<u8>>; 3],
}

/// Deletes the tries that count no more.
pub async fn forget_old(app: &AppState) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "delete from login_attempt where at <= $1", since(app).0)?;
    tx.commit().await
}

/// How many tries of how many were made, of each budget.
struct Used(Vec<(i64, i64)>);

impl Used {
    fn is_over(&self) -> bool {
        self.0.iter().any(|(used, most)| used >= most)
    }

    fn pause(&self) -> Duration {
        let pause = |(used, most): &(i64, i64)| match u32::try_from(used - most / 2) {
            Ok(further) => FIRST_PAUSE.saturating_mul(1 << further.min(8)).min(LONGEST_PAUSE),
            Err(_) => Duration::ZERO,
        };
        self.0.iter().map(pause).max().unwrap_or_default()
    }
}

/// Tries for the account with this pass, for the account from each network, and from each network.
const COUNTS: &str = "
    select (select count(*) from login_attempt where account = $1 and pass = $2 and at > $6),
        (select count(*) from login_attempt where account = $1 and network = $3 and at > $6),
        (select count(*) from login_attempt where account = $1 and site = $4 and at > $6),
        (select count(*) from login_attempt where account = $1 and region = $5 and at > $6),
        (select count(*) from login_attempt where network = $3 and at > $6),
        (select count(*) from login_attempt where site = $4 and at > $6),
        (select count(*) from login_attempt where region = $5 and at > $6)";

type Counts = (i64, i64, i64, i64, i64, i64, i64);

impl Attempt {
    fn new(pass: Option<&[u8]>, account: &Account<'_>) -> Self {
        let key = account.person.map_or_else(|| account.email.to_ascii_lowercase(), |person| person.to_string());
        Self {
            account: digest(key.as_bytes()),
            pass: pass.map(digest).unwrap_or_default(),
            networks: match pass {
                Some(_) => Default::default(),
                None => Networks::current().each().map(|network| network.map(|name| digest(name.as_bytes()))),
            },
        }
    }

    /// What was used, without waiting for a writer: whoever is refused costs the others nothing.
    async fn look(&self, app: &AppState) -> Result<Used> {
        let since = since(app);
        let [network, site, region] = &self.networks;
        let counts: Counts = read!(&app.db, c => sqlx::query_as(COUNTS)
            .bind(&self.account).bind(&self.pass).bind(network).bind(site).bind(region).bind(since.0).fetch_one(c))?;
        Ok(self.used(counts))
    }

    /// Counts the try before it is made, so that many at once are as many. Says whether it may be made.
    async fn record(&self, app: &AppState, account: &Account<'_>) -> Result<bool> {
        const ADD: &str = "
            insert into login_attempt (id, at, account, pass, network, site, region)
            values ($1, $2, $3, $4, $5, $6, $7)";
        let since = since(app);
        let [network, site, region] = &self.networks;
        let mut tx = app.db.begin().await?;
        lock_account(&mut tx, &self.account).await?;
        let counts: Counts = run!(&mut tx, c => sqlx::query_as(COUNTS)
            .bind(&self.account).bind(&self.pass).bind(network).bind(site).bind(region).bind(since.0).fetch_one(c))?;
        let used = self.used(counts);
        if used.is_over() {
            return Ok(false);
        }
        execute!(&mut tx, ADD, app.id(), app.now().0, &self.account, &self.pass, network, site, region)?;
        if let Some(person) = account.person.filter(|_| counts.0 + 1 == self.most() / 2) {
            note_slowed(&mut tx, app, person, account.name).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// How many tries there are for the account.
    fn most(&self) -> i64 {
        if self.pass.is_empty() { MOST_STRANGERS } else { MOST_KNOWN }
    }

    fn used(&self, (account, a, b, c, x, y, z): Counts) -> Used {
        let together = [a, b, c].into_iter().zip(MOST_TOGETHER);
        let networks = [x, y, z].into_iter().zip(MOST_OF_NETWORK);
        Used([(account, self.most())].into_iter().chain(together).chain(networks).collect())
    }
}

fn since(app: &AppState) -> Timestamp {
    app.now().plus(-WINDOW)
}

/// Says it once in the audit log, while nobody is refused yet.
async fn note_slowed(tx: &mut Tx, app: &AppState, person: PersonId, name: &str) -> Result<()> {
    let what = recorded!(server::events::sign_in_slowed, person = name);
    let entry =
        Entry { actor: Actor::named(None, ""), partner: None, person: Some(person), action: "sign_in_slowed", what };
    record::write(tx, app, entry).await
}

/// Waits for all concurrent attempts for the same account. SQLite has one writer anyway.
async fn lock_account(tx: &mut Tx, account: &[u8]) -> Result<()> {
    let Tx::Postgres(transaction, _) = tx else { return Ok(()) };
    let key = i64::from_be_bytes(*account.first_chunk().unwrap_or(&[0; 8]));
    sqlx::query("select pg_advisory_xact_lock($1)").bind(key).execute(&mut **transaction).await?;
    Ok(())
}

fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_tried_half_of_the_time_waits_longer_each_time() {
        let millis = |used| Used(vec![(used, 20)]).pause().as_millis();
        assert_eq!([0, 9, 10, 11, 12, 13, 14, 19].map(millis), [0, 0, 250, 500, 1_000, 2_000, 4_000, 4_000]);
        assert_eq!(Used(vec![(0, 50), (60, 100)]).pause(), LONGEST_PAUSE, "the budget that is used most counts");
    }
}
