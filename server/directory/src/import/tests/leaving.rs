//! Many who leave at once, and an import that breaks off while they do.

use store::{Done, NewEntry};

use super::ground::{each_engine, on_sqlite};
use crate::import::{Asked, ImportFault, import, leave};

/// A boss, and so many others; every second of them was managed by the one before.
fn file(of: std::ops::Range<usize>) -> String {
    let mut csv = "user_name,name,manager\nboss,Bo Chef,\n".to_owned();
    for at in of {
        let manager = if at % 2 == 0 { "boss".to_owned() } else { format!("p{}", at - 1) };
        csv.push_str(&format!("p{at},Person {at},{manager}\n"));
    }
    csv
}

#[tokio::test]
async fn hundreds_who_leave_are_all_marked_and_then_settled_a_few_at_a_time() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(&file(0..320)).await;
            let asked = Asked { file: "less.csv", by: "root", missing_have_left: true, confirmed: true };
            let mut told = Vec::new();
            let less = file(0..20);
            let mut note = |done, of| told.push((done, of));
            let summary = import(&on.core, less.as_bytes(), &asked, &mut note).await.unwrap();
            assert_eq!(summary.left, 300);
            // Whoever manages and whoever is managed leave together: nobody gets another manager for that.
            assert_eq!((summary.leaving.new_manager, summary.leaving.no_manager), (0, 0));
            let kinds = on.entries().await;
            let first = kinds.iter().position(|kind| kind == "person.left-settled").unwrap();
            let last = kinds.iter().rposition(|kind| kind == "person.left").unwrap();
            assert!(last < first, "all are marked before anything is settled");
            assert_eq!(on.count("person.left").await, 300);
            assert_eq!(on.count("person.left-settled").await, 300);
            assert_eq!((told[0], *told.last().unwrap()), ((0, 300), (300, 300)));
            let most = told.windows(2).map(|two| two[1].0 - two[0].0).max().unwrap();
            assert!(most <= leave::A_JOB, "{told:?}");
            assert!(store::import::unsettled(&mut on.core.db()).await.unwrap().is_empty());
        })
    })
    .await;
}

#[tokio::test]
async fn i06_whoever_was_marked_by_an_import_that_broke_off_is_settled_by_the_next() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(&file(0..4)).await;
            let marked = [on.person("p1").await.id, on.person("p2").await.id];
            on.core
                .writer()
                .run(marked, |tx, marked| {
                    Box::pin(async move {
                        let now = tx.now();
                        for person in marked {
                            assert!(store::import::leave_unsettled(tx, person, now).await?);
                        }
                        Ok(Done::with((), NewEntry::new("person.left")))
                    })
                })
                .await
                .unwrap();
            // One of them is in the next file: back, and nothing of theirs ends.
            let summary = on.import("user_name,name,manager\nboss,Bo Chef,\np1,Person 1,boss\n").await;
            assert_eq!((summary.changed, summary.left), (1, 0));
            assert_eq!(on.count("person.left-settled").await, 1);
            assert_eq!(summary.leaving.new_manager, 1, "whom p2 managed");
            assert!(on.person("p1").await.left_at.is_none());
            on.import("user_name,name\nboss,Bo Chef\n").await;
            assert_eq!(on.count("person.left-settled").await, 1, "once");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_whose_lease_went_says_that_some_of_it_stands() {
    on_sqlite(|on| {
        Box::pin(async move {
            on.import(&file(0..2)).await;
            let asked = Asked { file: "more.csv", by: "root", missing_have_left: false, confirmed: false };
            let more = file(0..1_200);
            // After its first job somebody else holds the lease.
            let mut robbed = false;
            let mut note = |done, _| {
                if done == 0 || std::mem::replace(&mut robbed, true) {
                    return;
                }
                let job = on.core.writer().unlogged((), |tx, ()| {
                    Box::pin(async move {
                        let sql = "UPDATE lease SET holder = 'another' WHERE name = 'people.import'";
                        tx.note(sql, Vec::new()).await
                    })
                });
                let taken = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(job));
                assert_eq!(taken.unwrap(), 1);
            };
            let fault = import(&on.core, more.as_bytes(), &asked, &mut note).await.unwrap_err();
            assert!(matches!(fault, ImportFault::LeaseLost), "{fault}");
            assert!(!fault.to_string().contains("nothing"), "{fault}");
            assert_eq!(on.count("person.imported").await, 3 + 500, "the first job stands");
        })
    })
    .await;
}
