//! *Email > Mail > Mail server > Sender's domain*: SPF, DKIM and DMARC, from a DNS of the test's own.

use crate::paths;
use crate::server::mail_server::sender_domain::{self, State};
use crate::server::mailer::transport::Mailer;
use crate::server::ops::doctor;
use crate::server::platform::config::environment::Environment;
use crate::server::platform::config::{BounceAddress, Config};
use crate::server::platform::dns::Dns;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::fake_dns::FakeDns;
use crate::tests::fake_smtp::sending_from;

on_both_engines! {
    spf_is_read_as_mail_servers_read_it,
    spf_of_another_server_is_judged_by_its_addresses,
    a_key_is_looked_for_where_the_provider_has_it,
    dmarc_is_that_of_the_domain_or_of_one_above_it,
    a_test_email_tells_how_it_was_signed,
    what_is_no_domain_of_ones_own_is_not_checked,
    the_page_shows_what_is_missing_and_a_text_to_forward,
    the_page_says_that_no_dns_server_answers,
    a_look_at_the_page_waits_for_no_dns,
    a_test_email_is_pasted_without_javascript,
    the_doctor_looks_at_the_senders_domain,
}

const GMAIL: &str = "smtps://smtp.gmail.com";
const OWN: &str = "smtps://mail.acme.example";
const CHECK: &str = "/api/mail-server/check-signature";

/// What the DNS `zone` says about `acme.example`, from which emails leave through `server`: name, state and words.
async fn findings(app: &TestApp, server: &str, zone: &str) -> Vec<(&'static str, State, String)> {
    let dns = FakeDns::start(zone).await;
    let sender = sending_from(&dns.asked_by(app), server.to_owned());
    let findings = sender_domain::findings(&sender).await.unwrap();
    findings.iter().map(|finding| (finding.name, finding.state, finding.in_words())).collect()
}

async fn finding(app: &TestApp, name: &str, server: &str, zone: &str) -> (State, String) {
    let found = findings(app, server, zone).await;
    let (_, state, words) = found.into_iter().find(|(found, ..)| *found == name).unwrap();
    (state, words)
}

/// Expects for each zone a state and words.
async fn expect(app: &TestApp, name: &str, server: &str, table: &[(&str, State, &str)]) {
    for (zone, state, words) in table {
        let (found, said) = finding(app, name, server, zone).await;
        assert!(found == *state && said.contains(words), "{zone}: {found:?} {said}");
    }
}

