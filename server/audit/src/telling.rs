//! What the verifier found, in plain words.

use std::fmt;

use domain::Time;

use crate::Actor;
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
            write!(f, "\n  {} (recorded in entry {by}", Entries(*first, *last))?;
            match self.erasures.iter().find(|act| act.by == *by) {
                Some(act) => write!(f, ", {}, by {})", Moment(act.at), Doer(&act.actor))?,
                None => f.write_str(")")?,
            }
        }
        for key in &self.successions {
            write!(f, "\nSigning key replaced in entry {}, {}:", key.index, Moment(key.at))?;
            write!(f, "\n  until then {}\n  since then {}", key.from, key.to)?;
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
            Self::UnsignedSuccession => write!(
                f,
                "Entry {index} records another signing key, but not with the signatures of both keys."
            ),
            Self::BrokenSuccession => {
                write!(f, "Entry {index} records another signing key, but not for the one used until then.")
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

/// "2026-02-02 02:40 UTC".
struct Moment(Time);
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.0.div_euclid(60_000);
        let (days, minute) = (minutes.div_euclid(24 * 60), minutes.rem_euclid(24 * 60));
        // Days to a date by eras of 400 years, each of which begins on a 1 March.
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", minute / 60, minute % 60)
    }
}

/// Who did it, within a sentence.
struct Doer<'a>(&'a Actor);
impl fmt::Display for Doer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Actor::Nobody => f.write_str("nobody"),
            Actor::System => f.write_str("the program itself"),
            Actor::Person(id) => write!(f, "person {id}"),
            Actor::Operator(name) => f.write_str(name),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_as_a_date() {
        for (time, told) in [
            (0, "1970-01-01 00:00 UTC"),
            (951_782_400_000, "2000-02-29 00:00 UTC"),
            (1_770_000_000_000, "2026-02-02 02:40 UTC"),
            (4_102_444_799_999, "2099-12-31 23:59 UTC"),
            (-1, "1969-12-31 23:59 UTC"),
        ] {
            assert_eq!(Moment(Time(time)).to_string(), told);
        }
    }
}
