//! R11: every state of an invitation has a way on: for staff, to "active" in two actions at most; for the holder of an
//! old link, to a new one.

use crate::domain::auth::role::Role;
use crate::domain::ids::PersonId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::{Access, ContactAccess};
use crate::domain::organisation::settings::InvitationLifetime;
use crate::domain::time::{DAY, HOUR};
use crate::paths;
use crate::server::authz::Owner;
use crate::server::platform::db::{execute, read};
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::PASSWORD;
use std::collections::{BTreeMap, VecDeque};
use uuid::Uuid;

const ACTIVATE: &str = "/api/invitations/activate";
const LIFETIME: i64 = InvitationLifetime::DEFAULT.micros();

on_both_engines! {
    r11_no_state_of_an_invitation_is_a_dead_end,
    r11_an_old_link_leads_to_a_fresh_one_at_the_address_on_file_only,
}

/// What staff can do to a contact, and what happens in between.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Action {
    GiveByEmail,
    GiveByLink,
    GiveInBulk,
    Resend,
    CopyLink,
    UndoSend,
    Remove,
    RemoveInBulk,
    EditName,
    EditAddress,
    MakeMain,
    RemoveContact,
    DeletePartner,
    Add,
    AddForLater,
    // Not done by staff:
    MailLeaves,
    MailFails,
    TimePasses,
    Activate,
    Report,
}

use Action::*;

const ACTIONS: [Action; 20] = [
    GiveByEmail,
    GiveByLink,
    GiveInBulk,
    Resend,
    CopyLink,
    UndoSend,
    Remove,
    RemoveInBulk,
    EditName,
    EditAddress,
    MakeMain,
    RemoveContact,
    DeletePartner,
    Add,
    AddForLater,
    MailLeaves,
    MailFails,
    TimePasses,
    Activate,
    Report,
];

/// At most two actions of staff, the shortest first.
const WAYS: [&[Action]; 8] = [
    &[],
    &[Resend],
    &[CopyLink],
    &[GiveByEmail],
    &[GiveByLink],
    &[Add],
    &[EditAddress, CopyLink],
    &[Remove, GiveByEmail],
];

/// A contact, whom Maya manages in one browser and who opens links in another.
struct Subject {
    company: String,
    email: String,
    partner: String,
    person: String,
    staff: PersonId,
    maya: Browser,
    contact: Browser,
    edits: usize,
}

impl Subject {
    /// No contact yet: the wizard adds them.
    async fn new(app: &TestApp, staff: &Owner, n: usize) -> Self {
        let maya = app.signed_in(staff.id, Role::Owner).await;
        Self {
            company: format!("Partner {n}"),
            email: format!("ana{n}@alder.example"),
            partner: Uuid::nil().to_string(),
            person: Uuid::nil().to_string(),
            staff: staff.id,
            maya,
            contact: app.browser(),
            edits: 0,
        }
    }

    async fn walk(app: &TestApp, staff: &Owner, n: usize, path: &[Action]) -> Self {
        let mut subject = Self::new(app, staff, n).await;
        for action in path {
            assert!(subject.act(app, *action).await, "{path:?} was possible a moment ago");
        }
        subject
    }

    /// The contact's state, in words that say all that matters for what comes next.
    async fn state(&mut self) -> String {
        let answer = self.maya.call("/api/invitations/access", &[("form[person]", &self.person)]).await;
        if answer.status == 404 {
            return "nobody".to_owned();
        }
        let contact: ContactAccess = serde_json::from_str(&answer.body).unwrap();
        let invitation = contact.invitation;
        let message = invitation.as_ref().and_then(|invitation| invitation.email.as_ref());
        let message = message.map_or("none".to_owned(), |message| first_word(&message.state));
        match (contact.access, invitation.map(|invitation| invitation.state)) {
            (Access::Active { .. }, _) => "active".to_owned(),
            (Access::None, state) => format!("no access, {state:?}"),
            (Access::Invited, state) => format!("invited, {state:?}, mail {message}"),
        }
    }

    async fn call(&mut self, endpoint: &str, fields: &[(&str, &str)]) -> bool {
        let answer = self.maya.call(&format!("/api/{endpoint}"), fields).await;
        assert!(answer.status < 400 || [404, 409, 422].contains(&answer.status), "{endpoint}: {answer:?}");
        answer.status < 400
    }

    async fn of_person(&mut self, endpoint: &str, more: &[(&str, &str)]) -> bool {
        let person = self.person.clone();
        self.call(endpoint, &[&[("form[person]", person.as_str())], more].concat()).await
    }

