//! `/desk/joiners`: who is about to start, how far each is, and asking for many at once. Nobody sees a whole pass here.

use contract::joiners::{JoinerRow, JoinerState};
use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use super::chosen;
use crate::Fields;
use crate::components::{Act, Back, ErrorSummary, PlainLink};
use crate::context::{t, tv};
use crate::page::{Content, Page, Params, Visit};
use crate::times::{ago, date};

/// Boxes on one page: as many as a form may have fields.
const BOXES: usize = 50;

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/joiners",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let list = visit.portal.joiners().await?;
    let (waiting, others): (Vec<_>, Vec<_>) =
        list.rows.iter().partition(|row| row.state == JoinerState::Prepared);
    let boxes: Vec<_> = waiting.iter().take(BOXES).map(|row| tick(row)).collect();
    let waiting = if boxes.is_empty() {
        view! { <div class="empty"><p>{t("joiners-none-prepared")}</p></div> }.into_any()
    } else {
        view! {
            <form method="post" action="/desk/joiners">
                <fieldset class="choices">
                    <legend>{t("joiners-choose-legend")}</legend>
                    <p class="hint">{t("joiners-raise-hint")}</p>
                    {boxes}
                </fieldset>
                <div class="actions"><button class="btn btn-main">{t("joiners-raise")}</button></div>
            </form>
        }
        .into_any()
    };
    let cards: Vec<_> = others.into_iter().map(card).collect();
    let cards = if cards.is_empty() {
        view! { <div class="empty"><p>{t("joiners-none-asked")}</p></div> }.into_any()
    } else {
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    let more = list.more.then(|| view! { <p class="hint">{t("joiners-more")}</p> });
    Ok(Content::new(
        t("joiners-heading"),
        view! {
            <Back href="/desk"/>
            <ErrorSummary/>
            <h1>{t("joiners-heading")}</h1>
            <p class="lead">{t("joiners-lead")}</p>
            <div class="actions"><PlainLink href="/desk/joiners/add" label=t("joiners-add")/></div>
            <h2>{t("joiners-prepared")}</h2>
            {waiting}
            <h2>{t("joiners-asked")}</h2>
            {cards}
            {more}
        },
    ))
}

fn starts(row: &JoinerRow) -> impl IntoView + use<> {
    row.starts.map(|at| view! { {t("joiners-starts")} " " {date(at)} })
}

/// Somebody for whom nothing was asked yet, chosen to begin with.
fn tick(row: &JoinerRow) -> impl IntoView + use<> {
    let id = format!("who-{}", row.person);
    let hint = format!("{id}-hint");
    let href = format!("/desk/runbooks/{}", row.runbook);
    view! {
        <div class="choice">
            <input type="checkbox" name=id.clone() value="yes" id=id.clone() checked=true aria-describedby=hint.clone()/>
            <label for=id>{row.name.clone()}</label>
            <p class="hint" id=hint>{starts(row)}</p>
        </div>
        // Not inside: the whole card is the box.
        <p class="hint"><a href=href>{tv("joiners-steps", &[("name", &row.name)])}</a></p>
    }
}

/// Somebody who was asked for, with what the viewer can do now.
fn card(row: &JoinerRow) -> impl IntoView + use<> {
    let class = match row.state {
        JoinerState::Works => "tag tag-good",
        JoinerState::Asked | JoinerState::FirstHalf | JoinerState::BothHalves => "tag tag-warn",
        JoinerState::Prepared | JoinerState::Used => "tag",
    };
    let half = row.half.as_ref().map(|review| {
        view! { <a class="btn btn-main" href=format!("/approvals/{review}/half")>{t("joiners-half")}</a> }
    });
    let decide = row.decide.then(|| {
        let with = vec![("person", row.person.clone())];
        view! { <Act action="/approvals" label=t("joiners-decide") class="btn btn-main" with=with/> }
    });
    let request = row.request.as_ref().map(
        |id| view! { <a class="btn-link" href=format!("/desk/requests/{id}")>{t("runbooks-request")}</a> },
    );
    let since = tv("joiners-since", &[("ago", &ago(row.since))]);
    view! {
        <li class="card">
            <h3><a href=format!("/desk/runbooks/{}", row.runbook)>{row.name.clone()}</a></h3>
            <p><span class=class>{t(&format!("joiner-{}", row.state.word()))}</span> " " {since}</p>
            <p>{starts(row)}</p>
            <div class="actions">{half}{decide}{request}</div>
        </li>
    }
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.raise_joiners(chosen(&fields)).await
}
