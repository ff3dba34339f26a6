//! An approver's decision, one step a screen.

use domain::{Time, method::MethodKind};
use serde::{Deserialize, Serialize};

use crate::{Answer, Challenge, FinishCeremony, Sent, Words, common::Finished};

/// `/approvals`: one card a person, however many requests are open in their name (R2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalCard {
    /// The person's id: `begin` takes it.
    pub person: String,
    /// Display name.
    pub name: String,
    /// Word of what happened, of the newest request; none until this approver recorded what the person says (R4).
    pub what: Option<String>,
    /// Since when the oldest waits.
    pub since: Time,
    /// Open requests in this name.
    pub requests: u32,
    /// Most serious first.
    pub warnings: Vec<Words>,
    /// A second approval is wanted of this approver.
    pub second: bool,
    /// A review already begun by this approver; of a drill its own id.
    pub review: Option<String>,
    /// Whether this is a drill.
    pub drill: bool,
}

/// `/approvals/{review}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    /// The review's id; of a drill its own.
    pub id: String,
    /// The address where all its forms go: `/approvals/{review}`, or `/drills/{drill}`.
    pub address: String,
    /// Who it is said to be.
    pub name: String,
    /// First name or name for the heading "Is it really …?".
    pub short_name: String,
    /// 1-based step and how many there are.
    pub step_number: u32,
    /// How many steps.
    pub steps: u32,
    /// What this screen asks.
    pub step: Step,
    /// Whether this is a drill.
    pub drill: bool,
    /// A spoken request: no code, in person or live video only.
    pub spoken: bool,
    /// It ended with an approval that this approver may take back now.
    pub take_back: bool,
}

/// One screen of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Which device is gone.
    Device {
        /// Their registered ones.
        devices: Vec<Choice>,
        /// In a drill: what they pretend is gone, chosen to begin with. A request says nothing of it (R4).
        picked: Option<String>,
    },
    /// Reach them another way than on the lost device.
    Reach {
        /// The means the screen gives.
        means: Vec<Means>,
    },
    /// What they say; the request's own values stay hidden.
    Says,
    /// The request's own values beside what they said, with warnings.
    Compare {
        /// Rows to compare.
        rows: Vec<CompareRow>,
        /// Most serious first.
        warnings: Vec<Words>,
        /// A mismatch or warning asks for a second approver.
        second_needed: Vec<Words>,
    },
    /// "What code do they read?"
    Code {
        /// Wrong ones so far; three end the requests shown.
        wrong: u32,
    },
    /// Everything recorded; approve or deny.
    Decide(Box<Decide>),
    /// Done. Nothing secret.
    Done(Outcome),
}

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// Shown.
    pub label: String,
    /// A line below.
    pub hint: Option<Words>,
}

/// One way to reach the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Means {
    /// What the form sends: `call:CONTACT`, `video`, `in-person`.
    pub value: String,
    /// Kind: `call`, `video`, `in-person`.
    pub kind: String,
    /// The whole number, for a call.
    pub number: Option<String>,
    /// Its label, such as "desk".
    pub label: String,
    /// May be tried, but never counts (R4), and why.
    pub counts: bool,
}

/// A row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareRow {
    /// Key of the row's name.
    pub label: Words,
    /// What they say.
    pub says: Words,
    /// What the request says.
    pub request: Words,
    /// Whether the two fit; none where only a person can judge.
    pub fits: Option<bool>,
}

/// The last screen before deciding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// What was recorded, in words.
    pub recorded: Vec<(Words, Words)>,
    /// Warnings again.
    pub warnings: Vec<Words>,
    /// The evidence rule that is met, if one is.
    pub evidence: Option<Words>,
    /// What is missing, if none is met: approving is then not offered.
    pub missing: Option<Words>,
    /// What will happen, such as methods that will be suspended.
    pub effects: Vec<(String, MethodKind)>,
    /// This decision needs another one besides.
    pub needs_second: bool,
    /// A first decision by somebody else already stands.
    pub is_second: bool,
    /// Fingerprint of the request's key, named in the proof.
    pub fingerprint: String,
    /// Hours that the pass waits once `security` was told of the approval (R3): 0 unless the person is privileged.
    pub delay_hours: u32,
}

