//! Runbooks: the ordered steps of a situation, each done when its event is seen and never because somebody ticked it.
//!
//! [`steps`] says which steps there are and which are done, [`standing`] where it stands and whether it is stuck. What
//! nothing can observe (iCloud Keychain on, assigned in Apple Business Manager) is [`Advice`] inside the next step that
//! can be. A step's being done depends on what was observed and on which device is the old one, not on kind or ownership;
//! so when an ownership is changed in the middle the steps are others and what is done stays done.

use serde::{Deserialize, Serialize};

use crate::{
    DeviceId, Time,
    device::{Ownership, Platform, words},
};

mod advice;
mod observed;
mod standing;
mod steps;

pub use advice::Advice;
pub use observed::{Observed, done_at};
pub use standing::{Standing, Stuck, standing};
pub use steps::{Step, StepId, WhoActs, steps};

words! {
    /// The situations.
    RunbookKind {
        /// A new phone while the old one still works.
        PlannedPhoneChange = "planned-phone-change",
        /// The phone is gone or broken.
        LostOrBrokenPhone = "lost-or-broken-phone",
        /// Somebody new and their first device.
        FirstDevice = "first-device",
    }
}

words! {
    /// Whose the new device is and what it is: steps and advice depend on it.
    Scenario {
        /// Own iPhone or iPad, personal Apple ID.
        OwnIphone = "own-iphone",
        /// The organisation's iPhone or iPad, managed, personal Apple ID.
        CompanyIphonePersonal = "company-iphone-personal",
        /// The organisation's iPhone or iPad, managed, Managed Apple ID.
        CompanyIphoneManaged = "company-iphone-managed",
        /// Own Android phone or tablet.
        OwnAndroid = "own-android",
        /// The organisation's Android phone or tablet.
        CompanyAndroid = "company-android",
        /// Anything else of one's own.
        OwnOther = "own-other",
        /// Anything else of the organisation's.
        CompanyOther = "company-other",
    }
}

impl Scenario {
    /// Of a device's platform and ownership.
    pub const fn of(platform: Platform, ownership: Ownership) -> Self {
        match (platform, ownership) {
            (Platform::Ios | Platform::Ipados, Ownership::Own) => Scenario::OwnIphone,
            (Platform::Ios | Platform::Ipados, Ownership::CompanyPersonalAccount) => {
                Scenario::CompanyIphonePersonal
            }
            (Platform::Ios | Platform::Ipados, Ownership::CompanyManagedAccount) => {
                Scenario::CompanyIphoneManaged
            }
            (Platform::Android, Ownership::Own) => Scenario::OwnAndroid,
            (Platform::Android, _) => Scenario::CompanyAndroid,
            (_, Ownership::Own) => Scenario::OwnOther,
            (_, _) => Scenario::CompanyOther,
        }
    }

    /// Whether the organisation prepares the device before it is handed over.
    pub const fn is_company(self) -> bool {
        !matches!(self, Scenario::OwnIphone | Scenario::OwnAndroid | Scenario::OwnOther)
    }

    /// Whether setting the device up needs a sign-in at the organisation before any device exists.
    pub const fn signs_in_during_set_up(self) -> bool {
        matches!(self, Scenario::CompanyIphoneManaged | Scenario::CompanyAndroid)
    }
}

/// One person's runbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Runbook {
    /// Which situation.
    pub kind: RunbookKind,
    /// Whose the new device is; may change in the middle.
    pub scenario: Scenario,
    /// When it began. What was observed before does not count, but for a device that was prepared.
    pub began: Time,
    /// The device that goes, if one is known.
    pub old_device: Option<DeviceId>,
    /// Whether at the beginning there was a method elsewhere than on the old device that gets the person back in by
    /// itself or with another ([`crate::readiness::Ready::ByYourself`] after its loss). Kept from then on.
    pub has_backup: bool,
}

#[cfg(test)]
mod tests;
