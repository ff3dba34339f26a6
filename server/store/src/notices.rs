//! Notices and stop codes: written with the change they tell of, sent afterwards, retried with back-off.

use domain::{ContactId, NoticeId, PassId, PersonId, RequestId, Time, request::RequestState};

use crate::{Fault, Reads, Row, Tx, args};

/// A notice as stored. `Debug` shows neither address nor arguments.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    /// Id.
    pub id: NoticeId,
    /// To whom.
    pub person: Option<PersonId>,
    /// The address on record it goes to.
    pub contact: ContactId,
    /// The address itself.
    pub address: String,
    /// Two-letter language.
    pub language: String,
    /// Key of the language files without `notice-` and `-subject`/`-body`.
    pub template: String,
    /// Arguments, JSON object of texts; never a secret.
    pub arguments: String,
    /// About which request.
    pub request: Option<RequestId>,
    /// About which pass, where it is about no request.
    pub pass: Option<PassId>,
    /// When it was written.
    pub made: Time,
    /// How often sending was tried.
    pub tries: u32,
    /// When it was sent.
    pub sent: Option<Time>,
    /// What the last failed try said, or why it was given up.
    pub trouble: Option<String>,
}

impl std::fmt::Debug for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Notice({}, {})", self.id, self.template)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, contact, address, language, template, arguments, request, pass, made, tries, sent, trouble \
             FROM notice ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Notice, Fault> {
    Ok(Notice {
        id: NoticeId::stored(row.text("id")?),
        person: row.opt_text("person")?.map(PersonId::stored),
        contact: ContactId::stored(row.text("contact")?),
        address: row.text("address")?,
        language: row.text("language")?,
        template: row.text("template")?,
        arguments: row.text("arguments")?,
        request: row.opt_text("request")?.map(RequestId::stored),
        pass: row.opt_text("pass")?.map(PassId::stored),
        made: row.time("made")?,
        tries: u32::try_from(row.int("tries")?).unwrap_or(u32::MAX),
        sent: row.opt_time("sent")?,
        trouble: row.opt_text("trouble")?,
    })
}

/// Writes a notice; it is due at once. Part of a change that has an entry of its own.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, notice: &Notice) -> Result<(), Fault> {
    tx.note(
        "INSERT INTO notice (id, person, contact, address, language, template, arguments, request, pass, made, \
         next_try, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 0)",
        args![
            &notice.id,
            &notice.person,
            &notice.contact,
            &notice.address,
            &notice.language,
            &notice.template,
            &notice.arguments,
            &notice.request,
            &notice.pass,
            notice.made
        ],
    )
    .await?;
    Ok(())
}

/// Takes notices that are due for sending and puts their next try off until `lease`, so that no other process takes
/// them meanwhile.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn take_due(tx: &mut Tx, now: Time, lease: Time, limit: u32) -> Result<Vec<Notice>, Fault> {
    let rows =
        tx.rows(select!("WHERE next_try <= $1 ORDER BY next_try, id LIMIT $2"), args![now, limit]).await?;
    let mut taken = Vec::with_capacity(rows.len());
    for row in &rows {
        let notice = read(row)?;
        let mine = tx
            .note(
                "UPDATE notice SET next_try = $2, tries = tries + 1 WHERE id = $1 AND next_try <= $3",
                args![&notice.id, lease, now],
            )
            .await?;
        if mine == 1 {
            taken.push(notice);
        }
    }
    Ok(taken)
}

/// Notes that a notice was sent.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sent(tx: &mut Tx, id: &NoticeId, at: Time) -> Result<(), Fault> {
    tx.note("UPDATE notice SET sent = $2, next_try = NULL, trouble = NULL WHERE id = $1", args![id, at])
        .await?;
    Ok(())
}

/// Notes that sending failed; without a next try it is given up and shown to IT.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn failed(tx: &mut Tx, id: &NoticeId, trouble: &str, next_try: Option<Time>) -> Result<(), Fault> {
    tx.note("UPDATE notice SET trouble = $2, next_try = $3 WHERE id = $1", args![id, trouble, next_try])
        .await?;
    Ok(())
}

/// Whether a person was told something since a time (R2: at most one notice an hour for repeated asks).
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn told_since(
    on: &mut impl Reads,
    person: &PersonId,
    template: &str,
    since: Time,
) -> Result<bool, Fault> {
    let row = on
        .row(
            "SELECT id FROM notice WHERE person = $1 AND template = $2 AND made > $3 LIMIT 1",
            args![person, template, since],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether somebody was told something about requests of one person since a time: an approver is asked about each person
/// anew, but not about each of their asks.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn told_about_since(
    on: &mut impl Reads,
    recipient: &PersonId,
    template: &str,
    about: &PersonId,
    since: Time,
) -> Result<bool, Fault> {
    let row = on
        .row(
            "SELECT notice.id FROM notice JOIN request ON notice.request = request.id \
             WHERE notice.person = $1 AND notice.template = $2 AND notice.made > $4 AND request.person = $3 LIMIT 1",
            args![recipient, template, about, since],
        )
        .await?;
    Ok(row.is_some())
}

/// How far the telling of something has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Addresses that were to be told.
    pub all: u64,
    /// Of these, told.
    pub sent: u64,
    /// Of these, still waiting to be sent; the rest was given up.
    pub waiting: u64,
}

