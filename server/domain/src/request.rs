//! The life of a request (R6, R7): its states, and when time changes them. The changes are in [`life`].
//!
//! ```text
//! asked ─► half-approved ─► approved ─► redeemed ─► enrolled ─► closed
//! asked, half-approved ─► denied
//! every open state     ─► expired · withdrawn · frozen
//! frozen               ─► the state before it · withdrawn
//! ```

use serde::{Deserialize, Serialize};

use crate::{
    ApprovalId, MethodId, PersonId, Time, device::words, pass_life::PASSES_PER_APPROVAL, policy::Policy,
};

mod alone;
pub mod life;
pub mod refused;
#[cfg(test)]
mod tests;

words! {
    /// The name of a state.
    RequestWord {
        /// Nobody has decided yet.
        Asked = "asked",
        /// One of two approvers has approved.
        HalfApproved = "half-approved",
        /// A pass may be fetched.
        Approved = "approved",
        /// A pass was used: the enrolment runs.
        Redeemed = "redeemed",
        /// A new method is registered and waits for its first sign-in.
        Enrolled = "enrolled",
        /// The person is back in.
        Closed = "closed",
        /// An approver said no.
        Denied = "denied",
        /// Its time ran out.
        Expired = "expired",
        /// Ended by somebody other than by a decision on it.
        Withdrawn = "withdrawn",
        /// Stopped by "This wasn't me", until `security` decides.
        Frozen = "frozen",
    }
}

words! {
    /// Why a request was withdrawn.
    Why {
        /// The asker no longer wants it.
        Asker = "asker",
        /// An approver of it took their approval back.
        Approver = "approver",
        /// `security` ended it.
        Security = "security",
        /// The person or account is gone or disabled.
        PersonLeft = "person-left",
        /// Another request of that person was approved.
        Superseded = "superseded",
        /// Too many wrong match codes (R2).
        WrongCodes = "wrong-codes",
    }
}

/// The first of two approvals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstApproval {
    /// The approval.
    pub approval: ApprovalId,
    /// Whose it is; the second must be another's (I10).
    pub by: PersonId,
    /// When.
    pub at: Time,
}

/// What an approved request knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovedFacts {
    /// When the last approval that was needed came.
    pub at: Time,
    /// A pass may be fetched and used strictly before this.
    pub until: Time,
    /// From when on a pass works: `at`, or later for a privileged person (R3). While [`Self::untold`] it only says
    /// what is earliest.
    pub works_from: Time,
    /// Whether `security` has still to be told, because the person is privileged: no pass is made or works until
    /// [`RequestState::security_told`] (R3).
    #[serde(default)]
    pub untold: bool,
    /// The one approval, or both in their order.
    pub by: Vec<ApprovalId>,
    /// Passes made so far, at most [`PASSES_PER_APPROVAL`].
    pub passes: u8,
    /// Whether the last of them is neither used nor ended by a freeze: each enrolment takes a pass of its own (I02).
    pub pass_out: bool,
}

/// Where a request is in its life. Every state holds what it knows, its own end included, so that a policy made
/// longer later revives nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum RequestState {
    /// Nobody has decided yet.
    Asked {
        /// When it was asked.
        at: Time,
        /// Strictly before this it can be decided on.
        until: Time,
    },
    /// One of two approvers has approved. It lives no longer for that: the asker's page follows the clock alone (R2).
    HalfApproved {
        /// When it was asked.
        asked: Time,
        /// Strictly before this it can be decided on: as when it was asked.
        until: Time,
        /// The approval that it has.
        first: FirstApproval,
    },
    /// A pass may be fetched and used.
    Approved(ApprovedFacts),
    /// A pass was used: the enrolment runs.
    Redeemed {
        /// When the pass was used.
        at: Time,
        /// The enrolment can register a method strictly before this.
        enrolment_until: Time,
        /// The approval, which may allow one further pass if the enrolment comes to nothing.
        approved: ApprovedFacts,
    },
    /// A new method waits for its first sign-in.
    Enrolled {
        /// When the method was registered.
        at: Time,
        /// The new method.
        method: MethodId,
        /// At this time it closes by itself.
        closes_by: Time,
    },
    /// The person is back in; the lost device's methods are removed.
    Closed {
        /// When it closed. "This wasn't me" works for [`Policy::repudiation`] from here.
        at: Time,
        /// The new method.
        method: MethodId,
    },
    /// An approver said no.
    Denied {
        /// When.
        at: Time,
        /// Who.
        by: PersonId,
        /// Whether they reported it, which tells `security`.
        reported: bool,
    },
    /// Its time ran out.
    Expired {
        /// When that was seen and written.
        at: Time,
        /// The state it was in.
        from: RequestWord,
    },
    /// Ended by somebody.
    Withdrawn {
        /// When.
        at: Time,
        /// Why.
        why: Why,
    },
    /// Stopped by "This wasn't me" (R7); its pass and enrolment ended with that.
    Frozen {
        /// When.
        at: Time,
        /// Without a decision of `security` it expires at this time.
        until: Time,
        /// The state it was in; never frozen itself.
        before: Box<RequestState>,
        /// Which freeze of this person it is within [`Policy::second_freeze`], from 1 on.
        count: u32,
    },
}

