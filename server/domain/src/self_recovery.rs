//! Getting back in by oneself, with methods that suffice (R1): all proofs are checked, then all are spent, or none.
//!
//! Three steps, each of which only the one before it leads to:
//! 1. [`Claims::of`]: what is claimed must suffice by its kinds alone. That is judged before a person is looked up, so the
//!    answer is the same for every name (I08) and no single proof can be tried by itself.
//! 2. Each claim is checked by whoever holds the secrets, and spends nothing: a [`Checked`] says what spending would do.
//! 3. [`decide`]: everything was right and suffices for this person, and then [`Decision::Open`] names all that must be
//!    spent in the transaction that opens the enrolment (there each is tested again: used since, no enrolment). Or it
//!    is refused, and nothing tells which proof was wrong.

use serde::{Deserialize, Serialize};

use crate::{
    MethodId,
    device::words,
    method::{MethodKind, MethodState},
    method_policy::Kinds,
    policy::Policy,
    strength::{Opens, Proof, opens},
};

words! {
    /// What somebody who cannot sign in may claim. A passkey or a security key is no claim: it signs in.
    Claim {
        /// A code of the authenticator app.
        AuthenticatorApp = "authenticator-app",
        /// One saved recovery code.
        RecoveryCode = "recovery-code",
        /// A code by text or call.
        Phone = "phone",
    }
}

impl Claim {
    /// The kind of method it comes from.
    pub const fn kind(self) -> MethodKind {
        match self {
            Claim::AuthenticatorApp => MethodKind::AuthenticatorApp,
            Claim::RecoveryCode => MethodKind::RecoveryCodes,
            Claim::Phone => MethodKind::Phone,
        }
    }

    /// What it proves if it is right.
    pub const fn proof(self) -> Proof {
        Proof::of(self.kind())
    }
}

/// What is claimed does not suffice, whoever it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// One of these is needed as well; the same list for every name.
    pub suffices: Vec<Claim>,
}

/// Claims that suffice for somebody who is not privileged: two kinds or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims(Vec<Claim>);

impl Claims {
    /// Of what was filled in; the same kind twice counts once.
    ///
    /// # Errors
    /// [`Missing`] says what else would suffice.
    pub fn of(claimed: &[Claim]) -> Result<Self, Missing> {
        let (there, missing): (Vec<Claim>, Vec<Claim>) =
            Claim::ALL.iter().partition(|claim| claimed.contains(claim));
        let proofs: Vec<Proof> = there.iter().map(|claim| claim.proof()).collect();
        if opens(&proofs, false) >= Opens::Enrolment {
            Ok(Self(there))
        } else {
            Err(Missing { suffices: missing })
        }
    }

    /// The kinds claimed, each once.
    pub fn each(&self) -> &[Claim] {
        &self.0
    }
}

/// What spending a proof does, in the transaction that opens the enrolment. Each must change exactly one row, or nothing
/// is opened and nothing spent (I02).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spend {
    /// Stores the step of an authenticator app's code, if the one stored is earlier.
    Step {
        /// The app.
        method: MethodId,
        /// The step that was accepted.
        step: i64,
    },
    /// Marks a recovery code as used, if it is not.
    RecoveryCode {
        /// The set.
        method: MethodId,
        /// Which of its codes.
        place: u32,
    },
    /// Ends a code by text or call, if it is not over.
    PhoneCode {
        /// The phone.
        method: MethodId,
        /// The row of the code.
        code: String,
    },
}

impl Spend {
    /// The method that gave the proof.
    pub const fn method(&self) -> &MethodId {
        match self {
            Spend::Step { method, .. }
            | Spend::RecoveryCode { method, .. }
            | Spend::PhoneCode { method, .. } => method,
        }
    }

    const fn claim(&self) -> Claim {
        match self {
            Spend::Step { .. } => Claim::AuthenticatorApp,
            Spend::RecoveryCode { .. } => Claim::RecoveryCode,
            Spend::PhoneCode { .. } => Claim::Phone,
        }
    }
}

/// A claim that was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whether its method works: a suspended one proves nothing (R7).
    pub state: MethodState,
    /// What spending it does; it also says which claim it was.
    pub spend: Spend,
}

/// Whose claims they are. For a name that matches nobody there is none of this and nothing checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    /// Whether the account is enabled.
    pub enabled: bool,
    /// Whether it is an emergency account: never recovered by request (R9).
    pub emergency: bool,
    /// Whether the person is privileged: text and call prove nothing.
    pub privileged: bool,
    /// The kinds that policy lets them use.
    pub kinds: Kinds,
}

words! {
    /// Why it was refused, for the record only: whoever tries reads one and the same sentence.
    Why {
        /// The name matches nobody.
        Nobody = "nobody",
        /// The account is disabled.
        Disabled = "disabled",
        /// An emergency account; `security` is alarmed.
        EmergencyAccount = "emergency-account",
        /// At least one proof was wrong, or its method is suspended or not allowed.
        Wrong = "wrong",
        /// All were right and do not suffice for a privileged person.
        NotForPrivileged = "not-for-privileged",
    }
}

/// What becomes of the claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// An enrolment is opened, and all of this is spent, in one transaction.
    Open {
        /// All of it.
        spend: Vec<Spend>,
    },
    /// Nothing is opened and nothing spent.
    Refused(Why),
}

/// Decides on claims that were checked. `checked` holds those that were right, in any order.
pub fn decide(claims: &Claims, checked: &[Checked], whose: Option<Whose>) -> Decision {
    let Some(whose) = whose else { return Decision::Refused(Why::Nobody) };
    if whose.emergency {
        return Decision::Refused(Why::EmergencyAccount);
    }
    if !whose.enabled {
        return Decision::Refused(Why::Disabled);
    }
    let right = |claim: Claim| {
        checked.iter().find(|one| {
            one.spend.claim() == claim
                && one.state == MethodState::Active
                && whose.kinds.contains(claim.kind())
        })
    };
    let all: Option<Vec<&Checked>> = claims.each().iter().map(|claim| right(*claim)).collect();
    let Some(all) = all else { return Decision::Refused(Why::Wrong) };
    let proofs: Vec<Proof> = all.iter().map(|one| one.spend.claim().proof()).collect();
    if opens(&proofs, whose.privileged) < Opens::Enrolment {
        return Decision::Refused(Why::NotForPrivileged);
    }
    Decision::Open { spend: all.into_iter().map(|one| one.spend.clone()).collect() }
}

/// Whether one more set of claims may be checked for a name, of which `in_hour` were wrong within the last hour.
///
/// When it may not, the answer reads like a wrong one. Nothing else is locked by it (I09): passkeys sign in, and asking
/// for help goes on.
pub const fn may_try(in_hour: u32, policy: &Policy) -> bool {
    in_hour < policy.proof_tries_hour
}

#[cfg(test)]
mod tests;
