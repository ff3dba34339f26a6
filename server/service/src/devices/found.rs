//! "I found it again", said by its owner: what was paused with the device comes back, but for what a request decides or has
//! decided on (R7). The desk has the same for somebody who cannot sign in.

use std::sync::Arc;

use contract::{Answer, Words};
use domain::{
    DeviceId, MethodId, PersonId, RequestId, Time, device::DeviceState, method::MethodState,
    request::RequestState, suspension::on_found_again,
};
use store::{Done, Fault, NewEntry, Reads, Tx, devices::StoredDevice, methods::Method, requests::Request};

use super::{Changed, entry, opened_by, works_alone};
use crate::{
    Core, Visitor,
    acting::{Need, acting},
    notices::{self, Template},
    orders::{self, OrderKind},
    visitor::Inside,
};

/// Why this session cannot say so: only a proof from elsewhere shows that the owner speaks, not whoever holds the device.
pub(super) fn not_from_here(
    inside: &Inside,
    methods: &[Method],
    device: &DeviceId,
    demo: bool,
) -> Option<Words> {
    let elsewhere = match opened_by(inside, methods) {
        Some(method) => works_alone(method) && !method.facts().home.touches(device),
        // Only a demo's switch opens a session without a method (R14).
        None => demo && inside.session.method.is_none(),
    };
    (!elsewhere).then(|| Words::of("devices-found-from-here"))
}

/// Why nobody may say so now: a request that goes on has picked this device, and its end decides.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub(super) async fn standing_in_the_way(
    on: &mut impl Reads,
    person: &PersonId,
    stored: &StoredDevice,
    now: Time,
) -> Result<Option<Words>, Fault> {
    for request in store::requests::open_of(on, person).await? {
        let goes_on = !request.state.clone().settled(now).is_ended();
        if goes_on && request.devices.contains(&stored.device.id) {
            return Ok(Some(Words::of("devices-found-open")));
        }
    }
    Ok(None)
}

/// Whether a request has a say about a method that it suspended: it goes on, or it closed, or the method came with or after
/// it, so that a freeze may have suspended it. One that ended otherwise left it to this decision.
fn decides(request: &Request, method: &Method, now: Time) -> bool {
    let state = request.state.clone().settled(now);
    let ended_otherwise = matches!(
        state,
        RequestState::Denied { .. } | RequestState::Expired { .. } | RequestState::Withdrawn { .. }
    );
    !ended_otherwise || method.added > request.asked
}

/// The suspended methods that this decision may bring back.
async fn undecided(tx: &mut Tx, methods: &[Method]) -> Result<Vec<Method>, Fault> {
    let now = tx.now();
    let mut free = Vec::new();
    for method in methods.iter().filter(|method| method.state == MethodState::Suspended) {
        let held = match &method.suspended_by {
            None => false,
            Some(request) => store::requests::by_id(tx, request)
                .await?
                .is_none_or(|request| decides(&request, method, now)),
        };
        if !held {
            free.push(method.clone());
        }
    }
    Ok(free)
}

async fn carry_out(tx: &mut Tx, core: &Core, inside: &Inside, id: &DeviceId) -> Result<Done<Changed>, Fault> {
    let now = tx.now();
    // The session may have ended a moment ago, by the very opposite of this.
    let Ok(acting) = acting(tx, &inside.session.id, Need::Fresh).await? else {
        return Ok(Done::plain(Changed::Over));
    };
    let person = acting.person;
    let Some(stored) = store::devices::by_id(tx, id).await? else { return Ok(Done::plain(Changed::Over)) };
    let was = stored.device.state;
    if was == DeviceState::InUse {
        return Ok(Done::plain(Changed::Over));
    }
    let methods = store::methods::of(tx, &person.id).await?;
    let mut restored: Vec<MethodId> = Vec::new();
    let mut entries = vec![entry("device.found-again", &person.id, id).with("was", was.word())];
    if was == DeviceState::Lost {
        if let Some(words) = standing_in_the_way(tx, &person.id, &stored, now).await? {
            return Ok(Done::plain(Changed::Not(words)));
        }
        if let Some(words) = not_from_here(inside, &methods, id, core.settings.demo) {
            return Ok(Done::plain(Changed::Not(words)));
        }
        let devices = store::people::devices(tx, &person.id).await?;
        let lost: Vec<DeviceId> = devices
            .into_iter()
            .filter(|device| device.state == DeviceState::Lost && device.id != *id)
            .map(|device| device.id)
            .collect();
        let facts: Vec<_> = undecided(tx, &methods).await?.iter().map(Method::facts).collect();
        restored = on_found_again(&facts, id, &lost);
    }
    if !store::devices::set_state(tx, id, was, DeviceState::InUse, None, now).await? {
        return Ok(Done::plain(Changed::Over));
    }
    for method in &restored {
        store::methods::restore(tx, method).await?;
        entries.push(
            entry("method.restored", &person.id, id)
                .with("method", method.as_str())
                .with("why", "found-again"),
        );
    }
    if was == DeviceState::Lost {
        let names = super::names(methods.iter().filter(|method| restored.contains(&method.id)));
        let mut told = vec![("device", stored.device.name.clone())];
        if !names.is_empty() {
            told.push(("back", names.join(", ")));
        }
        notices::tell(tx, core, &person, Template::DeviceFound, &told, None).await?;
    }
    if !restored.is_empty() {
        orders::place(tx, core, OrderKind::Restore, &person.id, None, restored).await?;
    }
    Ok(Done::all(Changed::Done, entries))
}

impl Visitor {
    pub(super) async fn find_again(&self, id: DeviceId) -> Answer<Changed> {
        let inside = self.need_fresh()?;
        self.core
            .writer
            .run((Arc::clone(&self.core), inside.clone(), id), |tx, (core, inside, id)| {
                Box::pin(carry_out(tx, core, inside, id))
            })
            .await
            .map_err(self.fault("devices.found"))
    }
}

/// Hands what its owner's "I lost this" paused over to a request about the same device, which is about to close: closing
/// removes the lost device's methods, whoever paused them (R6).
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn take_up_losses(
    tx: &mut Tx,
    request: &RequestId,
    device: Option<&DeviceId>,
    asked: Time,
    person: &PersonId,
) -> Result<Vec<NewEntry>, Fault> {
    let Some(device) = device else { return Ok(Vec::new()) };
    let mut entries = Vec::new();
    for method in store::methods::of(tx, person).await? {
        let paused_by_loss = method.state == MethodState::Suspended && method.suspended_by.is_none();
        let before = method.added <= asked;
        if paused_by_loss
            && before
            && super::lives_on(&method, device)
            && store::desk::hand_over(tx, &method.id, request).await?
        {
            entries.push(
                entry("method.suspended", person, device)
                    .on(request)
                    .with("method", method.id.as_str())
                    .with("why", "taken over from the loss"),
            );
        }
    }
    Ok(entries)
}
