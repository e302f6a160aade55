//! R34: no mailbox is flooded through us. The limits are counted from the messages themselves, so that a restart
//! forgets nothing and no header or field shifts them.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::organisation::settings::InvitationLifetime;
use crate::domain::time::{HOUR, MINUTE, SECOND};
use crate::paths;
use crate::server::platform::config::Config;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD};
use crate::tests::scaled_runs;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::task::JoinSet;

const RESEND: &str = "/api/invitations/resend";
const FORGOT: &str = "/api/account/forgot-password";

on_both_engines! {
    r34_one_person_gets_a_few_invitations_an_hour_however_often_one_clicks,
    r34_no_detour_leads_around_the_limit,
    r34_a_forgotten_password_is_mailed_a_few_times_an_hour,
    r34_a_new_address_is_mailed_a_few_times_an_hour,
    r34_an_old_link_mails_its_owner_a_few_times_an_hour,
    r34_a_password_is_not_found_by_trying,
    r34_many_tries_at_once_are_as_many,
    r34_many_networks_together_find_no_password_either,
    r34_one_network_tries_a_few_accounts_only,
    r34_a_stranger_behind_the_same_proxy_locks_no_one_out,
}

/// How often a person clicks who does not stop.
fn many() -> usize {
    scaled_runs::size("CLICKS", 150)
}

/// How many clicks of each `app` got which status.
async fn click(browser: &Browser, endpoint: &str, field: (&str, &str), clicks: usize) -> BTreeMap<u16, usize> {
    let mut answers = BTreeMap::new();
    for n in 0..clicks {
        let fields = [
            (field.0.to_owned(), field.1.to_owned()),
            ("form[nonce]".to_owned(), n.to_string()),
            (format!("form[x{n}]"), "1".to_owned()),
            ("ip".to_owned(), format!("203.0.113.{n}")),
        ];
        let request = browser
            .form_request(endpoint, &fields)
            .header("accept", "application/json")
            .header("x-forwarded-for", format!("198.51.100.{}", n % 250))
            .header("forwarded", format!("for=198.51.100.{}", n % 250))
            .header("x-real-ip", format!("198.51.100.{}", n % 250))
            .header("user-agent", format!("Browser/{n}"));
        let status = request.send().await.unwrap().status().as_u16();
        *answers.entry(status).or_default() += 1;
    }
    answers
}

async fn r34_one_person_gets_a_few_invitations_an_hour_however_often_one_clicks(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let other = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let person = ana.contact.to_string();
    let at_once = many() / 5;
    let mut sent = app.emails().await;
    for _ in 0..4 {
        app.wait(3 * SECOND);
        let answers = click(&maya, RESEND, ("form[person]", &person), at_once).await;
        assert_eq!(answers, BTreeMap::from([(200, at_once)]), "pressed so often at once, one email");
        sent.extend(app.emails().await);
    }
    app.wait(3 * SECOND);
    let answers = click(&maya, RESEND, ("form[person]", &person), at_once).await;
    assert_eq!(answers, BTreeMap::from([(409, at_once)]), "with the first one, five");
    // Another instance, which is what a restart leaves: nothing but the database.
    let mut restarted = app.browser_at(&app.second_instance(|_| ()).await);
    restarted.cookies = maya.cookies.clone();
    let again = many() / 3;
    assert_eq!(click(&restarted, RESEND, ("form[person]", &person), again).await, BTreeMap::from([(409, again)]));
    sent.extend(app.emails().await);
    assert_eq!(sent.iter().filter(|message| message.to == ana.email).count(), 5);

    app.wait(18 * MINUTE);
    maya.open(&paths::partner(ana.partner)).await;
    maya.submit(RESEND, &[]).await;
    let text = maya.page.text();
    let words = "You've reached the limit of 5 emails per hour to Ana Ruiz. Try again in 42 minutes. If it's urgent, copy a link and share it yourself.";
    assert!(text.contains(words), "{text}");
    let copied = maya.call("/api/invitations/mint-link", &[("form[person]", &person)]).await;
    assert!(copied.status < 400, "{copied:?}");
    let elsewhere = maya.call(RESEND, &[("form[person]", &other.contact.to_string())]).await;
    assert!(elsewhere.status < 400, "others are not affected: {elsewhere:?}");
    app.wait(42 * MINUTE);
    app.emails().await;
    assert!(maya.call(RESEND, &[("form[person]", &person)]).await.status < 400);
    assert_eq!(app.message().await.to, ana.email);
    held(app, &format!("{} clicks to resend an invitation: five emails within the hour", 5 * at_once + again));
}

fn held(app: &TestApp, what: &str) {
    scaled_runs::held("R34", Some(app.engine()), what);
}

