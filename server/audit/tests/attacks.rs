//! Every way that we know to tamper with the log in its database, each by direct edits: all are found, and the first
//! bad entry is named. The log is longer than two blocks of 256.

#![allow(clippy::indexing_slicing, clippy::expect_used, reason = "a test may stop at what cannot be")]

mod common;

use audit::{
    Actor, Checkpoint, Column, ErasedRange, Finding, Frontier, Hash, Kind, NewEntry, Problem, Report,
    StoredEntry, Verifier,
};
use common::{Log, happening, sealed};
use domain::{PersonId, RequestId, Time};

/// Two complete blocks (0–255, 256–511) and 88 entries more.
const SIZE: u64 = 600;

type Edit = fn(&mut StoredEntry);

fn log() -> Log {
    Log::of(SIZE)
}

fn found(report: &Report) -> (Option<u64>, Finding) {
    let Problem { index, what } = report.problem.clone().expect("a problem");
    (index, what)
}

fn finds(log: &Log, index: u64, what: Finding) {
    assert_eq!(found(&log.verify()), (Some(index), what));
}

/// Puts a well-formed entry of the attacker's into a place, leaf and all.
fn forge(log: &mut Log, index: u64) {
    log.rows[index as usize] = sealed(NewEntry::new("forged.entry").by_system(), index).into();
}

#[test]
fn an_untouched_log_is_whole_at_any_size() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, SIZE] {
        let log = Log::of(size);
        let report = log.verify_with([log.checkpoint()]);
        assert!(report.is_whole(), "{size}: {report}");
        assert_eq!((report.root, report.checkpoints), (log.head.root(), 1));
    }
}

#[test]
fn an_untouched_log_continues_every_checkpoint_saved_on_the_way() {
    let mut log = Log::of(0);
    let mut saved = vec![log.checkpoint()];
    for n in 0..SIZE {
        log.write(happening(n));
        if n % 50 == 0 {
            saved.push(log.checkpoint());
        }
    }
    saved.reverse();
    let report = log.verify_with(saved.clone());
    assert!(report.is_whole(), "{report}");
    assert_eq!(report.checkpoints, saved.len());
}

#[test]
fn an_edited_column_is_named() {
    let edits: [(Edit, Column); 8] = [
        (|row| row.at = Time(row.at.0 + 1), Column::Time),
        (|row| row.kind = Kind::new("request.denied"), Column::Kind),
        (|row| row.actor = Actor::Person(PersonId::stored("eve")), Column::Actor),
        (|row| row.actor = Actor::stored("rubbish"), Column::Actor),
        (|row| row.subject = Some(PersonId::stored("eve")), Column::Subject),
        (|row| row.subject = row.subject.is_none().then(|| PersonId::stored("")), Column::Subject),
        (|row| row.request = Some(RequestId::stored("other")), Column::Request),
        (|row| row.request = row.request.is_none().then(|| RequestId::stored("")), Column::Request),
    ];
    for (edit, column) in edits {
        for index in [0, 255, 256, 301, 599] {
            let mut log = log();
            edit(&mut log.rows[index as usize]);
            finds(&log, index, Finding::Column(column));
        }
    }
}

#[test]
fn edited_bytes_are_named() {
    for index in [0, 255, 256, 301, 599] {
        for at in [0, 20, 40] {
            let mut log = log();
            log.rows[index as usize].bytes.as_mut().unwrap()[at] ^= 1;
            finds(&log, index, Finding::Altered);
        }
    }
}

#[test]
fn an_edited_salt_is_named() {
    let mut log = log();
    log.rows[301].salt.as_mut().unwrap()[3] ^= 1;
    finds(&log, 301, Finding::Altered);
}

#[test]
fn bytes_moved_between_salt_and_entry_are_named() {
    let mut log = log();
    let row = &mut log.rows[301];
    let first = row.bytes.as_mut().unwrap().remove(0);
    row.salt.as_mut().unwrap().push(first);
    assert_eq!(
        Hash::leaf_of(row.salt.as_ref().unwrap(), row.bytes.as_ref().unwrap()),
        row.leaf,
        "the same hash"
    );
    finds(&log, 301, Finding::Altered);
}

#[test]
fn an_edited_leaf_is_named_before_its_block() {
    let mut log = log();
    log.rows[301].leaf = Hash::stored(b"too short for a hash");
    finds(&log, 301, Finding::Altered);
}

