//! E-mail templates: a subject and a Markdown body with a closed set of placeholders. Data, not code.

use super::ids::TemplateId;
use serde::{Deserialize, Serialize};

/// A template as the wizard offers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateChoice {
    pub id: TemplateId,
    pub name: String,
    pub is_default: bool,
}

/// What a template can say. Nothing else exists: an unknown placeholder is an error, not an empty text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    ContactFirstName,
    ContactLastName,
    PartnerName,
    OrganisationName,
    InviterName,
    ActivationLink,
    ExpiresOn,
}

impl Placeholder {
    /// All of them, in the order a palette shows them.
    pub const ALL: [Self; 7] = [
        Self::ContactFirstName,
        Self::ContactLastName,
        Self::PartnerName,
        Self::OrganisationName,
        Self::InviterName,
        Self::ActivationLink,
        Self::ExpiresOn,
    ];

    /// The word between the braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::ContactFirstName => "contact_first_name",
            Self::ContactLastName => "contact_last_name",
            Self::PartnerName => "partner_name",
            Self::OrganisationName => "organisation_name",
            Self::InviterName => "inviter_name",
            Self::ActivationLink => "activation_link",
            Self::ExpiresOn => "expires_on",
        }
    }
}

/// A stretch of a parsed template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Text that stands as it is.
    Text(&'a str),
    /// A value, or the fallback text where the value is empty: `{{ contact_first_name | there }}`.
    Value { placeholder: Placeholder, fallback: &'a str },
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// Byte offset of the `{{` that is wrong.
    pub at: usize,
    /// A sentence for the author.
    pub message: String,
}

/// Splits a template into its stretches.
///
/// # Errors
/// An unclosed `{{`, or a word between braces that is no placeholder.
pub fn parse(source: &str) -> Result<Vec<Segment<'_>>, TemplateError> {
    let mut segments = Vec::new();
    let mut rest = source;
    while let Some(open) = rest.find("{{") {
        let at = source.len() - rest.len() + open;
        let inside = &rest[open + 2..];
        let close =
            inside.find("}}").ok_or_else(|| TemplateError { at, message: "This {{ has no }} after it.".to_owned() })?;
        let (word, fallback) = match inside[..close].split_once('|') {
            Some((word, fallback)) => (word.trim(), fallback.trim()),
            None => (inside[..close].trim(), ""),
        };
        let placeholder = Placeholder::ALL
            .into_iter()
            .find(|p| p.name() == word)
            .ok_or_else(|| TemplateError { at, message: format!("There is no placeholder named \"{word}\".") })?;
        if open > 0 {
            segments.push(Segment::Text(&rest[..open]));
        }
        segments.push(Segment::Value { placeholder, fallback });
        rest = &inside[close + 2..];
    }
    if !rest.is_empty() {
        segments.push(Segment::Text(rest));
    }
    Ok(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_fallbacks_are_found_where_they_are() {
        let segments = parse("Hello {{ contact_first_name | there }}, {{partner_name}}!").unwrap();
        assert_eq!(
            segments,
            [
                Segment::Text("Hello "),
                Segment::Value { placeholder: Placeholder::ContactFirstName, fallback: "there" },
                Segment::Text(", "),
                Segment::Value { placeholder: Placeholder::PartnerName, fallback: "" },
                Segment::Text("!"),
            ]
        );
    }

    #[test]
    fn a_template_is_data_not_code() {
        for (source, at) in [("{{7*7}}", 0), ("ab {{ env.HOME }}", 3), ("x {{ contact_first_name", 2), ("{{#each}}", 0)]
        {
            assert_eq!(parse(source).map_err(|e| e.at), Err(at), "{source}");
        }
        for source in ["${7*7}", "<%= 1 %>", "{% include %}", "}} {", ""] {
            assert!(parse(source).is_ok(), "{source}");
        }
    }
}
