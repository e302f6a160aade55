//! What attackers want of the sign-in form: a password, somebody locked out, or a server that does nothing else.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{MINUTE, SECOND};
use crate::paths;
use crate::server::platform::clock::Clock;
use crate::server::platform::config::Config;
use crate::server::platform::db::Db;
use crate::server::platform::rate_limit::{RateLimiter, Rates};
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::captured_log;
use crate::tests::people::PASSWORD;
use std::sync::Arc;
use std::time::Duration;

on_both_engines! {
    a_stranger_cannot_lock_an_owner_out_of_a_browser_they_use,
    a_thief_of_a_browser_cannot_guess_for_long,
    a_forged_cookie_makes_no_stranger_known,
    a_contact_cannot_flood_the_server_with_their_own_right_password,
    a_stranger_with_a_mistyped_link_closes_no_account,
    a_refused_guess_does_not_wait_for_a_writer,
    a_flood_of_forms_ends_before_the_database,
    guesses_leave_a_trace,
}

const SIGN_IN: &str = "/api/account/sign-in";
const CHANGE_PASSWORD: &str = "/api/account/change-password";
const WRONG: &str = "Email and password do not match.";
const TOO_MANY: &str = "Too many tries.";

/// Signs in from `network`, as a proxy reports it. Says what went wrong; empty if nothing did.
async fn sign_in(browser: &mut Browser, email: &str, password: &str, network: &str) -> String {
    browser.forwarded_for = network.to_owned();
    let answer = browser.call(SIGN_IN, &[("form[email]", email), ("form[password]", password)]).await;
    if answer.status < 400 { String::new() } else { answer.body }
}

/// An instance behind one proxy, which says from where a visitor comes.
async fn behind_a_proxy(app: &TestApp) -> String {
    let trusting =
        |app: &mut AppState| app.config = Arc::new(Config { trusted_proxies: Some(1), ..(*app.config).clone() });
    app.second_instance(trusting).await
}

/// A browser that an owner signed in with once.
async fn known_browser(app: &TestApp, url: &str) -> (Browser, String) {
    app.colleague_as(Role::Owner, "Olga").await;
    let email = "olga@acme.example".to_owned();
    let mut browser = app.browser_at(url);
    assert_eq!(sign_in(&mut browser, &email, PASSWORD, "192.0.2.1").await, "");
    (browser, email)
}

async fn a_stranger_cannot_lock_an_owner_out_of_a_browser_they_use(app: &TestApp) {
    app.staff().await;
    let url = behind_a_proxy(app).await;
    let (mut hers, olga) = known_browser(app, &url).await;
    let networks: [fn(usize) -> String; 6] = [
        |_| "203.0.113.7".to_owned(),
        |n| format!("203.0.113.{n}"),
        |n| format!("2001:db8:7::{n:x}"),
        |n| format!("2001:db8:7:7{n:02x}::1"),
        |n| format!("2001:db8:{n:x}::1"),
        |_| String::new(),
    ];
    for (k, network) in networks.into_iter().enumerate() {
        let mut last = String::new();
        for n in 0..60 {
            last = sign_in(&mut app.browser_at(&url), &olga, "not this one", &network(n)).await;
        }
        assert!(last.contains(TOO_MANY), "{k}: {last}");
        assert!(sign_in(&mut app.browser_at(&url), &olga, PASSWORD, &network(0)).await.contains(TOO_MANY), "{k}");
        assert_eq!(sign_in(&mut hers, &olga, PASSWORD, &network(0)).await, "", "{k}: even beside the stranger");
        hers.cookies.remove("gangway_session");
        app.wait(20 * MINUTE);
    }
}

async fn a_thief_of_a_browser_cannot_guess_for_long(app: &TestApp) {
    app.staff().await;
    let url = behind_a_proxy(app).await;
    let (hers, olga) = known_browser(app, &url).await;
    let mut thief = app.browser_at(&url);
    thief.cookies.insert("gangway_browser".to_owned(), hers.cookies["gangway_browser"].clone());
    for n in 0..20 {
        let answer = sign_in(&mut thief, &olga, "not this one", &format!("203.0.113.{n}")).await;
        assert!(answer.contains(WRONG), "{n}: {answer}");
    }
    for password in ["not this one", PASSWORD] {
        let answer = sign_in(&mut thief, &olga, password, "198.51.100.7").await;
        assert!(answer.contains(TOO_MANY), "{answer}");
    }
    // For anyone else that browser is a stranger's.
    for n in 0..10 {
        let answer = sign_in(&mut thief, "maya@acme.example", "not this one", "198.51.100.7").await;
        assert!(answer.contains(WRONG), "{n}: {answer}");
    }
    let answer = sign_in(&mut thief, "maya@acme.example", "not this one", "198.51.100.7").await;
    assert!(answer.contains(TOO_MANY), "{answer}");
}

async fn a_forged_cookie_makes_no_stranger_known(app: &TestApp) {
    app.staff().await;
    let url = behind_a_proxy(app).await;
    let (hers, olga) = known_browser(app, &url).await;
    let real = &hers.cookies["gangway_browser"];
    let (body, signature) = real.split_at(real.len() - 43);
    let forged =
        [String::new(), "A".repeat(real.len()), [body, &"A".repeat(43)].concat(), [body, body, signature].concat()];
    let mut tries = 0;
    for cookie in forged.iter().cycle().take(11) {
        let mut stranger = app.browser_at(&url);
        stranger.cookies.insert("gangway_browser".to_owned(), cookie.clone());
        let answer = sign_in(&mut stranger, &olga, "not this one", "203.0.113.7").await;
        tries += 1;
        assert_eq!(answer.contains(TOO_MANY), tries > 10, "{tries}: {answer}");
    }
}

