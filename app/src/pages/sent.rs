//! `/recover/sent`: what the asking browser sees until it may use its pass. Until approval it is the same for every name.

use contract::{
    Answer, PortalRef, Sent,
    frame::Least,
    recovery::{Phase, Waiting},
};
use leptos::prelude::*;

use crate::Fields;
use crate::components::passkeys::using;
use crate::components::{Act, NeedsScripts, UsePass};
use crate::context::{help, t, tv};
use crate::islands::{AskKey, Watch};
use crate::page::{Content, Page, Params, Visit};
use crate::times::{ago, clock};

pub(super) const PAGE: Page = Page {
    path: "/recover/sent",
    least: Least::Asker,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let waiting = visit.portal.waiting().await?;
    let drill = waiting.drill;
    let content = match waiting.phase {
        Phase::Waiting => asked(waiting, false),
        Phase::WaitingLong => asked(waiting, true),
        Phase::ClearedUntold | Phase::ClearedLater => cleared_later(&waiting),
        Phase::Cleared => cleared(waiting),
        Phase::Over => super::ended::content(),
    };
    Ok(content.drill(drill))
}

/// The word by which the status endpoint calls a phase.
const fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::Waiting => "waiting",
        Phase::WaitingLong => "waiting-long",
        Phase::ClearedUntold => "cleared-untold",
        Phase::ClearedLater => "cleared-later",
        Phase::Cleared => "cleared",
        Phase::Over => "over",
    }
}

fn asked(request: Waiting, long: bool) -> Content {
    let long = long.then(|| {
        let help = tv("sent-long", &[("help", &help())]);
        view! { <div class="notice"><h2>{t("sent-long-heading")}</h2><p>{help}</p></div> }
    });
    Content::new(
        t("sent-heading"),
        view! {
            <p class="step-note">{tv("common-step", &[("n", "2"), ("all", "4")])}</p>
            <h1>{t("sent-heading")}</h1>
            <p>
                {t("sent-asked-for")} " " <strong>{request.name_given}</strong> ". " {t("sent-not-right")} " "
                <a href="/recover">{t("sent-change")}</a>
            </p>
            <NeedsScripts/>
            <h2>{t("sent-code")}</h2>
            <AskKey
                request=request.request
                number=request.number.unwrap_or_default()
                taken=request.key.unwrap_or_default()
                kept=t("sent-kept")
                not_kept=t("sent-not-kept")
                says=using()
            />
            <p>{t("sent-reached")}</p>
            <p><strong>{t("sent-read-code")}</strong></p>
            <p><a href="/recover/sent/code">{t("sent-give-code")}</a></p>
            {long}
            <p class="waiting">{tv("sent-looking", &[("ago", &ago(request.asked))])}</p>
            <Watch phase=word(request.phase).to_owned()/>
            <div class="actions"><Act action="/recover/sent" label=t("sent-cancel") class="btn-link"/></div>
        },
    )
    .refresh(10)
}

/// Approved, but not yet: from when on, once `security` was told, and before that only what it waits for.
fn cleared_later(waiting: &Waiting) -> Content {
    let when = match waiting.works_from {
        Some(from) => tv("cleared-later-from", &[("when", &clock(from))]),
        None => t("cleared-later-untold"),
    };
    Content::new(
        t("cleared-heading"),
        view! {
            <h1>{t("cleared-heading")}</h1>
            <p class="lead">{when}</p>
            <p>{t("cleared-later")}</p>
            <p class="waiting">{t("cleared-later-waiting")}</p>
            <Watch phase=word(waiting.phase).to_owned()/>
            <div class="actions"><Act action="/recover/sent" label=t("sent-cancel") class="btn-link"/></div>
        },
    )
    .refresh(60)
}

fn cleared(request: Waiting) -> Content {
    let pass = if request.passes_left == 0 {
        view! {
            <p>{t("cleared-none-left")}</p>
            <div class="actions"><a class="btn btn-main" href="/recover">{t("cleared-ask-again")}</a></div>
        }
        .into_any()
    } else {
        view! {
            <p>{t("cleared-how-long")}</p>
            {(request.passes_left == 1).then(|| view! { <p class="warning">{t("cleared-last")}</p> })}
            <NeedsScripts/>
            <UsePass request=request.request label=t("cleared-use")/>
        }
        .into_any()
    };
    Content::new(
        t("cleared-heading"),
        view! {
            <h1>{t("cleared-heading")}</h1>
            <p class="lead">{t("cleared-lead")}</p>
            {pass}
            <div class="actions"><Act action="/recover/sent" label=t("sent-cancel") class="btn-link"/></div>
        },
    )
}

/// The only form here withdraws the request.
async fn submit(portal: PortalRef, _: Params, _: Fields) -> Answer<Sent> {
    portal.cancel_request().await
}
