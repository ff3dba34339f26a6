//! Passkey verification in the process, beside nothing but its signature check.
//!
//! Ours is the library's whole check of WebAuthn Level 3 §7.2 as the service calls it, once with everything in memory and
//! once from the texts that are stored and sent. The proof is a test vector of the standard itself.

use std::hint::black_box;
use std::time::{Duration, Instant};

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential, Url, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::Result;
use crate::table::{Met, Row};

/// Rounds, each with every way in turn, so that a busy moment hits all alike.
const ROUNDS: usize = 40;
/// Checks of one way in one round.
const CHECKS: usize = 50;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    rp_id: String,
    origin: String,
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    registration: Step,
    authentication: Step,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Step {
    challenge: String,
    flags: Vec<String>,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    credential_id: Option<String>,
    attestation_object: Option<String>,
    authenticator_data: Option<String>,
    signature: Option<String>,
}

fn hex(text: &str) -> Result<Vec<u8>> {
    Ok(HEXLOWER.decode(text.as_bytes())?)
}

fn base64url(text: Option<&String>) -> Result<String> {
    Ok(BASE64URL_NOPAD.encode(&hex(text.ok_or("the vector is not whole")?)?))
}

/// Everything that a check needs.
struct Proof {
    webauthn: Webauthn,
    passkey: Passkey,
    answer: Value,
    state: DiscoverableAuthentication,
    message: Vec<u8>,
    signature: Signature,
    key: VerifyingKey,
}

/// The first vector that our policy takes: ES256, with user verification at both steps.
fn proof() -> Result<Proof> {
    let text = include_str!("../../../server/service/src/ceremony/data/webauthn-vectors.json");
    let file: File = serde_json::from_str(text)?;
    let verified = |step: &Step| step.flags.iter().any(|flag| flag == "UV");
    let fits = |one: &&Vector| {
        one.name.contains("es256") && verified(&one.registration) && verified(&one.authentication)
    };
    let found = file.vectors.iter().filter(fits).find_map(|vector| of(&file, vector).ok());
    found.ok_or_else(|| "the library takes none of the standard's vectors".into())
}

/// Puts the vector's challenge where the library put its own.
fn with_challenge(state: impl serde::Serialize, at: &str, challenge: &str) -> Result<Value> {
    let mut state = serde_json::to_value(state)?;
    let slot = state.pointer_mut(at).ok_or("the library keeps its challenge elsewhere")?;
    *slot = BASE64URL_NOPAD.encode(&hex(challenge)?).into();
    Ok(state)
}

fn of(file: &File, Vector { registration, authentication, .. }: &Vector) -> Result<Proof> {
    let webauthn = WebauthnBuilder::new(&file.rp_id, &Url::parse(&file.origin)?)?.build()?;
    let (_, state) = webauthn.start_passkey_registration(Uuid::from_bytes([7; 16]), "name", "Name", None)?;
    let state = with_challenge(state, "/rs/challenge", &registration.challenge)?;
    let state: PasskeyRegistration = serde_json::from_value(state)?;
    let id = base64url(registration.credential_id.as_ref())?;
    let answer = json!({"id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": {
        "attestationObject": base64url(registration.attestation_object.as_ref())?,
        "clientDataJSON": base64url(Some(&registration.client_data))?,
    }});
    let passkey = webauthn.finish_passkey_registration(&serde_json::from_value(answer)?, &state)?;

    let (_, state) = webauthn.start_discoverable_authentication()?;
    let state = with_challenge(state, "/ast/challenge", &authentication.challenge)?;
    let answer = json!({"id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": {
        "authenticatorData": base64url(authentication.authenticator_data.as_ref())?,
        "clientDataJSON": base64url(Some(&authentication.client_data))?,
        "signature": base64url(authentication.signature.as_ref())?,
        "userHandle": null,
    }});

    let mut message = hex(authentication.authenticator_data.as_deref().unwrap_or_default())?;
    message.extend_from_slice(&Sha256::digest(hex(&authentication.client_data)?));
    let signature = Signature::from_der(&hex(authentication.signature.as_deref().unwrap_or_default())?)?;
    let stored = serde_json::to_value(&passkey)?;
    let mut point = vec![4_u8];
    for name in ["x", "y"] {
        let part = find(&stored, name).ok_or("the library keeps the key elsewhere")?;
        point.extend(BASE64URL_NOPAD.decode(part.as_bytes())?);
    }
    let key = VerifyingKey::from_sec1_bytes(&point)?;
    let proof =
        Proof { webauthn, passkey, answer, state: serde_json::from_value(state)?, message, signature, key };
    proof.in_memory(&serde_json::from_value(proof.answer.clone())?, proof.state.clone())?;
    proof.bare()?;
    Ok(proof)
}

