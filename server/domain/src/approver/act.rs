//! What somebody may do to a request (R1, R3, R6, I03).

use serde::{Deserialize, Serialize};

use super::{
    AlsoAsked, ApproverFacts, As, CannotApprove, Pinned, able,
    second::{Decider, pair_complete},
};
use crate::{PersonId, Time, device::words, person::Role, policy::Policy};

words! {
    /// What is done to a request.
    Action {
        /// Approve it, as the only one or as one of two.
        Approve = "approve",
        /// Deny it; one denial ends it.
        Deny = "deny",
        /// Report it: denied, and `security` told.
        Report = "report",
        /// Take it back.
        Withdraw = "withdraw",
        /// Lift a freeze, or end the frozen request.
        DecideFreeze = "decide-freeze",
    }
}

/// Where a request stands, as far as acting on it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage<'a> {
    /// Nobody has decided.
    Asked,
    /// One of two approved.
    HalfApproved(&'a Decider),
    /// Approved by these and not over: approved, redeemed or enrolled.
    Approved(&'a [Decider]),
    /// Stopped by "This wasn't me".
    Frozen,
    /// Denied, closed, expired or withdrawn.
    Over,
}

/// The request, as the rules of acting see it.
#[derive(Debug, Clone, Copy)]
pub struct RequestFacts<'a> {
    /// Who asked.
    pub asker: &'a PersonId,
    /// Whether the asker's account is enabled now.
    pub asker_enabled: bool,
    /// Whether the asker is privileged now.
    pub privileged: bool,
    /// Who is pinned now ([`super::still_pinned`]).
    pub pinned: &'a Pinned,
    /// Who is asked as well now ([`super::also_asked`]).
    pub also: Option<&'a AlsoAsked>,
    /// Where it stands.
    pub stage: Stage<'a>,
    /// Whether `security` decides this person's requests, after a second freeze (R7).
    pub security_decides: bool,
}

words! {
    /// Why somebody may not act.
    NotAllowed {
        /// It is their own request.
        Own = "own",
        /// Their account is disabled.
        Disabled = "disabled",
        /// They hold no passkey.
        NoPasskey = "no-passkey",
        /// They were let back in not long ago.
        Settling = "settling",
        /// The asker approved for them within the look-back.
        ApprovedForEachOther = "approved-for-each-other",
        /// The asker's account is disabled.
        AskerDisabled = "asker-disabled",
        /// The request is not theirs to decide.
        NotAsked = "not-asked",
        /// It is not yet theirs: the pinned approver still has time.
        NotEscalated = "not-escalated",
        /// Only `security`, or `security` as one of the two, may.
        SecurityNeeded = "security-needed",
        /// They approved already; somebody else must be the second.
        AlreadyApproved = "already-approved",
        /// It was decided.
        AlreadyDecided = "already-decided",
        /// It is frozen: only `security` decides now.
        Frozen = "frozen",
        /// There is no freeze to decide on.
        NotFrozen = "not-frozen",
    }
}

impl From<CannotApprove> for NotAllowed {
    fn from(why: CannotApprove) -> Self {
        match why {
            CannotApprove::Own => NotAllowed::Own,
            CannotApprove::Disabled => NotAllowed::Disabled,
            CannotApprove::NoPasskey => NotAllowed::NoPasskey,
            CannotApprove::Settling { .. } => NotAllowed::Settling,
            CannotApprove::ApprovedForEachOther => NotAllowed::ApprovedForEachOther,
        }
    }
}

/// Whether `actor` may do this to the request now, and in which place.
///
/// What gives something (approving, lifting a freeze) needs everything; what only ends something needs less: a manager
/// who is settling may still say "this is not right". Everybody but the asker needs a passkey, to prove presence with.
///
/// # Errors
/// [`NotAllowed`] names the first reason why not.
pub fn may_act(
    action: Action,
    actor: &ApproverFacts,
    request: &RequestFacts<'_>,
    now: Time,
    policy: &Policy,
) -> Result<As, NotAllowed> {
    if !actor.enabled {
        return Err(NotAllowed::Disabled);
    }
    let own = actor.id == *request.asker;
    if own && action != Action::Withdraw {
        return Err(NotAllowed::Own);
    }
    in_stage(action, request.stage)?;
    if own {
        return Ok(As::Asker);
    }
    if !actor.has_passkey {
        return Err(NotAllowed::NoPasskey);
    }
    let place = match action {
        Action::Approve => {
            able(actor, request.asker, now, policy)?;
            let place = capacity(actor, request)?;
            second_half(actor, place, request)?;
            place
        }
        Action::Deny | Action::Report => capacity(actor, request)?,
        Action::Withdraw => withdrawer(actor, request)?,
        Action::DecideFreeze => {
            able(actor, request.asker, now, policy)?;
            if !holds(actor, Role::Security) {
                return Err(NotAllowed::SecurityNeeded);
            }
            As::Security
        }
    };
    let gives = matches!(action, Action::Approve | Action::DecideFreeze);
    if gives && !request.asker_enabled { Err(NotAllowed::AskerDisabled) } else { Ok(place) }
}

