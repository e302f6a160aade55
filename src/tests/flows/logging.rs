//! What the log contains of a request, and how it is found by a reference.

use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::server::outbox::worker;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::captured_log;
use serde_json::Value;

on_both_engines! {
    a_link_is_logged_by_its_route_and_not_by_its_secret,
    a_request_is_logged_with_its_user_by_id,
    files_and_health_checks_have_an_id_and_no_line,
    the_reference_on_an_error_page_finds_its_line,
    an_email_is_logged_with_its_id_and_attempt,
}

/// What is answered at `path`, without following it: its request's id, status and body.
async fn asked(browser: &Browser, path: &str) -> (String, u16, String) {
    let answer = browser.look(path).await;
    let (id, status) = (answer.headers()["x-request-id"].to_str().unwrap().to_owned(), answer.status().as_u16());
    assert!(id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    (id, status, answer.text().await.unwrap())
}

/// The span of the request with this id, as its last line shows it.
fn span(id: &str) -> Value {
    let lines = captured_log::of_request(id, "Request finished");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0]["target"], "gangway::requests");
    lines[0]["span"].clone()
}

async fn a_link_is_logged_by_its_route_and_not_by_its_secret(app: &TestApp) {
    let secret = "S".repeat(43);
    for (link, route) in [
        (paths::activation_link(&secret), "/activate/{token}"),
        (paths::reset_link(&secret), "/reset-password/{token}"),
        (paths::address_link(&secret), "/confirm-address/{token}"),
        // No route at all.
        (format!("/activate/{secret}/more"), "pages"),
        (format!("/elsewhere/{secret}?{secret}"), "pages"),
    ] {
        let (id, ..) = asked(&app.browser(), &link).await;
        assert_eq!(span(&id)["route"], route, "{link}");
    }
    assert!(!captured_log::text().contains(&secret));
}

async fn a_request_is_logged_with_its_user_by_id(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let (id, status, _) = asked(&maya, paths::PARTNERS).await;
    assert_eq!(status, 200);
    let span = span(&id);
    assert_eq!(span["name"], "request");
    assert_eq!(span["method"], "GET");
    assert_eq!(span["route"], "/partners");
    assert_eq!(span["status"], 200);
    assert_eq!(span["user"], staff.id.to_string());
    assert!(span["latency_ms"].is_u64(), "{span}");
    assert!(!captured_log::text().contains("maya@"), "a person is known by their id alone");
}

async fn files_and_health_checks_have_an_id_and_no_line(app: &TestApp) {
    for path in ["/healthz", "/readyz", "/pkg/gangway.js", "/icons.svg"] {
        let (id, ..) = asked(&app.browser(), path).await;
        assert_eq!(captured_log::of_request(&id, "Request finished"), Vec::<Value>::new(), "{path}");
    }
}

async fn the_reference_on_an_error_page_finds_its_line(app: &TestApp) {
    let (_, maya) = app.maya().await;
    for (table, broken, whole) in [
        // Fails in what the page loads, and before any page is rendered.
        ("partner", "alter table partner rename to gone", "alter table gone rename to partner"),
        ("session", "alter table session rename to gone", "alter table gone rename to session"),
    ] {
        run(app, broken).await;
        let (id, status, page) = asked(&maya, paths::PARTNERS).await;
        run(app, whole).await;
        assert!(page.contains(&format!("tell us this reference: {id}")), "{table}: {status} {page}");
        let lines = captured_log::of_request(&id, "Request failed");
        assert!(!lines.is_empty(), "{table}: {}", captured_log::text());
        for line in lines {
            assert_eq!((&line["level"], &line["error.reference"]), (&"ERROR".into(), &id.as_str().into()), "{line}");
            assert_eq!(line["span"]["route"], "/partners", "{line}");
        }
    }
    let text = captured_log::text();
    assert!(text.contains("loading the session: error returned from database"), "{text}");
}

async fn run(app: &TestApp, sql: &'static str) {
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, sql).unwrap();
    tx.commit().await.unwrap();
}

async fn an_email_is_logged_with_its_id_and_attempt(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&app.state).await.unwrap();
    let text = captured_log::text();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let lines: Vec<Value> = lines.filter(|line| line["message"] == "Email attempted").collect();
    assert_eq!(lines.len(), 1, "{text}");
    let span = &lines[0]["span"];
    assert_eq!((&span["name"], &span["attempt"]), (&"email".into(), &1.into()), "{span}");
    assert!(span["id"].as_str().is_some_and(|id| id.len() == 36), "{span}");
    assert!(!text.contains("ana@alder.example"), "{text}");
}
