//! Security headers on every answer, and a content security policy with a nonce of its own.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};

use crate::front::Front;

/// The nonce of this answer's policy: 128 random bits. The page's own scripts carry it.
#[derive(Debug, Clone)]
pub(crate) struct PageNonce(pub(crate) Arc<str>);

/// Features that no page uses are switched off; passkeys work in our own pages alone.
const PERMISSIONS: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self), \
    accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), \
    gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()";

/// The policy. Scripts are our own files and those with the nonce; no text becomes markup in the browser.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
         img-src 'self'; font-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// See the module.
pub(crate) async fn layer(State(front): State<Arc<Front>>, mut request: Request, next: Next) -> Response {
    let nonce: Arc<str> =
        data_encoding::BASE64URL_NOPAD.encode(&crate::rng::bytes::<16>(front.rng.as_ref())).into();
    request.extensions_mut().insert(PageNonce(Arc::clone(&nonce)));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if front.public_url.is_secure() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    // What says nothing of itself is not kept anywhere: pages show what is about one person at one moment.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
