//! What a link opens. Looking consumes nothing; only a submitted password does, once.

use super::invite::{self, NewInvitation};
use crate::domain::auth::role::Role;
use crate::domain::auth::setup::NewOwner;
use crate::domain::email::hint;
use crate::domain::forms::FieldErrors;
use crate::domain::ids::{InvitationId, PartnerId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::{ActivateForm, Activation, InvitationState, Welcome};
use crate::domain::names;
use crate::domain::organisation::terms::accept;
use crate::domain::password::Password;
use crate::domain::text::{Invalid, ReportComment};
use crate::domain::time::{MINUTE, Timestamp};
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::auth::sessions::{self, Device, NewSession};
use crate::server::auth::signed_in;
use crate::server::authz::LiveSession;
use crate::server::organisation::{settings, terms};
use crate::server::outbox::limits::Asker;
use crate::server::outbox::notifications::{self, Event};
use crate::server::outbox::queue::{self, Subject};
use crate::server::outbox::reminders;
use crate::server::people::email_uniqueness;
use crate::server::people::rows::{self, FactsRow};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use uuid::Uuid;

/// A holder of an expired link gets at most one fresh mail in this time.
const FRESH_LINK_EVERY: i64 = 10 * MINUTE;
/// Minimum time between two reports about one link to the person who invited.
const REPORT_EVERY: i64 = 10 * MINUTE;
/// Most reports of one invitation: its link says nothing new after them.
const MOST_REPORTS: i64 = 3;
/// So many tries with ended links of one person are noted within that time.
const MOST_DENIED: i64 = 10;

#[derive(sqlx::FromRow)]
struct LinkTarget {
    id: Uuid,
    purpose: String,
    email: String,
    #[sqlx(flatten)]
    facts: FactsRow,
    person_id: Option<Uuid>,
    partner_id: Option<Uuid>,
    first_name: Option<String>,
    last_name: Option<String>,
    role: Option<String>,
    partner: Option<String>,
    inviter: Option<String>,
    person_has_access: bool,
    person_is_active: bool,
}

impl LinkTarget {
    fn state(&self, now: Timestamp) -> InvitationState {
        self.facts.facts().state(now)
    }

    /// What one is invited to, in words: a contact to the portal, a colleague to the team that runs it.
    fn place(&self, organisation: &str) -> String {
        let what = if self.partner_id.is_some() { "portal" } else { "team" };
        format!("{organisation}'s partner {what}")
    }

    /// The terms are for partners; colleagues are asked nothing.
    async fn asked_terms(&self, app: &AppState) -> Result<Option<i64>> {
        if self.partner_id.is_some() { terms::asked(app).await } else { Ok(None) }
    }

    fn name(&self) -> String {
        names::full(self.first_name.as_deref().unwrap_or_default(), self.last_name.as_deref().unwrap_or_default())
    }
}

async fn target(app: &AppState, token: Option<&PlainToken>) -> Result<Option<LinkTarget>> {
    const GET: &str = "
        select i.id, i.purpose, i.email, i.expires_at, i.accepted_at, i.revoked_at, i.superseded_at,
            p.id as person_id, p.partner_id, p.first_name, p.last_name, p.role, c.name as partner,
            b.name as inviter, p.access_at is not null as person_has_access,
            p.activated_at is not null as person_is_active
        from token t
        join invitation i on i.id = t.invitation_id
        left join person p on p.id = i.person_id
        left join partner c on c.id = p.partner_id
        left join person b on b.id = i.invited_by
        where t.hash = $1";
    match token {
        Some(token) => read!(&app.db, c => sqlx::query_as(GET).bind(token.hash()).fetch_optional(c))
            .context("loading the invitation of a link"),
        None => Ok(None),
    }
}

/// What the holder of `token` sees.
pub async fn resolve_link(
    app: &AppState,
    token: Option<PlainToken>,
    visitor: Option<&LiveSession>,
) -> Result<Activation> {
    let Some(target) = target(app, token.as_ref()).await? else { return Ok(Activation::Unknown) };
    let organisation = settings::name(app).await?;
    let (place, email_hint) = (target.place(&organisation), hint(&target.email));
    let state = target.state(app.now());
    let is_signed_in = visitor.is_some_and(|session| Some(session.person.id.0) == target.person_id);
    Ok(match state {
        InvitationState::Pending if target.purpose == "set_up" => {
            Activation::SetUp { invitation: InvitationId(target.id) }
        }
        _ if target.purpose == "set_up" => {
            const OWNERS: &str = "select count(*) from person where role = 'owner'";
            let owners: i64 = read!(&app.db, c => sqlx::query_scalar(OWNERS).fetch_one(c))?;
            Activation::SetUpOver { is_done: owners > 0 }
        }
        InvitationState::Revoked => Activation::Withdrawn { organisation },
        InvitationState::Accepted | InvitationState::Superseded if target.person_is_active => {
            Activation::AlreadyActive { place, email_hint, is_signed_in }
        }
        InvitationState::Accepted | InvitationState::Superseded if !target.person_has_access => {
            Activation::Withdrawn { organisation }
        }
        InvitationState::Accepted | InvitationState::Superseded => Activation::Replaced { organisation, place },
        InvitationState::Expired => Activation::Expired { place, email_hint },
        InvitationState::Pending => Activation::Ready(Welcome {
            invitation: InvitationId(target.id),
            first_name: target.first_name.clone().unwrap_or_default(),
            email: target.email.clone(),
            role: target.role.as_deref().and_then(Role::parse).unwrap_or(Role::Contact),
            partner: target.partner.clone().unwrap_or_default(),
            invited_by: target.inviter.clone().unwrap_or_else(|| organisation.clone()),
            organisation,
            expires_at: target.facts.facts().expires_at,
            terms: target.asked_terms(app).await?,
            signed_in_as: visitor
                .filter(|session| Some(session.person.id.0) != target.person_id)
                .map(|session| session.person.name.clone()),
        }),
    })
}

/// Activates with a chosen password: once, for the account and address the link was made for. Of terms the
/// version that was shown is accepted, as long as it still counts.
pub async fn activate(
    app: &AppState,
    token: Option<PlainToken>,
    shown: InvitationId,
    form: &ActivateForm,
    device: Device,
) -> Result<NewSession> {
    let done = try_to_activate(app, token.clone(), shown, form, device).await;
    app.metrics.activation(&done);
    if done.is_err() {
        note_opened(app, token, shown).await?;
    }
    done
}

/// Notes that a person uses the form behind a link. Mail scanners open links, and use no form.
pub async fn note_opened(app: &AppState, token: Option<PlainToken>, shown: InvitationId) -> Result<()> {
    const OPENED: &str = "
        update invitation
        set opened_at = $2
        where id = $1 and is_live and opened_at is null and expires_at >= $2";
    let Some(target) = target(app, token.as_ref()).await? else { return Ok(()) };
    if target.id != shown.0 {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, OPENED, target.id, app.now().0)?;
    tx.commit().await
}

async fn try_to_activate(
    app: &AppState,
    token: Option<PlainToken>,
    shown: InvitationId,
    form: &ActivateForm,
    device: Device,
) -> Result<NewSession> {
    const CLAIM: &str = "
        update invitation
        set accepted_at = $2, opened_at = coalesce(opened_at, $2)
        where id = $1 and is_live and expires_at >= $2";
    const SET: &str = "
        update person
        set password_hash = $2, activated_at = $3
        where id = $1 and email = $4 and access_at is not null and activated_at is null
        returning role";
    let target = target(app, token.as_ref()).await?.ok_or_else(link_unusable)?;
    let Some(person) = target.person_id else { return Err(link_unusable()) };
    let mut errors = FieldErrors::default();
    let password = errors.check("password", Password::parse(&form.password));
    let terms = errors.check("terms", accept(target.asked_terms(app).await?, &form.terms));
    let (Some(password), Some(terms)) = (password, terms) else { return Err(Error::Invalid(errors)) };
    if target.id != shown.0 {
        return Err(Error::Conflict(t!(server::invitations::another_invitation_was_opened_in_this).to_owned()));
    }
    if target.state(app.now()) != InvitationState::Pending {
        return sent_again(app, &target, form, device).await;
    }
    let known = rows::password_context(app, PersonId(person)).await?;
    app.passwords.refuse_weak(&password, &known.each_ref().map(String::as_str)).await?;
    let hash = app.passwords.hash(password).await?;

    let mut tx = app.db.begin().await?;
    let now = app.now();
    // First, as everywhere: two who want both the person and the invitation never wait for each other.
    rows::lock(&mut tx, PersonId(person)).await.map_err(|_| link_unusable())?;
    let role: Option<String> = match execute!(&mut tx, CLAIM, target.id, now.0)? {
        1 => run!(&mut tx, c => sqlx::query_scalar(SET)
                .bind(person).bind(&hash).bind(now.0).bind(&target.email).fetch_optional(c))?,
        _ => None,
    };
    let Some(role) = role else {
        drop(tx);
        return sent_again(app, &target, form, device).await;
    };
    let role = rows::role(&role)?;
    if target.partner_id.is_some() {
        // They may have been changed since the form was checked.
        accept(terms::asked_in(&mut tx).await?, &form.terms)
            .map_err(|Invalid(message)| Error::field("terms", message))?;
    }
    let what = match terms {
        Some(version) => recorded!(server::events::activated_with_terms, actor = &target.name(), version = version),
        None => recorded!(server::events::activated, actor = &target.name()),
    };
    if let Some(version) = terms {
        terms::accept(&mut tx, app, PersonId(person), version).await?;
    }
    let name = target.name();
    let entry = Entry {
        actor: Actor::named(Some(PersonId(person)), &name),
        partner: target.partner_id.map(PartnerId),
        person: Some(PersonId(person)),
        action: "activated",
        what,
    };
    record::write(&mut tx, app, entry).await?;
    if let Some(partner) = target.partner_id {
        notifications::of_partner(&mut tx, app, Event::Activated, PartnerId(partner), person).await?;
    }
    let session = sessions::begin(&mut tx, app, PersonId(person), role, device).await?;
    tx.commit().await?;
    Ok(session)
}

/// The form of a link that ended. Sent twice with the password that was just chosen, it leads on; all else is noted and
/// refused.
async fn sent_again(app: &AppState, target: &LinkTarget, form: &ActivateForm, device: Device) -> Result<NewSession> {
    const JUST_USED: &str = "
        select person_id
        from invitation
        where id = $1 and accepted_at > $2";
    let since = app.now().plus(-signed_in::SENT_TWICE).0;
    let person: Option<Uuid> =
        read!(&app.db, c => sqlx::query_scalar(JUST_USED).bind(target.id).bind(since).fetch_optional(c))?;
    if let Some(person) = person
        && let Some(session) =
            signed_in::sign_in_again(app, target.id, PersonId(person), &form.password, device).await?
    {
        return Ok(session);
    }
    note_denied(app, target).await?;
    Err(link_unusable())
}

/// One answer to every link that cannot be used; the page it leads back to says why.
fn link_unusable() -> Error {
    Error::Conflict(t!(server::auth::link_unusable).to_owned())
}

/// Records a denied attempt; limited, so that the log cannot be filled.
async fn note_denied(app: &AppState, target: &LinkTarget) -> Result<()> {
    const RECENT: &str = "select count(*) from audit where actor_id = $1 and at > $2 and action = 'activation_denied'";
    let since = app.now().plus(-REPORT_EVERY).0;
    let recent: i64 = read!(&app.db, c => sqlx::query_scalar(RECENT).bind(target.person_id).bind(since).fetch_one(c))?;
    if recent >= MOST_DENIED {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    let name = target.name();
    let entry = Entry {
        actor: Actor::named(target.person_id.map(PersonId), &name),
        partner: target.partner_id.map(PartnerId),
        person: target.person_id.map(PersonId),
        action: "activation_denied",
        what: recorded!(server::events::activation_denied, person = &name),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await
}

/// Makes the first owner.
pub async fn set_up(app: &AppState, token: Option<PlainToken>, owner: NewOwner, device: Device) -> Result<NewSession> {
    const CLAIM: &str = "
        update invitation
        set accepted_at = $2
        where id = $1 and purpose = 'set_up' and is_live and expires_at >= $2";
    const ADD: &str = "
        insert into person (
            id, role, is_main, first_name, last_name, email, email_key, job_title, phone, access_at, activated_at,
            password_hash, created_at
        )
        values ($1, 'owner', $2, $3, $4, $5, $6, '', '', $7, $7, $8, $7)";
    let target =
        target(app, token.as_ref()).await?.filter(|target| target.purpose == "set_up").ok_or_else(link_unusable)?;
    if target.state(app.now()) != InvitationState::Pending {
        return set_up_again(app, &target, &owner, device).await;
    }
    let name = names::full(owner.first_name.as_str(), owner.last_name.as_str());
    app.passwords.refuse_weak(&owner.password, &[&name, owner.email.as_str(), owner.organisation.as_str()]).await?;
    let hash = app.passwords.hash(owner.password.clone()).await?;

    let mut tx = app.db.begin().await?;
    let (id, now) = (app.id(), app.now());
    if execute!(&mut tx, CLAIM, target.id, now.0)? != 1 {
        drop(tx);
        return set_up_again(app, &target, &owner, device).await;
    }
    let (first_name, last_name) = (owner.first_name.as_str(), owner.last_name.as_str());
    let (email, key) = (owner.email.as_str(), owner.email.key());
    execute!(&mut tx, ADD, id, false, first_name, last_name, email, key, now.0, &hash)
        .map_err(email_uniqueness::map_email_conflict)?;
    settings::add(&mut tx, app, &owner.organisation).await?;
    let entry = Entry {
        actor: Actor::named(Some(PersonId(id)), &name),
        partner: None,
        person: Some(PersonId(id)),
        action: "set_up",
        what: recorded!(server::events::set_up, actor = &name, organisation = owner.organisation.as_str()),
    };
    record::write(&mut tx, app, entry).await?;
    let session = sessions::begin(&mut tx, app, PersonId(id), Role::Owner, device).await?;
    tx.commit().await?;
    Ok(session)
}

/// The same form sent twice leads the owner it made on.
async fn set_up_again(app: &AppState, target: &LinkTarget, owner: &NewOwner, device: Device) -> Result<NewSession> {
    const JUST_MADE: &str = "
        select p.id
        from person p
        join invitation i on i.id = $1 and i.accepted_at > $2
        where p.email_key = $3 and p.role = 'owner'";
    let since = app.now().plus(-signed_in::SENT_TWICE).0;
    let person: Option<Uuid> = read!(&app.db, c => sqlx::query_scalar(JUST_MADE)
        .bind(target.id).bind(since).bind(owner.email.key()).fetch_optional(c))?;
    let session = match person {
        Some(person) => {
            signed_in::sign_in_again(app, target.id, PersonId(person), owner.password.expose(), device).await?
        }
        None => None,
    };
    session.ok_or_else(link_unusable)
}

/// Mails a fresh link to the address on file for someone who holds an expired or replaced one. Says the
/// same whatever it did: the holder of an old link need not be the person.
pub async fn request_fresh_link(app: &AppState, token: Option<PlainToken>) -> Result<()> {
    let Some(target) = target(app, token.as_ref()).await? else { return Ok(()) };
    // A used link is old where access was given again since.
    let is_old = matches!(
        target.state(app.now()),
        InvitationState::Expired | InvitationState::Superseded | InvitationState::Accepted
    );
    match target.person_id.filter(|_| is_old && target.person_has_access && !target.person_is_active) {
        Some(person) => mail_fresh_link(app, PersonId(person), FreshLink::ExpiredLink).await,
        None => Ok(()),
    }
}

/// How someone asked for a fresh link.
#[derive(Debug, Clone, Copy)]
pub enum FreshLink {
    /// On the page of one that had ended.
    ExpiredLink,
    /// With the form for a forgotten password.
    ForgottenPassword,
}

impl FreshLink {
    /// The word that the audit log chooses its message by.
    fn as_str(self) -> &'static str {
        match self {
            Self::ExpiredLink => "expired-link",
            Self::ForgottenPassword => "forgotten-password",
        }
    }
}

/// Mails a fresh link to someone who has access and is not active, unless an email went there a moment ago.
pub async fn mail_fresh_link(app: &AppState, person: PersonId, how: FreshLink) -> Result<()> {
    const LAST_EMAIL: &str = "select max(m.created_at) from queued_email m join invitation i on i.id = m.invitation_id where i.person_id = $1";
    const INVITER: &str =
        "select invited_by from invitation where person_id = $1 order by created_at desc, id desc limit 1";
    let mut tx = app.db.begin().await?;
    let person = rows::lock(&mut tx, person).await?;
    let last: Option<i64> = run!(&mut tx, c => sqlx::query_scalar(LAST_EMAIL).bind(person.id().0).fetch_one(c))?;
    if last.is_some_and(|last| app.now() < Timestamp(last).plus(FRESH_LINK_EVERY)) {
        return Ok(());
    }
    let inviter: Option<Option<Uuid>> =
        run!(&mut tx, c => sqlx::query_scalar(INVITER).bind(person.id().0).fetch_optional(c))?;
    let by = inviter.flatten().map_or(person.id(), PersonId);
    let new = NewInvitation { asker: Asker::Visitor, ..NewInvitation::by(Delivery::Email) };
    match invite::renew(&mut tx, app, by, &person, new).await {
        // The person came in since, or has got enough emails for now.
        Err(Error::Conflict(_)) => return Ok(()),
        renewed => renewed?,
    };
    let name = person.name();
    let entry = Entry {
        actor: Actor::named(Some(person.id()), &name),
        partner: person.company(),
        person: Some(person.id()),
        action: "fresh_link_requested",
        what: recorded!(server::events::fresh_link_requested, actor = &name, how = how.as_str()),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}

/// Tells who invited `contact` of a report, as they chose.
async fn notify_inviter(
    tx: &mut Tx,
    app: &AppState,
    report: Uuid,
    target: &LinkTarget,
    contact: PersonId,
) -> Result<()> {
    const INVITER: &str = "select person_id from report_recipient where report_id = $1";
    let inviter: Option<Uuid> = run!(&mut *tx, c => sqlx::query_scalar(INVITER).bind(report).fetch_optional(c))?;
    let Some(inviter) = inviter.map(PersonId) else { return Ok(()) };
    if !notifications::of_report(tx, app, inviter, target.partner_id.map(PartnerId), contact).await? {
        return Ok(());
    }
    match queue::queue(tx, app, Asker::Visitor, Subject::Report(report)).await {
        Ok(_) | Err(Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The holder of a link says it is not for them: the person who invited is notified, by email and on the contact's
/// page. Nothing is consumed. Repeated reports within a short time count once, and a few for each invitation are enough.
/// Where enough emails left for now, the page alone tells of it.
pub async fn report(
    app: &AppState,
    token: Option<PlainToken>,
    shown: InvitationId,
    comment: &ReportComment,
) -> Result<()> {
    const KNOWN: &str = "select count(*), max(at) from activation_report where invitation_id = $1";
    const ADD: &str = "insert into activation_report (id, invitation_id, at, comment) values ($1, $2, $3, $4)";
    // Makes a second report of the same invitation wait for this one, too.
    const LOCK: &str = "update invitation set opened_at = coalesce(opened_at, $2) where id = $1";
    let target = target(app, token.as_ref()).await?.ok_or_else(link_unusable)?;
    let (Some(person), InvitationState::Pending) = (target.person_id, target.state(app.now())) else {
        return Err(link_unusable());
    };
    if target.id != shown.0 {
        return Err(Error::Conflict(t!(server::invitations::another_invitation_was_opened_in_this_2).to_owned()));
    }
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, LOCK, target.id, app.now().0)?;
    let (known, last): (i64, Option<i64>) = run!(&mut tx, c => sqlx::query_as(KNOWN).bind(target.id).fetch_one(c))?;
    if known >= MOST_REPORTS || last.is_some_and(|last| app.now() < Timestamp(last).plus(REPORT_EVERY)) {
        return Ok(());
    }
    let id = app.id();
    execute!(&mut tx, ADD, id, target.id, app.now().0, comment.as_str())?;
    reminders::set_next(&mut tx, InvitationId(target.id), None).await?;
    notify_inviter(&mut tx, app, id, &target, PersonId(person)).await?;
    let entry = Entry {
        actor: Actor::named(None, ""),
        partner: target.partner_id.map(PartnerId),
        person: Some(PersonId(person)),
        action: "activation_reported",
        what: recorded!(server::events::activation_reported, person = &target.name()),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}
