//! Who may import whom. The rules are the README's; this reads `src/` and holds it to them.

use std::path::Path;
use std::{env, fs};

/// One source file without its comments: path below `src/`, and lines with their numbers.
struct Source {
    path: String,
    lines: Vec<(usize, String)>,
}

impl Source {
    fn is_in(&self, place: &str) -> bool {
        self.path == place || self.path.strip_prefix(place).is_some_and(|rest| place.ends_with('/') && !rest.is_empty())
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let is_code = |line: &&str| !line.trim_start().starts_with("//");
            let lines = text.lines().enumerate().filter(|(_, line)| is_code(line));
            sources.push(Source {
                path: path.strip_prefix(&root).unwrap().to_string_lossy().into_owned(),
                lines: lines.map(|(at, line)| (at + 1, line.to_owned())).collect(),
            });
        }
    }
    assert!(sources.len() > 80, "the sources are found");
    sources
}

/// Fails with every line of `places` for which `is_wrong`.
fn forbid(rule: &str, places: impl Fn(&Source) -> bool, is_wrong: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_in("tests/") && places(source)) {
        wrong.extend(
            source
                .lines
                .iter()
                .filter(|(_, line)| is_wrong(line))
                .map(|(at, line)| format!("src/{}:{at}: {}", source.path, line.trim())),
        );
    }
    assert!(wrong.is_empty(), "{rule}:\n{}", wrong.join("\n"));
}

/// Whether `name` occurs as the first word of a path: `sqlx::query`, `use sqlx;`.
fn uses_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let is_word_start = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        is_word_start && line[at + name.len()..].starts_with("::")
    })
}

#[test]
fn the_domain_knows_nothing_but_itself() {
    let pure = |source: &Source| source.is_in("domain/") || source.is_in("paths.rs");
    forbid("domain/ and paths.rs use std, serde, uuid and each other only", pure, |line| {
        let line = line.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        let imports = line.strip_prefix("use ").is_some_and(|what| {
            let root = what.split([':', ';', '{', ' ']).next().unwrap_or_default();
            !["std", "serde", "uuid", "super", "crate", "hide"].contains(&root)
                || (root == "crate" && !what.starts_with("crate::domain") && !what.starts_with("crate::paths"))
        });
        imports || line.contains("cfg(feature") || line.contains("SystemTime") || line.contains("Instant::")
    });
}

#[test]
fn databases_mail_and_secrets_stay_behind_the_server() {
    for name in ["sqlx", "lettre", "getrandom", "rand", "sha2", "argon2"] {
        let outside = |source: &Source| !source.is_in("server/");
        forbid(&format!("{name} is used under server/ only"), outside, |line| uses_crate(line, name));
    }
}

#[test]
fn the_server_knows_no_pages() {
    let inner = |source: &Source| source.is_in("server/") || source.is_in("domain/");
    forbid("leptos is unknown to server/ and domain/", inner, |line| line.contains("leptos"));
    forbid(
        "server/ knows no outer ring",
        |source| source.is_in("server/"),
        |line| {
            ["crate::http", "crate::features", "crate::ui", "crate::app", "crate::error"]
                .iter()
                .any(|ring| line.contains(ring))
        },
    );
}

#[test]
fn features_reach_the_server_through_their_functions_only() {
    let pages = |source: &Source| source.is_in("features/") && !source.path.ends_with("/api.rs");
    forbid("only features/*/api.rs uses crate::server and crate::http", pages, |line| {
        line.contains("crate::server") || line.contains("crate::http")
    });
    let pieces = |source: &Source| source.is_in("ui/");
    forbid("ui/ knows no feature and no server", pieces, |line| {
        ["crate::features", "crate::server", "crate::http", "crate::app"].iter().any(|ring| line.contains(ring))
    });
}

