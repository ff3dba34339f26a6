//! Who approves: choosing, pinning and going up (R3).
//!
//! [`act`] says what somebody may do to a request, [`second`] when two must approve and whether two suffice.

use serde::{Deserialize, Serialize};

use crate::{PersonId, Time, person::Role, policy::Policy, strength::settling_until};

pub mod act;
pub mod second;

/// How far up a chain of managers is walked. A directory may hold a chain that is longer, or a loop.
pub const MOST_MANAGERS: u8 = 16;

/// What the rules need to know of somebody who might approve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApproverFacts {
    /// Who.
    pub id: PersonId,
    /// Whether the directory has them enabled.
    pub enabled: bool,
    /// Whether they hold a passkey, or a security key with user verification, that works.
    pub has_passkey: bool,
    /// Their roles.
    pub roles: Vec<Role>,
    /// When they were last let back in themselves, if ever.
    pub let_back_in: Option<Time>,
    /// When the asker last approved a request of theirs, if ever (I03).
    pub helped_by_asker: Option<Time>,
    /// Their own manager.
    pub manager: Option<PersonId>,
}

/// Whom a request is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// Who.
    pub id: PersonId,
    /// Whether they hold a role, here or in the connected directory.
    pub privileged: bool,
    /// Their manager now.
    pub manager: Option<PersonId>,
}

impl Asker {
    /// The role that decides where there is nobody in the chain.
    pub const fn role(&self) -> Role {
        if self.privileged { Role::Security } else { Role::It }
    }
}

/// In which place somebody acts on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum As {
    /// The direct manager.
    Manager,
    /// A manager further up: 1 is the manager's manager.
    Chain(u8),
    /// Somebody of `it`.
    It,
    /// Somebody of `security`.
    Security,
    /// The person who asked; they can only withdraw.
    Asker,
}

impl As {
    /// The word for the record; how far up is left out.
    pub const fn word(self) -> &'static str {
        match self {
            As::Manager => "manager",
            As::Chain(_) => "chain",
            As::It => "it",
            As::Security => "security",
            As::Asker => "asker",
        }
    }

    const fn at(depth: u8) -> Self {
        if depth == 0 { As::Manager } else { As::Chain(depth) }
    }

    /// How far up the chain; `None` for a role and for the asker.
    const fn depth(self) -> Option<u8> {
        match self {
            As::Manager => Some(0),
            As::Chain(depth) => Some(depth),
            As::It | As::Security | As::Asker => None,
        }
    }
}

/// Who was chosen at the time of asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pinned {
    /// A manager: the direct one or one further up.
    Person(PersonId, As),
    /// Nobody in the chain can: whoever holds this role, `it` or (privileged) `security`.
    Role(Role),
}

/// Who is asked as well, because nobody decided in time or a second approver is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlsoAsked {
    /// The next in the chain who can act, and how far up.
    pub chain: Option<(PersonId, u8)>,
    /// The role on call.
    pub role: Role,
}

/// Why somebody cannot approve anything for this asker, whatever their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotApprove {
    /// It is their own request (I03).
    Own,
    /// Their account is disabled.
    Disabled,
    /// They hold no passkey that works.
    NoPasskey,
    /// They were let back in not long ago (R1).
    Settling {
        /// From when on they may.
        until: Time,
    },
    /// The asker approved for them within the look-back (I03): refused outright.
    ApprovedForEachOther,
}

/// Whether the asker approved for this approver within the look-back, to the millisecond.
pub fn approved_for_each_other(helped_by_asker: Option<Time>, now: Time, policy: &Policy) -> bool {
    helped_by_asker.is_some_and(|at| now.since(at) < policy.look_back)
}

/// Whether somebody could approve for this asker at all.
///
/// # Errors
/// [`CannotApprove`] names the first reason why not.
pub fn able(
    actor: &ApproverFacts,
    asker: &PersonId,
    now: Time,
    policy: &Policy,
) -> Result<(), CannotApprove> {
    if actor.id == *asker {
        Err(CannotApprove::Own)
    } else if !actor.enabled {
        Err(CannotApprove::Disabled)
    } else if !actor.has_passkey {
        Err(CannotApprove::NoPasskey)
    } else if let Some(until) = settling_until(actor.let_back_in, now, policy) {
        Err(CannotApprove::Settling { until })
    } else if approved_for_each_other(actor.helped_by_asker, now, policy) {
        Err(CannotApprove::ApprovedForEachOther)
    } else {
        Ok(())
    }
}

/// The managers above the asker, nearest first, with their depth. It ends at a missing or unknown manager, at the first
/// who comes up again, and after [`MOST_MANAGERS`].
fn managers(
    asker: &Asker,
    lookup: impl Fn(&PersonId) -> Option<ApproverFacts>,
) -> impl Iterator<Item = (u8, ApproverFacts)> {
    let mut seen: Vec<PersonId> = Vec::new();
    let mut next = asker.manager.clone();
    (0..MOST_MANAGERS).map_while(move |depth| {
        let id = next.take().filter(|id| !seen.contains(id))?;
        let facts = lookup(&id)?;
        seen.push(id);
        next.clone_from(&facts.manager);
        Some((depth, facts))
    })
}

/// Chooses the approver at the time of asking (R3): the manager if able, else the next such up the chain, else the role.
///
/// `lookup` gives facts about a person as they are now; `None` for somebody unknown.
pub fn pin(
    asker: &Asker,
    lookup: impl Fn(&PersonId) -> Option<ApproverFacts>,
    now: Time,
    policy: &Policy,
) -> Pinned {
    managers(asker, lookup)
        .find(|(_, facts)| able(facts, &asker.id, now, policy).is_ok())
        .map_or(Pinned::Role(asker.role()), |(depth, facts)| Pinned::Person(facts.id, As::at(depth)))
}

/// Who is pinned now: the same, or the role if that approver left, is no longer at that place above the asker, or
/// cannot approve any more. Never silently the new manager (R3). Whoever becomes privileged meanwhile goes from `it` to
/// `security`.
pub fn still_pinned(
    pinned: &Pinned,
    asker: &Asker,
    lookup: impl Fn(&PersonId) -> Option<ApproverFacts>,
    now: Time,
    policy: &Policy,
) -> Pinned {
    let Pinned::Person(id, place) = pinned else { return Pinned::Role(asker.role()) };
    let holds = managers(asker, lookup).any(|(depth, facts)| {
        facts.id == *id && As::at(depth) == *place && able(&facts, &asker.id, now, policy).is_ok()
    });
    if holds { pinned.clone() } else { Pinned::Role(asker.role()) }
}

/// Who is asked as well: from one hour without a decision on, and at once when one of two has approved (R3).
///
/// `None` before that. Nothing here ever decides: silence never approves.
pub fn also_asked(
    pinned: &Pinned,
    asker: &Asker,
    lookup: impl Fn(&PersonId) -> Option<ApproverFacts>,
    asked: Time,
    half_approved: bool,
    now: Time,
    policy: &Policy,
) -> Option<AlsoAsked> {
    if !half_approved && now.since(asked) < policy.escalate_after {
        return None;
    }
    let above = match pinned {
        Pinned::Person(_, place) => place.depth(),
        // The chain held nobody at the time of asking, or the pinned one left it: then it is the role's.
        Pinned::Role(_) => None,
    };
    let chain = above.and_then(|above| {
        managers(asker, lookup)
            .find(|(depth, facts)| *depth > above && able(facts, &asker.id, now, policy).is_ok())
            .map(|(depth, facts)| (facts.id, depth))
    });
    Some(AlsoAsked { chain, role: asker.role() })
}

#[cfg(test)]
mod tests;
