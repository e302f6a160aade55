//! The log of all servers of this test process, as JSON, to be searched for what must be or must never be in it.

use serde_json::Value;
use std::io::{self, Write};
use std::sync::Mutex;
use tracing_subscriber::prelude::*;
use tracing_subscriber::{EnvFilter, fmt, registry};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Capture;

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to capture. Warnings are shown as well, where a test fails.
pub fn start() {
    let shown = fmt::layer().with_test_writer().with_filter(EnvFilter::new("gangway=warn"));
    let json = fmt::layer().json().flatten_event(true).with_span_list(false).with_writer(|| Capture);
    let captured = json.with_filter(EnvFilter::new("gangway=debug"));
    let _another_test_did = registry().with(shown).with(captured).try_init();
}

/// Everything so far.
pub fn text() -> String {
    String::from_utf8(LINES.lock().unwrap().clone()).unwrap()
}

/// The lines with this message that belong to the request with this id.
pub fn of_request(id: &str, message: &str) -> Vec<Value> {
    let lines = text().lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
    lines.into_iter().filter(|line| line["span"]["id"] == id && line["message"] == message).collect()
}
