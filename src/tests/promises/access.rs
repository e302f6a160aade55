//! Access given and removed: what was promised ends, all of it, at once.

use crate::domain::address::Confirmation;
use crate::domain::ids::{InvitationId, PersonId};
use crate::domain::invitation::{ActivateForm, Activation, Delivery};
use crate::domain::organisation::InvitationLifetime;
use crate::domain::person::{ContactForm, Role};
use crate::domain::portal::PortalRole;
use crate::domain::time::{DAY, MINUTE};
use crate::paths;
use crate::server::access::Editor;
use crate::server::random::Random;
use crate::server::token::PlainToken;
use crate::server::{activation, address_changes, address_confirmations, audit, contacts, invitations};
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD};
use crate::tests::prove;

const LIFETIME: i64 = InvitationLifetime::DEFAULT.micros();

on_both_engines! {
    r06_exactly_the_links_of_the_live_promise_work,
    r07_a_link_does_not_revive_removed_access,
    r19_removed_access_ends_every_session_with_the_next_request,
    r19_access_removed_from_many_ends_every_session_of_every_one,
    r21_access_given_again_needs_a_new_activation,
    r21_access_given_again_to_many_revives_no_link_and_no_cookie,
}

/// What staff and the invited person can do.
#[derive(Debug, Clone, Copy)]
enum Step {
    Give(Delivery),
    Resend,
    Copy,
    Remove,
    EditAddress,
    Activate(usize),
    /// Confirms a new address by one of the links that were sent for one.
    Confirm(usize),
    Wait,
}

/// A link, and the promise it belongs to by the model's count.
struct Link {
    token: PlainToken,
    promise: usize,
    invitation: InvitationId,
}

/// The link of a change of address, and the change it belongs to by the model's count.
struct ChangeLink {
    token: PlainToken,
    change: usize,
}

/// What should be true of one contact.
struct Model {
    person: PersonId,
    has_access: bool,
    is_active: bool,
    /// The promise that lives, when it ends, and whether a mail carried it.
    live: Option<(usize, i64, bool)>,
    promises: usize,
    links: Vec<Link>,
    edits: usize,
    /// The change of address that waits, and when its time ends.
    waiting: Option<(usize, i64)>,
    /// When each change was asked for.
    asked: Vec<i64>,
    changes: Vec<ChangeLink>,
}

impl Model {
    fn may_confirm(&self, change: usize, now: i64) -> bool {
        self.is_active && self.waiting.is_some_and(|(waiting, until)| waiting == change && now <= until)
    }

    fn is_open(&self, now: i64) -> bool {
        self.live.is_some_and(|(_, until, _)| now <= until)
    }

    fn promise(&mut self, now: i64, mailed: bool) {
        self.promises += 1;
        self.live = Some((self.promises, now + LIFETIME, mailed));
    }

    fn renew(&mut self, now: i64, mailed: bool) {
        match &mut self.live {
            Some((_, until, was_mailed)) if now <= *until => {
                (*until, *was_mailed) = (now + LIFETIME, *was_mailed || mailed);
            }
            _ => self.promise(now, mailed),
        }
    }
}

