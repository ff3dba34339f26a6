//! From a file and what is on record to what is to be done, with every bad row by its line.

use std::collections::{BTreeMap, HashMap, HashSet};

use contract::{Words, devices::ImportSummary};
use domain::{
    DeviceId, PersonId,
    device::{DeviceState, Ownership, Platform},
};
use service::Core;
use store::{
    Fault,
    devices::{Owner, StoredDevice, Told, serial_key},
};

use super::{
    columns::{Choices, looks_like},
    decode::Encoding,
    read::{NoTable, table},
    row::{self, Facts, People, Whose, shown},
};

/// A row that cannot be taken, and what to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, from 1 on. A row that goes over several lines is named by its first.
    pub line: u64,
    /// What is wrong with it and how it should be.
    pub words: Words,
}

/// All that a file is compared with.
#[derive(Debug, Clone, Default)]
pub struct OnRecord {
    /// Every device.
    pub devices: Vec<StoredDevice>,
    /// Everybody.
    pub owners: Vec<Owner>,
    /// Their mail addresses.
    pub mails: Vec<(String, PersonId)>,
}

/// Reads it.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn on_record(core: &Core) -> Result<OnRecord, Fault> {
    let db = &mut core.db();
    Ok(OnRecord {
        devices: store::devices::all(db).await?,
        owners: store::devices::owners(db).await?,
        mails: store::devices::mail_addresses(db).await?,
    })
}

/// A device that is not on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// Its line.
    pub line: u64,
    /// Whose.
    pub owner: PersonId,
    /// Their folded user name.
    pub owner_key: String,
    /// What it is called; empty for "by its kind".
    pub name: String,
    /// What it runs.
    pub platform: Platform,
    /// Whose it is.
    pub ownership: Ownership,
    /// Serial number.
    pub serial: Option<String>,
    /// The maker's name for it.
    pub model: String,
    /// What manages it.
    pub management: String,
    /// The record of it under somebody else, where it passes on.
    pub from: Option<(DeviceId, PersonId)>,
}

/// A device of which something differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its line.
    pub line: u64,
    /// Whose.
    pub owner: PersonId,
    /// What its owner calls it.
    pub name: String,
    /// What is written.
    pub told: Told,
    /// What differs: words of facts.
    pub facts: Vec<&'static str>,
}

/// What an import will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// How the file is written.
    pub encoding: Encoding,
    /// Devices that are not on record, also those that pass on.
    pub new: Vec<New>,
    /// Devices of which something differs.
    pub changed: Vec<Change>,
    /// Rows that say what is on record.
    pub unchanged: usize,
    /// What is wrong, in the order of lines; a row may be named more than once.
    pub bad: Vec<Problem>,
    /// Devices from an earlier file that are not in this one: name and user name. They are left alone.
    pub missing: Vec<(String, String)>,
}

impl Plan {
    /// The same in numbers.
    pub fn summary(&self) -> ImportSummary {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let moved = self.new.iter().filter(|new| new.from.is_some()).count();
        let bad: HashSet<u64> = self.bad.iter().map(|problem| problem.line).collect();
        ImportSummary {
            new: count(self.new.len() - moved),
            changed: count(self.changed.len()),
            moved: count(moved),
            unchanged: count(self.unchanged),
            bad: count(bad.len()),
            missing: count(self.missing.len()),
            missing_names: self.missing.iter().take(ImportSummary::SHOWN).cloned().collect(),
        }
    }
}

/// The rows that can be taken, and what is wrong with the others.
struct Rows {
    good: Vec<Facts>,
    bad: Vec<Problem>,
    /// Serial numbers that stand anywhere in the file, also in bad rows.
    serials: HashSet<String>,
}

