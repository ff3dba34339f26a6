//! Limits on how often something may be tried: a fixed window for each bucket, shared by all replicas.

use domain::{Span, Time};

use crate::{Fault, Reads, Tx, Writer, args};

/// Takes one of `limit` tries of the bucket in its window of `span`, which begins with the first try. `false` means
/// that none is left; a refused try counts for nothing. It is one atomic statement, so replicas cannot both take the
/// last one.
///
/// `bucket` names what is limited; the caller hashes, with a key, whatever in it is personal (a name, an address).
///
/// # Errors
/// [`Fault::Driver`].
pub async fn take(tx: &mut Tx, bucket: &str, limit: u32, span: Span, now: Time) -> Result<bool, Fault> {
    if limit == 0 {
        return Ok(false);
    }
    let taken = tx
        .note(
            "INSERT INTO rate_limit (bucket, started, taken, until) VALUES ($1, $2, 1, $3) \
             ON CONFLICT (bucket) DO UPDATE SET \
             started = CASE WHEN rate_limit.until <= $2 THEN $2 ELSE rate_limit.started END, \
             taken = CASE WHEN rate_limit.until <= $2 THEN 1 ELSE rate_limit.taken + 1 END, \
             until = CASE WHEN rate_limit.until <= $2 THEN $3 ELSE rate_limit.until END \
             WHERE rate_limit.until <= $2 OR rate_limit.taken < $4",
            args![bucket, now, now + span, limit],
        )
        .await?;
    Ok(taken == 1)
}

/// Until when a bucket is used up; `None` while at least one of `limit` is left. For a limit that only some outcomes of a
/// try count against: asked before, and [`take`]n after.
///
/// # Errors
/// [`Fault::Driver`].
pub async fn used_up(
    on: &mut impl Reads,
    bucket: &str,
    limit: u32,
    now: Time,
) -> Result<Option<Time>, Fault> {
    let row = on
        .row(
            "SELECT until FROM rate_limit WHERE bucket = $1 AND until > $2 AND taken >= $3",
            args![bucket, now, limit],
        )
        .await?;
    row.map(|row| row.time("until")).transpose()
}

/// [`take`] as a job of its own, for a limit that counts whatever becomes of what follows.
///
/// # Errors
/// As [`Writer::unlogged`].
pub async fn take_alone(writer: &Writer, bucket: String, limit: u32, span: Span) -> Result<bool, Fault> {
    writer
        .unlogged((bucket, limit, span), |tx, (bucket, limit, span)| {
            Box::pin(async move {
                let now = tx.now();
                take(tx, bucket, *limit, *span, now).await
            })
        })
        .await
}

/// How many were taken in the bucket's window, without taking one.
///
/// # Errors
/// [`Fault::Driver`].
pub async fn taken(on: &mut impl Reads, bucket: &str, now: Time) -> Result<u32, Fault> {
    let row =
        on.row("SELECT taken FROM rate_limit WHERE bucket = $1 AND until > $2", args![bucket, now]).await?;
    row.map_or(Ok(0), |row| Ok(u32::try_from(row.int("taken")?).unwrap_or(u32::MAX)))
}

/// Forgets a bucket, after a success that ends its count.
///
/// # Errors
/// [`Fault::Driver`].
pub async fn forget(tx: &mut Tx, bucket: &str) -> Result<(), Fault> {
    tx.note("DELETE FROM rate_limit WHERE bucket = $1", args![bucket]).await.map(|_| ())
}

/// Removes the windows that have ended; how many.
///
/// # Errors
/// [`Fault::Driver`].
pub async fn sweep(tx: &mut Tx) -> Result<u64, Fault> {
    let now = tx.now();
    tx.note("DELETE FROM rate_limit WHERE until <= $1", args![now]).await
}
