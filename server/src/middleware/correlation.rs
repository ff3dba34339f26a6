//! The correlation id: random, in the answer's `X-Request-Id`, in the log, on error pages. The log line names
//! the route's pattern, never the address itself: identifiers, searches and names stand in addresses.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use tracing::Instrument as _;

use crate::front::Front;

/// Under which the log knows this request: 20 hexadecimal digits.
#[derive(Debug, Clone)]
pub(crate) struct Correlation(pub(crate) Arc<str>);

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// See the module.
pub(crate) async fn layer(State(front): State<Arc<Front>>, mut request: Request, next: Next) -> Response {
    let id: Arc<str> = data_encoding::HEXLOWER.encode(&crate::rng::bytes::<10>(front.rng.as_ref())).into();
    request.extensions_mut().insert(Correlation(Arc::clone(&id)));
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let path = path.as_ref().map_or("(none)", MatchedPath::as_str);
    let span = tracing::info_span!("request", id = %id, %method, path);
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = begun.elapsed();
    let status = response.status();
    front.metrics.request(&method, path, status, took);
    span.in_scope(|| tracing::info!(status = status.as_u16(), ms = took.as_millis(), "answered"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, id);
    }
    response
}
