//! Compares tables of rules with what the sources do.

use super::graph::{Arrow, Graph};
use std::collections::{BTreeMap, BTreeSet};

/// A table: each name, and the names it may use.
pub type Table<'t> = &'t [(&'t str, &'t [&'t str])];

/// Whether `path` is meant by `pattern`: a file, a folder with all below it (`server/`), and `*` for any
/// one name (`features/*/api.rs`).
pub fn matches(path: &str, pattern: &str) -> bool {
    let (folder, is_folder) = (pattern.trim_end_matches('/'), pattern.ends_with('/'));
    let names: Vec<&str> = path.split('/').collect();
    let wanted: Vec<&str> = folder.split('/').collect();
    let has_length = if is_folder { names.len() > wanted.len() } else { names.len() == wanted.len() };
    has_length && names.iter().zip(wanted).all(|(name, wanted)| wanted == "*" || *name == wanted)
}

/// What is directly in `folder` that `path` belongs to, by its name: `server/state.rs` is in the room
/// `state` of `server/`. The folder's own `mod.rs` is in none.
pub fn room_of<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    let first = path.strip_prefix(folder)?.split('/').next()?;
    Some(first.trim_end_matches(".rs")).filter(|name| *name != "mod")
}

/// The arrows between groups of files, each with one arrow between files that makes it.
pub fn between<'g, 'n>(
    graph: &'g Graph,
    group: impl Fn(&'g str) -> Option<&'n str>,
) -> BTreeMap<(&'n str, &'n str), &'g Arrow> {
    let mut arrows = BTreeMap::new();
    for arrow in &graph.arrows {
        let (Some(from), Some(to)) = (group(&arrow.from), group(&arrow.to)) else { continue };
        if from != to {
            arrows.entry((from, to)).or_insert(arrow);
        }
    }
    arrows
}

/// Arrows that `table` does not allow, and what it allows though nothing needs it.
pub fn disagreements(table: Table, arrows: &BTreeMap<(&str, &str), &Arrow>) -> Vec<String> {
    let allowed: BTreeSet<(&str, &str)> =
        table.iter().flat_map(|(from, uses)| uses.iter().map(|to| (*from, *to))).collect();
    let forbidden = arrows
        .iter()
        .filter(|(pair, _)| !allowed.contains(*pair))
        .map(|((from, to), arrow)| format!("{from} may not use {to}: {arrow}"));
    let unused = allowed
        .iter()
        .filter(|pair| !arrows.contains_key(*pair))
        .map(|(from, to)| format!("{from} does not use {to}: take it from the table"));
    forbidden.chain(unused).collect()
}

/// Rooms that are missing in `table`, and entries without a room.
pub fn missing_rooms(table: Table, rooms: &BTreeSet<&str>) -> Vec<String> {
    let listed: BTreeSet<&str> = table.iter().map(|(name, _)| *name).collect();
    let missing = rooms.difference(&listed).map(|room| format!("{room} is not in the table"));
    let gone = listed.difference(rooms).map(|room| format!("{room} is in the table but not in the sources"));
    missing.chain(gone).collect()
}

/// `table` for a document.
pub fn as_markdown(table: Table) -> String {
    let rows = table.iter().map(|(room, uses)| {
        let uses = uses.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        format!("| `{room}` | {} |\n", if uses.is_empty() { "nothing" } else { &uses })
    });
    ["| Room | May use |\n| --- | --- |\n".to_owned()].into_iter().chain(rows).collect()
}

/// `document` with `table` between the lines that mark its place.
pub fn with_table(document: &str, table: &str) -> Option<String> {
    const BEGIN: &str = "<!-- rooms:begin -->";
    const END: &str = "<!-- rooms:end -->";
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))
}

#[test]
fn places_and_rooms() {
    assert!(matches("server/a/b.rs", "server/") && matches("lib.rs", "lib.rs"));
    assert!(matches("features/a/api.rs", "features/*/api.rs") && !matches("features/a/b/api.rs", "features/*/api.rs"));
    assert!(!matches("server2/a.rs", "server/") && !matches("server", "server/"));
    assert_eq!(room_of("server/outbox/compose/fill.rs", "server/"), Some("outbox"));
    assert_eq!(room_of("server/state.rs", "server/"), Some("state"));
    assert_eq!((room_of("server/mod.rs", "server/"), room_of("ui/x.rs", "server/")), (None, None));
}

#[test]
fn a_table_goes_into_a_document() {
    let table = as_markdown(&[("a", &[]), ("b", &["a", "c"])]);
    assert_eq!(table, "| Room | May use |\n| --- | --- |\n| `a` | nothing |\n| `b` | `a`, `c` |\n");
    let document = "x\n<!-- rooms:begin -->\nold\n<!-- rooms:end -->\ny\n";
    let wanted = with_table(document, &table).unwrap();
    assert_eq!(wanted, format!("x\n<!-- rooms:begin -->\n\n{table}\n<!-- rooms:end -->\ny\n"));
    assert_eq!(with_table(&wanted, &table), Some(wanted));
    assert_eq!(with_table("no place", &table), None);
}
