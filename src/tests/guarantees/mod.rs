//! One test for each guarantee of `docs/guarantees.md`, named after its code (R1 to R48). The sizes are those of
//! an everyday run.

mod access;
mod addresses;
mod broken_links;
mod crash;
mod delivery;
mod disconnects;
mod durability;
mod encryption;
mod expected_copy;
mod expiry;
mod function_permissions;
mod import_export;
mod interruptions;
mod lifecycle_model;
mod lifecycle_random;
mod limits;
mod mail_status_pages;
mod mass_assignment;
mod mime_wellformedness;
mod page_permissions;
mod passwords;
mod rate_limits;
mod recipients;
mod recovery_paths;
mod reports;
mod requests;
mod scenario;
mod snapshot;
mod templates;
mod tokens;
mod valid_calls;
mod wizard;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

/// The titles of the guarantees, each under its number.
const PROMISES: [&str; 48] = [
    "Activation links cannot be guessed",
    "Only a hash of each link is stored",
    "Of many simultaneous activations, exactly one succeeds",
    "Opening a link never uses it up",
    "A link opens one account for one purpose",
    "Links stop working when what they were made for changes",
    "No link restores removed access",
    "Activation never resets an existing password",
    "Invalid links match no account",
    "A link works until its expiry, judged by one clock",
    "No state of an invitation is a dead end",
    "\"This isn't me\" notifies the sender of the invitation",
    "Links start with the configured address only",
    "No redirect leads to another site",
    "No page leaks a link",
    "Accounts cannot be enumerated",
    "Passwords may be long and are judged by how easily they are guessed",
    "A link never replaces a session silently",
    "Removed access ends every session with the next request",
    "A new password ends the other sessions",
    "Access given again revives no earlier link or session",
    "Every function and page answers only those it is for",
    "A request sets the fields of its form and nothing else",
    "Requests from other sites are refused",
    "Nothing a user types becomes a header or command of an email",
    "No email smuggles another one",
    "Names are text in every email",
    "Templates are data, never code",
    "A preview runs nothing",
    "Emails are well-formed and their links arrive intact",
    "The connection to the mail server is encrypted and verified",
    "One rule decides whether two email addresses are the same",
    "An invitation has exactly one recipient",
    "Emails and password attempts are limited",
    "The wizard saves everything or nothing",
    "No invitation is lost when the server is killed",
    "An email whose delivery is in doubt is sent again as the same message",
    "No transaction waits for the network",
    "A worker that was overtaken completes nothing",
    "Replies of the mail server are classified correctly",
    "Staff see the true status of an email, and never more",
    "Clients that disconnect leave nothing half done",
    "Writers wait for each other instead of failing",
    "Committed data stays",
    "Several instances send nothing twice",
    "Adding twice adds once",
    "No request takes more than its share",
    "Lists are imported and exported intact and harmless",
];

/// The numbers after `kind` with which the name of a test function begins: `r36_f19_nothing` has the promise
/// 36 and the fault 19.
fn numbers(name: &str, kind: char) -> impl Iterator<Item = usize> {
    let marks = name.split('_').map_while(|word| {
        let digits = word.strip_prefix(['r', 'f']).filter(|digits| digits.len() == 2)?;
        Some((word.chars().next()?, digits.parse().ok()?))
    });
    marks.filter(move |(mark, _)| *mark == kind).map(|(_, number)| number)
}

/// The promises (`r`) or faults (`f`) that functions under `src/tests` are named after.
pub fn named(kind: char) -> BTreeSet<usize> {
    let mut named = BTreeSet::new();
    let mut folders = vec![Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("src/tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            let functions = source.lines().filter_map(|line| {
                let line = line.trim_start();
                line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn "))
            });
            named.extend(functions.flat_map(|name| numbers(name, kind)));
        }
    }
    named
}

/// The document that lists guarantees and faults, a row each.
pub fn document() -> String {
    let folder = env::var("CARGO_MANIFEST_DIR").unwrap();
    fs::read_to_string(Path::new(&folder).join("docs/guarantees.md")).unwrap()
}

#[test]
fn every_promise_has_its_test_and_its_row() {
    let (named, document) = (named('r'), document());
    for (number, title) in (1..).zip(PROMISES) {
        assert!(named.contains(&number), "R{number} ({title}) has no test named r{number:02}_...");
        assert!(document.contains(&format!("| R{number} | {title} |")), "docs/guarantees.md lacks R{number} ({title})");
    }
    assert!(named.iter().all(|number| (1..=PROMISES.len()).contains(number)), "{named:?}");
}
