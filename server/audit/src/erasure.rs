//! How the entry of an erasure names the entries that it erased (R13): `entries` = `3-7,12`.

use crate::encoding::Fields;
use crate::{Kind, NewEntry};

/// The kind of an entry that records an erasure.
pub const ERASED: Kind = Kind::new("audit.erased");
/// The key of the detail that lists the erased entries; it may be there more than once.
const ENTRIES: &str = "entries";

/// Indices `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Range {
    pub(crate) first: u64,
    pub(crate) last: u64,
}

impl NewEntry {
    /// The entry that records the erasure of those entries, in whatever order given. The store writes it in the
    /// transaction that erases their bytes and salts, and puts its index into their `erased_by`.
    pub fn erasing(entries: impl IntoIterator<Item = u64>) -> Self {
        let mut sorted: Vec<_> =
            entries.into_iter().map(|index| Range { first: index, last: index }).collect();
        join(&mut sorted);
        let list: Vec<String> = sorted
            .iter()
            .map(|range| match range {
                Range { first, last } if first == last => first.to_string(),
                Range { first, last } => format!("{first}-{last}"),
            })
            .collect();
        Self::new(ERASED).with(ENTRIES, list.join(","))
    }
}

/// The entries that an erasure names, sorted, without overlaps. `None` if the list cannot be read, names nothing, or
/// names an entry that is not earlier than the erasure itself.
pub(crate) fn named(fields: &Fields<'_>) -> Option<Vec<Range>> {
    let mut ranges = Vec::new();
    for (_, list) in fields.details().filter(|(key, _)| *key == ENTRIES) {
        for part in list.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let range = Range { first: first.parse().ok()?, last: last.parse().ok()? };
            if range.first > range.last || range.last >= fields.index {
                return None;
            }
            ranges.push(range);
        }
    }
    join(&mut ranges);
    if ranges.is_empty() { None } else { Some(ranges) }
}

/// Sorts, and joins what overlaps or touches.
fn join(ranges: &mut Vec<Range>) {
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let joins = next.first <= kept.last.saturating_add(1);
        if joins {
            kept.last = kept.last.max(next.last);
        }
        joins
    });
}

/// The first index of `range` that no range of `within` covers. `within` is sorted and without overlaps.
pub(crate) fn first_outside<T>(range: Range, within: &[T], bounds: impl Fn(&T) -> Range) -> Option<u64> {
    let mut next = range.first;
    let start = within.partition_point(|one| bounds(one).last < next);
    for one in within.iter().skip(start) {
        let one = bounds(one);
        if next > range.last || one.first > next {
            break;
        }
        next = one.last.saturating_add(1);
    }
    (next <= range.last).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Time;

    fn read(entry: NewEntry, at_index: u64) -> Option<Vec<(u64, u64)>> {
        let sealed = entry.seal(at_index, Time(0), [0; 16]);
        let ranges = named(&Fields::read(&sealed.bytes).unwrap())?;
        Some(ranges.into_iter().map(|range| (range.first, range.last)).collect())
    }

    #[test]
    fn names_what_it_was_given_in_the_shortest_list() {
        let entry = NewEntry::erasing([7, 3, 4, 12, 5, 6, 6]);
        assert_eq!(entry.details, [("entries".to_owned(), "3-7,12".to_owned())]);
        assert_eq!(read(entry, 20), Some(vec![(3, 7), (12, 12)]));
    }

    #[test]
    fn a_list_that_is_unreadable_or_names_itself_or_later_entries_names_nothing() {
        assert_eq!(read(NewEntry::erasing([]), 20), None);
        assert_eq!(read(NewEntry::new(ERASED), 20), None);
        assert_eq!(read(NewEntry::erasing([20]), 20), None);
        for list in ["", "a", "7-3", "1,", "3-21", "-", "18446744073709551616"] {
            assert_eq!(read(NewEntry::new(ERASED).with(ENTRIES, list), 20), None, "{list}");
        }
        let two = NewEntry::new(ERASED).with(ENTRIES, "1").with("other", "x").with(ENTRIES, "2-3");
        assert_eq!(read(two, 20), Some(vec![(1, 3)]));
    }

    #[test]
    fn finds_the_first_index_that_is_not_covered() {
        let within = [Range { first: 2, last: 4 }, Range { first: 5, last: 6 }, Range { first: 9, last: 9 }];
        let outside = |first, last| first_outside(Range { first, last }, &within, |range| *range);
        assert_eq!(outside(2, 6), None);
        assert_eq!(outside(9, 9), None);
        assert_eq!(outside(1, 3), Some(1));
        assert_eq!(outside(3, 9), Some(7));
        assert_eq!(outside(10, 11), Some(10));
        assert_eq!(outside(9, 10), Some(10));
    }
}
