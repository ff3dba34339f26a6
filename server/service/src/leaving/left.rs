//! Somebody left: everything that lets them in or act ends, and what others need from them goes to the next, at once.

use std::collections::HashMap;

use audit::Actor;
use domain::{
    MethodId, PersonId, RequestId,
    approver::MOST_MANAGERS,
    leaver::{self, Act, Deciding, LeaverFacts, Link},
    method::MethodFacts,
    person::Role,
    request::{RequestState, Why},
};
use store::{Fault, NewEntry, Reads, Tx, methods::Method, people::Person};

use crate::{
    Core, closing,
    orders::{self, OrderKind},
    visitor::enabled,
    worker,
};

/// The source of a manager who took a leaver's place (R3: it is as young as that day).
pub(super) const SOURCE: &str = "leaver";
const WHY: &str = "person-left";

/// Those above somebody, as far as the rules look, and the person.
async fn links(on: &mut impl Reads, person: &Person) -> Result<HashMap<PersonId, Link>, Fault> {
    let mut known = HashMap::new();
    let mut next = Some(person.clone());
    while let Some(one) = next.take() {
        let manager = one.manager.as_ref().map(|link| link.manager.clone());
        // Whoever leaves is not here, whatever the row says yet.
        let here = enabled(&one) && !one.emergency && one.id != person.id;
        known.insert(one.id.clone(), Link { here, manager: manager.clone() });
        if known.len() > usize::from(MOST_MANAGERS) + 1 {
            break;
        }
        if let Some(id) = manager.filter(|id| !known.contains_key(id)) {
            next = store::people::by_id(on, &id).await?;
        }
    }
    Ok(known)
}

/// What is done at once when `person` leaves, by the rules, as things stand.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub(super) async fn acts(on: &mut impl Reads, person: &Person) -> Result<Vec<Act>, Fault> {
    let id = &person.id;
    let methods: Vec<MethodFacts> = store::methods::of(on, id).await?.iter().map(Method::facts).collect();
    let roles: Vec<Role> = person.roles.iter().map(|held| held.role).collect();
    let passes: Vec<_> = store::passes::live_of(on, id).await?.into_iter().map(|pass| pass.id).collect();
    let enrolments = store::leaving::enrolments(on, id).await?;
    let requests: Vec<RequestId> =
        store::requests::open_of(on, id).await?.into_iter().map(|request| request.id).collect();
    let mut deciding = Vec::new();
    for request in store::leaving::deciding(on, id).await? {
        let Some(found) = store::requests::by_id(on, &request).await? else { continue };
        let Some(asker) = &found.person else { continue };
        let asker = store::people::by_id(on, asker).await?;
        deciding.push(Deciding { request, privileged_asker: asker.is_some_and(|asker| asker.privileged()) });
    }
    let managed = store::leaving::managed(on, id).await?;
    let above = links(on, person).await?;
    let facts = LeaverFacts {
        id,
        roles: &roles,
        sessions: store::leaving::sessions(on, id).await?,
        passes: &passes,
        enrolments: &enrolments,
        methods: &methods,
        requests: &requests,
        deciding: &deciding,
        managed: &managed,
    };
    Ok(leaver::acts(&facts, |id| above.get(id).cloned()))
}

