//! The two engines. No other file but `row.rs` names one: everything goes through [`Pool`], [`Conn`] and [`Row`].

use std::path::PathBuf;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Database, Encode, PgPool, SqlSafeStr, SqlStr, SqlitePool,
    Transaction, Type,
};

use crate::migrate::MIGRATIONS;
use crate::row::Row;
use crate::{Fault, Value};

/// Runs one expression for whichever engine it is.
macro_rules! on {
    ($of:expr, $enum:ident, $x:pat => $body:expr) => {
        match $of {
            $enum::Sqlite($x) => $body,
            $enum::Postgres($x) => $body,
        }
    };
}
pub(crate) use on;

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file, made if missing, with two more beside it (write-ahead log).
    SqliteFile(PathBuf),
    /// `postgres://user:password@host:port/name`.
    Postgres(String),
}

impl std::fmt::Debug for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SqliteFile(path) => f.debug_tuple("SqliteFile").field(path).finish(),
            // The address may hold a password.
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// Which engine a database runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineKind {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Connections of one engine for reading; they refuse to write.
#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A read-only transaction: all it reads is of one moment. Dropping it ends it.
pub(crate) enum Reading {
    Sqlite(Transaction<'static, sqlx::Sqlite>),
    Postgres(Transaction<'static, sqlx::Postgres>),
}

/// How to make the connection that writes.
#[derive(Clone)]
pub(crate) enum Writing {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

/// One connection that writes. Dropping it rolls back whatever it had begun.
pub(crate) enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// How long a connection waits for another process's transaction on SQLite.
const BUSY: Duration = Duration::from_secs(5);
/// How long a migration waits for another process's migration on SQLite.
const BUSY_MIGRATING: Duration = Duration::from_secs(60);
/// Reading connections: each is a thread on SQLite, a server process on PostgreSQL.
const READERS: u32 = 8;

/// Prepared statements that the writing connection keeps: those of all jobs and one for each size of a portion.
const STATEMENTS: usize = 400;

/// Opens the pool for reading and the recipe for writing.
pub(crate) async fn open(at: &Location) -> Result<(Pool, Writing), Fault> {
    match at {
        Location::SqliteFile(path) => {
            let write = SqliteConnectOptions::new()
                .filename(path)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(BUSY)
                .statement_cache_capacity(STATEMENTS);
            // Switching a new file to WAL cannot wait for another process that does the same, so it is tried again.
            let mut tries = 0_u32;
            loop {
                match write.connect().await {
                    Ok(conn) => break conn.close().await?,
                    Err(error) => {
                        let fault = Fault::from(error);
                        tries += 1;
                        if !fault.is_retryable() || tries > 20 {
                            return Err(fault);
                        }
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                }
            }
            let read = SqliteConnectOptions::new()
                .filename(path)
                .foreign_keys(true)
                .busy_timeout(BUSY)
                .pragma("query_only", "ON")
                // In KiB, for each reader: the system keeps the file's pages in its own memory anyway.
                .pragma("cache_size", "-512");
            let pool = SqlitePoolOptions::new()
                .max_connections(READERS)
                .test_before_acquire(false)
                .acquire_timeout(Duration::from_secs(10))
                .connect_with(read)
                .await?;
            Ok((Pool::Sqlite(pool), Writing::Sqlite(write)))
        }
        Location::Postgres(url) => {
            let read = url.parse::<PgConnectOptions>()?.application_name("latchkey");
            let write = read.clone().statement_cache_capacity(STATEMENTS);
            let read = read.options([("default_transaction_read_only", "on")]);
            let pool = PgPoolOptions::new()
                .max_connections(READERS)
                .acquire_timeout(Duration::from_secs(10))
                .connect_with(read)
                .await?;
            Ok((Pool::Postgres(pool), Writing::Postgres(write)))
        }
    }
}

impl Pool {
    pub(crate) fn kind(&self) -> EngineKind {
        match self {
            Self::Sqlite(_) => EngineKind::Sqlite,
            Self::Postgres(_) => EngineKind::Postgres,
        }
    }

    pub(crate) async fn rows(&self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        Ok(on!(self, Pool, pool => wrap(bound(sql.into_sql_str(), args).fetch_all(pool).await?)))
    }

    pub(crate) async fn row(&self, sql: &'static str, args: Vec<Value>) -> Result<Option<Row>, Fault> {
        Ok(
            on!(self, Pool, pool => bound(sql.into_sql_str(), args).fetch_optional(pool).await?.map(Row::from)),
        )
    }

    pub(crate) async fn snapshot(&self) -> Result<Reading, Fault> {
        Ok(match self {
            Self::Sqlite(pool) => Reading::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Reading::Postgres(pool.begin_with(begin).await?)
            }
        })
    }

    pub(crate) async fn close(&self) {
        on!(self, Pool, pool => pool.close().await);
    }
}

impl Reading {
    pub(crate) async fn rows(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        Ok(on!(self, Reading, tx => wrap(bound(sql.into_sql_str(), args).fetch_all(&mut **tx).await?)))
    }
}

impl Writing {
    pub(crate) async fn connect(&self) -> Result<Conn, Fault> {
        Ok(match self {
            Self::Sqlite(options) => Conn::Sqlite(options.connect().await?),
            Self::Postgres(options) => Conn::Postgres(options.connect().await?),
        })
    }

    /// A copy of the database in another file, on SQLite. A reading connection would do, but for its promise to write nothing.
    pub(crate) async fn copy_to(&self, path: &str) -> Result<bool, Fault> {
        match self {
            Self::Sqlite(options) => {
                let mut conn = options.connect().await?;
                bound("VACUUM INTO $1".into_sql_str(), crate::args![path]).execute(&mut conn).await?;
                conn.close().await?;
                Ok(true)
            }
            Self::Postgres(_) => Ok(false),
        }
    }

    /// Brings the schema up to date, one process at a time.
    pub(crate) async fn migrate(&self) -> Result<(), Fault> {
        let migrator = crate::migrate::migrator(MIGRATIONS);
        match self {
            Self::Sqlite(options) => {
                // The driver's lock does nothing on SQLite: one transaction around it all is the lock. The driver
                // knows that it has begun, so each migration becomes a savepoint inside it.
                let mut conn = options.clone().busy_timeout(BUSY_MIGRATING).connect().await?;
                let mut tx = conn.begin_with("BEGIN IMMEDIATE").await?;
                migrator.run_direct(None, &mut *tx, false).await?;
                tx.commit().await?;
                conn.close().await?;
            }
            Self::Postgres(options) => {
                let mut conn = options.connect().await?;
                migrator.run_direct(None, &mut conn, false).await?;
                conn.close().await?;
            }
        }
        Ok(())
    }
}

impl Conn {
    /// Begins a transaction that writes. On SQLite this takes the one write lock; on PostgreSQL the head row is
    /// what is taken next, so this sets how long to wait for it.
    pub(crate) async fn begin(&mut self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(conn) => {
                sqlx::raw_sql("BEGIN IMMEDIATE").execute(conn).await?;
            }
            Self::Postgres(conn) => {
                // One round trip. A replica that hangs inside a transaction would hold everybody up, so the
                // server ends it.
                sqlx::raw_sql(
                    "BEGIN; SET LOCAL lock_timeout = '3s'; \
                     SET LOCAL idle_in_transaction_session_timeout = '20s'",
                )
                .execute(conn)
                .await?;
            }
        }
        Ok(())
    }

    pub(crate) async fn commit(&mut self) -> Result<(), Fault> {
        on!(self, Conn, conn => {
            sqlx::raw_sql("COMMIT").execute(conn).await?;
        });
        Ok(())
    }

    pub(crate) async fn rollback(&mut self) -> Result<(), Fault> {
        on!(self, Conn, conn => {
            sqlx::raw_sql("ROLLBACK").execute(conn).await?;
        });
        Ok(())
    }

    /// Ends the connection in an orderly way; a fault while doing so harms nobody.
    pub(crate) async fn close(self) {
        let _ = on!(self, Conn, conn => conn.close().await);
    }

    /// The head row, locked until the transaction ends.
    pub(crate) async fn take_head(&mut self) -> Result<Option<Row>, Fault> {
        let sql = match self {
            // BEGIN IMMEDIATE holds the lock already.
            Self::Sqlite(_) => "SELECT size, edge, at, key_id FROM audit_head WHERE id = 1",
            Self::Postgres(_) => "SELECT size, edge, at, key_id FROM audit_head WHERE id = 1 FOR UPDATE",
        };
        Ok(self.rows(sql, Vec::new()).await?.pop())
    }

    pub(crate) async fn rows(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        Ok(on!(self, Conn, conn => wrap(bound(sql.into_sql_str(), args).fetch_all(conn).await?)))
    }

    /// Runs a statement; how many rows it changed.
    pub(crate) async fn execute(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, Fault> {
        Ok(on!(self, Conn, conn => bound(sql.into_sql_str(), args).execute(conn).await?.rows_affected()))
    }

    /// Inserts `rows` rows by one statement; `args` holds their values row after row. Its text is generated from
    /// constants and numbers alone. Each number of rows is a prepared statement of its own, so callers keep to
    /// [`crate::sql::portion`].
    pub(crate) async fn insert(
        &mut self,
        into: &'static str,
        columns: usize,
        rows: usize,
        args: Vec<Value>,
    ) -> Result<u64, Fault> {
        let numbered = matches!(self, Self::Postgres(_));
        let sql = AssertSqlSafe(crate::sql::values(into, columns, rows, numbered)).into_sql_str();
        Ok(on!(self, Conn, conn => bound(sql, args).execute(conn).await?.rows_affected()))
    }
}

impl Conn {
    /// The same where a row may be there already: `then` says what becomes of it, such as `ON CONFLICT …`.
    pub(crate) async fn upsert(
        &mut self,
        into: &'static str,
        then: &'static str,
        columns: usize,
        rows: usize,
        args: Vec<Value>,
    ) -> Result<u64, Fault> {
        let numbered = matches!(self, Self::Postgres(_));
        let mut sql = crate::sql::values(into, columns, rows, numbered);
        sql.push_str(then);
        let sql = AssertSqlSafe(sql).into_sql_str();
        Ok(on!(self, Conn, conn => bound(sql, args).execute(conn).await?.rows_affected()))
    }
}

fn wrap<R: Into<Row>>(rows: Vec<R>) -> Vec<Row> {
    rows.into_iter().map(R::into).collect()
}

fn bound<DB>(sql: SqlStr, args: Vec<Value>) -> sqlx::query::Query<'static, DB, <DB as Database>::Arguments>
where
    DB: Database,
    for<'t> Option<i64>: Encode<'t, DB> + Type<DB>,
    for<'t> Option<String>: Encode<'t, DB> + Type<DB>,
    for<'t> Option<Vec<u8>>: Encode<'t, DB> + Type<DB>,
    for<'t> Option<bool>: Encode<'t, DB> + Type<DB>,
{
    let mut query = sqlx::query(sql);
    for value in args {
        query = match value {
            Value::Int(x) => query.bind(x),
            Value::Text(x) => query.bind(x),
            Value::Bytes(x) => query.bind(x),
            Value::Flag(x) => query.bind(x),
        };
    }
    query
}

/// What tests need of an engine and nobody else does.
#[cfg(feature = "testing")]
pub(crate) mod testing {
    use super::*;

    async fn administer(server: &str, sql: String) -> Result<(), Fault> {
        let mut conn = server.parse::<PgConnectOptions>()?.connect().await?;
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await?;
        Ok(conn.close().await?)
    }

    /// Makes an empty database of that name on the server; its address.
    pub(crate) async fn recreate(server: &str, name: &str) -> Result<String, Fault> {
        remove(server, name).await?;
        administer(server, format!("CREATE DATABASE {name}")).await?;
        Ok(server.parse::<PgConnectOptions>()?.database(name).to_url_lossy().to_string())
    }

    /// Removes it, with whatever still uses it.
    pub(crate) async fn remove(server: &str, name: &str) -> Result<(), Fault> {
        administer(server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
    }

    impl Writing {
        /// The same, but the database may not grow beyond that many pages.
        pub(crate) fn limited(&self, pages: u32) -> Self {
            match self {
                Self::Sqlite(options) => {
                    Self::Sqlite(options.clone().pragma("max_page_count", pages.to_string()))
                }
                Self::Postgres(options) => Self::Postgres(options.clone()),
            }
        }
    }
}
