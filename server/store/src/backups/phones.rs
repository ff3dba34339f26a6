//! Phones that get codes by text or call, and the codes on their way to them.

use domain::{MethodId, PersonId, Time};

use crate::{Fault, Reads, Row, Tx, args};

/// Writes the number of a new phone method, in E.164.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, method: &MethodId, number: &str) -> Result<(), Fault> {
    tx.change("INSERT INTO phone_number (method, number) VALUES ($1, $2)", args![method, number]).await?;
    Ok(())
}

/// A person's phone methods that are not removed, with their numbers, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn of(on: &mut impl Reads, person: &PersonId) -> Result<Vec<(MethodId, String)>, Fault> {
    on.rows(
        "SELECT p.method AS method, p.number AS number FROM phone_number p JOIN method m ON m.id = p.method \
         WHERE m.person = $1 AND m.removed IS NULL ORDER BY m.added, m.id",
        args![person],
    )
    .await?
    .iter()
    .map(|row| Ok((MethodId::stored(row.text("method")?), row.text("number")?)))
    .collect()
}

/// Removes the number with the method.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn forget(tx: &mut Tx, method: &MethodId) -> Result<(), Fault> {
    tx.note("DELETE FROM phone_number WHERE method = $1", args![method]).await.map(|_| ())
}

/// A code by text or call. Debug shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneCode {
    /// Names it, and the message at the gateway.
    pub id: String,
    /// `session:ID` or `attempt:ID`: only there it is asked for.
    pub bound_to: String,
    /// Whose; none where the name matches nobody.
    pub person: Option<PersonId>,
    /// Of which method; none while the number is being added, or where there is none.
    pub method: Option<MethodId>,
    /// Where to; empty where there is nothing to send to.
    pub number: String,
    /// `text` or `call`.
    pub way: String,
    /// `en` or `de`.
    pub language: String,
    /// The salt of `hash`.
    pub salt: String,
    /// Keyed Argon2id of the six digits.
    pub hash: Vec<u8>,
    /// When it was made.
    pub made: Time,
    /// Works strictly before this.
    pub until: Time,
    /// Wrong tries so far.
    pub tries: u32,
    /// The digits, encrypted, until they were handed to the gateway.
    pub sealed: Option<Vec<u8>>,
    /// Tries to hand it over.
    pub sends: u32,
    /// When the gateway took it.
    pub sent: Option<Time>,
    /// What the last try said, in our words.
    pub trouble: Option<String>,
}

impl std::fmt::Debug for PhoneCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PhoneCode({})", self.id)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, bound_to, person, method, number, way, language, salt, hash, made, until, tries, sealed, sends, \
             sent, trouble FROM phone_code ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<PhoneCode, Fault> {
    let count = |column: &'static str| Ok::<_, Fault>(u32::try_from(row.int(column)?).unwrap_or(u32::MAX));
    Ok(PhoneCode {
        id: row.text("id")?,
        bound_to: row.text("bound_to")?,
        person: row.opt_text("person")?.map(PersonId::stored),
        method: row.opt_text("method")?.map(MethodId::stored),
        number: row.text("number")?,
        way: row.text("way")?,
        language: row.text("language")?,
        salt: row.text("salt")?,
        hash: row.bytes("hash")?,
        made: row.time("made")?,
        until: row.time("until")?,
        tries: count("tries")?,
        sealed: row.opt_bytes("sealed")?,
        sends: count("sends")?,
        sent: row.opt_time("sent")?,
        trouble: row.opt_text("trouble")?,
    })
}

/// Writes a new code after ending the one before it in the same place: only the newest works.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add_code(tx: &mut Tx, code: &PhoneCode) -> Result<(), Fault> {
    tx.note(
        "UPDATE phone_code SET ended = $2, sealed = NULL, next_try = NULL WHERE bound_to = $1 AND ended IS NULL",
        args![&code.bound_to, code.made],
    )
    .await?;
    let next = (!code.number.is_empty()).then_some(code.made);
    tx.note(
        "INSERT INTO phone_code (id, bound_to, person, method, number, way, language, salt, hash, made, until, tries, \
         sealed, next_try, sends) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, 0)",
        args![
            &code.id,
            &code.bound_to,
            &code.person,
            &code.method,
            &code.number,
            &code.way,
            &code.language,
            &code.salt,
            &code.hash,
            code.made,
            code.until,
            &code.sealed,
            next
        ],
    )
    .await?;
    Ok(())
}

/// The newest code of a place that has not ended; its time is the caller's to judge.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn live(on: &mut impl Reads, bound_to: &str) -> Result<Option<PhoneCode>, Fault> {
    on.row(select!("WHERE bound_to = $1 AND ended IS NULL ORDER BY made DESC LIMIT 1"), args![bound_to])
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Takes one of `limit` tries at a code, before it is compared: `false` if none is left. It is one atomic statement, so
/// that simultaneous tries cannot have more than there are.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn take_try(tx: &mut Tx, id: &str, limit: u32) -> Result<bool, Fault> {
    let rows = tx
        .note(
            "UPDATE phone_code SET tries = tries + 1 WHERE id = $1 AND ended IS NULL AND tries < $2",
            args![id, limit],
        )
        .await?;
    Ok(rows == 1)
}

/// Spends a code: `true` for exactly one caller.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn spend(tx: &mut Tx, id: &str) -> Result<bool, Fault> {
    let now = tx.now();
    let rows = tx
        .note(
            "UPDATE phone_code SET ended = $2, sealed = NULL, next_try = NULL \
             WHERE id = $1 AND ended IS NULL AND until > $2",
            args![id, now],
        )
        .await?;
    Ok(rows == 1)
}

/// Whether any code waits for the gateway.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn any_due(on: &mut impl Reads, now: Time) -> Result<bool, Fault> {
    Ok(on.row("SELECT id FROM phone_code WHERE next_try <= $1 LIMIT 1", args![now]).await?.is_some())
}

/// Takes codes that are due for the gateway, so that no other process sends them before `until`.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn take_due(tx: &mut Tx, now: Time, until: Time, limit: u32) -> Result<Vec<PhoneCode>, Fault> {
    let rows = tx
        .note_returning(
            "UPDATE phone_code SET next_try = $2, sends = sends + 1 WHERE id IN \
             (SELECT id FROM phone_code WHERE next_try <= $1 AND ended IS NULL ORDER BY next_try LIMIT $3) \
             RETURNING id, bound_to, person, method, number, way, language, salt, hash, made, until, tries, sealed, \
             sends, sent, trouble",
            args![now, until, limit],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// The gateway took it: the digits are forgotten here.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sent(tx: &mut Tx, id: &str) -> Result<(), Fault> {
    let now = tx.now();
    tx.note(
        "UPDATE phone_code SET sent = $2, next_try = NULL, sealed = NULL, trouble = NULL WHERE id = $1",
        args![id, now],
    )
    .await
    .map(|_| ())
}

/// The gateway did not take it; tried again at `next`, or never.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn failed(tx: &mut Tx, id: &str, trouble: &str, next: Option<Time>) -> Result<(), Fault> {
    tx.note(
        "UPDATE phone_code SET trouble = $2, next_try = $3, sealed = CASE WHEN $4 THEN NULL ELSE sealed END \
         WHERE id = $1",
        args![id, trouble, next, next.is_none()],
    )
    .await
    .map(|_| ())
}

/// Removes codes whose time is over; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sweep(tx: &mut Tx) -> Result<u64, Fault> {
    let now = tx.now();
    tx.note("DELETE FROM phone_code WHERE until <= $1", args![now]).await
}
