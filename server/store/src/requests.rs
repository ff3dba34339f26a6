//! Requests, approvals, and approvers' work on them.

use domain::{
    ApprovalId, DeviceId, MethodId, PersonId, RequestId, ReviewId, Time, person::Role, request::RequestState,
};

use crate::{Fault, Reads, Row, Tx, args};

/// A request as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Id.
    pub id: RequestId,
    /// Keyed hash of the folded name given.
    pub name_hash: Vec<u8>,
    /// The person, once found.
    pub person: Option<PersonId>,
    /// Whether it was looked up yet.
    pub matched: bool,
    /// Word of what happened.
    pub what: String,
    /// When it was asked.
    pub asked: Time,
    /// Network it came from.
    pub network: String,
    /// Browser and system in words.
    pub browser: String,
    /// Language of the asking page.
    pub language: String,
    /// Raised by IT for somebody without a browser.
    pub spoken: bool,
    /// Who raised it.
    pub raised_by: Option<PersonId>,
    /// Public half of the asking browser's key.
    pub public_key: Option<Vec<u8>>,
    /// The server's number for the match code.
    pub key_number: Option<Vec<u8>>,
    /// Where it is in its life.
    pub state: RequestState,
    /// The pinned approver.
    pub approver: Option<PersonId>,
    /// Or the role asked.
    pub approver_role: Option<Role>,
    /// When it was escalated.
    pub escalated: Option<Time>,
    /// The device picked by the approver: none if not picked, or picked "none of these".
    pub device: Option<DeviceId>,
    /// Whether the approver picked (perhaps "none of these").
    pub device_picked: bool,
    /// Wrong match codes so far.
    pub wrong_codes: u32,
    /// Name of the evidence rule met.
    pub evidence: Option<String>,
    /// A drill has no effect (later).
    pub drill: bool,
    /// When it ended.
    pub ended: Option<Time>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name_hash, person, matched, what, asked, network, browser, language, spoken, raised_by, \
             public_key, key_number, state_json, approver, approver_role, escalated, device, device_picked, \
             wrong_codes, evidence, drill, ended FROM request ",
            $rest
        )
    };
}

pub(crate) fn read(row: &Row) -> Result<Request, Fault> {
    let state = serde_json::from_str(&row.text("state_json")?)
        .map_err(|_| Fault::inconsistent("request.state_json"))?;
    let approver_role = match row.opt_text("approver_role")? {
        None => None,
        Some(word) => {
            Some(Role::from_word(&word).ok_or_else(|| Fault::inconsistent("request.approver_role"))?)
        }
    };
    Ok(Request {
        id: RequestId::stored(row.text("id")?),
        name_hash: row.bytes("name_hash")?,
        person: row.opt_text("person")?.map(PersonId::stored),
        matched: row.flag("matched")?,
        what: row.text("what")?,
        asked: row.time("asked")?,
        network: row.text("network")?,
        browser: row.text("browser")?,
        language: row.text("language")?,
        spoken: row.flag("spoken")?,
        raised_by: row.opt_text("raised_by")?.map(PersonId::stored),
        public_key: row.opt_bytes("public_key")?,
        key_number: row.opt_bytes("key_number")?,
        state,
        approver: row.opt_text("approver")?.map(PersonId::stored),
        approver_role,
        escalated: row.opt_time("escalated")?,
        device: row.opt_text("device")?.map(DeviceId::stored),
        device_picked: row.flag("device_picked")?,
        wrong_codes: u32::try_from(row.int("wrong_codes")?).unwrap_or(u32::MAX),
        evidence: row.opt_text("evidence")?,
        drill: row.flag("drill")?,
        ended: row.opt_time("ended")?,
    })
}

fn all(rows: &[Row]) -> Result<Vec<Request>, Fault> {
    rows.iter().map(read).collect()
}

/// By id.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &RequestId) -> Result<Option<Request>, Fault> {
    on.row(select!("WHERE id = $1"), args![id]).await?.as_ref().map(read).transpose()
}

/// By the keyed hash of the asking browser's cookie.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_secret(on: &mut impl Reads, secret_hash: &[u8]) -> Result<Option<Request>, Fault> {
    on.row(select!("WHERE secret_hash = $1"), args![secret_hash]).await?.as_ref().map(read).transpose()
}

/// When a request was first approved, if it ever was; the same read for every request (I08).
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn approved(on: &mut impl Reads, id: &RequestId) -> Result<Option<Time>, Fault> {
    let row = on.row("SELECT approved FROM request WHERE id = $1", args![id]).await?;
    row.map(|row| row.opt_time("approved")).transpose().map(Option::flatten)
}

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

