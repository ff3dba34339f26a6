#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where its ground is missing"
)]

mod app;
mod asking;
mod authenticator;
mod browser;
mod mail;
pub mod person;

pub use app::{TestApp, each_engine, in_demo, on_sqlite};
pub use asking::AskingKey;
pub use authenticator::Authenticator;
pub use browser::{Browser, Reply};
pub use mail::MailTrap;
pub use store::testing::{TestClock, TestRng};
