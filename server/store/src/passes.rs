//! Passes.

use domain::{PassId, PersonId, RequestId, Time};

use crate::{Fault, Reads, Row, Tx, args};

/// A pass as stored: never its readable form.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredPass {
    /// Id.
    pub id: PassId,
    /// Whose.
    pub person: PersonId,
    /// For which request; none for a first-day pass.
    pub request: Option<RequestId>,
    /// `request`, `first-day`, `last-resort`, `spoken`.
    pub kind: String,
    /// `live`, `used`, `ended`.
    pub state: String,
    /// Keyed hash of both groups.
    pub hash: Option<Vec<u8>>,
    /// For a spoken pass: JSON of each half's approver and keyed Argon2id.
    pub halves: Option<String>,
    /// When it was made.
    pub made: Time,
    /// Works from here …
    pub works_from: Time,
    /// … strictly before this.
    pub until: Time,
    /// Wrong tries so far.
    pub tries: u32,
}

impl std::fmt::Debug for StoredPass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoredPass({}, {}, {})", self.id, self.kind, self.state)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, request, kind, state, hash, halves, made, works_from, until, tries FROM pass ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<StoredPass, Fault> {
    Ok(StoredPass {
        id: PassId::stored(row.text("id")?),
        person: PersonId::stored(row.text("person")?),
        request: row.opt_text("request")?.map(RequestId::stored),
        kind: row.text("kind")?,
        state: row.text("state")?,
        hash: row.opt_bytes("hash")?,
        halves: row.opt_text("halves")?,
        made: row.time("made")?,
        works_from: row.time("works_from")?,
        until: row.time("until")?,
        tries: u32::try_from(row.int("tries")?).unwrap_or(u32::MAX),
    })
}

/// The live pass of a person: there is at most one (I02).
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn live_of(on: &mut impl Reads, person: &PersonId) -> Result<Option<StoredPass>, Fault> {
    on.row(select!("WHERE person = $1 AND state = 'live' ORDER BY made DESC LIMIT 1"), args![person])
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// All passes of a request, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn of_request(on: &mut impl Reads, request: &RequestId) -> Result<Vec<StoredPass>, Fault> {
    on.rows(select!("WHERE request = $1 ORDER BY made, id"), args![request]).await?.iter().map(read).collect()
}

/// By id.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &PassId) -> Result<Option<StoredPass>, Fault> {
    on.row(select!("WHERE id = $1"), args![id]).await?.as_ref().map(read).transpose()
}

/// Writes a new live pass after ending every other live one of the person (I02); how many it ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, pass: &StoredPass) -> Result<u64, Fault> {
    let ended = end_live(tx, &pass.person, pass.made, "replaced").await?;
    tx.change(
        "INSERT INTO pass (id, person, request, kind, state, hash, halves, made, works_from, until, tries) \
         VALUES ($1, $2, $3, $4, 'live', $5, $6, $7, $8, $9, 0)",
        args![
            &pass.id,
            &pass.person,
            &pass.request,
            &pass.kind,
            &pass.hash,
            &pass.halves,
            pass.made,
            pass.works_from,
            pass.until
        ],
    )
    .await?;
    Ok(ended)
}

/// Ends every live pass of a person; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_live(tx: &mut Tx, person: &PersonId, at: Time, why: &'static str) -> Result<u64, Fault> {
    tx.change(
        "UPDATE pass SET state = 'ended', ended = $2, ended_why = $3 WHERE person = $1 AND state = 'live'",
        args![person, at, why],
    )
    .await
}

/// Spends a pass: the conditional UPDATE that decides the race (I02). `true` for exactly one caller, and only while it works.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn spend(tx: &mut Tx, id: &PassId, now: Time) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE pass SET state = 'used', ended = $2 \
             WHERE id = $1 AND state = 'live' AND works_from <= $2 AND until > $2",
            args![id, now],
        )
        .await?;
    Ok(rows == 1)
}

/// Counts a wrong try; at `limit` the pass ends. Whether it is still live.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn count_try(tx: &mut Tx, id: &PassId, limit: u32, now: Time) -> Result<bool, Fault> {
    tx.change("UPDATE pass SET tries = tries + 1 WHERE id = $1 AND state = 'live'", args![id]).await?;
    let ended = tx
        .change(
            "UPDATE pass SET state = 'ended', ended = $3, ended_why = 'tries' \
             WHERE id = $1 AND state = 'live' AND tries >= $2",
            args![id, limit, now],
        )
        .await?;
    Ok(ended == 0)
}

/// Writes a spoken pass's halves.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_halves(tx: &mut Tx, id: &PassId, before: Option<&str>, halves: &str) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE pass SET halves = $3 WHERE id = $1 AND COALESCE(halves, '') = $2 AND state = 'live'",
            args![id, before.unwrap_or(""), halves],
        )
        .await?;
    Ok(rows == 1)
}

/// Passes that are still marked live after their time. The time of a last resort begins only when everybody was told,
/// which its notices bound.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn overdue(on: &mut impl Reads, now: Time, limit: u32) -> Result<Vec<StoredPass>, Fault> {
    on.rows(
        select!(
            "WHERE state = 'live' AND until <= $1 AND NOT EXISTS (SELECT last_resort.pass FROM last_resort \
             WHERE last_resort.pass = pass.id AND last_resort.told IS NULL) ORDER BY until LIMIT $2"
        ),
        args![now, limit],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Ends one live pass; `false` if it was not live.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end(tx: &mut Tx, id: &PassId, at: Time, why: &'static str) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE pass SET state = 'ended', ended = $2, ended_why = $3 WHERE id = $1 AND state = 'live'",
            args![id, at, why],
        )
        .await?;
    Ok(rows == 1)
}

/// Ends the live passes of a request; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_live_of_request(
    tx: &mut Tx,
    request: &RequestId,
    at: Time,
    why: &'static str,
) -> Result<u64, Fault> {
    tx.change(
        "UPDATE pass SET state = 'ended', ended = $2, ended_why = $3 WHERE request = $1 AND state = 'live'",
        args![request, at, why],
    )
    .await
}
