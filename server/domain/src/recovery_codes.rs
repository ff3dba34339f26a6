//! Recovery codes (R1, R13): ten at a time, shown once, each used once, replaced only as a set.
//!
//! A code is 13 characters of Crockford base32 (65 bits) and a check symbol that is tested before anything is sent. It
//! has less than 112 bits, so it is stored as keyed Argon2id (R13); one salt for a set, so that a typed code is hashed
//! once and compared with all ten.

use crate::{
    Rng,
    crockford::{check_of, separates, symbol, value_of},
    same::same,
};

/// Codes of a set.
pub const CODES: usize = 10;
/// Characters of a code that carry randomness.
const DATA: usize = 13;
/// Symbols of a code as typed: the characters and the check symbol.
pub const SYMBOLS: usize = DATA + 1;
/// What the weighted sum of a good code comes to; another than those of a pass's groups.
const CONSTANT: u8 = 7;
/// From so few codes left on, a notice goes out after each use.
pub const FEW: u32 = 2;

/// Why what was typed is no recovery code. Holds nothing of a good one but its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// Nothing was typed.
    Empty,
    /// Characters are missing.
    TooShort {
        /// How many there are, the check symbol counted; [`SYMBOLS`] are needed.
        has: usize,
    },
    /// There are more characters than a code has.
    TooLong {
        /// How many there are.
        has: usize,
    },
    /// A character that no code has.
    NotASymbol(char),
    /// The check symbol shows a slip.
    Mistyped,
}

impl std::fmt::Display for CodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CodeError::Empty => f.write_str("nothing was typed"),
            CodeError::TooShort { has } => write!(f, "has {has} characters and needs {SYMBOLS}"),
            CodeError::TooLong { has } => write!(f, "has {has} characters, more than {SYMBOLS}"),
            CodeError::NotASymbol(_) => f.write_str("has a character that no recovery code has"),
            CodeError::Mistyped => f.write_str("the check symbol does not fit"),
        }
    }
}
impl std::error::Error for CodeError {}

/// One recovery code. Debug shows nothing of it; dropped, it is overwritten as well as safe code can.
pub struct Code {
    values: [u8; DATA],
}

impl Code {
    /// A new code of 65 bits from `rng`.
    pub fn mint(rng: &dyn Rng) -> Self {
        let mut values = [0_u8; DATA];
        rng.fill(&mut values);
        // Five bits of each byte: 256 is a multiple of 32, so every symbol is as likely as the others.
        for value in &mut values {
            *value &= 31;
        }
        Self { values }
    }

    /// Reads what somebody typed: blanks and hyphens do not count, nor does lower case; `o` is 0, `i` and `l` are 1.
    ///
    /// # Errors
    /// [`CodeError`] says what to mend; it counts as no try.
    pub fn read(typed: &str) -> Result<Self, CodeError> {
        let mut code = Self { values: [0; DATA] };
        let (mut has, mut check) = (0, 0);
        for c in typed.chars().filter(|c| !separates(*c)) {
            let value = value_of(c).ok_or(CodeError::NotASymbol(c))?;
            match code.values.get_mut(has) {
                Some(slot) => *slot = value,
                None => check = value,
            }
            has += 1;
        }
        match has {
            0 => Err(CodeError::Empty),
            has if has < SYMBOLS => Err(CodeError::TooShort { has }),
            has if has > SYMBOLS => Err(CodeError::TooLong { has }),
            _ if check == check_of(&code.values, CONSTANT) => Ok(code),
            _ => Err(CodeError::Mistyped),
        }
    }

    /// The code as it is shown, printed and downloaded: `7K3M9-QXZ0A-BCD8`, the check symbol last. A method and not
    /// `Display`, so that no message can hold it by mistake.
    pub fn shown(&self) -> String {
        let mut shown = String::with_capacity(SYMBOLS + 2);
        let check = check_of(&self.values, CONSTANT);
        for (place, value) in self.values.iter().chain(std::iter::once(&check)).enumerate() {
            if place > 0 && place % 5 == 0 {
                shown.push('-');
            }
            shown.push(char::from(symbol(*value)));
        }
        shown
    }

    /// The one form that is hashed: the 13 characters without the check symbol, in upper case.
    pub fn as_bytes(&self) -> CodeBytes {
        CodeBytes(self.values.map(symbol))
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        same(&self.values, &other.values)
    }
}
impl Eq for Code {}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

impl Drop for Code {
    fn drop(&mut self) {
        self.values.fill(0);
        std::hint::black_box(&mut self.values);
    }
}

/// The bytes of a code, overwritten when dropped; a secret like the code itself.
pub struct CodeBytes([u8; DATA]);

impl AsRef<[u8]> for CodeBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for CodeBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeBytes(…)")
    }
}

impl Drop for CodeBytes {
    fn drop(&mut self) {
        self.0.fill(0);
        std::hint::black_box(&mut self.0);
    }
}

/// A new set. The codes of a set before it stop working in the same transaction: there is never a part of each.
pub fn mint_set(rng: &dyn Rng) -> [Code; CODES] {
    std::array::from_fn(|_| Code::mint(rng))
}

/// How many codes are left, in the words that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Enough.
    Enough,
    /// Two or one: time for a new set.
    Few {
        /// How many.
        left: u32,
    },
    /// All are spent: the method counts for nothing until there is a new set.
    Spent,
}

impl Left {
    /// Of `left` unused codes.
    pub const fn of(left: u32) -> Self {
        match left {
            0 => Left::Spent,
            1..=FEW => Left::Few { left },
            _ => Left::Enough,
        }
    }

    /// Whether using a code, after which so many are left, sends a notice to make a new set.
    pub const fn notice_due(self) -> bool {
        !matches!(self, Left::Enough)
    }
}

#[cfg(test)]
mod tests;
