//! The command line: one file a subcommand.

mod audit;
mod backup;
mod demo;
mod devices;
mod key;
mod pass;
mod people;
mod readiness;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use service::Core;

use crate::config::{self, Config, Environment};
use crate::rng::OsRng;
use crate::{Fault, say, start};

/// Gets people back into their accounts after they lose the phone that proves who they are.
#[derive(Parser)]
#[command(name = "latchkey", version, arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    /// The configuration file; LATCHKEY_CONFIG names it too. Every key can also be set by the environment.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the portal.
    Serve(serve::Serve),
    /// Shows the portal with a small organisation that is gone when it ends.
    Demo(demo::Demo),
    /// Takes people in.
    People(people::People),
    /// Takes devices in.
    Devices(devices::Devices),
    /// Says how many would get back in, and whom another policy would leave with no way back.
    Readiness(readiness::Readiness),
    /// Issues passes.
    Pass(pass::Pass),
    /// Examines and signs the audit log.
    Audit(audit::Audit),
    /// Looks after the key file.
    Key(key::Key),
    /// Copies a SQLite database while it is in use.
    Backup(backup::Backup),
}

/// What was looked for was found wanting.
const WANTING: u8 = 3;

/// Runs the command that the process was called with. 0: done. 1: a fault, said on standard error. 2: called
/// with arguments that cannot be understood. 3: done, and what was looked for was found wanting.
pub fn main() -> ExitCode {
    let environment: Environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    let cli = Cli::parse();
    match run(cli, environment) {
        Ok(code) => code,
        Err(fault) => {
            say::trouble(format_args!("latchkey: {}", fault.chain()));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli, environment: Environment) -> Result<ExitCode, Fault> {
    let file = cli.config.or_else(|| environment.get("LATCHKEY_CONFIG").map(PathBuf::from));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|source| Fault::Listen { at: "the runtime".to_owned(), source })?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(serve) => serve.run(settings(file, &environment)?, &environment).await,
            Command::Demo(demo) => demo.run(file, &environment).await,
            Command::People(people) => {
                crate::log::begin(&environment, "warn");
                people.run(settings(file, &environment)?, &environment).await
            }
            Command::Devices(devices) => {
                crate::log::begin(&environment, "warn");
                devices.run(settings(file, &environment)?, &environment).await
            }
            Command::Readiness(readiness) => {
                crate::log::begin(&environment, "warn");
                readiness.run(settings(file, &environment)?, &environment).await
            }
            Command::Pass(pass) => {
                crate::log::begin(&environment, "warn");
                pass.run(settings(file, &environment)?, &environment).await
            }
            Command::Audit(audit) => {
                crate::log::begin(&environment, "warn");
                audit.run(settings(file, &environment)?).await
            }
            Command::Key(key) => {
                crate::log::begin(&environment, "warn");
                key.run(settings(file, &environment)?, &environment).await
            }
            Command::Backup(backup) => {
                crate::log::begin(&environment, "warn");
                backup.run(settings(file, &environment)?).await
            }
        }
    })
}

fn settings(file: Option<PathBuf>, environment: &Environment) -> Result<Config, Fault> {
    Ok(config::read(file.as_deref(), environment)?)
}

/// Refuses where there is no database yet: to open a SQLite file makes it, and an empty one beside no key would keep
/// the first start from making both.
fn is_there(database: &store::Location) -> Result<(), Fault> {
    match database {
        store::Location::SqliteFile(path) if !path.exists() => {
            Err(Fault::Told(format!("there is no database at {}", path.display())))
        }
        _ => Ok(()),
    }
}

/// Where the site's files lie: in the folder named, in that of `cargo leptos`, or in that of `make`.
fn site(environment: &Environment) -> PathBuf {
    let named = environment.get("LATCHKEY_SITE").or_else(|| environment.get("LEPTOS_SITE_ROOT"));
    named.map_or_else(|| PathBuf::from("target/site"), PathBuf::from)
}

/// Runs what a command does on the use cases, and puts everything down properly, however it ended.
async fn with_core<T>(
    config: &Config,
    keys: service::Keys,
    work: impl AsyncFnOnce(&Arc<Core>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let ground = start::ground(&config.database, keys, Arc::new(OsRng), false).await?;
    let messenger = start::messenger(&ground, config.smtp.as_ref())?;
    let phone = start::phone(&ground, config.phone.as_ref())?;
    let core = ground.core(start::settings(config), start::directory(), messenger, phone)?;
    let done = work(&core).await;
    drop(core);
    ground.close().await;
    done
}

/// How far an import is; drawn on a terminal only, on standard error. `what` it imports, in words.
fn import_bar(what: &str) -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template(&format!(
        "{{bar:40}} {{human_pos}} of {{human_len}} {what}, {{eta}} left"
    ));
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// Shows that so many of so many are done.
fn show_on(bar: &ProgressBar) -> impl FnMut(usize, usize) + Send {
    let bar = bar.clone();
    move |done, of| {
        bar.set_length(u64::try_from(of).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    }
}

/// Who runs the command, for the record.
fn operator(said: Option<String>, environment: &Environment) -> Result<String, Fault> {
    let operator = said.filter(|name| !name.trim().is_empty()).or_else(|| logged_in(environment));
    operator.ok_or(Fault::Said("who are you? Say it with --operator NAME: it is put on record"))
}

/// The name that whoever runs the command is logged in with on this machine.
fn logged_in(environment: &Environment) -> Option<String> {
    let names = ["SUDO_USER", "USER", "LOGNAME"].iter().filter_map(|name| environment.get(*name));
    names.map(|name| name.trim()).find(|name| !name.is_empty()).map(str::to_owned)
}
