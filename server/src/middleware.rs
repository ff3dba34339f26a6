//! What every request passes through, one file a layer. Outermost first:
//!
//! `correlation` (an id, a span, a log line, a count) · `headers` (policy with nonce) · `errors` (refusals and
//! panics become pages or JSON, once) · `host` · `cross_site` · `patience` (a time limit) · and, on the routes
//! that serve people, `session` (cookies in and out) with the guard of the route table inside it.

pub(crate) mod browser;
pub(crate) mod client;
pub(crate) mod correlation;
pub(crate) mod cross_site;
pub(crate) mod errors;
pub(crate) mod headers;
pub(crate) mod host;
pub(crate) mod language;
pub(crate) mod patience;
pub(crate) mod session;
