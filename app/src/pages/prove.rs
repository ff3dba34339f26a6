//! `/prove`: presence is shown again, then one goes on where one was.

use contract::{Answer, frame::Least};
use leptos::prelude::*;

use crate::components::UsePasskey;
use crate::context::t;
use crate::page::{Content, Page, Visit};

pub(super) const PAGE: Page = Page {
    path: "/prove",
    least: Least::Person,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(visit: Visit) -> Answer<Content> {
    let body = format!(r#"{{"then":{}}}"#, json_text(visit.query.get("then")));
    Ok(Content::new(
        t("refusal-prove-again-heading"),
        view! {
            <h1>{t("refusal-prove-again-heading")}</h1>
            <p class="lead">{t("refusal-prove-again")}</p>
            <UsePasskey begin="/api/proof/begin" finish="/api/proof/finish" body=body label=t("prove-button")/>
            <p><a class="btn-link" href="/">{t("prove-not-now")}</a></p>
        },
    ))
}

/// A text as JSON. Control characters cannot be in it: a query that has them is not read at all.
pub(super) fn json_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_stays_one_text_in_json() {
        for text in ["/desk?show=all", r#"/","user_name":"x"#, r"\\", ""] {
            let read: String = serde_json::from_str(&super::json_text(text)).unwrap();
            assert_eq!(read, text);
        }
    }
}
