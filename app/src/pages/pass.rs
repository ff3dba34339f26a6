//! `/pass`: a spoken or first-day pass, typed by its holder.

use contract::{Answer, PortalRef, Problem, Sent, Words, frame::Least, sign_in::PassForm};
use domain::pass::{GROUP_SYMBOLS, Group, GroupError};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{ErrorSummary, Field, Kind, MainButton};
use crate::context::{t, tv};
use crate::islands::CheckPass;
use crate::islands::check_pass::{FIELDS, HAS, SYMBOL};
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/pass",
    least: Least::Nobody,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(Content::new(
        t("pass-heading"),
        view! {
            <ErrorSummary/>
            <h1>{t("pass-heading")}</h1>
            <p class="lead">{t("pass-lead")}</p>
            <form method="post" action="/pass">
                <Field name="user_name" label=t("sign-in-user-name") kind=Kind::UserName/>
                <Field name="first" label=t("pass-first") hint=t("pass-group-hint") kind=Kind::Group max=40/>
                <Field name="second" label=t("pass-second") hint=t("pass-group-hint") kind=Kind::Group max=40/>
                <div class="actions">
                    <MainButton label=t("pass-button")/>
                    <a class="btn-link" href="/">{t("common-back")}</a>
                </div>
            </form>
            <CheckPass heading=t("common-error-summary") says=slips()/>
        },
    ))
}

/// Slips are found by the check symbols before anything is tried with the pass.
async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    let mut problems = Vec::new();
    if fields.get("user_name").trim().is_empty() {
        problems.push(Problem::at("user_name", Words::of("sign-in-user-name-missing")));
    }
    for (field, half) in FIELDS {
        if let Err(error) = Group::read(fields.get(field), half) {
            problems.push(Problem::at(field, slip(error)));
        }
    }
    if !problems.is_empty() {
        return Ok(Sent::Mend(problems));
    }
    let form = PassForm {
        user_name: fields.own("user_name"),
        first: fields.own("first"),
        second: fields.own("second"),
    };
    portal.enter_pass(form).await
}

/// The words for [`slip`] as the browser's check takes them.
fn slips() -> Vec<String> {
    let needs = GROUP_SYMBOLS.to_string();
    let counts = [("has", HAS), ("needs", &needs)];
    vec![
        t("pass-group-empty"),
        tv("pass-group-short", &counts),
        tv("pass-group-long", &counts),
        tv("pass-group-symbol", &[("symbol", SYMBOL)]),
        t("pass-group-mistyped"),
        t("pass-group-other"),
    ]
}

/// What to do about a group that cannot be right.
fn slip(error: GroupError) -> Words {
    match error {
        GroupError::Empty => Words::of("pass-group-empty"),
        GroupError::TooShort { has, needs } => {
            Words::of("pass-group-short").with("has", has).with("needs", needs)
        }
        GroupError::TooLong { has, needs } => {
            Words::of("pass-group-long").with("has", has).with("needs", needs)
        }
        GroupError::NotASymbol(c) => Words::of("pass-group-symbol").with("symbol", c),
        GroupError::Mistyped => Words::of("pass-group-mistyped"),
        GroupError::OtherGroup => Words::of("pass-group-other"),
    }
}
