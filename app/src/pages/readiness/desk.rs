//! `/desk/readiness`: everybody's readiness. What is shown stands in the address.

use contract::readiness::{Counts, ReadinessFilter, ReadinessPage, ReadinessRow};
use contract::{Answer, Sent, frame::Least};
use domain::device::Ownership;
use leptos::prelude::*;

use super::{chart::chart, practised, tag, their_loss, their_step};
use crate::Fields;
use crate::components::{Back, ErrorSummary};
use crate::context::{t, tv};
use crate::page::{Content, Page, Visit};
use crate::refused::encoded;
use crate::times::ago;

/// What can be shown; the first is what the page shows by itself.
const SHOWS: [&str; 5] = ["not-ready", "not-at-all", "with-help", "by-yourself", "all"];
const PATH: &str = "/desk/readiness";

pub(in super::super) const PAGE: Page = Page {
    path: PATH,
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, _, fields| {
        Box::pin(async move {
            match fields.get("act") {
                "remind" => portal.remind(filter(&fields)).await,
                _ => Ok(Sent::next(PATH)),
            }
        })
    }),
};

/// What is asked for, in a form or an address.
pub(super) fn filter(fields: &Fields) -> ReadinessFilter {
    let show = SHOWS.into_iter().find(|show| *show == fields.get("show")).unwrap_or("not-ready");
    ReadinessFilter {
        show: show.to_owned(),
        role: fields.own("role"),
        ring: fields.own("ring"),
        department: fields.own("department"),
        ownership: fields.own("ownership"),
        practised: fields.own("practised"),
        after: fields.own("after"),
    }
}

/// What is asked for, as fields by name; what says nothing is left out.
fn fields(filter: &ReadinessFilter) -> Vec<(&'static str, String)> {
    let show = if filter.show == "not-ready" { "" } else { &filter.show };
    [
        ("show", show),
        ("role", &filter.role),
        ("ring", &filter.ring),
        ("department", &filter.department),
        ("ownership", &filter.ownership),
        ("practised", &filter.practised),
        ("after", &filter.after),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name, value.to_owned()))
    .collect()
}

fn address(path: &str, filter: &ReadinessFilter) -> String {
    let parts: Vec<_> =
        fields(filter).into_iter().map(|(name, value)| format!("{name}={}", encoded(&value))).collect();
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}

async fn show(visit: Visit) -> Answer<Content> {
    let filter = filter(&visit.query);
    let page = visit.portal.readiness_of_all(filter.clone()).await?;
    let reminded: Option<u32> = visit.query.get("reminded").parse().ok();
    let reminded = reminded.map(|n| {
        let words = tv("readiness-reminded", &[("n", &n.to_string())]);
        view! { <div class="success" role="status"><p>{words}</p></div> }
    });
    let list = if page.rows.is_empty() {
        let words = if page.counts.all() == 0 { t("readiness-empty") } else { t("readiness-none-here") };
        view! { <div class="empty"><p>{words}</p></div> }.into_any()
    } else {
        table(&page.rows).into_any()
    };
    Ok(Content::new(
        t("readiness-heading"),
        view! {
            <ErrorSummary/>
            <Back href="/desk"/>
            <h1>{t("readiness-heading")}</h1>
            <p class="lead">{lead(page.counts)}</p>
            {reminded}
            {narrow(&filter, &page)}
            <h2>{t("readiness-chart-heading")}</h2>
            {chart(&page.days, page.days_of_all)}
            <h2>{t("readiness-list")}</h2>
            {shows(&filter, page.counts)}
            {list}
            {pager(&filter, page.next.as_deref())}
            {acts(&filter, &page)}
        },
    )
    .wide())
}

fn lead(counts: Counts) -> String {
    tv(
        "readiness-lead",
        &[
            ("all", &counts.all().to_string()),
            ("by", &counts.by_yourself.to_string()),
            ("help", &counts.with_help.to_string()),
            ("not", &counts.not_at_all.to_string()),
        ],
    )
}

/// One part of the filter, as a list to choose from.
fn select(
    name: &'static str,
    label: String,
    chosen: &str,
    picks: Vec<(String, String)>,
) -> impl IntoView + use<> {
    let options: Vec<_> = picks
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name><option value="">{t("readiness-any")}</option>{options}</select>
        </div>
    }
}

fn narrow(filter: &ReadinessFilter, page: &ReadinessPage) -> impl IntoView + use<> {
    let named = |words: &[&str], key: &str| -> Vec<(String, String)> {
        words.iter().map(|word| ((*word).to_owned(), t(&format!("{key}-{word}")))).collect()
    };
    let plain =
        |values: &[String]| values.iter().map(|value| (value.clone(), value.clone())).collect::<Vec<_>>();
    let roles = named(&["none", "it", "security", "auditor"], "readiness-role");
    let mut owners =
        named(&Ownership::ALL.iter().map(|one| one.word()).collect::<Vec<_>>(), "their-ownership");
    owners.push(("none".to_owned(), t("readiness-ownership-none")));
    let practised = named(&["done", "never", "due"], "drill-practised");
    let show = (filter.show != "not-ready")
        .then(|| view! { <input type="hidden" name="show" value=filter.show.clone()/> });
    let rings = (!page.rings.is_empty())
        .then(|| select("ring", t("readiness-ring"), &filter.ring, plain(&page.rings)));
    let departments = (!page.departments.is_empty()).then(|| {
        select("department", t("readiness-department"), &filter.department, plain(&page.departments))
    });
    view! {
        <form class="filters" method="get" action=PATH role="search">
            {show}
            {select("role", t("readiness-role"), &filter.role, roles)}
            {rings}
            {departments}
            {select("ownership", t("readiness-ownership"), &filter.ownership, owners)}
            {select("practised", t("drill-practised"), &filter.practised, practised)}
            <button class="btn btn-plain">{t("readiness-show-button")}</button>
        </form>
    }
}

