//! Time: from the machine on SQLite, from the database on PostgreSQL, and never going back (R13).

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use domain::{Clock, Time};

use crate::Fault;

/// How often the database is asked for its time.
const MEASURE: Duration = Duration::from_secs(20);

/// The latest time told so far: what keeps a clock from going back.
#[derive(Debug)]
struct Latest(AtomicI64);

impl Latest {
    fn new() -> Self {
        Self(AtomicI64::new(i64::MIN))
    }

    /// `time`, or the latest told so far if that is later.
    fn told(&self, time: Time) -> Time {
        Time(self.0.fetch_max(time.0, Ordering::Relaxed).max(time.0))
    }
}

/// The machine's clock. Set back, it stands still until the time it told before is reached.
#[derive(Debug)]
pub struct MachineClock(Latest);

impl MachineClock {
    /// A clock that begins with the machine's time.
    #[expect(
        clippy::new_without_default,
        reason = "a second clock beside the first could tell an earlier time"
    )]
    pub fn new() -> Self {
        Self(Latest::new())
    }
}

impl Clock for MachineClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where `domain::Clock` is made of it"
    )]
    fn now(&self) -> Time {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        self.0.told(Time(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// The database's clock: asked regularly, and carried on in between by the time that passes here, so that it
/// costs no round trip and all replicas agree whatever their own clocks say.
pub struct DatabaseClock {
    latest: Latest,
    measured: RwLock<Measured>,
}

#[derive(Clone, Copy)]
struct Measured {
    /// What the database said.
    said: Time,
    /// When, halfway between question and answer.
    at: Instant,
}

impl DatabaseClock {
    /// Asks the database for its time and goes on asking for as long as the clock is in use.
    ///
    /// # Errors
    /// If the database does not answer now. A later question without an answer leaves the last one standing.
    pub async fn start(db: store::Db) -> Result<Arc<Self>, Fault> {
        let first = measure(&db).await?;
        let clock = Arc::new(Self { latest: Latest::new(), measured: RwLock::new(first) });
        let weak = Arc::downgrade(&clock);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(MEASURE).await;
                let Some(clock) = weak.upgrade() else { return };
                match measure(&db).await {
                    Ok(measured) => clock.set(measured),
                    Err(fault) => {
                        tracing::warn!(error = %fault.chain(), "the database did not tell its time")
                    }
                }
            }
        });
        Ok(clock)
    }

    fn set(&self, measured: Measured) {
        let mut held = self.measured.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *held = measured;
    }
}

impl Clock for DatabaseClock {
    fn now(&self) -> Time {
        let held = *self.measured.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let passed = i64::try_from(held.at.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.latest.told(Time(held.said.0.saturating_add(passed)))
    }
}

async fn measure(db: &store::Db) -> Result<Measured, Fault> {
    let asked = Instant::now();
    let said = db.now().await?.ok_or(Fault::Said("this database has no time of its own"))?;
    let at = asked + asked.elapsed() / 2;
    Ok(Measured { said, at })
}

/// The clock that belongs to this database.
///
/// # Errors
/// As [`DatabaseClock::start`].
pub async fn for_database(db: &store::Db) -> Result<Arc<dyn Clock>, Fault> {
    Ok(match db.kind() {
        store::EngineKind::Sqlite => Arc::new(MachineClock::new()),
        store::EngineKind::Postgres => DatabaseClock::start(db.clone()).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_stands_still() {
        let latest = Latest::new();
        assert_eq!(latest.told(Time(1_000)), Time(1_000));
        assert_eq!(latest.told(Time(400)), Time(1_000));
        assert_eq!(latest.told(Time(1_001)), Time(1_001));
    }

    #[test]
    fn the_database_clock_carries_on_and_never_goes_back() {
        let at = Instant::now();
        let clock = DatabaseClock {
            latest: Latest::new(),
            measured: RwLock::new(Measured { said: Time(5_000), at: at - Duration::from_secs(2) }),
        };
        let first = clock.now();
        assert!(first >= Time(7_000), "{first:?}");
        clock.set(Measured { said: Time(1_000), at });
        assert!(clock.now() >= first);
    }
}
