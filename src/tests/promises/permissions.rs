//! R22: who may call what. Every server function that is registered has a row here; a new one
//! without a row fails.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::oracle;
use crate::tests::people::PASSWORD;
use std::collections::BTreeSet;

on_both_engines! {
    r22_every_function_answers_only_to_those_it_is_for,
    r22_a_viewer_changes_nothing,
    r22_a_contact_sees_their_own_company_only,
    r22_no_other_spelling_of_a_path_opens_a_door,
}

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum For {
    Anyone,
    SignedIn,
    /// To look at: viewers too.
    Staff,
    /// To change things: owners and admins.
    Editors,
    Owners,
    Contacts,
    /// Contacts who may bring in colleagues.
    Managers,
}

const TABLE: [(&str, For); 56] = [
    ("account/shell", For::Anyone),
    ("account/sign-in", For::Anyone),
    ("account/sign-out", For::Anyone),
    ("account/forgot-password", For::Anyone),
    ("account/reset", For::Anyone),
    ("account/reset-password", For::Anyone),
    ("account/rate-password", For::Anyone),
    ("account/load", For::SignedIn),
    ("account/change-password", For::SignedIn),
    ("account/revoke-session", For::SignedIn),
    ("invitations/activation", For::Anyone),
    ("invitations/activate", For::Anyone),
    ("invitations/set-up", For::Anyone),
    ("invitations/report", For::Anyone),
    ("invitations/request-fresh-link", For::Anyone),
    ("invitations/access", For::Staff),
    ("invitations/give-access", For::Editors),
    ("invitations/resend", For::Editors),
    ("invitations/mint-link", For::Editors),
    ("invitations/undo-send", For::Editors),
    ("invitations/remove-access", For::Editors),
    ("partners/list", For::Staff),
    ("partners/choices", For::Staff),
    ("partners/load", For::Staff),
    ("partners/update", For::Editors),
    ("partners/decline-offer", For::Editors),
    ("partners/delete", For::Editors),
    ("partners/update-contact", For::Editors),
    ("partners/add-contact", For::Editors),
    ("partners/remove-contact", For::Editors),
    ("partners/make-main-contact", For::Editors),
    ("partners/plan-access", For::Editors),
    ("partners/change-access", For::Editors),
    ("partners/access-progress", For::Staff),
    ("partners/continue-access", For::Editors),
    ("partners/stop-access", For::Editors),
    ("partners/load-import", For::Editors),
    ("partners/import", For::Editors),
    ("onboarding/load", For::Editors),
    ("onboarding/keep", For::Editors),
    ("onboarding/details", For::Editors),
    ("onboarding/keep-invitation", For::Editors),
    ("onboarding/finish", For::Editors),
    ("onboarding/lookalikes", For::Staff),
    ("onboarding/finished", For::Editors),
    ("manage/choices", For::Staff),
    ("manage/add-choice", For::Editors),
    ("manage/update-choice", For::Editors),
    ("manage/move-choice", For::Editors),
    ("manage/archive-choice", For::Editors),
    ("manage/restore-choice", For::Editors),
    ("manage/delete-choice", For::Editors),
    ("help/search", For::Staff),
    ("help/load", For::Staff),
    ("help/answer", For::Staff),
    ("help/feedback", For::Staff),
];
const AUDIT: [(&str, For); 1] = [("audit/list", For::Staff)];
const MAIL: [(&str, For); 7] = [
    ("mail/load", For::Staff),
    ("mail/warning", For::Staff),
    ("mail/send-test", For::Editors),
    ("mail/pause", For::Editors),
    ("mail/resume", For::Editors),
    ("mail/retry", For::Editors),
    ("mail/cancel", For::Editors),
];
const TEMPLATES: [(&str, For); 8] = [
    ("templates/list", For::Staff),
    ("templates/load", For::Editors),
    ("templates/save", For::Editors),
    ("templates/remove-language", For::Editors),
    ("templates/duplicate", For::Editors),
    ("templates/make-default", For::Editors),
    ("templates/delete", For::Editors),
    ("templates/send-test", For::Editors),
];
const ORGANISATION: [(&str, For); 6] = [
    ("organisation/load", For::Staff),
    ("organisation/save", For::Owners),
    ("organisation/remove-logo", For::Owners),
    ("organisation/terms", For::Staff),
    ("organisation/save-terms", For::Owners),
    // Whoever is not signed in needs a link that was made here, or finds nothing.
    ("organisation/read-terms", For::Anyone),
];
const STAFF: [(&str, For); 6] = [
    ("staff/list", For::Staff),
    ("staff/load", For::Staff),
    ("staff/invite", For::Editors),
    ("staff/withdraw", For::Editors),
    ("staff/change-role", For::Owners),
    ("staff/remove", For::Owners),
];
const TEAM: [(&str, For); 3] = [
    ("portal/invite-colleague", For::Managers),
    ("partners/approve-colleague", For::Editors),
    ("partners/decline-colleague", For::Editors),
];
const ADDRESSES: [(&str, For); 8] = [
    ("account/change-address", For::SignedIn),
    ("account/resend-address-change", For::SignedIn),
    ("account/cancel-address-change", For::SignedIn),
    ("account/confirmation", For::Anyone),
    ("account/confirm-address", For::Anyone),
    ("account/fresh-address-link", For::Anyone),
    ("partners/resend-address-change", For::Editors),
    ("partners/cancel-address-change", For::Editors),
];
const CONTACTS: [(&str, For); 1] = [("portal/load", For::Contacts)];

