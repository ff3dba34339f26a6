//! The vectors of Web Authentication Level 3, section 16, through the library and our policy.
//!
//! Each has its expected outcome and the reason written down. What our policy refuses although the standard would
//! allow it: no user verification (R1), another origin around ours, algorithms that we do not offer.

use serde::Deserialize;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, Url, Uuid},
};

use super::{NotTaken, accept_proof, accept_registration};

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
    registration: Registration,
    authentication: Authentication,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Registration {
    challenge: String,
    credential_id: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: String,
    flags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Authentication {
    challenge: String,
    authenticator_data: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    signature: String,
    flags: Vec<String>,
}

fn file() -> File {
    serde_json::from_str(include_str!("data/webauthn-vectors.json")).unwrap()
}

fn hex(text: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap()
}

fn base64url(text: &str) -> String {
    data_encoding::BASE64URL_NOPAD.encode(&hex(text))
}

fn webauthn(file: &File) -> Webauthn {
    let origin = Url::parse(&file.origin).unwrap();
    WebauthnBuilder::new(&file.rp_id, &origin).unwrap().build().unwrap()
}

/// Puts the vector's challenge where the library put its own.
fn with_challenge<T: serde::Serialize + serde::de::DeserializeOwned>(
    state: &T,
    at: &str,
    challenge: &str,
) -> T {
    let mut value = serde_json::to_value(state).unwrap();
    *value.pointer_mut(at).expect("the library keeps its challenge there") = base64url(challenge).into();
    serde_json::from_value(value).unwrap()
}

fn register(file: &File, vector: &Vector) -> Result<Passkey, NotTaken> {
    let webauthn = webauthn(file);
    let (_, state) =
        webauthn.start_passkey_registration(Uuid::from_bytes([7; 16]), "name", "Name", None).unwrap();
    let state: PasskeyRegistration = with_challenge(&state, "/rs/challenge", &vector.registration.challenge);
    let id = base64url(&vector.registration.credential_id);
    let answer = serde_json::from_value(serde_json::json!({
        "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {},
        "response": {
            "attestationObject": base64url(&vector.registration.attestation_object),
            "clientDataJSON": base64url(&vector.registration.client_data),
        },
    }))
    .unwrap();
    let accepted = accept_registration(&webauthn, &answer, &state)?;
    assert_eq!(accepted.credential_id, hex(&vector.registration.credential_id));
    Ok(serde_json::from_str(&accepted.credential).unwrap())
}

fn sign_in(file: &File, vector: &Vector, passkey: &Passkey) -> Result<(), NotTaken> {
    let webauthn = webauthn(file);
    let (_, state) = webauthn.start_discoverable_authentication().unwrap();
    let state: DiscoverableAuthentication =
        with_challenge(&state, "/ast/challenge", &vector.authentication.challenge);
    let id = base64url(&vector.registration.credential_id);
    let answer: PublicKeyCredential = serde_json::from_value(serde_json::json!({
        "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {},
        "response": {
            "authenticatorData": base64url(&vector.authentication.authenticator_data),
            "clientDataJSON": base64url(&vector.authentication.client_data),
            "signature": base64url(&vector.authentication.signature),
            "userHandle": null,
        },
    }))
    .unwrap();
    accept_proof(&webauthn, &answer, state, passkey).map(|_| ())
}

/// What must come of a vector, and why.
enum Expected {
    /// Both steps are accepted.
    Accepted,
    /// The registration is refused with this error's name.
    RefusedAtRegistration(&'static str),
    /// Registered, but the sign-in is refused with this error's name.
    RefusedAtSignIn(&'static str),
}

fn name_of(error: &NotTaken) -> String {
    match error {
        NotTaken::Step(step) => {
            format!("{step:?}").split(['(', ' ', '{']).next().unwrap_or_default().to_owned()
        }
        other => format!("{other:?}").split('(').next().unwrap_or_default().to_owned(),
    }
}

include!("expected.rs");

#[test]
fn every_vector_comes_out_as_expected() {
    let file = file();
    assert_eq!(file.vectors.len(), 15);
    let mut wrong = Vec::new();
    for vector in &file.vectors {
        let expected = expected(&vector.name);
        let came = match register(&file, vector) {
            Err(error) => format!("registration: {}", name_of(&error)),
            Ok(passkey) => match sign_in(&file, vector, &passkey) {
                Err(error) => format!("sign-in: {}", name_of(&error)),
                Ok(()) => "accepted".to_owned(),
            },
        };
        let wanted = match expected {
            Some(Expected::Accepted) => "accepted".to_owned(),
            Some(Expected::RefusedAtRegistration(name)) => format!("registration: {name}"),
            Some(Expected::RefusedAtSignIn(name)) => format!("sign-in: {name}"),
            None => "nothing written down".to_owned(),
        };
        if came != wanted {
            wrong.push(format!(
                "{} (flags {:?} and {:?}): wanted {wanted}, came {came}",
                vector.name, vector.registration.flags, vector.authentication.flags
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_vector_without_user_verification_is_accepted() {
    let file = file();
    for vector in &file.vectors {
        let verified = |flags: &[String]| flags.iter().any(|flag| flag == "UV");
        if let Ok(passkey) = register(&file, vector) {
            assert!(verified(&vector.registration.flags), "{} was registered without", vector.name);
            if sign_in(&file, vector, &passkey).is_ok() {
                assert!(verified(&vector.authentication.flags), "{} signed in without", vector.name);
            }
        }
    }
}

#[test]
fn look_alike_origins_are_refused() {
    let real = file();
    let vector = real.vectors.iter().find(|vector| register(&real, vector).is_ok()).unwrap();
    for origin in [
        "https://badexample.org",
        "https://example.org.evil.example",
        "http://example.org",
        "https://example.org:8443",
        "https://sub.example.org",
    ] {
        // The vector was made for https://example.org; a relying party elsewhere must not take it.
        let other = Url::parse(origin).unwrap();
        let host = other.host_str().unwrap().to_owned();
        let file = File { rp_id: host, origin: origin.to_owned(), vectors: Vec::new() };
        assert!(register(&file, vector).is_err(), "{origin} took it");
    }
}
