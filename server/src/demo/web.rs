//! The demo's own pages: who is who and what to try, what was sent, and the switch.

use std::sync::Arc;

use app::Content;
use app::components::{Act, Back};
use app::context::{t, tv};
use axum::body::Body;
use axum::response::Response;
use contract::{PortalRef, Refusal, RefusalCode, Sent};
use http::request::Parts;
use leptos::prelude::*;
use service::Visitor;
use service::ports::{Message, PhoneMessage, Way};

use super::mailbox::Item;
use super::people::{Demonstrator, PEOPLE};
use crate::front::Front;
use crate::middleware::errors;
use crate::page::{self, Around};
use crate::router::{fields, next};
use crate::routes::Demo;

/// Answers one of the demo's routes.
pub(crate) async fn answer(
    front: &Arc<Front>,
    kind: Demo,
    parts: &Parts,
    body: Body,
    around: Around,
    visitor: &Arc<Visitor>,
) -> Result<Response, Response> {
    let portal = Arc::clone(visitor) as PortalRef;
    match kind {
        Demo::Tour => Ok(page::show_own(front, parts.clone(), around, portal, tour).await),
        Demo::Mail => {
            let items = front.mailbox.as_ref().map(|mailbox| mailbox.newest()).unwrap_or_default();
            Ok(page::show_own(front, parts.clone(), around, portal, move || mail(items.clone())).await)
        }
        Demo::Be => {
            let fields = fields(parts, body).await?;
            let whom = PEOPLE.iter().find(|person| person.user_name == fields.get("person"));
            let Some(whom) = whom else { return Err(errors::refuse(Refusal::of(RefusalCode::NotHere))) };
            match visitor.demo_session(whom.user_name).await {
                Ok(Sent::Next(path)) => Ok(next(&path)),
                Ok(Sent::Mend(_)) => Err(errors::refuse(Refusal::of(RefusalCode::Unreadable))),
                Err(refusal) => Err(errors::refuse(refusal)),
            }
        }
    }
}

fn tour() -> Content {
    let people: Vec<_> = PEOPLE.iter().map(person).collect();
    let steps = [
        "demo-try-key",
        "demo-try-manager",
        "demo-try-person",
        "demo-try-lose",
        "demo-try-decide",
        "demo-try-back",
    ];
    let steps: Vec<_> = steps.into_iter().map(|step| view! { <li>{t(step)}</li> }).collect();
    let switch = ["demo-key-tools", "demo-key-enable", "demo-key-add", "demo-key-keep"];
    let switch: Vec<_> = switch.into_iter().map(|step| view! { <li>{t(step)}</li> }).collect();
    Content::new(
        t("demo-heading"),
        view! {
            <h1>{t("demo-heading")}</h1>
            <p class="lead">{t("demo-lead")}</p>
            <p><a href="/demo/mail">{t("demo-mail-link")}</a></p>
            <h2>{t("demo-people")}</h2>
            <div class="cards">{people}</div>
            <h2>{t("demo-try")}</h2>
            <ol>{steps}</ol>
            <h2 id="authenticator">{t("demo-key")}</h2>
            <p>{t("demo-key-lead")}</p>
            <ol>{switch}</ol>
        },
    )
}

fn person(person: &'static Demonstrator) -> impl IntoView {
    let with = vec![("person", person.user_name.to_owned())];
    let user_name = tv("demo-user-name", &[("user", person.user_name)]);
    view! {
        <div class="card">
            <h3>{person.name}</h3>
            <p>{t(person.part)}</p>
            <p class="hint">{user_name}</p>
            <Act action="/demo/be" label=tv("demo-be", &[("name", person.name)]) with=with/>
        </div>
    }
}

fn mail(items: Vec<Item>) -> Content {
    let item = |item| match item {
        Item::Mail(message) => letter(message).into_any(),
        Item::Phone(message) => ring(message).into_any(),
    };
    let list: Vec<_> = items.into_iter().map(item).collect();
    let empty = list.is_empty().then(|| view! { <div class="empty"><p>{t("demo-mail-empty")}</p></div> });
    Content::new(
        t("demo-mail"),
        view! {
            <Back href="/demo"/>
            <h1>{t("demo-mail")}</h1>
            <p class="lead">{t("demo-mail-lead")}</p>
            {empty}
            <div class="cards">{list}</div>
        },
    )
    .refresh(10)
}

fn letter(message: Message) -> impl IntoView {
    let paragraphs: Vec<_> = message
        .body
        .split("\n\n")
        .map(|paragraph| {
            let lines: Vec<_> = paragraph.lines().map(|line| view! { {line.to_owned()}<br/> }).collect();
            view! { <p>{lines}</p> }
        })
        .collect();
    view! {
        <article class="card" lang=message.language>
            <h2>{message.subject}</h2>
            <p class="hint">{tv("demo-mail-to", &[("address", &message.to)])}</p>
            {paragraphs}
        </article>
    }
}

/// A text or a call: with what it is as heading, since neither has a subject.
fn ring(message: PhoneMessage) -> impl IntoView {
    let (what, hint) = match message.way {
        Way::Text => ("demo-mail-text", "demo-mail-text-hint"),
        Way::Call => ("demo-mail-call", "demo-mail-call-hint"),
    };
    view! {
        <article class="card">
            <h2>{t(what)}</h2>
            <p class="hint">{tv(hint, &[("number", &message.to)])}</p>
            <p lang=message.language>{message.text}</p>
        </article>
    }
}
