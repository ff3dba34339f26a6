//! Jobs that the tests share: each adds a row to `policy`, which has no foreign keys, and an entry.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as tests do")]

use std::sync::Arc;

use domain::PersonId;
use store::testing::Scratch;
use store::{Done, Fault, NewEntry, Tx, Writer, args, log};
use tokio::sync::Notify;

/// Adds a row by a change.
pub(crate) async fn insert(tx: &mut Tx, version: i64) -> Result<u64, Fault> {
    let now = tx.now();
    tx.change("INSERT INTO policy (version, at, document) VALUES ($1, $2, '{}')", args![version, now]).await
}

pub(crate) fn entry(version: i64) -> NewEntry {
    NewEntry::new("policy.changed").by(&PersonId::stored("anna")).with("version", version.to_string())
}

/// A whole job: row and entry; its outcome is the index that its entry got.
pub(crate) async fn add(writer: &Writer, version: i64) -> Result<u64, Fault> {
    writer
        .run(version, |tx, version| {
            Box::pin(async move {
                insert(tx, *version).await?;
                Ok(Done::with(tx.next_index()?, entry(*version)))
            })
        })
        .await
}

/// Keeps the writer busy until the gate opens, so that what comes meanwhile waits and then runs as one batch.
/// Returns once the job is running.
pub(crate) async fn block(writer: &Writer) -> (Arc<Notify>, tokio::task::JoinHandle<Result<(), Fault>>) {
    let (begun, gate) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (writer, input) = (writer.clone(), (Arc::clone(&begun), Arc::clone(&gate)));
    let job = tokio::spawn(async move {
        writer
            .unlogged(input, |_, (begun, gate)| {
                Box::pin(async move {
                    begun.notify_one();
                    gate.notified().await;
                    Ok(())
                })
            })
            .await
    });
    begun.notified().await;
    (gate, job)
}

/// Rows and entries there are.
pub(crate) async fn counts(scratch: &Scratch) -> (i64, i64) {
    let rows = scratch.count("SELECT COUNT(*) AS n FROM policy").await;
    (rows, scratch.count("SELECT COUNT(*) AS n FROM audit_entry").await)
}

/// The log is whole and has that many entries.
pub(crate) async fn assert_whole(scratch: &Scratch, entries: u64) {
    let report = log::verify(&scratch.db, &[], &[]).await.unwrap();
    assert!(report.is_whole(), "{report}");
    assert_eq!(report.entries, entries);
}
