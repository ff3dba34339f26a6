//! What a used pass does, wherever it was typed: it is spent and opens its one enrolment (I02, I05).

use domain::{
    EnrolmentId, Time,
    enrolment::EnrolmentState,
    match_code,
    policy::Policy,
    request::{ApprovedFacts, RequestState},
};
use store::{
    Fault, NewEntry, Tx, enrolments::StoredEnrolment, passes::StoredPass, people::Person, requests::Request,
};

use crate::{
    Core,
    notices::{self, Template},
    orders::{self, OrderKind},
    visitor::enabled,
};

/// A new enrolment's id and the keyed hash of its cookie; minted before the job.
#[derive(Debug, Clone)]
pub(crate) struct Opening {
    pub(crate) id: EnrolmentId,
    pub(crate) secret_hash: [u8; 32],
}

/// Whether an approval still stands behind what a pass would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// It does.
    Yes,
    /// Whoever approved is gone or disabled (R3: both sides are checked at every step).
    ApproverGone,
    /// The request's key is not the one that was approved (R5).
    OtherKey,
    /// The person was given a role since, and was approved as somebody who held none (I10).
    OtherRules,
}

/// Whether the person was given a role after `at`: what was decided until then was decided by the rules for others (R3).
pub(crate) fn promoted_since(person: &Person, at: Time) -> bool {
    person.roles.iter().any(|held| held.provenance.since > at)
}

/// Checks again that those who approved are enabled, that the key is the one they approved, and that the rules they
/// approved by are still those for this person.
pub(crate) async fn stands(
    tx: &mut Tx,
    request: &Request,
    facts: &ApprovedFacts,
    person: &Person,
) -> Result<Stands, Fault> {
    let approvals = store::requests::approvals(tx, &request.id).await?;
    // A spoken request has no key, and its approvals name none.
    let print = request.public_key.as_deref().map(match_code::fingerprint);
    let print = print.as_ref().map_or("", |print| print.as_str());
    if facts.by.is_empty() {
        return Ok(Stands::ApproverGone);
    }
    for id in &facts.by {
        let Some(approval) = approvals.iter().find(|approval| approval.id == *id) else {
            return Ok(Stands::ApproverGone);
        };
        if approval.key_fingerprint != print {
            return Ok(Stands::OtherKey);
        }
        let approver = store::people::by_id(tx, &approval.approver).await?;
        if approval.decision != "approved" || !approver.as_ref().is_some_and(enabled) {
            return Ok(Stands::ApproverGone);
        }
    }
    if promoted_since(person, facts.at) {
        return Ok(Stands::OtherRules);
    }
    Ok(Stands::Yes)
}

/// Spends `pass` and opens its enrolment; with a request, that is redeemed. `None`, with nothing changed, if the pass or
/// the request does not allow it now.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn open(
    tx: &mut Tx,
    core: &Core,
    policy: &Policy,
    person: &Person,
    pass: &StoredPass,
    request: Option<&Request>,
    opening: &Opening,
) -> Result<Option<Vec<NewEntry>>, Fault> {
    let now = tx.now();
    let redeemed = match request {
        None => None,
        Some(request) => match request.state.clone().settled(now).redeem(now, policy) {
            Ok(state) => Some((request, state)),
            Err(_) => return Ok(None),
        },
    };
    if !store::passes::spend(tx, &pass.id, now).await? {
        return Ok(None);
    }
    let until = EnrolmentState::begin(now, policy).deadline().unwrap_or(now);
    let mut entries = vec![used(person, pass)];
    // One enrolment of a person at a time, as there is one pass (I02).
    let ended = store::enrolments::end_all_of(tx, &person.id, now, "replaced").await?;
    if ended > 0 {
        entries.push(NewEntry::new("enrolment.ended").by_system().about(&person.id).with("why", "replaced"));
    }
    let enrolment = StoredEnrolment {
        id: opening.id.clone(),
        pass: pass.id.clone(),
        person: person.id.clone(),
        request: pass.request.clone(),
        begun: now,
        until,
        own: String::new(),
        move_until: None,
        moved: None,
        method: None,
    };
    if !store::enrolments::open(tx, &enrolment, &opening.secret_hash).await? {
        // A spent pass that had opened one before: the rows contradict each other, so nothing of this may stand.
        return Err(Fault::inconsistent("enrolment.pass"));
    }
    let mut entry = NewEntry::new("enrolment.opened")
        .by(&person.id)
        .about(&person.id)
        .with("enrolment", opening.id.as_str())
        .with("until", until.0.to_string());
    if let Some((request, state)) = redeemed {
        if !store::requests::advance(tx, &request.id, &request.state, &state, now).await? {
            return Err(Fault::inconsistent("request.state"));
        }
        entry = entry.on(&request.id);
        if !core.directory.abilities().suspend {
            remove_outside(tx, core, person, request).await?;
        }
    }
    entries.push(entry);
    let told = [("name", person.name.clone())];
    notices::tell(tx, core, person, Template::Redeemed, &told, pass.request.as_ref()).await?;
    Ok(Some(entries))
}

/// Where the directory cannot suspend, the lost device's methods go now and not earlier (R12).
async fn remove_outside(tx: &mut Tx, core: &Core, person: &Person, request: &Request) -> Result<(), Fault> {
    let lost = store::methods::suspended_by(tx, &request.id).await?;
    let lost: Vec<_> = lost.into_iter().map(|method| method.id).collect();
    orders::place(tx, core, OrderKind::Remove, &person.id, Some(&request.id), lost).await?;
    Ok(())
}

fn used(person: &Person, pass: &StoredPass) -> NewEntry {
    let entry = NewEntry::new("pass.used")
        .by(&person.id)
        .about(&person.id)
        .with("pass", pass.id.as_str())
        .with("kind", pass.kind.as_str());
    match &pass.request {
        Some(request) => entry.on(request),
        None => entry,
    }
}

/// A wrong try at a sealed pass by the browser that asked, the only one that can: counted, and at the limit the pass
/// ends. Its entries.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn wrong_try(tx: &mut Tx, pass: &StoredPass) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let live = store::passes::count_try(tx, &pass.id, domain::ask_limits::TRIES_BY_PASS, now).await?;
    let named = |kind: &'static str| {
        let entry = NewEntry::new(kind).about(&pass.person).with("pass", pass.id.as_str());
        match &pass.request {
            Some(request) => entry.on(request),
            None => entry,
        }
    };
    let mut entries = vec![named("pass.refused")];
    if !live {
        entries.push(named("pass.ended").with("why", "too many wrong tries"));
    }
    Ok(entries)
}

/// Whether `state` has an approval that a pass belongs to now.
pub(crate) fn approved(state: &RequestState) -> Option<&ApprovedFacts> {
    match state {
        RequestState::Approved(facts) => Some(facts),
        _ => None,
    }
}
