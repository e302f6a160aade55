//! The Partners page: two statements an order, the same on both engines.

use super::bulk::progress;
use super::filter::{Filter, bound, filtered};
use super::standing::{StandingRow, attention, needs_attention, standing_columns};
use crate::domain::ids::{PartnerId, PersonId, StatusId};
use crate::domain::language::Language;
use crate::domain::partners::list_view::{ListColumn, ListView};
use crate::domain::partners::partner::{AccessCounts, AttentionCounts, PartnerPage, PartnerQuery, PartnerRow, Status};
use crate::domain::time::Timestamp;
use crate::server::authz::Staff;
use crate::server::organisation::checklist;
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::{Context, Result};
use crate::server::state::AppState;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// One page in the order of `$key`, after the cursor `$16`, `$17` where `$15` is not 0; `$18` rows.
macro_rules! page {
    ($text:expr, $number:expr, $key:expr, $is_past:literal, $direction:literal) => {
        filtered!(
            concat!(
                "p.id, p.name, p.created_at, s.id as status_id, s.name as status, s.tone, ",
                $text,
                " as text_key, ",
                $number,
                " as number_key,
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
                m.id as contact_id, m.name as contact, m.email, m.language, m.last_seen_at, i.created_at as invited_at, ",
                standing_columns!()
            ),
            concat!(
                "
                and (cast($15 as bigint) = 0 or ",
                $key,
                $is_past,
                "$16 or (",
                $key,
                " = $16 and p.id",
                $is_past,
                "$17))
            order by ",
                $key,
                $direction,
                ", p.id",
                $direction,
                "
            limit $18"
            )
        )
    };
}

/// An order, and the same one backwards: of texts or of numbers.
macro_rules! order {
    (text $key:literal) => {
        Order {
            is_text: true,
            up: page!($key, "cast(0 as bigint)", $key, " > ", " asc"),
            down: page!($key, "cast(0 as bigint)", $key, " < ", " desc"),
        }
    };
    (number $key:literal) => {
        Order {
            is_text: false,
            up: page!("cast('' as text)", $key, $key, " > ", " asc"),
            down: page!("cast('' as text)", $key, $key, " < ", " desc"),
        }
    };
}

struct Order {
    is_text: bool,
    up: &'static str,
    down: &'static str,
}

const BY_NAME: Order = order!(text "p.name_key");
const BY_STATUS: Order = order!(number "s.position");
const BY_CONTACT: Order = order!(text "p.contact_key");
const BY_EMAIL: Order = order!(text "coalesce(m.email_key, '')");
const BY_LANGUAGE: Order = order!(text "coalesce(m.language, '')");
const BY_ACCESS: Order = order!(number "cast(
                case when m.access_at is null then 0 when m.activated_at is null then 1 else 2 end as bigint)");
const BY_INVITED: Order = order!(number "coalesce(i.created_at, 0)");
const BY_SIGNED_UP: Order = order!(number "coalesce(m.activated_at, 0)");
const BY_LAST_SEEN: Order = order!(number "coalesce(m.last_seen_at, 0)");
const BY_ADDED: Order = order!(number "p.created_at");

impl Order {
    /// The one that the list is asked for; programs have none, of which a partner may have several.
    fn of(sort: &str) -> &'static Self {
        let columns = ListColumn::ALL.into_iter().find(|column| column.as_str() == sort.trim_start_matches('-'));
        match columns {
            Some(ListColumn::Status) => &BY_STATUS,
            Some(ListColumn::Contact) => &BY_CONTACT,
            Some(ListColumn::Email) => &BY_EMAIL,
            Some(ListColumn::Language) => &BY_LANGUAGE,
            Some(ListColumn::Access) => &BY_ACCESS,
            Some(ListColumn::Invited) => &BY_INVITED,
            Some(ListColumn::SignedUp) => &BY_SIGNED_UP,
            Some(ListColumn::LastSeen) => &BY_LAST_SEEN,
            Some(ListColumn::Added) => &BY_ADDED,
            None | Some(ListColumn::Programs) => &BY_NAME,
        }
    }
}

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
        " then 1 end) as requested, count(case when ",
        attention!(scheduled),
        " then 1 end) as scheduled"
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
    scheduled: i64,
}

impl CountRow {
    fn counts(&self) -> AccessCounts {
        let Self { everyone, attention, invited, active, none, .. } = *self;
        AccessCounts { everyone, attention, invited, active, none }
    }

    fn attention(&self) -> AttentionCounts {
        let Self { refused, expired, reported, silent, requested, scheduled, .. } = *self;
        AttentionCounts { refused, expired, reported, silent, requested, scheduled }
    }
}

#[derive(sqlx::FromRow)]
struct ListRow {
    id: Uuid,
    name: String,
    created_at: i64,
    /// What the order goes by, in one of the two.
    text_key: String,
    number_key: i64,
    status_id: Uuid,
    status: String,
    tone: String,
    programs: String,
    requests: i64,
    contact_id: Option<Uuid>,
    contact: Option<String>,
    email: Option<String>,
    language: Option<String>,
    last_seen_at: Option<i64>,
    invited_at: Option<i64>,
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
            contact: self.contact_id.map(PersonId),
            contact_name: self.contact.unwrap_or_default(),
            contact_email: self.email.unwrap_or_default(),
            standing: self.standing.into_standing(now),
            requests: self.requests,
            added_at: Timestamp(self.created_at),
            language: self.language.and_then(|code| Language::parse(&code)),
            invited_at: self.invited_at.map(Timestamp),
            last_seen_at: self.last_seen_at.map(Timestamp),
        }
    }
}

