//! Devices with all that is known of them: what their owners say, and what a management system's export tells.
//!
//! `people::devices` is the same as far as the rules need it.

use domain::{
    DeviceId, MethodId, PersonId, Time,
    device::{DeviceState, Ownership, Platform},
    method::Home,
};

use crate::{Fault, Reads, Row, Tx, Value, args, people::Device};

/// Devices that one statement reads.
const PAGE: u32 = 5_000;
/// Rows that one statement inserts: 15 values each, well below SQLite's 32,766 and PostgreSQL's 65,535.
const ROWS: usize = 500;

/// The source of a device that its owner named.
pub const BY_OWNER: &str = "person";

/// A device as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDevice {
    /// What the rules need of it.
    pub device: Device,
    /// Serial number as given.
    pub serial: Option<String>,
    /// The form by which it is found, unique in the organisation; none without one, and none any more for a device that
    /// passed on to somebody else.
    pub serial_key: Option<String>,
    /// The maker's name for it; may be empty.
    pub model: String,
    /// What manages it, such as `intune`; empty for nothing.
    pub management: String,
    /// [`BY_OWNER`], or `import:FILE`.
    pub source: String,
    /// When anything of it changed last.
    pub changed: Time,
    /// Since when it is in its state.
    pub state_since: Time,
    /// The device that took its place, if its owner said.
    pub replaced_by: Option<DeviceId>,
}

impl StoredDevice {
    /// A device that its owner names now.
    pub const fn named(device: Device, source: String, at: Time) -> Self {
        Self {
            device,
            serial: None,
            serial_key: None,
            model: String::new(),
            management: String::new(),
            source,
            changed: at,
            state_since: at,
            replaced_by: None,
        }
    }

    /// The same with a serial number.
    #[must_use]
    pub fn with_serial(mut self, serial: Option<String>) -> Self {
        self.serial_key = serial.as_deref().map(serial_key);
        self.serial = serial;
        self
    }
}

/// The form of a serial number that two are compared by.
pub fn serial_key(serial: &str) -> String {
    serial.trim().to_uppercase()
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, name, platform, ownership, state, created, serial, serial_key, model, management, source, \
             changed, state_since, replaced_by FROM device ",
            $rest
        )
    };
}

pub(crate) fn read(row: &Row) -> Result<StoredDevice, Fault> {
    let word = |column: &str| row.text(column);
    Ok(StoredDevice {
        device: Device {
            id: DeviceId::stored(row.text("id")?),
            person: PersonId::stored(row.text("person")?),
            name: row.text("name")?,
            platform: Platform::from_word(&word("platform")?)
                .ok_or_else(|| Fault::inconsistent("device.platform"))?,
            ownership: Ownership::from_word(&word("ownership")?)
                .ok_or_else(|| Fault::inconsistent("device.ownership"))?,
            state: DeviceState::from_word(&word("state")?)
                .ok_or_else(|| Fault::inconsistent("device.state"))?,
            created: row.time("created")?,
        },
        serial: row.opt_text("serial")?,
        serial_key: row.opt_text("serial_key")?,
        model: row.text("model")?,
        management: row.text("management")?,
        source: row.text("source")?,
        changed: row.time("changed")?,
        state_since: row.time("state_since")?,
        replaced_by: row.opt_text("replaced_by")?.map(DeviceId::stored),
    })
}

/// A person's devices, oldest first.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn of(on: &mut impl Reads, person: &PersonId) -> Result<Vec<StoredDevice>, Fault> {
    on.rows(select!("WHERE person = $1 ORDER BY created, id"), args![person])
        .await?
        .iter()
        .map(read)
        .collect()
}

/// By id.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn by_id(on: &mut impl Reads, id: &DeviceId) -> Result<Option<StoredDevice>, Fault> {
    on.row(select!("WHERE id = $1"), args![id]).await?.as_ref().map(read).transpose()
}

/// Every device of everybody, by id: for comparing an export with it.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn all(on: &mut impl Reads) -> Result<Vec<StoredDevice>, Fault> {
    let mut all: Vec<StoredDevice> = Vec::new();
    loop {
        let after = all.last().map(|last| last.device.id.clone());
        let after = after.as_ref().map_or("", DeviceId::as_str);
        let rows = on.rows(select!("WHERE id > $1 ORDER BY id LIMIT $2"), args![after, PAGE]).await?;
        if rows.is_empty() {
            return Ok(all);
        }
        for row in &rows {
            all.push(read(row)?);
        }
    }
}

/// Names of methods that were removed and lived on this device, newest first, at most ten.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn removed_on(
    on: &mut impl Reads,
    person: &PersonId,
    device: &DeviceId,
) -> Result<Vec<String>, Fault> {
    let rows = on
        .rows(
            "SELECT name, home FROM method WHERE person = $1 AND removed IS NOT NULL ORDER BY removed DESC, id",
            args![person],
        )
        .await?;
    let mut names = Vec::new();
    for row in &rows {
        let home: Option<Home> = serde_json::from_str(&row.text("home")?).ok();
        let lived = home.is_some_and(|home| home != Home::Unknown && home.touches(device));
        if lived && names.len() < 10 {
            names.push(row.text("name")?);
        }
    }
    Ok(names)
}

