//! Signing in with another address: asked for, confirmed there, and not before (R4, R5, R6, R20, R32).

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, HOUR, MINUTE};
use crate::paths;
use crate::server::audit::record;
use crate::server::auth::email_changes::LIFETIME;
use crate::server::invitations::invite;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::invariants;
use crate::tests::people::{Known, OTHER_PASSWORD, PASSWORD, chosen};
use crate::tests::received_email::ReceivedEmail;

const UPDATE: &str = "/api/partners/update-contact";
const CHANGE: &str = "/api/account/change-address";
const CONFIRM: &str = "/api/account/confirm-address";
const FRESH: &str = "/api/account/fresh-address-link";
const SIGN_IN: &str = "/api/account/sign-in";
const NEW: &str = "ana@new.example";
const OLD: &str = "ana@alder.example";

on_both_engines! {
    the_old_address_signs_in_until_the_new_one_is_confirmed,
    whoever_is_not_active_yet_gets_the_new_address_at_once,
    one_asks_for_oneself_with_ones_password,
    staff_change_their_own_address_too,
    r04_looking_at_the_link_and_pressing_its_button_consume_nothing,
    r05_the_link_confirms_one_address_and_nothing_else,
    r05_a_link_that_was_swapped_under_an_open_page_confirms_nothing,
    r06_a_newer_change_and_every_end_of_access_end_the_link,
    r06_links_to_the_old_address_die_with_it,
    r32_an_address_of_somebody_else_is_refused_when_asked_and_when_confirmed,
    r16_a_contact_learns_of_nobody_who_has_an_account,
    an_expired_link_offers_a_fresh_one_to_the_new_address,
    a_change_is_sent_again_and_cancelled_on_the_partners_page,
    strangers_are_not_written_to_without_end,
    the_page_about_mail_names_these_mails,
    nothing_of_it_stays_of_a_contact_who_is_removed,
}

/// Staff type another address for a contact. Returns the mails that follow.
async fn ask(app: &TestApp, maya: &mut Browser, known: &Known, email: &str) -> Vec<ReceivedEmail> {
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit(UPDATE, &[("email", email)]).await;
    app.emails().await
}

/// The link in the mail to `address`.
fn link(emails: &[ReceivedEmail], address: &str) -> String {
    emails
        .iter()
        .find(|message| message.to == address)
        .unwrap_or_else(|| panic!("no mail to {address}: {emails:#?}"))
        .link()
}

async fn signs_in(app: &TestApp, email: &str, password: &str) -> bool {
    app.browser().call(SIGN_IN, &[("form[email]", email), ("form[password]", password)]).await.status < 400
}

async fn confirm(browser: &mut Browser, link: &str) -> String {
    browser.open(link).await;
    browser.submit(CONFIRM, &[("current_password", PASSWORD)]).await.path.clone()
}

