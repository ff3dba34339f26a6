//! Refusals become answers here, once: a page for people, JSON for the islands. A handler that panics is ours:
//! it is logged, and the browser sees "something went wrong" and the id.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use contract::{Refusal, RefusalCode};
use futures::FutureExt as _;
use http::StatusCode;

use crate::front::Front;
use crate::{json, page};

/// A refusal on its way out: what the answer becomes, and its status.
#[derive(Debug, Clone)]
struct Pending {
    status: StatusCode,
    refusal: Refusal,
}

/// Refuses with a status that says more than the code's own.
pub(crate) fn refused(status: StatusCode, code: RefusalCode) -> Response {
    pending(status, Refusal::of(code))
}

/// What was sent cannot be read, for the reason that `status` gives.
pub(crate) fn unreadable(status: StatusCode) -> Response {
    refused(status, RefusalCode::Unreadable)
}

/// Refuses with the code's own status.
pub(crate) fn refuse(refusal: Refusal) -> Response {
    pending(status_of(refusal.code), refusal)
}

/// The status that a code is answered with.
pub(crate) fn status_of(code: RefusalCode) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn pending(status: StatusCode, refusal: Refusal) -> Response {
    let mut response = status.into_response();
    response.extensions_mut().insert(Pending { status, refusal });
    response
}

/// See the module.
pub(crate) async fn layer(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let around = page::Around::of(&front, &parts);
    let api = parts.uri.path().starts_with("/api/");
    let inner = next.run(Request::from_parts(parts.clone(), body));
    let mut response = match AssertUnwindSafe(inner).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a handler panicked");
            refuse(Refusal::of(RefusalCode::WentWrong))
        }
    };
    let Some(Pending { status, mut refusal }) = response.extensions_mut().remove() else {
        return response;
    };
    if refusal.id.is_empty() {
        refusal.id = around.correlation.to_string();
    }
    // Cookies that were set on the way are kept.
    let headers = std::mem::take(response.headers_mut());
    let mut response = if api {
        json::refusal(status, &refusal, around.language)
    } else {
        page::refusal(&front, parts, around, None, status, refusal).await
    };
    for (name, value) in &headers {
        if *name == http::header::SET_COOKIE || *name == http::header::ALLOW {
            response.headers_mut().append(name, value.clone());
        }
    }
    response
}
