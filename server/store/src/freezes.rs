//! Freezes: "This wasn't me".

use domain::{
    ContactId, MethodId, PersonId, RequestId, Time, suspension::FreezeSource, suspension::PastFreeze,
};

use crate::{Fault, Reads, Tx, args};

fn word(source: &FreezeSource) -> String {
    match source {
        FreezeSource::Method(id) => format!("method:{id}"),
        FreezeSource::Mailbox(id) => format!("contact:{id}"),
    }
}

fn source(word: &str) -> Result<FreezeSource, Fault> {
    match word.split_once(':') {
        Some(("method", id)) => Ok(FreezeSource::Method(MethodId::stored(id))),
        Some(("contact", id)) => Ok(FreezeSource::Mailbox(ContactId::stored(id))),
        _ => Err(Fault::inconsistent("freeze.source")),
    }
}

/// A person's freezes that took effect since a time, oldest first. Warnings are none.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn since(on: &mut impl Reads, person: &PersonId, since: Time) -> Result<Vec<PastFreeze>, Fault> {
    on.rows(
        "SELECT source, at FROM freezing WHERE person = $1 AND at > $2 AND effect <> 'warning' ORDER BY at, id",
        args![person, since],
    )
    .await?
    .iter()
    .map(|row| Ok(PastFreeze { at: row.time("at")?, source: source(&row.text("source")?)? }))
    .collect()
}

/// Writes a freeze; `effect` is `freeze`, `security-decides` or `warning`.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(
    tx: &mut Tx,
    id: &str,
    request: &RequestId,
    person: &PersonId,
    from: &FreezeSource,
    at: Time,
    effect: &'static str,
) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO freezing (id, request, person, source, at, effect) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, request, person, word(from), at, effect],
    )
    .await?;
    Ok(())
}

/// Notes who lifted a request's freeze.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn lift(tx: &mut Tx, request: &RequestId, by: &PersonId, at: Time) -> Result<(), Fault> {
    tx.change(
        "UPDATE freezing SET lifted = $3, lifted_by = $2 WHERE request = $1 AND lifted IS NULL",
        args![request, by, at],
    )
    .await?;
    Ok(())
}
