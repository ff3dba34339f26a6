//! `/desk`: what needs IT now, most urgent first. What is shown stands in the address.

use contract::desk::{QueueFilter, QueuePage, QueueRow};
use contract::{Answer, frame::Least};
use leptos::prelude::*;

use super::state;
use crate::Fields;
use crate::components::lists::{filters, list_address, pager, search_in, table};
use crate::components::{PlainLink, Warnings};
use crate::context::{frame, say, t, tv};
use crate::page::{Content, Page, Visit};
use crate::times::ago;

/// What can be shown; the first is what `/desk` shows.
const SHOWS: [&str; 5] = ["open", "mine", "frozen", "ended", "all"];

pub(in super::super) const PAGE: Page = Page {
    path: "/desk",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(visit: Visit) -> Answer<Content> {
    let filter = filter(&visit.query);
    let page = visit.portal.queue(filter.clone()).await?;
    let drills = page.rows.iter().filter(|row| row.drill).count();
    let rows = if page.rows.is_empty() { empty(&filter).into_any() } else { rows(&page).into_any() };
    let raise = frame().person.as_ref().is_some_and(|person| person.desk).then(|| {
        view! {
            <div class="actions">
                <PlainLink href="/desk/raise" label=t("desk-raise")/>
                <a class="btn-link" href="/desk/readiness">{t("readiness-heading")}</a>
                <a class="btn-link" href="/desk/joiners">{t("joiners-link")}</a>
                <a class="btn-link" href="/desk/runbooks">{t("runbooks-link")}</a>
                <a class="btn-link" href="/desk/leavers">{t("leavers-link")}</a>
                <a class="btn-link" href=crate::pages::devices::files::PATH>{t("files-link")}</a>
            </div>
        }
    });
    let to = |after: &str| address(&filter.show, &filter.search, after);
    let first = (!filter.after.is_empty()).then(|| to(""));
    let next = page.next.as_deref().map(to);
    Ok(Content::new(
        t("desk-heading"),
        view! {
            <h1>{t("desk-heading")}</h1>
            {troubles(&page)}
            {shows(&filter)}
            {search_in("/desk", &[("show", show_of(&filter.show))], &filter.search)}
            {rows}
            {pager(first, next)}
            {raise}
        },
    )
    .wide())
    .map(|content| if drills > 0 && drills == page.rows.len() { content.drill(true) } else { content })
}

fn filter(query: &Fields) -> QueueFilter {
    let show = SHOWS.into_iter().find(|show| *show == query.get("show")).unwrap_or("open");
    QueueFilter {
        show: show.to_owned(),
        search: query.get("search").trim().to_owned(),
        after: query.own("after"),
    }
}

/// What is open is shown by itself, so it needs no word in the address.
fn show_of(show: &str) -> &str {
    if show == "open" { "" } else { show }
}

/// The address of the queue with this filter.
fn address(show: &str, search: &str, after: &str) -> String {
    list_address("/desk", &[("show", show_of(show)), ("search", search), ("after", after)])
}

fn shows(filter: &QueueFilter) -> impl IntoView + use<> {
    let link = |show: &str| {
        let label = t(&format!("desk-show-{show}"));
        (label, address(show, &filter.search, ""), show == filter.show)
    };
    filters(t("desk-show"), SHOWS.into_iter().map(link).collect())
}

fn troubles(page: &QueuePage) -> impl IntoView + use<> {
    let stuck = (page.stuck > 0).then(|| {
        let words = tv("desk-stuck", &[("n", &page.stuck.to_string())]);
        view! { <div class="notice"><h2>{t("desk-stuck-heading")}</h2><p>{words}</p></div> }
    });
    let undelivered = (page.undelivered > 0).then(|| {
        let words = tv("desk-undelivered", &[("n", &page.undelivered.to_string())]);
        view! { <div class="notice"><h2>{t("desk-undelivered-heading")}</h2><p>{words}</p></div> }
    });
    view! { {stuck} {undelivered} }
}

fn empty(filter: &QueueFilter) -> impl IntoView + use<> {
    let words = match filter.show.as_str() {
        _ if !filter.search.is_empty() => t("desk-empty-found"),
        "mine" => t("desk-empty-mine"),
        "frozen" => t("desk-empty-frozen"),
        "ended" => t("desk-empty-ended"),
        _ => t("desk-empty"),
    };
    view! { <div class="empty"><p>{words}</p></div> }
}

fn rows(page: &QueuePage) -> impl IntoView + use<> {
    let heads = ["desk-who", "desk-state", "desk-since", "desk-next", "desk-warnings"].map(t).to_vec();
    table(t("desk-table"), heads, page.rows.iter().map(|line| row(line).into_any()).collect())
}

fn row(row: &QueueRow) -> impl IntoView + use<> {
    let drill = row.drill.then(|| view! { " " <span class="tag">{t("approvals-drill")}</span> });
    let yours = row.can_act.then(|| view! { <br/> <span class="tag tag-warn">{t("desk-yours")}</span> });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a href=format!("/desk/requests/{}", row.id)>{row.name.clone()}</a>
            </th>
            <td role="cell" data-label=t("desk-state")>{state(&row.state)}{drill}</td>
            <td role="cell" data-label=t("desk-since")>{ago(row.since)}</td>
            <td role="cell" data-label=t("desk-next")>{say(&row.next)}{yours}</td>
            <td role="cell" data-label=t("desk-warnings")><Warnings warnings=row.warnings.clone()/></td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_shown_by_itself() {
        assert_eq!(address("open", "", ""), "/desk");
        assert_eq!(address("all", "", ""), "/desk?show=all");
    }

    #[test]
    fn what_is_not_on_the_list_shows_what_is_open() {
        assert_eq!(filter(&Fields::parse(b"show=everything&search=+jonas+").unwrap()).show, "open");
        assert_eq!(filter(&Fields::parse(b"show=frozen&search=+jonas+").unwrap()).search, "jonas");
    }
}
