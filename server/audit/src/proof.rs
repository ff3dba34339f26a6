//! Proofs that an entry is in the log, and that a log is the continuation of an earlier one (RFC 9162 §2.1).

use std::collections::BTreeMap;

use crate::{BLOCK, Hash};

/// Where a proof takes its hashes from.
pub trait Nodes {
    /// The hash of the leaf at `index`, if it is at hand.
    fn leaf(&self, index: u64) -> Option<Hash>;

    /// The hash of the complete subtree over the entries `block` × 256 to `block` × 256 + 255, if it is at hand;
    /// otherwise it is made from the leaves.
    fn block(&self, _block: u64) -> Option<Hash> {
        None
    }
}

/// All leaves, from the first on.
impl Nodes for [Hash] {
    fn leaf(&self, index: u64) -> Option<Hash> {
        self.get(usize::try_from(index).ok()?).copied()
    }
}

/// The stored subtrees, and the leaves of only those blocks that a proof cuts through: those of the entry, of the
/// earlier size and of the end.
#[derive(Debug, Clone, Default)]
pub struct StoredNodes {
    /// Hashes of complete subtrees of [`BLOCK`] leaves, by block.
    pub blocks: BTreeMap<u64, Hash>,
    /// Hashes of leaves, by index.
    pub leaves: BTreeMap<u64, Hash>,
}

impl Nodes for StoredNodes {
    fn leaf(&self, index: u64) -> Option<Hash> {
        self.leaves.get(&index).copied()
    }
    fn block(&self, block: u64) -> Option<Hash> {
        self.blocks.get(&block).copied()
    }
}

/// The largest power of two below `leaves` (2 or more): how many of them a tree's left child holds.
const fn left_of(leaves: u64) -> u64 {
    1 << (63 - leaves.saturating_sub(1).leading_zeros())
}

/// The root over the leaves `from..to`, which must be a node of the tree (so `from` is a multiple of the size).
fn root_of<N: Nodes + ?Sized>(nodes: &N, from: u64, to: u64) -> Option<Hash> {
    match to.checked_sub(from)? {
        0 => Some(Hash::empty()),
        1 => nodes.leaf(from),
        leaves => {
            if leaves == BLOCK
                && let Some(hash) = nodes.block(from / BLOCK)
            {
                return Some(hash);
            }
            let middle = from + left_of(leaves);
            Some(Hash::node(&root_of(nodes, from, middle)?, &root_of(nodes, middle, to)?))
        }
    }
}

/// The root of the tree over the first `size` leaves; `None` if a hash that it needs is not at hand.
pub fn root<N: Nodes + ?Sized>(nodes: &N, size: u64) -> Option<Hash> {
    root_of(nodes, 0, size)
}

/// The proof that the leaf at `index` is in the tree of `size` leaves (RFC 9162 §2.1.3.1), from the leaf upwards.
/// `None` if `index` is not below `size` or a hash that it needs is not at hand.
pub fn inclusion<N: Nodes + ?Sized>(nodes: &N, index: u64, size: u64) -> Option<Vec<Hash>> {
    if index >= size {
        return None;
    }
    let (mut from, mut to) = (0, size);
    let mut from_the_top = Vec::new();
    while to - from > 1 {
        let middle = from + left_of(to - from);
        if index < middle {
            from_the_top.push(root_of(nodes, middle, to)?);
            to = middle;
        } else {
            from_the_top.push(root_of(nodes, from, middle)?);
            from = middle;
        }
    }
    from_the_top.reverse();
    Some(from_the_top)
}

/// The proof that the tree of `size` leaves continues the one of `earlier` leaves (RFC 9162 §2.1.4.1). Empty if
/// they are the same, or `earlier` is 0. `None` if `earlier` is above `size` or a hash is not at hand.
pub fn consistency<N: Nodes + ?Sized>(nodes: &N, earlier: u64, size: u64) -> Option<Vec<Hash>> {
    if earlier > size {
        return None;
    }
    if earlier == 0 || earlier == size {
        return Some(Vec::new());
    }
    let (mut from, mut to) = (0, size);
    let mut from_the_top = Vec::new();
    while to > earlier {
        let middle = from + left_of(to - from);
        if earlier <= middle {
            from_the_top.push(root_of(nodes, middle, to)?);
            to = middle;
        } else {
            from_the_top.push(root_of(nodes, from, middle)?);
            from = middle;
        }
    }
    // The whole earlier tree is known to the verifier; any other node that ends where it ends is not.
    if from > 0 {
        from_the_top.push(root_of(nodes, from, to)?);
    }
    from_the_top.reverse();
    Some(from_the_top)
}

/// Whether `proof` shows that `leaf` is at `index` of the tree of `size` leaves with that `root`
/// (RFC 9162 §2.1.3.2).
#[must_use]
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last) = (index, size - 1);
    let mut node = leaf;
    for beside in proof {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            node = Hash::node(beside, &node);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            node = Hash::node(&node, beside);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && node == root
}

/// Whether `proof` shows that the tree of `size` leaves with that `root` continues the one of `earlier` leaves with
/// `earlier_root` (RFC 9162 §2.1.4.2). Every tree continues the empty one.
#[must_use]
pub fn verify_consistency(earlier: u64, earlier_root: Hash, size: u64, root: Hash, proof: &[Hash]) -> bool {
    if earlier > size {
        return false;
    }
    if earlier == size {
        return proof.is_empty() && earlier_root == root;
    }
    if earlier == 0 {
        return proof.is_empty() && earlier_root == Hash::empty();
    }
    // A whole tree of a power of two is a node of the later one: the proof leaves it out, being known.
    let (start, path) = if earlier.is_power_of_two() {
        (earlier_root, proof)
    } else if let Some((start, path)) = proof.split_first() {
        (*start, path)
    } else {
        return false;
    };
    let level = (earlier - 1).trailing_ones();
    let (mut place, mut last) = ((earlier - 1) >> level, (size - 1) >> level);
    let (mut before, mut after) = (start, start);
    for beside in path {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            before = Hash::node(beside, &before);
            after = Hash::node(beside, &after);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            after = Hash::node(&after, beside);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && before == earlier_root && after == root
}
