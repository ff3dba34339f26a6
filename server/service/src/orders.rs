//! Orders: what has to be done in the directory, outside the transaction. Committed with the change; carried out by
//! the worker, step by step, idempotent by the order's id.

use domain::{MethodId, OrderId, PersonId, RequestId};
use serde::{Deserialize, Serialize};
use store::{Fault, Tx, orders::Order};

use crate::Core;

/// What is to be done outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OrderKind {
    /// Pause methods.
    Suspend,
    /// Bring methods back.
    Restore,
    /// Remove methods, then end sessions.
    Remove,
    /// End sessions.
    EndSessions,
}

impl OrderKind {
    /// Every kind.
    pub(crate) const ALL: [OrderKind; 4] = [Self::Suspend, Self::Restore, Self::Remove, Self::EndSessions];

    /// The word in the database.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            OrderKind::Suspend => "suspend",
            OrderKind::Restore => "restore",
            OrderKind::Remove => "remove",
            OrderKind::EndSessions => "end-sessions",
        }
    }

    /// Reads [`OrderKind::word`] back.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What an order is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Arguments {
    /// Which methods; empty where it is about sessions.
    pub(crate) methods: Vec<MethodId>,
}

/// Writes an order in the job of the change that needs it.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn place(
    tx: &mut Tx,
    core: &Core,
    kind: OrderKind,
    person: &PersonId,
    request: Option<&RequestId>,
    methods: Vec<MethodId>,
) -> Result<(), Fault> {
    let arguments =
        serde_json::to_string(&Arguments { methods }).map_err(|_| Fault::inconsistent("order.arguments"))?;
    let order = Order {
        id: OrderId::mint(core.rng.as_ref()),
        kind: kind.word().to_owned(),
        person: Some(person.clone()),
        request: request.cloned(),
        arguments,
        step: 0,
        tries: 0,
    };
    let now = tx.now();
    store::orders::add(tx, &order, now).await
}