#[test]
fn bytes_that_are_no_entry_are_named_even_with_their_right_leaf() {
    let mut log = log();
    let row = &mut log.rows[301];
    row.bytes.as_mut().unwrap().push(0);
    row.leaf = Hash::leaf_of(row.salt.as_ref().unwrap(), row.bytes.as_ref().unwrap());
    finds(&log, 301, Finding::Unreadable(audit::NotAnEntry::Trailing));
}

#[test]
fn an_inserted_entry_is_named() {
    let mut log = log();
    log.rows.insert(301, sealed(NewEntry::new("forged.entry"), 301).into());
    finds(&log, 301, Finding::Duplicated { of: 301 });
    log.renumber();
    finds(&log, 301, Finding::Inserted);
    for _ in 0..3 {
        log.rows.insert(250, sealed(NewEntry::new("forged.entry"), 250).into());
    }
    log.renumber();
    forge(&mut log, 251);
    forge(&mut log, 252);
    finds(&log, 250, Finding::Inserted);
}

#[test]
fn an_entry_added_past_the_head_is_named() {
    let mut log = log();
    log.rows.push(sealed(happening(SIZE), SIZE).into());
    finds(&log, SIZE, Finding::PastHead);
}

#[test]
fn a_removed_entry_is_named() {
    for index in [1, 255, 256, 301, 598] {
        let mut log = log();
        log.rows.remove(index as usize);
        finds(&log, index, Finding::Missing { next: index + 1 });
        log.renumber();
        finds(&log, index, Finding::Removed { holds: index + 1 });
    }
    let mut log = log();
    log.rows.drain(100..400);
    finds(&log, 100, Finding::Missing { next: 400 });
}

#[test]
fn a_cut_beginning_is_named() {
    let mut log = log();
    log.rows.drain(..300);
    finds(&log, 0, Finding::Missing { next: 300 });
    log.renumber();
    finds(&log, 0, Finding::Removed { holds: 300 });
    log.recompute_subtrees_and_head();
    finds(&log, 0, Finding::Removed { holds: 300 });
}

#[test]
fn reordered_entries_are_named() {
    for (one, other) in [(301, 302), (10, 500), (255, 256), (0, 599)] {
        let mut log = log();
        log.rows.swap(one as usize, other as usize);
        // Read back in the order of an index column that was renumbered, or in another order.
        let mut renumbered = log.clone();
        renumbered.renumber();
        finds(&renumbered, one, Finding::Reordered);
        finds(&log, one, Finding::Reordered);
    }
    let mut moved_up = log();
    let row = moved_up.rows.remove(400);
    moved_up.rows.insert(350, row);
    moved_up.renumber();
    finds(&moved_up, 350, Finding::Reordered);
    let mut moved_down = log();
    let row = moved_down.rows.remove(350);
    moved_down.rows.insert(400, row);
    moved_down.renumber();
    finds(&moved_down, 350, Finding::Reordered);
}

#[test]
fn a_duplicated_entry_is_named() {
    for (of, at) in [(301, 302), (301, 310), (200, 302), (100, 356)] {
        let mut log = log();
        let copy = log.rows[of as usize].clone();
        log.rows.insert(at as usize, copy);
        log.renumber();
        finds(&log, at, Finding::Duplicated { of });
    }
    let mut far = log();
    let copy = far.rows[10].clone();
    far.rows.insert(500, copy);
    far.renumber();
    finds(&far, 500, Finding::Displaced { holds: 10 });
    let mut in_place_of_another = log();
    in_place_of_another.rows[310] = in_place_of_another.rows[301].clone();
    in_place_of_another.renumber();
    finds(&in_place_of_another, 310, Finding::Duplicated { of: 301 });
}

#[test]
fn a_cut_tail_is_found_against_the_head() {
    for keep in [0, 1, 255, 256, 511, 512, 599] {
        let mut log = log();
        log.rows.truncate(keep as usize);
        finds(&log, keep, Finding::Cut { size: SIZE });
    }
}

#[test]
fn a_cut_tail_with_its_head_is_found_against_the_subtrees() {
    let mut log = log();
    let subtrees = log.subtrees.clone();
    log.rows.truncate(500);
    log.recompute_subtrees_and_head();
    log.subtrees = subtrees;
    finds(&log, 500, Finding::Cut { size: 512 });
}

#[test]
fn a_cut_tail_with_head_and_subtrees_is_found_against_a_saved_checkpoint() {
    let mut log = log();
    let saved = log.checkpoint();
    log.rows.truncate(500);
    log.recompute_subtrees_and_head();
    assert!(log.verify().is_whole(), "nothing in the database shows it");
    assert_eq!(found(&log.verify_with([saved])), (Some(500), Finding::RolledBack { size: SIZE }));
}

