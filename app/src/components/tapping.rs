//! A list to choose from, a box to tick, a number to tap.

use leptos::prelude::*;

use crate::components::Pick;
use crate::context::form;

/// Ids of what stands beside a field, for `aria-describedby`.
fn described(hint: Option<String>, problem: Option<String>) -> Option<String> {
    let ids: Vec<_> = [hint, problem].into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// One of a list that is too long for cards.
#[component]
pub fn Select(
    /// The field's name.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// A line that helps, below the question.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What stands there before anything is chosen.
    #[prop(into)]
    empty: String,
    /// What there is to choose from; hints are not shown.
    picks: Vec<Pick>,
) -> impl IntoView {
    let form = form();
    let problem = form.problem(name);
    let chosen = form.value(name);
    let class = if problem.is_some() { "field field-bad" } else { "field" };
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described =
        described(hint.as_ref().map(|_| hint_id.clone()), problem.as_ref().map(|_| error_id.clone()));
    let options: Vec<_> = picks
        .into_iter()
        .map(|pick| {
            let selected = chosen.as_deref() == Some(pick.value.as_str());
            view! { <option value=pick.value selected=selected>{pick.label}</option> }
        })
        .collect();
    view! {
        <div class=class>
            <label for=name>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {problem.as_ref().map(|problem| view! { <p class="error" id=error_id>{problem.clone()}</p> })}
            <select
                id=name
                name=name
                required=true
                aria-invalid=problem.map(|_| "true")
                aria-describedby=described
            >
                <option value="">{empty}</option>
                {options}
            </select>
        </div>
    }
}

/// A box to tick before going on; sends `yes`.
#[component]
pub fn Tick(
    /// The field's name.
    name: &'static str,
    /// What is confirmed.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let form = form();
    let problem = form.problem(name);
    let ticked = form.value(name).is_some_and(|value| value == "yes");
    let class = if problem.is_some() { "field field-bad" } else { "field" };
    let error_id = format!("{name}-error");
    let described = described(None, problem.as_ref().map(|_| error_id.clone()));
    view! {
        <div class=class>
            {problem.map(|problem| view! { <p class="error" id=error_id>{problem}</p> })}
            <div class="choice">
                <input
                    type="checkbox"
                    name=name
                    value="yes"
                    id=name
                    checked=ticked
                    required=true
                    aria-describedby=described
                />
                <label for=name>{label}</label>
            </div>
        </div>
    }
}

/// A whole number to tap. Only what can be dialled gets into the address.
#[component]
pub fn Call(
    /// As it is on record.
    #[prop(into)]
    number: String,
) -> impl IntoView {
    let href = tel(&number);
    view! { <a class="call" dir="ltr" href=href>{number}</a> }
}

/// `tel:` with digits, and a plus where the number begins with one.
fn tel(number: &str) -> String {
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    // "+44 (0)20 …": the zero in brackets is not dialled from abroad.
    let number = if plus.is_empty() { number.to_owned() } else { number.replace("(0)", "") };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    format!("tel:{plus}{digits}")
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn only_what_can_be_dialled_is_dialled() {
        assert_eq!(tel("+49 40 555-817"), "tel:+4940555817");
        assert_eq!(tel("+44 (0)20 7946 0018"), "tel:+442079460018");
        assert_eq!(tel("(030) 12 34"), "tel:0301234");
        assert_eq!(tel("javascript:alert(1)"), "tel:1");
    }
}
