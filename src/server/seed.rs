//! A demonstration.

use super::failure::Result;
use super::state::App;

/// Fills an empty database; says what it made.
pub async fn fill(_app: &App) -> Result<String> {
    Ok(String::new())
}
