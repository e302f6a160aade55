//! R17: what a password may be. R20: what setting one ends.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::password::Password;
use crate::paths;
use crate::server::invitations::setup_link;
use crate::server::platform::password_hash::Visitor;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::{Answer, Browser};
use crate::tests::people::{OTHER_PASSWORD, PASSWORD};
use crate::tests::received_email::path_of;

const ACTIVATE: &str = "/api/invitations/activate";
const SET_UP: &str = "/api/invitations/set-up";
const SIGN_IN: &str = "/api/account/sign-in";
const FORGOT: &str = "/api/account/forgot-password";
const RESET: &str = "/api/account/reset-password";
const CHANGE: &str = "/api/account/change-password";

on_both_engines! {
    r17_long_and_plain_passwords_are_taken_as_they_are_typed,
    r17_short_common_and_known_words_are_refused_wherever_a_password_is_chosen,
    r17_one_password_is_one_password_however_its_letters_are_composed,
    r20_a_reset_ends_every_session_but_the_one_it_begins,
    r20_a_changed_password_ends_every_session_but_the_one_it_was_changed_in,
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    app.browser().call(SIGN_IN, &[("form[email]", email), ("form[password]", password)]).await
}

async fn can_sign_in(app: &TestApp, email: &str, password: &str) -> bool {
    let answer = sign_in(app, email, password).await;
    assert!(answer.status < 400 || answer.status == 422, "{answer:?}");
    answer.status < 400
}

/// Letters without a pattern: no program that guesses sees a word in them.
fn letters(count: u32) -> String {
    (0..count).filter_map(|n| char::from_u32(u32::from('a') + (n * n * 7 + n * 11 + n / 3) % 26)).collect()
}

async fn r17_long_and_plain_passwords_are_taken_as_they_are_typed(app: &TestApp) {
    let staff = app.staff().await;
    let emoji: String = (0..64_u32).filter_map(|n| char::from_u32(0x1F400 + (n * n + n * 5) % 60)).collect();
    assert_eq!((emoji.chars().count(), emoji.len()), (64, 256));
    let longest = letters(Password::MAX as u32);
    // bcrypt, for one, reads 72 bytes and no more.
    let long = letters(73);
    let near = |text: &str| {
        let mut near: String = text.chars().take(text.chars().count() - 1).collect();
        let cut = near.clone();
        near.push('~');
        vec![cut, near]
    };
    for (n, (password, others)) in [
        // The shortest, and nothing but one kind of character each: there are no rules of composition.
        ("tz4kqw9x".to_owned(), vec!["tz4kqw9".to_owned(), "TZ4KQW9X".to_owned()]),
        ("quietriverstones".to_owned(), vec!["Quietriverstones".to_owned()]),
        ("739105826417".to_owned(), vec!["73910582641".to_owned()]),
        ("  lighthouse keeper  ".to_owned(), vec!["lighthouse keeper".to_owned(), "  lighthouse keeper ".to_owned()]),
        ("wind & weather = 100% + \"rain\" <é>".to_owned(), vec!["wind & weather".to_owned()]),
        (emoji.clone(), near(&emoji)),
        (long.clone(), near(&long)),
        (longest.clone(), near(&longest)),
    ]
    .into_iter()
    .enumerate()
    {
        let details = app.details(&format!("Partner {n}"), &format!("ana{n}@alder.example")).await;
        let ana = app.add(&staff, details, Some(Delivery::Link)).await;
        let mut browser = app.browser();
        browser.open(ana.link.as_ref().unwrap()).await;
        let page = browser.submit(ACTIVATE, &[("password", &password)]).await;
        assert_eq!(page.path, paths::PORTAL, "{password:?}: {}", page.text());
        assert!(can_sign_in(app, &ana.email, &password).await, "{password:?}");
        for other in others {
            assert!(!can_sign_in(app, &ana.email, &other).await, "{other:?} instead of {password:?}");
        }
    }
}

/// Too short, too long, among the first that are tried, or made of words that stand beside the field.
const REFUSED: [&str; 26] = [
    "",
    "tz4kqw9",
    "    ",
    "password",
    "password1",
    "Passw0rd",
    "12345678",
    "1234567890",
    "11111111",
    "qwertyuiop",
    "qwerty123",
    "1q2w3e4r",
    "iloveyou",
    "sunshine",
    "football",
    "baseball",
    "princess",
    "superman",
    "trustno1",
    "abcd1234",
    "letmein1",
    "welcome1",
    "Gangway1",
    "gangway2026",
    "Acmecorp1",
    "AcmeCorp2026",
];

