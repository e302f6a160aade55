//! Bytes that no mail server should send.

use crate::server::bounces::report::Kind::{Bounced, Other};
use crate::server::bounces::report::read;

const SAMPLE: &[u8] = include_bytes!("../data/bounces/lhost-office365-04.eml");

#[test]
fn no_bytes_are_too_bad_to_read() {
    let mega = |text: &str| text.repeat(10_000_000 / text.len()).into_bytes();
    let nested = |mime: &str| format!("From: postmaster@x\nContent-Type: {mime}\n\n").repeat(100_000).into_bytes();
    let boundaries =
        (0..50_000).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n")).collect::<String>();
    let rows = [SAMPLE.split(|byte| *byte == b'\n').next().unwrap_or_default(), b"\n\n"].concat();
    for (name, bytes) in [
        ("nothing", Vec::new()),
        ("no headers", b"\n\nhello".to_vec()),
        ("NUL", vec![0; 1_000_000]),
        ("UTF-16", "From: a@b\n\nhello".encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("10 MB of a header", mega("From:")),
        ("10 MB of headers", mega("From: <>\n")),
        ("10 MB of one header's lines", [b"Subject: ".to_vec(), mega("=?utf-8?q?x?=\n ")].concat()),
        ("10 MB of addresses", [b"To: ".to_vec(), mega("a@b, ")].concat()),
        ("10 MB of brackets", [b"References: ".to_vec(), mega("<")].concat()),
        ("10 MB of parentheses", [b"To: ".to_vec(), mega("(")].concat()),
        ("messages in messages", nested("message/rfc822")),
        ("messages in digests", nested("multipart/digest; boundary=b")),
        ("parts in parts", boundaries.into_bytes()),
        ("parts without a boundary", nested("multipart/mixed")),
        ("parts that never end", [b"Content-Type: multipart/mixed; boundary=b\n\n".to_vec(), mega("--b\n\n")].concat()),
        ("HTML", [b"From: postmaster@x\nContent-Type: text/html\n\n".to_vec(), mega("<div><a ")].concat()),
        ("codes", [b"From: postmaster@x\n\na@b.example\n".to_vec(), mega("550 5.1.1 550-")].concat()),
        ("lines", [b"From: postmaster@x\n\nThis is the mail system at host x\n".to_vec(), mega("\n<a@b>:\n")].concat()),
        (
            "recipients",
            [
                b"From: postmaster@x\nContent-Type: message/delivery-status\n\n".to_vec(),
                mega("Final-Recipient: rfc822; a@b\nAction: x\n\n"),
            ]
            .concat(),
        ),
        ("lines of one header", rows.repeat(10_000)),
    ] {
        let begun = std::time::Instant::now();
        let report = read(&bytes);
        let places = report.addresses.len().max(report.message_ids.len());
        assert!(places <= 50 && report.reply.len() <= 1100, "{name}: {places} {}", report.reply.len());
        println!("{name}: {:?} {:?}", begun.elapsed(), report.kind);
    }
}

#[test]
fn a_message_cut_short_is_never_worse_than_itself() {
    for end in (0..SAMPLE.len()).step_by(97) {
        let kind = read(&SAMPLE[..end]).kind;
        assert!(
            matches!(kind, Bounced | Other)
                || kind == crate::server::bounces::report::Kind::AutomaticReply
                || kind == crate::server::bounces::report::Kind::Returned,
            "{end}: {kind:?}"
        );
    }
}

#[test]
fn any_byte_may_be_any_other() {
    // The same in each run: a linear congruential generator.
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below.max(1)
    };
    for sample in [
        SAMPLE,
        include_bytes!("../data/bounces/lhost-qmail-01.eml"),
        include_bytes!("../data/bounces/arf-01.eml"),
        include_bytes!("../data/bounces/lhost-postfix-04.eml"),
    ] {
        for _ in 0..100 {
            let mut bytes = sample.to_vec();
            for _ in 0..20 {
                let at = random(bytes.len());
                bytes[at] = u8::try_from(random(256)).unwrap_or_default();
            }
            let _ = read(&bytes);
        }
    }
}
