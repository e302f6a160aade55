//! How emails leave, as far as the DNS of the sender's domain has to know it.

use super::providers::{self, SendingProvider};
use crate::domain::email::international;
use crate::domain::partners::invite_domains::InviteDomain;
use crate::server::mailer::transport::Mailer;
use crate::server::platform::config::origin::is_loopback;
use crate::server::platform::dns::Unanswered;
use crate::server::state::AppState;
use std::net::IpAddr;

/// Names that lead nowhere beyond a machine or its network (RFC 6761, RFC 6762, RFC 8375).
const LOCAL: [&str; 8] = ["localhost", "localdomain", "local", "internal", "lan", "home.arpa", "test", "invalid"];

/// How emails leave.
pub struct Sending {
    pub provider: Option<&'static SendingProvider>,
    /// The mail server as others see it: a name or an address. Empty where that is not known.
    pub host: String,
    /// The `xn--` form of the domain in the sender's address.
    pub domain: String,
    pub address: String,
    /// The domain of the return address, which SPF is about.
    pub return_domain: String,
}

/// The mail server and the sender in use.
///
/// # Errors
/// Why nothing can be checked.
pub fn current(app: &AppState) -> Result<Sending, String> {
    let mailer = app.mailer.now();
    let Mailer::Smtp { relay, from } = &*mailer else {
        return Err(t!(server::sender_domain::no_mail_server).to_owned());
    };
    let domain = from.email.domain().trim_end_matches('.').to_ascii_lowercase();
    let shown = international::shown(&domain, &domain);
    if InviteDomain::parse(&domain).is_some_and(|domain| domain.is_public_mailbox()) {
        return Err(t!(server::sender_domain::public_mailbox, domain = &shown));
    }
    let is_local = |end: &str| domain.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let is_address = domain.starts_with('[') || domain.parse::<IpAddr>().is_ok();
    if is_address || !domain.contains('.') || LOCAL.iter().any(|end| is_local(end)) {
        return Err(t!(server::sender_domain::local_domain, domain = &shown));
    }
    let bounces = app.config.bounce_address.as_ref().map(|address| address.with(""));
    let return_domain = bounces.as_deref().and_then(|address| Some(address.rsplit_once('@')?.1.to_ascii_lowercase()));
    Ok(Sending {
        provider: providers::find(&relay.server.host),
        host: seen_by_others(app, &relay.server.host),
        return_domain: return_domain.unwrap_or_else(|| domain.clone()),
        domain,
        address: from.email.to_string(),
    })
}

/// A mail server on this machine is where people reach us, as far as is known.
fn seen_by_others(app: &AppState, host: &str) -> String {
    match (is_loopback(host), app.config.is_local()) {
        (false, _) => host.to_owned(),
        (true, false) => app.config.host(),
        (true, true) => String::new(),
    }
}

/// Why the DNS was not heard, in words.
pub fn unanswered(why: Unanswered) -> String {
    match why {
        Unanswered::NoServer => t!(server::sender_domain::no_dns_server).to_owned(),
        Unanswered::Failed => t!(server::sender_domain::dns_failed).to_owned(),
    }
}
