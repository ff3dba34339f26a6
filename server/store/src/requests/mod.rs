//! Requests, approvals, and approvers' work on them. What is asked for one by one stands here; lists, changes, reviews and
//! decisions each in a file of their own.

use domain::{DeviceId, PersonId, RequestId, Time, person::Role, request::RequestState};

use crate::{Fault, Reads, Row, args};

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

mod approval;
mod change;
mod find;
mod review;

pub use approval::{Approval, add_approval, approvals, last_approved};
pub use change::{add, advance, count_wrong_code, pin, set_decided, set_escalated, set_match, take_key};
pub use find::{due, open_by_name, open_of, since, to_escalate, undecided, undecided_after, unmatched};
pub use review::{
    Review, add_review, end_review, end_reviews_of, open_review, review, reviews_of, write_review,
};

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
    /// The devices that its approvers picked, the last one's first: none if not picked, or picked "none of these".
    pub devices: Vec<DeviceId>,
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

/// The picked devices as stored: a JSON array of ids.
fn devices(stored: Option<&str>) -> Result<Vec<DeviceId>, Fault> {
    let Some(stored) = stored else { return Ok(Vec::new()) };
    serde_json::from_str(stored).map_err(|_| Fault::inconsistent("request.device"))
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
        devices: devices(row.opt_text("device")?.as_deref())?,
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
