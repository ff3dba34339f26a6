//! `/runbooks/begin`: somebody gets a new phone, or has lost one while still signed in here.

use contract::{Answer, PortalRef, Sent, frame::Least};
use domain::runbook::RunbookKind;
use leptos::prelude::*;

use super::{old_devices, ownerships, platforms, read};
use crate::Fields;
use crate::components::{Back, Choices, ErrorSummary, MainButton, Pick};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/runbooks/begin",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let about = visit.portal.runbook_choices().await?;
    let kinds = [
        (RunbookKind::PlannedPhoneChange, "runbook-begin-planned-hint"),
        (RunbookKind::LostOrBrokenPhone, "runbook-begin-lost-hint"),
    ];
    let kinds = kinds
        .into_iter()
        .map(|(kind, hint)| Pick::new(kind.word(), t(&format!("runbook-kind-{}", kind.word()))).hint(t(hint)))
        .collect();
    let planned = RunbookKind::PlannedPhoneChange.word();
    Ok(Content::new(
        t("runbook-begin-heading"),
        view! {
            <Back href="/"/>
            <ErrorSummary/>
            <h1>{t("runbook-begin-heading")}</h1>
            <p class="lead">{t("runbook-begin-lead")}</p>
            <form method="post" action="/runbooks/begin">
                <Choices name="kind" legend=t("runbook-begin-kind") picks=kinds value=planned/>
                {old_devices(&about)}
                {platforms(about.platform)}
                {ownerships(about.ownership, false)}
                <div class="actions"><MainButton label=t("runbook-begin-button")/></div>
            </form>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.begin_runbook(read(&fields)).await
}
