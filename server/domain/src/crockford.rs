//! Crockford base32 as it is shown and typed, and the check symbol over it.
//!
//! The check symbol is computed over the field of 32 elements with another weight at each place, so every single wrong
//! symbol and every swap of neighbours shows, in texts of up to 30 symbols.

/// As shown: no `I`, `L`, `O` or `U`.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Doubles in GF(32) with the polynomial x⁵ + x² + 1, of which 2 is a generator.
const fn double(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

/// The symbol that makes the weighted sum of `values` and itself come to `constant`.
///
/// Horner's scheme: the last character weighs 2, the one before it 4, and so on; the check symbol weighs 1. The
/// powers of 2 differ up to the 31st, so the weights of neighbours differ, the check symbol's among them.
pub(crate) fn check_of(values: &[u8], constant: u8) -> u8 {
    values.iter().fold(0, |sum, value| double(sum ^ value)) ^ constant
}

/// The symbol of a value; only its five low bits count.
pub(crate) fn symbol(value: u8) -> u8 {
    ALPHABET.get(usize::from(value & 31)).copied().unwrap_or(b'0')
}

/// The value of a symbol exactly as [`symbol`] writes it.
pub(crate) fn value_of_byte(byte: u8) -> Option<u8> {
    let place = ALPHABET.iter().position(|symbol| *symbol == byte)?;
    u8::try_from(place).ok()
}

/// The value of a typed character, with the look-alikes of Crockford's alphabet.
pub(crate) fn value_of(typed: char) -> Option<u8> {
    let plain = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    value_of_byte(u8::try_from(plain).ok()?)
}

/// Whether a typed character only separates: blanks, hyphens and dashes.
pub(crate) fn separates(typed: char) -> bool {
    typed.is_whitespace() || matches!(typed, '-' | '‐' | '‑' | '–' | '—')
}
