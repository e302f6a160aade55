//! R22: who may call what. Every server function declares it with `permit!`, and is called here in every role: it
//! answers only those it is for. One that declares nothing fails.

use crate::domain::auth::permission::Permission;
use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::request::permission::declarations;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::invariants;
use crate::tests::people::PASSWORD;
use leptos::server_fn::axum::server_fn_paths;

on_both_engines! {
    r22_every_function_answers_only_to_those_it_is_for,
    r22_a_viewer_changes_nothing,
    r22_a_contact_sees_their_own_company_only,
    r22_no_other_spelling_of_a_path_opens_a_door,
}

/// Every server function and who may call it, as it declares. Signing out and deleting the partner come last:
/// they end what the others need.
fn table() -> impl Iterator<Item = (&'static str, Permission)> {
    let rank = |endpoint: &str| match endpoint {
        "partners/delete" => 1,
        "account/sign-out" => 2,
        _ => 0,
    };
    let endpoint = |path: &'static str| path.strip_prefix("/api/").unwrap();
    let mut rows: Vec<_> = declarations().map(|row| (endpoint(row.path), row.permission)).collect();
    rows.sort_by_key(|(endpoint, _)| (rank(endpoint), *endpoint));
    rows.into_iter()
}

#[test]
fn r22_every_function_declares_once_who_may_call_it() {
    let mut declared: Vec<&str> = declarations().map(|row| row.path).collect();
    declared.sort_unstable();
    let mut registered: Vec<&str> = server_fn_paths().map(|(path, _)| path).collect();
    registered.sort_unstable();
    assert_eq!(registered, declared);
}

/// Fields that every function can read, so that the answer is about who asks.
fn fields(partner: &str, person: &str) -> Vec<(String, String)> {
    [
        ("draft", "01990000-0000-7000-8000-000000000000"),
        ("partner", partner),
        ("session", "01990000-0000-7000-8000-000000000000"),
        ("template", "01990000-0000-7000-8000-000000000000"),
        ("language", "en"),
        ("version", "1"),
        ("queued_email", "01990000-0000-7000-8000-000000000000"),
        ("email", "nobody@nowhere.example"),
        ("name", "x"),
        ("password", "x"),
        ("context", "x"),
        ("change", "give"),
        ("selection[all]", "on"),
        ("bulk", "01990000-0000-7000-8000-000000000000"),
        ("outcome", ""),
        ("import", "01990000-0000-7000-8000-000000000000"),
        ("state", ""),
        ("again", ""),
        ("address", "ana@alder.example"),
        ("after", ""),
        ("form[partner]", partner),
        ("form[person]", person),
        ("form[version]", "77"),
        ("form[delivery]", "email"),
        ("person", person),
        ("form[role]", "viewer"),
        ("form[password]", ""),
        ("form[invitation]", "01990000-0000-7000-8000-000000000000"),
        ("query[q]", ""),
        ("kind", "program"),
        ("provider", ""),
        ("choice", "01990000-0000-7000-8000-000000000000"),
        ("to", "up"),
        ("form[kind]", "program"),
        ("form[choice]", "01990000-0000-7000-8000-000000000000"),
        ("q", ""),
        ("text", "ana@alder.example"),
        ("page", "invite-partners"),
        ("form[page]", "invite-partners"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

async fn status(browser: &Browser, endpoint: &str, fields: &[(String, String)]) -> u16 {
    let request = browser.form_request(&format!("/api/{endpoint}"), fields).header("accept", "application/json");
    request.send().await.unwrap().status().as_u16()
}

async fn r22_every_function_answers_only_to_those_it_is_for(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let (alder, ana) = app.active_ana(&staff).await;
    let (_, adam) = app.colleague_as(Role::Admin, "Adam").await;
    let (_, vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let mia = app.colleague(&staff, alder.partner, "mia@alder.example", Some(Delivery::Link)).await;
    let mut member = app.browser();
    member.open(mia.link.as_ref().unwrap()).await;
    member.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    let other = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let (partner, person) = (other.partner.to_string(), other.contact.to_string());
    let nobody = app.browser();
    for (endpoint, permission) in table() {
        for (who, browser, may) in [
            ("nobody", &nobody, permission == Permission::Anyone),
            (
                "a viewer",
                &vera,
                !matches!(
                    permission,
                    Permission::Editors | Permission::Owners | Permission::Contacts | Permission::Managers
                ),
            ),
            (
                "an admin",
                &adam,
                !matches!(permission, Permission::Owners | Permission::Contacts | Permission::Managers),
            ),
            ("an owner", &maya, !matches!(permission, Permission::Contacts | Permission::Managers)),
            ("a manager", &ana, !matches!(permission, Permission::Staff | Permission::Editors | Permission::Owners)),
            (
                "a member",
                &member,
                !matches!(
                    permission,
                    Permission::Staff | Permission::Editors | Permission::Owners | Permission::Managers
                ),
            ),
        ] {
            let status = status(browser, endpoint, &fields(&partner, &person)).await;
            let refused = [401, 403].contains(&status);
            assert_eq!(!refused, may, "{who} at {endpoint}: {status}");
            assert!(status < 500, "{who} at {endpoint}: {status}");
        }
    }
    assert_eq!(app.rows("partner").await, 1, "the partner was deleted, by an admin");
}

async fn r22_a_viewer_changes_nothing(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.active_ana(&staff).await;
    let (_, vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let other = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let before = invariants::contents(app).await;
    let refusing: Vec<_> =
        table().filter(|(_, permission)| matches!(permission, Permission::Editors | Permission::Owners)).collect();
    assert!(refusing.len() > 30, "the functions that change things are known");
    for (endpoint, _) in refusing {
        let fields = fields(&other.partner.to_string(), &other.contact.to_string());
        assert_eq!(status(&vera, endpoint, &fields).await, 403, "{endpoint}");
        app.settle().await;
        assert!(invariants::contents(app).await == before, "{endpoint} changed something");
    }
}

async fn r22_a_contact_sees_their_own_company_only(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    for path in ["/portal", "/portal/company", "/portal/programs", "/portal/team", "/portal/account"] {
        let page = ana.open(path).await;
        assert_eq!((page.status, page.path.as_str()), (200, path));
        assert!(!page.body.contains("Bluewater") && !page.body.contains("jo@blue.example"), "{path}");
    }
    let answer = ana.call("/api/portal/load", &[("partner", "anything"), ("contact", "anything")]).await;
    assert!(answer.body.contains("Alder & Finch"), "{answer:?}");
}

async fn r22_no_other_spelling_of_a_path_opens_a_door(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (_, mut ana) = app.active_ana(&staff).await;
    let other = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, None).await;
    let id = other.partner.to_string();
    for path in [
        "/partners/",
        "//partners",
        "/partners//",
        "/Partners",
        "/partners%2f",
        "/%70artners",
        "/./partners",
        "/portal/../partners",
        "/partners/%2e",
    ] {
        for path in [path.to_owned(), format!("{path}/{id}")] {
            for browser in [&mut app.browser(), &mut ana] {
                let page = browser.get(&path).await;
                assert!(!page.body.contains("Bluewater"), "{path} shows what it must not");
            }
        }
    }
    for path in ["/api/partners/load/", "//api/partners/load", "/API/partners/load", "/api/partners%2fload"] {
        let request =
            ana.form_request(path, &[("partner".to_owned(), id.clone())]).header("accept", "application/json");
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
    }
}
