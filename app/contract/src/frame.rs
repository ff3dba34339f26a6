//! What every page shows around its content.

use serde::{Deserialize, Serialize};

use crate::last_resort::LastResortCard;

/// Who is calling, as far as cookies prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Least {
    /// Anybody.
    Nobody,
    /// The browser of a request (its own cookie).
    Asker,
    /// A confined enrolment (its own cookie).
    Enrolling,
    /// Signed in with a method that signs in alone.
    Person,
    /// … who proved presence within the last minutes.
    FreshPerson,
}

/// The frame of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameData {
    /// Name of the organisation, from the configuration.
    pub organisation: String,
    /// Whom to call, from the configuration: a human's number or where to find one.
    pub help: String,
    /// Two letters, `en` or `de`.
    pub language: String,
    /// IANA time zone that times are shown in.
    pub time_zone: String,
    /// Set while somebody is signed in.
    pub person: Option<SignedInAs>,
    /// Set in `latchkey demo` only.
    pub demo: bool,
    /// Banner while set-up is unfinished (R9): how many `security` persons still need passkeys. Only told to IT and security.
    pub security_missing: Option<u32>,
    /// Banner for thirty days after a pass was issued as the last resort (R9), newest first. Only told to who holds a role.
    pub last_resorts: Vec<LastResortCard>,
    /// The server's time in ms.
    pub now: i64,
}

/// Who is signed in, for the top of the page and its links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInAs {
    /// Display name.
    pub name: String,
    /// May see the desk (`it` or `security`).
    pub desk: bool,
    /// Requests that wait for this person's decision.
    pub waiting: u32,
}

/// Read by the shell of every page. Least: nobody.
#[async_trait::async_trait]
pub trait Frame {
    /// The frame. Never fails: what cannot be read is left out.
    async fn frame(&self) -> FrameData;
}