fn shows(filter: &ReadinessFilter, counts: Counts) -> impl IntoView + use<> {
    let links: Vec<_> = SHOWS
        .into_iter()
        .map(|show| {
            let n = match show {
                "not-at-all" => counts.not_at_all,
                "with-help" => counts.with_help,
                "by-yourself" => counts.by_yourself,
                "all" => counts.all(),
                _ => counts.not_at_all + counts.with_help,
            };
            let current = (show == filter.show).then_some("page");
            let label = tv(&format!("readiness-show-{show}"), &[("n", &n.to_string())]);
            let to = ReadinessFilter { show: show.to_owned(), after: String::new(), ..filter.clone() };
            view! { <a href=address(PATH, &to) aria-current=current>{label}</a> }
        })
        .collect();
    view! { <nav class="filters" aria-label=t("readiness-show")>{links}</nav> }
}

fn table(rows: &[ReadinessRow]) -> impl IntoView + use<> {
    let head = |key: &str| view! { <th role="columnheader" scope="col">{t(key)}</th> };
    let rows: Vec<_> = rows.iter().map(row).collect();
    view! {
        <table class="table" role="table">
            <caption class="visually-hidden">{t("readiness-list-caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head("readiness-who")}
                    {head("readiness-department")}
                    {head("readiness-how")}
                    {head("readiness-why")}
                    {head("readiness-next")}
                    {head("drill-practised")}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

fn row(row: &ReadinessRow) -> impl IntoView + use<> {
    let nudged = row.nudged.map(|at| {
        let words = tv("readiness-nudged", &[("ago", &ago(at))]);
        view! { <p class="hint">{words}</p> }
    });
    let (loss, step) = (their_loss(Some(row.standing), &row.loss), their_step(&row.next));
    let department = (!row.department.is_empty()).then(|| row.department.clone());
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{row.name.clone()}</th>
            <td role="cell" data-label=t("readiness-department")>{department}</td>
            <td role="cell" data-label=t("readiness-how")>{tag(Some(row.standing))}{nudged}</td>
            <td role="cell" data-label=t("readiness-why")>{loss}</td>
            <td role="cell" data-label=t("readiness-next")>{step}</td>
            <td role="cell" data-label=t("drill-practised")>{practised(row.practised, row.drill_due)}</td>
        </tr>
    }
}

fn pager(filter: &ReadinessFilter, next: Option<&str>) -> Option<impl IntoView + use<>> {
    let to = |after: &str| address(PATH, &ReadinessFilter { after: after.to_owned(), ..filter.clone() });
    let first = (!filter.after.is_empty()).then(|| view! { <a href=to("")>{t("desk-first")}</a> });
    let more = next.map(|after| view! { <a href=to(after)>{t("desk-more")}</a> });
    (first.is_some() || more.is_some())
        .then(|| view! { <nav class="pager" aria-label=t("desk-pages")>{first}{more}</nav> })
}

/// What can be done with the list, and what reminding came to.
fn acts(filter: &ReadinessFilter, page: &ReadinessPage) -> impl IntoView + use<> {
    let whole = ReadinessFilter { after: String::new(), ..filter.clone() };
    let hidden: Vec<_> = fields(&whole)
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    let remind = (page.may_remind && filter.show != "by-yourself" && !page.rows.is_empty()).then(|| {
        view! {
            <form method="post" action=address(PATH, &whole)>
                {hidden}
                <input type="hidden" name="act" value="remind"/>
                <button class="btn btn-main">{t("readiness-remind")}</button>
            </form>
        }
    });
    let hint = remind.is_some().then(|| view! { <p class="hint">{t("readiness-remind-hint")}</p> });
    let (nudged, ready) = page.effect;
    let effect = tv("readiness-effect", &[("nudged", &nudged.to_string()), ("ready", &ready.to_string())]);
    let off = (!page.nudges_on).then(|| view! { <p>{t("readiness-nudges-off")}</p> });
    view! {
        {hint}
        <div class="actions">
            {remind}
            <a class="btn-link" href=address(super::FILE, &whole)>{t("readiness-file")}</a>
        </div>
        <h2>{t("readiness-effect-heading")}</h2>
        <p>{effect}</p>
        {off}
    }
}

/// What is asked for in the address of the file.
///
/// # Errors
/// Unreadable, if the query is.
pub fn file_filter(query: &str) -> Answer<ReadinessFilter> {
    Fields::parse(query.as_bytes()).map(|fields| filter(&fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_each_part_as_one_value() {
        let asked = ReadinessFilter {
            show: "all".to_owned(),
            department: "R&D".to_owned(),
            ..ReadinessFilter::default()
        };
        assert_eq!(address(PATH, &asked), "/desk/readiness?show=all&department=R%26D");
        assert_eq!(file_filter("show=all&department=R%26D"), Ok(asked));
        assert_eq!(address(PATH, &filter(&Fields::default())), PATH);
    }
}
