//! Links: unguessable, used once, bound to one account, dead when they should be.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::server::audit::record;
use crate::server::platform::db::read;
use crate::server::platform::random::Random;
use crate::server::platform::token::PlainToken;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::invariants::{Watch, at_rest};
use crate::tests::people::{OTHER_PASSWORD, PASSWORD};
use crate::tests::scaled_runs;
use std::collections::HashSet;

const ACTIVATE: &str = "/api/invitations/activate";
const RESET: &str = "/api/account/reset-password";

on_both_engines! {
    r02_no_link_is_kept_in_clear,
    r03_one_of_many_parallel_activations_wins,
    r04_f42_looking_at_a_link_consumes_nothing,
    r05_a_link_opens_one_account_for_one_purpose,
    r08_activating_never_resets_a_password,
    r18_a_link_opened_by_staff_swaps_the_session_only_on_activation,
}

#[test]
fn r01_tokens_are_random_and_long() {
    let random = Random::System;
    let many = scaled_runs::size("TOKENS", 20_000);
    let tokens: HashSet<String> = (0..many).map(|_| PlainToken::mint(&random).expose().to_owned()).collect();
    assert_eq!(tokens.len(), many, "none twice");
    let mut counts = [0_usize; 256];
    for token in &tokens {
        assert_eq!(token.len(), 43, "256 bits in base64url");
        // Not the last character: it carries four of its six bits.
        token.bytes().take(42).for_each(|byte| counts[usize::from(byte)] += 1);
    }
    let used: Vec<f64> = counts.iter().filter(|count| **count > 0).map(|count| *count as f64).collect();
    let expected = many as f64 * 42.0 / 64.0;
    let chi_squared: f64 = used.iter().map(|count| (count - expected).powi(2) / expected).sum();
    assert_eq!(used.len(), 64);
    // 63 degrees of freedom: 1 in 1,000,000 runs is above this.
    assert!(chi_squared < 130.0, "{chi_squared}");
    scaled_runs::held(
        "R1",
        None,
        &format!("{many} links created: no duplicates, chi-squared of their characters {chi_squared:.0} (limit 130)"),
    );
}

async fn r02_no_link_is_kept_in_clear(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (ana, _) = app.active_ana(&staff).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let emailed = app.message().await.link();
    maya.call("/api/account/forgot-password", &[("email", "ana@alder.example")]).await;
    let reset = app.message().await.link();
    maya.open(&paths::edit_contact(ana.partner, ana.contact)).await;
    maya.submit("/api/partners/update-contact", &[("email", "ana@new.example")]).await;
    let emails = app.emails().await;
    let change = emails.iter().find(|message| message.to == "ana@new.example").unwrap().link();
    assert!(app.browser().open(&change).await.has_form("/api/account/confirm-address"));
    let secrets = app.secrets.all();
    for link in [ana.link.unwrap(), emailed, reset, change] {
        assert!(
            secrets.iter().any(|secret| link.ends_with(secret)),
            "the check at the end of every test knows this link"
        );
    }
    assert!(at_rest(app).await.contains("Alder & Finch"), "and it reads what is kept");
}

/// The activation form behind `link`, as fields to send.
async fn ready(browser: &mut Browser, link: &str, password: &str) -> Vec<(String, String)> {
    browser.open(link).await;
    browser.page.fill_in(ACTIVATE, &[("password", password)])
}

