//! What the whole server shares.

use super::mailer::current::CurrentMailer;
use super::mailer::transport::Mailer;
use super::platform::clock::Clock;
use super::platform::config::{Config, ConfigError};
use super::platform::db::Db;
use super::platform::dns::Dns;
use super::platform::kept::Kept;
use super::platform::live_feed::LiveFeed;
use super::platform::metrics::Metrics;
use super::platform::password_hash::Passwords;
use super::platform::random::Random;
use super::platform::rate_limit::{RateLimiter, Rates};
use super::platform::workers::Workers;
use crate::domain::funnel::Dimension;
use crate::domain::ids::BulkId;
use crate::domain::partners::bulk::Reach;
use crate::domain::progress::Counted;
use crate::domain::time::{MINUTE, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::{Notify, OnceCell, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

/// The outbox looks every second, but for as long as all its conversations with the mail server last: a
/// minute at most.
const OUTBOX_STANDS_STILL: i64 = 2 * MINUTE;

const RESETS: usize = 64;
const REQUESTS: usize = 4_096;

/// Handed to every request and to the outbox; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub config: Arc<Config>,
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub mailer: CurrentMailer,
    pub dns: Dns,
    pub passwords: Passwords,
    /// Does what takes the processor long.
    pub workers: Workers,
    /// What anonymous visitors may ask of this process.
    pub limiter: Arc<RateLimiter>,
    /// Signs the cookies of known browsers; read from the database when it is first needed.
    pub signing_key: Arc<OnceCell<[u8; 32]>>,
    /// Woken when there may be mail to send.
    pub outbox: Arc<Notify>,
    /// Work that continues after its answer was given; waited for at the end.
    pub tasks: TaskTracker,
    /// So many who forgot their password are looked up at once.
    pub resets: Arc<Semaphore>,
    /// So many requests are in progress at once.
    pub requests: Arc<Semaphore>,
    /// Cancelled once the server stops, so that long work leaves the rest for later.
    pub stopping: CancellationToken,
    /// When the outbox worker last looked at its queue, for `/readyz`; zero while it does not run.
    pub outbox_looked: Arc<AtomicI64>,
    pub metrics: Arc<Metrics>,
    pub live: Arc<LiveFeed>,
    /// How far partners have come that were added from an instant on, and by what they are compared.
    pub progress: Arc<Kept<(Dimension, Option<Timestamp>), Counted, 60>>,
    /// How far those have come who were sent an email by a bulk change, which people watch.
    pub reach: Arc<Kept<BulkId, Reach, 10>>,
}

impl AppState {
    /// The server that `config` describes, with an open database.
    ///
    /// # Errors
    /// The way mail is to leave makes no sense.
    pub fn new(config: Config, db: Db) -> Result<Self, ConfigError> {
        Ok(Self {
            mailer: Mailer::new(&config)?.into(),
            // The partners of a demonstration are made up, and so are their domains.
            dns: if config.demo.is_some() { Dns::none() } else { Dns::new(config.dns_server) },
            config: Arc::new(config),
            db,
            clock: Clock::System,
            random: Random::System,
            passwords: Default::default(),
            workers: Default::default(),
            limiter: Arc::new(RateLimiter::new(&Clock::System, Rates::DEFAULT)),
            signing_key: Default::default(),
            outbox: Default::default(),
            tasks: Default::default(),
            resets: Arc::new(Semaphore::new(RESETS)),
            requests: Arc::new(Semaphore::new(REQUESTS)),
            stopping: Default::default(),
            outbox_looked: Default::default(),
            metrics: Arc::new(Metrics::new(Clock::System.now())),
            live: Default::default(),
            progress: Default::default(),
            reach: Default::default(),
        })
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh id.
    pub fn id(&self) -> Uuid {
        self.random.id(self.now())
    }

    /// When the outbox worker last looked at its queue; long ago while it does not run.
    pub fn outbox_looked(&self) -> Timestamp {
        Timestamp(self.outbox_looked.load(Ordering::SeqCst))
    }

    /// Whether the outbox worker does its work.
    pub fn outbox_is_alive(&self) -> bool {
        self.now() < self.outbox_looked().plus(OUTBOX_STANDS_STILL)
    }
}
