//! What must be used again (authenticator seeds, codes on their way to the gateway) is encrypted with keys from the key
//! file (R13): AES-256-GCM with a random nonce, bound to the row it stands in.

use aes_gcm::{
    Aes256Gcm, Key, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use domain::Rng;
use zeroize::Zeroizing;

use crate::{Keys, Label};

/// Bytes of a nonce. Random ones are safe for far more rows than an organisation ever has under one key.
const NONCE: usize = 12;

impl Keys {
    /// Encrypts `secret` for the row called `row`; nonce, ciphertext and tag in one. `None` only where the cipher fails,
    /// which it does for no secret of ours.
    pub(crate) fn seal(&self, label: Label, row: &str, secret: &[u8], rng: &dyn Rng) -> Option<Vec<u8>> {
        let mut nonce = [0_u8; NONCE];
        rng.fill(&mut nonce);
        let sealed =
            self.cipher(label).encrypt(&Nonce::from(nonce), Payload { msg: secret, aad: row.as_bytes() });
        let mut out = nonce.to_vec();
        out.extend(sealed.ok()?);
        Some(out)
    }

    /// Decrypts what [`Keys::seal`] made for the same row; `None` for anything else.
    pub(crate) fn unseal(&self, label: Label, row: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, text) = sealed.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let payload = Payload { msg: text, aad: row.as_bytes() };
        self.cipher(label).decrypt(&Nonce::from(nonce), payload).ok().map(Zeroizing::new)
    }

    fn cipher(&self, label: Label) -> Aes256Gcm {
        let key = self.derive(label);
        Aes256Gcm::new(&Key::<Aes256Gcm>::from(*key))
    }
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

    #[test]
    fn what_is_sealed_opens_only_with_its_key_label_and_row() {
        let (keys, others) = (Keys::generate(&Fixed(1)), Keys::generate(&Fixed(2)));
        let sealed = keys.seal(Label::Seed, "method-1", b"a seed", &Fixed(3)).unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"a seed"));
        assert_eq!(keys.unseal(Label::Seed, "method-1", &sealed).unwrap().as_slice(), b"a seed");
        assert!(keys.unseal(Label::Seed, "method-2", &sealed).is_none());
        assert!(keys.unseal(Label::Code, "method-1", &sealed).is_none());
        assert!(others.unseal(Label::Seed, "method-1", &sealed).is_none());
        assert!(keys.unseal(Label::Seed, "method-1", &sealed[..10]).is_none());
        let mut edited = sealed;
        edited[14] ^= 1;
        assert!(keys.unseal(Label::Seed, "method-1", &edited).is_none());
    }
}
