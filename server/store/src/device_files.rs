//! Files of devices while they are looked at: uploaded, their columns chosen, imported. They are in the database so that any
//! replica can go on with them, and are gone after a day.

use domain::{OrderId, PersonId, Span, Time};

use crate::{Fault, Reads, Tx, args};

/// Bytes of one row.
const PART: usize = 512 * 1024;
/// How long a file is kept.
pub const KEPT: Span = Span::hours(24);

/// A file without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceFile {
    /// Id.
    pub id: OrderId,
    /// Who uploaded it.
    pub person: PersonId,
    /// Its name.
    pub file: String,
    /// When.
    pub made: Time,
    /// JSON: which column holds what; empty until chosen.
    pub choices: String,
    /// How far it is.
    pub state: FileState,
    /// Changes made so far.
    pub done: u64,
    /// Changes to be made.
    pub total: u64,
    /// JSON: what it did, once it is done.
    pub summary: String,
    /// When its import last went on.
    pub seen: Time,
}

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// It can be looked at.
    Uploaded,
    /// It is being imported.
    Running,
    /// It was imported.
    Done,
    /// Its import stopped half-way; what was written stands.
    Stopped,
}

impl FileState {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Uploaded, "uploaded"),
        (Self::Running, "running"),
        (Self::Done, "done"),
        (Self::Stopped, "stopped"),
    ];

    /// The word in the database.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == word).map(|(state, _)| state)
    }
}

/// Forgets files that are a day old, whatever became of them.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sweep(tx: &mut Tx) -> Result<(), Fault> {
    let before = tx.now() - KEPT;
    tx.note(
        "DELETE FROM device_import_part WHERE file_of IN (SELECT id FROM device_import WHERE made < $1)",
        args![before],
    )
    .await?;
    tx.note("DELETE FROM device_import WHERE made < $1", args![before]).await?;
    Ok(())
}

/// Keeps a file, and forgets those of the same person that are not being imported.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn keep(
    tx: &mut Tx,
    id: &OrderId,
    person: &PersonId,
    file: &str,
    bytes: &[u8],
) -> Result<(), Fault> {
    let now = tx.now();
    tx.note(
        "DELETE FROM device_import_part WHERE file_of IN (SELECT id FROM device_import \
         WHERE person = $1 AND state <> 'running')",
        args![person],
    )
    .await?;
    tx.note("DELETE FROM device_import WHERE person = $1 AND state <> 'running'", args![person]).await?;
    tx.note(
        "INSERT INTO device_import (id, person, file, made, choices, state, done, total, summary, seen) \
         VALUES ($1, $2, $3, $4, '', 'uploaded', 0, 0, '', $4)",
        args![id, person, file, now],
    )
    .await?;
    for (part, bytes) in bytes.chunks(PART).enumerate() {
        tx.note(
            "INSERT INTO device_import_part (file_of, part, bytes) VALUES ($1, $2, $3)",
            args![id, part, bytes],
        )
        .await?;
    }
    Ok(())
}

/// A file without its bytes.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &OrderId) -> Result<Option<DeviceFile>, Fault> {
    let row = on
        .row(
            "SELECT id, person, file, made, choices, state, done, total, summary, seen FROM device_import \
             WHERE id = $1",
            args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let count = |column: &str| row.int(column).map(|n| u64::try_from(n).unwrap_or_default());
    Ok(Some(DeviceFile {
        id: OrderId::stored(row.text("id")?),
        person: PersonId::stored(row.text("person")?),
        file: row.text("file")?,
        made: row.time("made")?,
        choices: row.text("choices")?,
        state: FileState::from_word(&row.text("state")?)
            .ok_or_else(|| Fault::inconsistent("device_import.state"))?,
        done: count("done")?,
        total: count("total")?,
        summary: row.text("summary")?,
        seen: row.time("seen")?,
    }))
}

/// The bytes of a file.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn bytes(on: &mut impl Reads, id: &OrderId) -> Result<Vec<u8>, Fault> {
    let mut all = Vec::new();
    let mut part = 0_i64;
    loop {
        let row = on
            .row("SELECT bytes FROM device_import_part WHERE file_of = $1 AND part = $2", args![id, part])
            .await?;
        let Some(row) = row else { return Ok(all) };
        all.extend(row.bytes("bytes")?);
        part += 1;
    }
}

/// Remembers which column holds what.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn choose(tx: &mut Tx, id: &OrderId, choices: &str) -> Result<(), Fault> {
    tx.note(
        "UPDATE device_import SET choices = $2 WHERE id = $1 AND state IN ('uploaded', 'stopped')",
        args![id, choices],
    )
    .await?;
    Ok(())
}

/// Moves a file on; `false` if it is not in one of the states that this may follow: only one who starts it, starts it.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_state(tx: &mut Tx, id: &OrderId, to: FileState, summary: &str) -> Result<bool, Fault> {
    let now = tx.now();
    let rows = match to {
        FileState::Running => {
            tx.note(
                "UPDATE device_import SET state = 'running', done = 0, total = 0, seen = $2 \
                 WHERE id = $1 AND (state IN ('uploaded', 'stopped') OR (state = 'running' AND seen < $3))",
                args![id, now, now - Span::minutes(5)],
            )
            .await?
        }
        _ => {
            tx.note(
                "UPDATE device_import SET state = $2, summary = $3, seen = $4 WHERE id = $1 AND state = 'running'",
                args![id, to.word(), summary, now],
            )
            .await?
        }
    };
    Ok(rows == 1)
}

/// Notes how far an import is.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn progress(tx: &mut Tx, id: &OrderId, done: u64, total: u64) -> Result<(), Fault> {
    let now = tx.now();
    tx.note(
        "UPDATE device_import SET done = $2, total = $3, seen = $4 WHERE id = $1",
        args![id, done, total, now],
    )
    .await?;
    Ok(())
}
