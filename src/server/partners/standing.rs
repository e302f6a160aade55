//! State of each partner's main contact, for the statements that list partners.

use super::contacts::access_of;
use crate::domain::invitations::invitation::{Access, Standing};
use crate::domain::partners::partner::COUNTED;
use crate::domain::time::{DAY, Timestamp};
use crate::server::outbox::status;
use crate::server::platform::sql::Sql;

/// How long after an invitation a contact who has not activated counts as silent.
const SILENCE: i64 = 7 * DAY;

/// How far the main contact `m` has come, in the words of its index: 0 without access, 1 invited, 2 active.
macro_rules! access_rank {
    () => {
        "cast(case when m.access_at is null then 0 when m.activated_at is null then 1 else 2 end as bigint)"
    };
}

/// A part of the list: by the access of the main contact, or by why a partner needs attention. Each goes
/// by its word in [`PartnerQuery::access`](crate::domain::partners::partner::PartnerQuery::access).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    None,
    Invited,
    Active,
    Attention,
    Refused,
    Expired,
    Reported,
    Silent,
    Requested,
    Scheduled,
}

impl Part {
    /// Why partners need attention. Whose email is scheduled needs none yet.
    const REASONS: [Self; 5] = [Self::Refused, Self::Expired, Self::Reported, Self::Silent, Self::Requested];

    /// The one that goes by `word`.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "none" => Self::None,
            "invited" => Self::Invited,
            "active" => Self::Active,
            "attention" => Self::Attention,
            "refused" => Self::Refused,
            "expired" => Self::Expired,
            "reported" => Self::Reported,
            "silent" => Self::Silent,
            "requested" => Self::Requested,
            "scheduled" => Self::Scheduled,
            _ => return None,
        })
    }

    /// The partners in it at `now`, as `id`, each once. Those with any reason are listed as far as is counted.
    pub fn list(self, now: Timestamp) -> Sql {
        let mut lists = self.ids(now);
        if lists.len() == 1 {
            return lists.remove(0);
        }
        let mut all = Sql::default();
        for (n, list) in lists.into_iter().enumerate() {
            all.push(if n > 0 { " union select id from (" } else { "select id from (" }, []);
            all.push("select id from (", []).push_sql(list).push(") k limit ?) u", [(COUNTED + 1).into()]);
        }
        all
    }

    /// The partners in it at `now`, as `id`: one statement, or one a reason. No statement has a partner twice.
    pub fn ids(self, now: Timestamp) -> Vec<Sql> {
        const MAIN: &str =
            concat!("select m.partner_id as id from person m where m.is_main and ", access_rank!(), " = ");
        // The newest invitation is live as long as it was neither used nor ended.
        const LIVE: &str = "
            select m.partner_id as id
            from invitation i
            join person m on m.id = i.person_id
            where i.is_live and m.is_main and m.access_at is not null and m.activated_at is null and ";
        // Its newest email.
        const EMAILED: &str = "
            select m.partner_id as id
            from queued_email l
            join invitation i on i.id = l.invitation_id
            join person m on m.id = i.person_id
            where i.is_live and m.is_main and m.access_at is not null and m.activated_at is null
                and not exists (
                    select 1
                    from queued_email n
                    where n.invitation_id = l.invitation_id
                        and (n.created_at > l.created_at or (n.created_at = l.created_at and n.id > l.id))
                )";
        const REPORTED: &str = "i.id in (select r.invitation_id from activation_report r)";
        const REFUSED: &str = " and l.state = 'failed'";
        const SCHEDULED: &str = " and l.state = 'queued' and l.scheduled_at > ?";
        // By its newest email, which neither waits nor failed.
        const SILENT: &str = "
            i.expires_at >= ? and i.created_at < ?
            and coalesce(
                (
                    select case when l.state in ('queued', 'sending', 'failed') then ? else l.created_at end
                    from queued_email l
                    where l.invitation_id = i.id
                    order by l.created_at desc, l.id desc
                    limit 1
                ),
                i.created_at
            ) < ?";
        const REQUESTED: &str = "
            select o.id
            from partner o
            where o.id in (select q.partner_id from colleague_request q where q.is_open)";
        let (at, silent) = (now.0, now.plus(-SILENCE).0);
        vec![match self {
            Self::Attention => return Self::REASONS.into_iter().flat_map(|reason| reason.ids(now)).collect(),
            Self::None => Sql::new(&[MAIN, "0"].concat(), []),
            Self::Invited => Sql::new(&[MAIN, "1"].concat(), []),
            Self::Active => Sql::new(&[MAIN, "2"].concat(), []),
            Self::Refused => Sql::new(&[EMAILED, REFUSED].concat(), []),
            Self::Expired => Sql::new(&[LIVE, "i.expires_at < ?"].concat(), [at.into()]),
            Self::Reported => Sql::new(&[LIVE, REPORTED].concat(), []),
            Self::Silent => Sql::new(&[LIVE, SILENT].concat(), [at, silent, at, silent].map(Into::into)),
            Self::Requested => Sql::new(REQUESTED, []),
            Self::Scheduled => Sql::new(&[EMAILED, SCHEDULED].concat(), [at.into()]),
        }]
    }
}

/// Joins to the partner `p` its main contact `m`, the contact's newest invitation `i` and that one's newest
/// message `l`.
macro_rules! standing_joins {
    () => {
        "
            left join person m on m.partner_id = p.id and m.is_main
            left join invitation i on i.id = (
                select n.id
                from invitation n
                where n.person_id = m.id
                order by n.created_at desc, n.id desc
                limit 1
            )
            left join queued_email l on l.id = (
                select n.id
                from queued_email n
                where n.invitation_id = i.id
                order by n.created_at desc, n.id desc
                limit 1
            )"
    };
}

/// The columns of [`StandingRow`].
macro_rules! standing_columns {
    () => {
        "m.access_at, m.activated_at, i.expires_at, i.superseded_at, i.revoked_at,
                l.state, l.attempts, l.due_at, l.scheduled_at, l.reply, l.finished_at,
                exists (select 1 from activation_report r where r.invitation_id = i.id) as is_reported"
    };
}

pub(super) use {access_rank, standing_columns, standing_joins};

#[derive(Default, sqlx::FromRow)]
pub struct StandingRow {
    access_at: Option<i64>,
    activated_at: Option<i64>,
    expires_at: Option<i64>,
    superseded_at: Option<i64>,
    revoked_at: Option<i64>,
    state: Option<String>,
    attempts: Option<i64>,
    due_at: Option<i64>,
    scheduled_at: Option<i64>,
    reply: Option<String>,
    finished_at: Option<i64>,
    is_reported: bool,
}

impl StandingRow {
    pub fn into_standing(self, now: Timestamp) -> Standing {
        let is_live = self.superseded_at.is_none() && self.revoked_at.is_none();
        let email_state = match (self.state, self.attempts, self.due_at, self.reply) {
            (Some(state), Some(attempts), Some(due_at), Some(reply)) if is_live => {
                Some(status::state_of(&state, attempts, due_at, self.scheduled_at, &reply, self.finished_at))
            }
            _ => None,
        };
        let access = access_of(self.access_at, self.activated_at);
        let is_invited = access == Access::Invited;
        let expires_at = self.expires_at.map(Timestamp).filter(|_| is_live && is_invited);
        Standing {
            expired_at: expires_at.filter(|expires_at| now > *expires_at),
            reported: self.is_reported && is_live && is_invited,
            access,
            email_state,
        }
    }
}
