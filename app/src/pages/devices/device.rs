//! `/devices/{id}`: one device. What it is, what lives on it, and what can be said of it; one screen at a time, as `step` in
//! the address or the form says.

use contract::devices::{DeviceForm, DevicePage};
use contract::methods::Standing;
use contract::{Answer, PortalRef, Sent, frame::Least};
use domain::device::DeviceState;
use domain::method::MethodState;
use leptos::prelude::*;

use super::{if_lost, methods, state, steps};
use crate::Fields;
use crate::components::{Back, ErrorSummary, PlainLink};
use crate::context::{form, say, t, tv};
use crate::page::{Content, Page, Params, Visit};
use crate::refused::encoded;
use crate::times::ago;

pub(in super::super) const PAGE: Page = Page {
    path: "/devices/{id}",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.device(visit.params.get("id")).await?;
    let step = form().value("step").unwrap_or_else(|| visit.query.own("step"));
    let in_use = page.line.state == DeviceState::InUse;
    Ok(match step.as_str() {
        "rename" => steps::rename(&page),
        "ownership" => steps::ownership(&page),
        "lost" if page.line.state != DeviceState::Lost && page.not_from_here.is_none() => steps::lost(&page),
        "broken" if in_use => steps::simple(&page, "broken", "btn btn-main"),
        "handed-back" if in_use => steps::simple(&page, "handed-back", "btn btn-main"),
        "replaced" if in_use => steps::replaced(&page),
        "found" if page.line.state == DeviceState::Lost && page.held.is_none() => {
            steps::simple(&page, "found", "btn btn-main")
        }
        "found" if !in_use && page.line.state != DeviceState::Lost => {
            steps::simple(&page, "again", "btn btn-main")
        }
        "remove" => {
            let id = form().value("method").unwrap_or_else(|| visit.query.own("method"));
            match page.line.methods.iter().find(|method| method.id == id) {
                Some(method) => steps::remove(&page, method),
                None => facts(&page),
            }
        }
        _ => facts(&page),
    })
}

/// The address of one of this page's screens; over the proof where that is too old.
fn to(page: &DevicePage, step: &str) -> String {
    let there = format!("/devices/{}?step={step}", page.line.id);
    if page.needs_proof { format!("/prove?then={}", encoded(&there)) } else { there }
}

fn facts(page: &DevicePage) -> Content {
    let line = &page.line;
    let row = |name: &str, value: String| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> };
    let known = [
        ("devices-model", Some(page.model.clone())),
        ("devices-serial", page.serial.clone()),
        ("devices-managed", Some(page.management.clone())),
        ("devices-replaced-by", page.replaced_by.clone()),
        ("devices-from-file", page.from_file.clone()),
    ];
    let known: Vec<_> = known
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
        .map(|(name, value)| row(name, value))
        .collect();
    let body = match line.state {
        DeviceState::InUse => in_use(page).into_any(),
        DeviceState::Lost => lost(page).into_any(),
        _ => past(page).into_any(),
    };
    Content::new(
        line.name.clone(),
        view! {
            <Back href="/devices"/>
            <ErrorSummary/>
            <h1>{line.name.clone()}</h1>
            <dl class="facts">
                <div><dt>{t("devices-state")}</dt><dd>{state(line.state)}</dd></div>
                {row("devices-what", t(&format!("platform-{}", line.platform.word())))}
                {row("devices-whose", t(&format!("ownership-{}", line.ownership.word())))}
                {known}
                {row("devices-added", ago(page.added))}
            </dl>
            {body}
            <div class="actions">
                <a class="btn-link" href=to(page, "rename")>{t("devices-rename")}</a>
                <a class="btn-link" href=to(page, "ownership")>{t("devices-ownership")}</a>
            </div>
        },
    )
}

fn in_use(page: &DevicePage) -> impl IntoView + use<> {
    let line = &page.line;
    let lost = line.if_lost.map(if_lost);
    let lose = match &page.not_from_here {
        None => {
            view! { <a class="btn btn-danger" href=to(page, "lost")>{t("devices-lost")}</a> }.into_any()
        }
        Some(_) => view! {
            <button type="button" class="btn" aria-disabled="true" aria-describedby="why">{t("devices-lost")}</button>
        }
        .into_any(),
    };
    let why = page.not_from_here.as_ref().map(|why| view! { <p class="notice" id="why">{say(why)}</p> });
    view! {
        <h2>{t("devices-methods")}</h2>
        {methods(&line.methods)}
        {removed(page)}
        <p>{t("devices-if-lost")} " " {lost}</p>
        <h2>{t("devices-gone-heading")}</h2>
        {why}
        <div class="actions">
            {lose}
            <PlainLink href=to(page, "broken") label=t("devices-broken")/>
            <PlainLink href=to(page, "replaced") label=t("devices-replaced")/>
            <PlainLink href=to(page, "handed-back") label=t("devices-handed-back")/>
        </div>
    }
}

