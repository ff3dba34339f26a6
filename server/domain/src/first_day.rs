//! The first administrator, the first day, and nobody left (R9).

use serde::{Deserialize, Serialize};

use crate::{Span, Time, approver::second::pair_possible, device::words, policy::Policy};

/// How long after every privileged person was told a last-resort pass begins to work.
pub const LAST_RESORT_DELAY: Span = Span::hours(4);
/// How long the banner about a last-resort pass stays.
pub const LAST_RESORT_BANNER: Span = Span::days(30);

/// What the terminal's `pass issue` must know of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstPassFacts {
    /// Whether the account is enabled.
    pub enabled: bool,
    /// Whether it is an emergency account.
    pub emergency: bool,
    /// Whether the person ever had a method, removed ones included.
    pub ever_had_method: bool,
}

words! {
    /// Why no pass is issued on the terminal.
    NoPass {
        /// An emergency account is never recovered; `security` is alarmed.
        EmergencyAccount = "emergency-account",
        /// The account is disabled.
        Disabled = "disabled",
        /// The person has or had a method: they ask like everybody else.
        HadMethod = "had-method",
        /// Last resort: two approvers could still be found, so they decide.
        ApproversExist = "approvers-exist",
    }
}

/// Whether a first pass may be issued on the terminal: only for somebody who never had a method.
///
/// # Errors
/// [`NoPass`] says why not.
pub const fn may_issue_first_pass(person: FirstPassFacts) -> Result<(), NoPass> {
    if person.emergency {
        Err(NoPass::EmergencyAccount)
    } else if !person.enabled {
        Err(NoPass::Disabled)
    } else if person.ever_had_method {
        Err(NoPass::HadMethod)
    } else {
        Ok(())
    }
}

/// Whether `--last-resort` may be used for this person: only while the rules for privileged persons cannot be met.
///
/// `manager` says whether somebody in the person's chain is able to approve, `security` counts the able `security`
/// persons who are neither that manager nor the person.
///
/// # Errors
/// [`NoPass`] says why not.
pub const fn may_use_last_resort(person: FirstPassFacts, manager: bool, security: u32) -> Result<(), NoPass> {
    if person.emergency {
        Err(NoPass::EmergencyAccount)
    } else if !person.enabled {
        Err(NoPass::Disabled)
    } else if pair_possible(manager, security) {
        Err(NoPass::ApproversExist)
    } else {
        Ok(())
    }
}

/// Where a last-resort pass stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastResort {
    /// It does not work yet; any privileged person can stop it.
    Waiting {
        /// From when on it works.
        from: Time,
    },
    /// It works.
    Works {
        /// Until when.
        until: Time,
    },
    /// A privileged person stopped it.
    Stopped,
    /// Its time is over.
    Over,
}

/// Where a last-resort pass stands, whose last privileged person was told at `told`. It can be stopped as long as it
/// has not ended.
pub fn last_resort(told: Time, stopped: bool, now: Time, policy: &Policy) -> LastResort {
    let from = told + LAST_RESORT_DELAY;
    let until = from + policy.first_pass_life;
    if stopped {
        LastResort::Stopped
    } else if now < from {
        LastResort::Waiting { from }
    } else if now < until {
        LastResort::Works { until }
    } else {
        LastResort::Over
    }
}

/// Whether the banner about a last-resort pass issued at `issued` is still shown.
pub fn banner_shown(issued: Time, now: Time) -> bool {
    now.since(issued) < LAST_RESORT_BANNER
}

/// Whether the set-up of this installation is finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetUp {
    /// Enough `security` persons hold passkeys.
    Finished,
    /// The desk says so until they do.
    Unfinished {
        /// How many more are needed.
        missing: u32,
    },
}

/// Whether enough enabled `security` persons hold passkeys: three by default, never fewer.
pub fn set_up(security_with_passkeys: u32, policy: &Policy) -> SetUp {
    match policy.security_needed.saturating_sub(security_with_passkeys) {
        0 => SetUp::Finished,
        missing => SetUp::Unfinished { missing },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: FirstPassFacts = FirstPassFacts { enabled: true, emergency: false, ever_had_method: false };

    #[test]
    fn a_first_pass_is_only_for_somebody_who_never_had_a_method() {
        assert_eq!(may_issue_first_pass(NEW), Ok(()));
        assert_eq!(
            may_issue_first_pass(FirstPassFacts { ever_had_method: true, ..NEW }),
            Err(NoPass::HadMethod)
        );
        assert_eq!(may_issue_first_pass(FirstPassFacts { enabled: false, ..NEW }), Err(NoPass::Disabled));
    }

    #[test]
    fn an_emergency_account_gets_no_pass_of_any_kind() {
        for ever_had_method in [true, false] {
            let account = FirstPassFacts { emergency: true, ever_had_method, enabled: true };
            assert_eq!(may_issue_first_pass(account), Err(NoPass::EmergencyAccount));
            assert_eq!(may_use_last_resort(account, false, 0), Err(NoPass::EmergencyAccount));
        }
    }

    #[test]
    fn last_resort_is_refused_while_two_approvers_could_be_found() {
        let person = FirstPassFacts { ever_had_method: true, ..NEW };
        for (manager, security, allowed) in [
            (false, 0, true),
            (true, 0, true),
            (false, 1, true),
            (true, 1, false),
            (false, 2, false),
            (true, 2, false),
            (false, 3, false),
        ] {
            let result = may_use_last_resort(person, manager, security);
            let expected = if allowed { Ok(()) } else { Err(NoPass::ApproversExist) };
            assert_eq!(result, expected, "manager {manager}, security {security}");
        }
    }

    #[test]
    fn a_last_resort_pass_works_from_four_hours_after_telling_for_one_hour() {
        let (told, policy) = (Time(0), Policy::default());
        let from = Time(0) + Span::hours(4);
        let until = from + Span::hours(1);
        assert_eq!(last_resort(told, false, told, &policy), LastResort::Waiting { from });
        assert_eq!(last_resort(told, false, from - Span(1), &policy), LastResort::Waiting { from });
        assert_eq!(last_resort(told, false, from, &policy), LastResort::Works { until });
        assert_eq!(last_resort(told, false, until - Span(1), &policy), LastResort::Works { until });
        assert_eq!(last_resort(told, false, until, &policy), LastResort::Over, "i01: it ends");
        for at in [told, from, until] {
            assert_eq!(last_resort(told, true, at, &policy), LastResort::Stopped);
        }
    }

    #[test]
    fn the_banner_stays_for_thirty_days() {
        assert!(banner_shown(Time(0), Time(0) + Span::days(30) - Span(1)));
        assert!(!banner_shown(Time(0), Time(0) + Span::days(30)));
    }

    #[test]
    fn set_up_is_unfinished_until_three_security_persons_hold_passkeys() {
        let policy = Policy { security_needed: 0, ..Policy::default() }.clamped();
        assert_eq!(set_up(0, &policy), SetUp::Unfinished { missing: 3 });
        assert_eq!(set_up(2, &policy), SetUp::Unfinished { missing: 1 });
        assert_eq!(set_up(3, &policy), SetUp::Finished);
        assert_eq!(set_up(9, &policy), SetUp::Finished);
    }
}
