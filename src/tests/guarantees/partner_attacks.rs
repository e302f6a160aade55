//! What a partner's contacts tried on a running Gangway, each named after what they want.

use crate::domain::auth::role::Role;
use crate::domain::ids::PartnerId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::MINUTE;
use crate::paths;
use crate::server::authz::Editor;
use crate::server::platform::db::read;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD, with};

on_both_engines! {
    a_manager_cannot_invite_at_once_at_a_domain_of_their_own_choice,
    a_manager_cannot_widen_the_domains_by_a_colleague_who_was_approved,
    only_what_staff_type_becomes_a_domain,
    nearly_the_same_domain_is_another_one,
    a_domain_that_staff_remove_ends_at_once_and_stays_away,
    staff_see_and_change_the_domains,
    a_manager_does_not_learn_whose_address_is_in_use,
}

const INVITE: &str = "/api/portal/invite-colleague";
const UPDATE: &str = "/api/partners/update";
const UPDATE_CONTACT: &str = "/api/partners/update-contact";

/// Ana, who manages a partner in a program that lets managers invite.
async fn manager(app: &TestApp, staff: &Editor, maya: &mut Browser, email: &str) -> (Known, Browser) {
    let reseller = app.program("Reseller").await;
    maya.open(&format!("{}/{reseller}", paths::MANAGE_PROGRAMS)).await;
    maya.submit("/api/manage/update-choice", &[("managers_invite", "own-domain"), ("seats", "50")]).await;
    let details = with(app.details("Alder & Finch", email).await, |form| form.partner.programs = vec![reseller]);
    let known = app.add(staff, details, Some(Delivery::Link)).await;
    let mut ana = app.browser();
    ana.open(known.link.as_ref().unwrap()).await;
    ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    (known, ana)
}

/// The notice that a request for a colleague at `email` leads to, or what is wrong with the address.
async fn invite(ana: &mut Browser, email: &str) -> String {
    ana.open(paths::PORTAL_TEAM).await;
    ana.submit(INVITE, &[("first_name", "Jo"), ("last_name", "Weber"), ("email", email)]).await;
    match ana.page.path.split_once("?notice=") {
        Some((_, notice)) => notice.to_owned(),
        None => ana.page.complaint("email"),
    }
}

const AT_ONCE: &str = "team-invited";
const ASKED: &str = "team-requested";

async fn domains(app: &TestApp, partner: PartnerId) -> Vec<String> {
    const LIST: &str = "select domain from partner_domain where partner_id = $1 and removed_at is null order by domain";
    read!(&app.state.db, c => sqlx::query_scalar(LIST).bind(partner.0).fetch_all(c)).unwrap()
}

/// Gives `person` another address, which they confirm.
async fn move_to(app: &TestApp, ana: &mut Browser, email: &str) {
    ana.open(paths::PORTAL_ACCOUNT).await;
    ana.submit("/api/account/change-address", &[("email", email), ("current_password", PASSWORD)]).await;
    let emails = app.emails().await;
    let link = emails.iter().find(|message| message.to == email).unwrap().link();
    ana.open(&link).await;
    ana.submit("/api/account/confirm-address", &[("current_password", PASSWORD)]).await;
    assert!(ana.page.path.ends_with("notice=address-changed"), "{}", ana.page.text());
    app.emails().await;
}

async fn a_manager_cannot_invite_at_once_at_a_domain_of_their_own_choice(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = manager(app, &staff, &mut maya, "ana@alder.example").await;
    for (n, own) in ["ana@evil.example", "ana@sub.alder.example", "ana@bk.ru"].into_iter().enumerate() {
        move_to(app, &mut ana, own).await;
        let domain = own.rsplit_once('@').unwrap().1;
        assert_eq!(invite(&mut ana, &format!("stranger{n}@{domain}")).await, ASKED, "{own}");
        assert!(app.emails().await.is_empty(), "{own}");
        assert_eq!(domains(app, known.partner).await, ["alder.example"], "{own}");
    }
    // Staff who save something else vouch for no address that a contact chose.
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit(UPDATE_CONTACT, &[("job_title", "Head of sales")]).await;
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit(UPDATE_CONTACT, &[("email", "ANA@BK.RU")]).await;
    maya.open(&paths::edit_partner(known.partner)).await;
    maya.submit(UPDATE, &[("name", "Alder")]).await;
    assert_eq!(domains(app, known.partner).await, ["alder.example"]);
    assert_eq!(invite(&mut ana, "jo@alder.example").await, AT_ONCE, "what staff vouched for stays");
}

