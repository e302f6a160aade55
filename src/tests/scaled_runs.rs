//! Tests that grow: small every day, at full size under `make prove`, which sets their sizes and the seed
//! by environment and collects what held.

use super::app::Engine;
use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::str::FromStr;

fn set<T: FromStr>(what: &str) -> Option<T> {
    env::var(format!("GANGWAY_PROVE_{what}")).ok()?.parse().ok()
}

/// How much of `what` this run does.
pub fn size(what: &str, everyday: usize) -> usize {
    set(what).unwrap_or(everyday)
}

/// Where the randomness of this run begins: the same seed repeats the run.
pub fn seed() -> u64 {
    set("SEED").unwrap_or(20_261_122)
}

/// Adds to the table of `make prove` that `promise` held on `engine` although `what` was done to it.
pub fn held(promise: &str, engine: Option<Engine>, what: &str) {
    let engine = engine.map_or("", Engine::name);
    let Some(table) = set::<String>("TABLE") else { return };
    let mut table = OpenOptions::new().create(true).append(true).open(table).unwrap();
    writeln!(table, "| {promise} | {engine} | {what} | {} |", seed()).unwrap();
}
