//! How an approver may reach somebody, and which number counts (R4).

use serde::{Deserialize, Serialize};

use crate::{
    ContactId, DeviceId,
    device::{Platform, words},
    person::ContactKind,
};

/// An address or number on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFacts {
    /// Which.
    pub id: ContactId,
    /// Its kind.
    pub kind: ContactKind,
    /// The device that it is known to ring on, if any.
    pub on_device: Option<DeviceId>,
}

/// What the approver picked as the device that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// This registered device.
    Device {
        /// Which.
        id: DeviceId,
        /// What it runs.
        platform: Platform,
    },
    /// "None of these, or not sure": then any phone may be the one.
    NotSure,
}

words! {
    /// Whether a call to a number can count (R4). Each may be tried.
    NumberStanding {
        /// It rings somewhere else than on the lost device.
        Elsewhere = "elsewhere",
        /// It rings on the lost device.
        OnLostDevice = "on-lost-device",
        /// A mobile number not known to be elsewhere: it counts as being on the person's only phone.
        OnOnlyPhone = "on-only-phone",
    }
}

impl NumberStanding {
    /// Whether a call-back there can be evidence.
    pub const fn counts(self) -> bool {
        matches!(self, NumberStanding::Elsewhere)
    }
}

/// A way to reach the person that the approver's screen gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Means {
    /// A number, whole and to be tapped.
    Call {
        /// Which.
        contact: ContactId,
        /// Whether it can count; it may be tried in any case.
        standing: NumberStanding,
    },
    /// Live video; offered where there is a photo on record to hold the badge against.
    LiveVideo,
    /// Meeting in person.
    InPerson,
}

/// Where a number stands if that device is gone; `None` for what is no number.
///
/// What the asker says happened plays no part. A mobile number is safe only if it is known to ring on another device, or
/// if the device that is gone is no phone.
pub fn standing(contact: &ContactFacts, gone: &Gone) -> Option<NumberStanding> {
    let mobile = match contact.kind {
        ContactKind::Mail => return None,
        ContactKind::Mobile => true,
        ContactKind::Landline => false,
    };
    Some(match (gone, &contact.on_device) {
        (Gone::Device { id, .. }, Some(on)) if id == on => NumberStanding::OnLostDevice,
        (Gone::Device { .. }, Some(_)) => NumberStanding::Elsewhere,
        (Gone::Device { platform, .. }, None) if mobile && may_be_a_phone(*platform) => {
            NumberStanding::OnOnlyPhone
        }
        // Not sure: a number that rings on any registered device may ring on the one that is gone.
        (Gone::NotSure, Some(_)) => NumberStanding::OnLostDevice,
        (Gone::NotSure, None) if mobile => NumberStanding::OnOnlyPhone,
        _ => NumberStanding::Elsewhere,
    })
}

/// "Other" may be anything, so it may be a phone.
const fn may_be_a_phone(platform: Platform) -> bool {
    platform.is_handheld() || matches!(platform, Platform::Other)
}

/// The ways to reach somebody, the ones that count first. Meeting in person is always one.
pub fn means_offered(contacts: &[ContactFacts], gone: &Gone, photo_on_record: bool) -> Vec<Means> {
    let mut calls: Vec<(bool, Means)> = contacts
        .iter()
        .filter_map(|contact| {
            let standing = standing(contact, gone)?;
            Some((!standing.counts(), Means::Call { contact: contact.id.clone(), standing }))
        })
        .collect();
    calls.sort_by_key(|(tried_only, _)| *tried_only);
    let mut means = vec![Means::InPerson];
    if photo_on_record {
        means.push(Means::LiveVideo);
    }
    means.extend(calls.into_iter().map(|(_, call)| call));
    means
}
