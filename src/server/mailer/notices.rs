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