impl Telling {
    /// Whether whoever is waited for was told: nothing is on its way any more, and it reached an address. One that cannot be
    /// reached holds nobody up, but where none could be nobody was told. Where there was no address there is nobody to wait
    /// for.
    pub const fn is_done(self) -> bool {
        self.waiting == 0 && (self.sent > 0 || self.all == 0)
    }
}

fn telling(row: Option<&Row>) -> Result<Telling, Fault> {
    let row = row.ok_or_else(|| Fault::inconsistent("notice: no count"))?;
    Ok(Telling { all: row.count("n")?, sent: row.count("sent")?, waiting: row.count("waiting")? })
}

/// How far the telling of a request has come.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn telling_of_request(
    on: &mut impl Reads,
    request: &RequestId,
    template: &str,
) -> Result<Telling, Fault> {
    let row = on
        .row(
            "SELECT COUNT(*) AS n, COUNT(sent) AS sent, COUNT(next_try) AS waiting FROM notice \
             WHERE request = $1 AND template = $2",
            args![request, template],
        )
        .await?;
    telling(row.as_ref())
}

/// How far the telling of a pass has come.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn telling_of_pass(on: &mut impl Reads, pass: &PassId, template: &str) -> Result<Telling, Fault> {
    let row = on
        .row(
            "SELECT COUNT(*) AS n, COUNT(sent) AS sent, COUNT(next_try) AS waiting FROM notice \
             WHERE pass = $1 AND template = $2",
            args![pass, template],
        )
        .await?;
    telling(row.as_ref())
}

/// Approved requests whose `security` has still to be told, as the state says, and of which no such notice waits any
/// more: everybody was told, or cannot be.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn untold_requests(on: &mut impl Reads, template: &str) -> Result<Vec<RequestId>, Fault> {
    let rows = on
        .rows(
            "SELECT id, state_json FROM request WHERE state = 'approved' AND ended IS NULL \
             AND NOT EXISTS (SELECT notice.id FROM notice WHERE notice.request = request.id \
             AND notice.template = $1 AND notice.next_try IS NOT NULL) ORDER BY asked, id",
            args![template],
        )
        .await?;
    let mut untold = Vec::new();
    for row in &rows {
        let state = serde_json::from_str(&row.text("state_json")?)
            .map_err(|_| Fault::inconsistent("request.state_json"))?;
        if matches!(state, RequestState::Approved(facts) if facts.untold) {
            untold.push(RequestId::stored(row.text("id")?));
        }
    }
    Ok(untold)
}

/// Whether any notice is due: asked before a transaction is begun for it.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn any_due(on: &mut impl Reads, now: Time) -> Result<bool, Fault> {
    Ok(on.row("SELECT id FROM notice WHERE next_try <= $1 LIMIT 1", args![now]).await?.is_some())
}

/// The newest notices, for the demo's page.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn newest(on: &mut impl Reads, limit: u32) -> Result<Vec<Notice>, Fault> {
    on.rows(select!("ORDER BY made DESC, id LIMIT $1"), args![limit]).await?.iter().map(read).collect()
}

/// How many notices were given up.
///
/// # Errors
/// [`Fault`] if they cannot be counted.
pub async fn given_up(on: &mut impl Reads) -> Result<u32, Fault> {
    let row =
        on.row("SELECT COUNT(*) AS n FROM notice WHERE sent IS NULL AND next_try IS NULL", args![]).await?;
    let n = row.map(|row| row.int("n")).transpose()?.unwrap_or_default();
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Keeps the keyed hash of a stop code; the same code again is nothing new.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add_stop_code(
    tx: &mut Tx,
    hash: &[u8],
    request: &RequestId,
    contact: &ContactId,
    made: Time,
) -> Result<(), Fault> {
    tx.note(
        "INSERT INTO stop_code (hash, request, contact, made) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        args![hash, request, contact, made],
    )
    .await?;
    Ok(())
}

/// The request and address that a stop code names.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn stop_code(on: &mut impl Reads, hash: &[u8]) -> Result<Option<(RequestId, ContactId)>, Fault> {
    let row = on.row("SELECT request, contact FROM stop_code WHERE hash = $1", args![hash]).await?;
    row.map(|row| Ok((RequestId::stored(row.text("request")?), ContactId::stored(row.text("contact")?))))
        .transpose()
}
