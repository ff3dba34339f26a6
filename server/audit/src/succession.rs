//! How another signing key follows (R13): one entry names the old key and the new, and both of them sign that, so that
//! whoever trusts either can trust the other.

use data_encoding::BASE64;
use domain::Time;

use crate::checkpoint::ORIGIN;
use crate::encoding::Fields;
use crate::{Kind, NewEntry, SigningKey, VerifyingKey};

/// The kind of an entry that records a succession. Such an entry is never erased.
pub const SUCCEEDED: Kind = Kind::new("key.succeeded");
const OLD: &str = "old-key";
const NEW: &str = "new-key";
const BY_OLD: &str = "signed-by-old";
const BY_NEW: &str = "signed-by-new";

/// One key that followed another; both have signed it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Succession {
    /// The entry that records it.
    pub index: u64,
    /// When.
    pub at: Time,
    /// The key until then.
    pub from: VerifyingKey,
    /// The key from then on.
    pub to: VerifyingKey,
}

/// A key whose checkpoints count, as far as they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The key.
    pub key: VerifyingKey,
    /// The entry at which another followed. A checkpoint of more entries was signed later, by whoever still had
    /// the old key, and does not count. `None` for the key that signs now.
    pub until: Option<u64>,
}

/// What both keys sign. Its first line is no first line of a checkpoint, so neither can pass for the other.
fn statement(index: u64, from: &VerifyingKey, to: &VerifyingKey) -> String {
    format!("{ORIGIN} key succession\nentry {index}\nfrom {from}\nto {to}\n")
}

impl NewEntry {
    /// The entry, at `index`, that records that `new` follows `old`. The store writes it in the transaction that puts
    /// the new key's name into the head.
    pub fn succeeding(index: u64, old: &SigningKey, new: &SigningKey) -> Self {
        let (from, to) = (old.verifying_key(), new.verifying_key());
        let text = statement(index, &from, &to);
        let signed = |key: &SigningKey| BASE64.encode(&key.sign(text.as_bytes()));
        Self::new(SUCCEEDED)
            .with(OLD, from.to_string())
            .with(NEW, to.to_string())
            .with(BY_OLD, signed(old))
            .with(BY_NEW, signed(new))
    }
}

/// The succession that an entry records; `None` if it cannot be read, or one of the signatures does not fit.
pub(crate) fn read(fields: &Fields<'_>) -> Option<Succession> {
    let detail = |name: &str| {
        let mut found = fields.details().filter(|(key, _)| *key == name).map(|(_, value)| value);
        let only = found.next();
        only.filter(|_| found.next().is_none())
    };
    let from = VerifyingKey::parse(detail(OLD)?).ok()?;
    let to = VerifyingKey::parse(detail(NEW)?).ok()?;
    let text = statement(fields.index, &from, &to);
    for (key, name) in [(&from, BY_OLD), (&to, BY_NEW)] {
        let signature: [u8; 64] = BASE64.decode(detail(name)?.as_bytes()).ok()?.try_into().ok()?;
        if !key.signed(text.as_bytes(), &signature) {
            return None;
        }
    }
    Some(Succession { index: fields.index, at: fields.at, from, to })
}

impl Succession {
    /// The succession that the bytes of an entry record; `None` if they are another entry, or a signature does not fit.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Fields::read(bytes).ok().filter(|fields| fields.kind == SUCCEEDED.as_str()).and_then(|it| read(&it))
    }
}

impl Signer {
    /// The keys whose checkpoints count for whoever trusts `current`, that one first, then those before it as far as
    /// the successions, given by index, lead back without a gap.
    pub fn chain(current: &VerifyingKey, successions: &[Succession]) -> Vec<Self> {
        let mut signers = vec![Self { key: current.clone(), until: None }];
        let mut key = current;
        for succession in successions.iter().rev() {
            if succession.to != *key {
                break;
            }
            key = &succession.from;
            signers.push(Self { key: key.clone(), until: Some(succession.index) });
        }
        signers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> [SigningKey; 3] {
        [1, 2, 3].map(|byte| SigningKey::from_seed(&[byte; 32]))
    }

    fn recorded(index: u64, old: &SigningKey, new: &SigningKey) -> Option<Succession> {
        Succession::read(&NewEntry::succeeding(index, old, new).seal(index, Time(5), [0; 16]).bytes)
    }

    #[test]
    fn a_succession_reads_back_with_both_keys() {
        let [one, two, _] = keys();
        let read = recorded(7, &one, &two).unwrap();
        assert_eq!((read.index, read.at), (7, Time(5)));
        assert_eq!((read.from, read.to), (one.verifying_key(), two.verifying_key()));
    }

    #[test]
    fn a_succession_that_only_one_key_signed_or_of_another_place_is_none() {
        let [one, two, other] = keys();
        let entry = NewEntry::succeeding(7, &one, &two);
        assert!(Succession::read(&entry.clone().seal(8, Time(5), [0; 16]).bytes).is_none(), "moved");
        let forged = NewEntry::succeeding(7, &one, &other);
        for place in [BY_OLD, BY_NEW, NEW, OLD] {
            let mut entry = entry.clone();
            for (key, value) in &mut entry.details {
                if key == place {
                    let with = if place == OLD { NEW } else { place };
                    let of = forged.details.iter().find(|(name, _)| name == with).unwrap();
                    value.clone_from(&of.1);
                }
            }
            assert!(Succession::read(&entry.seal(7, Time(5), [0; 16]).bytes).is_none(), "{place}");
        }
        let twice = entry.with(NEW, other.verifying_key().to_string());
        assert!(Succession::read(&twice.seal(7, Time(5), [0; 16]).bytes).is_none(), "named twice");
    }

    #[test]
    fn the_chain_leads_back_from_the_key_that_signs_now_and_stops_at_a_gap() {
        let [one, two, three] = keys();
        let first = recorded(7, &one, &two).unwrap();
        let second = recorded(9, &two, &three).unwrap();
        let until = |signers: Vec<Signer>| signers.iter().map(|signer| signer.until).collect::<Vec<_>>();
        let both = [first.clone(), second.clone()];
        assert_eq!(until(Signer::chain(&three.verifying_key(), &both)), [None, Some(9), Some(7)]);
        assert_eq!(until(Signer::chain(&two.verifying_key(), std::slice::from_ref(&first))), [None, Some(7)]);
        assert_eq!(until(Signer::chain(&one.verifying_key(), &both)), [None], "a key that was replaced");
        let gap = [second, first];
        assert_eq!(until(Signer::chain(&three.verifying_key(), &gap)), [None]);
    }
}
