//! The site while it is put together: files by address, and the manifest of logical names.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{Result, read, script, write};

/// The file that maps logical names to addresses.
pub(crate) const MANIFEST: &str = "manifest.json";

/// Files that browsers look for at a fixed address; all others carry a hash in their name.
const FIXED: [&str; 4] = ["favicon.ico", "favicon.svg", "manifest.webmanifest", "robots.txt"];

/// Every file by its address below the root (no leading slash), and every logical name with its address.
#[derive(Debug, Default)]
pub(crate) struct Site {
    files: BTreeMap<String, Vec<u8>>,
    names: BTreeMap<String, String>,
}

impl Site {
    /// Adds icons and the like. The fixed ones come last, because they may name the others.
    pub(crate) fn add_public(&mut self, folder: &Path, terser: Option<&Path>) -> Result<()> {
        let (fixed, hashed): (Vec<_>, Vec<_>) =
            files_below(folder)?.into_iter().partition(|name| FIXED.contains(&name.as_str()));
        for name in hashed {
            let content = script::small(&name, read(folder.join(&name))?, terser)?;
            let (stem, ending) = name.rsplit_once('.').ok_or_else(|| format!("{name} has no ending"))?;
            let address = format!("static/{stem}.{}.{ending}", short_hash([("", content.as_slice())]));
            self.add(name.clone(), address, content);
        }
        for name in fixed {
            let mut content = read(folder.join(&name))?;
            if name.ends_with(".webmanifest") {
                content = self.with_icons(&name, &content)?;
            }
            self.add(name.clone(), name, content);
        }
        Ok(())
    }

    /// Adds the one style sheet.
    pub(crate) fn add_style(&mut self, sheet: &str) -> Result<()> {
        let content = self.with_addresses("the style sheet", sheet)?.into_bytes();
        let address = format!("style/{}.css", short_hash([("", content.as_slice())]));
        self.add("style.css".to_owned(), address, content);
        Ok(())
    }

    /// Adds the files of one bundle, all in a folder named after the hash over all of them: they import each
    /// other by relative addresses, so they may only ever be taken together.
    pub(crate) fn add_bundle(&mut self, name: &str, files: Vec<(String, Vec<u8>)>) {
        let hash = short_hash(files.iter().map(|(path, content)| (path.as_str(), content.as_slice())));
        for (path, content) in files {
            let address = format!("pkg/{hash}/{path}");
            if path == format!("{name}_bg.wasm") {
                self.add(format!("{name}.wasm"), address, content);
            } else if path == format!("{name}.js") {
                self.add(path, address, content);
            } else {
                self.files.insert(address, content);
            }
        }
    }

    fn add(&mut self, name: String, address: String, content: Vec<u8>) {
        self.names.insert(name, format!("/{address}"));
        self.files.insert(address, content);
    }

    /// Puts the hashed address in place of each icon that a web manifest names.
    fn with_icons(&self, whose: &str, content: &[u8]) -> Result<Vec<u8>> {
        let mut manifest: Value =
            serde_json::from_slice(content).map_err(|error| format!("{whose}: {error}"))?;
        for icon in manifest.get_mut("icons").and_then(Value::as_array_mut).into_iter().flatten() {
            let name = icon
                .get("src")
                .and_then(Value::as_str)
                .ok_or_else(|| format!("{whose} has an icon without src"))?;
            let address = self
                .names
                .get(name.trim_start_matches('/'))
                .ok_or_else(|| format!("{whose} names {name}, which is not in the public folder"))?
                .clone();
            if let Some(icon) = icon.as_object_mut() {
                icon.insert("src".to_owned(), Value::String(address));
            }
        }
        serde_json::to_vec(&manifest).map_err(|error| error.to_string())
    }