    /// Does it; false where it was refused.
    async fn act(&mut self, app: &TestApp, action: Action) -> bool {
        match action {
            GiveByEmail => self.of_person("invitations/give-access", &[("form[delivery]", "email")]).await,
            GiveByLink => self.of_person("invitations/give-access", &[("form[delivery]", "link")]).await,
            GiveInBulk => self.in_bulk(app, "give").await,
            RemoveInBulk => self.in_bulk(app, "remove").await,
            Resend => self.of_person("invitations/resend", &[]).await,
            CopyLink => self.of_person("invitations/mint-link", &[]).await,
            UndoSend => self.of_person("invitations/undo-send", &[]).await,
            Remove => self.of_person("invitations/remove-access", &[]).await,
            EditName => self.edit("Anna").await,
            EditAddress => {
                let before = self.email.clone();
                self.edits += 1;
                self.email = format!("new{}.{before}", self.edits);
                let done = self.edit("Ana").await;
                if !done {
                    self.email = before;
                }
                done
            }
            MakeMain => self.of_person("partners/make-main-contact", &[]).await,
            RemoveContact => self.of_person("partners/remove-contact", &[]).await,
            DeletePartner => {
                let partner = self.partner.clone();
                self.call("partners/delete", &[("partner", &partner)]).await
            }
            Add => self.add(app, "").await,
            AddForLater => self.add(app, &app.state.now().plus(3 * DAY).rfc3339()[..16]).await,
            MailLeaves => app.emails().await.iter().any(|message| message.to == self.email),
            MailFails => self.mail_fails(app).await,
            TimePasses => {
                app.wait(LIFETIME + 1);
                self.maya = app.signed_in(self.staff, Role::Owner).await;
                true
            }
            Activate => self.activate(app).await,
            Report => self.report(app).await,
        }
    }

    async fn edit(&mut self, first_name: &str) -> bool {
        let email = self.email.clone();
        let fields = [
            ("form[first_name]", first_name),
            ("form[last_name]", "Ruiz"),
            ("form[email]", &email),
            ("form[portal_role]", "member"),
        ];
        self.of_person("partners/update-contact", &fields).await
    }

    async fn in_bulk(&mut self, app: &TestApp, change: &str) -> bool {
        let bulk = app.state.id().to_string();
        let page = self.maya.select(change, &[self.partner.parse().unwrap()]).await;
        let (_, selection) = page.split_once("selection=").unwrap();
        let fields = [
            ("form[bulk]", bulk.as_str()),
            ("form[change]", change),
            ("form[affected]", "1"),
            ("form[selection][selection]", selection),
        ];
        let done = self.call("partners/start-bulk", &fields).await;
        app.settle().await;
        done
    }

    /// The wizard: a partner and its contact, invited by mail, at once or when staff chose.
    async fn add(&mut self, app: &TestApp, send_at: &str) -> bool {
        let draft = app.state.id().to_string();
        let (company, email, status) = (self.company.clone(), self.email.clone(), app.status("Prospect").await);
        let details = [
            ("draft", draft.as_str()),
            ("form[name]", &company),
            ("form[status]", &status),
            ("form[first_name]", "Ana"),
            ("form[last_name]", "Ruiz"),
            ("form[email]", &email),
            ("form[access]", "on"),
        ];
        if !self.call("onboarding/details", &details).await
            || !self
                .call(
                    "onboarding/finish",
                    &[("draft", &draft), ("form[delivery]", "email"), ("form[send_at]", send_at)],
                )
                .await
        {
            return false;
        }
        const FIND: &str = "select id, partner_id from person where email_key = $1";
        let (person, partner): (Uuid, Uuid) =
            read!(&app.state.db, c => sqlx::query_as(FIND).bind(&email).fetch_one(c)).unwrap();
        (self.person, self.partner) = (person.to_string(), partner.to_string());
        true
    }

    /// The mail server refuses it for good.
    async fn mail_fails(&self, app: &TestApp) -> bool {
        const FAIL: &str =
            "update queued_email set state = 'failed', attempts = 1, reply = '550 no such mailbox', finished_at = $2
             where state = 'queued' and invitation_id in (select id from invitation where person_id = $1)";
        let person: PersonId = self.person.parse().unwrap();
        let mut tx = app.state.db.begin().await.unwrap();
        let failed = execute!(&mut tx, FAIL, person.0, app.state.now().0).unwrap();
        tx.commit().await.unwrap();
        failed > 0
    }

    /// The newest link, which came by mail or which Maya passed on.
    async fn link(&mut self, app: &TestApp) -> Option<String> {
        let emailed = app.emails().await.into_iter().rfind(|message| message.to == self.email);
        let passed_on = self.maya.cookies.remove("gangway_link");
        emailed.map(|message| message.link()).or(passed_on.map(|token| paths::activation_link(&token)))
    }

    async fn activate(&mut self, app: &TestApp) -> bool {
        let Some(link) = self.link(app).await else { return false };
        self.contact.open(&link).await;
        self.contact.page.has_form(ACTIVATE)
            && self.contact.submit(ACTIVATE, &[("password", PASSWORD)]).await.path == paths::PORTAL
    }

