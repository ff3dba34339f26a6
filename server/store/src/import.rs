//! People brought in from outside: reading everybody for the comparison, and writing what differs.

use std::collections::HashMap;

use domain::{
    ContactId, DeviceId, PersonId, Time,
    person::{ContactKind, Provenance, Role},
};

use crate::{Fault, Reads, Row, Tx, Value, args};

/// Rows that one statement inserts: 20 values each at most, well below SQLite's 32,766 and PostgreSQL's 65,535.
const ROWS: usize = 500;
/// People that one statement reads.
const PAGE: u32 = 5_000;

/// Somebody as they are on record, as far as an import compares them.
#[derive(Clone, PartialEq, Eq)]
pub struct OnRecord {
    /// Id.
    pub id: PersonId,
    /// User name as given.
    pub user_name: String,
    /// The folded user name.
    pub user_key: String,
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
    /// Break-glass.
    pub emergency: bool,
    /// First working day.
    pub starts_on: Option<Time>,
    /// Whether there is a photo to hold a badge against.
    pub photo: bool,
    /// Manager.
    pub manager: Option<PersonId>,
    /// Whether they left.
    pub left: bool,
    /// Roles.
    pub roles: Vec<Role>,
    /// Addresses and numbers.
    pub contacts: Vec<ContactRow>,
    /// Devices in use, oldest first.
    pub devices: Vec<HeldDevice>,
}

impl std::fmt::Debug for OnRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OnRecord({})", self.id)
    }
}

/// An address or number.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// Id.
    pub id: ContactId,
    /// Kind.
    pub kind: ContactKind,
    /// The address or number itself: personal.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// The device that a number rings on, where that is known (R4).
    pub device: Option<DeviceId>,
}

/// A device, as far as an import looks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldDevice {
    /// Id.
    pub id: DeviceId,
    /// What its owner calls it.
    pub name: String,
    /// Its serial number, folded.
    pub serial_key: Option<String>,
}

impl std::fmt::Debug for ContactRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ContactRow({}, {})", self.id, self.kind.word())
    }
}

/// The facts about a person that one row of theirs holds.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Id.
    pub id: PersonId,
    /// User name as given.
    pub user_name: String,
    /// Display name.
    pub name: String,
    /// The folded display name, for searching.
    pub name_key: String,
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
    /// Break-glass.
    pub emergency: bool,
    /// First working day.
    pub starts_on: Option<Time>,
    /// Whether there is a photo.
    pub photo: bool,
}

impl std::fmt::Debug for PersonRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonRow({})", self.id)
    }
}

/// Somebody new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// The facts.
    pub row: PersonRow,
    /// The folded user name; unique.
    pub user_key: String,
    /// The keyed hash of `user_key`.
    pub user_hash: [u8; 32],
    /// WebAuthn user handle.
    pub handle: [u8; 16],
    /// Manager: on record already, or earlier in the same call.
    pub manager: Option<PersonId>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Addresses and numbers.
    pub contacts: Vec<ContactRow>,
}

/// What differs about somebody on record; what is `None` or empty stays as it is, with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The facts as they are now.
    pub row: PersonRow,
    /// Another manager, or none any more.
    pub manager: Option<Option<PersonId>>,
    /// Roles that came.
    pub roles_added: Vec<Role>,
    /// Roles that went.
    pub roles_removed: Vec<Role>,
    /// Addresses and numbers that came.
    pub contacts_added: Vec<ContactRow>,
    /// Addresses and numbers that went.
    pub contacts_removed: Vec<ContactId>,
    /// Addresses and numbers that are called otherwise now; no new fact.
    pub relabelled: Vec<(ContactId, String)>,
    /// Numbers that ring on another device now, or on none that is known. A new fact: it decides what counts (R4).
    pub relinked: Vec<(ContactId, Option<DeviceId>)>,
}

fn read(row: &Row) -> Result<OnRecord, Fault> {
    Ok(OnRecord {
        id: PersonId::stored(row.text("id")?),
        user_name: row.text("user_name")?,
        user_key: row.text("user_key")?,
        name: row.text("name")?,
        language: row.text("language")?,
        time_zone: row.text("time_zone")?,
        department: row.text("department")?,
        ring: row.text("ring")?,
        active: row.flag("active")?,
        emergency: row.flag("emergency")?,
        starts_on: row.opt_time("starts_on")?,
        photo: row.flag("photo")?,
        manager: row.opt_text("manager")?.map(PersonId::stored),
        left: row.opt_time("left_at")?.is_some(),
        roles: Vec::new(),
        contacts: Vec::new(),
        devices: Vec::new(),
    })
}

