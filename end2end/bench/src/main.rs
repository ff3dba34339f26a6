//! `make bench`: our figures beside a partner's, measured in the same run. See README.md.

mod audited;
mod bare;
mod browser;
mod cold;
mod fill;
mod first_visit;
mod ground;
mod machine;
mod many_people;
mod memory;
mod pages;
mod passes;
mod process;
mod readiness;
mod sign_in;
mod table;
mod timing;
mod twin;
mod verify;

use std::future::Future;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use table::Row;

/// Whatever went wrong, in words.
pub(crate) type Fault = Box<dyn std::error::Error + Send + Sync>;
pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// Set for the processes that are to be `latchkey` itself.
const AS_LATCHKEY: &str = "BENCH_AS_LATCHKEY";

/// What every measurement needs.
pub(crate) struct Bench {
    /// A folder on the disk that the build is on, gone at the end.
    pub(crate) folder: tempfile::TempDir,
    /// The built site.
    pub(crate) site: PathBuf,
    /// Whether the cases of a million rows are measured too.
    pub(crate) full: bool,
}

fn main() -> ExitCode {
    if std::env::var_os(AS_LATCHKEY).is_some() {
        return server::cli::main();
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(measure_all()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => failed(&fault),
    }
}

fn failed(fault: &Fault) -> ExitCode {
    eprintln!("bench: {fault}");
    ExitCode::FAILURE
}

/// Measures and prints; `false` if something could not be measured. How fast anything is never fails.
async fn measure_all() -> Result<bool> {
    let begun = Instant::now();
    let program = std::env::current_exe()?;
    let beside = program.parent().ok_or("this program lies nowhere")?;
    let bench = Bench {
        // Beside the program: a folder for temporary files may lie in memory, where nothing is durable.
        folder: tempfile::Builder::new().prefix("run-").tempdir_in(beside)?,
        site: site()?,
        full: std::env::var("FULL").is_ok_and(|value| !matches!(value.as_str(), "" | "0")),
    };
    let top = machine::figures(bench.folder.path());

    let mut rows = Vec::new();
    add(&mut rows, "first visit", first_visit::rows(&bench)).await;
    add(&mut rows, "server-rendered page", pages::rows(&bench)).await;
    add(&mut rows, "passkey verification", verify::rows()).await;
    add(&mut rows, "sign-ins", sign_in::rows(&bench)).await;
    add(&mut rows, "audited changes", audited::rows(&bench)).await;
    add(&mut rows, "passes", passes::rows(&bench)).await;
    add(&mut rows, "idle memory", memory::rows(&bench)).await;
    add(&mut rows, "readiness", readiness::rows(&bench)).await;
    if bench.full {
        add(&mut rows, "cold start and audit", cold::rows(&bench)).await;
        add(&mut rows, "sign-in at a million people", many_people::rows(&bench)).await;
    }

    println!("{top}\n");
    println!("{}", table::print(&rows));
    println!("load average at the end: {}", machine::load());
    println!("{:.0} s in all; FULL=1 adds the cases of a million rows", begun.elapsed().as_secs_f64());
    Ok(rows.iter().all(|row| !row.is_fault()))
}

/// Measures one thing, saying so while it takes long; what cannot be measured becomes a row that says why.
async fn add(rows: &mut Vec<Row>, what: &str, measured: impl Future<Output = Result<Vec<Row>>>) {
    eprintln!("{what} …");
    match measured.await {
        Ok(more) => rows.extend(more),
        Err(fault) => rows.push(Row::fault(what, &fault)),
    }
}

/// The folder of the built site: named by `make bench`, else where `make style` puts it.
fn site() -> Result<PathBuf> {
    let named = std::env::var_os("LATCHKEY_SITE").map(PathBuf::from);
    let usual = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/site");
    let folder = named.unwrap_or_else(usual);
    folder
        .canonicalize()
        .map_err(|_| format!("{} is not there: `make style` builds it", folder.display()).into())
}