pub(super) fn table() -> impl Iterator<Item = (&'static str, For)> {
    TABLE
        .into_iter()
        .chain(AUDIT)
        .chain(MAIL)
        .chain(ORGANISATION)
        .chain(TEMPLATES)
        .chain(STAFF)
        .chain(TEAM)
        .chain(ADDRESSES)
        .chain(CONTACTS)
}

#[test]
fn r22_every_function_has_a_row() {
    let known: BTreeSet<String> = table().map(|(endpoint, _)| format!("/api/{endpoint}")).collect();
    let registered: BTreeSet<String> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert_eq!(registered, known);
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
        ("mail", "01990000-0000-7000-8000-000000000000"),
        ("pile", ""),
        ("before", ""),
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
        ("choice", "01990000-0000-7000-8000-000000000000"),
        ("to", "up"),
        ("form[kind]", "program"),
        ("form[choice]", "01990000-0000-7000-8000-000000000000"),
        ("q", ""),
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
    for (endpoint, audience) in table() {
        // These two end what the next rows need.
        if ["account/sign-out", "partners/delete"].contains(&endpoint) {
            assert_eq!(status(&nobody, endpoint, &fields(&partner, &person)).await < 400, audience == For::Anyone);
            continue;
        }
        for (who, browser, may) in [
            ("nobody", &nobody, audience == For::Anyone),
            ("a viewer", &vera, !matches!(audience, For::Editors | For::Owners | For::Contacts | For::Managers)),
            ("an admin", &adam, !matches!(audience, For::Owners | For::Contacts | For::Managers)),
            ("an owner", &maya, !matches!(audience, For::Contacts | For::Managers)),
            ("a manager", &ana, !matches!(audience, For::Staff | For::Editors | For::Owners)),
            ("a member", &member, !matches!(audience, For::Staff | For::Editors | For::Owners | For::Managers)),
        ] {
            let status = status(browser, endpoint, &fields(&partner, &person)).await;
            let refused = [401, 403].contains(&status);
            assert_eq!(!refused, may, "{who} at {endpoint}: {status}");
            assert!(status < 500, "{who} at {endpoint}: {status}");
        }
    }
    assert_eq!(status(&ana, "partners/delete", &fields(&partner, &person)).await, 403);
    assert_eq!(app.rows("partner").await, 2);
}

async fn r22_a_viewer_changes_nothing(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.active_ana(&staff).await;
    let (_, vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let other = app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let before = oracle::contents(app).await;
    let refusing: Vec<_> = table().filter(|(_, audience)| matches!(audience, For::Editors | For::Owners)).collect();
    assert!(refusing.len() > 30, "the functions that change things are known");
    for (endpoint, _) in refusing {
        let fields = fields(&other.partner.to_string(), &other.contact.to_string());
        assert_eq!(status(&vera, endpoint, &fields).await, 403, "{endpoint}");
        app.settle().await;
        assert!(oracle::contents(app).await == before, "{endpoint} changed something");
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
