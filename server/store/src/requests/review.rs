//! Approvers' work before a decision.

use domain::{PersonId, RequestId, ReviewId, Time};

use crate::{Fault, Reads, Row, Tx, args};

/// One approver's work on a person's open requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Id.
    pub id: ReviewId,
    /// Whom it is about.
    pub person: PersonId,
    /// Whose work it is.
    pub approver: PersonId,
    /// When it was begun.
    pub begun: Time,
    /// What was recorded so far, JSON of the service's own document.
    pub document: String,
    /// The request that the code picked.
    pub request: Option<RequestId>,
    /// When it ended.
    pub ended: Option<Time>,
}

fn read_review(row: &Row) -> Result<Review, Fault> {
    Ok(Review {
        id: ReviewId::stored(row.text("id")?),
        person: PersonId::stored(row.text("person")?),
        approver: PersonId::stored(row.text("approver")?),
        begun: row.time("begun")?,
        document: row.text("document")?,
        request: row.opt_text("request")?.map(RequestId::stored),
        ended: row.opt_time("ended")?,
    })
}

/// A review by id.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn review(on: &mut impl Reads, id: &ReviewId) -> Result<Option<Review>, Fault> {
    on.row(
        "SELECT id, person, approver, begun, document, request, ended FROM review WHERE id = $1",
        args![id],
    )
    .await?
    .as_ref()
    .map(read_review)
    .transpose()
}

/// The open review of an approver about a person.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn open_review(
    on: &mut impl Reads,
    approver: &PersonId,
    person: &PersonId,
) -> Result<Option<Review>, Fault> {
    on.row(
        "SELECT id, person, approver, begun, document, request, ended FROM review \
         WHERE approver = $1 AND person = $2 AND ended IS NULL ORDER BY begun DESC LIMIT 1",
        args![approver, person],
    )
    .await?
    .as_ref()
    .map(read_review)
    .transpose()
}

/// Every review of an approver about a person, ended or not, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn reviews_of(
    on: &mut impl Reads,
    approver: &PersonId,
    person: &PersonId,
) -> Result<Vec<Review>, Fault> {
    on.rows(
        "SELECT id, person, approver, begun, document, request, ended FROM review \
         WHERE approver = $1 AND person = $2 ORDER BY begun, id",
        args![approver, person],
    )
    .await?
    .iter()
    .map(read_review)
    .collect()
}

/// Begins a review.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add_review(tx: &mut Tx, review: &Review) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO review (id, person, approver, begun, document, request, wrong_codes) \
         VALUES ($1, $2, $3, $4, $5, NULL, 0)",
        args![&review.id, &review.person, &review.approver, review.begun, &review.document],
    )
    .await?;
    Ok(())
}

/// Writes what was recorded since it was read; `false` if somebody else wrote meanwhile or it ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn write_review(
    tx: &mut Tx,
    read: &Review,
    document: &str,
    request: Option<&RequestId>,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE review SET document = $3, request = $4 WHERE id = $1 AND document = $2 AND ended IS NULL",
            args![&read.id, &read.document, document, request],
        )
        .await?;
    Ok(rows == 1)
}

/// Ends every open review about a person; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_reviews_of(tx: &mut Tx, person: &PersonId, at: Time) -> Result<u64, Fault> {
    tx.change("UPDATE review SET ended = $2 WHERE person = $1 AND ended IS NULL", args![person, at]).await
}

/// Ends one review.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_review(tx: &mut Tx, id: &ReviewId, at: Time) -> Result<(), Fault> {
    tx.change("UPDATE review SET ended = $2 WHERE id = $1 AND ended IS NULL", args![id, at]).await?;
    Ok(())
}
