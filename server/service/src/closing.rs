//! How a request ends. Closing removes what it suspended; any other end brings it back, but for a device that is said to be
//! lost or stolen (I06, R6, R7). Each runs inside the job of whoever ends it, so a crash leaves the old state or the new
//! one.

use audit::Actor;
use domain::{
    MethodId, SessionId, Time,
    device::DeviceState,
    enrolment::EnrolmentEnd,
    pass_life::PassEnd,
    request::{RequestState, Why},
    suspension::{OnEnd, WhatHappened, on_close, on_end},
};
use store::{
    Fault, NewEntry, Tx,
    methods::Method,
    passes::StoredPass,
    people::{Device, Person},
    requests::Request,
};

use crate::{
    Core,
    notices::{self, Template},
    orders::{self, OrderKind},
};

/// What somebody said happened; a word that we do not know counts as the gravest.
pub(crate) fn what_happened(request: &Request) -> WhatHappened {
    WhatHappened::from_word(&request.what).unwrap_or(WhatHappened::LostOrStolen)
}

/// What becomes of the device that was picked. "Something else" may be worse than it sounds, so it counts like lost.
const fn device_after(what: WhatHappened) -> Option<DeviceState> {
    match what {
        WhatHappened::LostOrStolen | WhatHappened::SomethingElse => Some(DeviceState::Lost),
        WhatHappened::BrokenOrWiped => Some(DeviceState::Broken),
        WhatHappened::NewPhone => Some(DeviceState::Replaced),
        WhatHappened::FirstDay => None,
    }
}

/// Closes an enrolled request: at the first sign-in with its new method, or by the worker when its time is over. `keep` is
/// the session that goes on; every other one ends. No entries if it is not to be closed or was closed meanwhile.
///
/// # Errors
/// [`Fault`] if it cannot be written: then nothing of it stands.
pub(crate) async fn close(
    tx: &mut Tx,
    core: &Core,
    request: &Request,
    person: &Person,
    keep: Option<&SessionId>,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let to = match request.state.clone().settled(now) {
        RequestState::Enrolled { method, .. } if keep.is_some() => {
            match request.state.clone().close(now, &method) {
                Ok(closed) => closed,
                Err(_) => return Ok(Vec::new()),
            }
        }
        closed @ RequestState::Closed { .. } => closed,
        _ => return Ok(Vec::new()),
    };
    let Some(new) = to.new_method().cloned() else { return Ok(Vec::new()) };
    if !store::requests::advance(tx, &request.id, &request.state, &to, now).await? {
        return Ok(Vec::new());
    }
    let actor = if keep.is_some() { Actor::Person(person.id.clone()) } else { Actor::System };
    let entry =
        |kind: &'static str| NewEntry::new(kind).by_actor(actor.clone()).about(&person.id).on(&request.id);
    let mut entries = vec![entry("request.closed").with("method", new.as_str())];

    for device in &request.devices {
        let (id, asked) = (&request.id, request.asked);
        entries.extend(crate::devices::take_up_losses(tx, id, Some(device), asked, &person.id).await?);
    }
    let suspended = store::methods::suspended_by(tx, &request.id).await?;
    let ids: Vec<MethodId> =
        suspended.iter().map(|method| method.id.clone()).filter(|id| *id != new).collect();
    let facts: Vec<_> = suspended.iter().map(Method::facts).collect();
    let gone = on_close(&facts, &ids);
    let mut names = Vec::new();
    for method in suspended.iter().filter(|method| gone.contains(&method.id)) {
        if store::methods::remove(tx, &method.id, now).await? {
            store::sessions::end_by_method(tx, &method.id, now, "closed").await?;
            entries.push(entry("method.removed").with("method", method.id.as_str()).with("why", "closed"));
            names.push(method.name.clone());
        }
    }
    if !gone.is_empty() {
        orders::place(tx, core, OrderKind::Remove, &person.id, Some(&request.id), gone).await?;
    }
    let ended = store::sessions::end_all(tx, &person.id, keep, now, "closed").await?;
    if ended > 0 {
        entries.push(entry("session.ended").with("sessions", ended.to_string()).with("why", "closed"));
        orders::place(tx, core, OrderKind::EndSessions, &person.id, Some(&request.id), Vec::new()).await?;
    }
    entries.extend(end_pass_and_enrolment(tx, request, "closed").await?);
    set_device(tx, request).await?;
    store::people::set_let_back_in(tx, &person.id, now).await?;
    let removed = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
    let told = [("name", person.name.clone()), ("removed", removed), ("ended", ended.to_string())];
    notices::tell(tx, core, person, Template::Closed, &told, Some(&request.id)).await?;
    Ok(entries)
}

