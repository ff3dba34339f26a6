//! Goes through a log row by row and names the first bad entry.
//!
//! It holds no more in memory than the right edge of the tree, the last 256 leaves, the erased ranges and what it was
//! given to compare with. Three kinds of witness are asked, each of them independent of the rows:
//! the head row (size and right edge), the stored subtrees, and checkpoints that were saved elsewhere. Whoever can
//! write to the database can make rows, subtrees and head agree; only a saved checkpoint stands against that.

use std::collections::BTreeMap;

use crate::encoding::Fields;
use crate::erasure::{ERASED, Range, first_outside, named};
use crate::report::{Column, ErasedRange, Erasure, Finding, Problem, Report};
use crate::succession::{self, SUCCEEDED, Succession};
use crate::witness::Suspect;
use crate::{Actor, BLOCK, Checkpoint, Frontier, Hash, SALT_BYTES, StoredEntry};

/// Goes through a log: give it what to compare with, [`Self::feed`] it every row by index, then [`Self::finish`].
#[derive(Debug)]
pub struct Verifier {
    pub(crate) head: Option<Frontier>,
    pub(crate) subtrees: Option<BTreeMap<u64, Hash>>,
    /// Those not reached yet, the next one last.
    pub(crate) checkpoints: Vec<Checkpoint>,

    pub(crate) tree: Frontier,
    /// The index that the next row should have.
    pub(crate) next: u64,
    /// Leaves of the last [`BLOCK`] places, each at its index modulo that.
    pub(crate) recent: Vec<Hash>,
    /// Whether rows are out of place, so that the tree no longer says anything.
    pub(crate) out_of_place: bool,

    /// Sorted, without overlaps as long as rows come in order.
    pub(crate) erased: Vec<ErasedRange>,
    /// Erased entries by the entry that should record it, until that one is read.
    pub(crate) unrecorded: BTreeMap<u64, Vec<Range>>,
    /// The acts of erasing, as they come.
    pub(crate) erasures: Vec<Erasure>,
    /// Keys that followed one another, as they come.
    pub(crate) successions: Vec<Succession>,

    pub(crate) worst: Option<Suspect>,
    /// The first block whose stored hash does not fit.
    pub(crate) bad_block: Option<u64>,
    /// Entries proved by the largest checkpoint that fits.
    pub(crate) proved: u64,
    pub(crate) checkpoints_met: usize,
    /// The first checkpoint that does not fit, and how many entries were proved before it.
    pub(crate) forked: Option<(Checkpoint, u64)>,
}

impl Verifier {
    /// Begins with the head of the log ([`Frontier::from_bytes`] of the head row); `None` if it is missing or cannot be
    /// read, which is itself reported.
    pub fn new(head: Option<Frontier>) -> Self {
        Self {
            head,
            subtrees: None,
            checkpoints: Vec::new(),
            tree: Frontier::new(),
            next: 0,
            recent: Vec::new(),
            out_of_place: false,
            erased: Vec::new(),
            unrecorded: BTreeMap::new(),
            erasures: Vec::new(),
            successions: Vec::new(),
            worst: None,
            bad_block: None,
            proved: 0,
            checkpoints_met: 0,
            forked: None,
        }
    }

    /// Compares with the stored subtrees as well: block and hash, in any order. Without this call they are not asked
    /// for; with it, a missing one is reported.
    #[must_use]
    pub fn with_subtrees(mut self, subtrees: impl IntoIterator<Item = (u64, Hash)>) -> Self {
        self.subtrees = Some(subtrees.into_iter().collect());
        self
    }

    /// Compares with a saved checkpoint whose signature was verified; may be called more than once, in any order. The
    /// more there are, the narrower a rewritten part can be named.
    #[must_use]
    pub fn with_checkpoint(mut self, checkpoint: Checkpoint) -> Self {
        self.checkpoints.push(checkpoint);
        self.checkpoints.sort_by_key(|checkpoint| std::cmp::Reverse(checkpoint.size));
        self
    }

