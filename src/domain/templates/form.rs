//! *Email > Templates*: what its pages show, and what they send.

use super::text::{TemplateKind, has_link, problems};
use crate::domain::forms::FieldErrors;
use crate::domain::ids::TemplateId;
use crate::domain::language::Language;
use crate::domain::text::{Invalid, TemplateName};
use crate::domain::time::Timestamp;
use crate::domain::visible::visible;
use serde::{Deserialize, Serialize};

/// A template in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRow {
    pub id: TemplateId,
    pub kind: TemplateKind,
    pub name: String,
    /// In the organisation's language, where it is written in it.
    pub subject: String,
    /// In these languages its text breaks a rule, and the text that ships is sent instead.
    pub refused: Vec<Language>,
    /// What it is written in.
    pub languages: Vec<Language>,
    pub is_default: bool,
    pub updated_at: Timestamp,
    /// Invitations that it words.
    pub used_by: i64,
    /// Those of them that can still be accepted.
    pub open: i64,
    /// Emails in its words that are planned for later.
    pub planned: i64,
}

/// A template, or the start of a new one, in its editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateEditor {
    /// None for a new one.
    pub template: Option<TemplateId>,
    pub kind: TemplateKind,
    /// Counts its changes.
    pub version: i64,
    pub name: String,
    /// What subject and body are to be in.
    pub language: Language,
    /// What it is written in so far; where `language` is not among them, subject and body are those that ship.
    pub written: Vec<Language>,
    pub subject: String,
    pub body: String,
    pub is_default: bool,
    /// As whom it can be previewed: ids and names, the newest first. The one without id is made up.
    pub recipients: Vec<(String, String)>,
    /// Where a test goes.
    pub my_email: String,
    /// Whether only owners may change it, and the viewer is none.
    pub read_only: bool,
}

/// The editor, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateForm {
    /// Empty for a new template.
    pub template: String,
    /// The version the page showed, so that a colleague's change is not overwritten unseen.
    pub version: String,
    pub name: String,
    /// What subject and body are in.
    pub language: String,
    pub subject: String,
    pub body: String,
    /// As whom to preview; nothing is kept of it.
    pub contact: String,
}

/// A template that follows every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateDetails {
    pub name: TemplateName,
    pub language: Language,
    pub text: TemplateText,
}

/// What a template says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateText {
    pub subject: TemplateSubject,
    pub body: TemplateBody,
}

impl TemplateForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self, kind: TemplateKind) -> Result<TemplateDetails, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check("name", TemplateName::parse(&self.name));
        let language = errors.check("language", self.language());
        match (name, language, self.text(kind)) {
            (Some(name), Some(language), Ok(text)) => Ok(TemplateDetails { name, language, text }),
            (_, _, Ok(_)) => Err(errors),
            (_, _, Err(more)) => Err(errors.and(more)),
        }
    }

    /// What subject and body are in.
    pub fn language(&self) -> Result<Language, Invalid> {
        Language::parse(&self.language).ok_or_else(|| Invalid::new(t!(templates::choose_a_language_from_the_list)))
    }

    /// Checks what can be read in the mail; a preview and a test ask for no name.
    pub fn text(&self, kind: TemplateKind) -> Result<TemplateText, FieldErrors> {
        let mut errors = FieldErrors::default();
        let subject = errors.check("subject", TemplateSubject::parse(&visible(&self.subject), kind));
        let body = errors.check("body", TemplateBody::parse(&self.body, kind));
        match (subject, body) {
            (Some(subject), Some(body)) => Ok(TemplateText { subject, body }),
            _ => Err(errors),
        }
    }
}

impl TemplateText {
    /// Why a text that is kept could not be saved today, if so: rules are added, and other programs write.
    pub fn complaint(subject: &str, body: &str, kind: TemplateKind) -> Option<String> {
        let subject = TemplateSubject::parse(subject, kind).err();
        subject.or_else(|| TemplateBody::parse(body, kind).err()).map(|Invalid(why)| why)
    }
}

/// A subject with placeholders: one line, without the link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSubject(String);

impl TemplateSubject {
    /// The most characters it may have.
    pub const MAX: usize = 200;

    /// Keeps the text as typed, but for white space at its ends.
    pub fn parse(raw: &str, kind: TemplateKind) -> Result<Self, Invalid> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(Invalid::new(t!(templates::enter_the_subject)));
        }
        short_enough(text, Self::MAX)?;
        if text.contains(['\n', '\r']) {
            return Err(Invalid::new(t!(templates::the_subject_is_one_line_remove)));
        }
        if text.chars().any(|c| is_forbidden(c) || c.is_control()) || visible(text) != text {
            return Err(Invalid::new(t!(templates::the_subject_contains_an_invisible_or)));
        }
        faultless(text, kind)?;
        if has_link(text, kind) {
            return Err(Invalid::new(t!(templates::link_in_subject, code = &kind.link().code())));
        }
        Ok(Self(text.to_owned()))
    }

    /// The text with its placeholders.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A message in Markdown, with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateBody(String);

