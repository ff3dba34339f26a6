//! Rehearsals: rows of their own, which no request and no approval refers to.

use domain::{DeviceId, DrillId, PersonId, Time, drill, drill::Drill, person::Role};

use crate::{Fault, Reads, Row, Tx, args};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT drill.id AS id, drill.person AS person, begun, state, ended, outcome, device, network, browser, asked, \
             public_key, key_number, approver, approver_role, reviewer, document, wrong_codes, evidence, missing FROM drill ",
            $rest
        )
    };
}

/// A drill as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDrill {
    /// Id.
    pub id: DrillId,
    /// Who rehearses.
    pub person: PersonId,
    /// When it was begun.
    pub begun: Time,
    /// How far it got; [`Drill::settled`] adds what time decides.
    pub state: Drill,
    /// How it came out: the service's word; empty while it goes on.
    pub outcome: String,
    /// The device that is said to be gone; `None` for something that is not on record.
    pub device: Option<DeviceId>,
    /// The network it was begun from, shortened.
    pub network: String,
    /// The browser it was begun in, in words.
    pub browser: String,
    /// When the person went on to asking.
    pub asked: Option<Time>,
    /// Public half of the key of the browser that practises.
    pub public_key: Option<Vec<u8>>,
    /// The number that was added on receipt.
    pub key_number: Option<Vec<u8>>,
    /// The pinned approver.
    pub approver: Option<PersonId>,
    /// The role asked instead.
    pub approver_role: Option<Role>,
    /// Who took it up.
    pub reviewer: Option<PersonId>,
    /// What they recorded: JSON of the service's own document.
    pub document: String,
    /// Wrong codes so far.
    pub wrong_codes: u32,
    /// The evidence rule that was met; empty if none was, or nobody decided.
    pub evidence: String,
    /// What was missing; empty if nothing was, or nobody decided.
    pub missing: String,
}

impl StoredDrill {
    /// A drill that begins now.
    pub fn begin(id: DrillId, person: PersonId, device: Option<DeviceId>, begun: Time) -> Self {
        Self {
            id,
            person,
            begun,
            state: Drill::Begun { at: begun },
            outcome: String::new(),
            device,
            network: String::new(),
            browser: String::new(),
            asked: None,
            public_key: None,
            key_number: None,
            approver: None,
            approver_role: None,
            reviewer: None,
            document: String::new(),
            wrong_codes: 0,
            evidence: String::new(),
            missing: String::new(),
        }
    }
}

fn read(row: &Row) -> Result<StoredDrill, Fault> {
    let (begun, ended) = (row.time("begun")?, row.opt_time("ended")?);
    Ok(StoredDrill {
        id: row.id("id")?,
        person: row.id("person")?,
        begun,
        state: row.word("state", |word| Drill::from_word(word, ended.unwrap_or(begun)))?,
        outcome: row.text("outcome")?,
        device: row.opt_id("device")?,
        network: row.text("network")?,
        browser: row.text("browser")?,
        asked: row.opt_time("asked")?,
        public_key: row.opt_bytes("public_key")?,
        key_number: row.opt_bytes("key_number")?,
        approver: row.opt_id("approver")?,
        approver_role: row
            .opt_text("approver_role")?
            .map(|word| Role::from_word(&word).ok_or_else(|| Fault::inconsistent("drill.approver_role")))
            .transpose()?,
        reviewer: row.opt_id("reviewer")?,
        document: row.text("document")?,
        wrong_codes: u32::try_from(row.int("wrong_codes")?).unwrap_or(u32::MAX),
        evidence: row.text("evidence")?,
        missing: row.text("missing")?,
    })
}

/// A drill by id.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &DrillId) -> Result<Option<StoredDrill>, Fault> {
    on.row(select!("WHERE id = $1"), args![id]).await?.as_ref().map(read).transpose()
}

/// The newest drill of a person, over or not.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn last_of(on: &mut impl Reads, person: &PersonId) -> Result<Option<StoredDrill>, Fault> {
    let sql = select!("WHERE person = $1 ORDER BY begun DESC, id DESC LIMIT 1");
    on.row(sql, args![person]).await?.as_ref().map(read).transpose()
}

/// The open drill of a person.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn open_of(on: &mut impl Reads, person: &PersonId) -> Result<Option<StoredDrill>, Fault> {
    let sql = select!("WHERE person = $1 AND ended IS NULL");
    on.row(sql, args![person]).await?.as_ref().map(read).transpose()
}

/// When a person last rehearsed to an end that counts.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn practised(on: &mut impl Reads, person: &PersonId) -> Result<Option<Time>, Fault> {
    let sql = "SELECT MAX(ended) AS done FROM drill WHERE person = $1 AND state IN ('decided', 'proved')";
    on.row(sql, args![person]).await?.map_or(Ok(None), |row| row.opt_time("done"))
}

/// Drills with a key that wait for a decision, the oldest first: those for which `approver` is pinned, or all of them.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn waiting(
    on: &mut impl Reads,
    approver: Option<&PersonId>,
    most: u32,
) -> Result<Vec<StoredDrill>, Fault> {
    let rows = match approver {
        Some(approver) => {
            let sql = select!(
                "WHERE ended IS NULL AND public_key IS NOT NULL AND approver = $1 ORDER BY begun, id LIMIT $2"
            );
            on.rows(sql, args![approver, most]).await?
        }
        None => {
            let sql = select!("WHERE ended IS NULL AND public_key IS NOT NULL ORDER BY begun, id LIMIT $1");
            on.rows(sql, args![most]).await?
        }
    };
    rows.iter().map(read).collect()
}

