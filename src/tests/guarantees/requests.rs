//! What a request may claim and what an answer gives away.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::HOUR;
use crate::error::AppError;
use crate::paths;
use crate::reply::{self, POSTCARD};
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::PASSWORD;
use reqwest::Client;
use reqwest::redirect::Policy;
use std::sync::Arc;

on_both_engines! {
    r13_links_come_from_the_configured_address_only,
    r14_nobody_is_led_to_another_site,
    r15_a_link_leaves_the_address_bar_before_anything_loads,
    r16_nobody_learns_who_has_an_account,
    r16_unknown_links_are_alike,
    r24_forms_of_other_sites_are_refused,
    r24_c65_a_page_at_another_address_is_told_the_right_one,
    c68_our_own_pages_can_tell_our_refusal_from_that_of_a_proxy,
    every_answer_carries_the_security_headers,
    over_https_cookies_are_secure_and_bound_to_the_host,
}

fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().unwrap()
}

async fn r13_links_come_from_the_configured_address_only(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    app.emails().await;
    let person = ("form[person]".to_owned(), ana.contact.to_string());
    for (name, value) in [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-server", "evil.example"),
        ("x-host", "evil.example"),
        ("forwarded", "host=evil.example;proto=https"),
        ("x-original-url", "https://evil.example/"),
        ("x-rewrite-url", "/evil"),
        ("referer", "https://evil.example/partners"),
        ("origin", "https://evil.example"),
        ("x-forwarded-prefix", "//evil.example"),
    ] {
        for accept in ["application/json", "text/html"] {
            app.wait(HOUR / 4);
            let mut request = maya
                .form_request("/api/invitations/resend", std::slice::from_ref(&person))
                .header("accept", accept)
                .build()
                .unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
            let answer = client().execute(request).await.unwrap();
            let location = answer.headers().get("location").map_or("/", |to| to.to_str().unwrap()).to_owned();
            assert!(location.starts_with('/') && !location.starts_with("//"), "{name}: {location}");
            let emails = app.emails().await;
            assert_eq!(emails.len(), 1, "{name}");
            for message in emails {
                assert!(message.text.contains(&format!("{}/activate/", app.url)), "{name}: {}", message.text);
                assert!(!message.raw.contains("evil"), "{name}: {}", message.raw);
            }
        }
    }
}

async fn r14_nobody_is_led_to_another_site(app: &TestApp) {
    app.staff().await;
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "///evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "%2f%2fevil.example",
        "/%0d%0aLocation:%20https://evil.example",
        "http:evil.example",
        "/partners/../..//evil.example",
        ".evil.example",
        "@evil.example",
        "/partners\r\nset-cookie: a=b",
        "https:/evil.example",
        "ｈttps://evil.example",
    ] {
        let fields = [("form[email]", "maya@acme.example"), ("form[password]", PASSWORD), ("form[next]", next)];
        let more = [("redirect", next), ("url", next), ("return_to", next), ("next", next)];
        let answer = app.browser().call("/api/account/sign-in", &[&fields[..], &more[..]].concat()).await;
        let to = answer.location().unwrap_or("/").to_owned();
        assert!(to.starts_with('/') && !to.starts_with("//") && !to.contains('\\'), "{next:?} leads to {to}");
    }
}

async fn r15_a_link_leaves_the_address_bar_before_anything_loads(app: &TestApp) {
    let staff = app.staff().await;
    let link = app.alder(&staff, Some(Delivery::Link)).await.link.unwrap();
    let secret = link.rsplit('/').next().unwrap().to_owned();
    let mut ana = app.browser();
    let answer = ana.get(&link).await;
    let target = answer.location().unwrap();
    assert!(answer.status == 303 && target.starts_with("/activate?link="), "{target}");
    assert!(target.len() < 24 && !secret.contains(&target[15..]), "names the link and does not open it: {target}");
    assert_eq!(
        (answer.header("referrer-policy"), answer.header("cache-control")),
        ("no-referrer", "no-store, no-transform")
    );
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains(&secret) && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(cookie.contains("Max-Age=2592000"), "no longer than a link can work: {cookie}");
    let page = ana.get(&target).await;
    assert!(!page.body.contains(&secret[..12]), "the page does not hold the secret");
    assert_eq!(page.header("cache-control"), "no-store, no-transform");
    for address in page.body.split(['"', '\'']).filter(|text| text.contains("://")) {
        assert!(address.starts_with("http://www.w3.org/") || address.starts_with(&app.url), "a third party: {address}");
    }
}

