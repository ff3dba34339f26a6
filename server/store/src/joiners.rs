//! People who are about to start, and spoken passes that somebody reads out.

use domain::{PersonId, RequestId, Time};

use crate::{Fault, Reads, args};

/// Somebody who could be prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starting {
    /// Who.
    pub id: PersonId,
    /// Display name.
    pub name: String,
    /// User name.
    pub user_name: String,
    /// First working day.
    pub starts: Time,
}

/// Enabled people whose first day is within these times, who never had a method and for whom no first runbook goes on;
/// by first day. `pattern` is a `LIKE` pattern over folded names with `!` as its escape, or empty for everybody.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn starting(
    on: &mut impl Reads,
    (from, to): (Time, Time),
    pattern: &str,
    limit: u32,
) -> Result<Vec<Starting>, Fault> {
    on.rows(
        "SELECT id, name, user_name, starts_on FROM person WHERE active AND left_at IS NULL AND NOT emergency \
         AND starts_on >= $1 AND starts_on <= $2 AND NOT EXISTS (SELECT method.id FROM method WHERE \
         method.person = person.id) AND NOT EXISTS (SELECT runbook.id FROM runbook WHERE runbook.person = person.id \
         AND runbook.kind = 'first-device' AND runbook.ended IS NULL) AND (CAST($3 AS TEXT) = '' OR \
         name_key LIKE $3 ESCAPE '!' OR user_key LIKE $3 ESCAPE '!') ORDER BY starts_on, name_key, id LIMIT $4",
        args![from, to, pattern, limit],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Starting {
            id: row.id("id")?,
            name: row.text("name")?,
            user_name: row.text("user_name")?,
            starts: row.time("starts_on")?,
        })
    })
    .collect()
}

/// Approved requests with a spoken pass that this approver was one of two for: the request and whose it is.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn spoken_by(
    on: &mut impl Reads,
    approver: &PersonId,
) -> Result<Vec<(RequestId, PersonId)>, Fault> {
    on.rows(
        "SELECT id, person FROM request WHERE ended IS NULL AND spoken AND state = 'approved' AND person IS NOT NULL \
         AND id IN (SELECT request FROM approval WHERE approver = $1 AND decision = 'approved') ORDER BY asked, id",
        args![approver],
    )
    .await?
    .iter()
    .map(|row| Ok((row.id("id")?, row.id("person")?)))
    .collect()
}
