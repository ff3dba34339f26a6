//! When two must approve, and which two suffice (R3, R4, I10).

use serde::{Deserialize, Serialize};

use super::As;
use crate::{PersonId, Time, device::words, policy::Policy};

words! {
    /// Why a second approver is needed.
    SecondReason {
        /// The person holds a role (I10).
        Privileged = "privileged",
        /// What the person says differs from the request (R4).
        Mismatch = "mismatch",
        /// The approver picked "none of these, or not sure" as the device (R7).
        DeviceNotSure = "device-not-sure",
        /// The approver is not the direct manager and neither met nor saw the person (R4).
        NotSeen = "not-seen",
        /// Asker and manager approved for each other: that manager may not at all, and whoever does is not alone.
        Pair = "pair",
        /// The link to the manager is young.
        FreshManagerLink = "fresh-manager-link",
        /// A role is young.
        FreshRole = "fresh-role",
        /// A phone number is young.
        FreshNumber = "fresh-number",
        /// A mail address is young.
        FreshAddress = "fresh-address",
    }
}

/// What decides whether one approver is enough. A missing time means that there is no such fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFacts {
    /// Whether the asker holds a role, here or in the connected directory.
    pub privileged: bool,
    /// Since when the asker's manager link has held.
    pub manager_link: Option<Time>,
    /// Since when the youngest role of the asker or the approver has held.
    pub role: Option<Time>,
    /// Since when the youngest number on record of the asker has held.
    pub number: Option<Time>,
    /// Since when the youngest mail address of the asker has held.
    pub address: Option<Time>,
    /// Whether asker and manager approved for each other within the look-back.
    pub pair: bool,
    /// Whether what the person said differs from the request.
    pub mismatch: bool,
    /// Whether the approver could not name the device.
    pub device_not_sure: bool,
    /// The place of the first approver.
    pub approver: As,
    /// Whether the approver saw the person, in person or by live video.
    pub seen: bool,
}

/// Whether a fact that has held since `since` is too young to stand alone: younger than `policy.fresh_fact`, to the
/// millisecond. A time in the future is young as well.
pub fn is_fresh_fact(since: Time, now: Time, policy: &Policy) -> bool {
    now.since(since) < policy.fresh_fact
}

/// Every reason for a second approver, most serious first; empty if one is enough.
pub fn second_needed(facts: &SecondFacts, now: Time, policy: &Policy) -> Vec<SecondReason> {
    let fresh = |since: Option<Time>| since.is_some_and(|since| is_fresh_fact(since, now, policy));
    SecondReason::ALL
        .iter()
        .copied()
        .filter(|reason| match reason {
            SecondReason::Privileged => facts.privileged,
            SecondReason::Mismatch => facts.mismatch,
            SecondReason::DeviceNotSure => facts.device_not_sure,
            SecondReason::NotSeen => facts.approver != As::Manager && !facts.seen,
            SecondReason::Pair => facts.pair,
            SecondReason::FreshManagerLink => fresh(facts.manager_link),
            SecondReason::FreshRole => fresh(facts.role),
            SecondReason::FreshNumber => fresh(facts.number),
            SecondReason::FreshAddress => fresh(facts.address),
        })
        .collect()
}

/// Somebody who approved, in which place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decider {
    /// Who.
    pub id: PersonId,
    /// In which place.
    pub place: As,
    /// Whether they hold the role `security`, in whatever place they act.
    pub security: bool,
}

impl Decider {
    /// Whether they can stand beside `security` for a privileged person: a manager or `security`, never `it`.
    const fn is_manager_or_security(&self) -> bool {
        self.security || matches!(self.place, As::Manager | As::Chain(_))
    }
}

/// Whether these two approvals suffice (R3, I10): two people; for a privileged person one of them `security` and the
/// other a manager or `security`. A manager up the chain stands in the manager's place, as when pinned.
pub fn pair_complete(first: &Decider, second: &Decider, privileged: bool) -> bool {
    let decides = |one: &Decider| one.place != As::Asker;
    first.id != second.id
        && decides(first)
        && decides(second)
        && (!privileged
            || ((first.security || second.security)
                && first.is_manager_or_security()
                && second.is_manager_or_security()))
}

/// Whether a privileged person could get two approvers at all: `manager` says whether one in the chain is able,
/// `security` counts the able `security` persons who are neither that manager nor the person (R3, R9).
pub const fn pair_possible(manager: bool, security: u32) -> bool {
    security >= 2 || (manager && security >= 1)
}
