//! The site's files: style, icons, wasm bundles. They lie in memory from the start on, read from a folder or,
//! with the feature `embed`, from the binary itself.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};

use crate::Fault;

#[cfg(feature = "embed")]
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/site.rs"));
}

/// The file that maps logical names to addresses.
const MANIFEST: &str = "/manifest.json";
/// The browser's part where `cargo leptos watch` puts it, beside its wasm and the style sheet.
const WATCHED: &str = "/pkg/portal.js";

/// Every file by its address, and every logical name with its address.
#[derive(Debug, Default)]
pub struct Files {
    files: HashMap<String, OneFile>,
    names: BTreeMap<String, String>,
}

#[derive(Debug)]
struct OneFile {
    kind: &'static str,
    content: Bytes,
    brotli: Option<Bytes>,
    /// Its address carries a hash of it, so it never changes.
    immutable: bool,
}

impl Files {
    /// The files in the binary, or those of `folder` where the binary has none.
    ///
    /// # Errors
    /// If the folder or its list of names cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        #[cfg(feature = "embed")]
        {
            let _ = folder;
            let found = embedded::FILES
                .iter()
                .map(|(address, content)| ((*address).to_owned(), Bytes::from_static(content)));
            Self::from_files(found.collect()).map_err(Fault::Told)
        }
        #[cfg(not(feature = "embed"))]
        Self::read(folder)
    }

    /// Reads a folder as the build's tool writes it.
    ///
    /// # Errors
    /// If it is not there or not whole.
    pub fn read(folder: &Path) -> Result<Self, Fault> {
        let mut found = HashMap::new();
        let mut folders = vec![(folder.to_owned(), String::new())];
        while let Some((at, prefix)) = folders.pop() {
            let fault = |source| Fault::File { doing: "read", path: at.clone(), source };
            for entry in std::fs::read_dir(&at).map_err(fault)? {
                let entry = entry.map_err(fault)?;
                let Ok(name) = entry.file_name().into_string() else { continue };
                let address = format!("{prefix}/{name}");
                if entry.path().is_dir() {
                    folders.push((entry.path(), address));
                } else {
                    found.insert(address, std::fs::read(entry.path()).map_err(fault)?.into());
                }
            }
        }
        Self::from_files(found).map_err(|why| Fault::Told(format!("{}: {why}", folder.display())))
    }

    fn from_files(mut found: HashMap<String, Bytes>) -> Result<Self, String> {
        let watched = found.contains_key(WATCHED);
        let names: BTreeMap<String, String> = match found.remove(MANIFEST) {
            Some(manifest) => {
                serde_json::from_slice(&manifest).map_err(|error| format!("manifest.json: {error}"))?
            }
            None if watched => watched_names(&found),
            None => return Err("there is no manifest.json: build the front end first".to_owned()),
        };
        let mut small: HashMap<String, Bytes> = HashMap::new();
        found.retain(|address, content| match address.strip_suffix(".br") {
            Some(of) => {
                small.insert(of.to_owned(), content.clone());
                false
            }
            None => true,
        });
        if let Some(missing) = names.values().find(|address| !found.contains_key(*address)) {
            return Err(format!("{missing} is named in manifest.json and missing"));
        }
        let files = found.into_iter().map(|(address, content)| {
            let immutable =
                !watched && ["/pkg/", "/style/", "/static/"].iter().any(|folder| address.starts_with(folder));
            let brotli = small.remove(&address);
            (address.clone(), OneFile { kind: kind(&address), content, brotli, immutable })
        });
        Ok(Self { files: files.collect(), names })
    }

    /// Adds a sheet that paints the portal in the organisation's colour (`#rrggbb`, already checked).
    #[must_use]
    pub fn with_accent(mut self, accent: Option<&str>) -> Self {
        if let Some(accent) = accent {
            let address = format!("/style/accent.{}.css", accent.trim_start_matches('#'));
            let content = Bytes::from(format!(":root{{--accent:{accent}}}"));
            self.names.insert("accent.css".to_owned(), address.clone());
            self.files.insert(
                address,
                OneFile { kind: "text/css; charset=utf-8", content, brotli: None, immutable: true },
            );
        }
        self
    }

    /// Every logical name with its address.
    pub fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// Every address there is.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Answers with the file at `address`, compressed where the browser takes that; none if there is no such file.
    pub fn answer(&self, address: &str, headers: &HeaderMap) -> Option<Response> {
        let file = self.files.get(address)?;
        let mut response = Response::new(Body::empty());
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
        let cache =
            if file.immutable { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        let content = match &file.brotli {
            Some(brotli) => {
                out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
                if takes_brotli(headers) {
                    out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
                    brotli
                } else {
                    &file.content
                }
            }
            None => &file.content,
        };
        *response.body_mut() = Body::from(content.clone());
        Some(response)
    }
}

