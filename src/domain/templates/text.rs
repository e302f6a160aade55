//! Email templates: a subject and a Markdown body with a closed set of placeholders. Data, not code.

use crate::domain::ids::TemplateId;
use serde::{Deserialize, Serialize};
use std::iter;

/// A template as the wizard offers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateChoice {
    pub id: TemplateId,
    pub name: String,
    pub is_default: bool,
}

/// What a message is for. Of invitations there may be several templates to choose from; of every other
/// kind there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    Invitation,
    /// The same invitation once more, after the first email was sent.
    Reminder,
    PasswordReset,
    /// Asks whether a new address is right.
    AddressChange,
}

impl TemplateKind {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 4] = [Self::Invitation, Self::Reminder, Self::PasswordReset, Self::AddressChange];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
            Self::PasswordReset => "password_reset",
            Self::AddressChange => "address_change",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// When it is sent.
    pub fn occasion(self) -> &'static str {
        match self {
            Self::Invitation => t!(templates::occasion_invitation),
            Self::Reminder => t!(templates::occasion_reminder),
            Self::PasswordReset => t!(templates::occasion_reset),
            Self::AddressChange => t!(templates::occasion_address),
        }
    }

    /// Whether its link opens an account that is active: then only owners change what it says.
    pub fn is_for_sign_in(self) -> bool {
        matches!(self, Self::PasswordReset | Self::AddressChange)
    }

    /// The placeholder of its link.
    pub fn link(self) -> Placeholder {
        match self {
            Self::Invitation | Self::Reminder => Placeholder::ActivationLink,
            Self::PasswordReset => Placeholder::ResetLink,
            Self::AddressChange => Placeholder::ConfirmationLink,
        }
    }

    /// What a template of this kind can say, in the order a palette shows it.
    pub fn placeholders(self) -> &'static [Placeholder] {
        match self {
            Self::Invitation | Self::Reminder => &[
                Placeholder::ContactFirstName,
                Placeholder::ContactLastName,
                Placeholder::PartnerName,
                Placeholder::OrganisationName,
                Placeholder::InviterName,
                Placeholder::ManagerName,
                Placeholder::ActivationLink,
                Placeholder::ExpiresOn,
            ],
            Self::PasswordReset => &[
                Placeholder::ContactFirstName,
                Placeholder::ContactLastName,
                Placeholder::OrganisationName,
                Placeholder::ResetLink,
                Placeholder::ExpiresOn,
            ],
            Self::AddressChange => &[
                Placeholder::ContactFirstName,
                Placeholder::ContactLastName,
                Placeholder::OrganisationName,
                Placeholder::ConfirmationLink,
                Placeholder::ExpiresOn,
            ],
        }
    }
}

/// What a template can say. Nothing else exists: an unknown placeholder is an error, not an empty text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    ContactFirstName,
    ContactLastName,
    PartnerName,
    OrganisationName,
    InviterName,
    ManagerName,
    ActivationLink,
    ResetLink,
    ConfirmationLink,
    ExpiresOn,
}

impl Placeholder {
    /// The word between the braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::ContactFirstName => "contact_first_name",
            Self::ContactLastName => "contact_last_name",
            Self::PartnerName => "partner_name",
            Self::OrganisationName => "organisation_name",
            Self::InviterName => "inviter_name",
            Self::ManagerName => "manager_name",
            Self::ActivationLink => "activation_link",
            Self::ResetLink => "reset_link",
            Self::ConfirmationLink => "confirmation_link",
            Self::ExpiresOn => "expires_on",
        }
    }

    /// As an author types it.
    pub fn code(self) -> String {
        ["{{ ", self.name(), " }}"].concat()
    }

    /// What it is called, short enough for a button.
    pub fn label(self) -> &'static str {
        match self {
            Self::ContactFirstName => t!(templates::first_name),
            Self::ContactLastName => t!(templates::last_name),
            Self::PartnerName => t!(templates::partner),
            Self::OrganisationName => t!(templates::organisation),
            Self::InviterName => t!(templates::inviter),
            Self::ManagerName => t!(templates::manager),
            Self::ActivationLink | Self::ResetLink | Self::ConfirmationLink => t!(templates::link),
            Self::ExpiresOn => t!(templates::expiry_date),
        }
    }

    /// What it is replaced with in the email, for the palette.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::ContactFirstName => t!(templates::meaning_first_name),
            Self::ContactLastName => t!(templates::meaning_last_name),
            Self::PartnerName => t!(templates::meaning_partner),
            Self::OrganisationName => t!(templates::meaning_organisation),
            Self::InviterName => t!(templates::the_team_member_who_invites_them),
            Self::ManagerName => t!(templates::meaning_manager),
            Self::ActivationLink => t!(templates::the_button_with_their_own_activation),
            Self::ResetLink => t!(templates::the_button_with_the_link_to),
            Self::ConfirmationLink => t!(templates::the_button_with_the_link_that),
            Self::ExpiresOn => t!(templates::when_the_link_expires),
        }
    }
}

