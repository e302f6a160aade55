//! Result of one attempt to send an email.

use crate::i18n::Recorded;

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// The mail server said 250, with this reply.
    Accepted(String),
    /// Written to a file.
    Filed,
    /// Not now; another attempt may do.
    Retry(String),
    /// Not now, and nothing else either.
    Busy(String),
    /// The same before a message could be spoken of, which says nothing about it.
    Absent(String),
    /// Never.
    Refused(String),
    /// Refused with words that say nothing, although the recipient was accepted.
    Doubted(String),
    /// The mail server takes nothing from us: no other message will fare better. `why` names the setting. Where it
    /// knew the recipient, it may still mean this one alone.
    SenderRejected { reply: String, why: Recorded, knew_recipient: bool },
}

impl SendOutcome {
    /// The label under which attempts are counted.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Accepted(_) => "accepted",
            Self::Filed => "filed",
            Self::Retry(_) | Self::Busy(_) | Self::Absent(_) => "retry",
            Self::Refused(_) | Self::Doubted(_) => "refused",
            Self::SenderRejected { .. } => "shut_out",
        }
    }

    /// What was heard, or why it did not work, in the reader's language.
    pub fn words(&self) -> String {
        match self {
            Self::Accepted(words)
            | Self::Retry(words)
            | Self::Busy(words)
            | Self::Absent(words)
            | Self::Refused(words)
            | Self::Doubted(words) => words.clone(),
            Self::SenderRejected { why, .. } => why.words(),
            Self::Filed => String::new(),
        }
    }
}
