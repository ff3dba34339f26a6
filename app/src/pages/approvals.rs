//! `/approvals`: one card for each person who waits for this one's decision, warnings first.

use contract::approvals::ApprovalCard;
use contract::joiners::HalfWaiting;
use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Act, ErrorSummary, Warnings};
use crate::context::{t, tv};
use crate::page::{Content, Page, Params, Visit};
use crate::times::ago;

pub(super) const PAGE: Page = Page {
    path: "/approvals",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let cards = visit.portal.approvals().await?;
    let halves = halves(&visit.portal.halves_waiting().await?);
    let heading = tv("approvals-heading", &[("n", &cards.len().to_string())]);
    if cards.is_empty() {
        return Ok(Content::new(
            heading.clone(),
            view! {
                <ErrorSummary/>
                <h1>{heading}</h1>
                <div class="empty"><p>{t("approvals-none")}</p></div>
                {halves}
            },
        ));
    }
    let drills = cards.iter().filter(|card| card.drill).count();
    let (only, mixed) = (cards.len() == 1, drills > 0 && drills < cards.len());
    let shown: Vec<_> = cards.into_iter().map(|card| one(card, only, mixed)).collect();
    let content = Content::new(
        heading.clone(),
        view! {
            <ErrorSummary/>
            <h1>{heading}</h1>
            {(!only).then(|| view! { <p class="lead">{t("approvals-lead")}</p> })}
            <ul class="cards">{shown}</ul>
            {halves}
        },
    );
    // Where there are both, each card says which it is.
    Ok(if mixed { content } else { content.drill(drills > 0) })
}

/// Halves of spoken passes that wait to be read out.
fn halves(halves: &[HalfWaiting]) -> Option<impl IntoView + use<>> {
    let items: Vec<_> = halves
        .iter()
        .map(|half| {
            let href = format!("/approvals/{}/half", half.review);
            view! { <li class="card"><h3><a class="card-link" href=href>{half.name.clone()}</a></h3></li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <h2>{t("halves-heading")}</h2> <p>{t("halves-lead")}</p> <ul class="cards">{items}</ul> }
    })
}

fn one(card: ApprovalCard, only: bool, mixed: bool) -> impl IntoView {
    let class = if card.warnings.is_empty() { "card" } else { "card card-warn" };
    let ago = ago(card.since);
    // What happened is shown only to whoever recorded what the person says (R4).
    let asked = match &card.what {
        _ if card.drill => tv("drill-card-asked", &[("ago", &ago)]),
        Some(what) => tv("approvals-asked-what", &[("what", &t(&format!("what-{what}"))), ("ago", &ago)]),
        None => tv("approvals-asked", &[("ago", &ago)]),
    };
    let many = (card.requests > 1)
        .then(|| view! { <p>{tv("approvals-many", &[("n", &card.requests.to_string())])}</p> });
    let drill = mixed.then(|| {
        let words = if card.drill { t("approvals-drill") } else { t("approvals-not-drill") };
        view! { " " <span class="tag">{words}</span> }
    });
    let waits = if card.drill {
        t("drill-card-waits")
    } else if card.second {
        t("approvals-second")
    } else {
        t("approvals-waiting")
    };
    let look = if only { "btn btn-main" } else { "btn btn-plain" };
    let go = match card.review {
        Some(drill) if card.drill => {
            view! { <a class=look href=format!("/drills/{drill}")>{t("drill-card-begin")}</a> }.into_any()
        }
        Some(review) => view! { <a class=look href=format!("/approvals/{review}")>{t("approvals-go-on")}</a> }.into_any(),
        None => view! {
            <Act action="/approvals" label=t("approvals-begin") class=look with=vec![("person", card.person)]/>
        }
        .into_any(),
    };
    view! {
        <li class=class>
            <h2>{card.name}</h2>
            <Warnings warnings=card.warnings/>
            <p>{asked}</p>
            {many}
            <p><span class="tag tag-warn">{waits}</span>{drill}</p>
            <div class="actions">{go}</div>
        </li>
    }
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.begin_review(fields.own("person")).await
}
