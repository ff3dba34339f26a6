//! `/team`: a manager's direct reports, those who are least ready first. No device is named and no number shown.

use contract::readiness::TeamRow;
use contract::{Answer, frame::Least};
use leptos::prelude::*;

use super::{practised, tag, their_loss, their_step};
use crate::components::Back;
use crate::context::t;
use crate::page::{Content, Page, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/team",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(visit: Visit) -> Answer<Content> {
    let team = visit.portal.team().await?;
    let cards: Vec<_> = team.rows.iter().map(card).collect();
    Ok(Content::new(
        t("team-heading"),
        view! {
            <Back href="/"/>
            <h1>{t("team-heading")}</h1>
            <p class="lead">{t("team-lead")}</p>
            <ul class="cards">{cards}</ul>
        },
    ))
}

fn card(row: &TeamRow) -> impl IntoView + use<> {
    let loss = their_loss(row.standing, &row.loss).map(|words| view! { <p>{words}</p> });
    let step =
        their_step(&row.next).map(|words| view! { <p>{t("team-next")} " " <strong>{words}</strong></p> });
    let cannot = row.cannot_approve.then(|| {
        let before = format!("{}: ", t("common-warning"));
        view! { <p class="warning"><span class="visually-hidden">{before}</span>{t("team-cannot-approve")}</p> }
    });
    view! {
        <li class="card">
            <h2>{row.name.clone()}</h2>
            <p>{tag(row.standing)}</p>
            {loss}
            {step}
            <p class="hint">{t("drill-practised-label")} " " {practised(row.practised, row.drill_due)}</p>
            {cannot}
        </li>
    }
}
