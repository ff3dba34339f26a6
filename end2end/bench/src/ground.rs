//! A database of our own with the use cases over it, as `latchkey serve` puts them together.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Clock, Rng};
use server::clock::MachineClock;
use server::config::{Networks, PublicUrl};
use server::files::Files;
use server::rng::OsRng;
use server::{Front, FrontParts};
use service::ports::{Message, Messenger, Trouble};
use service::{Core, CoreParts, Keys, Settings};
use store::{Db, Location, Writer};

use crate::Result;

/// The port in the address that people would open; nothing listens there.
pub(crate) const PORT: u16 = 4_000;

/// See the module.
pub(crate) struct Ground {
    pub(crate) core: Arc<Core>,
    pub(crate) rng: Arc<dyn Rng>,
    /// The database's file; the key file lies beside it.
    pub(crate) file: PathBuf,
}

/// There is no mail server: notices wait.
struct NoMail;

#[async_trait::async_trait]
impl Messenger for NoMail {
    async fn send(&self, _: &Message) -> std::result::Result<(), Trouble> {
        Err(Trouble::Later("there is no mail server in a bench".to_owned()))
    }
}

impl Ground {
    /// A new database `name` in `folder`, with its key file and the log begun.
    pub(crate) async fn new(folder: &Path, name: &str) -> Result<Self> {
        let rng: Arc<dyn Rng> = Arc::new(OsRng);
        let clock: Arc<dyn Clock> = Arc::new(MachineClock::new());
        let file = folder.join(format!("{name}.sqlite"));
        let keys = Keys::generate(rng.as_ref());
        let key_file = file.with_extension("key");
        let mut written =
            std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(key_file)?;
        written.write_all(keys.write().as_bytes())?;
        let db = Db::open(&Location::SqliteFile(file.clone())).await?;
        db.migrate().await?;
        let options = store::Options::default();
        let writer = Writer::start(db.clone(), Arc::clone(&clock), Arc::clone(&rng), options);
        store::log::begin(&writer, &keys.id()).await?;
        let settings = Settings {
            public_url: PublicUrl::localhost(PORT).origin(),
            organisation: "Northfield".to_owned(),
            help: "+49 40 555 010".to_owned(),
            demo: false,
            language: "en".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
        };
        let parts = CoreParts {
            db,
            writer,
            clock,
            rng: Arc::clone(&rng),
            keys,
            settings,
            directory: server::directory(),
            messenger: Arc::new(NoMail),
            phone: None,
        };
        Ok(Self { core: Core::start(parts)?, rng, file })
    }

    /// The web side over it, with the built site.
    pub(crate) fn router(&self, site: &Path) -> Result<axum::Router> {
        let front = Front::new(FrontParts {
            core: Arc::clone(&self.core),
            public_url: PublicUrl::localhost(PORT),
            rng: Arc::clone(&self.rng),
            files: Files::open(site)?,
            trusted_proxies: Networks::default(),
            metrics_from: Networks::default(),
            mailbox: None,
        })?;
        Ok(server::router(front))
    }

    /// The writer.
    pub(crate) fn writer(&self) -> &Writer {
        self.core.writer()
    }

    /// Ends the writer and closes the database, so that another process finds it at rest.
    pub(crate) async fn close(self) -> PathBuf {
        self.core.writer().close().await;
        self.core.db().close().await;
        self.file
    }
}
