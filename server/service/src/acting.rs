//! Who acts, read again inside the job: what the session middleware saw may have ended meanwhile.

use contract::RefusalCode;
use domain::{
    Policy, SessionId,
    method::MethodState,
    strength::{Proof, is_fresh},
};
use store::{Fault, Tx, people::Person};

use crate::visitor::enabled;

/// What the session must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Signed in.
    Person,
    /// Signed in, with presence proved lately.
    Fresh,
}

/// Whoever acts, as they are now.
pub(crate) struct Acting {
    /// They themselves.
    pub(crate) person: Person,
    /// What the session proved, for the rules.
    pub(crate) proofs: Vec<Proof>,
    /// The policy that holds now.
    pub(crate) policy: Policy,
}

/// Whoever acts by that session: it is open, its method works, its person is enabled. Otherwise how to refuse them, which
/// is the same as when a request begins.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub(crate) async fn acting(
    tx: &mut Tx,
    session: &SessionId,
    need: Need,
) -> Result<Result<Acting, RefusalCode>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let gone = Ok(Err(RefusalCode::SignInFirst));
    let Some(session) = store::sessions::by_id(tx, session).await? else { return gone };
    if now >= session.until || now >= session.seen + policy.session_idle {
        return gone;
    }
    let mut proofs = Vec::new();
    match &session.method {
        Some(method) => {
            let method = store::methods::by_id(tx, method).await?;
            let Some(method) = method.filter(|method| method.state == MethodState::Active) else {
                return gone;
            };
            proofs.push(Proof::of(method.kind));
        }
        None => proofs.extend(without_method()),
    }
    let Some(person) = store::people::by_id(tx, &session.person).await?.filter(enabled) else { return gone };
    if need == Need::Fresh && !is_fresh(session.proved, now, &policy) {
        return Ok(Err(RefusalCode::ProveAgain));
    }
    Ok(Ok(Acting { person, proofs, policy }))
}

/// What a session without a method proved: a demo's switch (R14), the only one there is, stands for a passkey and for the
/// organisation's sign-in.
pub(crate) fn without_method() -> [Proof; 2] {
    [Proof::Passkey, Proof::OrganisationSignIn { several_factors: true, fresh: true }]
}
