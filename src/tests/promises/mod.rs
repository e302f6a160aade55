//! One test for each promise that Gangway makes about its invitations, named after it (R1 to R48 of
//! the promises). The sizes are those of an everyday run.

mod abuse;
mod access;
mod addresses;
mod assignment;
mod broken_links;
mod crash;
mod delivery;
mod disconnects;
mod doors;
mod durability;
mod encryption;
mod endings;
mod exchange;
mod interruptions;
mod letters;
mod life;
mod limits;
mod lives;
mod passwords;
mod permissions;
mod recipients;
mod reports;
mod requests;
mod templates;
mod tokens;
mod told;
mod truth;
mod ways_on;
mod wizard;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

/// The promises in short, each under its number.
const PROMISES: [&str; 48] = [
    "Activation links cannot be guessed",
    "Only the hash of a link is kept, anywhere",
    "Of many activations at once one wins",
    "Looking at a link consumes nothing",
    "A link opens one account for one purpose",
    "Links die with every change that ends their promise",
    "No link revives an account that was removed",
    "Activating never resets a password",
    "Broken links find nobody",
    "A link works until its last instant, by one clock",
    "No state is a dead end",
    "\"This is not me\" tells whoever invited",
    "Links begin with the configured address only",
    "Nobody is led to another site",
    "No page gives a link away",
    "Nobody learns who has an account",
    "Passwords may be long and are judged by how guessable they are",
    "A link never swaps a session silently",
    "Removed access ends everywhere with the next request",
    "A new password ends the other sessions",
    "Access given again revives no link and no cookie",
    "Every function answers only to those it is for",
    "A request sets what its form sets and nothing else",
    "Forms of other sites are refused",
    "Nothing typed becomes a header or a command of a mail",
    "No mail of ours smuggles another",
    "Names are text in every mail",
    "Templates are data, never code",
    "A preview runs nothing",
    "Mails are well-formed, and their links whole",
    "The way to the mail server is encrypted and verified",
    "One rule says which addresses are the same",
    "An invitation has one recipient",
    "Nobody's mailbox is flooded",
    "A wizard is written whole or not at all",
    "No invitation is lost when the server is killed",
    "A mail sent in doubt is sent again as the same",
    "No transaction waits for the network",
    "A worker that was overtaken completes nothing",
    "Replies of the mail server are taken for what they say",
    "Staff see what is true of a mail, and never more",
    "Visitors who go away leave nothing half done",
    "Writers wait for each other instead of failing",
    "What was committed stays",
    "Two instances send nothing twice",
    "Adding twice is adding once",
    "No request takes more than its share",
    "Lists come in and go out as files, whole and harmless",
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

#[test]
fn every_promise_has_its_test() {
    let named = named('r');
    for (number, words) in (1..).zip(PROMISES) {
        assert!(named.contains(&number), "R{number} ({words}) has no test named r{number:02}_...");
    }
    assert!(named.iter().all(|number| (1..=PROMISES.len()).contains(number)), "{named:?}");
}
