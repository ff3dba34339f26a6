//! What the page gives an island.
//!
//! On the server an island has props, and Leptos writes them beside it. In the browser the same island has none: Leptos would
//! bring a whole JSON reader for them, a tenth of the bundle, where the browser has one. So each island is declared twice, and
//! reads its props by their names through [`Given`].

use wasm_bindgen::prelude::*;

use super::state::Say;

#[wasm_bindgen(module = "/src/islands/browser.js")]
extern "C" {
    fn next() -> u32;
    fn given(island: u32, name: &str) -> String;
    #[wasm_bindgen(js_name = given)]
    fn given_at(island: u32, name: &str, place: u32) -> String;
}

/// The props of one island.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given(u32);

impl Given {
    /// Those of the island that starts now. To be called once by each, first of all: they start in the order of the document.
    pub(super) fn next() -> Self {
        Self(next())
    }

    /// A prop that is a text or a number; empty if there is none of that name.
    pub(super) fn text(self, name: &str) -> String {
        given(self.0, name)
    }

    /// What the page gave to say.
    pub(super) fn words(self, say: Say) -> String {
        self.at("says", say as u32)
    }

    /// One text of a prop that is a list of them; empty if it is not that long.
    pub(super) fn at(self, name: &str, place: u32) -> String {
        given_at(self.0, name, place)
    }
}
