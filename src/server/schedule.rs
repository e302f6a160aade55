//! Times that people choose, in the organisation's time zone.

use super::organisation;
use super::platform::db::Tx;
use super::platform::error::Result;
use super::platform::time_zone;
use super::state::App;
use crate::domain::time::Timestamp;

/// When to send, as typed; none for at once.
pub async fn when(tx: &mut Tx, app: &App, typed: &str) -> Result<Option<Timestamp>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let zone = organisation::settings_in(tx).await?.time_zone;
    time_zone::instant(typed, &zone, app.now()).map(Some)
}