async fn take(app: &TestApp, staff: &Editor, model: &mut Model, step: Step) {
    let (app_, now) = (&app.app, app.app.now().0);
    let may_renew = model.has_access && !model.is_active;
    let mut token = None;
    let done = match step {
        Step::Give(delivery) => {
            let given = invitations::give_access(app_, staff, model.person, delivery, "").await;
            assert_eq!(given.is_ok(), !model.has_access, "{step:?}: {:?}", given.as_ref().err());
            if given.is_ok() {
                model.has_access = true;
                model.promise(now, delivery == Delivery::Email);
            }
            given.map(|link| token = link)
        }
        Step::Resend => {
            let sent = invitations::resend(app_, staff, model.person).await;
            assert_eq!(sent.is_ok(), may_renew, "{step:?}: {:?}", sent.as_ref().err());
            sent.map(|()| model.renew(now, true))
        }
        Step::Copy => {
            let link = invitations::mint_link(app_, staff, model.person).await;
            assert_eq!(link.is_ok(), may_renew, "{step:?}: {:?}", link.as_ref().err());
            link.map(|link| {
                token = Some(link);
                model.renew(now, false);
            })
        }
        Step::Remove => {
            let removed = invitations::remove_access(app_, staff, model.person).await;
            assert_eq!(removed.is_ok(), model.has_access, "{step:?}: {:?}", removed.as_ref().err());
            (model.has_access, model.is_active, model.live, model.waiting) = (false, false, None, None);
            removed
        }
        Step::EditAddress => {
            model.edits += 1;
            let form = ContactForm {
                first_name: "Ana".to_owned(),
                last_name: "Ruiz".to_owned(),
                email: format!("ana{}@{}.example", model.edits, model.person.0.simple()),
                ..ContactForm::default()
            };
            let edited = contacts::update(app_, staff, model.person, form.parse().unwrap(), PortalRole::Manager).await;
            // Whoever is active keeps their address until they confirm the new one; five a day are enough.
            let today = model.asked.iter().filter(|at| **at > now - DAY).count();
            assert_eq!(edited.is_ok(), !model.is_active || today < 5, "{step:?}: {:?}", edited.as_ref().err());
            if edited.as_ref().is_ok_and(|edited| edited.waits) {
                assert!(model.is_active, "{step:?}");
                model.asked.push(now);
                model.waiting = Some((model.asked.len(), now + address_changes::LIFETIME));
            }
            if may_renew {
                let mailed = model.live.is_some_and(|(_, _, mailed)| mailed);
                model.promise(now, mailed);
            }
            edited.map(|_| ())
        }
        Step::Confirm(index) => {
            let Some(link) = model.changes.get(index) else { return };
            let works = model.may_confirm(link.change, now);
            let session = address_confirmations::confirm(app_, Some(link.token.clone()), PASSWORD, "").await;
            assert_eq!(session.is_ok(), works, "{step:?}: {:?}", session.as_ref().err());
            if works {
                model.waiting = None;
            }
            session.map(|_| ())
        }
        Step::Activate(index) => {
            let Some(link) = model.links.get(index) else { return };
            let works = model.is_open(now) && model.live.is_some_and(|(promise, _, _)| promise == link.promise);
            let form = ActivateForm { password: PASSWORD.to_owned(), ..ActivateForm::default() };
            let session = activation::activate(app_, Some(link.token.clone()), link.invitation, &form, "").await;
            assert_eq!(session.is_ok(), works, "{step:?}: {:?}", session.as_ref().err());
            if works {
                (model.is_active, model.live) = (true, None);
            }
            session.map(|_| ())
        }
        Step::Wait => {
            app.wait(3 * DAY);
            Ok(())
        }
    };
    let _refused_as_expected = done;
    // Slowly enough for the limit of emails an hour.
    app.wait(15 * MINUTE);
    for mail in app.mails().await {
        let secret = PlainToken::parse(mail.link().rsplit('/').next().unwrap());
        match secret {
            Some(secret) if mail.text.contains("/confirm-address/") => {
                model.changes.push(ChangeLink { token: secret, change: model.asked.len() });
            }
            Some(secret) => token = Some(secret),
            // To an old address, which is told and can do nothing by it.
            None => {}
        }
    }
    if let (Some(token), Some((promise, _, _))) = (token, model.live) {
        app.link_of(&token);
        let Activation::Ready(welcome) = activation::look(app_, Some(token.clone()), None).await.unwrap() else {
            panic!("a fresh link works")
        };
        model.links.push(Link { token, promise, invitation: welcome.invitation });
    }
}

async fn r06_exactly_the_links_of_the_live_promise_work(app: &TestApp) {
    app.stay_in_memory().await;
    let staff = app.staff().await;
    let runs = prove::size("RUNS", 30);
    let longest = prove::size("STEPS", 15) as i64;
    let chance = Random::seeded(prove::seed());
    let mut steps = 0;
    for run in 0..runs {
        let known = app.add(&staff, app.details("Alder", &format!("run{run}@alder.example")).await, None).await;
        let mut model = Model {
            person: known.contact,
            has_access: false,
            is_active: false,
            live: None,
            promises: 0,
            links: Vec::new(),
            edits: 0,
            waiting: None,
            asked: Vec::new(),
            changes: Vec::new(),
        };
        let mut taken = Vec::new();
        for _ in 0..=chance.below(longest) {
            let step = match chance.below(18) {
                0..=1 => Step::Give(Delivery::Email),
                2..=3 => Step::Give(Delivery::Link),
                4..=5 => Step::Resend,
                6..=8 => Step::Copy,
                9 => Step::Remove,
                10..=11 => Step::EditAddress,
                12..=13 => Step::Wait,
                14..=15 => Step::Activate(chance.below(6) as usize),
                _ => Step::Confirm(chance.below(4) as usize),
            };
            steps += 1;
            taken.push(step);
            take(app, &staff, &mut model, step).await;
            let now = app.app.now().0;
            for (index, link) in model.links.iter().enumerate() {
                let works = model.is_open(now) && model.live.is_some_and(|(promise, _, _)| promise == link.promise);
                let seen = activation::look(&app.app, Some(link.token.clone()), None).await.unwrap();
                assert_eq!(
                    matches!(seen, Activation::Ready(_)),
                    works,
                    "run {run}, link {index} after {taken:?}: {seen:?}"
                );
            }
            for (index, link) in model.changes.iter().enumerate() {
                let seen = address_confirmations::look(&app.app, Some(link.token.clone()), None).await.unwrap();
                assert_eq!(
                    matches!(seen, Confirmation::Ready { .. }),
                    model.may_confirm(link.change, now),
                    "run {run}, change {index} after {taken:?}: {seen:?}"
                );
            }
        }
    }
    prove::held(
        "R6",
        Some(app.engine()),
        &format!(
            "{runs} random lives of an invitation, {steps} steps: after each of them exactly the links of the model work"
        ),
    );
}

