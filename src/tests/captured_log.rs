//! The log of all servers of this test process, as JSON, to be searched for what must be or must never be in it.

use serde_json::Value;
use std::io::{self, Write};
use std::sync::Mutex;

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Capture;

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Shown where a test fails.
        let line = String::from_utf8_lossy(bytes);
        if ["WARN", "ERROR"].iter().any(|level| line.contains(&format!("\"level\":\"{level}\""))) {
            print!("{line}");
        }
        LINES.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to capture. One filter for everything: with one for each layer, lines are lost after sqlx asked whether its
/// own would be logged.
pub fn start() {
    let lines = tracing_subscriber::fmt().with_env_filter("gangway=debug").with_writer(|| Capture);
    lines.json().flatten_event(true).with_span_list(false).try_init().ok();
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
