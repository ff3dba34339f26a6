//! `/recover/sent/code`: whoever asked gives a saved recovery code along; with it an approval rests on more (R4).

use contract::{Answer, PortalRef, Refusal, RefusalCode, Sent, frame::Least};
use domain::method::MethodKind;
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, ErrorSummary, Field, Kind, MainButton};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/recover/sent/code",
    least: Least::Asker,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let drill = visit.portal.waiting().await?.drill;
    if !visit.portal.code_kinds().await?.contains(&MethodKind::RecoveryCodes) {
        return Err(Refusal::of(RefusalCode::NotHere));
    }
    Ok(Content::new(
        t("sent-code-heading"),
        view! {
            <Back href="/recover/sent"/>
            <ErrorSummary/>
            <h1>{t("sent-code-heading")}</h1>
            <p class="lead">{t("sent-code-lead")}</p>
            <form method="post" action="/recover/sent/code">
                <Field name="recovery_code" label=t("by-codes-recovery") hint=t("backups-code-hint") kind=Kind::Group max=40/>
                <div class="actions"><MainButton label=t("sent-code-button")/></div>
            </form>
        },
    )
    .drill(drill))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.give_code(fields.own("recovery_code")).await
}
