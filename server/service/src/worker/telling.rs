//! Who had to be told before something works: all of `security` before a privileged person's pass (R3), everybody
//! privileged before a last resort (R9). It counts from when the last of their notices was sent or given up, so while mail
//! is down nothing works; nor does it where every one was given up, since then nobody was told. Where nobody has an address
//! there is nobody to wait for, and the record says so.

use std::sync::Arc;

use domain::{
    PassId, RequestId, Time,
    first_day::{LastResort, last_resort},
    request::RequestState,
};
use store::{Done, Fault, NewEntry, Tx, notices::Telling};

use super::each;
use crate::{Core, notices::Template};

/// Notes of everything that waits for a telling whether that is done.
pub(super) async fn note_told(core: &Arc<Core>) {
    let untold = store::notices::untold_requests(&mut &core.db, Template::SecurityTold.word()).await;
    each(core, "request.security-told", untold, RequestId::as_str, |tx, _, id| Box::pin(request(tx, id)))
        .await;
    let untold = store::last_resort::untold(&mut &core.db, Template::LastResort.word()).await;
    each(core, "pass.told", untold, PassId::as_str, |tx, _, id| Box::pin(pass(tx, id))).await;
}

/// What the record says of it: to how many addresses it was sent, and how many could not be reached.
fn told(entry: NewEntry, telling: Telling, works_from: Time) -> NewEntry {
    entry
        .with("sent", telling.sent.to_string())
        .with("given-up", (telling.all - telling.sent.min(telling.all)).to_string())
        .with("works-from", works_from.0.to_string())
}

async fn request(tx: &mut Tx, id: &RequestId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let Some(request) = store::requests::by_id(tx, id).await? else { return Ok(Done::plain(())) };
    let state = request.state.clone().settled(now);
    if !matches!(&state, RequestState::Approved(facts) if facts.untold) {
        return Ok(Done::plain(()));
    }
    let telling = store::notices::telling_of_request(tx, id, Template::SecurityTold.word()).await?;
    if !telling.is_done() {
        return Ok(Done::plain(()));
    }
    let policy = store::policy::of(tx).await?.policy;
    let next = state.security_told(now, &policy);
    let RequestState::Approved(facts) = &next else { return Ok(Done::plain(())) };
    let works_from = facts.works_from;
    if !store::requests::advance(tx, id, &request.state, &next, now).await? {
        return Ok(Done::plain(()));
    }
    let entry = NewEntry::new("request.security-told").by_system().on(id);
    let entry = match &request.person {
        Some(person) => entry.about(person),
        None => entry,
    };
    Ok(Done::with((), told(entry, telling, works_from)))
}

async fn pass(tx: &mut Tx, id: &PassId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let Some(issued) = store::last_resort::by_pass(tx, id).await? else { return Ok(Done::plain(())) };
    let telling = store::notices::telling_of_pass(tx, id, Template::LastResort.word()).await?;
    if issued.told.is_some() || issued.stopped.is_some() || !telling.is_done() {
        return Ok(Done::plain(()));
    }
    let policy = store::policy::of(tx).await?.policy;
    let LastResort::Waiting { from } = last_resort(now, false, now, &policy) else {
        return Err(Fault::inconsistent("pass.life"));
    };
    let until = from + policy.first_pass_life;
    if !store::last_resort::set_told(tx, id, now, from, until).await? {
        return Ok(Done::plain(()));
    }
    let entry = NewEntry::new("pass.told").by_system().about(&issued.person).with("pass", id.as_str());
    Ok(Done::with((), told(entry, telling, from).with("until", until.0.to_string())))
}
