//! The words that every kind of mail ships with. Organisations change them under *Manage > Email
//! templates*; a broken template falls back to these.

use super::template::Template;
use crate::domain::auth::role::Role;
use crate::domain::language::Language;
use crate::domain::templates::text::TemplateKind;

/// What the templates ship in.
pub const LANGUAGES: [Language; 4] = [Language::English, Language::German, Language::French, Language::Spanish];

/// The name of the template of each kind that ships.
pub fn name(kind: TemplateKind) -> &'static str {
    match kind {
        TemplateKind::Invitation => "Invitation",
        TemplateKind::Reminder => "Reminder",
        TemplateKind::PasswordReset => "Password reset",
        TemplateKind::AddressChange => "Address change",
    }
}

/// The words that ship, in English where there are none in `language`.
pub fn template(kind: TemplateKind, language: Language) -> Template {
    let language = if LANGUAGES.contains(&language) { language } else { Language::English };
    let (subject, body) = match kind {
        TemplateKind::Invitation => invitation(language),
        TemplateKind::Reminder => reminder(language),
        TemplateKind::PasswordReset => password_reset(language),
        TemplateKind::AddressChange => address_change(language),
    };
    Template::shipped(kind, language, subject, body)
}

fn invitation(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::German => (
            "{{ contact_first_name }}, Ihr Zugang zum Partnerportal von {{ organisation_name }}",
            "\
Guten Tag {{ contact_first_name }} {{ contact_last_name }},

{{ inviter_name }} lädt Sie in das Partnerportal von **{{ organisation_name }}** ein. Dort findet \
{{ partner_name }} seine Programme und sein Team.

{{ activation_link }}

Der Link gehört nur Ihnen und gilt bis {{ expires_on }}. Wählen Sie dort ein Passwort; danach melden Sie \
sich mit dieser E-Mail-Adresse an.

Wenn Sie diese Einladung nicht erwartet haben, können Sie sie ignorieren: Ohne Passwort geschieht nichts.",
        ),
        Language::French => (
            "{{ contact_first_name }}, votre accès au portail partenaires de {{ organisation_name }}",
            "\
Bonjour {{ contact_first_name }} {{ contact_last_name }},

{{ inviter_name }} vous invite sur le portail partenaires de **{{ organisation_name }}**, où \
{{ partner_name }} retrouve ses programmes et son équipe.

{{ activation_link }}

Ce lien est personnel et valable jusqu'au {{ expires_on }}. Choisissez-y un mot de passe ; vous vous \
connecterez ensuite avec cette adresse email.

Si vous n'attendiez pas cette invitation, ignorez-la : rien ne se passe sans mot de passe.",
        ),
        Language::Spanish => (
            "{{ contact_first_name }}, su acceso al portal de socios de {{ organisation_name }}",
            "\
Hola {{ contact_first_name }} {{ contact_last_name }}:

{{ inviter_name }} le invita al portal de socios de **{{ organisation_name }}**, donde {{ partner_name }} \
encuentra sus programas y su equipo.

{{ activation_link }}

El enlace es solo suyo y funciona hasta el {{ expires_on }}. Elija allí una contraseña; después entrará \
con esta dirección de correo.

Si no esperaba esta invitación, puede ignorarla: no pasa nada mientras no elija una contraseña.",
        ),
        _ => (
            "{{ contact_first_name }}, your {{ organisation_name }} partner portal is ready",
            "\
Hello {{ contact_first_name | there }},

{{ inviter_name }} invites you to the partner portal of **{{ organisation_name }}**, where \
{{ partner_name }} finds its programs and its team.

{{ activation_link }}

The link is yours alone and works until {{ expires_on }}. Choose a password there, and sign in with \
this email address from then on.

If you did not expect this, you can ignore it: nothing happens until you choose a password.",
        ),
    }
}

fn reminder(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::German => (
            "Erinnerung: Ihr Zugang zum Partnerportal von {{ organisation_name }} wartet",
            "\
Guten Tag {{ contact_first_name }} {{ contact_last_name }},

{{ inviter_name }} hat Sie in das Partnerportal von **{{ organisation_name }}** eingeladen. Ihr Zugang für \
{{ partner_name }} ist noch nicht aktiviert.

{{ activation_link }}

Der Link gehört nur Ihnen und gilt bis {{ expires_on }}. Frühere Links dieser Einladung gelten weiter.",
        ),
        Language::French => (
            "Rappel : votre accès au portail partenaires de {{ organisation_name }} vous attend",
            "\
Bonjour {{ contact_first_name }} {{ contact_last_name }},

{{ inviter_name }} vous a invité sur le portail partenaires de **{{ organisation_name }}**. Votre accès \
pour {{ partner_name }} n'est pas encore activé.

{{ activation_link }}

Ce lien est personnel et valable jusqu'au {{ expires_on }}. Les liens précédents de cette invitation \
restent valables.",
        ),
        Language::Spanish => (
            "Recordatorio: su acceso al portal de socios de {{ organisation_name }} le espera",
            "\
Hola {{ contact_first_name }} {{ contact_last_name }}:

{{ inviter_name }} le invitó al portal de socios de **{{ organisation_name }}**. Su acceso para \
{{ partner_name }} aún no está activado.

{{ activation_link }}

El enlace es solo suyo y funciona hasta el {{ expires_on }}. Los enlaces anteriores de esta invitación \
siguen funcionando.",
        ),
        _ => (
            "Reminder: your {{ organisation_name }} partner portal is waiting",
            "\
Hello {{ contact_first_name | there }},

{{ inviter_name }} invited you to the partner portal of **{{ organisation_name }}**. Your access for \
{{ partner_name }} is not activated yet.

{{ activation_link }}

The link is yours alone and works until {{ expires_on }}. Earlier links of this invitation go on working.",
        ),
    }
}

