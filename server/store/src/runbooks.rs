//! Runbooks: which situation somebody is in, and [`seen`]: what was seen of them meanwhile.

use domain::{
    DeviceId, PersonId, RequestId, RunbookId, Time,
    device::{Ownership, Platform},
    runbook::RunbookKind,
};

use crate::{Fault, Reads, Row, Tx, args};

mod seen;

pub use seen::{Placed, Seen, SeenEnrolment, SeenMethod, SeenRequest, seen_of, seen_of_open};

/// A runbook as stored: never how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRunbook {
    /// Id.
    pub id: RunbookId,
    /// Whose.
    pub person: PersonId,
    /// Which situation.
    pub kind: RunbookKind,
    /// When it began.
    pub begun: Time,
    /// Who began it; none where an approval did.
    pub begun_by: Option<PersonId>,
    /// The request that began it.
    pub request: Option<RequestId>,
    /// The device that goes, if one was named.
    pub old_device: Option<DeviceId>,
    /// What the new device is said to be …
    pub platform: Platform,
    /// … and whose, until it is on record itself.
    pub ownership: Ownership,
    /// Whether at the beginning the person would have got back in by themselves without the old device.
    pub has_backup: bool,
    /// When it ended.
    pub ended: Option<Time>,
    /// Why: `finished`, `stopped`, `request-ended`, `too-old`, `person-left`.
    pub ended_why: Option<String>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, kind, begun, begun_by, request, old_device, platform, ownership, has_backup, ended, \
             ended_why FROM runbook ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<StoredRunbook, Fault> {
    Ok(StoredRunbook {
        id: row.id("id")?,
        person: row.id("person")?,
        kind: row.word("kind", RunbookKind::from_word)?,
        begun: row.time("begun")?,
        begun_by: row.opt_id("begun_by")?,
        request: row.opt_id("request")?,
        old_device: row.opt_id("old_device")?,
        platform: row.word("platform", Platform::from_word)?,
        ownership: row.word("ownership", Ownership::from_word)?,
        has_backup: row.flag("has_backup")?,
        ended: row.opt_time("ended")?,
        ended_why: row.opt_text("ended_why")?,
    })
}

fn all(rows: &[Row]) -> Result<Vec<StoredRunbook>, Fault> {
    rows.iter().map(read).collect()
}

/// By id.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &RunbookId) -> Result<Option<StoredRunbook>, Fault> {
    on.row(select!("WHERE id = $1"), args![id]).await?.as_ref().map(read).transpose()
}

/// A person's runbooks that have not ended, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn open_of(on: &mut impl Reads, person: &PersonId) -> Result<Vec<StoredRunbook>, Fault> {
    all(&on.rows(select!("WHERE person = $1 AND ended IS NULL ORDER BY begun, id"), args![person]).await?)
}

/// Everybody's that have not ended, oldest first, `limit` at most.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn open(on: &mut impl Reads, limit: u32) -> Result<Vec<StoredRunbook>, Fault> {
    all(&on.rows(select!("WHERE ended IS NULL ORDER BY begun, id LIMIT $1"), args![limit]).await?)
}

/// Those that ended last, newest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn ended(on: &mut impl Reads, limit: u32) -> Result<Vec<StoredRunbook>, Fault> {
    all(&on.rows(select!("WHERE ended IS NOT NULL ORDER BY ended DESC, id LIMIT $1"), args![limit]).await?)
}

/// Those of one kind that have not ended, or ended at `since` or later: oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn lately(
    on: &mut impl Reads,
    kind: RunbookKind,
    since: Time,
    limit: u32,
) -> Result<Vec<StoredRunbook>, Fault> {
    all(&on
        .rows(
            select!("WHERE kind = $1 AND (ended IS NULL OR ended >= $2) ORDER BY begun, id LIMIT $3"),
            args![kind.word(), since, limit],
        )
        .await?)
}

/// Begins one.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, runbook: &StoredRunbook) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO runbook (id, person, kind, begun, begun_by, request, old_device, platform, ownership, has_backup) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            &runbook.id,
            &runbook.person,
            runbook.kind.word(),
            runbook.begun,
            &runbook.begun_by,
            &runbook.request,
            &runbook.old_device,
            runbook.platform.word(),
            runbook.ownership.word(),
            runbook.has_backup
        ],
    )
    .await?;
    Ok(())
}

/// Says which device goes, and what the new one is.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_about(
    tx: &mut Tx,
    id: &RunbookId,
    old: Option<&DeviceId>,
    platform: Platform,
    ownership: Ownership,
) -> Result<(), Fault> {
    tx.change(
        "UPDATE runbook SET old_device = $2, platform = $3, ownership = $4 WHERE id = $1 AND ended IS NULL",
        args![id, old.map(DeviceId::as_str), platform.word(), ownership.word()],
    )
    .await?;
    Ok(())
}

/// Ties one to the request that it goes on with; `false` if it has one already or has ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_request(tx: &mut Tx, id: &RunbookId, request: &RequestId) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE runbook SET request = $2 WHERE id = $1 AND ended IS NULL AND request IS NULL",
            args![id, request],
        )
        .await?;
    Ok(rows == 1)
}

/// Ends one; `false` if it had ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end(tx: &mut Tx, id: &RunbookId, at: Time, why: &'static str) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE runbook SET ended = $2, ended_why = $3 WHERE id = $1 AND ended IS NULL",
            args![id, at, why],
        )
        .await?;
    Ok(rows == 1)
}

/// Ends all of a person's; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end_all_of(tx: &mut Tx, person: &PersonId, at: Time, why: &'static str) -> Result<u64, Fault> {
    tx.change(
        "UPDATE runbook SET ended = $2, ended_why = $3 WHERE person = $1 AND ended IS NULL",
        args![person, at, why],
    )
    .await
}