/// A stretch of a parsed template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Literal text.
    Text(&'a str),
    /// A value, or the fallback text where the value is empty: `{{ contact_first_name | there }}`.
    Value { placeholder: Placeholder, fallback: &'a str },
}

impl Segment<'_> {
    /// Whether it stands for the value of `wanted`.
    pub fn is(&self, wanted: Placeholder) -> bool {
        matches!(self, Self::Value { placeholder, .. } if *placeholder == wanted)
    }
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// Byte offset of the `{{` that is wrong.
    pub at: usize,
    /// What is wrong there: the end of a sentence for the author.
    pub message: String,
}

/// The most characters of a template that a complaint shows.
const EXCERPT: usize = 40;
/// The most complaints at a time: a flood would say no more.
const MOST_PROBLEMS: usize = 5;

impl TemplateError {
    /// The line it is in, from 1.
    pub fn line(&self, source: &str) -> usize {
        1 + source[..self.at].matches('\n').count()
    }

    /// The words it is about: up to the closing braces, or as far as the line goes.
    pub fn excerpt<'a>(&self, source: &'a str) -> &'a str {
        let line = source[self.at..].split('\n').next().unwrap_or_default();
        let end = line.find("}}").map_or(line.len(), |close| close + 2);
        let cut = line.char_indices().nth(EXCERPT).map_or(line.len(), |(cut, _)| cut);
        &line[..end.min(cut)]
    }

    /// The whole complaint: `Line 3, "{{ firstname }}": ...`
    pub fn explain(&self, source: &str) -> String {
        let (line, excerpt) = (self.line(source).to_string(), self.excerpt(source));
        t!(templates::at_line, line = &line, excerpt = excerpt, problem = &self.message)
    }
}

/// A template, stretch by stretch. Parsing continues after an error, so that all errors are reported.
struct Stretches<'a> {
    source: &'a str,
    kind: TemplateKind,
    at: usize,
}

impl<'a> Iterator for Stretches<'a> {
    type Item = Result<Segment<'a>, TemplateError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.source[self.at..];
        match rest.find("{{") {
            Some(0) => Some(self.value(&rest[2..])),
            None if rest.is_empty() => None,
            open => {
                let text = &rest[..open.unwrap_or(rest.len())];
                self.at += text.len();
                Some(Ok(Segment::Text(text)))
            }
        }
    }
}

impl<'a> Stretches<'a> {
    /// Reads on after a `{{`.
    fn value(&mut self, inside: &'a str) -> Result<Segment<'a>, TemplateError> {
        let at = self.at;
        // The }} after another {{ belongs to that one.
        let Some(close) = inside.find("}}").filter(|close| !inside[..*close].contains("{{")) else {
            self.at += 2;
            return Err(TemplateError { at, message: t!(templates::unclosed).to_owned() });
        };
        self.at += close + 4;
        let (word, fallback) = match inside[..close].split_once('|') {
            Some((word, fallback)) => (word.trim(), fallback.trim()),
            None => (inside[..close].trim(), ""),
        };
        match self.kind.placeholders().iter().find(|placeholder| placeholder.name() == word) {
            Some(placeholder) => Ok(Segment::Value { placeholder: *placeholder, fallback }),
            None => Err(TemplateError { at, message: unknown(word, self.kind) }),
        }
    }
}

fn unknown(word: &str, kind: TemplateKind) -> String {
    let nearest = kind.placeholders().iter().map(|placeholder| (distance(word, placeholder.name()), placeholder));
    match nearest.min_by_key(|(distance, _)| *distance) {
        Some((0..=4, placeholder)) => t!(templates::did_you_mean, code = &placeholder.code()),
        _ => t!(templates::there_is_no_placeholder_of_this).to_owned(),
    }
}

/// How many letters to add, drop or change from one word to the other (Levenshtein); long words are
/// far from everything.
fn distance(word: &str, name: &str) -> usize {
    if word.len() > EXCERPT {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (i, a) in word.bytes().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, b) in name.bytes().enumerate() {
            let change = corner + usize::from(a != b);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[name.len()]
}

/// Splits a template into its stretches.
///
/// # Errors
/// An unclosed `{{`, or a word between braces that is no placeholder: the first of them.
pub fn parse(source: &str, kind: TemplateKind) -> Result<Vec<Segment<'_>>, TemplateError> {
    Stretches { source, kind, at: 0 }.collect()
}

/// Everything that is wrong with a template, up to a handful, in its order.
pub fn problems(source: &str, kind: TemplateKind) -> Vec<TemplateError> {
    let mut stretches = Stretches { source, kind, at: 0 };
    let link = kind.link();
    let next = || {
        let at = stretches.at;
        Some(match stretches.next()? {
            Ok(segment) if segment.is(link) && !stands_alone(&source[..at], &source[stretches.at..]) => {
                Some(TemplateError { at, message: t!(templates::link_stands_alone, code = &link.code()) })
            }
            stretch => stretch.err(),
        })
    };
    iter::from_fn(next).flatten().take(MOST_PROBLEMS).collect()
}

/// Whether the link between these is no part of a word or of another address: the owner of that address would get its
/// secret.
fn stands_alone(before: &str, after: &str) -> bool {
    let is_edge = |c: char| c.is_whitespace() || "*_".contains(c);
    let is_end = |c: char| is_edge(c) || ".,:;!)".contains(c);
    before.ends_with("](") && after.starts_with(')')
        || before.chars().next_back().is_none_or(is_edge) && after.chars().next().is_none_or(is_end)
}

/// Whether the author says where the link goes. Where not, it is put at the end.
pub fn has_link(source: &str, kind: TemplateKind) -> bool {
    Stretches { source, kind, at: 0 }.flatten().any(|segment| segment.is(kind.link()))
}

#[cfg(test)]
mod tests {
    use super::TemplateKind::{Invitation, PasswordReset};
    use super::*;

