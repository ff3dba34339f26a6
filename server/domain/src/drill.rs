//! Rehearsals: a person walks the recovery path, up to and including their manager's decision, and nothing changes.
//!
//! A drill has rows of its own and never a request's: no code of a request can meet one of a drill, and no drill can
//! become a request. Every screen and notice of it says that it is one.

use serde::{Deserialize, Serialize};

use crate::{DrillId, RequestId, Span, Time, device::words, nudge::by_day, policy::Policy};

/// How long a drill may take from its beginning to the decision; after that it is over and did not count.
pub const LIFE: Span = Span::hours(72);
/// The least time between two reminders of a drill that is due.
pub const REMIND_EVERY: Span = Span::days(30);

words! {
    /// What recovering does, step by step and to others.
    Effect {
        /// A page shows the next step.
        ShowStep = "show-step",
        /// The browser makes a key pair and shows a match code.
        MatchCode = "match-code",
        /// Proofs are checked, without spending them.
        CheckProofs = "check-proofs",
        /// The manager is told, in words that say it is a drill.
        TellManager = "tell-manager",
        /// The manager records what was checked, types the code and decides.
        Decide = "decide",
        /// It is on the record, as a drill.
        Record = "record",
        /// Spend a recovery code, a step or a code by text or call.
        SpendProofs = "spend-proofs",
        /// Send a text or call.
        SendCode = "send-code",
        /// Suspend methods.
        Suspend = "suspend",
        /// Make a pass.
        MakePass = "make-pass",
        /// Open an enrolment.
        OpenEnrolment = "open-enrolment",
        /// Add a method.
        AddMethod = "add-method",
        /// Remove methods.
        RemoveMethods = "remove-methods",
        /// End sessions.
        EndSessions = "end-sessions",
        /// Count as an approval between two persons (I03), or as being let back in (R1).
        CountAsApproval = "count-as-approval",
        /// Alarm `security`, also when the manager denies or reports.
        AlarmSecurity = "alarm-security",
    }
}

/// Whether a drill may do this. Everything up to the decision, and nothing that outlives it but the record.
pub const fn may(effect: Effect) -> bool {
    match effect {
        Effect::ShowStep
        | Effect::MatchCode
        | Effect::CheckProofs
        | Effect::TellManager
        | Effect::Decide
        | Effect::Record => true,
        Effect::SpendProofs
        | Effect::SendCode
        | Effect::Suspend
        | Effect::MakePass
        | Effect::OpenEnrolment
        | Effect::AddMethod
        | Effect::RemoveMethods
        | Effect::EndSessions
        | Effect::CountAsApproval
        | Effect::AlarmSecurity => false,
    }
}

/// How far a drill got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Drill {
    /// Begun; nobody decided.
    Begun {
        /// When.
        at: Time,
    },
    /// The manager decided, either way: the person was reached and the path works.
    Decided {
        /// When.
        at: Time,
    },
    /// The person's own proofs were right and would have opened an enrolment; nobody was needed.
    Proved {
        /// When.
        at: Time,
    },
    /// Given up by the person, or its time was over.
    Ended {
        /// When.
        at: Time,
    },
}

impl Drill {
    /// The drill with what the clock alone decides.
    #[must_use]
    pub fn settled(self, now: Time) -> Self {
        match self {
            Drill::Begun { at } if now.since(at) >= LIFE => Drill::Ended { at: at + LIFE },
            other => other,
        }
    }

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Drill::Begun { .. } => "begun",
            Drill::Decided { .. } => "decided",
            Drill::Proved { .. } => "proved",
            Drill::Ended { .. } => "ended",
        }
    }

    /// Reads it back: [`Drill::word`], and since when it is so.
    pub fn from_word(word: &str, at: Time) -> Option<Self> {
        Some(match word {
            "begun" => Drill::Begun { at },
            "decided" => Drill::Decided { at },
            "proved" => Drill::Proved { at },
            "ended" => Drill::Ended { at },
            _ => return None,
        })
    }

    /// Whether it goes on.
    pub const fn is_open(self) -> bool {
        matches!(self, Drill::Begun { .. })
    }

    /// When it was over, if it is.
    pub const fn over_at(self) -> Option<Time> {
        match self {
            Drill::Begun { .. } => None,
            Drill::Decided { at } | Drill::Proved { at } | Drill::Ended { at } => Some(at),
        }
    }

    /// When it counted as done: only if it reached its end. A decision to deny counts, since a drill tests the path.
    pub const fn done_at(self) -> Option<Time> {
        match self {
            Drill::Decided { at } | Drill::Proved { at } => Some(at),
            Drill::Begun { .. } | Drill::Ended { .. } => None,
        }
    }
}

/// What stands in a drill's match code in the place of a request's id. No request has such an id, so no code of one can be
/// the code of the other, however the key and the number were chosen.
pub fn in_code(drill: &DrillId) -> RequestId {
    RequestId::stored(format!("drill-{drill}"))
}

/// What the approver's proof decides in a drill, where a request's says `approve`: what was signed for one never serves the
/// other.
pub const DECISION: &str = "drill: would approve";

/// Whether a person should rehearse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Not before then.
    From(Time),
    /// Now; a reminder is due as well if `remind`.
    Now {
        /// Since when it is due.
        since: Time,
        /// Whether to remind them.
        remind: bool,
    },
}

/// From when on a drill is due; [`due`] says more.
pub fn due_from(since: Time, last_done: Option<Time>, policy: &Policy) -> Time {
    last_done.unwrap_or(since).max(since) + policy.drill_every
}

/// Whether a drill is due: every 180 days by policy, counted from the last one done or, without one, from when the person
/// had their first method (`since`), so that nobody is asked on their first day.
pub fn due(
    since: Time,
    last_done: Option<Time>,
    last_reminded: Option<Time>,
    now: Time,
    policy: &Policy,
) -> Due {
    let from = due_from(since, last_done, policy);
    if now < from {
        return Due::From(from);
    }
    // A reminder from before this turn says nothing about it.
    let remind = last_reminded.filter(|at| *at >= from).is_none_or(|at| now.since(at) >= REMIND_EVERY);
    Due::Now { since: from, remind }
}

/// When to look whether somebody is to be reminded: due, spaced and by day on their own clock, which is so far ahead of UTC.
/// Not later than `now` means now.
pub fn remind_at(
    since: Time,
    last_done: Option<Time>,
    last_reminded: Option<Time>,
    ahead_of_utc: i16,
    now: Time,
    policy: &Policy,
) -> Time {
    let at = match due(since, last_done, last_reminded, now, policy) {
        Due::From(at) => at,
        Due::Now { remind: true, .. } => now,
        Due::Now { remind: false, .. } => last_reminded.unwrap_or(now) + REMIND_EVERY,
    };
    by_day(at, ahead_of_utc)
}

#[cfg(test)]
mod tests;
