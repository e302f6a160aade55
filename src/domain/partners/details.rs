//! A partner's own details, as typed, as checked and as shown.

use crate::domain::forms::FieldErrors;
use crate::domain::ids::{ProgramId, StatusId};
use crate::domain::text::{Invalid, PartnerName};
use crate::domain::visible::clean;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A partner's details as typed, in every form that has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartnerInput {
    pub name: String,
    pub website: String,
    pub status: String,
    pub programs: Vec<String>,
}

/// A partner's details, checked. Whether status and programs exist, the store says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerDetails {
    pub name: PartnerName,
    pub website: Website,
    pub status: StatusId,
    pub programs: Vec<ProgramId>,
}

/// What staff and the partner's own contacts see of a partner alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerFacts {
    pub name: String,
    /// A URL with its scheme, or empty.
    pub website: String,
}

impl PartnerFacts {
    /// The website without `https://` and a slash at the end.
    pub fn website_label(&self) -> String {
        self.website.trim_start_matches("https://").trim_end_matches('/').to_owned()
    }

    /// The same as a form has it.
    pub fn input(self, status: String, programs: Vec<String>) -> PartnerInput {
        PartnerInput { name: self.name, website: self.website, status, programs }
    }
}

impl PartnerInput {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<PartnerDetails, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check("name", PartnerName::parse(&self.name));
        let website = errors.check("website", Website::parse(&self.website));
        let status = errors.check("status", chosen(&self.status, t!(partners::choose_a_status_from_the_list)));
        let programs = self.programs.iter().map(|id| chosen(id, t!(partners::choose_programs_from_the_list))).collect();
        let programs: Option<Vec<ProgramId>> = errors.check("programs", programs);
        match (name, website, status, programs) {
            (Some(name), Some(website), Some(status), Some(programs)) => {
                Ok(PartnerDetails { name, website, status, programs: without_repeats(programs) })
            }
            _ => Err(errors),
        }
    }
}

fn chosen<T: FromStr>(raw: &str, message: &str) -> Result<T, Invalid> {
    raw.parse().map_err(|_| Invalid::new(message))
}

fn without_repeats(mut programs: Vec<ProgramId>) -> Vec<ProgramId> {
    programs.sort();
    programs.dedup();
    programs
}

/// A partner's website, an `http` or `https` URL, or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Website(String);

impl Website {
    /// The most characters it may have as typed.
    pub const MAX: usize = 200;

    /// Empty, or a URL with a host name that has a dot; `https://` is added where no scheme was typed.
    /// Nothing else can be a link (`javascript:`), and no user name can pretend to be a host.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let text = bare(&clean(raw));
        let length = text.chars().count();
        if length > Self::MAX {
            let [length, max] = [length, Self::MAX].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
            return Err(Invalid::new(t!(partners::website_too_long, length = length, max = max)));
        }
        if text.is_empty() {
            return Ok(Self(String::new()));
        }
        let (scheme, rest) = scheme_and_rest(&text);
        if !is_host_and_path(rest) {
            return Err(Invalid::new(t!(partners::enter_a_web_address_for_example)));
        }
        Ok(Self([scheme, "://", rest].concat()))
    }

    /// The URL, or an empty text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A web address without what stands around it in a text; empty where it says that there is none.
fn bare(text: &str) -> String {
    const NONE: [&str; 5] = ["-", "\u{2013}", "n/a", "none", "k. a."];
    let text = text.trim_matches(|c: char| c.is_whitespace() || "<>()[]\"',;".contains(c));
    if NONE.iter().any(|none| text.eq_ignore_ascii_case(none)) { String::new() } else { text.to_owned() }
}

/// The scheme, also where its signs were mistyped (`http:/alder.example`, `https//alder.example`), and what follows.
fn scheme_and_rest(text: &str) -> (&'static str, &str) {
    let typed = |scheme: &str| {
        text.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
        let rest = &text[scheme.len()..];
        let signs = [":///", "://", ":/", "//"].iter().find(|signs| rest.starts_with(**signs))?;
        rest.strip_prefix(signs)
    };
    let named = ["https", "http"].into_iter().find_map(|scheme| Some((scheme, typed(scheme)?)));
    named.unwrap_or(("https", text))
}

fn is_host_and_path(rest: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || "<>\"\\^`{|}".contains(c);
    let end = rest.bytes().position(|byte| b"/?#".contains(&byte)).unwrap_or(rest.len());
    let (host, port) = rest[..end].split_once(':').unwrap_or((&rest[..end], ""));
    // Beyond ASCII the browser decides: a table of all letters would be a part of the download.
    let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || !byte.is_ascii();
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(is_ours);
    let is_port = port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    !rest.chars().any(is_odd) && is_port && host.contains('.') && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::Website;

    #[test]
    fn websites_are_optional_and_get_a_scheme() {
        let kept = [
            ("", ""),
            ("  ", ""),
            (" alder.example ", "https://alder.example"),
            ("HTTP://alder.example", "http://alder.example"),
            ("https://www.Alder.example:8443/de/?a=b#c", "https://www.Alder.example:8443/de/?a=b#c"),
            ("m\u{fc}ller.example/pr\u{fc}fen", "https://m\u{fc}ller.example/pr\u{fc}fen"),
            ("192.0.2.7", "https://192.0.2.7"),
            ("<https://alder.example>", "https://alder.example"),
            ("(www.alder.example),", "https://www.alder.example"),
            ("http:/alder.example", "http://alder.example"),
            ("Https//alder.example/x", "https://alder.example/x"),
            ("https:///alder.example", "https://alder.example"),
            ("n/a", ""),
            ("-", ""),
            ("\u{202A}alder.exam\u{200B}ple/\u{202C}", "https://alder.example/"),
        ];
        for (raw, expected) in kept {
            assert_eq!(Website::parse(raw).map(|website| website.0).as_deref(), Ok(expected), "{raw:?}");
        }
    }

    #[test]
    fn nothing_but_a_web_address_becomes_a_link() {
        let refused = [
            "javascript:alert(1)",
            "javascript://alder.example/%0Aalert(1)",
            "data:text/html,x",
            "ftp://alder.example",
            "mailto:ana@alder.example",
            "ana@alder.example",
            "https://acme.example@evil.example",
            "https://",
            "https:////alder.example",
            "http:alder.example",
            "localhost",
            "alder",
            "alder.",
            ".example",
            "alder.example:port",
            "alder.example:808080",
            "alder .example",
            "alder.example/a b",
            "alder.example/\"><script>",
            "alder.example\\@evil.example",
        ];
        for raw in refused {
            assert!(Website::parse(raw).is_err(), "{raw:?} was kept");
        }
        assert!(Website::parse(&["alder.example/", &"x".repeat(186)].concat()).is_ok());
        assert!(Website::parse(&["alder.example/", &"x".repeat(187)].concat()).is_err());
    }
}
