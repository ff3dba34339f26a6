//! "Take my approval back": one screen between the link and the end of the request.

use contract::approvals::ReviewPage;
use leptos::prelude::*;

use super::address;
use crate::components::{Back, ErrorSummary, Field, PlainLink};
use crate::context::{t, tv};
use crate::page::Content;

pub(super) fn screen(page: &ReviewPage) -> Content {
    // It stays in the address, so that whoever has to prove presence first comes back here.
    let to = format!("{}?do=take-back", address(page));
    Content::new(
        t("review-take-back-heading"),
        view! {
            <Back href=address(page)/>
            <ErrorSummary/>
            <h1>{t("review-take-back-heading")}</h1>
            <p class="lead">{tv("review-take-back-lead", &[("name", &page.short_name)])}</p>
            <form method="post" action=to>
                <input type="hidden" name="step" value="take-back"/>
                <Field name="note" label=t("review-note") hint=t("review-note-hint") max=500 optional=true/>
                <div class="actions">
                    <button class="btn btn-danger">{t("review-take-back-button")}</button>
                    <PlainLink href=address(page) label=t("review-take-back-not")/>
                </div>
            </form>
        },
    )
}
