//! Who was nudged, and what came of it.

use domain::{PersonId, Time};

use crate::{Fault, Reads, Tx, args};

/// People for whom a nudge may be due.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn due(on: &mut impl Reads, now: Time, most: u32) -> Result<Vec<PersonId>, Fault> {
    let sql = "SELECT person FROM readiness WHERE next_nudge <= $1 ORDER BY next_nudge, person LIMIT $2";
    on.rows(sql, args![now, most]).await?.iter().map(|row| row.id("person")).collect()
}

/// Notes that somebody was nudged, and when to look for the next.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sent(tx: &mut Tx, person: &PersonId, at: Time, next: Option<Time>) -> Result<(), Fault> {
    tx.note(
        "UPDATE readiness SET nudges = nudges + 1, nudged = $2, next_nudge = $3 WHERE person = $1",
        args![person, at, next],
    )
    .await?;
    tx.note(
        "INSERT INTO nudge (person, at) VALUES ($1, $2) ON CONFLICT (person, at) DO NOTHING",
        args![person, at],
    )
    .await
    .map(|_| ())
}

/// Notes when to look for the next nudge.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn look_at(tx: &mut Tx, person: &PersonId, next: Option<Time>) -> Result<(), Fault> {
    tx.note("UPDATE readiness SET next_nudge = $2 WHERE person = $1", args![person, next]).await.map(|_| ())
}

/// Notes that whoever was nudged is ready now.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn became_ready(tx: &mut Tx, person: &PersonId, at: Time) -> Result<(), Fault> {
    tx.note("UPDATE nudge SET ready = $2 WHERE person = $1 AND ready IS NULL", args![person, at])
        .await
        .map(|_| ())
}

/// How many people were nudged since then, and how many of them became ready afterwards.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn effect(on: &mut impl Reads, since: Time) -> Result<(u64, u64), Fault> {
    let sql = "SELECT COUNT(DISTINCT person) AS nudged, \
               COUNT(DISTINCT CASE WHEN ready IS NOT NULL THEN person END) AS ready FROM nudge WHERE at >= $1";
    match on.row(sql, args![since]).await? {
        Some(row) => Ok((row.count("nudged")?, row.count("ready")?)),
        None => Ok((0, 0)),
    }
}
