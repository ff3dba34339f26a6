//! The key pair of an asking browser, which WebCrypto keeps in the real one.

use contract::recovery::{KeyTaken, PublishKey, SealedPass};
use data_encoding::BASE64URL_NOPAD;
use domain::match_code::MatchCode;
use domain::{RequestId, Rng};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable as _, Kem as _, OpModeR, Serializable as _};

type Kem = DhP256HkdfSha256;

/// See the module.
pub struct AskingKey {
    private: <Kem as hpke::Kem>::PrivateKey,
    public: Vec<u8>,
}

impl AskingKey {
    /// A new pair.
    pub fn new(rng: &dyn Rng) -> Self {
        let mut seed = [0_u8; 32];
        rng.fill(&mut seed);
        let (private, public) = Kem::derive_keypair(&seed);
        Self { private, public: public.to_bytes().to_vec() }
    }

    /// What the browser sends of it.
    pub fn publish(&self) -> PublishKey {
        PublishKey { public_key: BASE64URL_NOPAD.encode(&self.public) }
    }

    /// The public half as it is sent: 65 bytes.
    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// The code that the asking page shows, as an approver types it.
    pub fn code(&self, taken: &KeyTaken) -> String {
        let number = BASE64URL_NOPAD.decode(taken.number.as_bytes()).expect("base64url");
        MatchCode::of(&RequestId::stored(taken.request.clone()), &self.public, &number).shown()
    }

    /// Opens a sealed pass; none if it was sealed to another key, or to other facts than it says.
    pub fn open(&self, sealed: &SealedPass) -> Option<String> {
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).ok();
        let enc = <Kem as hpke::Kem>::EncappedKey::from_bytes(&bytes(&sealed.enc)?).ok()?;
        let (text, info) = (bytes(&sealed.sealed)?, bytes(&sealed.info)?);
        let opened = hpke::single_shot_open::<AesGcm256, HkdfSha256, Kem>(
            &OpModeR::Base,
            &self.private,
            &enc,
            &info,
            &text,
            b"",
        );
        String::from_utf8(opened.ok()?).ok()
    }
}
