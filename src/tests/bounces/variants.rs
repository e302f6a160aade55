//! Messages as they could come, made up: forms that the collection has none of, and what looks like a report.

use crate::server::bounces::report::Kind::{self, *};
use crate::server::bounces::report::{Report, read};

fn of(headers: &str, body: &str) -> Report {
    read(format!("{headers}\n\n{body}").as_bytes())
}

const SERVER: &str = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: token@acme.example\nSubject: Undelivered Mail Returned to Sender";
const PERSON: &str = "Return-Path: <bo@birch.example>\nFrom: Bo <bo@birch.example>\nTo: token@acme.example";

fn report(fields: &str) -> String {
    format!(
        "--b\nContent-Type: text/plain\n\nYour email.\n\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.example\n\n{fields}\n\n--b\nContent-Type: text/rfc822-headers\n\n\
         Return-Path: <bounce+token@acme.example>\nMessage-ID: <token@acme.example>\n\n--b--\n"
    )
}

const MULTIPART: &str = "\nContent-Type: multipart/report; report-type=delivery-status; boundary=b";

#[test]
fn a_standard_report_says_what_became_of_an_email() {
    for (kind, fields) in [
        (
            Bounced,
            "Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unknown",
        ),
        (Bounced, "ACTION: Failed\nfinal-recipient: RFC822;<ana@alder.example>\nSTATUS: 5.1.1 (no such user)"),
        (Bounced, "Final-Recipient: rfc822; ana@alder.example\n\nAction: failed\nStatus: 5.1.1"),
        (
            Returned,
            "Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 full",
        ),
        (
            Returned,
            "Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 450 4.1.1 User unknown",
        ),
        (
            Returned,
            "Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 550 unknown",
        ),
        (
            Returned,
            "Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 spam",
        ),
        (Returned, "Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 5.0.0"),
        (
            Returned,
            "Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 unknown user or mailbox full",
        ),
        (Delayed, "Final-Recipient: rfc822; ana@alder.example\nAction: delayed\nStatus: 4.4.1"),
        (Delayed, "Final-Recipient: rfc822; ana@alder.example\nAction: delayed\nStatus: 5.1.1"),
        (Other, "Final-Recipient: rfc822; ana@alder.example\nAction: delivered\nStatus: 2.0.0"),
        (Other, "Final-Recipient: rfc822; ana@alder.example\nAction: relayed\nStatus: 2.0.0"),
        (Other, "Final-Recipient: rfc822; ana@alder.example\nAction: expanded\nStatus: 2.0.0"),
        (
            Bounced,
            "Final-Recipient: rfc822; bo@alder.example\nAction: delivered\nStatus: 2.0.0\n\n\
             Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 5.1.1",
        ),
    ] {
        let found = of(&[SERVER, MULTIPART].concat(), &report(fields));
        assert_eq!(found.kind, kind, "{fields}: {found:?}");
        assert_eq!(found.recipient.as_deref(), Some("ana@alder.example"), "{fields}");
        assert_eq!(found.message_ids, ["token@acme.example"]);
        assert_eq!(found.addresses, ["token@acme.example", "bounce+token@acme.example"]);
    }
}

#[test]
fn an_encoded_report_is_read() {
    let fields = "RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGFuYUBhbGRlci5leGFtcGxlCkFjdGlvbjogZmFpbGVk\nClN0YXR1czogNS4xLjEK";
    let body =
        format!("--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n{fields}\n--b--\n");
    assert_eq!(of(&[SERVER, MULTIPART].concat(), &body).kind, Bounced);
    let text = "This is the mail system at host mx.=\nexample.\n\n<ana@alder.example>: host mx said: 550 5.1.1 User unkn=\nown\n";
    let headers = [SERVER, "\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable"].concat();
    assert_eq!(of(&headers, text).kind, Bounced);
    let mut wide = [SERVER, "\nContent-Type: text/plain; charset=utf-16le\n\n"].concat().into_bytes();
    let text = "This is the mail system at host mx.\n\n<ana@alder.example>: host mx said: 550 5.1.1 User unknown\n";
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    assert_ne!(read(&wide).kind, AutomaticReply);
}

