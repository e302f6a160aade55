//! Providers of email that report deliveries by webhook.

use std::fmt;

/// A provider whose reports Gangway understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reporter {
    Ses,
    Postmark,
    Mailgun,
    SendGrid,
    Brevo,
}

impl Reporter {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Ses, Self::Postmark, Self::Mailgun, Self::SendGrid, Self::Brevo];

    /// The word in settings and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ses => "ses",
            Self::Postmark => "postmark",
            Self::Mailgun => "mailgun",
            Self::SendGrid => "sendgrid",
            Self::Brevo => "brevo",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reporter| reporter.as_str() == word.to_ascii_lowercase())
    }
}

/// Who may report, each with what proves that it does: `postmark:secret mailgun:key`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Webhooks(Vec<(Reporter, String)>);

impl Webhooks {
    /// A shorter secret could be guessed.
    const SHORTEST: usize = 16;

    /// Reads them, separated by blanks or commas.
    ///
    /// # Errors
    /// A provider is unknown, or its secret too short.
    pub fn parse(text: &str) -> Result<Self, String> {
        let entry = |entry: &str| {
            let (word, secret) = entry.split_once(':').unwrap_or((entry, ""));
            let names = Reporter::ALL.map(Reporter::as_str).join(", ");
            let reporter = Reporter::parse(word).ok_or_else(|| t!(server::config::webhook_unknown, names = &names))?;
            match secret.len() < Self::SHORTEST {
                true => Err(t!(server::config::webhook_secret, name = reporter.as_str())),
                false => Ok((reporter, secret.to_owned())),
            }
        };
        let entries = text.split([' ', ',', '\n', '\t']).filter(|entry| !entry.is_empty());
        entries.map(entry).collect::<Result<_, _>>().map(Self)
    }

    /// What proves that `reporter` reports; none if it may not.
    pub fn secret(&self, reporter: Reporter) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == reporter).map(|(_, secret)| secret.as_str())
    }
}

impl fmt::Debug for Webhooks {
    /// Without what is secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(reporter, _)| reporter.as_str())).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_provider_has_a_secret_of_its_own() {
        let webhooks =
            Webhooks::parse("postmark:0123456789abcdef, MAILGUN:key:with:colons-1234\nses:abcdefghijklmnop").unwrap();
        assert_eq!(webhooks.secret(Reporter::Postmark), Some("0123456789abcdef"));
        assert_eq!(webhooks.secret(Reporter::Mailgun), Some("key:with:colons-1234"));
        assert_eq!(webhooks.secret(Reporter::Brevo), None);
        assert_eq!(format!("{webhooks:?}"), r#"["postmark", "mailgun", "ses"]"#);
        assert_eq!(Webhooks::parse(" "), Ok(Webhooks::default()));
        for text in ["postmark", "postmark:", "postmark:short", "acme:0123456789abcdef", ":0123456789abcdef"] {
            assert!(Webhooks::parse(text).is_err(), "{text}");
        }
    }
}
