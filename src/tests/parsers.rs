//! Property tests of all parsers of external input: they never panic, and what they accept keeps its promise. Failures
//! that these found have a case of their own beside the parser.

use super::app::{Engine, TestApp};
use super::fake_smtp::{Act, Play, Sink, Stage, through_within};
use super::scaled_runs;
use super::time_limits::scaled;
use crate::domain::email::{self, EmailAddress};
use crate::domain::language::Language;
use crate::domain::links;
use crate::domain::organisation::accent::Accent;
use crate::domain::templates::text::{self, TemplateKind};
use crate::domain::text::{JobTitle, LastName};
use crate::domain::time::{DAY, Timestamp};
use crate::request::cookies::{self, Purpose};
use crate::server::imports::table::{MAX_COLUMNS, MAX_ROWS, Table};
use crate::server::mailer::outcome::SendOutcome;
use crate::server::mailer::render::{self, Values};
use crate::server::mailer::smtp::SmtpSession;
use crate::server::mailer::template::Template;
use crate::server::mailer::transport::OutgoingEmail;
use crate::server::organisation::logo;
use crate::server::platform::token::PlainToken;
use crate::server::platform::{client, cursor, markdown, time_zone};
use http::{HeaderMap, header};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::fmt::Debug;
use std::time::Duration;

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: u32::try_from(scaled_runs::size("CASES", 256)).unwrap(),
        rng_seed: RngSeed::Fixed(scaled_runs::seed()),
        // The seed repeats a failure; what it found becomes a case of its own.
        failure_persistence: None,
        ..Config::default()
    })
}

