//! Recovery codes: one salt a set, a keyed Argon2id each, and when it was used.

use domain::{MethodId, PersonId, RequestId, Time};

use crate::{Fault, Reads, Tx, args};

/// A person's set of recovery codes. Debug shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeSet {
    /// Which method.
    pub method: MethodId,
    /// The salt that a tried code is hashed with.
    pub salt: String,
    /// Those not used yet: place in the set, and hash.
    pub left: Vec<(u32, Vec<u8>)>,
}

impl std::fmt::Debug for CodeSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CodeSet({}, {} left)", self.method, self.left.len())
    }
}

/// Writes a new set.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, set: &CodeSet) -> Result<(), Fault> {
    tx.change("INSERT INTO recovery_code_set (method, salt) VALUES ($1, $2)", args![&set.method, &set.salt])
        .await?;
    for (place, hash) in &set.left {
        tx.change(
            "INSERT INTO recovery_code (method, place, hash) VALUES ($1, $2, $3)",
            args![&set.method, *place, hash],
        )
        .await?;
    }
    Ok(())
}

/// A person's sets that are not removed, newest first. There is at most one that is active.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn of(on: &mut impl Reads, person: &PersonId) -> Result<Vec<CodeSet>, Fault> {
    let sets = on
        .rows(
            "SELECT s.method AS method, s.salt AS salt FROM recovery_code_set s JOIN method m ON m.id = s.method \
             WHERE m.person = $1 AND m.removed IS NULL ORDER BY m.added DESC, s.method",
            args![person],
        )
        .await?;
    let mut out = Vec::with_capacity(sets.len());
    for row in sets {
        let method = MethodId::stored(row.text("method")?);
        let left = left(on, &method).await?;
        out.push(CodeSet { method, salt: row.text("salt")?, left });
    }
    Ok(out)
}

async fn left(on: &mut impl Reads, method: &MethodId) -> Result<Vec<(u32, Vec<u8>)>, Fault> {
    on.rows(
        "SELECT place, hash FROM recovery_code WHERE method = $1 AND used IS NULL ORDER BY place",
        args![method],
    )
    .await?
    .iter()
    .map(|row| Ok((u32::try_from(row.int("place")?).unwrap_or(u32::MAX), row.bytes("hash")?)))
    .collect()
}

/// How many codes of a set are left.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn count_left(on: &mut impl Reads, method: &MethodId) -> Result<u64, Fault> {
    let row = on
        .row("SELECT COUNT(*) AS n FROM recovery_code WHERE method = $1 AND used IS NULL", args![method])
        .await?;
    row.map_or(Ok(0), |row| row.count("n"))
}

/// Spends one code: `true` for exactly one caller.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn spend(tx: &mut Tx, method: &MethodId, place: u32, at: Time) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE recovery_code SET used = $3 WHERE method = $1 AND place = $2 AND used IS NULL",
            args![method, place, at],
        )
        .await?;
    Ok(rows == 1)
}

/// Removes what a removed set kept.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn forget(tx: &mut Tx, method: &MethodId) -> Result<(), Fault> {
    tx.note("DELETE FROM recovery_code WHERE method = $1", args![method]).await?;
    tx.note("DELETE FROM recovery_code_set WHERE method = $1", args![method]).await.map(|_| ())
}

/// A recovery code given along with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Encrypted, until the request is matched.
    pub sealed: Option<Vec<u8>>,
    /// When.
    pub given: Time,
    /// The set and the place in it, once it was found right.
    pub right: Option<(MethodId, u32)>,
}

/// Keeps a code that the asker gives along, in place of one given before.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn give(tx: &mut Tx, request: &RequestId, sealed: &[u8]) -> Result<(), Fault> {
    let now = tx.now();
    tx.note(
        "INSERT INTO request_code (request, sealed, given) VALUES ($1, $2, $3) \
         ON CONFLICT (request) DO UPDATE SET sealed = $2, given = $3, method = NULL, place = NULL",
        args![request, sealed, now],
    )
    .await
    .map(|_| ())
}

/// What the asker gave along with a request.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn given(on: &mut impl Reads, request: &RequestId) -> Result<Option<Given>, Fault> {
    on.row("SELECT sealed, given, method, place FROM request_code WHERE request = $1", args![request])
        .await?
        .map(|row| {
            let method = row.opt_text("method")?.map(MethodId::stored);
            let place = row.opt_int("place")?.and_then(|place| u32::try_from(place).ok());
            Ok(Given {
                sealed: row.opt_bytes("sealed")?,
                given: row.time("given")?,
                right: method.zip(place),
            })
        })
        .transpose()
}

/// Requests that are matched to a person and hold a code that nobody looked at yet.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn unchecked(on: &mut impl Reads, limit: u32) -> Result<Vec<RequestId>, Fault> {
    on.rows(
        "SELECT c.request AS request FROM request_code c JOIN request r ON r.id = c.request \
         WHERE c.sealed IS NOT NULL AND r.matched = TRUE ORDER BY c.given, c.request LIMIT $1",
        args![limit],
    )
    .await?
    .iter()
    .map(|row| Ok(RequestId::stored(row.text("request")?)))
    .collect()
}

/// Writes what a given code turned out to be, and forgets the code itself.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn checked(tx: &mut Tx, request: &RequestId, right: Option<&(MethodId, u32)>) -> Result<(), Fault> {
    let (method, place) = (right.map(|right| &right.0), right.map(|right| i64::from(right.1)));
    tx.note(
        "UPDATE request_code SET sealed = NULL, method = $2, place = $3 WHERE request = $1",
        args![request, method, place],
    )
    .await
    .map(|_| ())
}

/// Forgets codes that were given along with requests which ended before anybody looked at them; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sweep(tx: &mut Tx) -> Result<u64, Fault> {
    let sql = "UPDATE request_code SET sealed = NULL WHERE sealed IS NOT NULL AND EXISTS \
               (SELECT request.id FROM request WHERE request.id = request_code.request AND request.ended IS NOT NULL)";
    tx.note(sql, Vec::new()).await
}
