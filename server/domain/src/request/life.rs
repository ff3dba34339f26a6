//! What happens to a request: each change takes the state and the time and gives the next state, or says why not.

use super::{
    ApprovedFacts, FirstApproval, RequestState, RequestWord, Why,
    refused::{Event, Refused},
};
use crate::{ApprovalId, MethodId, PersonId, Time, pass_life::PASSES_PER_APPROVAL, policy::Policy};

/// How many approvers the request needs (R3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approvers {
    /// One suffices.
    One,
    /// Two, each on their own.
    Two,
}

/// When a pass begins to work (R3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// At once.
    None,
    /// [`Policy::privileged_delay`] after all of `security` was told, because the person is privileged.
    Privileged,
}

type Next = Result<RequestState, Refused>;

impl RequestState {
    /// The state itself if time has not ended it: what every change begins with.
    fn in_time(self, now: Time) -> Next {
        match self.tick(now) {
            Some(next) => Err(Refused::Overdue(Box::new(next.settled(now)))),
            None => Ok(self),
        }
    }

    const fn not_from(&self, event: Event) -> Refused {
        Refused::NotFrom { state: self.name(), event }
    }

    /// The first of two approvals (R3).
    ///
    /// # Errors
    /// [`Refused`] unless it is asked.
    pub fn add_first_approval(self, now: Time, approval: ApprovalId, by: PersonId) -> Next {
        match self.in_time(now)? {
            Self::Asked { at, until } => {
                Ok(Self::HalfApproved { asked: at, until, first: FirstApproval { approval, by, at: now } })
            }
            other => Err(other.not_from(Event::ApproveFirst)),
        }
    }

    /// The first of two approvals counts no longer, because whoever gave it left: it is asked again, for as long as before.
    /// Any other state, or another's approval, stays as it is.
    #[must_use]
    pub fn without_half_of(self, leaver: &PersonId) -> Self {
        match self {
            Self::HalfApproved { asked, until, first } if first.by == *leaver => {
                Self::Asked { at: asked, until }
            }
            other => other,
        }
    }

    /// The only approval, or the second of two. Whether `by` may approve at all is decided elsewhere (R3).
    ///
    /// # Errors
    /// [`Refused::NeedsTwo`] if it is the first of two, [`Refused::SameApprover`] if the first was theirs as well,
    /// others unless it is asked or half-approved.
    pub fn approve(
        self,
        now: Time,
        policy: &Policy,
        approval: ApprovalId,
        by: &PersonId,
        needs: Approvers,
        delay: Delay,
    ) -> Next {
        let approvals = match self.in_time(now)? {
            Self::Asked { .. } if needs == Approvers::Two => return Err(Refused::NeedsTwo),
            Self::HalfApproved { first, .. } if first.by == *by => return Err(Refused::SameApprover),
            Self::Asked { .. } => vec![approval],
            Self::HalfApproved { first, .. } => vec![first.approval, approval],
            other => return Err(other.not_from(Event::Approve)),
        };
        let works_from = match delay {
            Delay::None => now,
            Delay::Privileged => now + policy.privileged_delay,
        };
        let until = now + policy.approval_life;
        Ok(Self::Approved(ApprovedFacts {
            at: now,
            until,
            works_from,
            untold: delay == Delay::Privileged,
            by: approvals,
            passes: 0,
            pass_out: false,
        }))
    }

    /// Counts a pass that is being made. It may be made before it works, but not before that time is known.
    ///
    /// # Errors
    /// [`Refused::Untold`]; [`Refused::NoPassLeft`] after the last that the approval allows; others unless it is
    /// approved.
    pub fn fetch_pass(self, now: Time) -> Next {
        match self.in_time(now)? {
            Self::Approved(facts) if facts.untold => Err(Refused::Untold),
            Self::Approved(facts) if facts.passes >= PASSES_PER_APPROVAL => Err(Refused::NoPassLeft),
            Self::Approved(facts) => Ok(Self::Approved(ApprovedFacts {
                passes: facts.passes.saturating_add(1),
                pass_out: true,
                ..facts
            })),
            other => Err(other.not_from(Event::FetchPass)),
        }
    }

    /// A pass is used, and the enrolment begins. The pass itself is checked by [`crate::pass_life`].
    ///
    /// # Errors
    /// [`Refused::Untold`], [`Refused::NotYet`] and [`Refused::NoPass`]; others unless it is approved.
    pub fn redeem(self, now: Time, policy: &Policy) -> Next {
        match self.in_time(now)? {
            Self::Approved(facts) if facts.untold => Err(Refused::Untold),
            Self::Approved(facts) if now < facts.works_from => {
                Err(Refused::NotYet { works_from: facts.works_from })
            }
            Self::Approved(facts) if !facts.pass_out => Err(Refused::NoPass),
            Self::Approved(facts) => {
                let approved = ApprovedFacts { pass_out: false, ..facts };
                Ok(Self::Redeemed { at: now, enrolment_until: now + policy.enrolment_life, approved })
            }
            other => Err(other.not_from(Event::Redeem)),
        }
    }

