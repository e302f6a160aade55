//! Passwords: judged before they are taken, kept only as argon2id hashes.

use super::error::{Error, Result};
use crate::domain::password::{Password, Strength};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, oneshot};
use unicode_normalization::UnicodeNormalization;

/// One hash takes 19 MiB (OWASP's first choice for argon2id); as many at a time as there are places.
const PLACES: usize = 2;
/// How long a sign-in waits for a place before it is turned away.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(2);
/// People who guess know the name of the product.
const PRODUCT: &str = "Gangway";

/// The bounded pool that hashes and compares.
#[derive(Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)) }
    }
}

impl Passwords {
    /// The hash to store, as a PHC string. It is made of the composed form (NFC): one keyboard sends
    /// an accented letter as one character, another as a letter and its mark (NIST SP 800-63B-4 3.1.1.2).
    pub async fn hash(&self, password: Password) -> Result<String> {
        let composed: String = password.expose().nfc().collect();
        self.work(move || {
            Argon2::default()
                .hash_password(composed.as_bytes())
                .map(|hash| hash.to_string())
                .map_err(|error| Error::internal(format!("argon2: {error}")))
        })
        .await?
    }

    /// Whether `typed` is the password behind `hash`. Without a hash the same work is done and the answer is no, so
    /// that the time taken does not reveal which addresses exist.
    pub async fn is_right(&self, typed: &str, hash: Option<String>) -> Result<bool> {
        let typed: String = typed.nfc().take(Password::MAX + 1).collect();
        self.work(move || match hash {
            Some(hash) => PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok()),
            None => {
                Argon2::default().hash_password(typed.as_bytes()).ok();
                false
            }
        })
        .await
    }

    /// The permit moves into the thread: when the visitor disconnects, the work continues, and its place must stay
    /// taken until it ends. A thread of its own, because the allocator keeps 19 MiB for each thread that ever hashed,
    /// and tokio's pool has hundreds.
    async fn work<T: Send + 'static>(&self, task: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let permit = tokio::time::timeout(QUEUE_TIMEOUT, self.places.clone().acquire_owned())
            .await
            .map_err(|_| Error::Busy)?
            .map_err(|_| Error::Busy)?;
        let (done, result) = oneshot::channel();
        let work = move || {
            let _permit = permit;
            done.send(task()).ok();
        };
        std::thread::Builder::new().name("password".to_owned()).spawn(work).map_err(|_| Error::Busy)?;
        result.await.map_err(|error| Error::Internal(Box::new(error)))
    }
}

/// How long `password` would withstand guessing by a person who knows the `context` words.
pub fn rate(password: &str, context: &[&str]) -> Strength {
    let password: String = password.nfc().collect();
    if Password::parse(&password).is_err() {
        return Strength::TooWeak;
    }
    let context = || context.iter().copied().chain([PRODUCT]);
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
    match u8::from(zxcvbn::zxcvbn(&password, &words).score()) {
        0 | 1 => Strength::TooWeak,
        2 | 3 => Strength::Fair,
        _ => Strength::Strong,
    }
}

/// Refuses a password that is among the first a thief would try.
pub fn refuse_weak(password: &Password, context: &[&str]) -> Result<()> {
    match rate(password.expose(), context) {
        Strength::TooWeak => Err(Error::field("password", t!(server::platform::weak_password))),
        Strength::Fair | Strength::Strong => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_and_personal_passwords_are_too_weak() {
        for weak in ["password1", "qwertyuiop", "12345678", "AnaRuiz1", "short"] {
            assert_eq!(rate(weak, &["Ana Ruiz", "ana@alder.example"]), Strength::TooWeak, "{weak}");
        }
        assert_eq!(rate("correct horse battery staple", &[]), Strength::Strong);
    }

    #[tokio::test]
    async fn long_passwords_differ_to_their_last_character() {
        let pool = Passwords::default();
        let (a, b) = (format!("{}a", "x".repeat(72)), format!("{}b", "x".repeat(72)));
        let hash = pool.hash(Password::parse(&a).unwrap()).await.unwrap();
        assert!(pool.is_right(&a, Some(hash.clone())).await.unwrap());
        assert!(!pool.is_right(&b, Some(hash)).await.unwrap());
        assert!(!pool.is_right(&a, None).await.unwrap());
    }
}
