//! `/recover/try`: the first sign-in with the new passkey, which closes the request.

use contract::{Answer, frame::Least};
use leptos::prelude::*;

use crate::components::UsePasskey;
use crate::context::{t, tv};
use crate::page::{Content, Page, Visit};

pub(super) const PAGE: Page = Page {
    path: "/recover/try",
    least: Least::Nobody,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(Content::new(
        t("try-heading"),
        view! {
            <p class="step-note">{tv("common-step", &[("n", "4"), ("all", "4")])}</p>
            <h1>{t("try-heading")}</h1>
            <p class="lead">{t("try-lead")}</p>
            <UsePasskey
                begin="/api/sign-in/begin"
                finish="/api/sign-in/finish"
                body=r#"{"then":"/"}"#
                label=t("try-button")
            />
            <p><a href="/">{t("try-with-name")}</a></p>
        },
    ))
}
