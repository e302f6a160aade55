//! A message taken apart: its headers, and its parts down to the message that it returns, which is not looked into.

use super::fields::{Fields, addresses};
use crate::server::platform::normalize::fold;
use mail_parser::decoders::html::html_to_text;
use mail_parser::{MessageParser, MimeHeaders, PartType};

/// Reports come first, and what follows is the message returned: of a longer one the rest is not read.
pub const LENGTH: usize = 1 << 20;

/// Each part in another costs one. More are in no report, and would cost stack and time.
const CONTENT_TYPES: usize = 100;

/// How much of a part is read.
const PART_LENGTH: usize = 1 << 16;

#[derive(Default)]
pub struct ParsedMessage {
    pub headers: Fields,
    /// The subject and the name of the sender, folded.
    pub subject: String,
    pub sender_name: String,
    pub parts: Vec<Part>,
}

/// A part that holds no others.
pub struct Part {
    /// `text/plain`, in lower case.
    pub mime: String,
    pub text: String,
}

impl ParsedMessage {
    pub fn read(message: &[u8]) -> Self {
        let message = bounded(message);
        let Some(parsed) = MessageParser::default().parse(&message) else { return Self::default() };
        let slice =
            |from: u32, to: u32| String::from_utf8_lossy(message.get(from as usize..to as usize).unwrap_or_default());
        let root = parsed.root_part();
        let parts = parsed.parts.iter().take(CONTENT_TYPES).filter_map(|part| {
            let mime = part.content_type().map(|it| format!("{}/{}", it.ctype(), it.subtype().unwrap_or_default()));
            let text = match &part.body {
                PartType::Text(text) => text.to_string(),
                PartType::Html(html) => html_to_text(cut(html)),
                PartType::Binary(bytes) | PartType::InlineBinary(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                PartType::Message(inner) => String::from_utf8_lossy(match part.encoding {
                    mail_parser::Encoding::None => {
                        message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default()
                    }
                    _ => inner.raw_message(),
                })
                .into_owned(),
                PartType::Multipart(_) => return None,
            };
            Some(Part { mime: mime.unwrap_or_else(|| "text/plain".to_owned()), text: cut(&text).to_owned() })
        });
        Self {
            headers: Fields::first(&slice(0, root.offset_body)),
            subject: fold(cut(parsed.subject().unwrap_or_default())),
            sender_name: fold(cut(parsed.from().and_then(|it| it.first()?.name()).unwrap_or_default())),
            parts: parts.collect(),
        }
    }

    /// The kind of the report that it says it is: `delivery-status`.
    pub fn report_type(&self) -> String {
        let content_type = self.headers.get("content-type").to_ascii_lowercase();
        let named = content_type.split_once("report-type=").map(|(_, rest)| rest.trim_start_matches('"'));
        named.and_then(|rest| rest.split([';', '"', ' ']).next()).unwrap_or_default().to_owned()
    }

    /// Texts, the plain ones first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let of = |mime: &'static str| self.parts.iter().filter(move |part| part.mime == mime);
        let rest = self.parts.iter().filter(|part| {
            part.mime.starts_with("multipart/") || (part.mime.starts_with("text/") && !RETURNED.contains(&&*part.mime))
        });
        let rest = rest.filter(|part| !["text/plain", "text/html"].contains(&&*part.mime));
        of("text/plain").chain(rest).chain(of("text/html")).map(|part| part.text.as_str())
    }

    /// The message that came back, or its headers, where it is a part.
    pub fn returned(&self) -> Fields {
        let part = self.parts.iter().find(|part| RETURNED.contains(&&*part.mime));
        part.map(|part| Fields::first(&part.text)).unwrap_or_default()
    }

