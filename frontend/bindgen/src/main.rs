#![doc = include_str!("../README.md")]

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

mod bundle;
mod inputs;
mod options;
mod script;
mod site;
mod style;

use options::Options;
use site::Site;

/// What went wrong, in words for whoever builds.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let outcome = Options::parse(std::env::args().skip(1)).and_then(|options| build(&options));
    // Nothing useful can be done when standard error itself cannot be written to.
    match outcome {
        Ok(told) => {
            let _ = writeln!(io::stderr(), "site: {told}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            let _ = writeln!(io::stderr(), "site: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the site unless it stands already, and says what it did.
fn build(options: &Options) -> Result<String> {
    let stamp = inputs::stamp_path(&options.out);
    let digest = inputs::digest(options)?;
    let stands = options.out.join(site::MANIFEST).is_file();
    if stands && fs::read_to_string(&stamp).is_ok_and(|before| before == digest) {
        return Ok(format!("{} is up to date", options.out.display()));
    }

    let mut site = Site::default();
    site.add_public(&options.public, options.terser.as_deref())?;
    site.add_style(&style::join(&options.style)?)?;
    for wasm in &options.wasm {
        bundle::add(&mut site, wasm, options)?;
    }
    if options.brotli {
        site.compress()?;
    }
    // The stamp goes first and comes back last: a build that is broken off is never taken for a whole one.
    let _ = fs::remove_file(&stamp);
    site.write(&options.out)?;
    write(stamp, digest.as_bytes())?;
    Ok(format!("wrote {}\n{}", options.out.display(), site.sizes()))
}

/// `fs::read` that names the file when it fails.
fn read(path: impl Into<PathBuf>) -> Result<Vec<u8>> {
    let path = path.into();
    fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// [`read`] for a file that must be text.
fn read_text(path: impl Into<PathBuf>) -> Result<String> {
    let path = path.into();
    fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// `fs::write` that makes the folders above and names the file when it fails.
fn write(path: impl Into<PathBuf>, content: &[u8]) -> Result<()> {
    let path = path.into();
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(&path, content))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
