//! Devices from a management system's export.
//!
//! One line a device; the first line names the columns. Which column holds what is guessed from the names that Intune, Jamf,
//! Workspace ONE and Google give them, in English and German, and can be chosen otherwise. Owner and platform must be there.
//!
//! | fact | what a cell holds |
//! |---|---|
//! | `owner` | user name or mail address of whoever has it |
//! | `platform` | what it runs: `iOS`, `Android (Enterprise)`, `Windows 11`, `macOS` … |
//! | `serial` | serial number; unique where there is one |
//! | `name` | what it is called; a name that its owner gave stays |
//! | `model` | the maker's name for it |
//! | `ownership` | the organisation's or the owner's: `Company`, `Personal`, `BYOD` … |
//! | `account` | the account on it is the organisation's or the owner's, where the export knows |
//! | `management` | what manages it |
//!
//! [`decode`] finds out how the file is written, [`look`] reads its header and guesses, [`plan`] compares it with what is on
//! record and names each bad row, and [`import`] carries a plan out through the one writer, some hundred devices a job. A
//! device that is missing from the file is listed and left alone; no import says that something is lost, and none removes a
//! way to sign in.

mod apply;
mod columns;
mod decode;
mod plan;
mod read;
mod row;
#[cfg(test)]
mod tests;

pub use apply::{Asked, By, ImportFault, import};
pub use columns::{Choices, Fact};
pub use decode::{Encoding, Unreadable};
pub use plan::{Change, New, OnRecord, Plan, Problem, on_record, plan};
pub use read::{Look, NoTable, look};

/// Bytes of a file at most.
pub const MOST: usize = 24 * 1024 * 1024;
