//! URLs as they may be shown: without what is secret in them, or may be.

use super::database_url;
use super::mailbox_url::MailboxUrl;
use super::smtp_url::SmtpUrl;
use percent_encoding::percent_decode_str;
use url::Url;

const HIDDEN: &str = "***";
/// Parameters that say nothing secret.
const HARMLESS: [&str; 18] = [
    "application_name",
    "cache",
    "dbname",
    "host",
    "hostaddr",
    "immutable",
    "mode",
    "port",
    "ssl-mode",
    "ssl-root-cert",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
    "tls",
    "user",
    "vfs",
];

/// `text` without passwords, and without users who may be one: tokens stand alone, or twice. What cannot be taken apart
/// is hidden altogether.
pub fn masked(text: &str) -> String {
    let shown = match text.strip_prefix("sqlite:") {
        Some(file) => {
            let (file, query) = file.split_once('?').unwrap_or((file, ""));
            Some(["sqlite:", file, &parameters(query, None)].concat())
        }
        None => url(text).map(|url| shown(&url)),
    };
    shown.unwrap_or_else(|| HIDDEN.to_owned())
}

/// `text` as the server takes it apart; none where parts of a password could be taken for something else.
fn url(text: &str) -> Option<Url> {
    let (scheme, rest) = text.split_once("://")?;
    let sign_in = rest.rsplit_once('@').map_or("", |(sign_in, _)| sign_in);
    match scheme.to_ascii_lowercase().as_str() {
        "smtp" | "smtps" | "imap" | "imaps" if !is_odd(sign_in) => {
            let credentials = match MailboxUrl::parse(text) {
                Ok(mailbox) => Some((mailbox.user, mailbox.password)),
                Err(_) => SmtpUrl::parse(text).ok()?.credentials,
            };
            let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
            let mut url = Url::parse(&[scheme, "://", place].concat()).ok()?;
            if let Some((user, password)) = &credentials {
                url.set_username(user).ok()?;
                url.set_password(Some(password)).ok()?;
            }
            Some(url)
        }
        "postgres" | "postgresql" => {
            let url = Url::parse(&database_url::parse(text).ok()?).ok()?;
            let is_sure = !is_odd(&decoded(url.username())) && !is_odd(&decoded(url.password().unwrap_or_default()));
            is_sure.then_some(url)
        }
        "http" | "https" => Url::parse(text).ok().filter(|url| url.username().is_empty() && url.password().is_none()),
        _ => None,
    }
}

/// Whether a user or a password looks like parameters: the `@` after it may be a part of one of them.
fn is_odd(sign_in: &str) -> bool {
    sign_in.split_once('?').is_some_and(|(_, query)| query.contains('='))
}

fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

fn shown(url: &Url) -> String {
    let password = url.password().map(decoded);
    let asked = url.query_pairs().find(|(name, _)| name == "password").map(|(_, password)| password.into_owned());
    let password = password.or(asked);
    let user = Some(decoded(url.username())).filter(|user| !user.is_empty());
    let user = user.map(|user| if password.as_ref().is_none_or(|it| *it == user) { HIDDEN.to_owned() } else { user });
    let sign_in = match (user, url.password()) {
        (None, None) => String::new(),
        (Some(user), None) => format!("{user}@"),
        (user, Some(_)) => format!("{}:{HIDDEN}@", user.unwrap_or_default()),
    };
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = parameters(url.query().unwrap_or_default(), password.as_deref());
    [url.scheme(), "://", &sign_in, url.host_str().unwrap_or_default(), &port, url.path(), &query].concat()
}