fn holds(actor: &ApproverFacts, role: Role) -> bool {
    actor.roles.contains(&role)
}

/// Whether the request is at a point where this can be done at all.
const fn in_stage(action: Action, stage: Stage<'_>) -> Result<(), NotAllowed> {
    match (action, stage) {
        (_, Stage::Over) => Err(NotAllowed::AlreadyDecided),
        (Action::DecideFreeze, Stage::Frozen) => Ok(()),
        (Action::DecideFreeze, _) => Err(NotAllowed::NotFrozen),
        (_, Stage::Frozen) => Err(NotAllowed::Frozen),
        (Action::Withdraw, _) | (_, Stage::Asked | Stage::HalfApproved(_)) => Ok(()),
        (Action::Approve | Action::Deny | Action::Report, Stage::Approved(_)) => {
            Err(NotAllowed::AlreadyDecided)
        }
    }
}

/// The place in which somebody decides on this request.
fn capacity(actor: &ApproverFacts, request: &RequestFacts<'_>) -> Result<As, NotAllowed> {
    if request.security_decides {
        return if holds(actor, Role::Security) { Ok(As::Security) } else { Err(NotAllowed::SecurityNeeded) };
    }
    match request.pinned {
        Pinned::Person(id, place) if *id == actor.id => return Ok(*place),
        _ => {}
    }
    match request.also.and_then(|also| also.chain.as_ref()) {
        Some((id, depth)) if *id == actor.id => return Ok(As::Chain(*depth)),
        _ => {}
    }
    if request.privileged {
        // One of the two is `security` in any case, so it need not wait; `it` never decides here.
        return if holds(actor, Role::Security) {
            Ok(As::Security)
        } else if holds(actor, Role::It) {
            Err(NotAllowed::SecurityNeeded)
        } else {
            Err(NotAllowed::NotAsked)
        };
    }
    // `security` may do what `it` may: an organisation may have nobody in `it`, or `it` may be the one who asks.
    let roles_turn = matches!(request.pinned, Pinned::Role(_))
        || request.also.is_some()
        || matches!(request.stage, Stage::HalfApproved(_));
    match (holds(actor, Role::It), holds(actor, Role::Security)) {
        (false, false) => Err(NotAllowed::NotAsked),
        _ if !roles_turn => Err(NotAllowed::NotEscalated),
        (_, true) => Ok(As::Security),
        (true, false) => Ok(As::It),
    }
}

/// The second of two: somebody else, and together they must suffice.
fn second_half(actor: &ApproverFacts, place: As, request: &RequestFacts<'_>) -> Result<(), NotAllowed> {
    let Stage::HalfApproved(first) = request.stage else { return Ok(()) };
    if first.id == actor.id {
        return Err(NotAllowed::AlreadyApproved);
    }
    let second = Decider { id: actor.id.clone(), place, security: holds(actor, Role::Security) };
    if pair_complete(first, &second, request.privileged) { Ok(()) } else { Err(NotAllowed::SecurityNeeded) }
}

/// Who may take a request back, besides the asker: whoever approved it or may decide on it, and `security` (R6).
fn withdrawer(actor: &ApproverFacts, request: &RequestFacts<'_>) -> Result<As, NotAllowed> {
    let approved: &[Decider] = match request.stage {
        Stage::HalfApproved(first) => std::slice::from_ref(first),
        Stage::Approved(all) => all,
        Stage::Asked | Stage::Frozen | Stage::Over => &[],
    };
    if let Some(decider) = approved.iter().find(|decider| decider.id == actor.id) {
        return Ok(decider.place);
    }
    if holds(actor, Role::Security) {
        return Ok(As::Security);
    }
    capacity(actor, request)
}
