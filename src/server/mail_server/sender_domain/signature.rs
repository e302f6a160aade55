//! The signature of a test email, of which its recipient pasted the source.

use super::dkim::{self, Key, tag};
use super::dmarc::{self, Dmarc};
use super::sending::{self, unanswered};
use crate::domain::email::international;
use crate::server::authz::Staff;
use crate::server::platform::dns::Unanswered;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;

/// So many signatures of one email are looked at.
const MOST: usize = 5;

/// A signature, as far as it says where its key is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Signature {
    domain: String,
    selector: String,
}

/// Checks how the email with this `source` was signed, and says that all is well.
///
/// # Errors
/// What is wrong with it, and what to do.
pub async fn check(app: &AppState, _: &Staff, source: &str) -> Result<String> {
    let domain = sending::current(app).map_err(Error::Conflict)?.domain;
    let senders = headers(source, "from");
    if senders.is_empty() {
        return Err(Error::field("source", t!(server::sender_domain::no_source)));
    }
    if !senders.iter().any(|from| is_from(from, &domain)) {
        let shown = international::shown(&domain, &domain);
        return Err(Error::field("source", t!(server::sender_domain::another_sender, domain = &shown)));
    }
    match verdict(app, source, &domain).await {
        Ok(Ok(words)) => Ok(words),
        Ok(Err(words)) => Err(Error::Conflict(words)),
        Err(why) => Err(Error::Conflict(unanswered(why))),
    }
}

/// Good news, or bad.
type Words = std::result::Result<String, String>;

async fn verdict(app: &AppState, source: &str, domain: &str) -> std::result::Result<Words, Unanswered> {
    let organisation = match dmarc::check(&app.dns, domain).await? {
        Dmarc::Found { at, .. } | Dmarc::Invalid { at } | Dmarc::Several { at } => at,
        Dmarc::Missing => domain.to_owned(),
    };
    let shown = international::shown(domain, domain);
    let signatures = signatures(source);
    let aligned: Vec<&Signature> =
        signatures.iter().filter(|signature| is_aligned(&signature.domain, domain, &organisation)).collect();
    if aligned.is_empty() {
        return Ok(Err(match signatures.first() {
            None => t!(server::sender_domain::not_signed, domain = &shown),
            Some(other) => t!(server::sender_domain::signed_by_another, domain = &shown, signer = &other.domain),
        }));
    }
    let mut words = String::new();
    for Signature { domain: signer, selector } in aligned {
        let name = dkim::record_name(selector, signer);
        words = match dkim::key(&app.dns, selector, signer).await? {
            Key::Published if has_failed(source, signer) => t!(server::sender_domain::signature_broken, name = &name),
            Key::Published => return Ok(Ok(t!(server::sender_domain::signed, signer = signer, name = &name))),
            Key::Revoked => t!(server::sender_domain::key_revoked, name = &name),
            Key::Invalid => t!(server::sender_domain::key_invalid, name = &name),
            Key::Missing => t!(server::sender_domain::key_missing, name = &name),
        };
    }
    Ok(Err(words))
}

/// The values of all headers of this `name`, each in one line. People paste more than the source, so that it may begin
/// anywhere.
fn headers(source: &str, name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_inside = false;
    for line in source.lines() {
        match line.split_once(':') {
            _ if line.starts_with([' ', '\t']) => {
                if let Some(value) = found.last_mut().filter(|_| is_inside) {
                    value.push_str(line);
                }
            }
            Some((key, value)) if key.trim_end().eq_ignore_ascii_case(name) => {
                is_inside = true;
                found.push(value.to_owned());
            }
            _ => is_inside = false,
        }
    }
    found
}

fn signatures(source: &str) -> Vec<Signature> {
    let part = |text: &str, name| {
        let value: String = tag(text, name)?.split_whitespace().collect();
        Some(value.trim_end_matches('.').to_ascii_lowercase()).filter(|value| !value.is_empty())
    };
    let headers = headers(source, "dkim-signature");
    let read =
        headers.iter().filter_map(|text| Some(Signature { domain: part(text, "d")?, selector: part(text, "s")? }));
    read.take(MOST).collect()
}

