//! Fault injection: each fault of `docs/guarantees.md` (F1 to F42) has a test named after its code, here or beside
//! the guarantee that it threatens. What holds after all of them is in `src/tests/invariants.rs`.

mod clock;
mod database;
mod forms;
mod mail_server;
mod mta;
mod outbox;
mod revoked;
mod sockets;

use super::guarantees::{document, named};

/// Whether a fault is brought about by a test, or why not here.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Is {
    Tested,
    NotTestable(&'static str),
}

use Is::{NotTestable, Tested};

/// The titles of the faults, each under its number.
const FAULTS: [(&str, Is); 42] = [
    ("The mail server refuses connections or has no address", Tested),
    ("The mail server stalls or sends a byte at a time", Tested),
    ("The mail server asks to come back later", Tested),
    ("The mail server refuses the recipient", Tested),
    ("The mail server refuses us", Tested),
    ("The mail server refuses the message at its end", Tested),
    ("The mail server disconnects before it has the message", Tested),
    ("The mail server disconnects, or is late, after it has the message", Tested),
    ("The mail server closes the connection between two messages", Tested),
    ("The mail server talks nonsense or never stops", Tested),
    ("The connection to the mail server is not secure", Tested),
    ("The mail server accepts an email and it bounces later", Tested),
    ("The mail server takes ten emails a minute of thousands", Tested),
    ("Another process locks SQLite", Tested),
    ("The disk is full", Tested),
    ("The disk fails while data is written", Tested),
    ("The database is read-only, missing, empty or damaged", Tested),
    ("The tables are older, newer or half migrated", Tested),
    ("The process is killed", Tested),
    ("The process is stopped while it sends", Tested),
    ("A request or an email panics", Tested),
    ("The clock jumps, or two instances disagree about it", Tested),
    ("Several instances share one PostgreSQL", Tested),
    ("PostgreSQL goes away and comes back", Tested),
    ("PostgreSQL becomes a read-only standby", Tested),
    ("The connection to PostgreSQL falls silent", Tested),
    ("PostgreSQL aborts one of two transactions", Tested),
    ("A replica lags behind", NotTestable("not supported, because Gangway reads and writes one database")),
    ("A form is sent twice, or by two people at once", Tested),
    ("Access is removed while its email is sent or its link is used", Tested),
    ("A body is huge, endless, compressed or lies about its length", Tested),
    ("A client is slow to ask, to send or to read", Tested),
    ("A client speaks HTTP/2", Tested),
    ("Text is invalid or unusual", Tested),
    ("Bodies and cookies are deeply nested, truncated or of another type", Tested),
    ("Forms are malformed", Tested),
    ("Imported files are bombs", Tested),
    ("Thousands sign in at once", Tested),
    ("A template is broken, huge or endless", Tested),
    ("The log is not read", Tested),
    ("An old backup is restored", Tested),
    ("Scanners open every link and press every button", Tested),
];

#[test]
fn every_fault_has_its_test_or_says_why_not() {
    let (named, document) = (named('f'), document());
    for (number, (title, is)) in (1..).zip(FAULTS) {
        match is {
            Tested => assert!(named.contains(&number), "F{number} ({title}) has no test named f{number:02}_..."),
            NotTestable(why) => {
                assert!(!named.contains(&number), "F{number} ({title}) has a test, and is said to have none: {why}");
            }
        }
        assert!(document.contains(&format!("| F{number} | {title} |")), "docs/guarantees.md lacks F{number} ({title})");
    }
    assert!(named.iter().all(|number| (1..=FAULTS.len()).contains(number)), "{named:?}");
}
