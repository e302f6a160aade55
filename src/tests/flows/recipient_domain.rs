//! The DNS knows whether the domain of an address takes email.

use crate::domain::time::MINUTE;
use crate::paths;
use crate::server::people::recipient_domain;
use crate::server::platform::dns::{Dns, Unanswered};
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::fake_dns::FakeDns;

on_both_engines! {
    a_domain_takes_email_unless_the_dns_says_otherwise,
    a_dns_that_is_silent_is_left_alone_for_a_minute,
    an_address_that_takes_no_email_is_said_and_stops_nothing,
}

#[tokio::test]
async fn answers_are_told_from_failures() {
    let dns = FakeDns::start(
        r#"
        acme.example TXT "one" " text"
        acme.example A 192.0.2.1
        alias.example CNAME acme.example.
        long.example TXT "over TCP"
        long.example LONG
        servfail.example SERVFAIL
        refused.example REFUSED
        silent.example SILENCE
        garbage.example GARBAGE
        cut.example CUT
        other.example OTHER
        below.empty.example A 192.0.2.1
        "#,
    )
    .await;
    let client = dns.client();
    let long = ["a"; 200].join(".");
    for (name, found) in [
        ("acme.example", Ok("one text")),
        ("ACME.example.", Ok("one text")),
        ("alias.example", Ok("one text")),
        ("long.example", Ok("over TCP")),
        ("none.example", Ok("")),
        ("empty.example", Ok("")),
        ("", Ok("")),
        ("no name", Ok("")),
        (&long, Ok("")),
        ("servfail.example", Err(Unanswered::Failed)),
        ("refused.example", Err(Unanswered::Failed)),
        ("silent.example", Err(Unanswered::NoServer)),
        ("garbage.example", Err(Unanswered::NoServer)),
        ("cut.example", Err(Unanswered::Failed)),
        ("other.example", Err(Unanswered::NoServer)),
    ] {
        let answer = client.txt(name).await.map(|texts| texts.concat());
        assert_eq!(answer.as_deref(), found.as_ref().map(|text| *text), "{name}");
    }
    assert_eq!(Dns::none().txt("acme.example").await, Err(Unanswered::NoServer));
}

#[tokio::test]
async fn an_answer_is_remembered_until_one_asks_again() {
    let dns = FakeDns::start("acme.example MX 10 mx.acme.example.").await;
    let client = dns.client();
    for _ in 0..3 {
        assert_eq!(client.mx("acme.example").await, Ok(vec!["mx.acme.example".to_owned()]));
    }
    assert_eq!(dns.asked(), ["acme.example. MX"]);
    dns.know("");
    client.forget();
    assert_eq!(client.mx("acme.example").await, Ok(vec![]));
}

async fn a_domain_takes_email_unless_the_dns_says_otherwise(app: &TestApp) {
    let dns = FakeDns::start(
        "
        mx.example MX 10 mail.mx.example.
        null.example MX 0 .
        null.example A 192.0.2.1
        both.example MX 0 .
        both.example MX 10 mail.both.example.
        a.example A 192.0.2.1
        aaaa.example AAAA 2001:db8::1
        text.example TXT \"v=spf1 -all\"
        alias.example CNAME mx.example.
        xn--mnchen-3ya.example MX 10 mail.mx.example.
        servfail.example SERVFAIL
        silent.example SILENCE
        garbage.example GARBAGE
        half.example MX 10 mail.half.example.
        half.example LONG
        ",
    )
    .await;
    let asking = dns.asked_by(app);
    for (domain, warned) in [
        ("mx.example", false),
        ("MX.example", false),
        ("both.example", false),
        ("a.example", false),
        ("aaaa.example", false),
        ("alias.example", false),
        ("münchen.example", false),
        ("half.example", false),
        ("servfail.example", false),
        ("silent.example", false),
        ("garbage.example", false),
        ("null.example", true),
        ("text.example", true),
        ("none.example", true),
        ("köln.example", true),
    ] {
        // One that was silent is not waited for again at once.
        asking.dns.forget();
        let warning = recipient_domain::warning(&asking, &format!("Ana Ruiz <ana@{domain}>")).await;
        assert_eq!(warning.is_some(), warned, "{domain}: {warning:?}");
        assert!(warning.is_none_or(|words| words.starts_with(&format!("{domain} doesn't accept email."))), "{domain}");
    }
    let said = |address: &'static str| recipient_domain::warning(&asking, address);
    assert!(said("ana@gmial.com").await.unwrap().ends_with("Did you mean gmail.com?"));
    assert!(said("ana@gmail.con").await.unwrap().ends_with("Did you mean gmail.com?"));
    assert_eq!(said("no address").await, None);
    let offline = AppState { dns: Dns::none(), ..asking.clone() };
    assert_eq!(recipient_domain::warning(&offline, "ana@none.example").await, None);
}

async fn a_dns_that_is_silent_is_left_alone_for_a_minute(app: &TestApp) {
    let asking = FakeDns::start("silent.example SILENCE").await.asked_by(app);
    assert_eq!(recipient_domain::warning(&asking, "ana@silent.example").await, None);
    assert_eq!(recipient_domain::warning(&asking, "ana@none.example").await, None, "forms don't wait for it");
    app.wait(MINUTE);
    assert!(recipient_domain::warning(&asking, "ana@none.example").await.is_some());
}

async fn an_address_that_takes_no_email_is_said_and_stops_nothing(app: &TestApp) {
    let dns = FakeDns::start("alder.example MX 10 mail.alder.example.").await;
    let url = app.second_instance(|state| state.dns = dns.client()).await;
    let (_, signed_in) = app.maya().await;
    let mut maya = app.browser_at(&url);
    maya.cookies = signed_in.cookies.clone();
    let mut warned = Vec::new();
    for address in ["ana@alder.example", "ana@alder.con"] {
        maya.open(paths::NEW_PARTNER).await;
        let fields = [("name", address), ("first_name", "Ana"), ("email", address)];
        let page = maya.submit("/api/onboarding/details", &fields).await;
        assert!(page.text().contains("How should we invite Ana?") || page.has_form("/api/onboarding/finish"));
        warned.push(page.text().contains("alder.con doesn't accept email."));
    }
    assert_eq!(warned, [false, true]);
}