/// What happened, as far as giving back goes: a device that an approver was told is lost or stolen stays so, whatever the
/// ask said (R7).
async fn gravest(tx: &mut Tx, request: &Request) -> Result<WhatHappened, Fault> {
    let asked = what_happened(request);
    let Some(person) = &request.person else { return Ok(asked) };
    let devices = store::people::devices(tx, person).await?;
    let gone = |device: &&Device| request.devices.contains(&device.id);
    let lost = devices.iter().filter(gone).any(|device| device.state == DeviceState::Lost);
    Ok(if lost { WhatHappened::LostOrStolen } else { asked })
}

async fn set_device(tx: &mut Tx, request: &Request) -> Result<(), Fault> {
    let what = gravest(tx, request).await?;
    if let Some(state) = device_after(what) {
        for device in &request.devices {
            store::people::set_device_state(tx, device, state).await?;
        }
    }
    Ok(())
}

/// Ends a request otherwise: `to` is expired, withdrawn or denied, drawn from its settled state by the rules. What it
/// suspended comes back or stays suspended (R7), its pass and enrolment end, a method that it brought and that is taken
/// back goes, and the person is told. No entries if somebody else moved the request meanwhile; then nothing was changed.
///
/// A denial's own entry (`approval.denied`) is its caller's.
///
/// # Errors
/// [`Fault`] if it cannot be written, or if `to` is no such end.
pub(crate) async fn end_otherwise(
    tx: &mut Tx,
    core: &Core,
    request: &Request,
    to: &RequestState,
    by: Actor,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let (kind, why) = match to {
        RequestState::Expired { from, .. } => ("request.expired", from.word()),
        RequestState::Withdrawn { why, .. } => ("request.withdrawn", why.word()),
        RequestState::Denied { reported: true, .. } => ("request.denied", "reported"),
        RequestState::Denied { reported: false, .. } => ("request.denied", "denied"),
        _ => return Err(Fault::inconsistent("request.state: not an end")),
    };
    if !store::requests::advance(tx, &request.id, &request.state, to, now).await? {
        return Ok(Vec::new());
    }
    let entry = |kind: &'static str| {
        let entry = NewEntry::new(kind).by_actor(by.clone()).on(&request.id);
        match &request.person {
            Some(person) => entry.about(person),
            None => entry,
        }
    };
    let mut entries = vec![entry(kind).with("why", why)];
    let Some(person) = &request.person else { return Ok(entries) };
    entries.extend(end_pass_and_enrolment(tx, request, ended_why(to)).await?);

    let new = brought(&request.state);
    let closed = closed_before(&request.state);
    let suspended = store::methods::suspended_by(tx, &request.id).await?;
    // What it brought, and what was added after it had closed, is not the person's own that comes back.
    let (added, theirs): (Vec<&Method>, Vec<&Method>) = suspended.iter().partition(|method| {
        new.as_ref() == Some(&method.id) || closed.is_some_and(|closed| method.added > closed)
    });
    match on_end(to, gravest(tx, request).await?) {
        OnEnd::Restore => {
            let mut back = Vec::new();
            for method in theirs {
                if store::methods::restore(tx, &method.id).await? {
                    entries.push(entry("method.restored").with("method", method.id.as_str()));
                    back.push(method.id.clone());
                }
            }
            if !back.is_empty() {
                orders::place(tx, core, OrderKind::Restore, person, Some(&request.id), back).await?;
            }
        }
        // Only "found again" brings them back, so the device stands there as lost until somebody says so.
        OnEnd::KeepSuspended if !theirs.is_empty() => set_device(tx, request).await?,
        OnEnd::KeepSuspended | OnEnd::Wait | OnEnd::Remove => {}
    }
    // Taken back by somebody, it takes the method along that it brought. One that a freeze suspended and nobody decided on
    // stays suspended: it can do nothing, and `security` still sees it.
    if let RequestState::Withdrawn { .. } = to {
        let mut back: Vec<MethodId> = added.iter().map(|method| method.id.clone()).collect();
        if let Some(new) = new
            && !back.contains(&new)
        {
            back.push(new);
        }
        let mut gone = Vec::new();
        for id in back {
            if store::methods::remove(tx, &id, now).await? {
                store::sessions::end_by_method(tx, &id, now, "withdrawn").await?;
                entries.push(entry("method.removed").with("method", id.as_str()).with("why", why));
                gone.push(id);
            }
        }
        if !gone.is_empty() {
            orders::place(tx, core, OrderKind::Remove, person, Some(&request.id), gone).await?;
        }
    }
    tell(tx, core, request, to).await?;
    Ok(entries)
}

