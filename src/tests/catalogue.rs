//! What the build refuses in `locales/`.

#[path = "../../build/catalogue.rs"]
#[expect(dead_code, reason = "the build makes Rust of it")]
mod read;

use read::{Catalogue, Email, Kind};
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

/// What reading these emails leads to, all of them called `dock.md`.
fn read_emails(emails: &[(&str, &str)]) -> Result<Catalogue, String> {
    let folder = tempfile::tempdir().unwrap();
    for (language, text) in emails {
        let emails = folder.path().join(language).join("emails");
        fs::create_dir_all(&emails).unwrap();
        fs::write(emails.join("dock.md"), text).unwrap();
    }
    for language in ["en", "de"] {
        fs::create_dir_all(folder.path().join(language)).unwrap();
        fs::write(folder.path().join(language).join("dock.ftl"), "a = A").unwrap();
    }
    Catalogue::read(folder.path()).map_err(|problems| problems.join("\n"))
}

#[test]
fn a_folder_with_emails_alone_is_no_language_of_the_interface() {
    let email = |text: &'static str| ["en", "de", "fr"].map(|language| (language, text));
    let catalogue = read_emails(&email("subject: Hi\nbutton: In\n\nHello,\n\ncome in.\n")).unwrap();
    assert_eq!(catalogue.languages, ["en", "de"]);
    let languages: Vec<&str> = catalogue.emails.iter().map(|email| email.language.as_str()).collect();
    assert_eq!(languages, ["en", "de", "fr"]);
    let Email { name, head, body, .. } = &catalogue.emails[2];
    let head: Vec<_> = head.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!((name.as_str(), body.as_str()), ("dock", "Hello,\n\ncome in."));
    assert_eq!(head, [("subject", "Hi"), ("button", "In")]);
}

#[test]
fn a_mistake_in_an_email_is_named_with_its_place() {
    const GOOD: &str = "subject: Hi\n\nHello.";
    for (emails, problem) in [
        (&[("en", GOOD), ("de", GOOD)][..], ""),
        (&[("en", GOOD)], "de: emails/dock.md is missing"),
        (&[("de", GOOD)], "de: there is emails/dock.md, which en lacks"),
        (&[("en", GOOD), ("de", "subject: Hi\nHello.")], "de/emails/dock.md: an empty line ends the head"),
        (&[("en", GOOD), ("de", "Hi\n\nHello.")], "de/emails/dock.md: each line of the head is name: text"),
        (&[("en", GOOD), ("de", "subject: Hi\n\n\n")], "de/emails/dock.md: it lacks a text"),
        (&[("en", GOOD), ("de", "subject:  \n\nHello.")], "de/emails/dock.md: it lacks a text"),
        (
            &[("en", GOOD), ("de", "title: Hi\n\nHello.")],
            "de/emails/dock.md: its head has [\"title\"] and not [\"subject\"]",
        ),
    ] {
        let found = read_emails(emails).err().unwrap_or_default();
        assert!(
            found.contains(problem) && found.is_empty() == problem.is_empty(),
            "{emails:?}: {found:?} is not {problem:?}"
        );
    }
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
