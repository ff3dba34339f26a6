//! What the verifier found.

use domain::Time;

use crate::{Actor, Hash, NotAnEntry, Succession};

/// The outcome of going through a log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Entries read.
    pub entries: u64,
    /// The root over the leaves read, in the order read.
    pub root: Hash,
    /// Entries erased and recorded as such; nothing is wrong with them.
    pub erased: Vec<ErasedRange>,
    /// The acts that erased them, by index.
    pub erasures: Vec<Erasure>,
    /// Signing keys that followed one another, by index; each is signed by both keys.
    pub successions: Vec<Succession>,
    /// Saved checkpoints that this log continues.
    pub checkpoints: usize,
    /// The first thing that is wrong.
    pub problem: Option<Problem>,
}

/// Entries `first` to `last`, all erased by one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct ErasedRange {
    /// The first of them.
    pub first: u64,
    /// The last of them.
    pub last: u64,
    /// The index of the entry that records the erasure: when and by whom.
    pub by: u64,
}

/// One act of erasing: when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Erasure {
    /// The entry that records it.
    pub by: u64,
    /// When.
    pub at: Time,
    /// By whom; the program itself where the policy's term was over.
    pub actor: Actor,
}

/// Something wrong with the log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// The first bad entry, or the first that can be one where [`Finding`] gives a range; `None` if no entry is bad
    /// but something kept beside them.
    pub index: Option<u64>,
    /// What is wrong.
    pub what: Finding,
}

/// A column beside an entry's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Column {
    /// When it was written.
    Time,
    /// What happened.
    Kind,
    /// Who did it.
    Actor,
    /// To whom.
    Subject,
    /// In which request.
    Request,
}

/// Kinds of damage. Indices are those of [`Problem::index`] unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Finding {
    /// A column says something else than the bytes that were hashed.
    Column(Column),
    /// Bytes, salt or leaf were changed: they do not belong together.
    Altered,
    /// The leaf is right but the bytes are no entry.
    Unreadable(NotAnEntry),
    /// No row has this index; the next one read has `next`.
    Missing {
        /// The index found instead.
        next: u64,
    },
    /// The row holds what was written at the later place `holds`: entries before it were removed.
    Removed {
        /// The index within the bytes.
        holds: u64,
    },
    /// An entry stands in another place than the one it was written in, and what belongs here comes later.
    Reordered,
    /// An entry was put in: what was written here now stands further on.
    Inserted,
    /// The entry is there a second time.
    Duplicated {
        /// Where it belongs.
        of: u64,
    },
    /// The row holds what was written far before, at `holds`.
    Displaced {
        /// The index within the bytes.
        holds: u64,
    },
    /// From here on entries are gone: the head, or a stored subtree, knows of `size`.
    Cut {
        /// Entries there were at least.
        size: u64,
    },
    /// From here on there are entries that the head does not know of.
    PastHead,
    /// One of the entries from the index to `last` was replaced by another, leaf and all. Among the entries after
    /// the last complete block of 256 this rests on the head alone, which may itself have been changed.
    Replaced {
        /// The last that it can be.
        last: u64,
    },
    /// Head and stored subtrees do not agree about the entries from the index to `last`: one of these was replaced
    /// together with one of the two, or one of the two was changed. A saved checkpoint would tell.
    Disputed {
        /// The last that it can be.
        last: u64,
    },
    /// The log is shorter than a saved checkpoint of it: an old state was put back.
    RolledBack {
        /// The checkpoint's size.
        size: u64,
    },
    /// One of the entries from the index to `last` is another than when the checkpoint of that size was saved: the
    /// log was written anew.
    Forked {
        /// The last that it can be.
        last: u64,
        /// The checkpoint's size.
        size: u64,
    },
    /// Bytes and salt are gone and no entry is named that records it.
    Wiped,
    /// It is said to be erased by an entry that is not there, is no erasure, is itself erased, or does not name it.
    ErasureNotRecorded {
        /// The entry named.
        by: u64,
    },
    /// An erasure names it, but its bytes are still, or again, there.
    NotErased {
        /// The entry that records the erasure.
        by: u64,
    },
    /// It is erased, but the columns beside it still name somebody, which nothing proves.
    StillNamed,
    /// It records an erasure but its list of entries cannot be read or names later ones.
    UnreadableErasure,
    /// It records that another key follows, but cannot be read, or is not signed by both keys.
    UnsignedSuccession,
    /// It records that another key follows, but not on the one that signed until then.
    BrokenSuccession,
    /// The head row is not there or not readable; the entries by themselves fit.
    NoHead,
    /// The head row does not fit the entries, which a saved checkpoint proves right.
    HeadChanged,
    /// The stored hash of this block of 256 is not there.
    SubtreeMissing {
        /// The block.
        block: u64,
    },
    /// The stored hash of this block of 256 does not fit the entries, which a saved checkpoint proves right.
    SubtreeChanged {
        /// The block.
        block: u64,
    },
}

impl Report {
    /// Whether nothing is wrong; erased entries are not wrong.
    pub const fn is_whole(&self) -> bool {
        self.problem.is_none()
    }

    /// How many entries were erased on record.
    pub fn erased_entries(&self) -> u64 {
        self.erased.iter().map(|range| range.last - range.first + 1).sum()
    }
}
