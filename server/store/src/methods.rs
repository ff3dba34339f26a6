//! Methods: what people sign in with.

use domain::{
    MethodId, PersonId, RequestId, Time,
    aaguid::Aaguid,
    method::{Home, MethodFacts, MethodKind, MethodOrigin, MethodState},
};

use crate::{Fault, Reads, Row, Tx, args};

/// A method as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Method {
    /// Id.
    pub id: MethodId,
    /// Whose.
    pub person: PersonId,
    /// Kind.
    pub kind: MethodKind,
    /// State.
    pub state: MethodState,
    /// The owner's name for it.
    pub name: String,
    /// Where it lives; none until its owner said.
    pub home: Option<Home>,
    /// Where it came from.
    pub origin: MethodOrigin,
    /// How it was vetted: the name of an evidence rule, `first-day`, or `fresh-proof`.
    pub vetted: String,
    /// For passkeys and security keys: the public part as the library stores it, JSON.
    pub credential: Option<String>,
    /// Its identifier at the authenticator.
    pub credential_id: Option<Vec<u8>>,
    /// What model of authenticator it says it is on: a hint for words.
    pub aaguid: Option<Aaguid>,
    /// Synced with an account (backup flag).
    pub synced: bool,
    /// When it was added.
    pub added: Time,
    /// When it last worked.
    pub last_worked: Option<Time>,
    /// The request that suspended it.
    pub suspended_by: Option<RequestId>,
}

impl std::fmt::Debug for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Method({}, {}, {})", self.id, self.kind.word(), self.state.word())
    }
}

