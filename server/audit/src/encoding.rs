//! The bytes that are hashed: version 1, fields in fixed order. One entry has exactly one form.
//!
//! ```text
//! 1            version
//! index        8 bytes, most significant first
//! at           8 bytes, signed, most significant first: milliseconds since 1970
//! kind         text
//! actor        0 nobody | 1 person, text | 2 system | 3 operator, text
//! subject      0 | 1, text
//! request      0 | 1, text
//! details      how many (length), then for each: key (text), value (text)
//! ```
//! A text is its length in bytes and then UTF-8. A length is seven bits a byte, the least significant first, the
//! high bit set on all bytes but the last, in as few bytes as it takes.

use domain::Time;

/// The version that [`crate::NewEntry::seal`] writes.
pub(crate) const VERSION: u8 = 1;

/// Bytes that are not an entry in its one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, serde::Serialize)]
pub enum NotAnEntry {
    /// Written in a version that this program does not know.
    #[error("written in version {0}, which this program does not know")]
    Version(u8),
    /// The bytes end within a field.
    #[error("it ends too early")]
    Short,
    /// Bytes follow after the last field.
    #[error("something follows after its end")]
    Trailing,
    /// A mark that says which form a field has is none of those known.
    #[error("a field has an unknown form")]
    Mark(u8),
    /// A length in more bytes than it takes, or beyond 64 bits.
    #[error("a length is not in its shortest form")]
    Length,
    /// A text is not UTF-8.
    #[error("a text is not UTF-8")]
    Text,
}

/// The fields of an entry, borrowed from its bytes: a million entries are compared without copying any.
#[derive(Debug)]
pub(crate) struct Fields<'a> {
    pub(crate) index: u64,
    pub(crate) at: Time,
    pub(crate) kind: &'a str,
    pub(crate) actor: ActorField<'a>,
    pub(crate) subject: Option<&'a str>,
    pub(crate) request: Option<&'a str>,
    details: Reader<'a>,
    count: u64,
}

/// [`crate::Actor`], borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActorField<'a> {
    Nobody,
    Person(&'a str),
    System,
    Operator(&'a str),
}

impl<'a> Fields<'a> {
    /// Reads all fields and makes sure that nothing follows.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, NotAnEntry> {
        let mut from = Reader(bytes);
        match from.byte()? {
            VERSION => {}
            other => return Err(NotAnEntry::Version(other)),
        }
        let index = u64::from_be_bytes(from.eight()?);
        let at = Time(i64::from_be_bytes(from.eight()?));
        let kind = from.text()?;
        let actor = match from.byte()? {
            0 => ActorField::Nobody,
            1 => ActorField::Person(from.text()?),
            2 => ActorField::System,
            3 => ActorField::Operator(from.text()?),
            other => return Err(NotAnEntry::Mark(other)),
        };
        let subject = from.optional()?;
        let request = from.optional()?;
        let count = from.length()?;
        let details = from;
        for _ in 0..count {
            from.text()?;
            from.text()?;
        }
        if !from.0.is_empty() {
            return Err(NotAnEntry::Trailing);
        }
        Ok(Self { index, at, kind, actor, subject, request, details, count })
    }

    /// Key and value of each detail, in the order written.
    pub(crate) fn details(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut from = self.details;
        // `read` has been over the same bytes, so no pair is cut short by an error here.
        (0..self.count).map_while(move |_| Some((from.text().ok()?, from.text().ok()?)))
    }
}

#[derive(Debug, Clone, Copy)]
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8, NotAnEntry> {
        let (byte, rest) = self.0.split_first().ok_or(NotAnEntry::Short)?;
        self.0 = rest;
        Ok(*byte)
    }

    fn eight(&mut self) -> Result<[u8; 8], NotAnEntry> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(NotAnEntry::Short)?;
        self.0 = rest;
        Ok(*bytes)
    }

    fn length(&mut self) -> Result<u64, NotAnEntry> {
        let mut length = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            let shifted = bits << shift;
            if shifted >> shift != bits {
                return Err(NotAnEntry::Length);
            }
            length |= shifted;
            if byte & 0x80 == 0 {
                // A last byte of zero would be a longer form of the same number.
                return if byte == 0 && shift > 0 { Err(NotAnEntry::Length) } else { Ok(length) };
            }
        }
        Err(NotAnEntry::Length)
    }

    fn text(&mut self) -> Result<&'a str, NotAnEntry> {
        let length = usize::try_from(self.length()?).map_err(|_| NotAnEntry::Short)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(NotAnEntry::Short)?;
        self.0 = rest;
        std::str::from_utf8(text).map_err(|_| NotAnEntry::Text)
    }

    fn optional(&mut self) -> Result<Option<&'a str>, NotAnEntry> {
        match self.byte()? {
            0 => Ok(None),
            1 => self.text().map(Some),
            other => Err(NotAnEntry::Mark(other)),
        }
    }
}

/// Appends a length in its shortest form.
pub(crate) fn put_length(to: &mut Vec<u8>, mut length: usize) {
    while length > 0x7f {
        to.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    to.push(length as u8);
}

/// Appends a text.
pub(crate) fn put_text(to: &mut Vec<u8>, text: &str) {
    put_length(to, text.len());
    to.extend_from_slice(text.as_bytes());
}

/// Appends a text that may be absent.
pub(crate) fn put_optional(to: &mut Vec<u8>, text: Option<&str>) {
    match text {
        None => to.push(0),
        Some(text) => {
            to.push(1);
            put_text(to, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_back_in_as_few_bytes_as_they_take() {
        for (length, bytes) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3), (usize::MAX, 10)] {
            let mut written = Vec::new();
            put_length(&mut written, length);
            assert_eq!(written.len(), bytes);
            assert_eq!(Reader(&written).length(), Ok(length as u64));
        }
    }

    #[test]
    fn refuses_longer_forms_of_a_length_and_lengths_beyond_64_bits() {
        for bytes in
            [&[0x80, 0x00][..], &[0xff, 0x00], &[0xff; 11], &[255, 255, 255, 255, 255, 255, 255, 255, 255, 2]]
        {
            assert_eq!(Reader(bytes).length(), Err(NotAnEntry::Length), "{bytes:?}");
        }
        assert_eq!(Reader(&[0x80]).length(), Err(NotAnEntry::Short));
    }
}
