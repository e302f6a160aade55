//! R9: a link that was never made matches no account: neither an empty nor a malformed one, nor one that is one letter
//! away from a real one.

use crate::domain::auth::pending_email::Confirmation;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::Activation;
use crate::paths;
use crate::server::audit::record;
use crate::server::auth::{email_confirmations, password_resets, sessions};
use crate::server::invitations::activation;
use crate::server::platform::token::PlainToken;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::parsers::{so_many, text};
use crate::tests::people::PASSWORD;
use crate::tests::scaled_runs;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

const ACTIVATE: &str = "/api/invitations/activate";

on_both_engines! {
    r09_broken_links_find_nobody,
    r09_broken_forms_activate_nobody,
}

/// What has been taken for a link before.
const KNOWN: [&str; 15] = [
    "",
    "null",
    "undefined",
    "%00",
    "%c0%80",
    "0",
    "..",
    "%2e%2e",
    "AAAA",
    "0000000000000000000000000000000000000000000",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "' or 1=1 --",
    "%ff%fe",
    "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
];

/// Anything but one of `real`: of its shape and of none, and whatever is closest to it.
fn broken(real: &[String]) -> impl Strategy<Value = String> + use<> {
    let pieces = "A·b9-_·0123456789·=·+·/·%00·\0· ·..·null·0123456789012345678901234567890123456789·' or 1=1 --·é";
    let close = (select(real.to_vec()), 0..43_usize, "[A-Za-z0-9_-]", 0..8_u8);
    let close = close.prop_map(|(token, at, other, how)| {
        let (head, tail) = token.split_at(at);
        match how {
            0..=2 => [head, &other, &tail[1..]].concat(),
            3 => [head, &tail[1..]].concat(),
            4 => [head, &other, tail].concat(),
            5 => [tail, head].concat(),
            6 => token.to_ascii_uppercase(),
            // What the database keeps of it opens nothing.
            _ => URL_SAFE_NO_PAD.encode(PlainToken::parse(&token).unwrap().hash()),
        }
    });
    let real = real.to_vec();
    let any = prop_oneof![3 => text(pieces), 3 => "[A-Za-z0-9_-]{43}", 1 => "[A-Za-z0-9_-]{30,60}", 5 => close];
    any.prop_filter("a real one", move |raw| !real.contains(raw))
}

/// One real secret of each kind: Ana's link, and a reset, a new address and a session of Jo's.
async fn real_ones(app: &TestApp) -> [String; 4] {
    let staff = app.staff().await;
    let secret = |link: &str| link.rsplit('/').next().unwrap().to_owned();
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let blue = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Link)).await;
    let mut jo = app.browser();
    jo.open(&blue.link.unwrap()).await;
    jo.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    jo.call("/api/account/forgot-password", &[("email", &blue.email)]).await;
    let reset = app.message().await.link();
    let asked = [("form[email]", "jo@new.example"), ("form[current_password]", PASSWORD)];
    assert!(jo.call("/api/account/change-address", &asked).await.status < 400);
    let emails = app.emails().await;
    let address = emails.iter().find(|message| message.to == "jo@new.example").unwrap().link();
    [secret(&ana.link.unwrap()), secret(&reset), secret(&address), jo.cookies["gangway_session"].clone()]
}

/// What `raw` finds, at each of the doors.
async fn found(app: &TestApp, raw: &str) -> [bool; 4] {
    let (app, token) = (&app.state, PlainToken::parse(raw));
    let session = match &token {
        Some(token) => sessions::find(app, token).await.unwrap(),
        None => None,
    };
    [
        !matches!(activation::resolve_link(app, token.clone(), None).await.unwrap(), Activation::Unknown),
        password_resets::address(app, token.clone()).await.unwrap().is_some(),
        !matches!(email_confirmations::resolve_link(app, token, None).await.unwrap(), Confirmation::Unknown),
        session.is_some(),
    ]
}

