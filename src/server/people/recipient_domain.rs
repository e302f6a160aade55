//! Whether the domain of an address takes email (RFC 5321 5.1, RFC 7505).

use crate::domain::email::EmailAddress;
use crate::domain::partners::invite_domains::{InviteDomain, public_mailboxes};
use crate::server::platform::dns::{Dns, Unanswered};
use crate::server::state::AppState;
use std::time::Duration;
use tokio::time::timeout;

/// A hint is not waited for any longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// What to say of an address whose domain takes no email, if that is certain.
pub async fn warning(app: &AppState, address: &str) -> Option<String> {
    let domain = InviteDomain::of(&EmailAddress::parse(address).ok()?);
    if !app.dns.seems_there(app.now()) {
        return None;
    }
    match timeout(PATIENCE, takes_email(&app.dns, domain.as_str())).await {
        Ok(Ok(false)) => {}
        Ok(Err(Unanswered::NoServer)) | Err(_) => {
            app.dns.note_silence(app.now());
            return None;
        }
        Ok(_) => return None,
    }
    let shown = domain.shown();
    Some(match public_mailboxes().find(|known| is_mistyped(domain.as_str(), known)) {
        Some(known) => t!(server::people::takes_no_email_but, domain = &shown, known = known),
        None => t!(server::people::takes_no_email, domain = &shown),
    })
}

async fn takes_email(dns: &Dns, domain: &str) -> Result<bool, Unanswered> {
    let hosts = dns.mx(domain).await?;
    if hosts.is_empty() {
        return Ok(!dns.addresses(domain).await?.is_empty());
    }
    Ok(hosts.iter().any(|host| !host.is_empty()))
}

/// Whether one slip of the finger makes `domain` of `known`.
fn is_mistyped(domain: &str, known: &str) -> bool {
    strsim::osa_distance(domain, known) == 1
}
