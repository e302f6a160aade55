//! What a mail server means by refusing an email.

/// The reason in plain words, from the enhanced status code in `reply` (RFC 3463; the list is IANA's
/// registry), or else from its three-digit code (RFC 5321, section 4.2).
pub fn in_words(reply: &str) -> &'static str {
    match enhanced_code(reply) {
        Some((4, 7, _)) => LATER,
        Some((_, 1, 1 | 6)) => "The mailbox does not exist.",
        Some((_, 1, 2 | 10) | (_, 4, 3 | 4)) => "The domain accepts no email.",
        Some((_, 1, 3)) => "The address is not valid.",
        Some((_, 2, 1)) => "The mailbox is disabled.",
        Some((_, 2, 2)) => "The mailbox is full.",
        Some((_, 2, 3) | (_, 3, 4)) => "The email is too large.",
        Some((_, 3, 1)) => "The mail server has no room left.",
        Some((_, 4, 1 | 2 | 5)) => "The mail server could not be reached.",
        Some((_, 1, 7 | 8)) => "The mail server does not accept the sender's address.",
        Some((_, 7, 1 | 26 | 27)) => "The mail server refused it, perhaps as spam.",
        Some((_, 7, 8)) => "The mail server did not accept our password.",
        Some((_, 7, _)) => "The mail server refused it under its rules.",
        _ => match code(reply) {
            Some(550 | 551 | 553) => "The mail server refused the address.",
            Some(552 | 452) => "The mailbox is full.",
            Some(530 | 535) => "The mail server did not accept our password.",
            Some(500..=599) => "The mail server refused the email.",
            Some(400..=499) => LATER,
            _ => "It could not be delivered.",
        },
    }
}

/// Whether it is the address that was refused for good, so that trying again is of no use.
pub fn is_of_address(reply: &str) -> bool {
    match enhanced_code(reply) {
        Some((5, 1, 1 | 2 | 3 | 6 | 10) | (5, 2, 1) | (5, 4, 4)) => true,
        Some(_) => false,
        None => matches!(code(reply), Some(550 | 551 | 553)),
    }
}

const LATER: &str = "The mail server asked us to try again later.";

/// The three numbers of `5.1.1`, wherever it stands.
fn enhanced_code(reply: &str) -> Option<(u16, u16, u16)> {
    reply.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(|word| {
        let mut numbers = word.trim_end_matches('.').split('.').map(str::parse::<u16>);
        let (Ok(class @ (4 | 5)), Ok(subject @ ..8), Ok(detail), None) =
            (numbers.next()?, numbers.next()?, numbers.next()?, numbers.next())
        else {
            return None;
        };
        Some((class, subject, detail))
    })
}

fn code(reply: &str) -> Option<u16> {
    reply.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 3).find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_refused_address_is_to_be_fixed() {
        for reply in ["550 5.1.1 unknown", "permanent error (550): no such user", "556 5.1.10 null MX"] {
            assert!(is_of_address(reply), "{reply}");
        }
        for reply in ["552 5.2.2 Over quota", "550 5.7.1 spam", "451 4.1.1 later", "Given up after 5 days. timeout", ""]
        {
            assert!(!is_of_address(reply), "{reply}");
        }
    }

    #[test]
    fn refusals_are_said_in_plain_words() {
        let cases = [
            (
                "permanent error (550): 5.1.1 <bo@alder.example>: Recipient address rejected",
                "The mailbox does not exist.",
            ),
            ("550-5.1.1 The email account that you tried to reach does not exist", "The mailbox does not exist."),
            ("552 5.2.2 Over quota", "The mailbox is full."),
            ("550 5.7.1 Message rejected as spam", "The mail server refused it, perhaps as spam."),
            ("554 5.7.509 Access denied, DMARC", "The mail server refused it under its rules."),
            ("556 5.1.10 Recipient address has null MX", "The domain accepts no email."),
            ("550 No such user here", "The mail server refused the address."),
            ("554 Transaction failed", "The mail server refused the email."),
            ("451 4.7.1 Greylisted, come back later", "The mail server asked us to try again later."),
            ("421 Too many connections", "The mail server asked us to try again later."),
            ("452 4.2.2 Mailbox full", "The mailbox is full."),
            ("connection to 10.1.1.1 refused", "It could not be delivered."),
            ("", "It could not be delivered."),
        ];
        for (reply, words) in cases {
            assert_eq!(in_words(reply), words, "{reply}");
        }
    }
}
