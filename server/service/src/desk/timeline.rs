//! The life of a request, from the log.

use std::collections::HashMap;

use audit::{Actor, DecodedEntry, StoredEntry};
use contract::{Words, desk::TimelineRow};
use domain::PersonId;
use store::{Db, Fault, log::Of, requests::Request};

use super::said;
use crate::approvals::{judge::Material, show};

/// Entries shown; a request has a few dozen.
const ENTRIES: u32 = 500;

/// Kinds of entry that have words of their own: `case-log-` and the kind with dashes.
const KINDS: &[&str] = &[
    "approval.approved",
    "approval.denied",
    "approval.half-approved",
    "approval.mismatch",
    "approval.reported",
    "approval.wrong-code",
    "enrolment.computer-said",
    "enrolment.ended",
    "enrolment.move-offered",
    "enrolment.moved",
    "enrolment.opened",
    "method.added",
    "method.removed",
    "method.restored",
    "method.suspended",
    "method.suspended-used",
    "notice.given-up",
    "pass.ended",
    "pass.half-shown",
    "pass.key-mismatch",
    "pass.made",
    "pass.refused",
    "pass.used",
    "request.asked",
    "request.by-codes",
    "request.closed",
    "request.code-checked",
    "request.code-given",
    "request.denied",
    "request.enrolment-over",
    "request.escalated",
    "request.expired",
    "request.freeze-warning",
    "request.frozen",
    "request.key-taken",
    "request.matched",
    "request.raised",
    "request.repinned",
    "request.security-told",
    "request.unfrozen",
    "request.withdrawn",
    "review.begun",
    "review.recorded",
    "runbook.begun",
    "session.ended",
];

/// Kinds that only say that work outside went as it should: what it did has entries of its own.
const SILENT: &[&str] = &["order.begun", "order.done"];

/// Details that are shown: what was proved and why, but no numbers of rows.
const DETAILS: &[&str] = &[
    "as", "by", "check", "checked", "count", "device", "evidence", "half", "kind", "means", "method", "own",
    "second", "sessions", "step", "why",
];

/// Details that hold the request's own values.
const OWN: &[&str] = &["what", "network", "browser"];

/// The keys that are put together from these.
#[cfg(test)]
pub(crate) fn keys() -> Vec<String> {
    let kinds = KINDS.iter().map(|kind| format!("case-log-{}", kind.replace('.', "-")));
    let details = DETAILS.iter().chain(OWN).map(|detail| format!("case-detail-{detail}"));
    let facts = FACTS.iter().map(|fact| format!("case-fact-{fact}"));
    kinds.chain(details).chain(facts).chain(super::said::keys()).collect()
}

/// Facts of the page.
#[cfg(test)]
const FACTS: &[&str] = &[
    "next",
    "asked",
    "what",
    "raised",
    "browser",
    "network",
    "escalated",
    "wrong-codes",
    "device",
    "evidence",
    "suspended",
];

async fn name(db: &Db, known: &mut HashMap<PersonId, String>, id: &PersonId) -> Result<String, Fault> {
    if let Some(name) = known.get(id) {
        return Ok(name.clone());
    }
    let person = store::people::by_id(&mut &*db, id).await?;
    let name = person.map(|person| person.name).unwrap_or_default();
    known.insert(id.clone(), name.clone());
    Ok(name)
}

fn known(method: &str, material: &Material) -> bool {
    material.methods.iter().any(|one| one.id.as_str() == method)
}

fn row(
    entry: &StoredEntry,
    decoded: Option<&DecodedEntry>,
    who: Words,
    material: &Material,
    hidden: bool,
) -> TimelineRow {
    let kind = entry.kind.as_str();
    let what = if KINDS.contains(&kind) {
        Words::of(format!("case-log-{}", kind.replace('.', "-")))
    } else {
        Words::of("case-log-other").with("kind", kind)
    };
    let details = match decoded {
        None => vec![(Words::of("case-log-erased"), show::text(""))],
        Some(decoded) => decoded
            .details
            .iter()
            .filter(|(key, _)| DETAILS.contains(&key.as_str()) || (!hidden && OWN.contains(&key.as_str())))
            // The passkey that an approver proved with is known here by its number only.
            .filter(|(key, value)| key != "method" || known(value, material))
            .flat_map(|(key, value)| {
                let label = Words::of(format!("case-detail-{key}"));
                said::details(key, value, material).into_iter().map(move |said| (label.clone(), said))
            })
            .collect(),
    };
    TimelineRow { at: entry.at, who, what, details }
}

/// The entries about a request, oldest first. With `hidden`, nothing of the request's own values is among them.
pub(super) async fn of(
    db: &Db,
    request: &Request,
    material: &Material,
    hidden: bool,
) -> Result<Vec<TimelineRow>, Fault> {
    let mut names = HashMap::new();
    let mut rows = Vec::new();
    for entry in store::log::oldest(db, Of::Request(&request.id), None, ENTRIES).await? {
        if SILENT.contains(&entry.kind.as_str()) {
            continue;
        }
        let decoded = entry.bytes.as_deref().and_then(|bytes| audit::decode(bytes).ok());
        let who = match &entry.actor {
            Actor::Nobody => Words::of("case-who-asker"),
            Actor::System => Words::of("case-who-system"),
            Actor::Operator(name) => Words::of("case-who-operator").with("name", name),
            Actor::Person(id) => Words::of("approval-text").with("text", name(db, &mut names, id).await?),
        };
        rows.push(row(&entry, decoded.as_ref(), who, material, hidden));
    }
    Ok(rows)
}
