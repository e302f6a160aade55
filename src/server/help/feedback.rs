//! *Did this answer your question?*: what readers of the help pages say.

use super::articles;
use crate::domain::help::{Feedback, FeedbackCount, FeedbackReport, FeedbackRow};
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Staff;
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;

/// How many answers the report shows.
const SHOWN: usize = 100;

/// Keeps an answer about the page `slug`.
pub async fn add(app: &AppState, staff: &Staff, slug: &str, feedback: Feedback) -> Result<()> {
    const ADD: &str =
        "insert into help_feedback (id, at, page, helpful, comment, person_id) values ($1, $2, $3, $4, $5, $6)";
    let Feedback { helpful, comment } = feedback;
    let title = || articles::titles().find(|(known, _)| *known == slug).map(|(_, title)| title);
    title().ok_or(Error::NotFound)?;
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, ADD, app.id(), app.now().0, slug, helpful, comment.as_str(), staff.id.0)?;
    let answer = if helpful { "yes" } else { "no" };
    let what = recorded!(
        server::events::help_answered,
        actor = &staff.name,
        title = title().unwrap_or(slug),
        answer = answer,
    );
    let entry = Entry::of(staff, "help_answered", what);
    record::write(&mut tx, app, entry).await?;
    tx.commit().await
}

#[derive(sqlx::FromRow)]
struct Count {
    page: String,
    yes: i64,
    answers: i64,
}

#[derive(sqlx::FromRow)]
struct FeedbackRecord {
    at: i64,
    page: String,
    helpful: bool,
    comment: String,
    who: Option<String>,
}

/// The answers of all readers, counted by page, and the newest as they were given.
pub async fn report(app: &AppState, _: &Staff) -> Result<FeedbackReport> {
    const COUNT: &str = "
        select page, count(case when helpful then 1 end) as yes, count(*) as answers
        from help_feedback
        group by page
        order by page";
    const LIST: &str = "
        select f.at, f.page, f.helpful, f.comment, p.name as who
        from help_feedback f
        left join person p on p.id = f.person_id
        order by f.at desc, f.id desc
        limit 101";
    let counts: Vec<Count> = read!(&app.db, c => sqlx::query_as(COUNT).fetch_all(c))?;
    let mut rows: Vec<FeedbackRecord> = read!(&app.db, c => sqlx::query_as(LIST).fetch_all(c))?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let count = |count: Count| FeedbackCount {
        title: title(&count.page),
        slug: count.page,
        yes: count.yes,
        no: count.answers - count.yes,
    };
    let row = |row: FeedbackRecord| FeedbackRow {
        title: title(&row.page),
        helpful: row.helpful,
        comment: row.comment,
        who: row.who,
        at: Timestamp(row.at),
    };
    Ok(FeedbackReport {
        counts: counts.into_iter().map(count).collect(),
        rows: rows.into_iter().map(row).collect(),
        more,
    })
}

/// A page that is gone is called by its slug.
fn title(slug: &str) -> String {
    articles::titles().find(|(known, _)| *known == slug).map_or(slug, |(_, title)| title).to_owned()
}