async fn r17_short_common_and_known_words_are_refused_wherever_a_password_is_chosen(app: &TestApp) {
    // The first owner, who names the organisation in the same form.
    let mut owner = app.browser();
    let link = setup_link::mint(&app.state).await.unwrap().unwrap();
    owner.open(&path_of(&link)).await;
    let too_long = letters(Password::MAX as u32 + 1);
    let set_up = |password: &str| {
        [
            ("form[organisation]", "Acmecorp".to_owned()),
            ("form[first_name]", "Maya".to_owned()),
            ("form[last_name]", "Lindqvist".to_owned()),
            ("form[email]", "maya@acme.example".to_owned()),
            ("form[password]", password.to_owned()),
        ]
    };
    for password in REFUSED.into_iter().chain([too_long.as_str(), "lindqvist1", "MayaLindqvist"]) {
        let fields = set_up(password);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        refuse(&mut owner, SET_UP, &fields, password).await;
    }
    assert_eq!(app.rows("person").await, 0);
    let fields = set_up(PASSWORD);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(owner.call(SET_UP, &fields).await.status < 400);

    // A contact, who is known by name, address and company.
    let personal = ["AnaRuiz1", "ana@alder.example", "ruiz.ana", "Fernwaerts1", "fernwaerts2026"];
    let staff = app.staff().await;
    let details = app.details("Fernwaerts", "ana@alder.example").await;
    let ana = app.add(&staff, details, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(ana.link.as_ref().unwrap()).await;
    let invitation = browser.page.attribute("input[name='form[invitation]']", "value").unwrap();
    for password in REFUSED.into_iter().chain(personal).chain([too_long.as_str()]) {
        let fields = [("form[invitation]", invitation.as_str()), ("form[password]", password)];
        refuse(&mut browser, ACTIVATE, &fields, password).await;
    }
    assert_eq!(app.active_contacts().await, 0);
    browser.submit(ACTIVATE, &[("password", PASSWORD)]).await;

    // The same contact later on.
    for password in REFUSED.into_iter().chain(personal).chain([too_long.as_str()]) {
        refuse(&mut browser, CHANGE, &[("form[current]", PASSWORD), ("form[password]", password)], password).await;
    }
    app.browser().call(FORGOT, &[("email", "ana@alder.example")]).await;
    let mut forgetful = app.browser();
    forgetful.open(&app.message().await.link()).await;
    for password in REFUSED.into_iter().chain(personal).chain([too_long.as_str()]) {
        refuse(
            &mut forgetful,
            RESET,
            &[("form[account]", "ana@alder.example"), ("form[password]", password)],
            password,
        )
        .await;
    }
    assert!(can_sign_in(app, "ana@alder.example", PASSWORD).await, "nothing changed");
}

async fn refuse(browser: &mut Browser, endpoint: &str, fields: &[(&str, &str)], password: &str) {
    let answer = browser.call(endpoint, fields).await;
    assert_eq!(answer.status, 422, "{endpoint} took {password:?}: {answer:?}");
    assert!(answer.body.contains("\"password\""), "beside its field: {answer:?}");
}

/// The same letters as one character each, and as a letter with its mark behind (NIST SP 800-63B-4
/// 3.1.1.2): what a keyboard sends differs from system to system.
const COMPOSED: &str = "\u{e9}t\u{e9} \u{f6}ffnet T\u{fc}ren";
const DECOMPOSED: &str = "e\u{301}te\u{301} o\u{308}ffnet Tu\u{308}ren";
/// The same from a keyboard of full width, with spaces that do not break (C36).
const WIDE: &str = "\u{e9}ｔ\u{e9}\u{a0}\u{f6}ｆｆｎｅｔ\u{a0}Ｔ\u{fc}ｒｅｎ";

async fn r17_one_password_is_one_password_however_its_letters_are_composed(app: &TestApp) {
    let staff = app.staff().await;
    for (n, (chosen, typed)) in
        [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED), (COMPOSED, WIDE), (WIDE, COMPOSED)].into_iter().enumerate()
    {
        let details = app.details(&format!("Partner {n}"), &format!("ana{n}@alder.example")).await;
        let ana = app.add(&staff, details, Some(Delivery::Link)).await;
        let mut browser = app.browser();
        browser.open(ana.link.as_ref().unwrap()).await;
        assert_eq!(browser.submit(ACTIVATE, &[("password", chosen)]).await.path, paths::PORTAL);
        assert!(can_sign_in(app, &ana.email, chosen).await);
        assert!(can_sign_in(app, &ana.email, typed).await, "chosen as {chosen:?}, typed as {typed:?}");
        assert!(!can_sign_in(app, &ana.email, "ete offnet Turen").await, "marks count");
        let change = [("form[current]", typed), ("form[password]", PASSWORD)];
        assert!(browser.call(CHANGE, &change).await.status < 400, "nor does it matter in My account");
    }
    // Decomposed, the longest password has more characters, and is still one of 200.
    let longest: String = letters(190) + &"\u{e9}".repeat(10);
    let decomposed = longest.replace('\u{e9}', "e\u{301}");
    let hash = app.state.passwords.hash(Password::parse(&longest).unwrap()).await.unwrap();
    assert!(
        app.state.passwords.place(Visitor::Stranger).await.unwrap().is_right(&decomposed, Some(hash)).await.unwrap()
    );
    // Four letters are four, with their marks behind or not.
    let details = app.details("Short", "short@alder.example").await;
    let short = app.add(&staff, details, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(short.link.as_ref().unwrap()).await;
    let page = browser.submit(ACTIVATE, &[("password", "e\u{301}a\u{300}o\u{308}u\u{302}")]).await;
    assert_eq!(page.at(), paths::ACTIVATE);
}

/// Ana in ten browsers on two instances.
async fn ten_sessions(app: &TestApp) -> Vec<Browser> {
    let staff = app.staff().await;
    let (known, ana) = app.active_ana(&staff).await;
    let second = app.second_instance(|_| ()).await;
    let mut browsers = vec![ana];
    for n in 0..9 {
        let mut browser = app.browser_at(if n % 2 == 0 { &app.url } else { &second });
        browser.cookies = app.signed_in(known.contact, Role::Contact).await.cookies;
        browsers.push(browser);
    }
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 200);
    }
    browsers
}

