//! R30: every mail is what the standards call one, read here by two readers who did not write it: a
//! library, and the few lines below that know nothing but RFC 5322 and RFC 2045.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::names;
use crate::domain::text::{FirstName, LastName};
use crate::domain::time::Timestamp;
use crate::paths;
use crate::server::authz::Owner;
use crate::server::mailer::outcome::SendOutcome;
use crate::server::mailer::render::Message;
use crate::server::mailer::smtp::SmtpSession;
use crate::server::mailer::transport::{Mailer, OutgoingEmail};
use crate::tests::app::{START, TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::parsers::{so_many, text};
use crate::tests::received_email::{ReceivedEmail, path_of};
use crate::tests::scaled_runs;
use mail_parser::MessageParser;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

on_both_engines! {
    r30_every_mail_is_well_formed_and_its_link_works_from_both_parts,
    r30_an_address_that_mail_cannot_reach_is_refused_with_a_reason,
}

/// Names that are hard to fold, quote and encode.
const NAMES: [(&str, &str); 14] = [
    ("Ana", "Ruiz"),
    ("Zo\u{eb}", "N\u{fa}\u{f1}ez"),
    ("\u{674e}", "\u{5c0f}\u{9f99}"),
    ("\u{639}\u{644}\u{6cc}\u{200c}\u{631}\u{636}\u{627}", "\u{62a}\u{647}\u{631}\u{627}\u{646}\u{6cc}"),
    ("\u{1f468}\u{200d}\u{1f680}", "Astro"),
    ("O'Brien", "D\u{2019}Angelo"),
    ("\"Quoted\"", "Back\\slash"),
    ("Comma, Inc", "Semi; colon:"),
    ("(comment)", "<angle>"),
    ("a=b", "=x?"),
    (".", ".."),
    ("From", "Subject: x"),
    ("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschafers", "W"),
    ("\u{6f22}\u{6f22}\u{6f22}\u{6f22}\u{6f22}\u{6f22}\u{6f22}\u{6f22}\u{6f22}\u{6f22}\u{6f22}\u{6f22}", "\u{1f980}"),
];

/// A mail by the letter of the standards.
#[derive(Debug)]
struct Plain {
    headers: BTreeMap<String, String>,
    /// Type and decoded body, in their order.
    parts: Vec<(String, String)>,
}

/// `raw` split into header fields, unfolded, and what follows them.
fn split(raw: &str) -> (BTreeMap<String, String>, String) {
    let (head, body) = raw.split_once("\r\n\r\n").expect("an empty line ends the header");
    let mut headers = BTreeMap::new();
    for field in head.replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n") {
        let (name, value) = field.split_once(':').unwrap_or_else(|| panic!("no field: {field:?}"));
        assert!(!name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic()), "no name: {field:?}");
        let before = headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        assert_eq!(before, None, "{name} stands there twice");
    }
    (headers, body.to_owned())
}

/// RFC 2045, 6.7 and 6.8.
fn decode(body: &str, encoding: &str) -> String {
    match encoding {
        "7bit" => body.to_owned(),
        "quoted-printable" => {
            let text = body.replace("=\r\n", "");
            let mut bytes = Vec::new();
            let mut rest = text.as_bytes();
            while let Some((first, tail)) = rest.split_first() {
                if *first == b'=' {
                    let hex = std::str::from_utf8(&tail[..2]).unwrap();
                    bytes.push(u8::from_str_radix(hex, 16).unwrap_or_else(|_| panic!("={hex}")));
                    rest = &tail[2..];
                } else {
                    bytes.push(*first);
                    rest = tail;
                }
            }
            String::from_utf8(bytes).unwrap()
        }
        "base64" => {
            let mut bytes = Vec::new();
            let (mut bits, mut held) = (0_u32, 0);
            for c in body.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
                let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
                bits = bits << 6 | alphabet.iter().position(|letter| *letter == c).unwrap() as u32;
                held += 6;
                if held >= 8 {
                    held -= 8;
                    bytes.push((bits >> held) as u8);
                }
            }
            String::from_utf8(bytes).unwrap()
        }
        other => panic!("unknown encoding {other}"),
    }
}

