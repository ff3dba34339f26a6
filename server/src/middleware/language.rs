//! Which language a page is in: the one chosen here (a cookie), else what the browser asks for, else the
//! configuration's.

use http::{HeaderMap, header};
use words::Language;

use super::session::cookie;

/// The cookie of the choice. It is no secret and tells nothing but two letters.
pub(crate) const COOKIE: &str = "__Host-language";

/// See the module.
pub(crate) fn of(headers: &HeaderMap, otherwise: &str) -> Language {
    let chosen = cookie(headers, COOKIE).and_then(Language::from_code);
    let asked = || {
        let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Some(Language::from_accept(header))
    };
    chosen.or_else(asked).or_else(|| Language::from_code(otherwise)).unwrap_or_default()
}

/// The `Set-Cookie` value that keeps a choice for a year.
pub(crate) fn keep(language: Language) -> String {
    format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000", language.code())
}
