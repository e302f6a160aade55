//! A demonstration: 40 partners in every state and three colleagues, so that a newcomer sees the product in use.
//!
//! The usual functions write it, each at the time it is said to have happened. All of it is one
//! transaction, so a running worker never sees an email of it that it could send.

use super::demo_data::{
    DemoColleague, DemoPartner, DemoState, demo_colleagues, demo_partners, demo_programs, demo_welcome,
};
use crate::domain::auth::role::Role;
use crate::domain::ids::{EmailId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::language::Language;
use crate::domain::members::InviteForm;
use crate::domain::onboarding::{Details, DetailsForm};
use crate::domain::outbox::DeliveryReport;
use crate::domain::partners::partner::Choices;
use crate::domain::password::Password;
use crate::domain::text::OrganisationName;
use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};
use crate::i18n::{self, Locale, Recorded};
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::auth::sessions::{self, Device, NewSession};
use crate::server::authz::{Editor, Owner};
use crate::server::bounces::record::{self as bounces, Report};
use crate::server::catalog::options;
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::mailer::dates;
use crate::server::mailer::render::Values;
use crate::server::members::member;
use crate::server::organisation::{checklist, settings};
use crate::server::partners::partner;
use crate::server::people::rows::{ContactRow, PersonRow};
use crate::server::platform::clock::Clock;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use crate::server::templates::fill::FilledText;
use uuid::Uuid;

/// Fills a database without partners; says what it made.
///
/// # Errors
/// There are partners already.
pub async fn fill(app: &AppState) -> Result<String> {
    // This password can't be known: it is random and thrown away.
    let unusable = Password::parse(PlainToken::mint(&app.random).expose()).map_err(|bad| Error::internal(bad.0))?;
    let hash = app.passwords.hash(unusable).await?;
    let mut tx = app.db.begin().await?;
    let present: i64 = run!(&mut tx, c => sqlx::query_scalar("select count(*) from partner").fetch_one(c))?;
    if present > 0 {
        return Err(Error::Conflict(t!(server::cli::seed_refused).to_owned()));
    }
    // What is stored is in one language, whatever that of the console is.
    let count = i18n::speaking(Locale::default(), insert(&mut tx, app, &hash)).await?;
    tx.commit().await?;
    Ok(t!(server::cli::seeded, count = count as i64))
}

/// Makes the first colleague of a demonstration its owner, who signs in with `password`.
pub async fn hand_over(app: &AppState, password: &str) -> Result<()> {
    const HAND_OVER: &str = "
        update person
        set role = 'owner', password_hash = $1
        where id = (select id from person where partner_id is null order by created_at, id limit 1)";
    let password = Password::parse(password).map_err(|bad| Error::internal(bad.0))?;
    let hash = app.passwords.hash(password).await?;
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, HAND_OVER, &hash)?;
    tx.commit().await
}

/// A session of that owner.
pub async fn sign_in(app: &AppState, device: Device) -> Result<NewSession> {
    const FIRST: &str = "select id from person where role = 'owner' and is_active order by created_at, id limit 1";
    let mut tx = app.db.begin().await?;
    let owner: Uuid = run!(&mut tx, c => sqlx::query_scalar(FIRST).fetch_one(c))?;
    let session = sessions::begin(&mut tx, app, PersonId(owner), Role::Owner, device).await?;
    tx.commit().await?;
    Ok(session)
}

/// Adds everything; counts the partners.
async fn insert(tx: &mut Tx, app: &AppState, hash: &str) -> Result<usize> {
    let (demo_partners, demo_colleagues) = (demo_partners()?, demo_colleagues()?);
    let Some((first, others)) = demo_colleagues.split_first() else { return Ok(0) };
    let staff = inviter(tx, app, first, hash).await?;
    let choices = options::list(app, &staff).await?;
    // It shows what comes after.
    checklist::close(tx, app).await?;
    describe(tx).await?;
    colleagues(tx, app, &staff, others, hash).await?;
    for partner in &demo_partners {
        insert_partner(tx, app, &staff, &choices, partner, hash).await?;
    }
    Ok(demo_partners.len())
}

/// The colleague who was here first; in an empty database, the first of the demonstration.
async fn inviter(tx: &mut Tx, app: &AppState, demo: &DemoColleague, hash: &str) -> Result<Owner> {
    const FIRST: &str = "
        select id, name
        from person
        where role in ('owner', 'admin') and access_at is not null
        order by created_at, id
        limit 1";
    const ADD: &str = "
        insert into person (
            id, role, is_main, first_name, last_name, email, email_key, job_title, phone, access_at, activated_at,
            password_hash, created_at
        )
        values ($1, $2, $3, $4, $5, $6, $6, 'Partner manager', '', $7, $7, $8, $7)";
    let first: Option<(Uuid, String)> = run!(tx, c => sqlx::query_as(FIRST).fetch_optional(c))?;
    if let Some((id, name)) = first {
        return Ok(Owner::for_system(PersonId(id), &name));
    }
    let long_ago = at(app, app.now().plus(-180 * DAY));
    let acme =
        OrganisationName::parse(t!(server::defaults::demo_organisation)).map_err(|bad| Error::internal(bad.0))?;
    settings::add(tx, &long_ago, &acme).await?;
    let id = app.id();
    let DemoColleague { first_name, last_name, email, role } = *demo;
    execute!(tx, ADD, id, role.as_str(), false, first_name, last_name, email, long_ago.now().0, hash)?;
    Ok(Owner::for_system(PersonId(id), &demo.name()))
}

