//! The life of a pass (R6, I02): made, used once or ended.

use serde::{Deserialize, Serialize};

use crate::{PassId, Span, Time, device::words, policy::Policy};

/// Passes that one approval allows: the one that is fetched, and one further (R6).
pub const PASSES_PER_APPROVAL: u8 = 2;

words! {
    /// Why a pass ended unused.
    PassEnd {
        /// A newer pass of the same person took its place.
        Replaced = "replaced",
        /// Its time ran out.
        Expired = "expired",
        /// Its request was withdrawn.
        Withdrawn = "withdrawn",
        /// "This wasn't me".
        Frozen = "frozen",
        /// Its request was denied.
        Denied = "denied",
    }
}

/// Where a pass is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum PassState {
    /// Not used yet.
    Live {
        /// When it was made.
        made: Time,
        /// It can be used from this time on.
        works_from: Time,
        /// It can be used strictly before this.
        until: Time,
    },
    /// Used: it opened its one enrolment.
    Used {
        /// When.
        at: Time,
    },
    /// Can no longer be used.
    Ended {
        /// When.
        at: Time,
        /// Why.
        why: PassEnd,
    },
}

/// Why a pass was not redeemed. For the record: the asker gets one answer for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassRefused {
    /// It works only later.
    NotYet {
        /// From when on.
        works_from: Time,
    },
    /// Its time ran out now: write [`PassState::tick`].
    Expired,
    /// It was used before.
    Used,
    /// It ended before.
    Ended(PassEnd),
}

impl std::fmt::Display for PassRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PassRefused::NotYet { .. } => f.write_str("the pass works only later"),
            PassRefused::Expired => f.write_str("the pass has expired"),
            PassRefused::Used => f.write_str("the pass was used"),
            PassRefused::Ended(why) => write!(f, "the pass had ended: {}", why.word()),
        }
    }
}
impl std::error::Error for PassRefused {}

impl PassState {
    /// A pass made now for an approval that lives until `approval_until` and works from `works_from` on. It lives
    /// [`Policy::pass_life`] from when it works, and never longer than the approval.
    pub fn make(now: Time, works_from: Time, approval_until: Time, policy: &Policy) -> Self {
        let works_from = works_from.max(now);
        Self::Live { made: now, works_from, until: (works_from + policy.pass_life).min(approval_until) }
    }

    /// A first-day or other pass without an approval, which lives `life` from now.
    pub fn make_for(now: Time, life: Span) -> Self {
        Self::Live { made: now, works_from: now, until: now + life }
    }

    /// The word in the database.
    pub const fn word(&self) -> &'static str {
        match self {
            PassState::Live { .. } => "live",
            PassState::Used { .. } => "used",
            PassState::Ended { .. } => "ended",
        }
    }

    /// When it expires; `None` if it is over.
    pub const fn deadline(&self) -> Option<Time> {
        match self {
            PassState::Live { until, .. } => Some(*until),
            PassState::Used { .. } | PassState::Ended { .. } => None,
        }
    }

    /// The expired state, if its time has run out; `None` otherwise.
    #[must_use]
    pub fn tick(&self, now: Time) -> Option<Self> {
        let until = self.deadline()?;
        (now >= until).then_some(Self::Ended { at: now, why: PassEnd::Expired })
    }

    /// Uses the pass, once (I02).
    ///
    /// # Errors
    /// [`PassRefused`]; it opens nothing then.
    pub fn redeem(self, now: Time) -> Result<Self, PassRefused> {
        match self {
            PassState::Live { until, .. } if now >= until => Err(PassRefused::Expired),
            PassState::Live { works_from, .. } if now < works_from => Err(PassRefused::NotYet { works_from }),
            PassState::Live { .. } => Ok(PassState::Used { at: now }),
            PassState::Used { .. } => Err(PassRefused::Used),
            PassState::Ended { why, .. } => Err(PassRefused::Ended(why)),
        }
    }

    /// Ends a live pass; leaves one that is over as it is. One seen expired is expired, whatever `why` says.
    #[must_use]
    pub fn end(self, now: Time, why: PassEnd) -> Self {
        match self {
            PassState::Live { .. } => self.tick(now).unwrap_or(PassState::Ended { at: now, why }),
            over => over,
        }
    }
}

/// Ends every live pass among a person's, because a new one is made (I02) or `why` concerns them all: the changed
/// ones with their new states, to be written before the new one.
pub fn end_all(passes: &[(PassId, PassState)], now: Time, why: PassEnd) -> Vec<(PassId, PassState)> {
    passes
        .iter()
        .map(|(id, state)| (id, *state, state.end(now, why)))
        .filter(|(_, old, new)| old != new)
        .map(|(id, _, new)| (id.clone(), new))
        .collect()
}

#[cfg(test)]
mod tests;