/// The method that a request brought, also before it was frozen.
fn brought(state: &RequestState) -> Option<MethodId> {
    match state {
        RequestState::Frozen { before, .. } => before.new_method().cloned(),
        state => state.new_method().cloned(),
    }
}

/// When it closed, if it was frozen after that.
fn closed_before(state: &RequestState) -> Option<Time> {
    match state {
        RequestState::Frozen { before, .. } => match before.as_ref() {
            RequestState::Closed { at, .. } => Some(*at),
            _ => None,
        },
        _ => None,
    }
}

const fn ended_why(to: &RequestState) -> &'static str {
    match to {
        RequestState::Expired { .. } => PassEnd::Expired.word(),
        RequestState::Denied { .. } => PassEnd::Denied.word(),
        RequestState::Frozen { .. } => PassEnd::Frozen.word(),
        _ => PassEnd::Withdrawn.word(),
    }
}

/// Tells the person, unless the end is part of something that they are told of anyway.
async fn tell(tx: &mut Tx, core: &Core, request: &Request, to: &RequestState) -> Result<(), Fault> {
    let template = match to {
        RequestState::Expired { .. } => Template::Expired,
        RequestState::Denied { .. } => Template::Denied,
        RequestState::Withdrawn { why: Why::WrongCodes, .. } => Template::WrongCodes,
        RequestState::Withdrawn { why: Why::Superseded | Why::PersonLeft, .. } => return Ok(()),
        _ => Template::Withdrawn,
    };
    let Some(person) = &request.person else { return Ok(()) };
    let Some(person) = store::people::by_id(tx, person).await? else { return Ok(()) };
    let told = [("name", person.name.clone())];
    notices::tell(tx, core, &person, template, &told, Some(&request.id)).await
}

/// Ends the live pass and the enrolment of a request, because of `why`; their entries.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn end_pass_and_enrolment(
    tx: &mut Tx,
    request: &Request,
    why: &'static str,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let Some(person) = &request.person else { return Ok(Vec::new()) };
    let entry =
        |kind: &'static str| NewEntry::new(kind).by_system().about(person).on(&request.id).with("why", why);
    let mut entries = Vec::new();
    if store::passes::end_live_of_request(tx, &request.id, now, why).await? > 0 {
        entries.push(entry("pass.ended"));
    }
    if store::enrolments::end_of_request(tx, &request.id, now, why).await? > 0 {
        entries.push(entry("enrolment.ended"));
    }
    Ok(entries)
}

/// Writes that a pass was seen expired; `None` if it had ended.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn expire_pass(tx: &mut Tx, pass: &StoredPass) -> Result<Option<NewEntry>, Fault> {
    let now = tx.now();
    if !store::passes::end(tx, &pass.id, now, PassEnd::Expired.word()).await? {
        return Ok(None);
    }
    let entry = NewEntry::new("pass.ended")
        .by_system()
        .about(&pass.person)
        .with("pass", pass.id.as_str())
        .with("why", PassEnd::Expired.word());
    Ok(Some(match &pass.request {
        Some(request) => entry.on(request),
        None => entry,
    }))
}

/// Writes that an enrolment was seen expired; `None` if it had ended. For the worker.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn expire_enrolment(
    tx: &mut Tx,
    enrolment: &store::enrolments::StoredEnrolment,
) -> Result<Option<NewEntry>, Fault> {
    let now = tx.now();
    if !store::enrolments::end(tx, &enrolment.id, None, now, EnrolmentEnd::Expired.word()).await? {
        return Ok(None);
    }
    let entry = NewEntry::new("enrolment.ended")
        .by_system()
        .about(&enrolment.person)
        .with("enrolment", enrolment.id.as_str())
        .with("why", EnrolmentEnd::Expired.word());
    Ok(Some(match &enrolment.request {
        Some(request) => entry.on(request),
        None => entry,
    }))
}
