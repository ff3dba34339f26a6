//! One import at a time: two at once would each compare with what the other changes.

use std::sync::Arc;

use domain::{OrderId, Span};
use service::Core;
use store::{Fault, Tx, lease};

/// How long a job of an import may take before another import may begin.
const SPAN: Span = Span::minutes(5);

/// The lease under which an import runs; every job prolongs it.
#[derive(Debug, Clone)]
pub(crate) struct Alone {
    /// What is imported.
    name: &'static str,
    /// Names this import.
    holder: String,
}

impl Alone {
    /// `None` if another import of that name runs.
    pub(crate) async fn begin(core: &Arc<Core>, name: &'static str) -> Result<Option<Self>, Fault> {
        let alone = Self { name, holder: OrderId::mint(core.rng()).as_str().to_owned() };
        let taken =
            core.writer().unlogged(alone.clone(), |tx, alone| Box::pin(async move { alone.still(tx).await }));
        Ok(taken.await?.then_some(alone))
    }

    /// Prolongs it; a job without it changes nothing.
    pub(crate) async fn still(&self, tx: &mut Tx) -> Result<bool, Fault> {
        lease::take(tx, self.name, &self.holder, SPAN).await
    }

    /// Gives it up.
    pub(crate) async fn end(self, core: &Arc<Core>) -> Result<(), Fault> {
        core.writer()
            .unlogged(self, |tx, alone| Box::pin(lease::release(tx, alone.name, &alone.holder)))
            .await
    }
}
