//! Nudges: a few, spaced, by day, to people who would not get back in by themselves, each with the one step that would
//! change it; ended once they are ready. How many policy says; none switches them off.

use std::sync::Arc;

use domain::{
    PersonId, Policy, Time,
    nudge::{Nudge, NudgeFacts, nudge as rule},
    person::ContactKind,
    readiness::{NextStep, Ready, hardest},
};
use store::{
    Done, Fault, NewEntry, Tx,
    people::Person,
    readiness::{Stored, nudges},
};

use super::{MANY, each};
use crate::{
    Core, facts,
    notices::{self, Template},
    readiness::{compute, words},
    visitor::enabled,
};

/// Sends what is due.
pub(super) async fn nudge(core: &Arc<Core>) {
    let due = nudges::due(&mut &core.db, core.now(), MANY).await;
    each(core, "nudge", due, PersonId::as_str, |tx, core, id| Box::pin(one(tx, core, id))).await;
}

/// How somebody stands now, whatever was stored a moment ago.
struct Now {
    person: Person,
    stored: Stored,
    ready: Ready,
    step: Option<NextStep>,
    reachable: bool,
}

async fn look(tx: &mut Tx, id: &PersonId, policy: &Policy) -> Result<Option<Now>, Fault> {
    let now = tx.now();
    let Some(stored) = store::readiness::of(tx, id).await? else { return Ok(None) };
    let Some(person) = store::people::by_id(tx, id).await?.filter(enabled) else { return Ok(None) };
    let standing = facts::standing(tx, &person, now, policy).await?;
    let rules = compute::rules(policy, now, &person.ring, person.privileged());
    let (_, readiness) = hardest(&standing.facts(), &rules);
    let reachable = standing.contacts.iter().any(|contact| contact.kind == ContactKind::Mail);
    Ok(Some(Now { person, stored, ready: readiness.ready, step: readiness.next, reachable }))
}

/// What the rule says, after `sent` nudges of which the last was then.
fn next(found: &Now, sent: u32, last: Option<Time>, now: Time, policy: &Policy) -> Nudge {
    let facts = NudgeFacts {
        ready: found.ready,
        since: found.stored.since,
        sent,
        last,
        reachable: found.reachable,
        ahead_of_utc: compute::ahead_of_utc(&found.person.time_zone, now),
    };
    rule(&facts, now, policy)
}

async fn one(tx: &mut Tx, core: &Core, id: &PersonId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(found) = look(tx, id, &policy).await? else {
        nudges::look_at(tx, id, None).await?;
        return Ok(Done::plain(()));
    };
    // Another process may have sent it.
    if found.stored.next_nudge.is_none_or(|at| at > now) {
        return Ok(Done::plain(()));
    }
    match next(&found, found.stored.nudges, found.stored.nudged, now, &policy) {
        Nudge::Now => {
            let entry = send(tx, core, &found, &policy).await?;
            Ok(Done::with((), entry.by_system()))
        }
        Nudge::At(at) => {
            nudges::look_at(tx, id, Some(at)).await?;
            Ok(Done::plain(()))
        }
        Nudge::Never(_) => {
            nudges::look_at(tx, id, None).await?;
            Ok(Done::plain(()))
        }
    }
}

/// Tells them, with the one step in their language.
async fn send(tx: &mut Tx, core: &Core, found: &Now, policy: &Policy) -> Result<NewEntry, Fault> {
    let (now, person) = (tx.now(), &found.person);
    let devices = store::people::devices(tx, &person.id).await?;
    let names = words::Names { devices: &devices, methods: &[], contacts: &[] };
    let step = found.step.as_ref().map(|step| words::say(&person.language, &names.step(step).words));
    let args: Vec<(&str, String)> = step.into_iter().map(|step| ("step", step)).collect();
    notices::tell(tx, core, person, Template::Nudge, &args, None).await?;
    let after = match next(found, found.stored.nudges.saturating_add(1), Some(now), now, policy) {
        Nudge::Now => Some(now),
        Nudge::At(at) => Some(at),
        Nudge::Never(_) => None,
    };
    nudges::sent(tx, &person.id, now, after).await?;
    Ok(NewEntry::new("nudge.sent")
        .about(&person.id)
        .with("readiness", found.ready.word())
        .with("step", found.step.as_ref().map_or("none", NextStep::word)))
}

/// Nudges somebody because IT says so, whatever the spacing; `None` if there is nothing to tell them, or no way to.
pub(crate) async fn remind(tx: &mut Tx, core: &Core, id: &PersonId) -> Result<Option<NewEntry>, Fault> {
    let policy = store::policy::of(tx).await?.policy;
    match look(tx, id, &policy).await? {
        Some(found) if found.ready != Ready::ByYourself && found.reachable => {
            send(tx, core, &found, &policy).await.map(Some)
        }
        _ => Ok(None),
    }
}