/// Undecided requests with a person: what approvers are asked about. Who may act is the rules' to say.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn undecided(on: &mut impl Reads) -> Result<Vec<Request>, Fault> {
    all(&on
        .rows(
            select!(
                "WHERE ended IS NULL AND person IS NOT NULL AND state IN ('asked', 'half-approved') \
                 ORDER BY asked, id LIMIT 1000"
            ),
            args![],
        )
        .await?)
}

/// Writes a new request: the same row for every name. No change that needs an entry of its own beyond the ask's.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, request: &Request, secret_hash: &[u8]) -> Result<(), Fault> {
    let json = state_json(&request.state)?;
    tx.change(
        "INSERT INTO request (id, secret_hash, name_hash, person, matched, what, asked, network, browser, language, \
         spoken, raised_by, state, state_json, due, device_picked, passes_made, wrong_codes, drill) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, FALSE, 0, 0, $16)",
        args![
            &request.id,
            secret_hash,
            &request.name_hash,
            &request.person,
            request.matched,
            &request.what,
            request.asked,
            &request.network,
            &request.browser,
            &request.language,
            request.spoken,
            &request.raised_by,
            request.state.word(),
            json,
            request.state.deadline(),
            request.drill
        ],
    )
    .await?;
    Ok(())
}

fn state_json(state: &RequestState) -> Result<String, Fault> {
    serde_json::to_string(state).map_err(|_| Fault::inconsistent("request.state"))
}

/// Takes the asking browser's public key, once and never replaced (R2); `false` if there is one already or it ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn take_key(
    tx: &mut Tx,
    id: &RequestId,
    public_key: &[u8],
    number: &[u8],
    at: Time,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE request SET public_key = $2, key_number = $3, key_at = $4 \
             WHERE id = $1 AND public_key IS NULL AND ended IS NULL",
            args![id, public_key, number, at],
        )
        .await?;
    Ok(rows == 1)
}

/// Notes whom the worker found for a name, and who is asked (R3). `false` if it was looked up before.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_match(
    tx: &mut Tx,
    id: &RequestId,
    person: Option<&PersonId>,
    approver: Option<&PersonId>,
    role: Option<Role>,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE request SET matched = TRUE, person = $2, approver = $3, approver_role = $4 \
             WHERE id = $1 AND NOT matched",
            args![id, person, approver, role.map(Role::word)],
        )
        .await?;
    Ok(rows == 1)
}

/// Moves a request from the state that was read to another; `false` if somebody else moved it meanwhile. `ended` is set
/// when the new state is an end.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn advance(
    tx: &mut Tx,
    id: &RequestId,
    from: &RequestState,
    to: &RequestState,
    now: Time,
) -> Result<bool, Fault> {
    let ended = if to.is_ended() { Some(now) } else { None };
    let rows = tx
        .change(
            "UPDATE request SET state = $3, state_json = $4, due = $5, ended = $6, \
             approved = CASE WHEN $3 = 'approved' THEN COALESCE(approved, $7) ELSE approved END, \
             enrolled_method = COALESCE($8, enrolled_method) WHERE id = $1 AND state_json = $2",
            args![
                id,
                state_json(from)?,
                to.word(),
                state_json(to)?,
                to.deadline(),
                ended,
                now,
                to.new_method()
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Pins another approver or role.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn pin(
    tx: &mut Tx,
    id: &RequestId,
    approver: Option<&PersonId>,
    role: Option<Role>,
) -> Result<(), Fault> {
    tx.change(
        "UPDATE request SET approver = $2, approver_role = $3 WHERE id = $1",
        args![id, approver, role.map(Role::word)],
    )
    .await?;
    Ok(())
}

/// Notes that it was escalated; `false` if it was already.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_escalated(tx: &mut Tx, id: &RequestId, at: Time) -> Result<bool, Fault> {
    let rows = tx
        .change("UPDATE request SET escalated = $2 WHERE id = $1 AND escalated IS NULL", args![id, at])
        .await?;
    Ok(rows == 1)
}

/// Notes the picked device (`None`: "none of these"), and the evidence rule that was met.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_decided(
    tx: &mut Tx,
    id: &RequestId,
    device: Option<&DeviceId>,
    evidence: &str,
) -> Result<(), Fault> {
    tx.change(
        "UPDATE request SET device = $2, device_picked = TRUE, evidence = $3 WHERE id = $1",
        args![id, device, evidence],
    )
    .await?;
    Ok(())
}

/// Counts a wrong match code; how many there are now.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn count_wrong_code(tx: &mut Tx, id: &RequestId) -> Result<u32, Fault> {
    tx.change("UPDATE request SET wrong_codes = wrong_codes + 1 WHERE id = $1", args![id]).await?;
    let row = tx.row("SELECT wrong_codes FROM request WHERE id = $1", args![id]).await?;
    let count = row.map(|row| row.int("wrong_codes")).transpose()?.unwrap_or_default();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

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

/// Ends reviews: this one, or all of a person.
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
    /// `approved`, `denied`, `reported`.
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