/// Open drills whose time is over, or whose person left or was disabled.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn due(on: &mut impl Reads, now: Time, most: u32) -> Result<Vec<DrillId>, Fault> {
    let sql = "SELECT drill.id AS id FROM drill JOIN person ON person.id = drill.person WHERE drill.ended IS NULL \
               AND (drill.begun <= $1 OR NOT person.active OR person.left_at IS NOT NULL) \
               ORDER BY drill.begun, drill.id LIMIT $2";
    on.rows(sql, args![now - drill::LIFE, most]).await?.iter().map(|row| row.id("id")).collect()
}

/// Begins a drill; `false` if the person has an open one.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, drill: &StoredDrill) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "INSERT INTO drill (id, person, begun, state, ended, outcome, device, network, browser, asked, document, \
             wrong_codes, evidence, missing) \
             VALUES ($1, $2, $3, 'begun', NULL, '', $4, $5, $6, $7, $8, 0, '', '') ON CONFLICT DO NOTHING",
            args![
                &drill.id,
                &drill.person,
                drill.begun,
                &drill.device,
                &drill.network,
                &drill.browser,
                drill.asked,
                &drill.document
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// The person goes on to asking; `false` if they did before, or it is over.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn ask(tx: &mut Tx, id: &DrillId, at: Time) -> Result<bool, Fault> {
    let sql = "UPDATE drill SET asked = $2 WHERE id = $1 AND asked IS NULL AND ended IS NULL";
    Ok(tx.change(sql, args![id, at]).await? == 1)
}

/// Takes the key, once, and pins who is asked; `false` if there is one or it is over.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn take_key(
    tx: &mut Tx,
    id: &DrillId,
    (key, number): (&[u8], &[u8]),
    approver: Option<&PersonId>,
    role: Option<Role>,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE drill SET public_key = $2, key_number = $3, approver = $4, approver_role = $5 \
             WHERE id = $1 AND public_key IS NULL AND asked IS NOT NULL AND ended IS NULL",
            args![id, key, number, approver.cloned(), role.map(|role| role.word().to_owned())],
        )
        .await?;
    Ok(rows == 1)
}

/// Writes what was recorded since it was read; `false` if somebody else wrote meanwhile or it is over.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn record(
    tx: &mut Tx,
    read: &StoredDrill,
    reviewer: &PersonId,
    document: &str,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE drill SET reviewer = $3, document = $4 WHERE id = $1 AND document = $2 AND ended IS NULL",
            args![&read.id, &read.document, reviewer, document],
        )
        .await?;
    Ok(rows == 1)
}

/// Counts a wrong code.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn count_wrong_code(tx: &mut Tx, id: &DrillId) -> Result<(), Fault> {
    let sql = "UPDATE drill SET wrong_codes = wrong_codes + 1 WHERE id = $1 AND ended IS NULL";
    tx.change(sql, args![id]).await.map(|_| ())
}

/// How a drill came out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CameOut {
    /// The service's word.
    pub outcome: String,
    /// The evidence rule that was met, if one was.
    pub evidence: String,
    /// What was missing, if something was.
    pub missing: String,
}

/// Ends a drill; `false` if it was over.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn end(tx: &mut Tx, id: &DrillId, to: Drill, came_out: &CameOut) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE drill SET state = $2, ended = $3, outcome = $4, evidence = $5, missing = $6 \
             WHERE id = $1 AND ended IS NULL",
            args![id, to.word(), to.over_at(), &came_out.outcome, &came_out.evidence, &came_out.missing],
        )
        .await?;
    Ok(rows == 1)
}

/// When somebody was last reminded to rehearse.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn reminded(on: &mut impl Reads, person: &PersonId) -> Result<Option<Time>, Fault> {
    let row = on.row("SELECT at FROM drill_reminder WHERE person = $1", args![person]).await?;
    row.map(|row| row.time("at")).transpose()
}

/// People for whom a reminder may be due.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn to_remind(on: &mut impl Reads, now: Time, most: u32) -> Result<Vec<PersonId>, Fault> {
    let sql = "SELECT person FROM readiness WHERE next_drill <= $1 ORDER BY next_drill, person LIMIT $2";
    on.rows(sql, args![now, most]).await?.iter().map(|row| row.id("person")).collect()
}

/// Notes that somebody was reminded.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn note_reminded(tx: &mut Tx, person: &PersonId, at: Time) -> Result<(), Fault> {
    tx.note(
        "INSERT INTO drill_reminder (person, at) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET at = $2",
        args![person, at],
    )
    .await
    .map(|_| ())
}

/// Notes when to look for the next reminder.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn look_at(tx: &mut Tx, person: &PersonId, next: Option<Time>) -> Result<(), Fault> {
    tx.note("UPDATE readiness SET next_drill = $2 WHERE person = $1", args![person, next]).await.map(|_| ())
}