fn rows(table: &super::read::Table, choices: &Choices, people: &People<'_>) -> Rows {
    let system = looks_like(&table.header);
    let mut rows = Rows { good: Vec::new(), bad: Vec::new(), serials: HashSet::new() };
    for (at, (line, record)) in table.rows.iter().enumerate() {
        let line = *line;
        let mut problem = |words: Words| rows.bad.push(Problem { line, words });
        let Ok(record) = record else {
            problem(Words::of("device-row-unreadable"));
            continue;
        };
        let serial = choices.columns.get(&super::Fact::Serial).and_then(|at| record.get(*at));
        rows.serials.extend(serial.map(serial_key).filter(|key| !key.is_empty()));
        let next = table.rows.get(at + 1).map_or(u64::MAX, |(next, _)| *next);
        if table.is_badly_written(line, next) {
            problem(Words::of(match table.encoding {
                Encoding::Mixed => "device-row-mixed",
                _ => "device-row-no-text",
            }));
            continue;
        }
        match row::read(line, record, table.header.len(), choices, people, system) {
            Ok(facts) => rows.good.push(facts),
            Err(problems) => problems.into_iter().for_each(problem),
        }
    }
    rows
}

/// Takes out the rows that name the same device: which of them is right nobody can tell.
fn without_twins(good: Vec<Facts>, bad: &mut Vec<Problem>) -> Vec<Facts> {
    let mut lines: HashMap<String, Vec<u64>> = HashMap::with_capacity(good.len());
    let key = |row: &Facts| match &row.serial {
        Some(serial) => format!("s {}", serial_key(serial)),
        None => format!("n {} {} {}", row.owner, row.platform.word(), Core::fold(&row.name)),
    };
    for row in &good {
        lines.entry(key(row)).or_default().push(row.line);
    }
    let mut rest = Vec::with_capacity(good.len());
    for row in good {
        let same = lines.get(&key(&row)).map(Vec::as_slice).unwrap_or_default();
        if same.len() < 2 {
            rest.push(row);
            continue;
        }
        let others: Vec<String> =
            same.iter().filter(|line| **line != row.line).take(5).map(u64::to_string).collect();
        let words = match &row.serial {
            Some(serial) => Words::of("device-row-serial-twice").with("serial", shown(serial)),
            None => Words::of("device-row-name-twice").with("name", shown(&row.name)),
        };
        bad.push(Problem { line: row.line, words: words.with("lines", others.join(", ")) });
    }
    rest
}

/// Finds the record that a row is about.
struct Known<'a> {
    by_serial: HashMap<&'a str, &'a StoredDevice>,
    by_name: HashMap<(&'a str, Platform, String), Vec<&'a StoredDevice>>,
}

impl<'a> Known<'a> {
    fn new(devices: &'a [StoredDevice]) -> Self {
        let mut by_name: HashMap<_, Vec<&StoredDevice>> = HashMap::with_capacity(devices.len());
        for one in devices.iter().filter(|one| one.device.state == DeviceState::InUse) {
            let device = &one.device;
            let key = (device.person.as_str(), device.platform, Core::fold(&device.name));
            by_name.entry(key).or_default().push(one);
        }
        let by_serial = devices.iter().filter_map(|one| Some((one.serial_key.as_deref()?, one))).collect();
        Self { by_serial, by_name }
    }

    /// By its serial number; else, of the same person, by name and kind, unless that one has another number.
    fn find(&self, row: &Facts, taken: &HashSet<&str>) -> Option<&'a StoredDevice> {
        let key = row.serial.as_deref().map(serial_key);
        if let Some(found) = key.as_deref().and_then(|key| self.by_serial.get(key)) {
            return Some(found);
        }
        let same = self.by_name.get(&(row.owner.as_str(), row.platform, Core::fold(&row.name)))?;
        same.iter()
            .find(|one| {
                !taken.contains(one.device.id.as_str()) && (key.is_none() || one.serial_key.is_none())
            })
            .copied()
    }
}

/// Whose a device is from now on. What the file does not say stays as it is on record.
fn ownership(whose: Option<Whose>, held: Option<Ownership>, company: Ownership) -> Ownership {
    match (whose, held) {
        (None, Some(held)) => held,
        (Some(Whose::Company(None)), Some(held)) if held != Ownership::Own => held,
        (Some(Whose::Own), _) => Ownership::Own,
        (Some(Whose::Company(Some(company))), _) => company,
        (None | Some(Whose::Company(None)), _) => company,
    }
}

