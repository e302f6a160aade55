//! Organisation > Team: colleagues are invited, change roles and leave; an owner always remains.

use crate::domain::auth::role::Role;
use crate::domain::ids::PersonId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::DAY;
use crate::paths;
use crate::server::audit::record;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::PASSWORD;

on_both_engines! {
    a_colleague_is_invited_by_mail_activates_and_works,
    a_colleague_is_invited_by_link_which_their_page_shows,
    the_list_tells_who_is_here_and_who_is_on_the_way,
    a_wrong_or_known_colleague_is_complained_about_and_kept,
    an_expired_invitation_of_a_colleague_is_renewed,
    an_admin_withdraws_an_invitation_and_nothing_more,
    a_viewer_looks_at_everything_and_is_offered_nothing,
    a_viewer_who_types_the_address_of_a_form_is_told_why_there_is_none,
    a_viewer_keeps_what_is_their_own,
    a_role_counts_from_the_next_request_on,
    ownership_is_handed_over_by_making_an_owner_and_stepping_down,
    a_removed_colleague_is_out_at_once_and_their_name_stays,
    a_removed_colleague_can_be_invited_again,
    an_owner_can_leave_when_another_one_stays,
    the_only_owner_stays,
    two_owners_who_remove_each_other_at_once_leave_one,
    two_owners_who_step_down_at_once_leave_one,
}

const INVITE: &str = "/api/staff/invite";
const WITHDRAW: &str = "/api/staff/withdraw";
const CHANGE_ROLE: &str = "/api/staff/change-role";
const REMOVE: &str = "/api/staff/remove";
const ACTIVATE: &str = "/api/invitations/activate";
const OWNERS: &str = "select count(*) from person where role = 'owner' and is_active";
const VERA: [(&str, &str); 4] =
    [("first_name", "Vera"), ("last_name", "Vogel"), ("email", "vera@acme.example"), ("role", "viewer")];

/// Invites Vera by the form, and says who she is.
async fn invite(app: &TestApp, browser: &mut Browser, how: &[(&str, &str)]) -> PersonId {
    browser.open(paths::NEW_MEMBER).await;
    browser.submit(INVITE, &[&VERA[..], how].concat()).await;
    let vera = app.person("vera@acme.example").await;
    let page = format!("{}?notice=colleague-invited", paths::member(vera));
    assert_eq!(browser.page.path, page, "{}", browser.page.text());
    vera
}

/// The link on the page that `browser` shows.
fn shown_link(browser: &Browser) -> String {
    let link = browser.page.attribute(".link-box input", "value").expect("the page shows a link");
    crate::tests::received_email::path_of(&link)
}

async fn call(browser: &mut Browser, endpoint: &str, person: PersonId, role: &str) -> (u16, String) {
    let person = person.to_string();
    let answer = browser.call(endpoint, &[("form[person]", &person), ("form[role]", role)]).await;
    (answer.status, answer.body)
}

async fn a_colleague_is_invited_by_mail_activates_and_works(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let page = maya.open(paths::MANAGE_MEMBERS).await;
    let form = page.link("Invite a colleague");
    assert_eq!(maya.open(&form).await.h1(), "Invite a colleague");
    let text = maya.page.text();
    assert!(text.contains("Viewer: can view everything but not make changes."), "{text}");
    assert!(text.contains(
        "Admin: can add and change partners, give and remove access, manage programs, statuses, templates and mail"
    ));
    maya.submit(INVITE, &[&VERA[..], &[("role", "admin")]].concat()).await;
    assert!(maya.page.text().contains("The invitation is made."), "{}", maya.page.text());
    assert_eq!(maya.page.h1(), "Vera Vogel");
    assert_eq!(record::count(&app.state, "colleague_invited").await.unwrap(), 1);

    let message = app.message().await;
    assert_eq!((message.to.as_str(), message.reply_to.as_str()), ("vera@acme.example", "maya@acme.example"));
    assert_eq!(message.subject, "Maya Lindqvist invites you to run Acme's partner program");
    assert!(message.text.contains("You join as an admin, who can add and change partners"), "{}", message.text);
    assert!(!message.text.contains("portal"), "the words for partners are others: {}", message.text);

    let mut vera = app.browser();
    vera.open(&message.link()).await;
    assert_eq!(vera.page.h1(), "Vera, welcome to Acme's partner team");
    let text = vera.page.text();
    assert!(text.contains("Maya Lindqvist invited you to run Acme's partner program as an admin"), "{text}");
    vera.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    assert_eq!(vera.page.path, paths::ATTENTION, "{}", vera.page.text());
    assert!(vera.page.text().contains("Add a new partner"));
    let page = app.browser().open(&message.link()).await.clone();
    assert_eq!(page.h1(), "Your access is already active");
    assert!(page.text().contains("Your access to Acme's partner team is active"), "{}", page.text());
    assert!(maya.open(paths::EMAIL_TEMPLATES).await.text().contains("No invitation"), "no template was used");
}

