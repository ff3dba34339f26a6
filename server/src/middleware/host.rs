//! Only the configured host is served: an address that leads here under another name could make links,
//! cookies and passkeys of that name.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{StatusCode, Uri, header};

use super::errors;
use crate::front::Front;

/// See the module. Probes are exempt: who asks them knows an address, not the name.
pub(crate) async fn layer(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    let probe = crate::probes::PATHS.contains(&request.uri().path());
    let mut hosts = request.headers().get_all(header::HOST).iter();
    // HTTP/2 puts it into the address.
    let in_uri = request.uri().authority().map(http::uri::Authority::as_str);
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        (None, _) => in_uri,
        (Some(_), Some(_)) => None,
    };
    if probe || host.is_some_and(|host| is_ours(host, &front)) {
        next.run(request).await
    } else {
        errors::unreadable(StatusCode::MISDIRECTED_REQUEST)
    }
}

fn is_ours(host: &str, front: &Front) -> bool {
    let ours = front.public_url.authority();
    if host.eq_ignore_ascii_case(&ours) {
        return true;
    }
    // The usual port may be written out.
    let usual = if front.public_url.is_secure() { 443 } else { 80 };
    let named: Option<Uri> = host.parse().ok();
    named
        .and_then(|uri| uri.authority().cloned())
        .is_some_and(|named| named.port_u16() == Some(usual) && named.host().eq_ignore_ascii_case(&ours))
}
