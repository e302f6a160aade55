//! Secrets in links and cookies: shown once, kept only as a hash (OWASP ASVS 5.0 6.5.2).

use super::random::Random;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
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
        let shaped =
            raw.len() == Self::LENGTH && raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        shaped.then(|| Self(raw.to_owned()))
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

impl fmt::Debug for PlainToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainToken(hidden)")
    }
}
