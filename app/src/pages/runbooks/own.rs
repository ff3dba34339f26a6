//! `/runbooks/{id}`: one step at a time, for whoever it is about.

use contract::runbooks::{RunbookPage, RunbookStands};
use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use super::{
    about_screen, at_hand, place, progress, read, scenario, step_name, stop_screen, stuck, waits, what_to_do,
};
use crate::Fields;
use crate::components::Back;
use crate::context::{form, say, t};
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/runbooks/{id}",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.runbook(visit.params.get("id")).await?;
    let here = format!("/runbooks/{}", page.line.id);
    let step = form().value("step").unwrap_or_else(|| visit.query.own("step"));
    let open = matches!(page.line.stands, RunbookStands::At { .. });
    Ok(match step.as_str() {
        "about" if open => about_screen(&page, &here),
        "stop" if open => stop_screen(&here),
        _ => whole(&page, &here),
    })
}

fn whole(page: &RunbookPage, here: &str) -> Content {
    let (heading, body) = match (&page.line.stands, at_hand(page)) {
        (RunbookStands::At { who, .. }, Some(step)) => {
            let go = page.go.as_ref().map(|(words, path)| {
                view! { <div class="actions"><a class="btn btn-main" href=path.clone()>{say(words)}</a></div> }
            });
            let body = view! {
                {what_to_do(page, step)}
                <p><span class="tag">{t(waits(*who))}</span></p>
                {stuck(&page.line, "runbook-stuck")}
                {go}
                <p class="hint">{t("runbook-by-itself")}</p>
            };
            (step_name(page, step.id), body.into_any())
        }
        (RunbookStands::Ended(why), _) => {
            let why = t(&format!("runbook-ended-{why}"));
            (t("runbook-ended-heading"), view! { <p class="lead">{why}</p> }.into_any())
        }
        _ => (
            t("runbook-finished-heading"),
            view! { <p class="lead">{t("runbook-finished-lead")}</p> }.into_any(),
        ),
    };
    let open = matches!(page.line.stands, RunbookStands::At { .. });
    let change = open.then(|| {
        view! {
            <div class="actions">
                <a class="btn-link" href=format!("{here}?step=about")>{t("runbook-about")}</a>
                <a class="btn-link" href=format!("{here}?step=stop")>{t("runbook-stop")}</a>
            </div>
        }
    });
    let note = place(&page.line).map(|place| view! { <p class="step-note">{place}</p> });
    Content::new(
        heading.clone(),
        view! {
            <Back href="/"/>
            {note}
            <h1>{heading}</h1>
            {body}
            {progress(page)}
            <p class="hint">{scenario(&page.line)}</p>
            {change}
        },
    )
}

async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    portal.change_runbook(params.get("id"), read(&fields)).await
}
