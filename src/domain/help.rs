//! Help pages, and what their readers say about them.

use super::forms::FieldErrors;
use super::text::{Comment, Invalid};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A help page as the list of them shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpEntry {
    /// The last part of its address.
    pub slug: String,
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: String,
}

/// A part of a help page that can be led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpSection {
    /// The id of its heading.
    pub anchor: String,
    pub title: String,
}

/// A help page. Its HTML ships with Gangway: nothing in it was typed by a visitor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpPage {
    pub entry: HelpEntry,
    pub sections: Vec<HelpSection>,
    pub html: String,
}

/// *Did this answer your question?*, as answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedbackForm {
    /// The help page's slug.
    pub page: String,
    /// `yes` or `no`.
    pub helpful: String,
    pub comment: String,
}

/// The answer, checked. Whether there is such a page, the store says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    pub helpful: bool,
    pub comment: Comment,
}

impl FeedbackForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<Feedback, FieldErrors> {
        let mut errors = FieldErrors::default();
        let helpful = match self.helpful.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(Invalid::new(t!(help::choose_yes_or_no))),
        };
        let helpful = errors.check("helpful", helpful);
        let comment = errors.check("comment", Comment::parse(&self.comment));
        match (helpful, comment) {
            (Some(helpful), Some(comment)) => Ok(Feedback { helpful, comment }),
            _ => Err(errors),
        }
    }
}

/// How the readers of one help page answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackCount {
    pub slug: String,
    pub title: String,
    pub yes: i64,
    pub no: i64,
}

/// One reader's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackRow {
    pub title: String,
    pub helpful: bool,
    pub comment: String,
    /// Who answered; none once they are gone.
    pub who: Option<String>,
    pub at: Timestamp,
}

/// Everything on *Help > Feedback*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackReport {
    /// Every help page that was answered about.
    pub counts: Vec<FeedbackCount>,
    /// The newest answers, newest first.
    pub rows: Vec<FeedbackRow>,
    /// Whether there are older answers than these.
    pub more: bool,
}
