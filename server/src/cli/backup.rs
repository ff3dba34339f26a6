//! `latchkey backup`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use store::Db;

use crate::config::Config;
use crate::{Fault, say};

#[derive(Args)]
pub(super) struct Backup {
    /// The file to make. It must not exist yet.
    file: PathBuf,
}

impl Backup {
    /// Copies the database as it is at one moment, while it is in use.
    pub(super) async fn run(self, config: Config) -> Result<ExitCode, Fault> {
        super::is_there(&config.database)?;
        let db = Db::open(&config.database).await?;
        if self.file.exists() {
            return Err(Fault::Told(format!("{} is there already and is left alone", self.file.display())));
        }
        // Made by us first, so that nobody else can read it even for a moment.
        start_private(&self.file)?;
        let path = self.file.to_str().ok_or(Fault::Said("the file's name must be UTF-8"))?;
        let copied = db.copy_to(path).await;
        db.close().await;
        // What is not a whole copy must not look like one.
        if !matches!(copied, Ok(true)) {
            let _ = std::fs::remove_file(&self.file);
        }
        if !copied? {
            return Err(Fault::Said("this database is on PostgreSQL: use pg_dump"));
        }
        let size = std::fs::metadata(&self.file).map(|data| data.len()).unwrap_or_default();
        say::line(format_args!(
            "{}: {size} bytes. The key file is not in it: keep a copy of that apart.",
            self.file.display()
        ));
        Ok(ExitCode::SUCCESS)
    }
}

fn start_private(path: &std::path::Path) -> Result<(), Fault> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map(drop).map_err(|source| Fault::File { doing: "write", path: path.to_owned(), source })
}