async fn r16_nobody_learns_who_has_an_account(app: &TestApp) {
    let staff = app.staff().await;
    app.active_ana(&staff).await;
    app.add(&staff, app.details("Bluewater", "invited@blue.example").await, Some(Delivery::Email)).await;
    app.add(&staff, app.details("Cartograph", "none@carto.example").await, None).await;
    let addresses = [
        "ana@alder.example",
        "invited@blue.example",
        "none@carto.example",
        "maya@acme.example",
        "nobody@nowhere.example",
    ];
    let mut answers = Vec::new();
    for email in addresses {
        let sign_in = app
            .browser()
            .call("/api/account/sign-in", &[("form[email]", email), ("form[password]", "wrong password here")])
            .await;
        let forgot = app.browser().call("/api/account/forgot-password", &[("email", email)]).await;
        answers.push((
            sign_in.status,
            sign_in.body,
            forgot.status,
            forgot.body,
            forgot.headers.get("location").cloned(),
        ));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
    assert_eq!(answers[0].0, 422);
}

async fn r16_unknown_links_are_alike(app: &TestApp) {
    app.staff().await;
    // How long a link is says nothing but that a part of it is missing.
    let (whole, cut) = (["A".repeat(43), "B".repeat(43)], ["A".repeat(42), "x".to_owned(), "%00".to_owned()]);
    let mut bodies = Vec::new();
    for token in whole.into_iter().chain(cut) {
        let mut browser = app.browser();
        let page = browser.open(&paths::activation_link(&token)).await;
        // Only the nonce differs from answer to answer.
        let nonce = page
            .header("content-security-policy")
            .split("'nonce-")
            .nth(1)
            .unwrap()
            .split('\'')
            .next()
            .unwrap()
            .to_owned();
        bodies.push((page.status, page.body.replace(&nonce, "")));
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 2);
}

async fn r24_c65_a_page_at_another_address_is_told_the_right_one(app: &TestApp) {
    let (_, maya) = app.maya().await;
    for accept in ["text/html", POSTCARD] {
        let request = maya.form_request("/api/partners/update", &[]).header("accept", accept);
        let mut request = request.build().unwrap();
        request.headers_mut().remove("sec-fetch-site");
        request.headers_mut().insert("origin", "http://192.0.2.5:3000".parse().unwrap());
        let answer = client().execute(request).await.unwrap();
        assert_eq!(answer.status(), 403);
        let body = answer.bytes().await.unwrap();
        let words = match reply::decode::<AppError>(&body) {
            Ok(error) if accept == POSTCARD => error.to_string(),
            _ => String::from_utf8_lossy(&body).into_owned(),
        };
        assert!(words.contains(&format!("Open {} and try again there.", app.url)), "{accept}: {words}");
    }
    let mut request = maya.upload_request(paths::PARTNERS_IMPORT_FILE, "file", b"x").build().unwrap();
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    let answer = client().execute(request).await.unwrap();
    assert_eq!(answer.status(), 403);
    assert!(answer.text().await.unwrap().contains(&format!("Open {}", app.url)));
}

async fn c68_our_own_pages_can_tell_our_refusal_from_that_of_a_proxy(app: &TestApp) {
    let (_, maya) = app.maya().await;
    let long = [("form[name]".to_owned(), "x".repeat(20 * 1024))];
    let answer = maya.form_request("/api/partners/update", &long).header("accept", POSTCARD).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].as_bytes()), (413, POSTCARD.as_bytes()));
    assert_eq!(reply::decode::<AppError>(&answer.bytes().await.unwrap()), Ok(AppError::TooLarge));
}