/// Everybody on record, also those who left, by id.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn everybody(on: &mut impl Reads) -> Result<Vec<OnRecord>, Fault> {
    let mut all: Vec<OnRecord> = Vec::new();
    loop {
        let after = all.last().map(|last| last.id.clone());
        let after = after.as_ref().map_or("", PersonId::as_str);
        let rows = on
            .rows(
                "SELECT id, user_name, user_key, name, language, time_zone, department, ring, active, emergency, \
                 starts_on, photo, manager, left_at FROM person WHERE id > $1 ORDER BY id LIMIT $2",
                args![after, PAGE],
            )
            .await?;
        let mut page = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let Some(last) = page.last().map(|last| last.id.clone()) else { return Ok(all) };
        let places: HashMap<String, usize> =
            page.iter().enumerate().map(|(at, person)| (person.id.as_str().to_owned(), at)).collect();
        let roles = on
            .rows(
                "SELECT person, role FROM person_role WHERE person > $1 AND person <= $2 ORDER BY person, role",
                args![after, &last],
            )
            .await?;
        for row in &roles {
            let role = Role::from_word(&row.text("role")?);
            let role = role.ok_or_else(|| Fault::inconsistent("person_role.role"))?;
            if let Some(person) = places.get(&row.text("person")?).and_then(|at| page.get_mut(*at)) {
                person.roles.push(role);
            }
        }
        let contacts = on
            .rows(
                "SELECT id, person, kind, value, label, device FROM contact \
                 WHERE person > $1 AND person <= $2 AND removed IS NULL ORDER BY person, id",
                args![after, &last],
            )
            .await?;
        for row in &contacts {
            let kind = ContactKind::from_word(&row.text("kind")?);
            let contact = ContactRow {
                id: ContactId::stored(row.text("id")?),
                kind: kind.ok_or_else(|| Fault::inconsistent("contact.kind"))?,
                value: row.text("value")?,
                label: row.text("label")?,
                device: row.opt_text("device")?.map(DeviceId::stored),
            };
            if let Some(person) = places.get(&row.text("person")?).and_then(|at| page.get_mut(*at)) {
                person.contacts.push(contact);
            }
        }
        let devices = on
            .rows(
                "SELECT id, person, name, serial_key FROM device \
                 WHERE person > $1 AND person <= $2 AND state = 'in-use' ORDER BY person, created, id",
                args![after, &last],
            )
            .await?;
        for row in &devices {
            let device = HeldDevice {
                id: row.id("id")?,
                name: row.text("name")?,
                serial_key: row.opt_text("serial_key")?,
            };
            if let Some(person) = places.get(&row.text("person")?).and_then(|at| page.get_mut(*at)) {
                person.devices.push(device);
            }
        }
        all.append(&mut page);
    }
}

/// Whether an import now is the first, whose facts count as old (R3): nobody is on record, or the first one was begun and
/// never finished.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn is_first(on: &mut impl Reads) -> Result<bool, Fault> {
    if on.row("SELECT id FROM person LIMIT 1", args![]).await?.is_none() {
        return Ok(true);
    }
    let rows = on
        .rows(
            "SELECT DISTINCT kind FROM audit_entry WHERE kind IN ('people.first-import', 'people.import')",
            args![],
        )
        .await?;
    let words = rows.iter().map(|row| row.text("kind")).collect::<Result<Vec<_>, _>>()?;
    Ok(words == ["people.first-import"])
}

async fn add_contacts(
    tx: &mut Tx,
    contacts: &[(&PersonId, &ContactRow)],
    from: &Provenance,
) -> Result<(), Fault> {
    for some in contacts.chunks(ROWS) {
        let mut values = Vec::with_capacity(some.len() * 8);
        for (person, contact) in some {
            values.extend(args![
                &contact.id,
                *person,
                contact.kind.word(),
                &contact.value,
                &contact.label,
                &contact.device,
                &from.source,
                from.since
            ]);
        }
        let into = "INSERT INTO contact (id, person, kind, value, label, device, source, since)";
        tx.insert(into, 8, some.len(), values).await?;
    }
    Ok(())
}

async fn add_roles(tx: &mut Tx, roles: &[(&PersonId, Role)], from: &Provenance) -> Result<(), Fault> {
    for some in roles.chunks(ROWS) {
        let mut values = Vec::with_capacity(some.len() * 4);
        for (person, role) in some {
            values.extend(args![*person, role.word(), &from.source, from.since]);
        }
        tx.insert("INSERT INTO person_role (person, role, source, since)", 4, some.len(), values).await?;
    }
    Ok(())
}

