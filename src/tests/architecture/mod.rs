//! Who may use whom. The rules are tables in [`rules`]; they are held against the parsed sources of
//! `src/` ([`modules`], [`resolve`]), so that neither layout nor renaming nor a re-export gets around
//! them ([`evasions`], [`writings`]).

mod check;
mod collect;
mod evasions;
mod graph;
mod modules;
mod patterns;
mod resolve;
mod rules;
mod tokens;
mod words;
mod writings;

use crate::tests::sources::{self, Source};
use check::{as_markdown, between, disagreements, matches, missing_rooms, room_of, with_table};
use graph::Graph;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::{env, fs};

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| sources::read(&sources::root().join("src")));
static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::new(&SOURCES));

/// Fails with all that is wrong.
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn none_broken(rules: &[words::Rule]) {
    none(&SOURCES.iter().flat_map(|source| words::broken(rules, source)).collect::<Vec<_>>());
}

#[test]
fn every_source_is_understood() {
    assert!(SOURCES.len() > 80, "the sources are found");
    none(&GRAPH.problems);
}

#[test]
fn files_use_each_other_without_circles() {
    none(&GRAPH.file_circles().iter().map(ToString::to_string).collect::<Vec<_>>());
}

#[test]
fn folders_use_each_other_without_circles() {
    none(&GRAPH.folder_circles().iter().map(ToString::to_string).collect::<Vec<_>>());
}

#[test]
fn rings_use_only_those_inside_them() {
    let ring_of = |path: &str| {
        let ring = rules::RINGS.iter().find(|(_, places, _)| places.iter().any(|place| matches(path, place)));
        ring.map(|(name, _, _)| *name)
    };
    let homeless = GRAPH.files.iter().filter(|file| ring_of(file).is_none());
    none(&homeless.map(|file| format!("{file} is in no ring")).collect::<Vec<_>>());
    let table: Vec<_> = rules::RINGS.iter().map(|(name, _, uses)| (*name, *uses)).collect();
    none(&disagreements(&table, &between(&GRAPH, ring_of)));
}

#[test]
fn rooms_of_the_server_use_only_what_their_table_says() {
    let rooms: BTreeSet<&str> = GRAPH.files.iter().filter_map(|file| room_of(file, "server/")).collect();
    none(&missing_rooms(rules::ROOMS, &rooms));
    none(&disagreements(rules::ROOMS, &between(&GRAPH, |file| room_of(file, "server/"))));
}

#[test]
fn the_server_is_folders_and_few_files() {
    let loose: Vec<_> = GRAPH.files.iter().filter(|file| matches(file, "server/*") && file.ends_with(".rs")).collect();
    assert!(loose.len() <= rules::LOOSE_FILES, "{loose:?}");
}

#[test]
fn features_use_each_other_as_their_table_says() {
    none(&disagreements(rules::FEATURE_EDGES, &between(&GRAPH, |file| room_of(file, "features/"))));
}

#[test]
fn lists_of_modules_use_nothing() {
    let arrows = GRAPH.arrows.iter().filter(|arrow| rules::DECLARATIONS.contains(&arrow.from.as_str()));
    none(&arrows.map(ToString::to_string).collect::<Vec<_>>());
}

#[test]
fn crates_stay_in_their_rings() {
    let is_in = |file: &str, places: &[&str]| places.iter().any(|place| matches(file, place));
    let is_wrong = |used: &&graph::CrateUse| {
        let only = rules::CRATES_ONLY_IN.iter().any(|(name, places)| used.name == *name && !is_in(&used.file, places));
        let not = rules::CRATES_NOT_IN
            .iter()
            .any(|(start, places)| used.name.starts_with(start) && is_in(&used.file, places));
        let is_pure = is_in(&used.file, rules::DOMAIN);
        only || not || (is_pure && !rules::DOMAIN_CRATES.contains(&used.name.as_str()))
    };
    let wrong = GRAPH.crates.iter().filter(is_wrong);
    none(&wrong.map(|used| format!("src/{}:{} uses {}", used.file, used.line, used.name)).collect::<Vec<_>>());
}

#[test]
fn the_domain_is_the_same_everywhere() {
    none_broken(rules::PURITY);
}

#[test]
fn the_two_builds_part_ways_in_a_handful_of_places() {
    none_broken(rules::BUILDS);
}

#[test]
fn pages_keep_to_what_is_safe() {
    none_broken(rules::PAGES);
}

#[test]
fn nothing_is_built_under_the_lock_of_all_signals() {
    none_broken(rules::LOCK);
}

#[test]
fn proofs_of_who_asks_come_from_sessions() {
    none_broken(rules::PROOFS);
}

#[test]
fn transactions_begin_in_one_place() {
    none_broken(rules::TRANSACTIONS);
}

#[test]
fn r01_tokens_are_no_uuids() {
    none_broken(rules::TOKENS);
}

/// `UPDATE_DOCS=1` writes it instead.
#[test]
fn the_table_of_rooms_is_in_the_documents() {
    let path = sources::root().join("docs/architecture.md");
    let document = fs::read_to_string(&path).unwrap();
    let wanted = with_table(&document, &as_markdown(rules::ROOMS)).expect("the lines that mark the table's place");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, wanted).unwrap();
        return;
    }
    assert!(document == wanted, "docs/architecture.md is not up to date: run this test with UPDATE_DOCS=1");
}
