//! What readiness is drawn from, for many at once: a few statements for each few thousand people.

use std::collections::HashMap;

use domain::{
    PersonId, Time,
    device::{DeviceState, Ownership, Platform},
    evidence::ContactFacts,
    method::{Home, MethodFacts, MethodKind, MethodState},
    person::{ContactKind, Role},
    readiness::DeviceFacts,
};

use crate::{Fault, Reads, Row, args};

/// Somebody, with all that is theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub id: PersonId,
    /// Display name.
    pub name: String,
    /// The same, folded.
    pub name_key: String,
    /// Department.
    pub department: String,
    /// Roll-out group.
    pub ring: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Whether their readiness counts: enabled, still there, and no emergency account, which is never recovered by request.
    pub counted: bool,
    /// Manager.
    pub manager: Option<PersonId>,
    /// When they were last let back in.
    pub let_back_in: Option<Time>,
    /// Whether there is a photo.
    pub photo: bool,
    /// Roles.
    pub roles: Vec<Role>,
    /// Methods that are not removed, oldest first. A set of recovery codes that is used up is told as suspended.
    pub methods: Vec<MethodFacts>,
    /// Devices, oldest first.
    pub devices: Vec<DeviceFacts>,
    /// Whose the devices in use are.
    pub ownerships: Vec<Ownership>,
    /// Addresses and numbers, oldest first.
    pub contacts: Vec<ContactFacts>,
    /// When they last rehearsed to an end that counts.
    pub practised: Option<Time>,
    /// When they were last reminded to.
    pub drill_reminded: Option<Time>,
}

/// The ids that the next page of people goes from and to; `None` after the last.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn page(on: &mut impl Reads, after: &str, most: u32) -> Result<Option<(String, String)>, Fault> {
    let sql = "SELECT MIN(id) AS first, MAX(id) AS last FROM \
               (SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT $2) AS portion";
    let Some(row) = on.row(sql, args![after, most]).await? else { return Ok(None) };
    Ok(row.opt_text("first")?.zip(row.opt_text("last")?))
}

fn person(row: &Row) -> Result<Subject, Fault> {
    let enabled = row.flag("active")? && row.opt_time("left_at")?.is_none();
    Ok(Subject {
        id: row.id("id")?,
        name: row.text("name")?,
        name_key: row.text("name_key")?,
        department: row.text("department")?,
        ring: row.text("ring")?,
        time_zone: row.text("time_zone")?,
        counted: enabled && !row.flag("emergency")?,
        manager: row.opt_id("manager")?,
        let_back_in: row.opt_time("let_back_in")?,
        photo: row.flag("photo")?,
        roles: Vec::new(),
        methods: Vec::new(),
        devices: Vec::new(),
        ownerships: Vec::new(),
        contacts: Vec::new(),
        practised: None,
        drill_reminded: None,
    })
}

fn method(row: &Row) -> Result<MethodFacts, Fault> {
    let kind = row.word("kind", MethodKind::from_word)?;
    let home = row.text("home")?;
    let home: Option<Home> = if home.is_empty() { None } else { Some(row.json("home")?) };
    let spent = row.int("spent")? != 0;
    Ok(MethodFacts {
        id: row.id("id")?,
        kind,
        state: if spent { MethodState::Suspended } else { row.word("state", MethodState::from_word)? },
        home: home.unwrap_or(match kind {
            MethodKind::SecurityKey => Home::Itself,
            _ => Home::Unknown,
        }),
        added: row.time("added")?,
        last_worked: row.opt_time("last_worked")?,
    })
}

