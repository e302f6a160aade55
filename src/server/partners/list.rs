//! The Partners page: a page of the list, and how many there are.

use super::bulk::progress;
use super::counts;
use super::details::program_names;
use super::filter::{Filter, Start};
use super::search::{Order, Place, Search};
use super::standing::{StandingRow, standing_columns, standing_joins};
use crate::domain::ids::{PartnerId, PersonId, StatusId};
use crate::domain::language::Language;
use crate::domain::partners::list_view::ListView;
use crate::domain::partners::partner::{PartnerPage, PartnerQuery, PartnerRow, Status};
use crate::domain::time::Timestamp;
use crate::server::authz::Staff;
use crate::server::organisation::checklist;
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::Result;
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use std::collections::HashMap;
use tokio::try_join;
use uuid::Uuid;

/// What is shown of partners by their ids.
const DETAILS: &str = concat!(
    "
    select
        p.id, p.name, p.created_at, s.id as status_id, s.name as status, s.tone,
        ",
    program_names!("'\n'"),
    " as programs,
        (select count(*) from colleague_request q where q.partner_id = p.id and q.is_open) as requests,
        m.id as contact_id, m.name as contact, m.email, m.language, m.last_seen_at, i.created_at as invited_at, ",
    standing_columns!(),
    "
    from partner p
    join status s on s.id = p.status_id",
    standing_joins!(),
    "
    where p.id in ("
);

#[derive(sqlx::FromRow)]
struct ListRow {
    id: Uuid,
    name: String,
    created_at: i64,
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

/// The rows of a page, with the places at its ends.
struct Rows {
    rows: Vec<PartnerRow>,
    next: Option<String>,
    previous: Option<String>,
}

async fn rows(app: &AppState, query: &PartnerQuery, filter: &Filter, start: Option<Start>, size: i64) -> Result<Rows> {
    let order = Order::of(&query.sort);
    // A page that ends before a row is the one after it, in the order turned round.
    let before = Place::decode(&query.before, order);
    let (is_backwards, after) = (before.is_some(), before.or_else(|| Place::decode(&query.after, order)));
    let (is_up, is_after) = (query.sort.starts_with('-') == is_backwards, after.is_some());
    let mut found = Search { app, filter, order, is_up, after, start }.run(size + 1).await?;
    let has_more = found.len() as i64 > size;
    found.truncate(size as usize);
    if is_backwards {
        found.reverse();
    }
    let (has_next, has_previous) = if is_backwards { (true, has_more) } else { (has_more, is_after) };
    let next = found.last().filter(|_| has_next).map(Place::encode);
    let previous = found.first().filter(|_| has_previous).map(Place::encode);
    let partners: Vec<Uuid> = found.iter().map(|place| place.id).collect();
    Ok(Rows { rows: views(app, &partners, filter.now).await?, next, previous })
}

/// What is shown of each of `partners`, in the same order.
pub(super) async fn views(app: &AppState, partners: &[Uuid], now: Timestamp) -> Result<Vec<PartnerRow>> {
    if partners.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(DETAILS, []);
    sql.push_list(partners.iter().map(|id| (*id).into())).push(")", []);
    let rows: Vec<ListRow> = sql.fetch_all(&app.db).await?;
    let mut rows: HashMap<Uuid, ListRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(partners.iter().filter_map(|id| rows.remove(id)).map(|row| row.into_view(now)).collect())
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

/// Whether there are any partners.
pub(super) async fn any(app: &AppState) -> Result<bool> {
    const ANY: &str = "select count(*) from (select 1 from partner limit 1) as one";
    let some: i64 = read!(&app.db, c => sqlx::query_scalar(ANY).fetch_one(c))?;
    Ok(some > 0)
}

/// One page of partners and how many there are in all.
pub async fn list(app: &AppState, staff: &Staff, query: &PartnerQuery) -> Result<PartnerPage> {
    let filter = Filter::parse(query, app.now())?;
    let view = view(app, staff).await?;
    let start = filter.start(app).await?;
    let counting = counts::count(app, &filter, start.as_ref());
    let (counts, shown) = try_join!(counting, rows(app, query, &filter, start.clone(), view.size))?;
    let Rows { rows, next, previous } = shown;
    // Matches prove that there are partners; a second query is needed only without any.
    let any = counts.of("") > Some(0) || any(app).await?;
    Ok(PartnerPage {
        rows,
        total: counts.of(&query.access).unwrap_or_default(),
        counts,
        any,
        next,
        previous,
        view,
        in_progress: progress::in_progress(app).await?,
        checklist: checklist::open(app, staff).await?,
    })
}
