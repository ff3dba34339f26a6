#![doc = include_str!("../README.md")]

mod api;
pub mod cli;
pub mod clock;
pub mod config;
mod demo;
mod device_files;
mod fault;
pub mod files;
pub mod front;
mod gauges;
mod json;
mod kept;
mod key_file;
mod log;
mod metrics;
mod middleware;
mod page;
mod probes;
mod readiness_file;
pub mod rng;
mod router;
pub mod routes;
mod say;
mod serving;
mod start;

pub use demo::mailbox::Mailbox;
pub use fault::Fault;
pub use front::{Front, FrontParts};
pub use router::router;
pub use start::directory;
