//! Follows every path to the files and crates it leads to, through imports, aliases and re-exports.

use super::modules::{FileId, Kind, LIBRARY, Mention, ModuleId, Name, Path, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// Names that stand for a type of the language where nothing else has that name.
const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64", "u128",
    "usize",
];

/// What one file takes from another, each with the first line that names it. An empty symbol is the
/// module itself.
pub type Symbols = BTreeMap<String, usize>;

/// Who uses what.
#[derive(Default)]
pub struct Uses {
    pub files: BTreeMap<(FileId, FileId), Symbols>,
    /// The crates that a file names, each with the first line.
    pub crates: BTreeMap<(FileId, String), usize>,
}

pub fn uses(tree: &Tree) -> Uses {
    let resolver = Resolver::new(tree);
    let mut uses = Uses::default();
    for mention in &tree.mentions {
        let trail = resolver.trail(mention);
        for name in trail.crates {
            uses.crates.entry((mention.file, name)).or_insert(mention.line);
        }
        // A bare word is no use of a module: it is a variable of that name.
        let is_bare = mention.path.segments.len() == 1 && mention.kind != Kind::Import;
        for (module, symbol) in trail.reached.into_iter().filter(|(_, symbol)| !(is_bare && symbol.is_empty())) {
            let files = &tree.modules[module].files;
            if files.contains(&mention.file) {
                continue;
            }
            for &file in files {
                let symbols = uses.files.entry((mention.file, file)).or_default();
                symbols.entry(symbol.clone()).or_insert(mention.line);
            }
        }
    }
    uses
}

/// What a path touches on its way.
#[derive(Default)]
struct Trail {
    /// The modules where something was found, with the rest of the path.
    reached: BTreeSet<(ModuleId, String)>,
    crates: BTreeSet<String>,
    /// Where it was already, against going in circles.
    been: BTreeSet<(ModuleId, Vec<String>)>,
}

struct Resolver<'t, 'a> {
    tree: &'t Tree<'a>,
    /// For each module the modules whose names it imports with `*`.
    globs: Vec<BTreeSet<ModuleId>>,
}

impl<'t, 'a> Resolver<'t, 'a> {
    fn new(tree: &'t Tree<'a>) -> Self {
        let mut resolver = Self { tree, globs: vec![BTreeSet::new(); tree.modules.len()] };
        // One `*` may bring the name that another starts from: until nothing is new.
        while resolver.follow_globs() {}
        resolver
    }

    fn follow_globs(&mut self) -> bool {
        let mut is_new = false;
        for (module, here) in self.tree.modules.iter().enumerate() {
            for path in &here.globs {
                let mut trail = Trail::default();
                self.follow(module, path, Kind::Import, &mut trail);
                for (target, _) in trail.reached.into_iter().filter(|(_, rest)| rest.is_empty()) {
                    is_new |= self.globs[module].insert(target);
                }
            }
        }
        is_new
    }

    fn trail(&self, mention: &Mention) -> Trail {
        let mut trail = Trail::default();
        self.follow(mention.module, &mention.path, mention.kind, &mut trail);
        if mention.kind == Kind::MacroCall {
            self.follow_bare_macro(mention, &mut trail);
        }
        trail
    }

    /// Follows `path` as it is written in `module`.
    fn follow(&self, module: ModuleId, path: &Path, kind: Kind, trail: &mut Trail) {
        let Some((first, rest)) = path.segments.split_first() else { return };
        let root = self.tree.modules[module].root;
        if path.is_absolute {
            return self.follow_crate(root, first, rest, trail);
        }
        match first.as_str() {
            "crate" => return self.walk(root, rest, trail),
            "self" | "super" => return self.walk(module, &path.segments, trail),
            _ => {}
        }
        if self.holds(module, first, &mut BTreeSet::new()) {
            self.walk(module, &path.segments, trail);
        }
        let is_path = kind == Kind::Import || !rest.is_empty();
        if is_path && may_be_crate(first) && !self.hides_crate(module, first, rest) {
            self.follow_crate(root, first, rest, trail);
        }
    }

