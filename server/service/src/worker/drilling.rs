//! Drills whose time is over, and reminders of those that are due: spaced, by day, never to whoever has nothing to sign in
//! with, ended once one was done.

use std::sync::Arc;

use domain::{DrillId, PersonId, drill, evidence::ContactFacts, person::ContactKind};
use store::{Done, Fault, NewEntry, Tx, drills};

use super::{MANY, each};
use crate::{
    Core, facts,
    notices::{self, Template},
    readiness::compute::{ahead_of_utc, drill_since},
    visitor::enabled,
};

/// Ends drills that nobody decided on, and those of people who left.
pub(super) async fn end_what_is_over(core: &Arc<Core>) {
    let due = drills::due(&mut &core.db, core.now(), MANY).await;
    each(core, "drill.end", due, DrillId::as_str, |tx, core, id| {
        Box::pin(async move { crate::drills::expire(tx, core, id).await })
    })
    .await;
}

/// Sends the reminders that are due.
pub(super) async fn remind(core: &Arc<Core>) {
    let due = drills::to_remind(&mut &core.db, core.now(), MANY).await;
    each(core, "drill.remind", due, PersonId::as_str, |tx, core, id| Box::pin(one(tx, core, id))).await;
}

async fn one(tx: &mut Tx, core: &Core, id: &PersonId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let person = store::people::by_id(tx, id).await?.filter(|one| enabled(one) && !one.emergency);
    let Some(person) = person.filter(|_| policy.nudges > 0) else {
        drills::look_at(tx, id, None).await?;
        return Ok(Done::plain(()));
    };
    // As they stand now, whatever was stored a moment ago.
    let methods: Vec<_> =
        store::methods::of(tx, id).await?.iter().map(store::methods::Method::facts).collect();
    let contacts: Vec<ContactFacts> = facts::contacts(&store::people::contacts(tx, id).await?);
    let reachable = contacts.iter().any(|contact| contact.kind == ContactKind::Mail);
    let Some(since) = drill_since(&methods).filter(|_| reachable) else {
        drills::look_at(tx, id, None).await?;
        return Ok(Done::plain(()));
    };
    let (done, reminded) = (drills::practised(tx, id).await?, drills::reminded(tx, id).await?);
    let ahead = ahead_of_utc(&person.time_zone, now);
    let at = drill::remind_at(since, done, reminded, ahead, now, &policy);
    // Whoever is at it needs no reminder; it is looked at again when that is over.
    let under_way = drills::open_of(tx, id).await?.is_some();
    if at > now || under_way {
        let next = if under_way { at.max(now + drill::LIFE) } else { at };
        drills::look_at(tx, id, Some(next)).await?;
        return Ok(Done::plain(()));
    }
    notices::tell(tx, core, &person, Template::DrillDue, &[], None).await?;
    drills::note_reminded(tx, id, now).await?;
    drills::look_at(tx, id, Some(drill::remind_at(since, done, Some(now), ahead, now, &policy))).await?;
    Ok(Done::with((), NewEntry::new("drill.reminded").by_system().about(id)))
}
