//! Links as they arrive, and what becomes of the pages behind them: cases C27 to C35 and C37.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, HOUR};
use crate::paths;
use crate::server::invitations::setup_link;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{FIRST_OWNER, OTHER_PASSWORD, PASSWORD};
use crate::tests::received_email::path_of;

const ACTIVATE: &str = "/api/invitations/activate";
const RESET: &str = "/api/account/reset-password";
const CONFIRM: &str = "/api/account/confirm-address";
const FORGOT: &str = "/api/account/forgot-password";
const SET_UP: &str = "/api/invitations/set-up";

on_both_engines! {
    links_work_with_anything_around_them,
    pages_are_found_with_slashes_and_capitals,
    a_page_is_of_use_as_long_as_its_link,
    dead_links_say_what_is_true,
    set_up_links_speak_of_the_log,
    links_in_several_tabs_open_each_their_own,
    back_leads_home_once_a_link_was_used,
    forms_sent_twice_lead_on,
    an_owner_who_is_locked_out_gets_a_link_on_the_console,
    a_double_click_sends_one_invitation_again,
}

/// A link of each kind: an invitation of Ana's, a reset of Jo's, and a new address of Jo's.
async fn links(app: &TestApp) -> [(String, &'static str); 3] {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let blue = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Link)).await;
    let mut jo = app.browser();
    jo.open(&blue.link.unwrap()).await;
    jo.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    jo.call(FORGOT, &[("email", &blue.email)]).await;
    let reset = app.message().await.link();
    let asked = [("form[email]", "jo@new.example"), ("form[current_password]", PASSWORD)];
    jo.call("/api/account/change-address", &asked).await;
    let emails = app.emails().await;
    let address = emails.iter().find(|message| message.to == "jo@new.example").unwrap().link();
    [(ana.link.unwrap(), ACTIVATE), (reset, RESET), (address, CONFIRM)]
}

async fn links_work_with_anything_around_them(app: &TestApp) {
    for (link, form) in links(app).await {
        let (page, token) = link.rsplit_once('/').unwrap();
        let (head, tail) = token.split_at(20);
        for written in [
            format!("{link}%3E"),
            format!("{link}%20"),
            format!("{link}%22"),
            format!("{link}%0A"),
            format!("{link}%C2%A0"),
            format!("{link}%E2%80%8B"),
            format!("{link}%29"),
            format!("{link})."),
            format!("{link}&gt;"),
            format!("{link}?utm_source=mail"),
            format!("{link}/"),
            format!("{link}//?utm_source=mail"),
            format!("/{link}"),
            format!("{page}//{token}"),
            format!("{page}/%3C{token}%3E"),
            format!("{page}/_{token}_"),
            format!("{page}/{head}=%0D%0A{tail}"),
            format!("{}/{token}", page.to_uppercase()),
            format!("/https:/{link}"),
            format!("{link}and%20more"),
            format!("{link}!"),
            format!("{link}&amp;utm_source=mail"),
            format!("{link}%E2%80%A6"),
            format!("{page}/%3E%20{token}"),
            format!("{page}/{head}%0A%3E%20{tail}"),
            format!("{page}/{head}%20{tail}"),
            format!("{page}/{}", token.replace('_', "%5C_").replace('-', "%5C-")),
            format!("{page}/{}", token.replace('_', "/_").replace('-', "/-")),
            format!("{page}/{}", token.replace('_', "\\_")),
            format!("{page}/{}", token.replace('-', "%E2%80%91")),
            format!("{page}/{}", token.replace('-', "%C2%AD")),
            format!("{page}/{}", token.replace('-', "%25E2%2580%2591")),
            format!("{}%20{}/{token}", &page[..4], &page[4..]),
            format!("{}=%0D%0A{}/{token}", &page[..4], &page[4..]),
            format!("{}/{token}", page.replace('-', "%E2%80%91")),
        ] {
            let mut browser = app.browser();
            assert!(browser.open(&written).await.has_form(form), "C27 C28 {written}: {}", browser.page.text());
            assert!(browser.page.path.starts_with(page), "{}", browser.page.path);
            assert!(browser.open(page).await.has_form(form), "C27 {page} without saying which");
        }
    }
}

async fn pages_are_found_with_slashes_and_capitals(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    for (written, page) in [
        ("/partners/", "/partners"),
        ("/partners//?q=a", "/partners?q=a"),
        ("//partners", "/partners"),
        ("/Partners", "/partners"),
        ("/manage/audit/", "/manage/audit"),
    ] {
        let answer = maya.look(written).await;
        let target = answer.headers()["location"].to_str().unwrap();
        assert_eq!((answer.status().as_u16(), target), (308, page), "C28 {written}");
        assert_eq!(maya.open(written).await.path, page, "C28 {written}");
    }
    let mut visitor = app.browser();
    visitor.open("/sign-in/").await;
    visitor.submit("/api/account/sign-in", &[("email", "maya@acme.example"), ("password", OTHER_PASSWORD)]).await;
    assert!(visitor.page.complaint("password").contains("do not match"), "C28: {}", visitor.page.text());
    for nowhere in ["/nothing/", "//evil.example/partners/", "/partners/7/nothing/"] {
        assert_eq!(visitor.open(nowhere).await.status, 404, "C28 {nowhere}");
    }
}

async fn a_page_is_of_use_as_long_as_its_link(app: &TestApp) {
    let [(activation, _), (reset, _), (address, _)] = links(app).await;
    for (link, form, least) in [(activation, ACTIVATE, 7 * DAY), (reset, RESET, HOUR), (address, CONFIRM, 7 * DAY)] {
        let mut browser = app.browser();
        let answer = browser.get(&link).await;
        let cookies = answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
        let ages = cookies.filter_map(|cookie| cookie.split("Max-Age=").nth(1)?.split(';').next()?.parse().ok());
        let age: i64 = ages.min().unwrap();
        assert!(age * 1_000_000 >= least, "C29 {form}: {age} s");

        browser.open(&link).await;
        let page = browser.page.path.clone();
        browser.cookies.clear();
        let fields = [("password", OTHER_PASSWORD), ("current_password", PASSWORD)];
        let field = if form == CONFIRM { &fields[1..] } else { &fields[..1] };
        browser.submit(form, field).await;
        let text = browser.page.text();
        assert!(text.contains("Open the link from your email again"), "C29 {form}: {text}");
        assert!(!text.contains("missing") && !text.contains("incomplete"), "C29 {form}: {text}");
        assert_eq!(browser.open(&page).await.h1(), "Open the link again", "C29 {form}: after a reload");
        assert!(browser.open(&link).await.has_form(form), "C29 {form}: and then it works");
    }
}

async fn dead_links_say_what_is_true(app: &TestApp) {
    let (_, said) = (app.staff().await, |page: &str, token: &str| format!("{page}/{token}"));
    let cut = "A part of the link is missing.";
    for (page, unknown) in [
        (paths::ACTIVATE, "No invitation belongs to this link"),
        (paths::RESET_PASSWORD, "It has expired or was already used."),
        (paths::CONFIRM_ADDRESS, "No change of an address belongs to this link"),
    ] {
        for (token, words) in [
            ("A".repeat(43), unknown),
            ("A".repeat(60), unknown),
            (format!("{}%3E", "A".repeat(43)), unknown),
            ("A".repeat(42), cut),
            (format!("{}%3E", "A".repeat(42)), cut),
            ("x".to_owned(), cut),
        ] {
            let mut browser = app.browser();
            let text = browser.open(&said(page, &token)).await.text();
            assert!(text.contains(words), "{page} {token}: {text}");
            assert_eq!(text.contains(cut), words == cut, "{page} {token}: {text}");
        }
        let text = app.browser().open(page).await.text();
        assert!(text.contains("Open the link from your email again"), "{page}: {text}");
    }
}

async fn set_up_links_speak_of_the_log(app: &TestApp) {
    let mint = async || path_of(&setup_link::mint(&app.state).await.unwrap().unwrap());
    let (first, second) = (mint().await, mint().await);
    let mut browser = app.browser();
    let text = browser.open(&first).await.text();
    assert!(text.contains("server's log") && text.contains("gangway owner-link"), "C33: {text}");
    assert!(!text.contains("email") && !text.contains("missing"), "C33: {text}");
    app.wait(2 * DAY);
    assert!(browser.open(&second).await.text().contains("server's log"), "C33: it expired");
    let third = mint().await;
    browser.open(&third).await;
    let page = browser.page.clone();
    assert_eq!(browser.submit(SET_UP, &FIRST_OWNER).await.path, paths::ATTENTION);
    for link in [&first, &third] {
        assert!(app.browser().open(link).await.text().contains("Gangway has been set up."), "C33");
    }
    browser.cookies.remove("gangway_session");
    browser.page = page;
    assert_eq!(browser.submit(SET_UP, &FIRST_OWNER).await.path, paths::ATTENTION, "C37: sent twice");
    assert_eq!(app.number("select count(*) from person").await, 1);
}

async fn links_in_several_tabs_open_each_their_own(app: &TestApp) {
    let staff = app.staff().await;
    let mut invited = Vec::new();
    for n in 0..10 {
        let details = app.details(&format!("Partner {n}"), &format!("ana{n}@alder.example")).await;
        invited.push(app.add(&staff, details, Some(Delivery::Link)).await);
    }
    let mut browser = app.browser();
    let mut tabs = Vec::new();
    for known in &invited {
        tabs.push(browser.open(known.link.as_ref().unwrap()).await.clone());
    }
    for (n, tab) in tabs.iter().enumerate() {
        let email = &invited[n].email;
        assert_eq!(&browser.open(&tab.path).await.value("email"), email, "C35: reloaded");
        browser.page = tab.clone();
        let password = format!("{PASSWORD} {n}");
        assert_eq!(browser.submit(ACTIVATE, &[("password", &password)]).await.path, paths::PORTAL, "C35 {n}");
        let fields = [("form[email]", email.as_str()), ("form[password]", &password)];
        assert!(app.browser().call("/api/account/sign-in", &fields).await.status < 400, "C35 {email}");
    }
    app.emails().await;

    let mut tabs: Vec<Browser> = Vec::new();
    let mut browser = app.browser();
    for known in &invited[..2] {
        browser.call(FORGOT, &[("email", &known.email)]).await;
        let reset = app.message_about("password").await.link();
        browser.open(&reset).await;
        let mut tab = app.browser();
        tab.page = browser.page.clone();
        tabs.push(tab);
    }
    for (n, tab) in tabs.iter().enumerate() {
        browser.page = tab.page.clone();
        let password = format!("{OTHER_PASSWORD} {n}");
        assert_eq!(browser.submit(RESET, &[("password", &password)]).await.path, paths::PORTAL, "C35 {n}");
        let fields = [("form[email]", invited[n].email.as_str()), ("form[password]", &password)];
        assert!(app.browser().call("/api/account/sign-in", &fields).await.status < 400, "C35 {n}");
    }
}

async fn back_leads_home_once_a_link_was_used(app: &TestApp) {
    for (link, form) in links(app).await {
        let mut browser = app.browser();
        browser.open(&link).await;
        let page = browser.page.path.clone();
        let field = if form == CONFIRM { ("current_password", OTHER_PASSWORD) } else { ("password", OTHER_PASSWORD) };
        assert!(browser.submit(form, &[field]).await.path.starts_with(paths::PORTAL), "{}", browser.page.text());
        assert_eq!(browser.open(&page).await.path, paths::PORTAL, "C34 {form}: Back");
        if form == ACTIVATE {
            assert_eq!(browser.open(&link).await.path, paths::PORTAL, "C34: the link once more");
        }
        assert!(!app.browser().open(&link).await.has_form(form), "C34: to others it is over");
    }
}

async fn forms_sent_twice_lead_on(app: &TestApp) {
    for (link, form) in links(app).await {
        let mut first = app.browser();
        first.open(&link).await;
        let mut second = app.browser();
        second.cookies = first.cookies.clone();
        second.page = first.page.clone();
        let mut other = app.browser();
        other.cookies = first.cookies.clone();
        other.page = first.page.clone();
        let name = if form == CONFIRM { "current_password" } else { "password" };
        let field = [(name, OTHER_PASSWORD)];
        let (one, two) = tokio::join!(first.post(form, &field), second.post(form, &field));
        for answer in [one, two] {
            let target = answer.location().unwrap_or_default();
            assert!(target.starts_with(paths::PORTAL), "C37 {form}: {target}");
        }
        let answer = other.submit(form, &[(name, PASSWORD)]).await;
        assert!(!answer.path.starts_with(paths::PORTAL), "C37 {form}: another password opens nothing");
        assert!(!other.cookies.contains_key("gangway_session"));
    }
    assert_eq!(app.audit_entries("activated").await, 2, "each once");
    assert_eq!(app.audit_entries("password_reset").await, 1);
    assert_eq!(app.audit_entries("address_changed").await, 1);
}

async fn an_owner_who_is_locked_out_gets_a_link_on_the_console(app: &TestApp) {
    let no_owner = setup_link::for_owner(&app.state, "maya@acme.example").await.unwrap_err();
    assert!(no_owner.in_words().contains("no owner yet"), "C32: {}", no_owner.in_words());
    let (staff, mut maya) = app.maya().await;
    app.active_ana(&staff).await;
    for stranger in ["ana@alder.example", "may@acme.example", "maya", ""] {
        let error = setup_link::for_owner(&app.state, stranger).await.unwrap_err().in_words();
        assert!(error.contains("maya@acme.example"), "C32 {stranger}: names the owners: {error}");
    }
    app.emails().await;
    let link = path_of(&setup_link::for_owner(&app.state, "Maya@Acme.example").await.unwrap());
    app.secrets.note(&link);
    assert!(app.emails().await.is_empty(), "C32: nothing is sent");
    let mut browser = app.browser();
    browser.open(&link).await;
    assert_eq!(browser.submit(RESET, &[("password", OTHER_PASSWORD)]).await.path, paths::ATTENTION, "C32");
    assert!(maya.open(paths::PARTNERS).await.path.starts_with(paths::SIGN_IN), "other sessions end");
    assert!(app.message().await.subject.contains("password"), "and the address on file hears of it");
    assert_eq!(app.audit_entries("owner_link").await, 1);
    assert!(setup_link::has_owner(&app.state).await.unwrap().contains("--for"), "C32");
}

async fn a_double_click_sends_one_invitation_again(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    app.emails().await;
    app.wait(HOUR);
    let person = ana.contact.to_string();
    let fields = [("form[person]".to_owned(), person.clone())];
    let click = || maya.form_request("/api/invitations/resend", &fields).header("accept", "application/json").send();
    let (one, two) = tokio::join!(click(), click());
    for answer in [one, two] {
        assert!(answer.unwrap().status().is_success(), "C37");
    }
    assert_eq!(app.emails().await.len(), 1, "C37: one email");
    assert_eq!(app.audit_entries("invitation_resent").await, 1);
    app.wait(HOUR);
    maya.call("/api/invitations/resend", &[("form[person]", &person)]).await;
    assert_eq!(app.emails().await.len(), 1, "later it is another click");
}
