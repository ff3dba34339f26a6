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
    /// Encrypts the seeds of authenticator apps.
    Seed,
    /// Recovery codes and codes by text or call: the secret input of their Argon2id, and encryption on their way.
    Code,
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
            Label::Seed => b"latchkey seed v1",
            Label::Code => b"latchkey code v1",
        }
    }
}

/// A key file of another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the key file must hold 64 hexadecimal digits (32 random bytes) and nothing else, but for a second line `log` with 64 \
     more once the key that signs the record was replaced"
)]
pub struct BadKeyFile;

/// The installation's keys. Alike on every replica; never printed.
///
/// All of them come from the root key, which stays for as long as the database does: what is hashed or encrypted with it
/// could not be found again under another. Only the key that signs the log can be replaced; then it stands beside the root.
#[derive(Clone)]
pub struct Keys {
    root: Zeroizing<[u8; 32]>,
    /// The seed of the key that signs the log, once it was replaced.
    log: Option<Zeroizing<[u8; 32]>>,
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

fn read_key(text: Option<&str>) -> Result<Zeroizing<[u8; 32]>, BadKeyFile> {
    let text = text.ok_or(BadKeyFile)?;
    let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| BadKeyFile)?;
    Ok(Zeroizing::new(Zeroizing::new(bytes).as_slice().try_into().map_err(|_| BadKeyFile)?))
}

impl Keys {
    /// New keys for a new installation.
    pub fn generate(rng: &dyn domain::Rng) -> Self {
        let mut root = Zeroizing::new([0_u8; 32]);
        rng.fill(root.as_mut_slice());
        Self { root, log: None }
    }

    /// The same keys but for another one that signs the log.
    #[must_use]
    pub fn with_another_log_key(&self, rng: &dyn domain::Rng) -> Self {
        let mut log = Zeroizing::new([0_u8; 32]);
        rng.fill(log.as_mut_slice());
        Self { root: self.root.clone(), log: Some(log) }
    }

    /// Reads a key file's content: 64 hexadecimal digits, and perhaps a line `log` with 64 more; white space around them
    /// ignored.
    ///
    /// # Errors
    /// [`BadKeyFile`] for anything else.
    pub fn read(text: &str) -> Result<Self, BadKeyFile> {
        let mut words = text.split_whitespace();
        let root = read_key(words.next())?;
        let log = match (words.next(), words.next(), words.next()) {
            (None, ..) => None,
            (Some("log"), key, None) => Some(read_key(key)?),
            _ => return Err(BadKeyFile),
        };
        Ok(Self { root, log })
    }

    /// What a key file with these keys holds.
    pub fn write(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(2 * 65 + 4));
        data_encoding::HEXLOWER.encode_append(self.root.as_slice(), &mut text);
        text.push('\n');
        if let Some(log) = &self.log {
            text.push_str("log ");
            data_encoding::HEXLOWER.encode_append(log.as_slice(), &mut text);
            text.push('\n');
        }
        text
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
        match &self.log {
            Some(seed) => audit::SigningKey::from_seed(seed),
            None => audit::SigningKey::from_seed(&self.derive(Label::Log)),
        }
    }

    /// Names these keys without telling anything of them: sixteen hexadecimal digits, others for every other root and
    /// every other key that signs the log.
    pub fn id(&self) -> String {
        let own = self.derive(Label::KeyId);
        let full =
            self.log.as_ref().map_or_else(|| own.clone(), |log| Zeroizing::new(mac(&own, &[log.as_slice()])));
        data_encoding::HEXLOWER.encode(full.get(..8).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(byte: u8) -> Keys {
        Keys { root: Zeroizing::new([byte; 32]), log: None }
    }

    #[test]
    fn a_key_file_reads_back() {
        let written = keys(7).write();
        assert_eq!(Keys::read(&written).unwrap().id(), keys(7).id());
        assert_eq!(Keys::read("short").unwrap_err(), BadKeyFile);
        assert_eq!(Keys::read("").unwrap_err(), BadKeyFile);
    }

    struct Fixed(u8);
    impl domain::Rng for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn another_log_key_changes_what_signs_and_the_name_and_nothing_else() {
        let (old, new) = (keys(7), keys(7).with_another_log_key(&Fixed(9)));
        assert_ne!(old.id(), new.id());
        assert_ne!(old.log_key().verifying_key(), new.log_key().verifying_key());
        for label in [Label::Cookie, Label::Name, Label::Pass, Label::Half, Label::Stop] {
            assert_eq!(old.hash(label, &[b"x"]), new.hash(label, &[b"x"]));
        }
        let read = Keys::read(&new.write()).unwrap();
        assert_eq!(read.id(), new.id());
        assert_eq!(read.log_key().verifying_key(), new.log_key().verifying_key());
        assert_ne!(keys(8).with_another_log_key(&Fixed(9)).id(), new.id(), "another root");
    }

    #[test]
    fn a_key_file_with_more_in_it_is_refused() {
        let one = "ab".repeat(32);
        for wrong in [
            format!("{one} {one}"),
            format!("{one}\nlog"),
            format!("{one}\nlog {one} {one}"),
            format!("log {one}"),
            format!("{one}\nlog abab"),
        ] {
            assert_eq!(Keys::read(&wrong).unwrap_err(), BadKeyFile, "{wrong}");
        }
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
