//! Giving and removing access. An invitation is a promise to one person at one address; it may have
//! many links, and all of them die with it.

use crate::domain::ids::{InvitationId, PersonId, TemplateId};
use crate::domain::invitations::choice::InvitationChoice;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::{ActivationLink, Invitation, InvitationState, Reported};
use crate::domain::language::Language;
use crate::domain::time::{DAY, SECOND, Timestamp};
use crate::i18n::Recorded;
use crate::i18n::{self, Locale};
use crate::paths;
use crate::server::audit::record::{self, Entry};
use crate::server::auth::{email_changes, password_resets};
use crate::server::authz::Editor;
use crate::server::mailer::dates;
use crate::server::organisation::{send_at, settings};
use crate::server::outbox::limits::Asker;
use crate::server::outbox::queue::{self, Subject};
use crate::server::outbox::{reminders, status};
use crate::server::people::rows::{self, ContactRow, FactsRow, PersonFilter, PersonRow};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::qr;
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use crate::server::templates::store;
use std::collections::HashMap;
use uuid::Uuid;

/// *Send again* pressed twice within this time is one click.
const DOUBLE_CLICK: i64 = 2 * SECOND;

/// So long before its end an invitation can be extended.
const SOON: i64 = 3 * DAY;

/// What a new invitation is to be.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    pub delivery: Delivery,
    pub template: Option<TemplateId>,
    /// When its mail is sent; none for at once.
    pub send_at: Option<Timestamp>,
    /// Plain words above those of the template, in this one email.
    pub note: String,
    /// Who caused it.
    pub asker: Asker,
    /// It reminds of an invitation.
    pub is_reminder: bool,
}

impl NewInvitation {
    /// Out at once as staff asked, in the words of the default template.
    pub fn by(delivery: Delivery) -> Self {
        let (template, send_at, note) = (None, None, String::new());
        Self { delivery, template, send_at, note, asker: Asker::Staff, is_reminder: false }
    }

    /// As chosen in a form.
    pub async fn chosen(tx: &mut Tx, app: &AppState, choice: &InvitationChoice) -> Result<Self> {
        store::check_template(tx, choice.template).await?;
        let send_at = send_at::when(tx, app, &choice.send_at).await?;
        let (delivery, template, note) = (choice.delivery, choice.template, choice.note.clone());
        Ok(Self { template, send_at, note, ..Self::by(delivery) })
    }

    /// How it reaches its person, as messages of the audit log choose by it.
    pub fn how(&self) -> &'static str {
        match (self.delivery, self.send_at) {
            (Delivery::Email, None) => "email",
            (Delivery::Email, Some(_)) => "scheduled",
            (Delivery::Link, _) => "link",
        }
    }
}

/// Invites `person`, who has access but is not active: ends what went before, and either queues the
/// mail or mints the link that is returned.
pub async fn invite(
    tx: &mut Tx,
    app: &AppState,
    by: PersonId,
    person: &PersonRow,
    new: NewInvitation,
) -> Result<Option<PlainToken>> {
    end_live(tx, app, person.id(), Ending::Superseded).await?;
    execute!(tx, "update person set invited_at = $2 where id = $1", person.id().0, app.now().0)?;
    invite_new(tx, app, by, person, new).await
}

/// The same for a person of whom no invitation is open, and the database says already when they were invited.
pub async fn invite_new(
    tx: &mut Tx,
    app: &AppState,
    by: PersonId,
    person: &PersonRow,
    new: NewInvitation,
) -> Result<Option<PlainToken>> {
    const ADD: &str = "
        insert into invitation (
            id, person_id, purpose, email, template_id, invited_by, created_at, expires_at, reminders_off
        )
        select $1, p.id, 'activation', p.email, $3, $4, p.invited_at, $5, false
        from person p
        where p.id = $2";
    let (id, template) = (app.id(), new.template.map(|id| id.0));
    let lifetime = settings::settings_in(tx).await?.lifetime;
    let expires_at = new.send_at.unwrap_or_else(|| app.now()).plus(lifetime.micros()).0;
    execute!(tx, ADD, id, person.id().0, template, by.0, expires_at)?;
    deliver(tx, app, by, person, InvitationId(id), new).await
}

