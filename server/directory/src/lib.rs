#![doc = include_str!("../README.md")]

mod built_in;

pub use built_in::BuiltIn;
