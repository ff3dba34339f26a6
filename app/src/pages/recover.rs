//! `/recover`: "I can't sign in". Nothing is written yet; the form goes on to `/recover/other-way`.

use contract::{Answer, PortalRef, Sent, frame::Least};
use domain::suspension::WhatHappened;
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Choices, ErrorSummary, Field, Kind, MainButton, Pick};
use crate::context::{help, t, tv};
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/recover",
    least: Least::Nobody,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(content())
}

/// The form, also shown by `/recover/other-way` when something in it has to be mended.
pub(super) fn content() -> Content {
    let picks = WhatHappened::ALL
        .iter()
        .map(|what| Pick::new(what.word(), t(&format!("what-{}", what.word()))))
        .collect();
    Content::new(
        t("recover-heading"),
        view! {
            <ErrorSummary/>
            <p class="step-note">{tv("common-step", &[("n", "1"), ("all", "4")])}</p>
            <h1>{t("recover-heading")}</h1>
            {without_scripts()}
            <form method="post" action="/recover/other-way">
                <Field name="user_name" label=t("sign-in-user-name") hint=t("recover-user-name-hint") kind=Kind::UserName/>
                <Choices name="what" legend=t("recover-what") picks=picks/>
                <div class="actions">
                    <MainButton label=t("common-continue")/>
                    <a class="btn-link" href="/">{t("common-back")}</a>
                </div>
            </form>
        },
    )
}

/// First of all, where scripts are off: asking needs them, and whom to call.
fn without_scripts() -> impl IntoView {
    let words = tv("recover-scripts", &[("help", &help())]);
    view! { <noscript><p class="notice">{words}</p></noscript> }
}

/// The form of an older copy of this page may still post here.
async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    super::other_way::submit(portal, params, fields).await
}
