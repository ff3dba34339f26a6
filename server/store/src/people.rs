//! People, their roles, managers, addresses and devices.

use domain::{
    ContactId, DeviceId, PersonId, Time,
    device::{DeviceState, Ownership, Platform},
    person::{ContactKind, HeldRole, ManagerLink, Provenance, Role},
};

use crate::{Fault, Reads, Row, Tx, args};

/// A person as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: PersonId,
    /// User name as given.
    pub user_name: String,
    /// Display name.
    pub name: String,
    /// Two-letter language.
    pub language: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Department.
    pub department: String,
    /// Roll-out group.
    pub ring: String,
    /// Enabled.
    pub active: bool,
    /// Break-glass: never recovered by request (R9).
    pub emergency: bool,
    /// First working day.
    pub starts_on: Option<Time>,
    /// WebAuthn user handle, 16 random bytes.
    pub handle: Vec<u8>,
    /// Manager.
    pub manager: Option<ManagerLink>,
    /// When they were last let back in (R1).
    pub let_back_in: Option<Time>,
    /// Whether the organisation holds a photo that an approver can hold a badge against (R4).
    pub photo: bool,
    /// When they left.
    pub left_at: Option<Time>,
    /// Roles.
    pub roles: Vec<HeldRole>,
}

impl Person {
    /// Holds a role here or in the connected directory.
    pub fn privileged(&self) -> bool {
        !self.roles.is_empty()
    }
    /// Holds this role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|held| held.role == role)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, user_name, name, language, time_zone, department, ring, active, emergency, starts_on, \
             handle, manager, manager_source, manager_since, let_back_in, photo, left_at, \
             (SELECT string_agg(role || '\u{1f}' || CAST(since AS TEXT) || '\u{1f}' || source, '\u{1e}') \
             FROM person_role WHERE person_role.person = person.id) AS roles FROM person ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Person, Fault> {
    let manager =
        match (row.opt_text("manager")?, row.opt_text("manager_source")?, row.opt_time("manager_since")?) {
            (Some(manager), source, since) => Some(ManagerLink {
                manager: PersonId::stored(manager),
                provenance: Provenance {
                    source: source.unwrap_or_default(),
                    since: since.unwrap_or_default(),
                },
            }),
            (None, ..) => None,
        };
    Ok(Person {
        id: PersonId::stored(row.text("id")?),
        user_name: row.text("user_name")?,
        name: row.text("name")?,
        language: row.text("language")?,
        time_zone: row.text("time_zone")?,
        department: row.text("department")?,
        ring: row.text("ring")?,
        active: row.flag("active")?,
        emergency: row.flag("emergency")?,
        starts_on: row.opt_time("starts_on")?,
        handle: row.bytes("handle")?,
        manager,
        let_back_in: row.opt_time("let_back_in")?,
        photo: row.flag("photo")?,
        left_at: row.opt_time("left_at")?,
        roles: held(&row.opt_text("roles")?.unwrap_or_default())?,
    })
}

/// Roles as the statement puts them together, so that a person is one statement: U+001E stands between
/// records, U+001F between their fields.
fn held(roles: &str) -> Result<Vec<HeldRole>, Fault> {
    let wrong = || Fault::inconsistent("person_role");
    let one = |record: &str| {
        let mut fields = record.splitn(3, '\u{1f}');
        let role = fields.next().and_then(Role::from_word).ok_or_else(wrong)?;
        let since = fields.next().and_then(|since| since.parse().ok()).map(Time).ok_or_else(wrong)?;
        let source = fields.next().ok_or_else(wrong)?.to_owned();
        Ok(HeldRole { role, provenance: Provenance { source, since } })
    };
    let records = roles.split('\u{1e}').filter(|record| !record.is_empty());
    let mut roles = records.map(one).collect::<Result<Vec<_>, Fault>>()?;
    roles.sort_by_key(|held| held.role.word());
    Ok(roles)
}

/// By id.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &PersonId) -> Result<Option<Person>, Fault> {
    let row = on.row(select!("WHERE id = $1"), args![id]).await?;
    row.as_ref().map(read).transpose()
}

/// By the keyed hash of the folded user name. It is one statement, also where there is nobody (I08).
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_user_hash(on: &mut impl Reads, hash: &[u8]) -> Result<Option<Person>, Fault> {
    let row = on.row(select!("WHERE user_hash = $1"), args![hash]).await?;
    row.as_ref().map(read).transpose()
}

