//! `/sign-out`: the button at the top of every page posts here.

use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::Act;
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/sign-out",
    least: Least::Nobody,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(Content::new(
        t("sign-out-heading"),
        view! {
            <h1>{t("sign-out-heading")}</h1>
            <div class="actions">
                <Act action="/sign-out" label=t("common-sign-out") class="btn btn-main"/>
                <a class="btn-link" href="/">{t("common-back")}</a>
            </div>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, _: Fields) -> Answer<Sent> {
    portal.sign_out().await
}