async fn a_colleague_is_invited_by_link_which_their_page_shows(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    invite(app, &mut maya, &[("delivery", "link")]).await;
    assert!(app.emails().await.is_empty());
    let text = maya.page.text();
    assert!(text.contains("Here is your personal link to the partner team of Acme."), "{text}");
    assert!(!maya.page.has_form("/api/invitations/remove-access"), "a colleague's access is no portal access");
    let first = shown_link(&maya);
    maya.submit("/api/invitations/mint-link", &[]).await;
    let second = shown_link(&maya);
    maya.submit("/api/invitations/resend", &[]).await;
    assert!(maya.page.text().contains("Earlier links keep working."), "{}", maya.page.text());
    let message = app.message().await;
    for link in [&first, &second, &message.link()] {
        assert!(app.browser().open(link).await.has_form(ACTIVATE));
    }
    let mut vera = app.browser();
    vera.open(&first).await;
    assert_eq!(vera.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::ATTENTION);
}

async fn the_list_tells_who_is_here_and_who_is_on_the_way(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    app.wait(DAY);
    app.staff_as(Role::Admin, "Adam").await;
    invite(app, &mut maya, &[("delivery", "link")]).await;
    let page = maya.open(paths::MANAGE_MEMBERS).await;
    assert_eq!(page.find("tbody .cell-name"), ["Maya Lindqvist You", "Adam Vogel", "Vera Vogel"]);
    let roles = page.find("tbody [data-label=Role]");
    assert_eq!(roles, ["Owner", "Admin", "Viewer"]);
    let access = page.find("tbody [data-label=Access]");
    assert!(access[0].starts_with("Signed up") && access[2] == "Invited by link", "{access:?}");
    let seen = page.find("tbody [data-label='Last seen']");
    assert!(seen[0].contains("23 Nov 2026") && seen[1] == "Not signed in", "{seen:?}");
    assert!(seen[2].starts_with("Invited "), "{seen:?}");
    app.wait(8 * DAY);
    assert_eq!(maya.open(paths::MANAGE_MEMBERS).await.find("tbody [data-label=Access]")[2], "Link expired 30 Nov");
}

async fn a_wrong_or_known_colleague_is_complained_about_and_kept(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, None).await;
    maya.open(paths::NEW_MEMBER).await;
    let wrong = [("first_name", ""), ("last_name", "Vogel"), ("email", "nonsense"), ("role", "viewer")];
    maya.submit(INVITE, &[&wrong[..], &[("delivery", "link")]].concat()).await;
    assert_eq!(maya.page.complaint("first_name"), "Enter the first name.");
    assert!(!maya.page.complaint("email").is_empty());
    assert_eq!((maya.page.value("last_name"), maya.page.value("email")), ("Vogel".into(), "nonsense".into()));
    assert_eq!(maya.page.attributes("input[type=radio][checked]", "value"), ["viewer", "link"]);
    maya.submit(INVITE, &[&VERA[..], &[("email", "ANA@alder.example")]].concat()).await;
    assert_eq!(maya.page.complaint("email"), "This address is already used by Ana Ruiz at Alder & Finch.");
    maya.submit(INVITE, &[&VERA[..], &[("email", "maya@ACME.example")]].concat()).await;
    assert_eq!(maya.page.complaint("email"), "This address is already used by your team member Maya Lindqvist.");
    let fields = VERA.map(|(name, value)| (format!("form[{name}]"), if name == "role" { "owner" } else { value }));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let answer = maya.call(INVITE, &fields).await;
    assert_eq!((answer.status, answer.body.contains("Choose a role.")), (422, true), "{answer:?}");
    assert_eq!(app.number("select count(*) from person where role <> 'contact'").await, 1);
}

