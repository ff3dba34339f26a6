//! `/devices`: one's phones, tablets and computers, and what would happen if one were gone.

use contract::devices::DeviceLine;
use contract::{Answer, frame::Least};
use leptos::prelude::*;

use super::{if_lost, kind, methods, state};
use crate::components::{Back, PlainLink};
use crate::context::{t, tv};
use crate::page::{Content, Page, Visit};
use crate::times::ago;

pub(in super::super) const PAGE: Page = Page {
    path: "/devices",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(visit: Visit) -> Answer<Content> {
    let list = visit.portal.devices().await?;
    let in_use = if list.in_use.is_empty() {
        view! { <div class="empty"><p>{t("devices-none")}</p></div> }.into_any()
    } else {
        let cards: Vec<_> = list.in_use.iter().map(card).collect();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    let past: Vec<_> = list.past.iter().map(past).collect();
    let past =
        (!past.is_empty()).then(|| view! { <h2>{t("devices-past")}</h2> <ul class="cards">{past}</ul> });
    Ok(Content::new(
        t("devices-heading"),
        view! {
            <Back href="/"/>
            <h1>{t("devices-heading")}</h1>
            <p class="lead">{t("devices-lead")}</p>
            {in_use}
            <div class="actions"><PlainLink href="/devices/add" label=t("devices-add")/></div>
            {past}
        },
    ))
}

fn card(line: &DeviceLine) -> impl IntoView + use<> {
    let lost = line
        .if_lost
        .map(|standing| view! { <p>{format!("{} {}", t("devices-if-lost"), if_lost(standing))}</p> });
    view! {
        <li class="card">
            <h2><a class="card-link" href=format!("/devices/{}", line.id)>{line.name.clone()}</a></h2>
            <p>{kind(line)}</p>
            {methods(&line.methods)}
            {lost}
        </li>
    }
}

fn past(line: &DeviceLine) -> impl IntoView + use<> {
    let word = t(&format!("device-{}", line.state.word()));
    let since = tv("devices-since", &[("state", &word), ("when", &ago(line.since))]);
    view! {
        <li class="card">
            <h3><a class="card-link" href=format!("/devices/{}", line.id)>{line.name.clone()}</a></h3>
            <p>{kind(line)}</p>
            <p>{state(line.state)}</p>
            <p class="hint">{since}</p>
        </li>
    }
}
