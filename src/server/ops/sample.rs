//! Invented partners in any number, to measure with: made by the database, a million in a minute or two.

use crate::domain::audit::AuditKind;
use crate::domain::time::DAY;
use crate::server::audit::record;
use crate::server::platform::db::{Db, Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::postgres;
use crate::server::state::AppState;
use sqlx::AssertSqlSafe;

/// How many partners are made in one transaction.
const BATCH: i64 = 10_000;
/// How far back the first was added, before the last.
const SPAN: i64 = 730 * DAY;
/// How far back the last was added: nothing that it did since is still to come.
const LAST: i64 = 5 * DAY;

/// Lists, a line each, whose lengths have no common divisor, so that their words meet in every combination. All are
/// plain ASCII without `ae`, `oe` or `ue`: such a text is found under itself in lower case.
const WORDS: &str = include_str!("sample_words.txt");

/// Adds `count` partners with one contact or two each, in every state.
///
/// # Errors
/// There are partners already.
pub async fn fill(app: &AppState, count: i64) -> Result<String> {
    let mut tx = app.db.begin().await?;
    let present: i64 = run!(&mut tx, c => sqlx::query_scalar("select count(*) from partner").fetch_one(c))?;
    if present > 0 {
        return Err(Error::Conflict(t!(server::cli::seed_refused).to_owned()));
    }
    tx.commit().await?;
    for begin in (0..count).step_by(BATCH as usize) {
        let mut tx = app.db.begin().await?;
        add(&mut tx, app, begin, (begin + BATCH).min(count), count).await?;
        tx.commit().await?;
    }
    if let Db::Postgres { pool, .. } = &app.db {
        // Until its statistics are new, it plans as for an empty database; and until rows are known to be seen by all, it
        // looks each of them up. Autovacuum does both within minutes. In a transaction it would keep a lock on
        // every table it has seen, those of other schemas too, and end in a deadlock with another that drops one.
        sqlx::query("vacuum analyze").execute(&mut postgres::unlimited(pool).await?).await?;
    }
    Ok(t!(server::cli::seeded, count = count))
}

/// Adds those numbered from `begin` to below `end`, of `count`.
async fn add(tx: &mut Tx, app: &AppState, begin: i64, end: i64, count: i64) -> Result<()> {
    words(tx).await?;
    let (now, step) = (app.now().0, SPAN / count);
    execute!(&mut *tx, "delete from sample")?;
    let first = now - LAST - count * step;
    execute!(&mut *tx, CROWD, begin, end, first, step, now, DAY)?;
    for sql in [PARTNERS, PROGRAMS, MAIN_CONTACTS, OTHER_CONTACTS, DOMAINS, INVITATIONS, EMAILS, LINKS] {
        execute!(&mut *tx, AssertSqlSafe(worded(&app.db, sql)))?;
    }
    let added = recorded!(server::events::partner_added, actor = "-", partner = "-", person = "-", how = "email");
    let activated = recorded!(server::events::activated, actor = "-");
    for (action, what, sql) in [("partner_added", added, ADDITIONS), ("activated", activated, ACTIVATIONS)] {
        let what = what.encode();
        let found = record::search_key("-", action, &[&what]) + " ";
        let kind = AuditKind::of(action).as_str();
        execute!(&mut *tx, AssertSqlSafe(worded(&app.db, sql)), action, kind, &what, &found)?;
    }
    Ok(())
}

/// The lists, as tables of this connection.
async fn words(tx: &mut Tx) -> Result<()> {
    for sql in TABLES {
        execute!(&mut *tx, *sql)?;
    }
    for (list, words) in (0_i64..).zip(WORDS.lines()) {
        for (n, word) in (0_i64..).zip(words.split_whitespace()) {
            execute!(&mut *tx, "insert into sample_word values ($1, $2, $3) on conflict do nothing", list, n, word)?;
        }
    }
    execute!(&mut *tx, STATUSES)?;
    execute!(tx, CHOICES)?;
    Ok(())
}

/// `sql` with `id(n)`, the id of the kind `n` of the row `s`, in the words of the engine.
fn worded(db: &Db, sql: &str) -> String {
    (0..8).fold(sql.to_owned(), |sql, kind| {
        let (id, bytes) = match db {
            Db::Sqlite { .. } => {
                let id = format!("unhex('0199000000007{kind}008' || printf('%015x', s.i))");
                (id.clone(), id)
            }
            Db::Postgres { .. } => {
                let hex = format!("'0199000000007{kind}008' || lpad(to_hex(s.i), 15, '0')");
                (format!("cast({hex} as uuid)"), format!("decode({hex}, 'hex')"))
            }
        };
        sql.replace(&format!("bytes_of_id({kind})"), &bytes).replace(&format!("id({kind})"), &id)
    })
}

const TABLES: &[&str] = &[
    "create temp table if not exists sample_word (list bigint, n bigint, word text, primary key (list, n))",
    "create temp table if not exists sample_status as select 0 as n, id from status where 1 = 0",
    "create temp table if not exists sample_program as select 0 as n, id from program where 1 = 0",
    "create temp table if not exists sample (
        i bigint primary key, at bigint, invited_at bigint, state bigint, name text, website text, domain text,
        first_name text, last_name text, email text
    )",
];

const STATUSES: &str = "
    insert into sample_status
    select row_number() over (order by position) - 1, id
    from status
    where archived_at is null and not exists (select 1 from sample_status)";