/// What was on it and is gone for good.
fn removed(page: &DevicePage) -> Option<impl IntoView + use<>> {
    (!page.removed.is_empty()).then(|| {
        let n = page.removed.len().to_string();
        view! { <p>{tv("devices-removed", &[("n", &n), ("names", &page.removed.join(", "))])}</p> }
    })
}

/// What still signs them in, how they stand, and the one next step (I11).
fn remains(page: &DevicePage) -> impl IntoView + use<> {
    let works = if page.works_without.is_empty() {
        view! { <p>{t("devices-remains-nothing")}</p> }.into_any()
    } else {
        let items: Vec<_> = page.works_without.iter().map(|name| view! { <li>{name.clone()}</li> }).collect();
        view! { <ul>{items}</ul> }.into_any()
    };
    let stands = match page.without {
        Standing::ByYourself => t("devices-stands-by-yourself"),
        Standing::WithHelp => t("devices-stands-with-help"),
        Standing::NotAtAll => t("devices-stands-not-at-all"),
    };
    let next = page.next.as_ref().map(|(words, path)| {
        view! { <div class="actions"><a class="btn btn-main" href=path.clone()>{say(words)}</a></div> }
    });
    view! { <h2>{t("devices-remains")}</h2> {works} <p>{stands}</p> {next} }
}

fn lost(page: &DevicePage) -> impl IntoView + use<> {
    let found = match &page.held {
        None => view! {
            <div class="actions"><PlainLink href=to(page, "found") label=t("devices-found")/></div>
        }
        .into_any(),
        Some(why) => view! {
            <div class="actions">
                <button type="button" class="btn" aria-disabled="true" aria-describedby="why">{t("devices-found")}</button>
            </div>
            <p class="hint" id="why">{say(why)}</p>
        }
        .into_any(),
    };
    view! {
        <div class="notice"><h2>{t("devices-now-lost")}</h2><p>{t("devices-now-lost-lead")}</p></div>
        <h2>{t("devices-methods")}</h2>
        {methods(&page.line.methods)}
        {removed(page)}
        {remains(page)}
        {found}
        {clear(page, "devices-clear-lost-lead")}
        <div class="actions"><a class="btn-link" href="/sessions">{t("devices-elsewhere")}</a></div>
    }
}

/// What still lives on it, offered for removal by the usual rules. What is synced goes on to the next device, unless this one
/// was lost: then it is paused everywhere.
fn clear(page: &DevicePage, lead: &'static str) -> Option<impl IntoView + use<>> {
    let lost = page.line.state == DeviceState::Lost;
    let left = page.line.methods.iter().filter(|method| method.state != MethodState::Removed);
    let items: Vec<_> = left
        .map(|method| {
            let name = [("method", method.name.as_str())];
            if method.account && !lost {
                return view! { <li>{tv("devices-clear-account", &name)}</li> }.into_any();
            }
            match &method.why_not {
                Some(why) => view! { <li>{say(why)}</li> }.into_any(),
                None => {
                    let href = to(page, &format!("remove&method={}", method.id));
                    view! { <li><a href=href>{tv("devices-remove", &name)}</a></li> }.into_any()
                }
            }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <h2>{t("devices-clear")}</h2> <p>{t(lead)}</p> <ul>{items}</ul> })
}

/// Broken, replaced or handed back.
fn past(page: &DevicePage) -> impl IntoView + use<> {
    view! {
        {clear(page, "devices-clear-lead")}
        {removed(page)}
        {remains(page)}
        <div class="actions">
            <PlainLink href=to(page, "found") label=t("devices-again")/>
            <a class="btn-link" href="/devices/add">{t("devices-add")}</a>
            <a class="btn-link" href=to(page, "lost")>{t("devices-lost")}</a>
        </div>
    }
}

async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    let id = params.get("id");
    if fields.get("step") == "remove" {
        return Ok(match portal.remove(fields.own("method")).await? {
            Sent::Next(_) => Sent::next(format!("/devices/{id}")),
            mend => mend,
        });
    }
    let form = DeviceForm {
        step: fields.own("step"),
        name: fields.own("name"),
        ownership: fields.own("ownership"),
        by: fields.own("by"),
    };
    portal.change_device(id, form).await
}
