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
pub mod gateway;
mod mail;
pub mod person;
mod phone;
mod rows;

pub use app::{TestApp, each_engine, in_demo, on_sqlite};
pub use asking::AskingKey;
pub use authenticator::Authenticator;
pub use browser::{Browser, Reply};
pub use mail::MailTrap;
pub use phone::PhoneTrap;
pub use rows::Rows;
pub use store::testing::{TestClock, TestRng};
