//! An email template's text in one language.

use crate::domain::language::Language;
use crate::domain::templates::text::TemplateKind;
use uuid::Uuid;

/// A template's words in one language.
#[derive(Debug, Clone)]
pub struct Template {
    /// Where they are kept; none for words that ship or are just being typed.
    pub text_id: Option<Uuid>,
    pub kind: TemplateKind,
    pub language: Language,
    pub subject: String,
    pub body: String,
}

impl Template {
    /// Words that are not kept.
    pub fn shipped(kind: TemplateKind, language: Language, subject: &str, body: &str) -> Self {
        Self { text_id: None, kind, language, subject: subject.to_owned(), body: body.to_owned() }
    }
}
