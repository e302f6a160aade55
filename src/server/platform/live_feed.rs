//! Publishes changes to all listeners in this process, and knows whether there are any.

use crate::domain::live::News;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast::{self, Receiver, Sender};

/// How many changes wait for a slow listener; one that misses some is notified that anything may have changed.
const CAPACITY: usize = 16;

/// The news of this process.
pub struct LiveFeed {
    sender: Sender<Arc<News>>,
    is_watched: Mutex<bool>,
}

impl Default for LiveFeed {
    fn default() -> Self {
        Self { sender: broadcast::channel(CAPACITY).0, is_watched: Mutex::new(false) }
    }
}

impl LiveFeed {
    /// Starts listening; returns whether the caller has to start the task that watches for changes.
    pub fn listen(&self) -> (Receiver<Arc<News>>, bool) {
        let mut is_watched = self.is_watched.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = !std::mem::replace(&mut *is_watched, true);
        (self.sender.subscribe(), is_first)
    }

    /// Publishes new changes.
    pub fn publish(&self, news: News) {
        // An error means that there are no listeners left, which `is_over` reports.
        self.sender.send(Arc::new(news)).ok();
    }

    /// Whether there are no listeners, so that the watching task can end. The next listener starts another.
    pub fn is_over(&self) -> bool {
        let mut is_watched = self.is_watched.lock().unwrap_or_else(PoisonError::into_inner);
        *is_watched = self.sender.receiver_count() > 0;
        !*is_watched
    }
}
