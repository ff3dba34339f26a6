//! What opens what, and which proof a change of methods needs (R1).

use serde::{Deserialize, Serialize};

use crate::{
    Time,
    method::{MethodFacts, MethodKind, MethodState},
    policy::Policy,
};

/// Something that somebody has just proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// A passkey, always with user verification.
    Passkey,
    /// A security key.
    SecurityKey {
        /// Whether the key checked a PIN or finger. Without it, it counts for nothing (R1).
        user_verified: bool,
    },
    /// A code of the authenticator app.
    AuthenticatorApp,
    /// One saved recovery code.
    RecoveryCode,
    /// A code by text or call: one kind, and nothing for privileged persons.
    Phone,
    /// A sign-in at the organisation's own provider.
    OrganisationSignIn {
        /// Whether its `amr`/`acr` shows several factors.
        several_factors: bool,
        /// Whether its `auth_time` is no older than a fresh proof may be.
        fresh: bool,
    },
    /// The pass of an approved request.
    ApprovedPass,
    /// A pass issued on the terminal for somebody who never had a method (R9).
    FirstDayPass,
}

/// How strong a set of proofs, or a method, is; weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Nothing that counts.
    Nothing,
    /// A text or a call.
    Phone,
    /// A saved recovery code.
    RecoveryCode,
    /// An authenticator app.
    AuthenticatorApp,
    /// Two of those, or the organisation's sign-in with several factors.
    SeveralFactors,
    /// A passkey or a security key with user verification.
    PhishingResistant,
}

/// What a set of proofs opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opens {
    /// Nothing.
    Nothing,
    /// Nothing by itself; it may go along with an ask, as evidence.
    AskOnly,
    /// The session that can only enrol.
    Enrolment,
    /// A signed-in session.
    FullSession,
}

/// The strength of a method of this kind; `Nothing` where it never counts for a privileged person (R1).
pub const fn strength_of(kind: MethodKind, privileged: bool) -> Strength {
    match kind {
        MethodKind::Passkey | MethodKind::SecurityKey => Strength::PhishingResistant,
        MethodKind::AuthenticatorApp => Strength::AuthenticatorApp,
        MethodKind::RecoveryCodes => Strength::RecoveryCode,
        MethodKind::Phone if privileged => Strength::Nothing,
        MethodKind::Phone => Strength::Phone,
    }
}

impl Proof {
    /// The proof that a working method of this kind gives.
    pub const fn of(kind: MethodKind) -> Self {
        match kind {
            MethodKind::Passkey => Proof::Passkey,
            MethodKind::SecurityKey => Proof::SecurityKey { user_verified: true },
            MethodKind::AuthenticatorApp => Proof::AuthenticatorApp,
            MethodKind::RecoveryCodes => Proof::RecoveryCode,
            MethodKind::Phone => Proof::Phone,
        }
    }

    /// Its strength alone. A pass is no method and has none; [`opens`] and [`may_change`] know it by itself.
    pub const fn strength(self, privileged: bool) -> Strength {
        match self {
            Proof::Passkey | Proof::SecurityKey { user_verified: true } => Strength::PhishingResistant,
            Proof::OrganisationSignIn { several_factors: true, .. } => Strength::SeveralFactors,
            Proof::AuthenticatorApp => strength_of(MethodKind::AuthenticatorApp, privileged),
            Proof::RecoveryCode => strength_of(MethodKind::RecoveryCodes, privileged),
            Proof::Phone => strength_of(MethodKind::Phone, privileged),
            Proof::SecurityKey { user_verified: false }
            | Proof::OrganisationSignIn { several_factors: false, .. }
            | Proof::ApprovedPass
            | Proof::FirstDayPass => Strength::Nothing,
        }
    }

    /// Whether it is one of the kinds of which two open an enrolment.
    const fn is_one_factor(self, privileged: bool) -> bool {
        match self {
            Proof::AuthenticatorApp | Proof::RecoveryCode => true,
            Proof::Phone => !privileged,
            _ => false,
        }
    }
}

/// The strength of proofs together: the strongest, or several factors where two kinds of one factor meet.
pub fn strength(proofs: &[Proof], privileged: bool) -> Strength {
    let strongest = proofs.iter().map(|proof| proof.strength(privileged)).max().unwrap_or(Strength::Nothing);
    if two_kinds(proofs, privileged) { strongest.max(Strength::SeveralFactors) } else { strongest }
}

fn two_kinds(proofs: &[Proof], privileged: bool) -> bool {
    let mut factors = proofs.iter().filter(|proof| proof.is_one_factor(privileged));
    factors.next().is_some_and(|first| factors.any(|other| other != first))
}

