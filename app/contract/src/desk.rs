//! IT's queue.

use domain::Time;
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent, Words};

/// What the queue shows; stands in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    /// `open` (default), `mine`, `frozen`, `ended`, `all`.
    pub show: String,
    /// Name or user name, folded.
    pub search: String,
    /// Keyset: the last row of the page before.
    pub after: String,
}

/// One page of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePage {
    /// In order of urgency.
    pub rows: Vec<QueueRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Orders that keep failing and need a look.
    pub stuck: u32,
    /// Notices that cannot be delivered.
    pub undelivered: u32,
}

/// One request in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    /// The request.
    pub id: String,
    /// Who.
    pub name: String,
    /// State's word.
    pub state: String,
    /// Since when it waits.
    pub since: Time,
    /// Who acts next.
    pub next: Words,
    /// Most serious first.
    pub warnings: Vec<Words>,
    /// This viewer may act now.
    pub can_act: bool,
    /// Whether this is a drill.
    pub drill: bool,
}

/// `/desk/requests/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRequest {
    /// Its id.
    pub id: String,
    /// The person's id.
    pub person: String,
    /// Who.
    pub name: String,
    /// State's word.
    pub state: String,
    /// Facts in words.
    pub facts: Vec<(Words, Words)>,
    /// Most serious first.
    pub warnings: Vec<Words>,
    /// The request's life from the log.
    pub timeline: Vec<TimelineRow>,
    /// What this role may do now.
    pub actions: Vec<DeskAction>,
    /// What it may not, and why.
    pub not_now: Vec<(Words, Words)>,
    /// Whether this is a drill.
    pub drill: bool,
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// When.
    pub at: Time,
    /// Who did it.
    pub who: Words,
    /// What.
    pub what: Words,
    /// What was proved, details.
    pub details: Vec<(Words, Words)>,
}

/// Something the viewer may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeskAction {
    /// Review and decide it.
    Decide,
    /// End it without a decision.
    Withdraw,
    /// Whoever approved it: take that back, which ends it.
    TakeBack,
    /// `security`: lift the freeze after an identity check; the pass is made anew.
    LiftFreeze,
    /// `security`: end a frozen request for good.
    EndFrozen,
    /// "Found again": suspended methods of the device come back.
    FoundAgain,
}

/// What a desk form sends.
#[derive(Debug, Clone, Default)]
pub struct DeskForm {
    /// Word of a [`DeskAction`] in kebab-case.
    pub action: String,
    /// How the person was checked, for lifting a freeze: `in-person` or `live-video`.
    pub check: String,
    /// A note for the record.
    pub note: String,
}

/// Raises a request for somebody who has no browser at all (R5: its pass is spoken).
#[derive(Debug, Clone, Default)]
pub struct RaiseForm {
    /// User name.
    pub user_name: String,
    /// Word of what happened.
    pub what: String,
}

/// See the module.
#[async_trait::async_trait]
pub trait Desk {
    /// The queue. Least: person with role `it` or `security` (`auditor` reads).
    async fn queue(&self, filter: QueueFilter) -> Answer<QueuePage>;
    /// One request with its whole history. Least: as `queue`.
    async fn desk_request(&self, id: String) -> Answer<DeskRequest>;
    /// Acts on it. Least: person with the role that the action names, fresh proof.
    async fn desk_act(&self, id: String, form: DeskForm) -> Answer<Sent>;
    /// Whether the caller may raise a request for somebody: who may not gets no form for it. Least: as `raise`.
    async fn may_raise(&self) -> Answer<()>;
    /// Raises a request for somebody without a browser. Least: `it` or `security`, fresh proof.
    async fn raise(&self, form: RaiseForm) -> Answer<Sent>;
}
