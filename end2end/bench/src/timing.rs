//! Clocks, rates and percentiles.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;

use crate::Result;

/// So many in so much time, as a number a second.
pub(crate) fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64().max(f64::EPSILON)
}

/// Milliseconds.
pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The value that this share of `times` does not exceed; zero if there are none.
pub(crate) fn percentile(times: &[Duration], share: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

/// A number with a mark between thousands: `12 345`.
pub(crate) fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let length = digits.len();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (length - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// Does `job` with every item, `workers` at a time on all cores; what came of them, in no order.
///
/// # Errors
/// The first that any of them had.
pub(crate) async fn spread<T, R, F, A>(items: Vec<T>, workers: usize, job: F) -> Result<Vec<R>>
where
    T: Send + 'static,
    R: Send + 'static,
    F: Fn(T) -> A + Clone + Send + 'static,
    A: Future<Output = Result<R>> + Send,
{
    let items = Arc::new(Mutex::new(items));
    let mut tasks = JoinSet::new();
    for _ in 0..workers {
        let (items, job) = (Arc::clone(&items), job.clone());
        tasks.spawn(async move {
            let mut done = Vec::new();
            loop {
                let item = items.lock().map_err(|_| "a worker panicked")?.pop();
                let Some(item) = item else { break Ok::<_, crate::Fault>(done) };
                done.push(job(item).await?);
            }
        });
    }
    let mut all = Vec::new();
    while let Some(done) = tasks.join_next().await {
        all.extend(done??);
    }
    Ok(all)
}
