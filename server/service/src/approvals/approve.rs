//! What an approval does, in one job: the request moves on, the lost device's methods pause, the person's other
//! requests end, and everybody who must know is told.

use audit::Actor;
use domain::{
    ApprovalId, DeviceId, MethodId,
    device::DeviceState,
    evidence::EvidenceRule,
    person::Role,
    request::{
        RequestState, Why,
        life::{Approvers, Delay},
    },
    suspension::{WhatHappened, on_approval},
};
use serde::{Deserialize, Serialize};
use store::{
    Fault, NewEntry, Tx,
    methods::Method,
    requests::{Approval, Request},
};

use super::{
    cards::Open,
    decide::Proof,
    document::{Document, EndedBy, Picked},
    ending::{self, advance},
    judge::Judged,
    work::Work,
};
use crate::{
    Core, closing,
    notices::{self, Template},
    orders::{self, OrderKind},
};

/// The record of an approval: with the method's public key it lets anybody check again what was signed (R5).
#[derive(Serialize)]
struct Record<'a> {
    /// Base64url of the random bytes in the challenge.
    nonce: &'a str,
    /// The very text whose digest is in the challenge.
    decided: &'a str,
    /// What the authenticator answered.
    proof: &'a serde_json::Value,
    /// What was recorded: the very text whose digest is in `decided`.
    recorded: &'a str,
    /// What was checked.
    checks: Vec<&'static str>,
    /// The evidence rule that was met (I12).
    evidence: &'static str,
    /// That rule is the house's own and not NIST's.
    house_rule: bool,
    /// Why a second approver was needed.
    second: Vec<&'static str>,
}

/// What is read back of a first approval's record.
#[derive(Deserialize)]
struct First {
    recorded: String,
}

/// The devices picked by this approver and, if there was one, the first.
async fn picked(tx: &mut Tx, work: &Work, open: &Open) -> Result<Vec<DeviceId>, Fault> {
    let mine = work.document.device.as_ref().and_then(Picked::device).cloned();
    let mut devices: Vec<DeviceId> = mine.into_iter().collect();
    for approval in store::requests::approvals(tx, &open.request.id).await? {
        if approval.decision != "approved" {
            continue;
        }
        let unreadable = |_| Fault::inconsistent("approval.record");
        let first: First = serde_json::from_str(&approval.record).map_err(unreadable)?;
        let first: Document = serde_json::from_str(&first.recorded).map_err(unreadable)?;
        if let Some(device) = first.device.as_ref().and_then(Picked::device)
            && !devices.contains(device)
        {
            devices.push(device.clone());
        }
    }
    Ok(devices)
}

/// Takes over what another request suspended on a device that is gone now: it stays paused without a gap, and goes when
/// this one closes. Not where this one could give back what the other may not (R7): it was said to be lost there.
async fn take_over(tx: &mut Tx, this: &Request, other: &Request, devices: &[DeviceId]) -> Result<(), Fault> {
    let lost = |request: &Request| closing::what_happened(request) == WhatHappened::LostOrStolen;
    if lost(other) && !lost(this) {
        return Ok(());
    }
    for method in store::methods::suspended_by(tx, &other.id).await? {
        // What came with or after the other ask may be what a freeze suspended: never to be given back by this one.
        if method.added > other.asked {
            continue;
        }
        let home = method.facts().home;
        if devices.iter().any(|device| home.touches(device)) {
            store::desk::hand_over(tx, &method.id, &this.id).await?;
        }
    }
    Ok(())
}

/// Ends the person's other requests, which this approval supersedes. Frozen ones wait for `security`; one whose new
/// method waits for its first sign-in has done its work and closes by itself.
async fn supersede(
    tx: &mut Tx,
    core: &Core,
    work: &Work,
    this: &Request,
    devices: &[DeviceId],
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let person = &work.circle.person.id;
    let mut entries = Vec::new();
    for other in store::requests::open_of(tx, person).await? {
        let state = other.state.clone().settled(now);
        if other.id == this.id || matches!(state, RequestState::Enrolled { .. }) {
            continue;
        }
        let Ok(ended) = state.withdraw(now, Why::Superseded) else { continue };
        take_over(tx, this, &other, devices).await?;
        let by = Actor::Person(work.circle.actor.id.clone());
        entries.extend(closing::end_otherwise(tx, core, &other, &ended, by).await?);
    }
    Ok(entries)
}

