//! Headers that providers of email repeat in their reports. Each replaces the Message-ID, or may.

/// How the header of a provider goes around the token.
struct Tracking {
    /// What the names of its mail servers end with.
    host: &'static str,
    header: &'static str,
    before: &'static str,
    after: &'static str,
}

const fn header(host: &'static str, header: &'static str) -> Tracking {
    Tracking { host, header, before: "", after: "" }
}

const PROVIDERS: [Tracking; 5] = [
    // https://postmarkapp.com/developer/user-guide/send-email-with-smtp
    header("postmarkapp.com", "X-PM-Metadata-gangway"),
    // https://developers.brevo.com/docs/transactional-webhooks
    header("brevo.com", "X-Mailin-custom"),
    header("sendinblue.com", "X-Mailin-custom"),
    // SES repeats the headers of the email if it is set up to.
    header("amazonaws.com", "X-Gangway-Email"),
    Tracking {
        before: r#"{"unique_args":{"gangway":""#,
        after: r#""}}"#,
        // https://www.twilio.com/docs/sendgrid/for-developers/sending-email/unique-arguments
        ..header("sendgrid.net", "X-SMTPAPI")
    },
];

/// Name and value of the header with which the provider behind the mail server `host` repeats `token`.
pub fn header_for(host: &str, token: &str) -> Option<(&'static str, String)> {
    let host = host.to_ascii_lowercase();
    let is_of = |provider: &&Tracking| {
        host.strip_suffix(provider.host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let provider = PROVIDERS.iter().find(is_of)?;
    Some((provider.header, [provider.before, token, provider.after].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_provider_gets_the_header_that_it_repeats() {
        for (host, name, value) in [
            ("smtp.postmarkapp.com", "X-PM-Metadata-gangway", "id.sign"),
            ("SMTP-relay.Brevo.com", "X-Mailin-custom", "id.sign"),
            ("email-smtp.eu-central-1.amazonaws.com", "X-Gangway-Email", "id.sign"),
            ("smtp.sendgrid.net", "X-SMTPAPI", r#"{"unique_args":{"gangway":"id.sign"}}"#),
        ] {
            assert_eq!(header_for(host, "id.sign"), Some((name, value.to_owned())), "{host}");
        }
        for host in ["localhost", "smtp.gmail.com", "notbrevo.com", "smtp.mailgun.org", "brevo.com.acme.example"] {
            assert!(header_for(host, "id.sign").is_none(), "{host}");
        }
    }
}
