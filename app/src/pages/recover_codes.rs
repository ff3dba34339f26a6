//! `/recover/codes`: two kinds of code, and nobody's help (R1). The same for every name.

use contract::{
    Answer, PortalRef, Sent,
    by_codes::{ByCodesPage, EnterCodes},
    frame::Least,
};
use domain::method::MethodKind;
use leptos::prelude::*;

use super::backups::send_buttons;
use crate::Fields;
use crate::components::{Back, ErrorSummary, Field, Kind, MainButton};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/recover/codes",
    least: Least::Nobody,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.by_codes_page().await?;
    let for_name = view! {
        <p>
            {t("by-codes-for")} " " <strong>{page.name_given.clone()}</strong> ". " {t("sent-not-right")} " "
            <a href="/recover">{t("sent-change")}</a>
        </p>
    };
    // The text comes first: the other codes wait for nobody, this one may take a minute.
    if page.kinds.contains(&MethodKind::Phone) && page.sent.is_none() {
        return Ok(Content::new(
            t("by-codes-send"),
            view! {
                <Back href="/recover"/>
                <ErrorSummary/>
                <h1>{t("by-codes-send")}</h1>
                {for_name}
                <p class="lead">{t("by-codes-send-lead")}</p>
                {no_gateway(&page)}
                {send_buttons("/recover/codes", "send", &page.ways, false)}
            },
        ));
    }
    let fields: Vec<_> = page.kinds.iter().filter_map(|kind| field(*kind)).collect();
    let sent = page.sent.as_ref().map(|sent| {
        view! {
            <p>{t(&format!("by-codes-sent-{}", sent.way))}</p>
            {send_buttons("/recover/codes", "send", &page.ways, true)}
        }
    });
    Ok(Content::new(
        t("by-codes-heading"),
        view! {
            <Back href="/recover"/>
            <ErrorSummary/>
            <h1>{t("by-codes-heading")}</h1>
            {for_name}
            <form method="post" action="/recover/codes">
                <input type="hidden" name="act" value="enter"/>
                {fields}
                <div class="actions"><MainButton label=t("by-codes-button")/></div>
            </form>
            {sent}
            <p class="hint">{t("by-codes-help")}</p>
        },
    ))
}

fn no_gateway(page: &ByCodesPage) -> Option<impl IntoView + use<>> {
    page.ways.is_empty().then(|| view! { <div class="notice"><p>{t("by-codes-no-gateway")}</p></div> })
}

fn field(kind: MethodKind) -> Option<AnyView> {
    Some(match kind {
        MethodKind::AuthenticatorApp => view! {
            <Field name="app_code" label=t("by-codes-app") hint=t("backups-six-hint") kind=Kind::Digits max=12/>
        }
        .into_any(),
        MethodKind::RecoveryCodes => view! {
            <Field name="recovery_code" label=t("by-codes-recovery") hint=t("backups-code-hint") kind=Kind::Group max=40/>
        }
        .into_any(),
        MethodKind::Phone => view! {
            <Field name="phone_code" label=t("by-codes-phone") hint=t("backups-six-hint") kind=Kind::Digits max=12/>
        }
        .into_any(),
        MethodKind::Passkey | MethodKind::SecurityKey => return None,
    })
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    match fields.get("act") {
        "send" => portal.send_code(fields.own("way")).await,
        _ => {
            let codes = EnterCodes {
                app: fields.own("app_code"),
                recovery: fields.own("recovery_code"),
                phone: fields.own("phone_code"),
            };
            portal.enter_codes(codes).await
        }
    }
}
