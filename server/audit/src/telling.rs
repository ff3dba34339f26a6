//! What the verifier found, in plain words.

use std::fmt;

use crate::report::{Column, ErasedRange, Finding, Problem, Report};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            None => writeln!(f, "The record is whole.")?,
            Some(problem) => writeln!(f, "The record is not whole. {problem}")?,
        }
        writeln!(f, "Entries read: {}", self.entries)?;
        writeln!(f, "Root: {}", self.root)?;
        writeln!(f, "Saved checkpoints that it continues: {}", self.checkpoints)?;
        write!(f, "Erased on record: {}", self.erased_entries())?;
        for ErasedRange { first, last, by } in &self.erased {
            write!(f, "\n  {} (recorded in entry {by})", Entries(*first, *last))?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => self.what.describe(index, f),
            None => match self.what {
                Finding::NoHead => f.write_str(
                    "The head of the log is missing or cannot be read, so nothing shows whether its end was cut off.",
                ),
                Finding::HeadChanged => f.write_str(
                    "The head of the log was changed; the entries are those of the saved checkpoint.",
                ),
                Finding::SubtreeMissing { block } => {
                    write!(f, "The stored hash of {} is missing.", block_of(block))
                }
                Finding::SubtreeChanged { block } => write!(
                    f,
                    "The stored hash of {} was changed; the entries are those of the saved checkpoint.",
                    block_of(block)
                ),
                // Every other finding comes with an index.
                other => write!(f, "{other:?}"),
            },
        }
    }
}

impl Finding {
    fn describe(&self, index: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Column(column) => {
                write!(f, "Entry {index} was edited: its {column} is not the one that was written.")
            }
            Self::Altered => write!(f, "Entry {index} was edited: what it says does not fit its hash."),
            Self::Unreadable(why) => write!(f, "Entry {index} is not an entry: {why}."),
            Self::Missing { next } => {
                write!(f, "In the record, {} missing.", Are(index, next.saturating_sub(1)))
            }
            Self::Removed { holds } => write!(
                f,
                "Entry {index} was removed: what was written as entry {holds} now stands in its place."
            ),
            Self::Reordered => write!(f, "Entries were put in another order, from entry {index} on."),
            Self::Inserted => {
                write!(f, "Entry {index} was put in later: what was written there stands further on.")
            }
            Self::Duplicated { of } if of == index => write!(f, "Entry {index} is there more than once."),
            Self::Duplicated { of } => write!(f, "Entry {index} is a second copy of entry {of}."),
            Self::Displaced { holds } => {
                write!(f, "Entry {index} is in the wrong place: it was written as entry {holds}.")
            }
            Self::Cut { size } => write!(
                f,
                "The end is cut off: {} missing; there were at least {size} entries.",
                Are(index, size.saturating_sub(1))
            ),
            Self::PastHead => {
                write!(f, "From entry {index} on, entries were added that the head of the log does not know.")
            }
            Self::Replaced { last } if last == index => write!(f, "Entry {index} was replaced by another."),
            Self::Replaced { last } => write!(f, "One of {} was replaced by another.", Entries(index, last)),
            Self::Disputed { last } => write!(
                f,
                "Among {}, one was replaced, or a hash kept beside them was: the head of the log and the stored hashes do \
                 not agree. A checkpoint saved elsewhere tells which.",
                Entries(index, last),
            ),
            Self::RolledBack { size } => write!(
                f,
                "An older state was put back: a saved checkpoint shows {size} entries, and from entry {index} on they are gone."
            ),
            Self::Forked { last, size } => write!(
                f,
                "The log was written anew: {} other than when the checkpoint of {size} entries was saved.",
                One(index, last)
            ),
            Self::Wiped => write!(f, "Entry {index} was emptied, and no entry records an erasure."),
            Self::ErasureNotRecorded { by } => {
                write!(f, "Entry {index} was emptied, and entry {by}, which should record it, does not.")
            }
            Self::NotErased { by } => {
                write!(f, "Entry {index} should be erased, as entry {by} records, and is not.")
            }
            Self::StillNamed => {
                write!(
                    f,
                    "Entry {index} is erased, but somebody is still named beside it, which nothing proves."
                )
            }
            Self::UnreadableErasure => {
                write!(f, "Entry {index} records an erasure, but does not say properly of what.")
            }
            Self::NoHead | Self::HeadChanged | Self::SubtreeMissing { .. } | Self::SubtreeChanged { .. } => {
                write!(f, "{self:?}")
            }
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Time => "time",
            Self::Kind => "kind",
            Self::Actor => "actor",
            Self::Subject => "person",
            Self::Request => "request",
        })
    }
}

fn block_of(block: u64) -> Entries {
    let first = block.saturating_mul(crate::BLOCK);
    Entries(first, first.saturating_add(crate::BLOCK - 1))
}

/// "entry 3", "entries 3 to 7".
struct Entries(u64, u64);
impl fmt::Display for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == self.1 {
            write!(f, "entry {}", self.0)
        } else {
            write!(f, "entries {} to {}", self.0, self.1)
        }
    }
}

/// "entry 3 is", "entries 3 to 7 are".
struct Are(u64, u64);
impl fmt::Display for Are {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == self.1 {
            write!(f, "entry {} is", self.0)
        } else {
            write!(f, "entries {} to {} are", self.0, self.1)
        }
    }
}

/// "entry 3 is", "one of entries 3 to 7 is".
struct One(u64, u64);
impl fmt::Display for One {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == self.1 {
            write!(f, "entry {} is", self.0)
        } else {
            write!(f, "one of entries {} to {} is", self.0, self.1)
        }
    }
}
