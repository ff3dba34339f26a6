//! What nothing can observe: advice inside the next step that can be.

use serde::{Deserialize, Serialize};

use crate::{
    device::words,
    runbook::{Runbook, RunbookKind, Scenario, StepId},
};

words! {
    /// What is to be thought of while doing a step, since nothing can observe it.
    Advice {
        /// Keep the old phone, with its screen lock, until the last step.
        KeepOldPhone = "keep-old-phone",
        /// The old phone itself adds the new one: it shows or scans the QR code. There is no other way but help.
        OldPhoneAddsNew = "old-phone-adds-new",
        /// Is iCloud Keychain on? Only then does the authenticator's data come back on the new iPhone.
        IcloudKeychainOn = "icloud-keychain-on",
        /// iCloud Keychain may be blocked on a managed iPhone: register anew instead of waiting for data.
        KeychainMayBeBlocked = "keychain-may-be-blocked",
        /// Is the device assigned in Apple Business Manager, and to the right management?
        AssignedInBusinessManager = "assigned-in-business-manager",
        /// Setting it up asks for the Managed Apple ID's sign-in before any device exists; the old phone approves it.
        OldPhoneApprovesSetUp = "old-phone-approves-set-up",
        /// The same, and there is no old phone: the pass is the sign-in.
        PassBridgesSetUp = "pass-bridges-set-up",
        /// The same after a loss: whatever was added on something else is the sign-in.
        OtherMethodBridgesSetUp = "other-method-bridges-set-up",
        /// Is the phone's backup to the Google account on?
        GoogleBackupOn = "google-backup-on",
        /// Is it in zero-touch or otherwise assigned to the organisation's management?
        AssignedInZeroTouch = "assigned-in-zero-touch",
        /// Authenticator apps do not move by themselves: export from the old one or register anew.
        MoveAuthenticatorByHand = "move-authenticator-by-hand",
        /// Have the provider block the card; use "find my" to lock the phone, not to wipe it yet.
        LockTheLostPhone = "lock-the-lost-phone",
        /// Any browser will do; not a borrowed one if there is another.
        AnyBrowser = "any-browser",
        /// The approver reaches the person another way than on the lost phone, or meets them.
        ReachThemElsewhere = "reach-them-elsewhere",
        /// Bring the badge; the first time is in person.
        InPersonWithBadge = "in-person-with-badge",
        /// Have the new device in hand, with its screen lock set.
        DeviceInHand = "device-in-hand",
        /// Add one more elsewhere: a security key or printed recovery codes.
        OneMoreElsewhere = "one-more-elsewhere",
        /// Wipe the old phone, or hand it back.
        WipeOrHandBack = "wipe-or-hand-back",
        /// Say which device the method lives on, else nothing can be seen.
        SayWhereItLives = "say-where-it-lives",
    }
}

/// The advice inside a step.
pub(super) fn advice(id: StepId, runbook: &Runbook) -> Vec<Advice> {
    let (kind, scenario) = (runbook.kind, runbook.scenario);
    let planned = kind == RunbookKind::PlannedPhoneChange;
    let apple = matches!(scenario, Scenario::CompanyIphonePersonal | Scenario::CompanyIphoneManaged);
    let mut advice = Vec::new();
    let mut add = |when: bool, one: Advice| {
        if when {
            advice.push(one);
        }
    };
    match id {
        StepId::DevicePrepared => {
            add(apple, Advice::AssignedInBusinessManager);
            add(scenario == Scenario::CompanyAndroid, Advice::AssignedInZeroTouch);
        }
        StepId::BackupWorks => add(planned, Advice::KeepOldPhone),
        StepId::Asked => {
            add(true, Advice::LockTheLostPhone);
            add(true, Advice::AnyBrowser);
        }
        StepId::Approved => {
            add(kind == RunbookKind::FirstDevice, Advice::InPersonWithBadge);
            add(kind == RunbookKind::LostOrBrokenPhone, Advice::ReachThemElsewhere);
        }
        StepId::LetBackIn => {
            add(kind == RunbookKind::LostOrBrokenPhone && runbook.has_backup, Advice::LockTheLostPhone);
            add(
                kind == RunbookKind::FirstDevice && scenario.signs_in_during_set_up(),
                Advice::PassBridgesSetUp,
            );
            add(true, Advice::DeviceInHand);
        }
        StepId::MethodAdded => add(true, Advice::DeviceInHand),
        StepId::DeviceRegistered => {
            // What comes over from an old phone: only where there is or was one.
            let had_one = kind != RunbookKind::FirstDevice;
            add(planned, Advice::KeepOldPhone);
            add(had_one && scenario == Scenario::OwnIphone, Advice::IcloudKeychainOn);
            add(had_one && apple, Advice::KeychainMayBeBlocked);
            add(had_one && scenario == Scenario::OwnAndroid, Advice::GoogleBackupOn);
            add(planned && scenario.signs_in_during_set_up(), Advice::OldPhoneApprovesSetUp);
            add(
                kind == RunbookKind::LostOrBrokenPhone && scenario.signs_in_during_set_up(),
                Advice::OtherMethodBridgesSetUp,
            );
        }
        StepId::MethodOnDevice => {
            add(planned && !runbook.has_backup, Advice::OldPhoneAddsNew);
            add(planned && scenario != Scenario::OwnIphone, Advice::MoveAuthenticatorByHand);
            add(true, Advice::SayWhereItLives);
        }
        StepId::NewMethodWorks => add(!runbook.has_backup, Advice::OneMoreElsewhere),
        StepId::OldMethodsGone => add(planned, Advice::WipeOrHandBack),
    }
    advice
}
