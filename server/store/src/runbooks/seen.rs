//! What was seen of people: read from the rows and the log that the acts themselves wrote, of one person, or in as many
//! statements of everybody whose runbook is open.

use std::collections::HashMap;

use domain::{
    DeviceId, EnrolmentId, MethodId, PersonId, RequestId, Time,
    method::{Home, MethodKind, MethodState},
    request::RequestState,
};

use crate::{Fault, Reads, Row, args, devices::StoredDevice};

/// A method, also one that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenMethod {
    /// Which.
    pub id: MethodId,
    /// Kind.
    pub kind: MethodKind,
    /// State.
    pub state: MethodState,
    /// Where it lives, as placed by now.
    pub home: Home,
    /// When it was added.
    pub added: Time,
    /// When it last worked.
    pub last_worked: Option<Time>,
    /// When it was removed.
    pub removed: Option<Time>,
}

/// A request of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRequest {
    /// Which.
    pub id: RequestId,
    /// When it was asked.
    pub asked: Time,
    /// When it was first approved.
    pub approved: Option<Time>,
    /// Where it is, as far as it is written.
    pub state: RequestState,
    /// Raised by IT: its pass is spoken.
    pub spoken: bool,
    /// The devices that its approvers picked.
    pub devices: Vec<DeviceId>,
    /// When it ended.
    pub ended: Option<Time>,
}

/// An enrolment of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenEnrolment {
    /// Which.
    pub id: EnrolmentId,
    /// When it began.
    pub begun: Time,
    /// Whether the person's own proofs opened it, and no approver's pass.
    pub alone: bool,
}

/// That a method worked, or was placed somewhere, as the log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub method: MethodId,
    /// When.
    pub at: Time,
}

/// All that was seen of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Every method they ever had, oldest first.
    pub methods: Vec<SeenMethod>,
    /// Their devices, oldest first.
    pub devices: Vec<StoredDevice>,
    /// Requests since, oldest first.
    pub requests: Vec<SeenRequest>,
    /// Enrolments since, oldest first.
    pub enrolments: Vec<SeenEnrolment>,
    /// Each time that a method worked since.
    pub worked: Vec<Placed>,
    /// Each time that it was said where a method lives, since.
    pub placed: Vec<Placed>,
}

/// One statement of each pair is for one person, the other for everybody whose runbook is open.
macro_rules! pair {
    ($name:ident, $select:literal, $column:literal, $and:literal, $order:literal) => {
        async fn $name(
            on: &mut impl Reads,
            person: Option<&PersonId>,
            since: Time,
        ) -> Result<Vec<Row>, Fault> {
            match person {
                Some(person) => {
                    on.rows(concat!($select, " WHERE ", $column, " = $2", $and, $order), args![since, person])
                        .await
                }
                None => {
                    on.rows(
                        concat!(
                            $select,
                            " WHERE ",
                            $column,
                            " IN (SELECT person FROM runbook WHERE ended IS NULL)",
                            $and,
                            $order
                        ),
                        args![since],
                    )
                    .await
                }
            }
        }
    };
}

// Methods and devices are read whatever their age: what was there before says what is new.
pair!(
    methods,
    "SELECT id, person, kind, state, home, added, last_worked, removed FROM method",
    "person",
    " AND (removed IS NULL OR removed >= $1 OR added >= $1)",
    " ORDER BY added, id"
);
pair!(
    devices,
    "SELECT id, person, name, platform, ownership, state, created, serial, serial_key, model, management, source, \
     changed, state_since, replaced_by FROM device",
    "person",
    " AND CAST($1 AS BIGINT) IS NOT NULL",
    " ORDER BY created, id"
);
pair!(
    requests,
    "SELECT id, person, asked, approved, state_json, spoken, device, ended FROM request",
    "person",
    " AND asked >= $1 AND NOT drill",
    " ORDER BY asked, id"
);
pair!(
    enrolments,
    "SELECT enrolment.id AS id, enrolment.person AS person, enrolment.begun AS begun, pass.kind AS kind FROM enrolment \
     JOIN pass ON pass.id = enrolment.pass",
    "enrolment.person",
    " AND enrolment.begun >= $1",
    " ORDER BY enrolment.begun, enrolment.id"
);
pair!(
    entries,
    "SELECT subject, at, kind, bytes FROM audit_entry",
    "subject",
    " AND at >= $1 AND kind IN ('session.opened', 'session.proved', 'method.tried', 'method.placed')",
    " ORDER BY idx"
);

fn method(row: &Row) -> Result<SeenMethod, Fault> {
    let kind = row.word("kind", MethodKind::from_word)?;
    let home = match row.text("home")?.as_str() {
        "" if kind == MethodKind::SecurityKey => Home::Itself,
        "" => Home::Unknown,
        text => serde_json::from_str(text).map_err(|_| Fault::inconsistent("method.home"))?,
    };
    Ok(SeenMethod {
        id: row.id("id")?,
        kind,
        state: row.word("state", MethodState::from_word)?,
        home,
        added: row.time("added")?,
        last_worked: row.opt_time("last_worked")?,
        removed: row.opt_time("removed")?,
    })
}

fn request(row: &Row) -> Result<SeenRequest, Fault> {
    let devices = match row.opt_text("device")? {
        None => Vec::new(),
        Some(text) => serde_json::from_str(&text).map_err(|_| Fault::inconsistent("request.device"))?,
    };
    Ok(SeenRequest {
        id: row.id("id")?,
        asked: row.time("asked")?,
        approved: row.opt_time("approved")?,
        state: row.json("state_json")?,
        spoken: row.flag("spoken")?,
        devices,
        ended: row.opt_time("ended")?,
    })
}

async fn read(
    on: &mut impl Reads,
    person: Option<&PersonId>,
    since: Time,
) -> Result<HashMap<PersonId, Seen>, Fault> {
    let mut all: HashMap<PersonId, Seen> = HashMap::new();
    for row in methods(on, person, since).await? {
        all.entry(row.id("person")?).or_default().methods.push(method(&row)?);
    }
    for row in devices(on, person, since).await? {
        all.entry(row.id("person")?).or_default().devices.push(crate::devices::read(&row)?);
    }
    for row in requests(on, person, since).await? {
        all.entry(row.id("person")?).or_default().requests.push(request(&row)?);
    }
    for row in enrolments(on, person, since).await? {
        let one = SeenEnrolment {
            id: row.id("id")?,
            begun: row.time("begun")?,
            alone: row.text("kind")? == "by-codes",
        };
        all.entry(row.id("person")?).or_default().enrolments.push(one);
    }
    for row in entries(on, person, since).await? {
        // An entry whose text was erased says nothing any more; its person has left.
        let Some(bytes) = row.opt_bytes("bytes")? else { continue };
        let Ok(decoded) = audit::decode(&bytes) else { continue };
        let Some((_, id)) = decoded.details.iter().find(|(key, _)| key == "method") else { continue };
        let one = Placed { method: MethodId::stored(id.as_str()), at: row.time("at")? };
        let seen = all.entry(row.id("subject")?).or_default();
        if row.text("kind")? == "method.placed" { seen.placed.push(one) } else { seen.worked.push(one) }
    }
    Ok(all)
}

/// What was seen of one person since a time.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn seen_of(on: &mut impl Reads, person: &PersonId, since: Time) -> Result<Seen, Fault> {
    Ok(read(on, Some(person), since).await?.remove(person).unwrap_or_default())
}

/// What was seen since a time of everybody whose runbook is open.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn seen_of_open(on: &mut impl Reads, since: Time) -> Result<HashMap<PersonId, Seen>, Fault> {
    read(on, None, since).await
}
