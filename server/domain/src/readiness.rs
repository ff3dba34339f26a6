//! Would this person get back in, if a device vanished now, and how (R10, I11).

use serde::{Deserialize, Serialize};

use crate::{
    ContactId, DeviceId, Time,
    approver::second::pair_possible,
    device::{DeviceState, Platform, words},
    evidence::{Check, ContactFacts, EvidenceFacts, Gone, Means, evaluate, means_offered},
    method::{Home, MethodFacts, MethodKind, MethodState},
    policy::Policy,
    strength::{Opens, methods_open},
};

words! {
    /// How somebody would get back in; worst first, so that comparing compares how ready they are.
    Ready {
        /// Not at all.
        NotAtAll = "not-at-all",
        /// With an approver's help.
        WithHelp = "with-help",
        /// By themselves.
        ByYourself = "by-yourself",
    }
}

/// A device of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceFacts {
    /// Which.
    pub id: DeviceId,
    /// What it runs.
    pub platform: Platform,
    /// Where it is in its life.
    pub state: DeviceState,
}

/// Who and what could help.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Help {
    /// Whether the direct manager is able to approve ([`crate::approver::able`]).
    pub direct_manager: bool,
    /// Able approvers further up the chain.
    pub chain: u32,
    /// Able persons of `it` who do not hold `security`, not counting the person and their managers.
    pub it: u32,
    /// Able persons of `security`, not counting the person and their managers.
    pub security: u32,
    /// Whether an approver and the person can meet.
    pub in_person: bool,
    /// Whether there is a photo on record, so that live video can count.
    pub photo_on_record: bool,
    /// Whether the person has an organisation password that they can type elsewhere.
    pub organisation_password: bool,
}

/// All that readiness is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct ReadinessFacts<'a> {
    /// All methods.
    pub methods: &'a [MethodFacts],
    /// All devices.
    pub devices: &'a [DeviceFacts],
    /// All addresses and numbers.
    pub contacts: &'a [ContactFacts],
    /// Who and what could help.
    pub help: &'a Help,
    /// Whether the person is privileged.
    pub privileged: bool,
}

/// The one thing to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum NextStep {
    /// Add a passkey on this device, which they have.
    PasskeyOn {
        /// Which.
        device: DeviceId,
    },
    /// Add a security key: it lives on no device.
    SecurityKey,
}

/// How ready somebody is for the loss of one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// The heading.
    pub ready: Ready,
    /// What would make it "by yourself"; `None` if it is that already.
    pub next: Option<NextStep>,
}

/// Whether a method can still be used after `lost` vanished; with `None`, whether it can be used now.
///
/// An account-bound method is paused on all its devices when one is lost or stolen (R7), and one whose devices nobody
/// named may live on the lost one. A method on a device that is not known to be in use is in nobody's hands.
fn survives(method: &MethodFacts, lost: Option<&DeviceId>, devices: &[DeviceFacts]) -> bool {
    let at_hand = |on: &DeviceId| {
        lost != Some(on) && devices.iter().any(|one| one.id == *on && one.state == DeviceState::InUse)
    };
    method.state == MethodState::Active
        && match &method.home {
            Home::Itself => true,
            Home::Unknown => lost.is_none(),
            Home::Device(on) => at_hand(on),
            Home::Account { devices: named, .. } => match lost {
                Some(lost) => !named.contains(lost) && named.iter().any(at_hand),
                None => true,
            },
        }
}

/// How ready a person is for the loss of `lost`; `None` asks how they stand with everything in hand.
pub fn readiness(
    facts: &ReadinessFacts<'_>,
    lost: Option<&DeviceId>,
    now: Time,
    policy: &Policy,
) -> Readiness {
    let left: Vec<&MethodFacts> =
        facts.methods.iter().filter(|method| survives(method, lost, facts.devices)).collect();
    if methods_open(left.iter().copied(), facts.privileged) >= Opens::Enrolment {
        return Readiness { ready: Ready::ByYourself, next: None };
    }
    let ready = if help_exists(facts, &left, lost, now, policy) { Ready::WithHelp } else { Ready::NotAtAll };
    let elsewhere = facts.devices.iter().find(|device| {
        device.state == DeviceState::InUse && Some(&device.id) != lost && can_hold_a_passkey(device)
    });
    let next =
        elsewhere.map_or(NextStep::SecurityKey, |device| NextStep::PasskeyOn { device: device.id.clone() });
    Readiness { ready, next: Some(next) }
}

