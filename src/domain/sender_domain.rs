//! The sender's domain as *Email > Mail > Mail server* shows it.

use serde::{Deserialize, Serialize};

/// The source of a test email, as pasted.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TestSource {
    pub source: String,
}

/// What the DNS says about the sender's domain, in words. Labels are in it, so that browsers need not know them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderDomain {
    /// What is checked, or why nothing is.
    pub lead: String,
    pub checks: Vec<DomainCheck>,
    /// For the administrator of the DNS; empty where nothing is to be done.
    pub request: String,
    pub request_hint: String,
    /// Opens it in a mail program.
    pub mailto: String,
    /// Where the source of a test email comes from.
    pub test_hint: String,
}

/// One of SPF, DKIM and DMARC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainCheck {
    pub name: String,
    /// Of the badge.
    pub tone: String,
    /// In a word or two.
    pub state: String,
    /// What it means, and what to do.
    pub text: String,
    /// Of the records to be added.
    pub fields: Vec<DnsField>,
}

/// A part of a record, to be copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DnsField {
    pub label: String,
    pub text: String,
    /// What the button says that copies it.
    pub copy: String,
}
