//! `latchkey readiness`

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use domain::{Policy, Rng};
use service::{Core, Stranded, would_strand};

use super::WANTING;
use crate::config::{Config, Environment};
use crate::rng::OsRng;
use crate::{Fault, key_file, say, start};

/// Says how many would get back in, and whom another policy would leave with no way back.
#[derive(Args)]
pub(super) struct Readiness {
    /// A policy as JSON, with what differs from the defaults: says whom it would leave with no way back in. It is not saved.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

impl Readiness {
    pub(super) async fn run(self, config: Config, _: &Environment) -> Result<ExitCode, Fault> {
        super::is_there(&config.database)?;
        let rng: Arc<dyn Rng> = Arc::new(OsRng);
        let proposed = self.policy.as_deref().map(read).transpose()?;
        let keys = key_file::existing(&config.key_file)?;
        let ground = start::ground(&config.database, keys, rng, false).await?;
        let messenger = start::messenger(&ground, config.smtp.as_ref())?;
        let phone = start::phone(&ground, config.phone.as_ref())?;
        let core = ground.core(start::settings(&config), start::directory(), messenger, phone)?;
        let done = report(&core, proposed.as_ref()).await;
        drop(core);
        ground.close().await;
        done
    }
}

fn read(path: &std::path::Path) -> Result<Policy, Fault> {
    let text = std::fs::read_to_string(path).map_err(|source| Fault::File {
        doing: "read",
        path: path.to_owned(),
        source,
    })?;
    let policy: Policy = serde_json::from_str(&text)
        .map_err(|bad| Fault::Told(format!("{}: this is no policy: {bad}", path.display())))?;
    Ok(policy.clamped())
}

async fn report(core: &Arc<Core>, proposed: Option<&Policy>) -> Result<ExitCode, Fault> {
    let (counts, practised) = core.readiness_now().await?;
    say::line(format_args!(
        "{} by themselves, {} with help, {} not at all",
        counts.by_yourself, counts.with_help, counts.not_at_all
    ));
    say::line(format_args!("{} practised getting back in, {} should (again)", practised.done, practised.due));
    let Some(proposed) = proposed else { return Ok(ExitCode::SUCCESS) };
    let stranded = would_strand(core, &core.policy().await?, proposed).await?;
    if stranded.count == 0 {
        say::line("The policy would leave nobody with no way back in.");
        return Ok(ExitCode::SUCCESS);
    }
    tell(&stranded, "The policy would leave with no way back in:");
    Ok(ExitCode::from(WANTING))
}

/// Names whom a change strands, as far as they are named.
pub(super) fn tell(stranded: &Stranded, heading: &str) {
    say::line(format_args!("{heading} {}", stranded.count));
    for name in &stranded.names {
        say::line(format_args!("  {name}"));
    }
    let more = stranded.count.saturating_sub(stranded.names.len());
    if more > 0 {
        say::line(format_args!("  and {more} more"));
    }
}
