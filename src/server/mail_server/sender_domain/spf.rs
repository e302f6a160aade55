//! SPF: which servers a domain lets send in its name (RFC 7208).

use crate::server::platform::dns::{Dns, Unanswered};
use std::net::IpAddr;

/// So many terms may ask the DNS (RFC 7208 4.6.4).
const MOST_LOOKUPS: usize = 10;
/// The hosts of one `mx` that are looked at (the same).
const MOST_HOSTS: usize = 10;

/// Where emails come from.
#[derive(Debug)]
pub enum Source {
    /// A provider with these records of its own, the first of which is the one to include.
    Provider(&'static [&'static str]),
    /// A mail server, as far as it is known.
    Host { name: String, addresses: Vec<IpAddr> },
}

/// What the record says of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Missing,
    /// So many, and none counts.
    Several(usize),
    Allowed,
    NotAllowed,
    /// It depends on the single email.
    Unclear,
    /// It allows all servers.
    Open,
    TooManyLookups,
    /// This is no valid part of it.
    Broken(String),
}

/// The verdict, and the record that would be right; none where it cannot be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spf {
    pub verdict: Verdict,
    pub proposed: Option<String>,
}

/// Why a record was not read to its end.
enum Stop {
    Unanswered(Unanswered),
    TooManyLookups,
    Broken(String),
}

impl From<Unanswered> for Stop {
    fn from(why: Unanswered) -> Self {
        Self::Unanswered(why)
    }
}

/// Whether `domain` lets `source` send.
pub async fn check(dns: &Dns, domain: &str, source: &Source) -> Result<Spf, Unanswered> {
    let records = records(dns, domain).await?;
    let term = source.term();
    let [record] = records.as_slice() else {
        let verdict = if records.is_empty() { Verdict::Missing } else { Verdict::Several(records.len()) };
        return Ok(Spf { verdict, proposed: term.map(|term| joined(&records, &term)) });
    };
    let mut reader = Reader { dns, source, lookups: 0, is_allowed: false, is_unclear: false, is_open: false };
    let verdict = match reader.read(domain, record, true).await {
        Err(Stop::Unanswered(why)) => return Err(why),
        Err(Stop::TooManyLookups) => Verdict::TooManyLookups,
        Err(Stop::Broken(term)) => Verdict::Broken(term),
        Ok(()) if reader.is_open => Verdict::Open,
        Ok(()) if reader.is_allowed => Verdict::Allowed,
        Ok(()) if reader.is_unclear => Verdict::Unclear,
        Ok(()) => Verdict::NotAllowed,
    };
    let proposed = match &verdict {
        Verdict::NotAllowed => term.map(|term| with(record, &term)),
        Verdict::Open if reader.is_allowed => Some(closed(record)),
        Verdict::Open => term.map(|term| closed(&with(record, &term))),
        _ => None,
    };
    Ok(Spf { verdict, proposed })
}

/// The SPF records among the texts at `domain`.
async fn records(dns: &Dns, domain: &str) -> Result<Vec<String>, Unanswered> {
    let is_spf = |text: &String| text.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("v=spf1"));
    Ok(dns.txt(domain).await?.into_iter().filter(is_spf).collect())
}

impl Source {
    /// What has to be in the record.
    fn term(&self) -> Option<String> {
        match self {
            Self::Provider(includes) => includes.first().map(|include| ["include:", include].concat()),
            Self::Host { name, .. } if name.is_empty() => None,
            Self::Host { name, .. } => Some(match name.parse() {
                Ok(IpAddr::V4(_)) => ["ip4:", name].concat(),
                Ok(IpAddr::V6(_)) => ["ip6:", name].concat(),
                Err(_) => ["a:", name].concat(),
            }),
        }
    }

    fn is(&self, include: &str) -> bool {
        matches!(self, Self::Provider(includes) if includes.iter().any(|known| known.eq_ignore_ascii_case(include)))
    }

