//! Whether a refusal is about the recipient or about us, as far as the fate of other emails tells.

use super::pause;
use crate::domain::ids::EmailId;
use crate::domain::time::HOUR;
use crate::i18n::Recorded;
use crate::server::mailer::outcome::SendOutcome;
use crate::server::mailer::replies;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// As many domains refuse alike by chance only where they have the same reason.
const SUSPICIOUS: usize = 3;
/// The same for refusals in different words.
const MANY: usize = 5;
/// As often others left after an email that was refused, and it was refused again.
const DOUBTLESS: i64 = 2;
/// How long a mail server that took something is believed to take more.
const TRUSTED_FOR: i64 = HOUR;

/// What is thought of an attempt.
pub struct Verdict {
    pub outcome: SendOutcome,
    /// Whether it says anything about the message, so that it counts for giving it up.
    pub is_about_message: bool,
    /// What stays the same of a refusal that others may get, as a hash; none where that says nothing.
    pub signature: Option<Vec<u8>>,
}

/// Judges `outcome` of an attempt by what became of the attempts before.
pub async fn judge(
    tx: &mut Tx,
    app: &AppState,
    email: EmailId,
    attempt: i64,
    outcome: &SendOutcome,
) -> Result<Verdict> {
    let is_about_message = !matches!(outcome, SendOutcome::SenderRejected { .. } | SendOutcome::Absent(_));
    let mut verdict = Verdict { outcome: outcome.clone(), is_about_message, signature: None };
    let (reply, is_ours) = match outcome {
        SendOutcome::Refused(reply) | SendOutcome::Doubted(reply) => (reply, false),
        SendOutcome::SenderRejected { reply, knew_recipient: true, .. } => (reply, true),
        _ => return Ok(verdict),
    };
    let address = address(tx, email, attempt).await?;
    if replies::is_of_one(reply, &address) {
        return Ok(verdict);
    }
    let signature = Sha256::digest(replies::signature(reply)).to_vec();
    verdict.signature = Some(signature.clone());
    let set_in = app.mailer.set_in().as_str();
    if was_passed(tx, email, &signature).await? {
        verdict.outcome = SendOutcome::Refused(reply.clone());
        verdict.is_about_message = true;
    } else if is_ours {
        return Ok(verdict);
    } else if matches!(outcome, SendOutcome::Doubted(_)) && !has_accepted(tx, app).await? {
        verdict.outcome = rejected(reply, recorded!(server::replies::fix_us, reply = reply, set_in = set_in));
    } else if is_same_for_all(tx, app, &address, reply, &signature).await? {
        verdict.outcome = rejected(reply, recorded!(server::replies::fix_same_for_all, reply = reply, set_in = set_in));
    }
    Ok(verdict)
}

fn rejected(reply: &str, why: Recorded) -> SendOutcome {
    SendOutcome::SenderRejected { reply: reply.to_owned(), why, knew_recipient: true }
}

/// Whether the mail server took others after it had refused this email with these words, as often as to leave no doubt:
/// then it means this one alone.
async fn was_passed(tx: &mut Tx, email: EmailId, signature: &[u8]) -> Result<bool> {
    const PASSED: &str = "
        select count(*)
        from email_attempt
        where email_id = $1 and refusal = $2
            and finished_at < (select max(finished_at) from email_attempt where state = 'accepted')";
    let passed: i64 = run!(tx, c => sqlx::query_scalar(PASSED).bind(email.0).bind(signature).fetch_one(c))?;
    Ok(passed >= DOUBTLESS)
}

/// Whether the mail server took an email lately.
async fn has_accepted(tx: &mut Tx, app: &AppState) -> Result<bool> {
    const ACCEPTED: &str = "select count(*) from queued_email where state = 'accepted' and finished_at > $1";
    let since = app.now().plus(-TRUSTED_FOR);
    let count: i64 = run!(tx, c => sqlx::query_scalar(ACCEPTED).bind(since.0).fetch_one(c))?;
    Ok(count > 0)
}

/// The address that an attempt was made for.
async fn address(tx: &mut Tx, email: EmailId, attempt: i64) -> Result<String> {
    const GET: &str = "select address from email_attempt where email_id = $1 and number = $2";
    let found: Option<String> = run!(tx, c => sqlx::query_scalar(GET).bind(email.0).bind(attempt).fetch_optional(c))?;
    Ok(found.unwrap_or_default())
}

#[derive(sqlx::FromRow)]
struct Before {
    email_id: Uuid,
    address: String,
    refusal: Option<Vec<u8>>,
    reply: String,
}

/// Whether several domains in a row refused in the same words, or many in words that may be about us. Then those that
/// failed with them are to be tried again.
async fn is_same_for_all(tx: &mut Tx, app: &AppState, address: &str, reply: &str, signature: &[u8]) -> Result<bool> {
    // Changes nothing, and makes workers that were refused at the same time see each other's refusal.
    const LOCK: &str = "update organisation set id = id where id = 1";
    const BEFORE: &str = "
        select a.email_id, a.address, a.refusal, m.reply
        from email_attempt a
        join queued_email m on m.id = a.email_id
        where a.finished_at is not null and (a.state = 'accepted' or a.refusal is not null)
        order by a.finished_at desc, a.started_at desc
        limit 100";
    const AGAIN: &str = "
        update queued_email
        set state = 'queued', due_at = $2, finished_at = null
        where id = $1 and state = 'failed'";
    execute!(tx, LOCK)?;
    let before: Vec<Before> = run!(tx, c => sqlx::query_as(BEFORE).fetch_all(c))?;
    let alike = before.iter().take_while(|before| before.refusal.as_deref() == Some(signature));
    let mut series: Vec<&Before> = alike.collect();
    if domains(&series, address) < SUSPICIOUS {
        let refused = before.iter().take_while(|before| before.refusal.is_some());
        series = refused.filter(|before| may_be_ours(&before.reply)).collect();
        if !may_be_ours(reply) || domains(&series, address) < MANY {
            return Ok(false);
        }
    }
    let due_at = app.now().plus(pause::AFTER_REJECTION);
    for before in series {
        execute!(tx, AGAIN, before.email_id, due_at.0)?;
    }
    Ok(true)
}

fn may_be_ours(reply: &str) -> bool {
    let means = replies::meaning(reply);
    means.is_ours() || means.is_unclear()
}

/// At how many domains `series` and one more address are.
fn domains(series: &[&Before], address: &str) -> usize {
    let domains = series.iter().map(|before| before.address.as_str()).chain([address]).map(domain_of);
    domains.collect::<BTreeSet<_>>().len()
}

fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or(address, |(_, domain)| domain)
}
