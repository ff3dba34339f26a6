//! Putting a process together: database, log, clock, keys, use cases.

use std::sync::Arc;

use domain::{Clock, Rng, Span};
use service::ports::{Directory, Messenger};
use service::{Core, CoreParts, Keys, Settings};
use store::{Db, Location, NewEntry, Writer};

use crate::{Fault, clock};

/// How far the clock may be behind the last entry of the log (R13).
const BEHIND: Span = Span::minutes(2);

/// The database with its writer and what every use of it needs.
pub(crate) struct Ground {
    pub(crate) db: Db,
    pub(crate) writer: Writer,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) keys: Keys,
}

/// Opens the database, brings its schema up to date, and checks that key and clock belong to its log.
///
/// # Errors
/// If any of this fails; nothing of the log is changed then.
pub(crate) async fn ground(
    at: &Location,
    keys: Keys,
    rng: Arc<dyn Rng>,
    accept_clock: bool,
) -> Result<Ground, Fault> {
    let db = Db::open(at).await?;
    db.migrate().await?;
    let clock = clock::for_database(&db).await?;
    let writer = Writer::start(db.clone(), Arc::clone(&clock), Arc::clone(&rng), store::Options::default());
    let head = store::log::begin(&writer, &keys.id()).await?;
    if head.key_id != keys.id() {
        return Err(Fault::Said("the key file does not belong to this database: its log was begun with another key"));
    }
    let now = clock.now();
    if now + BEHIND < head.at {
        let minutes = head.at.since(now).minutes_up();
        if !accept_clock {
            return Err(Fault::Told(format!(
                "the clock is {minutes} minutes behind the last entry of the audit log. Set it right; or, if it is \
                 right now and was wrong then, start once with --accept-clock, which is put on record"
            )));
        }
        writer
            .run(minutes, |_, minutes| {
                let entry = NewEntry::new("clock.accepted").with("minutes-behind", minutes);
                Box::pin(async move { Ok(store::Done::with((), entry)) })
            })
            .await?;
    }
    Ok(Ground { db, writer, clock, rng, keys })
}

impl Ground {
    /// The use cases on this ground.
    ///
    /// # Errors
    /// If the address cannot be that of passkeys.
    pub(crate) fn core(
        &self,
        settings: Settings,
        directory: Arc<dyn Directory>,
        messenger: Arc<dyn Messenger>,
    ) -> Result<Arc<Core>, Fault> {
        let parts = CoreParts {
            db: self.db.clone(),
            writer: self.writer.clone(),
            clock: Arc::clone(&self.clock),
            rng: Arc::clone(&self.rng),
            keys: self.keys.clone(),
            settings,
            directory,
            messenger,
        };
        Core::start(parts).map_err(|bad| Fault::Told(bad.to_string()))
    }

    /// Lets the writer finish and closes the database.
    pub(crate) async fn close(self) {
        self.writer.close().await;
        self.db.close().await;
    }
}
