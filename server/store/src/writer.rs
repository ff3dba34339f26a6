//! The one writer: takes jobs, runs those that wait as one transaction, answers them when it is durable.

use std::sync::Arc;
use std::time::Duration;

use audit::NewEntry;
use domain::{Clock, Rng};
use futures::future::BoxFuture;
use tokio::sync::{Notify, mpsc, oneshot, watch};

use crate::batch::Batches;
use crate::job::{Logged, Task, Unlogged, Work};
use crate::{Db, Fault, Tx};

/// What a job hands back: its outcome, and what the log says about it.
#[derive(Debug)]
pub struct Done<T> {
    /// What the caller gets once all is durable.
    pub outcome: T,
    /// One entry for each thing that happened, in order.
    pub entries: Vec<NewEntry>,
}

impl<T> Done<T> {
    /// An outcome of a job that changed nothing which needs an entry.
    pub fn plain(outcome: T) -> Self {
        Self { outcome, entries: Vec::new() }
    }

    /// An outcome and its entry.
    pub fn with(outcome: T, entry: NewEntry) -> Self {
        Self { outcome, entries: vec![entry] }
    }

    /// An outcome and its entries.
    pub fn all(outcome: T, entries: Vec<NewEntry>) -> Self {
        Self { outcome, entries }
    }
}

/// How a [`Writer`] works. The default is right for production.
#[derive(Debug, Clone)]
pub struct Options {
    /// Jobs in one transaction at most: 256.
    pub batch: usize,
    /// Jobs that may wait; one more is answered [`Fault::TooManyWaiting`]: 1,024.
    pub waiting: usize,
    /// How often a transaction is tried when another process is in the way: 5.
    pub tries: u32,
    /// How long the work of one transaction may take before it is rolled back: 20 s.
    pub limit: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { batch: 256, waiting: 1_024, tries: 5, limit: Duration::from_secs(20) }
    }
}

/// The way to change the database. Cloning shares it; a process has one for a database.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Box<dyn Work>>,
    closing: Arc<Notify>,
    ended: watch::Receiver<bool>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer")
    }
}

impl Writer {
    /// Starts the background task. It ends after [`Writer::close`], or when every clone is dropped and the jobs
    /// that waited are answered.
    pub fn start(db: Db, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>, options: Options) -> Self {
        let (jobs, mut waiting) = mpsc::channel::<Box<dyn Work>>(options.waiting.max(1));
        let (end, ended) = watch::channel(false);
        let closing = Arc::new(Notify::new());
        let close = Arc::clone(&closing);
        tokio::spawn(async move {
            let most = options.batch.max(1);
            let mut batches = Batches::new(db, clock, rng, options);
            loop {
                let mut taken = Vec::new();
                tokio::select! {
                    biased;
                    () = close.notified(), if !waiting.is_closed() => {
                        waiting.close();
                        continue;
                    }
                    count = waiting.recv_many(&mut taken, most) => if count == 0 { break },
                }
                batches.run(taken).await;
            }
            batches.close().await;
            end.send_replace(true);
        });
        Self { jobs, closing, ended }
    }

    /// Runs a job and waits until it is durable.
    ///
    /// The job may run more than once, so it has no effect but on `tx`. It re-reads what it decides on, refuses
    /// before its first change by an outcome, and waits for nothing but the database. A fault of the job rolls
    /// back what it did; the other jobs of its batch are run again without it.
    ///
    /// If the caller stops waiting before the job's turn, the job is not run.
    ///
    /// # Errors
    /// The job's own fault; [`Fault::Unlogged`] if it changed rows by [`Tx::change`] and handed in no entry (I07);
    /// [`Fault::NoLog`] before [`log::begin`](crate::log::begin); [`Fault::TooManyWaiting`] and [`Fault::Closed`]
    /// before it was run; [`Fault::InDoubt`] if the database went away while committing. After any other fault
    /// nothing was changed.
    pub async fn run<I, T, F>(&self, input: I, job: F) -> Result<T, Fault>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<Done<T>, Fault>> + Send + Sync + 'static,
    {
        let (task, answer) = Task::new(input, Logged(job));
        self.wait(Box::new(task), answer).await
    }

    /// Runs a job that needs no entry: only [`Tx::note`] and reads. It works before the log has been begun.
    ///
    /// # Errors
    /// As [`Writer::run`]; [`Fault::Unlogged`] if the job tried [`Tx::change`].
    pub async fn unlogged<I, T, F>(&self, input: I, job: F) -> Result<T, Fault>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<T, Fault>> + Send + Sync + 'static,
    {
        let (task, answer) = Task::new(input, Unlogged(job));
        self.wait(Box::new(task), answer).await
    }

    async fn wait<T>(
        &self,
        task: Box<dyn Work>,
        answer: oneshot::Receiver<Result<T, Fault>>,
    ) -> Result<T, Fault> {
        self.jobs.try_send(task).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => Fault::TooManyWaiting,
            mpsc::error::TrySendError::Closed(_) => Fault::Closed,
        })?;
        answer.await.unwrap_or(Err(Fault::Closed))
    }

    /// How many jobs wait for their turn, beside those that run now, and how many may.
    pub fn queue(&self) -> (usize, usize) {
        let most = self.jobs.max_capacity();
        (most.saturating_sub(self.jobs.capacity()), most)
    }

    /// Takes no more jobs, answers those that wait, and returns when the last is durable.
    pub async fn close(&self) {
        self.closing.notify_one();
        let mut ended = self.ended.clone();
        // An error means that the task is gone, which is as closed as it gets.
        let _ = ended.wait_for(|ended| *ended).await;
    }
}
