//! The audit log in the database: its head, its entries for pages, checkpoints, erasure, and going through it all.

use audit::{
    Checkpoint, Frontier, Hash, Kind, NewEntry, Report, SignedCheckpoint, Signer, StoredEntry, Verifier,
    VerifyingKey,
};
use domain::{PersonId, RequestId, Time};

use crate::row::Row;
use crate::{Db, Fault, Snapshot, Tx, Writer, args};

pub use crate::log_key::{KeptCheckpoint, checkpoints, sign, signers, succeed, successions};

/// Entries that are read at once when going through the whole log.
const PAGE: i64 = 4_096;

pub(crate) const HEAD: &str = "SELECT size, edge, at, key_id FROM audit_head WHERE id = 1";

/// The end of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The right edge of the tree, which knows size and root.
    pub edge: Frontier,
    /// When the log was last written. A clock far behind it is refused at the start (R13).
    pub at: Time,
    /// Names the key file that this database belongs to. A process with another key refuses to start.
    pub key_id: String,
}

impl Head {
    pub(crate) fn read(row: &Row) -> Result<Self, Fault> {
        let edge = Frontier::from_bytes(&row.bytes("edge")?)
            .map_err(|error| Fault::Audit { what: error.to_string().into() })?;
        Ok(Self { edge, at: row.time("at")?, key_id: row.text("key_id")? })
    }
}

/// The head, or `None` while the log has not been begun.
///
/// # Errors
/// [`Fault::Driver`]; [`Fault::Audit`] if its edge cannot be read.
pub async fn head(db: &Db) -> Result<Option<Head>, Fault> {
    db.row(HEAD, Vec::new()).await?.as_ref().map(Head::read).transpose()
}

/// Begins the log if nobody has, for the key of that name; the head as it is then. The caller compares the head's
/// `key_id` with its own: another replica may have begun with another key.
///
/// # Errors
/// As [`Writer::unlogged`].
pub async fn begin(writer: &Writer, key_id: &str) -> Result<Head, Fault> {
    writer
        .unlogged(key_id.to_owned(), |tx, key_id| {
            Box::pin(async move {
                let now = tx.now();
                tx.note(
                    "INSERT INTO audit_head (id, size, edge, at, key_id) VALUES (1, 0, $1, $2, $3) \
                     ON CONFLICT (id) DO NOTHING",
                    args![Frontier::new().to_bytes(), now, key_id],
                )
                .await?;
                let row = tx.row(HEAD, Vec::new()).await?;
                Head::read(&row.ok_or(Fault::NoLog)?)
            })
        })
        .await
}

