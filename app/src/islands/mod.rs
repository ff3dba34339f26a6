//! The parts of pages that run in the browser. Each shows all it has from the start, hidden where it must be, so that nothing
//! is ever built from text in the browser. Words come as props; `says` is [`Say::ALL`] in words.
#![expect(missing_docs, reason = "Leptos's macro writes a struct of props beside each island")]

pub mod ask_key;
pub mod ceremony;
pub mod hide_after;
pub mod move_here;
pub mod move_on;
pub mod state;
pub mod watch;

#[cfg(feature = "hydrate")]
mod browser;

pub use ask_key::AskKey;
pub use ceremony::{Ceremony, Kind};
pub use hide_after::HideAfter;
pub use move_here::MoveHere;
pub use move_on::MoveOn;
pub use state::Say;
pub use watch::Watch;
