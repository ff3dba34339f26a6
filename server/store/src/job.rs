//! A job in the queue: a closure, its input, and who waits for the answer.

use audit::NewEntry;
use futures::future::BoxFuture;
use tokio::sync::oneshot;

use crate::writer::Done;
use crate::{Fault, Tx};

/// A job whatever its types.
pub(crate) trait Work: Send {
    /// Whether it hands in entries.
    fn logged(&self) -> bool;
    /// Runs it once; its outcome is kept until [`Work::answer`].
    fn attempt<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, Result<Vec<NewEntry>, Fault>>;
    /// Whether nobody waits any more.
    fn abandoned(&self) -> bool;
    /// Tells who waits: the outcome of the last attempt, or the fault.
    fn answer(self: Box<Self>, said: Result<(), Fault>);
}

/// How a closure is called.
pub(crate) trait Call<I, T>: Send + Sync {
    const LOGGED: bool;
    fn call<'t>(&self, tx: &'t mut Tx, input: &'t I) -> BoxFuture<'t, Result<Done<T>, Fault>>
    where
        T: 't;
}

/// A closure that hands in entries.
pub(crate) struct Logged<F>(pub(crate) F);
/// A closure that needs none.
pub(crate) struct Unlogged<F>(pub(crate) F);

impl<I, T, F> Call<I, T> for Logged<F>
where
    F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<Done<T>, Fault>> + Send + Sync,
{
    const LOGGED: bool = true;
    fn call<'t>(&self, tx: &'t mut Tx, input: &'t I) -> BoxFuture<'t, Result<Done<T>, Fault>>
    where
        T: 't,
    {
        (self.0)(tx, input)
    }
}

impl<I, T, F> Call<I, T> for Unlogged<F>
where
    T: Send,
    F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<T, Fault>> + Send + Sync,
{
    const LOGGED: bool = false;
    fn call<'t>(&self, tx: &'t mut Tx, input: &'t I) -> BoxFuture<'t, Result<Done<T>, Fault>>
    where
        T: 't,
    {
        let running = (self.0)(tx, input);
        Box::pin(async move { running.await.map(Done::plain) })
    }
}

pub(crate) struct Task<I, T, C> {
    input: I,
    call: C,
    outcome: Option<T>,
    answer: oneshot::Sender<Result<T, Fault>>,
}

impl<I, T, C> Task<I, T, C> {
    pub(crate) fn new(input: I, call: C) -> (Self, oneshot::Receiver<Result<T, Fault>>) {
        let (answer, waiting) = oneshot::channel();
        (Self { input, call, outcome: None, answer }, waiting)
    }
}

impl<I, T, C> Work for Task<I, T, C>
where
    I: Send + Sync,
    T: Send,
    C: Call<I, T>,
{
    fn logged(&self) -> bool {
        C::LOGGED
    }

    fn attempt<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, Result<Vec<NewEntry>, Fault>> {
        Box::pin(async move {
            self.outcome = None;
            let done = self.call.call(tx, &self.input).await?;
            self.outcome = Some(done.outcome);
            Ok(done.entries)
        })
    }

    fn abandoned(&self) -> bool {
        self.answer.is_closed()
    }

    fn answer(self: Box<Self>, said: Result<(), Fault>) {
        // Without an outcome the job was skipped because nobody waited; then nobody hears this either.
        let Self { outcome, answer, .. } = *self;
        let _ = answer.send(said.and_then(|()| outcome.ok_or(Fault::Closed)));
    }
}
