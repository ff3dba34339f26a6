//! Leases: which replica does a periodic piece of work.

use domain::Span;

use crate::{Fault, Tx, args};

/// Takes or prolongs the lease of that name for `span` from now; `false` if another holder has it. A lease that ran
/// out may be taken by anybody, so work under it must bear being begun twice.
///
/// # Errors
/// [`Fault::Driver`].
pub async fn take(tx: &mut Tx, name: &str, holder: &str, span: Span) -> Result<bool, Fault> {
    let now = tx.now();
    let taken = tx
        .note(
            "INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3) \
             ON CONFLICT (name) DO UPDATE SET holder = $2, until = $3 \
             WHERE lease.holder = $2 OR lease.until <= $4",
            args![name, holder, now + span, now],
        )
        .await?;
    Ok(taken == 1)
}

/// Gives the lease up early, if `holder` has it.
///
/// # Errors
/// [`Fault::Driver`].
pub async fn release(tx: &mut Tx, name: &str, holder: &str) -> Result<(), Fault> {
    tx.note("DELETE FROM lease WHERE name = $1 AND holder = $2", args![name, holder]).await.map(|_| ())
}
