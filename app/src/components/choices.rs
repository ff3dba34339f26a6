//! One of several, as cards.

use leptos::prelude::*;

use crate::context::form;

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What the form sends.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// A line below that helps to choose.
    pub hint: Option<String>,
}

impl Pick {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Radio buttons as cards. They keep what was chosen; the first has the field's own name as id, where the summary leads.
#[component]
pub fn Choices(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// What there is to choose from.
    picks: Vec<Pick>,
    /// What is chosen to begin with.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether the question is the heading of the page.
    #[prop(optional)]
    heading: bool,
    /// A line that helps, below the question.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let form = form();
    let chosen = form.value(&name).or(value);
    let problem = form.problem(&name);
    let class = if problem.is_some() { "choices field-bad" } else { "choices" };
    let (hint_id, error_id) = (format!("{name}-help"), format!("{name}-error"));
    let described: Vec<_> =
        [hint.as_ref().map(|_| hint_id.clone()), problem.as_ref().map(|_| error_id.clone())]
            .into_iter()
            .flatten()
            .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let legend = if heading { view! { <h1>{legend}</h1> }.into_any() } else { legend.into_any() };
    let picks = picks.into_iter().enumerate().map(|(place, pick)| {
        let id = if place == 0 { name.clone() } else { format!("{name}-{place}") };
        let hint_id = format!("{id}-hint");
        let described = pick.hint.as_ref().map(|_| hint_id.clone());
        let checked = chosen.as_deref() == Some(pick.value.as_str());
        view! {
            <div class="choice">
                <input
                    type="radio"
                    name=name.clone()
                    value=pick.value
                    id=id.clone()
                    checked=checked
                    required=true
                    aria-describedby=described
                />
                <label for=id>{pick.label}</label>
                {pick.hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            </div>
        }
    });
    let picks = picks.collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>{legend}</legend>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {problem.map(|problem| view! { <p class="error" id=error_id>{problem}</p> })}
            {picks}
        </fieldset>
    }
}
