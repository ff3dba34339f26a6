//! The key that signs checkpoints, and its public half in the form that operators keep.

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer};
use sha2::{Digest, Sha256};

use crate::checkpoint::ORIGIN;

/// Marks Ed25519 in key names (C2SP signed-note).
const ED25519: u8 = 1;

/// The private key of the log. Its Debug shows only the public half; it is wiped from memory when dropped.
#[derive(Debug)]
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The public key of the log. Its text form is the one of C2SP signed notes, `latchkey+<key id>+<key>`.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

/// Bytes or a text that are no public key of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the public key of a log")]
pub struct NotAKey;

impl SigningKey {
    /// The key that 32 secret random bytes make.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// Its public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key())
    }

    pub(crate) fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.0.sign(text).to_bytes()
    }
}

impl VerifyingKey {
    /// Takes the 32 bytes of a public key.
    ///
    /// # Errors
    /// [`NotAKey`] if they are not a point of the curve, or a weak one.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, NotAKey> {
        match ed25519_dalek::VerifyingKey::from_bytes(bytes) {
            Ok(key) if !key.is_weak() => Ok(Self(key)),
            _ => Err(NotAKey),
        }
    }

    /// The 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Reads the text form.
    ///
    /// # Errors
    /// [`NotAKey`] if it is another text, or names another log.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(ORIGIN), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NotAKey);
        };
        let bytes = BASE64.decode(key.as_bytes()).map_err(|_| NotAKey)?;
        let (ED25519, bytes) = bytes.split_first().ok_or(NotAKey).map(|(mark, rest)| (*mark, rest))? else {
            return Err(NotAKey);
        };
        let key = Self::from_bytes(bytes.try_into().map_err(|_| NotAKey)?)?;
        if HEXLOWER.encode(&key.id()) == id { Ok(key) } else { Err(NotAKey) }
    }

    /// Four bytes that name the key in a signature line: the start of SHA-256 over the log's name and the key.
    pub fn id(&self) -> [u8; 4] {
        let digest = Sha256::new()
            .chain_update(ORIGIN)
            .chain_update([b'\n', ED25519])
            .chain_update(self.to_bytes())
            .finalize();
        digest.first_chunk().copied().unwrap_or_default()
    }

    /// Whether `signature` is this key's under `text`.
    pub(crate) fn signed(&self, text: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(text, &Signature::from_bytes(signature)).is_ok()
    }
}

impl std::fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = [&[ED25519], self.to_bytes().as_slice()].concat();
        write!(f, "{ORIGIN}+{}+{}", HEXLOWER.encode(&self.id()), BASE64.encode(&key))
    }
}

impl serde::Serialize for VerifyingKey {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl std::fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "VerifyingKey({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_key_reads_back_from_its_text() {
        let key = SigningKey::from_seed(&[7; 32]).verifying_key();
        assert_eq!(VerifyingKey::parse(&key.to_string()), Ok(key.clone()));
        assert_eq!(VerifyingKey::from_bytes(&key.to_bytes()), Ok(key));
    }

    #[test]
    fn refuses_texts_that_are_no_public_key_of_this_log() {
        let text = SigningKey::from_seed(&[7; 32]).verifying_key().to_string();
        let other = SigningKey::from_seed(&[8; 32]).verifying_key().to_string();
        let crossed = format!("{}+{}", text.split_at(17).0, other.splitn(3, '+').nth(2).unwrap());
        for wrong in
            ["", "latchkey", &text.replace("latchkey", "another"), text.split_at(text.len() - 4).0, &crossed]
        {
            assert_eq!(VerifyingKey::parse(wrong), Err(NotAKey), "{wrong}");
        }
        assert_eq!(VerifyingKey::from_bytes(&[0; 32]), Err(NotAKey), "a weak key");
    }

    #[test]
    fn debug_shows_no_private_key() {
        let seed = [7; 32];
        let shown = format!("{:?}", SigningKey::from_seed(&seed));
        assert!(!shown.contains("7, 7, 7") && !shown.contains(&HEXLOWER.encode(&seed)), "{shown}");
    }
}
