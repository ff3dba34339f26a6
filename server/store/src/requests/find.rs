//! Lists of requests: of a name, of a person, of what waits.

use domain::{PersonId, RequestId, Time};

use super::{Request, all};
use crate::{Fault, Reads, args};

/// Requests for one name that have not ended, oldest first: whether or not it is anybody's (R2).
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn open_by_name(on: &mut impl Reads, name_hash: &[u8]) -> Result<Vec<Request>, Fault> {
    all(&on
        .rows(select!("WHERE name_hash = $1 AND ended IS NULL ORDER BY asked, id"), args![name_hash])
        .await?)
}

/// A person's requests that have not ended, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn open_of(on: &mut impl Reads, person: &PersonId) -> Result<Vec<Request>, Fault> {
    all(&on.rows(select!("WHERE person = $1 AND ended IS NULL ORDER BY asked, id"), args![person]).await?)
}

/// A person's requests asked since a time, newest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn since(on: &mut impl Reads, person: &PersonId, since: Time) -> Result<Vec<Request>, Fault> {
    all(&on
        .rows(select!("WHERE person = $1 AND asked >= $2 ORDER BY asked DESC, id"), args![person, since])
        .await?)
}

/// Requests with a key that were not looked up yet, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn unmatched(on: &mut impl Reads, limit: u32) -> Result<Vec<Request>, Fault> {
    all(&on
        .rows(
            select!(
                "WHERE NOT matched AND ended IS NULL AND public_key IS NOT NULL ORDER BY asked, id LIMIT $1"
            ),
            args![limit],
        )
        .await?)
}

/// Requests whose deadline has come, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn due(on: &mut impl Reads, now: Time, limit: u32) -> Result<Vec<Request>, Fault> {
    all(&on.rows(select!("WHERE due <= $1 ORDER BY due, id LIMIT $2"), args![now, limit]).await?)
}

/// Undecided requests asked before a time that were not escalated yet.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn to_escalate(on: &mut impl Reads, asked_before: Time, limit: u32) -> Result<Vec<Request>, Fault> {
    all(&on
        .rows(
            select!(
                "WHERE ended IS NULL AND escalated IS NULL AND matched AND person IS NOT NULL \
                 AND state IN ('asked', 'half-approved') AND asked <= $1 ORDER BY asked, id LIMIT $2"
            ),
            args![asked_before, limit],
        )
        .await?)
}

/// Requests read in one go by [`undecided`].
const PAGE: u32 = 500;

/// Undecided requests with a person, oldest first, `limit` at most, strictly after `after`: what approvers are asked about.
/// Who may act is the rules' to say.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn undecided_after(
    on: &mut impl Reads,
    after: Option<&(Time, RequestId)>,
    limit: u32,
) -> Result<Vec<Request>, Fault> {
    let (asked, id) = after.map_or((Time(i64::MIN), ""), |(asked, id)| (*asked, id.as_str()));
    all(&on
        .rows(
            select!(
                "WHERE ended IS NULL AND person IS NOT NULL AND state IN ('asked', 'half-approved') \
                 AND (asked > $1 OR (asked = $1 AND id > $2)) ORDER BY asked, id LIMIT $3"
            ),
            args![asked, id, limit],
        )
        .await?)
}

/// Every undecided request with a person, oldest first, however many there are. It is read page by page, so outside a job
/// one that is decided meanwhile may still be among them.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn undecided(on: &mut impl Reads) -> Result<Vec<Request>, Fault> {
    let mut requests: Vec<Request> = Vec::new();
    loop {
        let after = requests.last().map(|request| (request.asked, request.id.clone()));
        let page = undecided_after(on, after.as_ref(), PAGE).await?;
        let last = u32::try_from(page.len()).unwrap_or(u32::MAX) < PAGE;
        requests.extend(page);
        if last {
            return Ok(requests);
        }
    }
}
