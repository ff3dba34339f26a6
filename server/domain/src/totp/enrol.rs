//! How an authenticator app gets its seed: as a QR code or as text to be typed.

use data_encoding::BASE32_NOPAD;

use super::{DIGITS, STEP, Seed};

impl Seed {
    /// The seed as text to be typed into an app: base32 (RFC 4648) in groups of four. A secret.
    pub fn text(&self) -> String {
        let plain = BASE32_NOPAD.encode(self.as_bytes());
        let mut shown = String::with_capacity(plain.len() + plain.len() / 4);
        for (place, symbol) in plain.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                shown.push(' ');
            }
            shown.push(symbol);
        }
        shown
    }

    /// The `otpauth://` address that a QR code shows, in the form that the common apps read (the "Key Uri Format" of
    /// Google Authenticator). A secret: it is shown once and never an address of a page.
    ///
    /// A colon separates issuer and account there, so one in either is shown as a blank.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        let secret = BASE32_NOPAD.encode(self.as_bytes());
        let period = STEP.0 / 1_000;
        format!(
            "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={period}"
        )
    }
}

/// Percent-encoded but for the unreserved characters of RFC 3986 §2.3.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.trim().bytes() {
        let byte = if byte == b':' { b' ' } else { byte };
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            for half in [byte >> 4, byte & 15] {
                escaped.push(char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    escaped
}