#[test]
fn forms_of_old_and_of_others_are_known() {
    for (kind, rule, text) in [
        (
            Bounced,
            "qmail (QSBMF)",
            "Hi. This is the qmail-send program at mx.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ana@alder.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n",
        ),
        (
            Returned,
            "qmail (QSBMF)",
            "Hi. This is the qmail-send program at mx.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ana@alder.example>:\nConnected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 no such user\n",
        ),
        (
            Bounced,
            "Exim",
            "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ana@alder.example\n    Unrouteable address\n",
        ),
        (
            Returned,
            "Exim",
            "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ana@alder.example\n    host mx.alder.example [192.0.2.1]\n    SMTP error from remote mail server after MAIL FROM:<p@acme.example>:\n    550 no such user\n",
        ),
        (
            Returned,
            "Exim",
            "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ana@alder.example\n    retry timeout exceeded\n",
        ),
        (
            Delayed,
            "Exim",
            "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.\n\nThe address to which the message has not yet been delivered is:\n\n  ana@alder.example\n    Delay reason: 450 4.2.0 greylisted\n\nNo action is required on your part.\n",
        ),
        (
            Returned,
            "Postfix text",
            "This is the mail system at host mx.\n\n<ana@alder.example>: host mx.alder.example[192.0.2.1] said: 550\n    rejected as spam (in reply to end of DATA command)\n",
        ),
        (
            Returned,
            "Postfix text",
            "This is the mail system at host mx.\n\n<ana@alder.example>: host mx.alder.example[192.0.2.1] said: 550 no (in reply to\n    end of DATA command)\n",
        ),
        (
            Bounced,
            "Microsoft Exchange",
            "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nana@alder.example<mailto:ana@alder.example>\nDie E-Mail-Adresse wurde nicht gefunden.\n\nDiagnoseinformationen für Administratoren:\n\nana@alder.example\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'\n",
        ),
        (
            Bounced,
            "sendmail",
            "   ----- The following addresses had permanent fatal errors -----\n<ana@alder.example>\n\n   ----- Transcript of session follows -----\n... while talking to mx.alder.example.:\n>>> RCPT To:<ana@alder.example>\n<<< 550 5.1.1 unknown\n550 5.1.1 <ana@alder.example>... User unknown\n",
        ),
        (
            Returned,
            "sendmail",
            "   ----- The following addresses had permanent fatal errors -----\n<ana@alder.example>\n\n   ----- Transcript of session follows -----\n... while talking to mx.alder.example.:\n>>> RCPT To:<ana@alder.example>\n<<< 550 5.7.1 Your IP 192.0.2.1 is blocked\n550 5.1.1 <ana@alder.example>... User unknown\n",
        ),
        (
            Bounced,
            "Oracle Messaging Server",
            "Your message cannot be delivered to the following recipients:\n\n  Recipient address: ana@alder.example\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 <ana@alder.example>... User Unknown\n",
        ),
        (
            Bounced,
            "MailMarshal",
            "Your message:\n   From:    p@acme.example\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n    ana@alder.example\n",
        ),
        (
            Bounced,
            "DragonFly Mail Agent",
            "This is the DragonFly Mail Agent v0.13 at mx.\n\nThere was an error delivering your mail to <ana@alder.example>.\n\nmx.alder.example [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 no such user\n",
        ),
        (Bounced, "RFC 5321 (a reply in the text)", "Hello, ana@alder.example is wrong:\n\n550 5.1.1 No such user\n"),
        (Returned, "a mail server", "Your message could not be delivered to ana@alder.example: unknown user\n"),
        (Returned, "a mail server", "Ihre Nachricht an ana@alder.example konnte nicht zugestellt werden.\n"),
    ] {
        let found = of(SERVER, text);
        assert_eq!((found.kind, found.rule), (kind, rule), "{text}: {found:?}");
    }
}

