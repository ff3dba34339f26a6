//! Beginning a runbook: by the person, by the desk for somebody, or by what an approval or IT set going.

use std::sync::Arc;

use contract::{Answer, Problem, RefusalCode, Sent, Words, runbooks::RunbookForm};
use domain::{
    DeviceId, PersonId, Policy, RequestId, RunbookId, Time,
    device::{DeviceState, Ownership, Platform},
    readiness::{Ready, readiness},
    runbook::RunbookKind,
    suspension::WhatHappened,
};
use store::{Done, Fault, NewEntry, Reads, Tx, people::Person, requests::Request, runbooks::StoredRunbook};

use crate::{Core, Visitor, facts, visitor::enabled};

/// What a form says about the devices.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub(super) old: Option<DeviceId>,
    pub(super) platform: Platform,
    pub(super) ownership: Ownership,
}

/// What the new device most likely is: as the last of theirs, else their own phone.
pub(super) async fn likely(
    on: &mut impl Reads,
    person: &PersonId,
    kind: RunbookKind,
) -> Result<About, Fault> {
    let devices = store::people::devices(on, person).await?;
    let handheld: Vec<_> = devices
        .iter()
        .filter(|device| device.state == DeviceState::InUse && device.platform.is_handheld())
        .collect();
    let last = handheld.last().copied().or(devices.last());
    // Only where there is no doubt: which device goes decides what is waited for.
    let old = match (kind, handheld.as_slice()) {
        (RunbookKind::PlannedPhoneChange, [only]) => Some(only.id.clone()),
        _ => None,
    };
    Ok(About {
        old,
        platform: last.map_or(Platform::Other, |device| device.platform),
        ownership: last.map_or(Ownership::Own, |device| device.ownership),
    })
}

/// Whether the person would get back in by themselves without that device.
async fn has_backup(
    on: &mut impl Reads,
    person: &Person,
    old: Option<&DeviceId>,
    now: Time,
    policy: &Policy,
) -> Result<bool, Fault> {
    let standing = facts::standing(on, person, now, policy).await?;
    Ok(match old {
        Some(old) => readiness(&standing.facts(), Some(old), now, policy).ready == Ready::ByYourself,
        // Whichever of them goes.
        None => domain::readiness::worst(&standing.facts(), now, policy).1.ready == Ready::ByYourself,
    })
}

/// What begins.
pub(super) struct Begin {
    pub(super) id: RunbookId,
    pub(super) kind: RunbookKind,
    pub(super) by: Option<PersonId>,
    pub(super) request: Option<RequestId>,
    pub(super) begun: Time,
    pub(super) about: About,
    pub(super) has_backup: bool,
}

/// Writes it, unless one of that kind goes on already: then that one, and no entry.
pub(super) async fn write(
    tx: &mut Tx,
    person: &PersonId,
    begin: &Begin,
) -> Result<(RunbookId, Option<NewEntry>), Fault> {
    let open = store::runbooks::open_of(tx, person).await?;
    if let Some(open) = open.into_iter().find(|one| one.kind == begin.kind) {
        if let Some(request) = &begin.request {
            store::runbooks::set_request(tx, &open.id, request).await?;
        }
        return Ok((open.id, None));
    }
    let runbook = StoredRunbook {
        id: begin.id.clone(),
        person: person.clone(),
        kind: begin.kind,
        begun: begin.begun,
        begun_by: begin.by.clone(),
        request: begin.request.clone(),
        old_device: begin.about.old.clone(),
        platform: begin.about.platform,
        ownership: begin.about.ownership,
        has_backup: begin.has_backup,
        ended: None,
        ended_why: None,
    };
    store::runbooks::add(tx, &runbook).await?;
    let entry = NewEntry::new("runbook.begun").about(person);
    let entry = match (&begin.by, &begin.request) {
        (Some(by), _) => entry.by(by),
        (None, _) => entry.by_system(),
    };
    let entry = entry.with("runbook", begin.id.as_str()).with("kind", begin.kind.word());
    let entry = match &begin.request {
        Some(request) => entry.on(request),
        None => entry,
    };
    Ok((begin.id.clone(), Some(entry)))
}

/// A request goes on: by an approval (nobody), by IT who raised it, or by the person's own codes (`alone`). Asking alone
/// begins nothing (I09).
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn for_request(
    tx: &mut Tx,
    core: &Core,
    person: &PersonId,
    request: &Request,
    alone: bool,
) -> Result<Option<NewEntry>, Fault> {
    if request.drill {
        return Ok(None);
    }
    let kind = match crate::closing::what_happened(request) {
        WhatHappened::FirstDay if store::methods::ever(tx, person).await? => return Ok(None),
        WhatHappened::FirstDay => RunbookKind::FirstDevice,
        _ => RunbookKind::LostOrBrokenPhone,
    };
    let begin = Begin {
        id: RunbookId::mint(core.rng.as_ref()),
        kind,
        by: request.raised_by.clone(),
        request: Some(request.id.clone()),
        begun: request.asked,
        about: likely(tx, person, kind).await?,
        has_backup: alone,
    };
    Ok(write(tx, person, &begin).await?.1)
}

