//! What becomes of a refusal: a way out where there is one, else a page or an answer that says what to do.

use contract::{Refusal, RefusalCode};
use leptos::prelude::*;
use words::{Language, Words};

use crate::context::{help, t, tv};
use crate::page::Content;

/// Where a page sends instead of showing the refusal: to sign in or to the proof, and then back to `path` (with its query).
/// A form that was refused so has to be sent again afterwards.
pub fn way_out(code: RefusalCode, path: &str) -> Option<String> {
    let page = match code {
        RefusalCode::SignInFirst => "/",
        RefusalCode::ProveAgain => "/prove",
        _ => return None,
    };
    Some(format!("{page}?then={}", encoded(path)))
}

/// A path as the value of a query: everything but unreserved characters and `/` is written in hexadecimal.
pub(crate) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The words of a refusal: its own, if it has any, else those of its code.
pub fn said(refusal: &Refusal, language: Language) -> String {
    let words = Words::of(language);
    match &refusal.words {
        Some(own) => {
            let args: Vec<_> = own.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            words.get(&own.key, &args)
        }
        None => words.get(refusal.code.words_key(), &[]),
    }
}

/// The page of a refusal.
pub(crate) fn content(refusal: &Refusal) -> Content {
    let heading = t(&format!("{}-heading", refusal.code.words_key()));
    let words = said(refusal, crate::context::language());
    let id = (!refusal.id.is_empty()).then(|| {
        let text = tv("refusal-id", &[("id", &refusal.id)]);
        view! { <p class="hint">{text}</p> }
    });
    let help = tv("common-help", &[("help", &help())]);
    Content::new(
        heading.clone(),
        view! {
            <h1>{heading}</h1>
            <p class="lead">{words}</p>
            <p>{help}</p>
            {id}
            <div class="actions"><a class="btn btn-plain" href="/">{t("refusal-back")}</a></div>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_one_value_of_the_query() {
        let way = way_out(RefusalCode::ProveAgain, "/desk?show=all&search=a b").unwrap();
        assert_eq!(way, "/prove?then=/desk%3Fshow%3Dall%26search%3Da%20b");
        assert!(way_out(RefusalCode::NotHere, "/desk").is_none());
    }
}
