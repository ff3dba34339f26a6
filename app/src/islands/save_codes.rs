//! "Save them as a file": what stands on the page goes into a file of the browser's own making.

use leptos::prelude::*;

use super::state::State;

/// A button that is there only while it works: where scripts are off, the codes are printed or copied by hand.
#[cfg(not(feature = "hydrate"))]
#[island]
pub fn SaveCodes(
    /// What the button says.
    label: String,
    /// What the file is called.
    file: String,
    /// Its first line: what the codes below are for.
    first: String,
) -> impl IntoView {
    let _ = (file, first);
    view(State::new(), label, || {})
}

/// The same in the browser.
#[cfg(feature = "hydrate")]
#[island]
pub fn SaveCodes() -> impl IntoView {
    let state = State::new();
    let given = state.given;
    let save = move || super::browser::save_codes(&given.text("file"), &given.text("first"));
    view(state, given.text("label"), save)
}

fn view(state: State, label: String, save: impl Fn() + Clone + Send + Sync + 'static) -> impl IntoView {
    let away = move || !state.ready.get();
    view! { <div class="actions" hidden=away>{state.button("btn btn-plain".to_owned(), label, save)}</div> }
}