/// Checks `test` on many values; a failure shows the smallest that fails.
fn hold<S: Strategy>(parser: &str, values: S, test: impl Fn(S::Value)) {
    let mut runner = runner();
    let cases = runner.config().cases;
    let outcome = runner.run(&values, |value| {
        test(value);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{parser}, seed {}: {failure}", scaled_runs::seed()));
    scaled_runs::held("Parsers", None, &format!("{parser}: {cases} generated inputs"));
}

/// Some values, for tests that talk to a server about each.
fn some<S: Strategy<Value: Debug>>(values: S, every: u32) -> Vec<S::Value> {
    so_many(values, scaled_runs::size("CASES", 256) / every as usize).collect()
}

/// So many values, the same ones with the same seed.
pub(super) fn so_many<S: Strategy<Value: Debug>>(values: S, count: usize) -> impl Iterator<Item = S::Value> {
    let mut runner = runner();
    (0..count).map(move |_| values.new_tree(&mut runner).unwrap().current())
}

/// Texts of pieces that mean something to a parser, with dots between them here, and of anything else.
pub(super) fn text(pieces: &'static str) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(pieces.split('·').collect::<Vec<_>>()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[ -~]{0,8}",
    ];
    vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

/// The same with bytes that are no text.
fn bytes(pieces: &'static [&'static [u8]]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![4 => select(pieces).prop_map(<[u8]>::to_vec), 1 => vec(any::<u8>(), 0..6)];
    vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

#[test]
fn an_address_that_is_taken_is_one_that_mail_can_be_sent_to() {
    let pieces =
        "ana·A.b·@·.·..·alder.example·xn--bcher-kva·\"·<·>·,·;· ·\r\n·\0·é·münchen·mailto:·＠·\u{200b}·-·_·+·'·(·)·:·1";
    hold("Email addresses", text(pieces), |raw| {
        let Ok(address) = EmailAddress::parse(&raw) else { return };
        let delivered = email::delivered(address.as_str());
        assert!(delivered.bytes().all(|byte| byte.is_ascii_graphic()), "{raw:?}");
        assert!(!address.as_str().contains(|c: char| c.is_whitespace() || c.is_control()), "{raw:?}");
        assert_eq!(address.as_str().matches('@').count(), 1, "{raw:?}");
        assert_eq!(EmailAddress::parse(address.as_str()).as_ref(), Ok(&address), "{raw:?}");
        assert_eq!(EmailAddress::parse(&address.key()).unwrap().key(), address.key());
        assert_eq!(email::key(&delivered), address.key());
        delivered.parse::<lettre::Address>().unwrap();
    });
}

#[test]
fn a_template_is_data_or_is_refused_at_its_place() {
    let pieces = "{{·}}·{{ contact_first_name | there }}·{{ partner_name }}·{{ activation_link }}·|· ·\n\n·**·[x](·)·<b title=\"·`·# ·{%·${7*7}·{{ 7*7 }}·\u{E000}·\u{E001}·1·é·```\n·https://·javascript:";
    let hostile = "<script>alert(1)</script>\"'`*[x](javascript:alert(1)) {{ partner_name }}";
    let values = Values {
        contact_first_name: hostile.to_owned(),
        contact_last_name: String::new(),
        partner_name: hostile.to_owned(),
        organisation_name: hostile.to_owned(),
        inviter_name: hostile.to_owned(),
        manager_name: hostile.to_owned(),
        link: "https://acme.example/activate/abc".to_owned(),
        expires_on: "29 Nov 2026".to_owned(),
        accent: Accent::default(),
        note: hostile.to_owned(),
    };
    let kind = TemplateKind::Invitation;
    let link = scraper::Selector::parse("a").unwrap();
    hold("Templates", (text(pieces), text(pieces)), |(subject, body)| {
        for source in [&subject, &body] {
            let problems = text::problems(source, kind);
            // A link that is a part of something else is refused, and yet read: older templates may have one.
            assert!(text::parse(source, kind).is_ok() || !problems.is_empty(), "{source:?}");
            assert!(problems.iter().all(|problem| !problem.explain(source).is_empty()), "{source:?}");
        }
        let template = Template::shipped(kind, Language::default(), &subject, &body);
        let Ok(message) = render::render(&template, &values) else {
            let is_sound = |source| text::problems(source, kind).is_empty();
            assert!(!is_sound(&subject) || !is_sound(&body), "{subject:?} {body:?} can be saved and not be sent");
            return;
        };
        assert!(!message.subject.contains(['\r', '\n']), "{subject:?}");
        assert!(!message.html.contains("<script") && !message.html.contains("href=\"javascript"), "{body:?}");
        let page = scraper::Html::parse_document(&message.html);
        let mut links = page.select(&link).filter_map(|found| found.value().attr("href"));
        assert!(links.any(|to| to == values.link), "{body:?}: {}", message.html);
        assert!(message.text.contains(&values.link), "{body:?}");
        let is_whole = |word: &str| word == values.link || !word.contains("activate/abc");
        assert!(message.text.split_whitespace().all(is_whole), "{body:?}: {}", message.text);
    });
}

#[test]
fn prose_becomes_no_more_than_prose() {
    let pieces = "<script>·</·javascript:·[x](·)·![·](·`·```·\n·\n\n·# ·> ·- ·1. ·&#x6a;·\"·'· onload=·<a href=·https://a.example·mailto:·<!--·-->·\\·|·~~·*·_·[x]: ·<https://·>·\0";
    let element = scraper::Selector::parse("body *").unwrap();
    hold("Markdown", text(pieces), |source| {
        let page = scraper::Html::parse_document(&markdown::page(&source));
        for found in page.select(&element).map(|found| found.value()) {
            let allowed = ["p", "h2", "h3", "h4", "h5", "h6", "em", "strong", "del", "a", "ul", "ol", "li"];
            let more = ["blockquote", "pre", "code", "hr", "br"];
            assert!(allowed.contains(&found.name()) || more.contains(&found.name()), "{source:?}: {found:?}");
            for (name, value) in found.attrs() {
                match name {
                    "href" => assert_eq!(value, markdown::safe_address(value), "{source:?}"),
                    "start" => assert!(value.parse::<u32>().is_ok(), "{source:?}"),
                    _ => panic!("{source:?}: {found:?}"),
                }
            }
        }
    });
}

#[test]
fn a_token_is_what_was_minted_in_form_and_nothing_else() {
    let pieces = "A·b9-_·0123456789·=·+·/·%00·\0· ·0123456789012345678901234567890123456789";
    hold("Tokens", text(pieces), |raw| {
        let shaped = raw.len() == 43 && raw.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        let parsed = PlainToken::parse(&raw);
        assert_eq!(parsed.is_some(), shaped, "{raw:?}");
        assert!(parsed.is_none_or(|token| token.expose() == raw));
    });
}

#[test]
fn a_spreadsheet_is_read_within_its_bounds_or_refused() {
    let pieces: &'static [&'static [u8]] = &[
        b"name",
        b"email",
        b"first name",
        b"status",
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r\n",
        b"\"",
        b"\"\"",
        b"'=",
        b"\0",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"ana@alder.example",
        b"Alder",
        b"\xe9",
        b" ",
    ];
    hold("Spreadsheets", bytes(pieces), |file| {
        let Ok(table) = Table::of_text(file.as_slice()) else { return };
        assert!(table.rows.len() <= MAX_ROWS && table.head.len() <= MAX_COLUMNS);
        assert!(table.rows.iter().all(|row| row.cells.len() <= table.head.len()), "{file:?}");
        assert!(table.rows.iter().flat_map(|row| &row.cells).all(|cell| !cell.contains('\0')), "{file:?}");
    });
}

#[test]
fn a_picture_is_recognised_or_refused() {
    let pieces: &'static [&'static [u8]] = &[
        b"\x89PNG\r\n\x1a\n",
        b"\0\0\0\x0dIHDR",
        b"\xff\xd8",
        b"\xff\xc0",
        b"\xff\xff",
        b"\0\x11\x08",
        b"RIFF",
        b"WEBP",
        b"VP8 ",
        b"VP8L",
        b"VP8X",
        b"\0\0\0\x40",
        b"\x9d\x01\x2a",
        b"\xff\xda",
        b"\0\x02",
        b"\0\0",
    ];
    hold("Images", bytes(pieces), |file| {
        if let Ok(picture) = logo::parse(&file) {
            assert!((16..=4096).contains(&picture.width) && (16..=4096).contains(&picture.height), "{file:?}");
        }
    });
}

