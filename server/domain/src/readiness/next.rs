//! The one step that would fix it.

use serde::{Deserialize, Serialize};

use crate::{
    DeviceId,
    device::{DeviceState, Platform},
    method::{MethodKind, MethodState},
    method_policy::Kinds,
    readiness::{DeviceFacts, Help, Loss, ReadinessFacts, Ready, help, loss::at_hand, outlook::Rules},
};

/// The one thing to do next. Each but the last two makes the heading "by yourself".
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
    /// Make and print recovery codes: with what is left they are two kinds.
    RecoveryCodes,
    /// Add an authenticator app on this device, which they have: with what is left it is two kinds.
    AuthenticatorAppOn {
        /// Which.
        device: DeviceId,
    },
    /// Add a phone number that does not ring on what may be lost: with what is left it is two kinds.
    PhoneElsewhere,
    /// Get another device and add a passkey on it: nothing that they have can take one.
    AnotherDevice,
    /// Somebody with no method and no device cannot do anything: have IT name their manager. Makes it "with help".
    NameManager,
    /// The same, and there is a manager who cannot reach them: have IT record a number that is not a mobile. Makes it
    /// "with help".
    NumberOnRecord,
}

impl NextStep {
    /// The word in the keys of the language files.
    pub const fn word(&self) -> &'static str {
        match self {
            NextStep::PasskeyOn { .. } => "passkey-on",
            NextStep::SecurityKey => "security-key",
            NextStep::RecoveryCodes => "recovery-codes",
            NextStep::AuthenticatorAppOn { .. } => "authenticator-app-on",
            NextStep::PhoneElsewhere => "phone-elsewhere",
            NextStep::AnotherDevice => "another-device",
            NextStep::NameManager => "name-manager",
            NextStep::NumberOnRecord => "number-on-record",
        }
    }

    /// The device that it names, if any.
    pub const fn device(&self) -> Option<&DeviceId> {
        match self {
            NextStep::PasskeyOn { device } | NextStep::AuthenticatorAppOn { device } => Some(device),
            _ => None,
        }
    }
}

/// Linux keeps no passkey of its own, and "other" may be anything.
const fn can_hold_a_passkey(device: &DeviceFacts) -> bool {
    !matches!(device.platform, Platform::Linux | Platform::Other)
}

/// The step for somebody who would not get back in by themselves; `left` are the kinds left after the loss.
pub(super) fn next(
    facts: &ReadinessFacts<'_>,
    loss: &Loss<'_>,
    left: Kinds,
    ready: Ready,
    rules: &Rules<'_>,
) -> NextStep {
    if ready == Ready::NotAtAll
        && let Some(step) = by_somebody_else(facts, loss, left, rules)
    {
        return step;
    }
    let may = |kind| rules.kinds.contains(kind);
    let mut in_hand = facts.devices.iter().filter(|device| at_hand(&device.id, loss, facts.devices));
    let in_pair =
        |kind: MethodKind| left.contains(kind) && (!facts.privileged || kind.counts_for_privileged());
    let (app, codes, phone) = (
        in_pair(MethodKind::AuthenticatorApp),
        in_pair(MethodKind::RecoveryCodes),
        in_pair(MethodKind::Phone),
    );
    if may(MethodKind::Passkey)
        && let Some(device) = in_hand.clone().find(|device| can_hold_a_passkey(device))
    {
        NextStep::PasskeyOn { device: device.id.clone() }
    } else if may(MethodKind::RecoveryCodes) && (app || phone) {
        NextStep::RecoveryCodes
    } else if may(MethodKind::SecurityKey) {
        NextStep::SecurityKey
    } else if may(MethodKind::AuthenticatorApp)
        && (codes || phone)
        && let Some(device) = in_hand.next()
    {
        NextStep::AuthenticatorAppOn { device: device.id.clone() }
    } else if may(MethodKind::Phone) && !facts.privileged && (app || codes) {
        NextStep::PhoneElsewhere
    } else {
        NextStep::AnotherDevice
    }
}

/// What IT can do for somebody who has nothing to do anything with; `None` if they have, or if it would not help.
fn by_somebody_else(
    facts: &ReadinessFacts<'_>,
    loss: &Loss<'_>,
    left: Kinds,
    rules: &Rules<'_>,
) -> Option<NextStep> {
    let has_method = facts.methods.iter().any(|method| method.state == MethodState::Active);
    let has_device = facts.devices.iter().any(|device| device.state == DeviceState::InUse);
    if has_method || has_device {
        return None;
    }
    let managed = Help { direct_manager: true, ..facts.help.clone() };
    if !facts.help.direct_manager && help::ways(facts, &managed, loss, left, rules).next().is_some() {
        Some(NextStep::NameManager)
    } else if facts.help.direct_manager && !facts.privileged {
        Some(NextStep::NumberOnRecord)
    } else {
        None
    }
}
