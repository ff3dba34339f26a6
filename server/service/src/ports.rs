//! What the use cases need from outside: a directory, and ways to send mail, texts and calls.

use async_trait::async_trait;
use domain::{MethodId, OrderId, PersonId};

/// What a directory can do (R12). What it cannot is done otherwise, and the record says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// Can pause a method and bring it back. Where not, methods go when the person presses *Use my pass*.
    pub suspend: bool,
    /// Can confine a session that a pass opens to enrolment.
    pub confine: bool,
    /// Can bind a pass to the browser that asked. Where not, the pass must be shown.
    pub bind: bool,
}

/// Why a step outside did not work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// May work later: down, slow, busy.
    #[error("not now: {0}")]
    Later(String),
    /// Will not work without somebody's help.
    #[error("needs help: {0}")]
    Stuck(String),
}

/// Where people, managers and passes live. Every call is idempotent by the order's id: after a crash it is made again.
#[async_trait]
pub trait Directory: Send + Sync {
    /// Its name in records.
    fn name(&self) -> &str;
    /// What it can do.
    fn abilities(&self) -> Abilities;
    /// Pauses methods that live outside the portal.
    async fn suspend(&self, order: &OrderId, person: &PersonId, methods: &[MethodId]) -> Result<(), Trouble>;
    /// Brings them back.
    async fn restore(&self, order: &OrderId, person: &PersonId, methods: &[MethodId]) -> Result<(), Trouble>;
    /// Removes them for good.
    async fn remove(&self, order: &OrderId, person: &PersonId, methods: &[MethodId]) -> Result<(), Trouble>;
    /// Ends the person's sessions outside the portal.
    async fn end_sessions(&self, order: &OrderId, person: &PersonId) -> Result<(), Trouble>;
}

/// A message ready to be sent. It holds no secret but, perhaps, the stop code (I04).
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Stable id: the same message is never shown twice by a careful receiver.
    pub id: String,
    /// Where to.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Two-letter language.
    pub language: String,
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The body may hold the stop code, the address is personal.
        write!(f, "Message({})", self.id)
    }
}

/// Sends messages.
#[async_trait]
pub trait Messenger: Send + Sync {
    /// Sends one. `Ok` means that the next server took responsibility for it.
    async fn send(&self, message: &Message) -> Result<(), Trouble>;
}

/// How a message reaches a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// As a text message.
    Text,
    /// By a call, in which a voice says it.
    Call,
}

impl Way {
    /// Its name in settings and records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Call => "call",
        }
    }
}

/// A message for a phone. It holds a code, so it is shown to nobody but the gateway.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneMessage {
    /// Stable id: a gateway that knows ids takes the same message once.
    pub id: String,
    /// The number, as [`is_phone_number`] wants it.
    pub to: String,
    /// How.
    pub way: Way,
    /// What it says. For a call: words to be spoken, with the digits of a code apart (`1, 2, 3`).
    pub text: String,
    /// Two-letter language of the text.
    pub language: String,
}

impl std::fmt::Debug for PhoneMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The text holds a code, the number is personal.
        write!(f, "PhoneMessage({}, {})", self.id, self.way.as_str())
    }
}

/// Whether a text is a telephone number in the one form that gateways take (E.164): `+`, then seven to fifteen
/// digits, the first of which is not 0. No spaces.
pub fn is_phone_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    (7..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// Sends texts and makes calls, through a gateway.
#[async_trait]
pub trait Phone: Send + Sync {
    /// What the gateway can do; at least one.
    fn ways(&self) -> &[Way];
    /// The most messages a day that the organisation pays for, of all ways together. Whoever sends counts.
    fn daily_cap(&self) -> u32;
    /// Sends one. `Ok` means that the gateway took responsibility for it, not that a phone rang.
    ///
    /// # Errors
    /// [`Trouble`], whose words hold neither number nor text. After `Later` the message may have gone out all the
    /// same: sent again, it keeps its id and its text.
    async fn send(&self, message: &PhoneMessage) -> Result<(), Trouble>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_from_what_is_none() {
        for good in ["+491701234567", "+12025550123", "+2901234", "+123456789012345"] {
            assert!(is_phone_number(good), "{good}");
        }
        for bad in [
            "",
            "+",
            "0170 1234567",
            "01701234567",
            "+0491701234567",
            "+49 170 1234567",
            "+49170123456a",
            "+123456",
            "+1234567890123456",
            "+49170１２３４567",
            "++491701234567",
            "+491701234567;ext=1",
        ] {
            assert!(!is_phone_number(bad), "{bad}");
        }
    }

    #[test]
    fn a_message_shows_neither_number_nor_text() {
        let message = PhoneMessage {
            id: "m1".to_owned(),
            to: "+491701234567".to_owned(),
            way: Way::Text,
            text: "Your code is 482915".to_owned(),
            language: "en".to_owned(),
        };
        assert_eq!(format!("{message:?}"), "PhoneMessage(m1, text)");
    }
}
