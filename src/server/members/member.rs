//! The team: colleagues are invited, change roles, and leave. Admins invite admins and viewers, and withdraw
//! invitations that have not been accepted yet; changes to an active colleague are for owners to decide, and an active
//! owner always remains.

use crate::domain::auth::role::Role;
use crate::domain::ids::PersonId;
use crate::domain::invitations::invitation::{Access, Standing};
use crate::domain::members::{Member, MemberDetails, NewMember};
use crate::domain::time::Timestamp;
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Entry, field};
use crate::server::authz::{Confirmed, Editor, Owner, Staff};
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::organisation::settings;
use crate::server::outbox::security_notices;
use crate::server::partners::contacts::{self, access_of};
use crate::server::people::email_uniqueness::{self, map_email_conflict};
use crate::server::people::rows::{self, PersonRow};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::privacy::forget::forget;
use crate::server::privacy::places::Extent;
use crate::server::state::AppState;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct MemberRow {
    id: Uuid,
    name: String,
    email: String,
    role: String,
    access_at: Option<i64>,
    activated_at: Option<i64>,
    last_seen_at: Option<i64>,
}

impl MemberRow {
    fn role(&self) -> Result<Role> {
        rows::role(&self.role)
    }

    async fn member(self, app: &AppState, staff: &Staff) -> Result<Member> {
        let id = PersonId(self.id);
        let access = access_of(self.access_at, self.activated_at);
        let invitation = match access {
            Access::Invited => invite::newest(app, id).await?,
            _ => None,
        };
        Ok(Member {
            id,
            role: self.role()?,
            name: self.name,
            email: self.email,
            is_you: id == staff.id,
            invited_at: invitation.as_ref().map(|invitation| invitation.invited_at),
            standing: Standing::of(access, invitation),
            last_seen_at: self.last_seen_at.map(Timestamp),
        })
    }
}

/// Everyone in the team, longest members first.
pub async fn list(app: &AppState, staff: &Staff) -> Result<Vec<Member>> {
    const LIST: &str = "
        select p.id, p.name, p.email, p.role, p.access_at, p.activated_at, p.last_seen_at
        from person p
        where p.role <> 'contact' and p.access_at is not null
        order by p.created_at, p.id";
    let rows: Vec<MemberRow> = read!(&app.db, c => sqlx::query_as(LIST).fetch_all(c))?;
    let mut team = Vec::with_capacity(rows.len());
    for row in rows {
        team.push(row.member(app, staff).await?);
    }
    Ok(team)
}

/// One colleague; `link` is a secret this browser was handed a moment ago.
pub async fn get(app: &AppState, staff: &Staff, id: PersonId, link: Option<&PlainToken>) -> Result<MemberDetails> {
    let team = list(app, staff).await?;
    let is_owner = |other: &Member| other.role == Role::Owner && matches!(other.standing.access, Access::Active { .. });
    let your_role = team.iter().find(|other| other.is_you).map_or(Role::Viewer, |you| you.role);
    let has_other_owner = team.iter().any(|other| other.id != id && is_owner(other));
    let member = team.into_iter().find(|other| other.id == id).ok_or(Error::NotFound)?;
    let access = contacts::access(app, staff, id, link).await?;
    Ok(MemberDetails { member, access, your_role, has_other_owner })
}

/// Invites a colleague. Returns the link where staff pass it on themselves.
pub async fn invite(app: &AppState, staff: &Editor, new: NewMember) -> Result<(PersonId, Option<PlainToken>)> {
    let mut tx = app.db.begin().await?;
    let member = add(&mut tx, app, &new).await?;
    let invitation = NewInvitation::by(new.delivery);
    let token = invite::invite(&mut tx, app, staff.id, &member, invitation).await?;
    let what = recorded!(
        server::events::member_invited,
        actor = &staff.name,
        person = &member.name(),
        role = new.role.as_str(),
        how = if token.is_some() { "link" } else { "email" },
    );
    note(&mut tx, app, staff, &member, "colleague_invited", what).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok((member.id(), token))
}

/// Adds a colleague who has access and is yet to be invited.
pub async fn add(tx: &mut Tx, app: &AppState, new: &NewMember) -> Result<PersonRow> {
    const ADD: &str = "
        insert into person (
            id, role, is_main, first_name, last_name, email, email_key, job_title, phone, access_at, created_at
        )
        values ($1, $2, $3, $4, $5, $6, $7, '', '', $8, $8)";
    email_uniqueness::refuse_taken(tx, &new.email, None).await?;
    let (id, now) = (PersonId(app.id()), app.now());
    let (first_name, last_name) = (new.first_name.as_str(), new.last_name.as_str());
    let (email, key) = (new.email.as_str(), new.email.key());
    execute!(tx, ADD, id.0, new.role.as_str(), false, first_name, last_name, email, key, now.0)
        .map_err(map_email_conflict)?;
    rows::lock(tx, id).await
}

