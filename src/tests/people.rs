//! Ready-made staff, partners and contacts, so that a test begins where its story does.

use super::app::TestApp;
use super::browser::Browser;
use super::page::Page;
use crate::domain::auth::role::{PortalRole, Role};
use crate::domain::ids::{DraftId, EmailId, PartnerId, PersonId, TemplateId};
use crate::domain::invitations::choice::{InvitationChoice, InvitationForm};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::onboarding::DetailsForm;
use crate::domain::outbox::DeliveryReport;
use crate::domain::partners::contact::{ContactInput, NewContact};
use crate::domain::password::Password;
use crate::paths;
use crate::server::auth::sessions;
use crate::server::auth::sessions::Device;
use crate::server::authz::{Editor, Owner};
use crate::server::bounces::record::{self, Report};
use crate::server::onboarding::wizard;
use crate::server::partners::contact_roster;
use crate::server::platform::db::{execute, read, run};
use crate::server::platform::token::PlainToken;
use uuid::Uuid;

/// A password that is hard to guess.
pub const PASSWORD: &str = "lighthouse keeper counts gulls";
/// What the first owner types into the form that sets Gangway up.
pub const FIRST_OWNER: [(&str, &str); 5] = [
    ("organisation", "Acme"),
    ("first_name", "Olga"),
    ("last_name", "Owner"),
    ("email", "olga@acme.example"),
    ("password", PASSWORD),
];
/// Another one.
pub const OTHER_PASSWORD: &str = "seven boats sail north tonight";

/// An invitation in the default words, sent when `send_at` says.
pub fn chosen(delivery: Delivery, send_at: &str) -> InvitationChoice {
    InvitationChoice { delivery, send_at: send_at.to_owned(), template: None, note: String::new() }
}

/// The beginning of a picture with these sides, which is all of it that the server reads.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &sides, b"\x08\x06\0\0\0"].concat()
}

/// A partner with its main contact.
pub struct Known {
    pub partner: PartnerId,
    pub contact: PersonId,
    pub email: String,
    /// Where it was given by link.
    pub link: Option<String>,
}

impl TestApp {
    /// Maya Lindqvist, who works for Acme; each call makes her again under another address.
    pub async fn staff(&self) -> Owner {
        const ADD: &str = "
            insert into person (
                id, role, is_main, first_name, last_name, email, email_key, job_title, phone, access_at,
                activated_at, password_hash, created_at
            )
            values ($1, 'owner', $2, 'Maya', 'Lindqvist', $3, $3, '', '', $4, $4, $5, $4)";
        const NAME: &str =
            "insert into organisation (id, name, created_at) values (1, 'Acme', $1) on conflict (id) do nothing";
        let app = &self.state;
        let (id, now) = (app.id(), app.now().0);
        let hash = app.passwords.hash(Password::parse(PASSWORD).unwrap()).await.unwrap();
        let mut tx = app.db.begin().await.unwrap();
        execute!(&mut tx, NAME, now).unwrap();
        let count: i64 =
            run!(&mut tx, c => sqlx::query_scalar("select count(*) from person where role = 'owner'").fetch_one(c))
                .unwrap();
        let email = if count == 0 { "maya@acme.example".to_owned() } else { format!("maya{count}@acme.example") };
        execute!(&mut tx, ADD, id, false, &email, now, &hash).unwrap();
        tx.commit().await.unwrap();
        Owner::for_system(PersonId(id), "Maya Lindqvist")
    }

    /// A browser in which `person` is signed in.
    pub async fn signed_in(&self, person: PersonId, role: Role) -> Browser {
        let mut browser = self.browser();
        let mut tx = self.state.db.begin().await.unwrap();
        let session = sessions::begin(&mut tx, &self.state, person, role, Device::default()).await.unwrap();
        tx.commit().await.unwrap();
        self.secrets.note(session.token.expose());
        browser.cookies.insert("gangway_session".to_owned(), session.token.expose().to_owned());
        browser
    }

    /// A colleague of Maya's, active, in this role.
    pub async fn staff_as(&self, role: Role, first_name: &str) -> PersonId {
        const ADD: &str = "
            insert into person (
                id, role, is_main, first_name, last_name, email, email_key, job_title, phone, access_at,
                activated_at, password_hash, created_at
            )
            values ($1, $2, $3, $4, 'Vogel', $5, $5, '', '', $6, $6, $7, $6)";
        let app = &self.state;
        let (id, now) = (app.id(), app.now().0);
        let email = format!("{}@acme.example", first_name.to_lowercase());
        let hash = app.passwords.hash(Password::parse(PASSWORD).unwrap()).await.unwrap();
        let mut tx = app.db.begin().await.unwrap();
        execute!(&mut tx, ADD, id, role.as_str(), false, first_name, &email, now, &hash).unwrap();
        tx.commit().await.unwrap();
        PersonId(id)
    }

