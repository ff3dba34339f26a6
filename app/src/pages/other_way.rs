//! `/recover/other-way`: whoever still holds something that signs in needs nobody (R1). The list is the same for every name.

use contract::{
    Answer, PortalRef, Problem, Sent, Words, by_codes::BeginByCodes, frame::Least, recovery::AskForm,
};
use domain::method::MethodKind;
use domain::suspension::WhatHappened;
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, ErrorSummary, Hidden, MainButton};
use crate::context::{form, t};
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/recover/other-way",
    least: Least::Nobody,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

/// The kinds that work now: each leads to where it is used.
const WAYS: [(&str, &str); 2] = [("passkey", "/"), ("security-key", "/")];

/// The kinds that are codes: two of them let somebody in. Which of them there are here, the Portal says.
const KINDS: [MethodKind; 3] = [MethodKind::RecoveryCodes, MethodKind::AuthenticatorApp, MethodKind::Phone];

async fn show(visit: Visit) -> Answer<Content> {
    let form = form();
    // Without the values of the form before, or with something in them to mend, that form is what is shown.
    let only_kinds = form.problem("kinds").is_some();
    if !form.is_posted() || (form.has_problems() && !only_kinds) {
        return Ok(super::recover::content());
    }
    let ways: Vec<_> = WAYS
        .iter()
        .map(|(kind, href)| {
            view! {
                <li class="card">
                    <h2><a class="card-link" href=*href>{t(&format!("other-way-{kind}"))}</a></h2>
                    <p>{t(&format!("other-way-{kind}-hint"))}</p>
                </li>
            }
        })
        .collect();
    let error = form.problem("kinds").map(|words| view! { <p class="error" id="kinds-error">{words}</p> });
    let offered = visit.portal.code_kinds().await?;
    let kinds: Vec<_> = offered
        .iter()
        .enumerate()
        .map(|(place, kind)| {
            let name = format!("kind-{}", kind.word());
            // The first is where the summary leads.
            let id = if place == 0 { "kinds".to_owned() } else { name.clone() };
            let checked = form.value(&name).is_some();
            view! {
                <div class="choice">
                    <input type="checkbox" name=name value="yes" id=id.clone() checked=checked/>
                    <label for=id>{t(&format!("other-way-{}", kind.word()))}</label>
                </div>
            }
        })
        .collect();
    let hint = if offered.contains(&MethodKind::RecoveryCodes) {
        t("other-way-codes-hint")
    } else {
        t("other-way-codes-hint-two")
    };
    // One kind alone lets nobody in.
    let codes = (offered.len() > 1).then(|| {
        view! {
            <form method="post" action="/recover/other-way" class="card">
                <Hidden name="user_name" value=""/>
                <Hidden name="what" value=""/>
                <fieldset class="choices">
                    <legend><h2>{t("other-way-codes")}</h2></legend>
                    <p class="hint">{hint}</p>
                    {error}
                    {kinds}
                </fieldset>
                <div class="actions"><button class="btn btn-plain" name="act" value="codes">{t("other-way-codes-button")}</button></div>
            </form>
        }
    });
    Ok(Content::new(
        t("other-way-heading"),
        view! {
            <Back href="/recover"/>
            <ErrorSummary/>
            <h1>{t("other-way-heading")}</h1>
            <p class="lead">{t("other-way-lead")}</p>
            <ul class="cards">{ways}</ul>
            {codes}
            <form method="post" action="/recover/other-way">
                <Hidden name="user_name" value=""/>
                <Hidden name="what" value=""/>
                <input type="hidden" name="none" value="yes"/>
                <div class="actions"><MainButton label=t("other-way-none")/></div>
            </form>
        },
    ))
}

/// From `/recover` it only shows this page with the values it got: nothing to mend, nothing written. "None of these" asks.
pub(super) async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    let mut problems = Vec::new();
    if fields.get("user_name").trim().is_empty() {
        problems.push(Problem::at("user_name", Words::of("recover-name-missing")));
    }
    if WhatHappened::from_word(fields.get("what")).is_none() {
        problems.push(Problem::at("what", Words::of("recover-what-missing")));
    }
    if problems.is_empty() && fields.get("act") == "codes" {
        let chosen = KINDS.iter().filter(|kind| fields.has(&format!("kind-{}", kind.word())));
        let kinds = chosen.map(|kind| kind.word().to_owned()).collect();
        let form = BeginByCodes { user_name: fields.own("user_name"), what: fields.own("what"), kinds };
        return portal.begin_by_codes(form).await;
    }
    if !problems.is_empty() || fields.get("none") != "yes" {
        return Ok(Sent::Mend(problems));
    }
    portal.ask(AskForm { user_name: fields.own("user_name"), what: fields.own("what") }).await
}