    /// Takes the next row, in the order of the index column.
    pub fn feed(&mut self, row: &StoredEntry) {
        if self.tree.size() == 0 {
            self.meet_checkpoints();
        }
        self.place(row);
        match (&row.bytes, &row.salt, row.erased_by) {
            (Some(bytes), Some(salt), None) => self.written(row, bytes, salt),
            (None, None, Some(by)) => self.erased(row, by),
            (None, None, None) => self.suspect(row.index, Finding::Wiped),
            (_, _, Some(by)) => self.suspect(row.index, Finding::NotErased { by }),
            (_, _, None) => self.suspect(row.index, Finding::Altered),
        }
        self.grow(row.leaf);
    }

    /// The outcome, after the last row.
    pub fn finish(mut self) -> Report {
        if self.tree.size() == 0 {
            self.meet_checkpoints();
        }
        let known = self.known_size();
        for (by, ranges) in std::mem::take(&mut self.unrecorded) {
            // An erasure that was cut off with the end is missing, not forged: then the cut is reported.
            if by >= self.next && by < known {
                continue;
            }
            for range in ranges {
                self.suspect(range.first, Finding::ErasureNotRecorded { by });
            }
        }
        let beside = self.compare_with_witnesses();
        let problem = self.worst.map(|worst| Problem { index: Some(worst.range.first), what: worst.what });
        Report {
            entries: self.tree.size(),
            root: self.tree.root(),
            erased: self.erased,
            erasures: self.erasures,
            successions: self.successions,
            checkpoints: self.checkpoints_met,
            problem: problem.or(beside.map(|what| Problem { index: None, what })),
        }
    }

    /// Whether the row has the index that comes next.
    fn place(&mut self, row: &StoredEntry) {
        if row.index > self.next {
            self.suspect(self.next, Finding::Missing { next: row.index });
            self.out_of_place = true;
        } else if row.index < self.next {
            self.out_of_place = true;
            match &mut self.worst {
                Some(Suspect { range, what: what @ Finding::Missing { .. } }) if range.first == row.index => {
                    *what = Finding::Reordered;
                }
                _ => self.suspect(row.index, Finding::Duplicated { of: row.index }),
            }
        }
        self.next = self.next.max(row.index.saturating_add(1));
    }

    /// A row with its bytes: do leaf, bytes and columns say the same?
    fn written(&mut self, row: &StoredEntry, bytes: &[u8], salt: &[u8]) {
        // A salt of another length could hide bytes that were moved from one column to the other.
        if salt.len() != SALT_BYTES || Hash::leaf_of(salt, bytes) != row.leaf {
            return self.suspect(row.index, Finding::Altered);
        }
        let fields = match Fields::read(bytes) {
            Ok(fields) => fields,
            Err(why) => return self.suspect(row.index, Finding::Unreadable(why)),
        };
        if fields.index != row.index {
            return self.misplaced(row, fields.index);
        }
        if let Some(column) = edited(row, &fields) {
            self.suspect(row.index, Finding::Column(column));
        }
        if fields.kind == ERASED.as_str() {
            self.erasure(&fields);
        } else if fields.kind == SUCCEEDED.as_str() {
            self.succession(&fields);
        }
    }

    /// A row whose bytes were written for another place.
    fn misplaced(&mut self, row: &StoredEntry, holds: u64) {
        self.out_of_place = true;
        if holds > row.index {
            return self.suspect(row.index, Finding::Removed { holds });
        }
        if let Some(Suspect { range, what: what @ Finding::Removed { .. } }) = &mut self.worst
            && range.first == holds
        {
            *what = Finding::Reordered;
            return;
        }
        // Where it belongs there is either itself, so this is a copy, or something else, which was put in.
        let recent = (row.index - holds <= BLOCK)
            .then(|| self.recent.get(usize::try_from(holds % BLOCK).ok()?))
            .flatten();
        match recent {
            Some(leaf) if *leaf == row.leaf => self.suspect(row.index, Finding::Duplicated { of: holds }),
            Some(_) => self.suspect(holds, Finding::Inserted),
            None => self.suspect(row.index, Finding::Displaced { holds }),
        }
    }