async fn r03_one_of_many_parallel_activations_wins(app: &TestApp) {
    let staff = app.staff().await;
    let second = app.second_instance(|_| ()).await;
    let rounds = scaled_runs::size("RACES", 3);
    let watch = Watch::over(app);
    for round in 0..rounds {
        let details = app.details(&format!("Partner {round}"), &format!("ana{round}@alder.example")).await;
        let ana = app.add(&staff, details, Some(Delivery::Link)).await;
        let link = ana.link.unwrap();
        let mut requests = Vec::new();
        for n in 0..32 {
            let mut browser = app.browser_at(if n % 2 == 0 { &app.url } else { &second });
            let fields = ready(&mut browser, &link, &format!("lighthouse keeper number {n}")).await;
            requests.push(browser.form_request(ACTIVATE, &fields).header("accept", "application/json"));
        }
        let sent: Vec<_> = requests.into_iter().map(|request| tokio::spawn(request.send())).collect();
        let mut winners = Vec::new();
        let mut losers = HashSet::new();
        for (n, answer) in sent.into_iter().enumerate() {
            let answer = answer.await.unwrap().unwrap();
            match answer.status().as_u16() {
                200 | 302 => winners.push(n),
                // Turned away by the bounded pool of password hashes: nothing happened.
                503 => {}
                status => {
                    losers.insert((status, answer.text().await.unwrap()));
                }
            }
        }
        assert_eq!(winners.len(), 1, "round {round}");
        assert_eq!(
            losers.iter().map(|(status, _)| *status).collect::<Vec<_>>(),
            [409],
            "all losers hear the same: {losers:?}"
        );
        assert_eq!(record::count(&app.state, "activated").await.unwrap(), round as i64 + 1);
        for n in [winners[0], (winners[0] + 1) % 32] {
            let answer = app
                .browser()
                .call(
                    "/api/account/sign-in",
                    &[("form[email]", &ana.email), ("form[password]", &format!("lighthouse keeper number {n}"))],
                )
                .await;
            assert_eq!(answer.status < 400, n == winners[0], "{answer:?}");
        }
    }
    let looks = watch.end().await;
    scaled_runs::held(
        "R3",
        Some(app.engine()),
        &format!(
            "{rounds} links, each activated by 32 clients at once on two instances: exactly one succeeded each time; \
             {looks} concurrent reads saw no partial state"
        ),
    );
}

async fn r04_f42_looking_at_a_link_consumes_nothing(app: &TestApp) {
    let staff = app.staff().await;
    let link = app.alder(&staff, Some(Delivery::Link)).await.link.unwrap();
    let before = (app.rows("session").await, app.rows("audit").await, app.rows("token").await);
    for _ in 0..10 {
        let mut scanner = app.browser();
        scanner.open(&link).await;
        // Scanners that run scripts press every button, with nothing filled in.
        scanner.submit(ACTIVATE, &[]).await;
        for method in ["HEAD", "OPTIONS", "PUT", "DELETE"] {
            let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
            reqwest::Client::new().request(method, format!("{}{link}", app.url)).send().await.unwrap();
        }
        let answer = reqwest::get(format!("{}{ACTIVATE}?form[password]={PASSWORD}", app.url)).await.unwrap();
        assert!(answer.status().is_client_error(), "{}", answer.status());
    }
    assert_eq!((app.rows("session").await, app.rows("audit").await, app.rows("token").await), before);
    let mut ana = app.browser();
    ana.open(&link).await;
    assert_eq!(ana.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::PORTAL);
}

async fn r05_a_link_opens_one_account_for_one_purpose(app: &TestApp) {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let jo = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Link)).await;
    let (link, other) = (ana.link.unwrap(), jo.link.unwrap());
    let token = link.rsplit('/').next().unwrap();

    // An activation link resets no password, and a reset link activates no account.
    let mut browser = app.browser();
    assert_eq!(browser.open(&paths::reset_link(token)).await.h1(), "This link no longer works");
    let answer = browser.call(RESET, &[("form[password]", PASSWORD)]).await;
    assert_eq!(answer.status, 409, "{answer:?}");
    let answer = browser
        .call(
            "/api/invitations/set-up",
            &[
                ("form[organisation]", "Evil"),
                ("form[first_name]", "E"),
                ("form[last_name]", "V"),
                ("form[email]", "e@evil.example"),
                ("form[password]", PASSWORD),
            ],
        )
        .await;
    assert_eq!(answer.status, 409, "{answer:?}");

    // A form that was shown for one invitation does not activate another one, if nothing says which page it was on.
    let mut browser = app.browser();
    browser.open(&link).await;
    let shown = browser.page.fill_in(ACTIVATE, &[("password", PASSWORD)]);
    browser.open(&other).await;
    let fields: Vec<(&str, &str)> = shown.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(browser.call(ACTIVATE, &fields).await.status, 409);
    assert_eq!(app.active_contacts().await, 0);

    // Extra fields change nothing.
    let mut browser = app.browser();
    let mut fields = ready(&mut browser, &link, PASSWORD).await;
    for (name, value) in
        [("email", "evil@evil.example"), ("role", "owner"), ("person_id", "1"), ("partner_id", "2"), ("access_at", "0")]
    {
        fields.push((format!("form[{name}]"), value.to_owned()));
        fields.push((name.to_owned(), value.to_owned()));
    }
    let answer = browser.form_request(ACTIVATE, &fields).header("accept", "application/json").send().await.unwrap();
    let status = answer.status().as_u16();
    assert!(status < 500, "{status}");
    assert_eq!(app.members_in(Role::Owner).await, 1);
    assert_eq!(
        app.number("select count(*) from person where email = 'ana@alder.example' and role = 'contact'").await,
        1
    );
}

