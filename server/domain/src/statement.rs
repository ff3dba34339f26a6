//! What the person says, recorded before the request's own values are shown, and how the two compare (R4).

use serde::{Deserialize, Serialize};

use crate::{
    device::{Platform, words},
    suspension::WhatHappened,
};

words! {
    /// A browser, as far as a person can name it.
    Browser {
        /// Google Chrome.
        Chrome = "chrome",
        /// Microsoft Edge.
        Edge = "edge",
        /// Mozilla Firefox.
        Firefox = "firefox",
        /// Safari.
        Safari = "safari",
        /// Another one.
        Other = "other",
    }
}

/// What the approver writes down of what the person says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Says {
    /// "Did you ask just now?"
    pub asked_just_now: bool,
    /// "What happened?" `None` if they could not say.
    pub what: Option<WhatHappened>,
    /// "On what are you asking?" `None` if they could not say.
    pub on_what: Option<Platform>,
    /// The browser, if they named one; nobody has to.
    pub browser: Option<Browser>,
    /// "Where are you?", as free text: shown beside the request's own, never compared by machine.
    pub place: String,
}

/// What the request itself knows of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What the asker picked.
    pub what: WhatHappened,
    /// What the asking browser seems to run on; `None` if it does not tell.
    pub platform: Option<Platform>,
    /// Which browser it seems to be; `None` if it does not tell.
    pub browser: Option<Browser>,
}

words! {
    /// What differs.
    Field {
        /// What happened.
        What = "what",
        /// What they ask on.
        OnWhat = "on-what",
        /// Which browser.
        Browser = "browser",
    }
}

/// How what the person says compares with the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// They did not ask: the request is reported, whatever else they said.
    Reported,
    /// Nothing differs.
    Matches,
    /// These differ, at least one: a second approver is needed.
    Mismatch(Vec<Field>),
}

/// Compares what the person says with the request's own values.
///
/// Not knowing what happened, or what one is asking on, is a mismatch: whoever asked knows. What the request itself
/// does not know cannot differ.
pub fn compare(says: &Says, known: &Known) -> Comparison {
    if !says.asked_just_now {
        return Comparison::Reported;
    }
    let differ = |field: &Field| match field {
        Field::What => says.what != Some(known.what),
        Field::OnWhat => known
            .platform
            .filter(|platform| *platform != Platform::Other)
            .is_some_and(|seen| !says.on_what.is_some_and(|said| looks_like(said, seen))),
        Field::Browser => match (says.browser, known.browser) {
            (_, None | Some(Browser::Other)) | (None | Some(Browser::Other), _) => false,
            (Some(said), Some(seen)) => said != seen,
        },
    };
    let fields: Vec<Field> = Field::ALL.iter().copied().filter(differ).collect();
    if fields.is_empty() { Comparison::Matches } else { Comparison::Mismatch(fields) }
}

/// An iPad's browser gives itself out as a Mac.
const fn looks_like(said: Platform, seen: Platform) -> bool {
    matches!((said, seen), (Platform::Ipados, Platform::Macos)) || said as u8 == seen as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known = Known {
        what: WhatHappened::LostOrStolen,
        platform: Some(Platform::Windows),
        browser: Some(Browser::Edge),
    };

    fn says(what: Option<WhatHappened>, on_what: Option<Platform>, browser: Option<Browser>) -> Says {
        Says { asked_just_now: true, what, on_what, browser, place: "at home".into() }
    }

    fn fields(says: &Says) -> Vec<Field> {
        match compare(says, &KNOWN) {
            Comparison::Mismatch(fields) => fields,
            Comparison::Matches => Vec::new(),
            Comparison::Reported => panic!("they asked"),
        }
    }

    #[test]
    fn no_reports_the_request_whatever_else_is_right() {
        let right = says(Some(WhatHappened::LostOrStolen), Some(Platform::Windows), Some(Browser::Edge));
        assert_eq!(compare(&right, &KNOWN), Comparison::Matches);
        assert_eq!(compare(&Says { asked_just_now: false, ..right }, &KNOWN), Comparison::Reported);
    }

    #[test]
    fn every_other_answer_to_what_happened_is_a_mismatch() {
        for what in WhatHappened::ALL.iter().copied().filter(|what| *what != KNOWN.what) {
            assert_eq!(fields(&says(Some(what), Some(Platform::Windows), None)), [Field::What]);
        }
        assert_eq!(fields(&says(None, Some(Platform::Windows), None)), [Field::What]);
    }

    #[test]
    fn every_other_platform_is_a_mismatch_and_so_is_not_knowing() {
        let what = Some(KNOWN.what);
        for platform in Platform::ALL.iter().copied().filter(|platform| *platform != Platform::Windows) {
            assert_eq!(fields(&says(what, Some(platform), None)), [Field::OnWhat], "{platform:?}");
        }
        assert_eq!(fields(&says(what, None, None)), [Field::OnWhat]);
    }

    #[test]
    fn a_named_browser_must_be_the_right_one() {
        let with = |browser| fields(&says(Some(KNOWN.what), Some(Platform::Windows), browser));
        assert_eq!(with(Some(Browser::Chrome)), [Field::Browser]);
        assert_eq!(with(None), []);
        assert_eq!(with(Some(Browser::Other)), []);
    }

    #[test]
    fn what_the_request_does_not_know_cannot_differ() {
        let known = Known { platform: None, browser: None, ..KNOWN };
        let unsure = says(Some(KNOWN.what), None, Some(Browser::Firefox));
        assert_eq!(compare(&unsure, &known), Comparison::Matches);
        let known = Known { platform: Some(Platform::Other), browser: Some(Browser::Other), ..KNOWN };
        assert_eq!(compare(&unsure, &known), Comparison::Matches);
    }

    #[test]
    fn an_ipad_passes_for_a_mac_and_a_mac_for_no_ipad() {
        let known = |platform| Known { platform: Some(platform), browser: None, ..KNOWN };
        let said = |platform| says(Some(KNOWN.what), Some(platform), None);
        assert_eq!(compare(&said(Platform::Ipados), &known(Platform::Macos)), Comparison::Matches);
        let on_ipad = compare(&said(Platform::Macos), &known(Platform::Ipados));
        assert_eq!(on_ipad, Comparison::Mismatch(vec![Field::OnWhat]));
    }

    #[test]
    fn the_place_is_never_compared() {
        let mut says = says(Some(KNOWN.what), Some(Platform::Windows), None);
        for place in ["", "Berlin", "on the moon"] {
            says.place = place.into();
            assert_eq!(compare(&says, &KNOWN), Comparison::Matches);
        }
    }
}
