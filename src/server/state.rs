//! What the whole server shares.

use super::clock::Clock;
use super::config::Config;
use super::db::Db;
use super::mailer::Mailer;
use super::passwords::Passwords;
use super::random::Random;
use crate::domain::time::Timestamp;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

/// Handed to every request and to the outbox; cheap to clone.
#[derive(Clone)]
pub struct App {
    pub config: Arc<Config>,
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub mailer: Mailer,
    pub passwords: Passwords,
    /// Woken when there may be mail to send.
    pub outbox: Arc<Notify>,
    /// Work that goes on after its answer was given; waited for at the end.
    pub tasks: TaskTracker,
    /// Whether the outbox worker is running, for `/readyz`.
    pub outbox_runs: Arc<AtomicBool>,
}

impl App {
    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh id.
    pub fn id(&self) -> Uuid {
        self.random.id(self.now())
    }
}
