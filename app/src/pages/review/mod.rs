//! `/approvals/{review}`: is it really them? One step a screen, and "this is not right" on each.

mod decide;
mod done;
mod number;
mod report;
mod steps;
mod take_back;

use contract::approvals::{ReviewPage, Step, StepForm};
use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::ErrorSummary;
use crate::context::{form, t, tv};
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/approvals/{review}",
    least: Least::Person,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.review(visit.params.get("review")).await?;
    Ok(screens(page, &visit.query))
}

/// The screen where a review stands, of a request or of a drill.
pub(super) fn screens(mut page: ReviewPage, query: &Fields) -> Content {
    let drill = page.drill;
    let step = std::mem::replace(&mut page.step, Step::Says);
    if query.get("do") == "not-right" && !matches!(step, Step::Done(_)) {
        return report::screen(&page).drill(drill);
    }
    if query.get("do") == "take-back" && page.take_back {
        return take_back::screen(&page);
    }
    let asked = query.get("asked") == "yes" || form().value("asked_now").is_some_and(|said| said == "yes");
    let inner = match step {
        Step::Device { devices, picked } => steps::device(&page, devices, picked).into_any(),
        Step::Reach { means } => steps::reach(&page, means).into_any(),
        Step::Says if asked => steps::says(&page).into_any(),
        Step::Says => steps::asked(&page).into_any(),
        Step::Compare { rows, warnings, second_needed } => {
            steps::compare(&page, rows, warnings, &second_needed).into_any()
        }
        Step::Code { wrong } => steps::code(&page, wrong).into_any(),
        Step::Decide(decide) => decide::view(&page, *decide).into_any(),
        Step::Done(outcome) if drill => return done::of_drill(&page, &outcome).drill(true),
        Step::Done(outcome) => return done::screen(&page, outcome),
    };
    screen(&page, inner).drill(drill)
}

/// The address of the review, where all its forms go.
fn address(page: &ReviewPage) -> String {
    page.address.clone()
}

/// The first key, or in a drill the second: for what would not be true of one.
fn or_drill(page: &ReviewPage, real: &'static str, drill: &'static str) -> &'static str {
    if page.drill { drill } else { real }
}

/// What stands around every step.
fn screen(page: &ReviewPage, inner: AnyView) -> Content {
    let heading = tv("review-heading", &[("name", &page.short_name)]);
    let (n, all) = (page.step_number.to_string(), page.steps.to_string());
    let lead = (page.step_number == 1).then(|| {
        let spoken = page.spoken.then(|| view! { <div class="notice"><p>{t("review-spoken")}</p></div> });
        view! { <p class="lead">{tv(or_drill(page, "review-lead", "drill-review-lead"), &[("name", &page.name)])}</p> {spoken} }
    });
    Content::new(
        heading.clone(),
        view! {
            <ErrorSummary/>
            <p class="step-note">{tv("common-step", &[("n", &n), ("all", &all)])}</p>
            <h1>{heading}</h1>
            {lead}
            {inner}
            <div class="actions">
                <a class="btn-link" href=format!("{}?do=not-right", address(page))>{t("review-not-right")}</a>
            </div>
        },
    )
}

async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    let id = params.get("review");
    if asks_for_more(&fields) {
        return Ok(Sent::next(format!("/approvals/{id}?asked=yes")));
    }
    portal.answer_step(id, answered(&fields)).await
}

/// "Yes, they asked just now" is half of its step: the rest is asked on a screen of its own.
pub(super) fn asks_for_more(fields: &Fields) -> bool {
    fields.get("step") == "says" && fields.get("asked_now") == "yes" && !fields.has("place")
}

/// What a step's form sent.
pub(super) fn answered(fields: &Fields) -> StepForm {
    StepForm {
        step: fields.own("step"),
        device: fields.own("device"),
        means: fields.own("means"),
        means_done: fields.own("means_done"),
        asked_now: fields.own("asked_now"),
        what: fields.own("what"),
        on_what: fields.own("on_what"),
        place: fields.own("place"),
        code: fields.own("code"),
        note: fields.own("note"),
    }
}
