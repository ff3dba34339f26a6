//! One row of the file, read and checked by itself.

use csv::StringRecord;
use domain::{
    DeviceId, Time,
    person::{ContactKind, Role},
};
use service::Core;

use super::{
    RowProblem,
    columns::{self, Column, mail, phone, several, text, yes_or_no},
    plan::Reading,
    shown,
};

/// Addresses or numbers of one person at most.
const MOST_CONTACTS: usize = 10;
/// Characters of a user name at most: as many as tell two apart.
const LONGEST_USER_NAME: usize = 256;
/// Characters of a name at most.
const LONGEST_NAME: usize = 300;
/// Characters of a department or ring at most.
const LONGEST_WORD: usize = 100;

/// An address or number as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContactCell {
    pub(super) kind: ContactKind,
    pub(super) value: String,
    pub(super) label: String,
    /// The device it rings on: known only once the row is compared with what is on record.
    pub(super) device: Option<DeviceId>,
}

/// What one row says. `None` for a column that the file does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) line: u64,
    pub(super) user_name: String,
    pub(super) user_key: String,
    pub(super) name: String,
    pub(super) addresses: Option<Vec<ContactCell>>,
    pub(super) phones: Option<Vec<ContactCell>>,
    /// What the device that mobile numbers ring on is called, or its serial number; empty if it is on none.
    pub(super) mobile_device: Option<String>,
    /// The manager's folded user name; inside none if there is none.
    pub(super) manager: Option<Option<String>>,
    pub(super) roles: Option<Vec<Role>>,
    pub(super) language: Option<String>,
    pub(super) time_zone: Option<String>,
    pub(super) department: Option<String>,
    pub(super) ring: Option<String>,
    pub(super) active: Option<bool>,
    pub(super) starts_on: Option<Option<Time>>,
    pub(super) photo: Option<bool>,
    pub(super) emergency: Option<bool>,
}

/// Cells of a row by their columns, and what is wrong with them.
struct Cells<'a> {
    line: u64,
    header: &'a [Column],
    record: &'a StringRecord,
    problems: &'a mut Vec<RowProblem>,
}

impl<'a> Cells<'a> {
    fn get(&self, column: Column) -> Option<&'a str> {
        let at = self.header.iter().position(|one| *one == column)?;
        Some(self.record.get(at).unwrap_or_default().trim())
    }

    fn problem(&mut self, words: impl Into<String>) {
        self.problems.push(RowProblem { line: self.line, words: words.into() });
    }

    fn ok<T>(&mut self, result: Result<T, String>) -> Option<T> {
        result.map_err(|words| self.problem(words)).ok()
    }

    fn word(&mut self, column: Column) -> Option<String> {
        let cell = self.get(column)?;
        let read = text(column.name(), cell, LONGEST_WORD);
        self.ok(read)
    }

    fn flag(&mut self, column: Column, empty: bool) -> Option<bool> {
        let cell = self.get(column)?;
        if cell.is_empty() {
            return Some(empty);
        }
        let read = yes_or_no(column, cell);
        self.ok(read)
    }

    fn contacts(
        &mut self,
        column: Column,
        read: impl Fn(&str) -> Result<(ContactKind, String, String), String>,
    ) -> Option<Vec<ContactCell>> {
        let cell = self.get(column)?;
        let mut all: Vec<ContactCell> = Vec::new();
        for part in several(cell) {
            let read = read(part);
            let Some((kind, value, label)) = self.ok(read) else { continue };
            // The same one twice is the same one; the same number as two kinds says two things about one telephone.
            match all.iter().find(|one| one.value == value) {
                None => all.push(ContactCell { kind, value, label, device: None }),
                Some(other) if other.kind == kind => {}
                Some(_) => self.problem(format!("{} is there as two kinds of number", shown(&value))),
            }
        }
        if all.len() > MOST_CONTACTS {
            self.problem(format!("{} holds {}; it may hold {MOST_CONTACTS}", column.name(), all.len()));
        }
        Some(all)
    }
}

