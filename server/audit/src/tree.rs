//! The tree's right edge, which is all that appending needs.

use crate::Hash;

/// Leaves of a stored subtree: every complete, aligned run of 256 entries has its hash stored, so that a proof
/// reads a few hundred leaves and not the whole log.
pub const BLOCK: u64 = 256;
/// Levels above the leaves at which a node covers [`BLOCK`] of them.
const BLOCK_LEVEL: u32 = BLOCK.trailing_zeros();

/// The right edge of a tree: the roots of the complete subtrees that its size splits into, the largest first.
/// Appending costs one hash on average and the root as many as the edge is long, at most 63.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// One hash for every one-bit of `size`; no constructor breaks that.
    edge: Vec<Hash>,
}

/// The hash of a complete, aligned subtree of [`BLOCK`] leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subtree {
    /// Its place: it covers the entries from `block` × 256 on.
    pub block: u64,
    /// Its root.
    pub hash: Hash,
}

/// Leaves under one hash of the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: u64,
    pub(crate) last: u64,
    pub(crate) hash: Hash,
}

/// Bytes that are no right edge of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the right edge of a log: the size and the number of hashes do not fit each other")]
pub struct NotAFrontier;

impl Frontier {
    /// The edge of an empty tree.
    pub const fn new() -> Self {
        Self { size: 0, edge: Vec::new() }
    }

    /// Leaves in the tree.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf at the right. When it completes an aligned run of [`BLOCK`] leaves, returns the run's hash,
    /// which the store keeps.
    pub fn append(&mut self, leaf: Hash) -> Option<Subtree> {
        let mut node = leaf;
        let mut completed = None;
        for level in 1..=self.size.trailing_ones() {
            if let Some(left) = self.edge.pop() {
                node = Hash::node(&left, &node);
            }
            if level == BLOCK_LEVEL {
                completed = Some(Subtree { block: self.size / BLOCK, hash: node });
            }
        }
        self.edge.push(node);
        self.size = self.size.saturating_add(1);
        completed
    }

    /// The root of the tree (RFC 9162 §2.1.1); of an empty one, [`Hash::empty`].
    pub fn root(&self) -> Hash {
        let mut smallest_first = self.edge.iter().rev();
        match smallest_first.next() {
            None => Hash::empty(),
            Some(last) => smallest_first.fold(*last, |right, left| Hash::node(left, &right)),
        }
    }

    /// The form in the head row: the size as eight bytes, the most significant first, then the hashes of the
    /// edge, the largest subtree first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + 32 * self.edge.len());
        bytes.extend_from_slice(&self.size.to_be_bytes());
        for hash in &self.edge {
            bytes.extend_from_slice(&hash.0);
        }
        bytes
    }

    /// Reads [`Self::to_bytes`] back.
    ///
    /// # Errors
    /// [`NotAFrontier`] if the number of hashes is not the one that the size needs, or the size is above
    /// `i64::MAX`, which no database column holds.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAFrontier> {
        let (size, hashes) = bytes.split_first_chunk::<8>().ok_or(NotAFrontier)?;
        let size = u64::from_be_bytes(*size);
        let (edge, rest) = hashes.as_chunks::<32>();
        let fits = i64::try_from(size).is_ok()
            && rest.is_empty()
            && u32::try_from(edge.len()) == Ok(size.count_ones());
        if fits {
            Ok(Self { size, edge: edge.iter().copied().map(Hash).collect() })
        } else {
            Err(NotAFrontier)
        }
    }

    /// The edge's hashes with the leaves that each covers, from the left.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        let mut rest = self.size;
        let mut first = 0_u64;
        self.edge.iter().map(move |hash| {
            let leaves = rest.checked_ilog2().map_or(0, |level| 1_u64 << level);
            let span = Span { first, last: first + leaves.saturating_sub(1), hash: *hash };
            rest -= leaves;
            first += leaves;
            span
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grown(leaves: u64) -> Frontier {
        let mut tree = Frontier::new();
        for n in 0..leaves {
            tree.append(Hash::leaf(&n.to_be_bytes()));
        }
        tree
    }

    #[test]
    fn reads_back_what_the_head_row_holds_and_grows_on_alike() {
        for size in [0, 1, 2, 3, 7, 8, 255, 256, 257, 700] {
            let mut tree = grown(size);
            let mut again = Frontier::from_bytes(&tree.to_bytes()).unwrap();
            assert_eq!(again, tree);
            tree.append(Hash::leaf(b"next"));
            again.append(Hash::leaf(b"next"));
            assert_eq!(again.root(), tree.root());
        }
    }

    #[test]
    fn refuses_bytes_whose_hashes_do_not_fit_the_size() {
        let bytes = grown(5).to_bytes();
        assert_eq!(Frontier::from_bytes(&[]), Err(NotAFrontier));
        assert_eq!(Frontier::from_bytes(&bytes[..bytes.len() - 1]), Err(NotAFrontier));
        assert_eq!(Frontier::from_bytes(&bytes[..bytes.len() - 32]), Err(NotAFrontier));
        assert_eq!(Frontier::from_bytes(&[bytes.as_slice(), &[0; 32]].concat()), Err(NotAFrontier));
        assert_eq!(Frontier::from_bytes(&[bytes.as_slice(), &[0]].concat()), Err(NotAFrontier));
        let mut beyond = vec![0x80, 0, 0, 0, 0, 0, 0, 0];
        beyond.extend_from_slice(&[0; 32]);
        assert_eq!(Frontier::from_bytes(&beyond), Err(NotAFrontier), "a size above the database's");
    }

    #[test]
    fn reports_a_subtree_at_every_256th_leaf_and_at_no_other() {
        let mut tree = Frontier::new();
        let mut reported = Vec::new();
        for n in 0..1_025_u64 {
            let mut alone = Frontier::new();
            if let Some(subtree) = tree.append(Hash::leaf(&n.to_be_bytes())) {
                for inside in n - 255..=n {
                    alone.append(Hash::leaf(&inside.to_be_bytes()));
                }
                assert_eq!(subtree.hash, alone.root());
                reported.push((n, subtree.block));
            }
        }
        assert_eq!(reported, [(255, 0), (511, 1), (767, 2), (1_023, 3)]);
    }

    #[test]
    fn spans_cover_every_leaf_once() {
        let spans: Vec<_> = grown(0b1_0110).spans().map(|span| (span.first, span.last)).collect();
        assert_eq!(spans, [(0, 15), (16, 19), (20, 21)]);
        assert_eq!(Frontier::new().spans().count(), 0);
    }
}