async fn an_expired_invitation_of_a_colleague_is_renewed(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    invite(app, &mut maya, &[("delivery", "link")]).await;
    let link = shown_link(&maya);
    app.wait(8 * DAY);
    let mut vera = app.browser();
    let page = vera.open(&link).await;
    assert_eq!(page.h1(), "This link has expired");
    assert!(page.text().contains("Your invitation to Acme's partner team is still open"), "{}", page.text());
    vera.submit("/api/invitations/request-fresh-link", &[]).await;
    let message = app.message().await;
    assert!(message.subject.contains("invites you to run"), "{}", message.subject);
    vera.open(&message.link()).await;
    assert_eq!(vera.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::ATTENTION);
}

async fn an_admin_withdraws_an_invitation_and_nothing_more(app: &TestApp) {
    let (maya, _) = app.maya().await;
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    let vera = invite(app, &mut adam, &[("delivery", "link")]).await;
    let link = shown_link(&adam);
    assert!(!adam.page.has_form(CHANGE_ROLE) && !adam.page.has_form(REMOVE));
    assert!(adam.page.text().contains("Withdraw the invitation of Vera Vogel?"), "{}", adam.page.text());
    let page = adam.submit(WITHDRAW, &[]).await;
    assert_eq!(page.path, format!("{}?notice=invitation-withdrawn", paths::MANAGE_MEMBERS));
    assert!(!page.text().contains("Vera Vogel"), "{}", page.text());
    assert_eq!(app.browser().open(&link).await.h1(), "This invitation was withdrawn");
    assert_eq!(adam.open(&paths::member(vera)).await.status, 404);
    assert_eq!(record::count(&app.state, "colleague_withdrawn").await.unwrap(), 1);

    let page = adam.open(&paths::member(maya.id)).await;
    assert!(page.text().contains("Only owners can change roles and remove colleagues."), "{}", page.text());
    assert!(!page.has_form(CHANGE_ROLE) && !page.has_form(REMOVE) && !page.has_form(WITHDRAW));
    let (status, body) = call(&mut adam, WITHDRAW, maya.id, "").await;
    assert_eq!((status, body.contains("Only an owner can remove them.")), (409, true), "{body}");
}

async fn a_viewer_looks_at_everything_and_is_offered_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, _) = app.active_ana(&staff).await;
    app.colleague(&staff, known.partner, "jo@alder.example", Some(Delivery::Email)).await;
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let partner = paths::partner(known.partner);
    let (colleague, you) = (paths::member(staff.id), paths::MANAGE_MEMBERS);
    let pages = [paths::PARTNERS, &partner, paths::MANAGE_PROGRAMS, paths::MANAGE_STATUSES, paths::EMAIL_TEMPLATES];
    for path in pages.into_iter().chain([
        paths::MANAGE_MAIL,
        &colleague,
        you,
        paths::MANAGE_HELP_FEEDBACK,
        paths::HELP,
        paths::ACCOUNT,
    ]) {
        let (theirs, ours) = (vera.open(path).await.clone(), maya.open(path).await.clone());
        assert_eq!((theirs.status, theirs.h1()), (200, ours.h1()), "{path}");
        let allowed = |action: &String| {
            // Viewers export what they select.
            ["/api/account/", "/api/help/answer", "/api/partners/list-view", paths::PARTNERS_SELECTION]
                .iter()
                .any(|prefix| action.starts_with(prefix))
        };
        let forms = theirs.attributes("form[method=post]", "action");
        assert!(forms.iter().all(allowed), "{path}: {forms:?}");
        let links = theirs.attributes("main a", "href");
        let forbidden = |href: &&String| href.ends_with("/new") || href.ends_with("/edit");
        assert_eq!(links.iter().find(forbidden), None, "{path}");
        for word in [
            "Give access",
            "Remove access",
            "Delete",
            "Add a",
            "Invite a",
            "Move up",
            "Duplicate",
            "Pause",
            "Send a test",
        ] {
            let buttons = theirs.find("main button, main summary, main a.button");
            assert!(!buttons.iter().any(|button| button.contains(word)), "{word} at {path}: {buttons:?}");
        }
    }
    assert!(vera.open(&partner).await.text().contains("Signed up"), "the state of access is there to see");
    let preview = vera.open(paths::EMAIL_TEMPLATES).await.link("Invitation");
    assert!(vera.open(&preview).await.body.contains("Subject:"), "and what templates make");
    assert_eq!(vera.get(paths::PARTNERS_CSV).await.status, 200);
}

