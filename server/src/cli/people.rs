//! `latchkey people`

use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use directory::import::{Asked, ImportFault, Summary, import};
use service::Core;

use crate::config::{Config, Environment};
use crate::rng::OsRng;
use crate::{Fault, key_file, say};

#[derive(Args)]
pub(super) struct People {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Takes people from a CSV file: adds who is new, updates who differs. Nothing of it is taken if anything in it is
    /// wrong.
    Import(Import),
}

#[derive(Args)]
struct Import {
    /// The file. Its first line names the columns: user_name, name, addresses, phones, manager, roles, …
    file: PathBuf,
    /// Treat people on record who are not in the file as having left: their sessions, passes and requests end.
    #[arg(long)]
    missing_have_left: bool,
    /// Do not ask again where more than one in twenty would leave.
    #[arg(long)]
    yes: bool,
    /// Your name, for the record; without it the name you are logged in with.
    #[arg(long, value_name = "NAME")]
    operator: Option<String>,
}

impl People {
    pub(super) async fn run(self, config: Config, environment: &Environment) -> Result<ExitCode, Fault> {
        let What::Import(mut asked) = self.what;
        let by = super::operator(asked.operator.take(), environment)?;
        // People come before the first start: whichever is first makes key and database.
        let keys = key_file::open(&config.key_file, &config.database, &OsRng)?;
        super::with_core(&config, keys, async |core| asked.run(core, &by).await).await
    }
}

impl Import {
    async fn run(self, core: &Arc<Core>, by: &str) -> Result<ExitCode, Fault> {
        let csv = std::fs::read(&self.file).map_err(|source| Fault::File {
            doing: "read",
            path: self.file.clone(),
            source,
        })?;
        let file = self.file.file_name().and_then(|name| name.to_str()).unwrap_or("people.csv");
        let before = service::with_ways(core).await?;
        let bar = super::import_bar("people");
        let mut progress = super::show_on(&bar);
        let mut asked = Asked { file, by, missing_have_left: self.missing_have_left, confirmed: self.yes };
        let mut done = import(core, &csv, &asked, &mut progress).await;
        if let Err(ImportFault::NeedsConfirmation { leaving, of }) = &done {
            if !confirmed(*leaving, *of)? {
                return Err(Fault::Said("nothing was imported; give --yes if that many did leave"));
            }
            asked.confirmed = true;
            done = import(core, &csv, &asked, &mut progress).await;
        }
        bar.finish_and_clear();
        match done {
            Ok(summary) => {
                tell(&summary);
                // Somebody who left, or a number that went, may have been the way back of others (I11).
                let stranded = service::stranded_since(core, &before).await?;
                if stranded.count > 0 {
                    let heading =
                        "Have no way back in any more if they lose a device, because of what changed:";
                    super::readiness::tell(&stranded, heading);
                }
                Ok(ExitCode::SUCCESS)
            }
            Err(ImportFault::Rows(problems)) => {
                for problem in &problems {
                    say::trouble(problem);
                }
                let (n, file) = (problems.len(), self.file.display());
                say::trouble(format_args!("{file}: {n} to mend; nothing was imported"));
                Ok(ExitCode::FAILURE)
            }
            Err(fault) => Err(Fault::Told(crate::fault::chain(&fault))),
        }
    }
}

/// Whether whoever sits at the terminal means it; without a terminal nobody does.
fn confirmed(leaving: usize, of: usize) -> Result<bool, Fault> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    say::trouble(format_args!(
        "{leaving} of {of} people are not in the file and would be marked as having left: their sessions, passes and \
         requests end. Type yes to go on."
    ));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.map_err(|source| Fault::File { doing: "read", path: "the terminal".into(), source })?;
    Ok(answer.trim() == "yes")
}

fn tell(summary: &Summary) {
    let Summary { new, changed, unchanged, left, leaving, missing, notes } = summary;
    say::line(format_args!(
        "{new} new, {changed} changed, {unchanged} as before, {left} marked as having left"
    ));
    if *left > 0 {
        say::line(format_args!(
            "Ended with them: {} sessions, {} passes, {} ways to sign in, {} roles, {} requests of their own",
            leaving.sessions, leaving.passes, leaving.methods, leaving.roles, leaving.requests
        ));
        say::line(format_args!(
            "Passed on: {} requests to IT or security, {} people to the next manager; {} people have no manager now",
            leaving.handed_over, leaving.new_manager, leaving.no_manager
        ));
    }
    for note in notes {
        say::line(note);
    }
    if missing.is_empty() {
        return;
    }
    let what =
        if *left > 0 { "marked as having left" } else { "left alone (--missing-have-left marks them)" };
    say::line(format_args!("On record and not in the file, {what}:"));
    for person in missing {
        say::line(format_args!("  {} ({})", person.user_name, person.name));
    }
}
