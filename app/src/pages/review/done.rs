//! How a review ended. Nothing secret stands here; it says what happens next, and an approval that stands can be taken back.

use contract::approvals::{Outcome, ReviewPage};
use leptos::prelude::*;

use super::address;
use crate::components::PlainLink;
use crate::context::{t, tv};
use crate::page::Content;

pub(super) fn screen(page: &ReviewPage, outcome: Outcome) -> Content {
    let name = [("name", page.short_name.as_str())];
    let (heading, lead) = match outcome {
        Outcome::Approved => (t("review-done-approved"), t("review-done-approved-lead")),
        Outcome::HalfApproved => (t("review-done-half"), t("review-done-half-lead")),
        Outcome::Denied => (t("review-done-denied"), t("review-done-denied-lead")),
        Outcome::Reported => (t("review-done-reported"), t("review-done-reported-lead")),
        Outcome::WrongCodes => (t("review-done-wrong-codes"), tv("review-done-wrong-codes-lead", &name)),
        Outcome::TakenBack => (t("review-done-taken-back"), t("review-done-taken-back-lead")),
        Outcome::Ended => (t("review-done-ended"), t("review-done-ended-lead")),
        Outcome::HalfToRead => (t("review-done-half-to-read"), t("review-done-half-to-read-lead")),
    };
    let half = (outcome == Outcome::HalfToRead).then(|| {
        let href = format!("{}/half", address(page));
        view! { <a class="btn btn-main" href=href>{t("review-done-half-to-read-button")}</a> }
    });
    let take_back = page.take_back.then(|| {
        let href = format!("{}?do=take-back", address(page));
        view! {
            <div class="actions"><a class="btn-link" href=href>{t("review-take-back-open")}</a></div>
        }
    });
    Content::new(
        heading.clone(),
        view! {
            <h1>{heading}</h1>
            <p class="lead">{lead}</p>
            <div class="actions">{half}<PlainLink href="/approvals" label=t("review-done-back")/></div>
            {take_back}
        },
    )
}

/// The same of a drill, which did nothing.
pub(super) fn of_drill(page: &ReviewPage, outcome: &Outcome) -> Content {
    let lead = match outcome {
        Outcome::Approved => "drill-done-approved",
        Outcome::HalfApproved => "drill-done-half",
        Outcome::Denied => "drill-done-denied",
        Outcome::Reported => "drill-done-reported",
        Outcome::WrongCodes => "drill-done-wrong-codes",
        Outcome::TakenBack | Outcome::Ended | Outcome::HalfToRead => "drill-done-ended",
    };
    Content::new(
        t("drill-done"),
        view! {
            <h1>{t("drill-done")}</h1>
            <p class="lead">{tv(lead, &[("name", &page.short_name)])}</p>
            <div class="actions"><PlainLink href="/approvals" label=t("review-done-back")/></div>
        },
    )
}