const CHOICES: &str = "
    insert into sample_program
    select row_number() over (order by position) - 1, id
    from program
    where archived_at is null and not exists (select 1 from sample_program)";

/// The state: below 10 without access, below 60 active, below 90 invited long ago, the others lately.
const CROWD: &str = "
    insert into sample
    with recursive n (i) as (select cast($1 as bigint) union all select i + 1 from n where i + 1 < $2)
    select
        n.i, $3 + n.i * $4,
        case when n.i % 100 < 90 then $3 + n.i * $4 else $5 - (n.i / 100) % 12 * $6 / 2 end,
        n.i % 100, a.word || ' ' || b.word || ' ' || n.i,
        'https://' || lower(a.word || b.word) || n.i || '.example',
        lower(a.word || b.word) || n.i || '.example', f.word, l.word,
        lower(f.word || '.' || l.word || '@' || a.word || b.word) || n.i || '.example'
    from n
    join sample_word a on a.list = 0 and a.n = n.i * 7 % 29
    join sample_word b on b.list = 1 and b.n = n.i * 5 % 19
    join sample_word f on f.list = 2 and f.n = n.i * 3 % 23
    join sample_word l on l.list = 3 and l.n = n.i % 31";

const PARTNERS: &str = "
    insert into partner (
        id, name, website, name_key, company_key, search_key, contact_key, status_id, version, created_at
    )
    select
        id(0), s.name, s.website, lower(s.name), lower(s.name),
        ' ' || lower(s.name || ' ' || s.website || ' ' || s.first_name || ' ' || s.last_name || ' ' || s.email)
            || case s.i % 2 when 0 then lower(' ' || s.last_name || ' ' || s.first_name || ' office@' || s.domain) else '' end,
        lower(s.first_name || ' ' || s.last_name), t.id, 1, s.at
    from sample s
    join sample_status t on t.n = s.i % (select count(*) from sample_status)
    order by s.i";

const PROGRAMS: &str = "
    insert into partner_program (partner_id, program_id)
    select id(0), t.id
    from sample s
    join sample_program t on t.n = s.i / 3 % (select count(*) from sample_program)
    where s.i % 5 > 0
    order by s.i";

const MAIN_CONTACTS: &str = "
    insert into person (
        id, partner_id, role, is_main, portal_role, first_name, last_name, email, email_key, job_title, phone, language,
        access_at, activated_at, last_seen_at, invited_at, created_at
    )
    select
        id(1), id(0), 'contact', 1 = 1, 'manager', s.first_name, s.last_name, s.email, s.email, 'Head of sales', '',
        case s.i % 4 when 0 then 'de' when 1 then 'fr' else '' end,
        case when s.state >= 10 then s.invited_at end,
        case when s.state between 10 and 59 then s.invited_at + 3600000000 end,
        case when s.state between 10 and 59 then s.invited_at + 7200000000 * (1 + s.i % 50) end,
        case when s.state >= 10 then s.invited_at end, s.at
    from sample s
    order by s.i";

const OTHER_CONTACTS: &str = "
    insert into person (
        id, partner_id, role, is_main, portal_role, first_name, last_name, email, email_key, job_title, phone,
        created_at
    )
    select
        id(2), id(0), 'contact', 1 = 0, 'member', s.last_name, s.first_name, 'office@' || s.domain,
        'office@' || s.domain, '', '', s.at
    from sample s
    where s.i % 2 = 0
    order by s.i";

const INVITATIONS: &str = "
    insert into invitation (id, person_id, purpose, email, created_at, expires_at, accepted_at)
    select
        id(3), id(1), 'activation', s.email, s.invited_at, s.invited_at + 604800000000,
        case when s.state < 60 then s.invited_at + 3600000000 end
    from sample s
    where s.state >= 10
    order by s.i";

const EMAILS: &str = "
    insert into queued_email (
        id, invitation_id, state, message_id, attempts, fence, due_at, recipient_key, asker, reply, created_at,
        finished_at
    )
    select
        id(4), id(3), case when s.i % 500 = 61 then 'failed' else 'accepted' end, 'sample.' || s.i, 1, 1,
        s.invited_at, bytes_of_id(4), 'staff',
        case when s.i % 500 = 61 then '550 5.1.1 No such mailbox' else '250 2.0.0 Ok' end, s.invited_at,
        s.invited_at + 1000000
    from sample s
    where s.state >= 10 and s.state % 5 > 0
    order by s.i";

const DOMAINS: &str =
    "insert into partner_domain (partner_id, domain) select id(0), s.domain from sample s order by s.i";

/// Whom no email was sent has a link that was passed on.
const LINKS: &str = "
    insert into token (hash, invitation_id, channel, created_at)
    select bytes_of_id(7), id(3), 'link', s.invited_at
    from sample s
    where s.state >= 10 and s.state % 5 = 0
    order by s.i";

const ADDITIONS: &str = "
    insert into audit (
        id, at, actor, partner_id, person_id, action, kind, what, changes, origin, search_key
    )
    select id(5), s.at, '-', id(0), id(1), $1, $2, $3, '', '', $4 || lower(s.name)
    from sample s
    order by s.i";

const ACTIVATIONS: &str = "
    insert into audit (
        id, at, actor, partner_id, person_id, action, kind, what, changes, origin, search_key
    )
    select id(6), s.invited_at + 3600000000, '-', id(0), id(1), $1, $2, $3, '', '', $4 || lower(s.name)
    from sample s
    where s.state between 10 and 59
    order by s.i";