impl Method {
    /// What the rules need to know of it.
    pub fn facts(&self) -> MethodFacts {
        MethodFacts {
            id: self.id.clone(),
            kind: self.kind,
            state: self.state,
            // A security key is its own thing until its owner says otherwise; a passkey may be anywhere.
            home: self.home.clone().unwrap_or(match self.kind {
                MethodKind::SecurityKey => Home::Itself,
                _ => Home::Unknown,
            }),
            added: self.added,
            last_worked: self.last_worked,
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, kind, state, name, home, origin, vetted, credential, credential_id, aaguid, synced, \
             added, last_worked, suspended_by FROM method ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Method, Fault> {
    let home = row.text("home")?;
    Ok(Method {
        id: MethodId::stored(row.text("id")?),
        person: PersonId::stored(row.text("person")?),
        kind: MethodKind::from_word(&row.text("kind")?).ok_or_else(|| Fault::inconsistent("method.kind"))?,
        state: MethodState::from_word(&row.text("state")?)
            .ok_or_else(|| Fault::inconsistent("method.state"))?,
        name: row.text("name")?,
        home: if home.is_empty() {
            None
        } else {
            Some(serde_json::from_str(&home).map_err(|_| Fault::inconsistent("method.home"))?)
        },
        origin: MethodOrigin::from_word(&row.text("origin")?)
            .ok_or_else(|| Fault::inconsistent("method.origin"))?,
        vetted: row.text("vetted")?,
        credential: row.opt_text("credential")?,
        credential_id: row.opt_bytes("credential_id")?,
        aaguid: row.opt_text("aaguid")?.as_deref().and_then(Aaguid::parse),
        synced: row.flag("synced")?,
        added: row.time("added")?,
        last_worked: row.opt_time("last_worked")?,
        suspended_by: row.opt_text("suspended_by")?.map(RequestId::stored),
    })
}

/// A person's methods that are not removed, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn of(on: &mut impl Reads, person: &PersonId) -> Result<Vec<Method>, Fault> {
    on.rows(select!("WHERE person = $1 AND removed IS NULL ORDER BY added, id"), args![person])
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Whether the person ever had a method, also one since removed (R9).
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn ever(on: &mut impl Reads, person: &PersonId) -> Result<bool, Fault> {
    Ok(on.row("SELECT id FROM method WHERE person = $1 LIMIT 1", args![person]).await?.is_some())
}

/// By id, also one that was removed.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &MethodId) -> Result<Option<Method>, Fault> {
    on.row(select!("WHERE id = $1"), args![id]).await?.as_ref().map(read).transpose()
}

/// By the authenticator's identifier; removed ones are not found.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_credential(on: &mut impl Reads, credential_id: &[u8]) -> Result<Option<Method>, Fault> {
    on.row(select!("WHERE credential_id = $1 AND removed IS NULL"), args![credential_id])
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Methods that a request suspended and that are still suspended.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn suspended_by(on: &mut impl Reads, request: &RequestId) -> Result<Vec<Method>, Fault> {
    on.rows(
        select!("WHERE suspended_by = $1 AND state = 'suspended' AND removed IS NULL ORDER BY added, id"),
        args![request],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Adds a method. Credential ids are unique across people, removed ones included: `false` if this one is taken.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, method: &Method) -> Result<bool, Fault> {
    let home = match &method.home {
        None => String::new(),
        Some(home) => serde_json::to_string(home).map_err(|_| Fault::inconsistent("method.home"))?,
    };
    let rows = tx
        .change(
            "INSERT INTO method (id, person, kind, state, name, home, origin, vetted, credential, credential_id, \
             aaguid, synced, added, last_worked) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
             ON CONFLICT DO NOTHING",
            args![
                &method.id,
                &method.person,
                method.kind.word(),
                method.state.word(),
                &method.name,
                home,
                method.origin.word(),
                &method.vetted,
                &method.credential,
                &method.credential_id,
                method.aaguid.map(|aaguid| aaguid.to_string()),
                method.synced,
                method.added,
                method.last_worked
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Sets where it lives.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_home(tx: &mut Tx, id: &MethodId, home: &Home) -> Result<(), Fault> {
    let home = serde_json::to_string(home).map_err(|_| Fault::inconsistent("method.home"))?;
    tx.change("UPDATE method SET home = $2 WHERE id = $1", args![id, home]).await?;
    Ok(())
}

/// Renames it.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn rename(tx: &mut Tx, id: &MethodId, name: &str) -> Result<(), Fault> {
    tx.change("UPDATE method SET name = $2 WHERE id = $1", args![id, name]).await?;
    Ok(())
}

/// Notes that it worked just now, with the public part if its counter or flags moved.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn worked(tx: &mut Tx, id: &MethodId, at: Time, credential: Option<&str>) -> Result<(), Fault> {
    tx.note(
        "UPDATE method SET last_worked = $2, credential = COALESCE($3, credential) WHERE id = $1",
        args![id, at, credential],
    )
    .await?;
    Ok(())
}

/// Suspends an active method for a request; `false` if it was not active.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn suspend(tx: &mut Tx, id: &MethodId, request: &RequestId, at: Time) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE method SET state = 'suspended', suspended_by = $2, suspended_at = $3 \
             WHERE id = $1 AND state = 'active' AND removed IS NULL",
            args![id, request, at],
        )
        .await?;
    Ok(rows == 1)
}

/// Brings a suspended method back; `false` if it was not suspended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn restore(tx: &mut Tx, id: &MethodId) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE method SET state = 'active', suspended_by = NULL, suspended_at = NULL \
             WHERE id = $1 AND state = 'suspended' AND removed IS NULL",
            args![id],
        )
        .await?;
    Ok(rows == 1)
}

/// Removes a method for good; the row stays so that its identifier is never taken again. `false` if it was gone.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn remove(tx: &mut Tx, id: &MethodId, at: Time) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE method SET state = 'removed', removed = $2 WHERE id = $1 AND removed IS NULL",
            args![id, at],
        )
        .await?;
    Ok(rows == 1)
}

/// Methods that closing a request removed.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn removed_for(on: &mut impl Reads, request: &RequestId) -> Result<Vec<Method>, Fault> {
    on.rows(select!("WHERE suspended_by = $1 AND state = 'removed' ORDER BY added, id"), args![request])
        .await?
        .iter()
        .map(read)
        .collect()
}