    /// The enrolment registered its one method.
    ///
    /// # Errors
    /// [`Refused`] unless it is redeemed.
    pub fn enrol(self, now: Time, policy: &Policy, method: MethodId) -> Next {
        match self.in_time(now)? {
            Self::Redeemed { .. } => {
                Ok(Self::Enrolled { at: now, method, closes_by: now + policy.close_after })
            }
            other => Err(other.not_from(Event::Enrol)),
        }
    }

    /// The first sign-in, with `method`.
    ///
    /// # Errors
    /// [`Refused::OtherMethod`] if it is not the new one; others unless it is enrolled.
    pub fn close(self, now: Time, method: &MethodId) -> Next {
        match self.in_time(now)? {
            Self::Enrolled { method: new, .. } if new != *method => Err(Refused::OtherMethod),
            Self::Enrolled { method, .. } => Ok(Self::Closed { at: now, method }),
            other => Err(other.not_from(Event::Close)),
        }
    }

    /// An approver says no.
    ///
    /// # Errors
    /// [`Refused`] unless it is asked or half-approved.
    pub fn deny(self, now: Time, by: PersonId) -> Next {
        self.end_by(now, by, false)
    }

    /// An approver says no and that something is wrong: `security` is to be told.
    ///
    /// # Errors
    /// As [`RequestState::deny`].
    pub fn report(self, now: Time, by: PersonId) -> Next {
        self.end_by(now, by, true)
    }

    fn end_by(self, now: Time, by: PersonId, reported: bool) -> Next {
        match self.in_time(now)? {
            Self::Asked { .. } | Self::HalfApproved { .. } => Ok(Self::Denied { at: now, by, reported }),
            other => Err(other.not_from(Event::Deny)),
        }
    }

    /// Somebody ends it. A frozen one only `security` ends, or that the person left; an approver has an approval to
    /// take back only once there is one; wrong codes end only what waits for a decision.
    ///
    /// # Errors
    /// [`Refused`] from any other state.
    pub fn withdraw(self, now: Time, why: Why) -> Next {
        let state = self.in_time(now)?;
        let may = match why {
            Why::Security | Why::PersonLeft => !state.is_ended(),
            Why::Asker | Why::Superseded => state.is_open(),
            Why::Approver => state.is_open() && !matches!(state, Self::Asked { .. }),
            Why::WrongCodes => state.is_undecided(),
        };
        if may { Ok(Self::Withdrawn { at: now, why }) } else { Err(state.not_from(Event::Withdraw)) }
    }

    /// "This wasn't me". `count` says which freeze of this person it is within [`Policy::second_freeze`]. The
    /// caller ends pass and enrolment and suspends [`RequestState::new_method`].
    ///
    /// # Errors
    /// [`Refused::TooLate`] from [`Policy::repudiation`] after closing on; others unless it is open or closed.
    pub fn freeze(self, now: Time, policy: &Policy, count: u32) -> Next {
        let before = self.in_time(now)?;
        let until = match &before {
            // The asker's page follows the clock alone (R2), so a freeze must not move this end.
            Self::Asked { until, .. } | Self::HalfApproved { until, .. } => *until,
            Self::Closed { at, .. } if now >= *at + policy.repudiation => return Err(Refused::TooLate),
            state if state.is_open() || state.name() == RequestWord::Closed => now + policy.repudiation,
            other => return Err(other.not_from(Event::Freeze)),
        };
        Ok(Self::Frozen { at: now, until, before: Box::new(before), count })
    }

    /// `security` lifts the freeze after an identity check (R7): the state before it, for as long as it had left.
    ///
    /// Pass and enrolment ended with the freeze, so a redeemed request becomes an approved one, and one further
    /// pass may be fetched.
    ///
    /// # Errors
    /// [`Refused`] unless it is frozen.
    pub fn lift(self, now: Time) -> Next {
        let (frozen, before) = match self.in_time(now)? {
            Self::Frozen { at, before, .. } => (at, *before),
            other => return Err(other.not_from(Event::Lift)),
        };
        let later = |then: Time| now + then.since(frozen);
        let again = |facts: ApprovedFacts, until: Time| {
            Self::Approved(ApprovedFacts {
                until: later(until),
                works_from: if frozen < facts.works_from {
                    later(facts.works_from)
                } else {
                    facts.works_from
                },
                passes: facts.passes.min(PASSES_PER_APPROVAL.saturating_sub(1)),
                pass_out: false,
                ..facts
            })
        };
        Ok(match before {
            Self::Approved(facts) => {
                let until = facts.until;
                again(facts, until)
            }
            // The approval may have run out while the enrolment still ran: the longer of the two counts.
            Self::Redeemed { enrolment_until, approved, .. } => {
                let until = approved.until.max(enrolment_until);
                again(approved, until)
            }
            Self::Enrolled { at, method, closes_by } => {
                Self::Enrolled { at, method, closes_by: later(closes_by) }
            }
            same => same,
        })
    }

    /// All of `security` were told of a privileged person's approval at `told`: the pass works from then on plus the
    /// delay (R3). Never makes it earlier; does nothing to a request that is not approved.
    #[must_use]
    pub fn security_told(self, told: Time, policy: &Policy) -> Self {
        match self {
            Self::Approved(facts) => Self::Approved(ApprovedFacts {
                works_from: facts.works_from.max(told + policy.privileged_delay),
                untold: false,
                ..facts
            }),
            other => other,
        }
    }
}