/// What partners read in the portal, where nothing is written yet.
async fn describe(tx: &mut Tx) -> Result<()> {
    const WELCOME: &str = "update organisation set welcome = $1 where welcome = ''";
    const PROGRAM: &str = "update program set description = $2 where name = $1 and description = ''";
    execute!(tx, WELCOME, demo_welcome())?;
    for (name, description) in demo_programs() {
        execute!(tx, PROGRAM, name, description)?;
    }
    Ok(())
}

/// An admin who is active, and a viewer who was invited with a copied link.
async fn colleagues(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    colleagues: &[DemoColleague],
    hash: &str,
) -> Result<()> {
    let (then, soon) = (at(app, app.now().plus(-90 * DAY)), at(app, app.now().plus(-DAY)));
    for demo in colleagues {
        let form = InviteForm {
            first_name: demo.first_name.to_owned(),
            last_name: demo.last_name.to_owned(),
            email: demo.email.to_owned(),
            role: demo.role.as_str().to_owned(),
            delivery: "link".to_owned(),
        };
        let when = if demo.role == Role::Admin { &then } else { &soon };
        let colleague = member::add(tx, when, &form.parse()?).await?;
        let new = NewInvitation::by(Delivery::Link);
        let _link = invite::invite(tx, when, staff.id, &colleague, new).await?;
        let what = recorded!(
            server::events::member_invited,
            actor = &staff.name,
            person = &colleague.name(),
            role = demo.role.as_str(),
            how = "link",
        );
        note(tx, when, staff.into(), &colleague, "colleague_invited", what).await?;
        if demo.role == Role::Admin {
            activate(tx, &at(app, when.now().plus(DAY)), &colleague, hash).await?;
        }
    }
    Ok(())
}

/// The same server, at another time.
fn at(app: &AppState, then: Timestamp) -> AppState {
    AppState { clock: Clock::fixed(then), ..app.clone() }
}

async fn insert_partner(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    choices: &Choices,
    partner: &DemoPartner,
    hash: &str,
) -> Result<()> {
    let details = details(partner, choices)?;
    let hour = app.random.below(8 * 60) * MINUTE;
    let then = at(app, app.now().plus(-partner.days_ago * DAY - hour));
    let contact = partner::add_with_contact(tx, &then, staff, &details).await?;
    let delivery = if matches!(partner.state, DemoState::Link) { Delivery::Link } else { Delivery::Email };
    let how = match (details.access, delivery) {
        (false, _) => "none",
        (true, Delivery::Email) => "email",
        (true, Delivery::Link) => "link",
    };
    partner::note_added(tx, &then, staff, &details, &contact, how).await?;
    if !details.access {
        return Ok(());
    }
    // Of the link that is minted here only the hash remains: "Copy link" makes another.
    let _link = invite::invite_new(tx, &then, staff.id, &contact, NewInvitation::by(delivery)).await?;
    let wording = worded(tx, &then, staff, &contact, partner.company).await?;
    finish_emails(tx, &then, &contact, partner.state, &wording).await?;
    let later = |micros| at(app, then.now().plus(micros));
    match partner.state {
        DemoState::Active { after } => activate(tx, &later(after * DAY), &contact, hash).await?,
        DemoState::Opened => {
            const OPENED: &str = "update invitation set opened_at = $2 where person_id = $1";
            execute!(tx, OPENED, contact.id().0, later(HOUR).now().0)?;
        }
        DemoState::Reported { what, reply } => report(tx, &later(MINUTE), &contact, what, reply).await?,
        _ => {}
    }
    Ok(())
}

/// What mail servers reported of the contact's email.
async fn report(
    tx: &mut Tx,
    then: &AppState,
    contact: &ContactRow,
    what: DeliveryReport,
    reply: &'static str,
) -> Result<()> {
    const EMAIL: &str = "
        select m.id
        from queued_email m
        join invitation i on i.id = m.invitation_id
        where i.person_id = $1";
    let email: Uuid = run!(tx, c => sqlx::query_scalar(EMAIL).bind(contact.id().0).fetch_one(c))?;
    let report = Report { email: EmailId(email), what, recipient: None, reply, source: "mta" };
    bounces::add(tx, then, report).await.map(drop)
}

