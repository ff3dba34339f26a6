//! The one writer: what commits together, what a bad job does to its batch, what a kill leaves.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use common::{add, assert_whole, block, counts, entry, insert};
use domain::{Span, Time};
use store::testing::{each_engine, on_postgres, on_sqlite};
use store::{Done, Fault, Options, args, log};

#[tokio::test(flavor = "multi_thread")]
async fn i07_change_and_entry_commit_together() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let fault = writer
                .run((), |tx, ()| {
                    Box::pin(async move {
                        insert(tx, 1).await?;
                        Err::<Done<()>, _>(Fault::inconsistent("after the change"))
                    })
                })
                .await
                .unwrap_err();
            assert!(matches!(fault, Fault::Inconsistent { .. }), "{fault}");
            assert_eq!(counts(scratch).await, (0, 0), "a fault after the change leaves neither");

            assert_eq!(add(&writer, 1).await.unwrap(), 0);
            assert_eq!(counts(scratch).await, (1, 1));
            assert_whole(scratch, 1).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i07_a_change_without_an_entry_is_refused() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let logged = writer
                .run((), |tx, ()| {
                    Box::pin(async move {
                        insert(tx, 1).await?;
                        Ok(Done::plain(()))
                    })
                })
                .await;
            assert!(matches!(logged, Err(Fault::Unlogged)), "{logged:?}");
            let returning = writer
                .run((), |tx, ()| {
                    Box::pin(async move {
                        let sql = "INSERT INTO policy (version, at, document) VALUES (2, 0, '{}') RETURNING version";
                        assert_eq!(tx.change_returning(sql, args![]).await?[0].int("version")?, 2);
                        Ok(Done::plain(()))
                    })
                })
                .await;
            assert!(matches!(returning, Err(Fault::Unlogged)), "{returning:?}");
            let unlogged = writer
                .unlogged((), |tx, ()| {
                    Box::pin(async move {
                        // Swallowing the refusal does not help.
                        let _ = insert(tx, 3).await;
                        Ok(())
                    })
                })
                .await;
            assert!(matches!(unlogged, Err(Fault::Unlogged)), "{unlogged:?}");
            let as_a_read = writer
                .unlogged((), |tx, ()| {
                    Box::pin(async move {
                        let sql = "INSERT INTO policy (version, at, document) VALUES (4, 0, '{}') RETURNING version";
                        tx.rows(sql, args![]).await.map(|_| ())
                    })
                })
                .await;
            assert!(matches!(as_a_read, Err(Fault::Inconsistent { .. })), "{as_a_read:?}");
            assert_eq!(counts(scratch).await, (0, 0));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_no_row_or_needs_no_entry_commits_without_one() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let outcome = writer
                .run("a refusal".to_owned(), |tx, said| {
                    Box::pin(async move {
                        let none = tx.change("DELETE FROM policy WHERE version = $1", args![7_i64]).await?;
                        let noted = tx
                            .note("INSERT INTO lease (name, holder, until) VALUES ('a', 'b', 1)", args![])
                            .await?;
                        Ok(Done::plain((said.clone(), none, noted)))
                    })
                })
                .await
                .unwrap();
            assert_eq!(outcome, ("a refusal".to_owned(), 0, 1));
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM lease").await, 1);
            assert_whole(scratch, 0).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_swallows_a_fault_of_the_database_does_not_count_as_done() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            add(&writer, 1).await.unwrap();
            let swallowed = writer
                .run((), |tx, ()| {
                    Box::pin(async move {
                        insert(tx, 2).await?;
                        let _ = insert(tx, 1).await;
                        Ok(Done::with((), entry(2)))
                    })
                })
                .await;
            assert!(matches!(swallowed, Err(Fault::Driver(_))), "{swallowed:?}");
            assert_eq!(counts(scratch).await, (1, 1));
            assert_eq!(add(&writer, 2).await.unwrap(), 1, "the writer goes on");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_that_wait_run_as_one_transaction_and_see_each_other() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let (gate, blocking) = block(&writer).await;
            let runs = Arc::new(AtomicU32::new(0));
            let jobs: Vec<_> = (0..20)
                .map(|version| {
                    let input = (version, Arc::clone(&runs), Arc::clone(&scratch.clock));
                    let writer = writer.clone();
                    tokio::spawn(async move {
                        writer
                            .run(input, |tx, (version, runs, clock)| {
                                Box::pin(async move {
                                    runs.fetch_add(1, Ordering::Relaxed);
                                    // A transaction of its own would begin at another time.
                                    clock.advance(Span::seconds(1));
                                    let count = "SELECT COUNT(*) AS n FROM policy";
                                    let row = tx.row(count, args![]).await?;
                                    let seen = row.unwrap().count("n")?;
                                    assert_eq!(tx.next_index()?, seen, "its entry comes after theirs");
                                    insert(tx, *version).await?;
                                    Ok(Done::with((seen, tx.now()), entry(*version)))
                                })
                            })
                            .await
                            .unwrap()
                    })
                })
                .collect();
            wait_until_queued(&writer, 20).await;
            gate.notify_one();
            blocking.await.unwrap().unwrap();
            let mut seen = Vec::new();
            for job in jobs {
                seen.push(job.await.unwrap());
            }
            seen.sort();
            let now = seen[0].1;
            assert_eq!(seen, (0..20).map(|n| (n, now)).collect::<Vec<_>>());
            assert_eq!(runs.load(Ordering::Relaxed), 20, "nothing ran twice");
            assert_whole(scratch, 20).await;
        })
    })
    .await;
}

