//! DKIM: the keys with which a domain's emails are signed (RFC 6376).

use crate::server::platform::dns::{Dns, Unanswered};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What is published under a selector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Published,
    /// An empty key: what it signed counts no longer.
    Revoked,
    Invalid,
    Missing,
}

/// Where the key of `selector` is.
pub fn record_name(selector: &str, domain: &str) -> String {
    [selector, "._domainkey.", domain].concat()
}

/// The key of `selector` at `domain`.
pub async fn key(dns: &Dns, selector: &str, domain: &str) -> Result<Key, Unanswered> {
    let texts = dns.txt(&record_name(selector, domain)).await?;
    let keys: Vec<Key> = texts.iter().map(|text| read(text)).collect();
    // A domain may answer every name with the same text, which is no key.
    Ok([Key::Published, Key::Revoked, Key::Invalid].into_iter().find(|key| keys.contains(key)).unwrap_or(Key::Missing))
}

fn read(text: &str) -> Key {
    let version = tag(text, "v");
    let key = tag(text, "p").map(|key| key.split_whitespace().collect::<String>());
    match (version, key) {
        (Some(version), _) if version != "DKIM1" => Key::Invalid,
        (_, None) => Key::Invalid,
        (_, Some(key)) if key.is_empty() => Key::Revoked,
        (_, Some(key)) if STANDARD.decode(&key).is_ok() => Key::Published,
        _ => Key::Invalid,
    }
}

/// The value of a tag (RFC 6376 3.2).
pub fn tag<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let pairs = text.split(';').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (key.trim(), value.trim())).find(|(key, _)| *key == name).map(|(_, value)| value)
}
