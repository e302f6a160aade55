//! A mail as its reader's program understands it.

use super::leak_scanner::Secrets;
use mail_parser::MessageParser;

/// One message, parsed by a library that did not write it.
#[derive(Debug, Clone)]
pub struct ReceivedEmail {
    pub raw: String,
    pub to: String,
    pub reply_to: String,
    pub message_id: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl ReceivedEmail {
    /// Parses `raw` and notes the secrets in it.
    pub fn read(raw: &[u8], secrets: &Secrets) -> Self {
        let message = MessageParser::default().parse(raw).expect("a mail parses");
        let address = |list: Option<&mail_parser::Address<'_>>| {
            list.and_then(|list| list.first()).and_then(|first| first.address()).unwrap_or_default().to_owned()
        };
        let message = Self {
            raw: String::from_utf8_lossy(raw).into_owned(),
            to: address(message.to()),
            reply_to: address(message.reply_to()),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
        };
        secrets.note(&message.text);
        message
    }

    /// The path of the one link in the text, which is the one link in the HTML too.
    pub fn link(&self) -> String {
        let urls: Vec<&str> = self.text.split_whitespace().filter(|word| word.contains("://")).collect();
        assert_eq!(urls.len(), 1, "a mail has one link: {}", self.text);
        assert!(self.html.contains(&format!("href=\"{}\"", urls[0])), "both parts have the same link");
        path_of(urls[0])
    }
}

/// `/path` of `http://host/path`.
pub fn path_of(url: &str) -> String {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    after.find('/').map_or("/".to_owned(), |slash| after[slash..].to_owned())
}