/// Adds devices. A serial number that is taken is a fault: whoever adds has looked.
///
/// # Errors
/// [`Fault`] if they cannot be written.
pub async fn add(tx: &mut Tx, devices: &[StoredDevice]) -> Result<(), Fault> {
    for some in devices.chunks(ROWS) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * 15);
        for one in some {
            let device = &one.device;
            values.extend(args![
                &device.id,
                &device.person,
                &device.name,
                device.platform.word(),
                device.ownership.word(),
                device.state.word(),
                device.created,
                &one.serial,
                &one.serial_key,
                &one.model,
                &one.management,
                &one.source,
                one.changed,
                one.state_since,
                &one.replaced_by
            ]);
        }
        let into = "INSERT INTO device (id, person, name, platform, ownership, state, created, serial, serial_key, \
                    model, management, source, changed, state_since, replaced_by)";
        tx.insert(into, 15, some.len(), values).await?;
    }
    Ok(())
}

/// Renames a device.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn rename(tx: &mut Tx, id: &DeviceId, name: &str, at: Time) -> Result<(), Fault> {
    tx.change("UPDATE device SET name = $2, changed = $3 WHERE id = $1", args![id, name, at]).await?;
    Ok(())
}

/// Says whose it is now.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_ownership(tx: &mut Tx, id: &DeviceId, to: Ownership, at: Time) -> Result<(), Fault> {
    tx.change("UPDATE device SET ownership = $2, changed = $3 WHERE id = $1", args![id, to.word(), at])
        .await?;
    Ok(())
}

/// Moves a device from one state to another; `false` if it was no longer in the first.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn set_state(
    tx: &mut Tx,
    id: &DeviceId,
    from: DeviceState,
    to: DeviceState,
    replaced_by: Option<&DeviceId>,
    at: Time,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE device SET state = $3, replaced_by = $4, state_since = $5, changed = $5 \
             WHERE id = $1 AND state = $2",
            args![id, from.word(), to.word(), replaced_by.map(DeviceId::as_str), at],
        )
        .await?;
    Ok(rows == 1)
}

/// What an export says anew about a device that is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which device.
    pub id: DeviceId,
    /// What it runs.
    pub platform: Platform,
    /// Whose it is.
    pub ownership: Ownership,
    /// Serial number.
    pub serial: Option<String>,
    /// What it is found by; none on a record that gave its number up to somebody else's.
    pub serial_key: Option<String>,
    /// The maker's name for it.
    pub model: String,
    /// What manages it.
    pub management: String,
}

/// Writes what an export says anew. The name stays its owner's.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn tell(tx: &mut Tx, told: &Told, source: &str, at: Time) -> Result<(), Fault> {
    tx.change(
        "UPDATE device SET platform = $2, ownership = $3, serial = $4, serial_key = $5, model = $6, management = $7, \
         source = $8, changed = $9 WHERE id = $1",
        args![
            &told.id,
            told.platform.word(),
            told.ownership.word(),
            &told.serial,
            &told.serial_key,
            &told.model,
            &told.management,
            source,
            at
        ],
    )
    .await?;
    Ok(())
}

/// A device passes on to somebody else: this record of it ends as handed back, if it was in use, and gives up its serial
/// number. One that was said to be lost stays so (R7).
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn pass_on(tx: &mut Tx, id: &DeviceId, at: Time) -> Result<(), Fault> {
    tx.change("UPDATE device SET serial_key = NULL, changed = $2 WHERE id = $1", args![id, at]).await?;
    set_state(tx, id, DeviceState::InUse, DeviceState::HandedBack, None, at).await?;
    Ok(())
}

/// Suspends an active method because its device is lost, with no request; `false` if it was not active.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn suspend_lost(tx: &mut Tx, method: &MethodId, at: Time) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE method SET state = 'suspended', suspended_by = NULL, suspended_at = $2 \
             WHERE id = $1 AND state = 'active' AND removed IS NULL",
            args![method, at],
        )
        .await?;
    Ok(rows == 1)
}

/// Somebody whom an export may name as an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Who.
    pub id: PersonId,
    /// Folded user name.
    pub user_key: String,
    /// Whether they left.
    pub left: bool,
}

/// Everybody who could own a device, also those who left, by id.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn owners(on: &mut impl Reads) -> Result<Vec<Owner>, Fault> {
    let mut all: Vec<Owner> = Vec::new();
    loop {
        let after = all.last().map(|last| last.id.clone());
        let after = after.as_ref().map_or("", PersonId::as_str);
        let rows = on
            .rows(
                "SELECT id, user_key, left_at FROM person WHERE id > $1 ORDER BY id LIMIT $2",
                args![after, PAGE],
            )
            .await?;
        if rows.is_empty() {
            return Ok(all);
        }
        for row in &rows {
            all.push(Owner {
                id: PersonId::stored(row.text("id")?),
                user_key: row.text("user_key")?,
                left: row.opt_time("left_at")?.is_some(),
            });
        }
    }
}

/// Every mail address on record with whose it is; one address may be several people's.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn mail_addresses(on: &mut impl Reads) -> Result<Vec<(String, PersonId)>, Fault> {
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let rows = on
            .rows(
                "SELECT id, person, value FROM contact WHERE id > $1 AND kind = 'mail' AND removed IS NULL \
                 ORDER BY id LIMIT $2",
                args![&after, PAGE],
            )
            .await?;
        let Some(last) = rows.last() else { return Ok(all) };
        after = last.text("id")?;
        for row in &rows {
            all.push((row.text("value")?, PersonId::stored(row.text("person")?)));
        }
    }
}
