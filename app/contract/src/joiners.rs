//! People who are about to start: prepared by IT, asked for together, each let in by two who meet them (R4).

use domain::Time;
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent};

/// Where somebody new stands, in the order in which it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JoinerState {
    /// On the list; nothing was asked for them yet.
    Prepared,
    /// Asked for; nobody has met them.
    Asked,
    /// One of two has met them.
    FirstHalf,
    /// Both have: each can read out one half.
    BothHalves,
    /// The pass was used.
    Used,
    /// What they added works.
    Works,
}

impl JoinerState {
    /// The word in the keys of the language files.
    pub const fn word(self) -> &'static str {
        match self {
            JoinerState::Prepared => "prepared",
            JoinerState::Asked => "asked",
            JoinerState::FirstHalf => "first-half",
            JoinerState::BothHalves => "both-halves",
            JoinerState::Used => "used",
            JoinerState::Works => "works",
        }
    }
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinerRow {
    /// The person's id.
    pub person: String,
    /// Their runbook.
    pub runbook: String,
    /// Their name.
    pub name: String,
    /// Their first day.
    pub starts: Option<Time>,
    /// Where they stand.
    pub state: JoinerState,
    /// Since when.
    pub since: Time,
    /// The open request for them.
    pub request: Option<String>,
    /// The viewer may decide on it now.
    pub decide: bool,
    /// The viewer's review, where a half waits to be read out.
    pub half: Option<String>,
}

/// `/desk/joiners`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinerList {
    /// In the order of their first day.
    pub rows: Vec<JoinerRow>,
    /// There are more than are listed.
    pub more: bool,
}

/// Somebody who could be prepared: id, name, user name, first day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The person's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their user name.
    pub user_name: String,
    /// Their first day.
    pub starts: Time,
}

/// What preparing sends.
#[derive(Debug, Clone, Default)]
pub struct PrepareForm {
    /// Ids of those chosen.
    pub chosen: Vec<String>,
    /// User names, with blanks, commas or semicolons between.
    pub names: String,
    /// A platform's word: what they will get.
    pub platform: String,
    /// An ownership's word: whose it will be.
    pub ownership: String,
}

/// A half of a spoken pass that waits to be read out by the viewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HalfWaiting {
    /// Whom it lets in.
    pub name: String,
    /// The viewer's review of it.
    pub review: String,
}

/// See the module.
#[async_trait::async_trait]
pub trait Joiners {
    /// Those on the list. Least: any role.
    async fn joiners(&self) -> Answer<JoinerList>;
    /// Who starts about now, never had a way to sign in, and is not on the list. Least: any role.
    async fn joiner_candidates(&self, search: String) -> Answer<Vec<Candidate>>;
    /// Puts people on the list: all of them, or none. Least: `it` or `security`, fresh proof.
    async fn prepare_joiners(&self, form: PrepareForm) -> Answer<Sent>;
    /// Asks for those chosen, each with a request of their own whose pass is spoken. Least: as before.
    async fn raise_joiners(&self, chosen: Vec<String>) -> Answer<Sent>;
    /// Halves of spoken passes that the caller reads out. Least: person.
    async fn halves_waiting(&self) -> Answer<Vec<HalfWaiting>>;
}
