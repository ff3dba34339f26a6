//! A million entries: `cargo test --release -p audit --test million -- --ignored --nocapture`.

mod common;

use audit::Verifier;
use common::Log;

#[test]
#[ignore = "takes a release build"]
fn a_million_entries_verify_in_a_few_seconds() {
    let log = Log::of(1_000_000);
    let mut verifier = Verifier::new(Some(log.head.clone()))
        .with_subtrees(log.subtrees.iter().copied())
        .with_checkpoint(log.checkpoint());
    let began = std::time::Instant::now();
    for row in &log.rows {
        verifier.feed(row);
    }
    let report = verifier.finish();
    let took = began.elapsed();
    println!("{} entries in {took:?}", report.entries);
    assert!(report.is_whole(), "{report}");
    assert!(took.as_secs() < 5, "{took:?}");
}
