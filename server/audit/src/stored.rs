//! An entry as it lies in the database, or in a file of evidence: nothing about it is believed yet.

use data_encoding::HEXLOWER;
use domain::{PersonId, RequestId, Time};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Actor, Entry, Hash, Kind};

/// A row of the log. As JSON, `bytes`, `salt` and `leaf` are hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEntry {
    /// Its place in the log, from 0.
    pub index: u64,
    /// When it was written.
    pub at: Time,
    /// What happened.
    pub kind: Kind,
    /// Who did it; of an erased entry, [`Actor::Nobody`] or [`Actor::System`].
    pub actor: Actor,
    /// To whom; of an erased entry, nobody.
    pub subject: Option<PersonId>,
    /// In which request.
    pub request: Option<RequestId>,
    /// The bytes that were hashed; `None` once erased.
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub bytes: Option<Vec<u8>>,
    /// What was hashed before them, 16 bytes; `None` once erased.
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub salt: Option<Vec<u8>>,
    /// The leaf of the tree, which stays when the entry is erased.
    pub leaf: Hash,
    /// The index of the entry that records its erasure.
    pub erased_by: Option<u64>,
}

impl StoredEntry {
    /// Erases what the entry says and whom it names, as the store does: what is left is the leaf, its time, its kind
    /// and its request. `by` is the index of the entry that records it ([`crate::NewEntry::erasing`]).
    pub fn erase(&mut self, by: u64) {
        self.bytes = None;
        self.salt = None;
        self.subject = None;
        if self.actor.names_somebody() {
            self.actor = Actor::Nobody;
        }
        self.erased_by = Some(by);
    }
}

impl From<Entry> for StoredEntry {
    fn from(entry: Entry) -> Self {
        let Entry { index, at, kind, actor, subject, request, bytes, salt, leaf } = entry;
        let (bytes, salt) = (Some(bytes), Some(salt.to_vec()));
        Self { index, at, kind, actor, subject, request, bytes, salt, leaf, erased_by: None }
    }
}

fn to_hex<S: Serializer>(bytes: &Option<Vec<u8>>, to: S) -> Result<S::Ok, S::Error> {
    bytes.as_ref().map(|bytes| HEXLOWER.encode(bytes)).serialize(to)
}

fn from_hex<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<u8>>, D::Error> {
    Option::<String>::deserialize(from)?
        .map(|text| HEXLOWER.decode(text.as_bytes()).map_err(serde::de::Error::custom))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NewEntry;

    #[test]
    fn reads_back_from_json() {
        let person = PersonId::stored("anna");
        let entry = NewEntry::new("request.asked").by(&person).about(&person).with("where", "Bern");
        let mut stored = StoredEntry::from(entry.seal(4, Time(9), [1; 16]));
        let json = serde_json::to_string(&stored).unwrap();
        assert_eq!(serde_json::from_str::<StoredEntry>(&json).unwrap(), stored);
        stored.erase(7);
        let json = serde_json::to_string(&stored).unwrap();
        assert!(!json.contains("anna"), "{json}");
        assert_eq!(serde_json::from_str::<StoredEntry>(&json).unwrap(), stored);
    }
}