#[test]
fn an_old_backup_put_back_is_found_against_a_saved_checkpoint_even_after_it_grew_on() {
    let old = Log::of(500);
    let mut now = old.clone();
    let early = old.checkpoint();
    for n in 500..SIZE {
        now.write(happening(n));
    }
    let saved = now.checkpoint();
    assert_eq!(found(&old.verify_with([early, saved])), (Some(500), Finding::RolledBack { size: SIZE }));
    let mut grown = old;
    for n in 0..200 {
        grown.write(happening(n));
    }
    assert!(grown.verify_with([early]).is_whole());
    let found = found(&grown.verify_with([saved, early]));
    assert_eq!(found, (Some(500), Finding::Forked { last: 599, size: SIZE }));
}

#[test]
fn a_replaced_entry_with_its_leaf_is_named_by_its_block() {
    for (index, first, last) in [(0, 0, 255), (255, 0, 255), (256, 256, 511), (301, 256, 511)] {
        let mut log = log();
        forge(&mut log, index);
        finds(&log, first, Finding::Replaced { last });
    }
    // The last 88 are 64 + 16 + 8: the head's right edge has a hash for each part.
    for (index, first, last) in [(512, 512, 575), (575, 512, 575), (590, 576, 591), (599, 592, 599)] {
        let mut log = log();
        forge(&mut log, index);
        finds(&log, first, Finding::Replaced { last });
    }
}

#[test]
fn a_replaced_entry_is_found_without_stored_subtrees_as_well() {
    let mut log = log();
    forge(&mut log, 301);
    let mut verifier = Verifier::new(Some(log.head.clone()));
    log.rows.iter().for_each(|row| verifier.feed(row));
    assert_eq!(found(&verifier.finish()), (Some(0), Finding::Replaced { last: 511 }));
}

#[test]
fn a_replaced_entry_and_its_subtree_without_the_head_are_named_by_the_head() {
    let mut log = log();
    let head = log.head.clone();
    forge(&mut log, 590);
    log.recompute_subtrees_and_head();
    log.head = head;
    finds(&log, 576, Finding::Replaced { last: 591 });
}

#[test]
fn a_rewritten_log_is_found_against_a_saved_checkpoint() {
    let mut log = log();
    let saved = log.checkpoint();
    forge(&mut log, 301);
    log.recompute_subtrees_and_head();
    assert!(log.verify().is_whole(), "nothing in the database shows it");
    assert_eq!(found(&log.verify_with([saved])), (Some(0), Finding::Forked { last: 599, size: SIZE }));
}

#[test]
fn more_saved_checkpoints_narrow_the_rewritten_part() {
    let saved: Vec<Checkpoint> = [100, 300, 310, 600].map(|size| Log::of(size).checkpoint()).into();
    let mut log = log();
    forge(&mut log, 301);
    log.recompute_subtrees_and_head();
    let report = log.verify_with(saved);
    assert_eq!(found(&report), (Some(300), Finding::Forked { last: 309, size: 310 }));
    assert_eq!(report.checkpoints, 2);
}

#[test]
fn a_saved_checkpoint_tells_a_changed_head_from_a_replaced_entry() {
    let mut log = log();
    let saved = log.checkpoint();
    let mut bytes = log.head.to_bytes();
    *bytes.last_mut().unwrap() ^= 1;
    log.head = Frontier::from_bytes(&bytes).unwrap();
    finds(&log, 592, Finding::Replaced { last: 599 });
    assert_eq!(found(&log.verify_with([saved])), (None, Finding::HeadChanged));
}

#[test]
fn a_head_and_subtrees_that_do_not_agree_are_told_apart_by_a_saved_checkpoint() {
    let whole = log();
    let saved = whole.checkpoint();
    let dispute = |last| Finding::Disputed { last };
    let forked = (Some(0), Finding::Forked { last: 599, size: SIZE });

    let mut head_changed = whole.clone();
    let mut bytes = head_changed.head.to_bytes();
    bytes[8] ^= 1;
    head_changed.head = Frontier::from_bytes(&bytes).unwrap();
    finds(&head_changed, 0, dispute(511));
    assert_eq!(found(&head_changed.verify_with([saved])), (None, Finding::HeadChanged));

    let mut replaced_with_subtree = whole.clone();
    forge(&mut replaced_with_subtree, 301);
    replaced_with_subtree.recompute_subtrees_and_head();
    let recomputed = replaced_with_subtree.head.clone();
    replaced_with_subtree.head = whole.head.clone();
    finds(&replaced_with_subtree, 0, dispute(511));
    // Narrower than what the checkpoint says of all 600.
    assert_eq!(
        found(&replaced_with_subtree.verify_with([saved])),
        (Some(0), Finding::Replaced { last: 511 })
    );

    let mut subtree_changed = whole.clone();
    subtree_changed.subtrees[1].1 = Hash::empty();
    finds(&subtree_changed, 256, dispute(511));
    assert_eq!(found(&subtree_changed.verify_with([saved])), (None, Finding::SubtreeChanged { block: 1 }));

    let mut replaced_with_head = replaced_with_subtree.clone();
    replaced_with_head.head = recomputed.clone();
    replaced_with_head.subtrees = whole.subtrees.clone();
    finds(&replaced_with_head, 256, dispute(511));
    assert_eq!(found(&replaced_with_head.verify_with([saved])), (Some(256), Finding::Replaced { last: 511 }));
    replaced_with_head.recompute_subtrees_and_head();
    assert_eq!(found(&replaced_with_head.verify_with([saved])), forked);
}

