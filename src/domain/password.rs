//! What a password must be before its strength is judged (OWASP ASVS 5.0 6.2.1 to 6.2.12): long
//! enough, not absurdly long, kept to the last character.

use super::text::Invalid;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A password in clear, on its way to be hashed. Never shown, logged or stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The fewest characters; 15 are advised.
    pub const MIN: usize = 8;
    /// The most characters: enough for any pass phrase, too few to make hashing a weapon.
    pub const MAX: usize = 200;

    /// Takes the text as it is: spaces at its ends count, nothing is cut. The server hashes its composed
    /// form, so that the same letters are the same password on every keyboard.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let length = raw.chars().count();
        if length == 0 {
            return Err(Invalid::new(t!(forms::choose_a_password)));
        }
        if length < Self::MIN {
            return Err(Invalid::new(t!(forms::use_8_characters_or_more_a)));
        }
        if length > Self::MAX {
            return Err(Invalid::new(t!(forms::use_200_characters_or_fewer)));
        }
        Ok(Self(raw.to_owned()))
    }

    /// The clear text, for hashing and comparing only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(hidden)")
    }
}

/// How long a password would withstand guessing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Strength {
    /// Guessed within seconds, or among the common ones: refused.
    TooWeak,
    /// Good enough behind rate limits.
    Fair,
    /// Withstands a stolen database for long.
    Strong,
}

/// Gives forms that carry a password the `Debug` that server functions ask for: it tells nothing.
macro_rules! hide {
    ($($form:ident),+) => {$(
        impl std::fmt::Debug for $form {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($form), "(hidden)"))
            }
        }
    )+};
}
pub(crate) use hide;
