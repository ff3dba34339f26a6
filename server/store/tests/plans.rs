//! What runs at every tick, or while others wait for the head, finds its rows by an index: SQLite says how it goes about it.
#![allow(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use domain::{EnrolmentId, MethodId, PassId, PersonId, RequestId, Time};
use store::desk::{self, Show};
use store::testing::{Scratch, on_sqlite};
use store::{
    BoxFuture, Db, Done, Fault, Reads, Row, Tx, Value, Writer, args, backups, ceremonies, device_files,
    drills, enrolments, erasing, import, last_resort, leaving, log, methods, notices, orders, passes, rate,
    readiness, requests, runbooks, sessions,
};

/// Indexes that hold few of a table's rows: to go through them is to go through what was looked for.
const FEW: [&str; 10] = [
    "pass_over",
    "enrolment_over",
    "method_removed",
    "last_resort_untold",
    "request_code_sealed",
    "audit_entry_import",
    "audit_entry_succession",
    "person_leaving",
    "runbook_open",
    "drill_begun",
];

/// Reads, and remembers what it was asked.
struct Ear<'a>(&'a Db, Vec<&'static str>);

impl Reads for Ear<'_> {
    fn rows<'a>(&'a mut self, sql: &'static str, args: Vec<Value>) -> BoxFuture<'a, Result<Vec<Row>, Fault>> {
        self.1.push(sql);
        Box::pin(self.0.rows(sql, args))
    }
    fn row<'a>(
        &'a mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> BoxFuture<'a, Result<Option<Row>, Fault>> {
        self.1.push(sql);
        Box::pin(self.0.row(sql, args))
    }
}

/// How SQLite would carry out a statement, line by line.
async fn plan(db: &Db, sql: &str) -> Vec<String> {
    let explain: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {sql}").into_boxed_str());
    let rows = db.rows(explain, Vec::new()).await.unwrap();
    rows.iter().map(|row| row.text("detail").unwrap()).collect()
}

