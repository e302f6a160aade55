//! State of each partner's main contact, for the statements that list partners.

use super::contacts::access_of;
use crate::domain::invitations::invitation::{Access, Standing};
use crate::domain::time::Timestamp;
use crate::server::outbox::status;

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

/// The reasons why the partner `p` needs attention, at `$7`, where `$8` is when silence begins: each a condition, in
/// the order of [`AttentionCounts`](crate::domain::partners::partner::AttentionCounts). Whose email is scheduled needs
/// none yet.
macro_rules! attention {
    (refused) => {
        $crate::server::partners::standing::attention!(invited "l.state = 'failed'")
    };
    (expired) => {
        $crate::server::partners::standing::attention!(invited "i.expires_at < $7")
    };
    (reported) => {
        $crate::server::partners::standing::attention!(
            invited "exists (select 1 from activation_report r where r.invitation_id = i.id)"
        )
    };
    (silent) => {
        $crate::server::partners::standing::attention!(
            invited "i.expires_at >= $7 and coalesce(l.created_at, i.created_at) < $8
                and (l.state is null or l.state not in ('queued', 'sending', 'failed'))"
        )
    };
    (requested) => {
        "exists (select 1 from colleague_request q where q.partner_id = p.id and q.is_open)"
    };
    (scheduled) => {
        $crate::server::partners::standing::attention!(invited "l.state = 'queued' and l.scheduled_at > $7")
    };
    (invited $condition:literal) => {
        concat!(
            "(m.access_at is not null and m.activated_at is null
                and i.superseded_at is null and i.revoked_at is null and ",
            $condition,
            ")"
        )
    };
}

/// Whether anything of [`attention`] is so.
macro_rules! needs_attention {
    () => {
        concat!(
            "(",
            $crate::server::partners::standing::attention!(refused),
            " or ",
            $crate::server::partners::standing::attention!(expired),
            " or ",
            $crate::server::partners::standing::attention!(reported),
            " or ",
            $crate::server::partners::standing::attention!(silent),
            " or ",
            $crate::server::partners::standing::attention!(requested),
            ")"
        )
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

pub(super) use {attention, needs_attention, standing_columns, standing_joins};

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
