//! Warnings, reasons and times as words to be looked up.

use contract::Words;
use domain::{
    Span, Time,
    approver::{act::NotAllowed, second::SecondReason},
    evidence::{EvidenceRule, Missing},
    warnings::Warning,
};

use super::judge::Material;

/// How long ago, in the coarsest unit that still tells something.
pub(crate) fn ago(at: Time, now: Time) -> Words {
    let minutes = now.since(at).0.max(0) / 60_000;
    match minutes {
        0 => Words::of("approval-ago-now"),
        1..=119 => Words::of("approval-ago-minutes").with("n", minutes),
        120..=2879 => Words::of("approval-ago-hours").with("n", minutes / 60),
        _ => Words::of("approval-ago-days").with("n", minutes / 1440),
    }
}

/// A span in hours, a begun one counted whole.
pub(crate) fn hours_up(span: Span) -> i64 {
    (span.minutes_up().max(0) + 59) / 60
}

fn days(since: Time, now: Time) -> i64 {
    now.since(since).0.max(0) / 86_400_000
}

/// A warning in words; a method is named as its owner did.
pub(crate) fn warning(warning: &Warning, material: &Material, now: Time) -> Words {
    let words = Words::of(format!("approval-warning-{}", warning.word()));
    match warning {
        Warning::LostMethodUsed { method, .. } => {
            let name =
                material.methods.iter().find(|known| known.id == *method).map(|known| known.name.as_str());
            words.with("method", name.unwrap_or_default())
        }
        Warning::FrozenBefore { times } => words.with("n", times),
        Warning::ApproverPair { at } | Warning::LetBackIn { at } => words.with("n", days(*at, now)),
        Warning::FreshRole { role, since } => words.with("role", role.word()).with("n", days(*since, now)),
        Warning::FreshManagerLink { since }
        | Warning::FreshNumber { since, .. }
        | Warning::FreshAddress { since, .. } => words.with("n", days(*since, now)),
        Warning::RepeatedAsks { count } => words.with("n", count),
        Warning::NewNetwork | Warning::NewBrowser | Warning::Privileged => words,
    }
}

/// All of them, in their order.
pub(crate) fn warnings(found: &[Warning], material: &Material, now: Time) -> Vec<Words> {
    found.iter().map(|one| warning(one, material, now)).collect()
}

/// Why a second approver is needed.
pub(crate) fn second(reasons: &[SecondReason], spoken: bool) -> Vec<Words> {
    let spoken = spoken.then(|| Words::of("approval-second-spoken"));
    let reasons = reasons.iter().map(|reason| Words::of(format!("approval-second-{}", reason.word())));
    spoken.into_iter().chain(reasons).collect()
}

/// What is missing.
pub(crate) fn missing(missing: Missing) -> Words {
    Words::of(format!("approval-missing-{}", missing.word()))
}

/// Why somebody may not act.
pub(crate) fn not_allowed(why: NotAllowed) -> Words {
    Words::of(format!("approval-why-{}", why.word()))
}

/// The evidence rule that is met; the house's own is labelled so (R4).
pub(crate) fn rule(rule: EvidenceRule) -> Words {
    Words::of(format!("approval-rule-{}", rule.word()))
}

/// Text of somebody's own as it stands.
pub(crate) fn text(text: impl ToString) -> Words {
    Words::of("approval-text").with("text", text)
}
