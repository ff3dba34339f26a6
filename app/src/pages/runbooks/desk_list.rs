//! `/desk/runbooks`: who is in the middle of something, those who are stuck first. What is shown stands in the address.

use contract::runbooks::{RunbookFilter, RunbookLine, RunbookList, RunbookStands};
use contract::{Answer, frame::Least};
use domain::runbook::{RunbookKind, WhoActs};
use leptos::prelude::*;

use super::{kind, place};
use crate::components::PlainLink;
use crate::components::lists::{filters, list_address, search_in, table};
use crate::context::{t, tv};
use crate::page::{Content, Page, Visit};
use crate::times::ago;

/// What can be shown; the first is what the page shows by itself.
const SHOWS: [&str; 3] = ["open", "stuck", "ended"];

const PATH: &str = "/desk/runbooks";

pub(in super::super) const PAGE: Page = Page {
    path: PATH,
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
    let rows = if list.rows.is_empty() { empty(&filter).into_any() } else { rows(&list).into_any() };
    let count = (filter.show != "ended")
        .then(|| view! { <p>{tv("runbooks-stuck-count", &[("n", &list.stuck.to_string())])}</p> });
    let more = list.more.then(|| view! { <p class="hint">{t("runbooks-more")}</p> });
    let along = [("show", show_of(&filter.show)), ("kind", filter.kind.as_str())];
    Ok(Content::new(
        t("runbooks-heading"),
        view! {
            <p class="back"><a href="/desk">{t("common-back")}</a></p>
            <h1>{t("runbooks-heading")}</h1>
            <p class="lead">{t("runbooks-lead")}</p>
            {count}
            {links(&filter)}
            {search_in(PATH, &along, &filter.search)}
            {rows}
            {more}
            <div class="actions">
                <PlainLink href="/desk/runbooks/begin" label=t("runbooks-begin")/>
            </div>
        },
    )
    .wide())
}

/// What is open is shown by itself, so it needs no word in the address.
fn show_of(show: &str) -> &str {
    if show == "open" { "" } else { show }
}

fn address(filter: &RunbookFilter, show: &str, kind: &str) -> String {
    list_address(PATH, &[("show", show_of(show)), ("kind", kind), ("search", &filter.search)])
}

fn links(filter: &RunbookFilter) -> impl IntoView + use<> {
    let shows = SHOWS.into_iter().map(|show| {
        let label = t(&format!("runbooks-show-{show}"));
        (label, address(filter, show, &filter.kind), show == filter.show)
    });
    let kinds = RunbookKind::ALL.iter().map(|kind| {
        let chosen = kind.word() == filter.kind;
        // The same link once more takes it away.
        let href = address(filter, &filter.show, if chosen { "" } else { kind.word() });
        (t(&format!("runbook-kind-{}", kind.word())), href, chosen)
    });
    view! {
        {filters(t("runbooks-show"), shows.collect())}
        {filters(t("runbooks-what"), kinds.collect())}
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

fn rows(list: &RunbookList) -> impl IntoView + use<> {
    let heads = ["runbooks-who", "runbooks-what", "runbooks-step", "runbooks-since", "runbooks-acts"];
    let rows = list.rows.iter().map(|line| row(line).into_any()).collect();
    table(t("runbooks-table"), heads.map(t).to_vec(), rows)
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
