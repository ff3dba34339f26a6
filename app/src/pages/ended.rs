//! `/recover/over`: the request has ended, and what to do now.

use contract::{Answer, frame::Least};
use leptos::prelude::*;

use crate::components::PlainLink;
use crate::context::{help, t, tv};
use crate::page::{Content, Page, Visit};

pub(super) const PAGE: Page = Page {
    path: "/recover/over",
    least: Least::Nobody,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(content())
}

/// The same words for every way in which a request may have ended.
pub(super) fn content() -> Content {
    Content::new(
        t("over-heading"),
        view! {
            <h1>{t("over-heading")}</h1>
            <p class="lead">{t("over-lead")}</p>
            <p>{tv("over-help", &[("help", &help())])}</p>
            <div class="actions">
                <a class="btn btn-main" href="/recover">{t("over-again")}</a>
                <PlainLink href="/" label=t("sign-in-heading")/>
            </div>
        },
    )
}