/// A row that a page begins after.
enum Cursor {
    Text(String, Uuid),
    Number(i64, Uuid),
}

impl Cursor {
    fn of(row: &ListRow, order: &Order) -> String {
        URL_SAFE_NO_PAD.encode(match order.is_text {
            true => format!("{}{}", row.id, row.text_key),
            false => format!("{}{}", row.id, row.number_key),
        })
    }

    fn any(order: &Order) -> Self {
        if order.is_text { Self::Text(String::new(), Uuid::nil()) } else { Self::Number(0, Uuid::nil()) }
    }

    /// A cursor that was not ours starts at the first page: it is only a bookmark.
    fn decode(text: &str, order: &Order) -> Option<Self> {
        let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (id, key) = decoded.split_at_checked(36)?;
        let id = Uuid::try_parse(id).ok()?;
        if order.is_text {
            (!key.contains('\0')).then(|| Self::Text(key.to_owned(), id))
        } else {
            Some(Self::Number(key.parse().ok()?, id))
        }
    }
}

/// The rows of a page, with those at its end that another page begins with.
struct Rows {
    rows: Vec<ListRow>,
    next: Option<String>,
    previous: Option<String>,
}

async fn rows(app: &AppState, query: &PartnerQuery, filter: &Filter, size: i64) -> Result<Rows> {
    let order = Order::of(&query.sort);
    // A page that ends before a row is the one after it, in the order turned round.
    let before = Cursor::decode(&query.before, order);
    let (is_backwards, cursor) = (before.is_some(), before.or_else(|| Cursor::decode(&query.after, order)));
    let sql = if query.sort.starts_with('-') == is_backwards { order.up } else { order.down };
    let (is_after, limit) = (i64::from(cursor.is_some()), size + 1);
    // Where there is none, any of its kind will do.
    let mut rows: Vec<ListRow> = match cursor.unwrap_or_else(|| Cursor::any(order)) {
        Cursor::Text(key, id) => read!(&app.db, c => bound!(sqlx::query_as(sql), filter)
                .bind(is_after).bind(&key).bind(id).bind(limit).fetch_all(c))?,
        Cursor::Number(key, id) => read!(&app.db, c => bound!(sqlx::query_as(sql), filter)
                .bind(is_after).bind(key).bind(id).bind(limit).fetch_all(c))?,
    };
    let has_more = rows.len() as i64 > size;
    rows.truncate(size as usize);
    if is_backwards {
        rows.reverse();
    }
    let (has_next, has_previous) = if is_backwards { (true, has_more) } else { (has_more, is_after > 0) };
    Ok(Rows {
        next: rows.last().filter(|_| has_next).map(|last| Cursor::of(last, order)),
        previous: rows.first().filter(|_| has_previous).map(|first| Cursor::of(first, order)),
        rows,
    })
}

/// What `staff` chose to see of the list.
async fn view(app: &AppState, staff: &Staff) -> Result<ListView> {
    const VIEW: &str = "select list_view from person where id = $1";
    let words: String = read!(&app.db, c => sqlx::query_scalar(VIEW).bind(staff.id.0).fetch_one(c))?;
    Ok(ListView::from_words(&words))
}

/// Keeps what `staff` choose to see of the list.
pub async fn save_view(app: &AppState, staff: &Staff, view: &ListView) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "update person set list_view = $2 where id = $1", staff.id.0, view.to_words())?;
    tx.commit().await
}

/// One page of partners and how many there are in all.
pub async fn list(app: &AppState, staff: &Staff, query: &PartnerQuery) -> Result<PartnerPage> {
    const ANY: &str = "select count(*) from (select 1 from partner limit 1) as one";
    let now = app.now();
    let filter = Filter::parse(query, now)?;
    let view = view(app, staff).await?;
    let Rows { rows, next, previous } = rows(app, query, &filter, view.size).await?;
    let everybody = Filter { access: String::new(), ..filter };
    let counted: CountRow =
        read!(&app.db, c => bound!(sqlx::query_as(COUNT), everybody).fetch_one(c)).context("counting partners")?;
    let counts = counted.counts();
    // Matches prove that there are partners; a second query is needed only without any.
    let any = match counts.everyone {
        0 => read!(&app.db, c => sqlx::query_scalar(ANY).fetch_one(c))?,
        some => some,
    };
    let rows = rows.into_iter().map(|row| row.into_view(now)).collect();
    Ok(PartnerPage {
        rows,
        counts,
        attention: counted.attention(),
        total: counts.of(&query.access).unwrap_or_else(|| counted.attention().of(&query.access)),
        any: any > 0,
        next,
        previous,
        view,
        in_progress: progress::in_progress(app).await?,
        checklist: checklist::open(app, staff).await?,
    })
}
