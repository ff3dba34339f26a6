//! `/recover/move`: takes an enrolment over on the phone.

use contract::{Answer, PortalRef, Sent, Words, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{ErrorSummary, Field, Kind, MainButton};
use crate::context::t;
use crate::islands::MoveHere;
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/recover/move",
    least: Least::Nobody,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(Content::new(
        t("move-heading"),
        view! {
            <ErrorSummary/>
            <h1>{t("move-heading")}</h1>
            <p class="lead">{t("move-lead")}</p>
            <form method="post" action="/recover/move">
                <Field name="code" label=t("move-code") hint=t("move-code-hint") kind=Kind::Group/>
                <MoveHere field="code".to_owned()/>
                <div class="actions"><MainButton label=t("move-button")/></div>
            </form>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    if fields.get("code").trim().is_empty() {
        return Ok(Sent::mend("code", Words::of("move-code-empty")));
    }
    portal.take_move(fields.own("code")).await
}
