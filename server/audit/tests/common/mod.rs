//! A log in memory as the store keeps it, and a second, naive way to a tree's root.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop at what cannot be")]

use audit::{Checkpoint, Entry, Frontier, Hash, NewEntry, Report, StoredEntry, Verifier};
use domain::{PersonId, RequestId, Time};
use sha2::{Digest, Sha256};

/// The root as RFC 9162 §2.1.1 defines it, word for word and slowly; shares no code with the crate.
pub(crate) fn naive_root(leaves: &[[u8; 32]]) -> [u8; 32] {
    match leaves {
        [] => Sha256::digest(b"").into(),
        [one] => *one,
        _ => {
            let mut k = 1;
            while k * 2 < leaves.len() {
                k *= 2;
            }
            let mut node = vec![1_u8];
            node.extend(naive_root(&leaves[..k]));
            node.extend(naive_root(&leaves[k..]));
            Sha256::digest(&node).into()
        }
    }
}

pub(crate) fn leaves(rows: &[StoredEntry]) -> Vec<[u8; 32]> {
    rows.iter().map(|row| row.leaf.0).collect()
}

/// What lies in the database.
#[derive(Clone)]
pub(crate) struct Log {
    pub(crate) rows: Vec<StoredEntry>,
    pub(crate) subtrees: Vec<(u64, Hash)>,
    pub(crate) head: Frontier,
}

impl Log {
    pub(crate) fn of(size: u64) -> Self {
        let mut log = Self { rows: Vec::new(), subtrees: Vec::new(), head: Frontier::new() };
        for index in 0..size {
            log.write(happening(index));
        }
        log
    }

    pub(crate) fn write(&mut self, entry: NewEntry) -> u64 {
        let index = self.head.size();
        self.push(sealed(entry, index));
        index
    }

    fn push(&mut self, entry: Entry) {
        self.subtrees.extend(self.head.append(entry.leaf).map(|subtree| (subtree.block, subtree.hash)));
        self.rows.push(entry.into());
    }

    /// Erases on record, as the store does in one transaction.
    pub(crate) fn erase(&mut self, entries: &[u64]) -> u64 {
        let by = self.write(NewEntry::erasing(entries.iter().copied()).by_system());
        for index in entries {
            self.rows[usize::try_from(*index).unwrap()].erase(by);
        }
        by
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint::of(&self.head, Time(5))
    }

    /// What an attacker does who knows the code and can write everywhere but to saved checkpoints.
    pub(crate) fn recompute_subtrees_and_head(&mut self) {
        self.subtrees.clear();
        self.head = Frontier::new();
        for row in &self.rows {
            self.subtrees.extend(self.head.append(row.leaf).map(|subtree| (subtree.block, subtree.hash)));
        }
    }

    pub(crate) fn verify(&self) -> Report {
        self.verify_with([])
    }

    pub(crate) fn verify_with(&self, saved: impl IntoIterator<Item = Checkpoint>) -> Report {
        let mut verifier =
            Verifier::new(Some(self.head.clone())).with_subtrees(self.subtrees.iter().copied());
        for checkpoint in saved {
            verifier = verifier.with_checkpoint(checkpoint);
        }
        for row in &self.rows {
            verifier.feed(row);
        }
        let report = verifier.finish();
        assert_eq!(report.entries, self.rows.len() as u64);
        assert_eq!(report.root.0, naive_root(&leaves(&self.rows)), "the second implementation agrees");
        report
    }

    /// The index columns count up again after rows were moved.
    pub(crate) fn renumber(&mut self) {
        for (index, row) in self.rows.iter_mut().enumerate() {
            row.index = index as u64;
        }
    }
}

pub(crate) fn happening(n: u64) -> NewEntry {
    let person = PersonId::stored(format!("person{n}"));
    match n % 4 {
        0 => NewEntry::new("request.asked").about(&person).with("where", "Bern").with("n", n.to_string()),
        1 => NewEntry::new("request.approved").by(&person).on(&RequestId::stored(format!("request{n}"))),
        2 => NewEntry::new("request.expired").by_system().about(&person),
        _ => NewEntry::new("pass.issued").by_operator("root").about(&person).with("für", "Ärger"),
    }
}

/// Sealed with a salt that differs for every entry and content, as a random one would.
pub(crate) fn sealed(entry: NewEntry, index: u64) -> Entry {
    let digest = Sha256::digest(format!("{index} {entry:?}"));
    entry.seal(index, Time(1_700_000_000_000 + index as i64), digest[..16].try_into().unwrap())
}
