//! With the feature `embed`: writes the list of the site's files for the binary to include. Else nothing.

#![expect(clippy::expect_used, clippy::panic, reason = "a build that cannot go on ends")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=LATCHKEY_SITE");
    if env::var_os("CARGO_FEATURE_EMBED").is_none() {
        return;
    }
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let site = match env::var_os("LATCHKEY_SITE") {
        Some(site) => manifest.join("..").join(site),
        None => manifest.join("../target/site"),
    };
    println!("cargo::rerun-if-changed={}", site.display());
    let mut files = Vec::new();
    below(&site, String::new(), &mut files);
    files.sort();
    let mut code = String::from(
        "/// Address and content of every file.\npub(super) static FILES: &[(&str, &[u8])] = &[\n",
    );
    for (address, path) in files {
        writeln!(code, "    ({address:?}, include_bytes!({:?})),", path.display().to_string())
            .expect("memory");
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("site.rs"), code).expect("the list of the site's files can be written");
}

fn below(folder: &Path, prefix: String, files: &mut Vec<(String, PathBuf)>) {
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}; build the front end first", folder.display()));
    for entry in entries {
        let path = entry.expect("the site's folder can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("the site's names are UTF-8");
        let address = format!("{prefix}/{name}");
        if path.is_dir() {
            below(&path, address, files);
        } else {
            files.push((address, fs::canonicalize(&path).expect("the site's files can be read")));
        }
    }
}
