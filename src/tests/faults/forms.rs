//! What arrives is no text, or not what it says it is (F34, F35).

use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::time_limits::scaled;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::time::{Duration, Instant};

on_both_engines! {
    f34_a_text_is_kept_as_it_reads_or_refused,
    f35_bodies_of_other_kinds_are_not_even_read,
    f35_what_a_cookie_holds_is_read_with_care,
}

/// A first name as it is sent, and as it is kept; none where it is refused.
const NAMES: [(&str, Option<&str>); 18] = [
    ("%C3%85sa", Some("Åsa")),
    ("A%CC%8Asa", Some("A\u{30a}sa")),
    ("%D7%93%D7%95%D7%93", Some("דוד")),
    ("%F0%9F%A6%8A", Some("🦊")),
    ("%E2%80%8D%E0%A4%95", Some("क")),
    ("%E0%A4%95%E2%80%8D%E0%A4%96", Some("क\u{200d}ख")),
    ("%EF%BF%BD", Some("\u{fffd}")),
    ("a+b%2Bc", Some("a b+c")),
    ("O%27Neil+%26+%3Cb%3E", Some("O'Neil & <b>")),
    ("Robert%27);+drop+table+partner;--", Some("Robert'); drop table partner;--")),
    // What no one sees is dropped.
    ("a%00b", Some("ab")),
    ("%E2%80%AEevil", Some("evil")),
    ("%EF%BB%BFa", Some("a")),
    ("a%0Ab", Some("a b")),
    // Overlong, a lone surrogate, cut off, and no UTF-8 at all.
    ("%C0%AF", None),
    ("%ED%A0%80", None),
    ("a%E2%82", None),
    ("%FF%FE", None),
];

async fn f34_a_text_is_kept_as_it_reads_or_refused(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let known = app.alder(&staff, None::<Delivery>).await;
    let marks = "%CC%81".repeat(81);
    let storm = "%CC%81".repeat(64 << 10);
    let names = NAMES.into_iter().chain([(&*marks, None), (&*storm, None)]);
    for (n, (sent, kept)) in names.enumerate() {
        let email = format!("n{n}@alder.example");
        let body =
            format!("form[partner]={}&form[first_name]={sent}&form[last_name]=Ruiz&form[email]={email}", known.partner);
        let request = maya.form_request("/api/partners/add-contact", &[]).header("accept", "application/json");
        let answer = request.body(body).send().await.unwrap();
        let status = answer.status().as_u16();
        let found = "select first_name from person where email = $1";
        let found: Option<String> = crate::server::platform::db::read!(&app.state.db, c =>
            sqlx::query_scalar(found).bind(&email).fetch_optional(c))
        .unwrap();
        assert_eq!(found.as_deref(), kept, "{sent:.40}: {status}");
        assert_eq!((400..500).contains(&status), kept.is_none(), "{sent:.40}: {status}");
    }
}

async fn f35_bodies_of_other_kinds_are_not_even_read(app: &TestApp) {
    let (_, maya) = app.maya().await;
    let deep = |byte: u8| vec![byte; 15_000];
    // CBOR: nested lists, a list and a text that claim to be endless, one that is cut off.
    let bodies: [Vec<u8>; 8] = [
        deep(b'['),
        [b"{\"a\":".repeat(3_000), deep(b'}')].concat(),
        b"{\"form\":{\"name\":1,\"name\":2}} trailing".to_vec(),
        b"{\"form\"".to_vec(),
        deep(0x81),
        vec![0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0xa1, 0x64, b'f', b'o'],
    ];
    let endpoints: Vec<String> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    for endpoint in endpoints.iter().filter(|endpoint| *endpoint != "/api/account/sign-out") {
        for body in &bodies {
            for kind in ["application/json", "application/cbor", "application/x-www-form-urlencoded"] {
                let mut request = maya.form_request(endpoint, &[]).body(body.clone()).build().unwrap();
                request.headers_mut().insert("content-type", kind.parse().unwrap());
                request.headers_mut().insert("accept", "application/json".parse().unwrap());
                let asked = Instant::now();
                let status = reqwest::Client::new().execute(request).await.unwrap().status().as_u16();
                let is_form = kind.ends_with("urlencoded");
                assert!(status == 415 || is_form && status < 500, "{endpoint} as {kind}: {status}");
                assert!(
                    asked.elapsed() < scaled(Duration::from_secs(1)),
                    "{endpoint} as {kind}: {:?}",
                    asked.elapsed()
                );
            }
        }
    }
    assert_eq!((app.rows("partner").await, app.rows("draft").await, app.rows("session").await), (0, 0, 1));
}

async fn f35_what_a_cookie_holds_is_read_with_care(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let deep = "[".repeat(5_000);
    let long = format!("{{\"page\":\"/partners\",\"flash\":{}", "{\"action\":".repeat(400));
    for held in [&deep, &long, "{}", "null", "\u{0}", "{\"page\":\"/partners\",\"kept\":true,\"flash\":null}"] {
        for value in [URL_SAFE_NO_PAD.encode(held), held.chars().filter(char::is_ascii_alphanumeric).collect()] {
            maya.cookies.insert("gangway_flash".to_owned(), value);
            assert_eq!(maya.open(paths::PARTNERS).await.status, 200, "{held:.40}");
        }
    }
    for name in ["gangway_session", "gangway_activation", "gangway_link"] {
        let mut browser = app.browser();
        browser.cookies.insert(name.to_owned(), "A".repeat(3_000));
        assert_eq!(browser.open(paths::ACTIVATE).await.status, 404, "{name}");
    }
}
