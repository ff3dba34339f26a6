//! Passes issued as a last resort (R9): what they are, who was told, who stopped them.

use domain::{ContactId, PassId, PersonId, Time};

use crate::{Fault, Reads, Row, Tx, args};

/// A last resort as stored, with what its pass says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastResort {
    /// Its pass.
    pub pass: PassId,
    /// Whom it lets in.
    pub person: PersonId,
    /// Their display name.
    pub name: String,
    /// Who issued it, by the name given on the terminal.
    pub operator: String,
    /// When it was issued.
    pub issued: Time,
    /// When everybody privileged had been told; none until then.
    pub told: Option<Time>,
    /// When it was stopped.
    pub stopped: Option<Time>,
    /// Display name of whoever stopped it.
    pub stopped_by: Option<String>,
    /// Word of the pass's state.
    pub state: String,
    /// Whether an enrolment that it opened still goes on.
    pub enrolling: bool,
    /// The pass works from here, once everybody was told …
    pub works_from: Time,
    /// … strictly before this.
    pub until: Time,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT last_resort.pass, last_resort.person, person.name, last_resort.operator, last_resort.issued, \
             last_resort.told, last_resort.stopped, stopper.name AS stopper, pass.state, pass.works_from, pass.until, \
             (SELECT COUNT(*) FROM enrolment WHERE enrolment.pass = last_resort.pass AND enrolment.ended IS NULL) \
             AS enrolling \
             FROM last_resort JOIN pass ON pass.id = last_resort.pass JOIN person ON person.id = last_resort.person \
             LEFT JOIN person stopper ON stopper.id = last_resort.stopped_by ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<LastResort, Fault> {
    Ok(LastResort {
        pass: PassId::stored(row.text("pass")?),
        person: PersonId::stored(row.text("person")?),
        name: row.text("name")?,
        operator: row.text("operator")?,
        issued: row.time("issued")?,
        told: row.opt_time("told")?,
        stopped: row.opt_time("stopped")?,
        stopped_by: row.opt_text("stopper")?,
        state: row.text("state")?,
        enrolling: row.count("enrolling")? > 0,
        works_from: row.time("works_from")?,
        until: row.time("until")?,
    })
}

/// Those issued after a time, newest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn since(on: &mut impl Reads, since: Time, limit: u32) -> Result<Vec<LastResort>, Fault> {
    on.rows(
        select!("WHERE last_resort.issued > $1 ORDER BY last_resort.issued DESC, last_resort.pass LIMIT $2"),
        args![since, limit],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// By its pass.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_pass(on: &mut impl Reads, pass: &PassId) -> Result<Option<LastResort>, Fault> {
    on.row(select!("WHERE last_resort.pass = $1"), args![pass]).await?.as_ref().map(read).transpose()
}

/// Writes a new one, beside its pass.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(
    tx: &mut Tx,
    pass: &PassId,
    person: &PersonId,
    operator: &str,
    issued: Time,
) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO last_resort (pass, person, operator, issued) VALUES ($1, $2, $3, $4)",
        args![pass, person, operator, issued],
    )
    .await?;
    Ok(())
}

/// Those that may still be used, are not known to be told, and of which no notice waits any more: everybody was told, or
/// cannot be.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn untold(on: &mut impl Reads, template: &str) -> Result<Vec<PassId>, Fault> {
    on.rows(
        "SELECT last_resort.pass FROM last_resort JOIN pass ON pass.id = last_resort.pass \
         WHERE last_resort.told IS NULL AND last_resort.stopped IS NULL AND pass.state = 'live' \
         AND NOT EXISTS (SELECT notice.id FROM notice WHERE notice.pass = last_resort.pass \
         AND notice.template = $1 AND notice.next_try IS NOT NULL) ORDER BY last_resort.issued, last_resort.pass",
        args![template],
    )
    .await?
    .iter()
    .map(|row| row.text("pass").map(PassId::stored))
    .collect()
}

/// Notes when everybody had been told, and from when to when its pass works because of that; `false` if that was noted
/// before.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_told(
    tx: &mut Tx,
    pass: &PassId,
    told: Time,
    works_from: Time,
    until: Time,
) -> Result<bool, Fault> {
    let rows = tx
        .change("UPDATE last_resort SET told = $2 WHERE pass = $1 AND told IS NULL", args![pass, told])
        .await?;
    if rows == 1 {
        tx.change(
            "UPDATE pass SET works_from = $2, until = $3 WHERE id = $1 AND state = 'live'",
            args![pass, works_from, until],
        )
        .await?;
    }
    Ok(rows == 1)
}

/// Notes who stopped it; `false` if somebody had. Ending its pass is the caller's.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn stop(tx: &mut Tx, pass: &PassId, by: &PersonId, at: Time) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE last_resort SET stopped = $3, stopped_by = $2 WHERE pass = $1 AND stopped IS NULL",
            args![pass, by, at],
        )
        .await?;
    Ok(rows == 1)
}

/// Keeps the keyed hash of a stop code; the same code again is nothing new.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add_code(
    tx: &mut Tx,
    hash: &[u8],
    pass: &PassId,
    person: &PersonId,
    contact: &ContactId,
    made: Time,
) -> Result<(), Fault> {
    tx.note(
        "INSERT INTO last_resort_code (hash, pass, person, contact, made) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        args![hash, pass, person, contact, made],
    )
    .await?;
    Ok(())
}

/// The pass that a stop code names, and whose mailbox it was sent to.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_code(on: &mut impl Reads, hash: &[u8]) -> Result<Option<(PassId, PersonId)>, Fault> {
    let row = on.row("SELECT pass, person FROM last_resort_code WHERE hash = $1", args![hash]).await?;
    row.map(|row| Ok((PassId::stored(row.text("pass")?), PersonId::stored(row.text("person")?)))).transpose()
}