    async fn report(&mut self, app: &TestApp) -> bool {
        const REPORT: &str = "/api/invitations/report";
        let Some(link) = self.link(app).await else { return false };
        self.contact.open(&link).await;
        let can = self.contact.page.has_form(REPORT);
        if can {
            self.contact.submit(REPORT, &[("comment", "Not me")]).await;
        }
        can
    }

    async fn forget(mut self, app: &TestApp) {
        self.act(app, DeletePartner).await;
    }
}

fn first_word(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}").split([' ', '{', '(']).next().unwrap_or_default().to_owned()
}

async fn r11_no_state_of_an_invitation_is_a_dead_end(app: &TestApp) {
    app.stay_in_memory().await;
    let staff = app.staff().await;
    let mut found: BTreeMap<String, Vec<Action>> = BTreeMap::from([("nobody".to_owned(), vec![])]);
    let mut next = VecDeque::from(["nobody".to_owned()]);
    let mut count = 0;
    while let Some(state) = next.pop_front() {
        let path = found[&state].clone();
        let mut fresh = None;
        for action in ACTIONS {
            let mut subject = match fresh.take() {
                Some(subject) => subject,
                None => {
                    count += 1;
                    Subject::walk(app, &staff, count, &path).await
                }
            };
            let done = subject.act(app, action).await;
            let now = subject.state().await;
            // To try these, email is sent first; what is no longer wanted is cancelled then.
            if !done && !matches!(action, MailLeaves | Activate | Report) {
                assert_eq!(now, state, "{action:?} was refused in {state:?}, and changed it nevertheless");
                fresh = Some(subject);
                continue;
            }
            if !found.contains_key(&now) {
                found.insert(now.clone(), [&path[..], &[action]].concat());
                next.push_back(now);
            }
            subject.forget(app).await;
        }
        if let Some(subject) = fresh {
            subject.forget(app).await;
        }
    }
    let states: Vec<&str> = found.keys().map(String::as_str).collect();
    assert!(states.len() >= 12, "{states:#?}");
    for word in ["Pending", "Expired", "Revoked", "no access", "active", "nobody", "Failed", "Cancelled", "Scheduled"] {
        assert!(states.iter().any(|state| state.contains(word)), "{word} is not among {states:#?}");
    }

    for (state, path) in found.iter().filter(|(state, _)| *state != "active") {
        let mut tried = Vec::new();
        for way in WAYS {
            count += 1;
            let mut subject = Subject::walk(app, &staff, count, path).await;
            let mut done = true;
            for action in way {
                done = done && subject.act(app, *action).await;
            }
            if done && subject.act(app, Activate).await {
                assert_eq!(subject.state().await, "active");
                tried.clear();
                break;
            }
            tried.push(way);
        }
        assert!(tried.is_empty(), "a dead end: {state}, reached by {path:?}");
    }
}

async fn r11_an_old_link_leads_to_a_fresh_one_at_the_address_on_file_only(app: &TestApp) {
    const FRESH: &str = "/api/invitations/request-fresh-link";
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let first = app.message().await.link();
    let person = ana.contact.to_string();
    // One link expired, the other belongs to an address that is no longer on file.
    app.wait(LIFETIME + 1);
    let mut links = vec![("This link has expired", first.clone())];
    for n in 0..3 {
        for (title, link) in &links {
            app.wait(HOUR);
            let mut holder = app.browser();
            assert_eq!(&holder.open(link).await.h1(), title);
            let mut fields = holder.page.fill_in(FRESH, &[]);
            for name in ["email", "to", "address", "form[email]", "form[to]", "person", "form[person]"] {
                fields.push((name.to_owned(), "evil@evil.example".to_owned()));
            }
            let answer = holder.form_request(FRESH, &fields).header("accept", "text/html").send().await.unwrap();
            assert!(answer.status().is_redirection());
            let page = holder.open("/activate?asked=yes").await.clone();
            assert!(page.text().contains("sent a new link to the address"), "{}", page.text());
            let on_file = if n == 0 { ana.email.clone() } else { format!("ana{n}@alder.example") };
            assert!(!page.body.contains(&on_file), "the address is not given away");
            let message = app.message().await;
            assert_eq!(message.to, on_file);
            assert!(app.browser().open(&message.link()).await.has_form(ACTIVATE), "and it works");
        }
        links = vec![("A newer link has replaced this one", first.clone())];
        app.wait(HOUR);
        let email = format!("ana{}@alder.example", n + 1);
        let edit = [
            ("form[person]", person.as_str()),
            ("form[first_name]", "Ana"),
            ("form[last_name]", "Ruiz"),
            ("form[email]", &email),
            ("form[portal_role]", "member"),
        ];
        assert!(maya.call("/api/partners/update-contact", &edit).await.status < 400);
        assert_eq!(app.message().await.to, email);
    }
    assert_eq!(app.number("select count(*) from invitation where is_live").await, 1);
}
