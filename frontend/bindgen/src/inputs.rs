//! Whether anything changed since the last time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::options::Options;
use crate::site::files_below;
use crate::{Result, read};

/// Where the digest of the last build is kept: beside the site, not in it, since all of that is served.
pub(crate) fn stamp_path(out: &Path) -> PathBuf {
    out.with_extension("inputs")
}

/// One digest over all that the site is made from: every input file with its name, the options, and the tool itself.
pub(crate) fn digest(options: &Options) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(format!("{options:?}\n{}\n", own_build()));
    for path in &options.wasm {
        add(&mut hash, &path.display().to_string(), &read(path)?);
    }
    for folder in [&options.style, &options.public] {
        for name in files_below(folder)? {
            add(&mut hash, &name, &read(folder.join(&name))?);
        }
    }
    Ok(HEXLOWER.encode(&hash.finalize()))
}

/// Adds one file so that no two different sets of files give the same bytes.
fn add(hash: &mut Sha256, name: &str, content: &[u8]) {
    hash.update(format!("{name}\0{}\0", content.len()));
    hash.update(content);
}

/// Tells one build of the tool from another; size and time are enough for that and need no reading of the file.
fn own_build() -> String {
    let told = std::env::current_exe().and_then(fs::metadata).and_then(|data| {
        let modified = data.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(format!("{} {}", data.len(), modified.as_millis()))
    });
    told.unwrap_or_default()
}
