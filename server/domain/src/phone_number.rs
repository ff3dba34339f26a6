//! Phone numbers: read forgivingly, kept in one form (ITU-T E.164: `+`, then 8 to 15 digits).

use serde::{Deserialize, Serialize};

/// Fewest digits of a number, its country's among them. E.164 sets none; shorter ones are services, not people.
const FEWEST: usize = 8;
/// Most digits (E.164 §6.2.1).
const MOST: usize = 15;

/// A phone number with its country, as `+4930123456`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

/// Why what was typed is no phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotANumber {
    /// Nothing was typed.
    Empty,
    /// It does not begin with `+` or `00` and a country: write it as from abroad, `+49 …`.
    NoCountry,
    /// After `+` comes a 0, which no country's number begins with.
    NoSuchCountry,
    /// A character that no phone number has.
    NotADigit(char),
    /// Digits are missing.
    TooShort,
    /// There are more digits than any number has.
    TooLong,
}

impl NotANumber {
    /// The word in the keys of the language files.
    pub const fn word(self) -> &'static str {
        match self {
            NotANumber::Empty => "empty",
            NotANumber::NoCountry => "no-country",
            NotANumber::NoSuchCountry => "no-such-country",
            NotANumber::NotADigit(_) => "not-a-digit",
            NotANumber::TooShort => "too-short",
            NotANumber::TooLong => "too-long",
        }
    }
}

impl std::fmt::Display for NotANumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            NotANumber::Empty => "nothing was typed",
            NotANumber::NoCountry => "begin with + and the number of the country, like +49",
            NotANumber::NoSuchCountry => "no country's number begins with 0",
            NotANumber::NotADigit(_) => "has a character that no phone number has",
            NotANumber::TooShort => "has too few digits",
            NotANumber::TooLong => "has too many digits",
        })
    }
}
impl std::error::Error for NotANumber {}

/// What people write between digits.
const fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '(' | ')' | '.' | '/')
}

impl PhoneNumber {
    /// Reads what somebody typed or a file holds: blanks, dashes, dots, slashes and brackets do not count, `00` in front
    /// is `+`, and the `(0)` that is left out when calling from abroad is left out.
    ///
    /// # Errors
    /// [`NotANumber`] says what to mend; a number without its country is refused, since guessing one would send codes to
    /// a stranger.
    pub fn parse(typed: &str) -> Result<Self, NotANumber> {
        // "(0)" after the country is not part of the number; some write it without the blank.
        let typed = typed.trim().replace("(0)", "");
        let mut rest = typed.chars().filter(|c| !is_filler(*c)).peekable();
        let mut digits = String::with_capacity(MOST + 1);
        match rest.peek() {
            None => return Err(NotANumber::Empty),
            Some('+') => {
                rest.next();
            }
            Some('0') => {
                rest.next();
                if rest.next() != Some('0') {
                    return Err(NotANumber::NoCountry);
                }
            }
            Some(c) if c.is_ascii_digit() => return Err(NotANumber::NoCountry),
            Some(c) => return Err(NotANumber::NotADigit(*c)),
        }
        digits.push('+');
        for c in rest {
            if !c.is_ascii_digit() {
                return Err(NotANumber::NotADigit(c));
            }
            if c == '0' && digits.len() == 1 {
                return Err(NotANumber::NoSuchCountry);
            }
            if digits.len() > MOST {
                return Err(NotANumber::TooLong);
            }
            digits.push(c);
        }
        if digits.len() <= FEWEST { Err(NotANumber::TooShort) } else { Ok(Self(digits)) }
    }

    /// The one form: `+` and digits. What a gateway is given and what is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four digits, for "ending in 4321": all that is shown of it to whoever is not signed in fully.
    pub fn ending(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(4)..).unwrap_or("")
    }

    /// `+49 301 234 56`: the country, then groups of three for reading; how a country itself groups is not known here.
    pub fn grouped(&self) -> String {
        let country = country_digits(&self.0);
        let mut shown = String::with_capacity(self.0.len() + 6);
        let rest = self.0.len().saturating_sub(1 + country);
        for (place, c) in self.0.chars().enumerate() {
            if let Some(after) = place.checked_sub(1 + country) {
                // A single digit at the end stays with the group before it.
                if after % 3 == 0 && rest - after != 1 {
                    shown.push(' ');
                }
            }
            shown.push(c);
        }
        shown
    }
}

/// How many digits the country of a number has: 1 for zones 1 and 7, 2 for those listed, else 3 (E.164 list of codes).
fn country_digits(number: &str) -> usize {
    let mut digits = number.bytes().skip(1);
    match (digits.next(), digits.next()) {
        (Some(b'1' | b'7'), _) => 1,
        (Some(b'2'), Some(b'0' | b'7'))
        | (Some(b'3'), Some(b'0'..=b'4' | b'6' | b'9'))
        | (Some(b'4'), Some(b'0' | b'1' | b'3'..=b'9'))
        | (Some(b'5'), Some(b'1'..=b'8'))
        | (Some(b'6'), Some(b'0'..=b'6'))
        | (Some(b'8'), Some(b'1' | b'2' | b'4' | b'6'))
        | (Some(b'9'), Some(b'0'..=b'5' | b'8')) => 2,
        _ => 3,
    }
}

/// Personal data: a log shows the ending only.
impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PhoneNumber(…{})", self.ending())
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = NotANumber;
    fn try_from(text: String) -> Result<Self, NotANumber> {
        Self::parse(&text)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> String {
        number.0
    }
}

#[cfg(test)]
mod tests;