fn is_from(from: &str, domain: &str) -> bool {
    let address = from.trim().trim_end_matches('>');
    let found = address.rsplit_once('@').and_then(|(_, domain)| international::ascii(domain.trim()));
    found.is_some_and(|found| found.eq_ignore_ascii_case(domain))
}

/// Whether both are of one organisation, which has its DMARC record at `organisation` (RFC 9989 4.4.1, relaxed).
fn is_aligned(signer: &str, domain: &str, organisation: &str) -> bool {
    let is_below = |name: &str, above: &str| {
        name == above || above.contains('.') && name.strip_suffix(above).is_some_and(|rest| rest.ends_with('.'))
    };
    is_below(domain, signer) || is_below(signer, domain) || is_below(signer, organisation)
}

/// Whether the recipient's mail server found that a signature of `signer` does not fit (RFC 8601).
fn has_failed(source: &str, signer: &str) -> bool {
    let results = headers(source, "authentication-results");
    let about = |result: &str| {
        let result = result.trim().to_ascii_lowercase();
        let is_by_signer = result
            .split_whitespace()
            .any(|word| [["header.d=", signer].concat(), ["header.i=@", signer].concat()].contains(&word.to_owned()));
        result.starts_with("dkim=").then(|| (is_by_signer, result.starts_with("dkim=pass")))
    };
    let found: Vec<bool> = results
        .iter()
        .flat_map(|text| text.split(';'))
        .filter_map(about)
        .filter(|(is_by_signer, _)| *is_by_signer)
        .map(|(_, passes)| passes)
        .collect();
    !found.is_empty() && !found.contains(&true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_found_however_its_header_is_folded() {
        for source in [
            "DKIM-Signature: v=1; d=acme.example; s=s1; b=x",
            "Message ID\t<1@x>\r\nCreated at: noon\r\n\r\ndkim-signature: v=1;\r\n\ts=S1;\r\n d=Acme.\r\n example; b=x\r\nTo: a",
            "DKIM-Signature: v=1; b=x\nDKIM-Signature: s=s1; d=acme.example",
        ] {
            let expected = Signature { domain: "acme.example".to_owned(), selector: "s1".to_owned() };
            assert_eq!(signatures(source), [expected], "{source}");
        }
        for source in [
            "",
            "ARC-Message-Signature: d=a.example; s=s",
            "X: 1\n DKIM-Signature: d=a.example; s=s",
            "DKIM-Signature: d=; s=s",
        ] {
            assert_eq!(signatures(source), [], "{source}");
        }
    }

    #[test]
    fn a_signer_is_aligned_within_the_organisation() {
        for (signer, domain, organisation, aligned) in [
            ("acme.example", "acme.example", "acme.example", true),
            ("acme.example", "mail.acme.example", "mail.acme.example", true),
            ("mail.acme.example", "acme.example", "acme.example", true),
            ("a.acme.example", "b.acme.example", "acme.example", true),
            ("a.acme.example", "b.acme.example", "b.acme.example", false),
            ("notacme.example", "acme.example", "acme.example", false),
            ("example", "acme.example", "acme.example", false),
            ("provider.example", "acme.example", "acme.example", false),
        ] {
            assert_eq!(is_aligned(signer, domain, organisation), aligned, "{signer} {domain}");
        }
    }

    #[test]
    fn a_signature_fails_only_where_none_of_the_signer_passes() {
        let results = |text: &str| format!("Authentication-Results: mx.example;\r\n {text}\r\n");
        for (text, failed) in [
            ("dkim=pass header.d=acme.example", false),
            ("dkim=fail (bad hash) header.d=acme.example", true),
            ("dkim=fail header.i=@acme.example; spf=pass", true),
            ("dkim=fail header.d=acme.example; dkim=pass header.d=acme.example", false),
            ("dkim=fail header.d=other.example", false),
            ("none", false),
        ] {
            assert_eq!(has_failed(&results(text), "acme.example"), failed, "{text}");
        }
    }
}