#[test]
fn what_looks_like_a_report_is_none() {
    let quoted = "This is the mail system at host mx.\n\n<ana@alder.example>: host mx said: 550 5.1.1 User unknown\n";
    let answer =
        format!("I got this, what now?\n\n{}", quoted.lines().map(|line| format!("> {line}\n")).collect::<String>());
    let attached = format!(
        "--c\nContent-Type: text/plain\n\nSee below.\n\n--c\nContent-Type: message/rfc822\n\n{SERVER}{MULTIPART}\n\n{}\n--c--\n",
        report("Final-Recipient: rfc822; ana@alder.example\nAction: failed\nStatus: 5.1.1")
    );
    for (kind, headers, body) in [
        (Other, format!("{PERSON}\nSubject: Re: Undelivered Mail Returned to Sender"), answer.clone()),
        (Other, format!("{PERSON}\nSubject: Delivery problems"), format!("Hello,\n\nyour email to me came back,\nI think.\nHere it is:\n\n{quoted}")),
        (Other, format!("{PERSON}\nSubject: Fwd: Undelivered Mail Returned to Sender"), quoted.to_owned()),
        (Other, format!("{PERSON}\nSubject: WG: Unzustellbar"), quoted.to_owned()),
        (Other, format!("{PERSON}\nSubject: Fwd: failure\nContent-Type: multipart/mixed; boundary=c"), attached),
        (Other, format!("{PERSON}\nList-Id: <mail.example>\nSubject: bounces"), quoted.to_owned()),
        (Other, format!("{PERSON}\nSubject: Hello"), "No such user 550 5.1.1, ha.".to_owned()),
        (Other, format!("{PERSON}\nSubject: Read: Invitation\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b"), "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ana@alder.example\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n".to_owned()),
        (Other, format!("{PERSON}\nSubject: News\nList-Unsubscribe: <mailto:off@birch.example>\nAuto-Submitted: auto-generated"), "News.".to_owned()),
        (AutomaticReply, format!("{PERSON}\nSubject: Ana left\nAuto-Submitted: auto-replied"), "User unknown here now: 550 5.1.1. Write to bo@birch.example.".to_owned()),
        (AutomaticReply, format!("{PERSON}\nSubject: Out of Office: Invitation"), "Back on Monday.".to_owned()),
        (AutomaticReply, format!("{PERSON}\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique_:_Invitation?="), "Absent.".to_owned()),
        (AutomaticReply, format!("{PERSON}\nSubject: Abwesenheitsnotiz: Einladung"), "Bin weg.".to_owned()),
        (AutomaticReply, format!("{PERSON}\nSubject: Re: Invitation\nPrecedence: auto_reply"), "Away.".to_owned()),
        (Other, format!("{PERSON}\nSubject: Re: Out of office"), "Enjoy.".to_owned()),
    ] {
        let found = of(&headers, &body);
        assert_eq!(found.kind, kind, "{headers}: {found:?}");
    }
}

