//! Where the log goes: to standard error, by a thread of its own. Whoever reads it may stop reading or go
//! away, and no request waits for them or ends with them; what cannot be kept meanwhile is lost.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;
use tracing_subscriber::fmt::MakeWriter;

/// How many lines wait for their reader.
const KEPT: usize = 4_096;
/// How long the end of the program waits for its last lines.
const PATIENCE: Duration = Duration::from_secs(1);

enum Entry {
    Line(Vec<u8>),
    /// Everything before it was written.
    Finish(SyncSender<()>),
}

/// Hands lines over; cheap to clone.
#[derive(Clone)]
pub struct Log(SyncSender<Entry>);

impl Log {
    /// A log that is written to standard error.
    pub fn to_stderr() -> Self {
        let (sender, entries) = sync_channel(KEPT);
        thread::spawn(move || write_all(entries));
        Self(sender)
    }

    /// Waits a moment until everything is written.
    pub fn finish(&self) {
        let (tell, told) = sync_channel(1);
        if self.0.try_send(Entry::Finish(tell)).is_ok() {
            let _nobody_reads = told.recv_timeout(PATIENCE);
        }
    }
}

fn write_all(entries: Receiver<Entry>) {
    for entry in entries {
        match entry {
            Entry::Line(line) => {
                let _nobody_reads = io::stderr().write_all(&line);
            }
            Entry::Finish(tell) => {
                let _gave_up = tell.send(());
            }
        }
    }
}

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let _lost = self.0.try_send(Entry::Line(line.to_vec()));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
