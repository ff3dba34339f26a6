//! The passkey of nobody: what an answer is checked against where its identifier is on nobody's record, so that it takes as
//! long as for somebody's (I08). What comes of the check is thrown away.

use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

/// The base point of P-256 (SEC 2, version 2.0, section 2.4.2): a public key as good as any for taking time.
const X: &str = "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY";
const Y: &str = "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

/// It as methods are stored, with the identifier that came back.
pub(super) fn stand_in(identifier: &[u8]) -> String {
    json!({
        "cred": {
            "cred_id": BASE64URL_NOPAD.encode(identifier),
            "cred": {"type_": "ES256", "key": {"EC_EC2": {"curve": "SECP256R1", "x": X, "y": Y}}},
            "counter": 0,
            "transports": null,
            "user_verified": true,
            "backup_eligible": false,
            "backup_state": false,
            "registration_policy": "required",
            "extensions": {
                "cred_protect": "NotRequested",
                "hmac_create_secret": "NotRequested",
                "appid": "NotRequested",
                "cred_props": "Ignored",
            },
            "attestation": {"data": "None", "metadata": "None"},
            "attestation_format": "none",
        }
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use webauthn_rs::prelude::Passkey;

    use super::*;

    #[test]
    fn it_reads_like_a_stored_method() {
        let passkey: Passkey = serde_json::from_str(&stand_in(&[7; 48])).unwrap();
        assert_eq!(passkey.cred_id().as_slice(), [7; 48]);
        // Nothing is left out that a stored one holds.
        let again: serde_json::Value = serde_json::to_value(&passkey).unwrap();
        assert_eq!(again, serde_json::from_str::<serde_json::Value>(&stand_in(&[7; 48])).unwrap());
    }
}