#[test]
fn a_complaint_is_one_in_each_form() {
    let feedback = |kind: &str| {
        format!(
            "--b\nContent-Type: text/plain\n\nA report.\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: {kind}\nUser-Agent: x\nVersion: 1\nOriginal-Rcpt-To: ana@alder.example\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <token@acme.example>\nTo: ana@alder.example\n\nHello\n--b--\n"
        )
    };
    let headers = format!(
        "{PERSON}\nSubject: FW: Hello\nContent-Type: multipart/report; report-type=feedback-report; boundary=b"
    );
    for (kind, feedback_type) in [
        (Complaint, "abuse"),
        (Complaint, "fraud"),
        (Complaint, "virus"),
        (Other, "opt-out"),
        (Other, "not-spam"),
        (Other, "auth-failure"),
    ] {
        let found = of(&headers, &feedback(feedback_type));
        assert_eq!(found.kind, kind, "{feedback_type}");
        assert_eq!(found.recipient.as_deref(), Some("ana@alder.example"));
        assert_eq!(found.message_ids, ["token@acme.example"]);
    }
    let plain = of(
        &format!("{PERSON}\nSubject: Abuse report"),
        "Feedback-Type: abuse\nUser-Agent: x\nVersion: 1\n\nTo: ana@alder.example\n",
    );
    assert_eq!(plain.kind, Complaint);
    let outlook = of(
        "From: staff@hotmail.com\nTo: fbl@acme.example\nSubject: complaint about message from 192.0.2.1\nContent-Type: multipart/mixed; boundary=b",
        "--b\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: ana@alder.example\nMessage-ID: <token@acme.example>\n\nHello\n--b--\n",
    );
    assert_eq!((outlook.kind, outlook.recipient.as_deref()), (Complaint, Some("ana@alder.example")));
}

/// Half of the world's mail servers end lines in another way, and some mailbox files put a line before.
#[test]
fn line_ends_and_lines_before_matter_not() {
    let text = format!(
        "{SERVER}\n\nThis is the mail system at host mx.\n\n<ana@alder.example>: host mx said: 550 5.1.1 User unknown\n"
    );
    let kinds: Vec<Kind> = [
        text.clone(),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        format!("From MAILER-DAEMON Thu Jan 1\n{text}"),
        format!("\n\n{text}"),
    ]
    .iter()
    .map(|text| read(text.as_bytes()).kind)
    .collect();
    assert_eq!(kinds, [Bounced; 5]);
}

