//! The language of pages: who reads what, and how it is changed.

use crate::domain::invitations::delivery::Delivery;
use crate::i18n::Locale;
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{PASSWORD, with};

on_both_engines! {
    a_contact_reads_their_language_from_the_link_on,
    a_choice_comes_before_everything_else_and_is_remembered,
    a_browser_is_answered_in_what_it_accepts,
    a_language_that_pages_do_not_have_falls_back,
    signing_out_forgets_what_this_browser_shows,
    an_unknown_language_changes_nothing,
    the_texts_of_a_language_are_kept_for_ever,
    what_happened_is_read_and_found_in_each_language,
    a_copied_link_comes_in_the_language_of_its_contact,
}

async fn language_of(browser: &mut Browser, path: &str) -> String {
    let page = browser.open(path).await;
    assert_eq!(page.status, 200, "{path}");
    let script = page.attribute("script[src^='/messages/']", "src").unwrap();
    let language = page.attribute("html", "lang").unwrap();
    assert!(script.starts_with(&format!("/messages/{language}.")), "{script} on a page in {language}");
    language
}

async fn a_contact_reads_their_language_from_the_link_on(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let details = with(app.details("Hafen", "una@hafen.example").await, |form| form.contact.language = "de".into());
    let known = app.add(&staff, details, Some(Delivery::Link)).await;
    let mut una = app.browser();
    assert_eq!(language_of(&mut una, paths::SIGN_IN).await, "en", "no one is known yet");
    assert_eq!(language_of(&mut una, known.link.as_ref().unwrap()).await, "de");
    una.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    for path in [paths::PORTAL, paths::PORTAL_ACCOUNT] {
        assert_eq!(language_of(&mut una, path).await, "de");
    }
    assert_eq!(language_of(&mut maya, paths::PARTNERS).await, "en", "staff read their own");
}

async fn a_choice_comes_before_everything_else_and_is_remembered(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    ana.open(paths::PORTAL_ACCOUNT).await;
    ana.submit(paths::CHOOSE_LANGUAGE, &[("language", "de")]).await;
    assert_eq!(ana.page.path, paths::PORTAL_ACCOUNT, "back where it was chosen");
    assert_eq!(language_of(&mut ana, paths::PORTAL).await, "de");
    let noted = app.number("select count(*) from person where language = 'de'").await;
    assert_eq!(noted, 1, "emails follow");

    let mut elsewhere = app.browser();
    elsewhere.open(paths::SIGN_IN).await;
    elsewhere.submit(paths::CHOOSE_LANGUAGE, &[("language", "de")]).await;
    assert_eq!(elsewhere.page.path, paths::SIGN_IN);
    elsewhere.submit(paths::CHOOSE_LANGUAGE, &[("language", "en")]).await;
    elsewhere.submit("/api/account/sign-in", &[("email", &known.email), ("password", PASSWORD)]).await;
    assert_eq!(language_of(&mut elsewhere, paths::PORTAL).await, "en", "what this browser was asked for");
}

async fn a_browser_is_answered_in_what_it_accepts(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for browser in [&mut app.browser(), &mut maya] {
        browser.languages = "de-AT, en;q=0.5".to_owned();
        assert_eq!(language_of(browser, paths::HOME).await, "de");
    }
}

async fn a_language_that_pages_do_not_have_falls_back(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let details = with(app.details("Port", "luc@port.example").await, |form| form.contact.language = "fr".into());
    let known = app.add(&staff, details, Some(Delivery::Link)).await;
    let mut luc = app.browser();
    luc.languages = "fr-CH, fr;q=0.9".to_owned();
    assert_eq!(language_of(&mut luc, known.link.as_ref().unwrap()).await, Locale::default().code());
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit("/api/organisation/save", &[("language", "de")]).await;
    assert_eq!(language_of(&mut luc, paths::ACTIVATE).await, "de", "the organisation's");
}

async fn signing_out_forgets_what_this_browser_shows(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    maya.open(paths::ACCOUNT).await;
    maya.submit(paths::CHOOSE_LANGUAGE, &[("language", "de")]).await;
    maya.submit(paths::SIGN_OUT, &[]).await;
    assert_eq!(language_of(&mut maya, paths::SIGN_IN).await, "en");
    maya.submit("/api/account/sign-in", &[("email", "maya@acme.example"), ("password", PASSWORD)]).await;
    assert_eq!(language_of(&mut maya, paths::PARTNERS).await, "de", "what she reads is known");
}

async fn an_unknown_language_changes_nothing(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for wrong in ["", "xx", "../de", "fr"] {
        assert_eq!(maya.call(paths::CHOOSE_LANGUAGE, &[("language", wrong)]).await.status, 400, "{wrong}");
    }
    assert_eq!(language_of(&mut maya, paths::PARTNERS).await, "en");
}

async fn the_texts_of_a_language_are_kept_for_ever(app: &TestApp) {
    let mut browser = app.browser();
    browser.open(paths::SIGN_IN).await;
    let script = browser.page.attribute("script[src^='/messages/']", "src").unwrap();
    let response = browser.look(&script).await;
    assert_eq!(response.headers()["cache-control"], "public, max-age=31536000, immutable");
    let plain = response.text().await.unwrap();
    assert!(plain.starts_with("gangwayMessages=\"en\\n"), "{}", &plain[..40]);
    let client = reqwest::Client::new();
    let packed = client.get(format!("{}{script}", app.url)).header("accept-encoding", "gzip, br;q=1").send().await;
    let packed = packed.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "br");
    assert!(packed.bytes().await.unwrap().len() * 2 < plain.len());
    assert_eq!(browser.look("/messages/en.js").await.status().as_u16(), 404);
}

async fn what_happened_is_read_and_found_in_each_language(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.languages = "de".to_owned();
    maya.open(paths::MANAGE_ORGANISATION).await;
    maya.submit("/api/organisation/save", &[("accent", "blue")]).await;
    let una = app.add(&staff, app.details("Hafen", "una@hafen.example").await, None).await;
    maya.open(&paths::partner(una.partner)).await;
    maya.submit("/api/partners/delete", &[]).await;
    let texts = [
        (
            "en",
            "Maya Lindqvist changed the organisation's settings.",
            "Accent colour: ",
            "Maya Lindqvist deleted Hafen.",
        ),
        (
            "de",
            "Maya Lindqvist hat die Einstellungen der Organisation geändert.",
            "Akzentfarbe: ",
            "Maya Lindqvist hat Hafen gelöscht.",
        ),
    ];
    for (language, settings, colour, deleted) in texts {
        maya.languages = language.to_owned();
        let text = maya.open(paths::MANAGE_AUDIT).await.text();
        assert!([settings, colour, deleted].iter().all(|said| text.contains(said)), "{text}");
        for word in ["deleted", "GELÖSCHT"] {
            let text = maya.open(&format!("{}?q={word}", paths::MANAGE_AUDIT)).await.text();
            assert!(text.contains(deleted) && !text.contains(settings), "{word}: {text}");
        }
    }
}

async fn a_copied_link_comes_in_the_language_of_its_contact(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let details = with(app.details("Hafen", "una@hafen.example").await, |form| form.contact.language = "de".into());
    let una = app.add(&staff, details, Some(Delivery::Link)).await;
    maya.open(&paths::partner(una.partner)).await;
    maya.submit("/api/invitations/mint-link", &[]).await;
    let message = maya.page.body.clone();
    assert!(message.contains("hier ist Ihr persönlicher Link zum Partnerportal von Acme."), "{message}");
    assert!(maya.page.text().contains("Copy"), "the page itself stays English");
}
