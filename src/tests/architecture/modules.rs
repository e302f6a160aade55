//! The tree of modules as the compiler builds it from the files, with the names each module holds and
//! every path that is written in it. What is compiled for tests only is left out.

use super::collect;
use crate::tests::sources::Source;
use std::collections::{BTreeMap, BTreeSet};

pub type ModuleId = usize;
pub type FileId = usize;

/// The name of the library, by which `main.rs` reaches it.
pub const LIBRARY: &str = "gangway";

/// A path as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// Whether it starts with `::`, so that its first name is a crate.
    pub is_absolute: bool,
    pub segments: Vec<String>,
}

/// What a name in a module refers to.
#[derive(Debug, Clone)]
pub enum Name {
    /// Something that is defined there.
    Item,
    /// A macro that is defined in another module but named as if it were in this one (`#[macro_export]`).
    MacroOf(ModuleId),
    /// Another name for a path: an import, an alias of a type, an `extern crate`.
    Alias(Path),
}

/// A module: a file, one of several files for one module, or a block in a file.
#[derive(Debug, Default)]
pub struct Module {
    pub parent: Option<ModuleId>,
    pub root: ModuleId,
    pub files: BTreeSet<FileId>,
    pub children: BTreeMap<String, ModuleId>,
    pub names: BTreeMap<String, Vec<Name>>,
    /// The names that are known all over the module, and not in one block only or to a macro.
    pub certain: BTreeSet<String>,
    /// The modules whose names are all imported (`use … ::*`).
    pub globs: Vec<Path>,
}

/// How a path is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is imported, so its first name is a module or a crate.
    Import,
    /// It is the name of a macro that is called.
    MacroCall,
    /// It is in a type, an expression, a pattern, an attribute or the input of a macro.
    Path,
}

/// A path at a place.
#[derive(Debug)]
pub struct Mention {
    pub file: FileId,
    pub module: ModuleId,
    pub line: usize,
    pub kind: Kind,
    pub path: Path,
}

/// A `macro_rules!` and where it can be called by its bare name: below its module, or everywhere.
#[derive(Debug)]
pub struct Macro {
    pub module: ModuleId,
    pub is_everywhere: bool,
}

/// All modules of all crates that the sources make up.
pub struct Tree<'a> {
    pub sources: &'a [Source],
    pub modules: Vec<Module>,
    pub mentions: Vec<Mention>,
    pub macros: BTreeMap<String, Vec<Macro>>,
    /// What cannot be analysed, and would hide arrows if it were not reported.
    pub problems: BTreeSet<String>,
    pub library: Option<ModuleId>,
    /// Names that `extern crate` gives to a whole crate, by the root of that crate.
    pub crate_names: BTreeSet<(ModuleId, String)>,
    by_path: BTreeMap<&'a str, FileId>,
    seen: BTreeSet<FileId>,
}

/// Where a module is declared, which decides where its file is.
pub struct Declaration<'p> {
    pub parent: ModuleId,
    pub name: &'p str,
    /// The folder of the files of modules declared here.
    pub folder: &'p str,
    /// The folder that `#[path]` starts from.
    pub path_folder: &'p str,
    /// The values of its `#[path]` attributes.
    pub paths: Vec<String>,
    /// Whether a `#[path]` holds only under a condition.
    pub may_be_default: bool,
    pub macros_leak: bool,
}

impl<'a> Tree<'a> {
    pub fn new(sources: &'a [Source]) -> Self {
        let mut tree = Self {
            sources,
            modules: Vec::new(),
            mentions: Vec::new(),
            macros: BTreeMap::new(),
            problems: BTreeSet::new(),
            library: None,
            crate_names: BTreeSet::new(),
            by_path: sources.iter().enumerate().map(|(file, source)| (source.path.as_str(), file)).collect(),
            seen: BTreeSet::new(),
        };
        for root in ["lib.rs", "main.rs"] {
            let Some(&file) = tree.by_path.get(root) else { continue };
            let module = tree.add_module(None, file);
            if root == "lib.rs" {
                tree.library = Some(module);
            }
            collect::file(&mut tree, file, module, "", false);
        }
        for (file, source) in sources.iter().enumerate() {
            if !tree.seen.contains(&file) {
                tree.problems.insert(format!("{}: no `mod` leads to this file", source.path));
            }
        }
        tree
    }

    pub fn add_module(&mut self, parent: Option<ModuleId>, file: FileId) -> ModuleId {
        let id = self.modules.len();
        let root = parent.map_or(id, |parent| self.modules[parent].root);
        self.modules.push(Module { parent, root, files: BTreeSet::from([file]), ..Module::default() });
        id
    }

    /// The module `name` in `parent`: a second one of that name, under another condition, is the same.
    pub fn child(&mut self, parent: ModuleId, name: &str, file: FileId) -> ModuleId {
        if let Some(&known) = self.modules[parent].children.get(name) {
            self.modules[known].files.insert(file);
            return known;
        }
        let child = self.add_module(Some(parent), file);
        self.modules[parent].children.insert(name.to_owned(), child);
        child
    }

    pub fn file_at(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    pub fn saw(&mut self, file: FileId) {
        self.seen.insert(file);
    }

    /// Follows `mod name;` to its file or files.
    pub fn declare(&mut self, at: FileId, declaration: &Declaration) {
        let Declaration { parent, name, folder, path_folder, paths, .. } = declaration;
        let mut places: Vec<(String, String)> = paths
            .iter()
            .map(|path| {
                let path = join(path_folder, path);
                let below = folder_of(&path).to_owned();
                (path, below)
            })
            .collect();
        if places.is_empty() || declaration.may_be_default {
            let below = join(folder, name);
            places.push((format!("{below}.rs"), below.clone()));
            places.push((join(&below, "mod.rs"), below));
        }
        let mut is_found = false;
        for (path, below) in places {
            let Some(file) = self.file_at(&path) else { continue };
            is_found = true;
            let module = self.child(*parent, name, file);
            self.modules[*parent].certain.insert((*name).to_owned());
            collect::file(self, file, module, &below, declaration.macros_leak);
        }
        if !is_found {
            let from = &self.sources[at].path;
            self.problems.insert(format!("{from}: no file for `mod {name};`"));
        }
    }
}

/// `folder/path` without `.` and `..`, except those that lead out of `src/`.
pub fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The folder a file is in; empty at the top.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