/// By the folded user name, for operators and imports.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_user_key(on: &mut impl Reads, key: &str) -> Result<Option<Person>, Fault> {
    let row = on.row(select!("WHERE user_key = $1"), args![key]).await?;
    row.as_ref().map(read).transpose()
}

/// Everybody who holds `role` and is enabled, by name.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn holding(on: &mut impl Reads, role: Role) -> Result<Vec<Person>, Fault> {
    let rows = on
        .rows(
            select!(
                "WHERE active AND left_at IS NULL AND id IN (SELECT person FROM person_role WHERE role = $1) \
                 ORDER BY name_key, id"
            ),
            args![role.word()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// An address or number on record.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Id.
    pub id: ContactId,
    /// Kind.
    pub kind: ContactKind,
    /// The address or number itself: personal.
    pub value: String,
    /// What it is called: `desk`, `private`.
    pub label: String,
    /// The device it rings on, if one was named.
    pub device: Option<DeviceId>,
    /// Whether that device is still theirs and in use. A number goes along to the next device, and its link does not.
    pub device_in_use: bool,
    /// From where and since when.
    pub provenance: Provenance,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Contact({}, {})", self.id, self.kind.word())
    }
}

/// A person's addresses and numbers that are still on record, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn contacts(on: &mut impl Reads, person: &PersonId) -> Result<Vec<Contact>, Fault> {
    on.rows(
        "SELECT id, kind, value, label, device, source, since, \
         (SELECT COUNT(*) FROM device WHERE device.id = contact.device AND device.person = contact.person \
         AND device.state = 'in-use') AS in_use FROM contact \
         WHERE person = $1 AND removed IS NULL ORDER BY since, kind, value",
        args![person],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Contact {
            id: ContactId::stored(row.text("id")?),
            kind: ContactKind::from_word(&row.text("kind")?)
                .ok_or_else(|| Fault::inconsistent("contact.kind"))?,
            value: row.text("value")?,
            label: row.text("label")?,
            device: row.opt_text("device")?.map(DeviceId::stored),
            device_in_use: row.count("in_use")? > 0,
            provenance: Provenance { source: row.text("source")?, since: row.time("since")? },
        })
    })
    .collect()
}

/// A device as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Id.
    pub id: DeviceId,
    /// Whose.
    pub person: PersonId,
    /// The owner's name for it.
    pub name: String,
    /// What it runs.
    pub platform: Platform,
    /// Whose it is.
    pub ownership: Ownership,
    /// Where it is in its life.
    pub state: DeviceState,
    /// When it was named here.
    pub created: Time,
}

/// A person's devices, oldest first, as far as the rules need them: [`devices::of`](crate::devices::of) without the rest.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn devices(on: &mut impl Reads, person: &PersonId) -> Result<Vec<Device>, Fault> {
    Ok(crate::devices::of(on, person).await?.into_iter().map(|one| one.device).collect())
}

/// Adds a device.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add_device(tx: &mut Tx, device: &Device) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO device (id, person, name, platform, ownership, state, created, changed, state_since) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7)",
        args![
            &device.id,
            &device.person,
            &device.name,
            device.platform.word(),
            device.ownership.word(),
            device.state.word(),
            device.created
        ],
    )
    .await?;
    Ok(())
}

/// Sets where a device is in its life.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_device_state(tx: &mut Tx, device: &DeviceId, state: DeviceState) -> Result<(), Fault> {
    let now = tx.now();
    tx.change(
        "UPDATE device SET state = $2, changed = $3, state_since = CASE WHEN state = $2 THEN state_since ELSE $3 END \
         WHERE id = $1",
        args![device, state.word(), now],
    )
    .await?;
    Ok(())
}

/// Remembers when somebody was let back in (R1: settling).
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_let_back_in(tx: &mut Tx, person: &PersonId, at: Time) -> Result<(), Fault> {
    tx.change("UPDATE person SET let_back_in = $2 WHERE id = $1", args![person, at]).await?;
    Ok(())
}

/// How many enabled people hold `role` and have an active passkey or security key.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn ready_holders(on: &mut impl Reads, role: Role) -> Result<u32, Fault> {
    let row = on
        .row(
            "SELECT COUNT(*) AS ready FROM person WHERE active AND left_at IS NULL \
             AND id IN (SELECT person FROM person_role WHERE role = $1) \
             AND id IN (SELECT person FROM method WHERE state = 'active' AND kind IN ('passkey', 'security-key'))",
            args![role.word()],
        )
        .await?;
    let ready = row.map(|row| row.int("ready")).transpose()?.unwrap_or_default();
    Ok(u32::try_from(ready).unwrap_or(u32::MAX))
}
