//! One transaction for the jobs that wait: takes the head, runs them, appends their entries, moves the head, commits.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Rng, Time};
use futures::FutureExt;

use crate::append::Appender;
use crate::engine::Conn;
use crate::job::Work;
use crate::writer::Options;
use crate::{Db, Fault, Tx};

/// How far a transaction got before its fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It was not begun: no job is to blame.
    Begin,
    /// It was rolled back.
    Work,
    /// It may be durable.
    InDoubt,
}

struct Failure {
    stage: Stage,
    fault: Fault,
}

fn at(stage: Stage) -> impl Fn(Fault) -> Failure {
    move |fault| Failure { stage, fault }
}

/// The writer's own side: one connection, kept as long as it works.
pub(crate) struct Batches {
    db: Db,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    options: Options,
    conn: Option<Conn>,
    /// Time of the batch before.
    last: Time,
}

impl Batches {
    pub(crate) fn new(db: Db, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>, options: Options) -> Self {
        Self { db, clock, rng, options, conn: None, last: Time(i64::MIN) }
    }

    /// Runs the jobs together; after a fault one by one, so that it is answered only to its own.
    pub(crate) async fn run(&mut self, mut jobs: Vec<Box<dyn Work>>) {
        let failure = match self.with_tries(&mut jobs).await {
            Ok(()) => return jobs.into_iter().for_each(|job| job.answer(Ok(()))),
            Err(failure) => failure,
        };
        if jobs.len() == 1 || failure.stage != Stage::Work {
            if failure.stage != Stage::Work {
                tracing::error!(fault = %failure.fault, jobs = jobs.len(), "no change could be made");
            }
            return jobs.into_iter().for_each(|job| job.answer(Err(failure.fault.clone())));
        }
        for mut job in jobs {
            let said = self.with_tries(std::slice::from_mut(&mut job)).await;
            job.answer(said.map_err(|failure| failure.fault));
        }
    }

    /// Ends the connection in an orderly way.
    pub(crate) async fn close(mut self) {
        if let Some(conn) = self.conn.take() {
            conn.close().await;
        }
    }

    /// Tries again while another process is in the way, or while a connection cannot be had.
    async fn with_tries(&mut self, jobs: &mut [Box<dyn Work>]) -> Result<(), Failure> {
        let mut pause = Duration::from_millis(20);
        let mut tries = 1_u32;
        loop {
            let Err(failure) = self.once(jobs).await else { return Ok(()) };
            // Before the transaction nothing has happened yet, so any fault there may be tried again.
            let again = failure.stage == Stage::Begin
                || (failure.stage == Stage::Work && failure.fault.is_retryable());
            if !again || tries >= self.options.tries {
                return Err(failure);
            }
            tries += 1;
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2);
        }
    }

    /// One try of one transaction. A connection whose state is not known for certain is dropped, which rolls back.
    async fn once(&mut self, jobs: &mut [Box<dyn Work>]) -> Result<(), Failure> {
        if jobs.iter().all(|job| job.abandoned()) {
            return Ok(());
        }
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.db.connect().await.map_err(at(Stage::Begin))?,
        };
        conn.begin().await.map_err(at(Stage::Begin))?;
        let appender = match conn.take_head().await.and_then(|head| head.map(Appender::new).transpose()) {
            Ok(appender) => appender,
            Err(fault) => {
                self.put_back(conn).await;
                return Err(Failure { stage: Stage::Begin, fault });
            }
        };
        let head_at = appender.as_ref().map_or(Time(i64::MIN), Appender::at);
        let now = self.clock.now().max(head_at).max(self.last);

        let mut tx = Tx::new(conn, now);
        let work = tokio::time::timeout(self.options.limit, self.work(&mut tx, appender, jobs));
        match AssertUnwindSafe(work).catch_unwind().await {
            Ok(Ok(Ok(()))) => {}
            Ok(Ok(Err(fault))) => {
                self.put_back(tx.conn).await;
                return Err(Failure { stage: Stage::Work, fault });
            }
            Ok(Err(_elapsed)) => return Err(Failure { stage: Stage::Work, fault: Fault::TooSlow }),
            Err(_panic) => return Err(Failure { stage: Stage::Work, fault: Fault::Panicked }),
        }

        let mut conn = tx.conn;
        let commit = tokio::time::timeout(self.options.limit, conn.commit());
        match commit.await.unwrap_or(Err(Fault::InDoubt)) {
            Ok(()) => {
                self.last = now;
                self.conn = Some(conn);
                Ok(())
            }
            // The engine refused in words: it has rolled back, or will when told.
            Err(fault) if fault.is_refusal() => {
                self.put_back(conn).await;
                Err(Failure { stage: Stage::Work, fault })
            }
            Err(fault) => {
                tracing::error!(%fault, "the database went away while committing");
                Err(Failure { stage: Stage::InDoubt, fault: Fault::InDoubt })
            }
        }
    }

    /// What happens inside the transaction.
    async fn work(
        &self,
        tx: &mut Tx,
        appender: Option<Appender>,
        jobs: &mut [Box<dyn Work>],
    ) -> Result<(), Fault> {
        let mut entries = Vec::new();
        let first = appender.as_ref().map(Appender::size);
        for job in jobs.iter_mut().filter(|job| !job.abandoned()) {
            if job.logged() && appender.is_none() {
                return Err(Fault::NoLog);
            }
            let before = u64::try_from(entries.len()).unwrap_or(u64::MAX);
            tx.turn_to(job.logged(), first.map(|first| first.saturating_add(before)));
            let new = job.attempt(tx).await?;
            tx.settle(new.len())?;
            entries.extend(new);
        }
        match appender {
            Some(appender) if !entries.is_empty() => {
                let now = tx.now();
                appender.append(&mut tx.conn, entries, now, self.rng.as_ref()).await
            }
            _ => Ok(()),
        }
    }

    /// Rolls back and keeps the connection if that worked.
    async fn put_back(&mut self, mut conn: Conn) {
        let rolled_back = tokio::time::timeout(self.options.limit, conn.rollback()).await;
        if matches!(rolled_back, Ok(Ok(()))) {
            self.conn = Some(conn);
        }
    }
}
