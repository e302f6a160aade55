//! Source files, for tests that hold them to rules.

use std::path::Path;
use std::{env, fs};

/// One file: its path below `src/`, with `/` between the folders, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// All sources below `root`, without those in its folder `tests/`.
pub fn read(root: &Path) -> Vec<Source> {
    let mut folders = vec![root.to_path_buf()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_dir() && name != "tests" {
                folders.push(path);
            } else if name.ends_with(".rs") {
                sources.push(Source { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// The folder of the crate that is tested.
pub fn root() -> std::path::PathBuf {
    Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).to_path_buf()
}
