//! Emails saved as files where no mail server is configured: each is deleted once its link opens nothing.

use crate::domain::time::DAY;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use std::io::{self, ErrorKind};
use uuid::Uuid;

/// An email without a link: a notice, or a test.
const NOTICES_KEPT: i64 = 30 * DAY;
/// What the name of a test begins with, which is in no queue.
pub const TEST: &str = "test";

/// Deletes saved emails that are of no more use, and logs what goes wrong.
pub async fn tidy_logged(app: &AppState) {
    match tidy(app).await {
        Ok(()) => tracing::debug!("Saved emails cleaned up"),
        Err(error) => tracing::error!(error = %error, "Clean-up of saved emails failed"),
    }
}

/// Deletes the files of emails whose link was used, replaced or withdrawn or has expired, whose person was removed, or
/// that are old notices. Files of others in the folder are left alone.
pub async fn tidy(app: &AppState) -> Result<()> {
    let folder = app.config.data_dir.join("outbox");
    let mut files = match tokio::fs::read_dir(&folder).await {
        Ok(files) => files,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    while let Some(file) = files.next_entry().await.map_err(failed)? {
        let name = file.file_name();
        let Some(name) = name.to_str().and_then(stem) else { continue };
        let is_kept = match name.strip_prefix(TEST) {
            Some(id) => Uuid::try_parse(id).is_ok_and(|id| is_recent(app, id)),
            None => match Uuid::try_parse(name) {
                Ok(id) => is_of_use(app, id).await?,
                Err(_) => true,
            },
        };
        if !is_kept {
            tokio::fs::remove_file(file.path()).await.map_err(failed)?;
        }
    }
    Ok(())
}

fn failed(error: io::Error) -> Error {
    Error::Internal(Box::new(error))
}

/// The name of a saved email, or of one that was never finished.
fn stem(name: &str) -> Option<&str> {
    name.strip_suffix(".eml").or_else(|| name.strip_prefix('.')?.strip_suffix(".part"))
}

fn is_recent(app: &AppState, id: Uuid) -> bool {
    let made = id.get_timestamp().map(|made| made.to_unix().0).and_then(|seconds| i64::try_from(seconds).ok());
    made.is_some_and(|seconds| seconds * 1_000_000 >= app.now().plus(-NOTICES_KEPT).0)
}

/// Whether an email is being written, or its link opens something, or it is a notice that is not old.
async fn is_of_use(app: &AppState, id: Uuid) -> Result<bool> {
    const FIND: &str = "
        select count(*)
        from queued_email m
        left join invitation i on i.id = m.invitation_id
        left join password_reset r on r.id = m.password_reset_id
        left join address_change c on c.id = m.address_change_id and m.address_notice is null
        where m.id = $1
            and (
                m.state in ('queued', 'sending')
                or i.is_live and i.expires_at >= $2
                or r.ended_at is null and r.expires_at >= $2
                or c.is_pending and c.expires_at >= $2
                or (m.report_id is not null or m.address_notice is not null) and m.finished_at >= $3
            )";
    let (now, old) = (app.now(), app.now().plus(-NOTICES_KEPT));
    let found: i64 = read!(&app.db, c => sqlx::query_scalar(FIND).bind(id).bind(now.0).bind(old.0).fetch_one(c))?;
    Ok(found > 0)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn only_what_was_saved_here_is_looked_at() {
        assert_eq!(stem("0199.eml"), Some("0199"));
        assert_eq!(stem(".0199.part"), Some("0199"));
        for other in ["notes.txt", "0199", ".eml.swp", "x.part"] {
            assert_eq!(stem(other), None, "{other}");
        }
    }
}
