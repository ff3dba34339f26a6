//! What a first visit costs on the wire: from `/recover` to the page that waits, with everything they name.

use std::collections::BTreeMap;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use http::{Method, Request, Response, header};
use http_body_util::BodyExt as _;
use server::files::Files;
use tower::ServiceExt as _;

use crate::ground::{Ground, PORT};
use crate::table::{Met, Row};
use crate::{Bench, Result};

/// Bytes in a kilobyte, as networks count.
const KILO: f64 = 1_000.0;

/// Every file by its address, with what a browser that takes brotli gets of it.
struct Site(BTreeMap<String, Vec<u8>>);

impl Site {
    async fn open(folder: &Path) -> Result<Self> {
        let files = Files::open(folder)?;
        let mut all = BTreeMap::new();
        for address in files.addresses() {
            let response = files.answer(address, &http::HeaderMap::new()).ok_or("a file went away")?;
            all.insert(address.to_owned(), body(response).await?);
        }
        Ok(Self(all))
    }

    /// The files that these pages make a browser fetch: what they name, what that names, and so on.
    fn fetched(&self, pages: &[&[u8]]) -> Vec<&String> {
        let mut texts: Vec<&[u8]> = pages.to_vec();
        let mut found: Vec<&String> = Vec::new();
        while let Some(text) = texts.pop() {
            let text = String::from_utf8_lossy(text);
            for (address, content) in &self.0 {
                // A page names the whole address; a script names its neighbours by the end of theirs.
                let name = address.rsplit('/').next().unwrap_or(address);
                if text.contains(name) && !found.contains(&address) {
                    found.push(address);
                    if !address.ends_with(".wasm") {
                        texts.push(content);
                    }
                }
            }
        }
        found
    }

    fn on_the_wire(&self, addresses: &[&String]) -> Result<usize> {
        let contents = addresses.iter().filter_map(|address| self.0.get(*address));
        contents.map(|content| Ok(compressed(content)?.len().min(content.len()))).sum()
    }
}

/// As a release compresses.
fn compressed(content: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let (mut from, mut small) = (content, Vec::new());
    brotli::BrotliCompress(&mut from, &mut small, &params)?;
    Ok(small)
}

async fn body(response: Response<Body>) -> Result<Vec<u8>> {
    Ok(response.into_body().collect().await?.to_bytes().to_vec())
}

/// A request as a browser makes it from a page of ours, without cookies.
pub(crate) fn request(method: Method, path: &str) -> http::request::Builder {
    let origin = format!("http://localhost:{PORT}");
    let request =
        Request::builder().method(&method).uri(path).header(header::HOST, format!("localhost:{PORT}"));
    let request = request.header("sec-fetch-site", "same-origin").header(header::ACCEPT_LANGUAGE, "en");
    let request = request.header("sec-fetch-mode", "navigate").header("sec-fetch-dest", "document");
    let request = request.header(header::ACCEPT_ENCODING, "br, gzip");
    if method == Method::GET { request } else { request.header(header::ORIGIN, origin) }
}

async fn ask(router: &Router, request: Request<Body>) -> Result<Response<Body>> {
    Ok(router.clone().oneshot(request).await?)
}

/// Asks to be let back in, as the form does; the cookie that shows the page that waits.
async fn asked(router: &Router) -> Result<String> {
    let request = request(Method::POST, "/recover/other-way");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let form = Body::from("user_name=person1&what=lost-or-stolen&none=yes");
    let response = ask(router, request.body(form)?).await?;
    let place = response.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
    if place != Some("/recover/sent") {
        return Err(format!("asking led to {} {place:?}", response.status()).into());
    }
    let cookies =
        response.headers().get_all(header::SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    let cookies: Vec<_> = cookies.filter_map(|cookie| cookie.split(';').next()).collect();
    Ok(cookies.join("; "))
}

async fn page(router: &Router, path: &str, cookie: &str) -> Result<Vec<u8>> {
    let mut request = request(Method::GET, path);
    if !cookie.is_empty() {
        request = request.header(header::COOKIE, cookie);
    }
    let response = ask(router, request.body(Body::empty())?).await?;
    if !response.status().is_success() {
        return Err(format!("{path} answered {}", response.status()).into());
    }
    body(response).await
}

/// Measures.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let ground = Ground::new(bench.folder.path(), "first-visit").await?;
    let router = ground.router(&bench.site)?;
    let form = page(&router, "/recover", "").await?;
    let waits = page(&router, "/recover/sent", &asked(&router).await?).await?;
    drop(router);
    ground.close().await;

    let site = Site::open(&bench.site).await?;
    // Pages are counted as they were answered, whatever that was.
    let all = site.on_the_wire(&site.fetched(&[&form, &waits]))? + form.len() + waits.len();
    let plain = site.fetched(&[&form]);
    let wasm: Vec<_> = plain.iter().copied().filter(|address| address.ends_with(".wasm")).collect();
    let wasm = site.on_the_wire(&wasm)?;
    let first = site.on_the_wire(&plain)? + form.len();
    let kilobytes = all as f64 / KILO;
    Ok(vec![
        Row {
            what: "first visit, form and waiting page, everything".to_owned(),
            ours: format!("{kilobytes:.1} kB"),
            partner: String::new(),
            ratio: None,
            must: "≤ 90 kB".to_owned(),
            aim: "≤ 60 kB".to_owned(),
            met: Met::of(Some(kilobytes <= 90.0), Some(kilobytes <= 60.0)),
        },
        Row {
            what: "wasm of a page without an island".to_owned(),
            ours: format!("{wasm} B (page {:.1} kB)", first as f64 / KILO),
            partner: String::new(),
            ratio: None,
            must: String::new(),
            aim: "0 B".to_owned(),
            met: Met::of(None, Some(wasm == 0)),
        },
    ])
}
