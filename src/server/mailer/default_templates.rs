//! The templates that ship: `locales/<language>/emails/`. Organisations change them under *Email > Templates*; a
//! broken template falls back to these.

use super::template::Template;
use crate::domain::auth::role::Role;
use crate::domain::language::Language;
use crate::domain::templates::text::TemplateKind;
use crate::i18n::{self, Email};

/// The name of the template of each kind that ships.
pub fn name(kind: TemplateKind) -> &'static str {
    match kind {
        TemplateKind::Invitation => t!(server::defaults::invitation),
        TemplateKind::Reminder => t!(server::defaults::reminder),
        TemplateKind::PasswordReset => t!(server::defaults::password_reset),
        TemplateKind::AddressChange => t!(server::defaults::address_change),
    }
}

/// The template of a kind that ships.
pub fn template(kind: TemplateKind, language: Language) -> Template {
    let email = email(kind, language);
    Template::shipped(kind, language, email.said("subject"), email.body)
}

/// The words on the link.
pub fn button(kind: TemplateKind, language: Language) -> &'static str {
    email(kind, language).said("button")
}

fn email(kind: TemplateKind, language: Language) -> Email {
    i18n::email(language.code(), kind.as_str())
}

/// The invitation of a team member in this role, which organisations cannot change.
pub fn team_invitation(role: Role, language: Language) -> Template {
    let email = i18n::email(language.code(), "team_invitation");
    let body = email.body.replace("{{ role_line }}", email.said(role.as_str()));
    Template::shipped(TemplateKind::Invitation, language, email.said("subject"), &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organisation::accent::Accent;
    use crate::domain::templates::form::{TemplateBody, TemplateSubject};
    use crate::domain::templates::text::{has_link, problems};
    use crate::server::mailer::render::{Message, Values, render};
    use html_escape::encode_text;

    /// An author could save the template, and it becomes an email with its button.
    fn check(template: &Template) -> Message {
        const LINK: &str = "https://acme.example/activate/abc";
        let Template { kind, language, subject, body, .. } = template;
        let place = format!("{} of {}", kind.as_str(), language.code());
        assert!(TemplateSubject::parse(subject, *kind).is_ok(), "{place}: {:?}", problems(subject, *kind));
        assert!(TemplateBody::parse(body, *kind).is_ok(), "{place}: {:?}", problems(body, *kind));
        assert!(has_link(body, *kind) && !has_link(subject, *kind), "{place}");
        let message = render(
            template,
            &Values {
                contact_first_name: "Ana".to_owned(),
                contact_last_name: "Ruiz".to_owned(),
                partner_name: "Alder".to_owned(),
                organisation_name: "Acme".to_owned(),
                inviter_name: "Maya".to_owned(),
                manager_name: "Adam".to_owned(),
                link: LINK.to_owned(),
                expires_on: "29 Nov 2026".to_owned(),
                accent: Accent::Plum,
                note: String::new(),
            },
        )
        .unwrap();
        let button = button(*kind, *language);
        assert!(!button.is_empty() && message.html.contains(&format!("{}</a>", encode_text(button))), "{place}");
        for part in [&message.subject, &message.html, &message.text] {
            assert!(part.contains("Acme") && !part.contains("{{"), "{place}: {part}");
        }
        for part in [&message.html, &message.text] {
            assert!(part.contains(LINK) && part.contains("29 Nov 2026"), "{place}: {part}");
        }
        message
    }

    #[test]
    fn every_template_that_ships_is_complete_in_every_language() {
        for language in Language::ALL {
            for kind in TemplateKind::ALL {
                check(&template(kind, language));
            }
        }
    }

    #[test]
    fn a_team_invitation_says_what_the_role_may_do_in_every_language() {
        for language in Language::ALL {
            for role in [Role::Owner, Role::Admin, Role::Viewer] {
                let said = i18n::email(language.code(), "team_invitation").said(role.as_str());
                let message = check(&team_invitation(role, language));
                assert!(!said.is_empty() && message.text.contains(said), "{language:?}: {}", message.text);
            }
        }
    }
}