/// Everybody from one id to another, both included.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn subjects(on: &mut impl Reads, first: &str, last: &str) -> Result<Vec<Subject>, Fault> {
    let rows = on
        .rows(
            "SELECT id, name, name_key, department, ring, time_zone, active, left_at, emergency, manager, let_back_in, \
             photo FROM person WHERE id >= $1 AND id <= $2 ORDER BY id",
            args![first, last],
        )
        .await?;
    let mut people = rows.iter().map(person).collect::<Result<Vec<_>, _>>()?;
    let places: HashMap<String, usize> =
        people.iter().enumerate().map(|(at, person)| (person.id.as_str().to_owned(), at)).collect();
    let mut each = |row: &Row, put: &mut dyn FnMut(&mut Subject) -> Result<(), Fault>| match places
        .get(&row.text("person")?)
        .and_then(|at| people.get_mut(*at))
    {
        Some(person) => put(person),
        None => Ok(()),
    };
    let sql =
        "SELECT person, role FROM person_role WHERE person >= $1 AND person <= $2 ORDER BY person, role";
    for row in on.rows(sql, args![first, last]).await? {
        each(&row, &mut |person| {
            person.roles.push(row.word("role", Role::from_word)?);
            Ok(())
        })?;
    }
    let sql = "SELECT id, person, kind, state, home, added, last_worked, \
               CAST(CASE WHEN kind = 'recovery-codes' AND state = 'active' AND NOT EXISTS \
               (SELECT 1 FROM recovery_code WHERE recovery_code.method = method.id AND used IS NULL) \
               THEN 1 ELSE 0 END AS BIGINT) AS spent \
               FROM method WHERE person >= $1 AND person <= $2 AND removed IS NULL ORDER BY person, added, id";
    for row in on.rows(sql, args![first, last]).await? {
        each(&row, &mut |person| {
            person.methods.push(method(&row)?);
            Ok(())
        })?;
    }
    let sql = "SELECT id, person, platform, ownership, state FROM device WHERE person >= $1 AND person <= $2 \
               ORDER BY person, created, id";
    for row in on.rows(sql, args![first, last]).await? {
        let device = DeviceFacts {
            id: row.id("id")?,
            platform: row.word("platform", Platform::from_word)?,
            state: row.word("state", DeviceState::from_word)?,
        };
        let ownership = row.word("ownership", Ownership::from_word)?;
        each(&row, &mut |person| {
            if device.state == DeviceState::InUse {
                person.ownerships.push(ownership);
            }
            person.devices.push(device.clone());
            Ok(())
        })?;
    }
    let sql = "SELECT id, person, kind, device FROM contact WHERE person >= $1 AND person <= $2 AND removed IS NULL \
               ORDER BY person, since, kind, value";
    for row in on.rows(sql, args![first, last]).await? {
        each(&row, &mut |person| {
            person.contacts.push(ContactFacts {
                id: row.id("id")?,
                kind: row.word("kind", ContactKind::from_word)?,
                on_device: row.opt_id("device")?,
            });
            Ok(())
        })?;
    }
    let sql = "SELECT person, MAX(ended) AS done FROM drill WHERE person >= $1 AND person <= $2 \
               AND state IN ('decided', 'proved') GROUP BY person";
    for row in on.rows(sql, args![first, last]).await? {
        each(&row, &mut |person| {
            person.practised = row.opt_time("done")?;
            Ok(())
        })?;
    }
    let sql = "SELECT person, at FROM drill_reminder WHERE person >= $1 AND person <= $2";
    for row in on.rows(sql, args![first, last]).await? {
        each(&row, &mut |person| {
            person.drill_reminded = Some(row.time("at")?);
            Ok(())
        })?;
    }
    Ok(people)
}

/// Somebody who might approve for others, as far as that does not depend on for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// Who.
    pub id: PersonId,
    /// Enabled and still there.
    pub enabled: bool,
    /// Whether something that signs in alone works.
    pub has_passkey: bool,
    /// When they were last let back in.
    pub let_back_in: Option<Time>,
    /// Their own manager.
    pub manager: Option<PersonId>,
}

macro_rules! above {
    ($rest:literal) => {
        concat!(
            "SELECT id, active, left_at, let_back_in, manager, CAST(CASE WHEN EXISTS (SELECT 1 FROM method \
             WHERE method.person = person.id AND method.state = 'active' AND method.removed IS NULL \
             AND method.kind IN ('passkey', 'security-key')) THEN 1 ELSE 0 END AS BIGINT) AS has_passkey FROM person ",
            $rest
        )
    };
}

fn read_above(row: &Row) -> Result<Above, Fault> {
    Ok(Above {
        id: row.id("id")?,
        enabled: row.flag("active")? && row.opt_time("left_at")?.is_none(),
        has_passkey: row.int("has_passkey")? != 0,
        let_back_in: row.opt_time("let_back_in")?,
        manager: row.opt_id("manager")?,
    })
}

/// Everybody who is somebody's manager.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn managers(on: &mut impl Reads) -> Result<Vec<Above>, Fault> {
    let sql = above!("WHERE id IN (SELECT manager FROM person WHERE manager IS NOT NULL)");
    on.rows(sql, args![]).await?.iter().map(read_above).collect()
}

/// One person as somebody's manager.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn above(on: &mut impl Reads, id: &PersonId) -> Result<Option<Above>, Fault> {
    on.row(above!("WHERE id = $1"), args![id]).await?.as_ref().map(read_above).transpose()
}

/// Everybody who holds `role`.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn holders(on: &mut impl Reads, role: Role) -> Result<Vec<Above>, Fault> {
    let sql = above!("WHERE id IN (SELECT person FROM person_role WHERE role = $1) ORDER BY id");
    on.rows(sql, args![role.word()]).await?.iter().map(read_above).collect()
}

/// Who approved for whom after `since`, and when last: approver, person, time.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn approvals(on: &mut impl Reads, since: Time) -> Result<Vec<(PersonId, PersonId, Time)>, Fault> {
    on.rows(
        "SELECT approver, person, MAX(at) AS last FROM approval WHERE at > $1 AND decision = 'approved' \
         GROUP BY approver, person",
        args![since],
    )
    .await?
    .iter()
    .map(|row| Ok((row.id("approver")?, row.id("person")?, row.time("last")?)))
    .collect()
}

/// Whom somebody manages, enabled or not.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn reports(on: &mut impl Reads, manager: &PersonId) -> Result<Vec<PersonId>, Fault> {
    let rows = on.rows("SELECT id FROM person WHERE manager = $1 ORDER BY id", args![manager]).await?;
    rows.iter().map(|row| row.id("id")).collect()
}
