//! Steps and ways back in, in words.

use contract::{Words, methods::Standing, readiness::Step};
use domain::{
    ContactId, DeviceId, MethodId,
    method::MethodKind,
    readiness::{NextStep, Ready, Way, With},
};
use store::{
    methods::Method,
    people::{Contact, Device},
};

/// The heading.
pub(crate) const fn standing(ready: Ready) -> Standing {
    match ready {
        Ready::ByYourself => Standing::ByYourself,
        Ready::WithHelp => Standing::WithHelp,
        Ready::NotAtAll => Standing::NotAtAll,
    }
}

/// What names stand for ids in.
pub(crate) struct Names<'a> {
    pub(crate) devices: &'a [Device],
    pub(crate) methods: &'a [Method],
    pub(crate) contacts: &'a [Contact],
}

impl Names<'_> {
    fn device(&self, id: &DeviceId) -> &str {
        self.devices.iter().find(|one| one.id == *id).map_or("", |one| one.name.as_str())
    }
    fn method(&self, id: &MethodId) -> &str {
        self.methods.iter().find(|one| one.id == *id).map_or("", |one| one.name.as_str())
    }
    /// What a number is called, else the number: it is their own.
    fn contact(&self, id: &ContactId) -> &str {
        let found = self.contacts.iter().find(|one| one.id == *id);
        found.map_or("", |one| if one.label.is_empty() { one.value.as_str() } else { one.label.as_str() })
    }

    /// A step, and where it is taken.
    pub(crate) fn step(&self, next: &NextStep) -> Step {
        let path = match next {
            NextStep::PasskeyOn { .. } | NextStep::SecurityKey | NextStep::AnotherDevice => {
                Some("/methods/add")
            }
            NextStep::RecoveryCodes => Some("/methods/add/codes"),
            NextStep::AuthenticatorAppOn { .. } => Some("/methods/add/app"),
            NextStep::PhoneElsewhere => Some("/methods/add/phone"),
            NextStep::NameManager | NextStep::NumberOnRecord => None,
        };
        let words = Words::of(format!("ready-step-{}", next.word()));
        let words = match next.device() {
            Some(device) => words.with("device", self.device(device)),
            None => words,
        };
        Step { words, path: path.map(str::to_owned) }
    }

    /// A way back in.
    pub(crate) fn way(&self, way: &Way<'_>) -> Words {
        match way {
            Way::Passkey { method, on: Some(on) } => Words::of("ready-way-passkey-on")
                .with("method", self.method(method))
                .with("device", self.device(on)),
            Way::Passkey { method, on: None } => {
                Words::of("ready-way-passkey").with("method", self.method(method))
            }
            Way::SecurityKey { method } => {
                Words::of("ready-way-security-key").with("method", self.method(method))
            }
            Way::TwoKinds { first, second } => Words::of(match (first, second) {
                (MethodKind::AuthenticatorApp, MethodKind::RecoveryCodes) => "ready-way-app-and-codes",
                (MethodKind::AuthenticatorApp, _) => "ready-way-app-and-phone",
                _ => "ready-way-codes-and-phone",
            }),
            Way::Approved { with, by } => {
                let words = Words::of(format!("ready-way-{}", with.word())).with("by", by.word());
                match with {
                    With::Call { contact } => words.with("number", self.contact(contact)),
                    _ => words,
                }
            }
        }
    }
}

/// Words in a language, for what is sent or said outside a page.
pub(crate) fn say(language: &str, said: &Words) -> String {
    let language = ::words::Language::from_code(language).unwrap_or_default();
    let args: Vec<_> = said.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    ::words::Words::of(language).get(&said.key, &args)
}
