//! A host as people paste it: the URL of a mail server, or a host with its port.

use crate::domain::mail_server::{Encryption, MailServerForm};
use crate::domain::visible::clean;
use crate::server::platform::config::origin::is_loopback;
use percent_encoding::percent_decode_str;
use std::net::Ipv6Addr;

/// `form` with what else its host says in the fields where that belongs, as far as nothing was entered there.
pub fn apart(form: MailServerForm) -> MailServerForm {
    let pasted = clean(&form.host);
    let (scheme, rest) = pasted.split_once("://").unwrap_or(("", &pasted));
    let Some(scheme) =
        ["", "smtp", "smtps", "submission", "submissions"].into_iter().find(|it| scheme.eq_ignore_ascii_case(it))
    else {
        return form;
    };
    // A password may have any sign: the last `@` is before the host.
    let (sign_in, place) = rest.rsplit_once('@').unwrap_or(("", rest));
    let (place, more) = place.split_at(place.find(['/', '?', '#']).unwrap_or(place.len()));
    let (name, port) = name_and_port(place);
    let host = match name.parse::<Ipv6Addr>() {
        Ok(_) => format!("[{name}]"),
        Err(_) => name.trim_end_matches('.').to_owned(),
    };
    let (user, password) = sign_in.split_once(':').unwrap_or((sign_in, ""));
    let encryption = match scheme {
        "" => &form.encryption,
        "smtps" | "submissions" => Encryption::Tls.as_str(),
        _ if is_loopback(&host) && !more.contains("tls=") => Encryption::None.as_str(),
        _ => Encryption::StartTls.as_str(),
    };
    // The first choice stands for none.
    let is_chosen = form.encryption != Encryption::CHOICES[0].as_str();
    let encryption = if is_chosen { form.encryption.clone() } else { encryption.to_owned() };
    let usual = Encryption::parse(&form.encryption).map(|it| it.usual_port().to_string()).unwrap_or_default();
    let is_usual = ["", &usual].contains(&form.port.trim());
    // The port that was usual before says nothing about another encryption.
    let port = match (is_usual, port) {
        (false, _) => form.port,
        (true, "") if encryption == form.encryption => form.port,
        (true, port) => port.to_owned(),
    };
    let or = |typed: String, pasted: &str| match typed.trim() {
        "" => percent_decode_str(pasted).decode_utf8_lossy().into_owned(),
        _ => typed,
    };
    MailServerForm { host, port, encryption, user: or(form.user, user), password: or(form.password, password), ..form }
}

/// The two of `place`; an address of IPv6 may be in brackets, and the port may be empty.
fn name_and_port(place: &str) -> (&str, &str) {
    match place.strip_prefix('[').and_then(|place| place.split_once(']')) {
        Some((name, rest)) if rest.is_empty() || rest.starts_with(':') => (name, rest.trim_start_matches(':')),
        Some(_) => (place, ""),
        None => match place.split_once(':') {
            Some((name, port)) if !port.contains(':') => (name, port),
            _ => (place, ""),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(host: &str) -> MailServerForm {
        MailServerForm { host: host.to_owned(), encryption: "tls".to_owned(), ..MailServerForm::default() }
    }

    #[test]
    fn what_is_pasted_as_host_is_taken_apart() {
        for (pasted, [host, port, encryption, user, password]) in [
            ("mail.example", ["mail.example", "", "tls", "", ""]),
            (" Mail.Example. ", ["Mail.Example", "", "tls", "", ""]),
            ("mail.example:2525", ["mail.example", "2525", "tls", "", ""]),
            ("localhost:4125", ["localhost", "4125", "tls", "", ""]),
            ("smtp://localhost:4125/", ["localhost", "4125", "none", "", ""]),
            ("smtp://127.0.0.1", ["127.0.0.1", "", "none", "", ""]),
            ("smtp://localhost?tls=required", ["localhost", "", "starttls", "", ""]),
            ("smtp://mail.example", ["mail.example", "", "starttls", "", ""]),
            ("SMTP://mail.example:2587/portal.example?tls=required", ["mail.example", "2587", "starttls", "", ""]),
            ("submission://mail.example", ["mail.example", "", "starttls", "", ""]),
            ("smtps://bob:secret@mail.example:465", ["mail.example", "465", "tls", "bob", "secret"]),
            ("smtps://bob%40acme.example:s%2Fe@mail.example", ["mail.example", "", "tls", "bob@acme.example", "s/e"]),
            (
                "smtps://bob@acme.example:p@ss/w#rd?@mail.example",
                ["mail.example", "", "tls", "bob@acme.example", "p@ss/w#rd?"],
            ),
            ("ana:s3cret@mail.example", ["mail.example", "", "tls", "ana", "s3cret"]),
            ("ana@mail.example", ["mail.example", "", "tls", "ana", ""]),
            ("::1", ["[::1]", "", "tls", "", ""]),
            ("[::1]", ["[::1]", "", "tls", "", ""]),
            ("[2001:db8::1]:465", ["[2001:db8::1]", "465", "tls", "", ""]),
            ("smtp://[::1]:25", ["[::1]", "25", "none", "", ""]),
            ("", ["", "", "tls", "", ""]),
            // What is none of a mail server stays as it is, and is refused.
            ("https://mail.example", ["https://mail.example", "", "tls", "", ""]),
            ("ftp://ana:secret@mail.example", ["ftp://ana:secret@mail.example", "", "tls", "", ""]),
        ] {
            let it = apart(form(pasted));
            assert_eq!(
                [&*it.host, &*it.port, &*it.encryption, &*it.user, &*it.password],
                [host, port, encryption, user, password],
                "{pasted}"
            );
        }
    }

    #[test]
    fn what_was_entered_in_another_field_stays() {
        let entered = MailServerForm {
            port: "2525".to_owned(),
            encryption: "starttls".to_owned(),
            user: "ana".to_owned(),
            password: "other".to_owned(),
            ..form("smtps://bob:secret@mail.example:465")
        };
        let it = apart(entered);
        let [host, port, encryption] = [&*it.host, &*it.port, &*it.encryption];
        assert_eq!(
            [host, port, encryption, &it.user, &it.password],
            ["mail.example", "2525", "starttls", "ana", "other"]
        );
        let shown = MailServerForm { port: "465".to_owned(), ..form("smtp://mail.example") };
        assert_eq!(apart(shown.clone()).port, "", "the page had filled in the other encryption's");
        let shown = MailServerForm { host: "mail.example:587".to_owned(), ..shown };
        assert_eq!(apart(shown).port, "587");
    }
}