async fn the_old_address_signs_in_until_the_new_one_is_confirmed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    let page = maya.submit(UPDATE, &[("email", NEW), ("job_title", "Head of sales")]).await;
    assert_eq!(page.path, format!("{}?notice=address-asked", paths::partner(known.partner)));
    let text = page.text();
    assert!(text.contains("The change to ana@new.example waits for confirmation until"), "{text}");
    assert!(text.contains("Head of sales") && text.contains(OLD), "all else is saved: {text}");
    assert!(text.contains("Maya Lindqvist asked for Ana Ruiz to sign in with another address."), "{text}");

    let emails = app.emails().await;
    assert_eq!(emails.len(), 2, "{emails:#?}");
    let told = emails.iter().find(|message| message.to == OLD).unwrap();
    assert!(
        told.text
            .contains("Maya Lindqvist asked to change your sign-in address at Acme from this one to ana@new.example"),
        "{}",
        told.text
    );
    assert_eq!(told.link(), paths::PORTAL_ACCOUNT, "nothing in it acts by itself");
    assert!(signs_in(app, OLD, PASSWORD).await && !signs_in(app, NEW, PASSWORD).await);

    let mut browser = app.browser();
    let page = browser.open(&link(&emails, NEW)).await;
    assert_eq!((page.at(), page.h1().as_str()), (paths::CONFIRM_ADDRESS, "Confirm your new address"));
    assert!(page.text().contains("a•••@alder.example") && !page.body.contains(OLD), "{}", page.text());
    assert_eq!(page.value("account"), NEW);
    browser.submit(CONFIRM, &[("current_password", "not this one")]).await;
    assert_eq!(browser.page.complaint("current_password"), "This is not your current password.");
    browser.submit(CONFIRM, &[("current_password", PASSWORD)]).await;
    assert_eq!(browser.page.path, "/portal?notice=address-changed");
    assert!(browser.page.body.contains("You sign in with your new address from now on."));

    assert!(ana.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN), "every other session ended");
    assert!(!signs_in(app, OLD, PASSWORD).await && signs_in(app, NEW, PASSWORD).await);
    let told = app.message_about("has changed").await;
    assert_eq!((told.to.as_str(), told.link().as_str()), (OLD, paths::SIGN_IN));
    assert!(told.text.contains(NEW), "{}", told.text);
    assert_eq!(app.browser().open(&link(&emails, NEW)).await.h1(), "Your new address is confirmed");
    let text = maya.open(&paths::partner(known.partner)).await.text();
    assert!(text.contains("Ana Ruiz confirmed their new email address.") && !text.contains("waits for"), "{text}");
    assert_eq!(maya.open("/partners?q=ana%40new").await.find("tbody .cell-name"), ["Alder & Finch"]);
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("Email: ana@alder.example → ana@new.example"));
}

async fn whoever_is_not_active_yet_gets_the_new_address_at_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    app.emails().await;
    let emails = ask(app, &mut maya, &known, NEW).await;
    assert_eq!(maya.page.path, format!("{}?notice=saved", paths::partner(known.partner)));
    assert_eq!((emails.len(), app.rows("address_change").await), (1, 0));
    assert!(link(&emails, NEW).starts_with(paths::ACTIVATE));
}

async fn one_asks_for_oneself_with_ones_password(app: &TestApp) {
    let staff = app.staff().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    ana.open(paths::PORTAL_ACCOUNT).await;
    for (email, password, field, complaint) in [
        (NEW, "not this one", "current_password", "This is not your current password."),
        ("nonsense", PASSWORD, "email", "Enter an email address like name@company.com."),
        ("ANA@alder.example", PASSWORD, "email", "You sign in with this address already."),
    ] {
        ana.submit(CHANGE, &[("email", email), ("current_password", password)]).await;
        assert_eq!((ana.page.complaint(field).as_str(), ana.page.value("email").as_str()), (complaint, email));
    }
    assert!(app.emails().await.is_empty());
    ana.submit(CHANGE, &[("email", NEW), ("current_password", PASSWORD)]).await;
    assert_eq!(ana.page.path, format!("{}?notice=address-asked", paths::PORTAL_ACCOUNT));
    assert!(ana.page.text().contains("The change to ana@new.example waits"), "{}", ana.page.text());
    let emails = app.emails().await;
    assert!(
        emails
            .iter()
            .any(|message| message.to == OLD && message.text.contains("Ana Ruiz asked to change your sign-in address"))
    );
    assert_eq!(confirm(&mut app.browser(), &link(&emails, NEW)).await, "/portal?notice=address-changed");
    assert!(ana.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN), "the session that asked ended too");
}

async fn staff_change_their_own_address_too(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    maya.open(paths::ACCOUNT).await;
    maya.submit(CHANGE, &[("email", "maya@new.example"), ("current_password", PASSWORD)]).await;
    let emails = app.emails().await;
    let told = emails.iter().find(|message| message.to == "maya@acme.example").unwrap();
    assert_eq!(told.link(), paths::ACCOUNT);
    let (_, mut eve) = app.colleague_as(Role::Admin, "Eve").await;
    for endpoint in ["/api/partners/cancel-address-change", "/api/partners/resend-address-change"] {
        let answer = eve.call(endpoint, &[("form[person]", &staff.id.to_string())]).await;
        assert_eq!(answer.status, 404, "nobody has a say in a colleague's address");
    }
    // In a browser where another person is signed in, the page says so first.
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    adam.open(&link(&emails, "maya@new.example")).await;
    assert!(adam.page.text().contains("you are signed in as Adam Vogel"), "{}", adam.page.text());
    assert_eq!(confirm(&mut adam, &link(&emails, "maya@new.example")).await, "/attention?notice=address-changed");
    assert!(maya.open(paths::PARTNERS).await.path.starts_with(paths::SIGN_IN));
    assert!(signs_in(app, "maya@new.example", PASSWORD).await);
}

