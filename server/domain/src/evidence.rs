//! Reaching the person, and what counts as evidence (R4, I12).
//!
//! [`means_offered`] says how an approver may reach somebody; [`evaluate`] whether what was checked meets one of the
//! [`EvidenceRule`]s, each of which has the approved pass beside it. The policy table behind it is NIST SP 800-63B-4 §4.2.

use serde::{Deserialize, Serialize};

use crate::{ContactId, Span, Time, device::words, policy::Policy};

pub mod means;

pub use means::{ContactFacts, Gone, Means, NumberStanding, means_offered, standing};

words! {
    /// The rule that evidence met, as the record names it (I12).
    EvidenceRule {
        /// Identity check in person or by live video with badge, and the approved pass.
        PassAndIdentityCheck = "pass-and-identity-check",
        /// Handed over in person to somebody who never had a method, near their start date.
        FirstBindingInPerson = "first-binding-in-person",
        /// A saved recovery code and the approved pass.
        SavedCodeAndPass = "saved-code-and-pass",
        /// A fresh organisation password and the approved pass.
        OrganisationPasswordAndPass = "organisation-password-and-pass",
        /// Call-back by the direct manager to a number not on the lost device, and the approved pass: a house rule.
        HouseCallBack = "house-call-back",
    }
}

impl EvidenceRule {
    /// Whether the rule is the house's own; wherever it is named, it is labelled as not NIST's.
    pub const fn is_house_rule(self) -> bool {
        matches!(self, EvidenceRule::HouseCallBack)
    }
}

/// What was checked: by the approver, or (code and password) by the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// The approver met the person.
    InPerson,
    /// The approver saw the person by live video, with badge, against the photo on record.
    LiveVideoWithBadge,
    /// The approver called this number and spoke to the person.
    CallBack {
        /// Which; where it stands is looked up in the means that were offered, never taken from a form.
        contact: ContactId,
    },
    /// The person gave a saved recovery code and it was right.
    SavedRecoveryCode,
    /// The person signed in at the organisation's provider with one factor.
    FreshOrganisationPassword {
        /// When they typed the password there.
        auth_time: Time,
    },
    /// The approver handed over in person to somebody new.
    FirstBindingInPerson,
    /// The approver says who it is, and nothing else.
    ManagersWord,
    /// The person knew facts about themselves: birthday, staff number. Never evidence.
    FactsAboutPerson,
}

impl Check {
    /// The word for the record.
    pub const fn word(&self) -> &'static str {
        match self {
            Check::InPerson => "in-person",
            Check::LiveVideoWithBadge => "live-video-with-badge",
            Check::CallBack { .. } => "call-back",
            Check::SavedRecoveryCode => "saved-recovery-code",
            Check::FreshOrganisationPassword { .. } => "fresh-organisation-password",
            Check::FirstBindingInPerson => "first-binding-in-person",
            Check::ManagersWord => "managers-word",
            Check::FactsAboutPerson => "facts-about-person",
        }
    }

    /// Whether the screen may offer it: only if it gave the means for it (R4).
    pub fn was_offered(&self, means: &[Means]) -> bool {
        match self {
            Check::InPerson | Check::FirstBindingInPerson => means.contains(&Means::InPerson),
            Check::LiveVideoWithBadge => means.contains(&Means::LiveVideo),
            Check::CallBack { contact } => number(contact, means).is_some(),
            _ => true,
        }
    }
}

fn number(called: &ContactId, means: &[Means]) -> Option<NumberStanding> {
    means.iter().find_map(|means| match means {
        Means::Call { contact, standing } if contact == called => Some(*standing),
        _ => None,
    })
}

/// Whether any of these saw the person.
pub fn seen(checks: &[Check]) -> bool {
    checks.iter().any(|check| {
        matches!(check, Check::InPerson | Check::LiveVideoWithBadge | Check::FirstBindingInPerson)
    })
}

/// How far from the start date, before and after, a first binding in person may be.
pub const START_DATE_NEAR: Span = Span::days(14);

/// Whether a start date is near.
pub fn start_date_near(start: Time, now: Time) -> bool {
    let apart = now.since(start);
    apart <= START_DATE_NEAR && apart >= Span(0_i64.saturating_sub(START_DATE_NEAR.0))
}