async fn r24_forms_of_other_sites_are_refused(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let body = format!(
        "partner={}&form[person]={}&form[email]=maya%40acme.example&form[password]=x",
        known.partner, known.contact
    );
    let foreign: [&[(&str, &str)]; 11] = [
        &[],
        &[("origin", "null")],
        &[("origin", "https://evil.example")],
        &[("origin", "http://127.0.0.1:1")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("sec-fetch-site", "cross-site"), ("origin", &app.url)],
        &[("referer", "https://evil.example/")],
        &[("referer", &app.url), ("origin", "null")],
        &[("referer", &app.url), ("sec-fetch-site", "cross-site")],
    ];
    let endpoints: Vec<String> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    for endpoint in &endpoints {
        for headers in foreign {
            let mut request = client()
                .post(format!("{}{endpoint}", app.url))
                .header("cookie", maya.cookie_header())
                .header("content-type", "application/x-www-form-urlencoded")
                .body(body.clone());
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            assert_eq!(request.send().await.unwrap().status(), 403, "{endpoint} with {headers:?}");
        }
        for kind in ["text/plain", "multipart/form-data; boundary=x", "application/json", "application/cbor"] {
            let mut request = maya.form_request(endpoint, &[]).body(body.clone()).build().unwrap();
            request.headers_mut().insert("content-type", kind.parse().unwrap());
            assert_eq!(client().execute(request).await.unwrap().status(), 415, "{endpoint} as {kind}");
        }
        let get = client()
            .get(format!("{}{endpoint}?{body}", app.url))
            .header("cookie", maya.cookie_header())
            .header("sec-fetch-site", "same-origin");
        assert!(get.send().await.unwrap().status().is_client_error(), "{endpoint} by GET");
    }
    assert_eq!((app.rows("partner").await, app.rows("session").await), (1, 1));
    let allowed = client()
        .post(format!("{}/api/partners/choices", app.url))
        .header("cookie", maya.cookie_header())
        .header("origin", &app.url);
    let allowed =
        allowed.header("content-type", "application/x-www-form-urlencoded").header("accept", "application/json");
    assert_eq!(allowed.send().await.unwrap().status(), 200, "a browser without Sec-Fetch-Site sends its Origin");
}

async fn every_answer_carries_the_security_headers(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for path in [
        "/partners",
        "/sign-in",
        "/nowhere",
        "/healthz",
        "/readyz",
        "/pkg/nothing.js",
        "/api/partners/list",
        "/activate/x",
        "/favicon.svg",
    ] {
        let page = maya.get(path).await;
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert!(["same-origin", "no-referrer"].contains(&page.header("referrer-policy")), "{path}");
        assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{path}");
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert!(!page.body.contains(" style=\""), "{path} has inline styles");
    }
}

async fn over_https_cookies_are_secure_and_bound_to_the_host(app: &TestApp) {
    app.staff().await;
    let url = app
        .second_instance(|app| {
            let config = crate::server::platform::config::Config {
                public_url: Some("https://partners.acme.example".to_owned()),
                ..(*app.config).clone()
            };
            app.config = Arc::new(config);
        })
        .await;
    let answer = app
        .browser_at(&url)
        .call("/api/account/sign-in", &[("form[email]", "maya@acme.example"), ("form[password]", PASSWORD)])
        .await;
    let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert!(!cookies.is_empty(), "{answer:?}");
    for cookie in cookies {
        assert!(
            cookie.starts_with("__Host-gangway_")
                && cookie.contains("Secure")
                && cookie.contains("HttpOnly")
                && cookie.contains("Path=/"),
            "{cookie}"
        );
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    assert!(answer.headers.contains_key("strict-transport-security"));
}