async fn deliver(
    tx: &mut Tx,
    app: &AppState,
    by: PersonId,
    to: &PersonRow,
    invitation: InvitationId,
    new: NewInvitation,
) -> Result<Option<PlainToken>> {
    let subject = if new.is_reminder { Subject::Reminder(invitation.0) } else { Subject::Invitation(invitation.0) };
    match new.delivery {
        Delivery::Email => {
            let queued = queue::queue_for(tx, app, new.asker, subject, &to.into(), new.send_at, &new.note).await;
            queued.map(|_| None).map_err(|error| match error {
                Error::Conflict(why) if new.asker == Asker::Staff => {
                    Error::Conflict([&why, " ", t!(server::outbox::copy_a_link_instead)].concat())
                }
                error => error,
            })
        }
        Delivery::Link => {
            let token = PlainToken::mint(&app.random);
            queue::store_token(tx, app, &token, subject, "link", Some(by.0)).await?;
            Ok(Some(token))
        }
    }
}

/// Why a live invitation ends without having been used.
#[derive(Debug, Clone, Copy)]
pub enum Ending {
    /// Staff withdrew it.
    Revoked,
    /// Another took its place.
    Superseded,
}

/// Ends the live invitation of `person`, if there is one, with its unsent mails.
pub async fn end_live(tx: &mut Tx, app: &AppState, person: PersonId, ending: Ending) -> Result<()> {
    const REVOKE: &str = "
        update invitation
        set revoked_at = $2
        where person_id = $1 and is_live
        returning id";
    const SUPERSEDE: &str = "
        update invitation
        set superseded_at = $2
        where person_id = $1 and is_live
        returning id";
    let sql = match ending {
        Ending::Revoked => REVOKE,
        Ending::Superseded => SUPERSEDE,
    };
    let ended: Option<Uuid> =
        run!(tx, c => sqlx::query_scalar(sql).bind(person.0).bind(app.now().0).fetch_optional(c))?;
    match ended {
        Some(id) => queue::cancel_for(tx, app, InvitationId(id)).await,
        None => Ok(()),
    }
}

/// Gives a contact access who has none, and invites them as chosen.
pub async fn give_access(
    app: &AppState,
    staff: &Editor,
    person: PersonId,
    choice: &InvitationChoice,
) -> Result<Option<PlainToken>> {
    let mut tx = app.db.begin().await?;
    let contact = rows::lock_contact(&mut tx, person).await?;
    if contact.access_at.is_some() {
        return Err(Error::Conflict(t!(partners::has_access, name = &contact.name())));
    }
    let new = NewInvitation::chosen(&mut tx, app, choice).await?;
    let token = give(&mut tx, app, staff, &contact, new).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(token)
}

/// The same for a contact who is locked and has no access, or whose invitation ran out.
pub async fn give(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    contact: &ContactRow,
    new: NewInvitation,
) -> Result<Option<PlainToken>> {
    const GIVE: &str = "update person set access_at = coalesce(access_at, $2), invited_at = $2 where id = $1";
    if contact.access_at.is_some() {
        end_live(tx, app, contact.id(), Ending::Superseded).await?;
    }
    execute!(tx, GIVE, contact.id().0, app.now().0)?;
    execute!(tx, "update partner set offer = '' where id = $1 and offer <> ''", contact.partner().0)?;
    let how = new.how();
    let token = invite_new(tx, app, staff.id, contact, new).await?;
    let what = recorded!(server::events::access_given, actor = &staff.name, person = &contact.name(), how = how);
    note(tx, app, staff, contact, "access_given", what).await?;
    Ok(token)
}

