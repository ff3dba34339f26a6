//! What an approval does, in one job: the request moves on, the lost device's methods pause, the person's other
//! requests end, and everybody who must know is told.

use audit::Actor;
use domain::{
    ApprovalId, DeviceId,
    evidence::EvidenceRule,
    person::Role,
    request::{
        RequestState, Why,
        life::{Approvers, Delay},
    },
    suspension::WhatHappened,
};
use serde::{Deserialize, Serialize};
use store::{
    Fault, NewEntry, Tx,
    backups::codes,
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
    suspending::{suspend, take_over},
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

/// The devices picked by this approver and, if there was one, the first; and the gravest of what happened, as either of
/// them heard it or the request says.
async fn heard(tx: &mut Tx, work: &Work, open: &Open) -> Result<(Vec<DeviceId>, WhatHappened), Fault> {
    let mine = work.document.device.as_ref().and_then(Picked::device).cloned();
    let mut devices: Vec<DeviceId> = mine.into_iter().collect();
    let mut what = work.what(open);
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
        if first.says.and_then(|says| says.what) == Some(WhatHappened::LostOrStolen) {
            what = WhatHappened::LostOrStolen;
        }
    }
    Ok((devices, what))
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
    let (devices, what) = heard(tx, work, open).await?;
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
    store::requests::set_decided(tx, &request.id, &devices, &rules.join(", ")).await?;
    // A saved recovery code that was part of what was proved is used up by it.
    if let Some(code) = work.material.code_of(&request.id) {
        if !codes::spend(tx, &code.method, code.place, now).await? {
            return Err(Fault::inconsistent("recovery_code.used"));
        }
        entries.push(crate::backups::codes::spent(tx, core, person, &code.method).await?.on(&request.id));
    }
    entries.extend(supersede(tx, core, work, request, &devices).await?);
    entries.extend(suspend(tx, core, (me, &person.id), request, &devices, what).await?);
    entries.extend(crate::runbooks::for_request(tx, core, &person.id, request, false).await?);
    notices::tell(tx, core, person, Template::Approved, &told, Some(&request.id)).await?;
    if person.privileged() {
        notices::tell_role(tx, core, Role::Security, Template::SecurityTold, &told, Some(&request.id))
            .await?;
    }
    ending::close_review(tx, &work.review, &work.document, EndedBy::Approved).await?;
    store::requests::end_reviews_of(tx, &person.id, now).await?;
    Ok(Some(entries))
}
