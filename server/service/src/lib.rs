#![doc = include_str!("../README.md")]

mod acting;
mod approvals;
mod backups;
mod by_codes;
mod ceremony;
mod closing;
mod cookies;
mod core;
mod demo;
mod desk;
mod devices;
mod enrolling;
mod facts;
mod first_pass;
mod frame;
mod halves;
mod keys;
mod last_resort;
mod leaving;
mod methods;
mod naming;
mod notices;
mod orders;
pub mod ports;
mod qr;
mod readiness;
mod recovery;
mod refuse;
mod runbooks;
mod sealing;
mod sessions;
mod sign_in;
mod slow_hash;
mod stopping;
mod suspending;
#[cfg(test)]
mod testing;
mod visitor;
pub mod worker;

pub use cookies::{CookieChange, CookieKind};
pub use core::{BadStart, Core, CoreParts, Settings};
pub use first_pass::{FirstPass, FirstPassRefused};
pub use keys::{BadKeyFile, Keys, Label};
pub use leaving::{person_gone, person_left};
pub use readiness::{Stranded, WithWays, stranded_since, with_ways, would_strand};
pub use visitor::{Arrival, Visitor};
