//! The transaction as a job sees it.

use domain::Time;

use crate::engine::Conn;
use crate::row::Row;
use crate::{Fault, Value};

/// The transaction that a job runs in. Other jobs run in it before and after; a job sees what those before it
/// changed, and all stand or fall together.
pub struct Tx {
    pub(crate) conn: Conn,
    now: Time,
    /// Index that the first entry of the job now running will get; `None` while the log has no head.
    next: Option<u64>,
    /// Whether the job now running hands in entries.
    logged: bool,
    /// Rows that the job now running changed by [`Tx::change`].
    changed: u64,
    /// The first fault of a statement of the job now running. PostgreSQL would answer the commit after it with a
    /// silent rollback, so a job that swallows one must not count as done.
    broken: Option<Fault>,
    /// Every statement of the job now running, so that a test can ask how it is carried out.
    #[cfg(feature = "testing")]
    heard: Vec<&'static str>,
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("now", &self.now).finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(conn: Conn, now: Time) -> Self {
        Self {
            conn,
            now,
            next: None,
            logged: false,
            changed: 0,
            broken: None,
            #[cfg(feature = "testing")]
            heard: Vec::new(),
        }
    }

    /// The statements of the job now running, so far.
    #[cfg(feature = "testing")]
    pub fn heard(&self) -> &[&'static str] {
        &self.heard
    }

    /// Forgets the job before.
    pub(crate) fn turn_to(&mut self, logged: bool, next: Option<u64>) {
        self.logged = logged;
        self.next = next;
        self.changed = 0;
        self.broken = None;
        #[cfg(feature = "testing")]
        self.heard.clear();
    }

    /// Whether the job that ran may stand, given how many entries it handed in (I07).
    pub(crate) fn settle(&mut self, entries: usize) -> Result<(), Fault> {
        if let Some(fault) = self.broken.take() {
            return Err(fault);
        }
        if self.changed > 0 && entries == 0 {
            return Err(Fault::Unlogged);
        }
        Ok(())
    }

    /// The time of the whole batch: the clock's, but never before the last entry of the log or the batch before.
    pub fn now(&self) -> Time {
        self.now
    }

    /// The index in the log that the first entry of this job will get, for rows that name it.
    ///
    /// # Errors
    /// [`Fault::NoLog`] while the log has not been begun.
    pub fn next_index(&self) -> Result<u64, Fault> {
        self.next.ok_or(Fault::NoLog)
    }

    /// Reads rows.
    ///
    /// # Errors
    /// [`Fault::Driver`]; [`Fault::Inconsistent`] if the statement is not a SELECT.
    pub async fn rows(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        reads(sql)?;
        self.fetch(sql, args).await
    }

    /// Reads at most one row; of several, the first.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub async fn row(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Option<Row>, Fault> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Changes rows, which needs an audit entry (I07); how many it changed.
    ///
    /// # Errors
    /// [`Fault::Unlogged`] in a job of [`Writer::unlogged`](crate::Writer::unlogged); [`Fault::Driver`], after which
    /// the job must fail: never catch it, use `ON CONFLICT DO NOTHING`.
    pub async fn change(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, Fault> {
        self.may_change()?;
        let rows = self.run(sql, args).await?;
        self.changed += rows;
        Ok(rows)
    }

    /// A [`Tx::change`] with `RETURNING`: the rows it gives back.
    ///
    /// # Errors
    /// As [`Tx::change`].
    pub async fn change_returning(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        self.may_change()?;
        let rows = self.fetch(sql, args).await?;
        self.changed += u64::try_from(rows.len()).unwrap_or(u64::MAX);
        Ok(rows)
    }

    /// A [`Tx::change`] that inserts that many rows with one statement; `args` are theirs, row by row.
    pub(crate) async fn insert(
        &mut self,
        into: &'static str,
        columns: usize,
        rows: usize,
        args: Vec<Value>,
    ) -> Result<(), Fault> {
        self.may_change()?;
        let result = self.conn.insert(into, columns, rows, args).await;
        self.changed += self.keep(result)?;
        Ok(())
    }

    /// Changes rows that need no audit entry: rate limits, leases, last-seen times, ceremonies, bookkeeping of
    /// notices; how many it changed.
    ///
    /// # Errors
    /// As [`Tx::change`], but never [`Fault::Unlogged`].
    pub async fn note(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, Fault> {
        self.run(sql, args).await
    }

    /// A [`Tx::note`] that writes that many rows with one statement; `args` are theirs, row by row, and `then` says what
    /// becomes of one that is there already.
    pub(crate) async fn note_rows(
        &mut self,
        into: &'static str,
        then: &'static str,
        columns: usize,
        rows: usize,
        args: Vec<Value>,
    ) -> Result<u64, Fault> {
        let result = self.conn.upsert(into, then, columns, rows, args).await;
        self.keep(result)
    }

    /// A [`Tx::note`] with `RETURNING`: the rows it gives back. A begun ceremony is taken by
    /// `DELETE … RETURNING` this way.
    ///
    /// # Errors
    /// As [`Tx::note`].
    pub async fn note_returning(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        self.fetch(sql, args).await
    }

    fn may_change(&mut self) -> Result<(), Fault> {
        if self.logged {
            return Ok(());
        }
        self.broken.get_or_insert(Fault::Unlogged);
        Err(Fault::Unlogged)
    }

    async fn run(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, Fault> {
        #[cfg(feature = "testing")]
        self.heard.push(sql);
        let result = self.conn.execute(sql, args).await;
        self.keep(result)
    }

    async fn fetch(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        #[cfg(feature = "testing")]
        self.heard.push(sql);
        let result = self.conn.rows(sql, args).await;
        self.keep(result)
    }

    fn keep<T>(&mut self, result: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(fault) = &result {
            self.broken.get_or_insert_with(|| fault.clone());
        }
        result
    }
}

/// A change behind a read would need no entry, so reads are told by their first word. (A WITH that changes rows
/// would pass; none of ours does.)
fn reads(sql: &str) -> Result<(), Fault> {
    let first = sql.split_whitespace().next().unwrap_or_default();
    if first.eq_ignore_ascii_case("SELECT") || first.eq_ignore_ascii_case("WITH") {
        return Ok(());
    }
    Err(Fault::inconsistent("a statement that changes rows was handed in as a read"))
}
