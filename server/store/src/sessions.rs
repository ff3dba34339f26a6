//! Signed-in browsers. The cookie's value is never stored, only its keyed hash.

use domain::{MethodId, PersonId, SessionId, Time};

use crate::{Fault, Reads, Row, Tx, args};

/// A session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Id, for lists.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// The method that opened it; none for a demo's switch.
    pub method: Option<MethodId>,
    /// When it began.
    pub begun: Time,
    /// When presence was last proved.
    pub proved: Time,
    /// Last used.
    pub seen: Time,
    /// When it ends at the latest.
    pub until: Time,
    /// Network it came from.
    pub network: String,
    /// Browser and system in words.
    pub browser: String,
    /// Language chosen.
    pub language: String,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, method, begun, proved, seen, until, network, browser, language FROM session ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Session, Fault> {
    Ok(Session {
        id: SessionId::stored(row.text("id")?),
        person: PersonId::stored(row.text("person")?),
        method: row.opt_text("method")?.map(MethodId::stored),
        begun: row.time("begun")?,
        proved: row.time("proved")?,
        seen: row.time("seen")?,
        until: row.time("until")?,
        network: row.text("network")?,
        browser: row.text("browser")?,
        language: row.text("language")?,
    })
}

/// An open session by the keyed hash of its cookie. Expiry by time is the caller's to judge.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_secret(on: &mut impl Reads, secret_hash: &[u8]) -> Result<Option<Session>, Fault> {
    on.row(select!("WHERE secret_hash = $1 AND ended IS NULL"), args![secret_hash])
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// An open session by id: what a job reads again that a session stands behind. Expiry by time is the caller's to judge.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &SessionId) -> Result<Option<Session>, Fault> {
    on.row(select!("WHERE id = $1 AND ended IS NULL"), args![id]).await?.as_ref().map(read).transpose()
}

/// A person's open sessions, newest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn open_of(on: &mut impl Reads, person: &PersonId, now: Time) -> Result<Vec<Session>, Fault> {
    on.rows(
        select!("WHERE person = $1 AND ended IS NULL AND until > $2 ORDER BY seen DESC, id"),
        args![person, now],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Opens a session.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn open(tx: &mut Tx, session: &Session, secret_hash: &[u8]) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO session (id, secret_hash, person, method, begun, proved, seen, until, network, browser, \
         language) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            &session.id,
            secret_hash,
            &session.person,
            &session.method,
            session.begun,
            session.proved,
            session.seen,
            session.until,
            &session.network,
            &session.browser,
            &session.language
        ],
    )
    .await?;
    Ok(())
}

/// Gives an open session a new secret and a fresh proof; the old cookie is worth nothing at once.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn renew(tx: &mut Tx, id: &SessionId, secret_hash: &[u8], proved: Time) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE session SET secret_hash = $2, proved = $3, seen = $3 WHERE id = $1 AND ended IS NULL",
            args![id, secret_hash, proved],
        )
        .await?;
    Ok(rows == 1)
}

/// Notes that it was used.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn seen(tx: &mut Tx, id: &SessionId, at: Time) -> Result<(), Fault> {
    tx.note("UPDATE session SET seen = $2 WHERE id = $1 AND ended IS NULL", args![id, at]).await?;
    Ok(())
}

/// Ends one session of a person; `false` if it was not open or not theirs.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end(
    tx: &mut Tx,
    id: &SessionId,
    person: &PersonId,
    at: Time,
    why: &'static str,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE session SET ended = $3, ended_why = $4 WHERE id = $1 AND person = $2 AND ended IS NULL",
            args![id, person, at, why],
        )
        .await?;
    Ok(rows == 1)
}

/// Ends all of a person's sessions but `keep`; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_all(
    tx: &mut Tx,
    person: &PersonId,
    keep: Option<&SessionId>,
    at: Time,
    why: &'static str,
) -> Result<u64, Fault> {
    tx.change(
        "UPDATE session SET ended = $3, ended_why = $4 WHERE person = $1 AND id <> $2 AND ended IS NULL",
        args![person, keep.map_or("", SessionId::as_str), at, why],
    )
    .await
}

/// Ends the sessions that a method opened; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_by_method(
    tx: &mut Tx,
    method: &MethodId,
    at: Time,
    why: &'static str,
) -> Result<u64, Fault> {
    tx.change(
        "UPDATE session SET ended = $2, ended_why = $3 WHERE method = $1 AND ended IS NULL",
        args![method, at, why],
    )
    .await
}

/// Notes where and with what a person signed in. What was never seen with them is a warning to an approver.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn note_places(
    tx: &mut Tx,
    person: &PersonId,
    network: &str,
    browser: &str,
    at: Time,
) -> Result<(), Fault> {
    tx.note(
        "INSERT INTO seen_place (person, kind, value, first, last) \
         VALUES ($1, 'network', $2, $4, $4), ($1, 'browser', $3, $4, $4) \
         ON CONFLICT (person, kind, value) DO UPDATE SET last = $4",
        args![person, network, browser, at],
    )
    .await?;
    Ok(())
}

/// Whether a person signed in from there before.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn place_seen(
    on: &mut impl Reads,
    person: &PersonId,
    kind: &'static str,
    value: &str,
) -> Result<bool, Fault> {
    let row = on
        .row(
            "SELECT first FROM seen_place WHERE person = $1 AND kind = $2 AND value = $3",
            args![person, kind, value],
        )
        .await?;
    Ok(row.is_some())
}

/// How many sessions of a person ended when their request closed.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn ended_by_close(
    on: &mut impl Reads,
    person: &PersonId,
    closed: Option<Time>,
) -> Result<u32, Fault> {
    let row = on
        .row(
            "SELECT COUNT(*) AS ended FROM session WHERE person = $1 AND ended = $2 AND ended_why = 'closed'",
            args![person, closed],
        )
        .await?;
    let ended = row.map(|row| row.int("ended")).transpose()?.unwrap_or_default();
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}
