//! Rate limits, leases and policy.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as tests do")]

mod common;

use domain::Span;
use domain::policy::Policy;
use store::testing::{Scratch, each_engine};
use store::{Done, Fault, NewEntry, Options, Writer, args, lease, policy, rate};

async fn tries(writer: &Writer, count: usize) -> usize {
    let mut taken = 0;
    for _ in 0..count {
        taken +=
            usize::from(rate::take_alone(writer, "ask:a".to_owned(), 3, Span::minutes(10)).await.unwrap());
    }
    taken
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_gives_its_tries_and_no_more_until_its_window_ends() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            assert_eq!(tries(&writer, 5).await, 3);
            scratch.clock.advance(Span::minutes(9));
            assert_eq!(tries(&writer, 1).await, 0, "the window began with the first try");
            assert!(rate::take_alone(&writer, "ask:b".to_owned(), 1, Span::minutes(1)).await.unwrap());
            scratch.clock.advance(Span::minutes(1));
            assert_eq!(tries(&writer, 4).await, 3, "a new window");
            assert!(!rate::take_alone(&writer, "none".to_owned(), 0, Span::minutes(1)).await.unwrap());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_a_bucket() {
    each_engine(|scratch| {
        Box::pin(async move {
            let one = scratch.writer().await;
            let two = scratch.start(scratch.again().await, Options::default());
            let takers: Vec<_> = (0..20)
                .map(|n| {
                    let writer = if n % 2 == 0 { one.clone() } else { two.clone() };
                    tokio::spawn(async move {
                        rate::take_alone(&writer, "shared".to_owned(), 7, Span::minutes(1)).await.unwrap()
                    })
                })
                .collect();
            let mut taken = 0;
            for taker in takers {
                taken += i32::from(taker.await.unwrap());
            }
            assert_eq!(taken, 7);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_counts_and_a_fault_does_not() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let faulty = writer
                .unlogged((), |tx, ()| {
                    Box::pin(async move {
                        let now = tx.now();
                        assert!(rate::take(tx, "a", 1, Span::minutes(1), now).await?);
                        Err::<(), _>(Fault::inconsistent("afterwards"))
                    })
                })
                .await;
            assert!(faulty.is_err());
            for expected in [true, false] {
                let taken = rate::take_alone(&writer, "a".to_owned(), 1, Span::minutes(1)).await.unwrap();
                assert_eq!(taken, expected);
            }
            writer.unlogged((), |tx, ()| Box::pin(async move { rate::forget(tx, "a").await })).await.unwrap();
            assert!(rate::take_alone(&writer, "a".to_owned(), 1, Span::minutes(1)).await.unwrap());
            rate::take_alone(&writer, "b".to_owned(), 1, Span::minutes(5)).await.unwrap();
            scratch.clock.advance(Span::minutes(1));
            let swept = writer.unlogged((), |tx, ()| Box::pin(rate::sweep(tx))).await.unwrap();
            assert_eq!(swept, 1);
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM rate_limit").await, 1);
        })
    })
    .await;
}

async fn lease(writer: &Writer, holder: &'static str) -> bool {
    writer
        .unlogged(holder, |tx, holder| {
            Box::pin(async move { lease::take(tx, "notices", holder, Span::minutes(1)).await })
        })
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_has_one_holder_until_it_runs_out_or_is_given_up() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            assert!(lease(&writer, "one").await);
            assert!(!lease(&writer, "two").await);
            scratch.clock.advance(Span::seconds(40));
            assert!(lease(&writer, "one").await, "its holder prolongs it");
            scratch.clock.advance(Span::seconds(40));
            assert!(!lease(&writer, "two").await);
            scratch.clock.advance(Span::seconds(20));
            assert!(lease(&writer, "two").await, "it ran out");
            let give_up = |holder: &'static str| {
                writer.unlogged(holder, |tx, holder| {
                    Box::pin(async move { lease::release(tx, "notices", holder).await })
                })
            };
            give_up("one").await.unwrap();
            assert!(!lease(&writer, "one").await, "who does not hold it cannot give it up");
            give_up("two").await.unwrap();
            assert!(lease(&writer, "one").await);
        })
    })
    .await;
}

async fn save(scratch: &Scratch, writer: &Writer, version: i64, document: &'static str) {
    writer
        .run((version, document), |tx, (version, document)| {
            Box::pin(async move {
                let now = tx.now();
                let sql = "INSERT INTO policy (version, at, document) VALUES ($1, $2, $3)";
                tx.change(sql, args![*version, now, *document]).await?;
                Ok(Done::with((), NewEntry::new("policy.changed")))
            })
        })
        .await
        .unwrap();
    assert_eq!(scratch.count("SELECT MAX(version) AS n FROM policy").await, version);
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_the_newest_policy_holds_inside_its_bounds_and_the_defaults_until_there_is_one() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let read = policy::read(&scratch.db).await.unwrap();
            assert_eq!((read.version, read.policy), (0, Policy::default()));
            save(scratch, &writer, 1, r#"{"wrong-codes":2}"#).await;
            save(scratch, &writer, 2, r#"{"pass-life":999999999999,"wrong-codes":1}"#).await;
            let read = policy::read(&scratch.db).await.unwrap();
            assert_eq!(
                (read.version, read.policy.wrong_codes, read.policy.pass_life),
                (2, 1, Span::hours(8))
            );
            let inside = writer.unlogged((), |tx, ()| Box::pin(policy::of(tx))).await.unwrap();
            assert_eq!(inside, read);
            save(scratch, &writer, 3, r#"{"unknown":1}"#).await;
            assert!(matches!(policy::read(&scratch.db).await, Err(Fault::Inconsistent { .. })));
        })
    })
    .await;
}
