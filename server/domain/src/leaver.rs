//! Somebody leaves: what is done at once, and who is next in the chain.
//!
//! All of it happens in one transaction whose entry lists it; what lies outside (a directory, mail) is ordered there.
//! None of it is undone if they come back: they begin like somebody new.

use serde::{Deserialize, Serialize};

use crate::{
    EnrolmentId, MethodId, PassId, PersonId, RequestId,
    approver::MOST_MANAGERS,
    method::{MethodFacts, MethodState},
    person::Role,
};

/// Somebody in the chain of managers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Whether they are enabled and have not left.
    pub here: bool,
    /// Their own manager.
    pub manager: Option<PersonId>,
}

/// The next above `leaver` who is here, for somebody whom the leaver managed. `None` if there is nobody: then that
/// person has no manager, and IT decides for them (R3).
///
/// It ends at an unknown manager, at a loop, and after [`MOST_MANAGERS`]; nobody becomes their own manager. The new link
/// is as old as the day the leaver left, so for 14 days a second approver is needed (R3).
pub fn next_up(
    leaver: &PersonId,
    managed: &PersonId,
    lookup: impl Fn(&PersonId) -> Option<Link>,
) -> Option<PersonId> {
    let mut seen = vec![leaver.clone()];
    let mut next = lookup(leaver)?.manager;
    for _ in 0..MOST_MANAGERS {
        let id = next.take().filter(|id| !seen.contains(id))?;
        let link = lookup(&id)?;
        if link.here && id != *managed {
            return Some(id);
        }
        seen.push(id);
        next = link.manager;
    }
    None
}

/// An open request on which the leaver was to decide, or decided half of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    /// Which.
    pub request: RequestId,
    /// Whether the asker is privileged: then `security` takes over, else `it`.
    pub privileged_asker: bool,
}

/// What the leaver has at the moment of leaving.
#[derive(Debug, Clone, Copy)]
pub struct LeaverFacts<'a> {
    /// Who.
    pub id: &'a PersonId,
    /// Roles held here.
    pub roles: &'a [Role],
    /// Live sessions; they end together.
    pub sessions: u32,
    /// Live passes, theirs to use.
    pub passes: &'a [PassId],
    /// Open enrolments.
    pub enrolments: &'a [EnrolmentId],
    /// All methods.
    pub methods: &'a [MethodFacts],
    /// Open requests of their own.
    pub requests: &'a [RequestId],
    /// Open requests that they are pinned to, or approved the first half of.
    pub deciding: &'a [Deciding],
    /// The people they managed.
    pub managed: &'a [PersonId],
}

/// One thing that is done because somebody left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// Every session ends.
    EndSessions {
        /// How many.
        count: u32,
    },
    /// A pass ends.
    EndPass {
        /// Which.
        pass: PassId,
    },
    /// An enrolment ends.
    EndEnrolment {
        /// Which.
        enrolment: EnrolmentId,
    },
    /// A method is removed, suspended ones as well.
    RemoveMethod {
        /// Which.
        method: MethodId,
    },
    /// A request of theirs is withdrawn (R6: person left).
    WithdrawRequest {
        /// Which.
        request: RequestId,
    },
    /// A request waits for whoever holds this role: what was pinned never goes silently to a new manager (R3). If the
    /// leaver had approved half of it, that half no longer counts.
    HandOver {
        /// Which.
        request: RequestId,
        /// To whom.
        to: Role,
    },
    /// Somebody they managed gets the next in the chain as manager.
    NewManager {
        /// Who.
        person: PersonId,
        /// The new manager; `None` if there is nobody above: IT is told.
        manager: Option<PersonId>,
    },
    /// A role held here ends.
    EndRole {
        /// Which.
        role: Role,
    },
}

/// What is done at once, in the order the report lists it: first everything that lets the leaver in or act, then what
/// others need. Doing it a second time finds nothing left.
pub fn acts(facts: &LeaverFacts<'_>, lookup: impl Fn(&PersonId) -> Option<Link>) -> Vec<Act> {
    let mut acts = Vec::new();
    if facts.sessions > 0 {
        acts.push(Act::EndSessions { count: facts.sessions });
    }
    acts.extend(facts.passes.iter().map(|pass| Act::EndPass { pass: pass.clone() }));
    acts.extend(facts.enrolments.iter().map(|enrolment| Act::EndEnrolment { enrolment: enrolment.clone() }));
    acts.extend(facts.roles.iter().map(|role| Act::EndRole { role: *role }));
    let there = facts.methods.iter().filter(|method| method.state != MethodState::Removed);
    acts.extend(there.map(|method| Act::RemoveMethod { method: method.id.clone() }));
    acts.extend(facts.requests.iter().map(|request| Act::WithdrawRequest { request: request.clone() }));
    acts.extend(facts.deciding.iter().map(|one| {
        let to = if one.privileged_asker { Role::Security } else { Role::It };
        Act::HandOver { request: one.request.clone(), to }
    }));
    acts.extend(facts.managed.iter().map(|person| Act::NewManager {
        person: person.clone(),
        manager: next_up(facts.id, person, &lookup),
    }));
    acts
}

#[cfg(test)]
mod tests;
