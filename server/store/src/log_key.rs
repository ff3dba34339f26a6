//! The log's signing key: checkpoints, and another key that follows.

use std::sync::Arc;

use audit::{Checkpoint, SignedCheckpoint, Signer, SigningKey, Succession, VerifyingKey};
use domain::Time;

use crate::log::{HEAD, Head, stored};
use crate::{Db, Fault, Tx, Writer, args};

/// Records that the key file called `to` follows the one called `from`; needs an entry of the caller's
/// ([`audit::NewEntry::succeeding`]). `false` if the head names another than `from`.
///
/// # Errors
/// As [`Tx::change`].
pub async fn succeed(tx: &mut Tx, from: &str, to: &str) -> Result<bool, Fault> {
    let rows =
        tx.change("UPDATE audit_head SET key_id = $2 WHERE id = 1 AND key_id = $1", args![from, to]).await?;
    Ok(rows == 1)
}

/// The kind is written out, or the index of these few among all entries does not serve.
pub(crate) const FOUND: &str = "SELECT idx, at, kind, actor, subject, request, bytes, salt, leaf, erased_by FROM audit_entry \
                     WHERE kind = 'key.succeeded' ORDER BY idx";

/// The successions on record, by index. One that is not signed by both keys counts for nothing; [`verify`](crate::log::verify)
/// names it.
///
/// # Errors
/// [`Fault::Driver`]; [`Fault::Inconsistent`] if a row is not of the schema.
pub async fn successions(db: &Db) -> Result<Vec<Succession>, Fault> {
    let rows = db.rows(FOUND, Vec::new()).await?;
    let mut found = Vec::new();
    for row in &rows {
        found.extend(stored(row)?.bytes.as_deref().and_then(Succession::read));
    }
    Ok(found)
}

/// The keys whose checkpoints count for whoever trusts `current`.
///
/// # Errors
/// As [`successions`].
pub async fn signers(db: &Db, current: &VerifyingKey) -> Result<Vec<Signer>, Fault> {
    Ok(Signer::chain(current, &successions(db).await?))
}

/// Signs the log as it is now, keeps the checkpoint and returns it, to be saved elsewhere as well. `key_id` names the
/// key file that `key` is from; what another has followed signs nothing any more.
///
/// # Errors
/// [`Fault::NoLog`]; [`Fault::Audit`] if the head names another key; as [`Writer::unlogged`].
pub async fn sign(writer: &Writer, key: Arc<SigningKey>, key_id: String) -> Result<SignedCheckpoint, Fault> {
    writer
        .unlogged((key, key_id), |tx, (key, key_id)| {
            Box::pin(async move {
                let row = tx.row(HEAD, Vec::new()).await?;
                let head = Head::read(&row.ok_or(Fault::NoLog)?)?;
                if head.key_id != *key_id {
                    let what = "its signing key was replaced: start again with the new key file";
                    return Err(Fault::Audit { what: what.into() });
                }
                let now = tx.now();
                let signed = Checkpoint::of(&head.edge, now).sign(key);
                tx.note(
                    "INSERT INTO audit_checkpoint (size, at, note) VALUES ($1, $2, $3) \
                     ON CONFLICT (size) DO UPDATE SET at = $2, note = $3",
                    args![head.edge.size(), now, signed.to_string()],
                )
                .await?;
                Ok(signed)
            })
        })
        .await
}

/// A checkpoint as it is kept: nothing in it counts before its signature was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCheckpoint {
    /// Entries it covers.
    pub size: u64,
    /// When it was signed.
    pub at: Time,
    /// The signed text.
    pub note: String,
}

/// The kept checkpoints, the newest first, `limit` at most.
///
/// # Errors
/// [`Fault::Driver`]; [`Fault::Inconsistent`] if a row is not of the schema.
pub async fn checkpoints(db: &Db, limit: u32) -> Result<Vec<KeptCheckpoint>, Fault> {
    let sql = "SELECT size, at, note FROM audit_checkpoint ORDER BY size DESC LIMIT $1";
    let rows = db.rows(sql, args![limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(KeptCheckpoint { size: row.count("size")?, at: row.time("at")?, note: row.text("note")? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_statement_names_the_kind_of_a_succession() {
        assert!(super::FOUND.contains(&format!("kind = '{}'", audit::SUCCEEDED.as_str())));
    }
}
