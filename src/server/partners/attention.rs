//! *Needs attention*: who is stuck and why, with the first few of each.

use super::list;
use crate::domain::outbox::QueueFilter;
use crate::domain::partners::attention::{AttentionPage, Stuck};
use crate::server::authz::Staff;
use crate::server::organisation::checklist;
use crate::server::outbox::{admin, pause};
use crate::server::platform::error::Result;
use crate::server::state::AppState;

/// How many partners are shown of each.
const SHOWN: i64 = 3;
/// The words of the parts of the list, the most urgent first.
pub const PARTS: [&str; 8] =
    ["bounced", "refused", "reported", "requested", "expired", "expiring", "silent", "scheduled"];

/// Everything on the page. Each number is that of the list behind it.
pub async fn load(app: &AppState, staff: &Staff) -> Result<AttentionPage> {
    let mut stuck = Vec::new();
    for part in PARTS {
        let (count, rows) = list::first_of_part(app, part, SHOWN).await?;
        if count > 0 {
            stuck.push(Stuck { part: part.to_owned(), count, rows });
        }
    }
    Ok(AttentionPage {
        stuck,
        pause: pause::current(app).await?,
        retrying: admin::count_in(app, QueueFilter::Retrying).await?,
        any: list::any(app).await?,
        checklist: checklist::open(app, staff).await?,
    })
}
