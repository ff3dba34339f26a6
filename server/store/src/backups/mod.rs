//! What backup methods keep besides their row in `method`: seeds, recovery codes, numbers, codes on their way, and attempts
//! to get back in with two of them.

pub mod apps;
pub mod attempts;
pub mod codes;
pub mod phones;

use crate::{Fault, Tx};

/// Forgets what is over: seeds that nobody went on with, codes whose time is up, and codes given along with requests that
/// ended; how many rows.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sweep(tx: &mut Tx) -> Result<u64, Fault> {
    Ok(apps::sweep(tx).await?
        + phones::sweep(tx).await?
        + attempts::sweep(tx).await?
        + codes::sweep(tx).await?)
}

/// Forgets the secrets of methods that were removed, which never come back; how many rows. Whoever removes a method does
/// so at once where it can; this finds the rest, and looks at every method that was ever removed: to be called seldom.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sweep_removed(tx: &mut Tx) -> Result<u64, Fault> {
    let mut gone = 0;
    for sql in [
        "DELETE FROM authenticator_app WHERE method IN (SELECT id FROM method WHERE removed IS NOT NULL)",
        "DELETE FROM recovery_code WHERE method IN (SELECT id FROM method WHERE removed IS NOT NULL)",
        "DELETE FROM recovery_code_set WHERE method IN (SELECT id FROM method WHERE removed IS NOT NULL)",
        "DELETE FROM phone_number WHERE method IN (SELECT id FROM method WHERE removed IS NOT NULL)",
    ] {
        gone += tx.note(sql, Vec::new()).await?;
    }
    Ok(gone)
}