/// Sends the invitation of a contact or colleague by mail (again).
pub async fn resend(app: &AppState, staff: &Editor, person: PersonId) -> Result<()> {
    const LAST: &str = "select max(at) from audit where person_id = $1 and action = 'invitation_resent'";
    let mut tx = app.db.begin().await?;
    let person = rows::lock(&mut tx, person).await?;
    let last: Option<i64> = run!(&mut tx, c => sqlx::query_scalar(LAST).bind(person.id().0).fetch_one(c))?;
    if last.is_some_and(|last| app.now() < Timestamp(last).plus(DOUBLE_CLICK)) {
        return Ok(());
    }
    send_again(&mut tx, app, staff, &person).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}

/// The same for a person whose row is locked.
pub async fn send_again(tx: &mut Tx, app: &AppState, staff: &Editor, person: &PersonRow) -> Result<()> {
    renew(tx, app, staff.id, person, NewInvitation::by(Delivery::Email)).await?;
    let what = recorded!(server::events::invitation_resent, actor = &staff.name, person = &person.name());
    note(tx, app, staff, person, "invitation_resent", what).await
}

/// Whether the live invitation of `person` ran out.
pub async fn has_expired(tx: &mut Tx, app: &AppState, person: &PersonRow) -> Result<bool> {
    const EXPIRED: &str = "select count(*) from invitation where person_id = $1 and is_live and expires_at < $2";
    let expired: i64 = run!(tx, c => sqlx::query_scalar(EXPIRED).bind(person.id().0).bind(app.now().0).fetch_one(c))?;
    Ok(expired > 0)
}

/// Makes a link to pass on by hand.
pub async fn mint_link(app: &AppState, staff: &Editor, person: PersonId) -> Result<PlainToken> {
    let mut tx = app.db.begin().await?;
    let person = rows::lock(&mut tx, person).await?;
    let token = renew(&mut tx, app, staff.id, &person, NewInvitation::by(Delivery::Link)).await?;
    let what = recorded!(server::events::link_created, actor = &staff.name, person = &person.name());
    note(&mut tx, app, staff, &person, "link_copied", what).await?;
    tx.commit().await?;
    token.ok_or_else(|| Error::internal("no link was minted"))
}

/// Lets the links of a pending invitation work for another full lifetime, and sends nothing.
pub async fn extend(app: &AppState, staff: &Editor, person: PersonId) -> Result<()> {
    const EXTEND: &str = "
        update invitation
        set expires_at = $2
        where person_id = $1 and is_live and expires_at >= $3";
    let mut tx = app.db.begin().await?;
    let person = rows::lock(&mut tx, person).await?;
    let now = app.now();
    let until = now.plus(settings::settings_in(&mut tx).await?.lifetime.micros());
    if execute!(&mut tx, EXTEND, person.id().0, until.0, now.0)? == 0 {
        return Err(Error::Conflict(t!(server::invitations::no_open_invitation, name = &person.name())));
    }
    let what = recorded!(server::events::invitation_extended, actor = &staff.name, person = &person.name());
    note(&mut tx, app, staff, &person, "invitation_extended", what).await?;
    tx.commit().await
}

/// One more email or link for an invited person. A pending invitation is renewed, with its earlier links, for another
/// full lifetime; an expired one is followed by a new one.
pub async fn renew(
    tx: &mut Tx,
    app: &AppState,
    by: PersonId,
    person: &PersonRow,
    new: NewInvitation,
) -> Result<Option<PlainToken>> {
    const EXTEND: &str = "
        update invitation
        set expires_at = $2
        where person_id = $1 and is_live and expires_at >= $3
        returning id";
    if person.activated_at.is_some() {
        return Err(Error::Conflict(t!(server::invitations::is_active, name = &person.name())));
    }
    if person.access_at.is_none() {
        return Err(Error::Conflict(t!(server::invitations::give_access_first, name = &person.name())));
    }
    let now = app.now();
    // A link that is passed on takes nothing from the email that is planned.
    let planned = match new.delivery {
        Delivery::Email => None,
        Delivery::Link => queue::planned_for(tx, person.id()).await?,
    };
    let expires_at = planned.unwrap_or(now).max(now).plus(settings::settings_in(tx).await?.lifetime.micros());
    let live: Option<Uuid> = run!(tx, c => sqlx::query_scalar(EXTEND)
        .bind(person.id().0).bind(expires_at.0).bind(now.0).fetch_optional(c))?;
    match live {
        Some(id) => {
            if new.delivery == Delivery::Email {
                queue::cancel_for(tx, app, InvitationId(id)).await?;
                if !new.is_reminder {
                    reminders::set_next(tx, InvitationId(id), None).await?;
                }
            }
            deliver(tx, app, by, person, InvitationId(id), new).await
        }
        None => {
            let template = last_template(tx, person.id()).await?;
            invite(tx, app, by, person, NewInvitation { template, ..new }).await
        }
    }
}

