//! From a file and the people on record to what is to be done, or to everything that is wrong with the file.

use std::collections::{HashMap, HashSet};

use domain::{PersonId, person::Role};
use store::import::OnRecord;

use super::{
    RowProblem,
    changes::{self, Changed},
    row::{self, Facts},
    shown, tree,
};

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Language of whoever the file says none for: `en` or `de`.
    pub language: String,
    /// IANA time zone of whoever the file says none for.
    pub time_zone: String,
    /// Whether it is the first import, whose facts count as old (R3).
    pub first: bool,
    /// Whether people who are not in the file have left.
    pub missing_have_left: bool,
}

/// Somebody on record who is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub id: PersonId,
    /// Their user name.
    pub user_name: String,
    /// Their name.
    pub name: String,
}

/// What an import will do.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) new: Vec<Facts>,
    pub(super) changed: Vec<Changed>,
    /// Rows of the file that say what is on record already.
    pub unchanged: usize,
    /// People on record who are not in the file, but for those who left before. They are left alone.
    pub missing: Vec<Listed>,
    /// Those of them who are marked as having left: none unless it was asked for, and never an emergency account.
    pub leaving: Vec<Listed>,
    /// People on record who have not left.
    pub present: usize,
    /// What whoever runs the command should know: nobody left in a role that decides, devices that are not there.
    pub notes: Vec<String>,
}

impl Plan {
    /// Whether so many would be marked as having left that it must be asked again: more than one in twenty.
    pub fn needs_confirmation(&self) -> bool {
        self.leaving.len() * 20 > self.present
    }
}

/// The text of a file, without a byte order mark.
fn utf8(csv: &[u8]) -> Result<&str, RowProblem> {
    let save = "save the file as CSV in UTF-8";
    if csv.starts_with(&[0xff, 0xfe]) || csv.starts_with(&[0xfe, 0xff]) {
        return Err(RowProblem { line: 1, words: format!("this is UTF-16; {save}") });
    }
    let csv = csv.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(csv);
    std::str::from_utf8(csv).map_err(|error| {
        let before = csv.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
        RowProblem { line, words: format!("this line is not UTF-8; {save}") }
    })
}

/// Reads a file.
fn read(csv: &[u8], reading: &Reading) -> Result<Vec<Facts>, Vec<RowProblem>> {
    let text = utf8(csv).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records();
    let mut header: Option<Vec<super::columns::Column>> = None;
    let mut rows: Vec<Facts> = Vec::new();
    let mut lines: HashMap<String, u64> = HashMap::new();
    loop {
        let record = match records.next() {
            None => break,
            Some(Ok(record)) => record,
            Some(Err(error)) => {
                let line = error.position().map_or(1, csv::Position::line);
                problems.push(RowProblem { line, words: "this row cannot be read".to_owned() });
                break;
            }
        };
        let line = record.position().map_or(1, csv::Position::line);
        let Some(header) = &header else {
            if record.len() == 1 && record.iter().any(|cell| cell.contains(';')) {
                let words = "the cells are separated by ; but must be separated by commas".to_owned();
                return Err(vec![RowProblem { line, words }]);
            }
            header = Some(row::header(&record, &mut problems));
            if !problems.is_empty() {
                // Without its columns no row says anything.
                return Err(problems);
            }
            continue;
        };
        let Some(facts) = row::read(line, header, &record, reading, &mut problems) else { continue };
        match lines.get(&facts.user_key) {
            Some(first) if !facts.user_key.is_empty() => {
                let words =
                    format!("user_name {} is there twice, first in line {first}", shown(&facts.user_name));
                problems.push(RowProblem { line, words });
            }
            _ => {
                lines.insert(facts.user_key.clone(), line);
                rows.push(facts);
            }
        }
    }
    if rows.is_empty() && problems.is_empty() {
        problems.push(RowProblem { line: 1, words: "the file names nobody".to_owned() });
    }
    if problems.is_empty() { Ok(rows) } else { Err(with_managers(problems, rows, &lines)) }
}

