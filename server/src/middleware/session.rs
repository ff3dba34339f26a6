//! Cookies in, cookies out: the only place that reads or writes them. What a use case asks for is carried out
//! after it is done.

use std::sync::Arc;

use axum::response::Response;
use contract::{Refusal, RefusalCode};
use domain::Span;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use service::{Arrival, CookieChange, CookieKind, Visitor};

use super::{browser, client};
use crate::front::Front;
use crate::page::Around;

/// The longest cookie that is looked at; ours are shorter.
const LONGEST: usize = 2_048;

/// The value of a cookie. One that was sent twice counts as not sent: only one of them can be ours.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = pairs.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(named, _)| *named == name).map(|(_, value)| value);
    let value = values.next()?;
    (values.next().is_none() && !value.is_empty() && value.len() <= LONGEST).then_some(value)
}

/// Looks up who is calling.
///
/// # Errors
/// A fault of ours, already logged.
pub(crate) async fn enter(front: &Front, parts: &Parts, around: &Around) -> Result<Arc<Visitor>, Refusal> {
    let value = |kind: CookieKind| cookie(&parts.headers, kind.name()).map(str::to_owned);
    let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let arrival = Arrival {
        session: value(CookieKind::Session),
        request: value(CookieKind::Request),
        enrolment: value(CookieKind::Enrolment),
        visit: value(CookieKind::Visit),
        paused: value(CookieKind::Paused),
        attempt: value(CookieKind::Attempt),
        language: around.language.code().to_owned(),
        network: client::network(client::address(&parts.extensions, &parts.headers, &front.trusted_proxies)),
        browser: browser::describe(agent.unwrap_or_default()),
        correlation: around.correlation.to_string(),
    };
    front.core.visitor(arrival).await.map(Arc::new).map_err(|fault| {
        tracing::error!(error = %crate::fault::chain(&fault), "cannot look up who is calling");
        Refusal::of(RefusalCode::WentWrong)
    })
}

/// Carries out what the use case asked for.
pub(crate) fn leave(visitor: &Visitor, response: &mut Response) {
    carry_out(visitor.take_cookies(), response.headers_mut());
}

/// What is said about a cookie: its value and how long it is kept, or that it goes.
type Word = Option<(String, Option<Span>)>;

fn carry_out(changes: Vec<CookieChange>, headers: &mut HeaderMap) {
    // The last word on each cookie counts.
    let mut words: Vec<(CookieKind, Word)> = Vec::new();
    let mut say = |cookie, word| {
        words.retain(|(said, _)| *said != cookie);
        words.push((cookie, word));
    };
    for change in changes {
        match change {
            CookieChange::Set { cookie, value, life } => say(cookie, Some((value, life))),
            CookieChange::Clear(cookie) => say(cookie, None),
            CookieChange::WipeSite => {
                // Not "cookies": that would reach every site of the organisation's domain, and sign out the one
                // who lent the browser. Ours are removed by name.
                let wipe = HeaderValue::from_static(r#""cache", "storage""#);
                headers.insert(HeaderName::from_static("clear-site-data"), wipe);
                CookieKind::ALL.into_iter().for_each(|cookie| say(cookie, None));
            }
        }
    }
    for (cookie, word) in words {
        let (value, age) = match &word {
            Some((value, None)) => (value.as_str(), String::new()),
            Some((value, Some(life))) => {
                (value.as_str(), format!("; Max-Age={}", life.0.div_euclid(1_000).max(0)))
            }
            None => ("", "; Max-Age=0".to_owned()),
        };
        let name = cookie.name();
        let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite={}{age}", cookie.same_site());
        match HeaderValue::from_str(&text) {
            Ok(value) => {
                headers.append(header::SET_COOKIE, value);
            }
            Err(_) => tracing::error!(name, "a cookie's value cannot be sent"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(changes: Vec<CookieChange>) -> (Vec<String>, HeaderMap) {
        let mut headers = HeaderMap::new();
        carry_out(changes, &mut headers);
        let cookies =
            headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap().to_owned());
        (cookies.collect(), headers)
    }

    fn set(cookie: CookieKind, value: &str) -> CookieChange {
        CookieChange::Set { cookie, value: value.to_owned(), life: None }
    }

    #[test]
    fn every_cookie_is_locked_to_this_host() {
        for cookie in CookieKind::ALL {
            let (cookies, _) = sent(vec![set(cookie, "abc")]);
            let [text] = cookies.as_slice() else { panic!("{cookies:?}") };
            assert!(
                text.starts_with("__Host-") && text.contains("=abc; Path=/; Secure; HttpOnly; SameSite="),
                "{text}"
            );
            assert!(!text.contains("Domain"), "{text}");
            let strict = cookie != CookieKind::Session;
            assert_eq!(text.contains("SameSite=Strict"), strict, "{text}");
        }
    }

    #[test]
    fn the_last_word_on_a_cookie_counts() {
        let life = Some(Span::minutes(15));
        let (cookies, _) = sent(vec![
            set(CookieKind::Session, "old"),
            CookieChange::Clear(CookieKind::Visit),
            CookieChange::Set { cookie: CookieKind::Session, value: "new".to_owned(), life },
        ]);
        assert_eq!(cookies.len(), 2);
        assert!(cookies[0].starts_with("__Host-visit=;") && cookies[0].ends_with("Max-Age=0"));
        assert!(cookies[1].starts_with("__Host-session=new;") && cookies[1].ends_with("Max-Age=900"));
    }

    #[test]
    fn wiping_removes_every_cookie_and_what_the_pages_kept() {
        let (cookies, headers) = sent(vec![set(CookieKind::Enrolment, "abc"), CookieChange::WipeSite]);
        assert_eq!(headers["clear-site-data"], r#""cache", "storage""#);
        assert_eq!(cookies.len(), CookieKind::ALL.len());
        assert!(cookies.iter().all(|cookie| cookie.ends_with("Max-Age=0")));
    }

    #[test]
    fn a_cookie_sent_twice_is_not_believed() {
        let headers = |list: &[&'static str]| {
            list.iter().map(|value| (header::COOKIE, HeaderValue::from_static(value))).collect::<HeaderMap>()
        };
        let name = "__Host-session";
        assert_eq!(cookie(&headers(&["a=b; __Host-session=x; c=d"]), name), Some("x"));
        assert_eq!(cookie(&headers(&["__Host-session=x; __Host-session=y"]), name), None);
        assert_eq!(cookie(&headers(&["__Host-session=x", "__Host-session=x"]), name), None);
        assert_eq!(cookie(&headers(&["x__Host-session=x; __Host-sessions=x; __Host-session="]), name), None);
    }
}
