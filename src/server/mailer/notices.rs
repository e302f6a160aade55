//! Notices: emails of plain paragraphs with a link to one of our pages, from `locales/<language>/emails/`.

use crate::domain::language::Language;
use crate::domain::links::unlinked;
use crate::i18n;

/// What an email says.
#[derive(Debug, Clone, Copy)]
pub enum Notice<'a> {
    /// To the old address: a change of it was requested.
    AddressChangeRequested { requester: &'a str, new_address: &'a str },
    /// To the old address: it was replaced.
    AddressChanged { new_address: &'a str },
    /// Their password was changed.
    PasswordChanged { time: &'a str },
    /// They signed in with a browser for the first time.
    NewBrowser { browser: &'a str, time: &'a str },
    /// They were given another role, by its word.
    RoleChanged { requester: &'a str, role: &'a str },
    /// To the other owners.
    OwnerAdded { requester: &'a str, owner: &'a str },
    /// To the inviter: the link reached another person, who may have commented on it.
    WrongRecipient { invited: &'a str, comment: &'a str },
}

impl Notice<'_> {
    fn name(self) -> &'static str {
        match self {
            Self::AddressChangeRequested { .. } => "address_change_requested",
            Self::AddressChanged { .. } => "address_changed",
            Self::PasswordChanged { .. } => "password_changed",
            Self::NewBrowser { .. } => "new_browser",
            Self::RoleChanged { .. } => "role_changed",
            Self::OwnerAdded { .. } => "owner_added",
            Self::WrongRecipient { .. } => "wrong_recipient",
        }
    }

    /// Its subject and its paragraphs.
    pub fn words(self, organisation: &str, language: Language) -> (String, String) {
        let email = i18n::email(language.code(), self.name());
        let (comment_line, name, comment);
        let own: &[(&str, &str)] = match self {
            Self::AddressChangeRequested { requester, new_address } => {
                name = unlinked(requester);
                &[("requester_name", &name), ("new_address", new_address)]
            }
            Self::AddressChanged { new_address } => &[("new_address", new_address)],
            Self::PasswordChanged { time } => &[("time", time)],
            Self::NewBrowser { browser, time } => &[("browser", browser), ("time", time)],
            Self::RoleChanged { requester, role } => {
                name = unlinked(requester);
                &[("requester_name", &name), ("role", email.said(role))]
            }
            Self::OwnerAdded { requester, owner } => {
                (name, comment) = (unlinked(requester), unlinked(owner));
                &[("requester_name", &name), ("owner_name", &comment)]
            }
            Self::WrongRecipient { invited, comment: typed } => {
                (name, comment) = (unlinked(invited), unlinked(typed));
                let line = if comment.is_empty() { "" } else { email.said("comment") };
                comment_line = fill(line, &[("comment", &comment)]);
                &[("invited_name", &name), ("comment_line", &comment_line)]
            }
        };
        let values = [own, &[("organisation_name", organisation)]].concat();
        let paragraphs = email.body.split("\n\n").map(|paragraph| fill(paragraph, &values));
        let paragraphs: Vec<String> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
        (fill(email.said("subject"), &values), paragraphs.join("\n\n"))
    }
}

/// A line of an email that tells the team what happened.
#[derive(Debug, Clone, Copy)]
pub struct Update<'a> {
    /// The word of its words in `locales/<language>/emails/notification.md`.
    pub event: &'a str,
    /// The contact, or the colleague who is asked for; empty for work of the reader.
    pub contact: &'a str,
    pub partner: &'a str,
    /// How many partners it concerned, for work of the reader.
    pub count: i64,
}

impl Update<'_> {
    /// What it says.
    pub fn words(self, language: Language) -> String {
        let (contact, partner) = (unlinked(self.contact), unlinked(self.partner));
        let count = self.count.to_string();
        let values = [("contact_name", &*contact), ("partner_name", &*partner), ("count", &*count)];
        fill(i18n::email(language.code(), UPDATES).said(self.event), &values)
    }
}

/// The file with the words of updates.
const UPDATES: &str = "notification";

/// The subject of an email with several updates, what ends one with more than are listed, and where readers change what
/// they get.
pub fn around_updates(count: usize, more: usize, language: Language) -> (String, String, String) {
    let email = i18n::email(language.code(), UPDATES);
    let (count, more) = (count.to_string(), more.to_string());
    (
        fill(email.said("subject"), &[("count", &count)]),
        fill(email.said("more"), &[("count", &more)]),
        email.body.to_owned(),
    )
}

/// Puts the values in, once: a value that looks like a placeholder is a text.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut pieces = text.split("{{ ");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, after) = piece.split_once(" }}").unwrap_or((piece, ""));
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{{ ", name, " }}"]),
        }
        filled.push_str(after);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strangers_write_is_no_link() {
        let (_, words) = Notice::WrongRecipient { invited: "evil.com", comment: "to li@evil.com, https://evil.com" }
            .words("Acme", Language::English);
        assert!(!words.contains("evil.com") && words.contains("li@\u{2060}evil.\u{2060}com"), "{words}");
    }

    #[test]
    fn every_notice_is_complete_in_every_language() {
        let (requester, new_address, comment) = ("Maya", "ana@new.example", "Ask Li.\n\nOr {{ new_address }}");
        for language in Language::ALL {
            for (notice, about, said) in [
                (Notice::AddressChangeRequested { requester, new_address }, "Acme", &[requester, new_address][..]),
                (Notice::AddressChanged { new_address }, "Acme", &[new_address]),
                (Notice::PasswordChanged { time: "2:05" }, "Acme", &["2:05"]),
                (Notice::NewBrowser { browser: "Firefox", time: "2:05" }, "Acme", &["Firefox", "2:05"]),
                (Notice::RoleChanged { requester, role: "owner" }, "Acme", &[requester]),
                (Notice::RoleChanged { requester, role: "admin" }, "Acme", &[requester]),
                (Notice::RoleChanged { requester, role: "viewer" }, "Acme", &[requester]),
                (Notice::OwnerAdded { requester, owner: "Adam" }, "Acme", &[requester, "Adam"]),
                (Notice::WrongRecipient { invited: "Ana Ruiz", comment }, "Ana Ruiz", &[comment]),
            ] {
                let (subject, words) = notice.words("Acme", language);
                assert!(subject.contains(about) && words.contains(about), "{language:?}: {subject}: {words}");
                assert!(said.iter().all(|it| words.contains(it)), "{language:?}: {words}");
                let own = [subject, words].concat().replace(comment, "");
                assert!(!own.contains("{{") && !own.contains("\n\n\n"), "{language:?}: {own}");
            }
            let (_, words) = Notice::WrongRecipient { invited: "Ana", comment: "" }.words("Acme", language);
            assert!(words.split("\n\n").count() == 2 && !words.contains("{{"), "{language:?}: {words}");
        }
    }
}