async fn a_manager_cannot_widen_the_domains_by_a_colleague_who_was_approved(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = manager(app, &staff, &mut maya, "ana@alder.example").await;
    assert_eq!(invite(&mut ana, "jo@evil.example").await, ASKED);
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/partners/approve-colleague", &[]).await;
    assert_eq!(app.message().await.to, "jo@evil.example");
    assert_eq!(invite(&mut ana, "kim@evil.example").await, ASKED, "one person was approved, not everyone there");
    assert_eq!(domains(app, known.partner).await, ["alder.example"]);
}

async fn only_what_staff_type_becomes_a_domain(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = manager(app, &staff, &mut maya, "Ana@Alder.EXAMPLE").await;
    assert_eq!(domains(app, known.partner).await, ["alder.example"], "in the wizard");
    app.colleague(&staff, known.partner, "weber@beta.example", None).await;
    assert_eq!(domains(app, known.partner).await, ["alder.example", "beta.example"], "another contact");
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit(UPDATE_CONTACT, &[("email", "ana@gamma.example")]).await;
    assert_eq!(
        domains(app, known.partner).await,
        ["alder.example", "beta.example", "gamma.example"],
        "another address"
    );
    assert_eq!(invite(&mut ana, "jo@beta.example").await, AT_ONCE);
    for free in ["kim@gmail.com", "kim@posteo.de", "kim@naver.com"] {
        app.colleague(&staff, known.partner, free, None).await;
    }
    assert_eq!(domains(app, known.partner).await.len(), 3, "no mailbox that anyone gets");
}

async fn nearly_the_same_domain_is_another_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = manager(app, &staff, &mut maya, "ana@alder.example").await;
    maya.open(&paths::edit_partner(known.partner)).await;
    maya.submit(UPDATE, &[("domains", "alder.example, xn--bcher-kva.example")]).await;
    for (n, (domain, expected)) in [
        ("alder.example", AT_ONCE),
        ("ALDER.Example", AT_ONCE),
        ("XN--BCHER-KVA.example", AT_ONCE),
        ("sub.alder.example", ASKED),
        ("www.alder.example", ASKED),
        ("alder.example.evil.example", ASKED),
        ("evilalder.example", ASKED),
        ("alder.examples", ASKED),
        ("xn--bchr-0ra.example", ASKED),
        ("example", "Enter an email address like name@company.com."),
        ("b\u{fc}cher.example", AT_ONCE),
        ("\u{ff41}lder.example", AT_ONCE),
        ("alder\u{3002}example", AT_ONCE),
        ("\u{430}lder.example", ASKED),
        ("alder.example.", AT_ONCE),
        ("evil.example,x@alder.example", "Enter one email address."),
        ("evil.example@alder.example", "Enter an email address like name@company.com."),
    ]
    .into_iter()
    .enumerate()
    {
        let answer = invite(&mut ana, &format!("jo{n}@{domain}")).await;
        assert!(answer.starts_with(expected), "{domain}: {answer}");
    }
}

async fn a_domain_that_staff_remove_ends_at_once_and_stays_away(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = manager(app, &staff, &mut maya, "ana@alder.example").await;
    ana.open(paths::PORTAL_TEAM).await;
    let shown = ana.page.clone();
    maya.open(&paths::edit_partner(known.partner)).await;
    maya.submit(UPDATE, &[("domains", "")]).await;
    ana.page = shown;
    ana.submit(INVITE, &[("first_name", "Jo"), ("last_name", "Weber"), ("email", "jo@alder.example")]).await;
    assert!(ana.page.path.ends_with(ASKED) && app.emails().await.is_empty(), "{}", ana.page.text());
    app.colleague(&staff, known.partner, "weber@alder.example", None).await;
    assert!(domains(app, known.partner).await.is_empty(), "another address there does not put it back");
    maya.open(&paths::edit_partner(known.partner)).await;
    maya.submit(UPDATE, &[("domains", "alder.example")]).await;
    assert_eq!(invite(&mut ana, "kim@alder.example").await, AT_ONCE, "staff do");
}

