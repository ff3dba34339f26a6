//! What stands in the database, to be compared with what stood there before.

use std::collections::{BTreeMap, BTreeSet};

use store::{Db, EngineKind, Row};

use crate::TestApp;

/// Every row of every table, but for limits, leases and when a session was last used: these change without anything
/// being done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows(BTreeMap<String, Vec<String>>);

/// Tables that change by being looked at: how often somebody tried, and who works.
const RESTLESS: [&str; 6] =
    ["rate_limit", "lease", "readiness", "readiness_day", "readiness_state", "readiness_due"];

impl Rows {
    /// The same without these tables.
    ///
    /// # Panics
    /// If there is no such table: then it would be left out of nothing.
    #[must_use]
    pub fn without(mut self, tables: &[&str]) -> Self {
        for table in tables {
            assert!(self.0.remove(*table).is_some(), "there is no table {table}");
        }
        self
    }

    /// The tables whose rows are not the same in `other`, each with a row that differs.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let tables: BTreeSet<_> = self.0.keys().chain(other.0.keys()).collect();
        let rows = |all: &Self, table: &str| -> BTreeSet<String> {
            all.0.get(table).into_iter().flatten().cloned().collect()
        };
        tables
            .into_iter()
            .filter_map(|table| {
                let (before, after) = (rows(self, table), rows(other, table));
                let gone = before.difference(&after).next();
                let new = after.difference(&before).next();
                (gone.is_some() || new.is_some()).then(|| format!("{table}: {gone:?} became {new:?}"))
            })
            .collect()
    }

    /// How many rows a table has.
    ///
    /// # Panics
    /// If there is no such table.
    pub fn count(&self, table: &str) -> usize {
        self.0.get(table).unwrap_or_else(|| panic!("there is no table {table}")).len()
    }
}

impl TestApp {
    /// Everything that stands in the database now.
    ///
    /// # Panics
    /// If it cannot be read.
    pub async fn rows(&self) -> Rows {
        let db = self.core.db();
        let mut all = BTreeMap::new();
        for table in tables(db).await {
            if !RESTLESS.contains(&table.as_str()) {
                let rows = read(db, &table).await;
                all.insert(table, rows);
            }
        }
        Rows(all)
    }

    /// How many entries the log has.
    ///
    /// # Panics
    /// If there is no log.
    pub async fn entries(&self) -> u64 {
        store::log::head(self.core.db()).await.expect("the database").expect("the log has begun").edge.size()
    }
}

async fn texts(db: &Db, sql: String) -> Vec<String> {
    // The database takes fixed statements only; a test may keep a few.
    let rows = db.rows(sql.leak(), Vec::new()).await.expect("the statement runs");
    rows.iter().map(|row| Row::text(row, "t").expect("a text")).collect()
}

async fn tables(db: &Db) -> Vec<String> {
    let sql = match db.kind() {
        EngineKind::Sqlite => {
            "SELECT name AS t FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        }
        EngineKind::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS t FROM information_schema.tables WHERE table_schema = 'public'"
        }
    };
    let tables = texts(db, sql.to_owned()).await;
    assert!(tables.len() > 20, "these are not all tables: {tables:?}");
    tables
}

/// Every row of a table as one text.
async fn read(db: &Db, table: &str) -> Vec<String> {
    let sql = match db.kind() {
        EngineKind::Sqlite => {
            let columns = format!("SELECT name AS t FROM pragma_table_info('{table}') WHERE name <> 'seen'");
            let columns = texts(db, columns).await;
            let quoted: Vec<_> =
                columns.iter().map(|column| format!("'{column}=' || quote(\"{column}\")")).collect();
            format!("SELECT {} AS t FROM \"{table}\"", quoted.join(" || ', ' || "))
        }
        EngineKind::Postgres => {
            format!("SELECT CAST(to_jsonb(r) - 'seen' AS TEXT) AS t FROM \"{table}\" AS r")
        }
    };
    let mut rows = texts(db, sql).await;
    rows.sort();
    rows
}
