//! The key file and the keys derived from it (R13). Keys come from a file or the environment, never the database.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// What a derived key or keyed hash is for. Each purpose has a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Cookies of sessions, requests, enrolments and visits.
    Cookie,
    /// Folded user names.
    Name,
    /// Passes of 120 bits.
    Pass,
    /// The secret input of Argon2id for halves of spoken passes.
    Half,
    /// Codes in notices that stop a request.
    Stop,
    /// Stand-in methods shown for unknown names.
    Decoy,
    /// "Continue on my phone" codes.
    Move,
    /// Buckets of limits: networks and names.
    Limit,
    /// The log's signing key.
    Log,
    /// What names the key file in the log's head.
    KeyId,
}

impl Label {
    const fn text(self) -> &'static [u8] {
        match self {
            Label::Cookie => b"latchkey cookie v1",
            Label::Name => b"latchkey name v1",
            Label::Pass => b"latchkey pass v1",
            Label::Half => b"latchkey half v1",
            Label::Stop => b"latchkey stop v1",
            Label::Decoy => b"latchkey decoy v1",
            Label::Move => b"latchkey move v1",
            Label::Limit => b"latchkey limit v1",
            Label::Log => b"latchkey log v1",
            Label::KeyId => b"latchkey key id v1",
        }
    }
}

/// A key file that is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key file must hold 64 hexadecimal digits (32 random bytes) and nothing else")]
pub struct BadKeyFile;

/// The installation's root key. Alike on every replica; never printed.
#[derive(Clone)]
pub struct Keys {
    root: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A 32-byte key always fits HMAC; the impossible branch yields a MAC that matches nothing stored.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl Keys {
    /// New keys for a new installation.
    pub fn generate(rng: &dyn domain::Rng) -> Self {
        let mut root = Zeroizing::new([0_u8; 32]);
        rng.fill(root.as_mut_slice());
        Self { root }
    }

    /// Reads a key file's content: 64 hexadecimal digits, white space around them ignored.
    ///
    /// # Errors
    /// [`BadKeyFile`] for anything else.
    pub fn read(text: &str) -> Result<Self, BadKeyFile> {
        let bytes =
            data_encoding::HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).map_err(|_| BadKeyFile)?;
        let root: [u8; 32] = bytes.try_into().map_err(|_| BadKeyFile)?;
        Ok(Self { root: Zeroizing::new(root) })
    }

    /// What a new key file holds.
    pub fn write(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}\n", data_encoding::HEXLOWER.encode(self.root.as_slice())))
    }

    /// The key for one purpose.
    pub fn derive(&self, label: Label) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(mac(&self.root, &[label.text()]))
    }

    /// A keyed hash for one purpose; parts are length-prefixed, so they cannot run into each other.
    pub fn hash(&self, label: Label, parts: &[&[u8]]) -> [u8; 32] {
        mac(&self.derive(label), parts)
    }

    /// The key that signs the log's checkpoints.
    pub fn log_key(&self) -> audit::SigningKey {
        audit::SigningKey::from_seed(&self.derive(Label::Log))
    }

    /// Names this key without telling anything of it: sixteen hexadecimal digits.
    pub fn id(&self) -> String {
        let full = self.derive(Label::KeyId);
        data_encoding::HEXLOWER.encode(full.get(..8).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(byte: u8) -> Keys {
        Keys { root: Zeroizing::new([byte; 32]) }
    }

    #[test]
    fn a_key_file_reads_back() {
        let written = keys(7).write();
        assert_eq!(Keys::read(&written).unwrap().id(), keys(7).id());
        assert_eq!(Keys::read("short").unwrap_err(), BadKeyFile);
        assert_eq!(Keys::read("").unwrap_err(), BadKeyFile);
    }

    #[test]
    fn every_purpose_and_every_installation_has_its_own_hash() {
        let one = keys(1);
        assert_ne!(one.hash(Label::Pass, &[b"x"]), one.hash(Label::Cookie, &[b"x"]));
        assert_ne!(one.hash(Label::Pass, &[b"x"]), keys(2).hash(Label::Pass, &[b"x"]));
        assert_ne!(one.hash(Label::Pass, &[b"a", b"bc"]), one.hash(Label::Pass, &[b"ab", b"c"]));
    }

    #[test]
    fn i04_debug_shows_no_key() {
        assert_eq!(format!("{:?}", keys(1)), "Keys(…)");
    }
}
