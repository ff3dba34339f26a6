//! What whoever is signed in finds at `/`: would they get back in, and the one thing to do next.

use contract::methods::{DeviceCard, Home, MethodCard, OpenRequest, Standing};
use contract::{Answer, Words};
use domain::method::{MethodKind, MethodState};
use leptos::prelude::*;

use crate::components::{Act, ErrorSummary, PlainLink};
use crate::context::{say, t, tv};
use crate::page::{Content, Visit};
use crate::times::ago;

/// The heading says where they stand (R10), the button what to do about it.
pub(super) async fn show(visit: Visit) -> Answer<Content> {
    let home = visit.portal.home().await?;
    let team = visit.portal.manages_somebody().await?;
    let team = team.then(|| view! { <a class="btn-link" href="/team">{t("team-heading")}</a> });
    let runbooks = visit.portal.runbooks().await?;
    let drill = visit.portal.drill_offer().await?;
    let (heading, lead) = match home.standing {
        Standing::ByYourself => (t("home-by-yourself"), t("home-by-yourself-lead")),
        Standing::WithHelp => (t("home-with-help"), t("home-with-help-lead")),
        Standing::NotAtAll => (t("home-not-at-all"), t("home-not-at-all-lead")),
    };
    let to_add = home.next_path.as_deref() != Some("/methods/add");
    let Home { next, next_path, methods, devices, open_requests, .. } = home;
    let next = next.map(|words| next_step(&words, next_path));
    let add = to_add.then(|| view! { <PlainLink href="/methods/add" label=t("home-add")/> });
    let methods_view = if methods.is_empty() {
        view! { <div class="empty"><p>{t("home-methods-none")}</p></div> }.into_any()
    } else {
        let cards: Vec<_> = methods.into_iter().map(method).collect();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    let devices_view = if devices.is_empty() {
        view! { <div class="empty"><p>{t("home-devices-none")}</p></div> }.into_any()
    } else {
        let cards: Vec<_> = devices.into_iter().map(device).collect();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    Ok(Content::new(
        heading.clone(),
        view! {
            <ErrorSummary/>
            <h1>{heading}</h1>
            <p class="lead">{lead}</p>
            {requests(open_requests)}
            {next}
            {super::runbooks::at_home(&runbooks)}
            <h2>{t("home-methods")}</h2>
            {methods_view}
            <div class="actions">{add}<a class="btn-link" href="/sessions">{t("home-sessions")}</a></div>
            <h2>{t("home-devices")}</h2>
            {devices_view}
            <div class="actions">
                <PlainLink href="/what-if" label=t("what-if-heading")/>
                <a class="btn-link" href="/devices">{t("devices-all")}</a>
                {team}
                <a class="btn-link" href="/runbooks/begin">{t("runbook-home-new")}</a>
            </div>
            {super::drills::offer(&drill, "btn btn-plain")}
        },
    ))
}

/// The one next step: theirs to take, or for somebody else to do.
fn next_step(words: &Words, path: Option<String>) -> impl IntoView + use<> {
    match path {
        Some(path) => {
            view! { <div class="actions"><a class="btn btn-main" href=path>{say(words)}</a></div> }.into_any()
        }
        None => view! { <div class="notice"><p>{say(words)}</p></div> }.into_any(),
    }
}

/// Requests in their name, first of all: if it wasn't them, every minute counts.
fn requests(requests: Vec<OpenRequest>) -> Option<impl IntoView> {
    let cards: Vec<_> = requests
        .into_iter()
        .map(|request| {
            let stop = request.can_stop.then(|| {
                view! {
                    <p>{t("home-request-stop-hint")}</p>
                    <div class="actions">
                        <Act action="/" label=t("home-request-stop") class="btn btn-danger" with=vec![("request", request.id)]/>
                    </div>
                }
            });
            view! {
                <li class="card card-warn">
                    <p><span class="tag tag-warn">{t(&request.state)}</span></p>
                    <p>{tv("home-request-asked", &[("ago", &ago(request.asked))])}</p>
                    {stop}
                </li>
            }
        })
        .collect();
    (!cards.is_empty()).then(|| {
        view! {
            <h2>{t("home-requests")}</h2>
            <p>{t("home-requests-lead")}</p>
            <ul class="cards">{cards}</ul>
        }
    })
}

/// A tag for the state of a method, never by colour alone.
pub(super) fn method_state(state: MethodState) -> impl IntoView {
    let class = match state {
        MethodState::Active => "tag tag-good",
        MethodState::Suspended => "tag tag-warn",
        MethodState::Removed => "tag tag-stop",
    };
    view! { <span class=class>{t(&format!("method-state-{}", state.word()))}</span> }
}

/// Where a method's own page is: for a security key its facts, since "where does it live?" would be asked again.
fn address(card: &MethodCard) -> String {
    match card.kind {
        MethodKind::SecurityKey => format!("/methods/{}?step=show", card.id),
        _ => format!("/methods/{}", card.id),
    }
}

fn method(card: MethodCard) -> impl IntoView {
    let kind = t(&format!("method-{}", card.kind.word()));
    let lives = match (card.lives_on.is_empty(), card.kind) {
        (false, _) => Some(tv("home-method-lives", &[("where", &card.lives_on.join(", "))])),
        (true, MethodKind::Passkey | MethodKind::AuthenticatorApp | MethodKind::Phone) => {
            Some(t("home-method-unplaced"))
        }
        (true, _) => None,
    };
    let model = card.model.clone().map(|model| view! { <p class="hint">{model}</p> });
    let added = tv("home-method-added", &[("ago", &ago(card.added))]);
    let used = match card.last_worked {
        Some(at) => tv("home-method-used", &[("ago", &ago(at))]),
        None => t("home-method-never"),
    };
    let href = address(&card);
    view! {
        <li class="card">
            <h3><a class="card-link" href=href>{card.name}</a></h3>
            <p>{kind}</p>
            {model}
            {lives.map(|lives| view! { <p>{lives}</p> })}
            <p>{method_state(card.state)}</p>
            <p class="hint">{added} " " {used}</p>
        </li>
    }
}

fn device(card: DeviceCard) -> impl IntoView {
    let (platform, ownership) = (
        t(&format!("platform-{}", card.platform.word())),
        t(&format!("ownership-{}", card.ownership.word())),
    );
    let if_lost = match card.if_lost {
        Standing::ByYourself => t("home-if-lost-by-yourself"),
        Standing::WithHelp => t("home-if-lost-with-help"),
        Standing::NotAtAll => t("home-if-lost-not-at-all"),
    };
    let question = tv("home-if-lost-of", &[("device", &card.name)]);
    view! {
        <li class="card">
            <h3>{card.name}</h3>
            <p>{platform} ". " {ownership} "."</p>
            <details><summary>{question}</summary><p>{if_lost}</p></details>
        </li>
    }
}
