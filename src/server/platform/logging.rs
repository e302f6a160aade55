//! Log lines to standard error, written by a separate thread. If the output is blocked or closed, no request waits or
//! fails; lines beyond the buffer are lost.

use std::io::{self, IsTerminal};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};

/// How many lines wait for their reader.
const MAX_LINES: usize = 4_096;
/// How long the end of the program waits for its last lines.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(1);

/// A writer of log lines that never blocks, and the guard for [`finish`].
pub fn to_stderr() -> (NonBlocking, WorkerGuard) {
    NonBlockingBuilder::default().buffered_lines_limit(MAX_LINES).finish(io::stderr())
}

/// Whether log lines are coloured: on a terminal, unless `NO_COLOR` is set (no-color.org).
pub fn is_coloured() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Waits a moment until everything is written.
pub fn finish(guard: WorkerGuard) {
    let (done, ended) = mpsc::channel::<()>();
    // On a thread of its own: with a full buffer the guard prints to standard output, which may be a blocked or closed
    // pipe.
    thread::spawn(move || {
        drop(guard);
        drop(done);
    });
    ended.recv_timeout(FLUSH_TIMEOUT).ok();
}