/// Pauses the methods of the devices that are gone and ends their sessions.
async fn suspend(
    tx: &mut Tx,
    core: &Core,
    work: &Work,
    request: &Request,
    devices: &[DeviceId],
    what: WhatHappened,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let person = &work.circle.person.id;
    // What ended requests left suspended on these devices belongs to this one from now on.
    let mut left = Vec::new();
    for method in store::methods::of(tx, person).await? {
        left.extend(method.suspended_by.filter(|other| *other != request.id));
    }
    left.sort();
    left.dedup();
    for other in left {
        if let Some(other) = store::requests::by_id(tx, &other).await?.filter(|other| other.ended.is_some()) {
            take_over(tx, request, &other, devices).await?;
        }
    }
    let methods = store::methods::of(tx, person).await?;
    let facts: Vec<_> = methods.iter().map(Method::facts).collect();
    let mut gone: Vec<MethodId> = Vec::new();
    let mut entries = Vec::new();
    for device in devices {
        for id in on_approval(&facts, Some(device), what) {
            if store::methods::suspend(tx, &id, &request.id, now).await? {
                entries.push(
                    NewEntry::new("method.suspended")
                        .by(&work.circle.actor.id)
                        .about(person)
                        .on(&request.id)
                        .with("method", id.as_str())
                        .with("device", device.as_str()),
                );
                gone.push(id);
            }
        }
        // A passkey of an account may survive its device; a session that it opened there must not.
        for method in facts.iter().filter(|method| method.home.touches(device)) {
            let ended = store::sessions::end_by_method(tx, &method.id, now, "device gone").await?;
            if ended > 0 {
                entries.push(
                    NewEntry::new("session.ended")
                        .about(person)
                        .on(&request.id)
                        .with("sessions", ended.to_string())
                        .with("why", "device gone"),
                );
            }
        }
        if what == WhatHappened::LostOrStolen {
            store::people::set_device_state(tx, device, DeviceState::Lost).await?;
        }
    }
    if !gone.is_empty() {
        orders::place(tx, core, OrderKind::Suspend, person, Some(&request.id), gone).await?;
    }
    if !devices.is_empty() {
        orders::place(tx, core, OrderKind::EndSessions, person, Some(&request.id), Vec::new()).await?;
    }
    Ok(entries)
}

/// Tells those who may be the second approver.
async fn ask_second(
    tx: &mut Tx,
    core: &Core,
    work: &Work,
    state: &RequestState,
    request: &Request,
) -> Result<(), Fault> {
    let circle = &work.circle;
    let place = circle.place(tx, request, state).await?;
    let told = [("name", circle.person.name.clone()), ("by", circle.actor.name.clone())];
    let mut asked = Vec::new();
    if let domain::approver::Pinned::Person(id, _) = &place.pinned {
        asked.push(id.clone());
    }
    let role = if circle.person.privileged() { Role::Security } else { Role::It };
    if let Some(also) = &place.also {
        asked.extend(also.chain.iter().map(|(id, _)| id.clone()));
    }
    asked.extend(store::people::holding(tx, role).await?.into_iter().map(|person| person.id));
    asked.retain(|id| *id != circle.actor.id && *id != circle.person.id);
    asked.sort();
    asked.dedup();
    for id in asked {
        let Some(person) = store::people::by_id(tx, &id).await? else { continue };
        notices::tell(tx, core, &person, Template::PleaseDecideSecond, &told, Some(&request.id)).await?;
    }
    Ok(())
}

