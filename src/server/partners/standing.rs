//! State of each partner's main contact, for the statements that list partners.

use super::contacts::access_of;
use crate::domain::counted::COUNTED;
use crate::domain::invitations::invitation::{Access, Standing};
use crate::domain::time::{DAY, Timestamp};
use crate::server::outbox::status::StateRow;
use crate::server::platform::sql::Sql;

/// How long after an email a contact who has not activated counts as silent.
const SILENCE: i64 = 14 * DAY;
/// So long before its end an invitation is said to end, once the contact has had it for [`FRESH`].
const SOON: i64 = 7 * DAY;
/// Who got an email more recently is not written to again.
const FRESH: i64 = 2 * DAY;

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
    Bounced,
    Expired,
    Expiring,
    Reported,
    Silent,
    Requested,
    Scheduled,
}

impl Part {
    /// Why partners need attention. Whose link ends soon, or whose email is scheduled, needs none yet.
    const REASONS: [Self; 6] =
        [Self::Refused, Self::Bounced, Self::Expired, Self::Reported, Self::Silent, Self::Requested];

    const ALL: [Self; 12] = [
        Self::None,
        Self::Invited,
        Self::Active,
        Self::Attention,
        Self::Refused,
        Self::Bounced,
        Self::Expired,
        Self::Expiring,
        Self::Reported,
        Self::Silent,
        Self::Requested,
        Self::Scheduled,
    ];

    /// The word it goes by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Attention => "attention",
            Self::Refused => "refused",
            Self::Bounced => "bounced",
            Self::Expired => "expired",
            Self::Expiring => "expiring",
            Self::Reported => "reported",
            Self::Silent => "silent",
            Self::Requested => "requested",
            Self::Scheduled => "scheduled",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == word)
    }

    /// The same as [`Part::condition`] where the index of another order is walked. An engine would rather take that of
    /// the access, which a good part of all partners has, and sort them.
    pub fn condition_on_the_way(self, now: Timestamp) -> Sql {
        const ACCESS: &str = "coalesce(p.access, -1) = ?";
        match self {
            Self::None => Sql::new(ACCESS, [0.into()]),
            Self::Invited => Sql::new(ACCESS, [1.into()]),
            Self::Active => Sql::new(ACCESS, [2.into()]),
            _ => self.condition(now),
        }
    }

    /// The condition on the partner `p` to be in it at `now`.
    pub fn condition(self, now: Timestamp) -> Sql {
        const ACCESS: &str = "p.access = ?";
        let (at, silent) = (now.0, now.plus(-SILENCE).0);
        match self {
            Self::None => Sql::new(ACCESS, [0.into()]),
            Self::Invited => Sql::new(ACCESS, [1.into()]),
            Self::Active => Sql::new(ACCESS, [2.into()]),
            Self::Refused => Sql::new("p.is_refused", []),
            Self::Bounced => Sql::new("p.is_bounced", []),
            Self::Expired => Sql::new("p.invited_until < ?", [at.into()]),
            Self::Expiring => {
                const EXPIRING: &str = "(p.invited_until >= ? and p.invited_until < ? and p.silent_since < ?)";
                Sql::new(EXPIRING, [at, now.plus(SOON).0, now.plus(-FRESH).0].map(Into::into))
            }
            Self::Reported => Sql::new("p.is_reported", []),
            Self::Silent => Sql::new("(p.silent_since < ? and p.invited_until >= ?)", [silent.into(), at.into()]),
            Self::Requested => Sql::new("p.has_requests", []),
            Self::Scheduled => Sql::new("p.scheduled_at > ?", [at.into()]),
            Self::Attention => {
                let mut any = Sql::new("(", []);
                for (n, reason) in Self::REASONS.into_iter().enumerate() {
                    any.push(if n > 0 { " or " } else { "" }, []).push_sql(reason.condition(now));
                }
                any.push(")", []);
                any
            }
        }
    }

    /// The partners in it at `now`, as `id`, each once. Those with any reason are listed as far as is counted.
    pub fn list(self, now: Timestamp) -> Sql {
        const LIST: &str = "select p.id from partner p where ";
        let mut list = Sql::default();
        if self != Self::Attention {
            list.push(LIST, []).push_sql(self.condition(now));
            return list;
        }
        for (n, reason) in Self::REASONS.into_iter().enumerate() {
            list.push(if n > 0 { " union select id from (" } else { "select id from (" }, []);
            list.push_sql(reason.list(now)).push(" limit ?) k", [(COUNTED + 1).into()]);
        }
        list
    }

    /// The first `limit` of them, as its index has them: the newest, or of what is still to come, the next.
    pub fn first(self, now: Timestamp, limit: i64) -> Sql {
        let order = match self {
            Self::Expired => "p.invited_until desc",
            Self::Expiring => "p.invited_until",
            Self::Silent => "p.silent_since desc",
            Self::Scheduled => "p.scheduled_at",
            _ => "p.id desc",
        };
        let mut sql = self.list(now);
        sql.push(&format!(" order by {order} limit ?"), [limit.into()]);
        sql
    }
}

/// Joins to the partner `p` its main contact `m`, the contact's newest invitation `i`, that one's newest
/// message `l`, and what is heard of that, `d`.
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
            )
            left join delivery_report d on d.email_id = l.id and d.kind = l.delivery"
    };
}

/// The columns of [`StandingRow`].
macro_rules! standing_columns {
    () => {
        "m.access_at, m.activated_at, i.expires_at, i.superseded_at, i.revoked_at,
                l.state, l.attempts, l.due_at, l.scheduled_at, l.reply, l.finished_at, l.delivery,
                d.at as delivery_at, d.reply as delivery_reply,
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
    delivery: Option<String>,
    delivery_at: Option<i64>,
    delivery_reply: Option<String>,
    is_reported: bool,
}

impl StandingRow {
    pub fn into_standing(self, now: Timestamp) -> Standing {
        let is_live = self.superseded_at.is_none() && self.revoked_at.is_none();
        let email_state = match (self.state, self.attempts, self.due_at, self.reply, self.delivery) {
            (Some(state), Some(attempts), Some(due_at), Some(reply), Some(delivery)) if is_live => {
                let Self { scheduled_at, finished_at, delivery_at, delivery_reply, .. } = self;
                let row = StateRow {
                    state,
                    attempts,
                    due_at,
                    scheduled_at,
                    reply,
                    finished_at,
                    delivery,
                    delivery_at,
                    delivery_reply,
                };
                Some(row.email_state())
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
