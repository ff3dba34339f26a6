//! How much there is of what whoever runs it watches: numbers only, nothing about anybody.

use domain::Time;

use crate::{Db, Fault, args};

/// The numbers at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gauges {
    /// Requests that have not ended, by the word of their state; a state that none is in is left out.
    pub requests: Vec<(String, u64)>,
    /// Messages that wait to be sent, or sent again.
    pub notices_waiting: u64,
    /// When the oldest of them was written.
    pub notices_oldest: Option<Time>,
    /// Messages that were given up.
    pub notices_given_up: u64,
    /// Orders that are not done.
    pub orders_open: u64,
    /// Those of them whose last try failed.
    pub orders_failing: u64,
    /// Those of them that are tried no more: somebody has to look.
    pub orders_stuck: u64,
    /// Entries in the log.
    pub entries: u64,
    /// Entries that the newest checkpoint covers.
    pub signed: u64,
    /// When it was signed.
    pub signed_at: Option<Time>,
}

/// Counts them, each by an index of the few rows that matter.
///
/// # Errors
/// [`Fault::Driver`]; [`Fault::Inconsistent`] if a row is not of the schema.
pub async fn read(db: &Db) -> Result<Gauges, Fault> {
    let mut gauges = Gauges::default();
    let sql = "SELECT state, COUNT(*) AS n FROM request WHERE ended IS NULL GROUP BY state ORDER BY state";
    for row in db.rows(sql, args![]).await? {
        gauges.requests.push((row.text("state")?, row.count("n")?));
    }
    let sql = "SELECT COUNT(*) AS n, MIN(made) AS oldest FROM notice WHERE next_try IS NOT NULL";
    if let Some(row) = db.row(sql, args![]).await? {
        gauges.notices_waiting = row.count("n")?;
        gauges.notices_oldest = row.opt_time("oldest")?;
    }
    let sql = "SELECT COUNT(*) AS n FROM notice WHERE sent IS NULL AND next_try IS NULL";
    if let Some(row) = db.row(sql, args![]).await? {
        gauges.notices_given_up = row.count("n")?;
    }
    let sql = "SELECT COUNT(*) AS n, COUNT(trouble) AS failing, COUNT(next_try) AS tried FROM work_order \
               WHERE state = 'open'";
    if let Some(row) = db.row(sql, args![]).await? {
        gauges.orders_open = row.count("n")?;
        gauges.orders_failing = row.count("failing")?;
        gauges.orders_stuck = gauges.orders_open.saturating_sub(row.count("tried")?);
    }
    if let Some(row) = db.row("SELECT size FROM audit_head WHERE id = 1", args![]).await? {
        gauges.entries = row.count("size")?;
    }
    if let Some(newest) = crate::log::checkpoints(db, 1).await?.first() {
        gauges.signed = newest.size;
        gauges.signed_at = Some(newest.at);
    }
    Ok(gauges)
}