/// Reads `raw`, which must keep to the letter of what goes over the wire.
fn read(raw: &str) -> Plain {
    assert!(raw.is_ascii(), "no 8-bit characters, which not every server takes");
    assert!(!raw.replace("\r\n", "").contains(['\r', '\n', '\0']), "lines end with CR LF");
    let longest = raw.split("\r\n").map(str::len).max().unwrap_or_default();
    assert!(longest <= 998, "RFC 5322 2.1.1: a line of {longest}");
    let (headers, body) = split(raw);
    for name in ["from", "to", "subject", "date", "message-id", "mime-version", "content-type"] {
        assert!(headers.get(name).is_some_and(|value| !value.is_empty()), "{name} is missing: {headers:#?}");
    }
    assert_eq!(headers["mime-version"], "1.0");
    assert_eq!(headers["auto-submitted"], "auto-generated", "RFC 3834: nobody's holiday notice answers");
    assert_eq!(headers["x-auto-response-suppress"], "OOF, AutoReply", "C20: nor does Exchange's, and failures come");
    let kind = &headers["content-type"];
    assert!(kind.starts_with("multipart/alternative"), "{kind}");
    let boundary = kind.split_once("boundary=").unwrap().1.trim_matches('"');
    let pieces: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    assert_eq!(pieces.len(), 4, "before, plain, HTML, after");
    assert!(pieces[3].starts_with("--"));
    let parts = pieces[1..3].iter().map(|piece| {
        let (headers, body) = split(piece.strip_prefix("\r\n").unwrap());
        let encoding = headers.get("content-transfer-encoding").map_or("7bit", String::as_str).to_ascii_lowercase();
        (headers["content-type"].clone(), decode(&body, &encoding))
    });
    let parts: Vec<_> = parts.collect();
    assert!(parts[0].0.starts_with("text/plain") && parts[1].0.starts_with("text/html"), "the plainest first");
    Plain { headers, parts }
}

fn links(text: &str) -> BTreeSet<String> {
    let pieces = text.split(|c: char| c.is_whitespace() || ['"', '<', '>', '\''].contains(&c));
    pieces.filter(|piece| piece.starts_with("http://127.0.0.1")).map(str::to_owned).collect()
}

/// Any name that a form takes, as it keeps it.
fn name() -> impl Strategy<Value = String> {
    let pieces = "Ana·Zo\u{eb}·\u{674e}·\u{5c0f}\u{9f99}·\u{639}\u{644}\u{6cc}·\u{200c}·\u{1f468}\u{200d}\u{1f680}·e\u{301}· ·\"·\\·,·;·:·<·>·(·)·@·=?·?=·=20·_·.·'·a very long word that goes on·\u{6f22}\u{6f22}\u{6f22}";
    let short = text(pieces).prop_map(|raw| raw.chars().take(FirstName::MAX).collect::<String>());
    short.prop_filter_map("no name", |raw| Some(FirstName::parse(&raw).ok()?.as_str().to_owned()))
}

/// Adds and invites all `people`, whose places in the whole list begin at `first`.
async fn invite(app: &TestApp, staff: &Owner, first: usize, people: &[(String, String)]) {
    for (n, (first_name, last_name)) in (first..).zip(people) {
        let mut details = app.details(&format!("{last_name} & {n}"), &format!("ana.{n}+x@xn--bcher-kva.example")).await;
        (details.contact.first_name, details.contact.last_name) = (first_name.clone(), last_name.clone());
        app.add(staff, details, Some(Delivery::Email)).await;
    }
}

