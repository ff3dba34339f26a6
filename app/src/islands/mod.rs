//! The parts of pages that run in the browser. Each shows all it has from the start, hidden where it must be, so that nothing
//! is ever built from text in the browser. Words come as props; `says` is [`Say::ALL`] in words. Each island is declared twice: with
//! its props for the server, and without for the browser, which reads them where the page wrote them (`given.rs`).
#![cfg_attr(
    not(feature = "hydrate"),
    expect(missing_docs, reason = "Leptos's macro writes a struct of props beside each island")
)]

pub mod ask_key;
pub mod ceremony;
pub mod check_pass;
pub mod hide_after;
pub mod move_here;
pub mod move_on;
pub mod save_codes;
pub mod state;
pub mod watch;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod given;

pub use ask_key::AskKey;
pub use ceremony::{Ceremony, Kind};
pub use check_pass::CheckPass;
pub use hide_after::HideAfter;
pub use move_here::MoveHere;
pub use move_on::MoveOn;
pub use save_codes::SaveCodes;
pub use state::Say;
pub use watch::Watch;