fn password_reset(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::German => (
            "Neues Passwort für {{ organisation_name }}",
            "\
Guten Tag {{ contact_first_name }} {{ contact_last_name }},

jemand, vermutlich Sie selbst, möchte für diese Adresse ein neues Passwort bei {{ organisation_name }} wählen.

{{ reset_link }}

Der Link gilt bis {{ expires_on }}. Wenn Sie das nicht waren, ignorieren Sie diese Nachricht: Ihr Passwort \
bleibt, wie es ist.",
        ),
        Language::French => (
            "Nouveau mot de passe pour {{ organisation_name }}",
            "\
Bonjour {{ contact_first_name }} {{ contact_last_name }},

quelqu'un, sans doute vous, souhaite choisir un nouveau mot de passe pour cette adresse chez \
{{ organisation_name }}.

{{ reset_link }}

Ce lien est valable jusqu'au {{ expires_on }}. Si ce n'était pas vous, ignorez ce message : votre mot de \
passe reste inchangé.",
        ),
        Language::Spanish => (
            "Contraseña nueva para {{ organisation_name }}",
            "\
Hola {{ contact_first_name }} {{ contact_last_name }}:

Alguien, probablemente usted, quiere elegir una contraseña nueva para esta dirección en {{ organisation_name }}.

{{ reset_link }}

El enlace funciona hasta el {{ expires_on }}. Si no fue usted, ignore este mensaje: su contraseña no cambia.",
        ),
        _ => (
            "Choose a new password for {{ organisation_name }}",
            "\
Hello {{ contact_first_name | there }},

somebody, most likely you, asked to choose a new password for this address at {{ organisation_name }}.

{{ reset_link }}

The link works until {{ expires_on }}. If it was not you, ignore this: your password stays as it is.",
        ),
    }
}

fn address_change(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::German => (
            "Bestätigen Sie Ihre neue Adresse bei {{ organisation_name }}",
            "\
Guten Tag {{ contact_first_name }} {{ contact_last_name }},

Sie sollen sich bei {{ organisation_name }} künftig mit dieser E-Mail-Adresse anmelden. Bestätigen Sie \
mit Ihrem Passwort, dass sie Ihnen gehört.

{{ confirmation_link }}

Der Link gilt bis {{ expires_on }}. Bis dahin bleibt Ihre bisherige Adresse gültig. Wenn Sie das nicht \
erwartet haben, ignorieren Sie diese Nachricht.",
        ),
        Language::French => (
            "Confirmez votre nouvelle adresse chez {{ organisation_name }}",
            "\
Bonjour {{ contact_first_name }} {{ contact_last_name }},

vous devriez désormais vous connecter à {{ organisation_name }} avec cette adresse email. Confirmez, \
avec votre mot de passe, qu'elle est bien la vôtre.

{{ confirmation_link }}

Ce lien est valable jusqu'au {{ expires_on }}. D'ici là, votre ancienne adresse reste la bonne. Si vous \
n'attendiez pas ce message, ignorez-le.",
        ),
        Language::Spanish => (
            "Confirme su nueva dirección en {{ organisation_name }}",
            "\
Hola {{ contact_first_name }} {{ contact_last_name }}:

A partir de ahora entraría en {{ organisation_name }} con esta dirección de correo. Confirme que es suya, \
con su contraseña.

{{ confirmation_link }}

El enlace funciona hasta el {{ expires_on }}. Hasta entonces sigue valiendo su dirección anterior. Si no \
esperaba este mensaje, ignórelo.",
        ),
        _ => (
            "Confirm your new address at {{ organisation_name }}",
            "\
Hello {{ contact_first_name | there }},

from now on you are to sign in at {{ organisation_name }} with this email address. Confirm \
with your password that it is yours.

{{ confirmation_link }}

The link works until {{ expires_on }}. Until you confirm, your earlier address stays as it is. If you did \
not expect this, ignore it.",
        ),
    }
}

const MEMBER_SUBJECT: &str = "{{ inviter_name }} invites you to run {{ organisation_name }}'s partner program";
const MEMBER_BODY: &str = "\
Hello {{ contact_first_name | there }},

{{ inviter_name }} invites you to the team that runs the partner program of **{{ organisation_name }}** \
with Gangway. You join as [role], who can [may].

{{ activation_link }}

The link is yours alone and works until {{ expires_on }}. Choose a password there, and sign in with \
this email address from then on.

If you did not expect this, you can ignore it: nothing happens until you choose a password.";

/// What a colleague gets who is invited to this role. Organisations word what partners read, not this.
pub fn member_template(role: Role) -> Template {
    let body = MEMBER_BODY.replace("[role]", role.in_words()).replace("[may]", role.may());
    Template::shipped(TemplateKind::Invitation, Language::English, MEMBER_SUBJECT, &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::templates::form::{TemplateBody, TemplateSubject};
    use crate::domain::templates::text::{has_link, problems};

    #[test]
    fn everything_that_ships_could_be_saved() {
        for kind in TemplateKind::ALL {
            for language in LANGUAGES {
                let Template { subject, body, language: written_in, .. } = template(kind, language);
                assert_eq!(written_in, language);
                assert!(TemplateSubject::parse(&subject, kind).is_ok(), "{subject}: {:?}", problems(&subject, kind));
                assert!(TemplateBody::parse(&body, kind).is_ok(), "{body}: {:?}", problems(&body, kind));
                assert!(has_link(&body, kind), "{body}");
            }
            assert_eq!(template(kind, Language::Polish).language, Language::English);
        }
    }
}
