//! A person's own devices, and files of devices for IT.

use domain::{
    Time,
    device::{DeviceState, Ownership, Platform},
    method::{MethodKind, MethodState},
};
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent, Words, methods::Standing};

/// `/devices`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceList {
    /// In use, oldest first.
    pub in_use: Vec<DeviceLine>,
    /// No longer in use, the latest first.
    pub past: Vec<DeviceLine>,
}

/// One device as a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceLine {
    /// Its id.
    pub id: String,
    /// The owner's name for it.
    pub name: String,
    /// What it runs.
    pub platform: Platform,
    /// Whose it is.
    pub ownership: Ownership,
    /// Where it is in its life.
    pub state: DeviceState,
    /// Since when.
    pub since: Time,
    /// The ways to sign in that live on it.
    pub methods: Vec<LivesHere>,
    /// What would happen if it were lost; only while it is in use.
    pub if_lost: Option<Standing>,
}

/// A way to sign in that lives on a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LivesHere {
    /// Its id.
    pub id: String,
    /// The owner's name for it.
    pub name: String,
    /// Kind.
    pub kind: MethodKind,
    /// State.
    pub state: MethodState,
    /// It lives with an account, and so maybe on other devices too.
    pub account: bool,
    /// Why it cannot be removed now, if it cannot.
    pub why_not: Option<Words>,
}

/// `/devices/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DevicePage {
    /// The device.
    pub line: DeviceLine,
    /// The maker's name for it; may be empty.
    pub model: String,
    /// Serial number, if known.
    pub serial: Option<String>,
    /// What manages it; empty for nothing.
    pub management: String,
    /// The file that it came from, if its owner did not name it.
    pub from_file: Option<String>,
    /// When it was named here.
    pub added: Time,
    /// What took its place.
    pub replaced_by: Option<String>,
    /// The person's other devices in use: id and name.
    pub others: Vec<(String, String)>,
    /// Names of ways to sign in that lived on it and are removed.
    pub removed: Vec<String>,
    /// Names of ways to sign in that work without it.
    pub works_without: Vec<String>,
    /// How the person stands without it.
    pub without: Standing,
    /// The one next step then, and where it is taken.
    pub next: Option<(Words, String)>,
    /// Why "I lost this" cannot be said from here, and what to do instead.
    pub not_from_here: Option<Words>,
    /// Why it cannot be found again now, or what will not come back.
    pub held: Option<Words>,
    /// Acts need a fresh proof first; the links then lead there.
    pub needs_proof: bool,
}

/// `/devices/add`.
#[derive(Debug, Clone, Default)]
pub struct NewDeviceForm {
    /// What its owner calls it.
    pub name: String,
    /// A platform's word.
    pub platform: String,
    /// An ownership's word.
    pub ownership: String,
}

/// What a form of `/devices/{id}` sends.
#[derive(Debug, Clone, Default)]
pub struct DeviceForm {
    /// `rename`, `ownership`, `lost`, `broken`, `replaced`, `handed-back` or `found`.
    pub step: String,
    /// For `rename`.
    pub name: String,
    /// For `ownership`.
    pub ownership: String,
    /// For `replaced`: the id of another device, or `other`.
    pub by: String,
}

/// See the module.
#[async_trait::async_trait]
pub trait Devices {
    /// One's own devices. Least: person.
    async fn devices(&self) -> Answer<DeviceList>;
    /// One of them. Least: person.
    async fn device(&self, id: String) -> Answer<DevicePage>;
    /// Names another one. Least: fresh person.
    async fn add_device(&self, form: NewDeviceForm) -> Answer<Sent>;
    /// Changes one, or says what became of it. Least: fresh person.
    async fn change_device(&self, id: String, form: DeviceForm) -> Answer<Sent>;
}

/// What `/desk/devices/import` shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportView {
    /// No file yet.
    Empty,
    /// Which column holds what.
    Columns(ColumnsView),
    /// What an import would do.
    Preview(PreviewView),
    /// It goes on.
    Running {
        /// The file.
        file: FileName,
        /// Changes made.
        done: u64,
        /// Of how many; 0 until known.
        total: u64,
    },
    /// It was imported.
    Done {
        /// The file.
        file: FileName,
        /// What it did.
        summary: ImportSummary,
    },
    /// It stopped half-way.
    Stopped {
        /// The file.
        file: FileName,
        /// Why, in words.
        why: Words,
    },
}

/// A file that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileName {
    /// Its id here.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Rows after the header.
    pub rows: u64,
    /// Key of the words for its encoding.
    pub encoding: String,
}

/// Which column holds what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsView {
    /// The file.
    pub file: FileName,
    /// The management system that its header looks like, if any.
    pub looks_like: Option<String>,
    /// Each fact, the column chosen or guessed for it, and examples from the file.
    pub facts: Vec<ColumnChoice>,
    /// The columns of the file.
    pub columns: Vec<String>,
    /// What is taken for the account on the organisation's devices: an ownership's word.
    pub company_account: String,
}

/// One fact about a device, and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// Its word: `owner`, `serial` …
    pub fact: String,
    /// Must be chosen.
    pub needed: bool,
    /// The column, counted from 0.
    pub column: Option<usize>,
    /// What stands there in the first rows.
    pub examples: Vec<String>,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// The file.
    pub file: FileName,
    /// What would be done; nothing of it is.
    pub summary: ImportSummary,
    /// Bad rows: line and what to mend. At most [`ImportSummary::SHOWN`].
    pub bad: Vec<(u64, Words)>,
    /// Some of what is new: line, name and user name of the owner.
    pub new: Vec<(u64, String, String)>,
    /// Some of what changes: line, name, and the facts that do.
    pub changed: Vec<(u64, String, Vec<Words>)>,
}

/// What an import did or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSummary {
    /// New devices.
    pub new: u64,
    /// Devices of which something differs.
    pub changed: u64,
    /// Devices that are somebody else's now; counted in neither of the above.
    pub moved: u64,
    /// Rows that say what is on record.
    pub unchanged: u64,
    /// Rows that cannot be taken.
    pub bad: u64,
    /// Devices from an earlier file that are not in this one; left alone.
    pub missing: u64,
    /// Some of them: name and user name of the owner.
    pub missing_names: Vec<(String, String)>,
}

impl ImportSummary {
    /// How many rows of a list are shown.
    pub const SHOWN: usize = 100;
}
