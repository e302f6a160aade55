//! What a change would do to a selection, counted before anything is written.

use crate::domain::ids::{BulkId, PartnerId, PersonId};
use crate::domain::partners::bulk::{BulkTarget, Change, FirstRecipient, MOST, NewBulk, Plan, Selection, Tally};
use crate::domain::time::{DAY, Timestamp};
use crate::server::authz::Editor;
use crate::server::catalog::options;
use crate::server::invitations::options as invitation_options;
use crate::server::outbox::pace;
use crate::server::partners::invitation_preview;
use crate::server::partners::selection;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use crate::server::templates::preview::AskedInvitation;
use crate::server::templates::test_send;
use uuid::Uuid;

/// Who got an email within this time gets the next one only if that is asked for.
const RECENT: i64 = DAY;

/// A selected partner, as far as it counts.
#[derive(sqlx::FromRow)]
struct Selected {
    id: Uuid,
    name: String,
    has_contact: bool,
    is_invited: bool,
    is_active: bool,
    expires_at: Option<i64>,
    with_access: i64,
    /// In the words of [`Question::left_out`].
    left_out: String,
}

impl Selected {
    fn has_expired(&self, now: Timestamp) -> bool {
        self.is_invited && !self.is_active && self.expires_at.is_some_and(|at| now.0 > at)
    }
}

/// What is asked of many, at an instant.
#[derive(Clone, Copy)]
pub struct Question {
    pub change: Change,
    pub include_recent: bool,
    pub now: Timestamp,
}

/// The answer.
#[derive(Default)]
pub struct Count {
    pub tally: Tally,
    /// The first of those for which something changes.
    names: Vec<String>,
    /// The first whose contact gets an email.
    first: Option<PartnerId>,
}

impl Question {
    /// Why a partner `p` is left out: `unreachable` where the last email that left for this address bounced or was marked
    /// as spam, `recent` where one was sent a short while ago, or empty.
    pub fn left_out(self) -> Sql {
        const UNREACHABLE: &str = "
            case
                when m.access_at is not null and m.activated_at is null and (
                    select q.delivery
                    from invitation v
                    join queued_email q on q.invitation_id = v.id
                    where v.person_id = m.id and v.email = m.email and q.state = 'accepted'
                    order by q.created_at desc, q.id desc
                    limit 1
                ) in ('bounced', 'complained') then 'unreachable'";
        const RECENTLY: &str = "
                when l.state not in ('failed', 'cancelled') and l.created_at > ? then 'recent'";
        if !self.change.sends() {
            return Sql::new("''", []);
        }
        let mut sql = Sql::new(UNREACHABLE, []);
        if self.change == Change::Resend && !self.include_recent {
            sql.push(RECENTLY, [self.now.plus(-RECENT).0.into()]);
        }
        sql.push(" else '' end", []);
        sql
    }

    /// Asks about each of `selection`.
    pub async fn ask(self, app: &AppState, staff: &Editor, selection: &Selection) -> Result<Count> {
        const COLUMNS: &str = "
            p.id, p.name, m.id is not null as has_contact, m.access_at is not null as is_invited,
            m.activated_at is not null as is_active, i.expires_at,
            (select count(*) from person a where a.partner_id = p.id and a.access_at is not null) as with_access, ";
        let mut columns = Sql::new(COLUMNS, []);
        columns.push_sql(self.left_out()).push(" as left_out", []);
        let mut count = Count::default();
        let rows = selection::rows(app, staff, columns, selection).await?;
        rows.for_each(&app.db, |row| count.add(self, row)).await?;
        match count.tally.partners > MOST {
            true => Err(Error::Conflict(t!(server::partners::too_many_match, most = MOST))),
            false => Ok(count),
        }
    }

    /// How much it changes of a partner: people where it is about access, otherwise the partner itself.
    fn affected(self, row: &Selected) -> i64 {
        match self.change {
            Change::Give | Change::Resend if !row.left_out.is_empty() => 0,
            Change::Give => i64::from(row.has_contact && (!row.is_invited || row.has_expired(self.now))),
            Change::Resend => i64::from(row.is_invited && !row.is_active),
            Change::Remove => row.with_access,
            Change::SetStatus | Change::SetManager | Change::AddProgram | Change::RemoveProgram | Change::Delete => 1,
        }
    }
}

impl Count {
    fn add(&mut self, question: Question, row: Selected) {
        let Question { change, now, .. } = question;
        let affected = question.affected(&row);
        let tally = &mut self.tally;
        tally.partners += 1;
        tally.affected += affected;
        match change {
            Change::Remove => tally.untouched += i64::from(affected == 0),
            _ if affected > 0 => tally.expired += i64::from(change.sends() && row.has_expired(now)),
            _ if !row.has_contact => tally.without_contact += 1,
            _ if row.is_active => tally.active += 1,
            _ if row.left_out == "unreachable" => tally.unreachable += 1,
            Change::Give => tally.invited += 1,
            Change::Resend if row.is_invited => tally.recent += 1,
            Change::Resend => tally.without_access += 1,
            Change::SetStatus | Change::SetManager | Change::AddProgram | Change::RemoveProgram | Change::Delete => {}
        }
        if affected > 0 {
            self.first = self.first.or(change.sends().then_some(PartnerId(row.id)));
            if self.names.len() < Plan::NAMED {
                self.names.push(row.name);
            }
        }
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
    let Count { tally, names, first } =
        Question { change, include_recent, now: app.now() }.ask(app, staff, selection).await?;
    let first = first_recipient(app, first).await?;
    Ok(Plan {
        bulk: BulkId(app.id()),
        change,
        include_recent,
        tally,
        names,
        targets: BulkTarget::of(change, &options::list(app, staff).await?),
        invitation: invitation_options::options(app, staff, first.as_ref().map(|first| first.partner)).await?,
        first,
        minutes: if change.sends() { pace::minutes_for(app, tally.affected).await? } else { None },
    })
}

/// The main contact of `partner`.
async fn first_recipient(app: &AppState, partner: Option<PartnerId>) -> Result<Option<FirstRecipient>> {
    const FIND: &str = "select id, name, email from person where partner_id = $1 and is_main";
    let Some(partner) = partner else { return Ok(None) };
    let found: Option<(Uuid, String, String)> =
        read!(&app.db, c => sqlx::query_as(FIND).bind(partner.0).fetch_optional(c))?;
    Ok(found.map(|(person, name, email)| FirstRecipient { partner, person: PersonId(person), name, email }))
}

/// Sends the email that the first recipient would get to the person who asks, and says how that went.
pub async fn send_test(app: &AppState, staff: &Editor, new: NewBulk) -> Result<String> {
    let question = Question { change: new.change, include_recent: new.include_recent, now: app.now() };
    let first = question.ask(app, staff, &new.selection).await?.first;
    let Some(FirstRecipient { partner, person, .. }) = first_recipient(app, first).await? else {
        return Err(Error::Conflict(t!(server::partners::no_one_gets_an_email_by).to_owned()));
    };
    let asked = match new.change {
        Change::Resend => invitation_preview::again(app, person).await?,
        _ => AskedInvitation { template: new.template, note: new.note, ..AskedInvitation::default() },
    };
    let message = invitation_preview::preview(app, staff, partner, Some(person), asked).await?;
    test_send::send(app, staff, message).await
}
