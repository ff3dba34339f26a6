//! What backup methods keep besides their row in `method`: seeds, recovery codes, numbers, codes on their way, and attempts
//! to get back in with two of them.

pub mod apps;
pub mod attempts;
pub mod codes;
pub mod phones;

use crate::{Fault, Tx};

/// Forgets what is over: seeds that nobody went on with, codes whose time is up, and the secrets of methods that were
/// removed, which never come back; how many rows.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn sweep(tx: &mut Tx) -> Result<u64, Fault> {
    let mut gone = apps::sweep(tx).await? + phones::sweep(tx).await? + attempts::sweep(tx).await?;
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
