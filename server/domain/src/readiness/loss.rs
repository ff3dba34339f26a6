//! What may be lost at once, and what is left in hand after it.

use crate::{
    DeviceId,
    device::DeviceState,
    evidence::{ContactFacts, Gone, NumberStanding, standing},
    method::{Home, MethodFacts, MethodState},
    method_policy::Kinds,
    readiness::{DeviceFacts, ReadinessFacts},
    strength::{Opens, Proof, opens},
};

/// What is lost on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss<'a> {
    /// These devices; more than one may go at once.
    pub devices: &'a [DeviceId],
    /// Something that is no device on record: whatever carries a method that nobody placed.
    pub something_unnamed: bool,
    /// The organisation's own sign-in, because its provider is down or its password is gone.
    pub organisation_sign_in: bool,
}

impl Loss<'_> {
    /// Everything is in hand.
    pub const NOTHING: Loss<'static> =
        Loss { devices: &[], something_unnamed: false, organisation_sign_in: false };

    const fn takes_a_thing(&self) -> bool {
        !self.devices.is_empty() || self.something_unnamed
    }
}

/// The losses that a person is prepared for one by one: as things stand, each device in use, the organisation's sign-in.
///
/// A method that nobody placed may be on whatever is lost, so "as things stand" then loses what carries it.
pub fn losses<'a>(facts: &ReadinessFacts<'a>) -> impl Iterator<Item = Loss<'a>> + use<'a> {
    let unplaced = facts
        .methods
        .iter()
        .any(|method| method.state == MethodState::Active && method.home == Home::Unknown);
    let sign_in = facts.help.organisation_password;
    std::iter::once(Loss { something_unnamed: unplaced, ..Loss::NOTHING })
        .chain(
            facts
                .devices
                .iter()
                .filter(|device| device.state == DeviceState::InUse)
                .map(|device| Loss { devices: std::slice::from_ref(&device.id), ..Loss::NOTHING }),
        )
        .chain(sign_in.then_some(Loss { organisation_sign_in: true, ..Loss::NOTHING }))
}

/// Whether a device is in its owner's hands after the loss.
pub(super) fn at_hand(on: &DeviceId, loss: &Loss<'_>, devices: &[DeviceFacts]) -> bool {
    !loss.devices.contains(on) && devices.iter().any(|one| one.id == *on && one.state == DeviceState::InUse)
}

/// Whether a method can still be used after a loss.
///
/// An account-bound method is paused on all its devices when one is lost or stolen (R7), and one whose devices nobody
/// named may live on the lost one. A method on a device that is not known to be in use is in nobody's hands.
pub(super) fn survives(method: &MethodFacts, loss: &Loss<'_>, devices: &[DeviceFacts]) -> bool {
    method.state == MethodState::Active
        && match &method.home {
            Home::Itself => true,
            Home::Unknown => !loss.takes_a_thing(),
            Home::Device(on) => at_hand(on, loss, devices),
            Home::Account { devices: named, .. } => {
                !loss.takes_a_thing()
                    || (!named.iter().any(|on| loss.devices.contains(on))
                        && named.iter().any(|on| at_hand(on, loss, devices)))
            }
        }
}

/// The methods that are left in hand after a loss and may be used.
pub fn left<'a>(
    facts: &ReadinessFacts<'a>,
    loss: &Loss<'_>,
    allowed: Kinds,
) -> impl Iterator<Item = &'a MethodFacts> {
    let devices = facts.devices;
    facts
        .methods
        .iter()
        .filter(move |method| allowed.contains(method.kind) && survives(method, loss, devices))
}

/// The kinds of method that are left and may be used.
pub(super) fn kinds_left(facts: &ReadinessFacts<'_>, loss: &Loss<'_>, allowed: Kinds) -> Kinds {
    facts
        .methods
        .iter()
        .filter(|method| allowed.contains(method.kind) && survives(method, loss, facts.devices))
        .fold(Kinds::NONE, |left, method| left.with(method.kind))
}

/// Whether working methods of these kinds get somebody back in without help (R1).
pub(super) fn suffice(kinds: Kinds, privileged: bool) -> bool {
    let mut each = kinds.each();
    // What is no proof of anything stands for the kinds that are not there; so nothing is allocated.
    let none = Proof::SecurityKey { user_verified: false };
    let proofs: [Proof; 5] = std::array::from_fn(|_| each.next().map_or(none, Proof::of));
    opens(&proofs, privileged) >= Opens::Enrolment
}

/// Where a number stands after a loss: the worst of where it stands for each thing lost. One that rings on a device which
/// is not in use any more rings in nobody's hands.
pub(super) fn number_after(
    contact: &ContactFacts,
    loss: &Loss<'_>,
    devices: &[DeviceFacts],
) -> Option<NumberStanding> {
    let out_of_use =
        |on: &DeviceId| devices.iter().any(|device| device.id == *on && device.state != DeviceState::InUse);
    if contact.on_device.as_ref().is_some_and(out_of_use) {
        return Some(NumberStanding::OnLostDevice);
    }
    if loss.devices.is_empty() || loss.something_unnamed {
        return standing(contact, &Gone::NotSure);
    }
    let mut after = None;
    for id in loss.devices {
        let gone = devices.iter().find(|device| device.id == *id).map_or(Gone::NotSure, |device| {
            Gone::Device { id: device.id.clone(), platform: device.platform }
        });
        let here = standing(contact, &gone)?;
        if !here.counts() {
            return Some(here);
        }
        after = Some(here);
    }
    after
}