async fn a_viewer_who_types_the_address_of_a_form_is_told_why_there_is_none(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, None).await;
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let partner = paths::partner(known.partner);
    let (program, template) =
        (app.program("Reseller").await, maya.open(paths::EMAIL_TEMPLATES).await.link("Invitation"));
    for path in [
        paths::NEW_PARTNER.to_owned(),
        paths::edit_partner(known.partner),
        paths::new_contact(known.partner),
        paths::edit_contact(known.partner, known.contact),
        format!("{}?do=give&all=on", paths::PARTNERS_BULK),
        format!("{}/new", paths::MANAGE_PROGRAMS),
        format!("{}/{program}", paths::MANAGE_PROGRAMS),
        format!("{}/new", paths::MANAGE_STATUSES),
        paths::NEW_EMAIL_TEMPLATE.to_owned(),
        template,
        paths::NEW_MEMBER.to_owned(),
    ] {
        assert_eq!(maya.open(&path).await.status, 200, "{path}");
        let page = vera.open(&path).await;
        assert_eq!(page.status, 403, "{path}");
        let sentence = "You have view-only access. Ask an owner or admin to make this change.";
        assert!(page.text().contains(sentence), "{path}: {}", page.text());
        assert!(page.find("main form").is_empty(), "{path}");
    }
    assert_eq!(vera.open(&partner).await.status, 200);
    vera.open(&partner).await;
    let answer = vera.call("/api/partners/delete", &[("partner", &known.partner.to_string())]).await;
    assert_eq!((answer.status, answer.body.as_str()), (403, "\"read_only\""));
}

async fn a_viewer_keeps_what_is_their_own(app: &TestApp) {
    app.maya().await;
    let (_, mut vera) = app.colleague_as(Role::Viewer, "Vera").await;
    let new = "nine gulls circle the old pier";
    vera.open(paths::ACCOUNT).await;
    vera.submit("/api/account/change-password", &[("current", PASSWORD), ("password", new)]).await;
    assert!(vera.page.text().contains("Your password is changed."), "{}", vera.page.text());
    let answer = [("form[page]", "invite-partners"), ("form[helpful]", "yes")];
    assert!(vera.call("/api/help/answer", &answer).await.status < 400);
    vera.open(paths::ACCOUNT).await;
    vera.submit("/api/account/sign-out", &[]).await;
    assert!(vera.page.path.starts_with(paths::SIGN_IN));
    assert_eq!(
        vera.submit("/api/account/sign-in", &[("email", "vera@acme.example"), ("password", new)]).await.path,
        paths::ATTENTION
    );
}

async fn a_role_counts_from_the_next_request_on(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let (vera, mut browser) = app.colleague_as(Role::Viewer, "Vera").await;
    let draft = [("draft", "01990000-0000-7000-8000-000000000000"), ("form[name]", "Alder")];
    assert_eq!(browser.call("/api/onboarding/keep", &draft).await.status, 403);
    maya.open(&paths::member(vera)).await;
    assert!(maya.page.text().contains("Make Vera Vogel an owner?"), "{}", maya.page.text());
    let page = maya.submit(CHANGE_ROLE, &[("role", "admin")]).await;
    assert_eq!(page.path, format!("{}?notice=role-changed", paths::member(vera)));
    assert!(page.text().contains("Admin: can add and change partners"), "{}", page.text());
    assert_eq!(browser.call("/api/onboarding/keep", &draft).await.status, 200);
    assert_eq!(call(&mut maya, CHANGE_ROLE, vera, "viewer").await.0, 200);
    assert_eq!(browser.call("/api/onboarding/keep", &draft).await.status, 403);
    assert_eq!(record::count(&app.state, "role_changed").await.unwrap(), 2);
    assert_eq!(call(&mut maya, CHANGE_ROLE, vera, "contact").await.0, 404);
    assert_eq!(call(&mut maya, CHANGE_ROLE, vera, "king").await.0, 400);
}

