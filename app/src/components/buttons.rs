//! Buttons, and what forms carry along.

use leptos::prelude::*;

use crate::context::{form, t};

/// The one main button of a form.
#[component]
pub fn MainButton(
    /// What it does.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <button class="btn btn-main">{label}</button> }
}

/// A link that looks like a button of equal weight.
#[component]
pub fn PlainLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What is there.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <a class="btn btn-plain" href=href>{label}</a> }
}

/// A form of its own with one button: posts `name=value` and whatever is hidden in it to `action`.
#[component]
pub fn Act(
    /// The page whose form it is.
    #[prop(into)]
    action: String,
    /// What it does.
    #[prop(into)]
    label: String,
    /// The look: `btn btn-main`, `btn btn-plain`, `btn btn-danger` or `btn-link`.
    #[prop(default = "btn btn-plain")]
    class: &'static str,
    /// What is sent along, by name.
    #[prop(optional)]
    with: Vec<(&'static str, String)>,
) -> impl IntoView {
    let with: Vec<_> = with
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    view! { <form method="post" action=action>{with}<button class=class>{label}</button></form> }
}

/// A value that a form carries along: what was posted, or what is given here.
#[component]
pub fn Hidden(
    /// Its name.
    name: &'static str,
    /// Its value to begin with.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    let value = form().value(name).unwrap_or(value);
    view! { <input type="hidden" name=name value=value/> }
}

/// The way back, above the heading.
#[component]
pub fn Back(
    /// Where to.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    view! { <p class="back"><a href=href>{t("common-back")}</a></p> }
}
