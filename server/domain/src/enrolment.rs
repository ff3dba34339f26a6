//! The life of an enrolment (R6, R8, I05): one method, at most fifteen minutes, moved once at most.

use serde::{Deserialize, Serialize};

use crate::{MethodId, Span, Time, device::words, policy::Policy};

/// How long the QR that moves an enrolment works (R8). The enrolment's own end still holds (I05).
pub const MOVE_LIFE: Span = Span::minutes(10);

words! {
    /// Which browser speaks.
    Place {
        /// The one that used the pass.
        Here = "here",
        /// The one that scanned the QR of "Continue on my phone".
        Moved = "moved",
    }
}

words! {
    /// Why an enrolment ended without a method.
    EnrolmentEnd {
        /// Its time ran out.
        Expired = "expired",
        /// The person cancelled it.
        Cancelled = "cancelled",
        /// Its request was withdrawn.
        Withdrawn = "withdrawn",
        /// "This wasn't me".
        Frozen = "frozen",
    }
}

/// Where an enrolment is in its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum EnrolmentState {
    /// Runs in the browser that used the pass.
    Open {
        /// It can register a method strictly before this.
        until: Time,
    },
    /// A QR to move it is on screen. It still runs where it was, so that a QR that nobody can scan costs nothing.
    Offered {
        /// It can register a method strictly before this.
        until: Time,
        /// The QR works strictly before this.
        offer_until: Time,
    },
    /// Runs in the browser that scanned the QR, and no longer where it began.
    Moved {
        /// It can register a method strictly before this: as when it began.
        until: Time,
    },
    /// Registered its one method.
    Done {
        /// When.
        at: Time,
        /// Which.
        method: MethodId,
    },
    /// Ended without a method.
    Ended {
        /// When.
        at: Time,
        /// Why.
        why: EnrolmentEnd,
    },
}

/// Why something did not happen in an enrolment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentRefused {
    /// Its time ran out now: write [`EnrolmentState::tick`].
    Expired,
    /// It is over: it registered its method or was ended.
    Over,
    /// It went on in another browser.
    MovedAway,
    /// It does not run in that browser: nothing was moved.
    NotMoved,
    /// It was offered or moved once already.
    MovedBefore,
    /// The QR no longer works.
    OfferExpired,
}

impl std::fmt::Display for EnrolmentRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            EnrolmentRefused::Expired => "the enrolment has expired",
            EnrolmentRefused::Over => "the enrolment is over",
            EnrolmentRefused::MovedAway => "the enrolment went on in another browser",
            EnrolmentRefused::NotMoved => "the enrolment was not moved",
            EnrolmentRefused::MovedBefore => "the enrolment was moved before",
            EnrolmentRefused::OfferExpired => "the code to move the enrolment has expired",
        })
    }
}
impl std::error::Error for EnrolmentRefused {}

type Next = Result<EnrolmentState, EnrolmentRefused>;

impl EnrolmentState {
    /// An enrolment that begins now.
    pub fn begin(now: Time, policy: &Policy) -> Self {
        // Bounded here as well: I05 must not hang on a policy that was read past its clamp.
        Self::Open { until: now + policy.enrolment_life.min(Span::minutes(15)) }
    }

    /// The word in the database.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Offered { .. } => "offered",
            Self::Moved { .. } => "moved",
            Self::Done { .. } => "done",
            Self::Ended { .. } => "ended",
        }
    }

    /// When it expires; `None` if it is over.
    pub const fn deadline(&self) -> Option<Time> {
        match self {
            Self::Open { until } | Self::Offered { until, .. } | Self::Moved { until } => Some(*until),
            Self::Done { .. } | Self::Ended { .. } => None,
        }
    }

    /// The expired state, if its time has run out; `None` otherwise.
    #[must_use]
    pub fn tick(&self, now: Time) -> Option<Self> {
        let until = self.deadline()?;
        (now >= until).then_some(Self::Ended { at: now, why: EnrolmentEnd::Expired })
    }

    /// Whether it serves that browser now: to be asked at every step.
    ///
    /// # Errors
    /// [`EnrolmentRefused`] says why not.
    pub fn serves(&self, now: Time, place: Place) -> Result<(), EnrolmentRefused> {
        if self.tick(now).is_some() {
            return Err(EnrolmentRefused::Expired);
        }
        match (self, place) {
            (Self::Done { .. } | Self::Ended { .. }, _) => Err(EnrolmentRefused::Over),
            (Self::Moved { .. }, Place::Here) => Err(EnrolmentRefused::MovedAway),
            (Self::Open { .. } | Self::Offered { .. }, Place::Moved) => Err(EnrolmentRefused::NotMoved),
            (Self::Open { .. } | Self::Offered { .. }, Place::Here) | (Self::Moved { .. }, Place::Moved) => {
                Ok(())
            }
        }
    }

    /// "Continue on my phone": a QR is shown, once.
    ///
    /// # Errors
    /// [`EnrolmentRefused::MovedBefore`] the second time; others if it does not run here.
    pub fn offer(self, now: Time) -> Next {
        if matches!(self, Self::Moved { .. }) && self.tick(now).is_none() {
            return Err(EnrolmentRefused::MovedBefore);
        }
        self.serves(now, Place::Here)?;
        match self {
            Self::Open { until } => Ok(Self::Offered { until, offer_until: (now + MOVE_LIFE).min(until) }),
            _ => Err(EnrolmentRefused::MovedBefore),
        }
    }

    /// The phone scanned the QR: the enrolment goes on there and ends where it began.
    ///
    /// # Errors
    /// [`EnrolmentRefused::OfferExpired`], [`EnrolmentRefused::MovedBefore`] for a second scan,
    /// [`EnrolmentRefused::NotMoved`] if no QR was shown; others if it is over.
    pub fn take(self, now: Time) -> Next {
        if self.tick(now).is_some() {
            return Err(EnrolmentRefused::Expired);
        }
        match self {
            Self::Offered { offer_until, .. } if now >= offer_until => Err(EnrolmentRefused::OfferExpired),
            Self::Offered { until, .. } => Ok(Self::Moved { until }),
            Self::Open { .. } => Err(EnrolmentRefused::NotMoved),
            Self::Moved { .. } => Err(EnrolmentRefused::MovedBefore),
            Self::Done { .. } | Self::Ended { .. } => Err(EnrolmentRefused::Over),
        }
    }

    /// Registers the one method, and ends.
    ///
    /// # Errors
    /// As [`EnrolmentState::serves`].
    pub fn register(self, now: Time, place: Place, method: MethodId) -> Next {
        self.serves(now, place)?;
        Ok(Self::Done { at: now, method })
    }

    /// Ends one that runs; leaves one that is over as it is. One seen expired is expired, whatever `why` says.
    #[must_use]
    pub fn end(self, now: Time, why: EnrolmentEnd) -> Self {
        match self.deadline() {
            Some(_) => self.tick(now).unwrap_or(Self::Ended { at: now, why }),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests;