    /// Puts the hashed address in place of each `/static/NAME` that `text` speaks of.
    fn with_addresses(&self, whose: &str, text: &str) -> Result<String> {
        let mut parts = text.split("/static/");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end =
                part.find(|c: char| matches!(c, '"' | '\'' | ')') || c.is_whitespace()).unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            let address = self
                .names
                .get(name)
                .ok_or_else(|| format!("{whose} names /static/{name}, which is not in the public folder"))?;
            out.push_str(address);
            out.push_str(rest);
        }
        Ok(out)
    }

    /// Puts a `.br` beside each file that gets smaller by it.
    #[cfg(feature = "brotli")]
    pub(crate) fn compress(&mut self) -> Result<()> {
        let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        let mut made = Vec::new();
        for (address, content) in &self.files {
            let mut small = Vec::new();
            brotli::BrotliCompress(&mut content.as_slice(), &mut small, &params)
                .map_err(|error| format!("cannot compress {address}: {error}"))?;
            if small.len() < content.len() {
                made.push((format!("{address}.br"), small));
            }
        }
        self.files.extend(made);
        Ok(())
    }

    /// Built without the compressor.
    #[cfg(not(feature = "brotli"))]
    pub(crate) fn compress(&mut self) -> Result<()> {
        Err("--brotli needs the tool built with `--features brotli`".to_owned())
    }

    /// Writes everything into a new folder and then puts that in the place of `out`, so that nobody ever
    /// finds half of one version and half of another.
    pub(crate) fn write(&self, out: &Path) -> Result<()> {
        let (new, old) = (out.with_extension("new"), out.with_extension("old"));
        let _ = fs::remove_dir_all(&new);
        for (address, content) in &self.files {
            write(new.join(address), content)?;
        }
        let manifest = serde_json::to_vec_pretty(&self.names).map_err(|error| error.to_string())?;
        write(new.join(MANIFEST), &manifest)?;
        let _ = fs::remove_dir_all(&old);
        let _ = fs::rename(out, &old);
        fs::rename(&new, out).map_err(|error| format!("cannot put {} in place: {error}", out.display()))?;
        let _ = fs::remove_dir_all(&old);
        Ok(())
    }

    /// A line for each file with its size, and its compressed size where there is one.
    pub(crate) fn sizes(&self) -> String {
        let own = self.files.iter().filter(|(address, _)| !address.ends_with(".br"));
        let lines = own.map(|(address, content)| {
            let small = self.files.get(&format!("{address}.br"));
            let small = small.map(|small| format!(", brotli {} B", small.len())).unwrap_or_default();
            format!("  /{address}  {} B{small}", content.len())
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The first twelve hex digits of a digest over names and contents: short, and enough to tell versions apart.
fn short_hash<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hash = Sha256::new();
    for (name, content) in files {
        hash.update(format!("{name}\0{}\0", content.len()));
        hash.update(content);
    }
    HEXLOWER.encode(&hash.finalize()).chars().take(12).collect()
}

/// The files below a folder, as paths relative to it with `/` between the parts, in order. Hidden ones are left out.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((at, prefix)) = folders.pop() {
        let entries = fs::read_dir(&at).map_err(|error| format!("cannot read {}: {error}", at.display()))?;
        for entry in entries {
            let entry = entry.map_err(|error| format!("cannot read {}: {error}", at.display()))?;
            let name = entry.file_name();
            let name = name.to_str().ok_or_else(|| format!("{} is not UTF-8", entry.path().display()))?;
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            if entry.path().is_dir() {
                folders.push((entry.path(), format!("{path}/")));
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            write(folder.path().join(name), content.as_bytes()).unwrap();
        }
        folder
    }

    #[test]
    fn public_files_carry_a_hash_and_fixed_ones_do_not() {
        let folder = public(&[
            ("icons/key.svg", "<svg/>"),
            ("robots.txt", "Disallow: /"),
            ("manifest.webmanifest", r#"{"icons":[{"src":"icons/key.svg"}],"name":"x"}"#),
            (".hidden", ""),
        ]);
        let mut site = Site::default();
        site.add_public(folder.path(), None).unwrap();
        let key = site.names.get("icons/key.svg").unwrap();
        assert!(key.starts_with("/static/icons/key.") && key.ends_with(".svg") && key.len() == 34, "{key}");
        assert_eq!(site.names.get("robots.txt").unwrap(), "/robots.txt");
        let manifest = String::from_utf8(site.files.get("manifest.webmanifest").unwrap().clone()).unwrap();
        assert_eq!(manifest, format!(r#"{{"icons":[{{"src":"{key}"}}],"name":"x"}}"#));
        assert_eq!(site.names.len(), 3);
    }

    #[test]
    fn a_web_manifest_that_names_an_unknown_icon_is_refused() {
        let folder = public(&[("manifest.webmanifest", r#"{"icons":[{"src":"gone.svg"}]}"#)]);
        assert!(Site::default().add_public(folder.path(), None).unwrap_err().contains("gone.svg"));
    }

    #[test]
    fn a_style_sheet_that_names_an_unknown_file_is_refused() {
        let why = Site::default().add_style("a { background: url(/static/gone.svg) }").unwrap_err();
        assert!(why.contains("/static/gone.svg"));
    }

    #[test]
    fn a_bundle_moves_as_a_whole_when_one_file_changes() {
        let folder = |snippet: &str| {
            let mut site = Site::default();
            let files = [("portal.js", "js"), ("portal_bg.wasm", "wasm"), ("snippets/a/inline0.js", snippet)];
            site.add_bundle(
                "portal",
                files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec(),
            );
            let [js, wasm] = ["portal.js", "portal.wasm"].map(|name| site.names.get(name).unwrap().clone());
            let folder = js.strip_suffix("/portal.js").unwrap().to_owned();
            assert_eq!(wasm, format!("{folder}/portal_bg.wasm"));
            assert!(
                site.files.contains_key(format!("{folder}/snippets/a/inline0.js").trim_start_matches('/'))
            );
            folder
        };
        assert_eq!(folder("one"), folder("one"));
        assert_ne!(folder("one"), folder("two"));
    }

    #[test]
    fn a_new_site_replaces_the_old_one_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        let mut first = Site::default();
        first.add_style("a{}").unwrap();
        first.write(&out).unwrap();
        let mut second = Site::default();
        second.add_style("b{}").unwrap();
        second.write(&out).unwrap();
        assert_eq!(files_below(&out.join("style")).unwrap().len(), 1);
        let manifest: BTreeMap<String, String> =
            serde_json::from_slice(&read(out.join(MANIFEST)).unwrap()).unwrap();
        let address = manifest.get("style.css").unwrap().trim_start_matches('/');
        assert_eq!(read(out.join(address)).unwrap(), b"b{}");
        assert_eq!(files_below(folder.path()).unwrap().len(), 2);
    }
}
