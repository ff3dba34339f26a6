//! IT's pages: the queue, one request, asking for somebody without a browser.

pub(super) mod queue;
pub(super) mod raise;
pub(super) mod request;

use leptos::prelude::*;

use crate::context::t;

/// A tag for the state of a request, never by colour alone.
fn state(word: &str) -> impl IntoView + use<> {
    let class = match word {
        "asked" | "half-approved" => "tag tag-warn",
        "frozen" | "denied" => "tag tag-stop",
        "approved" | "redeemed" | "enrolled" | "closed" => "tag tag-good",
        _ => "tag",
    };
    view! { <span class=class>{t(&format!("state-{word}"))}</span> }
}
