//! Sealing a pass to the asking browser's key (R5): HPKE base mode (RFC 9180), DHKEM(P-256, HKDF-SHA256), HKDF-SHA256,
//! AES-256-GCM.

use std::convert::Infallible;

use contract::recovery::SealedPass;
use data_encoding::BASE64URL_NOPAD;
use domain::{PersonId, RequestId, Rng, match_code::Fingerprint, pass::Pass};
use hpke::{
    Deserializable, HpkeError, Kem, OpModeS, Serializable,
    aead::AesGcm256,
    kdf::HkdfSha256,
    kem::DhP256HkdfSha256,
    rand_core::{TryCryptoRng, TryRng},
    single_shot_seal_with_rng,
};

/// Bytes of an uncompressed P-256 point.
const POINT: usize = 65;
/// First byte of an uncompressed point (SEC 1 §2.3.3).
const UNCOMPRESSED: u8 = 4;
const LABEL: &[u8] = b"latchkey seal v1";

type PublicKey = <DhP256HkdfSha256 as Kem>::PublicKey;

fn read(bytes: &[u8]) -> Option<PublicKey> {
    let plain = bytes.len() == POINT && bytes.first() == Some(&UNCOMPRESSED);
    if plain { PublicKey::from_bytes(bytes).ok() } else { None }
}

/// Whether these bytes are an uncompressed point on the curve.
pub(crate) fn is_public_key(bytes: &[u8]) -> bool {
    read(bytes).is_some()
}

/// What a sealed pass is bound to: label, request, person and fingerprint, each after its length in eight bytes.
pub(super) fn info(request: &RequestId, person: &PersonId, fingerprint: &Fingerprint) -> Vec<u8> {
    let parts =
        [LABEL, request.as_str().as_bytes(), person.as_str().as_bytes(), fingerprint.as_str().as_bytes()];
    let mut info = Vec::new();
    for part in parts {
        info.extend_from_slice(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        info.extend_from_slice(part);
    }
    info
}

/// The installation's randomness in the shape that the library asks for.
pub(super) struct Source<'a>(pub(super) &'a dyn Rng);

impl TryRng for Source<'_> {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0_u8; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_be_bytes(bytes))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0_u8; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_be_bytes(bytes))
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}
impl TryCryptoRng for Source<'_> {}

/// Seals a pass.
///
/// # Errors
/// [`HpkeError`] if `public_key` is no point on the curve.
pub(super) fn seal(
    rng: &dyn Rng,
    public_key: &[u8],
    info: &[u8],
    pass: &Pass,
) -> Result<SealedPass, HpkeError> {
    let key = read(public_key).ok_or(HpkeError::ValidationError)?;
    let (enc, sealed) = single_shot_seal_with_rng::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeS::Base,
        &key,
        info,
        pass.as_bytes().as_ref(),
        b"",
        &mut Source(rng),
    )?;
    Ok(SealedPass {
        enc: BASE64URL_NOPAD.encode(&enc.to_bytes()),
        sealed: BASE64URL_NOPAD.encode(&sealed),
        info: BASE64URL_NOPAD.encode(info),
    })
}

#[cfg(test)]
mod tests {
    use hpke::{OpModeR, aead::AesGcm128, setup_receiver, setup_sender_with_rng, single_shot_open};

    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap()
    }

    /// Gives out the bytes it was made with.
    struct Given(Vec<u8>);
    impl Rng for Given {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0);
        }
    }

    struct Counting(std::sync::atomic::AtomicU8);
    impl Rng for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(7, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    /// RFC 9180 A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode. The RFC has none for AES-256 with
    /// this KEM; the KEM and the key schedule are the same.
    #[test]
    fn the_library_agrees_with_the_vector_of_the_rfc() {
        let ikm = hex("4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e");
        let enc = hex(
            "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be86\
             3c403ce65c9bfcb9382657222d18c4",
        );
        let public = hex(
            "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6\
             aa8f80e30f1d128aafd68a2ce72ea0",
        );
        let private = hex("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2");
        let info = hex("4f6465206f6e2061204772656369616e2055726e");
        let plain = hex("4265617574792069732074727574682c20747275746820626561757479");
        let aad = hex("436f756e742d30");
        let sealed =
            hex("5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434");

        let key = read(&public).unwrap();
        let given = Given(ikm);
        let (got, mut context) = setup_sender_with_rng::<AesGcm128, HkdfSha256, DhP256HkdfSha256>(
            &OpModeS::Base,
            &key,
            &info,
            &mut Source(&given),
        )
        .unwrap();
        assert_eq!(got.to_bytes().to_vec(), enc);
        assert_eq!(context.seal(&plain, &aad).unwrap(), sealed);

        let private = <DhP256HkdfSha256 as Kem>::PrivateKey::from_bytes(&private).unwrap();
        let got = <DhP256HkdfSha256 as Kem>::EncappedKey::from_bytes(&enc).unwrap();
        let mut context =
            setup_receiver::<AesGcm128, HkdfSha256, DhP256HkdfSha256>(&OpModeR::Base, &private, &got, &info)
                .unwrap();
        assert_eq!(context.open(&sealed, &aad).unwrap(), plain);
    }

    #[test]
    fn i04_a_sealed_pass_opens_only_with_its_key_and_for_what_it_is_bound_to() {
        let rng = Counting(std::sync::atomic::AtomicU8::new(3));
        let (private, public) = DhP256HkdfSha256::derive_keypair(&[9; 32]);
        let (other, _) = DhP256HkdfSha256::derive_keypair(&[8; 32]);
        let print = domain::match_code::fingerprint(&public.to_bytes());
        let bound = info(&RequestId::stored("r"), &PersonId::stored("p"), &print);
        let pass = Pass::mint(&rng);
        let sealed = seal(&rng, &public.to_bytes(), &bound, &pass).unwrap();
        let enc = BASE64URL_NOPAD.decode(sealed.enc.as_bytes()).unwrap();
        let enc = <DhP256HkdfSha256 as Kem>::EncappedKey::from_bytes(&enc).unwrap();
        let text = BASE64URL_NOPAD.decode(sealed.sealed.as_bytes()).unwrap();
        let open = |key, info: &[u8]| {
            single_shot_open::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
                &OpModeR::Base,
                key,
                &enc,
                info,
                &text,
                b"",
            )
        };
        assert_eq!(Pass::from_bytes(&open(&private, &bound).unwrap()), Some(pass));
        assert!(open(&other, &bound).is_err());
        for (request, person) in [("x", "p"), ("r", "x"), ("rp", "")] {
            let info = info(&RequestId::stored(request), &PersonId::stored(person), &print);
            assert!(open(&private, &info).is_err(), "{request} {person}");
        }
    }

    #[test]
    fn only_an_uncompressed_point_on_the_curve_is_a_key() {
        let (_, public) = DhP256HkdfSha256::derive_keypair(&[9; 32]);
        let good = public.to_bytes().to_vec();
        assert!(is_public_key(&good));
        let mut off = good.clone();
        off[64] ^= 1;
        let mut compressed = good[..33].to_vec();
        compressed[0] = 2 + (good[64] & 1);
        let mut hybrid = good.clone();
        hybrid[0] = 6 + (good[64] & 1);
        for bad in
            [off, compressed, hybrid, vec![4; 65], vec![0; 65], vec![0], Vec::new(), good[..64].to_vec()]
        {
            assert!(!is_public_key(&bad), "{bad:02x?}");
        }
    }
}
