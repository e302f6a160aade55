//! The Partners page: one statement a sort order, the same on both engines.

use super::bulk::jobs;
use super::filter::{Filter, bound, filtered};
use super::standing::{StandingRow, attention, needs_attention, standing_columns};
use crate::domain::ids::{PartnerId, StatusId};
use crate::domain::partners::partner::{AccessCounts, AttentionCounts, PartnerPage, PartnerQuery, PartnerRow, Status};
use crate::domain::time::Timestamp;
use crate::server::authz::Staff;
use crate::server::platform::db::read;
use crate::server::platform::error::{Context, Result};
use crate::server::state::AppState;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// Rows a page.
const PAGE: usize = 50;

/// One page in an order, after the cursor `$10`, `$11` where `$9` is not 0.
macro_rules! page {
    ($rest:literal) => {
        filtered!(
            concat!(
                "p.id, p.name, p.name_key, p.created_at, s.id as status_id, s.name as status, s.tone,
                coalesce(
                    (
                        select string_agg(o.name, '\n' order by o.position, o.name)
                        from partner_program g
                        join program o on o.id = g.program_id
                        where g.partner_id = p.id
                    ),
                    ''
                ) as programs,
                (select count(*) from colleague_request q where q.partner_id = p.id and q.is_open) as requests,
                m.name as contact, m.email, ",
                standing_columns!()
            ),
            $rest
        )
    };
}

const BY_NAME: &str = page!(
    "
                and (cast($9 as bigint) = 0 or p.name_key > $10 or (p.name_key = $10 and p.id > $11))
            order by p.name_key, p.id
            limit 51"
);
const BY_NAME_DOWN: &str = page!(
    "
                and (cast($9 as bigint) = 0 or p.name_key < $10 or (p.name_key = $10 and p.id < $11))
            order by p.name_key desc, p.id desc
            limit 51"
);
const BY_ADDED: &str = page!(
    "
                and (cast($9 as bigint) = 0 or p.created_at > $10 or (p.created_at = $10 and p.id > $11))
            order by p.created_at, p.id
            limit 51"
);
const BY_ADDED_DOWN: &str = page!(
    "
                and (cast($9 as bigint) = 0 or p.created_at < $10 or (p.created_at = $10 and p.id < $11))
            order by p.created_at desc, p.id desc
            limit 51"
);
const COUNT: &str = filtered!(
    concat!(
        "count(*) as everyone,
                count(case when m.access_at is null then 1 end) as none,
                count(case when m.access_at is not null and m.activated_at is null then 1 end) as invited,
                count(m.activated_at) as active,
                count(case when ",
        needs_attention!(),
        " then 1 end) as attention, count(case when ",
        attention!(refused),
        " then 1 end) as refused, count(case when ",
        attention!(expired),
        " then 1 end) as expired, count(case when ",
        attention!(reported),
        " then 1 end) as reported, count(case when ",
        attention!(silent),
        " then 1 end) as silent, count(case when ",
        attention!(requested),
        " then 1 end) as requested"
    ),
    ""
);

#[derive(sqlx::FromRow)]
struct CountRow {
    everyone: i64,
    attention: i64,
    invited: i64,
    active: i64,
    none: i64,
    refused: i64,
    expired: i64,
    reported: i64,
    silent: i64,
    requested: i64,
}

impl CountRow {
    fn counts(&self) -> AccessCounts {
        let Self { everyone, attention, invited, active, none, .. } = *self;
        AccessCounts { everyone, attention, invited, active, none }
    }

    fn attention(&self) -> AttentionCounts {
        let Self { refused, expired, reported, silent, requested, .. } = *self;
        AttentionCounts { refused, expired, reported, silent, requested }
    }
}

#[derive(sqlx::FromRow)]
struct ListRow {
    id: Uuid,
    name: String,
    name_key: String,
    created_at: i64,
    status_id: Uuid,
    status: String,
    tone: String,
    programs: String,
    requests: i64,
    contact: Option<String>,
    email: Option<String>,
    #[sqlx(flatten)]
    standing: StandingRow,
}

impl ListRow {
    fn into_view(self, now: Timestamp) -> PartnerRow {
        PartnerRow {
            id: PartnerId(self.id),
            name: self.name,
            status: Status { id: StatusId(self.status_id), name: self.status, tone: self.tone },
            programs: self.programs.lines().map(str::to_owned).collect(),
            contact_name: self.contact.unwrap_or_default(),
            contact_email: self.email.unwrap_or_default(),
            standing: self.standing.into_standing(now),
            requests: self.requests,
            added_at: Timestamp(self.created_at),
        }
    }
}

/// Where a page ends and the next one begins.
enum Cursor {
    Name(String, Uuid),
    Added(i64, Uuid),
}

impl Cursor {
    fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(match self {
            Self::Name(name, id) => format!("{id}{name}"),
            Self::Added(at, id) => format!("{id}{at}"),
        })
    }

    /// A cursor that was not ours starts at the first page: it is only a bookmark.
    fn decode(text: &str, by_name: bool) -> Option<Self> {
        let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (id, key) = decoded.split_at_checked(36)?;
        let id = Uuid::try_parse(id).ok()?;
        if by_name {
            (!key.contains('\0')).then(|| Self::Name(key.to_owned(), id))
        } else {
            Some(Self::Added(key.parse().ok()?, id))
        }
    }
}