    /// The same, and a browser in which they are signed in.
    pub async fn colleague_as(&self, role: Role, first_name: &str) -> (PersonId, Browser) {
        let id = self.staff_as(role, first_name).await;
        (id, self.signed_in(id, role).await)
    }

    /// As if everyone who is signed in had given their password again.
    pub async fn confirm_passwords(&self) {
        let mut tx = self.state.db.begin().await.unwrap();
        execute!(&mut tx, "update session set confirmed_at = $1", self.state.now().0).unwrap();
        tx.commit().await.unwrap();
    }

    /// Maya, and a browser in which she is signed in.
    pub async fn maya(&self) -> (Owner, Browser) {
        let staff = self.staff().await;
        let browser = self.signed_in(staff.id, Role::Owner).await;
        (staff, browser)
    }

    /// A page in each frame there is: as staff, as a partner, and as a visitor with and without a link.
    pub async fn every_frame(&self, staff: &Editor, maya: &mut Browser) -> Vec<Page> {
        let (_, mut ana) = self.active_ana(staff).await;
        let details = self.details("Blue", "jo@blue.example").await;
        let link = self.add(staff, details, Some(Delivery::Link)).await.link.unwrap();
        let mut pages = vec![maya.open(paths::PARTNERS).await.clone(), ana.open(paths::PORTAL).await.clone()];
        for path in [paths::SIGN_IN, &link, "/nowhere"] {
            pages.push(self.browser().open(path).await.clone());
        }
        pages
    }

    /// Step 1 of the wizard for `name` and its contact Ana Ruiz, with access.
    pub async fn details(&self, name: &str, email: &str) -> DetailsForm {
        let mut form = DetailsForm { access: "on".to_owned(), ..DetailsForm::default() };
        name.clone_into(&mut form.partner.name);
        form.partner.status = self.status("Prospect").await;
        "Ana".clone_into(&mut form.contact.first_name);
        "Ruiz".clone_into(&mut form.contact.last_name);
        email.clone_into(&mut form.contact.email);
        form
    }

    /// The id of a status.
    pub async fn status(&self, name: &str) -> String {
        self.id_by("select id from status where name = $1", name).await.to_string()
    }

    /// The id of a program.
    pub async fn program(&self, name: &str) -> String {
        self.id_by("select id from program where name = $1", name).await.to_string()
    }

    /// The id of an email template.
    pub async fn template(&self, name: &str) -> TemplateId {
        TemplateId(self.id_by("select id from email_template where name = $1", name).await)
    }

    /// The id of the person with this address.
    pub async fn person(&self, email: &str) -> PersonId {
        PersonId(self.id_by("select id from person where email_key = $1", email).await)
    }

    async fn id_by(&self, sql: &'static str, value: &str) -> Uuid {
        read!(&self.state.db, c => sqlx::query_scalar(sql).bind(value).fetch_one(c)).unwrap()
    }

    /// The newest email that invites someone.
    pub async fn newest_invitation(&self) -> EmailId {
        const NEWEST: &str = "
            select id
            from queued_email
            where invitation_id is not null
            order by created_at desc, id desc
            limit 1";
        EmailId(self.id(NEWEST).await.parse().unwrap())
    }

    /// What mail servers say of that email.
    pub async fn report(&self, what: DeliveryReport) {
        let email = self.newest_invitation().await;
        let report = Report { email, what, recipient: None, reply: "550 5.1.1 unknown", source: "mta" };
        record::keep(&self.state, report).await.unwrap();
    }

    /// A wizard whose step 1 is done.
    pub async fn draft(&self, staff: &Editor, details: DetailsForm) -> DraftId {
        let draft = DraftId(self.state.id());
        wizard::save_details(&self.state, staff, draft, details).await.unwrap();
        draft
    }

    /// Adds the partner of `details`; none means without access.
    pub async fn add(&self, staff: &Editor, mut details: DetailsForm, access: Option<Delivery>) -> Known {
        if access.is_none() {
            details.access.clear();
        }
        let email = details.contact.email.clone();
        let draft = self.draft(staff, details).await;
        let delivery = if access == Some(Delivery::Link) { "link" } else { "email" };
        let form = InvitationForm { delivery: delivery.to_owned(), ..InvitationForm::default() };
        let token = wizard::finish(&self.state, staff, draft, form).await.unwrap();
        let finished = wizard::finished(&self.state, staff, draft, None).await.unwrap();
        let link = token.map(|token| self.link_of(&token));
        Known { partner: finished.partner, contact: finished.contact.person, email, link }
    }

