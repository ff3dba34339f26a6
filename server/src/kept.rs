//! Pages that are the same for every stranger, kept for a second: the first visit is what a crowd sees at once, such as
//! everybody on the morning after a new policy.
//!
//! Such a page depends on the language, the policy and the configuration, and on nothing that the browser brings: only a
//! request without a query and without any cookie of ours is answered so. What differs from answer to answer is the nonce
//! of its content security policy; the page is kept in pieces between the places where it stands.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse as _, Response};
use bytes::{BufMut as _, Bytes, BytesMut};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use service::CookieKind;
use words::Language;

use crate::middleware::session::cookie;
use crate::page::Around;
use crate::routes::Route;

/// How long a page is kept. A policy saved in another process is seen after this at the latest.
const LIFE: Duration = Duration::from_secs(1);
/// The most that is kept of a page, in bytes; ours are about a tenth.
const MOST: usize = 256 * 1024;

/// Which page: its path and its language.
pub(crate) type Key = (&'static str, Language);

struct Kept {
    until: Instant,
    /// Between each two of them stands the nonce.
    pieces: Vec<Bytes>,
    length: usize,
}

/// The pages that are kept. At most one for each of the table's few and each language.
#[derive(Default)]
pub(crate) struct KeptPages(RwLock<HashMap<Key, Arc<Kept>>>);

/// The page that this request asks for, if it is one that every stranger gets alike.
pub(crate) fn key(route: Route, parts: &Parts, around: &Around) -> Option<Key> {
    let nobody = || CookieKind::ALL.into_iter().all(|kind| cookie(&parts.headers, kind.name()).is_none());
    (route.alike && parts.uri.query().is_none() && nobody()).then_some((route.path, around.language))
}

impl KeptPages {
    /// The answer made from what is kept, if that is young enough.
    pub(crate) fn answer(&self, key: Key, around: &Around) -> Option<Response> {
        let kept = Arc::clone(self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key)?);
        (Instant::now() < kept.until).then(|| kept.with(around.nonce()))
    }

    /// Keeps a page that was rendered for somebody, and hands it on. Only a plain answer is kept: one that fails, sends
    /// elsewhere or says something to this browser is this browser's alone.
    pub(crate) async fn keep(&self, key: Key, around: &Around, response: Response) -> Response {
        let plain = response.status() == StatusCode::OK
            && !response.headers().contains_key(header::SET_COOKIE)
            && !around.nonce().is_empty();
        if !plain {
            return response;
        }
        let (head, body) = response.into_parts();
        let Ok(page) = to_bytes(body, MOST).await else {
            // Too long to be one of ours, or cut off while it was made: neither is shown as a whole page.
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        if let Ok(text) = std::str::from_utf8(&page) {
            let kept = Arc::new(Kept::of(&page, text, around.nonce()));
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, kept);
        }
        Response::from_parts(head, Body::from(page))
    }
}

impl Kept {
    fn of(page: &Bytes, text: &str, nonce: &str) -> Self {
        let pieces = text.split(nonce).map(|piece| page.slice_ref(piece.as_bytes())).collect();
        Self { until: Instant::now() + LIFE, pieces, length: page.len() }
    }

    fn with(&self, nonce: &str) -> Response {
        let mut page = BytesMut::with_capacity(self.length + nonce.len());
        for (n, piece) in self.pieces.iter().enumerate() {
            if n > 0 {
                page.put_slice(nonce.as_bytes());
            }
            page.put_slice(piece);
        }
        let mut response = Response::new(Body::from(page.freeze()));
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(page: &str) -> Kept {
        let page = Bytes::copy_from_slice(page.as_bytes());
        Kept::of(&page, std::str::from_utf8(&page).unwrap(), "abc")
    }

    #[test]
    fn a_page_is_cut_where_the_nonce_stands() {
        assert_eq!(cut("<p>no scripts</p>").pieces, ["<p>no scripts</p>"]);
        assert_eq!(cut("abc").pieces, ["", ""]);
        assert_eq!(cut("<a n=abc><b n=abc>").pieces, ["<a n=", "><b n=", ">"]);
    }

    #[tokio::test]
    async fn the_answer_carries_the_nonce_of_its_own_policy() {
        let answer = cut("<a n=abc><b n=abc>").with("xyz");
        assert_eq!(to_bytes(answer.into_body(), MOST).await.unwrap(), "<a n=xyz><b n=xyz>");
    }
}
