//! Requests that another site made are refused, on every route: cookies alone do not say that the person
//! meant it. Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; whoever sends
//! something with an effect and says neither is refused too. Only following a link to a page may begin elsewhere.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use contract::RefusalCode;
use http::{HeaderMap, Method, StatusCode, header};

use super::errors;
use crate::front::Front;

/// See the module.
pub(crate) async fn layer(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    if allowed(request.method(), request.headers(), api, &front.public_url.origin()) {
        next.run(request).await
    } else {
        errors::refused(StatusCode::FORBIDDEN, RefusalCode::NotAllowed)
    }
}

fn allowed(method: &Method, headers: &HeaderMap, api: bool, ours: &str) -> bool {
    let (Ok(site), Ok(origin)) = (one(headers, "sec-fetch-site"), one(headers, header::ORIGIN.as_str()))
    else {
        return false;
    };
    if origin.is_some_and(|origin| origin != ours) {
        return false;
    }
    if *method == Method::GET || *method == Method::HEAD {
        let is = |name, word| one(headers, name) == Ok(Some(word));
        let link = is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document");
        match site {
            None | Some("same-origin" | "none") => true,
            Some(_) => link && !api,
        }
    } else {
        match site {
            Some(site) => site == "same-origin",
            None => origin.is_some(),
        }
    }
}

/// A header that was sent twice or is no text: nothing it says can be trusted.
#[derive(Debug, PartialEq, Eq)]
struct Nonsense;

fn one<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, Nonsense> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Nonsense),
        (Some(_), Some(_)) => Err(Nonsense),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;

    const OURS: &str = "https://portal.example.org";

    fn post(list: &[(&'static str, &'static str)]) -> bool {
        allowed(&Method::POST, &headers(list), false, OURS)
    }

    fn get(api: bool, list: &[(&'static str, &'static str)]) -> bool {
        allowed(&Method::GET, &headers(list), api, OURS)
    }

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in list {
            headers.append(HeaderName::from_static(name), value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn an_effect_needs_our_own_page() {
        assert!(post(&[("sec-fetch-site", "same-origin")]));
        assert!(post(&[("sec-fetch-site", "same-origin"), ("origin", OURS)]));
        assert!(post(&[("origin", OURS)]));
    }

    #[test]
    fn an_effect_from_elsewhere_or_nowhere_is_refused() {
        assert!(!post(&[]));
        for site in ["cross-site", "same-site", "none", "Same-Origin", ""] {
            assert!(!post(&[("sec-fetch-site", site)]), "{site}");
            assert!(!post(&[("sec-fetch-site", site), ("origin", OURS)]), "{site}");
        }
        for origin in
            ["null", "https://evil.example", "http://portal.example.org", "https://portal.example.org:8443"]
        {
            assert!(!post(&[("origin", origin)]), "{origin}");
            assert!(!post(&[("sec-fetch-site", "same-origin"), ("origin", origin)]), "{origin}");
        }
        assert!(!post(&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")]));
        assert!(!post(&[("origin", OURS), ("origin", "https://evil.example")]));
    }

    #[test]
    fn only_a_followed_link_to_a_page_may_begin_elsewhere() {
        let link = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        assert!(get(false, &link));
        assert!(!get(true, &link));
        let frame =
            [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
        assert!(!get(false, &frame));
        assert!(!get(false, &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]));
        assert!(!get(false, &[("sec-fetch-site", "same-site")]));
        assert!(!get(false, &[("origin", "https://evil.example")]));
        assert!(get(true, &[("sec-fetch-site", "same-origin")]));
        assert!(get(false, &[]), "a probe or a plain tool");
    }
}
