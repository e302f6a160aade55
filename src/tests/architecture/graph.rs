//! Arrows between files, the same between folders, and the circles in either.

use super::modules::{Tree, folder_of};
use super::resolve::{Symbols, Uses, uses};
use crate::tests::sources::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// One file uses another.
#[derive(Debug, Clone)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    pub symbols: Symbols,
}

impl fmt::Display for Arrow {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{} -> {}:", self.from, self.to)?;
        for (symbol, line) in &self.symbols {
            write!(formatter, " {}({line})", if symbol.is_empty() { "the module" } else { symbol })?;
        }
        Ok(())
    }
}

/// A crate that a file names.
#[derive(Debug)]
pub struct CrateUse {
    pub file: String,
    pub line: usize,
    pub name: String,
}

/// All that the rules ask about who uses what.
pub struct Graph {
    pub files: Vec<String>,
    pub arrows: Vec<Arrow>,
    pub crates: Vec<CrateUse>,
    /// What could not be analysed.
    pub problems: Vec<String>,
}

impl Graph {
    pub fn new(sources: &[Source]) -> Self {
        let tree = Tree::new(sources);
        let Uses { files, crates } = uses(&tree);
        let path = |file: usize| sources[file].path.clone();
        Self {
            files: sources.iter().map(|source| source.path.clone()).collect(),
            arrows: files
                .into_iter()
                .map(|((from, to), symbols)| Arrow { from: path(from), to: path(to), symbols })
                .collect(),
            crates: crates.into_iter().map(|((file, name), line)| CrateUse { file: path(file), line, name }).collect(),
            problems: tree.problems.into_iter().collect(),
        }
    }

    /// The circles between files.
    pub fn file_circles(&self) -> Vec<Circle<'_>> {
        circles("", self.arrows.iter().map(|arrow| (arrow.from.clone(), arrow.to.clone(), arrow)))
    }

    /// The circles between what lies side by side in a folder, for all folders.
    pub fn folder_circles(&self) -> Vec<Circle<'_>> {
        let folders: BTreeSet<&str> = self.files.iter().flat_map(|file| ancestors(file)).collect();
        let between = |folder: &str| {
            let arrows = self.arrows.iter().filter_map(|arrow| {
                let (from, to) = (node_in(folder, &arrow.from, &folders)?, node_in(folder, &arrow.to, &folders)?);
                (from != to).then_some((from, to, arrow))
            });
            circles(folder, arrows.collect::<Vec<_>>().into_iter())
        };
        folders.iter().flat_map(|folder| between(folder)).collect()
    }
}

/// All folders that a file is in, the topmost (`""`) included.
fn ancestors(file: &str) -> Vec<&str> {
    let mut folders = vec![folder_of(file)];
    while let Some(last) = folders.last().filter(|last| !last.is_empty()) {
        folders.push(folder_of(last));
    }
    folders
}

/// What `file` belongs to among the things directly in `folder`: a file or a folder. `x.rs` beside the
/// folder `x` belongs to it.
fn node_in(folder: &str, file: &str, folders: &BTreeSet<&str>) -> Option<String> {
    let rest = if folder.is_empty() { file } else { file.strip_prefix(folder)?.strip_prefix('/')? };
    let first = rest.split('/').next()?;
    let stem = first.trim_end_matches(".rs");
    let beside = if folder.is_empty() { stem.to_owned() } else { format!("{folder}/{stem}") };
    Some(if folders.contains(beside.as_str()) { stem.to_owned() } else { first.to_owned() })
}

/// Nodes that all lead to each other, and the arrows between them.
#[derive(Debug)]
pub struct Circle<'g> {
    pub folder: String,
    pub nodes: Vec<String>,
    pub arrows: Vec<(String, String, &'g Arrow)>,
}

impl fmt::Display for Circle<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let place = if self.folder.is_empty() { String::new() } else { format!("in {}/: ", self.folder) };
        writeln!(formatter, "{place}{} in a circle: {}", self.nodes.len(), self.nodes.join(" "))?;
        for (from, to, arrow) in &self.arrows {
            let is_lifted = *from != arrow.from || *to != arrow.to;
            let lifted = if is_lifted { format!("{from} -> {to}   by ") } else { String::new() };
            writeln!(formatter, "    {lifted}{arrow}")?;
        }
        Ok(())
    }
}

fn circles<'g>(folder: &str, arrows: impl Iterator<Item = (String, String, &'g Arrow)>) -> Vec<Circle<'g>> {
    let arrows: Vec<_> = arrows.collect();
    let mut nexts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to, _) in &arrows {
        nexts.entry(from).or_default().insert(to);
        nexts.entry(to).or_default();
    }
    components(&nexts)
        .into_iter()
        .map(|nodes| Circle {
            folder: folder.to_owned(),
            arrows: arrows
                .iter()
                .filter(|(from, to, _)| nodes.contains(from.as_str()) && nodes.contains(to.as_str()))
                .cloned()
                .collect(),
            nodes: nodes.into_iter().map(str::to_owned).collect(),
        })
        .collect()
}

/// The sets of two and more nodes that all reach each other.
fn components<'n>(nexts: &BTreeMap<&'n str, BTreeSet<&'n str>>) -> Vec<BTreeSet<&'n str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> = nexts.keys().map(|node| (*node, reached_from(node, nexts))).collect();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut components = Vec::new();
    for (node, reached) in &reach {
        if done.contains(node) || !reached.contains(node) {
            continue;
        }
        let together: BTreeSet<&str> = reached.iter().copied().filter(|other| reach[other].contains(node)).collect();
        done.extend(&together);
        if together.len() > 1 {
            components.push(together);
        }
    }
    components
}

fn reached_from<'n>(node: &str, nexts: &BTreeMap<&'n str, BTreeSet<&'n str>>) -> BTreeSet<&'n str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = nexts[node].iter().copied().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(&nexts[next]);
        }
    }
    reached
}