async fn spf_is_read_as_mail_servers_read_it(app: &TestApp) {
    let included = r#"_spf.google.com TXT "v=spf1 ip4:192.0.2.0/24 ~all"
        "#;
    let of = |record: &str| format!("{included}acme.example TXT {record}");
    let chain = |length: usize| -> String {
        let link = |n: usize| format!("a{n}.example TXT \"v=spf1 include:a{}.example -all\"\n", n + 1);
        (0..length).map(link).collect::<String>() + &format!("a{length}.example TXT \"v=spf1 -all\"\n")
    };
    let nine = chain(8) + &of(r#""v=spf1 include:_spf.google.com include:a0.example ~all""#);
    let ten = chain(9) + &of(r#""v=spf1 include:_spf.google.com include:a0.example ~all""#);
    let proposed = r#"acme.example TXT "v=spf1 include:_spf.google.com ~all""#;
    let table: &[(&str, State, &str)] = &[
        ("", State::Missing, proposed),
        (r#"acme.example TXT "other""#, State::Missing, proposed),
        (r#"acme.example TXT "v=spf10 -all""#, State::Missing, proposed),
        ("acme.example A 192.0.2.1", State::Missing, proposed),
        (&of(r#""v=spf1 include:_spf.google.com ~all""#), State::Ok, "may send for acme.example"),
        (&of(r#""V=SPF1 INCLUDE:_SPF.Google.Com -ALL""#), State::Ok, "may send"),
        (&of(r#""v=spf1 +include:_spf.google.com""#), State::Ok, "may send"),
        (&of(r#""v=spf1 include:_spf" ".google.com ~all""#), State::Ok, "may send"),
        (&of(r#""v=spf1  mx   include:_spf.google.com exp=x.example ~all""#), State::Ok, "may send"),
        (
            &format!(
                "{}\nb.example TXT \"v=spf1 include:_spf.google.com -all\"",
                of(r#""v=spf1 include:b.example -all""#)
            ),
            State::Ok,
            "may send",
        ),
        (
            &format!("{}\nb.example TXT \"v=spf1 include:_spf.google.com -all\"", of(r#""v=spf1 redirect=b.example""#)),
            State::Ok,
            "may send",
        ),
        // After `all` nothing counts, a redirection least of all (RFC 7208 6.1).
        (&of(r#""v=spf1 -all include:_spf.google.com""#), State::Wrong, "doesn't include"),
        (&of(r#""v=spf1 -all redirect=_spf.google.com""#), State::Wrong, "doesn't include"),
        (&of(r#""v=spf1 ~include:_spf.google.com -all""#), State::Wrong, "doesn't include"),
        (&of(r#""v=spf1 mx -all""#), State::Wrong, r#""v=spf1 mx include:_spf.google.com -all""#),
        (&of(r#""v=spf1 mx""#), State::Wrong, r#""v=spf1 mx include:_spf.google.com""#),
        (
            &of(r#""v=spf1 ip6:2001:db8::/32 redirect=_spf.google.com.other.example""#),
            State::Wrong,
            "redirect=_spf.google.com.other.example",
        ),
        (
            &format!("{}\nacme.example TXT \"v=spf1 a ?all\"", of(r#""v=spf1 mx a -all""#)),
            State::Wrong,
            r#"2 SPF records. Only one is allowed; with more, all are ignored. Replace them with this one: acme.example TXT "v=spf1 include:_spf.google.com mx a ~all""#,
        ),
        (&of(r#""v=spf1 include:_spf.google.com +all""#), State::Wrong, r#""v=spf1 include:_spf.google.com ~all""#),
        (&of(r#""v=spf1 all""#), State::Wrong, r#""v=spf1 include:_spf.google.com ~all""#),
        (&of(r#""v=spf1 include:none.example -all""#), State::Wrong, "this part: include:none.example"),
        (&of(r#""v=spf1 ipv4:192.0.2.1 -all""#), State::Wrong, "this part: ipv4:192.0.2.1"),
        (&of(r#""v=spf1 ip4:192.0.2.1/33 -all""#), State::Wrong, "this part: ip4:192.0.2.1/33"),
        (&of(r#""v=spf1 ip4:192.0.2 -all""#), State::Wrong, "this part"),
        (&of(r#""v=spf1 include: -all""#), State::Wrong, "this part: include:"),
        (&of(r#""v=spf1 a: -all""#), State::Wrong, "this part: a:"),
        (&of(r#""v=spf1 mx/x -all""#), State::Wrong, "this part: mx/x"),
        (&of(r#""v=spf1 include:_spf.google.com, -all""#), State::Wrong, "this part: include:_spf.google.com,"),
        (&of("\"v=spf1 \u{fc} -all\""), State::Wrong, "this part: \\u{fc}"),
        (&nine, State::Ok, "may send"),
        (&ten, State::Wrong, "more than 10 DNS lookups"),
        (&of(r#""v=spf1 include:acme.example -all""#), State::Wrong, "more than 10 DNS lookups"),
        (&of(r#""v=spf1 redirect=acme.example""#), State::Wrong, "more than 10 DNS lookups"),
        (&of(r#""v=spf1 include:%{i}._spf.acme.example -all""#), State::Unclear, "depends on each single email"),
        (&of(r#""v=spf1 exists:%{i}.acme.example -all""#), State::Unclear, "depends on each single email"),
        (&of(r#""v=spf1 exists:%{i}.acme.example include:_spf.google.com -all""#), State::Ok, "may send"),
        ("acme.example SERVFAIL", State::Unchecked, "reports an error"),
        ("acme.example SILENCE", State::Unchecked, "no DNS server answers"),
        ("acme.example GARBAGE", State::Unchecked, "Can't be checked"),
        (
            &format!("{}\nb.example SERVFAIL", of(r#""v=spf1 include:b.example -all""#)),
            State::Unchecked,
            "reports an error",
        ),
    ];
    expect(app, "SPF", GMAIL, table).await;
    // A return address of the provider's own.
    let (state, said) = finding(app, "SPF", "smtps://smtp.postmarkapp.com", "").await;
    assert!(state == State::NotNeeded && said.contains("DKIM is what counts"), "{said}");
}

async fn spf_of_another_server_is_judged_by_its_addresses(app: &TestApp) {
    let of = |record: &str| {
        format!(
            "mail.acme.example A 192.0.2.25\nmail.acme.example AAAA 2001:db8::25\nacme.example MX 10 mx.acme.example.\n\
             mx.acme.example A 192.0.2.26\nacme.example TXT \"v=spf1 {record}\""
        )
    };
    let table: &[(&str, State, &str)] = &[
        ("", State::Missing, r#"acme.example TXT "v=spf1 a:mail.acme.example ~all""#),
        (&of("a:mail.acme.example -all"), State::Ok, "mail.acme.example may send"),
        (&of("A:Mail.Acme.Example -all"), State::Ok, "may send"),
        (&of("ip4:192.0.2.25 -all"), State::Ok, "may send"),
        (&of("ip4:192.0.2.0/24 -all"), State::Ok, "may send"),
        (&of("ip4:0.0.0.0/0 -all"), State::Ok, "may send"),
        (&of("ip6:2001:db8::/64 -all"), State::Ok, "may send"),
        (&of("mx/24 -all"), State::Ok, "may send"),
        (&of("mx/31//128 -all"), State::Unclear, "doesn't list mail.acme.example"),
        (&of("mx -all"), State::Unclear, r#""v=spf1 mx a:mail.acme.example -all""#),
        (&of("a -all"), State::Unclear, "ask your provider"),
        (&of("-ip4:192.0.2.25 -all"), State::Unclear, "doesn't list"),
        (&of("ip6:2001:db9::/32 ip4:192.0.3.0/24 -all"), State::Unclear, "doesn't list"),
        (&of("a:%{d} -all"), State::Unclear, "depends on each single email"),
        (&format!("{}\nmail.acme.example SERVFAIL", of("-all")), State::Unchecked, "reports an error"),
    ];
    expect(app, "SPF", OWN, table).await;
    let by_address = finding(app, "SPF", "smtps://192.0.2.25", "acme.example TXT \"v=spf1 -all\"").await;
    assert!(by_address.1.contains("\"v=spf1 ip4:192.0.2.25 -all\""), "{by_address:?}");
    // The tests' own URL opens on this machine only, which is no address for others.
    for (zone, state, words) in [
        ("", State::Missing, "Ask your email provider for the record to add."),
        (r#"acme.example TXT "v=spf1 mx -all""#, State::Unclear, "isn't known here"),
    ] {
        let (found, said) = finding(app, "SPF", "smtp://localhost:25", zone).await;
        assert!(found == state && said.contains(words), "{zone}: {found:?} {said}");
    }
    // SPF is about the return address.
    let dns = FakeDns::start(r#"bounces.example TXT "v=spf1 a:mail.acme.example -all""#).await;
    let sender = sending_from(&dns.asked_by(app), OWN.to_owned());
    let bounce_address = Some(BounceAddress::parse("bounces@bounces.example").unwrap());
    let config = Config { bounce_address, ..(*sender.config).clone() };
    let findings = sender_domain::findings(&AppState { config: config.into(), ..sender }).await.unwrap();
    assert!(findings[0].in_words().contains("doesn't list mail.acme.example"), "{}", findings[0].in_words());
}

async fn a_key_is_looked_for_where_the_provider_has_it(app: &TestApp) {
    let at = "google._domainkey.acme.example";
    let table: &[(&str, State, &str)] = &[
        (
            &format!("{at} TXT \"v=DKIM1; k=rsa; p=MIGf\" \"MA0G\""),
            State::Ok,
            "published at google._domainkey.acme.example",
        ),
        (&format!("{at} TXT \"p=MIGf MA0G\""), State::Ok, "published"),
        (&format!("{at} TXT \"v=spf1 -all\"\n{at} TXT \"k=ed25519; p=MIGf\""), State::Ok, "published"),
        (
            &format!("{at} CNAME key.provider.example.\nkey.provider.example TXT \"v=DKIM1; p=MIGf\""),
            State::Ok,
            "published",
        ),
        (&format!("{at} CNAME gone.provider.example."), State::Unclear, "No key was found"),
        (&format!("{at} TXT \"v=DKIM1; p=\""), State::Wrong, "empty or invalid"),
        (&format!("{at} TXT \"v=DKIM1; p=%%%\""), State::Wrong, "empty or invalid"),
        (&format!("{at} TXT \"v=DKIM2; p=MIGf\""), State::Wrong, "empty or invalid"),
        (&format!("{at} TXT \"=;;=\""), State::Wrong, "empty or invalid"),
        ("", State::Unclear, "Admin console > Apps"),
        (&format!("{at} SERVFAIL"), State::Unchecked, "reports an error"),
        (&format!("{at} SILENCE"), State::Unchecked, "no DNS server answers"),
    ];
    expect(app, "DKIM", GMAIL, table).await;
    for (server, zone, state, words) in [
        ("smtp://smtp.office365.com?tls=required", "", State::Missing, "Microsoft Defender portal"),
        (
            "smtp://smtp.office365.com?tls=required",
            "selector2._domainkey.acme.example TXT \"p=MIGf\"",
            State::Ok,
            "selector2",
        ),
        (
            "smtps://smtp.fastmail.com",
            "",
            State::Missing,
            "fm3._domainkey.acme.example CNAME \"fm3.acme.example.dkim.fmhosted.com\"",
        ),
        ("smtps://smtp.sendgrid.net", "s1._domainkey.acme.example TXT \"p=MIGf\"", State::Ok, "s1"),
        (OWN, "", State::Unclear, "use a test email"),
    ] {
        let (found, said) = finding(app, "DKIM", server, zone).await;
        assert!(found == state && said.contains(words), "{server} {zone}: {found:?} {said}");
    }
}

async fn dmarc_is_that_of_the_domain_or_of_one_above_it(app: &TestApp) {
    let of = |record: &str| format!("_dmarc.acme.example TXT {record}");
    let table: &[(&str, State, &str)] = &[
        ("", State::Missing, r#"_dmarc.acme.example TXT "v=DMARC1; p=none; rua=mailto:partners@acme.example""#),
        (r#"_dmarc.example TXT "v=DMARC1; p=reject""#, State::Missing, "no DMARC record"),
        (&of(r#""v=DMARC1; p=none""#), State::Ok, "only asks for reports"),
        (&of(r#""v=DMARC1;p=Quarantine;sp=none""#), State::Ok, "p=quarantine"),
        (&of(r#""v=DMARC1 ; p" "=reject""#), State::Ok, "reject forged emails"),
        (&of(r#""v=DMARC1; rua=mailto:a@acme.example""#), State::Ok, "only asks for reports"),
        (&of(r#""v=DMARC1; p=block""#), State::Wrong, "is invalid"),
        (&of(r#""v=DMARC1; p=""#), State::Wrong, "is invalid"),
        (&of(r#""v=dmarc1; p=none""#), State::Missing, "no DMARC record"),
        (&of(r#""v=DMARC12; p=none""#), State::Missing, "no DMARC record"),
        (&of(r#""google-site-verification=x""#), State::Missing, "no DMARC record"),
        (&format!("{}\n{}", of(r#""junk""#), of(r#""v=DMARC1; p=reject""#)), State::Ok, "reject forged emails"),
        (&format!("{}\n{}", of(r#""v=DMARC1; p=none""#), of(r#""v=DMARC1; p=reject""#)), State::Wrong, "more than one"),
        ("_dmarc.acme.example SERVFAIL", State::Unchecked, "reports an error"),
        ("_dmarc.acme.example SILENCE", State::Unchecked, "no DNS server answers"),
    ];
    expect(app, "DMARC", OWN, table).await;
    let at = |domain: &str, zone: &'static str| {
        let from = format!("partners@{domain}");
        async move {
            let dns = FakeDns::start(zone).await;
            let sender = from_address(&dns.asked_by(app), GMAIL, &from);
            let findings = sender_domain::findings(&sender).await.unwrap();
            (findings.iter().find(|finding| finding.name == "DMARC").unwrap().in_words(), dns.asked())
        }
    };
    for (zone, words) in [
        (r#"_dmarc.acme.example TXT "v=DMARC1; p=reject""#, "reject forged emails"),
        (r#"_dmarc.acme.example TXT "v=DMARC1; p=reject; sp=none""#, "only asks for reports"),
    ] {
        let (said, _) = at("mail.acme.example", zone).await;
        assert!(said.contains(words) && said.contains("_dmarc.acme.example"), "{zone}: {said}");
    }
    let (_, asked) = at("a.b.c.d.e.f.g.h.i.j.acme.example", "").await;
    let asked: Vec<_> = asked.iter().filter(|question| question.starts_with("_dmarc")).collect();
    assert!(asked.len() == 8 && !asked.iter().any(|question| *question == "_dmarc.example. TXT"), "{asked:?}");
}

/// The same server, sending from `address`.
fn from_address(app: &AppState, server: &str, address: &str) -> AppState {
    let config =
        Config { mail_from: Some(address.to_owned()), smtp_url: Some(server.to_owned()), ..(*app.config).clone() };
    AppState { mailer: Mailer::new(&config).unwrap().into(), ..app.clone() }
}

/// A test email with these headers more.
fn source(headers: &str) -> String {
    format!("Received: from x\r\n{headers}From: Acme <partners@acme.example>\r\nSubject: Test\r\n\r\nHello\r\n")
}

async fn a_test_email_tells_how_it_was_signed(app: &TestApp) {
    let (_, maya) = app.maya().await;
    let dns = FakeDns::start(
        r#"
        s1._domainkey.acme.example TXT "v=DKIM1; p=MIGf"
        gone._domainkey.acme.example TXT "v=DKIM1; p="
        odd._domainkey.acme.example TXT "v=DKIM1; p=?"
        s1._domainkey.provider.example TXT "v=DKIM1; p=MIGf"
        failing._domainkey.acme.example SERVFAIL
        "#,
    )
    .await;
    let sender = sending_from(&dns.asked_by(app), OWN.to_owned());
    let url = app.second_instance(|state| *state = sender).await;
    let mut at = app.browser_at(&url);
    at.cookies = maya.cookies.clone();
    let by = |selector: &str, domain: &str| format!("DKIM-Signature: v=1; d={domain}; s={selector};\r\n\tb=x\r\n");
    for (headers, words) in [
        (by("s1", "acme.example"), "DKIM works"),
        (by("s1", "provider.example") + &by("s1", "ACME.example"), "DKIM works"),
        (by("gone", "acme.example") + &by("s1", "acme.example"), "DKIM works"),
        (String::new(), "isn't signed"),
        (by("s1", "provider.example"), "signed by provider.example, not by acme.example"),
        (by("gone", "acme.example"), "it was revoked"),
        (by("odd", "acme.example"), "no valid key"),
        (by("none", "acme.example"), "there is no key at none._domainkey.acme.example"),
        (by("failing", "acme.example"), "reports an error"),
        (
            "Authentication-Results: mx.example; dkim=fail header.d=acme.example\r\n".to_owned()
                + &by("s1", "acme.example"),
            "doesn't match",
        ),
    ] {
        let answer = at.call(CHECK, &[("form[source]", &source(&headers))]).await;
        assert!(answer.body.contains(words), "{headers}: {}", answer.body);
        assert_eq!(answer.status == 200, words == "DKIM works", "{headers}: {}", answer.body);
    }
    for (pasted, words) in [
        ("", "Paste the whole source"),
        ("Hello Maya", "Paste the whole source"),
        ("From: ana@alder.example\r\n\r\n", "isn't from an address at acme.example"),
    ] {
        let answer = at.call(CHECK, &[("form[source]", pasted)]).await;
        assert!(answer.status != 200 && answer.body.contains(words), "{pasted}: {}", answer.body);
    }
}

async fn what_is_no_domain_of_ones_own_is_not_checked(app: &TestApp) {
    let dns = FakeDns::start("").await;
    let asking = dns.asked_by(app);
    assert!(sender_domain::findings(&asking).await.is_err_and(|why| why.contains("No mail server")));
    for (address, words) in [
        ("acme@gmail.com", "belongs to the provider"),
        ("acme@outlook.de", "belongs to the provider"),
        ("acme@localhost.localdomain", "isn't a domain on the internet"),
        ("acme@gangway.local", "isn't a domain on the internet"),
        ("acme@server", "isn't a domain on the internet"),
        ("acme@fritz.home.arpa", "isn't a domain on the internet"),
    ] {
        let why = sender_domain::findings(&from_address(&asking, OWN, address)).await.err().unwrap_or_default();
        assert!(why.contains(words), "{address}: {why}");
    }
    assert_eq!(dns.asked(), [""; 0]);
}

/// The server of `app` with this DNS and mail server, and Maya at it.
async fn maya_at(app: &TestApp, dns: Dns, server: &str) -> Browser {
    let (_, maya) = app.maya().await;
    let sender = sending_from(&AppState { dns, ..app.state.clone() }, server.to_owned());
    let url = app.second_instance(|state| *state = sender).await;
    let mut at = app.browser_at(&url);
    at.cookies = maya.cookies.clone();
    at
}

async fn the_page_shows_what_is_missing_and_a_text_to_forward(app: &TestApp) {
    let dns = FakeDns::start(r#"acme.example TXT "v=spf1 mx -all""#).await;
    let mut maya = maya_at(app, dns.client(), GMAIL).await;
    let page = maya.open(paths::MANAGE_MAIL_SERVER).await;
    let check = page.link("Check DNS records");
    let page = maya.open(&check).await;
    let rows = page.find(".sender-domain h3");
    assert_eq!(rows, ["SPF Needs fixing", "DKIM Unclear", "DMARC Missing"]);
    let values = page.find(".dns-record code");
    assert_eq!(
        values,
        [
            "TXT",
            "acme.example",
            "v=spf1 mx include:_spf.google.com -all",
            "TXT",
            "_dmarc.acme.example",
            "v=DMARC1; p=none; rua=mailto:partners@acme.example"
        ]
    );
    let text = page.find(".link-message").concat();
    for words in ["we send emails from acme.example", "v=spf1 mx include:_spf.google.com -all", "_dmarc.acme.example"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    let mailto = page.attribute(".sender-domain a[href^='mailto:']", "href").unwrap();
    assert!(
        mailto.contains("Hello%2C%0D%0A%0D%0Awe")
            && mailto.contains("%0D%0AValue%3A%20v%3Dspf1%20mx%20include")
            && !mailto.contains('\n'),
        "{mailto}"
    );
    dns.know(
        r#"
        acme.example TXT "v=spf1 include:_spf.google.com -all"
        _spf.google.com TXT "v=spf1 ip4:192.0.2.0/24 ~all"
        google._domainkey.acme.example TXT "v=DKIM1; p=MIGf"
        _dmarc.acme.example TXT "v=DMARC1; p=reject"
        "#,
    );
    let again = page.link("Check again");
    let page = maya.open(&again).await;
    assert_eq!(page.find(".sender-domain h3"), ["SPF OK", "DKIM OK", "DMARC OK"]);
    assert_eq!(page.find(".link-message"), [""; 0]);
    assert_ne!(page.link("Check again"), again);
}

async fn the_page_says_that_no_dns_server_answers(app: &TestApp) {
    let mut maya = maya_at(app, Dns::none(), GMAIL).await;
    let page = maya.open(&paths::mail_server_checked("", "1")).await;
    assert_eq!(page.find(".sender-domain h3").len(), 3);
    let said = page.find(".sender-domain li p");
    assert!(said.len() == 3 && said.iter().all(|text| text.contains("no DNS server answers")), "{said:?}");
}

async fn a_look_at_the_page_waits_for_no_dns(app: &TestApp) {
    let dns = FakeDns::start("").await;
    let mut maya = maya_at(app, dns.client(), GMAIL).await;
    assert_eq!(maya.open(paths::MANAGE_MAIL_SERVER).await.find(".sender-domain h3"), [""; 0]);
    assert!(maya.open(paths::SET_UP_MAIL).await.find(".sender-domain").is_empty());
    assert_eq!(dns.asked(), [""; 0]);
}

async fn a_test_email_is_pasted_without_javascript(app: &TestApp) {
    let dns = FakeDns::start(r#"s1._domainkey.acme.example TXT "v=DKIM1; p=MIGf""#).await;
    let mut maya = maya_at(app, dns.client(), OWN).await;
    maya.open(&paths::mail_server_checked("", "1")).await;
    let page = maya.submit(CHECK, &[("source", &source(""))]).await;
    assert!(page.text().contains("This email isn't signed."), "{}", page.text());
    let signed = source("DKIM-Signature: d=acme.example; s=s1\r\n") + &"x".repeat(100_000);
    let page = maya.submit(CHECK, &[("source", &signed)]).await;
    let said = page.find(".sender-domain details[open] .notice");
    assert!(said.concat().contains("DKIM works"), "{said:?}");
}

async fn the_doctor_looks_at_the_senders_domain(app: &TestApp) {
    let dns = FakeDns::start(r#"acme.example TXT "v=spf1 include:_spf.google.com -all""#).await;
    let config = Config {
        dns_server: Some(dns.address),
        smtp_url: Some("smtp://127.0.0.1:1".to_owned()),
        mail_from: Some("Acme <partners@acme.example>".to_owned()),
        ..(*app.state.config).clone()
    };
    let found = doctor::examine(config, &Environment::default()).await;
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    let about = |name: &str| said.iter().find(|line| line.contains(&format!("{name}:"))).cloned().unwrap_or_default();
    assert!(about("SPF").starts_with("warning") && about("SPF").contains("include:_spf.google.com"), "{said:#?}");
    assert!(about("DMARC").contains("_dmarc.acme.example TXT \"v=DMARC1; p=none"), "{said:#?}");
}