#[test]
fn features_use_only_those_above_them() {
    let order: Vec<String> = sources()
        .iter()
        .filter(|source| source.is_in("features/mod.rs"))
        .flat_map(|source| source.lines.clone())
        .filter_map(|(_, line)| Some(line.strip_prefix("pub mod ")?.trim_end_matches(';').to_owned()))
        .collect();
    const ORDER: [&str; 12] = [
        "account",
        "audit",
        "help",
        "invitations",
        "mail",
        "manage",
        "onboarding",
        "organisation",
        "partners",
        "portal",
        "staff",
        "templates",
    ];
    assert_eq!(order, ORDER);
    for (place, feature) in order.iter().enumerate() {
        let below = &order[place + 1..];
        let mine = |source: &Source| source.is_in(&format!("features/{feature}/"));
        forbid(&format!("{feature} uses only the features above it"), mine, |line| {
            below.iter().any(|other| {
                line.contains(&format!("features::{other}")) || line.contains(&format!("super::super::{other}"))
            })
        });
    }
}

#[test]
fn the_two_builds_part_ways_in_a_handful_of_places() {
    const PLACES: [&str; 5] = ["lib.rs", "main.rs", "ui/mod.rs", "ui/status.rs", "features/invitations/api.rs"];
    let elsewhere = |source: &Source| !PLACES.contains(&source.path.as_str());
    let is_gate = |line: &str| line.contains("cfg") && line.contains("feature = \"");
    forbid("cfg(feature) in the places listed here only", elsewhere, is_gate);
}

#[test]
fn pages_keep_to_what_is_safe() {
    let views = |source: &Source| !source.is_in("server/") && !source.is_in("http/");
    forbid(
        "a raw textarea is not escaped (leptos #4819); ui/text_area.rs does it",
        |source| views(source) && !source.is_in("ui/text_area.rs"),
        |line| line.contains("<textarea"),
    );
    forbid("what is local to a thread panics where the server drops it in another", views, |line| {
        line.contains("new_local") || line.contains("LocalStorage")
    });
    forbid("inline styles break the security policy", views, |line| line.contains(" style="));
    forbid(
        "titles are escaped by PageTitle",
        |source| views(source) && !source.is_in("ui/page.rs"),
        |line| line.contains("<Title text"),
    );
}

/// `SignalSetter::map` and the closures of `with` run under the lock of all signals. Whatever makes or
/// sets a signal in there takes it again, and with a writer waiting between the two the server stands
/// still.
#[test]
fn nothing_is_built_under_the_lock_of_all_signals() {
    let views = |source: &Source| source.is_in("ui/") || source.is_in("features/") || source.is_in("app.rs");
    forbid("a view is drawn from a copy", views, |line| line.contains("SignalSetter::map"));
    for source in sources().iter().filter(|source| views(source)) {
        let code: String = source.lines.iter().flat_map(|(_, line)| [line.as_str(), "\n"]).collect();
        for open in [".with(", ".with_untracked(", ".with_value("] {
            for (at, _) in code.match_indices(open) {
                let inside = until_closed(&code[at + open.len()..]);
                let builds = ["view!", "Signal", "Memo", "Callback", "StoredValue", "Effect", "Resource", ".set("];
                let wrong = builds.iter().find(|word| inside.contains(**word));
                assert_eq!(wrong, None, "src/{}: draw from a copy, outside `{open}`: {inside}", source.path);
            }
        }
    }
}

/// `code` up to the bracket that was open before it.
fn until_closed(code: &str) -> &str {
    let mut depth = 1;
    let end = code.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &code[..end.unwrap_or(code.len())]
}

#[test]
fn proofs_of_who_asks_come_from_sessions() {
    let elsewhere = |source: &Source| !source.is_in("server/access.rs") && !source.is_in("server/seed.rs");
    forbid("only the demonstration acts without a session", elsewhere, |line| {
        ["without_session", " Staff {", "(Staff {"].iter().any(|proof| line.contains(proof))
    });
    let elsewhere = |source: &Source| !source.is_in("server/access.rs") && !source.is_in("server/bulk_work.rs");
    forbid("only what was confirmed for many outlives its request", elsewhere, |line| line.contains("who_confirmed"));
}

#[test]
fn transactions_begin_in_one_place() {
    // R43: `begin immediate` on SQLite, and no begin that a dropped request could cut off.
    forbid(
        "a transaction begins with Db::begin",
        |source| !source.is_in("server/db.rs"),
        |line| line.contains(".begin()") && !line.contains("db.begin()"),
    );
}

#[test]
fn r01_tokens_are_no_uuids() {
    forbid(
        "R1: a token is no UUID",
        |source| source.is_in("server/token.rs"),
        |line| line.to_lowercase().contains("uuid"),
    );
}