/// The words that staff chose when `person` was invited last; an invitation that follows it keeps them.
pub async fn last_template(tx: &mut Tx, person: PersonId) -> Result<Option<TemplateId>> {
    const NEWEST: &str = "select template_id from newest_invitation where person_id = $1";
    let newest: Option<Option<Uuid>> = run!(tx, c => sqlx::query_scalar(NEWEST).bind(person.0).fetch_optional(c))?;
    Ok(newest.flatten().map(TemplateId))
}

/// Removes access: the invitation with its links and unsent mails, open password resets, the
/// password and every session end in one transaction, so the very next request is refused.
pub async fn remove_access(app: &AppState, staff: &Editor, person: PersonId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let contact = rows::lock_contact(&mut tx, person).await?;
    if contact.access_at.is_none() {
        return Err(Error::Conflict(t!(server::partners::contact_without_access, name = &contact.name())));
    }
    remove(&mut tx, app, staff, &contact).await?;
    tx.commit().await
}

/// The same for a contact who is locked and has access.
pub async fn remove(tx: &mut Tx, app: &AppState, staff: &Editor, contact: &ContactRow) -> Result<()> {
    end_access(tx, app, contact.id()).await?;
    execute!(tx, "update partner set offer = '' where id = $1 and offer = 'invite'", contact.partner().0)?;
    let what = recorded!(server::events::access_removed, actor = &staff.name, person = &contact.name());
    note(tx, app, staff, contact, "access_removed", what).await
}

/// Ends every way in that `person` has, who is locked: the invitation with its links and unsent mails,
/// open password resets and address changes, the password, and every session.
pub async fn end_access(tx: &mut Tx, app: &AppState, person: PersonId) -> Result<()> {
    const REMOVE: &str = "update person set access_at = null, activated_at = null, password_hash = null where id = $1";
    end_live(tx, app, person, Ending::Revoked).await?;
    execute!(tx, REMOVE, person.0)?;
    password_resets::end_open(tx, app, person).await?;
    email_changes::end_live(tx, app, person).await?;
    execute!(tx, "delete from session where person_id = $1", person.0)?;
    Ok(())
}

async fn note(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    person: &PersonRow,
    action: &'static str,
    what: Recorded,
) -> Result<()> {
    let entry = Entry { actor: staff.into(), partner: person.company(), person: Some(person.id()), action, what };
    record::write(tx, app, entry).await
}

