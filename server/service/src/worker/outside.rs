//! Orders: what has to be done in the directory, outside any transaction. Entered as intended before it is tried, and with
//! its result after (I07); idempotent by the order's id, so that after a crash whoever finds the lease ended does it again.

use std::sync::Arc;

use domain::{Span, Time};
use store::{Done, Fault, NewEntry, orders::Order};

use crate::{
    Core,
    orders::{Arguments, OrderKind},
    ports::Trouble,
};

/// How long a step may take before another process takes the order up.
const LEASE: Span = Span::minutes(5);
/// Orders taken at once.
const MANY: u32 = 8;
/// Rounds of one tick: an order has two steps at most, so this only bounds a tick that new orders keep busy.
const ROUNDS: u32 = 16;
/// What is tried again for this long is shown to IT.
const GIVE_UP: Span = Span::days(3);

/// How long to wait after that many tries. The first is made at once.
pub(super) const fn pause(tries: u32) -> Span {
    match tries {
        0 | 1 => Span::seconds(10),
        2 => Span::minutes(1),
        3 => Span::minutes(5),
        4 => Span::minutes(30),
        _ => Span::hours(2),
    }
}

/// Tries that fit into [`GIVE_UP`].
const MOST_TRIES: u32 = 4 + (GIVE_UP.0 / pause(5).0) as u32;

/// Carries out the orders that are due.
pub(super) async fn carry_out(core: &Arc<Core>) {
    for _ in 0..ROUNDS {
        let due = store::orders::any_due(&mut &core.db, core.now()).await;
        if core.noted("order.look", "", due) != Some(true) {
            return;
        }
        let taken = take(core).await;
        let Some(taken) = core.noted("order.take", "", taken) else { return };
        if taken.is_empty() {
            return;
        }
        let all = taken.iter().map(|order| async move {
            let result = step(core, order).await;
            core.noted("order.step", order.id.as_str(), result);
        });
        futures::future::join_all(all).await;
    }
}

fn entry(kind: &'static str, core: &Core, order: &Order) -> NewEntry {
    let mut entry = NewEntry::new(kind)
        .by_system()
        .with("order", order.id.as_str())
        .with("kind", order.kind.clone())
        .with("step", order.step.to_string())
        .with("directory", core.directory.name());
    if let Some(person) = &order.person {
        entry = entry.about(person);
    }
    if let Some(request) = &order.request {
        entry = entry.on(request);
    }
    entry
}

/// Leases what is due and enters it as intended, in one transaction.
async fn take(core: &Arc<Core>) -> Result<Vec<Order>, Fault> {
    core.writer
        .run(Arc::clone(core), |tx, core| {
            Box::pin(async move {
                let now = tx.now();
                let taken = store::orders::take_due(tx, &core.holder, now, now + LEASE, MANY).await?;
                let entries = taken
                    .iter()
                    .map(|order| {
                        let tried = order.tries.saturating_add(1).to_string();
                        entry("order.begun", core, order).with("try", tried)
                    })
                    .collect();
                Ok(Done::all(taken, entries))
            })
        })
        .await
}

/// Whether that was the last step, or what was in the way.
async fn outside(core: &Core, order: &Order) -> Result<bool, Trouble> {
    let broken = || Trouble::Stuck("the order cannot be read".to_owned());
    let kind = OrderKind::from_word(&order.kind).ok_or_else(broken)?;
    let person = order.person.as_ref().ok_or_else(broken)?;
    let Arguments { methods } = serde_json::from_str(&order.arguments).map_err(|_| broken())?;
    let (directory, id) = (&core.directory, &order.id);
    match (kind, order.step) {
        (OrderKind::Suspend, _) => directory.suspend(id, person, &methods).await.map(|()| true),
        (OrderKind::Restore, _) => directory.restore(id, person, &methods).await.map(|()| true),
        (OrderKind::Remove, 0) => directory.remove(id, person, &methods).await.map(|()| false),
        (OrderKind::Remove | OrderKind::EndSessions, _) => {
            directory.end_sessions(id, person).await.map(|()| true)
        }
    }
}

async fn step(core: &Arc<Core>, order: &Order) -> Result<(), Fault> {
    let limit = std::time::Duration::from_millis(u64::try_from(LEASE.0 / 2).unwrap_or_default());
    let result = match tokio::time::timeout(limit, outside(core, order)).await {
        Ok(result) => result,
        Err(_) => Err(Trouble::Later("it took too long".to_owned())),
    };
    core.writer
        .run((Arc::clone(core), order.clone(), result), |tx, (core, order, result)| {
            Box::pin(async move {
                let now = tx.now();
                match result {
                    Ok(last) => {
                        // False: the lease ended meanwhile, and whoever has it now enters what comes of it.
                        let mine = store::orders::step_done(tx, order, &core.holder, *last, now).await?;
                        let entry = entry("order.done", core, order);
                        Ok(if mine { Done::with((), entry) } else { Done::plain(()) })
                    }
                    Err(trouble) => {
                        let next = again(trouble, order.tries.saturating_add(1), now);
                        let said = trouble.to_string();
                        if !store::orders::failed(tx, &order.id, &core.holder, &said, next).await? {
                            return Ok(Done::plain(()));
                        }
                        let kind = if next.is_some() { "order.failed" } else { "order.stuck" };
                        Ok(Done::with((), entry(kind, core, order).with("trouble", said)))
                    }
                }
            })
        })
        .await
}

/// When it is tried again; never where somebody has to help first.
fn again(trouble: &Trouble, tries: u32, now: Time) -> Option<Time> {
    match trouble {
        Trouble::Stuck(_) => None,
        Trouble::Later(_) => (tries < MOST_TRIES).then(|| now + pause(tries)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_waits_longer_each_time_and_is_given_up_after_three_days() {
        let later = Trouble::Later(String::new());
        let mut now = Time(0);
        let mut tries = 1;
        while let Some(next) = again(&later, tries, now) {
            assert!(next > now);
            now = next;
            tries += 1;
        }
        let days = now.since(Time(0));
        assert!(days > Span::hours(70) && days <= Span::hours(74), "{days:?}");
        assert_eq!(again(&Trouble::Stuck(String::new()), 1, now), None);
    }
}
