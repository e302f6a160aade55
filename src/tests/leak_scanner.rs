//! Every secret that left the server in a test: links and cookies. None may ever be found at rest.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// How many characters a secret has in a link or cookie.
const LENGTH: usize = 43;

/// The secrets seen so far; clones share them.
#[derive(Clone, Default)]
pub struct Secrets(Arc<Mutex<BTreeSet<String>>>);

impl Secrets {
    /// Notes whatever in `text` has the shape of a secret.
    pub fn note(&self, text: &str) {
        let pieces = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
        self.0.lock().unwrap().extend(pieces.filter(|piece| piece.len() == LENGTH).map(str::to_owned));
    }

    /// All of them.
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().iter().cloned().collect()
    }
}
