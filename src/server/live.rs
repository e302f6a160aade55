//! What changed a moment ago, for the pages that are open.
//!
//! One task per process polls the database once a second while any page listens: this also finds changes by other
//! instances, on either engine, and writers have nothing to announce.

use crate::domain::ids::PartnerId;
use crate::domain::live::News;
use crate::domain::time::SECOND;
use crate::server::authz::Staff;
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use uuid::Uuid;

/// How often the database is asked.
const INTERVAL: Duration = Duration::from_secs(1);
/// How far back it is asked: further than the clocks of two instances differ, and than a commit takes.
const WINDOW: i64 = 30 * SECOND;
/// What happened this long before a page began to listen may have come too late for it.
const OVERLAP: i64 = 5 * SECOND;

/// Listens to the news, which begin a few seconds back.
pub async fn listen(app: &AppState, _: &Staff) -> Result<(News, Receiver<Arc<News>>)> {
    let (receiver, is_first) = app.live.listen();
    if is_first {
        tokio::spawn(watch(app.clone()));
    }
    Ok((news(&changes(app, OVERLAP).await?), receiver))
}

/// Publishes changes until no page listens, or the server stops.
async fn watch(app: AppState) {
    let mut seen = HashSet::new();
    let mut is_first = true;
    while !app.stopping.is_cancelled() && !app.live.is_over() {
        match changes(&app, WINDOW).await {
            Ok(found) => {
                let unseen: Vec<Change> =
                    found.iter().filter(|change| !seen.contains(&change.key())).cloned().collect();
                if !is_first && !unseen.is_empty() {
                    app.live.publish(news(&unseen));
                }
                seen = found.iter().map(Change::key).collect();
                is_first = false;
            }
            Err(error) => tracing::warn!(error = %error, "Failed to look for news"),
        }
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            () = app.stopping.cancelled() => {}
        }
    }
}

/// A change as the tables tell it. An attempt to send an email is one when it begins, and one when it ends.
#[derive(Clone, sqlx::FromRow)]
struct Change {
    id: Uuid,
    step: i64,
    partner_id: Option<Uuid>,
    /// Who activated their access, where that is what happened.
    activated: Option<String>,
}

impl Change {
    fn key(&self) -> (Uuid, i64) {
        (self.id, self.step)
    }
}

/// The newest changes of the last `window` microseconds.
async fn changes(app: &AppState, window: i64) -> Result<Vec<Change>> {
    const CHANGES: &str = "
        select id, cast(0 as bigint) as step, partner_id, case when action = 'activated' then actor end as activated
        from (select * from audit where at > $1 order by at desc limit 200) as newest
        union all
        select a.id, a.step, p.partner_id, null
        from (
            select email_id as id, number * 2 as step from email_attempt where started_at > $1
            union all
            select email_id, number * 2 + 1 from email_attempt where finished_at > $1
        ) as a
        join queued_email m on m.id = a.id
        left join invitation i on i.id = m.invitation_id
        left join person p on p.id = i.person_id";
    let since = app.now().plus(-window).0;
    Ok(read!(&app.db, c => sqlx::query_as(CHANGES).bind(since).fetch_all(c))?)
}

fn news(changes: &[Change]) -> News {
    let partners: HashSet<Uuid> = changes.iter().filter_map(|change| change.partner_id).collect();
    News {
        anything: false,
        partners: partners.into_iter().map(PartnerId).collect(),
        others: changes.iter().any(|change| change.partner_id.is_none()),
        activated: changes.iter().filter_map(|change| change.activated.clone()).collect(),
    }
}
