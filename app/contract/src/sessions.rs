//! Where a person is signed in.

use domain::Time;
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent};

/// One signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionCard {
    /// Its id (not the cookie's value).
    pub id: String,
    /// Browser and system in words, such as "Firefox on Windows".
    pub browser: String,
    /// Network it came from, shortened.
    pub network: String,
    /// Since when.
    pub begun: Time,
    /// Last used.
    pub seen: Time,
    /// The one that asks.
    pub this_one: bool,
}

/// See the module.
#[async_trait::async_trait]
pub trait Sessions {
    /// All open ones. Least: person.
    async fn sessions(&self) -> Answer<Vec<SessionCard>>;
    /// Ends one. Least: person.
    async fn end_session(&self, id: String) -> Answer<Sent>;
    /// Ends all, this one too. Least: person.
    async fn end_all_sessions(&self) -> Answer<Sent>;
}
