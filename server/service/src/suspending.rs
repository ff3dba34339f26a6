//! Pausing what lives on a device that is gone, for a request (R7): at its approval, or when its owner, who got in by
//! themselves, says which one it is.

use domain::{
    DeviceId, MethodId, PersonId,
    device::DeviceState,
    suspension::{WhatHappened, on_approval},
};
use store::{Fault, NewEntry, Tx, methods::Method, requests::Request};

use crate::{
    Core, closing,
    orders::{self, OrderKind},
};

/// Takes over what another request suspended on a device that is gone now: it stays paused without a gap, and goes when
/// this one closes. Not where this one could give back what the other may not (R7): it was said to be lost there.
pub(crate) async fn take_over(
    tx: &mut Tx,
    this: &Request,
    other: &Request,
    devices: &[DeviceId],
) -> Result<(), Fault> {
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

/// Pauses the methods of the devices that are gone and ends their sessions.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn suspend(
    tx: &mut Tx,
    core: &Core,
    (by, person): (&PersonId, &PersonId),
    request: &Request,
    devices: &[DeviceId],
    what: WhatHappened,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
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
                        .by(by)
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
