//! `latchkey pass` (R9)

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use domain::Time;
use service::FirstPass;

use crate::config::{Config, Environment};
use crate::{Fault, key_file, say};

#[derive(Args)]
pub(super) struct Pass {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Issues a pass to somebody who never had a way to sign in. It works for one hour, once, and is shown once, on a
    /// terminal only. Everybody who looks after security is told.
    Issue {
        /// Whom it is for.
        user: String,
        /// Your name, for the record; without it the name you are logged in with.
        #[arg(long, value_name = "NAME")]
        operator: Option<String>,
        /// For when nobody is left who could approve: works four hours after everybody with special rights was
        /// told, each of whom can stop it.
        #[arg(long)]
        last_resort: bool,
    },
}

impl Pass {
    pub(super) async fn run(self, config: Config, environment: &Environment) -> Result<ExitCode, Fault> {
        let What::Issue { user, operator, last_resort } = self.what;
        // What is piped or written to a file outlives the moment in which a pass may be seen.
        if !std::io::stdout().is_terminal() {
            return Err(Fault::Said(
                "a pass is shown on a terminal only, not written to a file or another program",
            ));
        }
        let operator = super::operator(operator, environment)?;
        super::is_there(&config.database)?;
        let keys = key_file::existing(&config.key_file)?;
        let time_zone = config.time_zone.clone();
        let address = config.public_url.origin();
        let pass = super::with_core(&config, keys, async |core| {
            let issued = core.issue_first_pass(&user, &operator, last_resort).await;
            issued.map_err(|refused| Fault::Told(crate::fault::chain(&refused)))
        })
        .await?;
        show(&pass, &user, &address, &time_zone);
        Ok(ExitCode::SUCCESS)
    }
}

fn show(pass: &FirstPass, user: &str, address: &str, time_zone: &str) {
    let (from, until) = (clock(pass.works_from, time_zone), clock(pass.until, time_zone));
    say::line(format_args!("A pass for {} (user name {user}):\n", pass.name));
    say::line(format_args!("    {}\n    {}\n", pass.first, pass.second));
    if pass.last_resort {
        say::line("It works once, for one hour, four hours after everybody with special rights was told.");
        say::line(format_args!(
            "That is {from} ({time_zone}) at the earliest, at {address}/pass. Each of them can"
        ));
        say::line("stop it until then, and sees for thirty days that it was issued, and by whom.");
    } else {
        say::line(format_args!("It works once, at {address}/pass, from {from} until {until} ({time_zone})."));
    }
    say::line("It is not shown again. Give it to nobody but them, face to face or on a call you made.");
}

/// Day and time on a wall clock.
fn clock(at: Time, time_zone: &str) -> String {
    let zoned = jiff::Timestamp::from_millisecond(at.0).ok().and_then(|at| at.in_tz(time_zone).ok());
    zoned.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}