    /// A row without its bytes.
    fn erased(&mut self, row: &StoredEntry, by: u64) {
        if row.actor.names_somebody() || row.subject.is_some() {
            self.suspect(row.index, Finding::StillNamed);
        }
        if by <= row.index {
            return self.suspect(row.index, Finding::ErasureNotRecorded { by });
        }
        match self.erased.last_mut() {
            Some(range) if range.by == by && range.last.checked_add(1) == Some(row.index) => {
                range.last = row.index
            }
            _ => self.erased.push(ErasedRange { first: row.index, last: row.index, by }),
        }
        let one = Range { first: row.index, last: row.index };
        let unrecorded = self.unrecorded.entry(by).or_default();
        match unrecorded.last_mut() {
            Some(range) if range.last.checked_add(1) == Some(row.index) => range.last = row.index,
            _ => unrecorded.push(one),
        }
    }

    /// An entry that records an erasure: what says to be erased by it must be named, and what is named be erased.
    fn erasure(&mut self, fields: &Fields<'_>) {
        let by = fields.index;
        let Some(named) = named(fields) else {
            return self.suspect(by, Finding::UnreadableErasure);
        };
        self.erasures.push(Erasure { by, at: fields.at, actor: Actor::of(&fields.actor) });
        for range in self.unrecorded.remove(&by).unwrap_or_default() {
            if let Some(index) = first_outside(range, &named, |range| *range) {
                self.suspect(index, Finding::ErasureNotRecorded { by });
            }
        }
        // Rows out of place are not sorted, and already reported.
        if self.out_of_place {
            return;
        }
        for range in named {
            let bounds = |range: &ErasedRange| Range { first: range.first, last: range.last };
            if let Some(index) = first_outside(range, &self.erased, bounds) {
                self.suspect(index, Finding::NotErased { by });
            }
        }
    }

    /// An entry that records that another key follows: signed by both, on the one that signed until then.
    fn succession(&mut self, fields: &Fields<'_>) {
        let Some(succession) = succession::read(fields) else {
            return self.suspect(fields.index, Finding::UnsignedSuccession);
        };
        if self.successions.last().is_some_and(|last| last.to != succession.from) {
            self.suspect(fields.index, Finding::BrokenSuccession);
        }
        self.successions.push(succession);
    }

    /// Adds the leaf to the tree and compares what this completes.
    fn grow(&mut self, leaf: Hash) {
        let place = usize::try_from(self.tree.size() % BLOCK).unwrap_or(0);
        match self.recent.get_mut(place) {
            Some(slot) => *slot = leaf,
            None => self.recent.push(leaf),
        }
        let completed = self.tree.append(leaf);
        if self.out_of_place {
            return;
        }
        if let (Some(subtree), Some(stored), None) = (completed, &self.subtrees, self.bad_block)
            && stored.get(&subtree.block).is_some_and(|hash| *hash != subtree.hash)
        {
            self.bad_block = Some(subtree.block);
        }
        self.meet_checkpoints();
    }

    /// Compares the root with the checkpoints of this size.
    fn meet_checkpoints(&mut self) {
        let size = self.tree.size();
        while let Some(checkpoint) = self.checkpoints.pop_if(|checkpoint| checkpoint.size == size) {
            if self.tree.root() == checkpoint.root {
                self.checkpoints_met += 1;
                self.proved = size;
            } else if self.forked.is_none() {
                self.forked = Some((checkpoint, self.proved));
            }
        }
    }
}

/// The first column that says something else than the bytes.
fn edited(row: &StoredEntry, fields: &Fields<'_>) -> Option<Column> {
    if row.at != fields.at {
        Some(Column::Time)
    } else if row.kind.as_str() != fields.kind {
        Some(Column::Kind)
    } else if Actor::field(&row.actor) != fields.actor {
        Some(Column::Actor)
    } else if row.subject.as_ref().map(|id| id.as_str()) != fields.subject {
        Some(Column::Subject)
    } else if row.request.as_ref().map(|id| id.as_str()) != fields.request {
        Some(Column::Request)
    } else {
        None
    }
}