/// What else decides whether the checks are enough. It is for one approver: each of two has their own.
#[derive(Debug, Clone, Copy)]
pub struct EvidenceFacts<'a> {
    /// Whether the approver is the person's direct manager.
    pub direct_manager: bool,
    /// Whether another approver approved already, or must before anything happens.
    pub second_approver: bool,
    /// Whether the person is privileged.
    pub privileged: bool,
    /// Whether the person never had a method.
    pub never_had_method: bool,
    /// Whether their start date is near.
    pub start_date_near: bool,
    /// When the request was asked.
    pub asked: Time,
    /// What the screen offered.
    pub means: &'a [Means],
}

words! {
    /// What is missing: the nearest thing that would help.
    Missing {
        /// A check was recorded for which the screen gave no means.
        MeansNotGiven = "means-not-given",
        /// A privileged person must be met or seen.
        SeeThem = "see-them",
        /// They are not new, or not near their start date.
        NotFirstBinding = "not-first-binding",
        /// Somebody who is not the direct manager must see them or have a second approver.
        SecondApprover = "second-approver",
        /// A call-back counts for the direct manager only.
        DirectManager = "direct-manager",
        /// The number called is on the lost device or counts as being on it.
        AnotherNumber = "another-number",
        /// The password was typed too long before the ask.
        FreshPassword = "fresh-password",
        /// The manager's word alone is off.
        MoreThanWord = "more-than-word",
        /// Facts about a person are never evidence.
        MoreThanFacts = "more-than-facts",
        /// Nothing was checked.
        AnyCheck = "any-check",
    }
}

/// Which rule the checks of one approver meet (R4); the strongest, if several.
///
/// # Errors
/// [`Missing`] names what is missing.
pub fn evaluate(
    checks: &[Check],
    facts: &EvidenceFacts<'_>,
    now: Time,
    policy: &Policy,
) -> Result<EvidenceRule, Missing> {
    // A record that names a check which was never possible is wrong as a whole.
    if checks.iter().any(|check| !check.was_offered(facts.means)) {
        return Err(Missing::MeansNotGiven);
    }
    let judged: Vec<Result<EvidenceRule, Missing>> =
        checks.iter().map(|check| judge(check, facts, now, policy)).collect();
    let best = judged.iter().filter_map(|result| result.ok()).min();
    // `words!` lists what is missing nearest first, and rules strongest first.
    let nearest = judged.iter().filter_map(|result| result.err()).min();
    best.ok_or(nearest.unwrap_or(Missing::AnyCheck))
}

/// One check: each rule needs exactly one beside the approved pass.
fn judge(
    check: &Check,
    facts: &EvidenceFacts<'_>,
    now: Time,
    policy: &Policy,
) -> Result<EvidenceRule, Missing> {
    // Not seen: never enough for a privileged person, and for others only by the direct manager or two.
    let unseen = |rule| {
        if facts.privileged {
            Err(Missing::SeeThem)
        } else if facts.direct_manager || facts.second_approver {
            Ok(rule)
        } else {
            Err(Missing::SecondApprover)
        }
    };
    match check {
        Check::InPerson | Check::LiveVideoWithBadge => Ok(EvidenceRule::PassAndIdentityCheck),
        Check::FirstBindingInPerson if facts.never_had_method && facts.start_date_near => {
            Ok(EvidenceRule::FirstBindingInPerson)
        }
        Check::FirstBindingInPerson => Err(Missing::NotFirstBinding),
        Check::SavedRecoveryCode => unseen(EvidenceRule::SavedCodeAndPass),
        Check::FreshOrganisationPassword { auth_time } => {
            let fresh = *auth_time <= now && facts.asked.since(*auth_time) <= policy.fresh_proof;
            if fresh {
                unseen(EvidenceRule::OrganisationPasswordAndPass)
            } else {
                Err(Missing::FreshPassword)
            }
        }
        Check::CallBack { .. } if facts.privileged => Err(Missing::SeeThem),
        Check::CallBack { contact } => match number(contact, facts.means) {
            Some(NumberStanding::Elsewhere) if facts.direct_manager => Ok(EvidenceRule::HouseCallBack),
            Some(NumberStanding::Elsewhere) => Err(Missing::DirectManager),
            Some(NumberStanding::OnLostDevice | NumberStanding::OnOnlyPhone) => Err(Missing::AnotherNumber),
            None => Err(Missing::MeansNotGiven),
        },
        Check::ManagersWord if facts.privileged => Err(Missing::SeeThem),
        Check::ManagersWord => Err(Missing::MoreThanWord),
        Check::FactsAboutPerson => Err(Missing::MoreThanFacts),
    }
}

#[cfg(test)]
mod tests;
