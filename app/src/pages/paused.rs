//! `/paused`: somebody signed in with a passkey that is suspended. All it can do is stop the request that suspended it; where
//! its device was said to be lost, one that let somebody back in lately.

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
    let lead = if paused.by_request {
        tv("paused-lead", &[("method", &paused.method)])
    } else {
        tv("paused-lead-lost", &[("method", &paused.method)])
    };
    // Where its device was said to be lost, it stops whatever let somebody in before that, if anything did.
    let stop = paused
        .stops
        .then(|| view! { <Act action="/paused" label=t("paused-not-me") class="btn btn-danger"/> });
    let hint = paused.stops.then(|| view! { <p class="hint">{t("paused-hint")}</p> });
    Ok(Content::new(
        t("paused-heading"),
        view! {
            <h1>{t("paused-heading")}</h1>
            <p class="lead">{lead}</p>
            <div class="actions">
                {stop}
                <PlainLink href="/recover" label=t("paused-help")/>
            </div>
            {hint}
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, _: Fields) -> Answer<Sent> {
    portal.stop_by_paused().await
}
