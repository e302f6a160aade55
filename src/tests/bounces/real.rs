//! Messages of the public collection sisimai/set-of-emails (see LICENSE), and what a reader says they are.

use crate::server::bounces::report::Kind::{self, *};
use crate::server::bounces::report::read;

/// File, what it is, the form that says so, and what the reader went by.
const EXPECTED: &[(&str, Kind, &str, &str)] = &[
    ("arf-01", Complaint, "RFC 5965", "Feedback-Type: abuse"),
    ("arf-12", Other, "RFC 5965", "opt-out"),
    ("arf-16", Complaint, "RFC 5965", "Feedback-Type: abuse"),
    ("lhost-amazonses-01", Returned, "RFC 3464", "the sender was denied access: 5.7.1 inside of a 5.1.0"),
    ("lhost-amazonses-05", Bounced, "RFC 3464", "user unknown"),
    ("lhost-amazonses-08", Returned, "RFC 3464", "5.7.9 rejected"),
    ("lhost-barracuda-01", Returned, "RFC 3464", "content, UBE"),
    ("lhost-courier-01", Bounced, "RFC 3464", "user unknown"),
    ("lhost-courier-04", Bounced, "RFC 3464", "no such domain"),
    ("lhost-domino-01", Bounced, "HCL Domino", "not listed in the directory"),
    ("lhost-exchange2003-01", Bounced, "Microsoft Exchange", "unknown recipient"),
    ("lhost-exchange2003-04", Bounced, "Microsoft Exchange", "recipient not found"),
    ("lhost-exchange2007-01", Bounced, "RFC 3464", "RecipNotFound"),
    ("lhost-exchange2007-04", Bounced, "RFC 3464", "takes email from its own people only"),
    ("lhost-exchange2007-07", Bounced, "RFC 3464", "RecipNotFound, in Italian"),
    ("lhost-exim-01", Returned, "Exim", "the network of the sender"),
    ("lhost-exim-04", Returned, "Exim", "the network of the sender"),
    ("lhost-exim-07", Returned, "Exim", "mailbox is full"),
    ("lhost-gmail-01", Bounced, "Gmail", "user unknown"),
    ("lhost-gmail-05", Returned, "Gmail", "5.7.1 access denied"),
    ("lhost-gmail-08", Delayed, "Gmail", "a warning only"),
    ("lhost-gmx-01", Returned, "Exim", "mailbox full"),
    ("lhost-gmx-04", Returned, "Exim", "retry timeout"),
    ("lhost-mailru-01", Bounced, "Exim", "user unknown"),
    ("lhost-mailru-04", Bounced, "Exim", "user unknown"),
    ("lhost-mailru-07", Bounced, "Exim", "user unknown"),
    ("lhost-notes-01", Returned, "HCL Notes", "an error for a test"),
    ("lhost-office365-01", Bounced, "Microsoft Exchange", "RecipientNotFound"),
    ("lhost-office365-04", Bounced, "RFC 3464", "user unknown"),
    ("lhost-office365-07", Bounced, "RFC 3464", "user unknown"),
    ("lhost-opensmtpd-01", Bounced, "OpenSMTPD", "5.1.1"),
    ("lhost-opensmtpd-04", Delayed, "OpenSMTPD", "delayed for more than 10 minutes"),
    ("lhost-opensmtpd-10", Bounced, "RFC 3464", "domain does not exist"),
    ("lhost-postfix-01", Bounced, "RFC 3464", "5.1.1 no such user"),
    ("lhost-postfix-04", Bounced, "RFC 3464", "5.1.1 address rejected"),
    ("lhost-postfix-07", Bounced, "Postfix text", "user unknown"),
    ("lhost-powermta-01", Bounced, "RFC 3464", "user unknown"),
    ("lhost-qmail-01", Bounced, "qmail (QSBMF)", "unknown user"),
    ("lhost-qmail-04", Returned, "qmail (QSBMF)", "our name was rejected"),
    ("lhost-qmail-07", Returned, "qmail (QSBMF)", "no connection"),
    ("lhost-receivingses-01", Bounced, "RFC 3464", "mailbox does not exist"),
    ("lhost-receivingses-04", Returned, "RFC 3464", "mailbox full"),
    ("lhost-receivingses-07", Returned, "RFC 3464", "filtered"),
    ("lhost-sendgrid-01", Bounced, "RFC 3464", "user unknown"),
    ("lhost-sendmail-01", Bounced, "RFC 3464", "user unknown"),
    ("lhost-sendmail-04", Returned, "RFC 3464", "the domain of the sender"),
    ("lhost-sendmail-07", Returned, "RFC 3464", "relay access denied"),
    ("lhost-x2-01", Bounced, "Yahoo", "no such account"),
    ("lhost-x2-04", Returned, "Yahoo", "over quota"),
    ("lhost-x2-07", Returned, "a mail server", "a loop"),
    ("lhost-yahoo-01", Bounced, "Yahoo", "user unknown"),
    ("lhost-yahoo-04", Returned, "Yahoo", "mailbox full"),
    ("lhost-yahoo-07", Bounced, "Yahoo", "user unknown"),
    ("lhost-yandex-01", Bounced, "RFC 3464", "user unknown"),
    ("lhost-zoho-01", Bounced, "Exim", "user unknown"),
    ("lhost-zoho-04", Delayed, "Exim", "will be retried"),
    ("rfc3464-01", Bounced, "RFC 3464", "user unknown"),
    ("rfc3464-06", Bounced, "RFC 3464", "unknown user, says mail.local"),
    ("rfc3464-09", Delayed, "RFC 3464", "Action: delayed"),
    ("rfc3834-01", AutomaticReply, "RFC 3834", "Auto-Submitted: auto-replied"),
    ("rfc3834-04", AutomaticReply, "Microsoft Exchange", "Subject: Automatic reply"),
    ("rhost-franceptt-01", Bounced, "RFC 3464", "invalid recipient"),
    ("rhost-franceptt-04", Returned, "Exim", "mail rejected"),
    ("rhost-franceptt-07", Returned, "RFC 3464", "421, try later"),
    ("rhost-google-01", Bounced, "RFC 3464", "account is disabled"),
    ("rhost-google-04", Returned, "RFC 3464", "SPF and DKIM of the sender"),
    ("rhost-google-07", Bounced, "RFC 3464", "account is inactive"),
    ("rhost-gsuite-01", Bounced, "RFC 3464", "5.1.0 address rejected"),
    ("rhost-gsuite-04", Returned, "RFC 3464", "no such domain, but a code that may pass: 4.0.0"),
    ("rhost-gsuite-07", Returned, "RFC 3464", "no connection"),
    ("rhost-microsoft-01", Returned, "RFC 3464", "the network of the sender"),
    ("rhost-microsoft-04", Returned, "RFC 3464", "DMARC of the sender"),
    ("rhost-mimecast-01", Returned, "RFC 3464", "the network of the sender"),
    ("rhost-outlook-01", Returned, "RFC 3464", "mailbox full"),
    ("rhost-outlook-04", Bounced, "RFC 3464", "user unknown; a second mailbox is full"),
    ("rhost-outlook-08", Bounced, "RFC 3464", "mailbox unavailable"),
];