#[test]
fn forms_of_many_vendors_are_known() {
    let mut wrong = Vec::new();
    for (kind, text) in [
        // Active!hunter
        (
            Bounced,
            "  ----- The following addresses had permanent fatal errors -----\n\n>>> ana@alder.example <ana@alder.example>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n",
        ),
        // Biglobe
        (
            Returned,
            "   ----- The following addresses had delivery problems -----\nana@alder.example\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n",
        ),
        // EZweb
        (
            Bounced,
            "The user(s) account is disabled.\n\n<ana@alder.example>: 550 user unknown (in reply to RCPT TO command)\n",
        ),
        (
            Bounced,
            "Each of the following recipients was rejected by a remote mail server.\n\n    Recipient: <ana@alder.example>\n    >>> RCPT TO:<ana@alder.example>\n    <<< 550 <ana@alder.example>: User unknown\n",
        ),
        (
            Returned,
            "Your message was not delivered within 0 days and 1 hours.\nRemote host is not responding.\n\n<ana@alder.example>\n",
        ),
        // KDDI
        (
            Returned,
            "Your mail sent on: Thu, 29 Apr 2010 11:04:47 +0900\n    Could not be delivered to: <ana@alder.example>\n    As their mailbox is full.\n",
        ),
        // Facebook
        (
            Bounced,
            "This message was created automatically by Facebook.\n\nYour message to <ana@alder.example> failed: 550 5.1.1 RCP-P1 http://postmaster.example\n",
        ),
        // IMail
        (Bounced, "Unknown user: ana@alder.example\n\nOriginal message follows.\n\nFrom: p@acme.example\n"),
        (Returned, "User mailbox exceeds allowed size: ana@alder.example\n\nOriginal message follows.\n"),
        // InterScan
        (Bounced, "Sent <<< RCPT TO:<ana@alder.example>\nReceived >>> 550 5.1.1 <ana@alder.example>... user unknown\n"),
        // MailFoundry
        (
            Bounced,
            "Unable to deliver message to: <ana@alder.example>\nDelivery failed for the following reason:\nServer mx.alder.example[192.0.2.1] failed with: 550 <ana@alder.example> No such user here\n\nThis has been a permanent failure.  No further delivery attempts will be made.\n",
        ),
        // McAfee
        (
            Bounced,
            "   --- The following addresses had delivery problems ---\n\n<ana@alder.example>   (User unknown ana@alder.example)\n",
        ),
        // SurfControl
        (
            Bounced,
            "Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: ana@alder.example\n\nThu 29 Apr 2010 23:34:45 +0900\nFailed to send to identified host,\nana@alder.example: [192.0.2.5], 550 ana@alder.example... No such user\n--- Message non-deliverable.\n",
        ),
        // Verizon
        (Bounced, "Message could not be delivered to mobile.\nError: No valid recipients for this MM\n"),
        // Apache James
        (
            Bounced,
            "Message details:\n  Subject: Hello\n  MAIL FROM: p@acme.example\n  RCPT TO: ana@alder.example\n\nError message below:\n550 - Requested action not taken: no such user here\n",
        ),
        // MTA of unknown make (X1, X3, X6 of sisimai)
        (
            Returned,
            "The original message was received at Thu, 29 Apr 2010 23:34:45 +0900\nfrom p@acme.example\n\n---The following addresses had delivery errors---\n\nana@alder.example [mailbox full]\n",
        ),
        (
            Bounced,
            "      This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed permanently:\n\n  * ana@alder.example\n\n        Technical details:\n\nSMTP:RCPT host 192.0.2.8: 553 5.3.0 <ana@alder.example>... No such user here\n",
        ),
        (
            Bounced,
            "We had trouble delivering your message. Full details follow:\n\nSubject: 'Hello'\n\n1 error(s):\n\nSMTP Server <mx.alder.example> rejected recipient <ana@alder.example>\n  (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]\n",
        ),
        // m-FILTER
        (
            Bounced,
            "このメールは「m-FILTER」が自動的に生成して送信しています。\n以下のメールアドレスへの送信に失敗しました。\n\nana@alder.example\n\n-------server message\n550 5.1.1 unknown user <ana@alder.example>\n\n-------SMTP command\nDATA\n",
        ),
        // sendmail 5
        (
            Bounced,
            "   ----- Transcript of session follows -----\nWhile talking to mx.alder.example:\n>>> RCPT To:<ana@alder.example>\n<<< 550 <ana@alder.example>, User Unknown\n550 <ana@alder.example>... User unknown\n",
        ),
        // Bigfoot
        (
            Bounced,
            "   ----- Transcript of session follows -----\n>>> RCPT TO:<ana@alder.example>\n<<< 553 Invalid recipient ana@alder.example (Mode: normal)\n",
        ),
        // fml
        (Returned, "Duplicated Message-ID in <list@alder.example>.\n\nOriginal mail as follows:\n"),
        // Domino
        (
            Bounced,
            "Su mensaje\n\n  Asunto: Hola\n\nno se entregó a:\n\n  ana@alder.example\n\nporque:\n\n  El usuario ana (ana@alder.example) no se encuentra en el Directorio de Domino\n",
        ),
        // smail of T-Online
        (
            Bounced,
            "|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <ana@alder.example> ... unknown user\n|------------------------- Message text follows: ------------------------|\n",
        ),
        // Yandex, mail.ru
        (
            Bounced,
            "Это письмо создано автоматически сервером, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено:\n\n  ana@alder.example\n    550 5.1.1 Нет такого пользователя\n",
        ),
        // QQ
        (
            Bounced,
            "很抱歉，您的邮件被退回来了……\n\n收件人 ana@alder.example\n退信原因 550 Mailbox not found. http://service.mail.qq.com/\n",
        ),
        // Orange
        (
            Returned,
            "Votre message n'a pas pu être délivré à ana@alder.example\n\n552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]\n",
        ),
    ] {
        let found = of(SERVER, text);
        if found.kind != kind {
            wrong.push(format!("{kind:?}, not {:?} by {}: {}\n{text}", found.kind, found.rule, found.reply));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
