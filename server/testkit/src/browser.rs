//! A browser as far as the server can tell: cookies, and the headers of a page of ours.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use contract::common::Finished;
use contract::recovery::KeyTaken;
use contract::{Challenge, FinishCeremony};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use http_body_util::BodyExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use service::FirstPass;
use tower::ServiceExt as _;

use crate::{AskingKey, Authenticator};

/// One browser profile.
pub struct Browser {
    router: Router,
    origin: String,
    jar: Mutex<BTreeMap<String, String>>,
    /// Where it calls from.
    pub address: SocketAddr,
    /// Its `User-Agent`.
    pub agent: String,
    /// Its `Accept-Language`.
    pub language: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("the body is text")
    }

    /// The body as JSON.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    /// A header; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("the header is text")).unwrap_or_default()
    }

    /// Where it sends.
    pub fn location(&self) -> &str {
        assert!((300..400).contains(&self.status), "it sends nowhere: {} {}", self.status, self.text());
        self.header("location")
    }
}

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

impl Browser {
    pub(crate) fn new(router: Router, origin: String) -> Self {
        Self {
            router,
            origin,
            jar: Mutex::default(),
            address: SocketAddr::from(([192, 0, 2, 10], 40_000)),
            agent: FIREFOX.to_owned(),
            language: "en".to_owned(),
        }
    }

    /// The same browser from another network.
    #[must_use]
    pub fn at(mut self, address: [u8; 4]) -> Self {
        self.address = SocketAddr::from((address, 40_000));
        self
    }