/// The parameters of a URL with its `?`; a name is shown where it is one.
fn parameters(query: &str, password: Option<&str>) -> String {
    let shown = |part: &str| match part.split_once('=') {
        Some(("user", value)) if password.is_none_or(|it| it == decoded(value)) => format!("user={HIDDEN}"),
        Some((name, _)) if HARMLESS.contains(&name) => part.to_owned(),
        Some((name, _)) if name.chars().all(|c| c.is_ascii_lowercase() || "-_".contains(c)) => {
            format!("{name}={HIDDEN}")
        }
        _ => HIDDEN.to_owned(),
    };
    let parts: Vec<String> = query.split('&').filter(|part| !part.is_empty()).map(shown).collect();
    if parts.is_empty() { String::new() } else { ["?", &parts.join("&")].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_shown_without_its_secrets() {
        for (url, shown) in [
            ("smtps://ana:hunter2@h:465", "smtps://ana:***@h:465"),
            ("smtps://ana@acme.example:hunter2@h", "smtps://ana@acme.example:***@h"),
            ("smtp://ana:hunter2@hunter2/hunter2?hunter2#hunter2@h?tls=required", "smtp://ana:***@h?tls=required"),
            ("smtp://ana:hunter2@h?tls=required&key=hunter2", "***"),
            ("smtps://hunter2:hunter2@smtp.postmarkapp.com", "smtps://***:***@smtp.postmarkapp.com"),
            ("smtps://hunter%32:hunter2@h", "smtps://***:***@h"),
            ("smtps://mail.example/portal.example", "smtps://mail.example/portal.example"),
            ("smtp://localhost:25", "smtp://localhost:25"),
            ("smtps://hunter2@h", "***"),
            ("smtps://u:hunter2", "***"),
            ("smtps://:hunter2@h", "***"),
            ("smtps://ana:x@h?tls=required&key=hunter2@hunter2", "***"),
            ("smtps://ana:hunter2@h#hunter2", "***"),
            ("imaps://ana@acme.example:hunter2@h/Bounces", "imaps://ana@acme.example:***@h/Bounces"),
            ("imap://hunter2:hunter2@h", "imap://***:***@h"),
            ("imaps://hunter2@h", "***"),
            ("postgres://u:hunter2@h:5433/d", "postgres://u:***@h:5433/d"),
            ("postgres://u:hun/ter2#hunter2@h/d", "postgres://u:***@h/d"),
            ("postgres://hunter2:hunter2@h/d", "postgres://***:***@h/d"),
            ("postgres://hunter2@h/d", "postgres://***@h/d"),
            ("postgres://u@h/d?password=hunter2&sslmode=require", "postgres://u@h/d?password=***&sslmode=require"),
            ("postgres://u@h/db?password=hunter2@hunter2", "postgres://u@h/db?password=***"),
            ("postgres://u:p@h/d?sslpassword=hunter2@hunter2", "***"),
            ("postgres://u@h/d?key=hunter2@hunter2", "***"),
            ("postgres://u:p@h/d?options=-c%20x%3Dhunter2", "postgres://u:***@h/d?options=***"),
            ("postgres://u:p@h/d?hunter2", "postgres://u:***@h/d?***"),
            ("postgres://u:p@h/d?Hunter2=hunter2", "postgres://u:***@h/d?***"),
            ("postgres://h/d?user=hunter2", "postgres://h/d?user=***"),
            ("postgres://h/d?user=u&password=hunter2", "postgres://h/d?user=u&password=***"),
            ("postgres:///d?host=/run", "postgres:///d?host=/run"),
            ("postgres://u:hunter2@h:hunter2/d", "***"),
            ("sqlite://./data/gangway.db", "sqlite://./data/gangway.db"),
            ("sqlite://x.db?mode=rwc&key=hunter2", "sqlite://x.db?mode=rwc&key=***"),
            ("https://partners.acme.example", "https://partners.acme.example/"),
            ("https://u:hunter2@acme.example", "***"),
            ("mysql://u:hunter2@h/d", "***"),
            ("hunter2", "***"),
            ("smtps:ana:hunter2@h", "***"),
        ] {
            let said = masked(url);
            assert_eq!(said, shown, "{url}");
            assert!(!said.to_lowercase().contains("hunter2"), "{said}");
        }
    }
}
