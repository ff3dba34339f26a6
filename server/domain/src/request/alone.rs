//! A person who gets back in by themselves (R1): nobody approves, and the rest of the life is the same.

use super::{ApprovedFacts, RequestState};
use crate::{Time, pass_life::PASSES_PER_APPROVAL, policy::Policy};

impl RequestState {
    /// A request of somebody whose own methods suffice: its one pass, which nobody ever sees, is out and is used at once.
    /// There is no further pass: if the enrolment comes to nothing, the methods are proved again.
    pub fn alone(now: Time, policy: &Policy) -> Self {
        Self::Approved(ApprovedFacts {
            at: now,
            until: now + policy.enrolment_life,
            works_from: now,
            untold: false,
            by: Vec::new(),
            passes: PASSES_PER_APPROVAL,
            pass_out: true,
        })
    }

    /// Whether it was opened by its owner's own methods; known from being let in until the enrolment has its method.
    pub const fn is_alone(&self) -> bool {
        match self {
            Self::Approved(facts) | Self::Redeemed { approved: facts, .. } => facts.by.is_empty(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MethodId, Span, request::RequestWord};

    const NOW: Time = Time(1_000_000);

    #[test]
    fn i05_it_opens_one_enrolment_for_fifteen_minutes_and_no_second_one() {
        let policy = Policy::default();
        let redeemed = RequestState::alone(NOW, &policy).redeem(NOW, &policy).unwrap();
        assert!(redeemed.is_alone());
        let late = NOW + Span::minutes(15);
        assert_eq!(redeemed.clone().settled(late).name(), RequestWord::Expired);
        let method = MethodId::stored("new");
        assert_eq!(redeemed.enrol(NOW, &policy, method).unwrap().name(), RequestWord::Enrolled);
    }

    #[test]
    fn i04_no_pass_can_be_fetched_for_it() {
        assert!(RequestState::alone(NOW, &Policy::default()).fetch_pass(NOW).is_err());
    }
}
