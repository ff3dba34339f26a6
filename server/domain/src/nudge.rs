//! Nudges to people who would not get back in by themselves: a few, spaced, by day, ended once they are ready (R10).

use serde::{Deserialize, Serialize};

use crate::{Span, Time, device::words, policy::Policy, readiness::Ready};

/// How long after the one before each nudge is sent; the first one after they were first seen not to be ready.
pub const SPACING: [Span; 4] = [Span::days(7), Span::days(14), Span::days(30), Span::days(60)];
/// The hours of the day, by the person's own clock, in which nudges are sent: from this one on,
pub const DAY_BEGINS: Span = Span::hours(8);
/// and before this one.
pub const DAY_ENDS: Span = Span::hours(18);

/// What the rules need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NudgeFacts {
    /// How ready they are for the loss that hits hardest.
    pub ready: Ready,
    /// Since when they have not been ready, without a break. Becoming ready and unready again begins anew.
    pub since: Time,
    /// How many nudges were sent since then.
    pub sent: u32,
    /// When the last of them was.
    pub last: Option<Time>,
    /// Whether the account is enabled and has an address.
    pub reachable: bool,
    /// How far their clock is ahead of UTC, in minutes: −720 to 840.
    pub ahead_of_utc: i16,
}

words! {
    /// Why there is none to come.
    NoNudge {
        /// They are ready.
        Ready = "ready",
        /// They had as many as policy allows; IT sees them in its list.
        Enough = "enough",
        /// There is nobody to send it to.
        Unreachable = "unreachable",
    }
}

/// When the next nudge is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudge {
    /// Now.
    Now,
    /// Not before then; look again at that time.
    At(Time),
    /// Never, as things stand.
    Never(NoNudge),
}

/// Whether to nudge somebody now. "With help" is nudged as well as "not at all": R10 puts nudges to the second net.
pub fn nudge(facts: &NudgeFacts, now: Time, policy: &Policy) -> Nudge {
    if facts.ready == Ready::ByYourself {
        return Nudge::Never(NoNudge::Ready);
    }
    if !facts.reachable {
        return Nudge::Never(NoNudge::Unreachable);
    }
    let space = usize::try_from(facts.sent).ok().and_then(|sent| SPACING.get(sent));
    let (Some(space), true) = (space, facts.sent < policy.nudges) else {
        return Nudge::Never(NoNudge::Enough);
    };
    let from = by_day(facts.last.unwrap_or(facts.since).max(facts.since) + *space, facts.ahead_of_utc);
    if now < from {
        return Nudge::At(from);
    }
    // It may be due since last night, or the worker was not running.
    match by_day(now, facts.ahead_of_utc) {
        at if at == now => Nudge::Now,
        later => Nudge::At(later),
    }
}

/// The first moment from `at` on that lies in the day by a clock so far ahead of UTC.
pub fn by_day(at: Time, ahead_of_utc: i16) -> Time {
    let ahead = Span::minutes(i64::from(ahead_of_utc.clamp(-720, 840)));
    let of_day = Span((at + ahead).0.rem_euclid(Span::days(1).0));
    if of_day < DAY_BEGINS {
        at + (DAY_BEGINS - of_day)
    } else if of_day < DAY_ENDS {
        at
    } else {
        at + (Span::days(1) - of_day) + DAY_BEGINS
    }
}

#[cfg(test)]
mod tests;