impl TemplateBody {
    /// The most characters it may have.
    pub const MAX: usize = 20_000;

    /// Keeps the text as typed, but for empty lines at its ends; lines end with a line feed.
    pub fn parse(raw: &str, kind: TemplateKind) -> Result<Self, Invalid> {
        if raw.trim().is_empty() {
            return Err(Invalid::new(t!(templates::enter_the_message)));
        }
        short_enough(raw, Self::MAX)?;
        let text = raw.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim_start_matches('\n').trim_end();
        if let Some(line) = text.split('\n').position(|line| line.chars().any(is_forbidden)) {
            return Err(Invalid::new(t!(templates::line_control, line = &(line + 1).to_string())));
        }
        faultless(text, kind)?;
        Ok(Self(text.to_owned()))
    }

    /// The text with its placeholders.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and the private ones that mark values while a mail is put together.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{E000}' | '\u{E001}')
}

fn short_enough(text: &str, max: usize) -> Result<(), Invalid> {
    let length = text.chars().count();
    if length > max { Err(Invalid::too_long(length, max)) } else { Ok(()) }
}

fn faultless(text: &str, kind: TemplateKind) -> Result<(), Invalid> {
    let problems = problems(text, kind);
    if problems.is_empty() {
        return Ok(());
    }
    let explained: Vec<String> = problems.iter().map(|problem| problem.explain(text)).collect();
    Err(Invalid(explained.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::TemplateKind::Invitation;
    use super::*;

    #[test]
    fn subjects_are_one_short_line_without_the_link() {
        assert_eq!(
            TemplateSubject::parse("  Hi {{ partner_name }} ", Invitation).map(|s| s.0),
            Ok("Hi {{ partner_name }}".to_owned())
        );
        for (raw, mend) in [
            (" ", "Enter the subject."),
            ("a\nBcc: x", "Remove the line break."),
            ("a\u{202E}b", "Type it again."),
            ("a\0b", "Type it again."),
            ("Hi {{ activation_link }}", "Move {{ activation_link }} to the message"),
            ("Hi {{ name }}", "Line 1, \"{{ name }}\": there is no placeholder of this name."),
            (&"x".repeat(201), "Use at most 200 characters"),
        ] {
            let Err(Invalid(message)) = TemplateSubject::parse(raw, Invitation) else { panic!("{raw:?} was kept") };
            assert!(message.contains(mend), "{raw:?}: {message}");
        }
        assert!(TemplateSubject::parse(&"ü".repeat(200), Invitation).is_ok());
    }

    #[test]
    fn messages_are_text_with_known_placeholders() {
        let kept = TemplateBody::parse("\r\n\r\n  code\r\n\r\nHi {{ contact_first_name | there }}\r\n ", Invitation)
            .map(|b| b.0);
        assert_eq!(kept, Ok("  code\n\nHi {{ contact_first_name | there }}".to_owned()));
        for (raw, mend) in [
            ("\n \n", "Enter the message."),
            ("a\nb\u{7}", "Line 2 contains a control character."),
            ("\u{E000}0\u{E001}", "Line 1 contains a control character."),
            (
                "a\n{{ 7*7 }}\n{{ b",
                "Line 2, \"{{ 7*7 }}\": there is no placeholder of this name.\nLine 3, \"{{ b\": this {{ has no }} after it.",
            ),
            (&"x".repeat(20_001), "Use at most 20,000 characters"),
        ] {
            let Err(Invalid(message)) = TemplateBody::parse(raw, Invitation) else { panic!("{raw:?} was kept") };
            assert!(message.contains(mend), "{raw:?}: {message}");
        }
        assert!(TemplateBody::parse(&"ü".repeat(20_000), Invitation).is_ok());
    }

    #[test]
    fn what_is_kept_is_held_to_the_rules_of_today() {
        let complaint = |subject, body| TemplateText::complaint(subject, body, Invitation);
        assert_eq!(complaint("Hi {{ partner_name }}", "Come in: {{ activation_link }}"), None);
        for (subject, body) in [
            ("Hi {{", "Hello"),
            ("Hi", "[x](https://evil.example/?u={{ activation_link }})"),
            ("Hi {{ activation_link }}", "Hello"),
            ("", "Hello"),
        ] {
            assert!(complaint(subject, body).is_some(), "{subject}: {body}");
        }
    }

    #[test]
    fn all_complaints_come_at_once_and_in_order() {
        let form = TemplateForm { subject: "{{ a".to_owned(), ..TemplateForm::default() };
        let errors = form.parse(Invitation).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "language", "subject", "body"]);
        let form = TemplateForm { subject: "Hi".to_owned(), body: "Hello".to_owned(), ..TemplateForm::default() };
        assert!(form.text(Invitation).is_ok() && form.parse(Invitation).is_err());
    }
}
