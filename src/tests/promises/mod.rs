//! One test for each promise that Gangway makes about its invitations, named after it (R1 to R48 of
//! the promises). The sizes are those of an everyday run.

mod abuse;
mod access;
mod addresses;
mod assignment;
mod crash;
mod delivery;
mod disconnects;
mod durability;
mod encryption;
mod interruptions;
mod letters;
mod limits;
mod passwords;
mod permissions;
mod reports;
mod requests;
mod templates;
mod tokens;
mod ways_on;
mod wizard;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

/// Whether a promise has its test, or why not yet.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Is {
    Tested,
    Open(&'static str),
}

use Is::{Open, Tested};

/// The promises in short, each under its number.
const PROMISES: [(&str, Is); 48] = [
    ("Activation links cannot be guessed", Tested),
    ("Only the hash of a link is kept, anywhere", Tested),
    ("Of many activations at once one wins", Tested),
    ("Looking at a link consumes nothing", Tested),
    ("A link opens one account for one purpose", Tested),
    ("Links die with every change that ends their promise", Tested),
    ("No link revives an account that was removed", Tested),
    ("Activating never resets a password", Tested),
    ("Broken links find nobody", Tested),
    ("A link works until its last instant, by one clock", Tested),
    ("No state is a dead end", Tested),
    ("\"This is not me\" tells whoever invited", Tested),
    ("Links begin with the configured address only", Tested),
    ("Nobody is led to another site", Tested),
    ("No page gives a link away", Tested),
    ("Nobody learns who has an account", Tested),
    ("Passwords may be long and are judged by how guessable they are", Tested),
    ("A link never swaps a session silently", Tested),
    ("Removed access ends everywhere with the next request", Tested),
    ("A new password ends the other sessions", Tested),
    ("Access given again revives no link and no cookie", Tested),
    ("Every function answers only to those it is for", Tested),
    ("A request sets what its form sets and nothing else", Tested),
    ("Forms of other sites are refused", Tested),
    ("Nothing typed becomes a header or a command of a mail", Tested),
    ("No mail of ours smuggles another", Tested),
    ("Names are text in every mail", Tested),
    ("Templates are data, never code", Tested),
    ("A preview runs nothing", Tested),
    ("Mails are well-formed, and their links whole", Tested),
    ("The way to the mail server is encrypted and verified", Tested),
    ("One rule says which addresses are the same", Tested),
    ("An invitation has one recipient", Tested),
    ("Nobody's mailbox is flooded", Tested),
    ("A wizard is written whole or not at all", Tested),
    ("No invitation is lost when the server is killed", Tested),
    ("A mail sent in doubt is sent again as the same", Tested),
    ("No transaction waits for the network", Tested),
    ("A worker that was overtaken completes nothing", Tested),
    ("Replies of the mail server are taken for what they say", Tested),
    ("Staff see what is true of a mail, and never more", Tested),
    ("Visitors who go away leave nothing half done", Tested),
    ("Writers wait for each other instead of failing", Tested),
    ("What was committed stays", Tested),
    ("Two instances send nothing twice", Tested),
    ("Adding twice is adding once", Tested),
    ("No request takes more than its share", Tested),
    ("Lists come in and go out as files, whole and harmless", Open("there is no import yet")),
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
fn every_promise_has_its_test_or_says_why_not() {
    let named = named('r');
    for (number, (words, is)) in (1..).zip(PROMISES) {
        match is {
            Tested => assert!(named.contains(&number), "R{number} ({words}) has no test named r{number:02}_..."),
            Open(why) => {
                assert!(!named.contains(&number), "R{number} ({words}) has a test, and is said to be open: {why}");
            }
        }
    }
    assert!(named.iter().all(|number| (1..=PROMISES.len()).contains(number)), "{named:?}");
}
