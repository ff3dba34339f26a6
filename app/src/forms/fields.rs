//! Reading a url-encoded body or query.

use std::collections::BTreeMap;

use contract::{Answer, Refusal, RefusalCode};

/// Characters a value may have.
pub const MAX_VALUE: usize = 4_000;
/// Fields a form may have.
pub const MAX_FIELDS: usize = 60;
/// Fields that may hold several lines: the ends of lines become blanks. Anywhere else they are refused.
const LINES: [&str; 1] = ["names"];

/// The fields of a form or a query, by name. Each stands there once.
#[derive(Clone, Default)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// [`RefusalCode::Unreadable`] for what is not UTF-8, badly encoded or too long, for control characters, and for a field
    /// that is given twice: whoever reads the first and whoever reads the last must never mean different things.
    pub fn parse(body: &[u8]) -> Answer<Self> {
        let mut fields = BTreeMap::new();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(halves.next().unwrap_or_default(), false)?;
            let value = decode(halves.next().unwrap_or_default(), LINES.contains(&name.as_str()))?;
            if fields.len() >= MAX_FIELDS || fields.insert(name, value).is_some() {
                return Err(unreadable());
            }
        }
        Ok(Self(fields))
    }

    /// The value of a field as it was sent; empty if it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The same as a text of its own.
    pub fn own(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// Whether the field is there.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Shows names only: values may be secrets.
impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

fn unreadable() -> Refusal {
    Refusal::of(RefusalCode::Unreadable)
}

fn decode(text: &[u8], lines: bool) -> Answer<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => match (rest.next().and_then(hex), rest.next().and_then(hex)) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return Err(unreadable()),
            },
            other => other,
        });
    }
    if lines {
        for byte in bytes.iter_mut().filter(|byte| matches!(byte, b'\r' | b'\n' | b'\t')) {
            *byte = b' ';
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| unreadable())?;
    if text.chars().count() > MAX_VALUE || text.chars().any(char::is_control) {
        return Err(unreadable());
    }
    Ok(if text.chars().any(is_turning) { text.chars().filter(|c| !is_turning(*c)).collect() } else { text })
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Marks that turn the direction of writing around, or mark an order of bytes: nobody types them, and they make one name look
/// like another.
const fn is_turning(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str) -> bool {
        Fields::parse(body.as_bytes()).is_err_and(|refusal| refusal.code == RefusalCode::Unreadable)
    }

    #[test]
    fn only_a_list_of_names_may_have_lines() {
        let fields = Fields::parse(b"names=anna%0D%0Aben%09carl").unwrap();
        assert_eq!(fields.get("names"), "anna  ben carl");
        assert!(refused("note=anna%0D%0Aben") && refused("names=anna%00ben"));
    }

    #[test]
    fn values_are_decoded_and_not_trimmed() {
        let fields = Fields::parse("user_name=+Zo%C3%AB+&what=&flag".as_bytes()).unwrap();
        assert_eq!(fields.get("user_name"), " Zoë ");
        assert!(fields.has("what") && fields.has("flag") && fields.get("flag").is_empty());
        assert!(!fields.has("other") && fields.get("other").is_empty());
    }

    #[test]
    fn a_field_given_twice_is_refused() {
        assert!(refused("mail=a&mail=b"));
        assert!(refused("mail=a&m%61il=a"));
    }

    #[test]
    fn broken_encoding_is_refused() {
        for body in ["a=%", "a=%2", "a=%zz", "a=%ff", "%C3=1", "a=%C3%28"] {
            assert!(refused(body), "{body}");
        }
    }

    #[test]
    fn control_characters_are_refused_and_turning_marks_dropped() {
        assert!(refused("a=%00") && refused("a=x%0Ay") && refused("a%7F=x"));
        assert_eq!(Fields::parse("a=x%E2%80%AEy".as_bytes()).unwrap().get("a"), "xy");
    }

    #[test]
    fn length_and_number_are_bounded() {
        assert!(!refused(&format!("a={}", "é".repeat(MAX_VALUE))));
        assert!(refused(&format!("a={}", "x".repeat(MAX_VALUE + 1))));
        let many: Vec<_> = (0..=MAX_FIELDS).map(|n| format!("f{n}=")).collect();
        assert!(refused(&many.join("&")));
    }

    #[test]
    fn debug_shows_no_value() {
        let fields = Fields::parse(b"pass=hush").unwrap();
        assert_eq!(format!("{fields:?}"), r#"{"pass"}"#);
    }
}
