//! Passwords: judged before they are taken, kept only as argon2id hashes.

use super::error::{Error, Result};
use crate::domain::password::{Password, Strength};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use unicode_normalization::UnicodeNormalization;

/// One hash takes 19 MiB (OWASP's first choice for argon2id); as many at a time in each pool as it has places.
const PLACES: usize = 2;
/// How long a visitor waits for a place before they are turned away.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(2);
/// How many characters of a password are judged: what the rest adds only makes it stronger. zxcvbn looks at each pair
/// of them in each of up to 800 spellings.
const JUDGED: usize = 40;
/// How many characters of the words are judged that make a password guessable.
const CONTEXT: usize = 500;
/// People who guess know the name of the product.
const PRODUCT: &str = "Gangway";

/// Who waits for a password to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// Has a session or an open link.
    Known,
    /// Says who they are.
    Stranger,
}

/// No password is longer once it is composed: a character may become as many as 18.
const LONGEST: usize = 18 * Password::MAX;

/// The composed form of a password (NFKC): one keyboard sends an accented letter as one character, another as a letter
/// and its mark, a third sends letters of full width and spaces that do not break (NIST SP 800-63B-4 3.1.1.2).
fn composed(password: &str) -> String {
    password.nfkc().take(LONGEST).collect()
}

/// The bounded pools that hash, compare and judge. However many strangers come, they wait for each other only.
#[derive(Clone)]
pub struct Passwords {
    known: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    meter: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let pool = |places| Arc::new(Semaphore::new(places));
        Self { known: pool(PLACES), strangers: pool(PLACES), meter: pool(1) }
    }
}

impl Passwords {
    /// The hash to store, as a PHC string.
    pub async fn hash(&self, password: Password) -> Result<String> {
        let composed = composed(password.expose());
        work(&self.known, move || {
            Argon2::default()
                .hash_password(composed.as_bytes())
                .map(|hash| hash.to_string())
                .map_err(|error| Error::internal(format!("argon2: {error}")))
        })
        .await?
    }

    /// A place to compare a password in.
    pub async fn place(&self, visitor: Visitor) -> Result<Place> {
        let pool = match visitor {
            Visitor::Known => &self.known,
            Visitor::Stranger => &self.strangers,
        };
        Ok(Place { gives_way: visitor == Visitor::Stranger, ..place(pool).await? })
    }

    /// How long `password` would withstand guessing by a person who knows the `context` words, as one types it.
    pub async fn rate(&self, password: String, context: String) -> Result<Strength> {
        work(&self.meter, move || rate(&composed(&password), &[context])).await
    }

    /// Refuses a password that is among the first a thief would try.
    pub async fn refuse_weak(&self, password: &Password, context: &[&str]) -> Result<()> {
        let context: Vec<String> = context.iter().copied().map(str::to_owned).collect();
        let password = password.clone();
        match work(&self.known, move || rate(&composed(password.expose()), &context)).await? {
            Strength::TooWeak => Err(Error::field("password", t!(server::platform::weak_password))),
            Strength::Fair | Strength::Strong => Ok(()),
        }
    }
}

/// A place in a pool, taken until it is dropped.
pub struct Place {
    _permit: OwnedSemaphorePermit,
    /// Whether everything else has the processor first.
    gives_way: bool,
}

impl Place {
    /// Whether `typed` is the password behind `hash`. Without a hash the same work is done and the answer is no, so
    /// that the time taken does not reveal which addresses exist.
    pub async fn is_right(self, typed: &str, hash: Option<String>) -> Result<bool> {
        let mut forms = vec![composed(typed)];
        // How passwords were composed before.
        let narrow: String = typed.nfc().take(LONGEST).collect();
        if narrow != forms[0] {
            forms.push(narrow);
        }
        self.work(move || match hash {
            Some(hash) => PasswordHash::new(&hash).is_ok_and(|hash| {
                forms.iter().any(|form| Argon2::default().verify_password(form.as_bytes(), &hash).is_ok())
            }),
            None => {
                for form in forms {
                    Argon2::default().hash_password(form.as_bytes()).ok();
                }
                false
            }
        })
        .await
    }

    /// The place moves into the thread: when the visitor disconnects, the work continues, and the place must stay
    /// taken until it ends. A thread of its own, because the allocator keeps 19 MiB for each thread that ever hashed,
    /// and tokio's pool has hundreds.
    async fn work<T: Send + 'static>(self, task: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let (done, result) = oneshot::channel();
        let work = move || {
            if self.gives_way {
                give_way();
            }
            let _place = self;
            done.send(task()).ok();
        };
        std::thread::Builder::new().name("password".to_owned()).spawn(work).map_err(|_| Error::Busy)?;
        result.await.map_err(|error| Error::Internal(Box::new(error)))
    }
}

