//! Values as env files, shells and secrets leave them.

use std::net::{IpAddr, SocketAddr};

/// `text` as it was meant: without the blanks, the carriage return and the one pair of quotation marks that env files
/// leave around it. Nothing, if that is all.
pub fn clean(text: &str) -> Option<&str> {
    let trimmed = |text| str::trim_matches(text, |c: char| c.is_whitespace() || c == '\u{FEFF}');
    let text = trimmed(text);
    let bare = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    Some(trimmed(bare.unwrap_or(text))).filter(|text| !text.is_empty())
}

/// An address to listen on.
pub fn parse_address(text: &str) -> Result<SocketAddr, String> {
    let text = clean(text).unwrap_or_default();
    let numbers = text.strip_prefix("localhost").map_or_else(|| text.to_owned(), |port| ["127.0.0.1", port].concat());
    let port = text.rsplit_once(':').and_then(|(_, port)| port.parse::<u64>().ok());
    match numbers.parse() {
        Ok(address) => Ok(address),
        Err(_) if port.is_some_and(|port| port > u64::from(u16::MAX)) => {
            Err(t!(server::config::port_invalid).to_owned())
        }
        Err(_) => Err(t!(server::config::address_invalid).to_owned()),
    }
}

/// The address of a DNS server; without a port, the one that DNS has (RFC 1035).
pub fn parse_server(text: &str) -> Result<SocketAddr, String> {
    const PORT: u16 = 53;
    let text = clean(text).unwrap_or_default();
    let address = text.trim_matches(['[', ']']).parse().map(|ip: IpAddr| SocketAddr::new(ip, PORT));
    let address = address.or_else(|_| text.parse());
    address.map_err(|_| t!(server::config::dns_server_invalid).to_owned())
}

/// A whole number from `least` to `most`.
pub fn parse_number<T: TryFrom<i64>>(text: &str, least: i64, most: i64) -> Result<T, String> {
    let number = clean(text).unwrap_or_default().parse().ok().filter(|number| (least..=most).contains(number));
    let number = number.and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| t!(server::config::number_invalid, from = least, to = most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c15_what_env_files_leave_around_a_value_is_no_part_of_it() {
        for (text, meant) in [
            ("smtps://h", Some("smtps://h")),
            ("\"smtps://h\"", Some("smtps://h")),
            ("'smtps://h'", Some("smtps://h")),
            ("smtps://h\r", Some("smtps://h")),
            ("\"smtps://h\"\r\n", Some("smtps://h")),
            (" \" smtps://h \" ", Some("smtps://h")),
            ("\u{FEFF}smtps://h", Some("smtps://h")),
            ("\"Acme\" <a@b.example>", Some("\"Acme\" <a@b.example>")),
            ("'\"Acme, Inc.\" <a@b.example>'", Some("\"Acme, Inc.\" <a@b.example>")),
            ("\"half", Some("\"half")),
            ("", None),
            (" \r\n", None),
            ("\"\"", None),
            ("''", None),
            ("\"", Some("\"")),
        ] {
            assert_eq!(clean(text), meant, "{text:?}");
        }
    }

    #[test]
    fn an_address_to_listen_on_is_a_host_and_a_port() {
        for (text, address) in [
            ("127.0.0.1:3000", "127.0.0.1:3000"),
            ("\"0.0.0.0:80\"\r", "0.0.0.0:80"),
            ("localhost:3000", "127.0.0.1:3000"),
            ("[::]:3000", "[::]:3000"),
        ] {
            assert_eq!(parse_address(text).map(|it| it.to_string()).as_deref(), Ok(address), "{text}");
        }
        for text in ["", "3000", ":3000", "*:3000", "0.0.0.0", "http://0.0.0.0:80", "localhost"] {
            let why = parse_address(text).unwrap_err();
            assert!(why.contains("0.0.0.0:3000"), "{text}: {why}");
        }
        for text in ["0.0.0.0:65536", "localhost:99999", "[::]:3000000"] {
            assert!(parse_address(text).unwrap_err().contains("65,535"), "{text}");
        }
    }

    #[test]
    fn a_dns_server_is_an_address_with_or_without_a_port() {
        for (text, address) in [
            ("192.0.2.53", "192.0.2.53:53"),
            ("\"192.0.2.53:5353\"\r", "192.0.2.53:5353"),
            ("2001:db8::53", "[2001:db8::53]:53"),
            ("[2001:db8::53]", "[2001:db8::53]:53"),
            ("[2001:db8::53]:5353", "[2001:db8::53]:5353"),
        ] {
            assert_eq!(parse_server(text).map(|it| it.to_string()).as_deref(), Ok(address), "{text}");
        }
        for text in ["", "dns.example", "dns.example:53", "192.0.2.53:", "192.0.2.53:65536", "https://192.0.2.53"] {
            assert!(parse_server(text).unwrap_err().contains("192.0.2.53:5353"), "{text}");
        }
    }

    #[test]
    fn a_number_that_is_none_is_refused_with_those_that_are() {
        assert_eq!(parse_number("\"7\"\r", 0, 600), Ok(7_u32));
        for text in ["", "true", "1.0", "5s", "-1", "601", "10.0.0.0/8", "1,5"] {
            assert_eq!(
                parse_number::<u32>(text, 0, 600),
                Err("Write a whole number from 0 to 600.".to_owned()),
                "{text}"
            );
        }
    }
}
