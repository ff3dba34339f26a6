//! Begun ceremonies: kept on the server only, bound to one browser, taken once.

use domain::{PersonId, Time};

use crate::{Fault, Reads, Row, Tx, args};

/// A begun ceremony.
#[derive(Clone, PartialEq, Eq)]
pub struct Ceremony {
    /// Names it to the browser.
    pub id: String,
    /// What it is for; a ceremony begun for one thing never finishes another.
    pub kind: String,
    /// Keyed hash of the cookie it is bound to.
    pub bound_to: Vec<u8>,
    /// Whom it is about, if known.
    pub person: Option<PersonId>,
    /// The library's state, JSON.
    pub state: String,
    /// What the proof will authorise, JSON.
    pub purpose: String,
    /// When it was begun.
    pub begun: Time,
    /// Works strictly before this.
    pub until: Time,
}

/// Keeps a begun ceremony. Those whose time is over are removed by [`sweep`], from time to time.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn begin(tx: &mut Tx, ceremony: &Ceremony) -> Result<(), Fault> {
    tx.note(
        "INSERT INTO ceremony (id, kind, bound_to, person, state, purpose, begun, until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            &ceremony.id,
            &ceremony.kind,
            &ceremony.bound_to,
            &ceremony.person,
            &ceremony.state,
            &ceremony.purpose,
            ceremony.begun,
            ceremony.until
        ],
    )
    .await?;
    Ok(())
}

fn read(row: &Row, id: &str, kind: &str, bound_to: &[u8]) -> Result<Ceremony, Fault> {
    Ok(Ceremony {
        id: id.to_owned(),
        kind: kind.to_owned(),
        bound_to: bound_to.to_vec(),
        person: row.opt_text("person")?.map(PersonId::stored),
        state: row.text("state")?,
        purpose: row.text("purpose")?,
        begun: row.time("begun")?,
        until: row.time("until")?,
    })
}

const FIND: &str =
    "SELECT person, state, purpose, begun, until FROM ceremony WHERE id = $1 AND kind = $2 AND bound_to = $3";

/// Looks at a ceremony without taking it.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn look(
    on: &mut impl Reads,
    id: &str,
    kind: &str,
    bound_to: &[u8],
    now: Time,
) -> Result<Option<Ceremony>, Fault> {
    let row = on.row(FIND, args![id, kind, bound_to]).await?;
    let found = row.map(|row| read(&row, id, kind, bound_to)).transpose()?;
    Ok(found.filter(|ceremony| now < ceremony.until))
}

/// Takes a ceremony: whoever gets it is the only one, whatever becomes of it afterwards. `None` if there is none of that id
/// and kind for that browser, or its time is over.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn take(
    tx: &mut Tx,
    id: &str,
    kind: &str,
    bound_to: &[u8],
    now: Time,
) -> Result<Option<Ceremony>, Fault> {
    let rows = tx
        .note_returning(
            "DELETE FROM ceremony WHERE id = $1 AND kind = $2 AND bound_to = $3 \
             RETURNING person, state, purpose, begun, until",
            args![id, kind, bound_to],
        )
        .await?;
    let taken = rows.first().map(|row| read(row, id, kind, bound_to)).transpose()?;
    Ok(taken.filter(|ceremony| now < ceremony.until))
}

/// Removes the ceremonies whose time is over; how many.
///
/// # Errors
/// [`Fault`] if they cannot be removed.
pub async fn sweep(tx: &mut Tx, now: Time) -> Result<u64, Fault> {
    tx.note("DELETE FROM ceremony WHERE until <= $1", args![now]).await
}