/// Linux keeps no passkey of its own, and "other" may be anything.
const fn can_hold_a_passkey(device: &DeviceFacts) -> bool {
    !matches!(device.platform, Platform::Linux | Platform::Other)
}

/// Whether an approver can act, and a check exists that does not need the lost device.
fn help_exists(
    facts: &ReadinessFacts<'_>,
    left: &[&MethodFacts],
    lost: Option<&DeviceId>,
    now: Time,
    policy: &Policy,
) -> bool {
    let help = facts.help;
    let gone = lost
        .and_then(|lost| facts.devices.iter().find(|device| device.id == *lost))
        .map_or(Gone::NotSure, |device| Gone::Device { id: device.id.clone(), platform: device.platform });
    let means: Vec<Means> = means_offered(facts.contacts, &gone, help.photo_on_record)
        .into_iter()
        .filter(|means| help.in_person || *means != Means::InPerson)
        .collect();
    let mut checks: Vec<Check> = means
        .iter()
        .map(|means| match means {
            Means::InPerson => Check::InPerson,
            Means::LiveVideo => Check::LiveVideoWithBadge,
            Means::Call { contact, .. } => Check::CallBack { contact: ContactId::clone(contact) },
        })
        .collect();
    if left.iter().any(|method| method.kind == MethodKind::RecoveryCodes) {
        checks.push(Check::SavedRecoveryCode);
    }
    if help.organisation_password {
        checks.push(Check::FreshOrganisationPassword { auth_time: now });
    }
    let met = |direct_manager: bool, second_approver: bool| {
        let evidence = EvidenceFacts {
            direct_manager,
            second_approver,
            privileged: facts.privileged,
            never_had_method: false,
            start_date_near: false,
            asked: now,
            means: &means,
        };
        evaluate(&checks, &evidence, now, policy).is_ok()
    };
    if facts.privileged {
        return pair_possible(help.direct_manager || help.chain > 0, help.security) && met(false, true);
    }
    let others = help.chain.saturating_add(help.it).saturating_add(help.security);
    let two = others >= 2 || (help.direct_manager && others >= 1);
    (help.direct_manager && met(true, false)) || (others >= 1 && met(false, two))
}

/// The loss that would hit hardest, of all devices in use: what the heading of the first page is about. `None` in place
/// of a device means "as things stand", which is also what counts for somebody without devices.
pub fn worst(facts: &ReadinessFacts<'_>, now: Time, policy: &Policy) -> (Option<DeviceId>, Readiness) {
    let unplaced = facts
        .methods
        .iter()
        .any(|method| method.state == MethodState::Active && method.home == Home::Unknown);
    // Whatever carries a method that nobody placed can be lost as well; no device has this name.
    let unknown = DeviceId::stored("");
    let as_it_stands = (None, readiness(facts, unplaced.then_some(&unknown), now, policy));
    facts
        .devices
        .iter()
        .filter(|device| device.state == DeviceState::InUse)
        .map(|device| (Some(device.id.clone()), readiness(facts, Some(&device.id), now, policy)))
        .fold(as_it_stands, |worst, next| if next.1.ready < worst.1.ready { next } else { worst })
}

/// Whether a change takes somebody's last way back: to be refused, or named to the one who makes it (I11).
pub const fn takes_last_way_back(before: Ready, after: Ready) -> bool {
    matches!((before, after), (Ready::ByYourself | Ready::WithHelp, Ready::NotAtAll))
}

#[cfg(test)]
mod tests;
