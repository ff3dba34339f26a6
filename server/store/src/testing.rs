//! Throw-away databases on both engines, for tests. Only with feature `testing`.
#![expect(clippy::panic, clippy::expect_used, reason = "a test stops where its ground is missing")]

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::{Clock, Rng, Span, Time};
use futures::FutureExt;
use futures::future::BoxFuture;

use crate::engine::Conn;
use crate::row::Row;
use crate::{Db, EngineKind, Fault, Location, Options, Value, Writer, engine};

/// Names a throw-away PostgreSQL server, by the address of a database on it whose user may create others.
pub const POSTGRES: &str = "LATCHKEY_TEST_POSTGRES";
/// The statement that finds the successions on record.
pub const SUCCESSIONS: &str = crate::log_key::FOUND;
/// The key that a scratch log is begun for.
pub const KEY_ID: &str = "test";

/// A clock that stands still until it is told to go.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl Default for TestClock {
    fn default() -> Self {
        Self(AtomicI64::new(1_770_000_000_000))
    }
}

impl TestClock {
    /// Goes on, or back.
    pub fn advance(&self, span: Span) {
        self.0.fetch_add(span.0, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Time {
        Time(self.0.load(Ordering::Relaxed))
    }
}

/// Random enough to tell values apart, and the same in each run.
#[derive(Debug, Default)]
pub struct TestRng(AtomicU64);

impl Rng for TestRng {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64.
            let mut x = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            for (to, from) in chunk.iter_mut().zip((x ^ (x >> 31)).to_be_bytes()) {
                *to = from;
            }
        }
    }
}

/// A database of its own for one test.
#[derive(Debug)]
pub struct Scratch {
    /// Open and migrated.
    pub db: Db,
    /// Where it is, for opening it a second time.
    pub location: Location,
    /// The clock of [`Scratch::writer`].
    pub clock: Arc<TestClock>,
    /// The randomness of [`Scratch::writer`].
    pub rng: Arc<TestRng>,
}

impl Scratch {
    /// Which engine it is on.
    pub fn kind(&self) -> EngineKind {
        self.db.kind()
    }

    /// A writer with the log begun.
    pub async fn writer(&self) -> Writer {
        let writer = self.start(self.db.clone(), Options::default());
        crate::log::begin(&writer, KEY_ID).await.expect("the log begins");
        writer
    }

    /// A writer as it starts, over that handle of the database.
    pub fn start(&self, db: Db, options: Options) -> Writer {
        Writer::start(db, Arc::clone(&self.clock) as _, Arc::clone(&self.rng) as _, options)
    }

    /// A second handle of the same database, as another process has.
    pub async fn again(&self) -> Db {
        Db::open(&self.location).await.expect("the database opens again")
    }

    /// Any statement, past the writer: what somebody with access to the database could do. How many rows it changed.
    ///
    /// # Errors
    /// [`Fault::Driver`].
    pub async fn raw(&self, sql: &'static str, args: Vec<Value>) -> Result<u64, Fault> {
        let mut conn = self.db.connect().await?;
        let changed = conn.execute(sql, args).await;
        conn.close().await;
        changed
    }

    /// Takes the head, or SQLite's write lock, as another process's transaction does.
    pub async fn hold_head(&self) -> Held {
        let mut conn = self.db.connect().await.expect("a connection");
        conn.begin().await.expect("a transaction begins");
        conn.take_head().await.expect("the head is taken");
        Held(conn)
    }

    /// One number that a statement counts as `n`.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let row = self.db.row(sql, Vec::new()).await.expect("it can be counted");
        row.as_ref().map(|row| Row::int(row, "n")).expect("there is a row").expect("it is a number")
    }
}

/// The head, taken by somebody else.
pub struct Held(Conn);

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Held")
    }
}

impl Held {
    /// Lets it go.
    pub async fn release(mut self) {
        self.0.rollback().await.expect("the head is let go");
        self.0.close().await;
    }
}

/// Runs a test on a fresh SQLite file, then on a fresh PostgreSQL database; both are removed afterwards.
///
/// ```no_run
/// # async fn a_test() {
/// store::testing::each_engine(|scratch| Box::pin(async move {
///     let writer = scratch.writer().await;
/// })).await;
/// # }
/// ```
///
/// # Panics
/// If the test does, or if there is no PostgreSQL: a test that is skipped proves nothing.
pub async fn each_engine(test: impl for<'s> Fn(&'s Scratch) -> BoxFuture<'s, ()>) {
    on_sqlite(&test).await;
    on_postgres(&test).await;
}

/// [`each_engine`] for what only SQLite has.
///
/// # Panics
/// If the test does.
pub async fn on_sqlite(test: impl for<'s> Fn(&'s Scratch) -> BoxFuture<'s, ()>) {
    let folder = tempfile::tempdir().expect("a folder for the database");
    run(Location::SqliteFile(folder.path().join("latchkey.db")), &test).await;
}

/// [`each_engine`] for what only PostgreSQL has.
///
/// # Panics
/// If the test does, or if there is no PostgreSQL.
pub async fn on_postgres(test: impl for<'s> Fn(&'s Scratch) -> BoxFuture<'s, ()>) {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let Ok(server) = std::env::var(POSTGRES) else {
        panic!("{POSTGRES} is not set: run the tests by `make unit`, which starts a throw-away PostgreSQL");
    };
    let name = format!("scratch_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let address = engine::testing::recreate(&server, &name).await.expect("a fresh PostgreSQL database");
    let result = AssertUnwindSafe(run(Location::Postgres(address), &test)).catch_unwind().await;
    let _ = engine::testing::remove(&server, &name).await;
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

async fn run(location: Location, test: &impl for<'s> Fn(&'s Scratch) -> BoxFuture<'s, ()>) {
    let db = Db::open(&location).await.expect("the database opens");
    db.migrate().await.expect("the schema is made");
    let scratch = Scratch { db, location, clock: Arc::default(), rng: Arc::default() };
    let result = AssertUnwindSafe(test(&scratch)).catch_unwind().await;
    scratch.db.close().await;
    if let Err(panic) = result {
        // Which engine it was is not to be seen from the test's own message.
        panic!("on {:?}: {}", scratch.kind(), said(panic.as_ref()));
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without words")
}