    fn addresses(&self) -> &[IpAddr] {
        match self {
            Self::Provider(_) => &[],
            Self::Host { addresses, .. } => addresses,
        }
    }
}

/// Reads a record with all that it includes, as a mail server does that finds nothing which fits before the end.
struct Reader<'a> {
    dns: &'a Dns,
    source: &'a Source,
    lookups: usize,
    is_allowed: bool,
    is_unclear: bool,
    is_open: bool,
}

impl Reader<'_> {
    /// Reads `record` of `domain`; `counts` says whether what fits may send.
    async fn read(&mut self, domain: &str, record: &str, counts: bool) -> Result<(), Stop> {
        let mut redirect = None;
        for term in record.split_ascii_whitespace().skip(1) {
            let broken = || Stop::Broken(shortened(term));
            if !is_printable(term) {
                return Err(broken());
            }
            let (is_pass, mechanism) = match term.strip_prefix(['+', '-', '~', '?']) {
                Some(rest) => (term.starts_with('+'), rest),
                None => (true, term),
            };
            let counts = counts && is_pass;
            let (name, value) = mechanism.split_at(mechanism.find([':', '/', '=']).unwrap_or(mechanism.len()));
            let target = value.strip_prefix(':').map(|value| value.split('/').next().unwrap_or_default());
            match (name.to_ascii_lowercase().as_str(), target) {
                ("redirect", None) if value.len() > 1 => redirect = Some(&value[1..]),
                // Modifiers that say nothing about who may send.
                (_, None) if value.starts_with('=') => {}
                ("all", None) if value.is_empty() => {
                    self.is_open |= counts;
                    return Ok(());
                }
                ("include", Some(include)) if !include.is_empty() => {
                    self.is_allowed |= counts && self.source.is(include);
                    self.follow(include, counts, term).await?;
                }
                ("a" | "mx", Some("")) => return Err(broken()),
                (name @ ("a" | "mx"), target) => {
                    self.count()?;
                    let lengths = lengths(value).ok_or_else(broken)?;
                    self.hosts(name == "mx", target.unwrap_or(domain), lengths, counts).await?;
                }
                ("ptr", _) | ("exists", Some(_)) => {
                    self.count()?;
                    self.is_unclear |= counts;
                }
                ("ip4" | "ip6", Some(_)) => {
                    let (network, length) = network(&value[1..]).ok_or_else(broken)?;
                    let fits = self.source.addresses().iter().any(|address| contains(network, length, *address));
                    self.is_allowed |= counts && fits;
                }
                _ => return Err(broken()),
            }
        }
        match redirect {
            Some(target) => self.follow(target, counts, &["redirect=", target].concat()).await,
            None => Ok(()),
        }
    }

    /// Counts a term that asks the DNS. Circles end here as well.
    fn count(&mut self) -> Result<(), Stop> {
        self.lookups += 1;
        if self.lookups > MOST_LOOKUPS { Err(Stop::TooManyLookups) } else { Ok(()) }
    }

    /// Reads the record of `target`, which `term` names.
    async fn follow(&mut self, target: &str, counts: bool, term: &str) -> Result<(), Stop> {
        self.count()?;
        if has_macro(target) {
            self.is_unclear |= counts;
            return Ok(());
        }
        let records = records(self.dns, target).await?;
        // None or several: the whole record is void (RFC 7208 5.2 and 6.1).
        let [record] = records.as_slice() else { return Err(Stop::Broken(shortened(term))) };
        Box::pin(self.read(target, record, counts)).await
    }

    /// Looks whether the source is among the addresses of `target`, or of its mail servers.
    async fn hosts(&mut self, is_mx: bool, target: &str, lengths: [u8; 2], counts: bool) -> Result<(), Stop> {
        if has_macro(target) {
            self.is_unclear |= counts;
            return Ok(());
        }
        if self.source.addresses().is_empty() {
            return Ok(());
        }
        let hosts = if is_mx { self.dns.mx(target).await? } else { vec![target.to_owned()] };
        for host in hosts.iter().take(MOST_HOSTS) {
            for network in self.dns.addresses(host).await? {
                let length = if network.is_ipv4() { lengths[0] } else { lengths[1] };
                let fits = self.source.addresses().iter().any(|address| contains(network, length, *address));
                self.is_allowed |= counts && fits;
            }
        }
        Ok(())
    }
}

