//! For whoever watches over the process: is it there, can it work, how does it do.

use std::net::IpAddr;
use std::time::Duration;

use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use contract::{Refusal, RefusalCode};
use http::{StatusCode, header};

use crate::front::Front;
use crate::middleware::{client, errors};

/// Addresses of the probes, which are served under any host name.
pub(crate) const PATHS: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// How long the database may take to answer before this replica counts as not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/healthz`: the process answers.
pub(crate) fn health() -> Response {
    "ok\n".into_response()
}

/// `/readyz`: the database answers, and its log has begun.
pub(crate) async fn ready(front: &Front) -> Response {
    match tokio::time::timeout(PATIENCE, store::log::head(front.core.db())).await {
        Ok(Ok(Some(_))) => "ready\n".into_response(),
        Ok(Ok(None)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
        Ok(Err(fault)) => {
            tracing::warn!(error = %crate::fault::chain(&fault), "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

/// `/metrics`: for the addresses that the configuration names, else for this machine alone. To all others there
/// is no such page.
pub(crate) async fn metrics(front: &Front, may_read: bool) -> Response {
    if may_read {
        let text = front.metrics.text() + &crate::gauges::text(&front.core).await;
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
    } else {
        errors::refuse(Refusal::of(RefusalCode::NotHere))
    }
}

/// Whether a request comes from where `/metrics` may be read.
pub(crate) fn may_read_metrics(front: &Front, request: &Request) -> bool {
    let address = client::address(request.extensions(), request.headers(), &front.trusted_proxies);
    let forwarded = request.headers().contains_key("x-forwarded-for")
        || request.headers().contains_key(header::FORWARDED);
    may_read(front, address, forwarded)
}

/// What a proxy on this machine passes on also comes from this machine: that is nobody's own request.
fn may_read(front: &Front, address: IpAddr, forwarded: bool) -> bool {
    if front.metrics_from.is_empty() {
        address.is_loopback() && !forwarded
    } else {
        front.metrics_from.contain(address)
    }
}