/// What is kept of Ana's password.
async fn hash_of_ana(app: &TestApp) -> Option<String> {
    const HASH: &str = "select password_hash from person where email_key = 'ana@alder.example'";
    read!(&app.state.db, c => sqlx::query_scalar(HASH).fetch_one(c)).unwrap()
}

async fn r08_activating_never_resets_a_password(app: &TestApp) {
    let staff = app.staff().await;
    let link = app.alder(&staff, Some(Delivery::Link)).await.link.unwrap();
    let mut browser = app.browser();
    let first = ready(&mut browser, &link, PASSWORD).await;
    browser.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    let kept = hash_of_ana(app).await;
    assert!(kept.is_some());
    let replays = scaled_runs::size("REPLAYS", 5);
    for n in 0..replays {
        let mut thief = app.browser();
        thief.open(&link).await;
        let password = format!("{OTHER_PASSWORD} {n}");
        let mut fields = first.clone();
        fields
            .iter_mut()
            .filter(|(name, _)| name.contains("password"))
            .for_each(|(_, value)| password.clone_into(value));
        let answer = thief.form_request(ACTIVATE, &fields).header("accept", "application/json").send().await.unwrap();
        assert_eq!(answer.status(), 409);
        assert!(answer.headers().get("set-cookie").is_none(), "replay {n} signed somebody in");
        assert_eq!(hash_of_ana(app).await, kept, "replay {n}");
    }
    let last = format!("{OTHER_PASSWORD} {}", replays - 1);
    for (password, works) in [(PASSWORD, true), (&last, false)] {
        let answer = app
            .browser()
            .call("/api/account/sign-in", &[("form[email]", "ana@alder.example"), ("form[password]", password)])
            .await;
        assert_eq!(answer.status < 400, works, "{answer:?}");
    }
    let what = format!("{replays} replays of an activation, each with another password: the first password stays");
    scaled_runs::held("R8", Some(app.engine()), &what);

    // Nor does a forgotten password claim an account that was never activated.
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    app.emails().await;
    app.browser().call("/api/account/forgot-password", &[("email", "jo@blue.example")]).await;
    assert!(app.emails().await.is_empty());
}

async fn r18_a_link_opened_by_staff_swaps_the_session_only_on_activation(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let link = app.alder(&staff, Some(Delivery::Link)).await.link.unwrap();
    let before = maya.cookies["gangway_session"].clone();
    maya.open(&link).await;
    assert!(maya.page.text().contains("signed in as Maya Lindqvist"));
    assert_eq!(maya.cookies["gangway_session"], before);
    assert_eq!(maya.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert_ne!(maya.cookies["gangway_session"], before, "a session of her own, not the one that was there");
    assert_eq!(app.number("select count(*) from person where role = 'owner' and email = 'maya@acme.example'").await, 1);
    assert_eq!(maya.open(paths::PARTNERS).await.path, paths::PORTAL);
}