fn details(partner: &DemoPartner, choices: &Choices) -> Result<Details> {
    // An organisation may have renamed or emptied its lists.
    let status = choices.statuses.iter().find(|status| status.name == partner.status).or(choices.statuses.first());
    let programs = choices.programs.iter().filter(|program| partner.programs.contains(&program.name.as_str()));
    let has_access = !matches!(partner.state, DemoState::NoAccess);
    let mut form = DetailsForm { access: if has_access { "on" } else { "" }.to_owned(), ..DetailsForm::default() };
    partner.company.clone_into(&mut form.partner.name);
    form.partner.status = status.map(|status| status.id.to_string()).unwrap_or_default();
    form.partner.programs = programs.map(|program| program.id.to_string()).collect();
    partner.first_name.clone_into(&mut form.contact.first_name);
    partner.last_name.clone_into(&mut form.contact.last_name);
    partner.email.clone_into(&mut form.contact.email);
    partner.job_title.clone_into(&mut form.contact.job_title);
    partner.phone.clone_into(&mut form.contact.phone);
    Ok(form.parse()?)
}

/// What the invitation said, in the words of the default template.
async fn worded(
    tx: &mut Tx,
    then: &AppState,
    staff: &Editor,
    contact: &ContactRow,
    company: &str,
) -> Result<FilledText> {
    const TEXT: &str = "
        select w.id
        from email_template_text w
        join email_template t on t.id = w.template_id
        where t.kind = 'invitation' and t.is_default and w.is_current
        order by case w.language when 'en' then 0 else 1 end, w.language
        limit 1";
    let text_id: Uuid = run!(tx, c => sqlx::query_scalar(TEXT).fetch_one(c))?;
    let organisation = settings::settings_in(tx).await?;
    let values = Values {
        contact_first_name: contact.first_name.clone(),
        contact_last_name: contact.last_name.clone(),
        partner_name: company.to_owned(),
        organisation_name: organisation.name,
        inviter_name: staff.name.clone(),
        manager_name: staff.name.clone(),
        link: String::new(),
        expires_on: dates::instant(
            then.now().plus(organisation.lifetime.micros()),
            &organisation.time_zone,
            Language::English,
        ),
        accent: organisation.accent,
        note: String::new(),
    };
    FilledText::new(text_id, &values)
}

/// Gives the contact's email its result. Nothing of this may ever reach a mail server: most
/// emails are in a final state, and the others are due after their invitation has
/// expired, when the worker cancels instead of sending.
async fn finish_emails(
    tx: &mut Tx,
    then: &AppState,
    contact: &ContactRow,
    state: DemoState,
    wording: &FilledText,
) -> Result<()> {
    const SETTLE: &str = "
        update queued_email
        set state = $2, attempts = $3, reply = $4, due_at = $5, finished_at = $6
        where invitation_id in (select id from invitation where person_id = $1)
        returning id";
    const ATTEMPT: &str = "
        insert into email_attempt (email_id, number, address, started_at, finished_at, outcome, text_id, filled)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let lifetime = settings::settings_in(tx).await?.lifetime;
    let never = then.now().plus(lifetime.micros() + DAY).0;
    let accepted = "250 2.0.0 Ok";
    let (state, attempts, reply, outcome) = match state {
        DemoState::NoAccess | DemoState::Link => return Ok(()),
        DemoState::Retrying { reply } => {
            ("queued", 3, reply, recorded!(server::outbox::attempt_retries, reply = reply))
        }
        DemoState::Failed { reply } => ("failed", 1, reply, recorded!(server::outbox::attempt_refused, reply = reply)),
        DemoState::Accepted
        | DemoState::Expired
        | DemoState::Active { .. }
        | DemoState::Reported { .. }
        | DemoState::Opened => ("accepted", 1, accepted, recorded!(server::outbox::attempt_accepted, reply = accepted)),
    };
    let finished = then.now().plus(2 * SECOND);
    let finished_at = (state != "queued").then_some(finished.0);
    let due_at = finished_at.unwrap_or(never);
    let queued: Uuid = run!(tx, c => sqlx::query_scalar(SETTLE).bind(contact.id().0).bind(state).bind(attempts)
        .bind(reply).bind(due_at).bind(finished_at).fetch_one(c))?;
    for number in 1..=attempts {
        let started = then.now().plus((number - 1) * HOUR);
        let ended = started.plus(2 * SECOND);
        let FilledText { text_id, filled } = wording;
        execute!(tx, ATTEMPT, queued, number, &contact.email, started.0, ended.0, outcome.encode(), *text_id, filled)?;
    }
    Ok(())
}

async fn activate(tx: &mut Tx, then: &AppState, person: &PersonRow, hash: &str) -> Result<()> {
    let (id, now) = (person.id().0, then.now().0);
    execute!(tx, "update invitation set accepted_at = $2 where person_id = $1", id, now)?;
    execute!(tx, "update person set activated_at = $2, password_hash = $3 where id = $1", id, now, hash)?;
    let name = person.name();
    let actor = Actor::named(Some(person.id()), &name);
    note(tx, then, actor, person, "activated", recorded!(server::events::activated, actor = &name)).await
}

async fn note(
    tx: &mut Tx,
    then: &AppState,
    actor: Actor<'_>,
    person: &PersonRow,
    action: &'static str,
    what: Recorded,
) -> Result<()> {
    let entry = Entry { actor, partner: person.company(), person: Some(person.id()), action, what };
    record::write(tx, then, entry).await
}