#[test]
fn a_changed_subtree_that_a_checkpoint_refutes_does_not_hide_a_replaced_entry() {
    let mut log = log();
    let saved = Log::of(300).checkpoint();
    log.subtrees[0].1 = Hash::empty();
    forge(&mut log, 590);
    assert_eq!(found(&log.verify_with([saved])), (Some(576), Finding::Replaced { last: 591 }));
}

#[test]
fn a_checkpoint_and_the_head_narrow_a_replaced_entry_together() {
    let mut log = log();
    forge(&mut log, 590);
    let report = log.verify_with([580, 600].map(|size| Log::of(size).checkpoint()));
    assert_eq!(found(&report), (Some(580), Finding::Replaced { last: 591 }));
    let mut block = Log::of(SIZE);
    forge(&mut block, 301);
    let report = block.verify_with([Log::of(300).checkpoint()]);
    assert_eq!(found(&report), (Some(300), Finding::Replaced { last: 511 }));
    let subtrees = block.subtrees.clone();
    block.recompute_subtrees_and_head();
    block.subtrees = subtrees;
    let report = block.verify_with([Log::of(300).checkpoint()]);
    assert_eq!(found(&report), (Some(300), Finding::Disputed { last: 511 }));
    let mut other = Log::of(SIZE);
    forge(&mut other, 520);
    let report = other.verify_with([Log::of(SIZE).checkpoint()]);
    assert_eq!(found(&report), (Some(512), Finding::Replaced { last: 575 }));
}

#[test]
fn a_missing_head_is_reported() {
    let log = log();
    let mut verifier = Verifier::new(None).with_subtrees(log.subtrees.iter().copied());
    log.rows.iter().for_each(|row| verifier.feed(row));
    assert_eq!(found(&verifier.finish()), (None, Finding::NoHead));
}

#[test]
fn a_missing_subtree_is_reported() {
    let mut log = log();
    log.subtrees.remove(0);
    assert_eq!(found(&log.verify()), (None, Finding::SubtreeMissing { block: 0 }));
}

#[test]
fn of_several_bad_entries_the_first_is_named() {
    let mut log = log();
    log.rows[520].kind = Kind::new("x");
    log.rows[400].salt.as_mut().unwrap()[0] ^= 1;
    finds(&log, 400, Finding::Altered);
    forge(&mut log, 20);
    finds(&log, 0, Finding::Replaced { last: 255 });
    let mut two_blocks = Log::of(SIZE);
    forge(&mut two_blocks, 20);
    forge(&mut two_blocks, 301);
    finds(&two_blocks, 0, Finding::Replaced { last: 255 });
    log.rows.remove(300);
    finds(&log, 0, Finding::Replaced { last: 255 });
    log.rows[7].at = Time(0);
    finds(&log, 7, Finding::Column(Column::Time));
}

#[test]
fn erased_entries_are_reported_as_erased_and_the_log_is_whole() {
    let mut log = log();
    let saved = log.checkpoint();
    let one = log.erase(&[8, 9, 10, 300]);
    let two = log.erase(&[11, 255, 256, one - 1]);
    let report = log.verify_with([saved]);
    assert!(report.is_whole(), "{report}");
    let range = |first, last, by| ErasedRange { first, last, by };
    assert_eq!(
        report.erased,
        [
            range(8, 10, one),
            range(11, 11, two),
            range(255, 256, two),
            range(300, 300, one),
            range(599, 599, two)
        ]
    );
    assert_eq!((report.erased_entries(), report.checkpoints), (8, 1));
    assert!(report.to_string().contains("entries 8 to 10 (recorded in entry 600, "), "{report}");
}

