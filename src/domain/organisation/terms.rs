//! The terms of the program, which partners accept as they activate. Each change makes a new version.

use crate::domain::forms::FieldErrors;
use crate::domain::text::{Invalid, TermsText};
use crate::domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The terms as an owner typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TermsForm {
    /// The version the page showed, so that a colleague's change is not overwritten unseen; 0 for none.
    pub version: String,
    /// Markdown; empty where no terms need to be accepted.
    pub text: String,
}

impl TermsForm {
    /// Checks the text.
    pub fn parse(&self) -> Result<TermsText, FieldErrors> {
        TermsText::parse(&self.text).map_err(|invalid| FieldErrors::one("text", invalid.0))
    }
}

/// *Program > Terms*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedTerms {
    /// The newest version; 0 before the first.
    pub version: i64,
    pub text: String,
    /// The newest first.
    pub versions: Vec<TermsVersion>,
    pub you_may_save: bool,
}

/// One version in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsVersion {
    pub number: i64,
    pub written_at: Timestamp,
    pub written_by: String,
    /// It ended the terms.
    pub is_empty: bool,
    /// How many people accepted it.
    pub accepted_by: i64,
}

/// One version, to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub organisation: String,
    pub version: i64,
    pub written_at: Timestamp,
    /// Whether people who activate now accept this version.
    pub is_current: bool,
    /// Whether the reader has pages of their own to go back to.
    pub is_signed_in: bool,
    pub html: String,
}

/// What a person accepted when they activated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedTerms {
    pub version: i64,
    pub at: Timestamp,
}

/// Which version a person accepts who ticked the box of version `ticked` (empty for none), where `asked` is the current
/// one.
pub fn accept(asked: Option<i64>, ticked: &str) -> Result<Option<i64>, Invalid> {
    let Some(version) = asked else { return Ok(None) };
    if ticked == version.to_string() {
        return Ok(asked);
    }
    Err(Invalid::new(match ticked {
        "" => t!(organisation::read_the_terms_and_accept_them),
        _ => t!(organisation::the_terms_were_changed_while_this),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_that_counts_can_be_accepted() {
        assert_eq!(accept(Some(2), "2"), Ok(Some(2)));
        for other in ["", "1", "3", "on", " 2", "02"] {
            assert!(accept(Some(2), other).is_err(), "{other:?} was taken");
        }
        assert_eq!(accept(None, ""), Ok(None));
        assert_eq!(accept(None, "2"), Ok(None), "nothing is asked any more");
    }
}
