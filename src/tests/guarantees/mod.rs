//! One test for each guarantee of `docs/guarantees.md`, named after its code (R1 to R51). The sizes are those of
//! an everyday run.

mod access;
mod addresses;
mod attacks;
mod broken_links;
mod crash;
mod delivery;
mod disconnects;
mod durability;
mod email_status_pages;
mod encryption;
mod expected_copy;
mod expiry;
mod follow_up_crash;
mod function_permissions;
mod guessing;
mod import_export;
mod interruptions;
mod lifecycle_model;
mod lifecycle_random;
mod limits;
mod mail_abuse;
mod mass_assignment;
mod mime_wellformedness;
mod old_templates;
mod page_permissions;
mod partner_attacks;
mod passwords;
mod personal_data;
mod query_plans;
mod rate_limits;
mod recipients;
mod recovery_paths;
mod releases;
mod reminder_lives;
mod reports;
mod requests;
mod scenario;
mod snapshot;
mod templates;
mod tokens;
mod valid_calls;
mod wizard;

use crate::tests::sources;
use std::collections::BTreeSet;
use std::fs;

/// The titles of the guarantees, each under its number.
const PROMISES: [&str; 51] = [
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
    "A report changes nothing without our signature",
    "A reminder comes once, and never after an end",
    "Follow-up survives kills",
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
    let sources = sources::read(&sources::root().join("src/tests"));
    let lines = sources.iter().flat_map(|source| source.text.lines().map(str::trim_start));
    let functions = lines.filter_map(|line| line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn ")));
    functions.flat_map(|name| numbers(name, kind)).collect()
}

/// The document that lists guarantees and faults, a row each.
pub fn document() -> String {
    fs::read_to_string(sources::root().join("docs/guarantees.md")).unwrap()
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
