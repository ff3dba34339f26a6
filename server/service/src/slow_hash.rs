//! Keyed Argon2id for what has less than 112 bits: halves of spoken passes, recovery codes, codes by text or call (R13).

use data_encoding::BASE64URL_NOPAD;
use domain::Rng;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::{Keys, Label};

/// Memory of one hash in KiB: 19 MiB, with two turns and one lane.
const MEMORY: u32 = 19 * 1024;
const TURNS: u32 = 2;
const LANES: u32 = 1;

/// How many hashes are made at once: each takes 19 MiB and a core.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A secret and the salt that it is hashed with (base64url of sixteen bytes).
pub(crate) struct Salted {
    pub(crate) secret: Zeroizing<String>,
    pub(crate) salt: String,
}

/// A new salt, as it is kept.
pub(crate) fn new_salt(rng: &dyn Rng) -> String {
    let mut salt = [0_u8; 16];
    rng.fill(&mut salt);
    BASE64URL_NOPAD.encode(&salt)
}

/// The salt that stands in where there is nothing to compare with, so that a try takes the same work (I08).
pub(crate) fn no_salt(byte: u8) -> String {
    BASE64URL_NOPAD.encode(&[byte; 16])
}

/// One hash, with the key of `label`. `None` only for a salt that is none.
fn one(keys: &Keys, label: Label, salted: &Salted) -> Option<[u8; 32]> {
    let key = keys.derive(label);
    let params = argon2::Params::new(MEMORY, TURNS, LANES, Some(32)).ok()?;
    let (algorithm, version) = (argon2::Algorithm::Argon2id, argon2::Version::V0x13);
    let hasher = argon2::Argon2::new_with_secret(key.as_slice(), algorithm, version, params).ok()?;
    let salt = BASE64URL_NOPAD.decode(salted.salt.as_bytes()).ok()?;
    let mut out = [0_u8; 32];
    hasher.hash_password_into(salted.secret.as_bytes(), &salt, &mut out).ok()?;
    Some(out)
}

/// The hashes, made outside any job and off the runtime's threads: each takes tens of milliseconds. `None` if a salt is
/// none or the process ends.
pub(crate) async fn hash(keys: &Keys, label: Label, salted: Vec<Salted>) -> Option<Vec<[u8; 32]>> {
    let _turn = AT_ONCE.acquire().await.ok()?;
    let keys = keys.clone();
    let made = tokio::task::spawn_blocking(move || {
        salted.iter().map(|salted| one(&keys, label, salted)).collect::<Option<Vec<_>>>()
    });
    made.await.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u8);
    impl Rng for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    fn salted(secret: &str, salt: String) -> Salted {
        Salted { secret: Zeroizing::new(secret.to_owned()), salt }
    }

    #[test]
    fn a_secret_is_known_by_key_purpose_salt_and_text() {
        let (keys, others) = (Keys::generate(&Fixed(1)), Keys::generate(&Fixed(2)));
        let salt = new_salt(&Fixed(3));
        let first = one(&keys, Label::Code, &salted("123456", salt.clone())).unwrap();
        assert_eq!(one(&keys, Label::Code, &salted("123456", salt.clone())), Some(first));
        assert_ne!(one(&keys, Label::Code, &salted("123457", salt.clone())), Some(first));
        assert_ne!(one(&keys, Label::Half, &salted("123456", salt.clone())), Some(first));
        assert_ne!(one(&others, Label::Code, &salted("123456", salt)), Some(first));
        assert_ne!(one(&keys, Label::Code, &salted("123456", no_salt(1))), Some(first));
        assert_eq!(one(&keys, Label::Code, &salted("123456", "short".to_owned())), None);
    }
}
