//! What happens without anybody calling: whom a name belongs to, deadlines, going up the chain, mail, orders, upkeep.
//!
//! Everything it needs is in the database, so a restart loses nothing. Any number of processes may do it at once: what is
//! decided in a job re-reads the row and moves it by a conditional UPDATE, and what goes outside is leased first.

mod deadlines;
mod drilling;
mod erasing;
mod escalating;
mod mailing;
mod matching;
pub(crate) mod nudging;
mod outside;
mod readiness;
mod render;
mod telling;
#[cfg(test)]
mod tests;
mod upkeep;

use std::{
    collections::HashSet,
    future::Future,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{Span, Time};
use store::{Done, Fault, Tx};

use crate::Core;

pub(crate) use matching::{ask as ask_to_decide, recipients, who_is_asked};

/// How often it looks for something to do inside.
const INSIDE: Duration = Duration::from_millis(500);
/// How often it looks for messages and orders that are due.
const OUTSIDE: Duration = Duration::from_millis(1_000);
/// How long what is under way may take once the process shall end; then its lease lets another process take it up.
const ENDING: Duration = Duration::from_secs(10);
/// Rows taken up at once: far fewer than may wait for the writer.
const MANY: u32 = 32;
/// How often it looks which runbooks are through; pages do not wait for it.
const SETTLE: Span = Span::seconds(20);
/// Troubles remembered at most.
const TROUBLES: usize = 1_000;

/// What this process did when, and what it already complained about.
#[derive(Debug, Default)]
pub(crate) struct Beats {
    /// Looked at who is pinned.
    repinned: AtomicI64,
    /// Swept.
    swept: AtomicI64,
    /// Looked for secrets of removed methods.
    forgot: AtomicI64,
    /// Looked whether a checkpoint is due.
    signed: AtomicI64,
    /// Looked for people to erase.
    erased: AtomicI64,
    /// Looked which runbooks are through.
    settled: AtomicI64,
    /// Counted how many are how ready.
    counted: AtomicI64,
    /// Looked how ready everybody is, and how long that took in ms.
    everybody: AtomicI64,
    everybody_took: AtomicI64,
    /// Went through all that needs only the database.
    ran: AtomicI64,
    /// What fails for now: so that it is said once, not at each tick.
    troubles: Mutex<HashSet<String>>,
}

/// Whether that beat is due again; if so it counts from now.
fn due(beat: &AtomicI64, now: Time, every: Span) -> bool {
    let last = Time(beat.load(Ordering::Relaxed));
    let due = now.since(last) >= every;
    if due {
        beat.store(now.0, Ordering::Relaxed);
    }
    due
}

/// Works until `shutdown`; then finishes what is under way. One a process.
pub async fn run(core: Arc<Core>, shutdown: impl Future<Output = ()>) {
    let (say, heard) = tokio::sync::watch::channel(false);
    // A mail server that hangs must not keep a request waiting, nor one order the others.
    let inside = every(INSIDE, heard.clone(), || core.tick_inside());
    let mail = every(OUTSIDE, heard.clone(), || mailing::send_due(&core));
    // Somebody waits for these with the page open.
    let phones = every(INSIDE, heard.clone(), || crate::backups::sending::send_due(&core));
    // Looking at everybody may take seconds, and no request waits for it.
    let ready = every(OUTSIDE, heard.clone(), || core.tick_readiness());
    let orders = every(OUTSIDE, heard, || outside::carry_out(&core));
    let mut work = std::pin::pin!(futures::future::join5(inside, mail, phones, ready, orders));
    tokio::select! {
        () = shutdown => {}
        _ = &mut work => return,
    }
    say.send_replace(true);
    if tokio::time::timeout(ENDING, work).await.is_err() {
        tracing::warn!("the worker was still busy; what it held is taken up when its lease ends");
    }
}

async fn every<F: Future<Output = ()>>(
    pause: Duration,
    mut end: tokio::sync::watch::Receiver<bool>,
    mut work: impl FnMut() -> F,
) {
    while !*end.borrow() {
        work().await;
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = end.changed() => {}
        }
    }
}

impl Core {
    /// Does once all that is due now, here and outside. Never fails: what goes wrong is logged and tried again.
    pub async fn tick(self: &Arc<Self>) {
        self.tick_inside().await;
        self.tick_readiness().await;
        mailing::send_due(self).await;
        crate::backups::sending::send_due(self).await;
        telling::note_told(self).await;
        outside::carry_out(self).await;
    }

    /// How ready everybody is, and who is to be nudged.
    pub async fn tick_readiness(self: &Arc<Self>) {
        readiness::keep_current(self).await;
        nudging::nudge(self).await;
        drilling::remind(self).await;
    }

    /// When this process's worker last went through all that needs only the database; `None` before the first time.
    pub fn worker_last_ran(&self) -> Option<Time> {
        Some(self.beats.ran.load(Ordering::Relaxed)).filter(|at| *at != 0).map(Time)
    }

    /// What needs only the database.
    async fn tick_inside(self: &Arc<Self>) {
        matching::match_requests(self).await;
        crate::by_codes::check_given(self).await;
        deadlines::end_what_is_over(self).await;
        drilling::end_what_is_over(self).await;
        escalating::go_up(self).await;
        escalating::repin(self).await;
        telling::note_told(self).await;
        upkeep::sign(self).await;
        upkeep::sweep(self).await;
        erasing::erase(self).await;
        if due(&self.beats.settled, self.now(), SETTLE) {
            crate::runbooks::settle(self).await;
        }
        self.beats.ran.store(self.now().0, Ordering::Relaxed);
    }

    /// Logs what went wrong with `item`, once until it works again. Whether it worked.
    pub(crate) fn noted<T>(&self, what: &'static str, item: &str, result: Result<T, Fault>) -> Option<T> {
        let key = format!("{what} {item}");
        let mut troubles = self.beats.troubles.lock().unwrap_or_else(PoisonError::into_inner);
        match result {
            Ok(value) => {
                troubles.remove(&key);
                Some(value)
            }
            // Another process ends or is in the way: the next tick does it.
            Err(Fault::Closed) => None,
            Err(fault) => {
                if troubles.len() >= TROUBLES {
                    troubles.clear();
                }
                if troubles.insert(key) {
                    tracing::error!(what, item, %fault, "the worker could not do this; it will try again");
                }
                None
            }
        }
    }
}

/// One item's job: a function of its own for each kind of work.
type Job<I> = for<'t> fn(&'t mut Tx, &'t Arc<Core>, &'t I) -> store::BoxFuture<'t, Result<Done<()>, Fault>>;

/// Runs the same job for each item, side by side, so that they share transactions; one that fails stops none of the others.
async fn each<I>(
    core: &Arc<Core>,
    what: &'static str,
    items: Result<Vec<I>, Fault>,
    name: fn(&I) -> &str,
    job: Job<I>,
) where
    I: Clone + Send + Sync + 'static,
{
    let Some(items) = core.noted(what, "", items) else { return };
    let jobs = items.into_iter().map(|item| async move {
        let result = core
            .writer
            .run((Arc::clone(core), item.clone()), move |tx, (core, item)| job(tx, core, item))
            .await;
        core.noted(what, name(&item), result);
    });
    futures::future::join_all(jobs).await;
}