    /// Whether a mail server wrote it, and no person: it takes no answers (RFC 5321, section 4.5.5), or is signed as
    /// those are.
    pub fn is_from_mail_server(&self) -> bool {
        let from = self.headers.get("from");
        let local_part = addresses(from).last().or(Some(from)).and_then(|address| address.split('@').next());
        let local_part = local_part.unwrap_or_default().trim_matches(['<', '>', ' ', '"']).to_ascii_lowercase();
        let local_part = local_part.split_whitespace().last().unwrap_or_default().replace(['-', '_', '.'], "");
        let is_empty = from.contains("<>") || from.is_empty() && self.is_without_sender();
        let has = |names: &str| names.split('|').any(|name| self.sender_name.contains(name));
        is_empty
            || MAIL_SERVERS.contains(&&*local_part)
            || has(MAIL_SERVER_NAMES)
            || self.headers.has("x-failed-recipients")
    }

    /// Whether its subject is one of reports.
    pub fn is_titled_as_report(&self) -> bool {
        TITLES.split('|').any(|title| self.subject.starts_with(title))
    }

    /// The message inside, where a mail server sent it with a report in it.
    pub fn inner(&self) -> Option<Self> {
        let part = self.parts.iter().find(|part| part.mime == "message/rfc822");
        part.filter(|_| self.is_from_mail_server()).map(|part| Self::read(part.text.as_bytes()))
    }

    /// Whether it has no sender that could be answered.
    pub fn is_without_sender(&self) -> bool {
        self.headers.all("return-path").any(|path| path.is_empty() || path.replace(' ', "") == "<>")
    }

    /// Whether a list sent it on, to all on it.
    pub fn is_of_list(&self) -> bool {
        ["list-id", "list-post", "list-unsubscribe", "x-mailing-list"].iter().any(|name| self.headers.has(name))
    }

    /// Whether a person answers or passes on something.
    pub fn is_answer(&self) -> bool {
        ANSWERS.iter().any(|prefix| self.subject.starts_with(prefix))
    }
}

const RETURNED: [&str; 6] = [
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "text/rfc822-header",
    "message/global-headers",
    "message/partial",
];

const MAIL_SERVERS: [&str; 9] = [
    "mailerdaemon",
    "maildaemon",
    "mdaemon",
    "postmaster",
    "poostmaster",
    "mailer",
    "mailadmin",
    "maildelivery",
    "daemon",
];

const MAIL_SERVER_NAMES: &str = "mail delivery|mail deliver system|mailer-daemon|mailer daemon|postmaster|system administrator\
     |delivery subsystem|mail system|mail administrator|interscan|content-filter|mail server|email system|delivery service";

const TITLES: &str = "undeliver|delivery fail|delivery status notification|delivery report|delivery error|delivery problem|delivery notification\
     |failure notice|failed delivery|failed mail|returned mail|mail delivery|mail system error|mail error|mail failure|message delivery|message not delivered\
     |non-delivery|non delivery|could not be delivered|mail could not be delivered|unzustellbar|warning: |returned email|permanent delivery failure|mail returned";

const ANSWERS: [&str; 15] =
    ["re:", "re[", "aw:", "antw:", "sv:", "vs:", "odp:", "fwd:", "fw:", "wg:", "tr:", "rv:", "enc:", "i:", "回复:"];

/// The beginning of `message` that is worth reading, each line ended as usual, without what a mailbox file puts before.
fn bounded(message: &[u8]) -> Vec<u8> {
    let mut message = message[..message.len().min(LENGTH)].to_vec();
    if !message.contains(&b'\n') {
        message.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
    }
    let begin = message.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or_default();
    message.drain(..begin);
    if message.starts_with(b"From ") || message.starts_with(b">From ") {
        let end = message.iter().position(|byte| *byte == b'\n').unwrap_or_default();
        message.drain(..end + 1);
    }
    let types = message.windows(12).enumerate().filter(|(_, word)| word.eq_ignore_ascii_case(b"content-type"));
    if let Some((at, _)) = types.clone().nth(CONTENT_TYPES) {
        message.truncate(at);
    }
    message
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(PART_LENGTH)]
}