/// Reads `message`, which was queued at `queued_at`, with both readers; returns its one link.
fn check(message: &ReceivedEmail, queued_at: Timestamp, people: &[(String, String)]) -> String {
    let plain = read(&message.raw);
    let parsed = MessageParser::default().parse(message.raw.as_bytes()).unwrap();
    let id = plain.headers["message-id"].trim_matches(['<', '>']);
    assert_eq!(id, message.message_id, "both readers agree");
    assert!(id.ends_with("@127.0.0.1"), "{id}");
    let date = parsed.date().unwrap().to_timestamp() * 1_000_000;
    assert!((date - queued_at.0).abs() < 60_000_000, "{}", plain.headers["date"]);
    assert!(plain.headers["from"].contains("<partners@acme.example>"), "{}", plain.headers["from"]);
    let tidy = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    assert_eq!(tidy(&plain.parts[0].1), tidy(&message.text), "both readers agree");
    assert_eq!(tidy(&plain.parts[1].1), tidy(&message.html), "both readers agree");
    let local = message.to.strip_suffix("+x@xn--bcher-kva.example").and_then(|local| local.strip_prefix("ana."));
    if let Some(n) = local {
        let (first_name, last_name) = &people[n.parse::<usize>().unwrap()];
        let to = parsed.to().unwrap().first().unwrap();
        // A dot is no last name.
        let name = names::full(first_name, LastName::parse(last_name).unwrap().as_str());
        assert_eq!(to.name(), Some(name.as_str()), "{}", plain.headers["to"]);
        assert_eq!(parsed.to().unwrap().iter().count(), 1);
        assert!(message.subject.starts_with(first_name), "{first_name:?}: {}", plain.headers["subject"]);
        assert!(plain.headers["reply-to"].contains("maya@acme.example"));
    }
    let (in_text, in_html) = (links(&plain.parts[0].1), links(&plain.parts[1].1));
    assert_eq!((in_text.len(), &in_text), (1, &in_html), "one link, whole, in both parts");
    in_text.into_iter().next().unwrap()
}

/// Whether `link` leads where it should.
async fn works(holder: &mut Browser, link: &str) -> bool {
    let page = holder.get(&path_of(link)).await;
    match link.contains("/activate/") {
        true => holder.call("/api/invitations/activation", &[]).await.body.starts_with("{\"ready\""),
        false => [200, 303].contains(&page.status),
    }
}

async fn r30_every_mail_is_well_formed_and_its_link_works_from_both_parts(app: &TestApp) {
    app.stay_in_memory().await;
    let (staff, mut maya) = app.maya().await;
    let known = NAMES.map(|(first, last)| (first.to_owned(), last.to_owned()));
    let count = scaled_runs::size("LETTERS", 40).max(NAMES.len());
    let people: Vec<_> = known.into_iter().chain(so_many((name(), name()), count - NAMES.len())).collect();
    let (mut ids, mut holder) = (BTreeSet::new(), app.browser());
    let mut first = 0;
    // Not all at once: they are long.
    for some in people.chunks(50) {
        invite(app, &staff, first, some).await;
        first += some.len();
        let (queued_at, emails) = (app.state.now(), app.emails().await);
        assert_eq!(emails.len(), some.len());
        for message in emails {
            let link = check(&message, queued_at, &people);
            assert!(works(&mut holder, &link).await, "{link}");
            assert!(ids.insert(message.message_id), "no two mails share an id");
        }
    }

    // And the other kinds.
    let colleague = [
        ("form[first_name]", "Vera"),
        ("form[last_name]", "V\u{f6}gel"),
        ("form[email]", "vera@acme.example"),
        ("form[role]", "viewer"),
        ("form[delivery]", "email"),
    ];
    assert!(maya.call("/api/staff/invite", &colleague).await.status < 400);
    app.browser().call("/api/account/forgot-password", &[("email", "maya@acme.example")]).await;
    holder.open(paths::ACTIVATE).await;
    holder.submit("/api/invitations/report", &[("comment", &"\u{e4}\u{1f980} long ".repeat(50))]).await;
    let (queued_at, emails) = (app.state.now(), app.emails().await);
    assert_eq!(emails.len(), 3);
    for message in emails {
        let link = check(&message, queued_at, &people);
        assert!(works(&mut maya, &link).await, "{link}");
        assert!(ids.insert(message.message_id), "no two mails share an id");
    }
    let what = format!("{} emails, each parsed by two parsers, each with one link that works", ids.len());
    scaled_runs::held("R30", Some(app.engine()), &what);
}

