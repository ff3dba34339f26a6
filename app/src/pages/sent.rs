//! `/recover/sent`: what the asking browser sees until it may use its pass. Until approval it is the same for every name.

use contract::{
    Answer, PortalRef, Sent,
    frame::Least,
    recovery::{Phase, Waiting},
};
use domain::method::MethodKind;
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

/// What the page fetches while it waits.
const STATUS: &str = "/api/recover/status";

async fn show(visit: Visit) -> Answer<Content> {
    let waiting = visit.portal.waiting().await?;
    let drill = waiting.drill;
    let content = match waiting.phase {
        Phase::Waiting | Phase::WaitingLong => {
            let codes = visit.portal.code_kinds().await?.contains(&MethodKind::RecoveryCodes);
            asked(waiting, codes)
        }
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

/// `codes` says whether a recovery code can be given along.
fn asked(request: Waiting, codes: bool) -> Content {
    // Nobody is asked before the key is there (R2), so only then the page says that somebody was; the island does, once it has
    // sent it. Whose name was given makes no difference.
    let taken = request.number.is_some();
    let heading = if taken { t("sent-heading") } else { t("sent-heading-before") };
    let before = (!taken).then(|| view! { <p id="not-yet">{t("sent-not-yet")}</p> });
    let long = (request.phase == Phase::WaitingLong).then(|| {
        let words = if taken { "sent-long" } else { "sent-long-before" };
        let help = tv(words, &[("help", &help())]);
        view! { <div class="notice"><h2>{t("sent-long-heading")}</h2><p>{help}</p></div> }
    });
    let give = codes.then(|| view! { <p><a href="/recover/sent/code">{t("sent-give-code")}</a></p> });
    Content::new(
        heading.clone(),
        view! {
            <p class="step-note">{tv("common-step", &[("n", "2"), ("all", "4")])}</p>
            <h1>{heading}</h1>
            {before}
            <p>
                {t("sent-asked-for")} " " <strong>{request.name_given}</strong> ". " {t("sent-not-right")} " "
                <a href="/recover">{t("sent-change")}</a>
            </p>
            <NeedsScripts/>
            <h2>{t("sent-code")}</h2>
            <AskKey
                request=request.request
                publish="/api/recover/key".to_owned()
                number=request.number.unwrap_or_default()
                taken=request.key.unwrap_or_default()
                kept=t("sent-kept")
                not_kept=t("sent-not-kept")
                asked=t("sent-heading")
                says=using()
            />
            <p>{t("sent-reached")}</p>
            <p><strong>{t("sent-read-code")}</strong></p>
            {give}
            {long}
            <p class="waiting">{tv("sent-looking", &[("ago", &ago(request.asked))])}</p>
            <Watch phase=word(request.phase).to_owned() status=STATUS.to_owned()/>
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
            <Watch phase=word(waiting.phase).to_owned() status=STATUS.to_owned()/>
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
