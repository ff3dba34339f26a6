//! `/desk/runbooks/begin`: IT begins a runbook for somebody. Only after a fresh proof.

use contract::{Answer, PortalRef, Sent, frame::Least};
use domain::device::{Ownership, Platform};
use domain::runbook::RunbookKind;
use leptos::prelude::*;

use super::{ownerships, platforms, read};
use crate::Fields;
use crate::components::{Back, Choices, ErrorSummary, Field, MainButton, Pick};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/runbooks/begin",
    least: Least::FreshPerson,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(_: Visit) -> Answer<Content> {
    let kinds = RunbookKind::ALL
        .iter()
        .map(|kind| Pick::new(kind.word(), t(&format!("runbook-kind-{}", kind.word()))))
        .collect();
    Ok(Content::new(
        t("runbooks-begin-heading"),
        view! {
            <Back href="/desk/runbooks"/>
            <ErrorSummary/>
            <h1>{t("runbooks-begin-heading")}</h1>
            <p class="lead">{t("runbooks-begin-lead")}</p>
            <form method="post" action="/desk/runbooks/begin">
                <Field name="user_name" label=t("runbooks-user-name")/>
                <Choices name="kind" legend=t("runbook-begin-kind") picks=kinds/>
                {platforms(Platform::Ios)}
                {ownerships(Ownership::Own, true)}
                <div class="actions"><MainButton label=t("runbooks-begin-button")/></div>
            </form>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.desk_begin_runbook(read(&fields)).await
}