fn has_macro(target: &str) -> bool {
    target.contains('%')
}

/// The lengths of prefixes for IPv4 and IPv6 at the end of an `a` or `mx`: `/24//64`.
fn lengths(value: &str) -> Option<[u8; 2]> {
    let Some(at) = value.find('/') else { return Some([32, 128]) };
    let (v4, v6) = value[at..].split_once("//").unwrap_or((&value[at..], "128"));
    let v4 = if v4.is_empty() { 32 } else { v4.strip_prefix('/')?.parse().ok()? };
    let v6 = v6.parse().ok()?;
    (v4 <= 32 && v6 <= 128).then_some([v4, v6])
}

/// An address and the length of its prefix: `192.0.2.0/24`.
fn network(text: &str) -> Option<(IpAddr, u8)> {
    let (address, length) = text.split_once('/').unwrap_or((text, ""));
    let address: IpAddr = address.parse().ok()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    let length = if text.contains('/') { length.parse().ok()? } else { most };
    (length <= most).then_some((address, length))
}

/// Whether the first `length` bits of both are the same.
fn contains(network: IpAddr, length: u8, address: IpAddr) -> bool {
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, 4),
        IpAddr::V6(address) => (address.to_bits(), 6),
    };
    let ((network, of), (address, other)) = (bits(network), bits(address));
    let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
    of == other && network & mask == address & mask
}

/// Whether `term` has no other characters than a record may have.
fn is_printable(term: &str) -> bool {
    term.bytes().all(|byte| byte.is_ascii_graphic())
}

/// `term` for a sentence: it may be anything.
fn shortened(term: &str) -> String {
    const MOST: usize = 60;
    let shown = term.escape_default().to_string();
    if shown.len() > MOST { [&shown[..MOST], "…"].concat() } else { shown }
}

/// Whether what is added has to stand before `term`.
fn is_last(term: &str) -> bool {
    let term = term.trim_start_matches(['+', '-', '~', '?']).to_ascii_lowercase();
    term == "all" || term.starts_with("redirect=") || term.starts_with("exp=")
}

/// `record` with `term` in it.
fn with(record: &str, term: &str) -> String {
    let mut terms: Vec<&str> = record.split_ascii_whitespace().collect();
    let at = terms.iter().position(|term| is_last(term)).unwrap_or(terms.len());
    terms.insert(at, term);
    terms.join(" ")
}

/// One record in place of `records`, with `term` in it.
fn joined(records: &[String], term: &str) -> String {
    let mut terms = vec![term.to_owned()];
    let old = records.iter().flat_map(|record| record.split_ascii_whitespace().skip(1));
    for old in old.filter(|term| is_printable(term)) {
        let term = match old.strip_prefix("redirect=") {
            Some(target) => ["include:", target].concat(),
            None if is_last(old) => continue,
            None => old.to_owned(),
        };
        if !terms.iter().any(|known| known.eq_ignore_ascii_case(&term)) {
            terms.push(term);
        }
    }
    ["v=spf1 ", &terms.join(" "), " ~all"].concat()
}

/// `record` without leave for all others.
fn closed(record: &str) -> String {
    let close = |term: &str| match term.trim_start_matches('+').eq_ignore_ascii_case("all") {
        true => "~all".to_owned(),
        false => term.to_owned(),
    };
    record.split_ascii_whitespace().map(close).collect::<Vec<_>>().join(" ")
}