/// Whatever an author or a form lets through, lines stay short enough for every server.
#[tokio::test]
async fn r30_long_lines_and_strange_texts_leave_whole() {
    let pieces =
        "word·\u{e9}· ·\n·.\n·..·=·=3D·From ·>·\u{1f980}\u{200d}·\u{6f22}·--·=_·-·averylongwordthatgoesonandonandon";
    let strange = text(pieces).prop_map(|text| text.replace(|c: char| c.is_control() && c != '\n', ""));
    let count = scaled_runs::size("LETTERS", 100);
    let known = [
        "x".repeat(5_000),
        "\u{e9}".repeat(3_000),
        "word ".repeat(2_000),
        "=".repeat(2_000),
        ".\n..\n.\n".repeat(50),
        "From here\nFrom there\n".to_owned(),
        " trailing  \n".repeat(20),
        "\u{1f980}\u{200d}".repeat(500),
        String::new(),
    ];
    for text in known.into_iter().chain(so_many(strange, count)) {
        let sent = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let mailer = Mailer::Memory { sent: sent.clone(), from: "Acme <partners@acme.example>".parse().unwrap() };
        let letter = OutgoingEmail {
            to_name: text.chars().filter(|c| *c != '\n').take(160).collect(),
            to: "ana@alder.example".to_owned(),
            reply_to: None,
            return_path: None,
            message_id: "1@acme.example".to_owned(),
            in_reply_to: None,
            date: START,
            message: Message {
                subject: format!("x {}", text.split_whitespace().next().unwrap_or_default()),
                html: format!("<p>{text}</p>"),
                text: text.clone(),
            },
        };
        assert!(matches!(mailer.deliver(&letter, &mut SmtpSession::default()).await, SendOutcome::Accepted(_)));
        let raw = String::from_utf8(sent.lock().unwrap().remove(0)).unwrap();
        let plain = read(&raw);
        assert_eq!(plain.parts[0].1.replace("\r\n", "\n").trim_end(), text.trim_end());
        let parsed = MessageParser::default().parse(raw.as_bytes()).unwrap();
        assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), text.trim_end());
        let (subject, arrived) = (letter.message.subject.trim_end(), parsed.subject().unwrap().trim_end());
        // No template's subject is as long as those that are cut.
        assert!(subject.starts_with(arrived) && (arrived.len() >= 900 || arrived == subject), "{arrived:?}");
    }
    scaled_runs::held("R30", None, &format!("{count} unusual texts: each arrives unchanged"));
}

