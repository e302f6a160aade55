//! The key in the data folder, with which secrets in the database are sealed: a stolen database, or a backup, is of no
//! use without it.

use super::random::Random;
use crate::domain::time::Timestamp;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Where the key of the data folder is.
pub fn file(folder: &Path) -> PathBuf {
    folder.join("secret.key")
}

/// Seals and opens.
pub struct SecretKey(LessSafeKey);

impl SecretKey {
    /// The key in the data folder.
    ///
    /// # Errors
    /// It is not there, or is no key.
    pub fn read(folder: &Path) -> io::Result<Self> {
        Self::new(&fs::read(file(folder))?)
    }

    /// The same; made where there is none.
    pub fn read_or_make(folder: &Path, random: &Random) -> io::Result<Self> {
        match Self::read(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            found => return found,
        }
        fs::create_dir_all(folder)?;
        make(&file(folder), random)?;
        Self::read(folder)
    }

    fn new(bytes: &[u8]) -> io::Result<Self> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, bytes).map_err(|_| io::Error::from(ErrorKind::InvalidData))?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// `secret`, to be opened only together with `about`.
    pub fn seal(&self, random: &Random, about: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&random.secret()[..NONCE_LEN]);
        let mut sealed = secret.to_vec();
        let nonce_of = Nonce::assume_unique_for_key(nonce);
        self.0.seal_in_place_append_tag(nonce_of, Aad::from(about), &mut sealed).ok()?;
        Some([&nonce[..], &sealed].concat())
    }

    /// What was sealed by this key, about the same.
    pub fn open(&self, about: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN)?;
        let mut secret = sealed.to_vec();
        let opened = self.0.open_in_place(Nonce::try_assume_unique_for_key(nonce).ok()?, Aad::from(about), &mut secret);
        Some(opened.ok()?.to_vec())
    }
}

/// The file is never seen half written, and of two processes that make one at the same time, one counts.
fn make(file: &Path, random: &Random) -> io::Result<()> {
    let unfinished = file.with_extension(random.id(Timestamp(0)).simple().to_string());
    let written = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished).and_then(|mut new| {
        new.write_all(&random.secret())?;
        new.sync_all()?;
        match fs::hard_link(&unfinished, file) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        }
    });
    fs::remove_file(&unfinished).ok();
    written?;
    File::open(file.parent().unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_about_the_same_and_with_nothing_else() {
        let [here, there] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let (here, there) = (here.path(), there.path());
        let random = Random::System;
        let key = SecretKey::read_or_make(here, &random).unwrap();
        let sealed = key.seal(&random, b"mail.example", b"hunter2").unwrap();
        assert!(!sealed.windows(7).any(|bytes| bytes == b"hunter2"));
        assert_ne!(key.seal(&random, b"mail.example", b"hunter2").unwrap(), sealed, "nobody sees that it is the same");
        let again = SecretKey::read(here).unwrap();
        assert_eq!(again.open(b"mail.example", &sealed).as_deref(), Some(&b"hunter2"[..]));
        assert_eq!(again.open(b"evil.example", &sealed), None);
        let stranger = SecretKey::read_or_make(there, &random).unwrap();
        assert_eq!(stranger.open(b"mail.example", &sealed), None);
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert_eq!(again.open(b"mail.example", &bent), None, "byte {at}");
            assert_eq!(again.open(b"mail.example", &sealed[..at]), None, "{at} bytes");
        }
    }

    #[test]
    fn the_file_is_for_its_user_alone_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new");
        assert_eq!(SecretKey::read(&folder).err().unwrap().kind(), ErrorKind::NotFound);
        SecretKey::read_or_make(&folder, &Random::System).unwrap();
        let made = fs::read(file(&folder)).unwrap();
        assert_eq!((made.len(), fs::metadata(file(&folder)).unwrap().permissions().mode() & 0o777), (32, 0o600));
        make(&file(&folder), &Random::System).unwrap();
        SecretKey::read_or_make(&folder, &Random::System).unwrap();
        assert_eq!(fs::read(file(&folder)).unwrap(), made);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
        fs::write(file(&folder), "half").unwrap();
        assert_eq!(SecretKey::read_or_make(&folder, &Random::System).err().unwrap().kind(), ErrorKind::InvalidData);
        assert_eq!(fs::read(file(&folder)).unwrap(), b"half", "somebody may have it elsewhere");
    }
}
