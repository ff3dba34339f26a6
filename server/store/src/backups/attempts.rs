//! Attempts to get back in with two kinds of code.

use domain::{Time, method::MethodKind};

use crate::{Fault, Reads, Row, Tx, args};

/// An attempt: the same row for every name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Names it; no secret.
    pub id: String,
    /// Keyed hash of the folded name given.
    pub name_hash: Vec<u8>,
    /// What happened: word of `domain` `WhatHappened`.
    pub what: String,
    /// The kinds chosen.
    pub kinds: Vec<MethodKind>,
    /// When it began.
    pub begun: Time,
    /// Works strictly before this.
    pub until: Time,
    /// Wrong tries so far.
    pub tries: u32,
}

fn read(row: &Row) -> Result<Attempt, Fault> {
    let kinds = row.text("kinds")?;
    Ok(Attempt {
        id: row.text("id")?,
        name_hash: row.bytes("name_hash")?,
        what: row.text("what")?,
        kinds: kinds.split(' ').filter_map(MethodKind::from_word).collect(),
        begun: row.time("begun")?,
        until: row.time("until")?,
        tries: u32::try_from(row.int("tries")?).unwrap_or(u32::MAX),
    })
}

/// Writes a new attempt.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, attempt: &Attempt, secret_hash: &[u8; 32]) -> Result<(), Fault> {
    let kinds: Vec<&str> = attempt.kinds.iter().map(|kind| kind.word()).collect();
    tx.note(
        "INSERT INTO attempt (id, secret_hash, name_hash, what, kinds, begun, until, tries) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
        args![
            &attempt.id,
            secret_hash,
            &attempt.name_hash,
            &attempt.what,
            kinds.join(" "),
            attempt.begun,
            attempt.until
        ],
    )
    .await?;
    Ok(())
}

/// An attempt that has not ended, by the keyed hash of its cookie; its time is the caller's to judge.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_secret(on: &mut impl Reads, secret_hash: &[u8; 32]) -> Result<Option<Attempt>, Fault> {
    on.row(
        "SELECT id, name_hash, what, kinds, begun, until, tries FROM attempt \
         WHERE secret_hash = $1 AND ended IS NULL",
        args![secret_hash],
    )
    .await?
    .as_ref()
    .map(read)
    .transpose()
}

/// Counts a wrong try; at `limit` the attempt ends. It ends nothing else (I09).
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn count_try(tx: &mut Tx, id: &str, limit: u32) -> Result<(), Fault> {
    let now = tx.now();
    tx.note(
        "UPDATE attempt SET tries = tries + 1, ended = CASE WHEN tries + 1 >= $2 THEN $3 ELSE ended END \
         WHERE id = $1 AND ended IS NULL",
        args![id, limit, now],
    )
    .await
    .map(|_| ())
}

/// Ends an attempt: `true` for exactly one caller, and only while it works.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end(tx: &mut Tx, id: &str) -> Result<bool, Fault> {
    let now = tx.now();
    let rows = tx
        .note("UPDATE attempt SET ended = $2 WHERE id = $1 AND ended IS NULL AND until > $2", args![id, now])
        .await?;
    Ok(rows == 1)
}

/// Removes attempts whose time is over; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sweep(tx: &mut Tx) -> Result<u64, Fault> {
    let now = tx.now();
    tx.note("DELETE FROM attempt WHERE until <= $1", args![now]).await
}
