//! Passkey ceremonies over webauthn-rs: begun with their state on the server, bound to one browser, taken once.
//!
//! Every authentication is begun as a discoverable one and finished with the one method whose identifier came back.
//! So known and unknown names go the same way (I08): only the list of identifiers offered differs, and for an
//! unknown name it holds steady stand-ins.

use contract::{Answer, Challenge, FinishCeremony, RefusalCode};
use domain::{PersonId, aaguid::Aaguid, method::MethodKind};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Fault, ceremonies::Ceremony, methods::Method};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Uuid, Webauthn, WebauthnError,
};

use self::stand_in::stand_in;
use crate::{CookieKind, Label, Visitor, refuse};

/// Identifiers that a sign-in by name offers, always as many, so that neither their number nor one more tells an account
/// from a name that does not exist. Whoever has more ways to sign in is offered those that worked last; with any other one
/// they sign in without giving a name.
const OFFERED: usize = 8;

/// Lengths of stand-ins in bytes, as often as authenticators use them: 16 to 32 on phones and computers and in password
/// managers, 48 and 64 on security keys.
const LENGTHS: [usize; 8] = [16, 16, 20, 32, 32, 32, 48, 64];

/// What a ceremony is for; one begun for one thing never finishes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    SignIn,
    Proof,
    Decide,
    Add,
    Enrol,
    /// A suspended method proved itself; all it may do is freeze.
    Paused,
    /// Whoever rehearses shows a passkey that would be left.
    DrillProof,
    /// An approver's decision in a drill: never finishes a real one, nor the other way round.
    DrillDecide,
}

impl Kind {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Kind::SignIn => "sign-in",
            Kind::Proof => "proof",
            Kind::Decide => "decide",
            Kind::Add => "add",
            Kind::Enrol => "enrol",
            Kind::Paused => "paused",
            Kind::DrillProof => "drill-proof",
            Kind::DrillDecide => "drill-decide",
        }
    }
}

/// A proof that held.
pub(crate) struct Proved {
    /// The method as stored.
    pub(crate) method: Method,
    /// Its public part if the counter or a flag moved.
    pub(crate) credential: Option<String>,
    /// The authenticator's counter went back: a copy may exist.
    pub(crate) counter_went_back: bool,
    /// The ceremony that was finished, with its purpose.
    pub(crate) ceremony: Ceremony,
}

/// A registration that held.
pub(crate) struct Registered {
    pub(crate) credential_id: Vec<u8>,
    /// JSON of the public part.
    pub(crate) credential: String,
    pub(crate) synced: bool,
    /// What model it says it is: a hint for words.
    pub(crate) aaguid: Option<Aaguid>,
    /// A passkey, or a security key where all it said of its ways in is plugs and radio.
    pub(crate) kind: MethodKind,
    /// The ceremony that was finished, with its purpose.
    pub(crate) ceremony: Ceremony,
}

/// The challenge of a proof that authorises one thing: SHA-256 over a label, 32 random bytes and the digest of what is
/// decided. Kept in the record, it lets anybody recompute what the approver's passkey signed (R5).
pub(crate) fn bound_challenge(nonce: &[u8; 32], decided: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"latchkey decision v1");
    hash.update(nonce);
    hash.update(Sha256::digest(decided));
    hash.finalize().into()
}

/// The parts of the stored passkey that the library keeps to itself.
#[derive(Deserialize)]
struct Stored {
    cred: StoredParts,
}
#[derive(Deserialize)]
struct StoredParts {
    counter: u32,
    #[serde(default)]
    backup_eligible: bool,
}

/// A purpose without content.
#[derive(Serialize, Deserialize)]
pub(crate) struct Plain {}

impl Visitor {
    /// The keyed hash of what this browser's ceremonies are bound to: session, else enrolment, else a visit, which is
    /// begun here if there is none.
    fn bound_to(&self, begin: bool) -> Option<[u8; 32]> {
        let keys = &self.core.keys;
        if let (Some(secret), true) = (&self.arrival.session, self.inside.is_some()) {
            return Some(keys.hash(Label::Cookie, &[b"session", secret.as_bytes()]));
        }
        if let (Some(secret), true) = (&self.arrival.enrolment, self.enrolment.is_some()) {
            return Some(keys.hash(Label::Cookie, &[b"enrolment", secret.as_bytes()]));
        }
        if let Some(secret) = self.arrival.visit.as_deref().filter(|secret| secret.len() == 43) {
            return Some(keys.hash(Label::Cookie, &[b"visit", secret.as_bytes()]));
        }
        if !begin {
            return None;
        }
        let (secret, _) = self.core.secret(Label::Cookie);
        let hash = keys.hash(Label::Cookie, &[b"visit", secret.as_bytes()]);
        self.set_cookie(CookieKind::Visit, secret, None);
        Some(hash)
    }