async fn assert_by_index(db: &Db, statements: &[&'static str]) {
    assert!(!statements.is_empty());
    let mut slow = Vec::new();
    for sql in statements {
        let plan = plan(db, sql).await;
        let few = |line: &str| FEW.iter().any(|index| line.ends_with(&format!(" INDEX {index}")));
        if plan.iter().any(|line| line.starts_with("SCAN ") && !few(line)) {
            slow.push((sql, plan));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

/// A job's statements.
async fn heard<F>(writer: &Writer, job: F) -> Vec<&'static str>
where
    F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<(), Fault>> + Send + Sync + 'static,
{
    let run = writer.run(job, |tx, job| {
        Box::pin(async move {
            job(tx).await?;
            Ok(Done::plain(tx.heard().to_vec()))
        })
    });
    run.await.unwrap()
}

async fn somebody(scratch: &Scratch) -> PersonId {
    let sql = "INSERT INTO person (id, user_name, user_key, user_hash, name, name_key, language, time_zone, department, \
               ring, active, emergency, handle, photo, source, created) VALUES ('anna', 'a', 'a', $1, 'a', 'a', 'en', \
               'UTC', '', '', TRUE, FALSE, $1, FALSE, 'test', 0)";
    scratch.raw(sql, args![b"a".to_vec()]).await.unwrap();
    PersonId::stored("anna")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_tick_reads_is_found_by_an_index() {
    on_sqlite(|scratch| {
        Box::pin(async move {
            scratch.writer().await;
            let anna = somebody(scratch).await;
            let (now, request) = (Time(1), RequestId::stored("r"));
            let mut on = Ear(&scratch.db, Vec::new());
            passes::overdue(&mut on, now, 32).await.unwrap();
            enrolments::overdue(&mut on, now, 32).await.unwrap();
            requests::due(&mut on, now, 32).await.unwrap();
            requests::unmatched(&mut on, 32).await.unwrap();
            requests::to_escalate(&mut on, now, 32).await.unwrap();
            requests::undecided(&mut on).await.unwrap();
            backups::codes::unchecked(&mut on, 32).await.unwrap();
            backups::phones::any_due(&mut on, now).await.unwrap();
            notices::any_due(&mut on, now).await.unwrap();
            notices::untold_requests(&mut on, "t").await.unwrap();
            last_resort::untold(&mut on, "t").await.unwrap();
            orders::any_due(&mut on, now).await.unwrap();
            drills::due(&mut on, now, 32).await.unwrap();
            drills::to_remind(&mut on, now, 32).await.unwrap();
            readiness::to_check(&mut on, now, 32).await.unwrap();
            readiness::nudges::due(&mut on, now, 32).await.unwrap();
            readiness::happened(&mut on, 0, 32).await.unwrap();
            erasing::due(&mut on, now, 32).await.unwrap();
            runbooks::open(&mut on, 32).await.unwrap();
            methods::suspended_by(&mut on, &request).await.unwrap();
            methods::removed_for(&mut on, &request).await.unwrap();
            leaving::managed(&mut on, &anna).await.unwrap();
            leaving::enrolments(&mut on, &anna).await.unwrap();
            leaving::sessions(&mut on, &anna).await.unwrap();
            import::unsettled(&mut on).await.unwrap();
            assert_by_index(&scratch.db, &on.1).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn few_entries_among_all_are_found_by_an_index() {
    on_sqlite(|scratch| {
        Box::pin(async move {
            scratch.writer().await;
            somebody(scratch).await;
            let mut on = Ear(&scratch.db, Vec::new());
            assert!(!import::is_first(&mut on).await.unwrap());
            let mut asked: Vec<_> = on.1.into_iter().filter(|sql| sql.contains("audit_entry")).collect();
            asked.push(store::testing::SUCCESSIONS);
            assert_eq!(asked.len(), 2);
            assert_by_index(&scratch.db, &asked).await;
            assert!(log::successions(&scratch.db).await.unwrap().is_empty());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_the_head_is_found_by_an_index() {
    on_sqlite(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let said = heard(&writer, |tx| {
                Box::pin(async move {
                    let (person, now) = (PersonId::stored("p"), tx.now());
                    let (request, pass) = (RequestId::stored("r"), PassId::stored("s"));
                    sessions::end_by_method(tx, &MethodId::stored("m"), now, "w").await?;
                    sessions::end_all(tx, &person, None, now, "w").await?;
                    enrolments::end(tx, &EnrolmentId::stored("e"), None, now, "w").await?;
                    enrolments::end_of_pass(tx, &pass, now, "w").await?;
                    enrolments::end_of_request(tx, &request, now, "w").await?;
                    enrolments::end_all_of(tx, &person, now, "w").await?;
                    passes::end_live(tx, &person, now, "w").await?;
                    passes::end_live_of_request(tx, &request, now, "w").await?;
                    orders::take_due(tx, "h", now, now, 32).await?;
                    notices::take_due(tx, now, now, 32).await?;
                    backups::phones::take_due(tx, now, now, 32).await?;
                    backups::sweep(tx).await?;
                    backups::sweep_removed(tx).await?;
                    device_files::sweep(tx).await?;
                    rate::sweep(tx).await?;
                    ceremonies::sweep(tx, now).await?;
                    readiness::days::keep(tx, 1, &[]).await?;
                    import::settle(tx, &person).await?;
                    leaving::deciding(tx, &person).await?;
                    Ok(())
                })
            })
            .await;
            assert!(said.len() > 20, "{said:#?}");
            assert_by_index(&scratch.db, &said).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_requests_of_very_many_are_found_by_when_they_were_asked() {
    on_sqlite(|scratch| {
        Box::pin(async move {
            let mut on = Ear(&scratch.db, Vec::new());
            for show in [Show::All, Show::Ended] {
                desk::queue(&mut on, show, "", None, 51).await.unwrap();
            }
            for sql in on.1 {
                let plan = plan(&scratch.db, sql).await;
                let by_asked = plan.iter().any(|line| line.contains("request USING INDEX request_asked"));
                assert!(by_asked, "{sql}\n{plan:#?}");
                // Only those asked in the same millisecond are put in the order of their ids.
                assert!(!plan.iter().any(|line| line == "USE TEMP B-TREE FOR ORDER BY"), "{sql}\n{plan:#?}");
            }
        })
    })
    .await;
}