/// With other problems in the file its managers can only be checked among its own rows; nothing is said of those who are
/// not there, for they may be on record.
fn with_managers(
    mut problems: Vec<RowProblem>,
    rows: Vec<Facts>,
    lines: &HashMap<String, u64>,
) -> Vec<RowProblem> {
    let mut nodes = HashMap::new();
    for row in &rows {
        let manager = row.manager.clone().flatten();
        nodes.insert(row.user_key.clone(), tree::Node { manager, line: Some(row.line), gone: false });
    }
    let known: Vec<Facts> = rows
        .into_iter()
        .filter(|row| row.manager.iter().flatten().all(|manager| lines.contains_key(manager)))
        .collect();
    tree::check(&nodes, &known, &mut problems);
    problems.sort();
    problems
}

/// Compares a file with the people on record.
///
/// # Errors
/// Everything that is wrong with the file, by line. Then nothing of it is to be done.
pub fn plan(csv: &[u8], current: &[OnRecord], reading: &Reading) -> Result<Plan, Vec<RowProblem>> {
    let rows = read(csv, reading)?;
    let keys: HashMap<&PersonId, &str> =
        current.iter().map(|held| (&held.id, held.user_key.as_str())).collect();
    let named: HashSet<&str> = rows.iter().map(|row| row.user_key.as_str()).collect();
    let leaves = |held: &OnRecord| {
        reading.missing_have_left && !held.left && !held.emergency && !named.contains(held.user_key.as_str())
    };
    let mut nodes: HashMap<String, tree::Node> = HashMap::with_capacity(current.len() + rows.len());
    for held in current {
        let manager = held.manager.as_ref().and_then(|id| keys.get(id)).map(|key| (*key).to_owned());
        let gone = held.left || leaves(held);
        nodes.insert(held.user_key.clone(), tree::Node { manager, line: None, gone });
    }
    for row in &rows {
        let before = nodes.get(&row.user_key).and_then(|node| node.manager.clone());
        let manager = row.manager.clone().unwrap_or(before);
        nodes.insert(row.user_key.clone(), tree::Node { manager, line: Some(row.line), gone: false });
    }
    let mut problems = Vec::new();
    tree::check(&nodes, &rows, &mut problems);
    if !problems.is_empty() {
        problems.sort();
        return Err(problems);
    }

    let held: HashMap<&str, &OnRecord> = current.iter().map(|held| (held.user_key.as_str(), held)).collect();
    let listed = |held: &OnRecord| Listed {
        id: held.id.clone(),
        user_name: held.user_name.clone(),
        name: held.name.clone(),
    };
    let missing: Vec<&OnRecord> =
        current.iter().filter(|held| !held.left && !named.contains(held.user_key.as_str())).collect();
    let mut plan = Plan {
        new: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
        missing: missing.iter().map(|held| listed(held)).collect(),
        leaving: missing.iter().filter(|held| leaves(held)).map(|held| listed(held)).collect(),
        present: current.iter().filter(|held| !held.left).count(),
        notes: notes(&rows, &held, &missing, reading),
    };
    for row in rows {
        let held = held.get(row.user_key.as_str()).copied();
        let device = changes::mobile_device(&row, held).unwrap_or_else(|words| {
            plan.notes.push(words);
            None
        });
        match held {
            None => plan.new.push(row),
            Some(held) => match changes::compare(&row, held, device.as_ref(), &keys, reading) {
                None => plan.unchanged += 1,
                Some(changed) => plan.changed.push(changed),
            },
        }
    }
    plan.new = tree::managers_first(plan.new, |row| &row.user_key, &nodes);
    Ok(plan)
}

/// Names the roles that nobody enabled will hold: `security` decides what nobody else may, `it` what has no manager (I11).
fn notes(
    rows: &[Facts],
    held: &HashMap<&str, &OnRecord>,
    missing: &[&OnRecord],
    reading: &Reading,
) -> Vec<String> {
    let holds = |role: Role| {
        let in_file = rows.iter().any(|row| {
            let held = held.get(row.user_key.as_str());
            let roles = row.roles.as_ref().or(held.map(|held| &held.roles));
            let active = row.active.unwrap_or_else(|| held.is_none_or(|held| held.active));
            active && roles.is_some_and(|roles| roles.contains(&role))
        });
        let beside = missing.iter().any(|held| {
            held.active && held.roles.contains(&role) && (!reading.missing_have_left || held.emergency)
        });
        in_file || beside
    };
    [
        (Role::Security, "lift a freeze or let a privileged person back in"),
        (Role::It, "decide where a manager is missing"),
    ]
    .into_iter()
    .filter(|(role, _)| !holds(*role))
    .map(|(role, what)| format!("nobody holds the role {}: nobody can {what}", role.word()))
    .collect()
}
