//! Going up: after an hour the next in the chain and the role are asked as well; and whoever can no longer decide is
//! replaced by the role, never silently by the new manager (R3).

use std::sync::Arc;

use audit::Actor;
use domain::{Policy, RequestId, Span, Time, approver::Pinned, person::Role};
use store::{Done, Fault, NewEntry, Reads, Tx, requests::Request};

use super::{MANY, due, each, matching};
use crate::{
    Core,
    approvals::circle::{Circle, Place},
    leaving::person_gone,
    notices::{self, Template},
    visitor::enabled,
};

/// How often it is looked whether those pinned still are. Deciding checks it again each time, so this only says whom to ask.
const LOOK: Span = Span::seconds(30);

/// A request with its circle, if it still waits for a decision and its person is enabled.
async fn read(
    on: &mut impl Reads,
    request: &Request,
    now: Time,
    policy: &Policy,
) -> Result<Option<(Circle, Place)>, Fault> {
    let state = request.state.clone().settled(now);
    let (Some(person), true) = (&request.person, state.is_undecided()) else { return Ok(None) };
    let Some(person) = store::people::by_id(on, person).await?.filter(enabled) else { return Ok(None) };
    // Nobody acts here: what is asked is who may, which is the same whoever looks.
    let Some(circle) = Circle::read(on, &person, &person.id, now, policy).await? else { return Ok(None) };
    let place = circle.place(on, request, &state).await?;
    Ok(Some((circle, place)))
}

/// Asks the next ones about requests that nobody decided on in time.
pub(super) async fn go_up(core: &Arc<Core>) {
    let due = async {
        let before = core.now() - core.policy().await?.escalate_after;
        let found = store::requests::to_escalate(&mut &core.db, before, MANY).await?;
        Ok(found.into_iter().map(|request| request.id).collect())
    };
    let due = due.await;
    each(core, "request.escalate", due, RequestId::as_str, |tx, core, id| Box::pin(escalate(tx, core, id)))
        .await;
}

async fn escalate(tx: &mut Tx, core: &Arc<Core>, id: &RequestId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let Some(request) = store::requests::by_id(tx, id).await? else { return Ok(Done::plain(())) };
    if request.escalated.is_some() {
        return Ok(Done::plain(()));
    }
    if let Some(id) = &request.person {
        let person = store::people::by_id(tx, id).await?;
        if !person.as_ref().is_some_and(enabled) {
            // Disabled without an import that would have ended it: nobody may decide on it any more.
            return Ok(Done::all((), person_gone(tx, core, id, &Actor::System).await?));
        }
    }
    let policy = store::policy::of(tx).await?.policy;
    let Some((circle, place)) = read(tx, &request, now, &policy).await? else { return Ok(Done::plain(())) };
    let Some(also) = place.also else { return Ok(Done::plain(())) };
    if !store::requests::set_escalated(tx, id, now).await? {
        return Ok(Done::plain(()));
    }
    let security = circle.security_decides();
    let role = if security { Role::Security } else { also.role };
    let next = also.chain.map(|(next, _)| next).filter(|_| !security);
    let person = &circle.person;
    for one in matching::recipients(tx, person, next.as_ref(), Some(role)).await? {
        let told = [("name", person.name.clone())];
        notices::tell(tx, core, &one, Template::Escalated, &told, Some(id)).await?;
    }
    let entry =
        NewEntry::new("request.escalated").by_system().about(&person.id).on(id).with("role", role.word());
    let entry = match &next {
        Some(next) => entry.with("next", next.as_str()),
        None => entry,
    };
    Ok(Done::with((), entry))
}

/// Gives requests whose approver cannot decide any more to the role.
pub(super) async fn repin(core: &Arc<Core>) {
    let now = core.now();
    if !due(&core.beats.repinned, now, LOOK) {
        return;
    }
    let moved = async {
        let mut moved = Vec::new();
        let policy = core.policy().await?;
        for request in store::requests::undecided(&mut &core.db).await? {
            // Read outside the one transaction, since hardly ever anything has changed; the job looks again.
            if let Some((circle, place)) = read(&mut &core.db, &request, now, &policy).await?
                && to_role(&request, &circle, &place).is_some()
            {
                moved.push(request.id);
            }
        }
        Ok(moved)
    };
    let moved = moved.await;
    each(core, "request.repin", moved, RequestId::as_str, |tx, core, id| Box::pin(one(tx, core, id))).await;
}

/// The role that is to decide from now on, if it is not already its.
fn to_role(request: &Request, circle: &Circle, place: &Place) -> Option<Role> {
    let role = match (&place.pinned, circle.security_decides()) {
        (_, true) => Role::Security,
        (Pinned::Role(role), false) => *role,
        (Pinned::Person(..), false) => return None,
    };
    (request.approver.is_some() || request.approver_role != Some(role)).then_some(role)
}

async fn one(tx: &mut Tx, core: &Arc<Core>, id: &RequestId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let Some(request) = store::requests::by_id(tx, id).await? else { return Ok(Done::plain(())) };
    let policy = store::policy::of(tx).await?.policy;
    let Some((circle, place)) = read(tx, &request, now, &policy).await? else { return Ok(Done::plain(())) };
    let Some(role) = to_role(&request, &circle, &place) else { return Ok(Done::plain(())) };
    store::requests::pin(tx, id, None, Some(role)).await?;
    let since = now - circle.policy.repeat_notice;
    matching::ask(tx, core, &circle.person, id, None, Some(role), since).await?;
    let entry = NewEntry::new("request.repinned").by_system().about(&circle.person.id).on(id);
    let entry = match &request.approver {
        Some(from) => entry.with("from", from.as_str()),
        None => entry,
    };
    Ok(Done::with((), entry.with("to", role.word())))
}
