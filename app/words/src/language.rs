//! The languages there are, and which of them a browser asks for.

/// A language of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English: what is shown when nothing else is asked for.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Language; 2] = [Language::En, Language::De];

    /// The two letters that name it.
    pub const fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::De => "de",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::De => "Deutsch",
        }
    }

    /// The language with this code; a region after it (`de-AT`) does not matter.
    pub fn from_code(code: &str) -> Option<Self> {
        let main = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(main))
    }

    /// What an `Accept-Language` header asks for most; English if it names none that there is.
    pub fn from_accept(header: &str) -> Self {
        let mut best = (0, Self::default());
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let Some(language) = pieces.next().and_then(|code| Self::from_code(code.trim())) else {
                continue;
            };
            let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(1000, thousandths);
            // The first of several that are wanted alike wins.
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }
}

/// A weight such as `0.85` in thousandths; 0 for what cannot be read.
fn thousandths(weight: &str) -> u32 {
    let weight: f32 = weight.trim().parse().unwrap_or(0.0);
    if weight.is_finite() { (weight.clamp(0.0, 1.0) * 1000.0) as u32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_wanted_language_wins() {
        assert_eq!(Language::from_accept("de-DE,de;q=0.9,en;q=0.8"), Language::De);
        assert_eq!(Language::from_accept("fr, en;q=0.5, de;q=0.7"), Language::De);
        assert_eq!(Language::from_accept("en, de"), Language::En);
        assert_eq!(Language::from_accept("de;q=0"), Language::En);
    }

    #[test]
    fn nonsense_asks_for_english() {
        for header in ["", "fr", "*", ";;q=9", "de;q=NaN", "de;q=x"] {
            assert_eq!(Language::from_accept(header), Language::En, "{header}");
        }
    }

    #[test]
    fn a_region_does_not_matter() {
        assert_eq!(Language::from_code("DE-at"), Some(Language::De));
        assert_eq!(Language::from_code("den"), None);
        assert_eq!(Language::from_code(""), None);
    }
}
