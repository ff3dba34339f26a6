#![doc = include_str!("../README.md")]

mod approvals;
mod ceremony;
mod closing;
mod cookies;
mod core;
mod desk;
mod enrolling;
mod facts;
mod frame;
mod keys;
mod methods;
mod notices;
mod orders;
pub mod ports;
mod recovery;
mod refuse;
mod sessions;
mod sign_in;
mod stopping;
mod visitor;

pub use cookies::{CookieChange, CookieKind};
pub use core::{BadStart, Core, CoreParts, Settings};
pub use keys::{BadKeyFile, Keys, Label};
pub use visitor::{Arrival, Visitor};
