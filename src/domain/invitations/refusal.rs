//! What a mail server means by refusing an email.

/// The reason in plain words, from the enhanced status code in `reply` (RFC 3463; the list is IANA's
/// registry), or else from its three-digit code (RFC 5321, section 4.2).
pub fn in_words(reply: &str) -> &'static str {
    match enhanced_code(reply) {
        Some((4, 7, _)) => t!(invitations::later),
        Some((_, 1, 1 | 6)) => t!(invitations::no_such_mailbox),
        Some((_, 1, 2 | 10) | (_, 4, 3 | 4)) => t!(invitations::no_email_at_domain),
        Some((_, 1, 3)) => t!(invitations::address_invalid),
        Some((_, 2, 1)) => t!(invitations::the_mailbox_is_disabled),
        Some((_, 2, 2)) => t!(invitations::the_mailbox_is_full),
        Some((_, 2, 3) | (_, 3, 4)) => t!(invitations::the_email_is_too_large),
        Some((_, 3, 1)) => t!(invitations::the_mail_server_has_no_room),
        Some((_, 4, 1 | 2 | 5)) => t!(invitations::the_mail_server_could_not_be),
        Some((_, 1, 7 | 8)) => t!(invitations::the_mail_server_does_not_accept),
        Some((_, 7, 1 | 26 | 27)) => t!(invitations::the_mail_server_refused_it_perhaps),
        Some((_, 7, 8)) => t!(invitations::the_mail_server_did_not_accept),
        Some((_, 7, _)) => t!(invitations::the_mail_server_refused_it_under),
        _ => match code(reply) {
            Some(550 | 551 | 553) => t!(invitations::the_mail_server_refused_the_address),
            Some(552 | 452) => t!(invitations::the_mailbox_is_full),
            Some(530 | 535) => t!(invitations::the_mail_server_did_not_accept),
            Some(500..=599) => t!(invitations::the_mail_server_refused_the_email),
            Some(400..=499) => t!(invitations::later),
            _ => t!(invitations::it_could_not_be_delivered),
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

/// The three numbers of `5.1.1`, anywhere in the reply.
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