async fn r04_looking_at_the_link_and_pressing_its_button_consume_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    let link = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    let before = invariants::contents(app).await;
    for _ in 0..5 {
        let mut scanner = app.browser();
        scanner.open(&link).await;
        scanner.submit(CONFIRM, &[]).await;
        assert_eq!(scanner.page.complaint("current_password"), "This is not your current password.");
        for method in ["HEAD", "OPTIONS", "PUT", "DELETE"] {
            let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
            reqwest::Client::new().request(method, format!("{}{link}", app.url)).send().await.unwrap();
        }
        let url = format!("{}{CONFIRM}?form[current_password]={PASSWORD}", app.url);
        assert!(reqwest::get(url).await.unwrap().status().is_client_error());
        // It is not expired, so there is nothing to send.
        scanner.call(FRESH, &[]).await;
    }
    assert!(invariants::contents(app).await == before, "something was written");
    assert_eq!(confirm(&mut app.browser(), &link).await, "/portal?notice=address-changed");
}

async fn r05_the_link_confirms_one_address_and_nothing_else(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    let link = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    let token = link.rsplit('/').next().unwrap();
    let mut browser = app.browser();
    assert_eq!(browser.open(&paths::reset_link(token)).await.h1(), "This link no longer works");
    assert_eq!(browser.call("/api/account/reset-password", &[("form[password]", OTHER_PASSWORD)]).await.status, 409);
    assert_eq!(browser.open(&paths::activation_link(token)).await.h1(), "This link does not work");
    browser.call("/api/account/forgot-password", &[("email", OLD)]).await;
    let reset = app.message().await.link();
    let mut browser = app.browser();
    let page = browser.open(&paths::address_link(reset.rsplit('/').next().unwrap())).await;
    assert_eq!((page.status, page.h1().as_str()), (404, "This link does not work"));
    assert_eq!(browser.call(CONFIRM, &[("form[current_password]", PASSWORD)]).await.status, 409);
    for broken in ["x", "%00", "..", &"A".repeat(43), &"A".repeat(5_000)] {
        let mut browser = app.browser();
        browser.get(&paths::address_link(broken)).await;
        assert_eq!(browser.call(CONFIRM, &[("form[current_password]", PASSWORD)]).await.status, 409, "{broken:.20}");
    }

    // Extra fields change nothing.
    let mut browser = app.browser();
    browser.open(&link).await;
    let mut fields = browser.page.fill_in(CONFIRM, &[("current_password", PASSWORD)]);
    for (name, value) in [("email", "evil@evil.example"), ("person", "1"), ("role", "owner")] {
        fields.push((format!("form[{name}]"), value.to_owned()));
    }
    let answer = browser.form_request(CONFIRM, &fields).header("accept", "application/json").send().await.unwrap();
    assert!(answer.status().as_u16() < 500);
    assert_eq!(app.number("select count(*) from person where email like '%evil%'").await, 0);
    assert_eq!(app.members_in(Role::Owner).await, 1);
}

/// Someone who asked for an address of their own opens its link in the browser of whom it belongs to.
async fn r05_a_link_that_was_swapped_under_an_open_page_confirms_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    let theirs = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    ana.open(&theirs).await;
    let shown = ana.page.clone();
    let swapped = link(&ask(app, &mut maya, &known, "evil@evil.example").await, "evil@evil.example");
    ana.open(&swapped).await;
    ana.page = shown;
    let page = ana.submit(CONFIRM, &[("current_password", PASSWORD)]).await;
    assert_eq!(page.h1(), "A newer link has replaced this one", "{}", page.text());
    assert!(signs_in(app, OLD, PASSWORD).await && !signs_in(app, "evil@evil.example", PASSWORD).await);
}

