//! The pass (R5): two groups of twelve characters and a check symbol each.
//!
//! A group carries 60 bits in Crockford base32; its check symbol shows every single wrong symbol and every swap of
//! neighbours. Each group has its own constant, so groups typed in the wrong order show as well.

use crate::{
    Rng,
    crockford::{self, separates, symbol, value_of, value_of_byte},
    same::same,
};

/// Characters of a group that carry randomness.
const DATA: usize = 12;
/// Symbols of a group as typed: the characters and the check symbol.
pub const GROUP_SYMBOLS: usize = DATA + 1;

/// One of the two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Half {
    /// The one that is typed or read out first.
    First,
    /// The other.
    Second,
}

impl Half {
    /// The other half.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Half::First => Half::Second,
            Half::Second => Half::First,
        }
    }

    /// What the weighted sum of a good group comes to; any two different values do.
    const fn constant(self) -> u8 {
        match self {
            Half::First => 11,
            Half::Second => 22,
        }
    }
}

/// The check symbol of a group in this place.
fn check_of(values: &[u8; DATA], half: Half) -> u8 {
    crockford::check_of(values, half.constant())
}

/// Why what was typed is no group. Holds nothing of a good group but its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupError {
    /// Nothing was typed.
    Empty,
    /// Characters are missing.
    TooShort {
        /// How many there are, the check symbol counted.
        has: usize,
        /// How many there must be.
        needs: usize,
    },
    /// There are more characters than a group has.
    TooLong {
        /// How many there are.
        has: usize,
        /// How many there must be.
        needs: usize,
    },
    /// A character that no pass has.
    NotASymbol(char),
    /// The check symbol shows a slip.
    Mistyped,
    /// It reads like the other group: they were swapped. One slip in 31 looks the same, so the words on screen
    /// should allow for both.
    OtherGroup,
}

impl std::fmt::Display for GroupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            GroupError::Empty => f.write_str("nothing was typed"),
            GroupError::TooShort { has, needs } => write!(f, "has {has} characters and needs {needs}"),
            GroupError::TooLong { has, needs } => write!(f, "has {has} characters, more than {needs}"),
            GroupError::NotASymbol(_) => f.write_str("has a character that no pass has"),
            GroupError::Mistyped => f.write_str("the check symbol does not fit"),
            GroupError::OtherGroup => f.write_str("reads like the other group"),
        }
    }
}
impl std::error::Error for GroupError {}

/// One group of a pass: half a secret. Debug shows nothing of it; dropped, it is overwritten as well as safe code
/// can.
pub struct Group {
    half: Half,
    values: [u8; DATA],
}

impl Group {
    /// A new group of 60 bits from `rng`, for a spoken pass: its two groups are minted apart, so that they are never
    /// together in one place.
    pub fn mint(rng: &dyn Rng, half: Half) -> Self {
        let mut values = [0_u8; DATA];
        rng.fill(&mut values);
        // Five bits of each byte: 256 is a multiple of 32, so every symbol is as likely as the others.
        for value in &mut values {
            *value &= 31;
        }
        Self { half, values }
    }

    /// Reads what somebody typed or heard: spaces and hyphens do not count, nor does lower case; `o` is 0, `i`
    /// and `l` are 1, `u` is refused.
    ///
    /// # Errors
    /// [`GroupError`] says what to mend.
    pub fn read(typed: &str, half: Half) -> Result<Self, GroupError> {
        let mut group = Self { half, values: [0; DATA] };
        let (mut has, mut check) = (0, 0);
        for c in typed.chars().filter(|c| !separates(*c)) {
            let value = value_of(c).ok_or(GroupError::NotASymbol(c))?;
            match group.values.get_mut(has) {
                Some(slot) => *slot = value,
                None => check = value,
            }
            has += 1;
        }
        match has {
            0 => Err(GroupError::Empty),
            has if has < GROUP_SYMBOLS => Err(GroupError::TooShort { has, needs: GROUP_SYMBOLS }),
            has if has > GROUP_SYMBOLS => Err(GroupError::TooLong { has, needs: GROUP_SYMBOLS }),
            _ if check == check_of(&group.values, half) => Ok(group),
            _ if check == check_of(&group.values, half.other()) => Err(GroupError::OtherGroup),
            _ => Err(GroupError::Mistyped),
        }
    }

