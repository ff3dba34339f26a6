//! `/paused`: somebody signed in with a passkey that a request has suspended. All it can do is stop that request.

use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Act, PlainLink};
use crate::context::{t, tv};
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/paused",
    least: Least::Nobody,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let paused = visit.portal.paused().await?;
    Ok(Content::new(
        t("paused-heading"),
        view! {
            <h1>{t("paused-heading")}</h1>
            <p class="lead">{tv("paused-lead", &[("method", &paused.method)])}</p>
            <div class="actions">
                <Act action="/paused" label=t("paused-not-me") class="btn btn-danger"/>
                <PlainLink href="/recover" label=t("paused-help")/>
            </div>
            <p class="hint">{t("paused-hint")}</p>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, _: Fields) -> Answer<Sent> {
    portal.stop_by_paused().await
}