    #[test]
    fn placeholders_and_fallbacks_are_found_where_they_are() {
        let segments = parse("Hello {{ contact_first_name | there }}, {{partner_name}}!", Invitation).unwrap();
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
            assert_eq!(parse(source, Invitation).map_err(|e| e.at), Err(at), "{source}");
        }
        for source in ["${7*7}", "#{7*7}", "*{7*7}", "@(7*7)", "<%= 1 %>", "{% include %}", "}} {", ""] {
            assert!(parse(source, Invitation).is_ok(), "{source}");
        }
    }

    #[test]
    fn each_fault_is_named_with_its_line_and_its_words() {
        let source = "Hello {{ contact_frist_name }},\n\nwelcome {{ to {{ partner_name }} {{ moon }}\nend {{ x";
        let explained: Vec<String> =
            problems(source, Invitation).iter().map(|problem| problem.explain(source)).collect();
        assert_eq!(
            explained,
            [
                "Line 1, \"{{ contact_frist_name }}\": there is no placeholder of this name. Did you mean {{ contact_first_name }}?",
                "Line 3, \"{{ to {{ partner_name }}\": this {{ has no }} after it.",
                "Line 3, \"{{ moon }}\": there is no placeholder of this name.",
                "Line 4, \"{{ x\": this {{ has no }} after it.",
            ]
        );
        assert!(problems("{{ ÄÖÜ", Invitation).iter().all(|problem| problem.excerpt("{{ ÄÖÜ") == "{{ ÄÖÜ"));
        let long = format!("{{{{ {} }}}}", "ä".repeat(500));
        assert_eq!(problems(&long, Invitation)[0].excerpt(&long).chars().count(), EXCERPT);
    }

    #[test]
    fn the_link_is_a_value_of_its_own() {
        for body in [
            "{{ reset_link }}",
            "Here:\n\n{{ reset_link }}\n",
            "Open {{ reset_link }}.",
            "(or {{ reset_link }})",
            "**{{ reset_link }}**",
            "[Choose a new password]({{ reset_link }})",
        ] {
            assert_eq!(problems(body, PasswordReset), [], "{body}");
        }
        for body in [
            "[x](https://evil.example/?u={{ reset_link }})",
            "[x]({{ reset_link }}@evil.example)",
            "[x]({{ reset_link }}?x)",
            "[x]({{ reset_link }} \"title\")",
            "[x](https://evil.example \"{{ reset_link }}\")",
            "[{{ reset_link }}](https://evil.example)",
            "![{{ reset_link }}](https://evil.example)",
            "<https://evil.example/{{ reset_link }}>",
            "[x]: https://evil.example/{{ reset_link }}",
            "https://evil.example/?{{ reset_link }}",
            "evil.example/{{ reset_link }}",
            "{{ reset_link }}.evil.example{{ reset_link }}",
            "{{ contact_first_name }}{{ reset_link }}",
            "x{{ reset_link }}",
            "`{{ reset_link }}`",
        ] {
            let [problem] = problems(body, PasswordReset).try_into().unwrap();
            let said = problem.explain(body);
            assert!(said.contains("must stand alone") && said.contains("Line 1"), "{body}: {said}");
        }
    }

    #[test]
    fn the_link_is_found_where_the_author_put_it() {
        for (source, found) in [
            ("{{ activation_link }}", true),
            ("{{ nonsense }} {{activation_link|x}}", true),
            ("activation_link", false),
            ("{{ activation_link", false),
        ] {
            assert_eq!(has_link(source, Invitation), found, "{source}");
        }
    }

    #[test]
    fn each_kind_has_its_own_link_and_no_other() {
        for kind in TemplateKind::ALL {
            assert_eq!(TemplateKind::parse(kind.as_str()), Some(kind));
            assert!(kind.placeholders().contains(&kind.link()));
            assert!(has_link(&kind.link().code(), kind));
        }
        assert!(problems("{{ activation_link }} {{ inviter_name }}", PasswordReset).len() == 2);
        assert!(problems("{{ reset_link }}", Invitation).len() == 1);
    }
}
