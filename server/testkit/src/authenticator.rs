//! An authenticator in software: ES256 keys, user verification, attestation "none", user handles. What a real
//! one would never do it does when its fields say so.

use data_encoding::BASE64URL_NOPAD;
use domain::Rng;
use p256::ecdsa::{DerSignature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// User present.
const PRESENT: u8 = 0x01;
/// User verified.
const VERIFIED: u8 = 0x04;
/// The key may be backed up, and is.
const SYNCED: u8 = 0x08 | 0x10;
/// The key itself follows.
const ATTESTED: u8 = 0x40;

/// A phone, a laptop or a security key.
#[derive(Clone)]
pub struct Authenticator {
    keys: Vec<Key>,
    seed: [u8; 32],
    /// The page's origin, as the browser tells it.
    pub origin: String,
    /// Whether it checks its user's finger or code.
    pub verifies: bool,
    /// Whether its keys live with an account (R7).
    pub synced: bool,
    /// How it says it is reached: `internal`, `hybrid`, `usb`, `nfc`.
    pub transports: Vec<String>,
    /// What model it says it is (AAGUID); zeroes tell none.
    pub model: [u8; 16],
    /// How often it signed; `None` for those that do not count, as synced ones.
    pub counter: Option<u32>,
}

#[derive(Clone)]
struct Key {
    id: Vec<u8>,
    secret: SigningKey,
    handle: Vec<u8>,
    relying_party: String,
}

impl Authenticator {
    /// A phone: verifies its user, keeps its keys to itself, does not count.
    pub fn new(origin: &str, rng: &dyn Rng) -> Self {
        let mut seed = [0_u8; 32];
        rng.fill(&mut seed);
        Self {
            keys: Vec::new(),
            seed,
            origin: origin.to_owned(),
            verifies: true,
            synced: false,
            transports: vec!["internal".to_owned()],
            model: [0; 16],
            counter: None,
        }
    }

    /// How many keys it holds.
    pub fn keys(&self) -> usize {
        self.keys.len()
    }

    /// The identifier of its newest key.
    pub fn newest(&self) -> Vec<u8> {
        self.keys.last().expect("it holds a key").id.clone()
    }

    fn draw(&mut self) -> [u8; 32] {
        self.seed = Sha256::digest(self.seed).into();
        self.seed
    }

    /// `navigator.credentials.create(options)`, as `toJSON()` gives it.
    ///
    /// # Panics
    /// If it already holds a key that the options exclude, as a browser would refuse.
    pub fn create(&mut self, options: &Value) -> Value {
        let options = &options["publicKey"];
        let excluded = options["excludeCredentials"].as_array().cloned().unwrap_or_default();
        let held = excluded.iter().any(|id| self.keys.iter().any(|key| key.id == bytes(&id["id"])));
        assert!(!held, "this authenticator already holds a key of this person");
        let secret = loop {
            let drawn = self.draw();
            if let Ok(secret) = SigningKey::from_slice(&drawn) {
                break secret;
            }
        };
        let id = self.draw().to_vec();
        let relying_party = text(&options["rp"]["id"]);
        let point = secret.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().expect("a point"), point.y().expect("a point"));
        // COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        let mut cose = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        cose.extend_from_slice(x);
        cose.extend_from_slice(&[0x22, 0x58, 0x20]);
        cose.extend_from_slice(y);
        let mut data = self.data(&relying_party, ATTESTED, 0);
        data.extend_from_slice(&self.model);
        data.extend_from_slice(&u16::try_from(id.len()).expect("short").to_be_bytes());
        data.extend_from_slice(&id);
        data.extend_from_slice(&cose);
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let mut attestation = vec![0xa3, 0x63];
        attestation.extend_from_slice(b"fmt\x64none\x67attStmt\xa0\x68authData\x59");
        attestation.extend_from_slice(&u16::try_from(data.len()).expect("short").to_be_bytes());
        attestation.extend_from_slice(&data);
        let client = self.client_data("webauthn.create", &text(&options["challenge"]));
        self.keys.push(Key { id: id.clone(), secret, handle: bytes(&options["user"]["id"]), relying_party });
        json!({
            "id": base64(&id),
            "rawId": base64(&id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": base64(client.as_bytes()),
                "attestationObject": base64(&attestation),
                "transports": self.transports,
            },
        })
    }

    /// `navigator.credentials.get(options)`, as `toJSON()` gives it: with the newest key that the options allow.
    ///
    /// # Panics
    /// If it holds none, as a browser would find none.
    pub fn get(&mut self, options: &Value) -> Value {
        self.try_get(options).expect("this authenticator holds a key that is asked for")
    }

    /// The same; none if it holds no key that is asked for.
    pub fn try_get(&mut self, options: &Value) -> Option<Value> {
        let options = &options["publicKey"];
        let relying_party = text(&options["rpId"]);
        let allowed = options["allowCredentials"].as_array().cloned().unwrap_or_default();
        let fits = |key: &&Key| {
            key.relying_party == relying_party
                && (allowed.is_empty() || allowed.iter().any(|one| bytes(&one["id"]) == key.id))
        };
        let key = self.keys.iter().rev().find(fits)?.clone();
        if let Some(counter) = &mut self.counter {
            *counter += 1;
        }
        let data = self.data(&relying_party, 0, self.counter.unwrap_or(0));
        let client = self.client_data("webauthn.get", &text(&options["challenge"]));
        let mut signed = data.clone();
        signed.extend_from_slice(&Sha256::digest(client.as_bytes()));
        let signature: DerSignature = key.secret.sign(&signed);
        Some(json!({
            "id": base64(&key.id),
            "rawId": base64(&key.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": base64(client.as_bytes()),
                "authenticatorData": base64(&data),
                "signature": base64(signature.as_bytes()),
                "userHandle": base64(&key.handle),
            },
        }))
    }

    fn data(&self, relying_party: &str, more: u8, counter: u32) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let synced = if self.synced { SYNCED } else { 0 };
        let mut data = Sha256::digest(relying_party.as_bytes()).to_vec();
        data.push(PRESENT | verified | synced | more);
        data.extend_from_slice(&counter.to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, challenge: &str) -> String {
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false}).to_string()
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text in the options").to_owned()
}

fn bytes(value: &Value) -> Vec<u8> {
    BASE64URL_NOPAD.decode(text(value).trim_end_matches('=').as_bytes()).expect("base64url in the options")
}

fn base64(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