async fn ownership_is_handed_over_by_making_an_owner_and_stepping_down(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (adam, mut browser) = app.colleague_as(Role::Admin, "Adam").await;
    assert_eq!(call(&mut browser, CHANGE_ROLE, adam, "owner").await.0, 403, "nobody makes themselves an owner");
    let invited = invite(app, &mut maya, &[("delivery", "link")]).await;
    let (status, body) = call(&mut maya, CHANGE_ROLE, invited, "owner").await;
    assert_eq!((status, body.contains("Vera Vogel is not active yet.")), (409, true), "{body}");

    assert_eq!(call(&mut maya, CHANGE_ROLE, adam, "owner").await.0, 200);
    let page = maya.open(&paths::member(staff.id)).await;
    assert!(page.text().contains("Step down to admin?"), "{}", page.text());
    assert_eq!(maya.submit(CHANGE_ROLE, &[("role", "admin")]).await.status, 200);
    assert!(maya.page.text().contains("Only owners can change roles"), "{}", maya.page.text());
    assert_eq!(call(&mut maya, CHANGE_ROLE, adam, "viewer").await.0, 403);
    assert_eq!(call(&mut browser, CHANGE_ROLE, staff.id, "viewer").await.0, 200);
    assert_eq!(app.number(OWNERS).await, 1);
    let said =
        app.number("select count(*) from audit where what like '%Maya Lindqvist stepped down to be an admin.%'").await;
    assert_eq!(said, 1);
}

async fn a_removed_colleague_is_out_at_once_and_their_name_stays(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let (adam, mut browser) = app.colleague_as(Role::Admin, "Adam").await;
    let vera = invite(app, &mut browser, &[("delivery", "link")]).await;
    let link = shown_link(&browser);
    browser.open("/partners/new").await;
    let details = app.details("Alder & Finch", "ana@alder.example").await;
    let action = "/api/onboarding/details";
    let fields =
        [("name", "Alder & Finch"), ("first_name", "Ana"), ("last_name", "Ruiz"), ("email", &*details.contact.email)];
    browser.submit(action, &[&fields[..], &[("status", &*details.partner.status), ("access", "")]].concat()).await;
    assert!(browser.page.text().contains("Alder & Finch is added."), "{}", browser.page.text());
    let partner = browser.page.link("Open partner");
    browser
        .call("/api/account/forgot-password", &[("form[email]", "adam@acme.example"), ("email", "adam@acme.example")])
        .await;
    app.emails().await;

    maya.open(&paths::member(adam)).await;
    assert!(maya.page.text().contains("Remove Adam Vogel from the team?"), "{}", maya.page.text());
    let page = maya.submit(REMOVE, &[]).await;
    assert_eq!(page.path, format!("{}?notice=colleague-removed", paths::MANAGE_MEMBERS));
    assert!(!page.text().contains("Adam Vogel"), "{}", page.text());

    assert_eq!(browser.call("/api/partners/choices", &[]).await.status, 401, "the very next request");
    assert!(browser.open(paths::PARTNERS).await.path.starts_with(paths::SIGN_IN));
    let sign_in = [("form[email]", "adam@acme.example"), ("form[password]", PASSWORD)];
    assert_eq!(app.browser().call("/api/account/sign-in", &sign_in).await.status, 422);
    assert!(maya.open(&partner).await.text().contains("Adam Vogel added Alder & Finch"), "{}", maya.page.text());
    let page = maya.open(&paths::member(vera)).await;
    assert!(page.text().contains("Invited by Adam Vogel"), "{}", page.text());
    assert!(app.browser().open(&link).await.has_form(ACTIVATE), "an invitation outlives whoever made it");
    maya.submit("/api/invitations/resend", &[]).await;
    assert_eq!(app.message().await.to, "vera@acme.example");

    // Her link was used before she was removed, and shows no way in.
    let mut invited = app.browser();
    invited.open(&link).await;
    invited.submit(ACTIVATE, &[("password", PASSWORD)]).await;
    assert_eq!(invited.page.path, paths::ATTENTION);
    assert_eq!(call(&mut maya, REMOVE, vera, "").await.0, 200);
    assert_eq!(app.browser().open(&link).await.h1(), "This invitation was withdrawn");
    assert!(invited.open(paths::PARTNERS).await.path.starts_with(paths::SIGN_IN));
    assert_eq!(app.number("select count(*) from person where email like '%@acme.example'").await, 1);
    assert_eq!(record::count(&app.state, "colleague_removed").await.unwrap(), 2);
}

