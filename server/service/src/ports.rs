//! What the use cases need from outside: a directory and a way to send messages.

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
