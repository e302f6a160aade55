//! How far a mailbox was read, and which instance reads it.

use crate::domain::time::MINUTE;
use crate::server::platform::db::{execute, run};
use crate::server::platform::error::{Context, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// A reader that said nothing for so long is gone: three times what it waits for news.
const LEASE: i64 = MINUTE;

/// Up to where the messages were looked at.
#[derive(sqlx::FromRow)]
pub struct Progress {
    pub uid_validity: i64,
    pub uid: i64,
}

/// One of the instances that could read `mailbox`.
pub struct Reader {
    pub mailbox: String,
    pub id: Uuid,
}

impl Reader {
    /// Takes or keeps the mailbox; none while another instance reads it.
    pub async fn take(&self, app: &AppState) -> Result<Option<Progress>> {
        const TAKE: &str = "
            insert into bounce_mailbox (mailbox, uid_validity, uid, reader, reads_until)
            values ($1, 0, 0, $2, $3)
            on conflict (mailbox) do update
            set reader = excluded.reader, reads_until = excluded.reads_until
            where bounce_mailbox.reader = excluded.reader or bounce_mailbox.reads_until <= $4
            returning uid_validity, uid";
        let now = app.now();
        let mut tx = app.db.begin().await?;
        let taken = run!(&mut tx, c => sqlx::query_as(TAKE)
            .bind(&self.mailbox)
            .bind(self.id)
            .bind(now.plus(LEASE).0)
            .bind(now.0)
            .fetch_optional(c))
        .context("taking the bounce mailbox")?;
        tx.commit().await?;
        Ok(taken)
    }

    /// Keeps how far it was read. Nothing if another instance reads it now.
    pub async fn remember(&self, app: &AppState, progress: &Progress) -> Result<()> {
        const REMEMBER: &str = "
            update bounce_mailbox
            set uid_validity = $3, uid = $4, reads_until = $5
            where mailbox = $1 and reader = $2";
        let until = app.now().plus(LEASE).0;
        let mut tx = app.db.begin().await?;
        execute!(&mut tx, REMEMBER, &self.mailbox, self.id, progress.uid_validity, progress.uid, until)
            .context("remembering what was read of the bounce mailbox")?;
        tx.commit().await
    }

    /// Leaves the mailbox to the next one, which is perhaps this one after a restart.
    pub async fn leave(&self, app: &AppState) -> Result<()> {
        const LEAVE: &str = "update bounce_mailbox set reads_until = 0 where mailbox = $1 and reader = $2";
        let mut tx = app.db.begin().await?;
        execute!(&mut tx, LEAVE, &self.mailbox, self.id).context("leaving the bounce mailbox")?;
        tx.commit().await
    }
}
