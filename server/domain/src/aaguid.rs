//! What model of authenticator a passkey or security key says it is on (AAGUID), and the public names of the common ones.
//!
//! Nobody proves it: registrations ask for no attestation, and then most browsers even put zeroes in its place. So it is a
//! hint for words, such as the name of a key whose owner gives it none, and never decides anything.
//!
//! The names are those of the FIDO Alliance's metadata service and of the community's list of passkey providers
//! (`passkeydeveloper/passkey-authenticator-aaguids`, as published in 2026), without what they say of editions. A model that
//! is not among them has no name, which means nothing but that: to name another one, add its line as it stands there.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The identifier of a model, 128 bits; never all zeroes, which say that the model is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Aaguid(u128);

/// Identifiers and names, by maker.
const NAMES: &[(u128, &str)] = &[
    // What comes with a system or a browser.
    (0xfbfc3007_154e_4ecc_8c0b_6e020557d7bd, "Apple Passwords"),
    (0xdd4ec289_e01d_41c9_bb89_70fa845d4bf2, "iCloud Keychain (Managed)"),
    (0xea9b8d66_4d01_1d21_3ce4_b6b48cb575d4, "Google Password Manager"),
    (0xadce0002_35bc_c60a_648b_0b25f1f05503, "Chrome on Mac"),
    (0x771b48fd_d3d4_4f74_9232_fc157ab0507a, "Edge on Mac"),
    (0x08987058_cadc_4b81_b6e1_30de50dcbe96, "Windows Hello"),
    (0x9ddd1817_af5a_4672_a2b9_3e3dd95000a9, "Windows Hello"),
    (0x6028b017_b1d4_4c02_b4b3_afcdafc96bb2, "Windows Hello"),
    (0x53414d53_554e_4700_0000_000000000000, "Samsung Pass"),
    // Password managers.
    (0xbada5566_a7aa_401f_bd96_45619a55120d, "1Password"),
    (0xd548826e_79b4_db40_a3d8_11116f7e8349, "Bitwarden"),
    (0x531126d6_e717_415c_9320_3d9aa6981239, "Dashlane"),
    (0xfdb141b2_5d84_443e_8a35_4698c205a502, "KeePassXC"),
    (0x0ea242b4_43c4_4a1b_8b17_dd6d0b6baec6, "Keeper"),
    (0xb84e4048_15dc_4dd0_8640_f4f60813c8af, "NordPass"),
    (0x50726f74_6f6e_5061_7373_50726f746f6e, "Proton Pass"),
    // Yubico.
    (0xcb69481e_8ff7_4039_93ec_0a2729a154a8, "YubiKey 5 Series"),
    (0xee882879_721c_4913_9775_3dfcce97072a, "YubiKey 5 Series"),
    (0x19083c3d_8383_4b18_bc03_8f1c9ab2fd1b, "YubiKey 5 Series"),
    (0xff4dac45_ede8_4ec2_aced_cf66103f4335, "YubiKey 5 Series"),
    (0xfa2b99dc_9e39_4257_8f92_4a30d23c4118, "YubiKey 5 Series with NFC"),
    (0x2fc0579f_8113_47ea_b116_bb5a8db9202a, "YubiKey 5 Series with NFC"),
    (0xd7781e5d_e353_46aa_afe2_3ca49f13332a, "YubiKey 5 Series with NFC"),
    (0xa25342c0_3cdc_4414_8e46_f4807fca511c, "YubiKey 5 Series with NFC"),
    (0xc5ef55ff_ad9a_4b9f_b580_adebafe026d0, "YubiKey 5 Series with Lightning"),
    (0xa02167b9_ae71_4ac7_9a07_06432ebb6f1c, "YubiKey 5 Series with Lightning"),
    (0x24673149_6c86_42e7_98d9_433fb5b73296, "YubiKey 5 Series with Lightning"),
    (0x73bb0cd4_e502_49b8_9c6f_b59445bf720b, "YubiKey 5 FIPS Series"),
    (0x57f7de54_c807_4eab_b1c6_1c9be7984e92, "YubiKey 5 FIPS Series"),
    (0xc1f9a0bc_1dd2_404a_b27f_8e29047a43fd, "YubiKey 5 FIPS Series with NFC"),
    (0xfcc0118f_cd45_435b_8da1_9782b2da0715, "YubiKey 5 FIPS Series with NFC"),
    (0x85203421_48f9_4355_9bc8_8a53846e5083, "YubiKey 5 FIPS Series with Lightning"),
    (0x7b96457d_e3cd_432b_9ceb_c9fdd7ef7432, "YubiKey 5 FIPS Series with Lightning"),
    (0xd8522d9f_575b_4866_88a9_ba99fa02f35b, "YubiKey Bio Series - FIDO Edition"),
    (0xdd86a2da_86a0_4cbe_b462_4bd31f57bc6f, "YubiKey Bio Series - FIDO Edition"),
    (0x7409272d_1ff9_4e10_9fc9_ac0019c124fd, "YubiKey Bio Series - FIDO Edition"),
    (0x90636e1f_ef82_43bf_bdcf_5255f139d12f, "YubiKey Bio Series - Multi-protocol Edition"),
    (0x34744913_4f57_4e6e_a527_e9ec3c4b94e6, "YubiKey Bio Series - Multi-protocol Edition"),
    (0x7d1351a6_e097_4852_b8bf_c9ac5c9ce4a3, "YubiKey Bio Series - Multi-protocol Edition"),
    (0xf8a011f3_8c0a_4d15_8006_17111f9edc7d, "Security Key by Yubico"),
    (0xb92c3f9a_c014_4056_887f_140a2501163b, "Security Key by Yubico"),
    (0x149a2021_8ef6_4133_96b8_81f8d5b7f1f5, "Security Key by Yubico with NFC"),
    (0x6d44ba9b_f6ec_2e49_b930_0c8fe920cb73, "Security Key by Yubico with NFC"),
    (0xa4e9fc6d_4cbe_4758_b8ba_37598bb5bbaa, "Security Key NFC by Yubico"),
    (0xb7d3f68e_88a6_471e_9ecf_2df26d041ede, "Security Key NFC by Yubico"),
    (0xe77e3c64_05e3_428b_8824_0cbeb04b829d, "Security Key NFC by Yubico"),
    // Others.
    (0x42b4fb4a_2866_43b2_9bf7_6c6669c2e5d3, "Google Titan Security Key v2"),
    (0x2cd2f727_f6ca_44da_8f48_5c2e5da000a2, "Nitrokey 3 AM"),
    (0x833b721a_ff5f_4d00_bb2e_bdda3ec01e29, "Feitian ePass FIDO2 Authenticator"),
    (0xee041bce_25e5_4cdb_8f86_897fd6418464, "Feitian ePass FIDO2-NFC Authenticator"),
    (0xab32f0c6_2239_afbb_c470_d2ef4e254db7, "TOKEN2 FIDO2 Security Key"),
    (0xeabb46cc_e241_80bf_ae9e_96fa6d2975cf, "TOKEN2 PIN Plus Security Key Series"),
];