async fn r07_a_link_does_not_revive_removed_access(app: &TestApp) {
    let staff = app.staff().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(ana.link.as_ref().unwrap()).await;
    invitations::remove_access(&app.app, &staff, ana.contact).await.unwrap();
    for _ in 0..3 {
        let answer = browser.post("/api/invitations/activate", &[("password", PASSWORD)]).await;
        assert_eq!(answer.location().as_deref(), Some(paths::ACTIVATE));
    }
    assert_eq!(browser.open(paths::ACTIVATE).await.h1(), "This invitation was withdrawn");
    assert_eq!((app.rows("session").await, audit::count(&app.app, "activated").await.unwrap()), (0, 0));
    assert_eq!(audit::count(&app.app, "activation_denied").await.unwrap(), 3);
    assert_eq!(app.number("select count(*) from person where role = 'contact' and access_at is not null").await, 0);
}

async fn r19_removed_access_ends_every_session_with_the_next_request(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, ana) = app.active_ana(&staff).await;
    let second = app.second_instance(|_| ()).await;
    let mut browsers = vec![ana];
    for n in 0..12 {
        let signed_in = app.signed_in(known.contact, Role::Contact).await;
        let mut browser = app.browser_at(if n % 2 == 0 { &app.url } else { &second });
        browser.cookies = signed_in.cookies;
        browsers.push(browser);
    }
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 200);
    }
    maya.open(&paths::partner(known.partner)).await;
    maya.submit("/api/invitations/remove-access", &[]).await;
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 401);
        assert!(browser.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
    }
    assert_eq!(
        app.number("select count(*) from session where person_id in (select id from person where role = 'contact')")
            .await,
        0
    );
}

async fn r21_access_given_again_needs_a_new_activation(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (known, mut ana) = app.active_ana(&staff).await;
    invitations::remove_access(&app.app, &staff, known.contact).await.unwrap();
    invitations::give_access(&app.app, &staff, known.contact, Delivery::Email, "").await.unwrap();
    assert_eq!(ana.call("/api/portal/load", &[]).await.status, 401, "the old cookie");
    let sign_in = [("form[email]", "ana@alder.example"), ("form[password]", PASSWORD)];
    assert_eq!(ana.call("/api/account/sign-in", &sign_in).await.status, 422, "the old password");
    assert!(!ana.open(known.link.as_ref().unwrap()).await.has_form("/api/invitations/activate"), "the old link");
    ana.open(&app.mail().await.link()).await;
    assert_eq!(ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    assert!(ana.open(paths::PORTAL_COMPANY).await.text().contains("Alder & Finch"));
}

/// Two partners with an active contact each, in browsers on two instances.
async fn two_active(app: &TestApp, staff: &Editor) -> (Vec<Known>, Vec<Browser>) {
    let second = app.second_instance(|_| ()).await;
    let (mut known, mut browsers) = (Vec::new(), Vec::new());
    for email in ["ana@alder.example", "ana@blue.example"] {
        let added = app.add(staff, app.details("Alder", email).await, Some(Delivery::Link)).await;
        let mut browser = app.browser();
        browser.open(added.link.as_ref().unwrap()).await;
        browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
        for n in 0..6 {
            let signed_in = app.signed_in(added.contact, Role::Contact).await;
            let mut other = app.browser_at(if n % 2 == 0 { &app.url } else { &second });
            other.cookies = signed_in.cookies;
            browsers.push(other);
        }
        browsers.push(browser);
        known.push(added);
    }
    (known, browsers)
}

/// Confirms `what` for all partners and waits until it is done.
async fn for_all(app: &TestApp, maya: &mut Browser, what: &str) {
    maya.open(&format!("{}?do={what}&all=on", paths::PARTNERS_ACCESS)).await;
    maya.submit("/api/partners/change-access", &[]).await;
    app.settle().await;
}

async fn r19_access_removed_from_many_ends_every_session_of_every_one(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (_, mut browsers) = two_active(app, &staff).await;
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 200);
    }
    for_all(app, &mut maya, "remove").await;
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 401);
        assert!(browser.open(paths::PORTAL).await.path.starts_with(paths::SIGN_IN));
    }
    assert_eq!(app.rows("session").await, 1, "Maya's");
}

async fn r21_access_given_again_to_many_revives_no_link_and_no_cookie(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let (known, mut browsers) = two_active(app, &staff).await;
    for_all(app, &mut maya, "remove").await;
    for_all(app, &mut maya, "give").await;
    for browser in &mut browsers {
        assert_eq!(browser.call("/api/portal/load", &[]).await.status, 401, "an old cookie");
    }
    for known in &known {
        let page = app.browser().open(known.link.as_ref().unwrap()).await.clone();
        assert!(!page.has_form("/api/invitations/activate"), "an old link");
        let sign_in = [("form[email]", known.email.as_str()), ("form[password]", PASSWORD)];
        assert_eq!(app.browser().call("/api/account/sign-in", &sign_in).await.status, 422, "the old password");
    }
    let mails = app.mails().await;
    assert_eq!(mails.len(), 2);
    for mail in mails {
        let mut browser = app.browser();
        browser.open(&mail.link()).await;
        assert_eq!(browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    }
}