    pub(crate) async fn keep_ceremony(
        &self,
        kind: Kind,
        person: Option<&PersonId>,
        state: String,
        purpose: String,
    ) -> Answer<String> {
        let mut id = [0_u8; 16];
        self.core.rng.fill(&mut id);
        let id = data_encoding::BASE64URL_NOPAD.encode(&id);
        let Some(bound_to) = self.bound_to(true) else { return Err(self.refuse(RefusalCode::NotHere)) };
        let ceremony = Ceremony {
            id: id.clone(),
            kind: kind.word().to_owned(),
            bound_to: bound_to.to_vec(),
            person: person.cloned(),
            state,
            purpose,
            begun: self.now,
            until: self.now + self.policy.ceremony_life,
        };
        self.core
            .writer
            .unlogged(ceremony, |tx, ceremony| {
                Box::pin(async move { store::ceremonies::begin(tx, ceremony).await })
            })
            .await
            .map_err(self.fault("ceremony.begin"))?;
        Ok(id)
    }

    /// Takes a ceremony before anything of the answer is read; whatever is wrong with the answer, it is gone.
    pub(crate) async fn take_ceremony(&self, kind: Kind, id: &str) -> Answer<Option<Ceremony>> {
        let Some(bound_to) = self.bound_to(false) else { return Ok(None) };
        self.core
            .writer
            .unlogged((id.to_owned(), kind.word(), bound_to, self.now), |tx, (id, kind, bound_to, now)| {
                Box::pin(async move { store::ceremonies::take(tx, id, kind, bound_to, *now).await })
            })
            .await
            .map_err(self.fault("ceremony.take"))
    }

    /// Looks at a ceremony without taking it: for a page that shows what its form will spend.
    pub(crate) async fn look_at_ceremony(&self, kind: Kind, id: &str) -> Answer<Option<Ceremony>> {
        let Some(bound_to) = self.bound_to(false) else { return Ok(None) };
        store::ceremonies::look(&mut &self.core.db, id, kind.word(), &bound_to, self.now)
            .await
            .map_err(self.fault("ceremony.look"))
    }

    /// Begins an authentication that offers `identifiers`; empty for a passkey the browser knows by itself. With
    /// `decided`, the challenge is bound to it.
    pub(crate) async fn begin_authentication(
        &self,
        kind: Kind,
        person: Option<&PersonId>,
        identifiers: Vec<Vec<u8>>,
        purpose: String,
        decided: Option<(&[u8; 32], &[u8])>,
    ) -> Answer<Challenge> {
        let wrong =
            |error: &dyn std::error::Error| refuse::fault(&self.arrival.correlation, "ceremony.begin", error);
        let (challenge, state) =
            self.core.webauthn.start_discoverable_authentication().map_err(|error| wrong(&error))?;
        let mut options = serde_json::to_value(&challenge).map_err(|error| wrong(&error))?;
        let mut state = serde_json::to_value(&state).map_err(|error| wrong(&error))?;
        if let Some((nonce, decided)) = decided {
            let bound = data_encoding::BASE64URL_NOPAD.encode(&bound_challenge(nonce, decided));
            if let Some(slot) = options.pointer_mut("/publicKey/challenge") {
                *slot = bound.clone().into();
            }
            if let Some(slot) = state.pointer_mut("/ast/challenge") {
                *slot = bound.into();
            }
        }
        if let Some(public_key) = options.get_mut("publicKey").and_then(|value| value.as_object_mut()) {
            let list: Vec<serde_json::Value> = identifiers
                .iter()
                .map(|id| {
                    serde_json::json!({"type": "public-key", "id": data_encoding::BASE64URL_NOPAD.encode(id)})
                })
                .collect();
            public_key.insert("allowCredentials".to_owned(), list.into());
            // What no browser needs here, and what would tell one installation's library from another's.
            public_key.remove("extensions");
            public_key.remove("hints");
        }
        if let Some(all) = options.as_object_mut() {
            all.remove("mediation");
        }
        let id = self.keep_ceremony(kind, person, state.to_string(), purpose).await?;
        Ok(Challenge { id, options })
    }

