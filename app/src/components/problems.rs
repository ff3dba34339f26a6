//! Everything that has to be mended, at once.

use leptos::prelude::*;

use crate::context::{form, t};

/// Stands above the heading of every form; empty unless something has to be mended. It takes the focus, with scripts off too.
#[component]
pub fn ErrorSummary() -> impl IntoView {
    let problems = form().problems();
    (!problems.is_empty()).then(|| {
        let problems = problems.into_iter().map(|(field, words)| {
            if field.is_empty() {
                view! { <li>{words}</li> }.into_any()
            } else {
                view! { <li><a href=format!("#{field}")>{words}</a></li> }.into_any()
            }
        });
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <h2>{t("common-error-summary")}</h2>
                <ul>{problems.collect_view()}</ul>
            </div>
        }
    })
}
