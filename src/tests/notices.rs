//! Notices: each is given by something, and each address that carries one is put together in one place.

use crate::domain::notice::Notice;
use crate::paths;
use crate::tests::sources::{self, Source};

/// Every source of the program itself but the notices' own.
fn givers() -> impl Iterator<Item = Source> {
    sources::read(&sources::root().join("src")).into_iter().filter(|source| source.path != "domain/notice.rs")
}

#[test]
fn every_notice_is_given_by_something() {
    let code: String = givers().map(|source| source.text).collect();
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
    let by_hand = givers().filter(|source| source.path != "paths.rs" && source.text.contains("?notice="));
    assert_eq!(by_hand.map(|source| source.path).collect::<Vec<_>>(), Vec::<String>::new());
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
