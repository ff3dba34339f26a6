//! Which kinds of method somebody may use, and which must exist, by role and ring.
//!
//! The policy holds a list of [`MethodRule`]s; the first that names the person's ring and role applies, else the first for
//! all rings, else the default. A rule may tighten R1 and never loosen it: [`MethodRule::clamped`].

use serde::{Deserialize, Serialize};

use crate::{
    device::words,
    method::{Home, MethodFacts, MethodKind, MethodState},
    policy::Policy,
};

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Kinds(u8);

impl Kinds {
    /// No kind.
    pub const NONE: Kinds = Kinds(0);
    /// Every kind.
    pub const ALL: Kinds = Kinds(0b1_1111);

    const fn bit(kind: MethodKind) -> u8 {
        match kind {
            MethodKind::Passkey => 1,
            MethodKind::SecurityKey => 2,
            MethodKind::AuthenticatorApp => 4,
            MethodKind::RecoveryCodes => 8,
            MethodKind::Phone => 16,
        }
    }

    /// Of a list; what is in it twice counts once.
    pub fn of(kinds: &[MethodKind]) -> Self {
        kinds.iter().fold(Self::NONE, |set, kind| set.with(*kind))
    }

    /// The same and this kind.
    #[must_use]
    pub const fn with(self, kind: MethodKind) -> Self {
        Self(self.0 | Self::bit(kind))
    }

    /// The same without this kind.
    #[must_use]
    pub const fn without(self, kind: MethodKind) -> Self {
        Self(self.0 & !Self::bit(kind))
    }

    /// Whether this kind is in it.
    pub const fn contains(self, kind: MethodKind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    /// Whether none is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each kind, strongest first.
    pub fn each(self) -> impl Iterator<Item = MethodKind> {
        MethodKind::ALL.iter().copied().filter(move |kind| self.contains(*kind))
    }
}

words! {
    /// What must exist.
    Requirement {
        /// A passkey or a security key.
        PhishingResistant = "phishing-resistant",
        /// A second one, which lives elsewhere than the first.
        SecondPhishingResistant = "second-phishing-resistant",
        /// One more method of any kind that counts, which lives elsewhere than a phishing-resistant one.
        OneMoreElsewhere = "one-more-elsewhere",
    }
}

/// What holds for the persons it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MethodRule {
    /// The ring that it is for; for all rings, if none is named.
    #[serde(default)]
    pub ring: Option<String>,
    /// Whether it is for privileged persons; else for the others.
    #[serde(default)]
    pub privileged: bool,
    /// The kinds that may be used.
    pub allowed: Vec<MethodKind>,
    /// What must exist.
    #[serde(default)]
    pub required: Vec<Requirement>,
}

impl MethodRule {
    /// What holds where a policy says nothing. Everyone: every kind, one phishing-resistant and one more elsewhere.
    /// Privileged: all but text and call, two phishing-resistant ones.
    pub fn default_for(privileged: bool) -> Self {
        let required = if privileged {
            vec![Requirement::PhishingResistant, Requirement::SecondPhishingResistant]
        } else {
            vec![Requirement::PhishingResistant, Requirement::OneMoreElsewhere]
        };
        Self { ring: None, privileged, allowed: MethodKind::ALL.to_vec(), required }.clamped()
    }

    /// The same inside the bounds of R1 and I10: privileged persons use no text or call and have two
    /// phishing-resistant methods, and nobody is left without a kind that signs in.
    #[must_use]
    pub fn clamped(mut self) -> Self {
        let mut kinds = Kinds::of(&self.allowed);
        if self.privileged {
            kinds = kinds.without(MethodKind::Phone);
            self.required.extend([Requirement::PhishingResistant, Requirement::SecondPhishingResistant]);
        }
        if !MethodKind::ALL.iter().any(|kind| kind.signs_in_alone() && kinds.contains(*kind)) {
            kinds = kinds.with(MethodKind::Passkey);
        }
        self.allowed = kinds.each().collect();
        self.required.sort_unstable();
        self.required.dedup();
        self
    }
}

/// Whom a rule is looked up for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct For<'a> {
    /// Their ring, if they are in one.
    pub ring: Option<&'a str>,
    /// Whether they are privileged.
    pub privileged: bool,
    /// Kinds that an exception allows them for now (R11); text and call stay out for privileged persons.
    pub excepted: Kinds,
}