    /// A cookie it holds.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar.lock().expect("no test panicked here").get(name).cloned()
    }

    /// Holds this cookie from now on, as if the server had set it.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar.lock().expect("no test panicked here").insert(name.to_owned(), value.to_owned());
    }

    /// Forgets every cookie.
    pub fn forget(&self) {
        self.jar.lock().expect("no test panicked here").clear();
    }

    /// Follows a link of ours.
    pub async fn get(&self, path: &str) -> Reply {
        let request = self.request(Method::GET, path);
        let request = request.header("sec-fetch-mode", "navigate").header("sec-fetch-dest", "document");
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Fetches as an island does; `known` is the tag of the answer it has.
    pub async fn fetch(&self, path: &str, known: Option<&str>) -> Reply {
        let mut request = self.request(Method::GET, path).header("sec-fetch-mode", "cors");
        if let Some(known) = known {
            request = request.header(header::IF_NONE_MATCH, known);
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends a form.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body: Vec<_> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.post(path, "application/x-www-form-urlencoded", body.join("&")).await
    }

    /// Sends JSON as an island does.
    pub async fn post_json(&self, path: &str, value: &impl Serialize) -> Reply {
        self.post(path, "application/json", serde_json::to_string(value).expect("JSON")).await
    }

    /// Sends anything.
    pub async fn post(&self, path: &str, kind: &str, body: impl Into<Body>) -> Reply {
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, kind);
        self.send(request.header(header::ORIGIN, &self.origin).body(body.into()).expect("a request")).await
    }

    /// A request as a page of ours makes it, to be changed and [sent](Self::send).
    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let host = self.origin.split("://").nth(1).expect("an origin");
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, host)
            .header(header::USER_AGENT, &self.agent)
            .header(header::ACCEPT_LANGUAGE, &self.language)
            .header("sec-fetch-site", "same-origin")
    }

    /// Sends a request with the cookies it holds, and keeps those of the answer.
    pub async fn send(&self, mut request: Request<Body>) -> Reply {
        let cookies: Vec<_> = {
            let jar = self.jar.lock().expect("no test panicked here");
            jar.iter().map(|(name, value)| format!("{name}={value}")).collect()
        };
        if !cookies.is_empty() && !request.headers().contains_key(header::COOKIE) {
            let value = HeaderValue::from_str(&cookies.join("; ")).expect("cookies");
            request.headers_mut().insert(header::COOKIE, value);
        }
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("the body ends well").to_bytes().to_vec();
        self.keep(&parts.headers);
        Reply { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut jar = self.jar.lock().expect("no test panicked here");
        for cookie in headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie is text");
            let (name, rest) = cookie.split_once('=').expect("a cookie has a name");
            let value = rest.split(';').next().unwrap_or_default();
            if rest.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        // What a real browser keeps in its storage, this one has no need of.
        let _ = headers.get(HeaderName::from_static("clear-site-data"));
    }

    /// Signs in with a passkey; where it leads.
    ///
    /// # Panics
    /// If it does not work.
    pub async fn sign_in(&self, authenticator: &mut Authenticator, user_name: &str) -> String {
        let body = json!({"user_name": user_name, "then": "/"});
        self.prove("/api/sign-in", &body, authenticator).await
    }

    /// Proves presence again.
    ///
    /// # Panics
    /// If it does not work.
    pub async fn prove_again(&self, authenticator: &mut Authenticator) -> String {
        self.prove("/api/proof", &json!({"then": "/"}), authenticator).await
    }

    /// Approves the review with a passkey, after every step is answered.
    ///
    /// # Panics
    /// If it does not work.
    pub async fn approve(&self, review: &str, authenticator: &mut Authenticator) -> String {
        self.prove(&format!("/api/approvals/{review}"), &json!({}), authenticator).await
    }

    /// Asks to be let back in, in spite of every other way; where it leads.
    ///
    /// # Panics
    /// If the ask is not taken.
    pub async fn ask(&self, user_name: &str, what: &str) -> String {
        let fields = [("user_name", user_name), ("what", what), ("none", "yes")];
        let reply = self.post_form("/recover/other-way", &fields).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        reply.location().to_owned()
    }

    /// Sends the public half of the asking browser's key.
    ///
    /// # Panics
    /// If it is not taken.
    pub async fn publish(&self, key: &AskingKey) -> KeyTaken {
        let reply = self.post_json("/api/recover/key", &key.publish()).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()
    }

    /// Fetches the pass and opens it.
    ///
    /// # Panics
    /// If there is none, or it is sealed to another key.
    pub async fn fetch_pass(&self, key: &AskingKey) -> String {
        let reply = self.post_json("/api/recover/pass", &json!({})).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        key.open(&reply.json()).expect("the pass is sealed to this key")
    }

    /// Spends a pass in the asking browser; where it leads.
    ///
    /// # Panics
    /// If it is not taken.
    pub async fn redeem(&self, pass: &str) -> String {
        let reply = self.post_json("/api/recover/redeem", &json!({"pass": pass})).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        match reply.json() {
            Finished::Next(path) => path,
            Finished::Again(words) => panic!("{words}"),
        }
    }

    /// Opens an enrolment with a pass typed by its holder; where it leads.
    ///
    /// # Panics
    /// If the pass is not taken.
    pub async fn enter_pass(&self, user_name: &str, pass: &FirstPass) -> String {
        let fields = [("user_name", user_name), ("first", &pass.first), ("second", &pass.second)];
        let reply = self.post_form("/pass", &fields).await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        reply.location().to_owned()
    }

    /// Registers a passkey in the enrolment at hand.
    ///
    /// # Panics
    /// If it does not work.
    pub async fn enrol(&self, authenticator: &mut Authenticator, name: &str) -> String {
        self.register("/api/enrol", authenticator, name).await
    }

    async fn prove(&self, at: &str, begin: &Value, authenticator: &mut Authenticator) -> String {
        let challenge = self.begin(at, begin).await;
        let credential = authenticator.get(&challenge.options);
        self.finish(at, FinishCeremony { id: challenge.id, credential, name: String::new() }).await
    }

    async fn register(&self, at: &str, authenticator: &mut Authenticator, name: &str) -> String {
        let challenge = self.begin(at, &json!({})).await;
        let credential = authenticator.create(&challenge.options);
        self.finish(at, FinishCeremony { id: challenge.id, credential, name: name.to_owned() }).await
    }

    /// Begins the ceremony at this address.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn begin(&self, at: &str, begin: &Value) -> Challenge {
        let reply = self.post_json(&format!("{at}/begin"), begin).await;
        assert_eq!(reply.status, 200, "{at}/begin: {}", reply.text());
        reply.json()
    }

    async fn finish(&self, at: &str, finish: FinishCeremony) -> String {
        let reply = self.post_json(&format!("{at}/finish"), &finish).await;
        assert_eq!(reply.status, 200, "{at}/finish: {}", reply.text());
        match reply.json() {
            Finished::Next(path) => path,
            Finished::Again(words) => panic!("{at}/finish: {words}"),
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}