async fn r34_no_detour_leads_around_the_limit(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let person = ana.contact.to_string();
    let mut emails = app.emails().await.len();
    for n in 0..12 {
        let email = format!("ana{}@alder.example", n % 3);
        let edit = [
            ("form[person]", person.as_str()),
            ("form[first_name]", "Ana"),
            ("form[last_name]", "Ruiz"),
            ("form[email]", &email),
            ("form[portal_role]", "member"),
        ];
        maya.call("/api/partners/update-contact", &edit).await;
        emails += app.emails().await.len();
        maya.call("/api/invitations/remove-access", &[("form[person]", &person)]).await;
        maya.call("/api/invitations/give-access", &[("form[person]", &person), ("form[delivery]", "email")]).await;
        emails += app.emails().await.len();
    }
    assert_eq!(emails, 5);

    // Cancelled and undelivered emails do not count.
    let Known { contact, email, .. } =
        app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let person = contact.to_string();
    for _ in 0..8 {
        assert!(maya.call("/api/invitations/undo-send", &[("form[person]", &person)]).await.status < 400);
        let answer = maya.call(RESEND, &[("form[person]", &person)]).await;
        assert!(answer.status < 400, "{answer:?}");
    }
    assert_eq!(app.message().await.to, email);
}

async fn r34_a_forgotten_password_is_mailed_a_few_times_an_hour(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, _) = app.active_ana(&staff).await;
    let second = app.second_instance(|_| ()).await;
    let (here, there) = (app.browser(), app.browser_at(&second));
    for spelling in [ana.email.clone(), ana.email.to_uppercase()] {
        for (browser, clicks) in [(&here, many() / 3), (&there, many() / 6)] {
            let answers = click(browser, FORGOT, ("email", &spelling), clicks).await;
            assert_eq!(answers, BTreeMap::from([(200, clicks)]), "says the same");
        }
    }
    assert_eq!(app.emails().await.len(), 1);
    let mut emails = 1;
    for _ in 0..18 {
        app.wait(3 * MINUTE);
        click(&here, FORGOT, ("email", &ana.email), 2).await;
        emails += app.emails().await.len();
    }
    assert_eq!(emails, 3, "in an hour");
    app.wait(HOUR);
    click(&there, FORGOT, ("email", &ana.email), 2).await;
    assert_eq!(app.emails().await.len(), 1, "and then again");
    let page = app.browser().open(&format!("{}?asked=yes", paths::FORGOT_PASSWORD)).await.text();
    assert!(page.contains("(up to three per hour)"), "{page}");
    held(app, &format!("{} requests for a password reset: three emails an hour", many()));
}

async fn r34_a_new_address_is_mailed_a_few_times_an_hour(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    app.wait(HOUR);
    let asked = [("form[email]", "ana@new.example"), ("form[current_password]", PASSWORD)];
    assert!(ana.call("/api/account/change-address", &asked).await.status < 400);
    let person = known.contact.to_string();
    let mut emails = 0;
    for _ in 0..25 {
        click(&ana, "/api/account/resend-address-change", ("email", "evil@evil.example"), many() / 50).await;
        click(&maya, "/api/partners/resend-address-change", ("form[person]", &person), many() / 50).await;
        emails += app.emails().await.iter().filter(|message| message.to == "ana@new.example").count();
        app.wait(2 * MINUTE);
    }
    assert_eq!(emails, 5, "in 50 minutes");
    let page = ana.call("/api/account/resend-address-change", &[]).await;
    assert!(page.body.contains("Try again in 10 minutes."), "{page:?}");
    held(app, &format!("{} clicks to resend an email change: five emails within the hour", many()));
}

async fn r34_an_old_link_mails_its_owner_a_few_times_an_hour(app: &TestApp) {
    const FRESH: &str = "/api/invitations/request-fresh-link";
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let old = app.message().await.link();
    app.wait(InvitationLifetime::DEFAULT.micros() + 1);
    let mut holder = app.browser();
    holder.open(&old).await;
    let mut emails = 0;
    for _ in 0..11 {
        let clicks = many() / 15;
        let answers = click(&holder, FRESH, ("email", "evil@evil.example"), clicks).await;
        assert_eq!(answers, BTreeMap::from([(200, clicks)]));
        for message in app.emails().await {
            assert_eq!(message.to, ana.email);
            emails += 1;
        }
        app.wait(5 * MINUTE);
    }
    assert_eq!(emails, 5, "in 55 minutes");
    held(app, &format!("{} requests for a new link: five emails within the hour", many() / 15 * 11));
}

const SIGN_IN: &str = "/api/account/sign-in";
const WRONG: &str = "Email and password do not match.";
const TOO_MANY: &str = "Too many tries. Try again in 15 minutes, or choose a new password by email.";