/// The rule that applies; `None` if the policy says nothing about such persons.
fn rule<'p>(policy: &'p Policy, person: For<'_>) -> Option<&'p MethodRule> {
    let of_role = || policy.methods.iter().filter(|rule| rule.privileged == person.privileged);
    let own = || of_role().find(|rule| rule.ring.is_some() && rule.ring.as_deref() == person.ring);
    own().or_else(|| of_role().find(|rule| rule.ring.is_none()))
}

/// The kinds that a person may use. It is the same for everybody with the same ring, role and exceptions, so whoever asks
/// for many persons keeps it.
pub fn kinds(policy: &Policy, person: For<'_>) -> Kinds {
    let mut kinds =
        rule(policy, person).map_or(Kinds::ALL, |rule| Kinds::of(&rule.allowed)).0 | person.excepted.0;
    if person.privileged {
        kinds &= !Kinds::bit(MethodKind::Phone);
    }
    Kinds(kinds)
}

/// The kinds that the policy lets somebody or other use, whoever it is: what a page for strangers may offer.
pub fn kinds_of_anybody(policy: &Policy) -> Kinds {
    let rings = policy.methods.iter().map(|rule| rule.ring.as_deref());
    rings
        .chain([None])
        .flat_map(|ring| [false, true].map(|privileged| For { ring, privileged, excepted: Kinds::NONE }))
        .fold(Kinds::NONE, |all, person| Kinds(all.0 | kinds(policy, person).0))
}

words! {
    /// Why a kind of method may not be added or used.
    NotAllowed {
        /// Text and call never count for a privileged person (R1).
        CountsForNothing = "counts-for-nothing",
        /// The policy leaves it out for this role and ring.
        ByPolicy = "by-policy",
        /// Text and call are never the only method.
        NeverAlone = "never-alone",
    }
}

/// Whether a person may add a method of this kind. `methods` are theirs as they are now.
///
/// # Errors
/// [`NotAllowed`] says why not.
pub fn allowed(
    policy: &Policy,
    person: For<'_>,
    kind: MethodKind,
    methods: &[MethodFacts],
) -> Result<(), NotAllowed> {
    if person.privileged && !kind.counts_for_privileged() {
        return Err(NotAllowed::CountsForNothing);
    }
    if !kinds(policy, person).contains(kind) {
        return Err(NotAllowed::ByPolicy);
    }
    let others = methods.iter().any(|one| one.state != MethodState::Removed && !one.kind.is_weak());
    if kind.is_weak() && !others { Err(NotAllowed::NeverAlone) } else { Ok(()) }
}

/// Whether two methods live apart, so that one loss does not take both. Two methods of one account live together; what
/// nobody placed may be anywhere, so it is apart from nothing; something of its own is apart from all else.
fn apart(one: &MethodFacts, other: &MethodFacts) -> bool {
    match (&one.home, &other.home) {
        (Home::Unknown, _) | (_, Home::Unknown) => false,
        (Home::Itself, _) | (_, Home::Itself) => true,
        (Home::Device(one), Home::Device(other)) => one != other,
        (Home::Account { account: one, .. }, Home::Account { account: other, .. }) => one != other,
        (Home::Account { devices, .. }, Home::Device(on))
        | (Home::Device(on), Home::Account { devices, .. }) => devices.iter().any(|named| named != on),
    }
}

/// What must exist and does not, in the order it is best put right. Suspended methods and kinds that may not be used count
/// for nothing.
pub fn missing(policy: &Policy, person: For<'_>, methods: &[MethodFacts]) -> Vec<Requirement> {
    let kinds = kinds(policy, person);
    let counted: Vec<&MethodFacts> = methods
        .iter()
        .filter(|method| method.state == MethodState::Active && kinds.contains(method.kind))
        .collect();
    let strong = || counted.iter().filter(|method| method.kind.resists_phishing());
    let beside = |other: &dyn Fn(&MethodFacts) -> bool| {
        strong().any(|one| counted.iter().any(|two| one.id != two.id && other(two) && apart(one, two)))
    };
    let met = |requirement: Requirement| match requirement {
        Requirement::PhishingResistant => strong().next().is_some(),
        Requirement::SecondPhishingResistant => beside(&|two| two.kind.resists_phishing()),
        Requirement::OneMoreElsewhere => beside(&|_| true),
    };
    let of_default;
    let required = match rule(policy, person) {
        Some(rule) => &rule.required,
        None => {
            of_default = MethodRule::default_for(person.privileged);
            &of_default.required
        }
    };
    required.iter().copied().filter(|requirement| !met(*requirement)).collect()
}

#[cfg(test)]
mod tests;
