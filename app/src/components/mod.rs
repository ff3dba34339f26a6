//! The parts of pages, as `style/README.md` shows them.

pub mod buttons;
pub mod choices;
pub mod field;
pub mod lists;
pub mod passkeys;
pub mod problems;
pub mod records;
pub mod tapping;

pub use buttons::{Act, Back, Hidden, MainButton, PlainLink};
pub use choices::{Choices, Pick};
pub use field::{Field, Kind};
pub use passkeys::{AddPasskey, NeedsScripts, SignInWithPasskey, UsePass, UsePasskey};
pub use problems::ErrorSummary;
pub use records::{Facts, Warnings};
pub use tapping::{Call, Select, Tick};