/// The link that `token` makes, as long as it is a live link of one of `people`, and whose it is.
pub async fn link_for(
    app: &AppState,
    token: &PlainToken,
    people: PersonFilter,
) -> Result<Option<(PersonId, ActivationLink)>> {
    const GET: &str = "
        select p.id, i.expires_at, p.first_name, p.language, p.partner_id is null as is_staff
        from token t
        join invitation i on i.id = t.invitation_id
        join person p on p.id = i.person_id
        where t.hash = $1 and (p.id = $2 or p.partner_id = $2) and i.is_live and i.expires_at >= $3";
    let row: Option<(Uuid, i64, String, String, bool)> = read!(&app.db, c => sqlx::query_as(GET)
        .bind(token.hash()).bind(people.id()).bind(app.now().0).fetch_optional(c))?;
    let Some((person, expires_at, first_name, language, is_staff)) = row else { return Ok(None) };
    let settings = settings::settings(app).await?;
    let url = app.config.url(&paths::activation_link(token.expose()));
    let expires_at = Timestamp(expires_at);
    let language = Language::parse(&language).unwrap_or(settings.language);
    let message = i18n::within(Locale::parse(language.code()).unwrap_or_default(), || {
        let place = if is_staff { "team" } else { "portal" };
        let expires_on = dates::instant(expires_at, &settings.time_zone, language);
        [
            t!(server::invitations::link_greeting, name = &first_name),
            t!(server::invitations::link_message, place = place, organisation = &settings.name, date = &expires_on),
            url.clone(),
        ]
        .join("\n\n")
    });
    Ok(Some((PersonId(person), ActivationLink { qr_svg: qr::svg(&url)?, url, expires_at, message })))
}

#[derive(sqlx::FromRow)]
struct NewestRow {
    id: Uuid,
    person_id: Uuid,
    created_at: i64,
    invited_by: Option<String>,
    next_reminder_at: Option<i64>,
    reminders_off: bool,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// The newest invitation of `person`, in any state.
pub async fn newest(app: &AppState, person: PersonId) -> Result<Option<Invitation>> {
    Ok(newest_of(app, PersonFilter::One(person)).await?.remove(&person))
}

/// The newest invitation of each of `people` who was ever invited, in a few statements for all.
pub async fn newest_of(app: &AppState, people: PersonFilter) -> Result<HashMap<PersonId, Invitation>> {
    const NEWEST: &str = "
        select i.id, i.person_id, i.created_at, i.expires_at, i.accepted_at, i.revoked_at, i.superseded_at,
            i.next_reminder_at, i.reminders_off, b.name as invited_by
        from person p
        join newest_invitation i on i.person_id = p.id
        left join person b on b.id = i.invited_by
        where p.id = $1 or p.partner_id = $1";
    let rows: Vec<NewestRow> = read!(&app.db, c => sqlx::query_as(NEWEST).bind(people.id()).fetch_all(c))?;
    let mut emails = status::progress(app, people).await?;
    let mut reported = reported(app, people).await?;
    let invitation = |row: NewestRow| {
        let (id, facts) = (InvitationId(row.id), row.facts.facts());
        let state = facts.state(app.now());
        let ends_soon = state == InvitationState::Pending && facts.expires_at < app.now().plus(SOON);
        let invitation = Invitation {
            id,
            state,
            ends_soon,
            invited_at: Timestamp(row.created_at),
            invited_by: row.invited_by.unwrap_or_else(|| t!(server::organisation::former_member).to_owned()),
            expires_at: facts.expires_at,
            email: emails.remove(&id),
            reported: reported.remove(&id),
            next_reminder: row.next_reminder_at.map(Timestamp),
            reminders_off: row.reminders_off,
        };
        (PersonId(row.person_id), invitation)
    };
    Ok(rows.into_iter().map(invitation).collect())
}

/// What the newest holder of a link said who is not the one invited, for the newest invitations of `people`.
async fn reported(app: &AppState, people: PersonFilter) -> Result<HashMap<InvitationId, Reported>> {
    const NEWEST: &str = "
        select i.id, a.at, a.comment
        from person p
        join newest_invitation i on i.person_id = p.id
        join activation_report a on a.id = (
            select n.id
            from activation_report n
            where n.invitation_id = i.id
            order by n.at desc, n.id desc
            limit 1
        )
        where p.id = $1 or p.partner_id = $1";
    let rows: Vec<(Uuid, i64, String)> = read!(&app.db, c => sqlx::query_as(NEWEST).bind(people.id()).fetch_all(c))?;
    let reported = |(id, at, comment)| (InvitationId(id), Reported { at: Timestamp(at), comment });
    Ok(rows.into_iter().map(reported).collect())
}