/// What these proofs, all of one person and all just given, open (R1).
///
/// An approved pass opens an enrolment alone: what it needed besides was measured when it was approved (R4, I12).
/// More proofs never open less.
pub fn opens(proofs: &[Proof], privileged: bool) -> Opens {
    let full = |proof: &Proof| {
        matches!(
            proof,
            Proof::Passkey
                | Proof::SecurityKey { user_verified: true }
                | Proof::OrganisationSignIn { several_factors: true, .. }
        )
    };
    let pass = |proof: &Proof| matches!(proof, Proof::ApprovedPass | Proof::FirstDayPass);
    let evidence =
        |proof: &Proof| proof.is_one_factor(privileged) || matches!(proof, Proof::OrganisationSignIn { .. });
    if proofs.iter().any(full) {
        Opens::FullSession
    } else if proofs.iter().any(pass) || two_kinds(proofs, privileged) {
        Opens::Enrolment
    } else if proofs.iter().any(evidence) {
        Opens::AskOnly
    } else {
        Opens::Nothing
    }
}

/// What methods in working order open; the others prove nothing.
pub fn methods_open<'a>(methods: impl IntoIterator<Item = &'a MethodFacts>, privileged: bool) -> Opens {
    let proofs: Vec<Proof> = methods
        .into_iter()
        .filter(|method| method.state == MethodState::Active)
        .map(|method| Proof::of(method.kind))
        .collect();
    opens(&proofs, privileged)
}

/// Whether a proof given at `at` is still fresh: at most `policy.fresh_proof` old, to the millisecond.
pub fn is_fresh(at: Time, now: Time, policy: &Policy) -> bool {
    at <= now && now.since(at) <= policy.fresh_proof
}

/// Until when somebody let back in at `let_back_in` is settling; `None` if they are not (any more) (R1).
pub fn settling_until(let_back_in: Option<Time>, now: Time, policy: &Policy) -> Option<Time> {
    let_back_in.map(|at| at + policy.settling).filter(|until| now < *until)
}

/// A change that a person wants to make to their own methods.
#[derive(Debug, Clone, Copy)]
pub enum Change<'a> {
    /// Add a method of this kind.
    Add(MethodKind),
    /// Remove this one.
    Remove(&'a MethodFacts),
}

/// Why a change of methods is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeRefused {
    /// A fresh proof at least this strong is needed first.
    ProofNeeded(Strength),
    /// There is no method to prove anything with: a pass is needed, or the organisation's sign-in with several
    /// factors.
    PassNeeded,
    /// The person was let back in not long ago; older methods stay until then.
    Settling {
        /// From when on it may be removed.
        until: Time,
    },
    /// Nothing would be left to get in with (I11).
    LastWayIn,
    /// This kind never counts for a privileged person.
    CountsForNothing,
}

/// Whether a person may make this change to their own methods (R1, I11).
///
/// `methods` are all of theirs, `fresh` the proofs that [`is_fresh`]. Suspended methods count for "the strongest there
/// is": a thief who gets a passkey paused must not be able to add one with less. An enrolment does not ask here: the
/// pass that opened it entitles it to register its one method.
///
/// # Errors
/// [`ChangeRefused`] says what to do or why not.
pub fn may_change(
    change: Change<'_>,
    methods: &[MethodFacts],
    fresh: &[Proof],
    privileged: bool,
    let_back_in: Option<Time>,
    now: Time,
    policy: &Policy,
) -> Result<(), ChangeRefused> {
    let strongest = methods
        .iter()
        .filter(|method| method.state != MethodState::Removed)
        .map(|method| strength_of(method.kind, privileged))
        .max()
        .unwrap_or(Strength::Nothing);
    if strongest == Strength::Nothing {
        let pass = fresh.iter().any(|proof| match proof {
            Proof::ApprovedPass | Proof::FirstDayPass => true,
            Proof::OrganisationSignIn { several_factors, fresh } => *several_factors && *fresh,
            _ => false,
        });
        if !pass {
            return Err(ChangeRefused::PassNeeded);
        }
    } else {
        // An organisation's sign-in says itself how old it is; a stale one proves nothing here.
        let counted: Vec<Proof> = fresh
            .iter()
            .copied()
            .filter(|proof| !matches!(proof, Proof::OrganisationSignIn { fresh: false, .. }))
            .collect();
        if strength(&counted, privileged) < strongest {
            return Err(ChangeRefused::ProofNeeded(strongest));
        }
    }
    match change {
        Change::Add(kind) if privileged && !kind.counts_for_privileged() => {
            Err(ChangeRefused::CountsForNothing)
        }
        Change::Add(_) => Ok(()),
        Change::Remove(gone) => {
            let older = let_back_in.is_some_and(|at| gone.added < at);
            match settling_until(let_back_in, now, policy) {
                Some(until) if older => return Err(ChangeRefused::Settling { until }),
                _ => {}
            }
            let rest = methods_open(methods.iter().filter(|method| method.id != gone.id), privileged);
            if rest < Opens::Enrolment && methods_open(methods, privileged) >= Opens::Enrolment {
                return Err(ChangeRefused::LastWayIn);
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests;
