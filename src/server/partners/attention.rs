//! *Needs attention*: who is stuck and why, with the first few of each.

use super::list;
use super::standing::Part;
use crate::domain::counted::COUNTED;
use crate::domain::outbox::QueueFilter;
use crate::domain::partners::attention::{AttentionPage, Stuck};
use crate::server::authz::Staff;
use crate::server::organisation::checklist;
use crate::server::outbox::{admin, pause};
use crate::server::platform::error::Result;
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use uuid::Uuid;

/// How many partners are shown of each.
const SHOWN: i64 = 3;
/// The parts of the list, the most urgent first.
pub const PARTS: [Part; 8] = [
    Part::Bounced,
    Part::Refused,
    Part::Reported,
    Part::Requested,
    Part::Expired,
    Part::Expiring,
    Part::Silent,
    Part::Scheduled,
];

/// Everything on the page. Each number is that of the list behind it.
pub async fn load(app: &AppState, staff: &Staff) -> Result<AttentionPage> {
    Ok(AttentionPage {
        stuck: stuck(app).await?,
        pause: pause::current(app).await?,
        retrying: admin::count_in(app, QueueFilter::Retrying).await?,
        any: list::any(app).await?,
        checklist: checklist::open(app, staff).await?,
    })
}

/// The parts that have partners, each with the first of them.
async fn stuck(app: &AppState) -> Result<Vec<Stuck>> {
    let now = app.now();
    let counts = Sql::count_each(PARTS.map(|part| part.list(now)), &app.db, COUNTED + 1).await?;
    let mut stuck = Vec::new();
    for (part, count) in PARTS.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
        let first: Vec<(Uuid,)> = part.first(now, SHOWN).fetch_all(&app.db).await?;
        let first: Vec<Uuid> = first.into_iter().map(|(id,)| id).collect();
        stuck.push(Stuck { part: part.as_str().to_owned(), count, rows: list::views(app, &first, now).await? });
    }
    Ok(stuck)
}
