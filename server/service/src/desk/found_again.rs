//! "Found again": what a request left suspended, because its device was said to be lost, comes back by a new decision
//! after an identity check (R7).

use domain::{DeviceId, MethodId, device::DeviceState, suspension::on_found_again};
use store::{Done, Fault, Tx, methods::Method};

use super::{
    act::{Act, Acted, Checked, entry, put_on_record},
    request::Case,
};
use crate::{
    Core,
    notices::{self, Template},
    orders::{self, OrderKind},
};

/// Brings the methods back, but for any that also lives on a device that is still lost.
pub(super) async fn carry_out(
    tx: &mut Tx,
    core: &Core,
    case: &Case,
    act: &Act,
    checked: Checked,
) -> Result<Done<Acted>, Fault> {
    let person = &case.circle.person;
    // All that the request names: whoever decides has seen each of them.
    let found = &case.request.devices;
    let lost: Vec<_> = store::people::devices(tx, &person.id)
        .await?
        .into_iter()
        .filter(|device| device.state == DeviceState::Lost && !found.contains(&device.id))
        .map(|device| device.id)
        .collect();
    // What came after the ask was never on the device before it was lost: a freeze may have suspended it.
    let before = |method: &&Method| method.added <= case.request.asked;
    let facts: Vec<_> = case.suspended.iter().filter(before).map(Method::facts).collect();
    let mut back: Vec<(MethodId, &DeviceId)> = Vec::new();
    for device in found {
        for id in on_found_again(&facts, device, &lost) {
            if !back.iter().any(|(one, _)| *one == id) {
                back.push((id, device));
            }
        }
    }
    if back.is_empty() {
        return Ok(Done::plain(Acted::Over));
    }
    for device in found {
        store::people::set_device_state(tx, device, DeviceState::InUse).await?;
    }
    let mut entries = Vec::new();
    let mut restored: Vec<MethodId> = Vec::new();
    for (id, device) in back {
        if store::methods::restore(tx, &id).await? {
            entries.push(
                entry(case, "method.restored")
                    .with("method", id.as_str())
                    .with("device", device.as_str())
                    .with("check", checked.word())
                    .with("why", "found-again"),
            );
            restored.push(id);
        }
    }
    put_on_record(tx, case, act, "found-again").await?;
    let names: Vec<&str> = case
        .suspended
        .iter()
        .filter(|method| restored.contains(&method.id))
        .map(|method| method.name.as_str())
        .collect();
    let told = [
        ("name", person.name.clone()),
        ("by", case.circle.actor.name.clone()),
        ("methods", names.join(", ")),
    ];
    notices::tell(tx, core, person, Template::Restored, &told, Some(&case.request.id)).await?;
    orders::place(tx, core, OrderKind::Restore, &person.id, Some(&case.request.id), restored).await?;
    Ok(Done::all(Acted::Done, entries))
}
