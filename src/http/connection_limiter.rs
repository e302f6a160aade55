//! Connection limiter that closes the longest-silent connection when full, because a server that only refuses new ones
//! can be blocked by one client with thousands of silent connections. Connections that opened or were answered a moment
//! ago are spared: the next request of a busy proxy may be in transit.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

/// How long a connection has to be silent before it gives way.
const MIN_SILENCE: Duration = Duration::from_millis(250);
/// How often it tries again while no connection can be closed.
const RETRY: Duration = Duration::from_millis(50);

/// A bounded number of connections.
pub struct ConnectionLimiter {
    free: Arc<Semaphore>,
    silent: Arc<Silent>,
}

/// The connections on which no request is under way, in the order in which they fell silent.
#[derive(Default)]
struct Silent {
    line: Mutex<Line>,
}

#[derive(Default)]
struct Line {
    next: u64,
    connections: BTreeMap<u64, (Instant, CancellationToken)>,
}

/// One connection's place. It is free again once this is dropped.
pub struct ConnectionPermit {
    silent: Arc<Silent>,
    turn: AtomicU64,
    evicted: CancellationToken,
    _taken: OwnedSemaphorePermit,
}

impl ConnectionLimiter {
    pub fn new(count: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(count)), silent: Arc::default() }
    }

    /// A place for a new connection, at the cost of the one that has been silent longest where all are
    /// taken. Waits while a request is under way, or was a moment ago, on every one of them.
    pub async fn take(&self) -> ConnectionPermit {
        let taken = loop {
            if let Ok(taken) = self.free.clone().try_acquire_owned() {
                break taken;
            }
            self.silent.close_longest(Instant::now());
            tokio::select! {
                taken = self.free.clone().acquire_owned() => break taken.expect("it is never closed"),
                () = sleep(RETRY) => {}
            }
        };
        let evicted = CancellationToken::new();
        let turn = AtomicU64::new(self.silent.enter(&evicted, Instant::now()));
        ConnectionPermit { silent: self.silent.clone(), turn, evicted, _taken: taken }
    }
}

impl ConnectionPermit {
    /// A complete request arrived: until [`Self::end_request`] this connection is not closed.
    pub fn begin_request(&self) {
        self.silent.leave(self.turn.load(Ordering::Relaxed));
    }

    /// The request was answered; how fast the answer is read is the visitor's affair.
    pub fn end_request(&self) {
        // Where its body never came as a whole it is in the line still.
        self.begin_request();
        self.turn.store(self.silent.enter(&self.evicted, Instant::now()), Ordering::Relaxed);
    }

    /// Waits until another connection needs the place.
    pub async fn evicted(&self) {
        self.evicted.cancelled().await;
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        self.begin_request();
    }
}

impl Silent {
    fn enter(&self, connection: &CancellationToken, now: Instant) -> u64 {
        let mut line = self.line();
        let turn = line.next;
        line.next += 1;
        line.connections.insert(turn, (now, connection.clone()));
        turn
    }

    fn leave(&self, turn: u64) {
        self.line().connections.remove(&turn);
    }

    fn close_longest(&self, now: Instant) {
        let mut line = self.line();
        if let Some(longest) = line.connections.first_entry()
            && now.duration_since(longest.get().0) >= MIN_SILENCE
        {
            longest.remove().1.cancel();
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_longest_silent_gives_way_and_nobody_who_just_spoke() {
        let (silent, began) = (Silent::default(), Instant::now());
        let [first, second, third] = std::array::from_fn(|_| CancellationToken::new());
        let closed = || [&first, &second, &third].map(|connection| connection.is_cancelled());
        let turn = silent.enter(&first, began);
        silent.enter(&second, began + MIN_SILENCE / 2);
        silent.close_longest(began + MIN_SILENCE / 2);
        assert_eq!(closed(), [false, false, false], "both came a moment ago");
        // A request on the first, which was answered.
        silent.leave(turn);
        silent.enter(&first, began + MIN_SILENCE);
        silent.enter(&third, began + MIN_SILENCE);
        silent.close_longest(began + MIN_SILENCE * 3 / 2);
        assert_eq!(closed(), [false, true, false]);
        silent.close_longest(began + MIN_SILENCE * 3 / 2);
        assert_eq!(closed(), [false, true, false], "one for a newcomer, and the others spoke later");
        silent.close_longest(began + MIN_SILENCE * 2);
        assert_eq!(closed(), [true, true, false]);
    }
}
