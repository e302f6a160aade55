//! Secrets in links and cookies: shown once, kept only as a hash (OWASP ASVS 5.0 6.5.2).

use super::random::Random;
use crate::domain::entities;
use crate::domain::visible::is_invisible;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use std::fmt;

/// 256 random bits in base64url, as a link or a cookie carries them.
#[derive(Clone, PartialEq, Eq)]
pub struct PlainToken(String);

/// What is stored of a token. Not reversible: 256 random bits need no salt and no slow hash.
pub type TokenHash = Vec<u8>;

impl PlainToken {
    const LENGTH: usize = 43;

    /// A fresh secret.
    pub fn mint(random: &Random) -> Self {
        Self(URL_SAFE_NO_PAD.encode(random.secret()))
    }

    /// Parses a received token. A value that does not have the form of our tokens is none, so that empty, broken and
    /// oversized values never reach the database.
    pub fn parse(raw: &str) -> Option<Self> {
        (raw.len() == Self::LENGTH && raw.chars().all(is_part)).then(|| Self(raw.to_owned()))
    }

    /// The tokens that the end of a link's address may hold, the likeliest first and few in all: whatever a mail program,
    /// a chat or a person put around a token or into it, encoded or not, is dropped.
    pub fn within(address: &str) -> Vec<Self> {
        const MOST: usize = 8;
        // A backslash before a sign is Markdown's; browsers turn it.
        let address = decoded(address).replace(['\\', '/'], "/").replace("/_", "_").replace("/-", "-");
        let texts = readings(&address);
        // A line was broken in the middle of it, or quoted.
        let joined = texts.iter().map(|text| text.chars().filter(|c| !is_glue(*c)).collect::<String>());
        let texts: Vec<String> = texts.iter().cloned().chain(joined).collect();
        let mut runs: Vec<&str> = texts.iter().flat_map(|text| text.split(|c| !is_part(c))).collect();
        runs.retain(|run| run.len() >= Self::LENGTH);
        runs.sort_by_key(|run| run.len() != Self::LENGTH);
        runs.dedup();
        let mut tokens: Vec<Self> = Vec::new();
        for run in runs {
            let last = run.len() - Self::LENGTH;
            for start in [0, last].into_iter().chain(1..last.min(MOST)) {
                let token = Self(run[start..start + Self::LENGTH].to_owned());
                if !tokens.contains(&token) {
                    tokens.push(token);
                }
            }
            if tokens.len() >= MOST {
                break;
            }
        }
        tokens.truncate(MOST);
        tokens
    }

    /// Names it in the address of a page, for the browser that holds it. Opens nothing.
    pub fn mark(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.hash()[..6])
    }

    /// What the database keeps and looks up.
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// The secret itself, for the one link or cookie it was made for.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// An address as it was before programs encoded it, some of them what was encoded already.
pub fn decoded(address: &str) -> String {
    let mut text = address.to_owned();
    for _ in 0..4 {
        let plain = entities::decoded(&percent_decode_str(&text).decode_utf8_lossy());
        if plain == text {
            break;
        }
        text = plain;
    }
    text
}

/// `address` with hyphens in place of those of word processors, which make one dash of two; some hide a hyphen where
/// the line may end. Characters of full width become plain ones.
fn readings(address: &str) -> Vec<String> {
    let plain = |c: char, dash: &str, hidden: &str| match c {
        '\u{1E}' | '\u{2010}'..='\u{2012}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => "-".to_owned(),
        '\u{2013}'..='\u{2015}' => dash.to_owned(),
        // What was no UTF-8 may have been one, too.
        '\u{1F}' | '\u{AD}' | '\u{FFFD}' => hidden.to_owned(),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c).to_string(),
        c => c.to_string(),
    };
    let reading = |(dash, hidden)| address.chars().map(|c| plain(c, dash, hidden)).collect::<String>();
    let mut readings: Vec<String> =
        [("-", "\u{AD}"), ("-", "-"), ("--", "\u{AD}"), ("--", "-")].into_iter().map(reading).collect();
    readings.dedup();
    readings
}

/// What stands where a line was broken: white space, the `=` of quoted-printable, the marks of quotes.
fn is_glue(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || "=>|*`".contains(c)
}

