//! The screens of one device on which something is said or changed.

use contract::Words;
use contract::devices::{DevicePage, LivesHere};
use domain::method::MethodState;
use leptos::prelude::*;

use super::ownerships;
use crate::components::{Back, Choices, ErrorSummary, Field, MainButton, Pick, PlainLink, Warnings};
use crate::context::{say, t, tv};
use crate::page::Content;

fn here(page: &DevicePage) -> String {
    format!("/devices/{}", page.line.id)
}

fn at(page: &DevicePage, step: &str) -> String {
    format!("/devices/{}?step={step}", page.line.id)
}

fn heading(page: &DevicePage, key: &str) -> String {
    tv(key, &[("device", &page.line.name)])
}

pub(super) fn rename(page: &DevicePage) -> Content {
    let heading = heading(page, "devices-rename-heading");
    Content::new(
        heading.clone(),
        view! {
            <Back href=here(page)/>
            <ErrorSummary/>
            <h1>{heading}</h1>
            <form method="post" action=at(page, "rename")>
                <input type="hidden" name="step" value="rename"/>
                <Field name="name" label=t("devices-rename-name") value=page.line.name.clone() max=80/>
                <div class="actions"><MainButton label=t("devices-save")/></div>
            </form>
        },
    )
}

pub(super) fn ownership(page: &DevicePage) -> Content {
    let heading = heading(page, "devices-ownership-heading");
    Content::new(
        heading.clone(),
        view! {
            <Back href=here(page)/>
            <ErrorSummary/>
            <form method="post" action=at(page, "ownership")>
                <input type="hidden" name="step" value="ownership"/>
                {ownerships(Some(page.line.ownership), Some(heading))}
                <div class="actions"><MainButton label=t("devices-save")/></div>
            </form>
        },
    )
}

/// What stops, what remains, and one button (I11: a loss is never refused, and what it leaves is named).
pub(super) fn lost(page: &DevicePage) -> Content {
    let heading = heading(page, "devices-lost-heading");
    let stops: Vec<_> =
        page.line.methods.iter().filter(|method| method.state == MethodState::Active).collect();
    let synced = stops
        .iter()
        .any(|method| method.account)
        .then(|| view! { <Warnings warnings=vec![Words::of("devices-lost-account-too")]/> });
    let items: Vec<_> = stops.iter().map(|method| view! { <li>{method.name.clone()}</li> }).collect();
    let stops = if items.is_empty() {
        view! { <p>{t("devices-lost-pauses-nothing")}</p> }.into_any()
    } else {
        view! { <p>{t("devices-lost-pauses")}</p> <ul>{items}</ul> }.into_any()
    };
    let works: Vec<_> = page.works_without.iter().map(|name| view! { <li>{name.clone()}</li> }).collect();
    let works = if works.is_empty() {
        view! { <Warnings warnings=vec![Words::of("devices-lost-remains-nothing")]/> }.into_any()
    } else {
        view! { <p>{t("devices-lost-remains")}</p> <ul>{works}</ul> }.into_any()
    };
    Content::new(
        heading.clone(),
        view! {
            <ErrorSummary/>
            <h1>{heading}</h1>
            <p class="lead">{t("devices-lost-lead")}</p>
            {stops}
            {synced}
            {works}
            <div class="actions">
                <form method="post" action=at(page, "lost")>
                    <input type="hidden" name="step" value="lost"/>
                    <button class="btn btn-danger">{t("devices-lost-button")}</button>
                </form>
                <PlainLink href=here(page) label=t("devices-lost-not")/>
            </div>
        },
    )
}

/// One sentence and one button.
pub(super) fn simple(page: &DevicePage, what: &'static str, class: &'static str) -> Content {
    let heading = heading(page, &format!("devices-{what}-heading"));
    let step = if what == "again" { "found" } else { what };
    Content::new(
        heading.clone(),
        view! {
            <Back href=here(page)/>
            <ErrorSummary/>
            <h1>{heading}</h1>
            <p class="lead">{t(&format!("devices-{what}-lead"))}</p>
            <form method="post" action=at(page, step)>
                <input type="hidden" name="step" value=step/>
                <div class="actions"><button class=class>{t(&format!("devices-{what}-button"))}</button></div>
            </form>
        },
    )
}

pub(super) fn replaced(page: &DevicePage) -> Content {
    let heading = heading(page, "devices-replaced-heading");
    let mut picks: Vec<_> =
        page.others.iter().map(|(id, name)| Pick::new(id.clone(), name.clone())).collect();
    picks.push(Pick::new("other", t("devices-replaced-other")).hint(t("devices-replaced-other-hint")));
    Content::new(
        heading.clone(),
        view! {
            <Back href=here(page)/>
            <ErrorSummary/>
            <form method="post" action=at(page, "replaced")>
                <input type="hidden" name="step" value="replaced"/>
                <Choices name="by" legend=heading picks=picks heading=true hint=t("devices-replaced-lead")/>
                <div class="actions"><MainButton label=t("devices-replaced-button")/></div>
            </form>
        },
    )
}

pub(super) fn remove(page: &DevicePage, method: &LivesHere) -> Content {
    let heading = tv("devices-remove-heading", &[("method", &method.name)]);
    let button = match &method.why_not {
        Some(why) => view! { <p class="notice">{say(why)}</p> }.into_any(),
        None => view! {
            <form method="post" action=at(page, "remove")>
                <input type="hidden" name="step" value="remove"/>
                <input type="hidden" name="method" value=method.id.clone()/>
                <button class="btn btn-danger">{t("devices-remove-button")}</button>
            </form>
        }
        .into_any(),
    };
    Content::new(
        heading.clone(),
        view! {
            <ErrorSummary/>
            <h1>{heading}</h1>
            <p class="lead">{t("devices-remove-lead")}</p>
            <div class="actions">
                {button}
                <PlainLink href=here(page) label=t("devices-remove-keep")/>
            </div>
        },
    )
}