/// Reads platform and ownership, or says what to mend.
pub(super) fn read(form: &RunbookForm) -> Result<(Platform, Ownership), Vec<Problem>> {
    let (platform, ownership) = (Platform::from_word(&form.platform), Ownership::from_word(&form.ownership));
    let mut problems = Vec::new();
    if platform.is_none() {
        problems.push(Problem::at("platform", Words::of("devices-platform-missing")));
    }
    if ownership.is_none() {
        problems.push(Problem::at("ownership", Words::of("devices-ownership-missing")));
    }
    match (platform, ownership) {
        (Some(platform), Some(ownership)) => Ok((platform, ownership)),
        _ => Err(problems),
    }
}

/// The device of theirs that a form names as the one that goes; `Err` if it is none of theirs.
pub(super) async fn goes(
    on: &mut impl Reads,
    person: &PersonId,
    said: &str,
) -> Result<Result<Option<DeviceId>, Problem>, Fault> {
    if said.is_empty() || said == "none" {
        return Ok(Ok(None));
    }
    let devices = store::people::devices(on, person).await?;
    let found = devices.into_iter().find(|device| device.id.as_str() == said).map(|device| device.id);
    Ok(found.map(Some).ok_or_else(|| Problem::at("old", Words::of("runbook-old-missing"))))
}

enum Begun {
    At(RunbookId),
    Mend(Problem),
}

impl Visitor {
    /// Begins one for `user_name`, or for the caller where there is none.
    pub(super) async fn begin_one(&self, form: RunbookForm, desk: bool) -> Answer<Sent> {
        let inside = if desk { self.need_desk()? } else { self.need_person()? };
        let mut problems = Vec::new();
        let kind =
            RunbookKind::from_word(&form.kind).filter(|kind| desk || *kind != RunbookKind::FirstDevice);
        if kind.is_none() {
            problems.push(Problem::at("kind", Words::of("runbook-kind-missing")));
        }
        let read = read(&form);
        let (Some(kind), Ok((platform, ownership)), true) = (kind, &read, problems.is_empty()) else {
            problems.extend(read.err().unwrap_or_default());
            return Ok(Sent::Mend(problems));
        };
        let about = About { old: None, platform: *platform, ownership: *ownership };
        let begin = Begin {
            id: RunbookId::mint(self.core.rng.as_ref()),
            kind,
            by: Some(inside.person.id.clone()),
            request: None,
            begun: self.now,
            about,
            has_backup: false,
        };
        let name = desk.then(|| self.core.name_hash(&form.user_name));
        let input = (Arc::clone(&self.core), inside.person.id.clone(), name, form.old, begin);
        let begun = self
            .core
            .writer
            .run(input, |tx, (_, me, name, old, begin)| {
                Box::pin(async move { begin_in(tx, me, name.as_ref(), old, begin).await })
            })
            .await
            .map_err(self.fault("runbooks.begin"))?;
        Ok(match begun {
            Begun::At(id) if desk => Sent::next(format!("/desk/runbooks/{id}")),
            Begun::At(id) => Sent::next(format!("/runbooks/{id}")),
            Begun::Mend(problem) => Sent::Mend(vec![problem]),
        })
    }

    /// Least: `it` or `security`, with fresh proof.
    pub(super) fn need_desk(&self) -> Answer<&crate::visitor::Inside> {
        let inside = self.need_person()?;
        if !inside.person.privileged() {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        if !inside.person.has(domain::person::Role::It) && !inside.person.has(domain::person::Role::Security)
        {
            return Err(self.refuse(RefusalCode::NotAllowed));
        }
        self.need_fresh()
    }
}

async fn begin_in(
    tx: &mut Tx,
    me: &PersonId,
    name: Option<&[u8; 32]>,
    old: &str,
    begin: &Begin,
) -> Result<Done<Begun>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let person = match name {
        Some(hash) => store::people::by_user_hash(tx, hash).await?,
        None => store::people::by_id(tx, me).await?,
    };
    let Some(person) = person.filter(|person| enabled(person) && !person.emergency) else {
        return Ok(Done::plain(Begun::Mend(Problem::at("user_name", Words::of("case-raise-nobody")))));
    };
    if begin.kind == RunbookKind::FirstDevice && store::methods::ever(tx, &person.id).await? {
        return Ok(Done::plain(Begun::Mend(Problem::at("kind", Words::of("runbook-not-first")))));
    }
    let old = match goes(tx, &person.id, old).await? {
        Ok(old) => old,
        Err(problem) => return Ok(Done::plain(Begun::Mend(problem))),
    };
    let guess = likely(tx, &person.id, begin.kind).await?;
    // Whoever begins it for somebody else names no device; the one phone that they have is meant.
    let old = if name.is_some() { old.or(guess.old) } else { old };
    let request = store::requests::open_of(tx, &person.id).await?.into_iter().next();
    let goes_on = request.filter(|_| begin.kind != RunbookKind::PlannedPhoneChange);
    let has_backup = match (begin.kind, &goes_on) {
        // Whoever has asked already goes the way over an approver.
        (RunbookKind::FirstDevice, _) | (_, Some(_)) => false,
        _ => has_backup(tx, &person, old.as_ref(), now, &policy).await?,
    };
    let begin = Begin {
        id: begin.id.clone(),
        kind: begin.kind,
        by: begin.by.clone(),
        begun: goes_on.as_ref().map_or(begin.begun, |request| request.asked),
        request: goes_on.map(|request| request.id),
        about: About { old, ..begin.about.clone() },
        has_backup,
    };
    let (id, entry) = write(tx, &person.id, &begin).await?;
    Ok(Done::all(Begun::At(id), entry.into_iter().collect()))
}