/// One page of partners and how many there are in all.
pub async fn list(app: &AppState, _: &Staff, query: &PartnerQuery) -> Result<PartnerPage> {
    const ANY: &str = "select count(*) from (select 1 from partner limit 1) as one";
    let now = app.now();
    let filter = Filter::parse(query, now)?;
    let by_name = !query.sort.ends_with("added");
    let sql = match query.sort.as_str() {
        "-name" => BY_NAME_DOWN,
        "added" => BY_ADDED,
        "-added" => BY_ADDED_DOWN,
        _ => BY_NAME,
    };
    let after = Cursor::decode(&query.after, by_name);
    let is_after = i64::from(after.is_some());
    let mut rows: Vec<ListRow> = match after {
        Some(Cursor::Added(at, id)) => {
            read!(&app.db, c => bound!(sqlx::query_as(sql), filter).bind(is_after).bind(at).bind(id).fetch_all(c))?
        }
        Some(Cursor::Name(name, id)) => {
            read!(&app.db, c => bound!(sqlx::query_as(sql), filter).bind(is_after).bind(&name).bind(id).fetch_all(c))?
        }
        None if by_name => read!(&app.db, c => bound!(sqlx::query_as(sql), filter)
                .bind(0_i64).bind("").bind(Uuid::nil()).fetch_all(c))?,
        None => read!(&app.db, c => bound!(sqlx::query_as(sql), filter)
                .bind(0_i64).bind(0_i64).bind(Uuid::nil()).fetch_all(c))?,
    };
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|last| {
        if by_name { Cursor::Name(last.name_key.clone(), last.id) } else { Cursor::Added(last.created_at, last.id) }
            .encode()
    });
    let everybody = Filter { access: String::new(), ..filter };
    let counted: CountRow =
        read!(&app.db, c => bound!(sqlx::query_as(COUNT), everybody).fetch_one(c)).context("counting partners")?;
    let counts = counted.counts();
    // Who matches is there; only where nobody does it has to be asked.
    let any = match counts.everyone {
        0 => read!(&app.db, c => sqlx::query_scalar(ANY).fetch_one(c))?,
        some => some,
    };
    let rows = rows.into_iter().map(|row| row.into_view(now)).collect();
    Ok(PartnerPage {
        rows,
        counts,
        attention: counted.attention(),
        total: counts.of(&query.access),
        any: any > 0,
        next,
        in_progress: jobs::in_progress(app).await?,
    })
}
