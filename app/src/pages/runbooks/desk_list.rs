//! `/desk/runbooks`: who is in the middle of something, those who are stuck first. What is shown stands in the address.

use contract::runbooks::{RunbookFilter, RunbookLine, RunbookList, RunbookStands};
use contract::{Answer, frame::Least};
use domain::runbook::{RunbookKind, WhoActs};
use leptos::prelude::*;

use super::{kind, place};
use crate::components::PlainLink;
use crate::context::{t, tv};
use crate::page::{Content, Page, Visit};
use crate::refused::encoded;
use crate::times::ago;

/// What can be shown; the first is what the page shows by itself.
const SHOWS: [&str; 3] = ["open", "stuck", "ended"];

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/runbooks",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(visit: Visit) -> Answer<Content> {
    let query = &visit.query;
    let filter = RunbookFilter {
        show: SHOWS.into_iter().find(|show| *show == query.get("show")).unwrap_or("open").to_owned(),
        kind: RunbookKind::from_word(query.get("kind"))
            .map(|kind| kind.word().to_owned())
            .unwrap_or_default(),
        search: query.get("search").trim().to_owned(),
    };
    let list = visit.portal.desk_runbooks(filter.clone()).await?;
    let rows = if list.rows.is_empty() { empty(&filter).into_any() } else { table(&list).into_any() };
    let count = (filter.show != "ended")
        .then(|| view! { <p>{tv("runbooks-stuck-count", &[("n", &list.stuck.to_string())])}</p> });
    let more = list.more.then(|| view! { <p class="hint">{t("runbooks-more")}</p> });
    Ok(Content::new(
        t("runbooks-heading"),
        view! {
            <p class="back"><a href="/desk">{t("common-back")}</a></p>
            <h1>{t("runbooks-heading")}</h1>
            <p class="lead">{t("runbooks-lead")}</p>
            {count}
            {links(&filter)}
            {search(&filter)}
            {rows}
            {more}
            <div class="actions">
                <PlainLink href="/desk/runbooks/begin" label=t("runbooks-begin")/>
            </div>
        },
    )
    .wide())
}

fn address(filter: &RunbookFilter, show: &str, kind: &str) -> String {
    let parts: Vec<_> =
        [("show", if show == "open" { "" } else { show }), ("kind", kind), ("search", &filter.search)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
    if parts.is_empty() { "/desk/runbooks".to_owned() } else { format!("/desk/runbooks?{}", parts.join("&")) }
}

fn links(filter: &RunbookFilter) -> impl IntoView + use<> {
    let link = |label: String, href: String, current: bool| {
        view! { <a href=href aria-current=current.then_some("page")>{label}</a> }
    };
    let shows: Vec<_> = SHOWS
        .into_iter()
        .map(|show| {
            let label = t(&format!("runbooks-show-{show}"));
            link(label, address(filter, show, &filter.kind), show == filter.show)
        })
        .collect();
    let kinds: Vec<_> = RunbookKind::ALL
        .iter()
        .map(|kind| {
            let chosen = kind.word() == filter.kind;
            // The same link once more takes it away.
            let href = address(filter, &filter.show, if chosen { "" } else { kind.word() });
            link(t(&format!("runbook-kind-{}", kind.word())), href, chosen)
        })
        .collect();
    view! {
        <nav class="filters" aria-label=t("runbooks-show")>{shows}</nav>
        <nav class="filters" aria-label=t("runbooks-what")>{kinds}</nav>
    }
}

fn search(filter: &RunbookFilter) -> impl IntoView + use<> {
    let hidden: Vec<_> = [("show", &filter.show), ("kind", &filter.kind)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty() && *value != "open")
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .collect();
    view! {
        <form class="filters" method="get" action="/desk/runbooks" role="search">
            {hidden}
            <div class="field">
                <label for="search">{t("desk-find")}</label>
                <input id="search" name="search" type="search" maxlength="200" value=filter.search.clone()/>
            </div>
            <button class="btn btn-plain">{t("desk-find-button")}</button>
        </form>
    }
}

fn empty(filter: &RunbookFilter) -> impl IntoView + use<> {
    let words = match filter.show.as_str() {
        _ if !filter.search.is_empty() => t("runbooks-empty-found"),
        "stuck" => t("runbooks-empty-stuck"),
        "ended" => t("runbooks-empty-ended"),
        _ => t("runbooks-empty"),
    };
    view! { <div class="empty"><p>{words}</p></div> }
}

fn table(list: &RunbookList) -> impl IntoView + use<> {
    let rows: Vec<_> = list.rows.iter().map(row).collect();
    let heads: Vec<_> =
        [t("runbooks-who"), t("runbooks-what"), t("runbooks-step"), t("runbooks-since"), t("runbooks-acts")]
            .into_iter()
            .map(|head| view! { <th role="columnheader" scope="col">{head}</th> })
            .collect();
    view! {
        <table class="table" role="table">
            <caption class="visually-hidden">{t("runbooks-table")}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

pub(super) const fn acts(who: WhoActs) -> &'static str {
    match who {
        WhoActs::Person => "runbooks-who-person",
        WhoActs::HelpDesk => "runbooks-who-help-desk",
        WhoActs::Manager => "runbooks-who-manager",
    }
}

fn row(line: &RunbookLine) -> impl IntoView + use<> {
    let (step, who) = match &line.stands {
        RunbookStands::At { step, who, stuck, .. } => {
            let name = tv(
                &format!("runbook-step-{}", step.word()),
                &[("kind", line.kind.word()), ("scenario", line.scenario.word()), ("backup", "no")],
            );
            let tag =
                stuck.map(|_| view! { <br/> <span class="tag tag-warn">{t("runbooks-is-stuck")}</span> });
            let place = place(line);
            (view! { {name} <br/> <span class="hint">{place}</span> {tag} }.into_any(), t(acts(*who)))
        }
        RunbookStands::Finished => {
            (view! { <span class="tag tag-good">{t("runbooks-finished")}</span> }.into_any(), String::new())
        }
        RunbookStands::Ended(why) => {
            let why = t(&format!("runbook-ended-{why}"));
            (view! { <span class="tag">{t("runbooks-ended")}</span> " " {why} }.into_any(), String::new())
        }
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a href=format!("/desk/runbooks/{}", line.id)>{line.name.clone()}</a>
            </th>
            <td role="cell" data-label=t("runbooks-what")>{kind(line)}</td>
            <td role="cell" data-label=t("runbooks-step")>{step}</td>
            <td role="cell" data-label=t("runbooks-since")>{ago(line.since)}</td>
            <td role="cell" data-label=t("runbooks-acts")>{who}</td>
        </tr>
    }
}
