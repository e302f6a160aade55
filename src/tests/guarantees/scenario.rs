//! A Gangway in which every function has something to do: people with sessions and links, partners in several states,
//! and one of everything that can be changed.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::members::InviteForm;
use crate::domain::time::HOUR;
use crate::paths;
use crate::server::authz::Owner;
use crate::server::invitations::setup_link;
use crate::server::members::member;
use crate::server::platform::random::Random;
use crate::server::platform::secret_key::SecretKey;
use crate::tests::app::TestApp;
use crate::tests::browser::Browser;
use crate::tests::fake_smtp::Sink;
use crate::tests::people::{Known, PASSWORD, png, with};
use crate::tests::received_email::path_of;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Caller {
    /// Has no session and no link.
    Nobody,
    /// Holds the link for setting up.
    FirstOwner,
    /// An owner.
    Maya,
    /// A contact who holds an activation link.
    Ana,
    /// A contact who is active.
    Jo,
    /// Jo in another browser, with a link that resets the password.
    JoWithResetLink,
    /// Jo in another browser, with the link that confirms the new address.
    JoWithAddressLink,
}

/// Cookies of a browser by their names.
pub type Cookies = BTreeMap<String, String>;

/// The ids and versions of what the scenario made, as forms send them.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ids {
    /// Alder & Finch, whose main contact Ana was invited by link.
    pub alder: String,
    pub alder_version: String,
    pub ana: String,
    pub ana_invitation: String,
    /// Ana's colleague without access.
    pub weber: String,
    /// The active main contact of Bluewater, who asked for another address.
    pub jo: String,
    pub jo_session: String,
    pub contact_request: String,
    /// The contact of Cartograph, invited by email.
    pub kim: String,
    /// A partner without access.
    pub delta: String,
    pub bulk: String,
    pub draft: String,
    pub import: String,
    pub queued_email: String,
    /// A template that is not a default.
    pub template: String,
    pub template_version: String,
    pub organisation_version: String,
    pub status: String,
    pub first_program: String,
    pub last_program: String,
    /// The owner.
    pub maya: String,
    /// A member who was invited by link.
    pub adam: String,
    /// Where a mail server on this machine listens.
    pub mail_port: String,
}

/// A browser for each role, and the ids of the records.
pub struct Scenario {
    pub ids: Ids,
    browsers: BTreeMap<Caller, Browser>,
}

impl Scenario {
    /// Makes everything, in an order in which it can be made.
    pub async fn build(app: &TestApp) -> Self {
        let first_owner = setup_browser(app).await;
        Self::build_after(app, first_owner).await
    }

    /// The same once others have been here since `first_owner` opened the link.
    pub async fn build_after(app: &TestApp, first_owner: Browser) -> Self {
        let browsers = BTreeMap::from([(Caller::Nobody, app.browser()), (Caller::FirstOwner, first_owner)]);
        let (owner, maya) = app.maya().await;
        let mail_port = Sink::start([]).await.address.port().to_string();
        // Made once, so that all that follows is the same each time.
        SecretKey::read_or_make(&app.state.config.data_dir, &Random::System).unwrap();
        let ids = Ids { maya: owner.id.to_string(), mail_port, ..Ids::default() };
        let mut scenario = Builder { app, owner, ids, browsers };
        scenario.browsers.insert(Caller::Maya, maya);
        scenario.members().await;
        scenario.invited_contact().await;
        scenario.active_contact().await;
        scenario.password_reset().await;
        scenario.address_change().await;
        scenario.contact_request().await;
        scenario.other_partners().await;
        scenario.bulk().await;
        scenario.draft().await;
        scenario.template().await;
        scenario.organisation().await;
        scenario.import().await;
        app.settle().await;
        // Each of the next requests comes an hour later, when all pauses are over.
        app.wait(HOUR);
        app.confirm_passwords().await;
        scenario.look_up_ids().await;
        scenario.note_sessions().await;
        Self { ids: scenario.ids, browsers: scenario.browsers }
    }

    /// The one whose database `app` has now, with what its browsers held.
    pub fn stored(app: &TestApp, ids: Ids, held: BTreeMap<Caller, Cookies>) -> Self {
        let browsers = held.into_iter().map(|(caller, cookies)| {
            cookies.values().for_each(|cookie| app.secrets.note(cookie));
            let mut browser = app.browser();
            browser.cookies = cookies;
            (caller, browser)
        });
        Self { ids, browsers: browsers.collect() }
    }

    /// What each browser holds.
    pub fn cookies(&self) -> BTreeMap<Caller, Cookies> {
        self.browsers.iter().map(|(caller, browser)| (*caller, browser.cookies.clone())).collect()
    }