/// Writes the approval and all it brings about. `None` if the request cannot be approved any more; nothing is written
/// then.
pub(super) async fn carry_out(
    tx: &mut Tx,
    core: &Core,
    work: &Work,
    open: &Open,
    (judged, rule): (&Judged, EvidenceRule),
    (id, proof): (&ApprovalId, &Proof),
) -> Result<Option<Vec<NewEntry>>, Fault> {
    let now = tx.now();
    let (circle, request) = (&work.circle, &open.request);
    let (me, person, policy) = (&circle.actor.id, &circle.person, &circle.policy);
    let half = Work::is_half(open);
    let first = !half && judged.needs_two();
    let next = if first {
        open.state.clone().add_first_approval(now, id.clone(), me.clone())
    } else {
        let needs = if half { Approvers::Two } else { Approvers::One };
        let delay = if person.privileged() { Delay::Privileged } else { Delay::None };
        open.state.clone().approve(now, policy, id.clone(), me, needs, delay)
    };
    let Ok(next) = next else { return Ok(None) };
    let devices = picked(tx, work, open).await?;
    let earlier = store::requests::approvals(tx, &request.id).await?;

    let recorded = work.document.text()?;
    let second: Vec<_> = judged.second.iter().map(|reason| reason.word()).collect();
    let record = Record {
        nonce: &proof.purpose.nonce,
        decided: &proof.purpose.decided,
        proof: &proof.response,
        recorded: &recorded,
        checks: judged.checks.iter().map(domain::evidence::Check::word).collect(),
        evidence: rule.word(),
        house_rule: rule.is_house_rule(),
        second: second.clone(),
    };
    let fingerprint = work.document.code.as_ref().map(|code| code.key.to_string()).unwrap_or_default();
    let approval = Approval {
        id: id.clone(),
        request: request.id.clone(),
        person: person.id.clone(),
        approver: me.clone(),
        acted_as: judged.place.word().to_owned(),
        decision: "approved".to_owned(),
        at: now,
        key_fingerprint: fingerprint.clone(),
        evidence: rule.word().to_owned(),
        record: serde_json::to_string(&record).map_err(|_| Fault::inconsistent("approval.record"))?,
        method: Some(proof.method.id.clone()),
    };
    store::methods::worked(tx, &proof.method.id, now, proof.credential.as_deref()).await?;
    store::requests::add_approval(tx, &approval).await?;
    advance(tx, request, &next).await?;
    let mut entry = NewEntry::new(if first { "approval.half-approved" } else { "approval.approved" })
        .by(me)
        .about(&person.id)
        .on(&request.id)
        .with("as", judged.place.word())
        .with("evidence", rule.word())
        .with("checked", record.checks.join(", "))
        .with("key", if fingerprint.is_empty() { "spoken".to_owned() } else { fingerprint })
        .with("method", proof.method.id.as_str())
        .with("approval", id.as_str());
    if rule.is_house_rule() {
        entry = entry.with("rule-of", "house, not NIST");
    }
    if !second.is_empty() {
        entry = entry.with("second", second.join(", "));
    }
    let mut entries = vec![entry];
    let told = [("name", person.name.clone()), ("by", circle.actor.name.clone())];
    if first {
        notices::tell(tx, core, person, Template::HalfApproved, &told, Some(&request.id)).await?;
        ask_second(tx, core, work, &next, request).await?;
        ending::close_review(tx, &work.review, &work.document, EndedBy::HalfApproved).await?;
        return Ok(Some(entries));
    }
    let mut rules: Vec<&str> = earlier
        .iter()
        .filter(|approval| approval.decision == "approved")
        .map(|approval| approval.evidence.as_str())
        .collect();
    if !rules.contains(&rule.word()) {
        rules.push(rule.word());
    }
    store::requests::set_decided(tx, &request.id, devices.first(), &rules.join(", ")).await?;
    entries.extend(supersede(tx, core, work, request, &devices).await?);
    entries.extend(suspend(tx, core, work, request, &devices, work.what(open)).await?);
    notices::tell(tx, core, person, Template::Approved, &told, Some(&request.id)).await?;
    if person.privileged() {
        notices::tell_role(tx, core, Role::Security, Template::SecurityTold, &told, Some(&request.id))
            .await?;
    }
    ending::close_review(tx, &work.review, &work.document, EndedBy::Approved).await?;
    store::requests::end_reviews_of(tx, &person.id, now).await?;
    Ok(Some(entries))
}
