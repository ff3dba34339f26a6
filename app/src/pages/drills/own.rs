//! `/drill`: practise getting back in.

use contract::drills::{Asked, DrillPage, Over};
use contract::readiness::WhatIfDevice;
use contract::{Answer, PortalRef, Sent, Words, frame::Least};
use domain::Time;
use leptos::prelude::*;

use crate::Fields;
use crate::components::passkeys::using;
use crate::components::{
    Act, Back, Choices, ErrorSummary, Field, Kind, MainButton, NeedsScripts, Pick, PlainLink, UsePasskey,
};
use crate::context::{say, t, tv};
use crate::islands::{AskKey, Say, Watch};
use crate::page::{Content, Page, Params, Visit};
use crate::times::{ago, clock};

const PATH: &str = "/drill";

pub(in super::super) const PAGE: Page = Page {
    path: PATH,
    least: Least::Person,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let content = match visit.portal.drill(visit.query.get("anew") == "yes").await? {
        DrillPage::Begin { who, devices, last } => begin(&who, devices, last),
        DrillPage::Prove { device, ways, passkey, codes, who } => {
            prove(device.as_deref(), &ways, (passkey, codes), &who)
        }
        DrillPage::Asked(asked) => waiting(asked),
        DrillPage::Over(over) => came_out(over),
    };
    Ok(content.drill(true))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    match fields.get("act") {
        "codes" => portal.prove_in_drill(fields.own("app_code"), fields.own("recovery_code")).await,
        "ask" => portal.ask_in_drill().await,
        "stop" => portal.stop_drill().await,
        _ => portal.begin_drill(fields.own("device")).await,
    }
}

fn begin(who: &Words, devices: Vec<WhatIfDevice>, last: Option<Time>) -> Content {
    let mut picks: Vec<_> = devices
        .into_iter()
        .map(|device| {
            let platform = t(&format!("platform-{}", device.platform.word()));
            Pick::new(device.id, device.name).hint(platform)
        })
        .collect();
    picks.push(Pick::new("other", t("drill-device-other")));
    let last = last.map(|at| view! { <p class="hint">{tv("drill-offer-last", &[("ago", &ago(at))])}</p> });
    Content::new(
        t("drill-heading"),
        view! {
            <Back href="/"/>
            <ErrorSummary/>
            <h1>{t("drill-heading")}</h1>
            <p class="lead">{tv("drill-lead", &[("who", &say(who))])}</p>
            {last}
            <form method="post" action=PATH>
                <Choices name="device" legend=t("drill-device") hint=t("drill-device-hint") picks=picks/>
                <div class="actions"><MainButton label=t("drill-begin")/></div>
            </form>
        },
    )
}

/// What is pretended, in one sentence.
fn gone(device: Option<&str>) -> String {
    match device {
        Some(name) => tv("drill-gone", &[("device", name)]),
        None => t("drill-gone-other"),
    }
}

fn stop() -> impl IntoView {
    view! {
        <div class="actions">
            <Act action=PATH label=t("drill-stop") class="btn-link" with=vec![("act", "stop".to_owned())]/>
        </div>
    }
}