    /// Finishes an authentication. `None` for every failure alike: gone, expired, another browser's, unreadable,
    /// not ours, wrong signature, no user verification.
    pub(crate) async fn finish_authentication(
        &self,
        kind: Kind,
        finish: &FinishCeremony,
    ) -> Answer<Option<Proved>> {
        let Some(ceremony) = self.take_ceremony(kind, &finish.id).await? else { return Ok(None) };
        let Ok(answer) = serde_json::from_value::<PublicKeyCredential>(finish.credential.clone()) else {
            return Ok(None);
        };
        let found = store::methods::by_credential(&mut &self.core.db, answer.get_credential_id())
            .await
            .map_err(self.fault("ceremony.method"))?;
        // Begun for one person, it is finished by nobody else's method.
        let found =
            found.filter(|method| ceremony.person.as_ref().is_none_or(|person| *person == method.person));
        // The same reads and the same work, whether the identifier that came back is somebody's or a stand-in (I08).
        let nobody = PersonId::stored("");
        let owner = found.as_ref().map_or(&nobody, |method| &method.person);
        // A user handle, where the authenticator gives one, must be the owner's.
        let owner =
            store::people::by_id(&mut &self.core.db, owner).await.map_err(self.fault("ceremony.owner"))?;
        let (Some(method), Some(owner)) = (found, owner) else {
            return self.in_vain(&answer, &ceremony).map(|()| None);
        };
        if answer.get_user_unique_id().is_some_and(|handle| handle != owner.handle) {
            return Ok(None);
        }
        let Some(stored) = method.credential.as_deref() else { return Ok(None) };
        let mut passkey: Passkey = read(stored).map_err(self.fault("ceremony.credential"))?;
        let before: Stored = read(stored).map_err(self.fault("ceremony.credential"))?;
        let state: DiscoverableAuthentication =
            read(&ceremony.state).map_err(self.fault("ceremony.state"))?;
        match accept_proof(&self.core.webauthn, &answer, state, &passkey) {
            Ok(result) => {
                let moved = passkey.update_credential(&result) == Some(true);
                let credential = if moved {
                    Some(serde_json::to_string(&passkey).map_err(|_| self.refuse(RefusalCode::WentWrong))?)
                } else {
                    None
                };
                let counter_went_back = before.cred.counter > 0 && result.counter() <= before.cred.counter;
                Ok(Some(Proved { method, credential, counter_went_back, ceremony }))
            }
            Err(error) => {
                tracing::info!(correlation = %self.arrival.correlation, kind = kind.word(), %error, "proof refused");
                Ok(None)
            }
        }
    }

    /// The work of checking an answer whose method is nobody's.
    fn in_vain(&self, answer: &PublicKeyCredential, ceremony: &Ceremony) -> Answer<()> {
        let state: DiscoverableAuthentication =
            read(&ceremony.state).map_err(self.fault("ceremony.state"))?;
        let stand_in: Passkey =
            read(&stand_in(answer.get_credential_id())).map_err(self.fault("ceremony.stand-in"))?;
        // Whatever it says: no such method is on record.
        let _ = accept_proof(&self.core.webauthn, answer, state, &stand_in);
        Ok(())
    }

    /// Begins a registration for `person`; what they have already is excluded.
    pub(crate) async fn begin_registration(
        &self,
        kind: Kind,
        person: &store::people::Person,
        purpose: String,
    ) -> Answer<Challenge> {
        let wrong = |error: &dyn std::error::Error| {
            refuse::fault(&self.arrival.correlation, "ceremony.register", error)
        };
        let have =
            store::methods::of(&mut &self.core.db, &person.id).await.map_err(self.fault("methods.of"))?;
        let exclude = have.iter().filter_map(|method| method.credential_id.clone()).collect();
        let handle = Uuid::from_slice(&person.handle).map_err(|error| wrong(&error))?;
        let (challenge, state) = self
            .core
            .webauthn
            .start_passkey_registration(handle, &person.user_name, &person.name, Some(exclude))
            .map_err(|error| wrong(&error))?;
        let mut options = serde_json::to_value(&challenge).map_err(|error| wrong(&error))?;
        // Preferred, so that the browser can offer it by itself; a user name and then the passkey always works.
        if let Some(selection) =
            options.pointer_mut("/publicKey/authenticatorSelection").and_then(|value| value.as_object_mut())
        {
            selection.insert("residentKey".to_owned(), "preferred".into());
            selection.insert("requireResidentKey".to_owned(), false.into());
        }
        let state = serde_json::to_string(&state).map_err(|error| wrong(&error))?;
        let id = self.keep_ceremony(kind, Some(&person.id), state, purpose).await?;
        Ok(Challenge { id, options })
    }

    /// Finishes a registration; `None` for every failure alike.
    pub(crate) async fn finish_registration(
        &self,
        kind: Kind,
        person: &PersonId,
        finish: &FinishCeremony,
    ) -> Answer<Option<Registered>> {
        let Some(ceremony) = self.take_ceremony(kind, &finish.id).await? else { return Ok(None) };
        if ceremony.person.as_ref() != Some(person) {
            return Ok(None);
        }
        let Ok(answer) = serde_json::from_value::<RegisterPublicKeyCredential>(finish.credential.clone())
        else {
            return Ok(None);
        };
        let state: PasskeyRegistration = read(&ceremony.state).map_err(self.fault("ceremony.state"))?;
        match accept_registration(&self.core.webauthn, &answer, &state) {
            Ok(Accepted { credential_id, credential, synced }) => {
                let kind = kind_of(&answer, synced);
                // Read from what was just accepted; without attestation nothing proves it.
                let aaguid = Aaguid::of_attestation(answer.response.attestation_object.as_ref());
                Ok(Some(Registered { credential_id, credential, synced, aaguid, kind, ceremony }))
            }
            Err(error) => {
                tracing::info!(correlation = %self.arrival.correlation, kind = kind.word(), %error, "registration refused");
                Ok(None)
            }
        }
    }