    /// Alder & Finch with Ana Ruiz, invited as `access` says.
    pub async fn alder(&self, staff: &Editor, access: Option<Delivery>) -> Known {
        let details = self.details("Alder & Finch", "ana@alder.example").await;
        self.add(staff, details, access).await
    }

    /// Another contact of `partner`: Colleague Weber.
    pub async fn colleague(&self, staff: &Editor, partner: PartnerId, email: &str, access: Option<Delivery>) -> Known {
        let input = ContactInput {
            first_name: "Colleague".to_owned(),
            last_name: "Weber".to_owned(),
            email: email.to_owned(),
            ..ContactInput::default()
        };
        let access = access.map(|delivery| chosen(delivery, ""));
        let new = NewContact { details: input.parse().unwrap(), role: PortalRole::default(), access };
        let token = contact_roster::add(&self.state, staff, partner, new).await.unwrap();
        let link = token.map(|token| self.link_of(&token));
        Known { partner, contact: self.person(email).await, email: email.to_owned(), link }
    }

    /// The path of an activation link.
    pub fn link_of(&self, token: &PlainToken) -> String {
        self.secrets.note(token.expose());
        paths::activation_link(token.expose())
    }

    /// Ana with an activated account, and the browser in which she is signed in.
    pub async fn active_ana(&self, staff: &Editor) -> (Known, Browser) {
        let known = self.alder(staff, Some(Delivery::Link)).await;
        let mut browser = self.browser();
        browser.open(known.link.as_ref().unwrap()).await;
        let page = browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
        assert_eq!(page.path, paths::PORTAL, "{}", page.text());
        (known, browser)
    }

    /// How many rows `table` has.
    pub async fn rows(&self, table: &str) -> i64 {
        let sql = format!("select count(*) from {table}");
        read!(&self.state.db, c => sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(c)).unwrap()
    }

    /// How many contacts there are.
    pub async fn contacts(&self) -> i64 {
        self.count_by("select count(*) from person where role = $1", "contact").await
    }

    /// How many contacts have access, active or not.
    pub async fn contacts_with_access(&self) -> i64 {
        self.count_by("select count(*) from person where role = $1 and access_at is not null", "contact").await
    }

    /// How many contacts activated their account.
    pub async fn active_contacts(&self) -> i64 {
        self.count_by("select count(*) from person where role = $1 and activated_at is not null", "contact").await
    }

    /// How many members there are in this role.
    pub async fn members_in(&self, role: Role) -> i64 {
        self.count_by("select count(*) from person where role = $1", role.as_str()).await
    }

    /// How many mails are in this state.
    pub async fn emails_in(&self, state: &str) -> i64 {
        self.count_by("select count(*) from queued_email where state = $1", state).await
    }

    /// How many entries of the audit log are about this action.
    pub async fn audit_entries(&self, action: &str) -> i64 {
        self.count_by("select count(*) from audit where action = $1", action).await
    }

    async fn count_by(&self, sql: &'static str, value: &str) -> i64 {
        read!(&self.state.db, c => sqlx::query_scalar(sql).bind(value).fetch_one(c)).unwrap()
    }

    /// The number that `sql` selects.
    pub async fn number(&self, sql: &'static str) -> i64 {
        read!(&self.state.db, c => sqlx::query_scalar(sql).fetch_one(c)).unwrap()
    }

    /// The text that `sql` selects.
    pub async fn text(&self, sql: &'static str) -> String {
        read!(&self.state.db, c => sqlx::query_scalar(sql).fetch_one(c)).unwrap()
    }

    /// Changes the database by `sql`.
    pub async fn change(&self, sql: &'static str) {
        let mut tx = self.state.db.begin().await.unwrap();
        execute!(&mut tx, sql).unwrap();
        tx.commit().await.unwrap();
    }

    /// The id that `sql` selects, as a form sends it.
    pub async fn id(&self, sql: &'static str) -> String {
        let id = read!(&self.state.db, c => sqlx::query_scalar::<_, Uuid>(sql).fetch_one(c));
        id.unwrap_or_else(|error| panic!("{sql}: {error}")).to_string()
    }
}

/// `details` with a change.
pub fn with(mut details: DetailsForm, change: impl FnOnce(&mut DetailsForm)) -> DetailsForm {
    change(&mut details);
    details
}
