//! Orders: work outside the transaction. A change commits the order; whoever holds its lease carries it out.
//!
//! Orders of one person are carried out one after the other, as they were placed: a "bring back" must not overtake the
//! "pause" that fails for now. Ending sessions neither waits nor is waited for, since it is right at any time and most
//! pressing when something else hangs.

use domain::{OrderId, PersonId, RequestId, Time};

use crate::{Fault, Reads, Row, Tx, args};

/// An order as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Id; steps are idempotent by it.
    pub id: OrderId,
    /// What is to be done: a word of the service's.
    pub kind: String,
    /// For whom.
    pub person: Option<PersonId>,
    /// For which request.
    pub request: Option<RequestId>,
    /// JSON of the service's.
    pub arguments: String,
    /// Steps done so far.
    pub step: u32,
    /// How often it was tried.
    pub tries: u32,
}

fn read(row: &Row) -> Result<Order, Fault> {
    Ok(Order {
        id: OrderId::stored(row.text("id")?),
        kind: row.text("kind")?,
        person: row.opt_text("person")?.map(PersonId::stored),
        request: row.opt_text("request")?.map(RequestId::stored),
        arguments: row.text("arguments")?,
        step: u32::try_from(row.int("step")?).unwrap_or(u32::MAX),
        tries: u32::try_from(row.int("tries")?).unwrap_or(u32::MAX),
    })
}

/// What makes an order due besides its time `$1`: it is open, nobody's, and none of the same person's stands before it.
macro_rules! due {
    () => {
        "AND state = 'open' AND (lease_until IS NULL OR lease_until <= $1) \
         AND (kind = 'end-sessions' OR NOT EXISTS (SELECT earlier.id FROM work_order earlier \
         WHERE earlier.person = work_order.person AND earlier.seq < work_order.seq AND earlier.state = 'open' \
         AND earlier.kind <> 'end-sessions'))"
    };
}

/// Writes an order; it is due at once. Part of a change that has an entry of its own.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn add(tx: &mut Tx, order: &Order, made: Time) -> Result<(), Fault> {
    tx.note(
        "INSERT INTO work_order (id, kind, person, request, arguments, step, state, made, next_try, tries, seq) \
         VALUES ($1, $2, $3, $4, $5, 0, 'open', $6, $6, 0, \
         (SELECT COALESCE(MAX(earlier.seq), 0) + 1 FROM work_order earlier WHERE earlier.person = $3))",
        args![&order.id, &order.kind, &order.person, &order.request, &order.arguments, made],
    )
    .await?;
    Ok(())
}

/// Whether any order is due and nobody's: asked before a transaction is begun for it.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn any_due(on: &mut impl Reads, now: Time) -> Result<bool, Fault> {
    let row = on
        .row(concat!("SELECT id FROM work_order WHERE next_try <= $1 ", due!(), " LIMIT 1"), args![now])
        .await?;
    Ok(row.is_some())
}

/// Takes orders that are due, leased to `holder` until `lease`.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn take_due(
    tx: &mut Tx,
    holder: &str,
    now: Time,
    lease: Time,
    limit: u32,
) -> Result<Vec<Order>, Fault> {
    let rows = tx
        .rows(
            concat!(
                "SELECT id, kind, person, request, arguments, step, tries FROM work_order WHERE next_try <= $1 ",
                due!(),
                " ORDER BY next_try, seq, id LIMIT $2"
            ),
            args![now, limit],
        )
        .await?;
    let mut taken = Vec::with_capacity(rows.len());
    for row in &rows {
        let order = read(row)?;
        let mine = tx
            .note(
                "UPDATE work_order SET lease = $2, lease_until = $3, tries = tries + 1 \
                 WHERE id = $1 AND state = 'open' AND (lease_until IS NULL OR lease_until <= $4)",
                args![&order.id, holder, lease, now],
            )
            .await?;
        if mine == 1 {
            taken.push(order);
        }
    }
    Ok(taken)
}

/// Notes that a step was done; `last` ends the order. `false` if the lease is not the holder's any more.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn step_done(
    tx: &mut Tx,
    order: &Order,
    holder: &str,
    last: bool,
    at: Time,
) -> Result<bool, Fault> {
    // What is done is due no more: it would stand first among what is due for ever.
    let (state, ended, next) = if last { ("done", Some(at), None) } else { ("open", None, Some(at)) };
    let rows = tx
        .change(
            "UPDATE work_order SET step = $4, state = $5, ended = $6, lease = NULL, lease_until = NULL, \
             trouble = NULL, tries = 0, next_try = $7 WHERE id = $1 AND lease = $2 AND step = $3 AND state = 'open'",
            args![&order.id, holder, order.step, order.step.saturating_add(1), state, ended, next],
        )
        .await?;
    Ok(rows == 1)
}

/// Notes that a step failed; without a next try somebody has to look (shown to IT). `false` if the lease is not the
/// holder's any more.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn failed(
    tx: &mut Tx,
    id: &OrderId,
    holder: &str,
    trouble: &str,
    next_try: Option<Time>,
) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE work_order SET trouble = $3, next_try = $4, lease = NULL, lease_until = NULL \
         WHERE id = $1 AND lease = $2",
            args![id, holder, trouble, next_try],
        )
        .await?;
    Ok(rows == 1)
}

/// How many open orders wait for somebody to look.
///
/// # Errors
/// [`Fault`] if they cannot be counted.
pub async fn stuck(on: &mut impl Reads) -> Result<u32, Fault> {
    let row = on
        .row("SELECT COUNT(*) AS n FROM work_order WHERE state = 'open' AND next_try IS NULL", args![])
        .await?;
    let n = row.map(|row| row.int("n")).transpose()?.unwrap_or_default();
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}
