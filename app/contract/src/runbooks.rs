//! Runbooks: what somebody does next when a phone changes, is lost, or is their first; as they see it and as the help desk does.

use domain::{
    Time,
    device::{Ownership, Platform},
    runbook::{Advice, RunbookKind, Scenario, StepId, Stuck, WhoActs},
};
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent, Words};

/// A runbook as one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunbookLine {
    /// Its id.
    pub id: String,
    /// Which situation.
    pub kind: RunbookKind,
    /// Whose the new device is.
    pub scenario: Scenario,
    /// The person's name.
    pub name: String,
    /// Where it stands.
    pub stands: RunbookStands,
    /// Since when that is so.
    pub since: Time,
}

/// Where a runbook stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RunbookStands {
    /// A step is to be done.
    At {
        /// Which.
        step: StepId,
        /// Its place, from 1.
        place: usize,
        /// Of how many.
        of: usize,
        /// Who acts.
        who: WhoActs,
        /// What to do if it waits for too long.
        stuck: Option<Stuck>,
    },
    /// Everything is done.
    Finished,
    /// It ended before; why, as a word: `stopped`, `request-ended`, `too-old`, `person-left`.
    Ended(String),
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunbookStep {
    /// Which.
    pub id: StepId,
    /// Who acts.
    pub who: WhoActs,
    /// When it was seen to be done.
    pub done: Option<Time>,
    /// What is to be thought of meanwhile, since nothing can observe it.
    pub advice: Vec<Advice>,
}

/// `/runbooks/{id}` and `/desk/runbooks/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunbookPage {
    /// As in lists.
    pub line: RunbookLine,
    /// When it began.
    pub begun: Time,
    /// Who began it; none where an approval did.
    pub by: Option<String>,
    /// Whether at the beginning there was a way back in without the old device.
    pub has_backup: bool,
    /// Name of the device that goes.
    pub old: Option<String>,
    /// Every step in its order.
    pub steps: Vec<RunbookStep>,
    /// Where the step at hand is done, for whoever looks: words of the button and path.
    pub go: Option<(Words, String)>,
    /// For the help desk: the request that this waits for.
    pub request: Option<String>,
    /// What can be said of it: its devices, and what is chosen.
    pub about: RunbookAbout,
}

/// What the form about a runbook shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunbookAbout {
    /// The person's devices in use that could be the one that goes: id and name.
    pub devices: Vec<(String, String)>,
    /// The one that goes.
    pub old: Option<String>,
    /// What the new one is.
    pub platform: Platform,
    /// Whose the new one is.
    pub ownership: Ownership,
    /// The new one is on record itself, which says what it is: its name.
    pub known: Option<String>,
}

/// What a form about a runbook sends.
#[derive(Debug, Clone, Default)]
pub struct RunbookForm {
    /// `about` or `stop`; nothing to begin one.
    pub step: String,
    /// A kind's word, to begin one.
    pub kind: String,
    /// The desk: for whom, by user name.
    pub user_name: String,
    /// The id of the device that goes, or `none`.
    pub old: String,
    /// A platform's word.
    pub platform: String,
    /// An ownership's word.
    pub ownership: String,
}

/// What the desk's list shows; stands in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunbookFilter {
    /// `open` (default), `stuck`, `ended`.
    pub show: String,
    /// A kind's word, or empty for all.
    pub kind: String,
    /// Part of a name.
    pub search: String,
}

/// `/desk/runbooks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunbookList {
    /// Those that are stuck first, longest first; then the others in the same order.
    pub rows: Vec<RunbookLine>,
    /// How many are stuck, of all that are open.
    pub stuck: usize,
    /// There are more than are listed.
    pub more: bool,
}

/// See the module.
#[async_trait::async_trait]
pub trait Runbooks {
    /// One's own that go on. Least: person.
    async fn runbooks(&self) -> Answer<Vec<RunbookLine>>;
    /// One of them. Least: person.
    async fn runbook(&self, id: String) -> Answer<RunbookPage>;
    /// What there is to choose from when one begins. Least: person.
    async fn runbook_choices(&self) -> Answer<RunbookAbout>;
    /// Begins one. Least: person.
    async fn begin_runbook(&self, form: RunbookForm) -> Answer<Sent>;
    /// Says what it is about, or stops it. Least: person.
    async fn change_runbook(&self, id: String, form: RunbookForm) -> Answer<Sent>;
    /// Everybody's. Least: any role.
    async fn desk_runbooks(&self, filter: RunbookFilter) -> Answer<RunbookList>;
    /// Anybody's. Least: any role.
    async fn desk_runbook(&self, id: String) -> Answer<RunbookPage>;
    /// Begins one for somebody. Least: `it` or `security`, fresh proof.
    async fn desk_begin_runbook(&self, form: RunbookForm) -> Answer<Sent>;
    /// As [`Runbooks::change_runbook`]. Least: `it` or `security`, fresh proof.
    async fn desk_change_runbook(&self, id: String, form: RunbookForm) -> Answer<Sent>;
}