/// The answers to a visitor with `raw` in the address and in the cookie, who sends each of the forms.
async fn answers(browser: &mut Browser, raw: &str, form: &[(String, String)]) -> BTreeSet<(&'static str, u16, String)> {
    let in_a_path = form_urlencoded::byte_serialize(raw.as_bytes()).collect::<String>();
    for path in [paths::activation_link(&in_a_path), paths::reset_link(&in_a_path), paths::address_link(&in_a_path)] {
        browser.get(&path).await;
    }
    let mut answers = BTreeSet::new();
    let in_a_cookie = raw.bytes().all(|byte| byte.is_ascii_graphic() && !b"\";,\\".contains(&byte)).then_some(raw);
    for (endpoint, cookie) in [
        (ACTIVATE, "gangway_activation"),
        ("/api/account/reset-password", "gangway_reset"),
        ("/api/account/confirm-address", "gangway_address"),
    ] {
        let by_link = browser.cookies.get(cookie).cloned().unwrap_or_default();
        for value in in_a_cookie.into_iter().chain([by_link.as_str()]) {
            browser.cookies.insert(cookie.to_owned(), value.to_owned());
            let request = browser.form_request(endpoint, form).header("accept", "application/json");
            let answer = request.send().await.unwrap();
            answers.insert((endpoint, answer.status().as_u16(), answer.text().await.unwrap()));
        }
    }
    answers
}

async fn r09_broken_links_find_nobody(app: &TestApp) {
    app.stay_in_memory().await;
    let real = real_ones(app).await;
    for (kind, secret) in real.iter().enumerate() {
        let only_this = [0, 1, 2, 3].map(|other| other == kind);
        assert_eq!(found(app, secret).await, only_this, "each opens what it is for and nothing else");
    }
    let count = scaled_runs::size("BROKEN", 300);
    for raw in KNOWN.map(str::to_owned).into_iter().chain(so_many(broken(&real), count)) {
        assert_eq!(found(app, &raw).await, [false; 4], "{raw:?}, seed {}", scaled_runs::seed());
    }

    let mut browser = app.browser();
    browser.open(&paths::activation_link(&real[0])).await;
    let mut form = browser.page.fill_in(ACTIVATE, &[("password", PASSWORD)]);
    form.push(("form[current_password]".to_owned(), PASSWORD.to_owned()));
    browser.cookies.clear();
    let sent = (count / 100).clamp(12, 500);
    let mut all = BTreeSet::new();
    let long = "A".repeat(20_000);
    let known = KNOWN.into_iter().chain([long.as_str()]).map(str::to_owned);
    for raw in known.chain(so_many(broken(&real), sent)) {
        all.extend(answers(&mut browser, &raw, &form).await);
        assert_eq!(all.len(), 3, "one answer a form: {raw:?} {all:#?}, seed {}", scaled_runs::seed());
    }
    assert!(all.iter().all(|(_, status, _)| *status == 409), "{all:?}");
    assert_eq!(record::count(&app.state, "activated").await.unwrap(), 1, "Jo, by a real one");
    for (kind, secret) in real.iter().enumerate() {
        assert!(found(app, secret).await[kind], "and the real ones still work");
    }
    let what = format!("{count} links that never existed, {sent} of them through the pages: none matched an account");
    scaled_runs::held("R9", Some(app.engine()), &what);
}

async fn r09_broken_forms_activate_nobody(app: &TestApp) {
    let staff = app.staff().await;
    let link = app.alder(&staff, Some(Delivery::Link)).await.link.unwrap();
    let shapes = [
        "",
        "form[password]=x",
        "form=1",
        "form[invitation]=&form[password]=",
        "form[invitation][]=a&form[password][]=b",
        "form[password]=a&form[password]=b",
        "%",
        "form[password",
        "[[[[",
        "form[a][b][c][d][e][f][g]=1",
        "\u{0}",
    ];
    for body in shapes {
        let mut browser = app.browser();
        browser.get(&link).await;
        let request = browser.form_request(ACTIVATE, &[]).header("accept", "application/json").body(body);
        let status = request.send().await.unwrap().status().as_u16();
        assert!((400..500).contains(&status), "{body:?}: {status}");
    }
    assert_eq!(app.active_contacts().await, 0);
}
