#![doc = include_str!("../README.md")]

// Without a reference to it the linker leaves out all islands.
extern crate app;

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by `boot.js` before it starts the islands one by one.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