async fn place(pool: &Arc<Semaphore>) -> Result<Place> {
    let permit = tokio::time::timeout(QUEUE_TIMEOUT, pool.clone().acquire_owned()).await.map_err(|_| Error::Busy)?;
    permit.map(|permit| Place { _permit: permit, gives_way: false }).map_err(|_| Error::Busy)
}

/// From here on this thread works when others do not. Elsewhere than on Linux that would be the whole process.
fn give_way() {
    #[cfg(target_os = "linux")]
    rustix::process::nice(10).ok();
}

async fn work<T: Send + 'static>(pool: &Arc<Semaphore>, task: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    place(pool).await?.work(task).await
}

/// How long `password` would withstand guessing by a person who knows the `context` words.
fn rate(password: &str, context: &[String]) -> Strength {
    let password: String = password.nfc().collect();
    if Password::parse(&password).is_err() {
        return Strength::TooWeak;
    }
    let context: Vec<String> = context.iter().map(|text| text.chars().take(CONTEXT).collect()).collect();
    let context = || context.iter().map(String::as_str).chain([PRODUCT]);
    // "Ana Ruiz" is as easy to guess in one word as in two, and an address as a whole.
    let whole = context().map(|text| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let parts = context().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).map(str::to_owned);
    let words: Vec<String> = whole
        .chain(parts)
        .chain(context().map(str::to_owned))
        .filter(|word| word.chars().count() > 2)
        .take(40)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let without = words.iter().fold(password.to_lowercase(), |rest, word| rest.replace(&word.to_lowercase(), ""));
    // "ruiz.ana": only commonly known words, and what is between them.
    if without.len() < password.len() && without.chars().filter(|c| c.is_alphanumeric()).count() < 3 {
        return Strength::TooWeak;
    }
    let judged: String = password.chars().take(JUDGED).collect();
    match u8::from(zxcvbn::zxcvbn(&judged, &words).score()) {
        0 | 1 => Strength::TooWeak,
        2 | 3 => Strength::Fair,
        _ => Strength::Strong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_and_personal_passwords_are_too_weak() {
        for weak in ["password1", "qwertyuiop", "12345678", "AnaRuiz1", "short"] {
            assert_eq!(rate(weak, &["Ana Ruiz", "ana@alder.example"].map(str::to_owned)), Strength::TooWeak, "{weak}");
        }
        assert_eq!(rate("correct horse battery staple", &[]), Strength::Strong);
    }

    /// Every letter that has another spelling, so that zxcvbn would try 800 of them.
    #[test]
    fn a_hostile_password_costs_no_more_than_another() {
        let spellings = "4@8({[<3691!|70$5+%2".repeat(10);
        let time = |password: &str| {
            let began = std::time::Instant::now();
            rate(password, &[]);
            began.elapsed()
        };
        let hostile: String = spellings.chars().take(Password::MAX).collect();
        let short: String = hostile.chars().take(JUDGED).collect();
        assert!(time(&hostile) < 5 * time(&short), "what follows is not looked at");
        assert_eq!(rate(&"correct horse battery staple ".repeat(6), &[]), Strength::Strong);
    }

    #[tokio::test]
    async fn long_passwords_differ_to_their_last_character() {
        let pool = Passwords::default();
        let (a, b) = (format!("{}a", "x".repeat(72)), format!("{}b", "x".repeat(72)));
        let hash = pool.hash(Password::parse(&a).unwrap()).await.unwrap();
        for visitor in [Visitor::Known, Visitor::Stranger] {
            assert!(pool.place(visitor).await.unwrap().is_right(&a, Some(hash.clone())).await.unwrap());
            assert!(!pool.place(visitor).await.unwrap().is_right(&b, Some(hash.clone())).await.unwrap());
            assert!(!pool.place(visitor).await.unwrap().is_right(&a, None).await.unwrap());
        }
    }

    #[tokio::test]
    async fn passwords_that_were_hashed_by_an_earlier_rule_go_on_working() {
        let wide = "\u{ff50}\u{ff41}\u{ff53}\u{ff53}\u{a0}\u{ff50}\u{ff48}\u{ff52}\u{ff41}\u{ff53}\u{ff45}";
        let earlier = Argon2::default().hash_password(wide.as_bytes()).unwrap().to_string();
        let passwords = Passwords::default();
        for (typed, is_right) in [(wide, true), ("pass phrase", false), ("", false)] {
            let place = passwords.place(Visitor::Stranger).await.unwrap();
            assert_eq!(place.is_right(typed, Some(earlier.clone())).await.unwrap(), is_right, "C36 {typed:?}");
        }
    }
}
