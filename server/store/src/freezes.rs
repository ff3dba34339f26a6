//! Freezes: "This wasn't me".

use domain::{
    ContactId, MethodId, PersonId, RequestId, Span, Time, suspension::FreezeSource, suspension::PastFreeze,
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

/// A person's freezes that took effect since a time, oldest first. Warnings are none, and one "This wasn't me" is one
/// freeze, however many requests it stopped.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn since(on: &mut impl Reads, person: &PersonId, since: Time) -> Result<Vec<PastFreeze>, Fault> {
    on.rows(
        "SELECT source, at FROM freezing WHERE person = $1 AND at > $2 AND effect NOT IN ('warning', 'along') \
         ORDER BY at, id",
        args![person, since],
    )
    .await?
    .iter()
    .map(|row| Ok(PastFreeze { at: row.time("at")?, source: source(&row.text("source")?)? }))
    .collect()
}

/// Writes a freeze; `effect` is `freeze`, `security-decides`, `warning`, or `along` for a request that was frozen together
/// with another one.
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

/// The requests besides `named` that a stop code covers, oldest first: the person's own that stand or have closed, were asked
/// before `within` after the code was made, and of which no notice told when they were asked.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn covered(
    on: &mut impl Reads,
    code: &[u8],
    named: &RequestId,
    person: &PersonId,
    within: Span,
) -> Result<Vec<RequestId>, Fault> {
    on.rows(
        "SELECT request.id FROM request JOIN stop_code ON stop_code.hash = $1 \
         WHERE request.person = $2 AND request.id <> $3 AND (request.ended IS NULL OR request.state = 'closed') \
         AND request.asked < stop_code.made + $4 \
         AND NOT EXISTS (SELECT notice.id FROM notice WHERE notice.request = request.id AND notice.person = $2 \
         AND notice.template IN ('asked', 'asked-again')) ORDER BY request.asked, request.id",
        args![code, person, named, within.0],
    )
    .await?
    .iter()
    .map(|row| Ok(RequestId::stored(row.text("id")?)))
    .collect()
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
