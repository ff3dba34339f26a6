//! "This is not right": one screen between the link and the end of the request.

use contract::approvals::ReviewPage;
use leptos::prelude::*;

use super::{address, or_drill};
use crate::components::{ErrorSummary, Field, PlainLink};
use crate::context::{t, tv};
use crate::page::Content;

pub(super) fn screen(page: &ReviewPage) -> Content {
    Content::new(
        t(or_drill(page, "review-report-heading", "drill-review-report-heading")),
        view! {
            <ErrorSummary/>
            <h1>{t(or_drill(page, "review-report-heading", "drill-review-report-heading"))}</h1>
            <p class="lead">{tv(or_drill(page, "review-report-lead", "drill-review-report-lead"), &[("name", &page.short_name)])}</p>
            <form method="post" action=address(page)>
                <input type="hidden" name="step" value="not-right"/>
                <Field name="note" label=t("review-note") hint=t("review-note-hint") max=500 optional=true/>
                <div class="actions">
                    <button class="btn btn-danger">{t(or_drill(page, "review-report-button", "drill-review-report-button"))}</button>
                    <PlainLink href=address(page) label=t("review-report-back")/>
                </div>
            </form>
        },
    )
}
