//! The key of this installation. It signs what others bring back to us, so that we know that it is ours: the cookies of
//! browsers that were here before, and the addresses to which emails return.

use super::platform::db::{execute, read};
use super::platform::error::{Error, Result};
use super::state::AppState;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Proves who wrote something.
pub type SigningKey = [u8; 32];

/// The signature of `bytes`, to be finished or compared. What is signed for one purpose must not do for another: it
/// begins differently.
#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
pub fn signature(key: &SigningKey, bytes: &[u8]) -> Hmac<Sha256> {
    Hmac::<Sha256>::new_from_slice(key).expect("a key of 32 bytes").chain_update(bytes)
}

/// The key, made when it is first needed.
pub async fn get(app: &AppState) -> Result<&SigningKey> {
    app.signing_key.get_or_try_init(|| load_or_make(app)).await
}

async fn load_or_make(app: &AppState) -> Result<SigningKey> {
    const GET: &str = "select secret from signing_key";
    const ADD: &str = "insert into signing_key (id, secret, created_at) values (1, $1, $2) on conflict do nothing";
    let find =
        async || -> Result<Option<Vec<u8>>> { Ok(read!(&app.db, c => sqlx::query_scalar(GET).fetch_optional(c))?) };
    let found = match find().await? {
        Some(found) => found,
        None => {
            let mut tx = app.db.begin().await?;
            execute!(&mut tx, ADD, &app.random.secret()[..], app.now().0)?;
            tx.commit().await?;
            // Another instance may have been first.
            find().await?.unwrap_or_default()
        }
    };
    found.try_into().map_err(|_| Error::internal("the signing key has another length"))
}
