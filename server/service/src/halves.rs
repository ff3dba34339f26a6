//! The halves of a spoken pass: 60 bits each, so kept as keyed Argon2id (R5, R13, S-02).

use contract::{Answer, RefusalCode};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    PersonId, Rng,
    pass::{Group, Half},
};
use serde::{Deserialize, Serialize};
use store::Fault;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::{Keys, Label, Visitor, refuse};

/// Memory of one hash in KiB: 19 MiB, with two turns and one lane (S-02).
const MEMORY: u32 = 19 * 1024;
const TURNS: u32 = 2;
const LANES: u32 = 1;

/// How many hashes are made at once: each takes 19 MiB and a core.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// One half as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptHalf {
    /// Who reads it out, and never the other.
    pub(crate) approver: PersonId,
    /// Base64url of sixteen random bytes.
    pub(crate) salt: String,
    /// Base64url of the keyed Argon2id.
    pub(crate) hash: String,
}

/// Both halves: what stands in the column `halves` of a spoken pass, as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Halves {
    /// The first, once its approver saw it.
    #[serde(default)]
    pub(crate) first: Option<KeptHalf>,
    /// The second.
    #[serde(default)]
    pub(crate) second: Option<KeptHalf>,
}

impl Halves {
    /// Reads the column.
    ///
    /// # Errors
    /// [`Fault::Inconsistent`] if it is none.
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        serde_json::from_str(text).map_err(|_| Fault::inconsistent("pass.halves"))
    }

    /// Both, if both were seen.
    pub(crate) fn both(&self) -> Option<(&KeptHalf, &KeptHalf)> {
        self.first.as_ref().zip(self.second.as_ref())
    }
}

/// A salt for a new half, as it is kept.
pub(crate) fn new_salt(rng: &dyn Rng) -> String {
    let mut salt = [0_u8; 16];
    rng.fill(&mut salt);
    BASE64URL_NOPAD.encode(&salt)
}

/// The salt that stands in where there is no spoken pass, so that trying one takes the same work (I08).
pub(crate) fn no_salt(half: Half) -> String {
    let byte = match half {
        Half::First => 1,
        Half::Second => 2,
    };
    BASE64URL_NOPAD.encode(&[byte; 16])
}

fn argon2id(keys: &Keys, group: &Group, salt: &str) -> Option<[u8; 32]> {
    let key = keys.derive(Label::Half);
    let params = argon2::Params::new(MEMORY, TURNS, LANES, Some(32)).ok()?;
    let (algorithm, version) = (argon2::Algorithm::Argon2id, argon2::Version::V0x13);
    let hasher = argon2::Argon2::new_with_secret(key.as_slice(), algorithm, version, params).ok()?;
    // The half is part of what is hashed, so that no half passes for the other.
    let text: String = group.spoken().chars().filter(|c| !c.is_whitespace()).collect();
    let name = match group.half() {
        Half::First => "1:",
        Half::Second => "2:",
    };
    let text = Zeroizing::new(format!("{name}{text}"));
    let salt = BASE64URL_NOPAD.decode(salt.as_bytes()).ok()?;
    let mut out = [0_u8; 32];
    hasher.hash_password_into(text.as_bytes(), &salt, &mut out).ok()?;
    Some(out)
}

impl Visitor {
    /// The hashes of groups with their salts, base64url as they are kept; made outside any job. Each takes tens of
    /// milliseconds.
    pub(crate) async fn hash_halves(&self, groups: Vec<(Group, String)>) -> Answer<Vec<String>> {
        let _turn = AT_ONCE.acquire().await.map_err(|_| self.refuse(RefusalCode::WentWrong))?;
        let keys = self.core.keys.clone();
        let made = tokio::task::spawn_blocking(move || {
            groups
                .iter()
                .map(|(group, salt)| argon2id(&keys, group, salt).map(|hash| BASE64URL_NOPAD.encode(&hash)))
                .collect::<Option<Vec<String>>>()
        })
        .await;
        match made {
            Ok(Some(hashes)) => Ok(hashes),
            _ => {
                let fault = Fault::inconsistent("a half of a pass");
                Err(refuse::fault(&self.arrival.correlation, "pass.halves", &fault))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::pass::Pass;

    use super::*;

    struct Fixed(u8);
    impl Rng for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn a_half_is_known_by_key_salt_place_and_symbols() {
        let (keys, others) = (Keys::generate(&Fixed(1)), Keys::generate(&Fixed(2)));
        let pass = Pass::mint(&Fixed(9));
        let salt = new_salt(&Fixed(3));
        let (first, second) = (pass.group(Half::First), pass.group(Half::Second));
        let one = argon2id(&keys, first, &salt).unwrap();
        assert_eq!(argon2id(&keys, first, &salt), Some(one));
        assert_ne!(argon2id(&keys, second, &salt), Some(one));
        assert_ne!(argon2id(&others, first, &salt), Some(one));
        assert_ne!(argon2id(&keys, first, &no_salt(Half::First)), Some(one));
        assert_eq!(argon2id(&keys, first, "short"), None);
    }
}
