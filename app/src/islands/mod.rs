//! The parts of pages that run in the browser. Each shows all it has from the start, hidden where it must be, so that nothing
//! is ever built from text in the browser. Words come as props; `says` is the list of [`Trouble::says`].

#![expect(missing_docs, reason = "Leptos's macro writes a struct of props beside each island")]

pub mod add_passkey;
pub mod ask_key;
pub mod move_here;
pub mod move_on;
pub mod sign_in;
pub mod state;
pub mod use_pass;
pub mod use_passkey;
pub mod watch;

#[cfg(feature = "hydrate")]
mod browser;

pub use add_passkey::AddPasskeyIsland;
pub use ask_key::AskKey;
pub use move_here::MoveHere;
pub use move_on::MoveOn;
pub use sign_in::SignInIsland;
pub use state::Trouble;
pub use use_pass::UsePass;
pub use use_passkey::UsePasskeyIsland;
pub use watch::Watch;