/// The names that pages use, in a folder without a list of them: its files carry no hashes.
fn watched_names(found: &HashMap<String, Bytes>) -> BTreeMap<String, String> {
    let pkg = [("portal.js", WATCHED), ("portal.wasm", "/pkg/portal.wasm"), ("style.css", "/pkg/portal.css")];
    let own = found.keys().filter_map(|address| {
        let name = address.strip_prefix('/').filter(|name| !name.contains('/'))?;
        Some((name.to_owned(), address.clone()))
    });
    own.chain(pkg.map(|(name, address)| (name.to_owned(), address.to_owned()))).collect()
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let codings = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    codings.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"))
            && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn kind(address: &str) -> &'static str {
    match address.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Result<Files, String> {
        let found =
            list.iter().map(|(name, text)| ((*name).to_owned(), Bytes::copy_from_slice(text.as_bytes())));
        Files::from_files(found.collect())
    }

    fn accepting(coding: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(coding))])
    }

    #[test]
    fn hashed_files_are_immutable_and_compressed_where_taken() {
        let manifest = r#"{"portal.js":"/pkg/1/portal.js","robots.txt":"/robots.txt"}"#;
        let files = files(&[
            ("/manifest.json", manifest),
            ("/pkg/1/portal.js", "long"),
            ("/pkg/1/portal.js.br", "short"),
            ("/robots.txt", ""),
        ])
        .unwrap();
        let response = files.answer("/pkg/1/portal.js", &accepting("gzip, br;q=0.9")).unwrap();
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        let response = files.answer("/pkg/1/portal.js", &accepting("gzip, br;q=0")).unwrap();
        assert!(!response.headers().contains_key(header::CONTENT_ENCODING));
        assert_eq!(response.headers()[header::VARY], "accept-encoding");
        let response = files.answer("/robots.txt", &HeaderMap::new()).unwrap();
        assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=3600");
        for hidden in ["/manifest.json", "/pkg/1/portal.js.br", "/pkg", "/../etc/passwd"] {
            assert!(files.answer(hidden, &HeaderMap::new()).is_none(), "{hidden}");
        }
    }

    #[test]
    fn the_folder_of_cargo_leptos_needs_no_manifest_and_nothing_in_it_lasts() {
        let list = ["/pkg/portal.js", "/pkg/portal.wasm", "/pkg/portal.css", "/boot.js", "/favicon.svg"];
        let files = files(&list.map(|name| (name, name))).unwrap();
        assert!(app::Site::from_manifest(files.names()).is_ok());
        assert_eq!(
            (&*files.names()["style.css"], &*files.names()["boot.js"]),
            ("/pkg/portal.css", "/boot.js")
        );
        let response = files.answer("/pkg/portal.js", &HeaderMap::new()).unwrap();
        assert!(!response.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert!(self::files(&[("/pkg/portal.js", "")]).unwrap_err().contains("portal.wasm"), "not whole");
    }

    #[test]
    fn a_site_that_is_not_whole_is_refused() {
        assert!(files(&[]).is_err());
        assert!(files(&[("/manifest.json", r#"{"a":"/a"}"#)]).unwrap_err().contains("/a"));
    }

    #[test]
    fn the_organisations_colour_is_a_sheet_of_its_own() {
        let files = Files::default().with_accent(Some("#aabbcc"));
        let address = files.names()["accent.css"].clone();
        assert!(files.answer(&address, &HeaderMap::new()).is_some());
    }
}
