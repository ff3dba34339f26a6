//! Suspension and freezing (R7): which methods pause at approval, what becomes of them, and what a freeze does.

use serde::{Deserialize, Serialize};

use crate::{
    ContactId, DeviceId, MethodId, Time,
    device::words,
    method::{Home, MethodFacts, MethodState},
    policy::Policy,
    request::RequestState,
};

words! {
    /// What the person says happened.
    WhatHappened {
        /// Lost or stolen: somebody else may hold the device.
        LostOrStolen = "lost-or-stolen",
        /// Broken or wiped.
        BrokenOrWiped = "broken-or-wiped",
        /// A new phone, and the old one is gone.
        NewPhone = "new-phone",
        /// The first day: there was never a device.
        FirstDay = "first-day",
        /// Anything else.
        SomethingElse = "something-else",
    }
}

/// The methods to suspend at approval. `picked` is the device that the approver says is gone; `None` stands for
/// "none of these, or not sure", which suspends nothing (and needs a second approver, R7).
///
/// A method that lives with an account survives a device that is broken or was replaced: its account reaches the
/// next one. When the device is lost or stolen it is suspended, and so on all devices. "Something else" may be
/// worse than it sounds, so it counts like lost here; if the request does not close they come back.
pub fn on_approval(methods: &[MethodFacts], picked: Option<&DeviceId>, what: WhatHappened) -> Vec<MethodId> {
    let Some(device) = picked else { return Vec::new() };
    let account_at_risk = matches!(what, WhatHappened::LostOrStolen | WhatHappened::SomethingElse);
    methods
        .iter()
        .filter(|method| method.state == MethodState::Active && method.home.touches(device))
        .filter(|method| account_at_risk || !matches!(method.home, Home::Account { .. }))
        .map(|method| method.id.clone())
        .collect()
}

/// What becomes of the methods that a request suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnEnd {
    /// The request goes on, or `security` has yet to decide: they stay suspended.
    Wait,
    /// They work again.
    Restore,
    /// They stay suspended until somebody decides "found again".
    KeepSuspended,
    /// They are removed: [`on_close`] says which.
    Remove,
}

/// What becomes of the methods that a request suspended, now that it is in `state` (I06). Only closing removes.
pub const fn on_end(state: &RequestState, what: WhatHappened) -> OnEnd {
    match state {
        RequestState::Asked { .. }
        | RequestState::HalfApproved { .. }
        | RequestState::Approved(_)
        | RequestState::Redeemed { .. }
        | RequestState::Enrolled { .. }
        | RequestState::Frozen { .. } => OnEnd::Wait,
        RequestState::Closed { .. } => OnEnd::Remove,
        RequestState::Denied { .. } | RequestState::Expired { .. } | RequestState::Withdrawn { .. } => {
            match what {
                WhatHappened::LostOrStolen => OnEnd::KeepSuspended,
                _ => OnEnd::Restore,
            }
        }
    }
}

/// The methods to remove at closing: of those that the request suspended, the ones that still are suspended. One
/// that was found again in between stays.
pub fn on_close(methods: &[MethodFacts], suspended_by_request: &[MethodId]) -> Vec<MethodId> {
    methods
        .iter()
        .filter(|method| method.state == MethodState::Suspended && suspended_by_request.contains(&method.id))
        .map(|method| method.id.clone())
        .collect()
}

/// The suspended methods that come back when `found` is found again: those it carries, but for any that also
/// reaches a device that is `still_lost`.
pub fn on_found_again(methods: &[MethodFacts], found: &DeviceId, still_lost: &[DeviceId]) -> Vec<MethodId> {
    methods
        .iter()
        .filter(|method| method.state == MethodState::Suspended && method.home.touches(found))
        .filter(|method| !still_lost.iter().any(|lost| lost != found && method.home.touches(lost)))
        .map(|method| method.id.clone())
        .collect()
}

/// Where "This wasn't me" came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FreezeSource {
    /// A sign-in with a method, suspended or not.
    Method(MethodId),
    /// The stop code of a message to that address or number.
    Mailbox(ContactId),
}

/// A freeze that took effect; warnings are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastFreeze {
    /// When.
    pub at: Time,
    /// Where it came from.
    pub source: FreezeSource,
}

/// What "This wasn't me" does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreezeEffect {
    /// It freezes the request.
    Freeze {
        /// Which freeze it is: for [`RequestState::freeze`].
        count: u32,
    },
    /// It freezes the request, and from now on `security` decides that person's requests.
    FreezeSecurityDecides {
        /// Which freeze it is: for [`RequestState::freeze`].
        count: u32,
    },
    /// It only warns: there were two freezes already, this method or mailbox among where they came from, so
    /// somebody may be using it to keep the person out.
    WarningOnly,
}

/// What "This wasn't me" from `source` does at `now`, after the person's `earlier` freezes. Those of
/// [`Policy::second_freeze`] ago and longer do not count.
pub fn freeze_effect(
    earlier: &[PastFreeze],
    source: &FreezeSource,
    now: Time,
    policy: &Policy,
) -> FreezeEffect {
    let counting = || earlier.iter().filter(|freeze| now < freeze.at + policy.second_freeze);
    let count = u32::try_from(counting().count()).unwrap_or(u32::MAX).saturating_add(1);
    match count {
        1 => FreezeEffect::Freeze { count },
        2 => FreezeEffect::FreezeSecurityDecides { count },
        _ if counting().any(|freeze| freeze.source == *source) => FreezeEffect::WarningOnly,
        _ => FreezeEffect::FreezeSecurityDecides { count },
    }
}

/// Whether `security` decides that person's requests because of freezes (R7).
pub fn security_decides(earlier: &[PastFreeze], now: Time, policy: &Policy) -> bool {
    earlier.iter().filter(|freeze| now < freeze.at + policy.second_freeze).count() >= 2
}

#[cfg(test)]
mod tests;
