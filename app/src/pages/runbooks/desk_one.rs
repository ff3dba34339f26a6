//! `/desk/runbooks/{id}`: the same state as the person sees, and what the help desk may do about it.

use contract::runbooks::{RunbookPage, RunbookStands};
use contract::{Answer, PortalRef, Sent, frame::Least};
use domain::runbook::StepId;
use leptos::prelude::*;

use super::desk_list::acts;
use super::{
    about_screen, at_hand, kind, place, progress, read, scenario, step_name, stop_screen, stuck, what_to_do,
};
use crate::Fields;
use crate::components::{Back, Facts, PlainLink};
use crate::context::{form, t};
use crate::page::{Content, Page, Params, Visit};
use crate::times::ago;

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/runbooks/{id}",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.desk_runbook(visit.params.get("id")).await?;
    let here = format!("/desk/runbooks/{}", page.line.id);
    let step = form().value("step").unwrap_or_else(|| visit.query.own("step"));
    let open = matches!(page.line.stands, RunbookStands::At { .. });
    Ok(match step.as_str() {
        "about" if open => about_screen(&page, &here),
        "stop" if open => stop_screen(&here),
        _ => whole(&page, &here),
    })
}

fn whole(page: &RunbookPage, here: &str) -> Content {
    let line = &page.line;
    let now = match (&line.stands, at_hand(page)) {
        (RunbookStands::At { who, .. }, Some(step)) => {
            let may = t(&format!("runbooks-desk-{}", step.id.word()));
            view! {
                <p class="step-note">{place(line)}</p>
                <h2>{step_name(page, step.id)}</h2>
                <p>{t("runbooks-acts")} ": " <span class="tag">{t(acts(*who))}</span> " · " {ago(line.since)}</p>
                {stuck(line, "runbooks-stuck")}
                <h2>{t("runbooks-may")}</h2>
                <p>{may}</p>
                {go(page, step.id)}
                <h2>{t("runbooks-sees")}</h2>
                {what_to_do(page, step)}
            }
            .into_any()
        }
        (RunbookStands::Ended(why), _) => {
            view! { <p class="lead">{t(&format!("runbook-ended-{why}"))}</p> }.into_any()
        }
        _ => view! { <p class="lead">{t("runbook-finished-heading")}</p> }.into_any(),
    };
    let known = page.about.known.clone();
    let facts = vec![
        (t("runbooks-what"), kind(line)),
        (
            t("runbooks-new"),
            known.map_or_else(|| scenario(line), |new| format!("{new} ({})", scenario(line))),
        ),
        (t("runbooks-old"), page.old.clone().unwrap_or_else(|| t("runbooks-old-unknown"))),
        (t("runbooks-backup"), t(if page.has_backup { "runbooks-backup-yes" } else { "runbooks-backup-no" })),
        (t("runbooks-begun"), ago(page.begun)),
        (t("runbooks-begun-by"), page.by.clone().unwrap_or_else(|| t("runbooks-begun-approval"))),
    ];
    let open = matches!(line.stands, RunbookStands::At { .. });
    let change = open.then(|| {
        view! {
            <div class="actions">
                <a class="btn-link" href=format!("{here}?step=about")>{t("runbook-about")}</a>
                <a class="btn-link" href=format!("{here}?step=stop")>{t("runbook-stop-desk")}</a>
            </div>
        }
    });
    Content::new(
        line.name.clone(),
        view! {
            <Back href="/desk/runbooks"/>
            <h1>{line.name.clone()}</h1>
            {now}
            {progress(page)}
            <h2>{t("runbooks-where")}</h2>
            <Facts rows=facts/>
            {change}
        },
    )
}

/// Where the help desk goes for this step, if anywhere.
fn go(page: &RunbookPage, step: StepId) -> Option<impl IntoView + use<>> {
    let to = match (&page.request, step) {
        (Some(request), StepId::Approved | StepId::LetBackIn | StepId::MethodAdded) => {
            (format!("/desk/requests/{request}"), t("runbooks-request"))
        }
        (_, StepId::Asked | StepId::Approved) => ("/desk/raise".to_owned(), t("runbooks-raise")),
        (_, StepId::DevicePrepared) => (crate::pages::devices::files::PATH.to_owned(), t("runbooks-import")),
        _ => return None,
    };
    let (href, label) = to;
    Some(view! { <div class="actions"><PlainLink href=href label=label/></div> })
}

async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    portal.desk_change_runbook(params.get("id"), read(&fields)).await
}
