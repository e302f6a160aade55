//! Reports in the forms that software has of its own, by the words that they have.

use super::fields::{Fields, addresses};
use super::kind::{Found, Kind};
use super::parsed_message::ParsedMessage;
use super::phrases::{FORMS, Form, REPLY, RETURNED, UNKNOWN, WAITS};
use super::verdict;
use crate::server::mailer::replies::{Stage, code, enhanced_code};

/// What a report says in its text.
pub struct TextReport {
    software: &'static str,
    recipient: Option<String>,
    pub words: String,
    waits: bool,
    /// The headers of the message returned.
    pub returned: Fields,
}

pub fn read(parsed: &ParsedMessage) -> Option<Found> {
    let text = in_text(parsed)?;
    let reply = verdict::reply(Some((if text.waits { 4 } else { 5 }, 0, 0)), &text.words);
    let is_reply = code(&text.words).is_some() || enhanced_code(&text.words).is_some();
    let kind = match verdict::given_up(stage(parsed), &reply) {
        _ if text.waits => Kind::Delayed,
        // Neither a form nor a reply that says so.
        Kind::Bounced if text.software == UNKNOWN && !is_reply => Kind::Returned,
        kind => kind,
    };
    Some(Found { kind, recipient: text.recipient, status: enhanced_code(&reply), reply, rule: text.software })
}

/// How far the conversation had come that failed. Most reports are on recipients.
pub fn stage(parsed: &ParsedMessage) -> Stage {
    let text =
        parsed.texts().next().unwrap_or_default().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |words: &str| words.split('|').any(|words| text.contains(words));
    match () {
        () if has("in reply to rcpt|after rcpt|>>> rcpt|[rcpt_to]|does not like recipient") => Stage::Recipient,
        () if has(
            "in reply to end of data|in reply to data|after end of data|after data|failed after i sent the message|failed on data command|for text command",
        ) =>
        {
            Stage::Message
        }
        () if has("in reply to mail from|after mail from|sender was rejected|[mail_from]|>>> mail from") => {
            Stage::Sender
        }
        () if has("in reply to ehlo|in reply to helo|my name was rejected|but greeting failed") => Stage::Hello,
        () => Stage::Recipient,
    }
}

/// What `parsed` says, where its text has one of the forms and a mail server wrote it.
pub fn in_text(parsed: &ParsedMessage) -> Option<TextReport> {
    if parsed.is_of_list() && !parsed.is_from_mail_server() {
        return None;
    }
    parsed.texts().find_map(|text| {
        let lines: Vec<String> =
            text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let lower: Vec<String> = lines.iter().map(|line| line.to_lowercase().replace('’', "'")).collect();
        let (form, at) =
            FORMS.iter().find_map(|form| Some((form, begin(form, &lower)?))).or_else(|| replied(&lines))?;
        // Others than mail servers quote reports below words of their own.
        let is_first = lower[..at].iter().filter(|line| !line.is_empty()).count() < 4;
        let is_server = parsed.is_from_mail_server()
            || parsed.report_type() == "delivery-status"
            || (parsed.is_titled_as_report() && is_first);
        if !is_server
            && (parsed.is_answer()
                || !(is_first || parsed.is_without_sender())
                || form.software == UNKNOWN
                || form.begins.is_empty())
        {
            return None;
        }
        Some(read_block(form, at, &lines, &lower, parsed))
    })
}

/// The form of those that give the reply of another mail server, in words of their own.
fn replied(lines: &[&str]) -> Option<(&'static Form, usize)> {
    let has_address = lines.iter().take(200).any(|line| addresses(line).next().is_some());
    let has_reply = lines.iter().take(200).any(|line| reply_at(line).is_some());
    (has_address && has_reply).then_some((&REPLY, 0))
}

fn begin(form: &Form, lower: &[String]) -> Option<usize> {
    let has = |line: &String| form.begins.split('|').any(|words| line.contains(words));
    lower.iter().take(200).position(has)
}

fn read_block(form: &Form, at: usize, lines: &[&str], lower: &[String], parsed: &ParsedMessage) -> TextReport {
    let is_end = |line: &String| {
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        RETURNED.split('|').any(|words| line.starts_with(words))
    };
    let end = (at + 1..lines.len()).find(|index| is_end(&lower[*index])).unwrap_or(lines.len());
    let at = if form.begins.is_empty() || form.software == UNKNOWN {
        at
    } else {
        begin(form, &lower[at + 1..end]).map_or(at, |next| at + 1 + next)
    };
    let waits = lower[..end].iter().any(|line| WAITS.split('|').any(|words| line.contains(words)))
        || parsed.subject.starts_with("warning: could not send")
        || ["delay", "still being retried"].iter().any(|words| parsed.subject.contains(words));
    let ours: Vec<&str> =
        ["to", "x-original-to", "from"].iter().flat_map(|name| addresses(parsed.headers.get(name))).collect();
    let named = |index: &usize| addresses(lines[*index]).find(|it| !ours.contains(it)).map(str::to_owned);
    let begins = |index: &usize| {
        let line = lines[*index].trim_start_matches([' ', '\t', '<', '"', '*', '>']);
        addresses(line).next().is_some_and(|address| line.starts_with(address))
    };
    // Addresses at the beginning of a line first: others may be of those who help.
    let here = (at..end).filter(begins).find(|index| named(index).is_some());
    let here = here.or_else(|| (at..end).find(|index| named(index).is_some())).or_else(|| (at..end).find(begins));
    let recipient = addresses(parsed.headers.get("x-failed-recipients")).next().map(str::to_owned);
    let recipient = recipient.or_else(|| {
        here.and_then(|index| {
            addresses(lines[index]).find(|it| !ours.contains(it)).or(addresses(lines[index]).next()).map(str::to_owned)
        })
    });
    let words = said(form, &lines[at..end], &lower[at..end], here.map(|index| index - at));
    let rest = lines.get(end..).unwrap_or_default();
    let rest = &rest[rest.iter().position(|line| line.contains(": ")).unwrap_or_default()..];
    TextReport { software: form.software, recipient, words, waits, returned: Fields::first(&rest.join("\n")) }
}