fn newcomer(row: &Facts, from: Option<&StoredDevice>, company: Ownership) -> New {
    New {
        line: row.line,
        owner: row.owner.clone(),
        owner_key: row.owner_key.clone(),
        name: row.name.clone(),
        platform: row.platform,
        ownership: ownership(row.whose, None, company),
        serial: row.serial.clone(),
        model: row.model.clone().unwrap_or_default(),
        management: row.management.clone().unwrap_or_default(),
        from: from.map(|from| (from.device.id.clone(), from.device.person.clone())),
    }
}

/// What differs between a row and the record; `None` if nothing does.
fn compare(row: &Facts, held: &StoredDevice, company: Ownership) -> Option<Change> {
    let told = Told {
        id: held.device.id.clone(),
        platform: row.platform,
        ownership: ownership(row.whose, Some(held.device.ownership), company),
        serial: row.serial.clone().or_else(|| held.serial.clone()),
        // A record that gave its number up keeps its text: the number itself may be another record's by now.
        serial_key: row.serial.as_deref().map(serial_key).or_else(|| held.serial_key.clone()),
        model: row.model.clone().unwrap_or_else(|| held.model.clone()),
        management: row.management.clone().unwrap_or_else(|| held.management.clone()),
    };
    let serial = told.serial_key != held.serial_key;
    let differs = [
        ("platform", told.platform != held.device.platform),
        ("ownership", told.ownership != held.device.ownership),
        ("serial", serial),
        ("model", told.model != held.model),
        ("management", told.management != held.management),
    ];
    let facts: Vec<&'static str> =
        differs.into_iter().filter(|(_, differs)| *differs).map(|(fact, _)| fact).collect();
    (!facts.is_empty()).then(|| Change {
        line: row.line,
        owner: held.device.person.clone(),
        name: held.device.name.clone(),
        told,
        facts,
    })
}

/// Compares a file with what is on record. Its columns must have been chosen ([`Choices::missing`]).
///
/// # Errors
/// [`NoTable`], if it holds no rows at all.
pub fn plan(file: &[u8], choices: &Choices, record: &OnRecord) -> Result<Plan, NoTable> {
    let table = table(file)?;
    let people = People::new(&record.owners, &record.mails);
    let Rows { good, mut bad, serials } = rows(&table, choices, &people);
    let good = without_twins(good, &mut bad);
    let known = Known::new(&record.devices);
    let mut taken: HashSet<&str> = HashSet::new();
    let mut plan = Plan {
        encoding: table.encoding,
        new: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
        bad: Vec::new(),
        missing: Vec::new(),
    };
    for row in &good {
        let Some(held) = known.find(row, &taken) else {
            plan.new.push(newcomer(row, None, choices.company));
            continue;
        };
        taken.insert(held.device.id.as_str());
        if held.device.person != row.owner {
            plan.new.push(newcomer(row, Some(held), choices.company));
            continue;
        }
        match compare(row, held, choices.company) {
            None => plan.unchanged += 1,
            Some(change) => plan.changed.push(change),
        }
    }
    let names: BTreeMap<&str, &str> =
        record.owners.iter().map(|owner| (owner.id.as_str(), owner.user_key.as_str())).collect();
    plan.missing = record
        .devices
        .iter()
        .filter(|one| one.device.state == DeviceState::InUse && one.source.starts_with("import:"))
        .filter(|one| !taken.contains(one.device.id.as_str()))
        .filter(|one| one.serial_key.as_ref().is_none_or(|key| !serials.contains(key)))
        .map(|one| {
            let owner = names.get(one.device.person.as_str()).copied().unwrap_or_default();
            (one.device.name.clone(), owner.to_owned())
        })
        .collect();
    bad.sort_by_key(|problem| problem.line);
    plan.bad = bad;
    Ok(plan)
}