async fn a_contact_cannot_flood_the_server_with_their_own_right_password(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (ana, _) = app.active_ana(&staff).await;
    let url = behind_a_proxy(app).await;
    let mut let_in = 0;
    for _ in 0..30 {
        let_in += usize::from(sign_in(&mut app.browser_at(&url), &ana.email, PASSWORD, "203.0.113.7").await.is_empty());
    }
    assert_eq!(let_in, 10, "a right password is a try, too");
    let mut same = app.browser_at(&url);
    let mut let_in = 0;
    for _ in 0..40 {
        let_in += usize::from(sign_in(&mut same, &ana.email, PASSWORD, "198.51.100.7").await.is_empty());
    }
    assert_eq!(let_in, 21, "once as a stranger");
}

/// Whoever reads the mailbox of a mistyped new address has the link, and not the password.
async fn a_stranger_with_a_mistyped_link_closes_no_account(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    app.wait(MINUTE);
    let asked = [("form[email]", "ana@mistyped.example"), ("form[current_password]", PASSWORD)];
    assert!(ana.call("/api/account/change-address", &asked).await.status < 400);
    let emails = app.emails().await;
    let link = emails.iter().find(|email| email.to == "ana@mistyped.example").unwrap().link();
    let mut stranger = app.browser();
    stranger.open(&link).await;
    let mut last = String::new();
    for _ in 0..30 {
        let fields = [("form[account]", "ana@mistyped.example"), ("form[current_password]", "not this one")];
        last = stranger.call("/api/account/confirm-address", &fields).await.body;
    }
    assert!(last.contains(TOO_MANY), "{last}");
    let change = [("form[current]", PASSWORD), ("form[password]", "seven quiet harbour lanterns")];
    let answer = ana.call(CHANGE_PASSWORD, &change).await;
    assert!(answer.status < 400, "{answer:?}");
}

async fn a_refused_guess_does_not_wait_for_a_writer(app: &TestApp) {
    app.staff().await;
    let url = behind_a_proxy(app).await;
    let mut stranger = app.browser_at(&url);
    for _ in 0..10 {
        sign_in(&mut stranger, "maya@acme.example", "not this one", "203.0.113.7").await;
    }
    let writer = app.state.db.begin().await.unwrap();
    let refused = sign_in(&mut stranger, "maya@acme.example", "not this one", "203.0.113.7");
    let answer = tokio::time::timeout(Duration::from_secs(5), refused).await.expect("an answer while another writes");
    assert!(answer.contains(TOO_MANY), "{answer}");
    drop(writer);
}

async fn a_flood_of_forms_ends_before_the_database(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let rates = Rates { known: [1, 50], network: [1, 20], strangers: [1, 30] };
    // By a clock of its own: each refusal takes a second of the server's.
    let limiter = Arc::new(RateLimiter::new(&Clock::fixed(app.state.now()), rates));
    let config = Arc::new(Config { trusted_proxies: Some(1), ..(*app.state.config).clone() });
    let limited = |app: &mut AppState| (app.limiter, app.config) = (limiter.clone(), config.clone());
    let url = app.second_instance(limited).await;
    let mut invited = app.browser_at(&url);
    invited.open(ana.link.as_ref().unwrap()).await;
    // On this instance, whatever asks the database fails.
    let closed = Db::open(app.state.config.database_url.as_ref().unwrap()).await.unwrap();
    closed.close().await;
    let without_database = |app: &mut AppState| {
        limited(app);
        app.db = closed;
    };
    let flooded = app.second_instance(without_database).await;

    let endpoints: Vec<String> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let mut flood = app.browser_at(&flooded);
    flood.cookies.insert("gangway_session".to_owned(), "A".repeat(43));
    let began = app.state.now();
    for (n, endpoint) in endpoints.iter().cycle().take(120).enumerate() {
        flood.forwarded_for = format!("203.0.113.{}", n % 4);
        let status = flood.form_request(endpoint, &[]).send().await.unwrap().status().as_u16();
        assert_eq!(status == 429, n >= 30, "{n}: {endpoint}: {status}");
    }
    assert_eq!(app.state.now(), began.plus(90 * SECOND), "each refusal takes a second");
    let page = flood.form_request(SIGN_IN, &[]).header("accept", "text/html").send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.headers()["retry-after"].to_str().unwrap()), (429, "10"));
    assert!(page.text().await.unwrap().contains("Too many requests at once."));

    let page = invited.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert_eq!(page.path, paths::PORTAL, "whoever has a link of ours passes: {}", page.text());
}

async fn guesses_leave_a_trace(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let url = behind_a_proxy(app).await;
    for n in 0..30 {
        let network = format!("203.0.113.{n}");
        sign_in(&mut app.browser_at(&url), "maya@acme.example", "not this one", &network).await;
        sign_in(&mut app.browser_at(&url), "a password typed here", "x", &network).await;
    }
    let log = captured_log::text();
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("Sign-in failed")).collect();
    assert!(lines.iter().any(|line| line.contains("203.0.113.7") && line.contains("m•••@acme.example")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("maya@acme") || line.contains("typed here")), "{lines:?}");
    let page = maya.open(paths::MANAGE_AUDIT).await.text();
    assert_eq!(page.matches("Many sign-in attempts for Maya Lindqvist.").count(), 1, "{page}");
}
