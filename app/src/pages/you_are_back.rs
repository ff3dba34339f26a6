//! `/recover/done`: what was removed and ended, and one suggestion.

use contract::{Answer, frame::Least};
use leptos::prelude::*;

use crate::components::PlainLink;
use crate::context::{t, tv};
use crate::page::{Content, Page, Visit};

pub(super) const PAGE: Page = Page {
    path: "/recover/done",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(visit: Visit) -> Answer<Content> {
    let done = visit.portal.done().await?;
    let removed: Vec<_> = done.removed.into_iter().map(|name| view! { <li>{name}</li> }).collect();
    let removed = (!removed.is_empty()).then(|| view! { <p>{t("done-removed")}</p><ul>{removed}</ul> });
    let ended = (done.sessions_ended > 0)
        .then(|| view! { <p>{tv("done-sessions", &[("n", &done.sessions_ended.to_string())])}</p> });
    let next = if done.methods < 2 {
        view! {
            <p class="lead">{t("done-second")}</p>
            <div class="actions">
                <a class="btn btn-main" href="/methods/add">{t("done-add")}</a>
                <a class="btn-link" href="/">{t("done-later")}</a>
            </div>
        }
        .into_any()
    } else {
        view! { <div class="actions"><PlainLink href="/" label=t("done-home")/></div> }.into_any()
    };
    Ok(Content::new(
        t("done-heading"),
        view! {
            <h1>{t("done-heading")}</h1>
            {removed}
            {ended}
            {next}
        },
    ))
}
