//! What the rules find.

/// What a message that came back is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Given up: no email reaches this address.
    Bounced,
    /// Given up, but the address may be right.
    Returned,
    /// Still tried.
    Delayed,
    Complaint,
    AutomaticReply,
    Other,
}

/// What one of the rules found.
pub struct Found {
    pub kind: Kind,
    pub recipient: Option<String>,
    pub status: Option<(u16, u16, u16)>,
    pub reply: String,
    pub rule: &'static str,
}