/// They would be back by themselves: the ways, and showing that one of them works.
fn prove(device: Option<&str>, ways: &[Words], (passkey, codes): (bool, bool), who: &Words) -> Content {
    let ways: Vec<_> = ways.iter().map(|way| view! { <li>{say(way)}</li> }).collect();
    let with_passkey = passkey.then(|| {
        view! {
            <h2>{t("drill-passkey")}</h2>
            <p>{t("drill-passkey-lead")}</p>
            <UsePasskey
                begin="/api/drill/proof/begin"
                finish="/api/drill/proof/finish"
                label=t("drill-passkey-button")
            />
        }
    });
    let with_codes = codes.then(|| {
        view! {
            <h2>{t("drill-codes")}</h2>
            <p>{t("drill-codes-lead")}</p>
            <form method="post" action=PATH>
                <input type="hidden" name="act" value="codes"/>
                <Field name="app_code" label=t("backups-app-code") hint=t("backups-six-hint") kind=Kind::Digits max=20/>
                <Field name="recovery_code" label=t("by-codes-recovery") hint=t("backups-code-hint") kind=Kind::Group max=40/>
                <div class="actions"><button class="btn btn-plain">{t("drill-codes-button")}</button></div>
            </form>
        }
    });
    let neither =
        (!passkey && !codes).then(|| view! { <div class="notice"><p>{t("drill-no-texts")}</p></div> });
    Content::new(
        t("home-by-yourself"),
        view! {
            <ErrorSummary/>
            <h1>{t("home-by-yourself")}</h1>
            <p class="lead">{gone(device)} " " {t("drill-own-lead")}</p>
            <ul>{ways}</ul>
            {neither}
            {with_passkey}
            {with_codes}
            <h2>{t("drill-ask")}</h2>
            <p>{tv("drill-ask-lead", &[("who", &say(who))])}</p>
            <div class="actions">
                <Act action=PATH label=t("drill-ask-button") with=vec![("act", "ask".to_owned())]/>
            </div>
            {stop()}
        },
    )
}

/// The code, and what the approver does meanwhile.
fn waiting(asked: Asked) -> Content {
    // What is said where the key is gone is about this drill.
    let says = using()
        .into_iter()
        .enumerate()
        .map(|(place, words)| if place == Say::Lost as usize { t("drill-lost") } else { words })
        .collect::<Vec<_>>();
    let who = say(&asked.who);
    let now = tv(&format!("drill-phase-{}", asked.phase), &[("who", &who)]);
    let status = view! {
        <h2>{t("drill-meanwhile")}</h2>
        <p class="waiting" role="status">{now}</p>
        <p class="hint">{tv("drill-until", &[("when", &clock(asked.until))])}</p>
    };
    Content::new(
        t("drill-asked-heading"),
        view! {
            <ErrorSummary/>
            <h1>{t("drill-asked-heading")}</h1>
            <p class="lead">{gone(asked.device.as_deref())} " " {t("drill-asked-lead")}</p>
            <NeedsScripts/>
            <h2>{t("sent-code")}</h2>
            <AskKey
                request=asked.request
                publish="/api/drill/key".to_owned()
                number=asked.number.unwrap_or_default()
                taken=asked.key.unwrap_or_default()
                kept=t("sent-kept")
                not_kept=t("sent-not-kept")
                asked=t("drill-asked-heading")
                says=says
            />
            <p><strong>{t("drill-read-code")}</strong></p>
            {status}
            <Watch phase=asked.phase status="/api/drill/status".to_owned()/>
            {stop()}
        },
    )
    .refresh(10)
}

/// What would have happened.
fn came_out(over: Over) -> Content {
    let heading = if over.counts { t("drill-over-heading") } else { t("drill-over-not") };
    let mut facts = Vec::new();
    if let Some(by) = over.by {
        facts.push((t("drill-over-by"), by));
    }
    if let Some(rule) = &over.evidence {
        facts.push((t("drill-over-evidence"), say(rule)));
    }
    if let Some(missing) = &over.missing {
        facts.push((t("drill-over-missing"), say(missing)));
    }
    let span = domain::Span::minutes(i64::from(over.minutes));
    facts.push((t("drill-over-took"), crate::times::span(span)));
    Content::new(
        heading.clone(),
        view! {
            <ErrorSummary/>
            <h1>{heading}</h1>
            <p class="lead">{say(&over.outcome)}</p>
            <crate::components::Facts rows=facts/>
            <p>{t("drill-over-nothing")}</p>
            <div class="actions">
                <PlainLink href="/" label=t("done-home")/>
                <a class="btn-link" href="/drill?anew=yes">{t("drill-again")}</a>
            </div>
        },
    )
}
