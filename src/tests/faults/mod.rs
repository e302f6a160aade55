//! What goes wrong in the world (F1 to F42 of the fault matrix), and that Gangway stands it: each fault has
//! a test named after it, here or beside the promise it is about. What holds after all of them is in
//! `src/tests/oracle.rs`.

mod clock;
mod database;
mod forms;
mod mail;
mod mta;
mod outbox;
mod revoked;
mod sockets;

use super::promises::named;

/// Whether a fault is brought about by a test, or why not here.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Is {
    Tested,
    Explained(&'static str),
}

use Is::{Explained, Tested};

/// The faults in short, each under its number.
const FAULTS: [(&str, Is); 42] = [
    ("The mail server refuses connections, or has no address", Tested),
    ("The mail server falls silent, or sends a byte at a time", Tested),
    ("The mail server says later: 421, 451, 452, greylisting", Tested),
    ("The mail server refuses the recipient", Tested),
    ("The mail server refuses us", Tested),
    ("The mail server refuses the message at its end", Tested),
    ("The mail server hangs up before it has the message", Tested),
    ("The mail server hangs up, or is late, after it has the message", Tested),
    ("The mail server ends the connection between two messages", Tested),
    ("The mail server talks nonsense, or never stops", Tested),
    ("The way to the mail server is not safe", Tested),
    (
        "The mail server accepts and sends a bounce later",
        Explained(
            "\"accepted\" is what is promised and shown; bounces go to the sender's mailbox, which nobody reads here",
        ),
    ),
    ("The mail server takes ten a minute of thousands", Tested),
    ("Another process locks SQLite", Tested),
    ("The disk is full", Tested),
    ("The disk fails while it keeps what was written", Tested),
    ("The database is read-only, lost, empty or damaged", Tested),
    ("The tables are older, newer or half-made", Tested),
    ("The process is killed", Tested),
    ("The process is told to stop while it sends", Tested),
    ("A request or a mail panics", Tested),
    ("The clock jumps, or two instances disagree about it", Tested),
    ("Several instances share one PostgreSQL", Tested),
    ("PostgreSQL goes away and comes back", Tested),
    ("PostgreSQL becomes a standby that takes no writes", Tested),
    ("The line to PostgreSQL falls silent", Tested),
    ("PostgreSQL gives one of two transactions up", Tested),
    ("A replica lags behind", Explained("not supported: Gangway reads and writes one database")),
    ("A form is sent twice, or by two people at once", Tested),
    ("Access is removed while its mail leaves, or its link is used", Tested),
    ("A body is huge, endless, packed or lies about its length", Tested),
    ("A visitor is slow to ask, to send or to read", Tested),
    ("A visitor speaks HTTP/2", Tested),
    ("Texts are no text, or strange", Tested),
    ("Bodies and cookies are deep, cut off or of another kind", Tested),
    ("Forms are misshapen", Tested),
    ("Lists are bombs", Tested),
    ("Thousands sign in at once", Tested),
    ("A template is broken, huge or endless", Tested),
    ("Nobody reads the log", Tested),
    ("An old backup is restored", Tested),
    ("Scanners open every link, and press every button", Tested),
];

#[test]
fn every_fault_has_its_test_or_says_why_not() {
    let named = named('f');
    for (number, (words, is)) in (1..).zip(FAULTS) {
        match is {
            Tested => assert!(named.contains(&number), "F{number} ({words}) has no test named f{number:02}_..."),
            Explained(why) => {
                assert!(!named.contains(&number), "F{number} ({words}) has a test, and is said to have none: {why}");
            }
        }
    }
    assert!(named.iter().all(|number| (1..=FAULTS.len()).contains(number)), "{named:?}");
}
