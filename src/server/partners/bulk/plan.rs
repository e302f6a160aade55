//! What a change would do to a selection, counted before anything is written.

use crate::domain::ids::{BulkId, PartnerId, PersonId};
use crate::domain::partners::bulk::{BulkTarget, Change, FirstRecipient, NewBulk, Plan, Selection, Tally};
use crate::domain::time::{DAY, Timestamp};
use crate::server::authz::Editor;
use crate::server::catalog::options;
use crate::server::invitations::options as invitation_options;
use crate::server::outbox::pace;
use crate::server::partners::invitation_preview;
use crate::server::partners::selection;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use crate::server::templates::preview::AskedInvitation;
use crate::server::templates::test_send;
use uuid::Uuid;

/// Who got an email within this time gets the next one only if that is asked for.
const RECENT: i64 = DAY;

pub const SELECTED: &str =
    "p.id, p.name, m.id is not null as has_contact, m.access_at is not null as is_invited,
                m.activated_at is not null as is_active, i.expires_at, case when l.state in ('failed', 'cancelled') then null else l.created_at end as emailed_at,
                (
                    select count(*) from person a where a.partner_id = p.id and a.access_at is not null
                ) as with_access";

/// A selected partner, as far as it counts.
#[derive(sqlx::FromRow)]
pub struct Selected {
    pub id: Uuid,
    name: String,
    has_contact: bool,
    is_invited: bool,
    is_active: bool,
    expires_at: Option<i64>,
    emailed_at: Option<i64>,
    with_access: i64,
}

impl Selected {
    fn has_expired(&self, now: Timestamp) -> bool {
        self.is_invited && !self.is_active && self.expires_at.is_some_and(|at| now.0 > at)
    }

    fn got_email_recently(&self, now: Timestamp) -> bool {
        self.emailed_at.is_some_and(|at| now < Timestamp(at).plus(RECENT))
    }
}

/// What is asked of many, at an instant.
#[derive(Clone, Copy)]
pub struct Question {
    pub change: Change,
    pub include_recent: bool,
    pub now: Timestamp,
}

impl Question {
    /// How much it changes of a partner: people where it is about access, otherwise the partner itself.
    fn affected(self, row: &Selected) -> i64 {
        match self.change {
            Change::Give => i64::from(row.has_contact && (!row.is_invited || row.has_expired(self.now))),
            Change::Resend => i64::from(row.is_invited && !row.is_active && !self.leaves_out(row)),
            Change::Remove => row.with_access,
            Change::SetStatus | Change::SetManager | Change::AddProgram | Change::RemoveProgram | Change::Delete => 1,
        }
    }

    /// Whether a partner is left out because an email went there a short while ago.
    pub fn leaves_out(self, row: &Selected) -> bool {
        self.change == Change::Resend && !self.include_recent && row.got_email_recently(self.now)
    }

    /// What it does to all of these.
    pub fn count(self, rows: &[Selected]) -> Tally {
        let mut tally = Tally { partners: rows.len() as i64, ..Tally::default() };
        for row in rows {
            let affected = self.affected(row);
            tally.affected += affected;
            match self.change {
                Change::Remove => tally.untouched += i64::from(affected == 0),
                _ if affected > 0 => tally.expired += i64::from(self.change.sends() && row.has_expired(self.now)),
                _ if !row.has_contact => tally.without_contact += 1,
                _ if row.is_active => tally.active += 1,
                Change::Give => tally.invited += 1,
                Change::Resend if row.is_invited => tally.recent += 1,
                Change::Resend => tally.without_access += 1,
                Change::SetStatus
                | Change::SetManager
                | Change::AddProgram
                | Change::RemoveProgram
                | Change::Delete => {}
            }
        }
        tally
    }
}

/// What `change` would do to `selection`, under a fresh id. Nothing is written.
pub async fn plan(
    app: &AppState,
    staff: &Editor,
    change: Change,
    include_recent: bool,
    selection: &Selection,
) -> Result<Plan> {
    let rows: Vec<Selected> = selection::rows(app, staff, SELECTED, selection).await?;
    let question = Question { change, include_recent, now: app.now() };
    let tally = question.count(&rows);
    let first = first_recipient(app, question, &rows).await?;
    let affected = rows.iter().filter(|row| question.affected(row) > 0);
    Ok(Plan {
        bulk: BulkId(app.id()),
        change,
        include_recent,
        tally,
        names: affected.take(Plan::NAMED).map(|row| row.name.clone()).collect(),
        targets: BulkTarget::of(change, &options::list(app, staff).await?),
        invitation: invitation_options::options(app, staff, first.as_ref().map(|first| first.partner)).await?,
        first,
        minutes: if change.sends() { pace::minutes_for(app, tally.affected).await? } else { None },
    })
}

/// The first of these who gets an email.
async fn first_recipient(app: &AppState, question: Question, rows: &[Selected]) -> Result<Option<FirstRecipient>> {
    const FIND: &str = "select id, name, email from person where partner_id = $1 and is_main";
    let row = rows.iter().find(|row| question.change.sends() && question.affected(row) > 0);
    let Some(row) = row else { return Ok(None) };
    let found: Option<(Uuid, String, String)> =
        read!(&app.db, c => sqlx::query_as(FIND).bind(row.id).fetch_optional(c))?;
    let partner = PartnerId(row.id);
    Ok(found.map(|(person, name, email)| FirstRecipient { partner, person: PersonId(person), name, email }))
}

/// Sends the email that the first recipient would get to the person who asks, and says how that went.
pub async fn send_test(app: &AppState, staff: &Editor, new: NewBulk) -> Result<String> {
    let rows: Vec<Selected> = selection::rows(app, staff, SELECTED, &new.selection).await?;
    let question = Question { change: new.change, include_recent: new.include_recent, now: app.now() };
    let Some(FirstRecipient { partner, person, .. }) = first_recipient(app, question, &rows).await? else {
        return Err(Error::Conflict(t!(server::partners::no_one_gets_an_email_by).to_owned()));
    };
    let asked = match new.change {
        Change::Resend => invitation_preview::again(app, person).await?,
        _ => AskedInvitation { template: new.template, note: new.note, ..AskedInvitation::default() },
    };
    let message = invitation_preview::preview(app, staff, partner, Some(person), asked).await?;
    test_send::send(app, staff, message).await
}
