//! `/desk/leavers`: finds whoever has left, and lists who left last.

use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, ErrorSummary, Field, MainButton};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};
use crate::times::ago;

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/leavers",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let list = visit.portal.leavers().await?;
    let rows: Vec<_> = list
        .rows
        .into_iter()
        .map(|(id, name, at)| {
            let href = format!("/desk/leavers/{id}");
            view! { <li class="card"><h3><a class="card-link" href=href>{name}</a></h3><p>{ago(at)}</p></li> }
        })
        .collect();
    let rows = if rows.is_empty() {
        view! { <div class="empty"><p>{t("leavers-none")}</p></div> }.into_any()
    } else {
        view! { <ul class="cards">{rows}</ul> }.into_any()
    };
    Ok(Content::new(
        t("leavers-heading"),
        view! {
            <Back href="/desk"/>
            <ErrorSummary/>
            <h1>{t("leavers-heading")}</h1>
            <p class="lead">{t("leavers-lead")}</p>
            <form method="post" action="/desk/leavers">
                <Field name="user_name" label=t("leavers-user-name")/>
                <div class="actions"><MainButton label=t("leavers-find")/></div>
            </form>
            <h2>{t("leavers-lately")}</h2>
            {rows}
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.find_leaver(fields.own("user_name")).await
}
