//! What a new method is called when its owner gives it no name of their own.

use contract::FinishCeremony;
use domain::{aaguid::Aaguid, machine::Machine, method::MethodKind};
use words::{Language, Words};

use crate::Visitor;

/// Characters of a name.
const LONGEST: usize = 80;

/// A name as typed, without what cannot be shown.
pub(crate) fn tidy(name: &str) -> String {
    name.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

impl Visitor {
    /// What the caller's browser runs on.
    pub(crate) fn machine(&self) -> Machine {
        Machine::of(&self.arrival.browser)
    }

    /// A name as typed, or the kind's own in the caller's language.
    pub(crate) fn name_of(&self, given: &str, kind: MethodKind) -> String {
        let given = tidy(given);
        if !given.is_empty() {
            return given;
        }
        let words = Words::of(Language::from_code(&self.arrival.language).unwrap_or_default());
        // What the kind is called says that it is weak; a name need not.
        let key = match kind {
            MethodKind::Phone => "backups-phone-plain".to_owned(),
            kind => format!("method-{}", kind.word()),
        };
        words.get(&key, &[])
    }

    /// The name of a method that was just registered. A name that only says what this browser runs on fits no passkey that
    /// went to another device, so it counts as none there. What went elsewhere is called what it calls itself, if that is
    /// publicly known.
    pub(crate) fn method_name(
        &self,
        finish: &FinishCeremony,
        kind: MethodKind,
        aaguid: Option<Aaguid>,
    ) -> String {
        let words = Words::of(Language::from_code(&self.arrival.language).unwrap_or_default());
        let here = words.get(&format!("machine-{}", self.machine().word()), &[]);
        let attached = finish.credential.get("authenticatorAttachment").and_then(serde_json::Value::as_str);
        let elsewhere = attached == Some("cross-platform") || kind == MethodKind::SecurityKey;
        let given = tidy(&finish.name);
        if !(given.is_empty() || elsewhere && given == here) {
            return given;
        }
        match aaguid.and_then(Aaguid::name) {
            Some(name) if elsewhere || self.machine() == Machine::Unknown => return name.to_owned(),
            _ => {}
        }
        match (kind, elsewhere) {
            (MethodKind::Passkey, true) => words.get("machine-phone-elsewhere", &[]),
            (MethodKind::Passkey, false) => here,
            (kind, _) => words.get(&format!("method-{}", kind.word()), &[]),
        }
    }
}
