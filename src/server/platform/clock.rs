//! The only source of "now". Tests set it; nothing else reads the system's clock.

use crate::domain::time::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Tells the time.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The system's clock.
    System,
    /// Fixed until a test moves it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock fixed at `now`.
    pub fn fixed(now: Timestamp) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(now.0)))
    }

    /// The present instant.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
            }
            Self::Fixed(now) => Timestamp(now.load(Ordering::SeqCst)),
        }
    }

    /// Waits for so long. Under a fixed clock that time has passed at once.
    pub async fn sleep(&self, duration: Duration) {
        match self {
            Self::System => tokio::time::sleep(duration).await,
            Self::Fixed(_) => self.advance(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)),
        }
    }

    /// Moves a fixed clock by `micros`; the system's clock is not ours to move.
    pub fn advance(&self, micros: i64) {
        if let Self::Fixed(now) = self {
            now.fetch_add(micros, Ordering::SeqCst);
        }
    }
}
