//! The log in the database: what verify finds after somebody wrote past the writer, and reading, signing, erasing.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod common;

use std::sync::Arc;

use audit::{Checkpoint, Finding, Frontier, Hash, Kind, SigningKey, StoredEntry};
use common::{add, assert_whole, entry};
use domain::{PersonId, RequestId};
use futures::future::BoxFuture;
use store::log::Of;
use store::testing::{KEY_ID, Scratch, each_engine};
use store::{Done, NewEntry, Value, Writer, args, log};

/// Entries that the tampered logs have.
const SIZE: u64 = 300;

/// Makes a log, lets somebody write to it, and says what verify finds: the index and what is wrong.
async fn finds<F>(tamper: F, index: Option<u64>, what: Finding)
where
    F: for<'s> Fn(&'s Scratch) -> BoxFuture<'s, ()> + Clone + Send + Sync + 'static,
{
    each_engine(move |scratch| {
        let tamper = tamper.clone();
        Box::pin(async move {
            grow(&scratch.writer().await, SIZE).await;
            assert_whole(scratch, SIZE).await;
            tamper(scratch).await;
            let problem = log::verify(&scratch.db, &[], &[]).await.unwrap().problem.expect("it is found");
            assert_eq!((problem.index, problem.what), (index, what), "{problem}");
        })
    })
    .await;
}

/// Appends that many entries by one job.
async fn grow(writer: &Writer, entries: u64) {
    writer
        .run(entries, |_, entries| {
            let entries = (0..*entries).map(|n| entry(i64::try_from(n).unwrap())).collect();
            Box::pin(async move { Ok(Done::all((), entries)) })
        })
        .await
        .unwrap();
}

