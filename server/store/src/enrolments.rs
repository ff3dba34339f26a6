//! Confined enrolments, which passes open.

use domain::{EnrolmentId, MethodId, PassId, PersonId, RequestId, Time};

use crate::{Fault, Reads, Row, Tx, args};

/// A confined enrolment as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEnrolment {
    /// Id.
    pub id: EnrolmentId,
    /// The pass that opened it; unique, so that a pass opens at most one (I02).
    pub pass: PassId,
    /// Whose.
    pub person: PersonId,
    /// For which request; none for a first day.
    pub request: Option<RequestId>,
    /// When it began.
    pub begun: Time,
    /// Works strictly before this.
    pub until: Time,
    /// `yes`, `no`, or empty: "Is this computer yours?"
    pub own: String,
    /// Until when "Continue on my phone" works.
    pub move_until: Option<Time>,
    /// When it was moved.
    pub moved: Option<Time>,
    /// The method it registered.
    pub method: Option<MethodId>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, pass, person, request, begun, until, own, move_until, moved, method FROM enrolment ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<StoredEnrolment, Fault> {
    Ok(StoredEnrolment {
        id: EnrolmentId::stored(row.text("id")?),
        pass: PassId::stored(row.text("pass")?),
        person: PersonId::stored(row.text("person")?),
        request: row.opt_text("request")?.map(RequestId::stored),
        begun: row.time("begun")?,
        until: row.time("until")?,
        own: row.text("own")?,
        move_until: row.opt_time("move_until")?,
        moved: row.opt_time("moved")?,
        method: row.opt_text("method")?.map(MethodId::stored),
    })
}

/// An enrolment that has not ended, by the keyed hash of its cookie. Expiry by time is the caller's to judge.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_secret(on: &mut impl Reads, secret_hash: &[u8]) -> Result<Option<StoredEnrolment>, Fault> {
    on.row(select!("WHERE secret_hash = $1 AND ended IS NULL"), args![secret_hash])
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The answer to "Is this computer yours?" that a browser gave whose enrolment is over, or went on elsewhere, by the
/// keyed hash of its cookie: one that is not its owner's is wiped (R8).
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn own_of_left(on: &mut impl Reads, secret_hash: &[u8]) -> Result<Option<String>, Fault> {
    let here = on.row("SELECT own FROM enrolment WHERE secret_hash = $1", args![secret_hash]).await?;
    if let Some(row) = here {
        return row.text("own").map(Some);
    }
    let left = on.row("SELECT left_own FROM enrolment WHERE left_hash = $1", args![secret_hash]).await?;
    left.map(|row| row.text("left_own")).transpose()
}

/// An enrolment that has not ended, by the keyed hash of the code that moves it. Expiry by time is the caller's to judge.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_move(on: &mut impl Reads, move_hash: &[u8]) -> Result<Option<StoredEnrolment>, Fault> {
    on.row(select!("WHERE move_hash = $1 AND ended IS NULL"), args![move_hash])
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Enrolments that have not ended although their time is over.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn overdue(on: &mut impl Reads, now: Time, limit: u32) -> Result<Vec<StoredEnrolment>, Fault> {
    on.rows(select!("WHERE ended IS NULL AND until <= $1 ORDER BY until, id LIMIT $2"), args![now, limit])
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Offers to move an enrolment to another browser, once; `false` if it was offered before or has ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn offer_move(
    tx: &mut Tx,
    id: &EnrolmentId,
    move_hash: &[u8; 32],
    move_until: Time,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE enrolment SET move_hash = $2, move_until = $3 \
             WHERE id = $1 AND move_hash IS NULL AND moved IS NULL AND ended IS NULL",
            args![id, move_hash, move_until],
        )
        .await?;
    Ok(rows == 1)
}

/// Moves an enrolment into the browser that holds the new secret: the conditional UPDATE that decides between two who
/// scan the same code. The old browser's cookie is worth nothing from here on.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn take_move(
    tx: &mut Tx,
    id: &EnrolmentId,
    secret_hash: &[u8; 32],
    now: Time,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE enrolment SET left_hash = secret_hash, left_own = own, secret_hash = $2, own = 'yes', moved = $3 \
             WHERE id = $1 AND moved IS NULL AND ended IS NULL AND move_until > $3 AND until > $3",
            args![id, secret_hash, now],
        )
        .await?;
    Ok(rows == 1)
}

/// Opens an enrolment.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn open(tx: &mut Tx, enrolment: &StoredEnrolment, secret_hash: &[u8]) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "INSERT INTO enrolment (id, secret_hash, pass, person, request, begun, until, own) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, '') ON CONFLICT DO NOTHING",
            args![
                &enrolment.id,
                secret_hash,
                &enrolment.pass,
                &enrolment.person,
                &enrolment.request,
                enrolment.begun,
                enrolment.until
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Writes the answer to "Is this computer yours?"; `false` if the enrolment has ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_own(tx: &mut Tx, id: &EnrolmentId, own: &str) -> Result<bool, Fault> {
    let rows =
        tx.change("UPDATE enrolment SET own = $2 WHERE id = $1 AND ended IS NULL", args![id, own]).await?;
    Ok(rows == 1)
}

/// Ends an enrolment, with the method it registered if it did; `false` if it had ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end(
    tx: &mut Tx,
    id: &EnrolmentId,
    method: Option<&MethodId>,
    at: Time,
    why: &'static str,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE enrolment SET method = $2, ended = $3, ended_why = $4 WHERE id = $1 AND ended IS NULL",
            args![id, method, at, why],
        )
        .await?;
    Ok(rows == 1)
}

/// Ends the open enrolment of a pass; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_of_pass(tx: &mut Tx, pass: &PassId, at: Time, why: &'static str) -> Result<u64, Fault> {
    tx.change(
        "UPDATE enrolment SET ended = $2, ended_why = $3 WHERE pass = $1 AND ended IS NULL",
        args![pass, at, why],
    )
    .await
}

/// Ends the open enrolments of a request; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_of_request(
    tx: &mut Tx,
    request: &RequestId,
    at: Time,
    why: &'static str,
) -> Result<u64, Fault> {
    tx.change(
        "UPDATE enrolment SET ended = $2, ended_why = $3 WHERE request = $1 AND ended IS NULL",
        args![request, at, why],
    )
    .await
}

/// Ends every open enrolment of a person; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_all_of(tx: &mut Tx, person: &PersonId, at: Time, why: &'static str) -> Result<u64, Fault> {
    tx.change(
        "UPDATE enrolment SET ended = $2, ended_why = $3 WHERE person = $1 AND ended IS NULL",
        args![person, at, why],
    )
    .await
}
