//! `latchkey audit`

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use audit::{SignedCheckpoint, Signer};
use clap::{Args, Subcommand};
use domain::Rng;
use service::Keys;
use store::Db;

use crate::config::Config;
use crate::rng::OsRng;
use crate::{Fault, key_file, say, start};

#[derive(Args)]
pub(super) struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Goes through the whole record and says whether it is whole, or what is the first thing wrong (exit code 3).
    Verify {
        /// A checkpoint saved earlier, away from the database: only with one is a cut end found. May be given often.
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
    },
    /// Signs the record as it is now and prints the checkpoint: save it where the database's owner cannot write.
    Checkpoint,
}

impl Audit {
    pub(super) async fn run(self, config: Config) -> Result<ExitCode, Fault> {
        super::is_there(&config.database)?;
        let keys = key_file::existing(&config.key_file)?;
        match self.what {
            What::Verify { checkpoint } => verify(&config, &keys, checkpoint).await,
            What::Checkpoint => {
                let rng: Arc<dyn Rng> = Arc::new(OsRng);
                let (signer, key_id) = (Arc::new(keys.log_key()), keys.id());
                let ground = start::ground(&config.database, keys, rng, false).await?;
                let signed = store::log::sign(&ground.writer, signer, key_id).await?;
                // The text ends its own last line.
                say::line(signed.to_string().trim_end());
                ground.close().await;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

async fn verify(config: &Config, keys: &Keys, files: Vec<PathBuf>) -> Result<ExitCode, Fault> {
    let db = Db::open(&config.database).await?;
    let key = keys.log_key().verifying_key();
    let successions = store::log::successions(&db).await?;
    if let Some(older) = start::older_key_file(&successions, &key) {
        return Err(older);
    }
    let signers = Signer::chain(&key, &successions);
    let mut saved = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).map_err(|source| Fault::File {
            doing: "read",
            path: path.clone(),
            source,
        })?;
        let checkpoint = SignedCheckpoint::parse(&text).and_then(|signed| signed.verify_by(&signers));
        saved.push(checkpoint.map_err(|why| Fault::Told(format!("{}: {why}", path.display())))?);
    }
    let report = store::log::verify(&db, &saved, &[key]).await?;
    db.close().await;
    say::line(report.to_string().trim_end());
    Ok(if report.is_whole() { ExitCode::SUCCESS } else { ExitCode::from(super::WANTING) })
}
