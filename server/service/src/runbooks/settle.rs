//! Ends runbooks that are through, came to nothing, or that nobody goes on with. What is shown does not wait for it.

use std::sync::Arc;

use domain::{RunbookId, Time};
use store::{Done, Fault, NewEntry, Tx};

use super::{MANY, observe::Followed};
use crate::Core;

/// What ends now.
async fn ending(core: &Core, now: Time) -> Result<Vec<RunbookId>, Fault> {
    let mut db = &core.db;
    let open = store::runbooks::open(&mut db, MANY).await?;
    let Some(since) = open.iter().map(|one| one.begun).min() else { return Ok(Vec::new()) };
    let mut seen = store::runbooks::seen_of_open(&mut db, since).await?;
    let mut ending = Vec::new();
    for one in open {
        let id = one.id.clone();
        let person = one.person.clone();
        let its = seen.remove(&person).unwrap_or_default();
        let followed = Followed::of(one, its);
        if followed.ends(now).is_some() {
            ending.push(id);
        }
        seen.insert(person, followed.seen);
    }
    Ok(ending)
}

/// Looks at every open runbook, and ends what is to end.
pub(crate) async fn settle(core: &Arc<Core>) {
    let Some(ids) = core.noted("runbook.settle", "", ending(core, core.now()).await) else { return };
    for id in ids {
        let ended = core.writer.run(id.clone(), |tx, id| Box::pin(async move { end(tx, id).await })).await;
        core.noted("runbook.end", id.as_str(), ended);
    }
}

async fn end(tx: &mut Tx, id: &RunbookId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let Some(stored) = store::runbooks::by_id(tx, id).await?.filter(|one| one.ended.is_none()) else {
        return Ok(Done::plain(()));
    };
    let person = stored.person.clone();
    let seen = store::runbooks::seen_of(tx, &person, stored.begun).await?;
    let Some((at, why)) = Followed::of(stored, seen).ends(now) else { return Ok(Done::plain(())) };
    if !store::runbooks::end(tx, id, at, why).await? {
        return Ok(Done::plain(()));
    }
    let entry = NewEntry::new("runbook.ended")
        .by_system()
        .about(&person)
        .with("runbook", id.as_str())
        .with("why", why);
    Ok(Done::with((), entry))
}