    /// Whether `name` is another thing all over `module` than the crate of that name. `use sqlx;` makes it no other
    /// thing, nor does what is no module and continues with `::`.
    fn hides_crate(&self, module: ModuleId, name: &str, rest: &[String]) -> bool {
        let here = &self.tree.modules[module];
        let is_other = |meaning: &Name| match meaning {
            Name::Alias(path) => path.segments[0] != name,
            Name::Item | Name::MacroOf(_) => rest.is_empty(),
        };
        let is_listed = || here.names.get(name).is_some_and(|names| names.iter().any(is_other));
        here.certain.contains(name) && (here.children.contains_key(name) || is_listed())
    }

    fn follow_crate(&self, root: ModuleId, name: &str, rest: &[String], trail: &mut Trail) {
        if self.tree.crate_names.contains(&(root, name.to_owned())) {
            let path = [&[name.to_owned()], rest].concat();
            if !trail.been.contains(&(root, path.clone())) {
                return self.walk(root, &path, trail);
            }
        }
        match self.tree.library {
            Some(library) if name == LIBRARY => self.walk(library, rest, trail),
            _ => {
                trail.crates.insert(name.to_owned());
            }
        }
    }

    /// Continues from a module that the path has led to.
    fn walk(&self, module: ModuleId, segments: &[String], trail: &mut Trail) {
        if !trail.been.insert((module, segments.to_vec())) {
            return;
        }
        let here = &self.tree.modules[module];
        let Some((first, rest)) = segments.split_first() else {
            trail.reached.insert((module, String::new()));
            return;
        };
        match first.as_str() {
            "self" => return self.walk(module, rest, trail),
            "super" => return self.walk(here.parent.unwrap_or(module), rest, trail),
            _ => {}
        }
        let child = here.children.get(first);
        let names = here.names.get(first).map_or(&[][..], Vec::as_slice);
        if child.is_none() || !names.is_empty() {
            trail.reached.insert((module, segments.join("::")));
        }
        if let Some(&child) = child {
            self.walk(child, rest, trail);
        }
        for name in names {
            match name {
                Name::Item => {}
                Name::MacroOf(other) => {
                    trail.reached.insert((*other, segments.join("::")));
                }
                Name::Alias(target) => {
                    let path = Path { segments: [&target.segments, rest].concat(), ..target.clone() };
                    self.follow(module, &path, Kind::Import, trail);
                }
            }
        }
        for &target in &self.globs[module] {
            if self.holds(target, first, &mut BTreeSet::new()) {
                self.walk(target, segments, trail);
            }
        }
    }

    /// Whether `name` is a name in `module`.
    fn holds(&self, module: ModuleId, name: &str, been: &mut BTreeSet<ModuleId>) -> bool {
        let here = &self.tree.modules[module];
        here.children.contains_key(name)
            || here.names.contains_key(name)
            || (been.insert(module) && self.globs[module].iter().any(|&target| self.holds(target, name, been)))
    }

    /// A macro that is called by its bare name and came there without an import.
    fn follow_bare_macro(&self, mention: &Mention, trail: &mut Trail) {
        let [name] = mention.path.segments.as_slice() else { return };
        for definition in self.tree.macros.get(name).into_iter().flatten() {
            if definition.is_everywhere || self.is_below(mention.module, definition.module) {
                trail.reached.insert((definition.module, name.clone()));
            }
        }
    }

    fn is_below(&self, module: ModuleId, ancestor: ModuleId) -> bool {
        let parents = std::iter::successors(Some(module), |&module| self.tree.modules[module].parent);
        parents.skip(1).any(|parent| parent == ancestor)
    }
}

fn may_be_crate(name: &str) -> bool {
    name.starts_with(|first: char| first.is_lowercase() || first == '_') && !PRIMITIVES.contains(&name)
}
