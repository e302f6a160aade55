//! Takes names and addresses out of texts that stay: the audit log, results of bulk changes, replies of mail servers.

use super::places::Extent;
use crate::domain::ids::PersonId;
use crate::domain::names;
use crate::i18n::{self, Locale, Recorded};
use crate::server::audit::record::search_key;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::capitalised;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Entries whose changes are about the person alone: their address, their job, their phone number.
const OF_ONE: [&str; 3] = ["contact_changed", "address_asked", "address_changed"];

/// What a person is or was called.
pub struct Terms {
    addresses: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Terms {
    /// Everything that is known now, also from before they were renamed.
    pub async fn of(tx: &mut Tx, person: PersonId) -> Result<Self> {
        const ADDRESSES: &str = "select address from person_address where person_id = $1";
        const NAMES: &str = "select first_name, last_name from person where id = $1";
        const ACTORS: &str = "select distinct actor from audit where actor_id = $1 and actor <> ''";
        const CHANGES: &str = "select changes from audit where person_id = $1 and action = 'contact_changed'";
        let addresses: Vec<String> = run!(&mut *tx, c => sqlx::query_scalar(ADDRESSES).bind(person.0).fetch_all(c))?;
        let now: Vec<(String, String)> = run!(&mut *tx, c => sqlx::query_as(NAMES).bind(person.0).fetch_all(c))?;
        let actors: Vec<String> = run!(&mut *tx, c => sqlx::query_scalar(ACTORS).bind(person.0).fetch_all(c))?;
        let changes: Vec<String> = run!(&mut *tx, c => sqlx::query_scalar(CHANGES).bind(person.0).fetch_all(c))?;
        let (mut first, mut last): (BTreeSet<String>, BTreeSet<String>) = now.into_iter().unzip();
        i18n::within(Locale::default(), || {
            for text in &changes {
                let text = Recorded::read(text);
                first.extend(values(&text, t!(server::events::first_name)));
                last.extend(values(&text, t!(server::events::last_name)));
            }
        });
        let full = first.iter().flat_map(|first| last.iter().map(move |last| names::full(first, last)));
        Ok(Self { addresses: addresses.into_iter().collect(), names: full.chain(actors).collect() })
    }

    /// `text` without the addresses, and with `extent` without the names.
    fn redacted(&self, text: &str, extent: Extent) -> String {
        let replaced = |text: String, term: &String, by: &str| replace_word(&text, term, by);
        let by = t!(server::events::removed_address);
        let text = self.addresses.iter().fold(text.to_owned(), |text, term| replaced(text, term, by));
        match extent {
            Extent::AllButName => text,
            Extent::Everything => {
                let by = t!(server::events::removed_person);
                // The longest first: one name may begin with another.
                let mut names: Vec<&String> = self.names.iter().collect();
                names.sort_by_key(|name| std::cmp::Reverse(name.len()));
                names.into_iter().fold(text, |text, term| replaced(text, term, by))
            }
        }
    }
}

/// What the line about `field` says it was and is.
fn values(changes: &str, field: &str) -> Vec<String> {
    let pattern = t!(server::events::change, field = field, before = "\u{1}", after = "\u{2}");
    let Some((head, rest)) = pattern.split_once('\u{1}') else { return Vec::new() };
    let middle = rest.trim_end_matches('\u{2}');
    let of_line = |line: &str| {
        let (before, after) = line.strip_prefix(head)?.split_once(middle)?;
        Some([before.to_owned(), after.to_owned()])
    };
    changes.lines().filter_map(of_line).flatten().collect()
}

/// `text` with each `term` that stands alone replaced, in any case; at the begin of a sentence with a capital.
fn replace_word(text: &str, term: &str, by: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '@';
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let found = rest.get(..term.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(term));
        let before = text[..at].chars().next_back();
        let mut after = rest.get(term.len()..).unwrap_or_default().chars();
        let (next, then) = (after.next(), after.next());
        let is_inside = before.is_some_and(|c| is_part(c) || matches!(c, '.' | '+' | '-' | '_') && term.contains('@'))
            || next.is_some_and(is_part)
            || term.contains('@') && matches!(next, Some('.' | '-')) && then.is_some_and(is_part);
        if found && !is_inside {
            result += &if result.is_empty() { capitalised(by) } else { by.to_owned() };
            at += term.len();
        } else if let Some(letter) = rest.chars().next() {
            result.push(letter);
            at += letter.len_utf8();
        }
    }
    result
}

#[derive(sqlx::FromRow)]
struct AuditText {
    id: Uuid,
    actor: String,
    actor_id: Option<Uuid>,
    person_id: Option<Uuid>,
    action: String,
    what: String,
    changes: String,
    origin: String,
}

/// Rewrites the entries that name `person`: their own, those about them, and those about their partner.
pub async fn audit_log(tx: &mut Tx, person: PersonId, terms: &Terms, extent: Extent) -> Result<()> {
    // Of a colleague who was here for years there are many entries, and few with an address.
    const FIND: &str = "
        select a.id, a.actor, a.actor_id, a.person_id, a.action, a.what, a.changes, a.origin
        from audit a
        where a.person_id = $1
            or (a.actor_id = $1 or a.partner_id = (select partner_id from person where id = $1))
                and (cast($2 as bigint) = 1 or a.what like '%@%' or a.changes like '%@%')";
    const KEEP: &str = "
        update audit
        set actor = $2, what = $3, changes = $4, origin = $5, search_key = $6
        where id = $1";
    let all = i64::from(extent == Extent::Everything);
    let rows: Vec<AuditText> = run!(&mut *tx, c => sqlx::query_as(FIND).bind(person.0).bind(all).fetch_all(c))?;
    for row in rows {
        let is_own = extent == Extent::Everything && row.actor_id == Some(person.0);
        let is_of_one = row.person_id == Some(person.0) && OF_ONE.contains(&row.action.as_str());
        let rewritten = |text: &str| Recorded::rewrite(text, |text| terms.redacted(text, extent));
        let what = rewritten(&row.what);
        let changes = if is_of_one { String::new() } else { rewritten(&row.changes) };
        let actor = if is_own { String::new() } else { row.actor.clone() };
        let origin = if is_own { String::new() } else { row.origin.clone() };
        if (&actor, &what, &changes, &origin) == (&row.actor, &row.what, &row.changes, &row.origin) {
            continue;
        }
        let key = search_key(&actor, &row.action, &[&what, &changes]);
        execute!(&mut *tx, KEEP, row.id, &actor, &what, &changes, &origin, &key)?;
    }
    Ok(())
}

