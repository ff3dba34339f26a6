#![doc = include_str!("../README.md")]

mod approvals;
mod ceremony;
mod closing;
mod cookies;
mod core;
mod demo;
mod desk;
mod enrolling;
mod facts;
mod first_pass;
mod frame;
mod halves;
mod keys;
mod leaving;
mod methods;
mod notices;
mod orders;
pub mod ports;
mod recovery;
mod refuse;
mod sessions;
mod sign_in;
mod stopping;
#[cfg(test)]
mod testing;
mod visitor;
pub mod worker;

pub use cookies::{CookieChange, CookieKind};
pub use core::{BadStart, Core, CoreParts, Settings};
pub use first_pass::{FirstPass, FirstPassRefused};
pub use keys::{BadKeyFile, Keys, Label};
pub use leaving::person_gone;
pub use visitor::{Arrival, Visitor};
