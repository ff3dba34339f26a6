//! Would they get back in: for oneself, for a manager's team, for everybody (R10).

use domain::{
    Time,
    device::{Ownership, Platform},
};
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent, Words, methods::Standing};

/// What is lost, as it stands in the address of `/what-if`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhatIfQuery {
    /// A device's id, or `other` for something that is not on record. Empty if nothing was picked.
    pub device: String,
    /// A second one.
    pub also: String,
    /// The organisation's own sign-in is down.
    pub sign_in: bool,
}

/// `/what-if`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// The person's devices in use, to pick from.
    pub devices: Vec<WhatIfDevice>,
    /// What would happen; `None` until something was picked.
    pub after: Option<After>,
}

/// A device to pick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIfDevice {
    /// Its id.
    pub id: String,
    /// The owner's name for it.
    pub name: String,
    /// What it runs.
    pub platform: Platform,
    /// Whose it is.
    pub ownership: Ownership,
}

/// What would happen after a loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// Names of the devices lost.
    pub lost: Vec<String>,
    /// Whether something not on record is lost.
    pub other: bool,
    /// Whether the organisation's sign-in is down.
    pub sign_in: bool,
    /// The heading.
    pub standing: Standing,
    /// The ways back in, best first.
    pub ways: Vec<Words>,
    /// The one step that would fix it.
    pub next: Option<Step>,
}

/// One step, in words, and where it is taken. Without an address somebody else takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// In words.
    pub words: Words,
    /// Where.
    pub path: Option<String>,
}

/// `/team`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Direct reports, those who are least ready first.
    pub rows: Vec<TeamRow>,
}

/// Somebody of a team. No device is named and no number shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamRow {
    /// Display name.
    pub name: String,
    /// The heading; `None` while it is being worked out.
    pub standing: Option<Standing>,
    /// What would hit hardest: `now`, `device PLATFORM` or `sign-in`.
    pub loss: String,
    /// The one next step: its word and perhaps a platform. Empty if there is none.
    pub next: String,
    /// They manage somebody and could approve nothing for them now.
    pub cannot_approve: bool,
    /// When they last practised getting back in.
    pub practised: Option<Time>,
    /// They should practise (again).
    pub drill_due: bool,
}

/// What `/desk/readiness` shows; stands in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadinessFilter {
    /// `not-ready` (default), `not-at-all`, `with-help`, `by-yourself` or `all`.
    pub show: String,
    /// A role's word, or `none`; empty for all.
    pub role: String,
    /// Roll-out group.
    pub ring: String,
    /// Department.
    pub department: String,
    /// An ownership's word, or `none`.
    pub ownership: String,
    /// Who practised getting back in: `done`, `never` or `due`; empty for all.
    pub practised: String,
    /// The last row of the page before.
    pub after: String,
}

/// How many are how ready.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Not at all.
    pub not_at_all: u64,
    /// With help.
    pub with_help: u64,
    /// By themselves.
    pub by_yourself: u64,
}

impl Counts {
    /// All of them.
    pub const fn all(self) -> u64 {
        self.not_at_all + self.with_help + self.by_yourself
    }
}

/// `/desk/readiness`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadinessPage {
    /// How many, of those the filter leaves.
    pub counts: Counts,
    /// Day by day, oldest first: when, and how many. Of those the filter names if it is one filter, else of everybody.
    pub days: Vec<(Time, Counts)>,
    /// Whether the days are of everybody although a filter is set.
    pub days_of_all: bool,
    /// The list, the worst first.
    pub rows: Vec<ReadinessRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Roll-out groups to filter by.
    pub rings: Vec<String>,
    /// Departments to filter by.
    pub departments: Vec<String>,
    /// Nudged in the last 90 days, and how many of those became ready afterwards.
    pub effect: (u64, u64),
    /// Whether nudges are sent at all.
    pub nudges_on: bool,
    /// May remind people now.
    pub may_remind: bool,
}

/// Somebody in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadinessRow {
    /// Display name.
    pub name: String,
    /// Department; may be empty.
    pub department: String,
    /// The heading.
    pub standing: Standing,
    /// As in [`TeamRow`].
    pub loss: String,
    /// As in [`TeamRow`].
    pub next: String,
    /// Since when.
    pub since: Time,
    /// When they were last nudged.
    pub nudged: Option<Time>,
    /// As in [`TeamRow`].
    pub practised: Option<Time>,
    /// As in [`TeamRow`].
    pub drill_due: bool,
}

/// See the module.
#[async_trait::async_trait]
pub trait Readiness {
    /// What would happen if these were lost. Least: person.
    async fn what_if(&self, query: WhatIfQuery) -> Answer<WhatIf>;
    /// Whether the caller manages anybody. Least: person.
    async fn manages_somebody(&self) -> Answer<bool>;
    /// The caller's direct reports. Least: person who manages somebody.
    async fn team(&self) -> Answer<Team>;
    /// Everybody. Least: a person with a role.
    async fn readiness_of_all(&self, filter: ReadinessFilter) -> Answer<ReadinessPage>;
    /// Reminds those of the list who are not ready, some hundred at a time, nobody twice in a week; goes on at the list, which
    /// says how many. Least: `it` or `security`, fresh proof.
    async fn remind(&self, filter: ReadinessFilter) -> Answer<Sent>;
}