/// Where the model stands in an authenticator's data that has a key: after the hash (32 bytes), flags (1) and counter (4).
const PLACE: usize = 37;
/// The flag of data that has a key.
const HAS_KEY: u8 = 0x40;

impl Aaguid {
    /// `None` for all zeroes.
    pub const fn of(bytes: [u8; 16]) -> Option<Self> {
        match u128::from_be_bytes(bytes) {
            0 => None,
            known => Some(Self(known)),
        }
    }

    /// Reads the form that [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let hex: String = text.chars().filter(|c| *c != '-').collect();
        let well_formed = hex.len() == 32 && hex.bytes().all(|digit| digit.is_ascii_hexdigit());
        u128::from_str_radix(hex.get(..32).filter(|_| well_formed)?, 16)
            .ok()
            .and_then(|n| Self::of(n.to_be_bytes()))
    }

    /// What the attestation object of a registration says. To be asked of one that was accepted: it is CBOR then, and of what
    /// is none nothing is found.
    pub fn of_attestation(object: &[u8]) -> Option<Self> {
        const NAME: &[u8] = b"\x68authData";
        let at = object.windows(NAME.len()).rposition(|part| part == NAME)?;
        // A string of bytes, with its length in one, two or four more.
        let (head, rest) = object.get(at + NAME.len()..)?.split_first()?;
        let length = match head {
            0x58 => 1,
            0x59 => 2,
            0x5a => 4,
            _ => return None,
        };
        let data = rest.get(length..)?;
        if data.get(32)? & HAS_KEY == 0 {
            return None;
        }
        data.get(PLACE..PLACE + 16)?.try_into().ok().and_then(Self::of)
    }

    /// Its public name, if it is one of the common ones.
    pub fn name(self) -> Option<&'static str> {
        NAMES.iter().find(|(known, _)| *known == self.0).map(|(_, name)| *name)
    }
}

