//! Policy: the newest version of the one document.

use domain::policy::Policy;

use crate::row::Row;
use crate::{Db, Fault, Tx};

const NEWEST: &str = "SELECT version, document FROM policy ORDER BY version DESC LIMIT 1";

/// A policy and its version; version 0 is the defaults, which hold until one is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned {
    /// Counts up from 1 with each saved document.
    pub version: u64,
    /// The policy, inside its bounds whatever the document says (I01, I05).
    pub policy: Policy,
}

/// The policy that holds, as a page shows it.
///
/// # Errors
/// [`Fault::Inconsistent`] if the document cannot be read; [`Fault::Driver`].
pub async fn read(db: &Db) -> Result<Versioned, Fault> {
    versioned(db.row(NEWEST, Vec::new()).await?)
}

/// The policy that holds, as a job decides by it.
///
/// # Errors
/// As [`read`].
pub async fn of(tx: &mut Tx) -> Result<Versioned, Fault> {
    versioned(tx.row(NEWEST, Vec::new()).await?)
}

fn versioned(row: Option<Row>) -> Result<Versioned, Fault> {
    let Some(row) = row else { return Ok(Versioned { version: 0, policy: Policy::default() }) };
    Ok(Versioned { version: row.count("version")?, policy: row.json::<Policy>("document")?.clamped() })
}
