//! The last screen: what was recorded, what it counts as, what will happen; approve by passkey, or deny.

use contract::approvals::{Decide, ReviewPage};
use leptos::prelude::*;

use super::{address, or_drill};
use crate::components::{Facts, Field, UsePasskey, Warnings};
use crate::context::{say, t, tv};

pub(super) fn view(page: &ReviewPage, decide: Decide) -> impl IntoView + use<> {
    let Decide {
        recorded,
        warnings,
        evidence,
        missing,
        effects,
        needs_second,
        is_second,
        fingerprint,
        delay_hours,
    } = decide;
    let mut rows: Vec<_> = recorded.iter().map(|(name, value)| (say(name), say(value))).collect();
    if let Some(evidence) = &evidence {
        rows.push((t("review-decide-evidence"), say(evidence)));
    }
    let other = match (is_second, needs_second) {
        (true, _) => Some(t("review-decide-is-second")),
        (false, true) => {
            Some(t(or_drill(page, "review-decide-second-needed", "drill-review-decide-second-needed")))
        }
        (false, false) => None,
    };
    let other = other.map(|words| view! { <div class="notice"><p>{words}</p></div> });
    let may = missing.is_none() && evidence.is_some();
    let what_happens = may.then(|| {
        let told = match (page.drill, page.spoken) {
            (true, _) => "drill-review-decide-told",
            (false, true) => "review-decide-told-spoken",
            (false, false) => "review-decide-told",
        };
        let pauses = or_drill(page, "review-decide-pauses", "drill-review-decide-pauses");
        let heading = or_drill(page, "review-decide-effects", "drill-review-decide-effects");
        let paused: Vec<_> = effects
            .iter()
            .map(|(method, kind)| {
                let kind = t(&format!("method-{}", kind.word()));
                view! { <li>{tv(pauses, &[("method", method), ("kind", &kind)])}</li> }
            })
            .collect();
        let nothing = paused.is_empty().then(|| view! { <li>{t(or_drill(page, "review-decide-nothing-paused", "drill-review-decide-nothing-paused"))}</li> });
        let delay = (delay_hours > 0 && !page.drill)
            .then(|| view! { <li>{tv("review-decide-delay", &[("hours", &delay_hours.to_string())])}</li> });
        view! {
            <h2>{t(heading)}</h2>
            <ul>{paused}{nothing}<li>{tv(told, &[("name", &page.short_name)])}</li>{delay}</ul>
        }
    });
    let key = (!fingerprint.is_empty()).then(|| {
        view! {
            <details><summary>{t("review-key")}</summary><p dir="ltr">{fingerprint}</p></details>
        }
    });
    let approve = if may {
        let (begin, finish) =
            (format!("/api{}/begin", address(page)), format!("/api{}/finish", address(page)));
        view! { <UsePasskey begin=begin finish=finish label=t(or_drill(page, "review-approve", "drill-review-approve"))/> }.into_any()
    } else {
        let why = missing.as_ref().map(say).unwrap_or_default();
        view! {
            <div class="actions">
                <button type="button" class="btn" aria-disabled="true" aria-describedby="why">{t("review-approve-not")}</button>
            </div>
            <p class="hint" id="why">{why}</p>
        }
        .into_any()
    };
    view! {
        <h2>{t("review-decide")}</h2>
        <Warnings warnings=warnings/>
        <p>{t("review-decide-lead")}</p>
        <Facts rows=rows/>
        {key}
        {what_happens}
        {other}
        {approve}
        <h2>{t("review-deny-heading")}</h2>
        <form method="post" action=address(page)>
            <input type="hidden" name="step" value="deny"/>
            <Field name="note" label=t("review-note") hint=t("review-note-hint") max=500 optional=true/>
            <div class="actions"><button class="btn btn-danger">{t("review-deny")}</button></div>
        </form>
    }
    .into_any()
}
