//! Rehearsals: a person walks the way back in up to their manager's decision, and nothing changes.

use domain::Time;
use serde::{Deserialize, Serialize};

use crate::{
    Answer, Challenge, FinishCeremony, Sent, Words,
    approvals::{ReviewPage, StepForm},
    common::Finished,
    readiness::WhatIfDevice,
    recovery::{KeyTaken, PublishKey},
};

/// Whether to offer somebody a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillOffer {
    /// When they last practised to an end that counts.
    pub last: Option<Time>,
    /// They should (again).
    pub due: bool,
    /// One is under way.
    pub open: bool,
}

/// `/drill`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DrillPage {
    /// What will happen, and which device to pretend is gone.
    Begin {
        /// Who would be asked, in words that follow "goes to".
        who: Words,
        /// Their devices in use.
        devices: Vec<WhatIfDevice>,
        /// When they last practised.
        last: Option<Time>,
    },
    /// They would be back by themselves: the ways, to be proved or passed over.
    Prove {
        /// What is pretended to be gone; none for something that is not on record.
        device: Option<String>,
        /// The ways by oneself, best first.
        ways: Vec<Words>,
        /// A passkey or security key that is left can be shown.
        passkey: bool,
        /// A code of the app and a recovery code can be given.
        codes: bool,
        /// As in [`DrillPage::Begin`].
        who: Words,
    },
    /// They ask: the code, and what the approver does meanwhile.
    Asked(Asked),
    /// How the last one came out.
    Over(Over),
}

/// A drill that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// What stands in the match code in the place of a request's id; it names the kept key as well.
    pub request: String,
    /// As in [`DrillPage::Prove`].
    pub device: Option<String>,
    /// As in [`DrillPage::Begin`].
    pub who: Words,
    /// When they asked.
    pub asked: Time,
    /// Until when somebody may decide.
    pub until: Time,
    /// Word of how far it got: `key`, `told`, `reach`, `says`, `compare`, `code`, `decide`.
    pub phase: String,
    /// As in [`crate::recovery::Waiting`].
    pub number: Option<String>,
    /// As in [`crate::recovery::Waiting`].
    pub key: Option<String>,
}

/// How a drill came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Over {
    /// What would have happened.
    pub outcome: Words,
    /// The evidence rule that would have been met.
    pub evidence: Option<Words>,
    /// What would have been missing.
    pub missing: Option<Words>,
    /// Who decided.
    pub by: Option<String>,
    /// Minutes from asking, or from the beginning, to the end.
    pub minutes: u32,
    /// Whether it counts as practised.
    pub counts: bool,
}

/// `/api/drill/status`, fetched by the waiting page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillStatus {
    /// As [`Asked::phase`]; `over` at the end.
    pub phase: String,
    /// The page should reload itself when this differs from what it saw first.
    pub mark: String,
    /// Ask again after so many seconds.
    pub again: u32,
}

/// See the module.
#[async_trait::async_trait]
pub trait Drills {
    /// Whether to offer a rehearsal. Least: person.
    async fn drill_offer(&self) -> Answer<DrillOffer>;
    /// Where the caller's own stands; `anew` asks for the beginning where the last one is over. Least: person.
    async fn drill(&self, anew: bool) -> Answer<DrillPage>;
    /// Begins one, or goes on with the one there is. `device` is the id of a device in use, or `other`. Least: person.
    async fn begin_drill(&self, device: String) -> Answer<Sent>;
    /// Goes on to asking. Least: person with an open drill.
    async fn ask_in_drill(&self) -> Answer<Sent>;
    /// Ends one's own. Least: person.
    async fn stop_drill(&self) -> Answer<Sent>;
    /// A code of the app and a recovery code: checked, and not spent. Least: person with an open drill.
    async fn prove_in_drill(&self, app: String, recovery: String) -> Answer<Sent>;
    /// Begins showing a passkey that is left. Least: person with an open drill.
    async fn begin_drill_proof(&self) -> Answer<Challenge>;
    /// Finishes it. Least: person with an open drill.
    async fn finish_drill_proof(&self, finish: FinishCeremony) -> Answer<Finished>;
    /// Takes the public half of the key, once; then the approver is told. Least: person with an open drill.
    async fn publish_drill_key(&self, key: PublishKey) -> Answer<KeyTaken>;
    /// What the waiting page fetches. Least: person.
    async fn drill_status(&self) -> Answer<DrillStatus>;
    /// The screen where an approver's work on a drill stands. Least: whoever could decide were it real (R3).
    async fn drill_review(&self, id: String) -> Answer<ReviewPage>;
    /// Answers a step; also denies and "this is not right". Least: as [`Drills::drill_review`].
    async fn answer_drill(&self, id: String, form: StepForm) -> Answer<Sent>;
    /// Begins the passkey proof, bound to a decision that says that it is a drill. Least: as [`Drills::drill_review`].
    async fn begin_drill_decide(&self, id: String) -> Answer<Challenge>;
    /// Finishes it. Least: as [`Drills::drill_review`].
    async fn finish_drill_decide(&self, id: String, finish: FinishCeremony) -> Answer<Finished>;
}
