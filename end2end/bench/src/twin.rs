//! The partner of our pages: the recovery page by hand, as one would write it with axum and askama.
//!
//! It has the same markup and headers, a nonce of its own for each answer, and nothing else of what ours does: it looks up
//! no caller, no policy and no language.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::Rng;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

const LANGUAGES: [(&str, &str); 1] = [("de", "Deutsch")];
const CHOICES: [(&str, &str); 5] = [
    ("lost-or-stolen", "Lost or stolen"),
    ("broken-or-wiped", "Broken or wiped"),
    ("new-phone", "New phone, old one gone"),
    ("first-day", "It’s my first day"),
    ("something-else", "Something else"),
];

#[derive(Template)]
#[template(path = "recover.html")]
struct Recover<'a> {
    heading: &'a str,
    organisation: &'a str,
    css: &'a str,
    icon: &'a str,
    here: &'a str,
    help: &'a str,
    nonce: &'a str,
    languages: &'a [(&'a str, &'a str)],
    choices: &'a [(&'a str, &'a str)],
}

/// What the twin needs of a process.
struct Twin {
    rng: Arc<dyn Rng>,
    /// The headers of our own answer, but for what is made anew for each.
    headers: HeaderMap,
}

/// The twin. `ours` are the headers that our page was answered with.
pub(crate) fn router(rng: Arc<dyn Rng>, ours: &HeaderMap) -> Router {
    let own =
        [header::CONTENT_SECURITY_POLICY, header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::DATE];
    let headers = ours.iter().filter(|(name, _)| !own.contains(name));
    let headers = headers.map(|(name, value)| (name.clone(), value.clone())).collect();
    Router::new().route("/recover", get(show)).with_state(Arc::new(Twin { rng, headers }))
}

async fn show(State(twin): State<Arc<Twin>>) -> Response {
    let mut bytes = [0_u8; 16];
    twin.rng.fill(&mut bytes);
    let nonce = data_encoding::BASE64URL_NOPAD.encode(&bytes);
    let page = Recover {
        heading: "Let’s get you back in",
        organisation: "Northfield",
        css: "/style/929e555badf9.css",
        icon: "/favicon.svg",
        here: "/recover",
        help: "+49 40 555 010",
        nonce: &nonce,
        languages: &LANGUAGES,
        choices: &CHOICES,
    };
    let Ok(html) = page.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = html.into_response();
    let headers = response.headers_mut();
    for (name, value) in &twin.headers {
        headers.insert(name, value.clone());
    }
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        headers.insert(HeaderName::from_static("content-security-policy"), policy);
    }
    response
}

fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
         img-src 'self'; font-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}
