//! What changed a moment ago, for the pages that are open.
//!
//! One task per process looks in the database while any page listens: after each commit that it hears of, and once a
//! second, which also finds what was done by instances that cannot be heard.

use crate::domain::ids::PartnerId;
use crate::domain::live::News;
use crate::domain::time::SECOND;
use crate::server::authz::Staff;
use crate::server::platform::commits;
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::sync::broadcast::Receiver;
use tokio::time::sleep;
use uuid::Uuid;

/// How far back it is asked: further than the clocks of two instances differ, and than a commit takes.
const WINDOW: i64 = 30 * SECOND;
/// After word of a commit, what follows in this time is news together: the page that made the change shows its answer by
/// then, and a busy server is not asked all the time.
const GATHERED: Duration = Duration::from_millis(400);
/// The same while there is always more, as during an import: pages are drawn no more often than that.
const GATHERED_AT_MOST: Duration = Duration::from_secs(2);
/// What happened this long before a page began to listen may have come too late for it.
const OVERLAP: i64 = 5 * SECOND;

/// Listens to the news, which begin a few seconds back.
pub async fn listen(app: &AppState, _: &Staff) -> Result<(News, Receiver<Arc<News>>)> {
    let receiver = app.live.subscribe();
    let mut is_watched = app.live.is_watched.lock().await;
    if !*is_watched {
        // Before anyone is given what came before it, so that nothing falls in between.
        let seen = keys(&changes(app, WINDOW).await?);
        tokio::spawn(watch(app.clone(), seen));
        *is_watched = true;
    }
    drop(is_watched);
    Ok((news(&changes(app, OVERLAP).await?), receiver))
}

/// Publishes changes until no page listens, or the server stops.
async fn watch(app: AppState, seen: HashSet<Key>) {
    let heard = Notify::new();
    tokio::select! {
        () = publish(&app, seen, &heard) => {}
        () = commits::hear(&app.db, &heard) => {}
    }
}

async fn publish(app: &AppState, mut seen: HashSet<Key>, heard: &Notify) {
    let mut gathered = GATHERED;
    loop {
        tokio::select! {
            () = sleep(app.live.interval) => {}
            () = heard.notified() => sleep(gathered).await,
            () = app.stopping.cancelled() => return,
        }
        if app.live.is_over().await {
            return;
        }
        match changes(app, WINDOW).await {
            Ok(mut found) => {
                let newest = keys(&found);
                found.retain(|change| !seen.contains(&change.key()));
                gathered = if found.is_empty() { GATHERED } else { GATHERED_AT_MOST.min(gathered * 2) };
                if !found.is_empty() {
                    app.live.publish(news(&found));
                }
                seen = newest;
            }
            Err(error) => tracing::warn!(error = %error, "Failed to look for news"),
        }
    }
}

/// What tells a change from all others.
type Key = (Uuid, i64);

/// A change as the tables tell it. An attempt to send an email is one when it begins, and one when it ends; an import is
/// one with each part.
#[derive(sqlx::FromRow)]
struct Change {
    id: Uuid,
    step: i64,
    partner_id: Option<Uuid>,
    /// Who activated their access, where that is what happened.
    activated: Option<String>,
}

impl Change {
    fn key(&self) -> Key {
        (self.id, self.step)
    }
}

fn keys(changes: &[Change]) -> HashSet<Key> {
    changes.iter().map(Change::key).collect()
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
        left join person p on p.id = i.person_id
        union all
        select id, moved_at, null, null from partner_import where moved_at > $1";
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
