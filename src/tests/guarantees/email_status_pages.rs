//! R41: what staff see of an email is what the database says of it, at any moment: on the partner's page, when that
//! page reloads its data, in the list of partners, under *Email > Mail* and under *Needs attention*.
//! `expected_copy.rs` works out what the database says.

use super::expected_copy::{EmailFacts, Facts};
use crate::domain::auth::role::Role;
use crate::domain::ids::{EmailId, InvitationId, PartnerId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::{ActivateForm, Activation, ContactAccess};
use crate::domain::outbox::{DeliveryReport, QueueFilter};
use crate::domain::text::ReportComment;
use crate::domain::time::{DAY, HOUR, MINUTE, Timestamp};
use crate::features::invitations::AccessStatus;
use crate::paths;
use crate::server::auth::sessions::Device;
use crate::server::authz::Editor;
use crate::server::bounces::record::{self, Report};
use crate::server::invitations::{activation, invite, reminders};
use crate::server::mailer::outcome::SendOutcome;
use crate::server::outbox::delivery::{self, Claim};
use crate::server::partners::attention;
use crate::server::platform::db::read;
use crate::server::platform::random::Random;
use crate::server::platform::token::PlainToken;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::{Known, PASSWORD, chosen};
use crate::tests::scaled_runs;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

on_both_engines! {
    r41_every_page_says_what_the_database_says_of_a_mail_at_any_moment,
    r41_while_sending_is_paused_no_page_says_that_an_email_leaves,
    r41_an_attempt_whose_worker_died_is_not_under_way_for_ever,
}

/// Some partners, Maya who looks after them, and the worker that sends.
struct Desk {
    staff: Editor,
    maya: Browser,
    partners: Vec<(PartnerId, PersonId)>,
    longest_wait: i64,
    /// Mails under way.
    claims: Vec<Claim>,
    /// Those of which the mail server said 250 in time.
    accepted: BTreeSet<EmailId>,
    edits: usize,
    /// What was seen on badges, without times and replies.
    seen: BTreeSet<&'static str>,
    /// The reasons for which someone needed attention.
    counted: BTreeSet<&'static str>,
}

impl Desk {
    async fn new(app: &TestApp) -> Self {
        let (staff, maya) = app.maya().await;
        // So that some run out of time.
        app.change("update organisation set invitation_hours = 24").await;
        let mut partners = Vec::new();
        for name in ["Alder", "Bluewater", "Cartograph"] {
            let details = app.details(name, &format!("ana@{}.example", name.to_lowercase())).await;
            let known = app.add(&staff, details, None).await;
            partners.push((known.partner, known.contact));
        }
        let staff = (*staff).clone();
        Self {
            staff,
            maya,
            partners,
            longest_wait: DAY,
            claims: Vec::new(),
            accepted: BTreeSet::new(),
            edits: 0,
            seen: BTreeSet::new(),
            counted: BTreeSet::new(),
        }
    }

    /// Whatever happens next; what is refused happens not.
    async fn go_on(&mut self, app: &TestApp, chance: &Random) {
        let (_, person) = self.partners[chance.below(3) as usize];
        let person = person.to_string();
        let of_person = |more: &[(&'static str, String)]| [&[("form[person]", person.clone())], more].concat();
        let given = |delivery: &str, send_at: String| {
            of_person(&[("form[delivery]", delivery.to_owned()), ("form[send_at]", send_at)])
        };
        let later = app.state.now().plus(HOUR + chance.below(3 * DAY)).rfc3339()[..16].to_owned();
        let (endpoint, fields) = match chance.below(46) {
            0..=3 => ("invitations/give-access", given("email", String::new())),
            4..=5 => ("invitations/give-access", given("email", later)),
            6 => ("invitations/give-access", given("link", String::new())),
            7..=8 => ("invitations/resend", of_person(&[])),
            9 => ("invitations/mint-link", of_person(&[])),
            10 => ("invitations/undo-send", of_person(&[])),
            11..=13 => ("invitations/remove-access", of_person(&[])),
            14 => ("partners/update-contact", of_person(&self.another_address())),
            15..=16 => ("mail/retry", vec![("queued_email", any_email(app, chance).await)]),
            17 => ("mail/cancel", vec![("queued_email", any_email(app, chance).await)]),
            18 => ("mail/pause", vec![]),
            19..=21 => ("mail/resume", vec![]),
            22..=27 => {
                self.claims.extend(delivery::claim(&app.state).await.unwrap());
                return;
            }
            28..=34 => return self.complete(app, chance).await,
            35 => return self.activate(app, person.parse().unwrap()).await,
            44 => return self.not_me(app, person.parse().unwrap()).await,
            36 => return app.wait(chance.below(DAY)),
            37 => {
                app.wait(chance.below(self.longest_wait));
                // Her session ended by then.
                self.maya = app.signed_in(self.staff.id, Role::Owner).await;
                return;
            }
            38..=42 => return report(app, chance).await,
            43 => {
                reminders::queue_due(&app.state).await.unwrap();
                return;
            }
            _ => return app.wait(chance.below(20 * MINUTE)),
        };
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.maya.call(&format!("/api/{endpoint}"), &fields).await;
        assert!(answer.status < 400 || [404, 409, 422].contains(&answer.status), "{endpoint}: {answer:?}");
    }

    fn another_address(&mut self) -> [(&'static str, String); 4] {
        self.edits += 1;
        [
            ("form[first_name]", "Ana".to_owned()),
            ("form[last_name]", "Ruiz".to_owned()),
            ("form[email]", format!("ana{}@new.example", self.edits)),
            ("form[portal_role]", "member".to_owned()),
        ]
    }

    /// The mail server answers, perhaps too late.
    async fn complete(&mut self, app: &TestApp, chance: &Random) {
        if self.claims.is_empty() {
            return;
        }
        let claim = self.claims.swap_remove(chance.below(self.claims.len() as i64) as usize);
        let outcome = match chance.below(7) {
            0..=1 => SendOutcome::Accepted("250 2.0.0 kept as 4711".to_owned()),
            2..=3 => SendOutcome::Retry("451 4.7.1 come back later".to_owned()),
            4 => SendOutcome::Refused("550 5.1.1 no such mailbox".to_owned()),
            5 => SendOutcome::SenderRejected {
                reply: "535 5.7.8 who are you".to_owned(),
                why: recorded!(server::replies::fix_sign_in, reply = "535 5.7.8 who are you", set_in = "environment"),
                knew_recipient: false,
            },
            _ => SendOutcome::Filed,
        };
        let held = delivery::complete(&app.state, &claim, None, &outcome).await.unwrap();
        if held && matches!(outcome, SendOutcome::Accepted(_)) {
            self.accepted.insert(claim.id);
        }
    }

    /// A link that was passed on, and its invitation.
    async fn open_link(&self, app: &TestApp, person: PersonId) -> Option<(PlainToken, InvitationId)> {
        let token = invite::mint_link(&app.state, &self.staff, person).await.ok()?;
        app.link_of(&token);
        let Activation::Ready(shown) = activation::resolve_link(&app.state, Some(token.clone()), None).await.unwrap()
        else {
            panic!("a fresh link works")
        };
        Some((token, shown.invitation))
    }

    /// Someone says that an invitation is not for them.
    async fn not_me(&self, app: &TestApp, person: PersonId) {
        let Some((token, invitation)) = self.open_link(app, person).await else { return };
        let nothing = ReportComment::parse("").unwrap();
        activation::report(&app.state, Some(token), invitation, &nothing).await.unwrap();
    }

    async fn activate(&self, app: &TestApp, person: PersonId) {
        let Some((token, invitation)) = self.open_link(app, person).await else { return };
        let form = ActivateForm { password: PASSWORD.to_owned(), ..ActivateForm::default() };
        activation::activate(&app.state, Some(token), invitation, &form, Device::default()).await.unwrap();
    }

    /// Looks at every page, of the partners' at that of one, and into the database.
    async fn compare(&mut self, app: &TestApp, which: usize) {
        let is_paused = is_paused(app).await;
        let mut all = Vec::new();
        for (_, person) in self.partners.clone() {
            let facts = Facts::read(app, person).await;
            let answer = self.maya.call("/api/invitations/access", &[("form[person]", &person.to_string())]).await;
            let again = AccessStatus::of_contact(&serde_json::from_str::<ContactAccess>(&answer.body).unwrap());
            let badge = facts.expected(app.state.now()).badge();
            assert_eq!(again, badge, "a partner's page as it asks again");
            self.seen.insert(badge.label);
            all.push(facts);
        }
        let badges: Vec<_> = all.iter().map(|facts| facts.expected(app.state.now()).badge()).collect();
        let page = self.maya.open(&paths::partner(self.partners[which].0)).await.clone();
        let mut badge = badges[which].clone();
        if badge.tone != "success" {
            badge = badge.without_time();
        }
        assert_eq!(page.find(".access-status .badge"), [in_words(&badge, app.state.now())], "the partner's page");
        let listed = |(facts, badge): (&Facts, &AccessStatus)| match facts.is_reported() {
            true => t!(invitations::opened_by_someone_else).to_owned(),
            false => in_words(badge, app.state.now()),
        };
        let badges: Vec<_> = all.iter().zip(&badges).map(listed).collect();
        let line = all[which].told().map(|message| message.line(is_paused, &all[which].email)).unwrap_or_default();
        assert_eq!(page.find(LINE), line, "the partner's page, of the mail");
        let list = self.maya.open(paths::PARTNERS).await.find(".partners-access .badge");
        assert_eq!(list, badges, "the list of partners");
        self.compare_queue(app, is_paused).await;
        self.compare_attention(app, &all, is_paused).await;
    }

    /// Whom *Needs attention* counts, in its list and in the database.
    async fn compare_attention(&mut self, app: &TestApp, all: &[Facts], is_paused: bool) {
        let now = app.state.now();
        let page = self.maya.open(paths::ATTENTION).await.clone();
        let links = page.attributes(".attention-reason h2 a", "href");
        let counts: BTreeMap<String, usize> =
            links.into_iter().zip(page.find(".attention-reason h2").iter().map(|words| number(words))).collect();
        for part in attention::PARTS.map(|part| part.as_str()) {
            let list = format!("{}?access={part}", paths::PARTNERS);
            let count = counts.get(&list).copied().unwrap_or_default();
            let known = all.iter().filter(|facts| facts.needs_attention(part, now)).count();
            assert_eq!(known, count, "{part} in the database");
            if count > 0 {
                assert_eq!(self.maya.open(&list).await.find("tbody tr").len(), count, "the list of {part}");
                self.counted.insert(part);
            }
        }
        let retrying = EmailFacts::all(app).await.iter().filter(|mail| mail.pile() == QueueFilter::Retrying).count();
        let notices = page.find(".attention > .notice");
        assert_eq!(notices.len(), usize::from(is_paused) + usize::from(retrying > 0), "{notices:?}");
        assert!(retrying == 0 || notices.last().is_some_and(|notice| number(notice) == retrying), "{notices:?}");
    }

    async fn compare_queue(&mut self, app: &TestApp, is_paused: bool) {
        let all = EmailFacts::all(app).await;
        let page = self.maya.open(paths::MANAGE_MAIL).await;
        let rows: Vec<String> = all.iter().take(50).map(EmailFacts::row).collect();
        assert_eq!(page.find(".mail-table .mail-state"), rows, "Email > Mail");
        let in_pile = |pile: QueueFilter| all.iter().filter(|message| message.pile() == pile).count();
        let is_rare = |pile| matches!(pile, QueueFilter::Bounced | QueueFilter::Filed);
        let shown = QueueFilter::ALL.into_iter().filter(|pile| !is_rare(*pile) || in_pile(*pile) > 0);
        let counts: Vec<_> =
            shown.map(|pile| (format!("{}?pile={}", paths::MANAGE_MAIL, pile.as_str()), in_pile(pile))).collect();
        let links = page.attributes(".choices a", "href").into_iter().zip(page.find(".choices a"));
        let links = links.map(|(href, label)| (href, label.rsplit(' ').next().unwrap().parse().unwrap()));
        assert_eq!(links.skip(1).collect::<Vec<_>>(), counts, "the piles under Email > Mail");
        assert_eq!(page.find("main .notice[role=status]").len(), usize::from(is_paused), "{}", page.text());
        assert_eq!(page.has_form("/api/mail/resume"), is_paused, "what was paused can be resumed");
        let accepted = all.iter().filter(|message| message.state == "accepted").map(|message| EmailId(message.id));
        assert_eq!(accepted.collect::<BTreeSet<_>>(), self.accepted, "never more than the mail server said");
    }
}

/// The number that a sentence begins with.
fn number(sentence: &str) -> usize {
    sentence.split_whitespace().next().unwrap().parse().unwrap()
}

/// What the partner's page says of the mail, but for its attempts.
const LINE: &str = ":is(.access-mail, .leaving) > p";

/// A standing as its badge shows it.
fn in_words(status: &AccessStatus, now: Timestamp) -> String {
    let time = |at: Timestamp| if status.is_ahead() { at.in_words() } else { at.local_day_in_words(0, now) };
    status.at.map_or_else(|| status.label.to_owned(), |at| status.with_time(&time(at)))
}

async fn is_paused(app: &TestApp) -> bool {
    const PAUSED: &str = "select count(*) from email_pause where ends_at is null or ends_at > $1";
    let paused: i64 =
        read!(&app.state.db, c => sqlx::query_scalar(PAUSED).bind(app.state.now().0).fetch_one(c)).unwrap();
    paused > 0
}

/// Something is heard of an email, whatever became of it.
async fn report(app: &TestApp, chance: &Random) {
    let email = any_email(app, chance).await;
    let Ok(email) = email.parse() else { return };
    let what = DeliveryReport::ALL[chance.below(DeliveryReport::ALL.len() as i64) as usize];
    let report = Report { email, what, recipient: None, reply: "550 5.1.1 no such mailbox", source: "mta" };
    record::keep(&app.state, report).await.unwrap();
}

async fn any_email(app: &TestApp, chance: &Random) -> String {
    const NEWEST: &str = "select id from queued_email order by created_at desc, id limit 6";
    let all: Vec<Uuid> = read!(&app.state.db, c => sqlx::query_scalar(NEWEST).fetch_all(c)).unwrap();
    all.get(chance.below(6) as usize).copied().unwrap_or_default().to_string()
}

async fn r41_every_page_says_what_the_database_says_of_a_mail_at_any_moment(app: &TestApp) {
    app.stay_in_memory().await;
    let instants = scaled_runs::size("INSTANTS", 55);
    let chance = Random::seeded(scaled_runs::seed());
    let mut desk = Desk::new(app).await;
    for instant in 0..instants {
        // Links that run out before anyone is silent for long, and then links that last.
        if instant == instants / 2 {
            app.change("update organisation set invitation_hours = 720").await;
            desk.longest_wait = 20 * DAY;
        }
        for _ in 0..=chance.below(8) {
            desk.go_on(app, &chance).await;
        }
        desk.compare(app, chance.below(3) as usize).await;
        app.settle().await;
    }
    assert!(instants < 55 || desk.seen.len() >= 10, "most of what can be seen of a mail: {:#?}", desk.seen);
    let reasons = if instants < 400 { 4 } else { 7 };
    assert!(instants < 55 || desk.counted.len() >= reasons, "reasons for attention: {:?}", desk.counted);
    let what = format!(
        "{instants} moments in the delivery of emails, on five pages and eight lists: each showed what is in the database"
    );
    scaled_runs::held("R41", Some(app.engine()), &what);
}

/// Compares the partner's page of each with what `is_paused` makes of the mail.
async fn compare_lines(app: &TestApp, maya: &mut Browser, known: &[Known], is_paused: bool) {
    for one in known {
        let facts = Facts::read(app, one.contact).await;
        let line = |is_paused| facts.told().unwrap().line(is_paused, &facts.email);
        assert_eq!(maya.open(&paths::partner(one.partner)).await.find(LINE), line(is_paused));
        assert_ne!(line(true), line(false), "a pause makes a difference");
    }
}

/// People who read "in a moment" wait, and ask the partner to look.
async fn r41_while_sending_is_paused_no_page_says_that_an_email_leaves(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let tried = app.add(&staff, app.details("Blue", "jo@blue.example").await, Some(Delivery::Email)).await;
    let claim = delivery::claim(&app.state).await.unwrap().unwrap();
    let failed = SendOutcome::Retry("451 4.7.1 come back later".to_owned());
    assert!(delivery::complete(&app.state, &claim, None, &failed).await.unwrap());
    let planned = app.add(&staff, app.details("Carto", "li@carto.example").await, None).await;
    let time = app.state.now().plus(DAY).rfc3339()[..16].to_owned();
    invite::give_access(&app.state, &staff, planned.contact, &chosen(Delivery::Email, &time)).await.unwrap();
    let new = app.alder(&staff, Some(Delivery::Email)).await;
    let known = [new, tried, planned];

    assert!(maya.call("/api/mail/pause", &[]).await.status < 400);
    compare_lines(app, &mut maya, &known, true).await;
    assert!(maya.call("/api/mail/resume", &[]).await.status < 400);
    compare_lines(app, &mut maya, &known, false).await;
}

async fn r41_an_attempt_whose_worker_died_is_not_under_way_for_ever(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let under_way = async |maya: &mut Browser| {
        let attempts = maya.open(&paths::partner(ana.partner)).await.find(".mail-attempts li");
        (attempts.len(), attempts.iter().filter(|attempt| attempt.ends_with("under way")).count())
    };
    delivery::claim(&app.state).await.unwrap().unwrap();
    assert_eq!(under_way(&mut maya).await, (1, 1));
    app.wait(delivery::LEASE);
    let takes_over = delivery::claim(&app.state).await.unwrap().unwrap();
    assert_eq!(under_way(&mut maya).await, (2, 1), "of two attempts one is under way");
    let taken = SendOutcome::Accepted("250 2.0.0 kept as 4711".to_owned());
    assert!(delivery::complete(&app.state, &takes_over, None, &taken).await.unwrap());
    assert_eq!(under_way(&mut maya).await, (2, 0), "it arrived");
}
