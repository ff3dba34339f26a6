//! `/desk/requests/{id}`: the life of a request, and what this role may do now. Each action has a screen of its own, as `do` in
//! the address says; what it does not offer says why.

use contract::desk::{DeskAction, DeskForm, DeskRequest, TimelineRow};
use contract::{Answer, PortalRef, Sent, Words, frame::Least};
use leptos::prelude::*;

use super::state;
use crate::Fields;
use crate::components::{Act, Back, Choices, ErrorSummary, Facts, Field, Pick, PlainLink, Warnings};
use crate::context::{form, say, t, tv};
use crate::page::{Content, Page, Params, Visit};
use crate::times::When;

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/requests/{id}",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

/// The word of an action in forms and addresses.
const fn word(action: DeskAction) -> &'static str {
    match action {
        DeskAction::Decide => "decide",
        DeskAction::Withdraw => "withdraw",
        DeskAction::TakeBack => "take-back",
        DeskAction::LiftFreeze => "lift-freeze",
        DeskAction::EndFrozen => "end-frozen",
        DeskAction::FoundAgain => "found-again",
    }
}

async fn show(visit: Visit) -> Answer<Content> {
    let request = visit.portal.desk_request(visit.params.get("id")).await?;
    let wanted = form().value("action").unwrap_or_else(|| visit.query.own("do"));
    let action = request.actions.iter().copied().find(|action| word(*action) == wanted);
    let content = match action {
        Some(action) if action != DeskAction::Decide => act(&request, action),
        _ => whole(&request),
    };
    Ok(content.drill(request.drill))
}

fn address(request: &DeskRequest) -> String {
    format!("/desk/requests/{}", request.id)
}

fn said(rows: &[(Words, Words)]) -> Vec<(String, String)> {
    rows.iter().map(|(name, value)| (say(name), say(value))).collect()
}

fn whole(request: &DeskRequest) -> Content {
    let actions: Vec<_> = request.actions.iter().map(|action| offered(request, *action)).collect();
    let actions = if actions.is_empty() {
        view! { <p>{t("request-actions-none")}</p> }.into_any()
    } else {
        view! { <ul class="cards">{actions}</ul> }.into_any()
    };
    let not_now = (!request.not_now.is_empty()).then(|| {
        view! { <h2>{t("request-not-now")}</h2> <Facts rows=said(&request.not_now)/> }
    });
    let timeline: Vec<_> = request.timeline.iter().map(event).collect();
    let timeline = if timeline.is_empty() {
        view! { <div class="empty"><p>{t("request-timeline-none")}</p></div> }.into_any()
    } else {
        view! { <ol class="timeline">{timeline}</ol> }.into_any()
    };
    Content::new(
        request.name.clone(),
        view! {
            <Back href="/desk"/>
            <ErrorSummary/>
            <h1>{request.name.clone()}</h1>
            <p>{state(&request.state)}</p>
            <Warnings warnings=request.warnings.clone()/>
            <h2>{t("request-facts")}</h2>
            <Facts rows=said(&request.facts)/>
            <h2>{t("request-actions")}</h2>
            {actions}
            {not_now}
            <h2>{t("request-timeline")}</h2>
            {timeline}
        },
    )
}

/// An action as a card: deciding begins a review, the others lead to their screen.
fn offered(request: &DeskRequest, action: DeskAction) -> impl IntoView + use<> {
    let (label, help) = match action {
        DeskAction::Decide => (t("approvals-begin"), t("request-do-decide-help")),
        DeskAction::Withdraw => (t("request-do-withdraw"), t("request-do-withdraw-help")),
        DeskAction::TakeBack => (t("request-do-take-back"), t("request-do-take-back-help")),
        DeskAction::LiftFreeze => (t("request-do-lift-freeze"), t("request-do-lift-freeze-help")),
        DeskAction::EndFrozen => (t("request-do-end-frozen"), t("request-do-end-frozen-help")),
        DeskAction::FoundAgain => (t("request-do-found-again"), t("request-do-found-again-help")),
    };
    let go = if action == DeskAction::Decide {
        let with = vec![("person", request.person.clone())];
        view! { <Act action="/approvals" label=label class="btn btn-main" with=with/> }.into_any()
    } else {
        view! { <PlainLink href=format!("{}?do={}", address(request), word(action)) label=label/> }.into_any()
    };
    view! { <li class="card"><p>{help}</p><div class="actions">{go}</div></li> }
}

/// The screen of one action, with how the person was checked where that is what it rests on.
fn act(request: &DeskRequest, action: DeskAction) -> Content {
    let (heading, lead, button) = match action {
        DeskAction::TakeBack => {
            (t("request-do-take-back-heading"), t("request-do-take-back-lead"), t("request-do-take-back"))
        }
        DeskAction::LiftFreeze => (
            t("request-do-lift-freeze-heading"),
            t("request-do-lift-freeze-lead"),
            t("request-do-lift-freeze"),
        ),
        DeskAction::EndFrozen => {
            (t("request-do-end-frozen-heading"), t("request-do-end-frozen-lead"), t("request-do-end-frozen"))
        }
        DeskAction::FoundAgain => (
            t("request-do-found-again-heading"),
            t("request-do-found-again-lead"),
            t("request-do-found-again"),
        ),
        DeskAction::Withdraw | DeskAction::Decide => {
            (t("request-do-withdraw-heading"), t("request-do-withdraw-help"), t("request-do-withdraw"))
        }
    };
    let opens = matches!(action, DeskAction::LiftFreeze | DeskAction::FoundAgain);
    let look = if opens { "btn btn-main" } else { "btn btn-danger" };
    let check = opens.then(|| {
        let picks = vec![
            Pick::new("in-person", t("request-check-in-person")).hint(t("request-check-in-person-hint")),
            Pick::new("live-video", t("request-check-live-video")).hint(t("request-check-live-video-hint")),
        ];
        view! { <Choices name="check" legend=t("request-check") picks=picks/> }
    });
    // The action stays in the address, so that whoever has to prove presence first comes back here.
    let to = format!("{}?do={}", address(request), word(action));
    Content::new(
        heading.clone(),
        view! {
            <Back href=address(request)/>
            <ErrorSummary/>
            <h1>{heading}</h1>
            <p class="lead">{tv("request-about", &[("name", &request.name)])} " " {lead}</p>
            <Warnings warnings=request.warnings.clone()/>
            <form method="post" action=to>
                <input type="hidden" name="action" value=word(action)/>
                {check}
                <Field name="note" label=t("review-note") hint=t("review-note-hint") max=500 optional=true/>
                <div class="actions"><button class=look>{button}</button></div>
            </form>
        },
    )
}

fn event(row: &TimelineRow) -> impl IntoView + use<> {
    let details = (!row.details.is_empty()).then(|| view! { <Facts rows=said(&row.details)/> });
    view! {
        <li>
            <p class="timeline-what">{say(&row.what)}</p>
            <p class="timeline-who">{say(&row.who)} " · " <When at=row.at/></p>
            {details}
        </li>
    }
}

async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    let form =
        DeskForm { action: fields.own("action"), check: fields.own("check"), note: fields.own("note") };
    portal.desk_act(params.get("id"), form).await
}
