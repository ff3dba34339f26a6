#![doc = include_str!("../README.md")]

mod smtp;

pub use smtp::{BadSmtp, Smtp, SmtpSettings, Tls};