async fn staff_see_and_change_the_domains(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = manager(app, &staff, &mut maya, "ana@alder.example").await;
    maya.open(&paths::edit_partner(known.partner)).await;
    assert_eq!(maya.page.value("domains"), "alder.example");
    maya.submit(UPDATE, &[("domains", "alder.example, beta..example")]).await;
    let complaint = maya.page.complaint("domains");
    assert!(complaint.starts_with("\"beta..example\" is not an email domain."), "{complaint}");
    assert_eq!(maya.page.value("domains"), "alder.example, beta..example", "what was typed stays");
    maya.submit(UPDATE, &[("domains", "Beta.example\nalder.example; gmail.com")]).await;
    let text = maya.page.text();
    assert!(text.contains("need no approval: alder.example, beta.example, gmail.com."), "{text}");
    assert!(text.contains("Anyone can get an email address at gmail.com."), "{text}");
    let audit = maya.open(paths::MANAGE_AUDIT).await.text();
    let change = "Domains invited without approval: alder.example → alder.example, beta.example, gmail.com";
    assert!(audit.contains(change), "{audit}");

    // A domain that came meanwhile is not lost unseen.
    maya.open(&paths::edit_partner(known.partner)).await;
    app.colleague(&staff, known.partner, "weber@gamma.example", None).await;
    maya.submit(UPDATE, &[("domains", "")]).await;
    assert!(maya.page.text().contains("Someone else saved changes"), "{}", maya.page.text());
    assert_eq!(domains(app, known.partner).await.len(), 4);
}

/// What Ana sees of her team after she asked for Jo at `email`.
async fn seen_after(ana: &mut Browser, email: &str, maya: &mut Browser, known: &Known) -> Vec<String> {
    let mut seen = vec![invite(ana, email).await];
    let hidden = |text: String| text.replace(email, "jo@");
    seen.push(hidden(ana.open(paths::PORTAL_TEAM).await.text()));
    seen.push(hidden(ana.open(paths::PORTAL).await.text()));
    seen.push(hidden(invite(ana, &email.to_uppercase()).await));
    seen.push(hidden(ana.page.text()));
    maya.open(&paths::partner(known.partner)).await;
    seen
}

async fn a_manager_does_not_learn_whose_address_is_in_use(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = manager(app, &staff, &mut maya, "ana@alder.example").await;
    app.add(&staff, app.details("Bluewater", "taken@alder.example").await, Some(Delivery::Link)).await;
    app.add(&staff, app.details("Cartograph", "noaccess@alder.example").await, None).await;
    app.emails().await;

    let free = seen_after(&mut ana, "free@alder.example", &mut maya, &known).await;
    assert_eq!(free[0], AT_ONCE);
    assert_eq!(app.message().await.to, "free@alder.example");
    maya.submit("/api/partners/remove-contact", &[]).await;
    app.staff_as(Role::Viewer, "Vera").await;
    for taken in ["taken@alder.example", "noaccess@alder.example", "vera@acme.example"] {
        if taken.ends_with("acme.example") {
            maya.open(&paths::edit_partner(known.partner)).await;
            maya.submit(UPDATE, &[("domains", "alder.example, acme.example")]).await;
            let text = ana.open(paths::PORTAL_TEAM).await.text();
            assert!(text.contains("acme.example"), "{text}");
        }
        let seen = seen_after(&mut ana, taken, &mut maya, &known).await;
        let seen: Vec<String> = seen.iter().map(|text| text.replace("acme.example, alder", "alder")).collect();
        assert_eq!(seen, free, "{taken}");
        assert!(app.emails().await.is_empty(), "{taken}");
        let text = maya.page.text();
        assert!(text.contains("The partner sees this colleague as invited"), "staff know: {text}");
        maya.submit("/api/partners/decline-colleague", &[]).await;
        let team = ana.open(paths::PORTAL_TEAM).await.text();
        assert!(!team.contains("Declined") && !team.contains("Jo Weber"), "as if staff had removed them: {team}");
        app.wait(MINUTE);
    }
}
