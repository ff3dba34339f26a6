//! The parts of pages that run in the browser. Each shows all it has from the start, hidden where it must be, so that nothing
//! is ever built from text in the browser. Words come as props; `says` is the list of [`Trouble::says`].

mod add_passkey;
mod ask_key;
mod move_here;
mod move_on;
mod sign_in;
mod state;
mod use_pass;
mod use_passkey;

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
