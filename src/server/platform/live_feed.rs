//! Hands news to all who listen in this process, and knows whether anybody does.

use crate::domain::live::News;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast::{self, Receiver, Sender};

/// So much news may wait for somebody who listens slowly; who misses some is told that anything may have changed.
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
    /// Listens from now on; says whether somebody has to begin to watch for news.
    pub fn listen(&self) -> (Receiver<Arc<News>>, bool) {
        let mut is_watched = self.is_watched.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = !std::mem::replace(&mut *is_watched, true);
        (self.sender.subscribe(), is_first)
    }

    /// Passes on what is new.
    pub fn publish(&self, news: News) {
        // An error says that nobody listens any more, which `is_over` finds out.
        self.sender.send(Arc::new(news)).ok();
    }

    /// Whether nobody listens, so that the one who watches can go. The next who listens begins anew.
    pub fn is_over(&self) -> bool {
        let mut is_watched = self.is_watched.lock().unwrap_or_else(PoisonError::into_inner);
        *is_watched = self.sender.receiver_count() > 0;
        !*is_watched
    }
}
