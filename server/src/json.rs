//! What islands fetch: JSON in, JSON out.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use contract::{Refusal, RefusalCode};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use words::Language;

/// The most that is read of a body. A passkey's answer takes about 2 kB.
pub(crate) const MOST: usize = 64 * 1024;

/// A refusal as an island sees it.
#[derive(Serialize)]
struct Said<'a> {
    code: RefusalCode,
    message: &'a str,
    id: &'a str,
}

/// Reads a body. It is UTF-8 and nested no deeper than the parser allows (128).
///
/// # Errors
/// [`RefusalCode::Unreadable`]; what exactly is wrong would only help whoever did not use our pages.
pub(crate) fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::of(RefusalCode::Unreadable))
}

/// Answers with a value.
pub(crate) fn answer<T: Serialize>(status: StatusCode, value: &T) -> Response {
    match serde_json::to_vec(value) {
        Ok(text) => {
            let mut response = Response::new(Body::from(text));
            *response.status_mut() = status;
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
        Err(error) => {
            tracing::error!(%error, "an answer cannot be written as JSON");
            crate::middleware::errors::refuse(Refusal::of(RefusalCode::WentWrong))
        }
    }
}

/// Answers with a refusal: its code, its words in this language, and the id.
pub(crate) fn refusal(status: StatusCode, refusal: &Refusal, language: Language) -> Response {
    let message = app::said(refusal, language);
    answer(status, &Said { code: refusal.code, message: &message, id: &refusal.id })
}