/// The first text of that name, however deep.
fn find<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    let object = value.as_object()?;
    let here = object.get(name).and_then(Value::as_str);
    here.or_else(|| object.values().find_map(|inner| find(inner, name)))
}

impl Proof {
    fn in_memory(&self, answer: &PublicKeyCredential, state: DiscoverableAuthentication) -> Result<()> {
        let key = DiscoverableKey::from(&self.passkey);
        let result = self.webauthn.finish_discoverable_authentication_v2(answer, state, &key)?;
        if result.user_verified() { Ok(()) } else { Err("no user verification".into()) }
    }

    fn bare(&self) -> Result<()> {
        Ok(self.key.verify(black_box(&self.message), black_box(&self.signature))?)
    }
}

/// Seconds that the signature check alone takes.
pub(crate) fn bare_seconds() -> Result<f64> {
    let proof = proof()?;
    let begun = Instant::now();
    for _ in 0..2_000 {
        proof.bare()?;
    }
    Ok(begun.elapsed().as_secs_f64() / 2_000.0)
}

/// The median of what one check took, in microseconds.
fn micros(rounds: &[Duration]) -> f64 {
    crate::timing::percentile(rounds, 0.5).as_secs_f64() * 1e6 / CHECKS as f64
}

/// Measures.
pub(crate) async fn rows() -> Result<Vec<Row>> {
    let proof = proof()?;
    let answer: PublicKeyCredential = serde_json::from_value(proof.answer.clone())?;
    let (stored, state) = (serde_json::to_string(&proof.passkey)?, serde_json::to_string(&proof.state)?);
    let (mut memory, mut texts, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let states = vec![proof.state.clone(); CHECKS];
        let begun = Instant::now();
        for state in states {
            proof.in_memory(black_box(&answer), state)?;
        }
        memory.push(begun.elapsed());

        let answers = vec![proof.answer.clone(); CHECKS];
        let begun = Instant::now();
        for answer in answers {
            let answer: PublicKeyCredential = serde_json::from_value(answer)?;
            let passkey: Passkey = serde_json::from_str(black_box(&stored))?;
            let state: DiscoverableAuthentication = serde_json::from_str(black_box(&state))?;
            let key = DiscoverableKey::from(&passkey);
            proof.webauthn.finish_discoverable_authentication_v2(&answer, state, &key)?;
        }
        texts.push(begun.elapsed());

        let begun = Instant::now();
        for _ in 0..CHECKS {
            proof.bare()?;
        }
        bare.push(begun.elapsed());
    }
    let bare = micros(&bare);
    let row = |what: &str, ours: f64| Row {
        what: what.to_owned(),
        ours: format!("{ours:.1} µs"),
        partner: format!("{bare:.1} µs bare P-256"),
        ratio: Some(ours / bare),
        must: "≤ 1.5×".to_owned(),
        aim: "≤ 1.15×".to_owned(),
        met: Met::of(Some(ours <= 1.5 * bare), Some(ours <= 1.15 * bare)),
    };
    Ok(vec![
        row("passkey verification", micros(&memory)),
        row("passkey verification, from stored texts", micros(&texts)),
    ])
}
