//! `/approvals/{review}/half`: one half of a spoken pass, shown once, on the answer to a form and nowhere else (R5), and only
//! after a fresh proof.

use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, ErrorSummary, MainButton};
use crate::context::{form, t, tv};
use crate::islands::HideAfter;
use crate::page::{Content, Page, Params, Visit};
use crate::times::clock;

/// A half hides after so many seconds: time enough to read it out twice.
const HIDE_AFTER: u32 = 600;

pub(super) const PAGE: Page = Page {
    path: "/approvals/{review}/half",
    least: Least::FreshPerson,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let id = visit.params.get("review");
    let asked_for = form().value("show").is_some_and(|show| show == "yes");
    let half = visit.portal.half(id.clone(), asked_for).await?;
    let address = format!("/approvals/{id}/half");
    let name = [("name", half.name.as_str())];
    let part = match half.group {
        Some(group) => {
            let groups: Vec<_> =
                group.split_whitespace().map(|four| view! { <span>{four.to_owned()}</span> }).collect();
            let until =
                half.until.map(|until| view! { <p>{tv("half-until", &[("when", &clock(until))])}</p> });
            view! {
                <p class="pass-group" dir="ltr">{groups}</p>
                <p><strong>{t("half-once")}</strong></p>
                <p>{tv("half-type", &name)}</p>
                {until}
                <HideAfter seconds=HIDE_AFTER address=address/>
            }
            .into_any()
        }
        None if asked_for => view! { <div class="notice"><p>{tv("half-seen", &name)}</p></div> }.into_any(),
        None => view! {
            <p>{tv("half-show-hint", &name)}</p>
            <form method="post" action=address>
                <input type="hidden" name="show" value="yes"/>
                <div class="actions"><MainButton label=t("half-show")/></div>
            </form>
        }
        .into_any(),
    };
    let content = Content::new(
        t("half-heading"),
        view! {
            <Back href="/approvals"/>
            <ErrorSummary/>
            <p class="step-note">{tv("half-which", &[("n", &half.which.to_string())])}</p>
            <h1>{t("half-heading")}</h1>
            <p class="lead">{tv("half-lead", &[("name", &half.name), ("other", &half.other)])}</p>
            {part}
        },
    );
    Ok(if asked_for { content.refresh(HIDE_AFTER) } else { content })
}

/// Nothing to mend: the page itself is the answer, so that the half stands in no address and in no history.
async fn submit(_: PortalRef, _: Params, _: Fields) -> Answer<Sent> {
    Ok(Sent::Mend(Vec::new()))
}
