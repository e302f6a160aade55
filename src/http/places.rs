//! Who may stay connected. A server that only refused newcomers would be closed by anybody who opens
//! thousands of connections and says nothing; here whoever has been silent longest gives way.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

/// A bounded number of connections.
pub struct Places {
    free: Arc<Semaphore>,
    silent: Arc<Silent>,
}

/// The connections on which no request is under way, in the order in which they fell silent.
#[derive(Default)]
struct Silent {
    line: Mutex<Line>,
    grew: Notify,
}

#[derive(Default)]
struct Line {
    next: u64,
    connections: BTreeMap<u64, CancellationToken>,
}

/// One connection's place. It is free again once this is dropped.
pub struct Place {
    silent: Arc<Silent>,
    turn: AtomicU64,
    gives_way: CancellationToken,
    _taken: OwnedSemaphorePermit,
}

impl Places {
    pub fn new(count: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(count)), silent: Arc::default() }
    }

    /// A place for a new connection, at the cost of the one that has been silent longest where all are
    /// taken. Waits while a request is under way on every one of them.
    pub async fn take(&self) -> Place {
        let taken = loop {
            if let Ok(taken) = self.free.clone().try_acquire_owned() {
                break taken;
            }
            self.silent.close_longest();
            tokio::select! {
                taken = self.free.clone().acquire_owned() => break taken.expect("it is never closed"),
                () = self.silent.grew.notified() => {}
            }
        };
        let gives_way = CancellationToken::new();
        let turn = AtomicU64::new(self.silent.enter(&gives_way));
        Place { silent: self.silent.clone(), turn, gives_way, _taken: taken }
    }
}

impl Place {
    /// A request came, all of it: until [`Self::end_request`] this connection gives way to nobody.
    pub fn begin_request(&self) {
        self.silent.leave(self.turn.load(Ordering::Relaxed));
    }

    /// The request was answered; how fast the answer is read is the visitor's affair.
    pub fn end_request(&self) {
        // Where its body never came as a whole it is in the line still.
        self.begin_request();
        self.turn.store(self.silent.enter(&self.gives_way), Ordering::Relaxed);
    }

    /// Waits until somebody else needs the place.
    pub async fn gives_way(&self) {
        self.gives_way.cancelled().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.begin_request();
    }
}

impl Silent {
    fn enter(&self, connection: &CancellationToken) -> u64 {
        let mut line = self.line();
        let turn = line.next;
        line.next += 1;
        line.connections.insert(turn, connection.clone());
        self.grew.notify_one();
        turn
    }

    fn leave(&self, turn: u64) {
        self.line().connections.remove(&turn);
    }

    fn close_longest(&self) {
        if let Some((_, connection)) = self.line().connections.pop_first() {
            connection.cancel();
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