/// Writes people who are new; managers come before those they manage. Each of their facts holds from `from.since` on.
///
/// # Errors
/// [`Fault`] if they cannot be written, also if a user name is taken.
pub async fn add(tx: &mut Tx, people: &[NewPerson], from: &Provenance, now: Time) -> Result<(), Fault> {
    for some in people.chunks(ROWS) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * 20);
        for person in some {
            let row = &person.row;
            values.extend(args![
                &row.id,
                &row.user_name,
                &person.user_key,
                person.user_hash,
                &row.name,
                &row.name_key,
                &row.language,
                &row.time_zone,
                &row.department,
                &row.ring,
                row.active,
                row.emergency,
                row.starts_on,
                person.handle,
                &person.manager,
                person.manager.as_ref().map(|_| from.source.clone()),
                person.manager.as_ref().map(|_| from.since),
                row.photo,
                &from.source,
                now
            ]);
        }
        let into = "INSERT INTO person (id, user_name, user_key, user_hash, name, name_key, language, time_zone, \
                    department, ring, active, emergency, starts_on, handle, manager, manager_source, manager_since, \
                    photo, source, created)";
        tx.insert(into, 20, some.len(), values).await?;
    }
    let roles: Vec<(&PersonId, Role)> =
        people.iter().flat_map(|person| person.roles.iter().map(|role| (&person.row.id, *role))).collect();
    add_roles(tx, &roles, from).await?;
    let contacts: Vec<(&PersonId, &ContactRow)> =
        people.iter().flat_map(|person| person.contacts.iter().map(|one| (&person.row.id, one))).collect();
    add_contacts(tx, &contacts, from).await
}

/// Writes what differs about somebody; what differs holds from `from.since` on, what does not keeps its time. Whoever had
/// left is back.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn change(tx: &mut Tx, changes: &Changes, from: &Provenance) -> Result<(), Fault> {
    let Changes { row, .. } = changes;
    tx.change(
        "UPDATE person SET user_name = $2, name = $3, name_key = $4, language = $5, time_zone = $6, department = $7, \
         ring = $8, active = $9, emergency = $10, starts_on = $11, photo = $12, left_at = NULL, leaving = NULL \
         WHERE id = $1",
        args![
            &row.id,
            &row.user_name,
            &row.name,
            &row.name_key,
            &row.language,
            &row.time_zone,
            &row.department,
            &row.ring,
            row.active,
            row.emergency,
            row.starts_on,
            row.photo
        ],
    )
    .await?;
    if let Some(manager) = &changes.manager {
        tx.change(
            "UPDATE person SET manager = $2, manager_source = $3, manager_since = $4 WHERE id = $1",
            args![&row.id, manager, &from.source, from.since],
        )
        .await?;
    }
    for role in &changes.roles_removed {
        tx.change("DELETE FROM person_role WHERE person = $1 AND role = $2", args![&row.id, role.word()])
            .await?;
    }
    for contact in &changes.contacts_removed {
        tx.change("UPDATE contact SET removed = $2 WHERE id = $1", args![contact, from.since]).await?;
    }
    for (contact, label) in &changes.relabelled {
        tx.change("UPDATE contact SET label = $2 WHERE id = $1", args![contact, label]).await?;
    }
    for (contact, device) in &changes.relinked {
        tx.change(
            "UPDATE contact SET device = $2, source = $3, since = $4 WHERE id = $1",
            args![contact, device, &from.source, from.since],
        )
        .await?;
    }
    let roles: Vec<(&PersonId, Role)> = changes.roles_added.iter().map(|role| (&row.id, *role)).collect();
    add_roles(tx, &roles, from).await?;
    let contacts: Vec<(&PersonId, &ContactRow)> =
        changes.contacts_added.iter().map(|one| (&row.id, one)).collect();
    add_contacts(tx, &contacts, from).await
}

/// Marks somebody as having left; `false` if they had.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn leave(tx: &mut Tx, person: &PersonId, at: Time) -> Result<bool, Fault> {
    let rows = tx
        .change("UPDATE person SET left_at = $2 WHERE id = $1 AND left_at IS NULL", args![person, at])
        .await?;
    Ok(rows == 1)
}

/// Marks somebody as having left, of whom what follows from that is settled later; `false` if they had left.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn leave_unsettled(tx: &mut Tx, person: &PersonId, at: Time) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE person SET left_at = $2, leaving = $2 WHERE id = $1 AND left_at IS NULL",
            args![person, at],
        )
        .await?;
    Ok(rows == 1)
}

/// Those who are marked as having left and of whom nothing is settled yet.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn unsettled(on: &mut impl Reads) -> Result<Vec<PersonId>, Fault> {
    let rows =
        on.rows("SELECT id FROM person WHERE leaving IS NOT NULL ORDER BY leaving, id", args![]).await?;
    rows.iter().map(|row| row.id("id")).collect()
}

/// Takes it up to settle what follows from somebody's leaving: `true` for exactly one caller.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn settle(tx: &mut Tx, person: &PersonId) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE person SET leaving = NULL WHERE id = $1 AND leaving IS NOT NULL AND left_at IS NOT NULL",
            args![person],
        )
        .await?;
    Ok(rows == 1)
}