#[test]
fn an_entry_may_be_named_by_a_second_erasure() {
    let mut log = log();
    log.erase(&[8, 9]);
    log.write(NewEntry::erasing(5..12));
    finds(&log, 5, Finding::NotErased { by: 601 });
    for index in [5, 6, 7, 10, 11] {
        log.rows[index].erase(601);
    }
    assert!(log.verify().is_whole());
}

#[test]
fn an_emptied_entry_without_a_record_of_it_is_named() {
    let mut log = log();
    log.rows[301].bytes = None;
    finds(&log, 301, Finding::Altered);
    log.rows[301].salt = None;
    finds(&log, 301, Finding::Wiped);
}

#[test]
fn an_erasure_that_is_not_recorded_is_named() {
    // By an entry that is no erasure, that is not there, that is itself, that is earlier.
    for by in [302, 5_000, 301, 3] {
        let mut log = log();
        log.rows[301].erase(by);
        finds(&log, 301, Finding::ErasureNotRecorded { by });
    }
    // By an erasure of others.
    let mut others = log();
    let by = others.erase(&[300, 302]);
    others.rows[301].erase(by);
    finds(&others, 301, Finding::ErasureNotRecorded { by });
    // By an erasure that was itself erased.
    let mut erased = log();
    let first = erased.erase(&[301]);
    erased.erase(&[first]);
    finds(&erased, 301, Finding::ErasureNotRecorded { by: first });
    // It is the first bad entry, though only a later one shows it.
    let mut also = log();
    also.rows[301].erase(599);
    also.rows[400].at = Time(0);
    finds(&also, 301, Finding::ErasureNotRecorded { by: 599 });
}

#[test]
fn a_cut_end_that_takes_an_erasure_with_it_is_a_cut_end() {
    let mut log = log();
    log.erase(&[301]);
    log.rows.truncate(550);
    finds(&log, 550, Finding::Cut { size: 601 });
}

#[test]
fn an_entry_that_should_be_erased_and_is_there_is_named() {
    let mut log = log();
    let kept = log.rows[301].clone();
    let by = log.erase(&[301]);
    let erased = std::mem::replace(&mut log.rows[301], kept);
    finds(&log, 301, Finding::NotErased { by });
    log.rows[301].erased_by = Some(by);
    finds(&log, 301, Finding::NotErased { by });
    log.rows[301] = erased;
    assert!(log.verify().is_whole());
}

#[test]
fn an_erased_entry_that_still_names_somebody_is_named() {
    let mut log = log();
    log.erase(&[301]);
    for edit in [
        (|row| row.subject = Some(PersonId::stored("eve"))) as Edit,
        |row| row.actor = Actor::Person(PersonId::stored("eve")),
        |row| row.actor = Actor::Operator("eve".to_owned()),
    ] {
        let mut log = log.clone();
        edit(&mut log.rows[301]);
        finds(&log, 301, Finding::StillNamed);
    }
}

#[test]
fn an_erasure_that_does_not_say_of_what_is_named() {
    let mut log = log();
    let index = log.write(NewEntry::new("audit.erased").with("entries", "5-"));
    finds(&log, index, Finding::UnreadableErasure);
}

#[test]
fn the_leaf_of_an_erased_entry_is_still_held_by_the_tree() {
    let mut log = log();
    log.erase(&[301]);
    log.rows[301].leaf = Hash::leaf(b"another");
    finds(&log, 256, Finding::Replaced { last: 511 });
}

#[test]
fn findings_are_told_in_plain_words() {
    let mut log = log();
    let saved = log.checkpoint();
    assert!(
        log.verify_with([saved]).to_string().starts_with("The record is whole.\nEntries read: 600\nRoot: ")
    );
    log.rows[301].at = Time(0);
    let told = log.verify().to_string();
    let expected =
        "The record is not whole. Entry 301 was edited: its time is not the one that was written.\n";
    assert!(told.starts_with(expected), "{told}");
    let told = |index, what| Problem { index, what }.to_string();
    assert_eq!(told(Some(4), Finding::Missing { next: 5 }), "In the record, entry 4 is missing.");
    assert_eq!(
        told(Some(500), Finding::Cut { size: 600 }),
        "The end is cut off: entries 500 to 599 are missing; there were at least 600 entries."
    );
    assert_eq!(
        told(Some(0), Finding::Forked { last: 9, size: 10 }),
        "The log was written anew: one of entries 0 to 9 is other than when the checkpoint of 10 entries was saved."
    );
    assert_eq!(
        told(None, Finding::SubtreeChanged { block: 1 }),
        "The stored hash of entries 256 to 511 was changed; the entries are those of the saved checkpoint."
    );
}
