//! Facts and warnings.

use contract::Words;
use leptos::prelude::*;

use crate::context::{say, t};

/// Facts in two columns.
#[component]
pub fn Facts(
    /// What each is called, and what it is.
    rows: Vec<(String, String)>,
) -> impl IntoView {
    let rows: Vec<_> =
        rows.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect();
    view! { <dl class="facts">{rows}</dl> }
}

/// Warnings, most serious first; nothing if there are none.
#[component]
pub fn Warnings(
    /// In words.
    warnings: Vec<Words>,
) -> impl IntoView {
    (!warnings.is_empty()).then(|| {
        let before = format!("{}: ", t("common-warning"));
        let warnings: Vec<_> = warnings
            .iter()
            .map(|warning| {
                view! { <li><span class="visually-hidden">{before.clone()}</span>{say(warning)}</li> }
            })
            .collect();
        view! { <ul class="warning">{warnings}</ul> }
    })
}