async fn a_removed_colleague_can_be_invited_again(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let before = invite(app, &mut maya, &[("delivery", "link")]).await;
    let old = shown_link(&maya);
    assert_eq!(call(&mut maya, REMOVE, before, "").await.0, 200);
    let now = invite(app, &mut maya, &[]).await;
    assert_ne!(before, now);
    assert!(!app.browser().open(&old).await.has_form(ACTIVATE), "an old link");
    let mut vera = app.browser();
    vera.open(&app.message().await.link()).await;
    assert_eq!(vera.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::ATTENTION);
    assert_eq!(call(&mut maya, REMOVE, before, "").await.0, 404);
}

async fn an_owner_can_leave_when_another_one_stays(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.staff_as(Role::Owner, "Olga").await;
    maya.open(&paths::member(staff.id)).await;
    assert!(maya.page.text().contains("Leave the team?"), "{}", maya.page.text());
    assert!(maya.submit(REMOVE, &[]).await.path.starts_with(paths::SIGN_IN));
    assert!(!maya.cookies.contains_key("gangway_session"));
    assert_eq!(app.number(OWNERS).await, 1);
    assert_eq!(app.number("select count(*) from audit where what like '%Maya Lindqvist left the team.%'").await, 1);
}

async fn the_only_owner_stays(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.staff_as(Role::Admin, "Adam").await;
    let page = maya.open(&paths::member(staff.id)).await;
    assert!(page.text().contains("You are the only owner. To hand over,"), "{}", page.text());
    assert!(!page.has_form(CHANGE_ROLE) && !page.has_form(REMOVE));
    for (endpoint, role) in [(REMOVE, ""), (CHANGE_ROLE, "admin")] {
        let (status, body) = call(&mut maya, endpoint, staff.id, role).await;
        let why = "Maya Lindqvist is the only owner. Make another team member an owner first.";
        assert_eq!((status, body.contains(why)), (409, true), "{body}");
    }
    assert_eq!(app.number(OWNERS).await, 1);
    assert_eq!(maya.open(paths::PARTNERS).await.status, 200);
}

/// Both do it at once, twice, on two instances.
async fn at_once(app: &TestApp, endpoint: &str, each_other: bool) {
    let second = app.second_instance(|_| ()).await;
    let (staff, maya) = app.maya().await;
    let (omar, mut browser) = app.colleague_as(Role::Owner, "Omar").await;
    browser.base = second;
    let owners = [(staff.id, maya), (omar, browser)];
    let target = |n: usize| owners[if each_other { 1 - n } else { n }].0.to_string();
    let send = |n: usize| {
        let fields = [("form[person]".to_owned(), target(n)), ("form[role]".to_owned(), "admin".to_owned())];
        owners[n].1.form_request(endpoint, &fields).header("accept", "application/json").send()
    };
    let answers = tokio::join!(send(0), send(1), send(0), send(1));
    let statuses = [answers.0, answers.1, answers.2, answers.3].map(|answer| answer.unwrap().status().as_u16());
    assert!(statuses.iter().all(|status| *status < 500), "{statuses:?}");
    assert!(statuses.contains(&200), "{statuses:?}");
    assert_eq!(app.number(OWNERS).await, 1, "{statuses:?}");
}

async fn two_owners_who_remove_each_other_at_once_leave_one(app: &TestApp) {
    at_once(app, REMOVE, true).await;
}

async fn two_owners_who_step_down_at_once_leave_one(app: &TestApp) {
    at_once(app, CHANGE_ROLE, false).await;
}
