#![doc = include_str!("../README.md")]

mod http;
mod phone;
mod smtp;
mod twilio;
mod webhook;

pub use phone::{BadPhone, PhoneSettings};
pub use smtp::{BadSmtp, Smtp, SmtpSettings, Tls};
pub use twilio::{Twilio, TwilioAccount};
pub use webhook::Webhook;
