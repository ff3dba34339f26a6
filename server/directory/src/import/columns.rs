//! The columns of the file, and the cells' own forms.

use domain::person::ContactKind;

use super::shown;

/// Words for a number's kind. Whatever may ring on the person's own phone is a mobile, and counts as lost with it (R4); so a
/// word that is not here is asked about and never guessed.
pub const KINDS: [(&str, ContactKind); 9] = [
    ("mobile", ContactKind::Mobile),
    ("cell", ContactKind::Mobile),
    ("handy", ContactKind::Mobile),
    ("desk", ContactKind::Landline),
    ("office", ContactKind::Landline),
    ("work", ContactKind::Landline),
    ("home", ContactKind::Landline),
    ("relative", ContactKind::Landline),
    ("landline", ContactKind::Landline),
];

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    UserName,
    Name,
    Addresses,
    Phones,
    MobileDevice,
    Manager,
    Roles,
    Language,
    TimeZone,
    Department,
    Ring,
    Active,
    StartsOn,
    Photo,
    Emergency,
}

impl Column {
    pub(super) const ALL: [(&'static str, Column); 15] = [
        ("user_name", Column::UserName),
        ("name", Column::Name),
        ("addresses", Column::Addresses),
        ("phones", Column::Phones),
        ("mobile_device", Column::MobileDevice),
        ("manager", Column::Manager),
        ("roles", Column::Roles),
        ("language", Column::Language),
        ("time_zone", Column::TimeZone),
        ("department", Column::Department),
        ("ring", Column::Ring),
        ("active", Column::Active),
        ("starts_on", Column::StartsOn),
        ("photo", Column::Photo),
        ("emergency", Column::Emergency),
    ];

    /// Reads a column's name: case does not matter, and a space or hyphen is as good as the underscore.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace([' ', '-'], "_");
        Self::ALL.into_iter().find(|(word, _)| *word == name).map(|(_, column)| column)
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, column)| *column == self).map_or("", |(word, _)| word)
    }

    pub(super) fn names() -> String {
        Self::ALL.map(|(word, _)| word).join(", ")
    }
}

/// The parts of a cell that holds several, without empty ones.
pub(super) fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// A text for people: not too long, and without what would break lines or turn the direction of what stands beside it.
pub(super) fn text(what: &str, cell: &str, most: usize) -> Result<String, String> {
    let has = cell.chars().count();
    if has > most {
        return Err(format!("{what} has {has} characters; it may have {most}"));
    }
    let turns =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    if cell.chars().any(|c| c.is_control() || turns(c)) {
        return Err(format!("{what} holds an invisible character; type it anew"));
    }
    Ok(cell.to_owned())
}

/// `yes` or `no`.
pub(super) fn yes_or_no(column: Column, cell: &str) -> Result<bool, String> {
    match cell.to_lowercase().as_str() {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err(format!("{} is {}; it must be yes or no", column.name(), shown(cell))),
    }
}

/// A mail address, with its domain in lower case. What may stand in one is more than this; what servers accept is not.
pub(super) fn mail(text: &str) -> Result<String, String> {
    let bad = || format!("{} is no mail address", shown(text));
    let (local, domain) = text.rsplit_once('@').ok_or_else(bad)?;
    if !domain.is_ascii() || !local.is_ascii() {
        return Err(format!(
            "{}: write it with ASCII letters only (an xn-- name for the part after @)",
            shown(text)
        ));
    }
    let local_fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
    let local_good = (1..=64).contains(&local.len())
        && local.bytes().all(local_fits)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label_good = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if !local_good || !domain.split('.').all(label_good) || text.len() > 254 {
        return Err(bad());
    }
    Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
}

/// A number with its kind and what it is called: `mobile:+49…`, `relative Anna:+49…`.
pub(super) fn phone(text: &str) -> Result<(ContactKind, String, String), String> {
    let form = || format!("{}: write a number as KIND:NUMBER, such as desk:+493012345", shown(text));
    let (called, number) = text.split_once(':').ok_or_else(form)?;
    let called = called.trim();
    let word = called.split_whitespace().next().unwrap_or_default().to_lowercase();
    let kind = KINDS.into_iter().find(|(kind, _)| *kind == word).map(|(_, kind)| kind);
    let kind = kind.ok_or_else(|| {
        format!(
            "{} is no kind of number; it is one of {}",
            shown(&word),
            KINDS.map(|(kind, _)| kind).join(", ")
        )
    })?;
    let label = self::text("what a number is called", called, 60)?;
    let digits: String = number.chars().filter(|c| !c.is_whitespace() && !"-./()".contains(*c)).collect();
    let rest = digits.strip_prefix('+').unwrap_or_default();
    let good = (6..=15).contains(&rest.len())
        && rest.bytes().all(|byte| byte.is_ascii_digit())
        && !rest.starts_with('0')
        && !number.replace(' ', "").contains("(0)");
    if !good {
        return Err(format!(
            "{} is no number that can be called from everywhere: it begins with + and the country, without (0)",
            shown(number.trim())
        ));
    }
    Ok((kind, digits, label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses() {
        assert_eq!(mail("Anna.Berg+x@Example.ORG").unwrap(), "Anna.Berg+x@example.org");
        assert_eq!(mail("root@localhost").unwrap(), "root@localhost");
        for bad in [
            "",
            "anna",
            "@x",
            "a@",
            "a b@x.org",
            "a@x..org",
            "a@-x.org",
            "a,b@x.org",
            ".a@x.org",
            "a@x.org>\r\nBcc: b",
        ] {
            mail(bad).unwrap_err();
        }
        assert!(mail("müller@example.org").unwrap_err().contains("ASCII"));
        mail(&format!("{}@x.org", "a".repeat(65))).unwrap_err();
    }

    #[test]
    fn numbers() {
        let (kind, number, label) = phone("mobile:+49 170 / 123-4567").unwrap();
        assert_eq!((kind, number.as_str(), label.as_str()), (ContactKind::Mobile, "+491701234567", "mobile"));
        let (kind, _, label) = phone("Relative Anna: +49 (30) 1234567").unwrap();
        assert_eq!((kind, label.as_str()), (ContactKind::Landline, "Relative Anna"));
        for bad in [
            "+49301234567",
            "desk:030123456",
            "desk:+49 (0)30 123456",
            "desk:+49x",
            "pager:+49301234567",
            "desk:+1",
        ] {
            phone(bad).unwrap_err();
        }
    }

    #[test]
    fn a_kind_is_never_guessed() {
        assert!(phone("mobil:+491701234567").unwrap_err().contains("mobile, cell"));
    }
}