/// Makes a colleague an owner, admin or viewer, from their next request on. To hand over, an owner
/// makes another one and then steps down.
pub async fn change_role(app: &AppState, owner: &Confirmed<Owner>, id: PersonId, role: Role) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let (member, before) = find(&mut tx, owner, &[Role::Owner], id).await?;
    if role == Role::Contact {
        return Err(Error::NotFound);
    }
    if role == before {
        return Ok(());
    }
    if role == Role::Owner && member.activated_at.is_none() {
        return Err(Error::Conflict(t!(server::members::not_active_yet, name = &member.name())));
    }
    keep_an_owner(&mut tx, &member, before).await?;
    execute!(&mut tx, "update person set role = $2 where id = $1", id.0, role.as_str())?;
    let what = if id == owner.id {
        recorded!(server::events::own_role_changed, actor = &owner.name, role = role.as_str())
    } else {
        recorded!(server::events::role_changed, actor = &owner.name, person = &member.name(), role = role.as_str(),)
    };
    let action = "role_changed";
    let entry = Entry { actor: (&***owner).into(), partner: None, person: Some(id), action, what };
    let changes = record::changes(|| [field(t!(server::events::role), before.label(), role.label())]);
    record::write_change(&mut tx, app, entry, &changes).await?;
    let (by, told) = ((owner.id, &*owner.name), (id, &*member.name()));
    security_notices::role_changed(&mut tx, app, by, told, role).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}

/// Removes a colleague. Their name stays wherever it was written, their address is free again.
pub async fn remove(app: &AppState, owner: &Confirmed<Owner>, id: PersonId) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let (member, role) = find(&mut tx, owner, &[Role::Owner], id).await?;
    keep_an_owner(&mut tx, &member, role).await?;
    end(&mut tx, app, id).await?;
    let what = if id == owner.id {
        recorded!(server::events::member_left, actor = &owner.name)
    } else {
        recorded!(server::events::member_removed, actor = &owner.name, person = &member.name())
    };
    note(&mut tx, app, owner, &member, "colleague_removed", what).await?;
    tx.commit().await
}

/// Withdraws an invitation that has not been accepted: the person is removed from the team.
pub async fn withdraw(app: &AppState, staff: &Editor, id: PersonId) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let (member, _) = find(&mut tx, staff, &[Role::Owner, Role::Admin], id).await?;
    if member.activated_at.is_some() {
        return Err(Error::Conflict(t!(server::members::active_now, name = &member.name())));
    }
    end(&mut tx, app, id).await?;
    let what = recorded!(server::events::member_withdrawn, actor = &staff.name, person = &member.name());
    note(&mut tx, app, staff, &member, "colleague_withdrawn", what).await?;
    tx.commit().await
}

/// The colleague with this id, locked, and their role. Refuses if the caller lost the role they asked with while
/// waiting for the lock.
async fn find(tx: &mut Tx, staff: &Staff, may: &[Role], id: PersonId) -> Result<(PersonRow, Role)> {
    if !role_of(tx, staff.id).await?.is_some_and(|role| may.contains(&role)) {
        return Err(Error::Forbidden);
    }
    let member = rows::lock(tx, id).await?;
    let role = role_of(tx, id).await?.ok_or(Error::NotFound)?;
    Ok((member, role))
}

/// The role of a colleague who has access.
async fn role_of(tx: &mut Tx, id: PersonId) -> Result<Option<Role>> {
    const ROLE: &str = "select role from person where id = $1 and role <> 'contact' and access_at is not null";
    let role: Option<String> = run!(tx, c => sqlx::query_scalar(ROLE).bind(id.0).fetch_optional(c))?;
    Ok(role.as_deref().and_then(Role::parse))
}

/// Refuses where `member`, who is about to stop being one, is the only active owner.
async fn keep_an_owner(tx: &mut Tx, member: &PersonRow, role: Role) -> Result<()> {
    const OTHERS: &str = "select count(*) from person where role = 'owner' and is_active and id <> $1";
    if role != Role::Owner {
        return Ok(());
    }
    let others: i64 = run!(tx, c => sqlx::query_scalar(OTHERS).bind(member.id().0).fetch_one(c))?;
    if others == 0 {
        return Err(Error::Conflict(t!(server::members::only_owner, name = &member.name())));
    }
    Ok(())
}

/// Ends every way in, and forgets all but the name: the row stays, because the audit log keeps naming the colleague.
async fn end(tx: &mut Tx, app: &AppState, id: PersonId) -> Result<()> {
    // No address looks like an id, so this key blocks no other person.
    const FORGET: &str = "
        update person
        set role = 'viewer', email = '', email_key = $2, job_title = '', phone = '', language = '', list_view = '',
            last_seen_at = null
        where id = $1";
    invite::end_access(tx, app, id).await?;
    forget(tx, id, Extent::AllButName).await?;
    execute!(tx, FORGET, id.0, id.to_string())?;
    Ok(())
}

async fn note(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    member: &PersonRow,
    action: &'static str,
    what: Recorded,
) -> Result<()> {
    let entry = Entry { actor: staff.into(), partner: None, person: Some(member.id()), action, what };
    record::write(tx, app, entry).await
}
