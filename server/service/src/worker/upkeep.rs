//! Upkeep: checkpoints of the log, and what is over being swept away.

use std::sync::Arc;

use domain::Span;
use store::Fault;

use super::due;
use crate::Core;

/// How often the log is signed while it grows.
const SIGN: Span = Span::minutes(10);
/// How often it is looked whether it grew.
const LOOK: Span = Span::minutes(1);
/// How often ended limits and ceremonies are removed.
const SWEEP: Span = Span::minutes(1);
/// How often every removed method is looked at for secrets that it left.
const FORGET: Span = Span::hours(1);

/// Signs the log as it is, if it grew and the last checkpoint is old enough.
pub(super) async fn sign(core: &Arc<Core>) {
    let now = core.now();
    if !due(&core.beats.signed, now, LOOK) {
        return;
    }
    let signed = async {
        let Some(head) = store::log::head(&core.db).await? else { return Ok(()) };
        let size = head.edge.size();
        let last = store::log::checkpoints(&core.db, 1).await?;
        // Another process may have signed; if both do at once, both sign the same.
        let fresh = last.first().is_some_and(|last| last.size == size || now.since(last.at) < SIGN);
        if size > 0 && !fresh {
            store::log::sign(&core.writer, Arc::new(core.keys.log_key()), core.keys.id()).await?;
        }
        Ok::<(), Fault>(())
    };
    core.noted("log.sign", "", signed.await);
}

/// Removes limits whose window ended and ceremonies whose time is over. Sessions need nothing: their end is compared each
/// time.
pub(super) async fn sweep(core: &Arc<Core>) {
    if !due(&core.beats.swept, core.now(), SWEEP) {
        return;
    }
    let forget = due(&core.beats.forgot, core.now(), FORGET);
    let swept = core
        .writer
        .unlogged(forget, |tx, forget| {
            Box::pin(async move {
                let now = tx.now();
                store::rate::sweep(tx).await?;
                store::ceremonies::sweep(tx, now).await?;
                store::backups::sweep(tx).await?;
                if *forget {
                    store::backups::sweep_removed(tx).await?;
                }
                store::device_files::sweep(tx).await?;
                Ok(())
            })
        })
        .await;
    core.noted("sweep", "", swept);
}
