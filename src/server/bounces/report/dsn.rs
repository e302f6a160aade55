//! Delivery reports: RFC 3464 (RFC 1894 before it), in their part or, of software that knows no parts, in the text.

use super::fields::{Fields, addresses};
use super::kind::{Found, Kind};
use super::parsed_message::ParsedMessage;
use super::{forms, verdict};
use crate::server::mailer::replies::enhanced_code;

pub fn read(parsed: &ParsedMessage) -> Option<Found> {
    let is_report = parsed.is_from_mail_server()
        || (!parsed.is_of_list() && (parsed.report_type() == "delivery-status" || parsed.is_without_sender()));
    if !is_report {
        return None;
    }
    let mut recipients = recipients(parsed);
    // The first that failed, and else the first that waits.
    recipients.sort_by_key(|it| match action(it) {
        Action::Failed => 0,
        Action::Delayed => 1,
        Action::Done => 2,
    });
    let fields = recipients.first()?;
    let status = verdict::status(fields.get("status"));
    let recipient = ["final-recipient", "original-recipient", "x-actual-recipient"];
    let recipient =
        recipient.iter().find_map(|name| addresses(behind_type(fields.get(name))).next().map(str::to_owned));
    let words = Some(behind_type(fields.get("diagnostic-code"))).filter(|words| !words.is_empty());
    // Some say the reason in the text alone.
    let text = forms::in_text(parsed)
        .filter(|_| words.is_none_or(|words| verdict::says_nothing(&verdict::reply(status, words))));
    let words = match (words, text) {
        (_, Some(text)) if !text.words.is_empty() => text.words,
        (words, _) => words.unwrap_or_default().to_owned(),
    };
    let reply = verdict::reply(status, &words);
    let kind = match action(fields) {
        Action::Done => Kind::Other,
        Action::Delayed => Kind::Delayed,
        // A code that may pass doubts words without one.
        Action::Failed if matches!(status, Some((4, ..))) && enhanced_code(&words).is_none() => Kind::Returned,
        Action::Failed => verdict::given_up(forms::stage(parsed), &reply),
    };
    Some(Found { kind, recipient, status, reply, rule: "RFC 3464" })
}

enum Action {
    Failed,
    Delayed,
    /// Delivered, or passed on to what sends no reports.
    Done,
}

fn action(fields: &Fields) -> Action {
    match &fields.get("action").to_ascii_lowercase() {
        it if it.starts_with("fail") => Action::Failed,
        it if it.starts_with("delay") => Action::Delayed,
        it if ["deliver", "relay", "expand"].iter().any(|done| it.starts_with(done)) => Action::Done,
        _ if fields.get("status").trim_start().starts_with('2') => Action::Done,
        _ => Action::Failed,
    }
}

/// The fields of each recipient.
fn recipients(parsed: &ParsedMessage) -> Vec<Fields> {
    const NAMES: [&str; 3] = ["final-recipient", "original-recipient", "x-actual-recipient"];
    let reports = parsed.parts.iter().filter(|part| part.mime.ends_with("delivery-status"));
    let texts = parsed.texts().filter(|text| {
        let text = text.to_ascii_lowercase();
        ["\nfinal-recipient:", "\naction:", "\nstatus:"].iter().all(|name| text.contains(name))
    });
    let mut recipients: Vec<Fields> = Vec::new();
    for block in reports.map(|part| part.text.as_str()).chain(texts).flat_map(Fields::blocks) {
        let is_of_recipient = ["action", "status", "diagnostic-code"].iter().any(|name| block.has(name));
        match recipients.last_mut() {
            _ if NAMES.iter().any(|name| block.has(name)) => recipients.push(block),
            // Blank lines where none belong.
            Some(before) if is_of_recipient => before.append(block),
            _ => {}
        }
    }
    recipients
}

/// The value of a field that has its type before: `rfc822; ana@alder.example`, `smtp; 550 No such user`.
fn behind_type(value: &str) -> &str {
    match value.split_once(';') {
        Some((kind, value))
            if kind.trim().bytes().all(|byte| byte.is_ascii_alphabetic() || b"-822".contains(&byte)) =>
        {
            value.trim()
        }
        _ => value.trim(),
    }
}