/// Which entries a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of<'a> {
    /// All of them.
    Everything,
    /// Those about a person.
    Person(&'a PersonId),
    /// Those of a request.
    Request(&'a RequestId),
}

/// A page's statement: columns, condition, order.
macro_rules! page {
    ($condition:literal, $order:literal) => {
        concat!(
            "SELECT idx, at, kind, actor, subject, request, bytes, salt, leaf, erased_by FROM audit_entry WHERE ",
            $condition,
            " ORDER BY idx ",
            $order,
            " LIMIT $2"
        )
    };
}

/// Entries from the newest to the oldest, `limit` at most, those before the index `before` if given.
///
/// # Errors
/// [`Fault::Driver`]; [`Fault::Inconsistent`] if a row is not of the schema.
pub async fn newest(db: &Db, of: Of<'_>, before: Option<u64>, limit: u32) -> Result<Vec<StoredEntry>, Fault> {
    let before = before.map_or(i64::MAX, |index| i64::try_from(index).unwrap_or(i64::MAX));
    let rows = match of {
        Of::Everything => db.rows(page!("idx < $1", "DESC"), args![before, limit]).await?,
        Of::Person(id) => {
            db.rows(page!("idx < $1 AND subject = $3", "DESC"), args![before, limit, id]).await?
        }
        Of::Request(id) => {
            db.rows(page!("idx < $1 AND request = $3", "DESC"), args![before, limit, id]).await?
        }
    };
    rows.iter().map(stored).collect()
}

/// Entries from the oldest to the newest, `limit` at most, those after the index `after` if given.
///
/// # Errors
/// As [`newest`].
pub async fn oldest(db: &Db, of: Of<'_>, after: Option<u64>, limit: u32) -> Result<Vec<StoredEntry>, Fault> {
    let after = after.map_or(-1, |index| i64::try_from(index).unwrap_or(i64::MAX));
    let rows = match of {
        Of::Everything => db.rows(page!("idx > $1", "ASC"), args![after, limit]).await?,
        Of::Person(id) => db.rows(page!("idx > $1 AND subject = $3", "ASC"), args![after, limit, id]).await?,
        Of::Request(id) => {
            db.rows(page!("idx > $1 AND request = $3", "ASC"), args![after, limit, id]).await?
        }
    };
    rows.iter().map(stored).collect()
}

pub(crate) fn stored(row: &Row) -> Result<StoredEntry, Fault> {
    // A negative index can only have been put there from outside; it becomes one that is far too large.
    let index = row.int("idx")?.cast_unsigned();
    let entry = || -> Result<StoredEntry, Fault> {
        Ok(StoredEntry {
            index,
            at: row.time("at")?,
            kind: Kind::stored(row.text("kind")?),
            actor: audit::Actor::stored(&row.text("actor")?),
            subject: row.opt_id("subject")?,
            request: row.opt_id("request")?,
            bytes: row.opt_bytes("bytes")?,
            salt: row.opt_bytes("salt")?,
            leaf: Hash::stored(&row.bytes("leaf")?),
            erased_by: row.opt_int("erased_by")?.map(i64::cast_unsigned),
        })
    };
    entry().map_err(|fault| Fault::inconsistent(format!("entry {index} of the log: {fault}")))
}

/// The whole log at one moment, page by page, for whoever goes through it or writes it to a file.
#[derive(Debug)]
pub struct Walk {
    snapshot: Snapshot,
    after: i64,
}

impl Walk {
    /// Begins before the first entry.
    ///
    /// # Errors
    /// [`Fault::Driver`].
    pub async fn begin(db: &Db) -> Result<Self, Fault> {
        Ok(Self { snapshot: db.snapshot().await?, after: i64::MIN })
    }

    /// The head at that moment; an edge that cannot be read counts as none.
    ///
    /// # Errors
    /// [`Fault::Driver`].
    pub async fn head(&mut self) -> Result<Option<Head>, Fault> {
        Ok(self.snapshot.rows(HEAD, Vec::new()).await?.first().and_then(|row| Head::read(row).ok()))
    }

    /// The stored hashes of complete blocks of 256 entries, by block.
    ///
    /// # Errors
    /// [`Fault::Driver`]; [`Fault::Inconsistent`] if a row is not of the schema.
    pub async fn subtrees(&mut self) -> Result<Vec<(u64, Hash)>, Fault> {
        let rows =
            self.snapshot.rows("SELECT first, hash FROM audit_subtree ORDER BY first", Vec::new()).await?;
        rows.iter()
            .map(|row| {
                Ok((row.int("first")?.cast_unsigned() / audit::BLOCK, Hash::stored(&row.bytes("hash")?)))
            })
            .collect()
    }

    /// The next entries by index; none at the end.
    ///
    /// # Errors
    /// As [`newest`].
    pub async fn next(&mut self) -> Result<Vec<StoredEntry>, Fault> {
        let rows = self.snapshot.rows(page!("idx > $1", "ASC"), args![self.after, PAGE]).await?;
        if let Some(last) = rows.last() {
            self.after = last.int("idx")?;
        }
        rows.iter().map(stored).collect()
    }

    /// The texts of the checkpoints kept in the database.
    async fn checkpoints(&mut self) -> Result<Vec<String>, Fault> {
        let rows = self.snapshot.rows("SELECT note FROM audit_checkpoint ORDER BY size", Vec::new()).await?;
        rows.iter().map(|row| row.text("note")).collect()
    }
}

/// Goes through the whole log: every entry, the head, the stored subtrees, the checkpoints kept beside them that
/// `keys`, or those they followed, signed, and `saved`, checkpoints that were kept elsewhere and whose signature the caller has verified.
///
/// # Errors
/// [`Fault::Driver`]; [`Fault::Inconsistent`] if a row is not even of the schema, with its index.
pub async fn verify(db: &Db, saved: &[Checkpoint], keys: &[VerifyingKey]) -> Result<Report, Fault> {
    let mut signers: Vec<Signer> = Vec::new();
    let successions = successions(db).await?;
    for key in keys {
        signers.extend(Signer::chain(key, &successions));
    }
    let mut walk = Walk::begin(db).await?;
    let head = walk.head().await?;
    let mut verifier = Verifier::new(head.map(|head| head.edge)).with_subtrees(walk.subtrees().await?);
    for note in walk.checkpoints().await? {
        let note = SignedCheckpoint::parse(&note);
        let own = note.ok().and_then(|note| note.verify_by(&signers).ok());
        match own {
            Some(checkpoint) => verifier = verifier.with_checkpoint(checkpoint),
            // Whoever can write here can write anything here; it proves nothing either way.
            None => tracing::warn!(
                "a checkpoint in the database is not signed by the log's keys; it is passed over"
            ),
        }
    }
    for checkpoint in saved {
        verifier = verifier.with_checkpoint(*checkpoint);
    }
    loop {
        let page = walk.next().await?;
        if page.is_empty() {
            return Ok(verifier.finish());
        }
        for entry in &page {
            verifier.feed(entry);
        }
    }
}

/// Erases what those entries say and whom they name (R13); the leaves stay. Returns the entry that records it, which
/// must be the **first** that the job hands in and still needs its actor; `None` if there was nothing to erase.
/// Entries that record an erasure, or another signing key, stay.
///
/// # Errors
/// As [`Tx::change`] and [`Tx::next_index`].
pub async fn erase(tx: &mut Tx, entries: &[u64]) -> Result<Option<NewEntry>, Fault> {
    let by = tx.next_index()?;
    let mut erased = Vec::new();
    for index in entries {
        let changed = tx
            .change(
                "UPDATE audit_entry SET bytes = NULL, salt = NULL, subject = NULL, erased_by = $2, \
                 actor = CASE WHEN actor = 'system' THEN actor ELSE 'nobody' END \
                 WHERE idx = $1 AND bytes IS NOT NULL AND kind <> $3 AND kind <> $4",
                args![*index, by, audit::ERASED.as_str(), audit::SUCCEEDED.as_str()],
            )
            .await?;
        if changed == 1 {
            erased.push(*index);
        }
    }
    Ok((!erased.is_empty()).then(|| NewEntry::erasing(erased)))
}