const HERS: &str = "select count(*) from session where person_id in (select id from person where role = 'contact')";

async fn r20_a_reset_ends_every_session_but_the_one_it_begins(app: &TestApp) {
    let mut browsers = ten_sessions(app).await;
    app.browser().call(FORGOT, &[("email", "ana@alder.example")]).await;
    let mut forgetful = app.browser();
    forgetful.open(&app.message().await.link()).await;
    assert_eq!(app.number(HERS).await, 10, "asking ends nothing");
    assert_eq!(forgetful.submit(RESET, &[("password", OTHER_PASSWORD)]).await.path, paths::PORTAL);
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 401);
    }
    assert_eq!(forgetful.call("/api/portal/load", &[]).await.status, 200);
    assert_eq!(app.number(HERS).await, 1);
    assert!(!can_sign_in(app, "ana@alder.example", PASSWORD).await);
}

async fn r20_a_changed_password_ends_every_session_but_the_one_it_was_changed_in(app: &TestApp) {
    let mut browsers = ten_sessions(app).await;
    app.browser().call(FORGOT, &[("email", "ana@alder.example")]).await;
    let reset = app.message().await.link();
    let mut here = browsers.remove(4);
    let wrong = [("form[current]", "not this one"), ("form[password]", OTHER_PASSWORD)];
    assert_eq!(here.call(CHANGE, &wrong).await.status, 422);
    assert_eq!(app.number(HERS).await, 10, "a wrong guess ends nothing");
    let right = [("form[current]", PASSWORD), ("form[password]", OTHER_PASSWORD)];
    assert!(here.call(CHANGE, &right).await.status < 400);
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 401);
    }
    assert_eq!(here.call("/api/portal/load", &[]).await.status, 200);
    assert_eq!(app.number(HERS).await, 1);
    assert_eq!(app.browser().open(&reset).await.h1(), "This link no longer works", "nor is there another way in");
}
