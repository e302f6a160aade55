//! Publishes changes to all listeners in this process, and knows whether there are any.

use crate::domain::live::News;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::sync::broadcast::{self, Receiver, Sender};

/// How many changes wait for a slow listener; one that misses some is notified that anything may have changed.
const CAPACITY: usize = 16;

/// The news of this process.
pub struct LiveFeed {
    /// How often the database is asked without word of a commit.
    pub interval: Duration,
    sender: Sender<Arc<News>>,
    /// Whether a task watches for changes; locked while one begins to.
    pub is_watched: Mutex<bool>,
}

impl Default for LiveFeed {
    fn default() -> Self {
        Self::polling(Duration::from_secs(1))
    }
}

impl LiveFeed {
    /// One for which the database is asked every `interval`.
    pub fn polling(interval: Duration) -> Self {
        Self { interval, sender: broadcast::channel(CAPACITY).0, is_watched: Mutex::default() }
    }

    /// Starts listening.
    pub fn subscribe(&self) -> Receiver<Arc<News>> {
        self.sender.subscribe()
    }

    /// Publishes new changes.
    pub fn publish(&self, news: News) {
        // An error means that there are no listeners left, which `is_over` reports.
        self.sender.send(Arc::new(news)).ok();
    }

    /// Whether there are no listeners, so that the watching task can end. The next listener starts another.
    pub async fn is_over(&self) -> bool {
        let mut is_watched = self.is_watched.lock().await;
        *is_watched = self.sender.receiver_count() > 0;
        !*is_watched
    }
}
