//! Appending to the log inside a transaction that holds the head.

use audit::{Frontier, NewEntry, SALT_BYTES, Subtree};
use domain::{Rng, Time};

use crate::Fault;
use crate::engine::Conn;
use crate::row::Row;
use crate::sql::portion;

/// Columns of `audit_entry` that are written.
const COLUMNS: usize = 9;

/// The head as it was taken.
pub(crate) struct Appender {
    edge: Frontier,
    at: Time,
}

impl Appender {
    pub(crate) fn new(head: Row) -> Result<Self, Fault> {
        let edge = Frontier::from_bytes(&head.bytes("edge")?)
            .map_err(|error| Fault::Audit { what: error.to_string().into() })?;
        if head.count("size")? != edge.size() {
            return Err(Fault::Audit { what: "the head row's size is not the one of its edge".into() });
        }
        Ok(Self { edge, at: head.time("at")? })
    }

    /// Entries in the log.
    pub(crate) fn size(&self) -> u64 {
        self.edge.size()
    }

    /// When the log was last written.
    pub(crate) fn at(&self) -> Time {
        self.at
    }

    /// Gives the entries their places, writes them and the subtrees they complete, and moves the head once.
    pub(crate) async fn append(
        mut self,
        conn: &mut Conn,
        entries: Vec<NewEntry>,
        at: Time,
        rng: &dyn Rng,
    ) -> Result<(), Fault> {
        let before = self.edge.size();
        let mut subtrees: Vec<Subtree> = Vec::new();
        let mut entries = entries.into_iter();
        while entries.len() > 0 {
            let rows = portion(entries.len());
            let mut args = Vec::with_capacity(rows * COLUMNS);
            for entry in entries.by_ref().take(rows) {
                let mut salt = [0_u8; SALT_BYTES];
                rng.fill(&mut salt);
                let entry = entry.seal(self.edge.size(), at, salt);
                subtrees.extend(self.edge.append(entry.leaf));
                args.extend(crate::args![
                    entry.index,
                    entry.at,
                    entry.kind.as_str(),
                    entry.actor.to_string(),
                    entry.subject,
                    entry.request,
                    entry.bytes,
                    entry.salt,
                    entry.leaf.as_bytes(),
                ]);
            }
            let into = "INSERT INTO audit_entry (idx, at, kind, actor, subject, request, bytes, salt, leaf)";
            conn.insert(into, COLUMNS, rows, args).await?;
        }
        let mut subtrees = subtrees.into_iter();
        while subtrees.len() > 0 {
            let rows = portion(subtrees.len());
            let mut args = Vec::with_capacity(rows * 2);
            for subtree in subtrees.by_ref().take(rows) {
                args.extend(crate::args![
                    subtree.block.saturating_mul(audit::BLOCK),
                    subtree.hash.as_bytes()
                ]);
            }
            conn.insert("INSERT INTO audit_subtree (first, hash)", 2, rows, args).await?;
        }
        let moved = conn
            .execute(
                "UPDATE audit_head SET size = $1, edge = $2, at = $3 WHERE id = 1 AND size = $4",
                crate::args![self.edge.size(), self.edge.to_bytes(), at, before],
            )
            .await?;
        if moved == 1 { Ok(()) } else { Err(Fault::Audit { what: "the head moved under the writer".into() }) }
    }
}