/// Carries out all that follows from somebody's leaving. To be called in the job that marks them, after it did: its entries
/// go with that job's, the last of them listing what was done.
///
/// # Errors
/// [`Fault`] if it cannot be written: then nothing of it stands.
pub async fn person_left(
    tx: &mut Tx,
    core: &Core,
    person: &PersonId,
    by: &Actor,
) -> Result<(Vec<NewEntry>, Vec<Act>), Fault> {
    let now = tx.now();
    let Some(whose) = store::people::by_id(tx, person).await? else { return Ok((Vec::new(), Vec::new())) };
    let acts = acts(tx, &whose).await?;
    let entry = |kind: &'static str| NewEntry::new(kind).by_actor(by.clone()).about(person).with("why", WHY);
    let mut entries = Vec::new();
    let mut removed: Vec<MethodId> = Vec::new();
    for act in &acts {
        match act {
            Act::EndSessions { count } => {
                store::sessions::end_all(tx, person, None, now, WHY).await?;
                entries.push(entry("session.ended").with("sessions", count.to_string()));
            }
            Act::EndPass { pass } => {
                if store::passes::end(tx, pass, now, WHY).await? {
                    entries.push(entry("pass.ended").with("pass", pass.as_str()));
                }
            }
            Act::EndEnrolment { enrolment } => {
                if store::enrolments::end(tx, enrolment, None, now, WHY).await? {
                    entries.push(entry("enrolment.ended").with("enrolment", enrolment.as_str()));
                }
            }
            Act::EndRole { role } => {
                if store::leaving::end_role(tx, person, *role).await? {
                    entries.push(entry("person.role-ended").with("role", role.word()));
                }
            }
            Act::RemoveMethod { method } => {
                if store::methods::remove(tx, method, now).await? {
                    entries.push(entry("method.removed").with("method", method.as_str()));
                    removed.push(method.clone());
                }
            }
            Act::WithdrawRequest { request } => {
                entries.extend(withdraw(tx, core, &whose, request, by).await?);
            }
            Act::HandOver { request, to } => {
                entries.extend(hand_over(tx, core, person, request, *to, by).await?);
            }
            Act::NewManager { person: managed, manager } => {
                store::leaving::set_manager(tx, managed, manager.as_ref(), SOURCE, now).await?;
                entries.push(
                    NewEntry::new("person.changed")
                        .by_actor(by.clone())
                        .about(managed)
                        .with("source", SOURCE)
                        .with("facts", "manager")
                        .with("manager", manager.as_ref().map_or("", PersonId::as_str)),
                );
            }
        }
    }
    store::leaving::end_reviews_by(tx, person, now).await?;
    store::requests::end_reviews_of(tx, person, now).await?;
    if store::runbooks::end_all_of(tx, person, now, WHY).await? > 0 {
        entries.push(entry("runbook.ended"));
    }
    entries.extend(crate::drills::end_of_whoever_left(tx, person, by).await?);
    // The directory is told whatever there was here: it may know methods and sessions of its own.
    if !removed.is_empty() {
        orders::place(tx, core, OrderKind::Remove, person, None, removed).await?;
    }
    orders::place(tx, core, OrderKind::EndSessions, person, None, Vec::new()).await?;
    let list = serde_json::to_string(&acts).map_err(|_| Fault::inconsistent("leaver.acts"))?;
    entries.push(
        NewEntry::new("person.left-settled")
            .by_actor(by.clone())
            .about(person)
            .with("count", acts.len().to_string())
            .with("acts", list),
    );
    Ok((entries, acts))
}

async fn withdraw(
    tx: &mut Tx,
    core: &Core,
    person: &Person,
    id: &RequestId,
    by: &Actor,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let Some(request) = store::requests::by_id(tx, id).await? else { return Ok(Vec::new()) };
    // What time has ended already is written as that.
    let settled = request.state.clone().settled(now);
    let to = settled.clone().withdraw(now, Why::PersonLeft).unwrap_or(settled);
    if let RequestState::Closed { .. } = to {
        closing::close(tx, core, &request, person, None).await
    } else if to.is_ended() {
        closing::end_otherwise(tx, core, &request, &to, by.clone()).await
    } else {
        Ok(Vec::new())
    }
}

/// A request that waited for the leaver waits for whoever holds the role; a half of theirs counts no longer.
async fn hand_over(
    tx: &mut Tx,
    core: &Core,
    leaver: &PersonId,
    id: &RequestId,
    to: Role,
    by: &Actor,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let Some(request) = store::requests::by_id(tx, id).await? else { return Ok(Vec::new()) };
    let Some(asker) = &request.person else { return Ok(Vec::new()) };
    let state = request.state.clone().settled(now);
    if state.is_ended() {
        return Ok(Vec::new());
    }
    let mut entry =
        NewEntry::new("request.repinned").by_actor(by.clone()).about(asker).on(id).with("why", WHY);
    if request.approver.as_ref() == Some(leaver) {
        entry = entry.with("from", leaver.as_str());
    }
    let whole = state.clone().without_half_of(leaver);
    if whole != state {
        if !store::requests::advance(tx, id, &request.state, &whole, now).await? {
            return Ok(Vec::new());
        }
        store::leaving::void_approval(tx, id, leaver).await?;
        entry = entry.with("void", "half");
    }
    store::requests::pin(tx, id, None, Some(to)).await?;
    if let Some(asker) = store::people::by_id(tx, asker).await?
        && whole.is_undecided()
    {
        let since = now - store::policy::of(tx).await?.policy.repeat_notice;
        worker::ask_to_decide(tx, core, &asker, id, None, Some(to), since).await?;
    }
    Ok(vec![entry.with("to", to.word())])
}
