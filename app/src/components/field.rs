//! One line to type into.

use leptos::prelude::*;

use crate::context::form;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Any text.
    #[default]
    Text,
    /// A user name; the browser may offer it.
    UserName,
    /// The same where one signs in: the browser may offer passkeys as well.
    SignIn,
    /// Digits of a code: large, and never shown again.
    Digits,
    /// A group of a pass or another code of letters and digits: large, and never shown again.
    Group,
}

impl Kind {
    const fn is_code(self) -> bool {
        matches!(self, Kind::Digits | Kind::Group)
    }
}

/// A labelled line with a hint, and with what has to be mended beside it. It keeps what was typed, unless that is a secret.
#[component]
pub fn Field(
    /// Its name in the form, and its id.
    #[prop(into)]
    name: String,
    /// What to type.
    #[prop(into)]
    label: String,
    /// A line that helps, below the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What it is for.
    #[prop(optional)]
    kind: Kind,
    /// What stands there to begin with.
    #[prop(optional, into)]
    value: Option<String>,
    /// The most characters that fit.
    #[prop(default = 200)]
    max: u32,
    /// May stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let form = form();
    let problem = form.problem(&name);
    let value = if kind.is_code() { None } else { form.value(&name).or(value) };
    let class = match (problem.is_some(), kind.is_code()) {
        (false, false) => "field",
        (false, true) => "field field-code",
        (true, false) => "field field-bad",
        (true, true) => "field field-bad field-code",
    };
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described: Vec<_> =
        [hint.as_ref().map(|_| hint_id.clone()), problem.as_ref().map(|_| error_id.clone())]
            .into_iter()
            .flatten()
            .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let (input_mode, complete, letters, direction) = match kind {
        Kind::Text => (None, None, None, None),
        Kind::UserName => (None, Some("username"), Some("none"), None),
        Kind::SignIn => (None, Some("username webauthn"), Some("none"), None),
        Kind::Digits => (Some("numeric"), Some("off"), None, Some("ltr")),
        Kind::Group => (None, Some("off"), Some("characters"), Some("ltr")),
    };
    let spelling = (kind != Kind::Text).then_some("false");
    view! {
        <div class=class>
            <label for=name.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {problem.as_ref().map(|problem| view! { <p class="error" id=error_id>{problem.clone()}</p> })}
            <input
                id=name.clone()
                name=name
                type="text"
                value=value
                maxlength=max.to_string()
                inputmode=input_mode
                autocomplete=complete
                autocapitalize=letters
                spellcheck=spelling
                dir=direction
                required=!optional
                aria-invalid=problem.map(|_| "true")
                aria-describedby=described
            />
        </div>
    }
}
