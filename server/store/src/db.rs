//! The database as readers see it.

use std::sync::Arc;

use domain::Time;

use crate::engine::{self, Conn, EngineKind, Location, Pool, Reading, Writing};
use crate::row::Row;
use crate::{Fault, Value};

/// An open database. Cloning shares its connections. It only reads; changes go through
/// [`Writer`](crate::Writer).
#[derive(Clone)]
pub struct Db {
    pool: Pool,
    writing: Arc<Writing>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Db").field(&self.kind()).finish()
    }
}

impl Db {
    /// Opens the database; a SQLite file is made if missing. [`Db::migrate`] comes next.
    ///
    /// # Errors
    /// [`Fault::Driver`] if it cannot be reached or opened.
    pub async fn open(at: &Location) -> Result<Self, Fault> {
        let (pool, writing) = engine::open(at).await?;
        Ok(Self { pool, writing: Arc::new(writing) })
    }

    /// Brings the schema up to date. Any number of processes may do so at once; one does it, the others wait.
    ///
    /// # Errors
    /// [`Fault::Newer`] if the database was made by a newer version; [`Fault::OtherMigration`] if a migration was
    /// applied with another text; [`Fault::Driver`] if a statement fails, which leaves the schema as it was.
    pub async fn migrate(&self) -> Result<(), Fault> {
        self.writing.migrate().await
    }

    /// Which engine it runs on.
    pub fn kind(&self) -> EngineKind {
        self.pool.kind()
    }

    /// Reads rows outside any transaction.
    ///
    /// # Errors
    /// [`Fault::Driver`], also if the statement tries to write.
    pub async fn rows(&self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        self.pool.rows(sql, args).await
    }

    /// Reads at most one row outside any transaction.
    ///
    /// # Errors
    /// As [`Db::rows`].
    pub async fn row(&self, sql: &'static str, args: Vec<Value>) -> Result<Option<Row>, Fault> {
        self.pool.row(sql, args).await
    }

    /// Begins a read-only transaction, for reading in several statements what must be of one moment. Keep it short:
    /// on SQLite the write-ahead log grows for as long as it is held.
    ///
    /// # Errors
    /// [`Fault::Driver`].
    pub async fn snapshot(&self) -> Result<Snapshot, Fault> {
        Ok(Snapshot { reading: self.pool.snapshot().await? })
    }

    /// The database's own time, for the clock of replicas (R13); `None` on SQLite, where the machine's time holds.
    ///
    /// # Errors
    /// [`Fault::Driver`] if it cannot be reached.
    pub async fn now(&self) -> Result<Option<Time>, Fault> {
        if self.kind() == EngineKind::Sqlite {
            return Ok(None);
        }
        let sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now";
        let row = self.row(sql, Vec::new()).await?;
        row.map(|row| row.time("now")).transpose()
    }

    /// Copies the whole database, as it is at one moment and while it is in use, into a file that is empty or not there.
    /// Only SQLite can; `false` where this is another engine, whose own tools do it.
    ///
    /// # Errors
    /// [`Fault::Driver`] if the copy cannot be made.
    pub async fn copy_to(&self, path: &str) -> Result<bool, Fault> {
        self.writing.copy_to(path).await
    }

    /// Closes the reading connections, once those in use are done.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    pub(crate) async fn connect(&self) -> Result<Conn, Fault> {
        self.writing.connect().await
    }
}

/// The database at one moment. Dropping it lets go of the moment.
pub struct Snapshot {
    reading: Reading,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Snapshot")
    }
}

impl Snapshot {
    /// Reads rows.
    ///
    /// # Errors
    /// [`Fault::Driver`], also if the statement tries to write.
    pub async fn rows(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        self.reading.rows(sql, args).await
    }
}

#[cfg(feature = "testing")]
impl Db {
    /// The same database, whose writer finds the disk full once it has that many pages. SQLite only.
    #[must_use]
    pub fn limited(&self, pages: u32) -> Self {
        Self { pool: self.pool.clone(), writing: Arc::new(self.writing.limited(pages)) }
    }
}