    /// Identifiers that a person's active and suspended methods offer, those that worked last first.
    pub(crate) async fn identifiers(&self, person: &PersonId) -> Result<Vec<Vec<u8>>, Fault> {
        let mut methods = store::methods::of(&mut &self.core.db, person).await?;
        methods.sort_by_key(|method| std::cmp::Reverse(method.last_worked.unwrap_or(method.added)));
        Ok(methods.into_iter().filter_map(|method| method.credential_id).collect())
    }

    /// What a sign-in offers for a name: the first of its real identifiers made up to [`OFFERED`] with steady stand-ins, in an
    /// order that tells nothing. A name that nobody has gets stand-ins only, the same at every start of every replica.
    pub(crate) fn offered(&self, name_hash: &[u8; 32], mut identifiers: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let keys = &self.core.keys;
        identifiers.truncate(OFFERED);
        for number in identifiers.len()..OFFERED {
            let number = number.to_be_bytes();
            let half = |which: &[u8]| keys.hash(Label::Decoy, &[which, name_hash, &number]);
            let (one, two) = (half(b"1"), half(b"2"));
            // The length is no part of what is shown of the bytes.
            let [choice, ..] = half(b"length");
            let length = LENGTHS.into_iter().cycle().nth(usize::from(choice)).unwrap_or(32);
            identifiers.push(one.into_iter().chain(two).take(length).collect());
        }
        identifiers.sort_by_cached_key(|id| keys.hash(Label::Decoy, &[b"order", name_hash, id]));
        identifiers
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|_| Fault::inconsistent("a stored ceremony or method"))
}

/// Why an answer of an authenticator is not taken. Only for the log: the browser learns that it did not work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotTaken {
    /// A step of WebAuthn Level 3 §7.1 or §7.2 failed.
    #[error("{0}")]
    Step(#[from] WebauthnError),
    /// WebAuthn Level 3 §7.1 step 25: an identifier has 1 to 1023 bytes.
    #[error("the identifier has {0} bytes")]
    Identifier(usize),
    /// R1: without user verification nothing signs in.
    #[error("no user verification")]
    NotVerified,
    /// It cannot be stored.
    #[error("the public part cannot be written")]
    Unwritable,
}

/// A registration that every step of the standard and our policy accept.
pub(crate) struct Accepted {
    pub(crate) credential_id: Vec<u8>,
    pub(crate) credential: String,
    pub(crate) synced: bool,
}

pub(crate) fn accept_registration(
    webauthn: &Webauthn,
    answer: &RegisterPublicKeyCredential,
    state: &PasskeyRegistration,
) -> Result<Accepted, NotTaken> {
    let passkey = webauthn.finish_passkey_registration(answer, state)?;
    let credential_id = passkey.cred_id().as_slice().to_vec();
    if credential_id.is_empty() || credential_id.len() > 1023 {
        return Err(NotTaken::Identifier(credential_id.len()));
    }
    let credential = serde_json::to_string(&passkey).map_err(|_| NotTaken::Unwritable)?;
    let parts: Stored = serde_json::from_str(&credential).map_err(|_| NotTaken::Unwritable)?;
    Ok(Accepted { credential_id, credential, synced: parts.cred.backup_eligible })
}

pub(crate) fn accept_proof(
    webauthn: &Webauthn,
    answer: &PublicKeyCredential,
    state: DiscoverableAuthentication,
    passkey: &Passkey,
) -> Result<AuthenticationResult, NotTaken> {
    let result =
        webauthn.finish_discoverable_authentication_v2(answer, state, DiscoverableKey::from(passkey))?;
    if result.user_verified() { Ok(result) } else { Err(NotTaken::NotVerified) }
}

/// A security key is something of its own: reached over a plug or radio only, and not synced. What the browser does not tell
/// counts as a passkey.
fn kind_of(answer: &RegisterPublicKeyCredential, synced: bool) -> MethodKind {
    use webauthn_rs_proto::AuthenticatorTransport as Way;
    let roams = answer.response.transports.as_ref().is_some_and(|ways| {
        !ways.is_empty() && ways.iter().all(|way| matches!(way, Way::Usb | Way::Nfc | Way::Ble))
    });
    if roams && !synced { MethodKind::SecurityKey } else { MethodKind::Passkey }
}

mod stand_in;
#[cfg(test)]
mod vectors;