    /// The browser of `caller`, to go on with.
    pub fn browser_mut(&mut self, caller: Caller) -> &mut Browser {
        self.browsers.get_mut(&caller).unwrap()
    }

    /// The browser of `caller`.
    pub fn browser(&self, caller: Caller) -> &Browser {
        &self.browsers[&caller]
    }

    /// All of them.
    pub fn browsers(&self) -> impl Iterator<Item = &Browser> {
        self.browsers.values()
    }
}

/// A browser that holds the set-up link, which exists only while there is no member.
pub async fn setup_browser(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.open(&path_of(&setup_link::mint(&app.state).await.unwrap().unwrap())).await;
    browser
}

/// A scenario in the making; each method makes what it is named after.
struct Builder<'a> {
    app: &'a TestApp,
    owner: Owner,
    ids: Ids,
    browsers: BTreeMap<Caller, Browser>,
}

impl Builder<'_> {
    fn browser(&mut self, caller: Caller) -> &mut Browser {
        self.browsers.get_mut(&caller).unwrap()
    }

    /// Opens `link` in the browser of `caller`, who is new.
    async fn open_link(&mut self, caller: Caller, link: &str) {
        let mut browser = self.app.browser();
        browser.open(link).await;
        self.browsers.insert(caller, browser);
    }

    /// Has `caller` call a function that must accept it.
    async fn call(&mut self, caller: Caller, endpoint: &str, fields: &[(&str, &str)]) {
        let answer = self.browser(caller).call(&format!("/api/{endpoint}"), fields).await;
        assert!(answer.status < 400, "{endpoint} by {caller:?}: {answer:?}");
    }

    async fn partner(&self, name: &str, email: &str, access: Option<Delivery>) -> Known {
        self.app.add(&self.owner, self.app.details(name, email).await, access).await
    }

    async fn members(&mut self) {
        self.app.staff_as(Role::Viewer, "Vera").await;
        let invite = InviteForm {
            first_name: "Adam".to_owned(),
            last_name: "Vogel".to_owned(),
            email: "adam@acme.example".to_owned(),
            role: "admin".to_owned(),
            delivery: "link".to_owned(),
        };
        let (adam, token) = member::invite(&self.app.state, &self.owner, invite.parse().unwrap()).await.unwrap();
        self.app.link_of(&token.unwrap());
        self.ids.adam = adam.to_string();
    }

    async fn invited_contact(&mut self) {
        let alder = self.app.alder(&self.owner, Some(Delivery::Link)).await;
        let weber = self.app.colleague(&self.owner, alder.partner, "weber@alder.example", None).await;
        self.open_link(Caller::Ana, &alder.link.unwrap()).await;
        self.ids.alder = alder.partner.to_string();
        self.ids.ana = alder.contact.to_string();
        self.ids.weber = weber.contact.to_string();
    }

    /// Jo, with two sessions.
    async fn active_contact(&mut self) {
        let programs = vec![self.app.program("Reseller").await];
        let details =
            with(self.app.details("Bluewater", "jo@blue.example").await, |form| form.partner.programs = programs);
        let jo = self.app.add(&self.owner, details, Some(Delivery::Link)).await;
        self.open_link(Caller::Jo, &jo.link.unwrap()).await;
        self.browser(Caller::Jo).submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
        self.app.signed_in(jo.contact, Role::Contact).await;
        self.ids.jo = jo.contact.to_string();
    }

    async fn password_reset(&mut self) {
        self.call(Caller::Jo, "account/forgot-password", &[("email", "jo@blue.example")]).await;
        let link = self.app.message().await.link();
        self.open_link(Caller::JoWithResetLink, &link).await;
    }

    async fn address_change(&mut self) {
        let fields = [("form[email]", "jo@new.example"), ("form[current_password]", PASSWORD)];
        self.call(Caller::Jo, "account/change-address", &fields).await;
        let emails = self.app.emails().await;
        let link = emails.iter().find(|message| message.to == "jo@new.example").unwrap().link();
        self.open_link(Caller::JoWithAddressLink, &link).await;
    }

    /// From Jo, for a person of another domain, which staff have to approve.
    async fn contact_request(&mut self) {
        let program = self.app.program("Reseller").await;
        let own_domain = [
            ("form[kind]", "program"),
            ("form[choice]", &program),
            ("form[name]", "Reseller"),
            ("form[managers_invite]", "own-domain"),
        ];
        self.call(Caller::Maya, "manage/update-choice", &own_domain).await;
        let cousin = [
            ("form[first_name]", "Cora"),
            ("form[last_name]", "Cousin"),
            ("form[email]", "cora@cousin.example"),
            ("form[job_title]", ""),
        ];
        self.call(Caller::Jo, "portal/invite-colleague", &cousin).await;
    }

    async fn other_partners(&mut self) {
        let carto = self.partner("Cartograph", "kim@carto.example", Some(Delivery::Email)).await;
        let delta = self.partner("Delta", "lee@delta.example", None).await;
        self.ids.kim = carto.contact.to_string();
        self.ids.delta = delta.partner.to_string();
    }

    async fn bulk(&mut self) {
        self.partner("Echo", "eve@echo.example", None).await;
        self.ids.bulk = self.app.state.id().to_string();
        let bulk = self.ids.bulk.clone();
        let fields = [
            ("form[bulk]", bulk.as_str()),
            ("form[change]", "give"),
            ("form[affected]", "1"),
            ("form[selection][all]", "on"),
            ("form[selection][q]", "Echo"),
        ];
        self.call(Caller::Maya, "partners/start-bulk", &fields).await;
        self.app.settle().await;
    }

    async fn draft(&mut self) {
        let details = self.app.details("Fjord", "finn@fjord.example").await;
        self.ids.draft = self.app.draft(&self.owner, details).await.to_string();
    }

    /// A copy of the default one, in two languages.
    async fn template(&mut self) {
        const DEFAULT: &str = "select id from email_template where is_default and kind = 'invitation'";
        const COPY: &str = "select id from email_template where not is_default";
        const VERSION: &str = "select version from email_template where not is_default";
        let default = self.app.id(DEFAULT).await;
        self.call(Caller::Maya, "templates/duplicate", &[("template", &default)]).await;
        self.ids.template = self.app.id(COPY).await;
        let (template, version) = (self.ids.template.clone(), self.app.number(VERSION).await.to_string());
        let german = [
            ("form[template]", template.as_str()),
            ("form[version]", &version),
            ("form[name]", "Copy"),
            ("form[language]", "de"),
            ("form[subject]", "Willkommen"),
            ("form[body]", "Hallo"),
        ];
        self.call(Caller::Maya, "templates/save", &german).await;
        self.ids.template_version = self.app.number(VERSION).await.to_string();
    }

    /// Its logo and its terms.
    async fn organisation(&mut self) {
        let maya = self.browser(Caller::Maya);
        maya.open(paths::MANAGE_ORGANISATION).await;
        maya.upload(paths::ORGANISATION_LOGO, "logo", &png(320, 48)).await;
        let terms = [("form[version]", "0"), ("form[text]", "Be kind.")];
        self.call(Caller::Maya, "organisation/save-terms", &terms).await;
    }

    async fn import(&mut self) {
        let sheet = b"Company,Contact,Email\nGlobe,Gus Grant,gus@globe.example\nDelta,Lee Low,lee@delta.example";
        let maya = self.browser(Caller::Maya);
        maya.open(paths::PARTNERS_IMPORT).await;
        maya.upload(paths::PARTNERS_IMPORT_FILE, "file", sheet).await;
    }

    /// The ids of what was made by forms.
    async fn look_up_ids(&mut self) {
        const SESSION: &str = "
            select s.id
            from session s
            join person p on p.id = s.person_id
            where p.email = 'jo@blue.example'
            order by s.created_at desc, s.id desc
            limit 1";
        const ALDER_VERSION: &str = "select version from partner where name = 'Alder & Finch'";
        const QUEUED: &str = "select id from queued_email where state = 'queued' order by created_at, id limit 1";
        let (app, ids) = (self.app, &mut self.ids);
        ids.alder_version = app.number(ALDER_VERSION).await.to_string();
        ids.ana_invitation = app.id("select id from invitation where email = 'ana@alder.example'").await;
        ids.jo_session = app.id(SESSION).await;
        ids.contact_request = app.id("select id from colleague_request").await;
        ids.import = app.id("select id from partner_import").await;
        ids.queued_email = app.id(QUEUED).await;
        ids.organisation_version = app.number("select version from organisation").await.to_string();
        ids.status = app.status("Prospect").await;
        ids.first_program = app.id("select id from program order by position limit 1").await;
        ids.last_program = app.id("select id from program order by position desc limit 1").await;
    }

    /// The use of a session is noted now and then; after this there is nothing to note.
    async fn note_sessions(&mut self) {
        for caller in [Caller::Maya, Caller::Jo] {
            self.call(caller, "account/load", &[]).await;
        }
        self.app.settle().await;
    }
}
