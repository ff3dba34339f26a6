//! What an approver has recorded so far: the JSON in `review.document`.

use domain::{
    ContactId, DeviceId, RequestId, Time,
    evidence::{Check, Gone, Means},
    match_code::Fingerprint,
    statement::Says,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Fault, people::Device, requests::Review};

/// The device that the approver picked as gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Picked {
    /// This one.
    Device(DeviceId),
    /// "None of these, or not sure".
    NotSure,
}

impl Picked {
    pub(crate) const fn device(&self) -> Option<&DeviceId> {
        match self {
            Picked::Device(id) => Some(id),
            Picked::NotSure => None,
        }
    }

    /// As the rules see it; a device that is no longer on record counts as not sure.
    pub(crate) fn gone(&self, devices: &[Device]) -> Gone {
        self.device()
            .and_then(|id| devices.iter().find(|device| device.id == *id))
            .map_or(Gone::NotSure, |device| Gone::Device { id: device.id.clone(), platform: device.platform })
    }
}

/// How the approver reached the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Way {
    /// By calling this number.
    Call(ContactId),
    /// By live video, with badge.
    Video,
    /// In person.
    InPerson,
}

impl Way {
    /// Reads what the form sends: `call:CONTACT`, `video`, `in-person`.
    pub(crate) fn read(sent: &str) -> Option<Self> {
        match sent {
            "video" => Some(Way::Video),
            "in-person" => Some(Way::InPerson),
            other => ContactId::parse(other.strip_prefix("call:")?).ok().map(Way::Call),
        }
    }

    /// What the form sends.
    pub(crate) fn value(&self) -> String {
        match self {
            Way::Call(contact) => format!("call:{contact}"),
            Way::Video => "video".to_owned(),
            Way::InPerson => "in-person".to_owned(),
        }
    }

    /// Its kind.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Way::Call(_) => "call",
            Way::Video => "video",
            Way::InPerson => "in-person",
        }
    }

    /// Whether the person was seen.
    pub(crate) const fn sees(&self) -> bool {
        matches!(self, Way::Video | Way::InPerson)
    }

    /// The means that the rules know it by.
    pub(crate) fn of(means: &Means) -> Self {
        match means {
            Means::Call { contact, .. } => Way::Call(contact.clone()),
            Means::LiveVideo => Way::Video,
            Means::InPerson => Way::InPerson,
        }
    }

    /// The check that it is. `first_binding` says that it is somebody new, near their start date.
    pub(crate) fn check(&self, first_binding: bool) -> Check {
        match self {
            Way::Call(contact) => Check::CallBack { contact: contact.clone() },
            Way::Video => Check::LiveVideoWithBadge,
            Way::InPerson if first_binding => Check::FirstBindingInPerson,
            Way::InPerson => Check::InPerson,
        }
    }
}

/// The right code was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Matched {
    /// When.
    pub(crate) at: Time,
    /// Which request it picked.
    pub(crate) request: RequestId,
    /// The key that the code was computed from; another one in the row later is a swap (R5).
    pub(crate) key: Fingerprint,
}

/// How the review ended, as far as this approver's own doing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum EndedBy {
    Approved,
    HalfApproved,
    Denied,
    Reported,
    WrongCodes,
}

/// Where a review stands. Steps only go forward, so what is recorded at one is not rewritten after the next was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum At {
    Device,
    Reach,
    Says,
    Compare,
    Code,
    Decide,
}

impl At {
    /// The word of the step in the form.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            At::Device => "device",
            At::Reach => "reach",
            At::Says => "says",
            At::Compare => "compare",
            At::Code => "code",
            At::Decide => "decide",
        }
    }
}

/// The document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Document {
    /// The spoken request that it is about, decided when the review begins: then there is no code.
    pub(crate) spoken: Option<RequestId>,
    pub(crate) device: Option<Picked>,
    pub(crate) reached: Option<Way>,
    pub(crate) says: Option<Says>,
    /// When the request's own values were shown: after what the person says was recorded, never before (R4).
    pub(crate) revealed: Option<Time>,
    /// When the approver had compared them.
    pub(crate) compared: Option<Time>,
    pub(crate) code: Option<Matched>,
    pub(crate) ended: Option<EndedBy>,
}

