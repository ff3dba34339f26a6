//! Why something did not happen to a request.

use serde::{Deserialize, Serialize};

use super::{RequestState, RequestWord};
use crate::{Time, device::words};

words! {
    /// What can happen to a request.
    Event {
        /// The first of two approvers approves.
        ApproveFirst = "approve-first",
        /// The only or second approver approves.
        Approve = "approve",
        /// The asking browser fetches a pass, or a spoken one is made.
        FetchPass = "fetch-pass",
        /// A pass is used.
        Redeem = "redeem",
        /// A method is registered.
        Enrol = "enrol",
        /// The new method signs in.
        Close = "close",
        /// An approver says no, or reports it.
        Deny = "deny",
        /// Somebody ends it.
        Withdraw = "withdraw",
        /// "This wasn't me".
        Freeze = "freeze",
        /// `security` lifts the freeze.
        Lift = "lift",
    }
}

/// Why a change did not happen. The state is as it was, but for [`Refused::Overdue`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Time had already changed it: write this state with all it brings about, then ask again if that still makes
    /// sense.
    Overdue(Box<RequestState>),
    /// That does not happen to a request in this state.
    NotFrom {
        /// The state.
        state: RequestWord,
        /// What was to happen.
        event: Event,
    },
    /// The second approver is the first one.
    SameApprover,
    /// It needs a second approver: call [`RequestState::add_first_approval`].
    NeedsTwo,
    /// The pass works only later.
    NotYet {
        /// From when on.
        works_from: Time,
    },
    /// `security` was not told yet (R3).
    Untold,
    /// No pass was made since the last was used or a freeze ended it.
    NoPass,
    /// Every pass that the approval allows was made.
    NoPassLeft,
    /// Another method than the new one signed in.
    OtherMethod,
    /// "This wasn't me" comes too long after closing.
    TooLate,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::Overdue(now) => write!(f, "time has made it {}", now.word()),
            Refused::NotFrom { state, event } => {
                write!(f, "{} does not happen to what is {}", event.word(), state.word())
            }
            Refused::SameApprover => f.write_str("the second approver is the first one"),
            Refused::NeedsTwo => f.write_str("needs a second approver"),
            Refused::NotYet { .. } => f.write_str("the pass works only later"),
            Refused::Untold => f.write_str("security was not told yet"),
            Refused::NoPass => f.write_str("no pass is there to be used"),
            Refused::NoPassLeft => f.write_str("every pass of the approval was made"),
            Refused::OtherMethod => f.write_str("not the new method"),
            Refused::TooLate => f.write_str("too long after closing"),
        }
    }
}
impl std::error::Error for Refused {}
