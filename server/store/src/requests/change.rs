//! Changes of requests. What decides a race says whether it did.

use domain::{DeviceId, PersonId, RequestId, Time, person::Role, request::RequestState};

use super::Request;
use crate::{Fault, Tx, args};

/// Writes a new request: the same row for every name. No change that needs an entry of its own beyond the ask's.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, request: &Request, secret_hash: &[u8]) -> Result<(), Fault> {
    let json = state_json(&request.state)?;
    tx.change(
        "INSERT INTO request (id, secret_hash, name_hash, person, matched, what, asked, network, browser, language, \
         spoken, raised_by, state, state_json, due, device_picked, passes_made, wrong_codes, drill, evidence) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, FALSE, 0, 0, $16, $17)",
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
            request.drill,
            &request.evidence
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
             approved = CASE WHEN $3 = 'approved' THEN COALESCE(approved, $7) ELSE approved END WHERE id = $1 AND state_json = $2",
            args![
                id,
                state_json(from)?,
                to.word(),
                state_json(to)?,
                to.deadline(),
                ended,
                now
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

/// Notes the picked devices (empty: "none of these"), and the evidence rule that was met.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_decided(
    tx: &mut Tx,
    id: &RequestId,
    devices: &[DeviceId],
    evidence: &str,
) -> Result<(), Fault> {
    let devices = serde_json::to_string(devices).map_err(|_| Fault::inconsistent("request.device"))?;
    tx.change(
        "UPDATE request SET device = $2, device_picked = TRUE, evidence = $3 WHERE id = $1",
        args![id, devices, evidence],
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