impl Document {
    pub(crate) fn of(review: &Review) -> Result<Self, Fault> {
        serde_json::from_str(&review.document).map_err(|_| Fault::inconsistent("review.document"))
    }

    pub(crate) fn text(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(|_| Fault::inconsistent("review.document"))
    }

    /// The step that is to be answered now.
    pub(crate) const fn at(&self) -> At {
        if self.device.is_none() {
            At::Device
        } else if self.reached.is_none() {
            At::Reach
        } else if self.says.is_none() || self.revealed.is_none() {
            At::Says
        } else if self.compared.is_none() {
            At::Compare
        } else if self.spoken.is_none() && self.code.is_none() {
            At::Code
        } else {
            At::Decide
        }
    }

    /// Whether it is about a spoken request.
    pub(crate) const fn is_spoken(&self) -> bool {
        self.spoken.is_some()
    }

    /// How many steps there are.
    pub(crate) const fn steps(&self) -> u32 {
        if self.spoken.is_some() { 5 } else { 6 }
    }

    /// The number of a step, from 1.
    pub(crate) const fn number(&self, at: At) -> u32 {
        match at {
            At::Device => 1,
            At::Reach => 2,
            At::Says => 3,
            At::Compare => 4,
            At::Code => 5,
            At::Decide => self.steps(),
        }
    }

    /// The request that is decided on, once that is known.
    pub(crate) fn request(&self) -> Option<&RequestId> {
        self.spoken.as_ref().or_else(|| self.code.as_ref().map(|code| &code.request))
    }

    /// SHA-256 in hexadecimal digits over what was recorded, field by field in this order.
    pub(crate) fn digest(&self) -> Result<String, Fault> {
        Ok(data_encoding::HEXLOWER.encode(&Sha256::digest(self.text()?)))
    }
}

/// What the approver's passkey signs over, by its digest in the challenge (R5): exactly these bytes, kept in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decided {
    /// Version of this form.
    pub(crate) v: u32,
    /// Which request.
    pub(crate) request: RequestId,
    /// Fingerprint of the asking browser's key; `spoken` where there is none.
    pub(crate) key: String,
    /// What is decided.
    pub(crate) decision: String,
    /// Who decides.
    pub(crate) approver: domain::PersonId,
    /// About whom.
    pub(crate) person: domain::PersonId,
    /// Digest of the review's document as it stood.
    pub(crate) recorded: String,
}

/// What a decision's ceremony remembers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Purpose {
    /// The review.
    pub(crate) review: String,
    /// Base64url of the 32 random bytes in the challenge.
    pub(crate) nonce: String,
    /// JSON of [`Decided`], the very bytes in the challenge.
    pub(crate) decided: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_come_in_their_order_and_a_spoken_one_has_no_code() {
        let says =
            Says { asked_just_now: true, what: None, on_what: None, browser: None, place: String::new() };
        let mut document = Document::default();
        assert_eq!(document.at(), At::Device);
        document.device = Some(Picked::NotSure);
        assert_eq!(document.at(), At::Reach);
        document.reached = Some(Way::Video);
        assert_eq!(document.at(), At::Says);
        document.says = Some(says);
        assert_eq!(document.at(), At::Says, "nothing is compared before it was revealed");
        document.revealed = Some(Time(1));
        assert_eq!(document.at(), At::Compare);
        document.compared = Some(Time(2));
        assert_eq!((document.at(), document.number(At::Code), document.steps()), (At::Code, 5, 6));
        document.spoken = Some(RequestId::stored("r"));
        assert_eq!((document.at(), document.number(At::Decide), document.steps()), (At::Decide, 5, 5));
        assert_eq!(Document::of_text(&document.text().unwrap()), document);
    }

    #[test]
    fn ways_are_read_back_from_what_the_form_sends() {
        let contact = ContactId::parse("0123456789abcdefghjkmnpqrs").unwrap();
        for way in [Way::Video, Way::InPerson, Way::Call(contact)] {
            assert_eq!(Way::read(&way.value()), Some(way));
        }
        for other in ["", "call", "call:", "call:x", "text"] {
            assert_eq!(Way::read(other), None, "{other}");
        }
    }

    impl Document {
        fn of_text(text: &str) -> Self {
            serde_json::from_str(text).unwrap()
        }
    }
}
