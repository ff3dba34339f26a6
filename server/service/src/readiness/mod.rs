//! Would they get back in: for oneself and any loss, for a manager's team, and for everybody at once (R10, I11).
//!
//! What is stored is kept current by the worker, which follows the log; [`ground`] and [`compute`] make a row from what is
//! on record, [`strand`] says whom a change would leave with no way back.

pub(crate) mod compute;
mod desk;
pub(crate) mod ground;
mod strand;
mod team;
#[cfg(test)]
mod tests;
mod what_if;
pub(crate) mod words;

use contract::{
    Answer, Readiness, Sent,
    readiness::{ReadinessFilter, ReadinessPage, Team, WhatIf, WhatIfQuery},
};

pub use strand::{Practised, Stranded, WithWays, stranded_since, with_ways, would_strand};

use crate::Visitor;

#[async_trait::async_trait]
impl Readiness for Visitor {
    async fn what_if(&self, query: WhatIfQuery) -> Answer<WhatIf> {
        self.what_if_page(query).await
    }
    async fn manages_somebody(&self) -> Answer<bool> {
        self.manages_anybody().await
    }
    async fn team(&self) -> Answer<Team> {
        self.team_page().await
    }
    async fn readiness_of_all(&self, filter: ReadinessFilter) -> Answer<ReadinessPage> {
        self.readiness_page(filter).await
    }
    async fn remind(&self, filter: ReadinessFilter) -> Answer<Sent> {
        self.remind_now(filter).await
    }
}
