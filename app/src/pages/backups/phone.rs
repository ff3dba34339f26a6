//! `/methods/add/phone`: a phone that gets codes by text or call. The weakest kind, and it says so.

use contract::{Answer, PortalRef, Sent, backups::PhonePage, frame::Least};
use leptos::prelude::*;

use super::{sent_note, trouble};
use crate::Fields;
use crate::components::{Back, Choices, ErrorSummary, Field, Kind, MainButton, Pick};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/methods/add/phone",
    least: Least::FreshPerson,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.phone_page().await?;
    Ok(match &page.sent {
        Some(_) if visit.query.get("step") != "number" => enter(&page),
        _ => number(&page),
    })
}

fn number(page: &PhonePage) -> Content {
    if page.ways.is_empty() {
        return Content::new(
            t("backups-phone-heading"),
            view! {
                <Back href="/methods/add"/>
                <h1>{t("backups-phone-heading")}</h1>
                <div class="notice"><p>{t("backups-no-gateway")}</p></div>
            },
        );
    }
    let trouble = page.sent.as_ref().and_then(trouble);
    let ways = page.ways.iter().map(|way| Pick::new(way.clone(), t(&format!("backups-way-{way}")))).collect();
    Content::new(
        t("backups-phone-heading"),
        view! {
            <Back href="/methods/add"/>
            <ErrorSummary/>
            <h1>{t("backups-phone-heading")}</h1>
            <p class="lead">{t("backups-phone-lead")}</p>
            <p class="warning">{t("backups-weak")}</p>
            {trouble}
            <form method="post" action="/methods/add/phone">
                <input type="hidden" name="act" value="send"/>
                <Field name="number" label=t("backups-phone-number") hint=t("backups-phone-number-hint") max=40/>
                <Choices name="way" legend=t("backups-phone-how") picks=ways/>
                <div class="actions"><MainButton label=t("backups-phone-send")/></div>
            </form>
        },
    )
}

fn enter(page: &PhonePage) -> Content {
    let note = page.sent.as_ref().map(sent_note);
    Content::new(
        t("backups-phone-enter"),
        view! {
            <Back href="/methods/add/phone?step=number"/>
            <ErrorSummary/>
            <h1>{t("backups-phone-enter")}</h1>
            {note}
            <form method="post" action="/methods/add/phone">
                <input type="hidden" name="act" value="finish"/>
                <Field name="code" label=t("backups-phone-code") hint=t("backups-six-hint") kind=Kind::Digits max=12/>
                <Field
                    name="name"
                    label=t("backups-phone-name")
                    hint=t("backups-phone-name-hint")
                    max=80
                    optional=true
                />
                <div class="actions"><MainButton label=t("backups-phone-add")/></div>
            </form>
            <p>{t("backups-phone-not-come")} " " <a href="/methods/add/phone?step=number">{t("backups-phone-again")}</a></p>
        },
    )
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    match fields.get("act") {
        "send" => portal.begin_phone(fields.own("number"), fields.own("way")).await,
        _ => portal.finish_phone(fields.own("code"), fields.own("name")).await,
    }
}
