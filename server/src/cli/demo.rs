//! `latchkey demo` (R14)

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use domain::Rng;
use service::{Keys, Settings};

use crate::config::{ConfigFault, Environment, Networks, PublicUrl, listen_address};
use crate::files::Files;
use crate::rng::OsRng;
use crate::{Fault, Front, FrontParts, demo, log, say, serving, start};

#[derive(Args)]
pub(super) struct Demo {
    /// Where to listen: an address of this machine; port 0 is any free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: String,
}

impl Demo {
    pub(super) async fn run(
        self,
        file: Option<PathBuf>,
        environment: &Environment,
    ) -> Result<ExitCode, Fault> {
        if file.is_some() {
            return Err(Fault::Said("the demo takes no configuration file: `latchkey serve` does"));
        }
        if environment.contains_key("DATABASE_URL") || environment.contains_key("LATCHKEY_DATABASE") {
            return Err(Fault::Said(
                "the demo takes no database: unset DATABASE_URL, or use `latchkey serve`",
            ));
        }
        let at = listen_address(&self.listen)?;
        if !at.ip().is_loopback() {
            let why = "the demo lets anybody sign in as anybody, so it listens on this machine only (127.0.0.1 or [::1])";
            return Err(ConfigFault::Value { key: "listen", why: why.to_owned() }.into());
        }
        log::begin(environment, "warn");
        let shutdown = serving::shutdown()?;
        let (listener, at) = serving::listen(at).await?;
        let public_url = PublicUrl::localhost(at.port());
        let files = Files::open(&super::site(environment))?;
        // Gone with everything in it when this function ends.
        let folder = tempfile::Builder::new()
            .prefix("latchkey-demo-")
            .tempdir()
            .map_err(|source| Fault::File { doing: "write", path: std::env::temp_dir(), source })?;
        let rng: Arc<dyn Rng> = Arc::new(OsRng);
        let database = store::Location::SqliteFile(folder.path().join("demo.sqlite"));
        let mailbox = Arc::new(demo::mailbox::Mailbox::default());
        let keys = Keys::generate(rng.as_ref());
        let ground = start::ground(&database, keys, Arc::clone(&rng), false).await?;
        let settings = Settings {
            public_url: public_url.origin(),
            organisation: demo::people::ORGANISATION.to_owned(),
            help: demo::people::HELP.to_owned(),
            demo: true,
            language: "en".to_owned(),
            time_zone: jiff::tz::TimeZone::system().iana_name().unwrap_or("UTC").to_owned(),
        };
        let phone = Some(Arc::clone(&mailbox) as _);
        let core = ground.core(settings, start::directory(), Arc::clone(&mailbox) as _, phone)?;
        demo::people::settle(&core).await?;
        let front = Front::new(FrontParts {
            core: Arc::clone(&core),
            public_url: public_url.clone(),
            rng,
            files,
            trusted_proxies: Networks::default(),
            metrics_from: Networks::default(),
            mailbox: Some(mailbox),
        })?;
        let worker = tokio::spawn(service::worker::run(core, serving::wait(shutdown.clone())));
        let up = async {
            say::line(format_args!("listening on {}", public_url.origin()));
            say::line(format_args!(
                "Begin at {}/demo. Everything in it is gone when you press Ctrl+C.",
                public_url.origin()
            ));
        };
        serving::serve(front, listener, shutdown, up).await?;
        if worker.await.is_err() {
            say::trouble("the background work ended badly");
        }
        ground.close().await;
        Ok(ExitCode::SUCCESS)
    }
}
