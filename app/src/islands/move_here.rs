//! Taking an enrolment over on the phone: the code stands in the address behind `#`, which is never sent.

use leptos::prelude::*;

/// Puts the code from the address into the field `field` and takes it out of the address. The person presses the button:
/// a link alone must not begin anything.
#[island]
pub fn MoveHere(
    /// Id of the field.
    field: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    act::fill(&field);
    #[cfg(not(feature = "hydrate"))]
    let _ = field;
}

#[cfg(feature = "hydrate")]
mod act {
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue};

    pub(super) fn fill(field: &str) {
        let code = window().location().hash().unwrap_or_default();
        let code = code.trim_start_matches('#');
        let input = document()
            .get_element_by_id(field)
            .and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input.filter(|_| !code.is_empty()) else { return };
        input.set_value(code);
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some("/recover/move"));
        }
    }
}
