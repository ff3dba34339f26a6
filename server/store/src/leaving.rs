//! What somebody who leaves still has a hand in: those they managed, requests that wait for them, halves they approved.

use domain::{EnrolmentId, PersonId, RequestId, Time, person::Role};

use crate::{Fault, Reads, Tx, args};

/// Whose manager they are, also of people who are disabled for now.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn managed(on: &mut impl Reads, manager: &PersonId) -> Result<Vec<PersonId>, Fault> {
    on.rows(
        "SELECT id FROM person WHERE manager = $1 AND left_at IS NULL ORDER BY name_key, id",
        args![manager],
    )
    .await?
    .iter()
    .map(|row| row.id("id"))
    .collect()
}

/// Requests that go on and are pinned to them, or of which they approved the first half.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn deciding(on: &mut impl Reads, person: &PersonId) -> Result<Vec<RequestId>, Fault> {
    on.rows(
        "SELECT id FROM request WHERE ended IS NULL AND person IS NOT NULL AND person <> $1 AND (approver = $1 OR \
         (state = 'half-approved' AND id IN (SELECT request FROM approval WHERE approver = $1 AND \
         decision = 'approved'))) ORDER BY asked, id",
        args![person],
    )
    .await?
    .iter()
    .map(|row| row.id("id"))
    .collect()
}

/// Their enrolments that have not ended.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn enrolments(on: &mut impl Reads, person: &PersonId) -> Result<Vec<EnrolmentId>, Fault> {
    on.rows("SELECT id FROM enrolment WHERE person = $1 AND ended IS NULL ORDER BY begun, id", args![person])
        .await?
        .iter()
        .map(|row| row.id("id"))
        .collect()
}

/// Sessions that were not ended, also those whose time is over.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn sessions(on: &mut impl Reads, person: &PersonId) -> Result<u32, Fault> {
    let row = on
        .row("SELECT COUNT(*) AS n FROM session WHERE person = $1 AND ended IS NULL", args![person])
        .await?;
    let n = row.map(|row| row.count("n")).transpose()?.unwrap_or_default();
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Gives somebody another manager, or none, as of now.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_manager(
    tx: &mut Tx,
    person: &PersonId,
    manager: Option<&PersonId>,
    source: &'static str,
    at: Time,
) -> Result<(), Fault> {
    let (source, since) = if manager.is_some() { (Some(source), Some(at)) } else { (None, None) };
    tx.change(
        "UPDATE person SET manager = $2, manager_source = $3, manager_since = $4 WHERE id = $1",
        args![person, manager.map(PersonId::as_str), source, since],
    )
    .await?;
    Ok(())
}

/// Ends a role held here; `false` if it was not held.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_role(tx: &mut Tx, person: &PersonId, role: Role) -> Result<bool, Fault> {
    let rows = tx
        .change("DELETE FROM person_role WHERE person = $1 AND role = $2", args![person, role.word()])
        .await?;
    Ok(rows == 1)
}

/// An approval that no longer counts; `false` if there is none. The record of it stays.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn void_approval(tx: &mut Tx, request: &RequestId, approver: &PersonId) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE approval SET decision = 'void' WHERE request = $1 AND approver = $2 AND decision = 'approved'",
            args![request, approver],
        )
        .await?;
    Ok(rows > 0)
}

/// Ends the reviews that they were at; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_reviews_by(tx: &mut Tx, approver: &PersonId, at: Time) -> Result<u64, Fault> {
    tx.change("UPDATE review SET ended = $2 WHERE approver = $1 AND ended IS NULL", args![approver, at]).await
}

/// Who left last, newest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn lately(on: &mut impl Reads, limit: u32) -> Result<Vec<(PersonId, String, Time)>, Fault> {
    on.rows(
        "SELECT id, name, left_at FROM person WHERE left_at IS NOT NULL AND erased_at IS NULL \
         ORDER BY left_at DESC, id LIMIT $1",
        args![limit],
    )
    .await?
    .iter()
    .map(|row| Ok((row.id("id")?, row.text("name")?, row.time("left_at")?)))
    .collect()
}

/// What the log says was done at once when somebody left: the newest such entry's text.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn told(on: &mut impl Reads, person: &PersonId) -> Result<Option<Vec<u8>>, Fault> {
    let row = on
        .row(
            "SELECT bytes FROM audit_entry WHERE subject = $1 AND kind = 'person.left-settled' \
             ORDER BY idx DESC LIMIT 1",
            args![person],
        )
        .await?;
    Ok(row.map(|row| row.opt_bytes("bytes")).transpose()?.flatten())
}