async fn raw(scratch: &Scratch, sql: &'static str, args: Vec<Value>) {
    assert!(scratch.raw(sql, args).await.unwrap() > 0, "the tampering did something: {sql}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_column_is_found() {
    finds(
        |scratch| {
            Box::pin(raw(scratch, "UPDATE audit_entry SET kind = 'policy.kept' WHERE idx = 5", args![]))
        },
        Some(5),
        Finding::Column(audit::report::Column::Kind),
    )
    .await;
    finds(
        |scratch| {
            Box::pin(raw(scratch, "UPDATE audit_entry SET actor = 'person:bert' WHERE idx = 299", args![]))
        },
        Some(299),
        Finding::Column(audit::report::Column::Actor),
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn edited_bytes_are_found() {
    finds(
        |scratch| {
            Box::pin(async move {
                let other = entry(7).seal(6, domain::Time(0), [0; 16]);
                raw(scratch, "UPDATE audit_entry SET bytes = $1 WHERE idx = 6", args![other.bytes]).await;
            })
        },
        Some(6),
        Finding::Altered,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_entry_is_found() {
    finds(
        |scratch| Box::pin(raw(scratch, "DELETE FROM audit_entry WHERE idx = 7", args![])),
        Some(7),
        Finding::Missing { next: 8 },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_entry_whose_followers_moved_up_is_found() {
    finds(
        |scratch| {
            Box::pin(async move {
                raw(scratch, "DELETE FROM audit_entry WHERE idx = 7", args![]).await;
                raw(scratch, "UPDATE audit_entry SET idx = -idx WHERE idx > 7", args![]).await;
                raw(scratch, "UPDATE audit_entry SET idx = -idx - 1 WHERE idx < 0", args![]).await;
            })
        },
        Some(7),
        Finding::Removed { holds: 8 },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inserted_entry_is_found() {
    finds(
        |scratch| {
            Box::pin(async move {
                raw(scratch, "UPDATE audit_entry SET idx = -idx - 1 WHERE idx >= 10", args![]).await;
                raw(scratch, "UPDATE audit_entry SET idx = -idx WHERE idx < 0", args![]).await;
                let new = entry(1).seal(10, domain::Time(1_770_000_000_000), [9; 16]);
                let sql = "INSERT INTO audit_entry (idx, at, kind, actor, subject, request, bytes, salt, leaf) \
                           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
                let args = args![
                    new.index,
                    new.at,
                    new.kind.as_str(),
                    new.actor.to_string(),
                    new.subject,
                    new.request,
                    new.bytes,
                    new.salt,
                    new.leaf.as_bytes()
                ];
                raw(scratch, sql, args).await;
            })
        },
        Some(10),
        Finding::Inserted,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_in_another_order_are_found() {
    finds(
        |scratch| {
            Box::pin(async move {
                for (from, to) in [(3, -1), (4, 3), (-1, 4)] {
                    raw(scratch, "UPDATE audit_entry SET idx = $2 WHERE idx = $1", args![from, to]).await;
                }
            })
        },
        Some(3),
        Finding::Reordered,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_end_is_found() {
    finds(
        |scratch| Box::pin(raw(scratch, "DELETE FROM audit_entry WHERE idx >= 290", args![])),
        Some(290),
        Finding::Cut { size: SIZE },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_subtree_and_a_missing_head_are_found() {
    finds(
        |scratch| {
            Box::pin(raw(scratch, "UPDATE audit_subtree SET hash = $1 WHERE first = 0", args![[1_u8; 32]]))
        },
        Some(0),
        Finding::Disputed { last: 255 },
    )
    .await;
    finds(|scratch| Box::pin(raw(scratch, "DELETE FROM audit_head", args![])), None, Finding::NoHead).await;
}

/// The right edge after the first `size` entries, as whoever rewrites the log can compute it too.
async fn edge(scratch: &Scratch, size: u64) -> Frontier {
    let mut edge = Frontier::new();
    for entry in log::oldest(&scratch.db, Of::Everything, None, u32::try_from(size).unwrap()).await.unwrap() {
        edge.append(entry.leaf);
    }
    edge
}

/// Puts back an older state of the log so that everything in the database fits.
async fn roll_back(scratch: &Scratch, size: u64) {
    let edge = edge(scratch, size).await;
    raw(scratch, "DELETE FROM audit_entry WHERE idx >= $1", args![size]).await;
    let _ = scratch.raw("DELETE FROM audit_subtree WHERE first + 256 > $1", args![size]).await;
    let _ = scratch.raw("DELETE FROM audit_checkpoint WHERE size > $1", args![size]).await;
    raw(scratch, "UPDATE audit_head SET size = $1, edge = $2", args![size, edge.to_bytes()]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_state_put_back_is_found_by_a_checkpoint_kept_elsewhere_and_only_by_it() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let key = Arc::new(SigningKey::from_seed(&[7; 32]));
            let public = key.verifying_key();
            grow(&writer, SIZE).await;
            let signed = log::sign(&writer, Arc::clone(&key), KEY_ID.to_owned()).await.unwrap();
            let saved = signed.verify(&public).unwrap();
            assert_eq!(saved.size, SIZE);
            roll_back(scratch, 290).await;

            let keys = [public];
            assert_whole(scratch, 290).await;
            let report = log::verify(&scratch.db, &[saved], &keys).await.unwrap();
            let problem = report.problem.unwrap();
            assert_eq!((problem.index, problem.what), (Some(290), Finding::RolledBack { size: SIZE }));

            // And a log that was grown anew from there.
            grow(&writer, 20).await;
            assert_whole(scratch, 310).await;
            let problem = log::verify(&scratch.db, &[saved], &keys).await.unwrap().problem.unwrap();
            assert!(matches!(problem.what, Finding::Forked { size: SIZE, .. }), "{problem}");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_in_the_database_counts_only_with_the_logs_signature() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let key = Arc::new(SigningKey::from_seed(&[7; 32]));
            let keys = [key.verifying_key()];
            grow(&writer, 10).await;
            log::sign(&writer, Arc::clone(&key), KEY_ID.to_owned()).await.unwrap();
            grow(&writer, 10).await;
            log::sign(&writer, Arc::clone(&key), KEY_ID.to_owned()).await.unwrap();
            let again = log::sign(&writer, Arc::clone(&key), KEY_ID.to_owned()).await.unwrap();
            let kept = log::checkpoints(&scratch.db, 10).await.unwrap();
            assert_eq!(kept.iter().map(|kept| kept.size).collect::<Vec<_>>(), [20, 10]);
            assert_eq!(kept[0].note, again.to_string());
            assert_eq!(log::verify(&scratch.db, &[], &keys).await.unwrap().checkpoints, 2);

            let stranger = SigningKey::from_seed(&[8; 32]);
            let forged =
                Checkpoint { size: 15, root: Hash::empty(), at: domain::Time(0) }.sign(&stranger).to_string();
            for (size, note) in [(15, forged.as_str()), (16, "no checkpoint at all")] {
                let sql = "INSERT INTO audit_checkpoint (size, at, note) VALUES ($1, 0, $2)";
                raw(scratch, sql, args![size, note]).await;
            }
            let report = log::verify(&scratch.db, &[], &keys).await.unwrap();
            assert!(report.is_whole() && report.checkpoints == 2, "{report}");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_does_not_fit_stops_the_writer() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            add(&writer, 1).await.unwrap();
            raw(scratch, "UPDATE audit_head SET size = 5", args![]).await;
            assert!(matches!(add(&writer, 2).await, Err(store::Fault::Audit { .. })));
            raw(scratch, "UPDATE audit_head SET size = 0, edge = $1", args![Frontier::new().to_bytes()])
                .await;
            assert!(matches!(add(&writer, 2).await, Err(store::Fault::Driver(_))), "the place is taken");
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM policy").await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_through_the_entries_of_a_person_and_of_a_request() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            writer
                .run((), |_, ()| {
                    Box::pin(async move {
                        let people = [PersonId::stored("p0"), PersonId::stored("p1"), PersonId::stored("p2")];
                        let request = RequestId::stored("r");
                        let entries = (0..9_usize).map(|n| {
                            let new = NewEntry::new("request.asked").about(&people[n % 3]).by_system();
                            if n >= 6 { new.on(&request) } else { new }
                        });
                        Ok(Done::all((), entries.collect()))
                    })
                })
                .await
                .unwrap();
            let indices =
                |entries: Vec<StoredEntry>| entries.iter().map(|entry| entry.index).collect::<Vec<_>>();
            let (person, request) = (PersonId::stored("p1"), RequestId::stored("r"));
            let db = &scratch.db;
            assert_eq!(indices(log::newest(db, Of::Person(&person), None, 2).await.unwrap()), [7, 4]);
            assert_eq!(indices(log::newest(db, Of::Person(&person), Some(4), 2).await.unwrap()), [1]);
            assert_eq!(indices(log::newest(db, Of::Person(&person), Some(1), 2).await.unwrap()), [0_u64; 0]);
            assert_eq!(indices(log::oldest(db, Of::Person(&person), Some(1), 9).await.unwrap()), [4, 7]);
            assert_eq!(indices(log::oldest(db, Of::Request(&request), None, 9).await.unwrap()), [6, 7, 8]);
            assert_eq!(indices(log::newest(db, Of::Request(&request), Some(8), 9).await.unwrap()), [7, 6]);
            assert_eq!(indices(log::newest(db, Of::Everything, Some(2), 9).await.unwrap()), [1, 0]);
            let all = log::oldest(db, Of::Everything, None, 1).await.unwrap();
            assert_eq!(all[0].kind, Kind::new("request.asked"));
            assert_eq!(all[0].actor, audit::Actor::System);
            let read = audit::decode(all[0].bytes.as_deref().unwrap()).unwrap();
            assert_eq!(read.subject, Some(PersonId::stored("p0")));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_entries_are_reported_as_erased_and_name_nobody() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            grow(&writer, 10).await;
            let erase = || {
                writer.run((), |tx, ()| {
                    Box::pin(async move {
                        let entries = log::erase(tx, &[2, 3, 4, 8]).await?;
                        let entries: Vec<_> =
                            entries.into_iter().map(|new| new.by_operator("root")).collect();
                        Ok(Done::all(entries.len(), entries))
                    })
                })
            };
            assert_eq!(erase().await.unwrap(), 1);
            assert_eq!(erase().await.unwrap(), 0, "what is erased is not erased again");
            let report = log::verify(&scratch.db, &[], &[]).await.unwrap();
            assert!(report.is_whole(), "{report}");
            assert_eq!(report.erased_entries(), 4);
            assert_eq!(report.erased[0].by, 10);
            let kept = log::oldest(&scratch.db, Of::Everything, Some(2), 1).await.unwrap();
            assert_eq!((&kept[0].bytes, &kept[0].salt, kept[0].erased_by), (&None, &None, Some(10)));
            assert!(!kept[0].actor.names_somebody());

            // The record of an erasure cannot itself be erased.
            let again = writer
                .run((), |tx, ()| Box::pin(async move { Ok(Done::plain(log::erase(tx, &[10]).await?)) }))
                .await;
            assert_eq!(again.unwrap(), None);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_can_be_gone_through_while_it_grows() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            grow(&writer, 5_000).await;
            let mut walk = log::Walk::begin(&scratch.db).await.unwrap();
            let head = walk.head().await.unwrap().unwrap();
            assert_eq!((head.edge.size(), head.key_id.as_str()), (5_000, KEY_ID));
            let first = walk.next().await.unwrap().len();
            grow(&writer, 3_000).await;
            let rest = walk.next().await.unwrap().len();
            assert_eq!((first, rest, walk.next().await.unwrap().len()), (4_096, 904, 0));
            drop(walk);
            assert_whole(scratch, 8_000).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_follows_only_with_an_entry() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let silent = writer
                .run((), |tx, ()| {
                    Box::pin(async move { log::succeed(tx, KEY_ID, "second").await.map(Done::plain) })
                })
                .await;
            assert!(matches!(silent, Err(store::Fault::Unlogged)));
            assert_eq!(log::head(&scratch.db).await.unwrap().unwrap().key_id, KEY_ID);
            let replace = |from: &'static str| {
                writer.run(from, |tx, from| {
                    Box::pin(async move {
                        let [old, new] = [7, 8].map(|byte| SigningKey::from_seed(&[byte; 32]));
                        let at = tx.next_index()?;
                        if !log::succeed(tx, from, "second").await? {
                            return Ok(Done::plain(false));
                        }
                        Ok(Done::with(true, NewEntry::succeeding(at, &old, &new).by_operator("root")))
                    })
                })
            };
            assert!(!replace("another").await.unwrap(), "not the one that the head names");
            assert!(replace(KEY_ID).await.unwrap());
            assert!(!replace(KEY_ID).await.unwrap(), "it was replaced meanwhile");
            assert_eq!(log::head(&scratch.db).await.unwrap().unwrap().key_id, "second");
            assert_whole(scratch, 1).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_verified_across_the_succession_of_keys() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let [old, new] = [7, 8].map(|byte| Arc::new(SigningKey::from_seed(&[byte; 32])));
            grow(&writer, 10).await;
            let saved = log::sign(&writer, Arc::clone(&old), KEY_ID.to_owned()).await.unwrap();
            writer
                .run((Arc::clone(&old), Arc::clone(&new)), |tx, (old, new)| {
                    Box::pin(async move {
                        let at = tx.next_index()?;
                        log::succeed(tx, KEY_ID, "second").await?;
                        Ok(Done::with((), NewEntry::succeeding(at, old, new).by_operator("root")))
                    })
                })
                .await
                .unwrap();
            grow(&writer, 10).await;
            let late = log::sign(&writer, Arc::clone(&old), KEY_ID.to_owned()).await;
            assert!(matches!(late, Err(store::Fault::Audit { .. })), "the old key signs no more");
            log::sign(&writer, Arc::clone(&new), "second".to_owned()).await.unwrap();

            let signers = log::signers(&scratch.db, &new.verifying_key()).await.unwrap();
            let saved = saved.verify_by(&signers).unwrap();
            let report = log::verify(&scratch.db, &[saved], &[new.verifying_key()]).await.unwrap();
            assert!(report.is_whole(), "{report}");
            assert_eq!(report.checkpoints, 3, "the saved one, and in the database one of either key");
            assert_eq!((report.successions[0].index, &report.successions[0].to), (10, &new.verifying_key()));

            // The record of a succession cannot be erased: older checkpoints would count no more.
            let erased = writer
                .run((), |tx, ()| Box::pin(async move { Ok(Done::plain(log::erase(tx, &[10]).await?)) }))
                .await;
            assert_eq!(erased.unwrap(), None);
        })
    })
    .await;
}