/// How a review ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Approved: they have been told.
    Approved,
    /// Approved, and another approver is asked now.
    HalfApproved,
    /// Denied.
    Denied,
    /// Reported: security has been told.
    Reported,
    /// Three wrong codes ended the requests.
    WrongCodes,
    /// Ended by somebody or something else meanwhile.
    Ended,
    /// An approver of it took the approval back.
    TakenBack,
    /// Approved and spoken: this approver has a half to read out at `/approvals/{review}/half`.
    HalfToRead,
}

/// What a step's form sends; only the fields of its step are looked at.
#[derive(Clone, Default)]
pub struct StepForm {
    /// Which step it answers: `device`, `reach`, `says`, `compare`, `code`, `deny`, `not-right`; `take-back` once it ended.
    pub step: String,
    /// Device: an id, or `none`.
    pub device: String,
    /// Reach: a [`Means::value`].
    pub means: String,
    /// Reach: ticked "I see their face and their badge" (video), "I know them and they stand before me" (in person), "I dialled this number and reached them" (call).
    pub means_done: String,
    /// Says: `yes` or `no` to "did you ask just now?".
    pub asked_now: String,
    /// Says: word of what happened.
    pub what: String,
    /// Says: platform or browser they ask on: a platform's word, or `unsure`.
    pub on_what: String,
    /// Says: where they are, in their words.
    pub place: String,
    /// Code: six digits.
    pub code: String,
    /// Deny, not right or take back: a note for the record; may be empty.
    pub note: String,
}

impl std::fmt::Debug for StepForm {
    /// Which step and what was picked; neither the code nor what somebody said.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StepForm")
            .field("step", &self.step)
            .field("device", &self.device)
            .field("means", &self.means)
            .field("means_done", &self.means_done)
            .field("asked_now", &self.asked_now)
            .field("what", &self.what)
            .field("on_what", &self.on_what)
            .finish_non_exhaustive()
    }
}

/// One half of a spoken pass, shown to one approver only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Half {
    /// 1 or 2.
    pub which: u32,
    /// The group, spaced for reading out; none until asked for, and again none once hidden.
    pub group: Option<String>,
    /// Who reads out the other.
    pub other: String,
    /// Name of the person it is for.
    pub name: String,
    /// Until when the pass works.
    pub until: Option<Time>,
}

impl std::fmt::Debug for Half {
    /// Never the group.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Half({})", self.which)
    }
}

/// See the module.
#[async_trait::async_trait]
pub trait Approvals {
    /// Who waits for this person's decision. Least: person.
    async fn approvals(&self) -> Answer<Vec<ApprovalCard>>;
    /// Begins (or goes on with) a review of the open requests of `person`. Least: person who may act (R3).
    async fn begin_review(&self, person: String) -> Answer<Sent>;
    /// The screen where the review stands. Least: its approver.
    async fn review(&self, id: String) -> Answer<ReviewPage>;
    /// Answers a step; also denies (`deny`) and reports (`not-right`). Least: its approver. Takes the approval that it ended
    /// with back (`take-back`); least: its approver with fresh proof.
    async fn answer_step(&self, id: String, form: StepForm) -> Answer<Sent>;
    /// Begins the passkey proof bound to key fingerprint, decision and record (R5). Least: its approver.
    async fn begin_decide(&self, id: String) -> Answer<Challenge>;
    /// Finishes it: approves. Least: its approver.
    async fn finish_decide(&self, id: String, finish: FinishCeremony) -> Answer<Finished>;
    /// The half's screen; `show` makes it, once. Least: either approver of a spoken pass, with fresh proof.
    async fn half(&self, id: String, show: bool) -> Answer<Half>;
}
