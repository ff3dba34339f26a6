//! From bytes to a header and rows.

use csv::StringRecord;

use super::{
    columns::{Choices, looks_like},
    decode::{Decoded, Encoding, Unreadable, decode},
};

/// What is said of a file before its columns are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// How it is written.
    pub encoding: Encoding,
    /// Names of its columns.
    pub header: Vec<String>,
    /// What stands in the first rows, by column: at most three each, none empty.
    pub examples: Vec<Vec<String>>,
    /// Rows after the header.
    pub rows: u64,
    /// The management system that it looks like.
    pub looks_like: Option<&'static str>,
    /// Which column holds what, guessed.
    pub guess: Choices,
}

/// Columns of a file at most.
const MOST_COLUMNS: usize = 250;
/// Characters of an example.
const EXAMPLE: usize = 40;

/// Why a file has no rows that could be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    /// See [`Unreadable`].
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// There is nothing after the first line.
    #[error("the file names no device")]
    Empty,
    /// The first line names one column only, or far too many.
    #[error("the first line names no columns; export the list again as CSV")]
    NoHeader,
}

/// A file as header and rows; rows come with their line.
pub(super) struct Table {
    pub(super) encoding: Encoding,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<(u64, Result<StringRecord, ()>)>,
    /// The lines that [`Decoded::bad_lines`] names.
    bad_lines: std::collections::BTreeSet<u64>,
}

impl Table {
    /// Whether the row that begins at `line` and ends before `next` holds a line that is not written as the others are.
    pub(super) fn is_badly_written(&self, line: u64, next: u64) -> bool {
        self.bad_lines.range(line..next.max(line + 1)).next().is_some()
    }
}

/// What separates the cells: whichever of comma, semicolon and tab is most in the first line.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

pub(super) fn table(file: &[u8]) -> Result<Table, NoTable> {
    let Decoded { text, encoding, bad_lines } = decode(file)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let header: Vec<String> = match records.next() {
        Some(Ok(record)) => record.iter().map(|cell| cell.trim().to_owned()).collect(),
        _ => return Err(NoTable::Empty),
    };
    if header.len() < 2 || header.len() > MOST_COLUMNS {
        return Err(NoTable::NoHeader);
    }
    let mut rows = Vec::new();
    for record in records {
        match record {
            // Lines without anything stand at the end of many exports.
            Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(record) => {
                let line = record.position().map_or(1, csv::Position::line);
                rows.push((line, Ok(record)));
            }
            Err(error) => {
                rows.push((error.position().map_or(1, csv::Position::line), Err(())));
                break;
            }
        }
    }
    if rows.is_empty() {
        return Err(NoTable::Empty);
    }
    Ok(Table { encoding, header, rows, bad_lines })
}

/// Looks at a file: its columns, what stands in them, and which holds what.
///
/// # Errors
/// [`NoTable`].
pub fn look(file: &[u8]) -> Result<Look, NoTable> {
    let table = table(file)?;
    let mut examples: Vec<Vec<String>> = vec![Vec::new(); table.header.len()];
    for (_, row) in table.rows.iter().take(50) {
        let Ok(row) = row else { continue };
        for (shown, cell) in examples.iter_mut().zip(row) {
            let cell: String = cell.trim().chars().filter(|c| !c.is_control()).take(EXAMPLE).collect();
            if !cell.is_empty() && shown.len() < 3 && !shown.contains(&cell) {
                shown.push(cell);
            }
        }
    }
    Ok(Look {
        encoding: table.encoding,
        rows: u64::try_from(table.rows.len()).unwrap_or(u64::MAX),
        looks_like: looks_like(&table.header),
        guess: Choices::guess(&table.header),
        examples,
        header: table.header,
    })
}