async fn r06_a_newer_change_and_every_end_of_access_end_the_link(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    let first = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    let second = link(&ask(app, &mut maya, &known, "ana@newer.example").await, "ana@newer.example");
    let mut browser = app.browser();
    browser.open(&second).await;
    let form = browser.page.fill_in(CONFIRM, &[("current_password", PASSWORD)]);
    let page = browser.open(&first).await;
    assert_eq!(page.h1(), "A newer link has replaced this one");
    assert!(!page.has_form(CONFIRM));
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(browser.call(CONFIRM, &form).await.status, 409, "the form of another link");
    assert!(signs_in(app, OLD, PASSWORD).await);

    invite::remove_access(&app.state, &staff, known.contact).await.unwrap();
    assert_eq!(app.browser().open(&second).await.h1(), "This change was cancelled");
    let given = invite::give_access(&app.state, &staff, known.contact, &chosen(Delivery::Link, "")).await.unwrap();
    let mut ana = app.browser();
    ana.open(&app.link_of(&given.unwrap())).await;
    ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    assert_eq!(app.browser().open(&second).await.h1(), "This change was cancelled", "active again");
    assert_eq!(app.number("select count(*) from address_change where confirmed_at is not null").await, 0);
}

async fn r06_links_to_the_old_address_die_with_it(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    app.browser().call("/api/account/forgot-password", &[("email", OLD)]).await;
    let reset = app.message().await.link();
    let link = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    assert!(app.browser().open(&reset).await.has_form("/api/account/reset-password"), "until then it works");
    confirm(&mut app.browser(), &link).await;
    let mut browser = app.browser();
    assert_eq!(browser.open(&reset).await.h1(), "This link no longer works");
    let answer = browser.call("/api/account/reset-password", &[("form[password]", OTHER_PASSWORD)]).await;
    assert_eq!(answer.status, 409, "{answer:?}");
    app.emails().await;
    app.browser().call("/api/account/forgot-password", &[("email", OLD)]).await;
    assert!(app.emails().await.is_empty(), "nobody is there any more");
    app.wait(HOUR);
    app.browser().call("/api/account/forgot-password", &[("email", NEW)]).await;
    assert_eq!(app.message().await.to, NEW);
}

async fn r32_an_address_of_somebody_else_is_refused_when_asked_and_when_confirmed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    assert!(ask(app, &mut maya, &known, "JO@Blue.example").await.is_empty());
    assert!(maya.page.complaint("email").contains("already used by Ana Ruiz at Bluewater"), "{}", maya.page.text());
    assert!(ask(app, &mut maya, &known, "jо@blue.example").await.is_empty(), "a Cyrillic letter");
    assert!(maya.page.complaint("email").contains("plain letters"));
    assert_eq!(app.rows("address_change").await, 0);

    let link = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    let mut browser = app.browser();
    browser.open(&link).await;
    app.add(&staff, app.details("Cartograph", "Ana@NEW.example").await, None).await;
    browser.submit(CONFIRM, &[("current_password", PASSWORD)]).await;
    assert_eq!(browser.page.h1(), "This address is in use", "{}", browser.page.text());
    assert!(signs_in(app, OLD, PASSWORD).await && !signs_in(app, NEW, PASSWORD).await);
}

async fn r16_a_contact_learns_of_nobody_who_has_an_account(app: &TestApp) {
    let staff = app.staff().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    for taken in ["jo@blue.example", "maya@acme.example", "nobody@nowhere.example"] {
        ana.open(paths::PORTAL_ACCOUNT).await;
        ana.submit(CHANGE, &[("email", taken), ("current_password", PASSWORD)]).await;
        assert_eq!(ana.page.path, format!("{}?notice=address-asked", paths::PORTAL_ACCOUNT));
        let emails = app.emails().await;
        let page = app.browser().open(&link(&emails, taken)).await.clone();
        let expected = if taken.starts_with("nobody") { "Confirm your new address" } else { "This address is in use" };
        assert_eq!(page.h1(), expected, "whoever reads mail there may know");
    }
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    adam.open(paths::ACCOUNT).await;
    adam.submit(CHANGE, &[("email", "maya@acme.example"), ("current_password", PASSWORD)]).await;
    assert!(adam.page.complaint("email").contains("already used by your team member Maya Lindqvist."));
}

