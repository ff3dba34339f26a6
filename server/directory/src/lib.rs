#![doc = include_str!("../README.md")]

mod alone;
mod built_in;
pub mod devices_import;
pub mod import;

pub use built_in::BuiltIn;
