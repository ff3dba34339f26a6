//! `/last-resort`: the passes issued on the terminal as the last resort, for everybody privileged, each of whom can stop one
//! (R9). Only after a fresh proof, which the pressing needs.

use contract::last_resort::{LastResortCard, Stands};
use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Act, Back, ErrorSummary};
use crate::context::{t, tv};
use crate::page::{Content, Page, Params, Visit};
use crate::times::clock;

pub(super) const PAGE: Page = Page {
    path: "/last-resort",
    least: Least::FreshPerson,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let cards = visit.portal.last_resorts().await?;
    let lead = if cards.iter().any(|card| card.can_stop) {
        view! { <p class="lead">{t("last-resort-lead")}</p> }.into_any()
    } else {
        view! { <p class="lead">{t("last-resort-none")}</p> }.into_any()
    };
    let cards: Vec<_> = cards.into_iter().map(card).collect();
    Ok(Content::new(
        t("last-resort-heading"),
        view! {
            <Back href="/"/>
            <ErrorSummary/>
            <h1>{t("last-resort-heading")}</h1>
            {lead}
            <ul class="cards">{cards}</ul>
        },
    ))
}

/// Where it stands, in a sentence.
pub(crate) fn standing(card: &LastResortCard) -> String {
    match &card.stands {
        Stands::Untold => t("last-resort-untold"),
        Stands::Waiting { from } => tv("last-resort-waiting", &[("when", &clock(*from))]),
        Stands::Works { until } => tv("last-resort-works", &[("when", &clock(*until))]),
        Stands::Used => t("last-resort-used"),
        Stands::Stopped { at, by } => tv("last-resort-stopped", &[("by", by), ("when", &clock(*at))]),
        Stands::Over => t("last-resort-over"),
    }
}

fn card(card: LastResortCard) -> impl IntoView {
    let issued = tv("last-resort-issued", &[("by", &card.operator), ("when", &clock(card.issued))]);
    let stands = standing(&card);
    let class = if card.can_stop { "card card-warn" } else { "card" };
    let stop = card.can_stop.then(|| {
        view! {
            <p>{tv("last-resort-stop-hint", &[("name", &card.name)])}</p>
            <div class="actions">
                <Act
                    action="/last-resort" label=t("last-resort-stop") class="btn btn-danger"
                    with=vec![("stop", card.id)]
                />
            </div>
        }
    });
    view! {
        <li class=class>
            <h2>{tv("last-resort-for", &[("name", &card.name)])}</h2>
            <p>{issued}</p>
            <p><strong>{stands}</strong></p>
            {stop}
        </li>
    }
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    portal.stop_last_resort(fields.own("stop")).await
}
