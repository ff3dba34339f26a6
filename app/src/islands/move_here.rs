//! Taking an enrolment over on the phone: the code stands in the address behind `#`, which is never sent.

use leptos::prelude::*;

/// Puts the code from the address into the field `field` and takes it out of the address. The person presses the button:
/// a link alone must not begin anything.
#[cfg(not(feature = "hydrate"))]
#[island]
pub fn MoveHere(
    /// Id of the field.
    field: String,
) -> impl IntoView {
    let _ = field;
}

/// The same in the browser.
#[cfg(feature = "hydrate")]
#[island]
pub fn MoveHere() -> impl IntoView {
    super::browser::take_code(&super::given::Given::next().text("field"));
}
