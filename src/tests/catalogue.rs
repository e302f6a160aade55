//! What the build refuses in `locales/`.

#[path = "../../build/catalogue.rs"]
#[expect(dead_code, reason = "the build makes Rust of it")]
mod read;

use read::{Catalogue, Kind};
use std::fs;

/// What reading these messages leads to, in English and in German.
fn read(english: &str, german: &str) -> Result<Catalogue, String> {
    let folder = tempfile::tempdir().unwrap();
    for (language, messages) in [("en", english), ("de", german)] {
        fs::create_dir(folder.path().join(language)).unwrap();
        fs::write(folder.path().join(language).join("dock.ftl"), messages).unwrap();
    }
    Catalogue::read(folder.path()).map_err(|problems| problems.join("\n"))
}

#[test]
fn a_mistake_is_named_with_its_place() {
    for (english, german, problem) in [
        ("a = A\nb = B", "a = A", "de: dock.ftl lacks the message b"),
        ("a = A", "a = A\nb = B", "de: dock.ftl has the message b, which en lacks"),
        ("a = A { $one }", "a = A", "de: dock.ftl: a uses [] and not [\"one\"]"),
        ("a = A { $one }", "a = A { $on }", "de: dock.ftl: a uses [\"on\"] and not [\"one\"]"),
        ("a = A\na = B", "a = A", "en/dock.ftl: a is there twice"),
        ("a = A { $one ", "a = A { $one }", "en/dock.ftl"),
        ("a =", "a = A", "en/dock.ftl"),
        ("a = A { other }", "a = A", "en/dock.ftl: a: only { $value }"),
        ("a = A { DATETIME($one) }", "a = A", "en/dock.ftl: a: only { $value }"),
        ("-term = A\na = A", "a = A", "en/dock.ftl: only messages and comments are understood"),
        ("a = A \u{E001}", "a = A", "en/dock.ftl: a: it uses a character that is reserved"),
    ] {
        let found = read(english, german).err().unwrap_or_default();
        assert!(found.contains(problem), "{english:?}, {german:?}: {found:?} is not {problem:?}");
    }
}

#[test]
fn a_value_is_a_number_where_any_language_counts_it() {
    let german = "a = { $n ->\n    [one] 1\n   *[other] { $n }\n} { $all } { $where }";
    let catalogue = read("a = { $n } of { $all } in { $where }", german).unwrap();
    let kinds: Vec<_> = catalogue.messages[0].values.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    assert_eq!(kinds, [("all", Kind::Text), ("n", Kind::Number), ("where", Kind::Text)]);
    let catalogue = read("a = { NUMBER($n) }", "a = { $n }").unwrap();
    assert_eq!(catalogue.messages[0].values["n"], Kind::Number);
    let catalogue = read("a = { $who ->\n    [owner] O\n   *[admin] X\n}", "a = { $who }").unwrap();
    assert_eq!(catalogue.messages[0].values["who"], Kind::Text);
}