/// Takes the addresses of a colleague out of what mail servers answered about emails to them on invitations of others.
pub async fn replies(tx: &mut Tx, person: PersonId, terms: &Terms) -> Result<()> {
    const EMAILS: &str = "
        select m.id, m.reply
        from queued_email m
        where m.report_id is not null and exists (
            select 1
            from email_attempt t
            where t.email_id = m.id
                and lower(t.address) in (select address from person_address where person_id = $1)
        )";
    const ATTEMPTS: &str = "select number, outcome from email_attempt where email_id = $1";
    let emails: Vec<(Uuid, String)> = run!(&mut *tx, c => sqlx::query_as(EMAILS).bind(person.0).fetch_all(c))?;
    let rewritten = |text: &str| Recorded::rewrite(text, |text| terms.redacted(text, Extent::AllButName));
    for (id, reply) in emails {
        // Not even as a hash.
        let no_one: &[u8] = &[];
        const KEEP: &str = "update queued_email set reply = $2, recipient_key = $3 where id = $1";
        execute!(&mut *tx, KEEP, id, rewritten(&reply), no_one)?;
        let attempts: Vec<(i64, String)> = run!(&mut *tx, c => sqlx::query_as(ATTEMPTS).bind(id).fetch_all(c))?;
        for (number, outcome) in attempts {
            const KEEP: &str = "update email_attempt set outcome = $3 where email_id = $1 and number = $2";
            execute!(&mut *tx, KEEP, id, number, rewritten(&outcome))?;
        }
    }
    Ok(())
}

/// Takes the name out of results of bulk changes, and out of the emails of colleagues whom they invited.
pub async fn names(tx: &mut Tx, person: PersonId, terms: &Terms) -> Result<()> {
    const RESULTS: &str = "
        select bulk_id, position, what
        from bulk_item
        where partner_id = (select partner_id from person where id = $1) and what <> ''";
    const FILLED: &str = "
        select t.email_id, t.number, t.filled
        from invitation i
        join queued_email m on m.invitation_id = i.id
        join email_attempt t on t.email_id = m.id
        where i.invited_by = $1 and t.filled <> ''";
    let rewritten = |text: &str| Recorded::rewrite(text, |text| terms.redacted(text, Extent::Everything));
    let results: Vec<(Uuid, i64, String)> = run!(&mut *tx, c => sqlx::query_as(RESULTS).bind(person.0).fetch_all(c))?;
    for (bulk, position, what) in results {
        const KEEP: &str = "update bulk_item set what = $3 where bulk_id = $1 and position = $2";
        execute!(&mut *tx, KEEP, bulk, position, rewritten(&what))?;
    }
    let filled: Vec<(Uuid, i64, String)> = run!(&mut *tx, c => sqlx::query_as(FILLED).bind(person.0).fetch_all(c))?;
    for (email, number, filled) in filled {
        const KEEP: &str = "update email_attempt set filled = $3 where email_id = $1 and number = $2";
        execute!(&mut *tx, KEEP, email, number, rewritten(&filled))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_address_is_replaced_where_it_stands_alone() {
        for (text, term, expected) in [
            ("Ana Ruiz signed in.", "Ana Ruiz", "X signed in."),
            ("Maya gave Ana Ruiz access.", "Ana Ruiz", "Maya gave x access."),
            ("Ana Ruizova signed in.", "Ana Ruiz", "Ana Ruizova signed in."),
            ("Diana Ruiz signed in.", "Ana Ruiz", "Diana Ruiz signed in."),
            ("Email: ANA@alder.example → b@c.example", "ana@alder.example", "Email: x → b@c.example"),
            ("<ana@alder.example>: unknown", "ana@alder.example", "<x>: unknown"),
            ("joana@alder.example", "ana@alder.example", "joana@alder.example"),
            ("jo.ana@alder.example", "ana@alder.example", "jo.ana@alder.example"),
            ("ana@alder.example.org", "ana@alder.example", "ana@alder.example.org"),
            ("It went to ana@alder.example.", "ana@alder.example", "It went to x."),
            ("\"inviter_name\":\"Ana Ruiz\"", "Ana Ruiz", "\"inviter_name\":\"x\""),
            ("Zoë Ünal, Zoë Ünal", "Zoë Ünal", "X, x"),
        ] {
            assert_eq!(replace_word(text, term, "x"), expected, "{text}");
        }
    }

    #[test]
    fn earlier_names_are_read_from_what_was_changed() {
        let text = "First name: Ana → Anna\nLast name: Ruiz → Silva → Ruiz\nPhone number: nothing → 1";
        assert_eq!(values(text, t!(server::events::first_name)), ["Ana", "Anna"]);
        assert_eq!(values(text, t!(server::events::phone)), ["nothing", "1"]);
        assert!(values("", t!(server::events::last_name)).is_empty());
    }
}
