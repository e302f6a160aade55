//! The only source of randomness: ids, secrets and jitter come from here.

use crate::domain::time::Timestamp;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Makes random bytes.
#[derive(Debug, Clone)]
pub enum Random {
    /// The operating system's generator.
    System,
    /// SHA-256 over a seed and a counter: the same run again, for tests.
    Seeded { seed: u64, counter: Arc<AtomicU64> },
}

impl Random {
    /// A generator that repeats itself.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded { seed, counter: Arc::default() }
    }

    /// 256 bits that cannot be guessed.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing safe could follow.
    #[expect(clippy::expect_used, reason = "without randomness every token would be guessable")]
    pub fn secret(&self) -> [u8; 32] {
        match self {
            Self::System => {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
                bytes
            }
            Self::Seeded { seed, counter } => {
                let count = counter.fetch_add(1, Ordering::SeqCst);
                Sha256::digest([seed.to_le_bytes(), count.to_le_bytes()].concat()).into()
            }
        }
    }

    /// A version 7 UUID (RFC 9562): sorts by time, so that indexes grow at their end. An id, not a
    /// secret.
    pub fn id(&self, now: Timestamp) -> Uuid {
        let millis = u64::try_from(now.0 / 1_000).unwrap_or_default();
        let mut tail = [0; 10];
        tail.copy_from_slice(&self.secret()[..10]);
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    /// A whole number from 0 to `below` - 1, near enough to even for jitter.
    pub fn below(&self, below: i64) -> i64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.secret()[..8]);
        (u64::from_le_bytes(bytes) % u64::try_from(below.max(1)).unwrap_or(1)) as i64
    }
}
