//! Methods: what a person signs in with.

use serde::{Deserialize, Serialize};

use crate::{
    DeviceId, MethodId, Time,
    device::{Platform, words},
};

words! {
    /// The kinds of method, strongest first.
    MethodKind {
        /// A passkey on a device or in an account.
        Passkey = "passkey",
        /// A security key with user verification.
        SecurityKey = "security-key",
        /// An authenticator app (TOTP).
        AuthenticatorApp = "authenticator-app",
        /// Saved recovery codes.
        RecoveryCodes = "recovery-codes",
        /// A text or a call: weak, and nothing for privileged persons (R1).
        Phone = "phone",
    }
}

impl MethodKind {
    /// Whether it signs in alone, with user verification (R1).
    pub const fn signs_in_alone(self) -> bool {
        matches!(self, MethodKind::Passkey | MethodKind::SecurityKey)
    }
    /// Whether a look-alike site cannot use it.
    pub const fn resists_phishing(self) -> bool {
        self.signs_in_alone()
    }
    /// Whether it is marked as weak wherever it is shown, and never the only method: text and call.
    pub const fn is_weak(self) -> bool {
        matches!(self, MethodKind::Phone)
    }
    /// Whether its owner is asked where it lives: recovery codes are on paper, and nobody asks for that.
    pub const fn has_place(self) -> bool {
        !matches!(self, MethodKind::RecoveryCodes)
    }
    /// Whether it may live on such a device. A number for texts and calls is on a phone (R4); what kind of phone a landline's
    /// is, the list does not say, so "something else" will do.
    pub const fn lives_on(self, platform: Platform) -> bool {
        match self {
            MethodKind::Phone => matches!(platform, Platform::Ios | Platform::Android | Platform::Other),
            _ => self.has_place(),
        }
    }
    /// Whether it may count for a privileged person (R1: text and call never do).
    pub const fn counts_for_privileged(self) -> bool {
        !matches!(self, MethodKind::Phone)
    }
}

words! {
    /// Whether a method can be used now.
    MethodState {
        /// Works.
        Active = "active",
        /// Paused by a request; it can do nothing but freeze (R7).
        Suspended = "suspended",
        /// Gone.
        Removed = "removed",
    }
}

words! {
    /// Where a method came from.
    MethodOrigin {
        /// With a pass issued on the terminal for the first sign-in (R9).
        FirstPass = "first-pass",
        /// In an enrolment after an approved request.
        Recovery = "recovery",
        /// Added by its owner with a fresh proof.
        SelfAdded = "self-added",
    }
}

words! {
    /// The account that a synced passkey lives with (R7).
    SyncAccount {
        /// Apple iCloud Keychain.
        Apple = "apple",
        /// Google Password Manager.
        Google = "google",
        /// Microsoft account.
        Microsoft = "microsoft",
        /// A password manager or another account.
        Other = "other",
    }
}

/// Where a method lives: on one device, or with an account that reaches several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Home {
    /// On one device only.
    Device(DeviceId),
    /// With an account; `devices` are those that the person named for it.
    Account {
        /// Which account.
        account: SyncAccount,
        /// The devices named for it; may be empty.
        devices: Vec<DeviceId>,
    },
    /// On something of its own: a security key.
    Itself,
    /// Nobody said yet. It may be on whatever is lost, so it is treated as if it were.
    Unknown,
}

impl Home {
    /// Whether losing `device` may put the method into another's hands.
    pub fn touches(&self, device: &DeviceId) -> bool {
        match self {
            Home::Device(on) => on == device,
            Home::Account { devices, .. } => devices.contains(device),
            Home::Itself => false,
            Home::Unknown => true,
        }
    }
}

/// What the rules need to know of a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodFacts {
    /// Which.
    pub id: MethodId,
    /// Its kind.
    pub kind: MethodKind,
    /// Whether it works now.
    pub state: MethodState,
    /// Where it lives.
    pub home: Home,
    /// When it was registered.
    pub added: Time,
    /// When it last worked, if ever.
    pub last_worked: Option<Time>,
}