/// The reason in the block of a report: a reply of a mail server, the words behind those that announce it, or what
/// stands beside the recipient.
fn said(form: &Form, lines: &[&str], lower: &[String], recipient: Option<usize>) -> String {
    let announced = form.says.split('|').filter(|words| !words.is_empty()).find_map(|words| {
        let line = lower.iter().position(|line| line.contains(words))?;
        Some((line, lower[line].find(words)? + words.len()))
    });
    let is_wanted = |(line, _): &(usize, usize)| announced.is_none_or(|(from, _)| *line >= from);
    let replies = lines.iter().enumerate().filter_map(|(line, text)| Some((line, reply_at(text)?)));
    if let Some((line, column)) = replies.clone().find(is_wanted).or_else(|| replies.clone().next()) {
        let words = paragraph(&lines[line..], column);
        // A mail server's own words on what a program said before them.
        let before = lines[..line].iter().rev().take_while(|line| !line.is_empty() && !line.contains("---")).count();
        let is_unclear = verdict::says_nothing(&words) && before > 0;
        return if is_unclear { [lines[line - before..line].join(" "), words].join(" ") } else { words };
    }
    match (announced, recipient) {
        (Some((line, column)), _) => {
            let rest = lines[line].get(column..).unwrap_or_default();
            if rest.trim().is_empty() { paragraph_after(&lines[line + 1..]) } else { paragraph(&lines[line..], column) }
        }
        (None, Some(line)) => {
            let words = paragraph(&lines[line..], 0);
            let is_bare = words.split_whitespace().all(|word| word.contains('@'));
            if is_bare && form.software != "HCL Notes" {
                [words, paragraph_after(&lines[line + 1..])].join(" ")
            } else {
                words
            }
        }
        (None, None) => paragraph_after(lines.get(1..).unwrap_or_default()),
    }
}

/// Where in `line` a reply of a mail server begins (RFC 5321, section 4.2): its code.
fn reply_at(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let is_code = |at: &usize| {
        let code = &bytes[*at..*at + 3];
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let after = bytes.get(at + 3).copied().unwrap_or(b' ');
        matches!(code, [b'4' | b'5', b'0'..=b'7', b'0'..=b'9'])
            && !(before.is_ascii_alphanumeric() || b".-=/_+[@".contains(&before))
            && (b" -:,".contains(&after))
    };
    let enhanced = line.trim_start_matches([' ', '\t', '#', '<']);
    let is_enhanced = verdict::status(enhanced).is_some_and(|(class, ..)| class > 2);
    (0..bytes.len().saturating_sub(2)).find(is_code).or(is_enhanced.then(|| line.len() - enhanced.len()))
}

/// What `lines` say up to the next blank line, from `column` of the first on.
fn paragraph(lines: &[&str], column: usize) -> String {
    let first = lines.first().and_then(|line| line.get(column..)).unwrap_or_default();
    let code = first.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
    let mut words = first.to_owned();
    for line in lines.iter().skip(1).take(20) {
        let line = line.trim().trim_start_matches("<<<").trim_start();
        let is_next = code.is_some() && reply_at(line) == Some(0) && line.get(..3) != code;
        let is_done = line.is_empty() || line.starts_with(">>>") || line.starts_with("---") || line.starts_with("===");
        if is_next || is_done || (line.starts_with('<') && line.ends_with(">:")) {
            break;
        }
        words.extend([" ", line]);
    }
    let is_open = words.matches('(').count() >= words.matches(')').count();
    let words = if is_open { words.as_str() } else { words.trim_end_matches(')') };
    words.trim().to_owned()
}

fn paragraph_after(lines: &[&str]) -> String {
    let begin = lines.iter().position(|line| line.chars().any(char::is_alphanumeric)).unwrap_or(lines.len());
    paragraph(&lines[begin..], 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_begins_with_its_code() {
        for (line, at) in [
            ("550 5.1.1 no", Some(0)),
            ("host mx said: 550-no", Some(14)),
            ("<<< 421, later", Some(4)),
            ("#5.1.1 no", Some(1)),
            ("host [192.0.2.55 1], 12.550 no, SIZE=550 , at 2550 ", None),
            ("55", None),
        ] {
            assert_eq!(reply_at(line), at, "{line}");
        }
    }
}
