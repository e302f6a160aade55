//! Managers of a partner bring in their colleagues, as far as a program allows it.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
use crate::paths;
use crate::server::audit::record;
use crate::server::authz::Editor;
use crate::server::invitations::invite;
use crate::server::ops::cleanup;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD, with};

const INVITE: &str = "/api/portal/invite-colleague";
const APPROVE: &str = "/api/partners/approve-colleague";
const DECLINE: &str = "/api/partners/decline-colleague";
const UPDATE: &str = "/api/manage/update-choice";
const JO: [(&str, &str); 4] =
    [("first_name", "Jo"), ("last_name", "Weber"), ("email", "jo@alder.example"), ("job_title", "Sales")];

on_both_engines! {
    a_program_says_whether_managers_invite_and_how_many,
    a_colleague_of_the_same_domain_is_invited_at_once,
    a_colleague_of_another_domain_waits_for_approval,
    a_declined_colleague_is_not_invited_and_the_manager_sees_it,
    nobody_is_invited_at_once_by_a_shared_mail_domain,
    the_most_generous_program_counts,
    seats_and_open_invitations_are_limited,
    members_and_former_managers_invite_nobody,
    an_address_that_is_known_elsewhere_is_for_staff_to_judge,
    requests_are_seen_in_the_list_and_go_with_their_partner,
    whoever_says_this_is_not_me_is_heard_by_the_manager,
}

/// What managers of partners in `program` may.
async fn allow(app: &TestApp, maya: &mut Browser, program: &str, seats: &str) {
    maya.open(&format!("{}/{}", paths::MANAGE_PROGRAMS, app.program(program).await)).await;
    maya.submit(UPDATE, &[("managers_invite", "own-domain"), ("seats", seats)]).await;
    assert_eq!(maya.page.path, "/manage/programs?notice=saved", "{}", maya.page.text());
}

