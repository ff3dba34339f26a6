//! The match code (R5): six digits that the asking screen shows and the approver types.
//!
//! It is stored nowhere. Browser and server each compute it from the request, its public key and a number that the
//! server adds once it holds the key, so nobody can look for a key that gives a wanted code.

use sha2::{Digest, Sha256};

use crate::{RequestId, Rng, policy::Policy, same::same};

const CODE_LABEL: &[u8] = b"latchkey match code 1";
const KEY_LABEL: &[u8] = b"latchkey request key 1";
/// Bytes of the number that the server adds.
pub const NUMBER_BYTES: usize = 32;
/// How many codes there are.
const CODES: u64 = 1_000_000;
const DIGITS: usize = 6;

/// The parts, each after its length in eight bytes, so that no two lists of parts come to the same.
fn joined(parts: &[&[u8]]) -> Vec<u8> {
    let mut all = Vec::new();
    for part in parts {
        all.extend((part.len() as u64).to_be_bytes());
        all.extend_from_slice(part);
    }
    all
}

/// The bytes whose SHA-256 is what a match code is made from, for [`MatchCode::of_hash`]: a browser hashes them itself.
///
/// `public_key` is the key as the browser sent it, byte for byte; `number` the [`NUMBER_BYTES`] random bytes that the
/// server added.
pub fn to_hash(request: &RequestId, public_key: &[u8], number: &[u8]) -> Vec<u8> {
    joined(&[CODE_LABEL, request.as_str().as_bytes(), public_key, number])
}

/// The bytes whose SHA-256, in hexadecimal, is the [`fingerprint`] of a public key.
pub fn key_to_hash(public_key: &[u8]) -> Vec<u8> {
    joined(&[KEY_LABEL, public_key])
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Why what was typed is no match code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// Nothing was typed.
    Empty,
    /// Digits are missing.
    TooShort {
        /// How many there are.
        has: usize,
        /// How many there must be.
        needs: usize,
    },
    /// There are too many digits.
    TooLong {
        /// How many there are.
        has: usize,
        /// How many there must be.
        needs: usize,
    },
    /// A character that is no digit.
    NotADigit(char),
}

impl std::fmt::Display for CodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CodeError::Empty => f.write_str("nothing was typed"),
            CodeError::TooShort { has, needs } => write!(f, "has {has} digits and needs {needs}"),
            CodeError::TooLong { has, needs } => write!(f, "has {has} digits, more than {needs}"),
            CodeError::NotADigit(_) => f.write_str("has a character that is no digit"),
        }
    }
}
impl std::error::Error for CodeError {}

/// Six digits. Never sent to an approver's page, so Debug does not show them and nothing serialises them.
#[derive(Clone, Copy)]
pub struct MatchCode([u8; DIGITS]);

impl MatchCode {
    /// The code of a request; [`to_hash`] says what the arguments are.
    pub fn of(request: &RequestId, public_key: &[u8], number: &[u8]) -> Self {
        Self::of_hash(&sha256(&to_hash(request, public_key, number)))
    }

    /// The code out of the SHA-256 of [`to_hash`]. The first 64 bits of it modulo 10⁶ favour no code by more than one
    /// in 10¹³.
    pub fn of_hash(hash: &[u8; 32]) -> Self {
        let first = hash.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        let mut rest = first % CODES;
        let mut digits = [0_u8; DIGITS];
        for slot in digits.iter_mut().rev() {
            *slot = u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        Self(digits)
    }

    /// Reads what an approver typed; spaces and dashes do not count.
    ///
    /// # Errors
    /// [`CodeError`] says what to mend.
    pub fn read(typed: &str) -> Result<Self, CodeError> {
        let mut code = [0_u8; DIGITS];
        let mut has = 0;
        let written =
            typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–' | '—'));
        for c in written {
            let digit =
                c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).ok_or(CodeError::NotADigit(c))?;
            if let Some(slot) = code.get_mut(has) {
                *slot = digit;
            }
            has += 1;
        }
        match has {
            0 => Err(CodeError::Empty),
            DIGITS => Ok(Self(code)),
            has if has < DIGITS => Err(CodeError::TooShort { has, needs: DIGITS }),
            has => Err(CodeError::TooLong { has, needs: DIGITS }),
        }
    }

    /// The digits, for large spaced ones on the asking screen.
    pub const fn digits(&self) -> [u8; 6] {
        self.0
    }

    fn parted(&self, between: &str, middle: &str) -> String {
        let mut shown = String::new();
        for (place, digit) in self.0.iter().enumerate() {
            match place {
                0 => {}
                3 => shown.push_str(middle),
                _ => shown.push_str(between),
            }
            shown.push(char::from(b'0' + digit));
        }
        shown
    }

    /// As the asking screen shows it: `471 – 903`. A method and not `Display`, so that no message can hold it by
    /// mistake.
    pub fn shown(&self) -> String {
        self.parted("", " – ")
    }

    /// For a screen reader, digit by digit: `4 7 1, 9 0 3`.
    pub fn spoken(&self) -> String {
        self.parted(" ", ", ")
    }
}

/// Takes the same time whatever the digits.
impl PartialEq for MatchCode {
    fn eq(&self, other: &Self) -> bool {
        same(&self.0, &other.0)
    }
}
impl Eq for MatchCode {}

impl std::fmt::Debug for MatchCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MatchCode(…)")
    }
}

/// A number for a request whose code is none of `taken`: the codes of the person's other open requests (R2).
pub fn choose_number(
    rng: &dyn Rng,
    request: &RequestId,
    public_key: &[u8],
    taken: &[MatchCode],
) -> [u8; NUMBER_BYTES] {
    let mut number = [0; NUMBER_BYTES];
    // A person has a handful of open requests, so a second turn is one in 10⁵; the bound is for a broken source.
    for _ in 0..64 {
        rng.fill(&mut number);
        if !taken.contains(&MatchCode::of(request, public_key, &number)) {
            break;
        }
    }
    number
}

/// What a wrong code leads to (R2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterWrong {
    /// It may be typed again.
    TryAgain {
        /// How many more tries there are; at least one.
        left: u32,
    },
    /// The requests shown end: [`crate::request::Why::WrongCodes`].
    End,
}

/// What the wrong code after `before` other wrong ones leads to.
pub const fn after_wrong(before: u32, policy: &Policy) -> AfterWrong {
    match policy.wrong_codes.saturating_sub(before.saturating_add(1)) {
        0 => AfterWrong::End,
        left => AfterWrong::TryAgain { left },
    }
}

/// Names a request's public key: what an approval signs and a pass is sealed to. No secret.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// A fingerprint read back from our own database, taken as it stands.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// 64 hexadecimal digits in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fingerprint of a public key, taken byte for byte as the browser sent it.
pub fn fingerprint(public_key: &[u8]) -> Fingerprint {
    Fingerprint(data_encoding::HEXLOWER.encode(&sha256(&key_to_hash(public_key))))
}

#[cfg(test)]
mod tests;
