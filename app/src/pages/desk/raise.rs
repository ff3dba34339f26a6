//! `/desk/raise`: asks for somebody who has no browser at all, whose pass is spoken (R5). Only after a fresh proof.

use contract::desk::RaiseForm;
use contract::{Answer, PortalRef, Sent, frame::Least};
use domain::suspension::WhatHappened;
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, Choices, ErrorSummary, Field, MainButton, Pick};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/raise",
    least: Least::FreshPerson,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    visit.portal.may_raise().await?;
    let picks = WhatHappened::ALL
        .iter()
        .map(|one| Pick::new(one.word(), t(&format!("what-{}", one.word()))))
        .collect();
    Ok(Content::new(
        t("raise-heading"),
        view! {
            <Back href="/desk"/>
            <ErrorSummary/>
            <h1>{t("raise-heading")}</h1>
            <p class="lead">{t("raise-lead")}</p>
            <form method="post" action="/desk/raise">
                // Not a sign-in: the browser must not offer the name of whoever sits here.
                <Field name="user_name" label=t("raise-user-name")/>
                <Choices name="what" legend=t("raise-what") picks=picks/>
                <div class="actions"><MainButton label=t("raise-button")/></div>
            </form>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.raise(RaiseForm { user_name: fields.own("user_name"), what: fields.own("what") }).await
}
