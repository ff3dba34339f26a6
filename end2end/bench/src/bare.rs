//! The partner of everything durable: SQLite with the same pragmas on the same disk, and nothing of ours.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};

use crate::Result;
use crate::timing::rate;

/// How long one of its measurements takes.
const MEASURE: Duration = Duration::from_secs(3);
/// Rows of one statement of [`Bare::rows_a_second`].
const ROWS: usize = 256;

/// See the module.
pub(crate) struct Bare {
    conn: SqliteConnection,
    next: i64,
}

impl Bare {
    /// A new database in `folder`.
    pub(crate) async fn new(folder: &Path, name: &str) -> Result<Self> {
        let mut conn = SqliteConnectOptions::new()
            .filename(folder.join(format!("{name}.bare.sqlite")))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .connect()
            .await?;
        sqlx::raw_sql(
            "CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT NOT NULL, ring TEXT NOT NULL);
             -- The log's table, with its indexes.
             CREATE TABLE entry (idx BIGINT PRIMARY KEY, at BIGINT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL,
                 subject TEXT, request TEXT, bytes BYTEA, salt BYTEA, leaf BYTEA NOT NULL);
             CREATE INDEX entry_subject ON entry (subject, idx);
             CREATE INDEX entry_request ON entry (request, idx);",
        )
        .execute(&mut conn)
        .await?;
        let mut tx = conn.begin().await?;
        for id in 0..1_000_i64 {
            let sql = "INSERT INTO one (id, name, ring) VALUES ($1, 'Person Number', '')";
            sqlx::query(sql).bind(id).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(Self { conn, next: 0 })
    }

    /// Transactions a second that change one row each, one after the other.
    pub(crate) async fn commits_a_second(&mut self) -> Result<f64> {
        let (begun, mut count) = (Instant::now(), 0_usize);
        while begun.elapsed() < MEASURE {
            self.next += 1;
            sqlx::query("UPDATE one SET ring = $2 WHERE id = $1")
                .bind(self.next.rem_euclid(1_000))
                .bind(format!("ring {}", self.next))
                .execute(&mut self.conn)
                .await?;
            count += 1;
        }
        Ok(rate(count, begun.elapsed()))
    }

    /// Rows a second of statements that insert 256 rows each, every one a transaction: rows as the log's, not hashed.
    pub(crate) async fn rows_a_second(&mut self) -> Result<f64> {
        let mut sql = "INSERT INTO entry (idx, at, kind, actor, subject, request, bytes, salt, leaf) VALUES "
            .to_owned();
        for row in 0..ROWS {
            let first = row * 9 + 1;
            let numbers: Vec<_> = (first..first + 9).map(|number| format!("${number}")).collect();
            write!(sql, "{}({})", if row == 0 { "" } else { ", " }, numbers.join(", "))?;
        }
        let (begun, mut count) = (Instant::now(), 0_usize);
        while begun.elapsed() < MEASURE {
            let mut query = sqlx::query(AssertSqlSafe(sql.as_str()));
            for _ in 0..ROWS {
                self.next += 1;
                let person = format!("{:026}", self.next.rem_euclid(1_000));
                query = query
                    .bind(self.next)
                    .bind(1_770_000_000_000_i64)
                    .bind("person.changed")
                    .bind("system")
                    .bind(person)
                    .bind(None::<String>)
                    .bind(vec![7_u8; 110])
                    .bind(vec![7_u8; 16])
                    .bind(vec![7_u8; 32]);
            }
            query.execute(&mut self.conn).await?;
            count += ROWS;
        }
        Ok(rate(count, begun.elapsed()))
    }

    /// Ends it.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.conn.close().await?)
    }
}
