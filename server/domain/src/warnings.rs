//! What an approver is warned of beside the request's own values (R3, R4).

use serde::{Deserialize, Serialize};

use crate::{
    ContactId, DeviceId, MethodId, Span, Time,
    approver::{approved_for_each_other, second::is_fresh_fact},
    method::{MethodFacts, MethodState},
    person::{ContactKind, Role},
    policy::Policy,
};

/// How long "was let back in not long ago" is said.
pub const RECENT: Span = Span::days(30);

/// A warning with what it rests on. Variants stand in order, most serious first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "warning", rename_all = "kebab-case")]
pub enum Warning {
    /// A method of the lost device was used since the ask: somebody holds the device, or it is not lost.
    LostMethodUsed {
        /// Which.
        method: MethodId,
        /// When it last worked.
        at: Time,
    },
    /// "This wasn't me" was said of this person's requests before.
    FrozenBefore {
        /// How often within [`Policy::second_freeze`].
        times: u32,
    },
    /// Asker and manager approved for each other within the look-back; that manager may not approve.
    ApproverPair {
        /// When the asker approved for the manager.
        at: Time,
    },
    /// The link to the manager is young.
    FreshManagerLink {
        /// Since when it has held.
        since: Time,
    },
    /// A role is young.
    FreshRole {
        /// Which.
        role: Role,
        /// Since when it has been held.
        since: Time,
    },
    /// A number is young.
    FreshNumber {
        /// Which.
        contact: ContactId,
        /// Since when it has been on record.
        since: Time,
    },
    /// A mail address is young.
    FreshAddress {
        /// Which.
        contact: ContactId,
        /// Since when it has been on record.
        since: Time,
    },
    /// Several asks are open or were made lately.
    RepeatedAsks {
        /// How many, this one included.
        count: u32,
    },
    /// The person was let back in not long ago.
    LetBackIn {
        /// When.
        at: Time,
    },
    /// The ask came from a network never seen with this person.
    NewNetwork,
    /// The ask came from a browser never seen with this person; on a borrowed computer that is to be expected.
    NewBrowser,
    /// The person is privileged: what is won here is worth more.
    Privileged,
}

impl Warning {
    /// The word for the record and the keys of the language files.
    pub const fn word(&self) -> &'static str {
        match self {
            Warning::LostMethodUsed { .. } => "lost-method-used",
            Warning::FrozenBefore { .. } => "frozen-before",
            Warning::ApproverPair { .. } => "approver-pair",
            Warning::FreshManagerLink { .. } => "fresh-manager-link",
            Warning::FreshRole { .. } => "fresh-role",
            Warning::FreshNumber { .. } => "fresh-number",
            Warning::FreshAddress { .. } => "fresh-address",
            Warning::RepeatedAsks { .. } => "repeated-asks",
            Warning::LetBackIn { .. } => "let-back-in",
            Warning::NewNetwork => "new-network",
            Warning::NewBrowser => "new-browser",
            Warning::Privileged => "privileged",
        }
    }
}

/// What warnings are drawn from.
#[derive(Debug, Clone, Copy)]
pub struct WarningFacts<'a> {
    /// When the request was asked.
    pub asked: Time,
    /// The device that the approver picked; `None` before that, and for "none of these, or not sure".
    pub lost: Option<&'a DeviceId>,
    /// All methods of the person.
    pub methods: &'a [MethodFacts],
    /// When this person's requests were frozen before.
    pub freezes: &'a [Time],
    /// When the asker last approved for their manager.
    pub helped_manager: Option<Time>,
    /// Since when the manager link has held.
    pub manager_link: Option<Time>,
    /// The person's roles and since when.
    pub roles: &'a [(Role, Time)],
    /// The person's addresses and numbers and since when.
    pub contacts: &'a [(ContactId, ContactKind, Time)],
    /// Asks for this person lately, this one included.
    pub asks: u32,
    /// When the person was last let back in.
    pub let_back_in: Option<Time>,
    /// Whether the network was seen with this person before.
    pub network_seen: bool,
    /// Whether the browser was seen with this person before.
    pub browser_seen: bool,
    /// Whether the person is privileged.
    pub privileged: bool,
}

/// All warnings, most serious first.
pub fn warnings(facts: &WarningFacts<'_>, now: Time, policy: &Policy) -> Vec<Warning> {
    let young = |since: Time| is_fresh_fact(since, now, policy);
    let mut found = Vec::new();
    // As long as no device is named, any may be the lost one.
    let on_lost = |method: &&MethodFacts| facts.lost.is_none_or(|lost| method.home.touches(lost));
    for method in facts.methods.iter().filter(|method| method.state != MethodState::Removed).filter(on_lost) {
        if let Some(at) = method.last_worked.filter(|at| *at >= facts.asked) {
            found.push(Warning::LostMethodUsed { method: method.id.clone(), at });
        }
    }
    let freezes = facts.freezes.iter().filter(|at| now.since(**at) < policy.second_freeze).count();
    if freezes > 0 {
        found.push(Warning::FrozenBefore { times: u32::try_from(freezes).unwrap_or(u32::MAX) });
    }
    if let Some(at) = facts.helped_manager.filter(|at| approved_for_each_other(Some(*at), now, policy)) {
        found.push(Warning::ApproverPair { at });
    }
    if let Some(since) = facts.manager_link.filter(|since| young(*since)) {
        found.push(Warning::FreshManagerLink { since });
    }
    for (role, since) in facts.roles.iter().copied().filter(|(_, since)| young(*since)) {
        found.push(Warning::FreshRole { role, since });
    }
    for (contact, kind, since) in facts.contacts.iter().filter(|(_, _, since)| young(*since)) {
        let (contact, since) = (contact.clone(), *since);
        found.push(match kind {
            ContactKind::Mail => Warning::FreshAddress { contact, since },
            ContactKind::Mobile | ContactKind::Landline => Warning::FreshNumber { contact, since },
        });
    }
    if facts.asks > 1 {
        found.push(Warning::RepeatedAsks { count: facts.asks });
    }
    if let Some(at) = facts.let_back_in.filter(|at| now.since(*at) < RECENT) {
        found.push(Warning::LetBackIn { at });
    }
    if !facts.network_seen {
        found.push(Warning::NewNetwork);
    }
    if !facts.browser_seen {
        found.push(Warning::NewBrowser);
    }
    if facts.privileged {
        found.push(Warning::Privileged);
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests;
