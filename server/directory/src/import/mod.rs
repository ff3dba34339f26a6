//! People from a CSV file.
//!
//! One line a person; the first line names the columns, in any order. `user_name` and `name` must be there. A column that is
//! not there says nothing: what is on record stays. A cell that is empty says that there is none.
//!
//! | column | holds |
//! |---|---|
//! | `user_name` | what the person signs in with; upper and lower case are alike |
//! | `name` | at most 300 characters |
//! | `addresses` | mail addresses, separated by `;` |
//! | `phones` | numbers as `KIND:NUMBER` or `KIND LABEL:NUMBER`, separated by `;`; see [`columns::KINDS`] |
//! | `mobile_device` | the person's device that their mobile numbers ring on: its serial number, or the name it has here |
//! | `manager` | user name of the manager |
//! | `roles` | `it`, `security`, `auditor`, separated by `;` |
//! | `language` | `en`, `de` |
//! | `time_zone` | such as `Europe/Berlin` |
//! | `department`, `ring` | words of the organisation |
//! | `active`, `photo`, `emergency` | `yes` or `no` |
//! | `starts_on` | first working day, `2026-05-31` |
//!
//! A number on a device that is gone counts for nothing, and one that is known to ring on another device counts (R4): so to say
//! which device it is makes a number as young as if it were new (R3). Devices come after people, so this column is for a second
//! file; a device that is not found is named at the end and nothing is changed by it.
//!
//! [`plan`] is pure: it reports every bad row by its line, all at once, or says what is to be done. [`import`] carries a plan
//! out through the one writer, some hundred people a job, so that the portal goes on working meanwhile.

mod apply;
mod changes;
pub mod columns;
mod leave;
mod outcome;
mod plan;
mod row;
#[cfg(test)]
pub(crate) mod tests;
mod tree;

pub use apply::{Asked, import};
pub use outcome::{ImportFault, Leaving, Summary};
pub use plan::{Listed, Plan, Reading, plan};

/// A row that cannot be taken, and what to mend, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowProblem {
    /// Line of the file, from 1 on. A row that goes over several lines is named by its first.
    pub line: u64,
    /// What is wrong with it and how it should be.
    pub words: String,
}

impl std::fmt::Display for RowProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.words)
    }
}

/// A value as it stands in a message to whoever runs the command: not endless, nothing that moves the cursor.
fn shown(text: &str) -> String {
    let mut shown: String =
        text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(60).collect();
    if text.chars().count() > 60 {
        shown.push('…');
    }
    format!("“{shown}”")
}
