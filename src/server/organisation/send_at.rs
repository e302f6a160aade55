//! Times that people choose, in the organisation's time zone.

use super::settings;
use crate::domain::time::Timestamp;
use crate::server::platform::db::Tx;
use crate::server::platform::error::Result;
use crate::server::platform::time_zone;
use crate::server::state::AppState;

/// When to send, as typed; none for at once.
pub async fn when(tx: &mut Tx, app: &AppState, typed: &str) -> Result<Option<Timestamp>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let zone = settings::settings_in(tx).await?.time_zone;
    time_zone::instant(typed, &zone, app.now()).map(Some)
}
