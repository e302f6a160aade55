//! What a mail server that gave up says of the address: the table of replies decides.

use super::kind::Kind;
use crate::server::mailer::replies::{Meaning, Stage, code, enhanced_code, is_transient, meaning, meaning_at};
use crate::server::platform::normalize::fold;

/// How long a reply is kept.
const LENGTH: usize = 1000;

/// How an email counts that was given up for the reason `reply`, heard at `stage`.
pub fn given_up(stage: Stage, reply: &str) -> Kind {
    use Meaning::{Address, BadAddress, Closed, Disabled, NoDomain, NoMailbox};
    let doubts = matches!(enhanced_code(reply), Some((_, 7, _))) || names_a_full_mailbox(reply);
    let is_of_address = matches!(enhanced_code(reply), Some((_, 1, _)));
    match meaning_at(stage, reply) {
        _ if is_transient(reply) => Kind::Returned,
        Closed => Kind::Bounced,
        NoMailbox | NoDomain | BadAddress | Disabled if !doubts => Kind::Bounced,
        // No word for it: what a recipient was refused with is about the recipient, unless a link explains it.
        Address if !doubts && stage == Stage::Recipient && (is_of_address || !reply.contains("http")) => Kind::Bounced,
        _ => Kind::Returned,
    }
}

/// Whether a full mailbox is one of the reasons that `reply` names: `unknown user or mailbox full`.
fn names_a_full_mailbox(reply: &str) -> bool {
    let reply = fold(reply);
    ["full", "lleno", "voll", "pleine", "quota"].iter().any(|word| reply.contains(word))
}

/// `words` of a mail server as a reply of one line. `status` of the report (RFC 3463) is put before those that have no
/// code, and before those that say nothing where it says more.
pub fn reply(status: Option<(u16, u16, u16)>, words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = quoted(words[..words.floor_char_boundary(LENGTH)].trim());
    let words = words.as_str();
    let Some((class, subject, detail)) = status else { return words.to_owned() };
    let says_more = subject > 0 && (subject, detail) != (5, 0);
    let is_unclear = matches!(meaning(words), Meaning::Nothing | Meaning::Email);
    let is_said = enhanced_code(words).is_some() || (code(words).is_some() && !(is_unclear && says_more));
    if is_said { words.to_owned() } else { format!("{class}.{subject}.{detail} {words}").trim_end().to_owned() }
}

/// The three numbers that `text` begins with.
pub fn status(text: &str) -> Option<(u16, u16, u16)> {
    let numbers = text.trim_start().split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    let mut numbers = numbers.trim_end_matches('.').split('.').map(str::parse);
    match (numbers.next()?, numbers.next()?, numbers.next()?, numbers.next()) {
        (Ok(class @ (2 | 4 | 5)), Ok(subject), Ok(detail), None) => Some((class, subject, detail)),
        _ => None,
    }
}

/// Whether `words` are none of the table's.
pub fn says_nothing(words: &str) -> bool {
    matches!(meaning(words), Meaning::Nothing | Meaning::Email)
}

/// `words` without what AsyncOS and Amazon SES put around the reply that they got: `5.1.0 - Unknown address error
/// 550-'5.7.1 Access denied' (delivery attempts: 0)`.
fn quoted(words: &str) -> String {
    let inner = words.split_once("-'").and_then(|(before, rest)| {
        let code = before.get(before.len().checked_sub(3)?..)?;
        let (inner, _) = rest.rsplit_once('\'')?;
        code.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{code} {inner}"))
    });
    inner.unwrap_or_else(|| words.to_owned())
}