    /// Which group it is.
    pub const fn half(&self) -> Half {
        self.half
    }

    /// The group as it is read out and shown: `7K3M 9QXZ 0ABC D`, the check symbol last. A method and not
    /// `Display`, so that no message can hold it by mistake.
    pub fn spoken(&self) -> String {
        let mut shown = String::with_capacity(GROUP_SYMBOLS + 3);
        let check = check_of(&self.values, self.half);
        for (place, value) in self.values.iter().chain(std::iter::once(&check)).enumerate() {
            if place > 0 && place % 4 == 0 {
                shown.push(' ');
            }
            shown.push(char::from(symbol(*value)));
        }
        shown
    }
}

impl PartialEq for Group {
    fn eq(&self, other: &Self) -> bool {
        self.half == other.half && same(&self.values, &other.values)
    }
}
impl Eq for Group {}

impl std::fmt::Debug for Group {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Group(…)")
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.values.fill(0);
        std::hint::black_box(&mut self.values);
    }
}

/// A whole pass. Debug shows nothing of it; dropped, it is overwritten as well as safe code can.
#[derive(PartialEq, Eq)]
pub struct Pass {
    first: Group,
    second: Group,
}

impl Pass {
    /// A new pass of 120 bits from `rng`.
    pub fn mint(rng: &dyn Rng) -> Self {
        let mut random = [0_u8; 2 * DATA];
        rng.fill(&mut random);
        // Five bits of each byte: 256 is a multiple of 32, so every symbol is as likely as the others.
        let mut values = random.iter().map(|byte| byte & 31);
        let mut group = |half| Group { half, values: std::array::from_fn(|_| values.next().unwrap_or(0)) };
        let pass = Self { first: group(Half::First), second: group(Half::Second) };
        random.fill(0);
        std::hint::black_box(&mut random);
        pass
    }

    /// The pass of two groups that were read; `None` if they are not a first and a second.
    pub fn of(first: Group, second: Group) -> Option<Self> {
        (first.half == Half::First && second.half == Half::Second).then_some(Self { first, second })
    }

    /// One of its groups.
    pub const fn group(&self, half: Half) -> &Group {
        match half {
            Half::First => &self.first,
            Half::Second => &self.second,
        }
    }

    /// The one form that is hashed and sealed: the 24 characters without check symbols, in upper case.
    pub fn as_bytes(&self) -> PassBytes {
        let mut values = self.first.values.iter().chain(&self.second.values);
        PassBytes(std::array::from_fn(|_| values.next().map_or(b'0', |value| symbol(*value))))
    }

    /// Reads [`Pass::as_bytes`] back, as a browser does with what it unsealed; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; 2 * DATA] = bytes.try_into().ok()?;
        let mut pass = Self {
            first: Group { half: Half::First, values: [0; DATA] },
            second: Group { half: Half::Second, values: [0; DATA] },
        };
        let slots = pass.first.values.iter_mut().chain(&mut pass.second.values);
        for (slot, byte) in slots.zip(bytes) {
            *slot = value_of_byte(*byte)?;
        }
        Some(pass)
    }
}

impl std::fmt::Debug for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pass(…)")
    }
}

/// The bytes of a pass, overwritten when dropped; a secret like the pass itself.
pub struct PassBytes([u8; 2 * DATA]);

impl AsRef<[u8]> for PassBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for PassBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PassBytes(…)")
    }
}

impl Drop for PassBytes {
    fn drop(&mut self) {
        self.0.fill(0);
        std::hint::black_box(&mut self.0);
    }
}

#[cfg(test)]
mod tests;