#[test]
fn what_mail_servers_of_the_world_sent_back_is_told_apart() {
    let mut files: Vec<String> =
        std::fs::read_dir(FOLDER).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.retain(|file| file.ends_with(".eml"));
    assert_eq!(files.len(), EXPECTED.len());
    let mut wrong = Vec::new();
    for (file, kind, rule, why) in EXPECTED {
        let report = read(&std::fs::read(format!("{FOLDER}/{file}.eml")).unwrap());
        if (report.kind, report.rule) != (*kind, *rule) {
            wrong.push(format!(
                "{file}: {kind:?} by {rule} ({why}), not {:?} by {}: {}",
                report.kind, report.rule, report.reply
            ));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_report_says_whose_email_it_is_about_and_where_a_token_could_be() {
    let report = |file: &str| read(&std::fs::read(format!("{FOLDER}/{file}.eml")).unwrap());
    let postfix = report("lhost-postfix-07");
    assert_eq!(postfix.recipient.as_deref(), Some("kijitora@user.example.or.jp"));
    assert_eq!(postfix.reply, "550 <kijitora@user.example.or.jp>: User unknown");
    let powermta = report("lhost-powermta-01");
    assert_eq!(powermta.addresses, ["bounce-5899542-1206365-kijitora=example.jp@mail22.neko.example.net"]);
    assert_eq!(powermta.status, Some((5, 2, 1)));
    assert_eq!(powermta.message_ids, ["68b329da9893e34099c7d8ad59d65e762ff.20110917110726@mail22.neko.example.net"]);
    assert_eq!(report("lhost-mailru-01").message_ids, ["8F3CE2D8-D60E-48C3-B9AF-BED628EE2CA5@mail.example.ru"]);
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/data/bounces");
