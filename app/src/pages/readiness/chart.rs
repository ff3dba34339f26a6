//! How many were how ready, day by day: lines for the eye, and the same as a table.

use contract::readiness::Counts;
use domain::Time;
use leptos::prelude::*;

use crate::context::{t, tv};
use crate::times::day;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 160.0;

/// A line through shares of the whole, in places of the drawing.
fn line(days: &[(Time, Counts)], of: fn(&Counts) -> u64) -> String {
    let (first, last) = (days.first().map_or(0, |(at, _)| at.0), days.last().map_or(0, |(at, _)| at.0));
    let span = (last - first).max(1);
    let mut path = String::new();
    for (place, (at, counts)) in days.iter().enumerate() {
        let all = counts.all().max(1);
        #[expect(clippy::cast_precision_loss, reason = "a place in a drawing")]
        let (x, y) =
            ((at.0 - first) as f64 / span as f64 * WIDTH, HEIGHT - of(counts) as f64 / all as f64 * HEIGHT);
        path.push_str(&format!("{}{x:.1} {y:.1}", if place == 0 { "M" } else { "L" }));
    }
    path
}

/// The chart, once there are two days.
pub(super) fn chart(days: &[(Time, Counts)], of_all: bool) -> impl IntoView + use<> {
    let (Some((first, _)), Some((last, counts))) = (days.first(), days.last()) else {
        return view! { <p class="hint">{t("readiness-chart-none")}</p> }.into_any();
    };
    if days.len() < 2 {
        return view! { <p class="hint">{t("readiness-chart-none")}</p> }.into_any();
    }
    let says = tv(
        "readiness-chart-says",
        &[
            ("from", &day(*first)),
            ("to", &day(*last)),
            ("by", &counts.by_yourself.to_string()),
            ("help", &counts.with_help.to_string()),
            ("not", &counts.not_at_all.to_string()),
        ],
    );
    let lines: Vec<_> = [
        ("", line(days, |counts| counts.by_yourself)),
        ("12 6", line(days, |counts| counts.with_help)),
        ("2 6", line(days, |counts| counts.not_at_all)),
    ]
    .into_iter()
    .map(|(dashes, path)| {
        let dashes = (!dashes.is_empty()).then_some(dashes);
        view! { <path class="chart-line" d=path stroke-dasharray=dashes/> }
    })
    .collect();
    let box_ = format!("-4 -4 {} {}", WIDTH + 8.0, HEIGHT + 8.0);
    let rows: Vec<_> = days
        .iter()
        .rev()
        .map(|(at, counts)| {
            let cell = |key: &str, n: u64| view! { <td role="cell" data-label=t(key)>{n.to_string()}</td> };
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{day(*at)}</th>
                    {cell("ready-by-yourself", counts.by_yourself)}
                    {cell("ready-with-help", counts.with_help)}
                    {cell("ready-not-at-all", counts.not_at_all)}
                </tr>
            }
        })
        .collect();
    let head = |key: &str| view! { <th role="columnheader" scope="col">{t(key)}</th> };
    let whose = of_all.then(|| view! { <p class="hint">{t("readiness-chart-of-all")}</p> });
    view! {
        <figure class="chart">
            <svg viewBox=box_ role="img" aria-labelledby="chart-says">
                <path class="chart-axis" d=format!("M0 0V{HEIGHT}H{WIDTH}")/>
                {lines}
            </svg>
            <figcaption id="chart-says">{says}</figcaption>
        </figure>
        <p class="hint">{t("readiness-chart-lines")}</p>
        {whose}
        <details>
            <summary>{t("readiness-chart-table")}</summary>
            <table class="table" role="table">
                <caption class="visually-hidden">{t("readiness-chart-heading")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head("readiness-day")}
                        {head("ready-by-yourself")}
                        {head("ready-with-help")}
                        {head("ready-not-at-all")}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_from_the_first_day_to_the_last_and_all_is_at_the_top() {
        let counts = |by_yourself, with_help| Counts { by_yourself, with_help, not_at_all: 0 };
        let days = [(Time(0), counts(0, 4)), (Time(10), counts(4, 4)), (Time(40), counts(8, 0))];
        assert_eq!(line(&days, |counts| counts.by_yourself), "M0.0 160.0L160.0 80.0L640.0 0.0");
    }
}
