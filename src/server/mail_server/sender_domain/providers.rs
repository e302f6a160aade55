//! What the documentation of usual providers says about the DNS of the domains that send through them.

/// A provider, known by its mail server.
pub struct SendingProvider {
    /// The word by which texts choose.
    pub word: &'static str,
    /// How the names of its mail servers begin; may be empty.
    begins: &'static str,
    /// How they end.
    ends: &'static [&'static str],
    /// What SPF has to include: the first is what to add, the others do as well. Empty where emails get a return address
    /// at the provider, so that its SPF counts and not the sender's.
    pub includes: &'static [&'static str],
    /// Where its DKIM keys usually are.
    pub selectors: &'static [&'static str],
    /// Whether they are nowhere else.
    pub has_no_other_selectors: bool,
}

const NEW: SendingProvider =
    SendingProvider { word: "", begins: "", ends: &[], includes: &[], selectors: &[], has_no_other_selectors: false };

const PROVIDERS: &[SendingProvider] = &[
    // https://support.google.com/a/answer/33786 and /174124, where `google` is the usual prefix.
    SendingProvider {
        word: "gmail",
        ends: &["gmail.com", "googlemail.com"],
        includes: &["_spf.google.com"],
        selectors: &["google"],
        ..NEW
    },
    // https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure
    SendingProvider {
        word: "microsoft",
        ends: &["office365.com", "outlook.com"],
        includes: &["spf.protection.outlook.com"],
        selectors: &["selector1", "selector2"],
        has_no_other_selectors: true,
        ..NEW
    },
    // https://docs.aws.amazon.com/ses/latest/dg/mail-from.html: the return address is at amazonses.com, or at a subdomain
    // with an SPF record of its own.
    SendingProvider { word: "ses", begins: "email-smtp.", ends: &["amazonaws.com"], ..NEW },
    // https://postmarkapp.com/support/article/1092-how-do-i-set-up-spf-for-postmark
    SendingProvider { word: "postmark", ends: &["postmarkapp.com", "mtasv.net"], ..NEW },
    // https://documentation.mailgun.com/docs/mailgun/user-manual/domains/domains-verify
    SendingProvider { word: "mailgun", ends: &["mailgun.org"], includes: &["mailgun.org", "eu.mailgun.org"], ..NEW },
    // https://www.twilio.com/docs/sendgrid/ui/account-and-settings/how-to-set-up-domain-authentication
    SendingProvider { word: "sendgrid", ends: &["sendgrid.net", "sendgrid.com"], selectors: &["s1", "s2"], ..NEW },
    // https://help.brevo.com/hc/articles/12163873383186
    SendingProvider {
        word: "brevo",
        ends: &["brevo.com", "sendinblue.com"],
        selectors: &["brevo1", "brevo2", "mail"],
        ..NEW
    },
    // https://www.fastmail.help/hc/articles/360060591153
    SendingProvider {
        word: "fastmail",
        ends: &["fastmail.com", "messagingengine.com"],
        includes: &["spf.messagingengine.com"],
        selectors: &["fm1", "fm2", "fm3"],
        has_no_other_selectors: true,
        ..NEW
    },
    // https://www.zoho.com/mail/help/adminconsole/spf-configuration.html, each data center with its own.
    SendingProvider {
        word: "zoho",
        ends: &["zoho.com"],
        includes: &["zohomail.com", "zoho.com", "one.zoho.com"],
        ..NEW
    },
    SendingProvider { word: "zoho", ends: &["zoho.eu"], includes: &["zohomail.eu", "zoho.eu", "one.zoho.eu"], ..NEW },
];

/// The provider whose mail server is `host`.
pub fn find(host: &str) -> Option<&'static SendingProvider> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_at = |end: &str| host.strip_suffix(end).is_some_and(|name| name.is_empty() || name.ends_with('.'));
    PROVIDERS.iter().find(|provider| host.starts_with(provider.begins) && provider.ends.iter().any(|end| is_at(end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::mail_server::providers;

    #[test]
    fn a_provider_is_known_by_its_mail_server() {
        for (host, word) in [
            ("smtp.gmail.com", "gmail"),
            ("SMTP-Relay.Gmail.com.", "gmail"),
            ("acme-example.mail.protection.outlook.com", "microsoft"),
            ("email-smtp.eu-west-1.amazonaws.com", "ses"),
            ("smtp.eu.mailgun.org", "mailgun"),
            ("smtppro.zoho.eu", "zoho"),
        ] {
            assert_eq!(find(host).map(|provider| provider.word), Some(word), "{host}");
        }
        for host in ["", "localhost", "mail.acme.example", "notgmail.com", "ec2-192-0-2-1.compute.amazonaws.com"] {
            assert!(find(host).is_none(), "{host}");
        }
    }

    #[test]
    fn each_provider_to_choose_is_known_here() {
        for provider in providers::all().into_iter().filter(|provider| provider.word != "local") {
            let host = providers::find(&provider.word).unwrap().host;
            assert_eq!(find(host).map(|known| known.word), Some(&*provider.word), "{host}");
        }
    }
}
