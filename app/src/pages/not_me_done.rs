//! `/not-me/done`: the same words for a right and a wrong code.

use contract::{Answer, frame::Least};
use leptos::prelude::*;

use crate::components::PlainLink;
use crate::context::{help, t, tv};
use crate::page::{Content, Page, Visit};

pub(super) const PAGE: Page = Page {
    path: "/not-me/done",
    least: Least::Nobody,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(Content::new(
        t("not-me-done-heading"),
        view! {
            <h1>{t("not-me-done-heading")}</h1>
            <p class="lead">{t("not-me-done-lead")}</p>
            <p>{tv("not-me-done-help", &[("help", &help())])}</p>
            <div class="actions"><PlainLink href="/" label=t("refusal-back")/></div>
        },
    ))
}
