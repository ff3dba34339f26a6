//! Where a runbook stands, and whether it is stuck.

use serde::{Deserialize, Serialize};

use crate::{
    Time,
    device::words,
    runbook::{Observed, Runbook, RunbookKind, StepId, WhoActs, steps},
};

words! {
    /// What to do about a step that nothing was seen of for too long.
    Stuck {
        /// Have IT look whether the device is on its way and assigned.
        CheckDelivery = "check-delivery",
        /// Sign in once with the backup; if it fails, add another while the old phone still works.
        TryTheBackup = "try-the-backup",
        /// Ask now, from any browser; the help desk can say how.
        AskNow = "ask-now",
        /// Ring the next approver in the chain, or IT.
        RingAnApprover = "ring-an-approver",
        /// Fetch the pass in the browser that asked before the approval ends; else ask again.
        UseThePass = "use-the-pass",
        /// The enrolment is over: fetch one more pass, or ask again.
        AskAgain = "ask-again",
        /// Sign in once with the new method; if it fails, it is not the one that was kept.
        SignInOnce = "sign-in-once",
        /// Remove what is left on the old device in the list of methods.
        RemoveTheOld = "remove-the-old",
        /// Set the new device up and name it in the portal, or call the help desk.
        SetUpTheDevice = "set-up-the-device",
        /// Add a passkey on the new device, and say that it lives there.
        AddAPasskey = "add-a-passkey",
    }
}

impl Stuck {
    const fn at(step: StepId) -> Self {
        match step {
            StepId::DevicePrepared => Stuck::CheckDelivery,
            StepId::BackupWorks => Stuck::TryTheBackup,
            StepId::Asked => Stuck::AskNow,
            StepId::Approved => Stuck::RingAnApprover,
            StepId::LetBackIn => Stuck::UseThePass,
            StepId::MethodAdded => Stuck::AskAgain,
            StepId::NewMethodWorks => Stuck::SignInOnce,
            StepId::OldMethodsGone => Stuck::RemoveTheOld,
            StepId::DeviceRegistered => Stuck::SetUpTheDevice,
            StepId::MethodOnDevice => Stuck::AddAPasskey,
        }
    }
}

/// Where a runbook stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "kebab-case")]
pub enum Standing {
    /// A step is to be done.
    At {
        /// The first that is not done.
        step: StepId,
        /// Who acts.
        who: WhoActs,
        /// Since when it is its turn.
        since: Time,
        /// What to do about it, if it has been its turn for too long.
        stuck: Option<Stuck>,
    },
    /// Every step is done.
    Finished {
        /// Since when.
        at: Time,
    },
}

/// Where a runbook stands now. Steps may be done out of order; its turn is the first that is not done, since the last of
/// those before it was.
pub fn standing(runbook: &Runbook, observed: &[Observed], now: Time) -> Standing {
    let mut since = runbook.began;
    for step in steps(runbook, observed) {
        if let Some(done) = step.done_at {
            since = since.max(done);
            continue;
        }
        let too_long = now.since(since) > step.stuck_after;
        // By oneself there is no approval that could end: the proofs are tried again, or somebody is asked.
        let what = match step.id {
            StepId::LetBackIn if runbook.kind == RunbookKind::LostOrBrokenPhone && runbook.has_backup => {
                Stuck::AskNow
            }
            id => Stuck::at(id),
        };
        return Standing::At { step: step.id, who: step.who, since, stuck: too_long.then_some(what) };
    }
    Standing::Finished { at: since }
}
