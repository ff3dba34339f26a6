//! Decisions on requests.

use domain::{ApprovalId, MethodId, PersonId, RequestId, Time};

use crate::{Fault, Reads, Tx, args};

/// A decision as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Id.
    pub id: ApprovalId,
    /// Of which request.
    pub request: RequestId,
    /// About whom.
    pub person: PersonId,
    /// Whose.
    pub approver: PersonId,
    /// As what: `manager`, `chain`, `it`, `security`.
    pub acted_as: String,
    /// `approved`, `denied`, `reported`, `taken-back`; at the desk also `withdrawn`, `unfrozen`, `found-again`.
    pub decision: String,
    /// When.
    pub at: Time,
    /// Fingerprint of the request's key; empty for a spoken one.
    pub key_fingerprint: String,
    /// Name of the evidence rule.
    pub evidence: String,
    /// What was recorded, JSON.
    pub record: String,
    /// The passkey that proved presence; empty for a denial, which needs none.
    pub method: Option<MethodId>,
}

/// Writes a decision.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add_approval(tx: &mut Tx, approval: &Approval) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO approval (id, request, person, approver, acted_as, decision, at, key_fingerprint, evidence, \
         record, method) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            &approval.id,
            &approval.request,
            &approval.person,
            &approval.approver,
            &approval.acted_as,
            &approval.decision,
            approval.at,
            &approval.key_fingerprint,
            &approval.evidence,
            &approval.record,
            approval.method.as_ref().map_or("", MethodId::as_str)
        ],
    )
    .await?;
    Ok(())
}

/// Decisions on a request, in their order.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn approvals(on: &mut impl Reads, request: &RequestId) -> Result<Vec<Approval>, Fault> {
    on.rows(
        "SELECT id, request, person, approver, acted_as, decision, at, key_fingerprint, evidence, record, method \
         FROM approval WHERE request = $1 ORDER BY at, id",
        args![request],
    )
    .await?
    .iter()
    .map(|row| {
        let method = row.text("method")?;
        Ok(Approval {
            id: ApprovalId::stored(row.text("id")?),
            request: RequestId::stored(row.text("request")?),
            person: PersonId::stored(row.text("person")?),
            approver: PersonId::stored(row.text("approver")?),
            acted_as: row.text("acted_as")?,
            decision: row.text("decision")?,
            at: row.time("at")?,
            key_fingerprint: row.text("key_fingerprint")?,
            evidence: row.text("evidence")?,
            record: row.text("record")?,
            method: if method.is_empty() { None } else { Some(MethodId::stored(method)) },
        })
    })
    .collect()
}

/// When `approver` last approved for `person`, if ever: the look-back of I03 asks it for the reverse pair.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn last_approved(
    on: &mut impl Reads,
    approver: &PersonId,
    person: &PersonId,
) -> Result<Option<Time>, Fault> {
    let row = on
        .row(
            "SELECT MAX(at) AS last FROM approval WHERE approver = $1 AND person = $2 AND decision = 'approved'",
            args![approver, person],
        )
        .await?;
    row.map(|row| row.opt_time("last")).transpose().map(Option::flatten)
}