/// In groups of 8, 4, 4, 4 and 12 digits, as lists write it.
impl fmt::Display for Aaguid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |shift: u32, digits: u32| self.0 >> shift & ((1 << (4 * digits)) - 1);
        let (a, b, c, d, e) = (part(96, 8), part(80, 4), part(64, 4), part(48, 4), part(0, 12));
        write!(f, "{a:08x}-{b:04x}-{c:04x}-{d:04x}-{e:012x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YUBIKEY: &str = "ee882879-721c-4913-9775-3dfcce97072a";

    /// An attestation object whose data have `flags` and this model.
    fn object(flags: u8, model: [u8; 16]) -> Vec<u8> {
        let mut data = vec![7; 32];
        data.push(flags);
        data.extend([0; 4]);
        data.extend(model);
        data.extend([0, 1, 9]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        object
    }

    #[test]
    fn a_known_model_has_its_public_name_and_no_other_has() {
        assert_eq!(Aaguid::parse(YUBIKEY).unwrap().name(), Some("YubiKey 5 Series"));
        assert_eq!(Aaguid::parse("ee882879-721c-4913-9775-3dfcce97072b").unwrap().name(), None);
    }

    #[test]
    fn all_zeroes_are_no_model() {
        assert_eq!(Aaguid::of([0; 16]), None);
        assert_eq!(Aaguid::parse("00000000-0000-0000-0000-000000000000"), None);
        assert_eq!(Aaguid::of_attestation(&object(0x45, [0; 16])), None);
    }

    #[test]
    fn it_is_written_as_it_is_read() {
        assert_eq!(Aaguid::parse(YUBIKEY).unwrap().to_string(), YUBIKEY);
        let low = "00000000-0000-0000-0000-00000000000a";
        assert_eq!(Aaguid::parse(low).unwrap().to_string(), low);
        for odd in [
            "",
            "ee882879",
            "ee882879-721c-4913-9775-3dfcce97072",
            "+e882879-721c-4913-9775-3dfcce97072a",
            "é",
        ] {
            assert_eq!(Aaguid::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn it_stands_after_the_counter_of_data_that_have_a_key() {
        let model = *b"0123456789abcdef";
        assert_eq!(Aaguid::of_attestation(&object(0x45, model)), Aaguid::of(model));
        assert_eq!(Aaguid::of_attestation(&object(0x05, model)), None, "no key, no model");
        let whole = object(0x45, model);
        for cut in 0..60 {
            assert_eq!(Aaguid::of_attestation(&whole[..cut]), None, "cut after {cut}");
        }
    }

    #[test]
    fn no_model_stands_there_twice_or_without_a_name() {
        for (at, (one, name)) in NAMES.iter().enumerate() {
            assert!(*one != 0 && !name.trim().is_empty());
            assert!(NAMES[at + 1..].iter().all(|(other, _)| one != other), "{name} {one:x}");
        }
    }
}
