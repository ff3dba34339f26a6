//! The steps before the decision: which device, reaching them, what they say, the comparison, the code.

use contract::Words;
use contract::approvals::{Choice, CompareRow, Means, ReviewPage};
use domain::device::Platform;
use domain::suspension::WhatHappened;
use leptos::prelude::*;

use super::{address, number::grouped, or_drill};
use crate::components::{Call, Choices, Field, Kind, MainButton, Pick, Select, Tick, Warnings};
use crate::context::{say, t, tv};

/// A form that answers one step.
fn answer(page: &ReviewPage, step: &'static str, inner: impl IntoView) -> impl IntoView {
    view! {
        <form method="post" action=address(page)>
            <input type="hidden" name="step" value=step/>
            {inner}
        </form>
    }
}

fn on() -> impl IntoView {
    view! { <div class="actions"><MainButton label=t("common-continue")/></div> }
}

pub(super) fn device(
    page: &ReviewPage,
    devices: Vec<Choice>,
    picked: Option<String>,
) -> impl IntoView + use<> {
    let mut picks: Vec<_> = devices
        .into_iter()
        .map(|device| {
            let pick = Pick::new(device.value, device.label);
            match device.hint {
                Some(hint) => pick.hint(say(&hint)),
                None => pick,
            }
        })
        .collect();
    picks.push(Pick::new("none", t("review-device-none")));
    let inner = view! {
        <Choices
            name="device"
            legend=t(or_drill(page, "review-device", "drill-review-device"))
            hint=t(or_drill(page, "review-device-hint", "drill-review-device-hint"))
            picks=picks
            value=picked.unwrap_or_default()
        />
        {on()}
    };
    answer(page, "device", inner).into_any()
}

/// The numbers to tap first; then how it went. What does not count may be tried and cannot be chosen (R4).
pub(super) fn reach(page: &ReviewPage, means: Vec<Means>) -> impl IntoView + use<> {
    let (counting, trying): (Vec<_>, Vec<_>) = means.into_iter().partition(|means| means.counts);
    let name = [("name", page.short_name.as_str())];
    let calls: Vec<_> = counting.iter().filter_map(call).collect();
    let picks: Vec<_> = counting.into_iter().map(way).collect();
    let form = if picks.is_empty() {
        view! { <div class="notice"><p>{t("review-reach-nothing")}</p></div> }.into_any()
    } else {
        let inner = view! {
            <Choices name="means" legend=t("review-reach-how") picks=picks/>
            <Tick name="means_done" label=t("review-reach-done")/>
            {on()}
        };
        answer(page, "reach", inner).into_any()
    };
    let tries: Vec<_> = trying.iter().filter_map(call).collect();
    let tries = (!tries.is_empty()).then(|| {
        view! {
            <h2>{t("review-try")}</h2>
            <p>{t("review-try-hint")}</p>
            {tries}
        }
    });
    view! {
        <h2>{tv("review-reach", &name)}</h2>
        <p>{t("review-reach-lead")}</p>
        {calls}
        {form}
        {tries}
    }
    .into_any()
}

fn call(means: &Means) -> Option<impl IntoView + use<>> {
    let number = grouped(means.number.as_ref()?);
    let label = tv("review-call", &[("label", &means.label)]);
    Some(view! { <p>{label} <br/> <Call number=number/></p> })
}

fn way(means: Means) -> Pick {
    let (label, hint) = match means.kind.as_str() {
        "video" => (t("review-reach-video"), t("review-reach-video-hint")),
        "in-person" => (t("review-reach-in-person"), t("review-reach-in-person-hint")),
        _ => {
            let number = grouped(&means.number.unwrap_or_default());
            let label = tv("review-reach-call", &[("label", &means.label), ("number", &number)]);
            (label, t("review-reach-call-hint"))
        }
    };
    Pick::new(means.value, label).hint(hint)
}

pub(super) fn asked(page: &ReviewPage) -> impl IntoView + use<> {
    let picks = vec![
        Pick::new("yes", t("review-asked-yes")),
        Pick::new("no", t("review-asked-no")).hint(t(or_drill(
            page,
            "review-asked-no-hint",
            "drill-review-asked-no-hint",
        ))),
    ];
    let inner = view! {
        <Choices
            name="asked_now"
            legend=t(or_drill(page, "review-asked", "drill-review-asked"))
            hint=t("review-asked-hint")
            picks=picks
        />
        {on()}
    };
    answer(page, "says", inner).into_any()
}

