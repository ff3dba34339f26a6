//! One wasm file, through wasm-bindgen and, in a release, `wasm-opt` and `terser`.

use std::fs;
use std::path::Path;
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::options::Options;
use crate::site::{Site, files_below};
use crate::{Result, read, script};

/// Adds the bundle made of one wasm file under the name of that file.
pub(crate) fn add(site: &mut Site, wasm: &Path, options: &Options) -> Result<()> {
    let name = wasm
        .file_stem()
        .and_then(|stem| stem.to_str())
        .ok_or_else(|| format!("{} has no usable name", wasm.display()))?;
    let made = options.out.with_extension(format!("{name}.tmp"));
    let _ = fs::remove_dir_all(&made);
    let added = bind(wasm, name, &made)
        .and_then(|()| options.wasm_opt.as_deref().map_or(Ok(()), |command| optimise(command, name, &made)))
        .and_then(|()| collect(site, name, &made, options.terser.as_deref()));
    let _ = fs::remove_dir_all(&made);
    added
}

/// Writes the browser's half (JavaScript, snippets) and the finished wasm into `made`.
fn bind(wasm: &Path, name: &str, made: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(made))
        .map_err(|error| format!("wasm-bindgen failed on {}: {error:#}", wasm.display()))
}

/// Makes the wasm in `made` as small as `wasm-opt` can.
fn optimise(command: &Path, name: &str, made: &Path) -> Result<()> {
    let file = made.join(format!("{name}_bg.wasm"));
    let status = Command::new(command)
        .arg("-Oz")
        .arg(&file)
        .arg("-o")
        .arg(&file)
        .status()
        .map_err(|error| format!("cannot run {}: {error}", command.display()))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed on {}", command.display(), file.display())) }
}

/// Takes all files of `made` into the site as one version.
fn collect(site: &mut Site, name: &str, made: &Path, terser: Option<&Path>) -> Result<()> {
    let mut files = Vec::new();
    for path in files_below(made)? {
        let content = script::small(&path, read(made.join(&path))?, terser)?;
        files.push((path, content));
    }
    site.add_bundle(name, files);
    Ok(())
}