/// What signing in from `network` is answered; none once it worked.
async fn try_password(app: &TestApp, browser: &Browser, email: &str, password: &str, network: &str) -> Option<String> {
    let fields =
        [("form[email]", email), ("form[password]", password)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let request = browser.form_request(SIGN_IN, &fields).header("accept", "application/json");
    let answer = request.header("x-forwarded-for", network).send().await.unwrap();
    for cookie in answer.headers().get_all("set-cookie") {
        app.secrets.note(cookie.to_str().unwrap());
    }
    if answer.status().is_success() || answer.status().is_redirection() {
        return None;
    }
    assert_eq!(answer.status(), 422);
    Some(answer.text().await.unwrap())
}

/// An instance behind one proxy, which says from where a visitor comes.
async fn behind_a_proxy(app: &TestApp) -> Browser {
    let trusting =
        |app: &mut AppState| app.config = Arc::new(Config { trusted_proxies: Some(1), ..(*app.config).clone() });
    app.browser_at(&app.second_instance(trusting).await)
}

async fn r34_a_password_is_not_found_by_trying(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, mut browser) = app.active_ana(&staff).await;
    let here = behind_a_proxy(app).await;
    for email in [ana.email.as_str(), "nobody@nowhere.example", "no address"] {
        for _ in 0..10 {
            let answer = try_password(app, &here, email, "not this one", "203.0.113.7").await.unwrap();
            assert!(answer.contains(WRONG), "{answer}");
        }
        let restarted = behind_a_proxy(app).await;
        for password in ["not this one", PASSWORD] {
            let answer = try_password(app, &restarted, email, password, "203.0.113.7").await.unwrap();
            assert!(answer.contains(TOO_MANY), "{answer}");
        }
    }
    assert!(browser.open(paths::PORTAL).await.text().contains("Alder"), "whoever is in stays in");
    app.wait(15 * MINUTE);
    for _ in 0..9 {
        let answer = try_password(app, &here, &ana.email, "not this one", "203.0.113.7").await.unwrap();
        assert!(answer.contains(WRONG), "{answer}");
    }
    assert_eq!(try_password(app, &here, &ana.email, PASSWORD, "203.0.113.7").await, None);
    let answer = try_password(app, &here, &ana.email, PASSWORD, "203.0.113.7").await.unwrap();
    assert!(answer.contains(TOO_MANY), "who is right has tried, too: {answer}");
    let change = [("form[current]", "not this one"), ("form[password]", "seven quiet harbour lanterns")];
    for n in 0..=20 {
        let answer = browser.call("/api/account/change-password", &change).await;
        assert_eq!((answer.status, answer.body.contains(TOO_MANY)), (422, n == 20), "{answer:?}");
    }
    browser.open(paths::PORTAL_ACCOUNT).await;
    let typed = [("current", "not this one"), ("password", "seven quiet harbour lanterns")];
    let page = browser.submit("/api/account/change-password", &typed).await;
    assert!(page.text().contains(TOO_MANY), "without scripts, too: {}", page.text());
}

/// Behind a proxy that is not configured, visitors cannot be distinguished.
async fn r34_a_stranger_behind_the_same_proxy_locks_no_one_out(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, _) = app.active_ana(&staff).await;
    let here = app.browser();
    for n in 0..30 {
        let answer = try_password(app, &here, &ana.email, "not this one", &format!("203.0.113.{n}")).await.unwrap();
        assert!(answer.contains(WRONG), "{n}: {answer}");
    }
    assert_eq!(try_password(app, &here, &ana.email, PASSWORD, "").await, None);
}

async fn r34_many_networks_together_find_no_password_either(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, _) = app.active_ana(&staff).await;
    let browser = behind_a_proxy(app).await;
    for n in 0..50 {
        let answer = try_password(app, &browser, &ana.email, "not this one", &format!("203.0.113.{n}")).await.unwrap();
        assert!(answer.contains(WRONG), "{n}: {answer}");
    }
    let answer = try_password(app, &browser, &ana.email, PASSWORD, "203.0.113.99").await.unwrap();
    assert!(answer.contains(TOO_MANY), "{answer}");
    assert_eq!(try_password(app, &browser, "maya@acme.example", PASSWORD, "203.0.113.9").await, None, "others sign in");
}

async fn r34_one_network_tries_a_few_accounts_only(app: &TestApp) {
    app.staff().await;
    let browser = behind_a_proxy(app).await;
    for n in 0..100 {
        let answer =
            try_password(app, &browser, &format!("p{n}@p.example"), "not this one", "2001:db8:1:2::7").await.unwrap();
        assert!(answer.contains(WRONG), "{n}: {answer}");
    }
    let answer = try_password(app, &browser, "maya@acme.example", PASSWORD, "2001:db8:1:2:ffff::1").await.unwrap();
    assert!(answer.contains(TOO_MANY), "the same network: {answer}");
    assert_eq!(try_password(app, &browser, "maya@acme.example", PASSWORD, "2001:db8:1:3::7").await, None, "another");
}

async fn r34_many_tries_at_once_are_as_many(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, _) = app.active_ana(&staff).await;
    let fields = [("form[email]", ana.email.as_str()), ("form[password]", "not this one")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let browser = behind_a_proxy(app).await;
    let try_once = || browser.form_request(SIGN_IN, &fields).header("x-forwarded-for", "203.0.113.7");
    let tries: JoinSet<_> = (0..40).map(|_| try_once().header("accept", "application/json").send()).collect();
    let mut compared = 0;
    for answer in tries.join_all().await {
        compared += usize::from(answer.unwrap().text().await.unwrap().contains(WRONG));
    }
    assert!(compared <= 10, "{compared} of 40 were compared");
}