/// Ana, active, whose company is in these programs.
async fn ana(app: &TestApp, staff: &Editor, email: &str, programs: &[&str]) -> (Known, Browser) {
    let mut ids = Vec::new();
    for program in programs {
        ids.push(app.program(program).await);
    }
    let details = app.details("Alder & Finch", email).await;
    let known = app.add(staff, with(details, |form| form.partner.programs = ids), Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(known.link.as_ref().unwrap()).await;
    browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    browser.open(paths::PORTAL_TEAM).await;
    (known, browser)
}

async fn a_program_says_whether_managers_invite_and_how_many(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller"]).await;
    assert!(!ana.page.has_form(INVITE) && ana.page.text().contains("Is someone missing? Tell Maya Lindqvist."));
    maya.open(&format!("{}/{}", paths::MANAGE_PROGRAMS, app.program("Reseller").await)).await;
    assert_eq!(maya.page.value("managers_invite"), "nobody");
    for wrong in ["0", "101", "many", "1.5"] {
        maya.submit(UPDATE, &[("seats", wrong)]).await;
        assert!(maya.page.complaint("seats").contains("whole number"), "{wrong}");
    }
    maya.submit(UPDATE, &[("managers_invite", "everybody"), ("seats", "")]).await;
    assert_eq!(maya.page.complaint("managers_invite"), "Choose from the list.");
    allow(app, &mut maya, "Reseller", "5").await;
    maya.open(&format!("{}/{}", paths::MANAGE_PROGRAMS, app.program("Reseller").await)).await;
    assert_eq!((maya.page.value("managers_invite"), maya.page.value("seats")), ("own-domain".into(), "5".into()));
    let audit = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(audit.contains("Managers can invite: no one → managers, up to 5 seats"), "{audit}");
    let page = ana.open(paths::PORTAL_TEAM).await;
    assert!(page.has_form(INVITE) && page.text().contains("Addresses at alder.example are invited immediately"));
    assert!(page.text().contains("1 of 5 seats are taken."), "{}", page.text());
}

async fn a_colleague_of_the_same_domain_is_invited_at_once(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = ana(app, &staff, "ana@Alder.example", &["Reseller"]).await;
    allow(app, &mut maya, "Reseller", "").await;
    ana.open(paths::PORTAL_TEAM).await;
    ana.submit(INVITE, &[("first_name", ""), ("last_name", "Weber"), ("email", "no address")]).await;
    assert_eq!(ana.page.complaint("first_name"), "Enter the first name.");
    assert_eq!((ana.page.value("email"), ana.page.value("last_name")), ("no address".into(), "Weber".into()));
    assert!(ana.page.complaint("email").contains("only the email address"));
    ana.submit(INVITE, &JO).await;
    assert_eq!(ana.page.path, format!("{}?notice=team-invited", paths::PORTAL_TEAM));
    assert!(ana.page.find("tbody tr").iter().any(|row| row.contains("Jo Weber") && row.contains("Member")));
    let message = app.message().await;
    assert_eq!(message.to, "jo@alder.example");
    assert!(message.text.contains("Ana Ruiz invites you to the partner portal"), "{}", message.text);
    assert_eq!(message.reply_to, "ana@Alder.example");
    let text = maya.open(&paths::partner(known.partner)).await.text();
    assert!(
        text.contains("Ana Ruiz invited Jo Weber as a colleague.") && text.contains("Invited by Ana Ruiz"),
        "{text}"
    );
    assert_eq!(maya.open("/partners?q=jo%40alder").await.find("tbody .cell-name"), ["Alder & Finch"]);
    let mut jo = app.browser();
    jo.open(&message.link()).await;
    assert_eq!(jo.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert!(!jo.open(paths::PORTAL_TEAM).await.has_form(INVITE), "a member");
    ana.submit(INVITE, &JO).await;
    assert_eq!(ana.page.complaint("email"), "Jo Weber is already in your team.");
}

async fn a_colleague_of_another_domain_waits_for_approval(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller"]).await;
    allow(app, &mut maya, "Reseller", "").await;
    ana.open(paths::PORTAL_TEAM).await;
    let other = [&JO[..2], &[("email", "jo@sub.alder.example"), ("job_title", "Sales")]].concat();
    ana.submit(INVITE, &other).await;
    assert_eq!(ana.page.path, format!("{}?notice=team-requested", paths::PORTAL_TEAM));
    assert!(ana.page.text().contains("Pending approval"), "{}", ana.page.text());
    assert!(app.emails().await.is_empty());
    ana.submit(INVITE, &other).await;
    assert!(ana.page.complaint("email").contains("already waiting for approval"));

    let page = maya.open(&paths::partner(known.partner)).await;
    assert!(
        page.text().contains("Colleagues to approve") && page.text().contains("Ana Ruiz asked at"),
        "{}",
        page.text()
    );
    let request = page.attribute("input[name='form[request]']", "value").unwrap();
    maya.submit(APPROVE, &[]).await;
    assert_eq!(maya.page.path, format!("{}?notice=request-approved", paths::partner(known.partner)));
    assert!(!maya.page.text().contains("Colleagues to approve"));
    assert!(maya.page.text().contains("Maya Lindqvist approved Jo Weber as a colleague and invited them by email."));
    let message = app.message().await;
    assert_eq!((message.to.as_str(), message.text.contains("Ana Ruiz invites you")), ("jo@sub.alder.example", true));
    assert!(!ana.open(paths::PORTAL_TEAM).await.text().contains("Pending approval"));
    for endpoint in [APPROVE, DECLINE] {
        assert_eq!(maya.call(endpoint, &[("form[request]", &request)]).await.status, 409);
    }
    assert_eq!(app.contacts().await, 2);
}

async fn a_declined_colleague_is_not_invited_and_the_manager_sees_it(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller"]).await;
    allow(app, &mut maya, "Reseller", "").await;
    ana.open(paths::PORTAL_TEAM).await;
    ana.submit(INVITE, &[&JO[..2], &[("email", "jo@other.example")]].concat()).await;
    maya.open(&paths::partner(known.partner)).await;
    maya.submit(DECLINE, &[]).await;
    assert!(maya.page.text().contains("Maya Lindqvist declined Jo Weber as a colleague."), "{}", maya.page.text());
    assert!(ana.open(paths::PORTAL_TEAM).await.text().contains("Declined"));
    assert!(app.emails().await.is_empty());
    assert_eq!(app.contacts().await, 1);
    app.wait(15 * DAY);
    cleanup::run(&app.state).await.unwrap();
    assert_eq!(app.rows("colleague_request").await, 0);
    assert_eq!(record::count(&app.state, "team_request_declined").await.unwrap(), 1);
}

async fn nobody_is_invited_at_once_by_a_shared_mail_domain(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut ana) = ana(app, &staff, "ana@gmail.com", &["Reseller"]).await;
    allow(app, &mut maya, "Reseller", "").await;
    let page = ana.open(paths::PORTAL_TEAM).await;
    assert!(page.text().contains("Acme is asked first and then invites them."), "{}", page.text());
    ana.submit(INVITE, &[&JO[..2], &[("email", "jo@gmail.com")]].concat()).await;
    assert_eq!(ana.page.path, format!("{}?notice=team-requested", paths::PORTAL_TEAM));
    assert!(app.emails().await.is_empty());
}

async fn the_most_generous_program_counts(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller", "Referral", "Technology"]).await;
    allow(app, &mut maya, "Referral", "1").await;
    let page = ana.open(paths::PORTAL_TEAM).await;
    assert!(page.text().contains("1 of 1 seats are taken. Ask Maya Lindqvist for more."), "{}", page.text());
    assert!(!page.has_form(INVITE));
    allow(app, &mut maya, "Technology", "2").await;
    assert!(ana.open(paths::PORTAL_TEAM).await.text().contains("1 of 2 seats"));
    allow(app, &mut maya, "Reseller", "").await;
    assert!(!ana.open(paths::PORTAL_TEAM).await.text().contains("seats"));
}

async fn seats_and_open_invitations_are_limited(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller"]).await;
    allow(app, &mut maya, "Reseller", "2").await;
    ana.open(paths::PORTAL_TEAM).await;
    let form = ana.page.clone();
    ana.submit(INVITE, &JO).await;
    ana.page = form;
    ana.submit(INVITE, &[&JO[..2], &[("email", "kim@alder.example")]].concat()).await;
    assert!(ana.page.text().contains("All 2 seats are taken.") || ana.page.text().contains("2 of 2 seats"));
    assert_eq!(app.contacts().await, 2);

    allow(app, &mut maya, "Reseller", "").await;
    for n in 0..25 {
        let email = format!("kim{n}@{}.example", if n % 2 == 0 { "alder" } else { "other" });
        let fields = [("form[first_name]", "Kim"), ("form[last_name]", "Lee"), ("form[email]", email.as_str())];
        let answer = ana.call(INVITE, &fields).await;
        assert_eq!(answer.status < 400, n < 19, "{n}: {answer:?}");
        assert!(n < 19 || answer.body.contains("You have 20 pending invitations and requests."), "{answer:?}");
    }
    let open = app.number("select count(*) from person where access_at is not null and activated_at is null").await;
    assert_eq!(open + app.rows("colleague_request").await, 20);
    invite::remove_access(&app.state, &staff, known.contact).await.unwrap();
}

async fn members_and_former_managers_invite_nobody(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller"]).await;
    let fields = [("form[first_name]", "Jo"), ("form[last_name]", "Weber"), ("form[email]", "jo@alder.example")];
    let answer = ana.call(INVITE, &fields).await;
    assert!(answer.status == 409 && answer.body.contains("Your programs don't let managers invite"), "{answer:?}");
    allow(app, &mut maya, "Reseller", "").await;
    maya.open(&paths::edit_contact(known.partner, known.contact)).await;
    maya.submit("/api/partners/update-contact", &[("portal_role", "member")]).await;
    assert!(!ana.open(paths::PORTAL_TEAM).await.has_form(INVITE));
    assert_eq!(ana.call(INVITE, &fields).await.status, 403);
    assert_eq!(app.contacts().await, 1);
}

async fn an_address_that_is_known_elsewhere_is_for_staff_to_judge(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller"]).await;
    allow(app, &mut maya, "Reseller", "").await;
    app.add(&staff, app.details("Bluewater", "jo@alder.example").await, None).await;
    ana.open(paths::PORTAL_TEAM).await;
    ana.submit(INVITE, &JO).await;
    assert_eq!(ana.page.path, format!("{}?notice=team-invited", paths::PORTAL_TEAM));
    assert!(!ana.page.body.contains("Bluewater") && app.emails().await.is_empty());
    maya.open(&paths::partner(known.partner)).await;
    maya.submit(APPROVE, &[]).await;
    assert!(maya.page.text().contains("already used by Ana Ruiz at Bluewater."), "{}", maya.page.text());
    assert!(maya.page.has_form(DECLINE), "nothing was decided");
}

async fn requests_are_seen_in_the_list_and_go_with_their_partner(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller"]).await;
    allow(app, &mut maya, "Reseller", "").await;
    ana.open(paths::PORTAL_TEAM).await;
    ana.submit(INVITE, &[&JO[..2], &[("email", "jo@other.example")]].concat()).await;
    assert_eq!(maya.open(paths::PARTNERS).await.find("tbody .cell-name"), ["Alder & Finch 1 request"]);
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/partners/delete", &[]).await;
    assert_eq!(app.rows("colleague_request").await, 0);
}

async fn whoever_says_this_is_not_me_is_heard_by_the_manager(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut ana) = ana(app, &staff, "ana@alder.example", &["Reseller"]).await;
    allow(app, &mut maya, "Reseller", "").await;
    ana.open(paths::PORTAL_TEAM).await;
    ana.submit(INVITE, &JO).await;
    let mut stranger = app.browser();
    stranger.open(&app.message().await.link()).await;
    stranger.submit("/api/invitations/report", &[]).await;
    let message = app.message().await;
    assert_eq!((message.to.as_str(), message.link().as_str()), ("ana@alder.example", paths::PORTAL_TEAM));
}