/// C24, C26: one recipient each, and the names and the subject as they were typed.
#[tokio::test]
async fn r25_c24_names_arrive_in_every_header_as_they_were_typed() {
    let eighty = "\u{e9}".repeat(80);
    let emoji = "\u{1f980}".repeat(40);
    let long = "W".repeat(120);
    for name in [
        "Ana \"Nani\" Ruiz, PhD <x>",
        "M\u{fc}ller; S\u{f6}hne",
        "=?utf-8?Q?x?=",
        "=?UTF-8?B?ZXZpbA==?= =?utf-8?q?two?=",
        "a =?x?= b",
        "=?utf-8?Q?unfinished",
        &eighty,
        &emoji,
        &long,
        "\u{639}\u{644}\u{6cc}\u{200c}\u{631}\u{636}\u{627}",
        "\u{6f22}\u{5b57} \u{304b}\u{306a}",
        "Acme: Partners (North), \\ & Co.",
        "ana@evil.example",
        "x\"; DROP TABLE",
        "\u{dc}ber \"Quoted, \u{e4}\"",
        "e\u{301}",
    ] {
        let sent = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let mailer = Mailer::Memory { sent: sent.clone(), from: "Acme <partners@acme.example>".parse().unwrap() };
        let message = Message { subject: format!("{name}, hello"), html: "<p>x</p>".to_owned(), text: "x".to_owned() };
        let outgoing = OutgoingEmail {
            to_name: name.to_owned(),
            to: "ana@alder.example".to_owned(),
            reply_to: Some((name.to_owned(), "maya@acme.example".to_owned())),
            return_path: None,
            message_id: "1@acme.example".to_owned(),
            in_reply_to: None,
            date: START,
            message,
        };
        assert!(matches!(mailer.deliver(&outgoing, &mut SmtpSession::default()).await, SendOutcome::Accepted(_)));
        let raw = String::from_utf8(sent.lock().unwrap().remove(0)).unwrap();
        let head = raw.split("\r\n\r\n").next().unwrap();
        read(&raw);
        let longest = head.split(char::is_whitespace).filter(|word| word.starts_with("=?")).map(str::len).max();
        assert!(longest.unwrap_or_default() <= 75, "RFC 2047 2: {longest:?} in {head}");
        let parsed = MessageParser::default().parse(raw.as_bytes()).unwrap();
        // A word joiner keeps apart what would be read as something else, and is not seen.
        let seen = |text: Option<&str>| text.unwrap_or_default().replace('\u{2060}', "");
        for (mailboxes, address) in [(parsed.to(), "ana@alder.example"), (parsed.reply_to(), "maya@acme.example")] {
            let mailboxes: Vec<_> = mailboxes.unwrap().iter().collect();
            assert_eq!(mailboxes.len(), 1, "{name}: {head}");
            assert_eq!((seen(mailboxes[0].name()), mailboxes[0].address()), (name.to_owned(), Some(address)), "{head}");
        }
        assert_eq!(seen(parsed.subject()), format!("{name}, hello"), "{head}");
    }
}

async fn r30_an_address_that_mail_cannot_reach_is_refused_with_a_reason(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let status = app.status("Prospect").await;
    for (email, reason) in [
        ("\u{e4}nna@alder.example", "plain letters"),
        ("\u{674e}@\u{4f8b}\u{5b50}.\u{6d4b}\u{8bd5}", "plain letters"),
        ("ana@localhost", "name@company.com"),
        ("ana@192.0.2.1", "name@company.com"),
    ] {
        let fields = [
            ("draft", "01990000-0000-7000-8000-000000000000"),
            ("form[name]", "Alder"),
            ("form[status]", &status),
            ("form[first_name]", "Ana"),
            ("form[last_name]", "Ruiz"),
            ("form[email]", email),
            ("form[access]", "on"),
        ];
        let answer = maya.call("/api/onboarding/details", &fields).await;
        assert!(answer.status == 422 && answer.body.contains(reason), "{email}: {answer:?}");
    }
    let international = app.details("B\u{fc}cher", "Ana.Ruiz+x@xn--bcher-kva.example").await;
    app.add(&staff, international, Some(Delivery::Email)).await;
    assert_eq!(app.message().await.to, "Ana.Ruiz+x@xn--bcher-kva.example", "its xn-- form is served as it is");
    let typed = app.details("M\u{fc}nchen", "ana@m\u{fc}nchen.example").await;
    let munich = app.add(&staff, typed, Some(Delivery::Email)).await;
    assert_eq!(app.message().await.to, "ana@xn--mnchen-3ya.example", "C38");
    let page = maya.open(&paths::partner(munich.partner)).await;
    assert!(page.text().contains("ana@m\u{fc}nchen.example"), "C38: shown in its letters: {}", page.text());
    for searched in ["ana@m\u{fc}nchen.example", "ana@xn--mnchen-3ya.example", "xn--mnchen-3ya", "MUNCHEN.example"] {
        let found = maya.open(&format!("{}?q={searched}", paths::PARTNERS)).await.text();
        assert!(found.contains("M\u{fc}nchen") && !found.contains("B\u{fc}cher"), "C38 {searched}: {found}");
        let queue = maya.open(&format!("{}?q={searched}", paths::MANAGE_MAIL)).await.text();
        assert!(searched.starts_with("MUN") || queue.contains("ana@m\u{fc}nchen.example"), "C38 {searched}: {queue}");
    }
}
