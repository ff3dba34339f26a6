//! `latchkey devices`

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use contract::devices::ImportSummary;
use directory::devices_import::{Asked, By, Choices, Encoding, Fact, ImportFault, import, look};
use domain::device::Ownership;
use service::Core;
use words::{Language, Words};

use crate::config::{Config, Environment};
use crate::rng::OsRng;
use crate::{Fault, key_file, say};

#[derive(Args)]
pub(super) struct Devices {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Takes devices from the CSV export of a management system: adds which are new, updates which differ. Nothing of it is
    /// taken if anything in it is wrong.
    Import(Import),
}

#[derive(Args)]
struct Import {
    /// The file. The columns of Intune, Jamf, Workspace ONE and Google exports are known by their names.
    file: PathBuf,
    /// Which column holds what, where that is not known by its name: owner, platform, serial, name, model, ownership,
    /// account or management, as in --map serial="Serial number". May be given several times.
    #[arg(long, value_name = "FACT=COLUMN")]
    map: Vec<String>,
    /// Import the good rows although others cannot be taken.
    #[arg(long)]
    skip_bad: bool,
    /// What account is on the organisation's devices where the file does not say.
    #[arg(long, value_enum, default_value_t = Account::Personal)]
    company_account: Account,
    /// Your name, for the record; without it the name you are logged in with.
    #[arg(long, value_name = "NAME")]
    operator: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Account {
    /// The owner's own.
    Personal,
    /// One that the organisation manages.
    Managed,
}

impl Devices {
    pub(super) async fn run(self, config: Config, environment: &Environment) -> Result<ExitCode, Fault> {
        let What::Import(mut asked) = self.what;
        let by = super::operator(asked.operator.take(), environment)?;
        super::is_there(&config.database)?;
        let keys = key_file::open(&config.key_file, &config.database, &OsRng)?;
        super::with_core(&config, keys, async |core| asked.run(core, by).await).await
    }
}

impl Import {
    async fn run(self, core: &Arc<Core>, by: String) -> Result<ExitCode, Fault> {
        let csv = std::fs::read(&self.file).map_err(|source| Fault::File {
            doing: "read",
            path: self.file.clone(),
            source,
        })?;
        let looked = look(&csv).map_err(|fault| Fault::Told(format!("{}: {fault}", self.file.display())))?;
        let choices = self.choices(looked.guess, &looked.header)?;
        if looked.encoding != Encoding::Utf8 {
            say::line(format_args!("read as {}", looked.encoding.word()));
        }
        let file = self.file.file_name().and_then(|name| name.to_str()).unwrap_or("devices.csv");
        let asked = Asked {
            file: file.to_owned(),
            by: By::Operator(by),
            choices,
            skip_bad: self.skip_bad,
            upload: None,
        };
        let bar = super::import_bar("devices");
        let mut progress = super::show_on(&bar);
        let done = import(core, &csv, &asked, &mut progress).await;
        bar.finish_and_clear();
        match done {
            Ok(summary) => {
                tell(&summary);
                Ok(ExitCode::SUCCESS)
            }
            Err(ImportFault::Rows(problems)) => {
                for problem in &problems {
                    let args: Vec<_> = problem
                        .words
                        .args
                        .iter()
                        .map(|(name, value)| (name.as_str(), value.as_str()))
                        .collect();
                    let words = Words::of(Language::En).get(&problem.words.key, &args);
                    say::trouble(format_args!("line {}: {words}", problem.line));
                }
                let (n, file) = (problems.len(), self.file.display());
                say::trouble(format_args!(
                    "{file}: {n} to mend; nothing was imported (--skip-bad leaves bad rows out)"
                ));
                Ok(ExitCode::FAILURE)
            }
            Err(fault) => Err(Fault::Told(crate::fault::chain(&fault))),
        }
    }

    /// The guess, with what `--map` says otherwise.
    fn choices(&self, mut choices: Choices, header: &[String]) -> Result<Choices, Fault> {
        choices.company = match self.company_account {
            Account::Personal => Ownership::CompanyPersonalAccount,
            Account::Managed => Ownership::CompanyManagedAccount,
        };
        let facts = Fact::ALL.map(Fact::word).join(", ");
        for one in &self.map {
            let (fact, column) = one
                .split_once('=')
                .ok_or_else(|| Fault::Told(format!("--map {one}: write it as FACT=COLUMN")))?;
            let fact = Fact::from_word(fact.trim())
                .ok_or_else(|| Fault::Told(format!("--map {one}: the facts are {facts}")))?;
            if !choices.choose(fact, column, header) {
                let columns = header.join(", ");
                return Err(Fault::Told(format!(
                    "--map {one}: there is no such column, or more than one; there are {columns}"
                )));
            }
        }
        let missing: Vec<_> = choices.missing().into_iter().map(Fact::word).collect();
        if !missing.is_empty() {
            return Err(Fault::Told(format!(
                "no column is known to hold: {}; say which with --map; there are {}",
                missing.join(", "),
                header.join(", ")
            )));
        }
        if let Some((one, other)) = choices.twice() {
            return Err(Fault::Told(format!(
                "{} and {} would be read from the same column; say which with --map",
                one.word(),
                other.word()
            )));
        }
        Ok(choices)
    }
}

fn tell(summary: &ImportSummary) {
    let ImportSummary { new, changed, moved, unchanged, bad, missing, missing_names } = summary;
    say::line(format_args!(
        "{new} new, {changed} changed, {moved} passed on, {unchanged} as before, {bad} left out"
    ));
    if *missing == 0 {
        return;
    }
    say::line(format_args!("From an earlier file and not in this one, left alone: {missing}"));
    for (name, owner) in missing_names {
        say::line(format_args!("  {name} ({owner})"));
    }
    if u64::try_from(missing_names.len()).is_ok_and(|shown| shown < *missing) {
        say::line(format_args!("  …"));
    }
}
