//! Would this person get back in, if a device vanished now, and how (R10, I11).

use serde::{Deserialize, Serialize};

use crate::{
    DeviceId, Time,
    device::{DeviceState, Platform, words},
    evidence::ContactFacts,
    method::MethodFacts,
    method_policy::For,
    policy::Policy,
};

mod help;
mod loss;
mod next;
mod outlook;
mod strands;
mod ways;

pub use loss::{Loss, left, losses};
pub use next::NextStep;
pub use outlook::{Outlook, Rules, grade, hardest, outlook};
pub use strands::{Stranding, strands};
pub use ways::{By, Way, With};

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

/// How ready somebody is for the loss of one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// The heading.
    pub ready: Ready,
    /// What would make it "by yourself"; `None` if it is that already.
    pub next: Option<NextStep>,
}

/// How ready a person is for the loss of `lost`; `None` asks how they stand with everything in hand. It knows no ring:
/// [`outlook`] does, and says the ways as well.
pub fn readiness(
    facts: &ReadinessFacts<'_>,
    lost: Option<&DeviceId>,
    now: Time,
    policy: &Policy,
) -> Readiness {
    let devices = lost.map_or(&[][..], std::slice::from_ref);
    let rules = Rules::of(policy, now, For { privileged: facts.privileged, ..For::default() });
    outlook::heading(facts, Loss { devices, ..Loss::NOTHING }, &rules)
}

/// The loss that would hit hardest, of all devices in use: what the heading of the first page is about. `None` in place
/// of a device means "as things stand", which is also what counts for somebody without devices.
pub fn worst(facts: &ReadinessFacts<'_>, now: Time, policy: &Policy) -> (Option<DeviceId>, Readiness) {
    let rules = Rules::of(policy, now, For { privileged: facts.privileged, ..For::default() });
    let (loss, readiness) = outlook::hardest_of(facts, &rules, |loss| !loss.organisation_sign_in);
    (loss.devices.first().cloned(), readiness)
}

/// Whether a change takes somebody's last way back: to be refused, or named to the one who makes it (I11).
pub const fn takes_last_way_back(before: Ready, after: Ready) -> bool {
    matches!((before, after), (Ready::ByYourself | Ready::WithHelp, Ready::NotAtAll))
}

#[cfg(test)]
mod tests;
