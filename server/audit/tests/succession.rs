//! A log whose signing key was replaced: what the verifier says of it, and which checkpoints still count.
#![allow(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod common;

use audit::{Actor, Checkpoint, CheckpointError, Finding, Hash, NewEntry, Signer, SigningKey};
use common::Log;
use domain::Time;

fn keys() -> [SigningKey; 3] {
    [1, 2, 3].map(|byte| SigningKey::from_seed(&[byte; 32]))
}

/// Ten entries, then `two` follows `one`, then ten more.
fn replaced(one: &SigningKey, two: &SigningKey) -> Log {
    let mut log = Log::of(10);
    log.write(NewEntry::succeeding(10, one, two).by_operator("root"));
    for n in 0..10 {
        log.write(common::happening(n));
    }
    log
}

fn of_size(size: u64) -> Checkpoint {
    Checkpoint { size, root: Hash::empty(), at: Time(0) }
}

#[test]
fn a_replaced_key_is_told_with_both_keys_and_the_time() {
    let [one, two, _] = keys();
    let report = replaced(&one, &two).verify();
    assert!(report.is_whole(), "{report}");
    assert_eq!(report.successions.len(), 1);
    let told = report.to_string();
    for part in [
        "replaced in entry 10, 2023-11-14 22:13 UTC",
        &format!("until then {}", one.verifying_key()),
        &format!("since then {}", two.verifying_key()),
    ] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn checkpoints_of_the_old_key_count_up_to_its_end_and_not_beyond() {
    let [one, two, stranger] = keys();
    let report = replaced(&one, &two).verify();
    let signers = Signer::chain(&two.verifying_key(), &report.successions);
    assert_eq!(of_size(10).sign(&one).verify_by(&signers).map(|signed| signed.size), Ok(10));
    assert_eq!(of_size(11).sign(&one).verify_by(&signers), Err(CheckpointError::Replaced(10)));
    assert_eq!(of_size(21).sign(&two).verify_by(&signers).map(|signed| signed.size), Ok(21));
    assert_eq!(of_size(5).sign(&stranger).verify_by(&signers), Err(CheckpointError::OtherKey));
    let changed = of_size(5).sign(&one).to_string().replace("\n5\n", "\n6\n");
    let changed = audit::SignedCheckpoint::parse(&changed).unwrap();
    assert_eq!(changed.verify_by(&signers), Err(CheckpointError::Changed));
}

#[test]
fn a_succession_without_both_signatures_is_found() {
    let [one, two, stranger] = keys();
    // Somebody who can write to the database, but has no key of the log.
    let mut log = Log::of(10);
    let mut entry = NewEntry::succeeding(10, &one, &two);
    let theirs = NewEntry::succeeding(10, &stranger, &two);
    for (detail, other) in entry.details.iter_mut().zip(&theirs.details) {
        if detail.0 == "signed-by-old" {
            detail.1.clone_from(&other.1);
        }
    }
    let index = log.write(entry);
    let problem = log.verify().problem.unwrap();
    assert_eq!((problem.index, problem.what), (Some(index), Finding::UnsignedSuccession));
}

#[test]
fn a_succession_of_another_key_than_the_last_is_found() {
    let [one, two, stranger] = keys();
    let mut log = replaced(&one, &two);
    let index = log.write(NewEntry::succeeding(21, &stranger, &one));
    let problem = log.verify().problem.unwrap();
    assert_eq!((problem.index, problem.what), (Some(index), Finding::BrokenSuccession));
    assert!(problem.to_string().contains("not for the one used until then"), "{problem}");
}

#[test]
fn an_erasure_is_told_with_time_and_actor() {
    let mut log = Log::of(20);
    let by = log.erase(&[3, 4, 5]);
    let report = log.verify();
    assert!(report.is_whole(), "{report}");
    assert_eq!((report.erasures[0].by, report.erasures[0].actor.clone()), (by, Actor::System));
    let told = report.to_string();
    let line = "entries 3 to 5 (recorded in entry 20, 2023-11-14 22:13 UTC, by the program itself)";
    assert!(told.contains(line), "{told}");
}
