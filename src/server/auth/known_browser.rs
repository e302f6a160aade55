//! Browsers that proved something before, so that strangers cannot use up their tries: what OWASP calls a device
//! cookie. It opens nothing.

use crate::domain::ids::PersonId;
use crate::domain::time::{DAY, Timestamp};
use crate::server::platform::random::Random;
use crate::server::platform::token::PlainToken;
use crate::server::signing_key::{SigningKey, signature};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::Mac;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How long a browser stays known that nobody signs in with.
const LIFETIME: i64 = 365 * DAY;
/// How many people one browser can be known for; the one who signed in last longest ago is forgotten.
const MOST_PEOPLE: usize = 4;
const ID: usize = 16;
const HEAD: usize = ID + 8;
const SIGNATURE: usize = 32;

/// A browser with our signature: it opened a link of ours, or people signed in with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownBrowser {
    id: [u8; ID],
    since: Timestamp,
    people: Vec<PersonId>,
}

impl KnownBrowser {
    /// A browser that no one has signed in with.
    pub fn new(random: &Random, now: Timestamp) -> Self {
        Self::with_id(&random.secret(), now)
    }

    /// The browser that opened the link of `token`: the same one each time, because whoever opens a link a thousand
    /// times is one visitor.
    pub fn of_link(token: &PlainToken, now: Timestamp) -> Self {
        Self::with_id(&Sha256::digest([b"browser of ", &*token.hash()].concat()).into(), now)
    }

    fn with_id(secret: &[u8; 32], now: Timestamp) -> Self {
        let mut id = [0; ID];
        id.copy_from_slice(&secret[..ID]);
        Self { id, since: now, people: Vec::new() }
    }

    /// What distinguishes it.
    pub fn id(&self) -> &[u8] {
        &self.id
    }

    /// Whether `person` has signed in with it.
    pub fn knows(&self, person: PersonId) -> bool {
        self.people.contains(&person)
    }

    /// Who signed in with it last.
    pub fn last_person(&self) -> Option<PersonId> {
        self.people.first().copied()
    }

    /// The same browser once `person` has signed in with it.
    pub fn signed_in(mut self, person: PersonId, now: Timestamp) -> Self {
        self.people.retain(|known| *known != person);
        self.people.insert(0, person);
        self.people.truncate(MOST_PEOPLE);
        Self { since: now, ..self }
    }

    /// The value of its cookie.
    pub fn sign(&self, key: &SigningKey) -> String {
        let people = self.people.iter().flat_map(|person| *person.0.as_bytes());
        let mut bytes: Vec<u8> = self.id.into_iter().chain(self.since.0.to_be_bytes()).chain(people).collect();
        let signature = signature(key, &bytes).finalize().into_bytes();
        bytes.extend(signature);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a cookie; none if we did not write it, or too long ago.
    pub fn read(key: &SigningKey, cookie: &str, now: Timestamp) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(cookie).ok()?;
        let (said, signed) = bytes.split_at_checked(bytes.len().checked_sub(SIGNATURE)?)?;
        signature(key, said).verify_slice(signed).ok()?;
        let (head, people) = said.split_at_checked(HEAD)?;
        let since = Timestamp(i64::from_be_bytes(*head.last_chunk()?));
        let people = people.chunks_exact(16).filter_map(|id| Uuid::from_slice(id).ok().map(PersonId)).collect();
        (now < since.plus(LIFETIME)).then_some(Self { id: *head.first_chunk()?, since, people })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: SigningKey = [7; 32];
    const NOW: Timestamp = Timestamp(1_000 * DAY);

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    #[test]
    fn a_browser_is_known_by_the_cookie_we_gave_it() {
        let browser = KnownBrowser::new(&Random::seeded(1), NOW).signed_in(person(1), NOW).signed_in(person(2), NOW);
        let read = KnownBrowser::read(&KEY, &browser.sign(&KEY), NOW).unwrap();
        assert_eq!(read, browser);
        assert!(read.knows(person(1)) && read.knows(person(2)) && !read.knows(person(3)));
    }

    #[test]
    fn it_forgets_whoever_did_not_sign_in_for_longest() {
        let browser = (1..=5).fold(KnownBrowser::new(&Random::seeded(1), NOW), |it, n| it.signed_in(person(n), NOW));
        assert!(!browser.knows(person(1)));
        assert!((2..=5).all(|n| browser.knows(person(n))));
    }

    #[test]
    fn a_cookie_that_we_did_not_write_is_none() {
        let cookie = KnownBrowser::new(&Random::seeded(1), NOW).signed_in(person(1), NOW).sign(&KEY);
        let read = |cookie: &str| KnownBrowser::read(&KEY, cookie, NOW);
        assert!(read(&cookie).is_some());
        for n in 0..cookie.len() {
            let other = if cookie.as_bytes()[n] == b'A' { "B" } else { "A" };
            let changed = [&cookie[..n], other, &cookie[n + 1..]].concat();
            assert!(read(&changed).is_none() || changed == cookie, "{changed}");
            assert!(read(&cookie[..n]).is_none(), "cut at {n}");
        }
        assert!(read("").is_none() && read("é").is_none() && read(&cookie.repeat(2)).is_none());
        assert!(KnownBrowser::read(&[8; 32], &cookie, NOW).is_none(), "another installation's");
        assert!(KnownBrowser::read(&KEY, &cookie, NOW.plus(LIFETIME)).is_none(), "a year old");
    }
}
