//! `/desk`: what needs IT now, most urgent first. What is shown stands in the address.

use contract::desk::{QueueFilter, QueuePage, QueueRow};
use contract::{Answer, frame::Least};
use leptos::prelude::*;

use super::state;
use crate::Fields;
use crate::components::{PlainLink, Warnings};
use crate::context::{frame, say, t, tv};
use crate::page::{Content, Page, Visit};
use crate::refused::encoded;
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
    let rows = if page.rows.is_empty() { empty(&filter).into_any() } else { table(&page).into_any() };
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
    Ok(Content::new(
        t("desk-heading"),
        view! {
            <h1>{t("desk-heading")}</h1>
            {troubles(&page)}
            {shows(&filter)}
            {search(&filter)}
            {rows}
            {pager(&filter, page.next.as_deref())}
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

/// The address of the queue with this filter.
fn address(show: &str, search: &str, after: &str) -> String {
    let parts: Vec<_> =
        [("show", if show == "open" { "" } else { show }), ("search", search), ("after", after)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
    if parts.is_empty() { "/desk".to_owned() } else { format!("/desk?{}", parts.join("&")) }
}

fn shows(filter: &QueueFilter) -> impl IntoView + use<> {
    let links: Vec<_> = SHOWS
        .into_iter()
        .map(|show| {
            let current = (show == filter.show).then_some("page");
            let label = t(&format!("desk-show-{show}"));
            view! { <a href=address(show, &filter.search, "") aria-current=current>{label}</a> }
        })
        .collect();
    view! { <nav class="filters" aria-label=t("desk-show")>{links}</nav> }
}

fn search(filter: &QueueFilter) -> impl IntoView + use<> {
    let show = (filter.show != "open")
        .then(|| view! { <input type="hidden" name="show" value=filter.show.clone()/> });
    view! {
        <form class="filters" method="get" action="/desk" role="search">
            {show}
            <div class="field">
                <label for="search">{t("desk-find")}</label>
                <input id="search" name="search" type="search" maxlength="200" value=filter.search.clone()/>
            </div>
            <button class="btn btn-plain">{t("desk-find-button")}</button>
        </form>
    }
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

fn table(page: &QueuePage) -> impl IntoView + use<> {
    let rows: Vec<_> = page.rows.iter().map(row).collect();
    let heads: Vec<_> = [t("desk-who"), t("desk-state"), t("desk-since"), t("desk-next"), t("desk-warnings")]
        .into_iter()
        .map(|head| view! { <th role="columnheader" scope="col">{head}</th> })
        .collect();
    view! {
        <table class="table" role="table">
            <caption class="visually-hidden">{t("desk-table")}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
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

fn pager(filter: &QueueFilter, next: Option<&str>) -> Option<impl IntoView + use<>> {
    let first = (!filter.after.is_empty())
        .then(|| view! { <a href=address(&filter.show, &filter.search, "")>{t("desk-first")}</a> });
    let more =
        next.map(|after| view! { <a href=address(&filter.show, &filter.search, after)>{t("desk-more")}</a> });
    (first.is_some() || more.is_some())
        .then(|| view! { <nav class="pager" aria-label=t("desk-pages")>{first}{more}</nav> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_each_part_as_one_value() {
        assert_eq!(address("open", "", ""), "/desk");
        assert_eq!(address("all", "a&show=x y", "k/7"), "/desk?show=all&search=a%26show%3Dx%20y&after=k/7");
    }

    #[test]
    fn what_is_not_on_the_list_shows_what_is_open() {
        assert_eq!(filter(&Fields::parse(b"show=everything&search=+jonas+").unwrap()).show, "open");
        assert_eq!(filter(&Fields::parse(b"show=frozen&search=+jonas+").unwrap()).search, "jonas");
    }
}
