//! Passes issued on the terminal as the last resort (R9): everybody privileged sees them for thirty days, and can stop them.

use domain::Time;
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent};

/// Where one stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stands {
    /// Not everybody privileged was told yet; it works four hours after that.
    Untold,
    /// Everybody was told; it works from then on.
    Waiting {
        /// From when on.
        from: Time,
    },
    /// It works.
    Works {
        /// Until when.
        until: Time,
    },
    /// It was used.
    Used,
    /// Somebody stopped it.
    Stopped {
        /// When.
        at: Time,
        /// Who, by display name.
        by: String,
    },
    /// It ended unused.
    Over,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastResortCard {
    /// Its id.
    pub id: String,
    /// Whom it lets in, by display name.
    pub name: String,
    /// Who issued it, by the name given on the terminal.
    pub operator: String,
    /// When.
    pub issued: Time,
    /// Where it stands.
    pub stands: Stands,
    /// Whether it can still be stopped.
    pub can_stop: bool,
}

/// See the module.
#[async_trait::async_trait]
pub trait LastResort {
    /// Those of the last thirty days, newest first. Least: fresh person, who holds a role.
    async fn last_resorts(&self) -> Answer<Vec<LastResortCard>>;
    /// Ends one and what it opened; everybody privileged is told. Least: fresh person, who holds a role.
    async fn stop_last_resort(&self, id: String) -> Answer<Sent>;
}
