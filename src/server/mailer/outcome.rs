//! Result of one attempt to send an email.

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// The mail server said 250, with this reply.
    Accepted(String),
    /// Written to a file.
    Filed,
    /// Not now; another attempt may do.
    Retry(String),
    /// Never.
    Refused(String),
    /// The mail server takes nothing from us: no other message will fare better.
    SenderRejected(String),
}

impl SendOutcome {
    /// The label under which attempts are counted.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Accepted(_) => "accepted",
            Self::Filed => "filed",
            Self::Retry(_) => "retry",
            Self::Refused(_) => "refused",
            Self::SenderRejected(_) => "shut_out",
        }
    }
}
