//! Notices: each is given by something, and each address that carries one is put together in one place.

use crate::domain::notice::Notice;
use crate::paths;
use std::path::Path;
use std::{env, fs};

/// Every source file of the program itself, without `domain/notice.rs`: its path and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("src");
    let (mut folders, mut sources) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" {
                folders.push(path);
            } else if name.ends_with(".rs") && name != "domain/notice.rs" {
                sources.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    sources
}

#[test]
fn every_notice_is_given_by_something() {
    let code: String = sources().into_iter().map(|(_, text)| text).collect();
    let is_given = |notice: &Notice| {
        let name = format!("Notice::{notice:?}");
        let ends = |at: usize| !code[at + name.len()..].starts_with(|c: char| c.is_alphanumeric());
        code.match_indices(&name).any(|(at, _)| ends(at))
    };
    let unused: Vec<_> = Notice::ALL.iter().filter(|notice| !is_given(notice)).collect();
    assert!(unused.is_empty(), "nothing gives {unused:?}");
}

#[test]
fn every_notice_has_its_sentence_and_only_paths_writes_its_code() {
    for notice in Notice::ALL {
        assert!(Notice::sentence(notice.code()).is_some_and(|sentence| sentence.ends_with('.')), "{notice:?}");
    }
    let by_hand = sources().into_iter().filter(|(name, text)| name != "paths.rs" && text.contains("?notice="));
    assert_eq!(by_hand.map(|(name, _)| name).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_notice_joins_the_query_and_takes_the_place_of_an_earlier_one() {
    for (path, expected) in [
        ("/partners", "/partners?notice=saved"),
        ("/partners?", "/partners?notice=saved"),
        ("/partners?q=a&notice=deleted&page=2", "/partners?q=a&page=2&notice=saved"),
    ] {
        assert_eq!(paths::with_notice(path, Notice::Saved), expected);
    }
}