#[test]
fn days_times_and_places_in_lists_are_read_or_refused() {
    let pieces = "2026·-·11·31·02·T·:·09:00·Z·+01:00·[Europe/Berlin]·0·9999· ·é";
    let now = Timestamp(1_795_356_129_000_000);
    hold("Dates and times", (text(pieces), text("Europe/·Berlin·UTC·../·\0·Etc/GMT+1")), |(raw, zone)| {
        if let Some(day) = Timestamp::parse_day(&raw) {
            assert_eq!(Timestamp::parse_day(&day.rfc3339()[..10]), Some(day), "{raw:?}");
        }
        if let Ok(at) = time_zone::instant(&raw, &zone, now) {
            assert!(at > now && at <= now.plus(91 * DAY), "{raw:?} in {zone:?}");
        }
        if let Some((at, id)) = cursor::decode(&raw) {
            assert_eq!(cursor::decode(&cursor::encode(at, id)), Some((at, id)));
        }
        assert!(client::browser_name(&raw).len() <= raw.len() + 100, "{raw:?}");
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cookie_is_found_among_any_others() {
    TestApp::run(Engine::Sqlite, async |app: &TestApp| {
        let pieces: &'static [&'static [u8]] = &[
            b"gangway_session",
            b"gangway_flash",
            b"=",
            b"; ",
            b";",
            b"\"",
            b"%00",
            b"a",
            b" ",
            b",",
            b"\xff",
            b"\t",
            b"gangway_session=",
            b"$Version=1",
            b"__Host-",
        ];
        hold("Cookies", (bytes(pieces), "[A-Za-z0-9_-]{1,43}"), |(others, value)| {
            let mut headers = HeaderMap::new();
            let others = header::HeaderValue::from_bytes(&others);
            if let Ok(others) = &others {
                headers.append(header::COOKIE, others.clone());
            }
            for purpose in [Purpose::Session, Purpose::Activation, Purpose::Flash] {
                let _ = cookies::read(&app.state, &headers, purpose);
            }
            let ours = cookies::set(&app.state, Purpose::Reset, &value);
            let ours = ours.to_str().unwrap().split(';').next().unwrap();
            headers.append(header::COOKIE, ours.parse().unwrap());
            assert_eq!(cookies::read(&app.state, &headers, Purpose::Reset), Some(value));
        });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_form_is_answered() {
    TestApp::run(Engine::Sqlite, async |app: &TestApp| {
        let (_, maya) = app.maya().await;
        let pieces: &'static [&'static [u8]] = &[
            b"form",
            b"[",
            b"]",
            b"=",
            b"&",
            b"%5B",
            b"%5D",
            b"%00",
            b"%ff",
            b"%",
            b"+",
            b"name",
            b"email",
            b"draft",
            b"id",
            b"ids",
            b"person",
            b"partner",
            b"0",
            b"on",
            b"a@b.example",
            b"\xff",
            b"\0",
            b"form[name]=",
            b"form[email]=",
            b"019a0000-0000-7000-8000-000000000000",
            b"&form[",
        ];
        let endpoints: Vec<String> =
            leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
        let endpoints: Vec<String> = endpoints.into_iter().filter(|path| path != "/api/account/sign-out").collect();
        let forms = some((select(endpoints), bytes(pieces), vec(any::<u8>(), 0..40)), 2);
        let count = forms.len();
        for (endpoint, body, strange) in forms {
            let mut request = maya.form_request(&endpoint, &[]).header("accept", "application/json");
            for name in ["user-agent", "x-forwarded-for", "accept-language"] {
                if let Ok(value) = header::HeaderValue::from_bytes(&strange) {
                    request = request.header(name, value);
                }
            }
            let status = request.body(body.clone()).send().await.unwrap().status().as_u16();
            let shown = String::from_utf8_lossy(&body);
            assert!(status < 500, "{endpoint} answers {status} to {shown:?}, seed {}", scaled_runs::seed());
        }
        scaled_runs::held("Parsers", None, &format!("Forms and headers: {count} generated requests, each answered"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_reply_of_a_mail_server_is_taken_for_what_it_says() {
    TestApp::run(Engine::Sqlite, async |app: &TestApp| {
        let pieces: &'static [&'static [u8]] = &[
            b"250", b"250 ", b"250-", b"220 ", b"354 ", b"421 ", b"450 ", b"550 ", b"5.1.1 ", b"999 ", b"000", b"\r\n",
            b"\n", b"\r", b"ok", b"\xff", b"\0", b"-", b" ",
        ];
        const STAGES: [Stage; 6] =
            [Stage::Greeting, Stage::Hello, Stage::Sender, Stage::Recipient, Stage::Data, Stage::Dot];
        let replies = some((select(&STAGES[..]), bytes(pieces)), 2);
        let count = replies.len();
        let sink = Sink::start([]).await;
        // Some replies never end: for those we wait as long as this.
        let mailer = through_within(app, &sink, scaled(Duration::from_millis(250))).mailer;
        let shipped = crate::server::mailer::default_templates::template(TemplateKind::Invitation, Language::default());
        let letter = OutgoingEmail {
            to_name: "Ana Ruiz".to_owned(),
            to: "ana@alder.example".to_owned(),
            reply_to: None,
            return_path: None,
            message_id: "one@gangway.example".to_owned(),
            in_reply_to: None,
            date: app.state.now(),
            message: render::plain("Acme", Language::English, "Hello", &shipped.subject, "https://acme.example/")
                .unwrap(),
        };
        for (stage, reply) in replies {
            // Whatever it says, it says no more after that.
            let line = [&*reply, b"\r\n"].concat();
            sink.go_on([Play::At(stage, Act::Write(line.clone()))], Play::Accept);
            let outcome = mailer.deliver(&letter, &mut SmtpSession::default()).await;
            let shown = String::from_utf8_lossy(&line);
            // Where the codes of several lines differ, the last one counts.
            let is_yes = line.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"2"));
            match outcome {
                SendOutcome::Accepted(_) if stage == Stage::Dot => assert!(is_yes, "{shown:?}"),
                SendOutcome::Refused(_) => assert!(line.contains(&b'5'), "{stage:?} {shown:?}"),
                _ => {}
            }
        }
        scaled_runs::held("Parsers", None, &format!("SMTP replies: {count} generated, none mistaken for acceptance"));
    })
    .await;
}

/// A host in any script, and whatever surrounds it.
fn texts_with_a_host() -> impl Strategy<Value = (String, String)> {
    let before = "[ \"(,;]{0,2}[A-Za-zÀ-ÿа-я]{0,6}[ \"(,;]";
    let top = select(vec!["com", "COM", "de", "рф", "中国", "xn--p1ai", "zip", "ｃｏｍ"]);
    let dot = select(vec!['.', '\u{3002}', '\u{FF0E}', '\u{FF61}', '\u{2024}', '\u{FE52}']);
    let parts = (before, "[a-z0-9]{1,10}(-[a-z0-9]{1,5})?", dot, top, "([ ,;:!?)/\"].{0,6})?");
    parts.prop_map(|(before, host, dot, top, after)| {
        let host = [&host, &*dot.to_string(), top].concat();
        ([&before, host.as_str(), &after].concat(), host)
    })
}

#[test]
fn links_are_found_and_broken_wherever_they_stand() {
    hold("Links in names", texts_with_a_host(), |(text, host)| {
        assert!(links::holds_link(&text) && links::holds_web_address(&text), "{text:?}");
        assert!(LastName::parse(&text).is_err() && JobTitle::parse(&text).is_err(), "{text:?}");
        assert!(!links::unlinked(&text).contains(&host), "{text:?}");
    });
    hold("Texts without links", any::<String>(), |text| {
        let seen = |text: &str| text.replace('\u{2060}', "");
        assert_eq!(seen(&links::unlinked(&text)), seen(&text), "what is seen stays");
    });
    let names = ("([A-Z]\\.){0,4}", "( ?[A-Z][a-z]{2,9}son){1,2}", "(,? (Jr\\.|Sr\\.|Ph\\.D\\.|M\\.D\\.))?");
    hold("Names with initials", names, |(initials, name, title)| {
        let name = [initials, name, title].concat();
        assert!(LastName::parse(name.trim()).is_ok(), "{name:?}");
        assert_eq!(links::unlinked(&name), name);
    });
}
