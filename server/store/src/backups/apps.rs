//! Authenticator apps: their sealed seeds, and the newest code that each accepted.

use domain::{MethodId, PersonId, SessionId, Time};

use crate::{Fault, Reads, Tx, args};

/// An authenticator app's secret part. Debug shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct App {
    /// Which method.
    pub method: MethodId,
    /// The seed, encrypted.
    pub seed: Vec<u8>,
    /// The newest time step whose code was accepted; -1 before the first.
    pub last_step: i64,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "App({})", self.method)
    }
}

/// Writes the seed of a new app.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, app: &App) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO authenticator_app (method, seed, last_step) VALUES ($1, $2, $3)",
        args![&app.method, &app.seed, app.last_step],
    )
    .await?;
    Ok(())
}

/// A person's apps that are not removed, also suspended ones.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn of(on: &mut impl Reads, person: &PersonId) -> Result<Vec<App>, Fault> {
    on.rows(
        "SELECT a.method AS method, a.seed AS seed, a.last_step AS last_step FROM authenticator_app a \
         JOIN method m ON m.id = a.method WHERE m.person = $1 AND m.removed IS NULL ORDER BY a.method",
        args![person],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(App {
            method: MethodId::stored(row.text("method")?),
            seed: row.bytes("seed")?,
            last_step: row.int("last_step")?,
        })
    })
    .collect()
}

/// Accepts the code of a time step, once: the conditional UPDATE decides between two who type the same code. `true` for
/// exactly one of them.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn accept(tx: &mut Tx, method: &MethodId, step: i64) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE authenticator_app SET last_step = $2 WHERE method = $1 AND last_step < $2",
            args![method, step],
        )
        .await?;
    Ok(rows == 1)
}

/// Removes the seed with the method: what is not there cannot leak.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn forget(tx: &mut Tx, method: &MethodId) -> Result<(), Fault> {
    tx.note("DELETE FROM authenticator_app WHERE method = $1", args![method]).await.map(|_| ())
}

/// Keeps the seed that a session is about to add, unless it has one that still lives; nothing is lost on a reload.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn begin(
    tx: &mut Tx,
    session: &SessionId,
    person: &PersonId,
    seed: &[u8],
    until: Time,
) -> Result<(), Fault> {
    let now = tx.now();
    tx.note(
        "INSERT INTO app_begun (session, person, seed, until) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (session) DO UPDATE SET seed = $3, until = $4 WHERE app_begun.until <= $5",
        args![session, person, seed, until, now],
    )
    .await
    .map(|_| ())
}

/// The seed that a session is adding, while it lives.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn begun(on: &mut impl Reads, session: &SessionId, now: Time) -> Result<Option<Vec<u8>>, Fault> {
    on.row("SELECT seed FROM app_begun WHERE session = $1 AND until > $2", args![session, now])
        .await?
        .map(|row| row.bytes("seed"))
        .transpose()
}

/// Takes the seed that a session was adding: `true` for exactly one caller.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn take(tx: &mut Tx, session: &SessionId) -> Result<bool, Fault> {
    Ok(tx.note("DELETE FROM app_begun WHERE session = $1", args![session]).await? == 1)
}

/// Removes seeds that nobody went on with; how many.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sweep(tx: &mut Tx) -> Result<u64, Fault> {
    let now = tx.now();
    tx.note("DELETE FROM app_begun WHERE until <= $1", args![now]).await
}
