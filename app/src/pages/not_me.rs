//! `/not-me`: stops a request with the code from a message. It can only stop.

use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{ErrorSummary, Field, Kind, MainButton};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/not-me",
    least: Least::Nobody,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(Content::new(
        t("not-me-heading"),
        view! {
            <ErrorSummary/>
            <h1>{t("not-me-heading")}</h1>
            <p class="lead">{t("not-me-lead")}</p>
            <form method="post" action="/not-me">
                <Field name="code" label=t("not-me-code") hint=t("not-me-code-hint") kind=Kind::Group max=80/>
                <div class="actions"><MainButton label=t("not-me-stop")/></div>
            </form>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.stop(fields.own("code")).await
}
