//! `latchkey key` (R13)

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use audit::NewEntry;
use clap::{Args, Subcommand};
use domain::Rng;
use service::Keys;
use store::{Db, Done};

use crate::config::{Config, Environment};
use crate::rng::OsRng;
use crate::start::{self, Ground};
use crate::{Fault, key_file, say};

#[derive(Args)]
pub(super) struct Key {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Replaces the key that signs the record by a new one.
    ///
    /// The old key and the new sign the entry that records it, and the new key file takes the place of the old one. Put it
    /// on every replica and start each again: with the old file none starts any more, and one that still runs signs no
    /// checkpoint. The root key in the same file stays: what it hashes and encrypts (user names, cookies, passes, codes)
    /// could not be found again under another. Call it again if it was cut short.
    Rotate {
        /// Your name, for the record; without it the name you are logged in with.
        #[arg(long, value_name = "NAME")]
        operator: Option<String>,
    },
}

impl Key {
    pub(super) async fn run(self, config: Config, environment: &Environment) -> Result<ExitCode, Fault> {
        let What::Rotate { operator } = self.what;
        let operator = super::operator(operator, environment)?;
        super::is_there(&config.database)?;
        // A link stays one: what it points to is replaced.
        let path = std::fs::canonicalize(&config.key_file).map_err(|source| Fault::File {
            doing: "read",
            path: config.key_file.clone(),
            source,
        })?;
        let _held = key_file::hold(&path)?;
        let old = key_file::existing(&path)?;
        if finished(&config, &path).await? {
            return Ok(ExitCode::SUCCESS);
        }
        let rng: Arc<dyn Rng> = Arc::new(OsRng);
        let new = old.with_another_log_key(rng.as_ref());
        let ground = start::ground(&config.database, old.clone(), rng, false).await?;
        // Durable before it is on record: a crash in between must not leave a record without its key.
        key_file::write_next(&path, &new)?;
        let entry = record(&ground, &old, &new, operator).await?;
        key_file::install_next(&path)?;
        store::log::sign(&ground.writer, Arc::new(new.log_key()), new.id()).await?;
        ground.close().await;
        say::line(format_args!("The key that signs the record was replaced (entry {entry})."));
        tell(&path, &new);
        Ok(ExitCode::SUCCESS)
    }
}

/// Finishes what an earlier call began and did not end: whether there was such a thing, and it is done.
async fn finished(config: &Config, path: &Path) -> Result<bool, Fault> {
    let Some(next) = key_file::next(path)? else { return Ok(false) };
    let db = Db::open(&config.database).await?;
    let head = store::log::head(&db).await?;
    db.close().await;
    if head.is_none_or(|head| head.key_id != next.id()) {
        return Ok(false);
    }
    key_file::install_next(path)?;
    say::line("The key that signs the record had been replaced already; its file is in place now.");
    tell(path, &next);
    Ok(true)
}

/// Puts the new key on record, signed by both; the entry's index.
async fn record(ground: &Ground, old: &Keys, new: &Keys, operator: String) -> Result<u64, Fault> {
    let input = (old.clone(), new.clone(), operator);
    let entry = ground.writer.run(input, |tx, (old, new, operator)| {
        Box::pin(async move {
            let at = tx.next_index()?;
            if !store::log::succeed(tx, &old.id(), &new.id()).await? {
                return Ok(Done::plain(None));
            }
            let entry = NewEntry::succeeding(at, &old.log_key(), &new.log_key());
            Ok(Done::with(Some(at), entry.by_operator(operator.clone())))
        })
    });
    entry.await?.ok_or(Fault::Said("somebody else replaced the key at the same moment: nothing was done"))
}

fn tell(path: &Path, new: &Keys) {
    let path = path.display();
    say::line(format_args!("It signs from now on: {}", new.log_key().verifying_key()));
    say::line(format_args!(
        "{path} is the new key file. Put it on every replica (mode 0600) and start each again."
    ));
    say::line("With the old file none starts any more; one that still runs signs no checkpoint.");
    say::line(
        "Copy it to where you keep the old one. Backups made until now open with the old one only: keep both.",
    );
    say::line("The root key in it is as before: cookies, passes, codes and sealed secrets stay as they are.");
}
