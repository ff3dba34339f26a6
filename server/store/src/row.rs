//! A row that was read, from either engine.

use domain::Time;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use crate::Fault;
use crate::engine::on;
use crate::value::Id;

/// One row that was read; columns are found by name.
pub enum Row {
    #[doc(hidden)]
    Sqlite(SqliteRow),
    #[doc(hidden)]
    Postgres(PgRow),
}

impl From<SqliteRow> for Row {
    fn from(row: SqliteRow) -> Self {
        Self::Sqlite(row)
    }
}

impl From<PgRow> for Row {
    fn from(row: PgRow) -> Self {
        Self::Postgres(row)
    }
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Row")
    }
}

/// Two readers for one type: one for a column that is never null, one for a column that may be.
macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident, $opt:ident: $type:ty;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`Fault::Inconsistent`] if the column is missing, of another type, or null.
        pub fn $name(&self, column: &str) -> Result<$type, Fault> {
            self.$opt(column)?.ok_or_else(|| Fault::inconsistent(format!("column {column} is null")))
        }
        /// The same where the column may be null.
        ///
        /// # Errors
        /// [`Fault::Inconsistent`] if the column is missing or of another type.
        pub fn $opt(&self, column: &str) -> Result<Option<$type>, Fault> {
            on!(self, Row, row => row.try_get::<Option<$type>, _>(column)).map_err(|error| {
                Fault::inconsistent(match error {
                    sqlx::Error::ColumnNotFound(_) => format!("no column {column} was selected"),
                    _ => format!("column {column} is of another type"),
                })
            })
        }
    )+};
}

impl Row {
    columns! {
        /// A TEXT column.
        text, opt_text: String;
        /// A BIGINT column.
        int, opt_int: i64;
        /// A BYTEA column.
        bytes, opt_bytes: Vec<u8>;
        /// A BOOLEAN column.
        flag, opt_flag: bool;
    }

    /// A BIGINT column that holds milliseconds since 1970.
    ///
    /// # Errors
    /// As [`Row::int`].
    pub fn time(&self, column: &str) -> Result<Time, Fault> {
        self.int(column).map(Time)
    }

    /// The same where the column may be null.
    ///
    /// # Errors
    /// As [`Row::opt_int`].
    pub fn opt_time(&self, column: &str) -> Result<Option<Time>, Fault> {
        Ok(self.opt_int(column)?.map(Time))
    }

    /// A BIGINT column that holds a count.
    ///
    /// # Errors
    /// As [`Row::int`], and if it is negative.
    pub fn count(&self, column: &str) -> Result<u64, Fault> {
        u64::try_from(self.int(column)?)
            .map_err(|_| Fault::inconsistent(format!("column {column} is negative")))
    }

    /// A TEXT column that holds an identifier: `row.id::<PersonId>("person")?`.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn id<T: Id>(&self, column: &str) -> Result<T, Fault> {
        self.text(column).map(T::from_column)
    }

    /// The same where the column may be null.
    ///
    /// # Errors
    /// As [`Row::opt_text`].
    pub fn opt_id<T: Id>(&self, column: &str) -> Result<Option<T>, Fault> {
        Ok(self.opt_text(column)?.map(T::from_column))
    }

    /// A TEXT column that holds a word of an enum: `row.word("state", State::from_word)?`.
    ///
    /// # Errors
    /// As [`Row::text`], and if the word is not known.
    pub fn word<T>(&self, column: &str, from_word: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
        from_word(&self.text(column)?)
            .ok_or_else(|| Fault::inconsistent(format!("column {column} holds an unknown word")))
    }

    /// A TEXT column that holds JSON.
    ///
    /// # Errors
    /// As [`Row::text`], and if the text is not the JSON of a `T`.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, Fault> {
        serde_json::from_str(&self.text(column)?)
            .map_err(|_| Fault::inconsistent(format!("column {column} holds other JSON")))
    }
}