/// Their own words, before anything of the request is shown.
pub(super) fn says(page: &ReviewPage) -> impl IntoView + use<> {
    let unsure = || Pick::new("unsure", t("review-says-unsure"));
    let mut what: Vec<_> = WhatHappened::ALL
        .iter()
        .map(|one| Pick::new(one.word(), t(&format!("what-{}", one.word()))))
        .collect();
    what.push(unsure());
    let on_what = (!page.spoken).then(|| {
        let mut picks: Vec<_> = Platform::ALL
            .iter()
            .map(|one| Pick::new(one.word(), t(&format!("platform-{}", one.word()))))
            .collect();
        picks.push(unsure());
        view! {
            <Select
                name="on_what"
                label=t("review-says-on-what")
                hint=t("review-says-on-what-hint")
                empty=t("review-says-choose")
                picks=picks
            />
        }
    });
    let inner = view! {
        <input type="hidden" name="asked_now" value="yes"/>
        <Choices name="what" legend=t("review-says-what") picks=what/>
        {on_what}
        <Field name="place" label=t("review-says-place") hint=t("review-says-place-hint") max=200 optional=true/>
        {on()}
    };
    view! {
        <h2>{t("review-says")}</h2>
        <p>{t("review-says-lead")}</p>
        {answer(page, "says", inner)}
    }
    .into_any()
}

/// Warnings first, then both beside each other.
pub(super) fn compare(
    page: &ReviewPage,
    rows: Vec<CompareRow>,
    warnings: Vec<Words>,
    second_needed: &[Words],
) -> impl IntoView + use<> {
    let differs = rows.iter().any(|row| row.fits == Some(false));
    let (they, request) = (t("review-compare-they"), t("review-compare-request"));
    let rows: Vec<_> = rows.iter().map(|row| compared(row, &they, &request)).collect();
    let second = (!second_needed.is_empty()).then(|| {
        let reasons: Vec<_> = second_needed.iter().map(|reason| view! { <li>{say(reason)}</li> }).collect();
        view! {
            <div class="notice">
                <h2>{t("review-second-heading")}</h2>
                <p>{t("review-second-because")}</p>
                <ul>{reasons}</ul>
            </div>
        }
    });
    let label = if differs { t("review-compare-on-anyway") } else { t("review-compare-on") };
    let inner = view! { <div class="actions"><MainButton label=label/></div> };
    view! {
        <h2>{t("review-compare")}</h2>
        <Warnings warnings=warnings/>
        <p>{t("review-compare-lead")}</p>
        <table class="table beside" role="table">
            <caption class="visually-hidden">{t("review-compare-caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <td role="cell"></td>
                    <th role="columnheader" scope="col">{they.clone()}</th>
                    <th role="columnheader" scope="col">{request.clone()}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {second}
        {answer(page, "compare", inner)}
    }
    .into_any()
}

fn compared(row: &CompareRow, they: &str, request: &str) -> impl IntoView + use<> {
    let differs = row.fits == Some(false);
    let mark = differs.then(|| view! { " " <span class="beside-mark">{t("review-compare-differs")}</span> });
    view! {
        <tr class=differs.then_some("differs") role="row">
            <th role="rowheader" scope="row">{say(&row.label)}{mark}</th>
            <td role="cell" data-label=they.to_owned()>{say(&row.says)}</td>
            <td role="cell" data-label=request.to_owned()>{say(&row.request)}</td>
        </tr>
    }
}

/// The approver types; nothing here knows the code (R5).
pub(super) fn code(page: &ReviewPage, wrong: u32) -> impl IntoView + use<> {
    let wrong = (wrong > 0).then(|| {
        let key = or_drill(page, "review-code-wrong", "drill-review-code-wrong");
        let words = tv(key, &[("n", &wrong.to_string())]);
        view! {
            <p class="warning"><span class="visually-hidden">{t("common-warning")} ": "</span>{words}</p>
        }
    });
    let inner = view! {
        <Field name="code" label=t("review-code") hint=t("review-code-hint") kind=Kind::Digits max=20/>
        {on()}
    };
    view! {
        <p>{t("review-code-where")}</p>
        {wrong}
        {answer(page, "code", inner)}
    }
    .into_any()
}
