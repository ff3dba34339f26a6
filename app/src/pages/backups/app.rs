//! `/methods/add/app`: an authenticator app. Its secret is shown once it was asked for, and a first code from it adds it.

use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, ErrorSummary, Field, Kind, MainButton};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/methods/add/app",
    least: Least::FreshPerson,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.app_page().await?;
    let Some(secret) = page.secret else {
        return Ok(Content::new(
            t("backups-app-heading"),
            view! {
                <Back href="/methods/add"/>
                <ErrorSummary/>
                <h1>{t("backups-app-heading")}</h1>
                <p class="lead">{t("backups-app-lead")}</p>
                <p>{t("backups-app-need")}</p>
                <form method="post" action="/methods/add/app">
                    <input type="hidden" name="act" value="begin"/>
                    <div class="actions"><MainButton label=t("backups-app-show")/></div>
                </form>
            },
        ));
    };
    let frame = format!("0 0 {} {}", page.qr_size, page.qr_size);
    let picture = (page.qr_size > 0).then(|| {
        view! {
            <div class="qr">
                <svg role="img" aria-label=t("backups-app-picture") viewBox=frame shape-rendering="crispEdges">
                    <path d=page.qr_path fill="#000"></path>
                </svg>
            </div>
        }
    });
    Ok(Content::new(
        t("backups-app-scan"),
        view! {
            <Back href="/methods/add"/>
            <ErrorSummary/>
            <h1>{t("backups-app-scan")}</h1>
            <p class="lead">{t("backups-app-scan-lead")}</p>
            {picture}
            <details>
                <summary>{t("backups-app-cannot-scan")}</summary>
                <p>{t("backups-app-type")}</p>
                <p class="secret" dir="ltr" translate="no">{secret}</p>
            </details>
            <form method="post" action="/methods/add/app">
                <input type="hidden" name="act" value="finish"/>
                <Field name="code" label=t("backups-app-code") hint=t("backups-six-hint") kind=Kind::Digits max=12/>
                <Field
                    name="name"
                    label=t("backups-app-name")
                    hint=t("backups-app-name-hint")
                    max=80
                    optional=true
                />
                <div class="actions"><MainButton label=t("backups-app-add")/></div>
            </form>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    match fields.get("act") {
        "begin" => portal.begin_app().await,
        _ => portal.finish_app(fields.own("code"), fields.own("name")).await,
    }
}
