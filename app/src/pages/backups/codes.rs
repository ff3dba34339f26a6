//! `/methods/add/codes`: ten recovery codes, shown once on the answer to a form and nowhere else; then one is typed to show
//! that they were kept.

use contract::{Answer, PortalRef, Sent, backups::CodesPage, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, ErrorSummary, Field, Kind, MainButton};
use crate::context::{form, frame, t, tv};
use crate::islands::SaveCodes;
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/methods/add/codes",
    least: Least::FreshPerson,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.codes_page().await?;
    Ok(match &page.fresh {
        Some(codes) => fresh(codes, &page),
        None if visit.query.get("step") == "check"
            || form().value("act").is_some_and(|act| act == "check") =>
        {
            check(&page)
        }
        None => begin(&page),
    })
}

fn begin(page: &CodesPage) -> Content {
    let there = page.left.map(|left| {
        view! { <div class="notice"><p>{tv("backups-codes-there", &[("left", &left.to_string())])}</p></div> }
    });
    let label = if page.left.is_some() { t("backups-codes-replace") } else { t("backups-codes-make") };
    Content::new(
        t("backups-codes-heading"),
        view! {
            <Back href="/methods/add"/>
            <ErrorSummary/>
            <h1>{t("backups-codes-heading")}</h1>
            <p class="lead">{t("backups-codes-lead")}</p>
            {there}
            <p>{t("backups-codes-once")}</p>
            <form method="post" action="/methods/add/codes">
                <input type="hidden" name="act" value="make"/>
                <div class="actions"><MainButton label=label/></div>
            </form>
        },
    )
}

fn fresh(codes: &[String], page: &CodesPage) -> Content {
    let list: Vec<_> =
        codes.iter().map(|code| view! { <li dir="ltr" translate="no">{code.clone()}</li> }).collect();
    let first = tv("backups-codes-file", &[("organisation", &frame().organisation)]);
    let next = page.method.as_ref().map(|_| "/methods/add/codes?step=check").unwrap_or("/");
    Content::new(
        t("backups-codes-fresh"),
        view! {
            <h1>{t("backups-codes-fresh")}</h1>
            <p class="lead">{t("backups-codes-fresh-lead")}</p>
            <ol class="codes">{list}</ol>
            // Made in the browser of what stands above: the codes are in no address (I04).
            <SaveCodes label=t("backups-codes-save") file="recovery-codes.txt".to_owned() first=first/>
            <p class="hint">{t("backups-codes-print")}</p>
            <div class="actions"><a class="btn btn-main" href=next>{t("backups-codes-kept")}</a></div>
        },
    )
}

fn check(page: &CodesPage) -> Content {
    let method = page.method.clone().unwrap_or_default();
    Content::new(
        t("backups-codes-check"),
        view! {
            <ErrorSummary/>
            <h1>{t("backups-codes-check")}</h1>
            <p class="lead">{t("backups-codes-check-lead")}</p>
            <form method="post" action="/methods/add/codes">
                <input type="hidden" name="act" value="check"/>
                <input type="hidden" name="method" value=method/>
                <Field name="code" label=t("backups-code-one") hint=t("backups-code-hint") kind=Kind::Group max=40/>
                <div class="actions">
                    <MainButton label=t("backups-codes-check-button")/>
                    <a class="btn-link" href="/">{t("backups-later")}</a>
                </div>
            </form>
        },
    )
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    match fields.get("act") {
        "make" => portal.make_codes().await,
        _ => portal.try_method(fields.own("method"), fields.own("code")).await,
    }
}
