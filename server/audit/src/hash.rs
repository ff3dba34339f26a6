//! SHA-256 as RFC 9162 uses it: leaves and inner nodes are hashed with different prefixes, so that neither
//! can be passed off as the other.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// Before the data of a leaf (RFC 9162 §2.1.1).
const LEAF: [u8; 1] = [0];
/// Before the two children of a node (RFC 9162 §2.1.1).
const NODE: [u8; 1] = [1];

/// The hash of a leaf, a node or a whole tree: 32 bytes, shown as 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of a leaf: SHA-256 of a zero byte and `data`.
    pub fn leaf(data: &[u8]) -> Self {
        Self::leaf_of(data, &[])
    }

    /// The hash of the leaf of an entry: its salt and then its bytes, without joining them in memory first.
    pub fn leaf_of(salt: &[u8], bytes: &[u8]) -> Self {
        Self(Sha256::new().chain_update(LEAF).chain_update(salt).chain_update(bytes).finalize().into())
    }

    /// The hash of an inner node: SHA-256 of a one byte and the hashes of its two children.
    pub fn node(left: &Self, right: &Self) -> Self {
        Self(Sha256::new().chain_update(NODE).chain_update(left.0).chain_update(right.0).finalize().into())
    }

    /// The root of a tree without leaves: SHA-256 of nothing.
    pub fn empty() -> Self {
        Self(Sha256::digest([]).into())
    }

    /// A hash read back from our own database, taken as it stands. A column of any other length than 32 bytes
    /// becomes all zeros, which no leaf hashes to, so that the verifier names the entry instead of stopping.
    pub fn stored(column: &[u8]) -> Self {
        Self(column.try_into().unwrap_or([0; 32]))
    }

    /// Reads 64 hex digits of either case.
    ///
    /// # Errors
    /// [`NotAHash`] for any other text.
    pub fn parse(text: &str) -> Result<Self, NotAHash> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| NotAHash)?;
        bytes.try_into().map(Self).map_err(|_| NotAHash)
    }

    /// The 32 bytes, for a column of the database.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl std::str::FromStr for Hash {
    type Err = NotAHash;
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        Self::parse(text)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

/// A text that is no hash: not 64 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash of 64 hex digits")]
pub struct NotAHash;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_shows() {
        let hash = Hash::leaf(b"a");
        assert_eq!(Hash::parse(&hash.to_string()), Ok(hash));
        assert_eq!(Hash::parse(&hash.to_string().to_uppercase()), Ok(hash));
        assert_eq!(serde_json::from_str::<Hash>(&serde_json::to_string(&hash).unwrap()).unwrap(), hash);
    }

    #[test]
    fn refuses_other_lengths_and_digits() {
        let hex = Hash::leaf(b"a").to_string();
        assert_eq!(Hash::parse(""), Err(NotAHash));
        assert_eq!(Hash::parse(hex.split_at(2).1), Err(NotAHash));
        assert_eq!(Hash::parse(&format!("{hex}00")), Err(NotAHash));
        assert_eq!(Hash::parse(&hex.replace(hex.split_at(1).0, "g")), Err(NotAHash));
    }

    #[test]
    fn a_column_of_another_length_is_no_leafs_hash() {
        assert_eq!(Hash::stored(&[7; 31]), Hash([0; 32]));
        assert_eq!(Hash::stored(&[7; 32]), Hash([7; 32]));
    }

    #[test]
    fn a_node_is_not_the_leaf_of_its_childrens_hashes() {
        let (left, right) = (Hash::leaf(b"a"), Hash::leaf(b"b"));
        let joined = [left.0, right.0].concat();
        assert_ne!(Hash::node(&left, &right), Hash::leaf(&joined));
        assert_eq!(Hash::leaf(&joined), Hash::leaf_of(&left.0, &right.0));
    }
}
