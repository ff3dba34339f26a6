//! What can go wrong with the database: faults of ours, never outcomes.

use std::borrow::Cow;

/// A fault of the store. Its text and its `Debug` form name statements, columns and codes, never a bound value.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The engine or the way to it failed.
    #[error("the database failed: {0}")]
    Driver(Trouble),
    /// What was read is not what the code expects: a missing column, another type, an unknown word.
    #[error("the database holds something unexpected: {what}")]
    Inconsistent {
        /// Which column or row, without its value.
        what: Cow<'static, str>,
    },
    /// The writer's queue is full.
    #[error("too many changes are waiting")]
    TooManyWaiting,
    /// The writer has ended.
    #[error("the writer is closed")]
    Closed,
    /// A job changed rows without an audit entry (I07), or a job that may not change rows tried to.
    #[error("a change without an audit entry was refused")]
    Unlogged,
    /// The log has no head yet: [`log::begin`](crate::log::begin) comes first.
    #[error("the audit log has not been begun")]
    NoLog,
    /// A job ended in a panic; it was rolled back.
    #[error("a job panicked")]
    Panicked,
    /// A batch took too long; it was rolled back.
    #[error("the change took too long")]
    TooSlow,
    /// The way to the database broke while committing: the change may stand or not. Read before trying again.
    #[error("the database went away while committing, so the change may or may not stand")]
    InDoubt,
    /// The database was made by a newer version of this program.
    #[error("the database has migration {version}, which this version does not know: run the newer version")]
    Newer {
        /// The first migration that is not known here.
        version: i64,
    },
    /// A migration that was applied differs from the one of the same number here.
    #[error("migration {version} was applied with another text: the database belongs to another version")]
    OtherMigration {
        /// Its number.
        version: i64,
    },
    /// The log itself refused: an entry that cannot be sealed, an edge that does not fit.
    #[error("the audit log: {what}")]
    Audit {
        /// What the audit crate said.
        what: Cow<'static, str>,
    },
}

/// What the engine said, reduced to what may be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// SQLSTATE on PostgreSQL, the extended result code on SQLite.
    pub code: Option<String>,
    /// The engine's words where they cannot hold a value, else ours.
    pub said: String,
    /// Whether the same change may work in a moment: a lock, a serialisation conflict.
    pub passing: bool,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{} (code {code})", self.said),
            None => f.write_str(&self.said),
        }
    }
}

/// Codes after which nothing was changed and the same change may work in a moment. PostgreSQL: serialisation
/// failure, deadlock, lock not available; SQLite: busy and locked with their extended forms.
const PASSING: [&str; 9] = ["40001", "40P01", "55P03", "5", "6", "261", "262", "517", "773"];

impl Fault {
    /// Something unexpected in the database; `what` names it without its value.
    pub fn inconsistent(what: impl Into<Cow<'static, str>>) -> Self {
        Self::Inconsistent { what: what.into() }
    }

    /// Whether the same job may work in a moment; if so nothing of it was changed.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Driver(trouble) => trouble.passing,
            Self::TooManyWaiting => true,
            _ => false,
        }
    }
}

impl Fault {
    /// Whether the engine itself said no, so that what it refused did not happen. A PostgreSQL server that is going
    /// away (classes 08 and 57) may have done it all the same.
    pub(crate) fn is_refusal(&self) -> bool {
        let Self::Driver(Trouble { code: Some(code), .. }) = self else { return false };
        !(code.len() == 5 && (code.starts_with("08") || code.starts_with("57")))
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Driver(Trouble::from(&error))
    }
}

impl From<&sqlx::Error> for Trouble {
    fn from(error: &sqlx::Error) -> Self {
        let ours = |said: &str| Self { code: None, said: said.to_owned(), passing: false };
        match error {
            sqlx::Error::Database(database) => {
                let code = database.code().map(Cow::into_owned);
                // Class 22 (data exceptions) quotes the offending value; details and hints are left out everywhere.
                let quotes = code.as_deref().is_some_and(|code| code.len() == 5 && code.starts_with("22"));
                let said =
                    if quotes { "a value was refused".to_owned() } else { database.message().to_owned() };
                let passing = code.as_deref().is_some_and(|code| PASSING.contains(&code));
                Self { code, said, passing }
            }
            sqlx::Error::Io(io) => ours(&format!("input or output: {}", io.kind())),
            sqlx::Error::Tls(_) => ours("the encrypted connection could not be made"),
            // Both may quote the address, which holds a password.
            sqlx::Error::Configuration(_) => ours("the database address cannot be used"),
            sqlx::Error::InvalidArgument(_) => ours("an argument of the driver cannot be used"),
            sqlx::Error::Protocol(_) => ours("the database answered what the driver does not expect"),
            sqlx::Error::ColumnNotFound(column) => ours(&format!("no column {column}")),
            sqlx::Error::ColumnDecode { index, .. } => ours(&format!("column {index} is of another type")),
            sqlx::Error::Encode(_) => ours("a value cannot be encoded"),
            sqlx::Error::Decode(_) => ours("a value cannot be decoded"),
            sqlx::Error::PoolTimedOut => ours("no connection became free in time"),
            sqlx::Error::PoolClosed => ours("the connections are closed"),
            sqlx::Error::WorkerCrashed => ours("the connection's thread ended"),
            _ => ours("the driver failed"),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Fault {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as M;
        match error {
            M::VersionMissing(version) => Self::Newer { version },
            M::VersionMismatch(version) => Self::OtherMigration { version },
            M::Execute(error) | M::ExecuteMigration(error, _) => error.into(),
            M::Dirty(version) => Self::inconsistent(format!("migration {version} is half applied")),
            _ => Self::inconsistent("the table of migrations"),
        }
    }
}
