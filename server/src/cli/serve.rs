//! `latchkey serve`

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use domain::Rng;

use crate::config::{Config, Environment, listen_address};
use crate::files::Files;
use crate::rng::OsRng;
use crate::{Fault, Front, FrontParts, key_file, log, say, serving, start};

#[derive(Args)]
pub(super) struct Serve {
    /// Where to listen, instead of what the configuration says; port 0 is any free one.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Start although the clock is behind the last entry of the audit log; put on record.
    #[arg(long)]
    accept_clock: bool,
}

impl Serve {
    pub(super) async fn run(self, config: Config, environment: &Environment) -> Result<ExitCode, Fault> {
        log::begin(environment, "info");
        let shutdown = serving::shutdown()?;
        let rng: Arc<dyn Rng> = Arc::new(OsRng);
        let files = Files::open(&super::site(environment))?.with_accent(config.accent.as_deref());
        let keys = key_file::open(&config.key_file, &config.database, rng.as_ref())?;
        let ground = start::ground(&config.database, keys, Arc::clone(&rng), self.accept_clock).await?;
        let messenger = start::messenger(&ground, config.smtp.as_ref())?;
        let phone = start::phone(&ground, config.phone.as_ref())?;
        let core = ground.core(start::settings(&config), start::directory(), messenger, phone)?;
        let front = Front::new(FrontParts {
            core: Arc::clone(&core),
            public_url: config.public_url,
            rng,
            files,
            trusted_proxies: config.trusted_proxies,
            metrics_from: config.metrics_from,
            mailbox: None,
        })?;
        let at = match &self.listen {
            Some(text) => listen_address(text)?,
            None => config.listen,
        };
        let (listener, at) = serving::listen(at).await?;
        let worker = tokio::spawn(service::worker::run(core, serving::wait(shutdown.clone())));
        serving::serve(front, listener, shutdown, async {
            say::line(format_args!("listening on http://{at}"))
        })
        .await?;
        if worker.await.is_err() {
            say::trouble("the background work ended badly");
        }
        ground.close().await;
        Ok(ExitCode::SUCCESS)
    }
}