async fn an_expired_link_offers_a_fresh_one_to_the_new_address(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    let old = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    let mut browser = app.browser();
    browser.open(&old).await;
    app.wait(LIFETIME);
    browser.submit(CONFIRM, &[("current_password", PASSWORD)]).await;
    assert_eq!(browser.page.h1(), "This link has expired");
    let page = maya.open(&paths::partner(known.partner)).await;
    assert!(page.text().contains("The change to ana@new.example was not confirmed by"), "{}", page.text());
    let page = browser.submit(FRESH, &[]).await;
    assert_eq!(page.h1(), "Confirm your new address", "the change has its full time again");
    assert_eq!(app.message().await.to, NEW);
    browser.call(FRESH, &[]).await;
    assert!(app.emails().await.is_empty());
    assert_eq!(confirm(&mut browser, &old).await, "/portal?notice=address-changed");
}

async fn a_change_is_sent_again_and_cancelled_on_the_partners_page(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    let first = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    let partner = paths::partner(known.partner);
    maya.open(&partner).await;
    maya.submit("/api/partners/resend-address-change", &[]).await;
    assert!(maya.page.text().contains("The email went out a moment ago."), "{}", maya.page.text());
    app.wait(MINUTE);
    maya.open(&partner).await;
    maya.submit("/api/partners/resend-address-change", &[]).await;
    assert_eq!(maya.page.path, format!("{partner}?notice=address-resent"));
    let second = app.message().await.link();
    for link in [&first, &second] {
        assert!(app.browser().open(link).await.has_form(CONFIRM), "earlier links keep working");
    }
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let page = vera.open(&partner).await;
    assert!(
        page.text().contains("The change to ana@new.example") && !page.has_form("/api/partners/cancel-address-change")
    );
    maya.submit("/api/partners/cancel-address-change", &[]).await;
    assert!(!maya.page.text().contains("The change to"), "{}", maya.page.text());
    assert_eq!(app.browser().open(&second).await.h1(), "This change was cancelled");

    ask(app, &mut maya, &known, NEW).await;
    ana.open(paths::PORTAL_ACCOUNT).await;
    ana.submit("/api/account/cancel-address-change", &[]).await;
    assert!(!ana.page.text().contains("The change to"), "{}", ana.page.text());
    assert_eq!(ana.call("/api/account/cancel-address-change", &[]).await.status, 409);
    assert_eq!(record::count(&app.state, "address_cancelled").await.unwrap(), 2);
}

async fn strangers_are_not_written_to_without_end(app: &TestApp) {
    let staff = app.staff().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    for n in 0..8 {
        ana.open(paths::PORTAL_ACCOUNT).await;
        let email = format!("stranger{n}@elsewhere.example");
        ana.submit(CHANGE, &[("email", &email), ("current_password", PASSWORD)]).await;
    }
    assert!(ana.page.complaint("email").contains("Try again tomorrow."), "{}", ana.page.text());
    let to_strangers = app.emails().await.into_iter().filter(|message| message.to.contains("stranger")).count();
    assert!(to_strangers <= 5, "{to_strangers}");
    app.wait(DAY);
    ana.submit(CHANGE, &[("email", NEW), ("current_password", PASSWORD)]).await;
    assert!(ana.page.path.contains("notice=address-asked"));
}

async fn the_page_about_mail_names_these_mails(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    let emails = ask(app, &mut maya, &known, NEW).await;
    confirm(&mut app.browser(), &link(&emails, NEW)).await;
    let text = maya.open(paths::MANAGE_MAIL).await.text();
    for about in ["New address to confirm", "New address asked for", "Address changed"] {
        assert!(text.contains(about), "{about}: {text}");
    }
    assert!(text.contains(OLD) && text.contains(NEW) && text.contains("Alder & Finch"), "{text}");
}

async fn nothing_of_it_stays_of_a_contact_who_is_removed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    let link = link(&ask(app, &mut maya, &known, NEW).await, NEW);
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/partners/delete", &[]).await;
    assert_eq!(app.browser().open(&link).await.h1(), "This link does not work");
    for table in ["address_change", "token", "queued_email", "email_attempt"] {
        assert_eq!(app.rows(table).await, 0, "{table}");
    }
}
