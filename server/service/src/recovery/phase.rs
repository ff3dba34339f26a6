//! What the asking page may know (R2): until approval only what the clock decides, the same for every name.

use contract::recovery::Phase;
use domain::{Policy, Span, Time, pass_life::PASSES_PER_APPROVAL, request::RequestState};
use store::requests::Request;

/// After this long the page says what to do if nobody got in touch (R2).
const LONG: Span = Span::hours(1);
/// For so long the page asks often …
const OFTEN: Span = Span::minutes(10);

/// What the page may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) phase: Phase,
    /// From when on the pass works, while that is still to come.
    pub(super) works_from: Option<Time>,
    pub(super) passes_left: u32,
}

impl Seen {
    /// Differs when the page should be drawn anew.
    pub(super) fn mark(self) -> String {
        let phase = match self.phase {
            Phase::Waiting => "w",
            Phase::WaitingLong => "l",
            Phase::ClearedUntold => "u",
            Phase::ClearedLater => "s",
            Phase::Cleared => "c",
            Phase::Over => "o",
        };
        match self.works_from {
            Some(from) => format!("{phase}{}.{}", self.passes_left, from.0),
            None => format!("{phase}{}", self.passes_left),
        }
    }
}

/// Seconds until the page asks again.
pub(super) fn again(asked: Time, now: Time) -> u32 {
    if now.since(asked) < OFTEN { 3 } else { 10 }
}

/// What the page of `request` may know at `now`. `approved` says whether it ever was.
///
/// Of a request that never was approved only the time of asking counts, so that denial, freeze, wrong codes and a name
/// that is nobody's look alike, to the same millisecond. So does the asker's own withdrawal: what it did would tell whether
/// somebody had ended the request before. The browser that withdraws forgets the request's cookie anyway.
pub(super) fn seen(request: &Request, approved: bool, now: Time, policy: &Policy) -> Seen {
    let all = u32::from(PASSES_PER_APPROVAL);
    let left = |made: u8| all.saturating_sub(u32::from(made));
    let is = |phase, passes_left| Seen { phase, works_from: None, passes_left };
    match request.state.clone().settled(now) {
        RequestState::Approved(facts) if facts.untold => is(Phase::ClearedUntold, left(facts.passes)),
        RequestState::Approved(facts) if now < facts.works_from => {
            Seen { works_from: Some(facts.works_from), ..is(Phase::ClearedLater, left(facts.passes)) }
        }
        RequestState::Approved(facts) => is(Phase::Cleared, left(facts.passes)),
        // If the enrolment comes to nothing, a pass that is left can be fetched here.
        RequestState::Redeemed { approved, .. } => is(Phase::Cleared, left(approved.passes)),
        _ if approved => is(Phase::Over, all),
        _ if now < request.asked + LONG => is(Phase::Waiting, all),
        _ if now < request.asked + policy.asked_life => is(Phase::WaitingLong, all),
        _ => is(Phase::Over, all),
    }
}