/// Reads one row. Everything that is wrong with it goes to `problems`; then it is `None`, or of no use.
pub(super) fn read(
    line: u64,
    header: &[Column],
    record: &StringRecord,
    reading: &Reading,
    problems: &mut Vec<RowProblem>,
) -> Option<Facts> {
    let mut cells = Cells { line, header, record, problems };
    if record.len() != header.len() {
        cells.problem(format!(
            "this row has {} cells; the first line names {} columns",
            record.len(),
            header.len()
        ));
        return None;
    }
    let user_name = cells.get(Column::UserName).unwrap_or_default();
    let name = cells.get(Column::Name).unwrap_or_default();
    if user_name.is_empty() {
        cells.problem("user_name is empty");
    }
    if name.is_empty() {
        cells.problem("name is empty");
    }
    let user_name = cells.ok(text("user_name", user_name, LONGEST_USER_NAME)).unwrap_or_default();
    let name = cells.ok(text("name", name, LONGEST_NAME)).unwrap_or_default();
    let addresses = cells.contacts(Column::Addresses, |part| {
        mail(part).map(|address| (ContactKind::Mail, address, String::new()))
    });
    let phones = cells.contacts(Column::Phones, phone);
    let manager = cells.get(Column::Manager).map(|cell| Some(Core::fold(cell)).filter(|key| !key.is_empty()));
    let roles = cells.get(Column::Roles).map(|cell| {
        let mut roles = Vec::new();
        for word in several(cell) {
            match Role::from_word(&word.to_lowercase()) {
                Some(role) if roles.contains(&role) => {}
                Some(role) => roles.push(role),
                None => cells.problem(format!(
                    "{} is no role; it is one of {}",
                    shown(word),
                    Role::ALL.map(Role::word).join(", ")
                )),
            }
        }
        roles.sort_unstable();
        roles
    });
    let language = cells.get(Column::Language).map(|cell| match cell {
        "" => reading.language.clone(),
        cell => match words::Language::from_code(cell) {
            Some(language) => language.code().to_owned(),
            None => {
                let known = words::Language::ALL.map(words::Language::code).join(", ");
                cells.problem(format!("language is {}; it is one of {known}", shown(cell)));
                String::new()
            }
        },
    });
    let time_zone = cells.get(Column::TimeZone).map(|cell| match cell {
        "" => reading.time_zone.clone(),
        cell => match jiff::tz::TimeZone::get(cell) {
            Ok(zone) => zone.iana_name().unwrap_or(cell).to_owned(),
            Err(_) => {
                cells.problem(format!("time_zone is {}, which is none; such as Europe/Berlin", shown(cell)));
                String::new()
            }
        },
    });
    let zone = time_zone.clone().unwrap_or_else(|| reading.time_zone.clone());
    let starts_on = cells.get(Column::StartsOn).map(|cell| {
        if cell.is_empty() {
            return None;
        }
        let day = starts(cell, &zone);
        if day.is_none() {
            cells.problem(format!("starts_on is {}; write a day as 2026-05-31", shown(cell)));
        }
        day
    });
    Some(Facts {
        line,
        user_key: Core::fold(&user_name),
        user_name,
        name,
        addresses,
        phones,
        mobile_device: cells.word(Column::MobileDevice),
        manager,
        roles,
        language,
        time_zone,
        department: cells.word(Column::Department),
        ring: cells.word(Column::Ring),
        active: cells.flag(Column::Active, true),
        starts_on,
        photo: cells.flag(Column::Photo, false),
        emergency: cells.flag(Column::Emergency, false),
    })
}

/// The beginning of that day in that zone.
fn starts(day: &str, zone: &str) -> Option<Time> {
    let date: jiff::civil::Date = day.parse().ok()?;
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Some(Time(date.to_zoned(zone).ok()?.timestamp().as_millisecond()))
}

/// Reads the first line: which column stands where.
pub(super) fn header(record: &StringRecord, problems: &mut Vec<RowProblem>) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut problem = |words: String| problems.push(RowProblem { line: 1, words });
    for cell in record {
        match columns::Column::from_name(cell) {
            None => problem(format!("{} is no column; there are {}", shown(cell), Column::names())),
            Some(column) if columns.contains(&column) => problem(format!("{} is there twice", column.name())),
            Some(column) => columns.push(column),
        }
    }
    for needed in [Column::UserName, Column::Name] {
        if !columns.contains(&needed) {
            problem(format!("the first line must name the columns; {} is missing", needed.name()));
        }
    }
    columns
}
