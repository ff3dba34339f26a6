/// The outcome of each vector, with its reason.
///
/// Browsers are asked for no attestation and then replace every statement by `none`; the vectors with other
/// statements show that one that comes all the same does no harm.
fn expected(name: &str) -> Option<Expected> {
    use Expected::{Accepted, RefusedAtRegistration, RefusedAtSignIn};
    Some(match name {
        // Made without user verification: R1 lets nothing in without it.
        "none-es256" | "none-es256-long-credential-id" | "packed-es384" | "packed-eddsa" | "packed-ed448"
        | "apple-es256" | "fido-u2f-es256" => RefusedAtRegistration("UserNotVerified"),
        // Registered with user verification, but the sign-in is without.
        "packed-self-es256" => RefusedAtSignIn("UserNotVerified"),
        // Made inside a frame of another origin: `frame-ancestors 'none'`, so never ours.
        "none-es256-crossOrigin" | "none-es256-topOrigin" => RefusedAtRegistration("CredentialCrossOrigin"),
        // Every step holds: the statement is sound, the user was verified both times.
        "packed-es256" => Accepted,
        // ES512 is not among the algorithms offered.
        "packed-es512" => RefusedAtRegistration("CredentialAlteredAlgFromRequest"),
        // The library takes RSA keys of the usual shape only (2048 bits, exponent of three bytes); this one has
        // another. Its sign-in is without user verification, so policy would refuse it there.
        "packed-rs256" => RefusedAtRegistration("COSEKeyRSANEInvalid"),
        // The library reads TPM statements over RSA keys only. The standard would allow this one; with no
        // attestation asked for, a browser never sends it.
        "tpm-es256" => RefusedAtRegistration("COSEKeyInvalidType"),
        // The library does not take this certificate. Its sign-in is without user verification, so policy would
        // refuse it there.
        "android-key-es256" => RefusedAtRegistration("AttestationStatementX5CInvalid"),
        _ => return None,
    })
}
