//! The mail servers of usual providers.

use crate::domain::mail_server::{Encryption, Provider};

/// What a provider's mail server is.
pub struct Preset {
    word: &'static str,
    pub host: &'static str,
    pub encryption: Encryption,
    /// Empty where each account has its own.
    pub user: &'static str,
}

const fn preset(word: &'static str, host: &'static str, encryption: Encryption) -> Preset {
    Preset { word, host, encryption, user: "" }
}

/// As their documentation says; those that take both encryptions with TLS.
const PRESETS: &[Preset] = &[
    preset("gmail", "smtp.gmail.com", Encryption::Tls),
    preset("microsoft", "smtp.office365.com", Encryption::StartTls),
    preset("ses", "email-smtp.eu-central-1.amazonaws.com", Encryption::Tls),
    preset("postmark", "smtp.postmarkapp.com", Encryption::StartTls),
    preset("mailgun", "smtp.mailgun.org", Encryption::Tls),
    Preset { user: "apikey", ..preset("sendgrid", "smtp.sendgrid.net", Encryption::Tls) },
    preset("brevo", "smtp-relay.brevo.com", Encryption::Tls),
    preset("fastmail", "smtp.fastmail.com", Encryption::Tls),
    preset("zoho", "smtppro.zoho.com", Encryption::Tls),
    preset("local", "localhost", Encryption::None),
];

/// The one that a word in the URL means.
pub fn find(word: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.word == word)
}

/// All of them, to choose from.
pub fn all() -> Vec<Provider> {
    let provider = |preset: &Preset| Provider {
        word: preset.word.to_owned(),
        name: t!(server::mail_server::provider, word = preset.word).to_owned(),
    };
    PRESETS.iter().map(provider).collect()
}

impl Preset {
    /// Where user and password come from.
    pub fn hint(&self) -> String {
        t!(server::mail_server::provider_hint, word = self.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::platform::config::smtp_url::{SetIn, SmtpUrl};
    use std::collections::BTreeSet;

    #[test]
    fn each_preset_can_be_saved_and_has_a_name_and_a_hint_of_its_own() {
        let mut said = BTreeSet::new();
        for (preset, Provider { name, .. }) in PRESETS.iter().zip(all()) {
            assert!(SmtpUrl::new(SetIn::Page, preset.host, None, preset.encryption).is_ok(), "{name}");
            assert!(said.insert(name.clone()) && said.insert(preset.hint()), "{name}");
        }
        assert!(find("").is_none() && find("nobody").is_none());
    }
}
