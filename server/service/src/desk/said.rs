//! The details of the log in words: what an entry holds as words of ours is looked up, and only names, numbers and what has
//! no words stand as they are.

use contract::Words;
use domain::{
    approver::second::SecondReason, evidence::EvidenceRule, method::MethodKind, suspension::WhatHappened,
};

use crate::approvals::{judge::Material, show};

/// Steps of a review, and ways of reaching somebody, that have words of their own.
const STEPS: &[&str] = &["device", "reach", "says", "compare", "code"];
const MEANS: &[&str] = &["in-person", "video"];
/// Checks that have words of their own.
const CHECKS: &[&str] = &[
    "in-person",
    "live-video-with-badge",
    "call-back",
    "saved-recovery-code",
    "fresh-organisation-password",
    "first-binding-in-person",
    "managers-word",
    "facts-about-person",
];
/// What was proved without an approver.
const ALONE: &[&str] = &["two-kinds-of-code"];
/// Whose the computer of an enrolment is.
const OWN: &[&str] = &["yes", "no"];
/// Kinds of pass.
const PASSES: &[&str] = &["request", "first-day", "spoken", "by-codes"];
/// From where "This wasn't me" came.
const SOURCES: &[&str] = &["method", "notice"];
/// Why something ended or began, spaces and commas as dashes.
const WHYS: &[&str] = &[
    "approved",
    "approver",
    "asked",
    "asker",
    "cancelled",
    "closed",
    "denied",
    "device-gone",
    "device-lost",
    "done",
    "enrolled",
    "expired",
    "found-again",
    "frozen",
    "half-approved",
    "owner",
    "person-left",
    "redeemed",
    "replaced",
    "reported",
    "security",
    "stopped",
    "superseded",
    "taken-over-from-the-loss",
    "too-many-wrong-tries",
    "unfrozen",
    "withdrawn",
    "wrong-codes",
];

/// The keys that are put together from these.
#[cfg(test)]
pub(super) fn keys() -> Vec<String> {
    let named = |prefix: &'static str, words: &'static [&'static str]| {
        words.iter().map(move |word| format!("{prefix}-{word}"))
    };
    named("case-step", STEPS)
        .chain(named("review-reach", MEANS))
        .chain(named("approval-check", CHECKS))
        .chain(named("case-pass", PASSES))
        .chain(named("case-own", OWN))
        .chain(named("case-by", SOURCES))
        .chain(named("case-rule", ALONE))
        .chain(named("case-why", WHYS))
        .collect()
}

fn dashed(value: &str) -> String {
    value.split([' ', ',']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// A detail in words; several where the entry holds a list.
pub(super) fn details(key: &str, value: &str, material: &Material) -> Vec<Words> {
    match key {
        "checked" | "evidence" | "second" => {
            value.split(", ").map(|one| detail(key, one, material)).collect()
        }
        // Of what kind something else is, is not told.
        "kind" if !PASSES.contains(&value) && MethodKind::from_word(value).is_none() => Vec::new(),
        _ => vec![detail(key, value, material)],
    }
}

fn detail(key: &str, value: &str, material: &Material) -> Words {
    match key {
        "as" => Words::of("case-as").with("as", value),
        "evidence" if ALONE.contains(&value) => Words::of(format!("case-rule-{value}")),
        "evidence" => EvidenceRule::from_word(value).map_or_else(|| show::text(value), show::rule),
        "second" if SecondReason::ALL.iter().any(|reason| reason.word() == value) => {
            Words::of(format!("approval-second-{value}"))
        }
        "method" => {
            let method = material.methods.iter().find(|method| method.id.as_str() == value);
            method.map_or_else(|| Words::of("case-no-longer"), |method| show::text(&method.name))
        }
        "device" if value == "none" => Words::of("approval-device-not-sure"),
        "device" => {
            let device = material.devices.iter().find(|device| device.id.as_str() == value);
            device.map_or_else(|| Words::of("case-no-longer"), |device| show::text(&device.name))
        }
        "what" => WhatHappened::from_word(value)
            .map_or_else(|| show::text(value), |what| Words::of(format!("what-{}", what.word()))),
        "kind" if PASSES.contains(&value) => Words::of(format!("case-pass-{value}")),
        "kind" => MethodKind::from_word(value)
            .map_or_else(|| show::text(value), |kind| Words::of(format!("method-{}", kind.word()))),
        "step" if STEPS.contains(&value) => Words::of(format!("case-step-{value}")),
        "check" | "checked" if CHECKS.contains(&value) => Words::of(format!("approval-check-{value}")),
        "means" if MEANS.contains(&value) => Words::of(format!("review-reach-{value}")),
        // The number itself is nobody's business but the approver's.
        "means" if value.starts_with("call") => Words::of("case-means-call"),
        "own" if OWN.contains(&value) => Words::of(format!("case-own-{value}")),
        "by" if SOURCES.contains(&value) => Words::of(format!("case-by-{value}")),
        "why" if WHYS.contains(&dashed(value).as_str()) => Words::of(format!("case-why-{}", dashed(value))),
        _ => show::text(value),
    }
}
