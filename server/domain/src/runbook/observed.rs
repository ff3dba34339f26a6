//! What was seen to happen, and which step it makes done.

use serde::{Deserialize, Serialize};

use crate::{
    DeviceId, MethodId, Time,
    method::Home,
    runbook::{Runbook, StepId},
};

/// An event that the portal saw itself, or that a directory or the organisation's device management told it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Observed {
    /// A method worked: somebody signed in with it, or proved with it.
    MethodWorked {
        /// Which.
        method: MethodId,
        /// Where it lives, as placed by now.
        home: Home,
        /// When.
        at: Time,
    },
    /// A method was registered, or was placed on a device.
    MethodAdded {
        /// Which.
        method: MethodId,
        /// Where it lives, as placed by now.
        home: Home,
        /// When it was registered.
        at: Time,
    },
    /// IT's list names the device as prepared.
    DevicePrepared {
        /// When.
        at: Time,
    },
    /// A device came on record as the person's.
    DeviceRegistered {
        /// Which.
        device: DeviceId,
        /// When.
        at: Time,
    },
    /// A request was asked.
    RequestAsked {
        /// When.
        at: Time,
    },
    /// A request was approved, or a first binding in person was.
    Approved {
        /// When.
        at: Time,
    },
    /// A pass opened an enrolment.
    PassRedeemed {
        /// When.
        at: Time,
    },
    /// The person's own proofs opened an enrolment; or, after a loss, something that signs in alone and was not lost did.
    SelfRecovered {
        /// When.
        at: Time,
    },
    /// No method is left on the old device.
    OldMethodsGone {
        /// When.
        at: Time,
    },
}

impl Observed {
    /// When it was.
    pub const fn at(&self) -> Time {
        match self {
            Observed::MethodWorked { at, .. }
            | Observed::MethodAdded { at, .. }
            | Observed::DevicePrepared { at }
            | Observed::DeviceRegistered { at, .. }
            | Observed::RequestAsked { at }
            | Observed::Approved { at }
            | Observed::PassRedeemed { at }
            | Observed::SelfRecovered { at }
            | Observed::OldMethodsGone { at } => *at,
        }
    }
}

/// When a step was done, by what was observed; `None` if it is not. The order of `observed` does not matter, and more of
/// it never undoes a step.
///
/// What can only follow from something implies it: a redeemed pass was approved, and an approved request was asked.
pub fn done_at(step: StepId, runbook: &Runbook, observed: &[Observed]) -> Option<Time> {
    let counted = || observed.iter().filter(|event| event.at() >= runbook.began);
    let is_new = |on: &DeviceId| runbook.old_device.as_ref() != Some(on);
    // Certainly not on the old device: what nobody placed may be just there.
    let apart = |home: &Home| match home {
        Home::Itself => true,
        Home::Unknown => false,
        Home::Device(on) => is_new(on),
        Home::Account { devices, .. } => !devices.is_empty() && devices.iter().all(is_new),
    };
    // Perhaps not on the old device.
    let elsewhere = |home: &Home| match home {
        Home::Itself | Home::Unknown => true,
        Home::Device(on) => is_new(on),
        Home::Account { devices, .. } => devices.is_empty() || devices.iter().any(is_new),
    };
    let first =
        |which: &dyn Fn(&Observed) -> bool| counted().filter(|event| which(event)).map(Observed::at).min();
    // Both of two events are needed; the later one counts. The earliest such pair, whatever else was seen.
    let pair = |fits: &dyn Fn(&Observed, &Observed) -> bool| {
        let pairs = counted().flat_map(|one| counted().map(move |two| (one, two)));
        pairs.filter(|(one, two)| fits(one, two)).map(|(one, two)| one.at().max(two.at())).min()
    };
    let let_in =
        |event: &Observed| matches!(event, Observed::PassRedeemed { .. } | Observed::SelfRecovered { .. });
    match step {
        StepId::DevicePrepared => observed
            .iter()
            .filter(|event| matches!(event, Observed::DevicePrepared { .. }))
            .map(|event| event.at().max(runbook.began))
            .min(),
        StepId::BackupWorks => {
            first(&|event| matches!(event, Observed::MethodWorked { home, .. } if apart(home)))
        }
        StepId::Asked => first(&|event| {
            let_in(event) || matches!(event, Observed::RequestAsked { .. } | Observed::Approved { .. })
        }),
        StepId::Approved => first(&|event| let_in(event) || matches!(event, Observed::Approved { .. })),
        StepId::LetBackIn => first(&let_in),
        StepId::MethodAdded => {
            first(&|event| matches!(event, Observed::MethodAdded { home, .. } if elsewhere(home)))
        }
        StepId::NewMethodWorks => pair(&|one, two| match (one, two) {
            (
                Observed::MethodAdded { method: new, home, at: added },
                Observed::MethodWorked { method, at, .. },
            ) => new == method && elsewhere(home) && at >= added,
            _ => false,
        }),
        StepId::OldMethodsGone => first(&|event| matches!(event, Observed::OldMethodsGone { .. })),
        StepId::DeviceRegistered => {
            first(&|event| matches!(event, Observed::DeviceRegistered { device, .. } if is_new(device)))
        }
        StepId::MethodOnDevice => pair(&|one, two| match (one, two) {
            (Observed::DeviceRegistered { device, .. }, Observed::MethodAdded { home, .. }) => {
                is_new(device) && *home != Home::Unknown && home.touches(device)
            }
            _ => false,
        }),
    }
}
