//! Signing in with a passkey or a spoken or first-day pass, proving presence again, signing out.

use serde::{Deserialize, Serialize};

use crate::{Answer, Challenge, FinishCeremony, Sent, common::Finished};

/// Begins a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeginSignIn {
    /// The user name; empty for a passkey that the browser offers by itself (autofill).
    #[serde(default)]
    pub user_name: String,
    /// Where to go afterwards: a path of the portal; anything else is dropped.
    #[serde(default)]
    pub then: String,
}

/// `/pass`: a pass typed by its holder.
#[derive(Clone, Default)]
pub struct PassForm {
    /// User name.
    pub user_name: String,
    /// First group as typed.
    pub first: String,
    /// Second group as typed.
    pub second: String,
}

impl std::fmt::Debug for PassForm {
    /// Never the pass.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PassForm")
    }
}

/// `/paused`: somebody signed in with a suspended method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// Names the method as its owner did.
    pub method: String,
    /// A request paused it, which it can stop; if not, its device was said to be lost.
    pub by_request: bool,
    /// There is a request that it can stop.
    pub stops: bool,
}

/// See the module.
#[async_trait::async_trait]
pub trait SignIn {
    /// Begins a sign-in. Least: nobody. The answer has the same shape for known and unknown names (I08).
    async fn begin_sign_in(&self, begin: BeginSignIn) -> Answer<Challenge>;
    /// Finishes it: a session, or "paused" for a suspended method. Least: nobody.
    async fn finish_sign_in(&self, finish: FinishCeremony) -> Answer<Finished>;
    /// Begins a proof of presence in the session at hand. Least: person.
    async fn begin_proof(&self, then: String) -> Answer<Challenge>;
    /// Finishes it; the session gets a new id. Least: person.
    async fn finish_proof(&self, finish: FinishCeremony) -> Answer<Finished>;
    /// Opens an enrolment with a spoken or first-day pass. One answer for every failure. Least: nobody.
    async fn enter_pass(&self, form: PassForm) -> Answer<Sent>;
    /// Ends this session. Least: nobody (nothing to end is fine).
    async fn sign_out(&self) -> Answer<Sent>;
    /// What `/paused` shows. Least: nobody, with the visit that just proved a suspended method.
    async fn paused(&self) -> Answer<Paused>;
    /// "It wasn't me" by a suspended method: freezes the request that suspended it. Least: as `paused`.
    async fn stop_by_paused(&self) -> Answer<Sent>;
}
