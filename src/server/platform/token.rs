//! Secrets in links and cookies: shown once, kept only as a hash (OWASP ASVS 5.0 6.5.2).

use super::random::Random;
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
        // Twice, because some programs encode what is encoded.
        let once = percent_decode_str(address).decode_utf8_lossy();
        let text: String = percent_decode_str(&once).decode_utf8_lossy().chars().map(plain_hyphen).collect();
        // A line was broken in the middle of it, in quoted-printable with a `=`.
        let joined: String = text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c) && *c != '=').collect();
        let mut runs: Vec<&str> = [&text, &joined].into_iter().flat_map(|text| text.split(|c| !is_part(c))).collect();
        runs.retain(|run| run.len() >= Self::LENGTH);
        runs.sort_by_key(|run| run.len() != Self::LENGTH);
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

/// Word processors write other hyphens.
fn plain_hyphen(c: char) -> char {
    if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c }
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
    const AFTER: [&str; 40] = [
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
        "and-more-words",
        "%20and%20more%20words",
        "%0Aand%20more%20words%20that%20are%20longer%20than%20a%20token",
    ];

    /// What stands on both sides of it.
    const AROUND: [(&str, &str); 11] = [
        ("%3C", "%3E"),
        ("&lt;", "&gt;"),
        ("%20", ""),
        ("%22", "%22"),
        ("(", ")"),
        ("=", ""),
        ("3D", ""),
        ("_", "_"),
        ("**", "**"),
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
        for broken in ["%0A", "%0D%0A", "%20", "=%0D%0A", "=", "%E2%80%8B", "%C2%AD", "%3D%0A%20"] {
            let found = PlainToken::within(&[head, broken, tail, "%3E"].concat());
            assert!(found.iter().any(|token| token.expose() == TOKEN), "C27 {broken:?}");
        }
        assert_eq!(PlainToken::within(&TOKEN.replace('-', "\u{2011}"))[0].expose(), TOKEN);
    }

    #[test]
    fn what_is_shorter_than_a_token_holds_none() {
        for short in ["", "/", "null", &TOKEN[1..], "..", "%00", &"%41".repeat(42), &"x/".repeat(99)] {
            assert!(PlainToken::within(short).is_empty(), "{short:?}");
        }
        assert!(PlainToken::within(&"A".repeat(20_000)).len() <= 8, "few are looked up");
    }
}
