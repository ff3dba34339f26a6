//! How a file is written: UTF-8, UTF-16 or Windows-1252; and where one file mixes them.

use std::collections::BTreeSet;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark; or plain ASCII.
    Utf8,
    /// UTF-16 with its mark.
    Utf16,
    /// Windows-1252, as Excel in western Europe writes CSV.
    Windows1252,
    /// Lines in UTF-8 and lines in Windows-1252.
    Mixed,
}

impl Encoding {
    /// The word in forms and language files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Windows1252 => "windows-1252",
            Self::Mixed => "mixed",
        }
    }
}

/// A file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// Lines that are not written as the others are, or hold what is no text.
    pub(super) bad_lines: BTreeSet<u64>,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It holds NUL bytes without a mark: UTF-16 without one, or no text at all.
    #[error("this is no text, or UTF-16 without its mark; save it as CSV in UTF-8")]
    NoText,
}

/// What 0x80 to 0x9f are in Windows-1252; a space stands for the five that are nothing.
const UPPER: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// One line of Windows-1252; whether all of it is text.
fn windows_1252(line: &[u8], text: &mut String) -> bool {
    let mut good = true;
    for byte in line {
        match byte {
            0x80..=0x9f => match UPPER.get(usize::from(byte - 0x80)) {
                Some(' ') | None => {
                    text.push('\u{fffd}');
                    good = false;
                }
                Some(c) => text.push(*c),
            },
            other => text.push(char::from(*other)),
        }
    }
    good
}

/// UTF-16 without its mark.
fn utf16(bytes: &[u8], big: bool) -> Decoded {
    let units = bytes.chunks(2).map(|pair| match (pair, big) {
        ([a, b], true) => u16::from_be_bytes([*a, *b]),
        ([a, b], false) => u16::from_le_bytes([*a, *b]),
        // Half a character at the end.
        _ => 0xdfff,
    });
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut bad_lines = BTreeSet::new();
    let mut line = 1;
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => {
                text.push(c);
                line += u64::from(c == '\n');
            }
            Err(_) => {
                text.push('\u{fffd}');
                bad_lines.insert(line);
            }
        }
    }
    Decoded { text, encoding: Encoding::Utf16, bad_lines }
}

/// Reads a file. Where some lines are UTF-8 and others are not, it was put together from two: those that are not are named,
/// since what a guess makes of them may be somebody else's name.
///
/// # Errors
/// [`Unreadable`].
pub(super) fn decode(file: &[u8]) -> Result<Decoded, Unreadable> {
    if let Some(rest) = file.strip_prefix(&[0xff, 0xfe]) {
        return Ok(utf16(rest, false));
    }
    if let Some(rest) = file.strip_prefix(&[0xfe, 0xff]) {
        return Ok(utf16(rest, true));
    }
    let file = file.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(file);
    if file.contains(&0) {
        return Err(Unreadable::NoText);
    }
    if let Ok(text) = std::str::from_utf8(file) {
        return Ok(Decoded { text: text.to_owned(), encoding: Encoding::Utf8, bad_lines: BTreeSet::new() });
    }
    let mut text = String::with_capacity(file.len() + file.len() / 16);
    let (mut any_utf8, mut others, mut no_text) = (false, BTreeSet::new(), BTreeSet::new());
    for (number, line) in (1_u64..).zip(file.split_inclusive(|byte| *byte == b'\n')) {
        match std::str::from_utf8(line) {
            Ok(line) => {
                any_utf8 |= !line.is_ascii();
                text.push_str(line);
            }
            Err(_) => {
                others.insert(number);
                if !windows_1252(line, &mut text) {
                    no_text.insert(number);
                }
            }
        }
    }
    let (encoding, bad_lines) =
        if any_utf8 { (Encoding::Mixed, others) } else { (Encoding::Windows1252, no_text) };
    Ok(Decoded { text, encoding, bad_lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(file: &[u8]) -> (String, Encoding, Vec<u64>) {
        let decoded = decode(file).unwrap();
        (decoded.text, decoded.encoding, decoded.bad_lines.into_iter().collect())
    }

    #[test]
    fn utf_8_with_and_without_its_mark() {
        assert_eq!(all("a,ü\n".as_bytes()), ("a,ü\n".to_owned(), Encoding::Utf8, vec![]));
        assert_eq!(all("\u{feff}a,ü\n".as_bytes()), ("a,ü\n".to_owned(), Encoding::Utf8, vec![]));
        assert_eq!(all(b""), (String::new(), Encoding::Utf8, vec![]));
    }

    #[test]
    fn utf_16_of_either_order_and_half_a_character() {
        let text = "\u{feff}Gerät,😀\nx\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for file in [little.clone(), big] {
            assert_eq!(all(&file), ("Gerät,😀\nx\n".to_owned(), Encoding::Utf16, vec![]));
        }
        let cut = little.get(..little.len() - 1).unwrap();
        assert_eq!(all(cut).2, [2]);
        assert_eq!(decode(b"a\0b\0"), Err(Unreadable::NoText));
    }

    #[test]
    fn windows_1252_is_found_out_and_what_is_nothing_in_it_is_named() {
        assert_eq!(
            all(b"Ger\xe4t,\x80\nplain\n"),
            ("Gerät,€\nplain\n".to_owned(), Encoding::Windows1252, vec![])
        );
        assert_eq!(all(b"Ger\xe4t\n\x81\n").2, [2]);
    }

    #[test]
    fn a_mix_is_named_by_line() {
        let file =
            [b"name\n".as_slice(), "Jörg\n".as_bytes(), b"J\xf6rg\n", b"plain\n", b"M\xfcller\n"].concat();
        assert_eq!(all(&file).1, Encoding::Mixed);
        assert_eq!(all(&file).2, [3, 5]);
    }
}
