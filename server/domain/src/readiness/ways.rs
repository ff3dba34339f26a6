//! The ways back in, best first.

use serde::{Deserialize, Serialize};

use crate::{
    ContactId, DeviceId, MethodId,
    device::words,
    method::{Home, MethodKind},
    method_policy::Kinds,
    readiness::{
        Loss, ReadinessFacts, Ready, help,
        loss::{at_hand, suffice, survives},
        outlook::Rules,
    },
};

words! {
    /// Who would let somebody back in.
    By {
        /// The direct manager alone.
        Manager = "manager",
        /// One other approver alone: further up the chain, or IT.
        AnotherApprover = "another-approver",
        /// Two approvers; for a privileged person one of them `security`.
        TwoApprovers = "two-approvers",
    }
}

/// What goes with the approved pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With<'a> {
    /// A saved recovery code.
    RecoveryCode,
    /// The organisation's password, typed elsewhere.
    OrganisationPassword,
    /// Meeting in person.
    InPerson,
    /// Live video with the badge, against the photo on record.
    LiveVideo,
    /// A call to this number.
    Call {
        /// Which.
        contact: &'a ContactId,
    },
}

impl With<'_> {
    /// The word in the keys of the language files.
    pub const fn word(self) -> &'static str {
        match self {
            With::RecoveryCode => "recovery-code",
            With::OrganisationPassword => "organisation-password",
            With::InPerson => "in-person",
            With::LiveVideo => "live-video",
            With::Call { .. } => "call",
        }
    }
}

/// A way back in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way<'a> {
    /// Signs in alone.
    Passkey {
        /// Which.
        method: &'a MethodId,
        /// The device to use it on: its own, or the first that its account reaches. `None` if nobody said.
        on: Option<&'a DeviceId>,
    },
    /// Signs in alone, on any device.
    SecurityKey {
        /// Which.
        method: &'a MethodId,
    },
    /// Two kinds of one factor each: they open an enrolment (R1).
    TwoKinds {
        /// The stronger.
        first: MethodKind,
        /// The other.
        second: MethodKind,
    },
    /// An approved pass (R4).
    Approved {
        /// What is checked beside it.
        with: With<'a>,
        /// Who approves.
        by: By,
    },
}

impl Way<'_> {
    /// The heading that this way is enough for.
    pub const fn ready(self) -> Ready {
        match self {
            Way::Approved { .. } => Ready::WithHelp,
            _ => Ready::ByYourself,
        }
    }
}

/// Pairs of kinds that open an enrolment together, best first.
const PAIRS: [(MethodKind, MethodKind); 3] = [
    (MethodKind::AuthenticatorApp, MethodKind::RecoveryCodes),
    (MethodKind::AuthenticatorApp, MethodKind::Phone),
    (MethodKind::RecoveryCodes, MethodKind::Phone),
];

/// All ways after a loss, best first: by oneself with one method, with two, then with help.
pub(super) fn ways<'a>(
    facts: &ReadinessFacts<'a>,
    loss: &Loss<'_>,
    left: Kinds,
    rules: &Rules<'_>,
) -> Vec<Way<'a>> {
    let mut ways = Vec::new();
    for kind in [MethodKind::Passkey, MethodKind::SecurityKey] {
        if !left.contains(kind) {
            continue;
        }
        let of_kind = facts.methods.iter().filter(|one| one.kind == kind);
        for method in of_kind.filter(|one| survives(one, loss, facts.devices)) {
            let on = match &method.home {
                Home::Device(on) => Some(on),
                Home::Account { devices, .. } => devices.iter().find(|on| at_hand(on, loss, facts.devices)),
                Home::Itself | Home::Unknown => None,
            };
            ways.push(match kind {
                MethodKind::Passkey => Way::Passkey { method: &method.id, on },
                _ => Way::SecurityKey { method: &method.id },
            });
        }
    }
    for (first, second) in PAIRS {
        let both = left.contains(first) && left.contains(second);
        if both && suffice(Kinds::NONE.with(first).with(second), facts.privileged) {
            ways.push(Way::TwoKinds { first, second });
        }
    }
    ways.extend(help::ways(facts, facts.help, loss, left, rules));
    ways
}