impl fmt::Debug for PlainToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainToken(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0";

    /// What follows a token in the addresses of links (C27, C28).
    const AFTER: [&str; 44] = [
        "%3E",
        "%20",
        "%22",
        "%0A",
        "%0D%0A",
        "%C2%A0",
        "%E2%80%8B",
        "%29",
        "%29.",
        ").",
        "%3E,",
        "%253E",
        "&gt;",
        "%26gt%3B",
        "%E2%80%9D",
        "%EF%BB%BF",
        "%C2%AD",
        "/",
        "//",
        "/index.html",
        "?utm_source=mail",
        "&utm_source=mail",
        "%3Futm_source%3Dmail",
        "%23top",
        "%5D(https://x",
        "*",
        "%60",
        "=",
        "=20",
        "%ff%fe",
        ">",
        "https://gangway.example/activate/",
        "_",
        "-",
        "\u{2014}",
        "...",
        "%E3%80%82",
        "!",
        "%21",
        "&amp;utm_source=mail",
        "%E2%80%A6",
        "and-more-words",
        "%20and%20more%20words",
        "%0Aand%20more%20words%20that%20are%20longer%20than%20a%20token",
    ];

    /// What stands on both sides of it.
    const AROUND: [(&str, &str); 13] = [
        ("%3C", "%3E"),
        ("&lt;", "&gt;"),
        ("%20", ""),
        ("%22", "%22"),
        ("(", ")"),
        ("=", ""),
        ("3D", ""),
        ("_", "_"),
        ("**", "**"),
        ("%3E%20", ""),
        ("%0A%3E%20%3E%20", "%0A"),
        ("/", ""),
        ("%E2%80%8E", "%E2%80%8E"),
    ];

    #[test]
    fn whatever_surrounds_a_token_is_dropped() {
        for after in AFTER {
            let found = PlainToken::within(&[TOKEN, after].concat());
            assert_eq!(found[0].expose(), TOKEN, "C27 {after:?}: the likeliest of {}", found.len());
        }
        for (before, after) in AROUND {
            let found = PlainToken::within(&[before, TOKEN, after].concat());
            assert!(found.iter().any(|token| token.expose() == TOKEN), "C27 {before:?} {after:?}");
        }
    }

    #[test]
    fn a_token_that_was_broken_over_lines_is_joined() {
        let (head, tail) = TOKEN.split_at(17);
        for broken in [
            "%0A",
            "%0D%0A",
            "%20",
            "=%0D%0A",
            "=",
            "%E2%80%8B",
            "%C2%AD",
            "%3D%0A%20",
            "%0A%3E%20",
            "%0A>%20>%20",
            "&shy;",
            "%AD",
            "%1F",
            "%2520",
            "&amp;nbsp;",
            "**",
            "%0A|%20",
        ] {
            let found = PlainToken::within(&[head, broken, tail, "%3E"].concat());
            assert!(found.iter().any(|token| token.expose() == TOKEN), "C27 {broken:?}");
        }
    }

    #[test]
    fn the_signs_of_a_token_are_known_in_other_clothes() {
        const PAIR: &str = "Ab0--Ab0__Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0";
        for (sign, written) in [
            ("-", "\u{2011}"),
            ("-", "%E2%80%91"),
            ("-", "%E2%80%93"),
            ("-", "\u{2212}"),
            ("-", "%C2%AD"),
            ("-", "\u{AD}"),
            ("-", "%AD"),
            ("-", "%96"),
            ("-", "%1E"),
            ("-", "&#45;"),
            ("-", "&shy;"),
            ("-", "%5C-"),
            ("-", "/-"),
            ("-", "%2D"),
            ("-", "%252D"),
            ("--", "%E2%80%94"),
            ("--", "\u{2013}"),
            ("_", "%5C_"),
            ("_", "/_"),
            ("_", "\\_"),
            ("_", "&#95;"),
            ("_", "%5F"),
            ("_", "\u{FF3F}"),
            ("A", "\u{FF21}"),
            ("b", "%62"),
        ] {
            for token in [TOKEN, PAIR] {
                for after in ["", "%20", "!", "%3E", "&amp;"] {
                    let found = PlainToken::within(&["/", &token.replace(sign, written), after].concat());
                    assert!(found.iter().any(|found| found.expose() == token), "C27 {written:?} {after:?} {found:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_shorter_than_a_token_holds_none() {
        for short in ["", "/", "null", &TOKEN[1..], "..", "%00", &"%41".repeat(42), &"x/".repeat(99)] {
            assert!(PlainToken::within(short).is_empty(), "{short:?}");
        }
        assert!(PlainToken::within(&"A".repeat(20_000)).len() <= 8, "few are looked up");
    }
}
