//! The steps of each runbook, by situation and ownership.

use serde::{Deserialize, Serialize};

use crate::{
    Span, Time,
    device::words,
    runbook::{Advice, Observed, Runbook, RunbookKind, advice::advice, done_at},
};

words! {
    /// The steps; each is done by an observed event.
    StepId {
        /// IT has the new device in its list.
        DevicePrepared = "device-prepared",
        /// A method that does not need the old device worked.
        BackupWorks = "backup-works",
        /// A request was asked.
        Asked = "asked",
        /// It was approved.
        Approved = "approved",
        /// A pass, or the person's own proofs, opened an enrolment.
        LetBackIn = "let-back-in",
        /// A method was added on something else than the old device.
        MethodAdded = "method-added",
        /// A method that was added here worked.
        NewMethodWorks = "new-method-works",
        /// Nothing is left on the old device.
        OldMethodsGone = "old-methods-gone",
        /// The new device is on record.
        DeviceRegistered = "device-registered",
        /// A method was added on the new device.
        MethodOnDevice = "method-on-device",
    }
}

words! {
    /// Who has to act next.
    WhoActs {
        /// The person.
        Person = "person",
        /// The help desk.
        HelpDesk = "help-desk",
        /// The manager, or whoever approves in their place.
        Manager = "manager",
    }
}

/// A step of a runbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// Which.
    pub id: StepId,
    /// When it was done, by what was observed.
    pub done_at: Option<Time>,
    /// What is to be thought of.
    pub advice: Vec<Advice>,
    /// Who acts.
    pub who: WhoActs,
    /// Waiting longer than this counts as stuck.
    pub stuck_after: Span,
}

/// What a step gets from the situation alone: who acts, and how long it may take.
const fn plan(id: StepId, kind: RunbookKind) -> (WhoActs, Span) {
    match id {
        StepId::DevicePrepared => (WhoActs::HelpDesk, Span::days(2)),
        StepId::BackupWorks => (WhoActs::Person, Span::days(2)),
        StepId::Asked => (WhoActs::Person, Span::hours(4)),
        // The next in the chain and IT are asked after one hour (R3); if that did not help, somebody should look.
        StepId::Approved => match kind {
            RunbookKind::FirstDevice => (WhoActs::Manager, Span::days(1)),
            _ => (WhoActs::Manager, Span::hours(2)),
        },
        // An approval lives 24 hours (R6); this leaves time to notice.
        StepId::LetBackIn => (WhoActs::Person, Span::hours(12)),
        // An enrolment lives 15 minutes (I05).
        StepId::MethodAdded => (WhoActs::Person, Span::minutes(15)),
        StepId::NewMethodWorks => (WhoActs::Person, Span::hours(24)),
        StepId::OldMethodsGone => (WhoActs::Person, Span::days(7)),
        StepId::DeviceRegistered => (WhoActs::Person, Span::days(7)),
        StepId::MethodOnDevice => (WhoActs::Person, Span::days(1)),
    }
}

/// The order of the steps.
fn order(runbook: &Runbook) -> Vec<StepId> {
    let prepared = runbook.scenario.is_company().then_some(StepId::DevicePrepared);
    let all: &[StepId] = match (runbook.kind, runbook.has_backup) {
        (RunbookKind::PlannedPhoneChange, true) => &[
            StepId::BackupWorks,
            StepId::DeviceRegistered,
            StepId::MethodOnDevice,
            StepId::NewMethodWorks,
            StepId::OldMethodsGone,
        ],
        // Nothing but the old phone opens the door: it adds the new one before anything else is touched.
        (RunbookKind::PlannedPhoneChange, false) => &[
            StepId::DeviceRegistered,
            StepId::MethodOnDevice,
            StepId::NewMethodWorks,
            StepId::OldMethodsGone,
        ],
        (RunbookKind::LostOrBrokenPhone, true) => &[
            StepId::LetBackIn,
            StepId::MethodAdded,
            StepId::NewMethodWorks,
            StepId::OldMethodsGone,
            StepId::DeviceRegistered,
            StepId::MethodOnDevice,
        ],
        (RunbookKind::LostOrBrokenPhone, false) => &[
            StepId::Asked,
            StepId::Approved,
            StepId::LetBackIn,
            StepId::MethodAdded,
            StepId::NewMethodWorks,
            StepId::OldMethodsGone,
            StepId::DeviceRegistered,
            StepId::MethodOnDevice,
        ],
        (RunbookKind::FirstDevice, _) => &[
            StepId::Approved,
            StepId::LetBackIn,
            StepId::DeviceRegistered,
            StepId::MethodOnDevice,
            StepId::NewMethodWorks,
        ],
    };
    let mut order = all.to_vec();
    if let Some(prepared) = prepared {
        // After a loss nobody waits for a new device before getting back in; otherwise it is prepared first.
        let lost = runbook.kind == RunbookKind::LostOrBrokenPhone;
        let place = order.iter().position(|step| lost && *step == StepId::DeviceRegistered).unwrap_or(0);
        order.insert(place, prepared);
    }
    order
}

/// The steps of a runbook, in order, with what is done of them.
pub fn steps(runbook: &Runbook, observed: &[Observed]) -> Vec<Step> {
    order(runbook)
        .into_iter()
        .map(|id| {
            let (who, stuck_after) = plan(id, runbook.kind);
            let done_at = done_at(id, runbook, observed);
            Step { id, done_at, advice: advice(id, runbook), who, stuck_after }
        })
        .collect()
}
