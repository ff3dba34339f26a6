//! Finds slips in a typed pass before anything is sent (R5): its check symbols, tested by the domain's own rule.

use leptos::prelude::*;

#[cfg(any(feature = "hydrate", test))]
use domain::pass::GroupError;
use domain::pass::Half;

/// The fields of the form, by their ids, and what is typed into each.
pub const FIELDS: [(&str, Half); 2] = [("first", Half::First), ("second", Half::Second)];
/// Stands for how many characters there are, in words that the browser completes.
pub const HAS: &str = "{has}";
/// Stands for the character that no pass has.
pub const SYMBOL: &str = "{symbol}";

/// Whenever the form around [`FIELDS`] is about to be sent: says what has to be mended, beside each group and in a summary that
/// takes the focus, and holds the form back. Shows nothing itself. Until it runs, and where scripts are off, the server says so.
#[cfg(not(feature = "hydrate"))]
#[island]
pub fn CheckPass(
    /// "Please mend this."
    heading: String,
    /// What can be wrong with a group, in words: empty, too short, too long, a wrong symbol, mistyped, the other group.
    says: Vec<String>,
) -> impl IntoView {
    let _ = (heading, says);
}

/// The same in the browser.
#[cfg(feature = "hydrate")]
#[island]
pub fn CheckPass() -> impl IntoView {
    act::watch(super::given::Given::next());
}

/// Where the words for it stand among what the page gave to say, and what completes them.
#[cfg(any(feature = "hydrate", test))]
fn said(error: GroupError) -> (u32, &'static str, String) {
    match error {
        GroupError::Empty => (0, "", String::new()),
        GroupError::TooShort { has, .. } => (1, HAS, has.to_string()),
        GroupError::TooLong { has, .. } => (2, HAS, has.to_string()),
        GroupError::NotASymbol(c) => (3, SYMBOL, c.into()),
        GroupError::Mistyped => (4, "", String::new()),
        GroupError::OtherGroup => (5, "", String::new()),
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use domain::pass::Group;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::HtmlInputElement;

    use super::super::browser;
    use super::super::given::Given;
    use super::{FIELDS, said};

    fn input(id: &str) -> Option<HtmlInputElement> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }

    pub(super) fn watch(given: Given) {
        let [(first, _), _] = FIELDS;
        if let Some(form) = input(first).and_then(|input| input.form()) {
            browser::on_submit(&form, move || mend(given));
        }
    }

    /// Whether there is something to mend; then it says so.
    fn mend(given: Given) -> bool {
        let words = FIELDS.map(|(field, half)| {
            let typed = input(field).map(|input| input.value()).unwrap_or_default();
            let Err(error) = Group::read(&typed, half) else { return (field, String::new()) };
            let (place, mark, value) = said(error);
            (field, browser::complete(&given.at("says", place), mark, &value))
        });
        browser::mend(&given.text("heading"), &words);
        words.iter().any(|(_, words)| !words.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use domain::pass::Group;

    use super::*;

    #[test]
    fn every_slip_has_words_of_its_own() {
        let errors = ["", "7K3M", "7K3M 9QXZ 0ABC DE", "7K3M 9QXU", "0000 0000 0000 0", "0000 0000 0000 P"];
        let said = errors.map(|typed| Group::read(typed, Half::First).map_err(said));
        let places: Vec<_> = said.iter().map(|said| said.as_ref().unwrap_err().0).collect();
        assert_eq!(places[..4], [0, 1, 2, 3]);
        assert_eq!(said[1], Err((1, HAS, "4".to_owned())));
        assert_eq!(said[3], Err((3, SYMBOL, "U".to_owned())));
        assert_eq!(places[4..], [4, 5]);
    }
}