/// Lets that many spawned tasks get as far as the queue.
async fn wait_until_queued(writer: &store::Writer, jobs: usize) {
    while writer.queue().0 < jobs {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_job_does_not_harm_its_batch() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let (gate, blocking) = block(&writer).await;
            let runs = Arc::new(AtomicU32::new(0));
            let jobs: Vec<_> = (0..12)
                .map(|version| {
                    let (writer, input) = (writer.clone(), (version, Arc::clone(&runs)));
                    tokio::spawn(async move {
                        writer
                            .run(input, |tx, (version, runs)| {
                                Box::pin(async move {
                                    runs.fetch_add(1, Ordering::Relaxed);
                                    match *version {
                                        // A fault of its own after a change, a fault of the database, no entry, a panic.
                                        3 => {
                                            insert(tx, 3).await?;
                                            return Err(Fault::inconsistent("its own"));
                                        }
                                        5 => {
                                            insert(tx, 5).await?;
                                            insert(tx, 5).await?;
                                        }
                                        7 => {
                                            insert(tx, 7).await?;
                                            return Ok(Done::plain(7));
                                        }
                                        9 => {
                                            insert(tx, 9).await?;
                                            panic!("a job's own panic");
                                        }
                                        other => {
                                            insert(tx, other).await?;
                                        }
                                    }
                                    Ok(Done::with(*version, entry(*version)))
                                })
                            })
                            .await
                    })
                })
                .collect();
            wait_until_queued(&writer, 12).await;
            gate.notify_one();
            blocking.await.unwrap().unwrap();
            for (version, job) in (0..12_i64).zip(jobs) {
                let said = job.await.unwrap();
                match version {
                    3 => assert!(matches!(said, Err(Fault::Inconsistent { .. })), "{said:?}"),
                    5 => assert!(matches!(said, Err(Fault::Driver(_))), "{said:?}"),
                    7 => assert!(matches!(said, Err(Fault::Unlogged)), "{said:?}"),
                    9 => assert!(matches!(said, Err(Fault::Panicked)), "{said:?}"),
                    other => assert_eq!(said.unwrap(), other),
                }
            }
            assert!(runs.load(Ordering::Relaxed) > 12, "they did run as one batch first");
            assert_eq!(counts(scratch).await, (8, 8));
            assert_whole(scratch, 8).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_jobs_from_64_tasks_are_all_committed_once() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let tasks: Vec<_> = (0..64_i64)
                .map(|task| {
                    let writer = writer.clone();
                    tokio::spawn(async move {
                        let mut got = Vec::new();
                        for version in (task..1_000).step_by(64) {
                            got.push(add(&writer, version).await.unwrap());
                        }
                        got
                    })
                })
                .collect();
            let mut indices = Vec::new();
            for task in tasks {
                indices.extend(task.await.unwrap());
            }
            indices.sort_unstable();
            assert_eq!(indices, (0..1_000).collect::<Vec<u64>>());
            assert_eq!(counts(scratch).await, (1_000, 1_000));
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM audit_subtree").await, 3);
            assert_whole(scratch, 1_000).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_write_one_order() {
    each_engine(|scratch| {
        Box::pin(async move {
            let one = scratch.writer().await;
            let two = scratch.start(scratch.again().await, Options::default());
            let tasks: Vec<_> = (0..16_i64)
                .map(|task| {
                    let writer = if task % 2 == 0 { one.clone() } else { two.clone() };
                    tokio::spawn(async move {
                        let mut got = Vec::new();
                        for version in (task..320).step_by(16) {
                            got.push(add(&writer, version).await.unwrap());
                        }
                        got
                    })
                })
                .collect();
            let mut indices = Vec::new();
            for task in tasks {
                let of_task = task.await.unwrap();
                assert!(of_task.is_sorted(), "what a task did later stands later");
                indices.extend(of_task);
            }
            indices.sort_unstable();
            assert_eq!(indices, (0..320).collect::<Vec<u64>>());
            assert_eq!(counts(scratch).await, (320, 320));
            assert_whole(scratch, 320).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_may_hand_in_more_entries_than_one_statement_takes() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            add(&writer, 0).await.unwrap();
            writer
                .run((), |_, ()| Box::pin(async move { Ok(Done::all((), (0..1_300).map(entry).collect())) }))
                .await
                .unwrap();
            assert_whole(scratch, 1_301).await;
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM audit_subtree").await, 5);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_log_is_begun_only_unlogged_jobs_run() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.start(scratch.db.clone(), Options::default());
            assert!(matches!(add(&writer, 1).await, Err(Fault::NoLog)));
            writer
                .unlogged((), |tx, ()| {
                    Box::pin(async move {
                        assert!(matches!(tx.next_index(), Err(Fault::NoLog)));
                        let sql = "INSERT INTO lease (name, holder, until) VALUES ('a', 'b', 1)";
                        tx.note(sql, args![]).await
                    })
                })
                .await
                .unwrap();
            assert_eq!(log::head(&scratch.db).await.unwrap(), None);
            assert_eq!(log::begin(&writer, "first").await.unwrap().key_id, "first");
            assert_eq!(
                log::begin(&writer, "second").await.unwrap().key_id,
                "first",
                "the head stays as it was"
            );
            add(&writer, 1).await.unwrap();
            assert_eq!(counts(scratch).await, (1, 1));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_of_the_log_never_goes_back() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            add(&writer, 1).await.unwrap();
            scratch.clock.advance(Span::hours(1));
            add(&writer, 2).await.unwrap();
            scratch.clock.advance(Span::hours(-3));
            add(&writer, 3).await.unwrap();
            let restarted = scratch.start(scratch.again().await, Options::default());
            add(&restarted, 4).await.unwrap();
            let times = scratch.db.rows("SELECT at FROM audit_entry ORDER BY idx", args![]).await.unwrap();
            let times: Vec<Time> = times.iter().map(|row| row.time("at").unwrap()).collect();
            let first = times[0];
            assert_eq!(
                times,
                [first, first + Span::hours(1), first + Span::hours(1), first + Span::hours(1)]
            );
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_refuses_and_a_closed_one_answers_what_waits() {
    each_engine(|scratch| {
        Box::pin(async move {
            scratch.writer().await.close().await;
            let writer = scratch.start(scratch.db.clone(), Options { waiting: 2, ..Options::default() });
            let (gate, blocking) = block(&writer).await;
            let waiting: Vec<_> = (0..2)
                .map(|version| {
                    let writer = writer.clone();
                    tokio::spawn(async move { add(&writer, version).await })
                })
                .collect();
            wait_until_queued(&writer, 2).await;
            let refused = add(&writer, 3).await;
            assert!(matches!(refused, Err(Fault::TooManyWaiting)), "{refused:?}");
            assert!(refused.unwrap_err().is_retryable());

            let closing = tokio::spawn({
                let writer = writer.clone();
                async move { writer.close().await }
            });
            gate.notify_one();
            blocking.await.unwrap().unwrap();
            closing.await.unwrap();
            for job in waiting {
                job.await.unwrap().unwrap();
            }
            assert!(matches!(add(&writer, 4).await, Err(Fault::Closed)));
            writer.close().await;
            assert_eq!(counts(scratch).await, (2, 2));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_nobody_waits_for_is_not_run() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let (gate, blocking) = block(&writer).await;
            let impatient = tokio::spawn({
                let writer = writer.clone();
                async move { add(&writer, 1).await }
            });
            wait_until_queued(&writer, 1).await;
            impatient.abort();
            let _ = impatient.await;
            gate.notify_one();
            blocking.await.unwrap().unwrap();
            assert_eq!(add(&writer, 2).await.unwrap(), 0);
            assert_eq!(counts(scratch).await, (1, 1));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_takes_too_long_is_rolled_back_and_the_writer_goes_on() {
    each_engine(|scratch| {
        Box::pin(async move {
            scratch.writer().await.close().await;
            let limit = Duration::from_millis(300);
            let writer = scratch.start(scratch.db.clone(), Options { limit, ..Options::default() });
            let slow = writer
                .run((), |tx, ()| {
                    Box::pin(async move {
                        insert(tx, 1).await?;
                        tokio::time::sleep(Duration::from_secs(60)).await;
                        Ok(Done::with((), entry(1)))
                    })
                })
                .await;
            assert!(matches!(slow, Err(Fault::TooSlow)), "{slow:?}");
            add(&writer, 2).await.unwrap();
            assert_eq!(counts(scratch).await, (1, 1));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_waits_for_another_process_that_holds_the_head() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let held = scratch.hold_head().await;
            let job = tokio::spawn(async move { add(&writer, 1).await });
            // Longer than PostgreSQL's lock timeout, so that the second try is the one that gets it.
            tokio::time::sleep(Duration::from_millis(3_300)).await;
            assert!(!job.is_finished());
            held.release().await;
            assert_eq!(job.await.unwrap().unwrap(), 0);
            assert_whole(scratch, 1).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_the_server_ended_is_made_anew() {
    on_postgres(|scratch| {
        Box::pin(async move {
            const END_ALL: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
            let writer = scratch.writer().await;
            add(&writer, 1).await.unwrap();
            scratch.raw(END_ALL, args![]).await.unwrap();
            add(&writer, 2).await.expect("ended between two jobs: nobody notices");

            let (gate, blocking) = block(&writer).await;
            scratch.raw(END_ALL, args![]).await.unwrap();
            gate.notify_one();
            assert!(
                blocking.await.unwrap().is_err(),
                "ended within: whether it stands is not known, so it is no success"
            );
            add(&writer, 3).await.unwrap();
            assert_eq!(counts(scratch).await, (3, 3));
            assert_whole(scratch, 3).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_at_any_moment_leaves_the_old_state_or_the_new_one() {
    each_engine(|scratch| {
        Box::pin(async move {
            scratch.writer().await.close().await;
            let mut told = 0_i64;
            for round in 0..8_i64 {
                // A runtime of its own stands for the process: shutting it down drops writer and jobs wherever they are.
                let runtime = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(2)
                    .enable_all()
                    .build()
                    .unwrap();
                let committed = Arc::new(AtomicU32::new(0));
                let location = scratch.location.clone();
                let (clock, rng) = (Arc::clone(&scratch.clock), Arc::clone(&scratch.rng));
                let count = Arc::clone(&committed);
                runtime.spawn(async move {
                    let db = store::Db::open(&location).await.unwrap();
                    let writer = store::Writer::start(db, clock, rng, Options::default());
                    for task in 0..16_i64 {
                        let (writer, count) = (writer.clone(), Arc::clone(&count));
                        tokio::spawn(async move {
                            for version in (task..).step_by(16) {
                                add(&writer, round * 1_000_000 + version).await.unwrap();
                                count.fetch_add(1, Ordering::SeqCst);
                            }
                        });
                    }
                });
                while committed.load(Ordering::SeqCst) < 20 {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                tokio::time::sleep(Duration::from_micros(u64::try_from(round).unwrap() * 700)).await;
                runtime.shutdown_background();
                // Takes the head, so it waits until whatever was in flight has ended.
                scratch.hold_head().await.release().await;
                told += i64::from(committed.load(Ordering::SeqCst));
                let (rows, entries) = counts(scratch).await;
                assert_eq!(rows, entries);
                assert!(rows >= told, "what was told to be done stays: {rows} of {told}");
                assert_whole(scratch, u64::try_from(entries).unwrap()).await;
                told = rows;
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_leaves_nothing_half_done_and_all_goes_on_once_there_is_room() {
    on_sqlite(|scratch| {
        Box::pin(async move {
            scratch.writer().await.close().await;
            let pages = scratch
                .db
                .row("PRAGMA page_count", args![])
                .await
                .unwrap()
                .unwrap()
                .int("page_count")
                .unwrap();
            let limited = scratch.db.limited(u32::try_from(pages).unwrap() + 12);
            let writer = scratch.start(limited, Options::default());
            let mut done = 0_i64;
            let fault = loop {
                match add(&writer, done).await {
                    Ok(_) => done += 1,
                    Err(fault) => break fault,
                }
                assert!(done < 10_000, "the limit is not reached");
            };
            assert!(
                matches!(&fault, Fault::Driver(trouble) if trouble.code.as_deref() == Some("13")),
                "{fault:?}"
            );
            assert!(done > 0);
            assert_eq!(counts(scratch).await, (done, done));
            assert_whole(scratch, u64::try_from(done).unwrap()).await;
            // A read and a job that needs no room still work, and with room so does everything.
            writer
                .unlogged((), |tx, ()| {
                    Box::pin(async move { tx.rows("SELECT 1 AS one", args![]).await.map(|_| ()) })
                })
                .await
                .unwrap();
            let roomy = scratch.start(scratch.again().await, Options::default());
            add(&roomy, done).await.unwrap();
            assert_whole(scratch, u64::try_from(done).unwrap() + 1).await;
        })
    })
    .await;
}
