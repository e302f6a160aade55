//! DMARC: what happens to emails in a domain's name that pass neither SPF nor DKIM (RFC 9989, before that RFC 7489).

use super::dkim::tag;
use crate::server::platform::dns::{Dns, Unanswered};

/// So many domains are asked (RFC 9989 4.10).
const MOST_DOMAINS: usize = 8;

/// What a domain asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    None,
    Quarantine,
    Reject,
}

impl Policy {
    /// The word in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Quarantine => "quarantine",
            Self::Reject => "reject",
        }
    }
}

/// What was found, and the domain where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dmarc {
    Missing,
    Several { at: String },
    Invalid { at: String },
    Found { at: String, policy: Policy },
}

/// Where the record of `domain` is.
pub fn record_name(domain: &str) -> String {
    ["_dmarc.", domain].concat()
}

/// The record of `domain`, else that of the nearest domain above it.
pub async fn check(dns: &Dns, domain: &str) -> Result<Dmarc, Unanswered> {
    for at in domains(domain) {
        let texts = dns.txt(&record_name(at)).await?;
        let records: Vec<&String> = texts.iter().filter(|text| is_record(text)).collect();
        let found = match records.as_slice() {
            [] => continue,
            [record] => policy(record, at == domain),
            _ => return Ok(Dmarc::Several { at: at.to_owned() }),
        };
        return Ok(match found {
            Some(policy) => Dmarc::Found { at: at.to_owned(), policy },
            None => Dmarc::Invalid { at: at.to_owned() },
        });
    }
    Ok(Dmarc::Missing)
}

/// `domain` and those above it but for the last, which belongs to a registry; of long names the last few.
fn domains(domain: &str) -> impl Iterator<Item = &str> {
    let above = domain.match_indices('.').map(|(at, _)| &domain[at + 1..]).filter(|above| above.contains('.'));
    let above: Vec<&str> = above.collect();
    let skipped = above.len().saturating_sub(MOST_DOMAINS - 1);
    std::iter::once(domain).chain(above.into_iter().skip(skipped))
}

fn is_record(text: &str) -> bool {
    text.split(';')
        .next()
        .and_then(|first| first.split_once('='))
        .is_some_and(|(name, version)| name.trim() == "v" && version.trim() == "DMARC1")
}

/// The policy of `record`, which may have another for subdomains; without one, it asks for nothing.
fn policy(record: &str, is_own: bool) -> Option<Policy> {
    let inherited = if is_own { None } else { tag(record, "sp") };
    match inherited.or_else(|| tag(record, "p")).unwrap_or("none").to_ascii_lowercase().as_str() {
        "none" => Some(Policy::None),
        "quarantine" => Some(Policy::Quarantine),
        "reject" => Some(Policy::Reject),
        _ => None,
    }
}
