//! What is over leaves nothing behind that is looked for again, or that should be kept no longer.
#![allow(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use domain::{OrderId, RequestId, Span, Time};
use store::testing::each_engine;
use store::{Done, NewEntry, args, backups, orders};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_done_is_due_no_more() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let order = orders::Order {
                id: OrderId::mint(scratch.rng.as_ref()),
                kind: "remove".to_owned(),
                person: None,
                request: None,
                arguments: "{}".to_owned(),
                step: 0,
                tries: 0,
            };
            writer
                .run(order, |tx, order| {
                    Box::pin(async move {
                        let (now, lease) = (tx.now(), tx.now() + Span::minutes(1));
                        orders::add(tx, order, now).await?;
                        assert_eq!(orders::take_due(tx, "h", now, lease, 9).await?.len(), 1);
                        assert!(orders::step_done(tx, order, "h", false, now).await?);
                        let next = orders::take_due(tx, "h", now, lease, 9).await?.remove(0);
                        assert_eq!(next.step, 1, "what goes on is due at once");
                        assert!(orders::step_done(tx, &next, "h", true, now).await?);
                        Ok(Done::with((), NewEntry::new("order.done")))
                    })
                })
                .await
                .unwrap();
            let due = "SELECT COUNT(*) AS n FROM work_order WHERE next_try IS NOT NULL";
            assert_eq!(scratch.count(due).await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_given_along_is_forgotten_when_its_request_ended_before_it_was_matched() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            for (id, ended) in [("open", None), ("ended", Some(Time(2)))] {
                let sql = "INSERT INTO request (id, secret_hash, name_hash, matched, what, asked, network, browser, \
                           language, spoken, state, state_json, device_picked, passes_made, wrong_codes, drill, ended) \
                           VALUES ($1, $2, $2, FALSE, 'w', 1, 'n', 'b', 'en', FALSE, 's', '{}', FALSE, 0, 0, FALSE, $3)";
                scratch.raw(sql, args![id, id.as_bytes(), ended]).await.unwrap();
            }
            let sealed = async |id: &str| {
                let given = backups::codes::given(&mut &scratch.db, &RequestId::stored(id)).await.unwrap();
                given.unwrap().sealed
            };
            writer
                .unlogged((), |tx, ()| {
                    Box::pin(async move {
                        for id in ["open", "ended"] {
                            backups::codes::give(tx, &RequestId::stored(id), b"sealed").await?;
                        }
                        Ok(())
                    })
                })
                .await
                .unwrap();
            assert!(sealed("open").await.is_some() && sealed("ended").await.is_some());
            writer.unlogged((), |tx, ()| Box::pin(backups::sweep(tx))).await.unwrap();
            assert_eq!(sealed("open").await.as_deref(), Some(b"sealed".as_slice()), "it may still be matched");
            assert_eq!(sealed("ended").await, None);
        })
    })
    .await;
}