impl RequestState {
    /// A request that is asked now. It changes nothing else (I09).
    pub fn ask(now: Time, policy: &Policy) -> Self {
        Self::Asked { at: now, until: now + policy.asked_life }
    }

    /// The name of the state.
    pub const fn name(&self) -> RequestWord {
        match self {
            Self::Asked { .. } => RequestWord::Asked,
            Self::HalfApproved { .. } => RequestWord::HalfApproved,
            Self::Approved(_) => RequestWord::Approved,
            Self::Redeemed { .. } => RequestWord::Redeemed,
            Self::Enrolled { .. } => RequestWord::Enrolled,
            Self::Closed { .. } => RequestWord::Closed,
            Self::Denied { .. } => RequestWord::Denied,
            Self::Expired { .. } => RequestWord::Expired,
            Self::Withdrawn { .. } => RequestWord::Withdrawn,
            Self::Frozen { .. } => RequestWord::Frozen,
        }
    }

    /// The word in the database.
    pub const fn word(&self) -> &'static str {
        self.name().word()
    }

    /// Whether it goes on without `security` having to decide first: asked to enrolled, not frozen.
    pub const fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Asked { .. }
                | Self::HalfApproved { .. }
                | Self::Approved(_)
                | Self::Redeemed { .. }
                | Self::Enrolled { .. }
        )
    }

    /// Whether an approver may still decide on it: what cards show and match codes pick from.
    pub const fn is_undecided(&self) -> bool {
        matches!(self, Self::Asked { .. } | Self::HalfApproved { .. })
    }

    /// Whether it has ended; a closed one can still be frozen for some days.
    pub const fn is_ended(&self) -> bool {
        !self.is_open() && !matches!(self, Self::Frozen { .. })
    }

    /// When time alone changes the state next; `None` if it never does.
    pub const fn deadline(&self) -> Option<Time> {
        match self {
            Self::Asked { until, .. } | Self::HalfApproved { until, .. } | Self::Frozen { until, .. } => {
                Some(*until)
            }
            Self::Approved(facts) => Some(facts.until),
            Self::Redeemed { enrolment_until, .. } => Some(*enrolment_until),
            Self::Enrolled { closes_by, .. } => Some(*closes_by),
            Self::Closed { .. } | Self::Denied { .. } | Self::Expired { .. } | Self::Withdrawn { .. } => None,
        }
    }

    /// What time has made of the state; `None` if its deadline is still ahead. One step: see [`Self::settled`].
    ///
    /// A state lives strictly before its deadline. An enrolled one closes; a redeemed one goes back to
    /// approved while the approval lives and allows one further pass; every other expires.
    #[must_use]
    pub fn tick(&self, now: Time) -> Option<Self> {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return None;
        }
        Some(match self {
            Self::Enrolled { method, .. } => Self::Closed { at: now, method: method.clone() },
            Self::Redeemed { approved, .. }
                if now < approved.until && approved.passes < PASSES_PER_APPROVAL =>
            {
                Self::Approved(approved.clone())
            }
            other => Self::Expired { at: now, from: other.name() },
        })
    }

    /// The state at `now` after everything that time alone has done.
    #[must_use]
    pub fn settled(self, now: Time) -> Self {
        match self.tick(now) {
            Some(next) => next.settled(now),
            None => self,
        }
    }

    /// The new method that this request brought, if any: what a freeze suspends (R6).
    pub const fn new_method(&self) -> Option<&MethodId> {
        match self {
            Self::Enrolled { method, .. } | Self::Closed { method, .. } => Some(method),
            _ => None,
        }
    }
}
