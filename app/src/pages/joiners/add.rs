//! `/desk/joiners/add`: puts people on the list of those who are about to start, found or pasted. Only after a fresh proof.

use contract::joiners::{Candidate, PrepareForm};
use contract::{Answer, PortalRef, Sent, frame::Least};
use domain::device::{Ownership, Platform};
use leptos::prelude::*;

use super::super::runbooks::{ownerships, platforms};
use super::chosen;
use crate::Fields;
use crate::components::{Back, ErrorSummary, MainButton};
use crate::context::{form, t};
use crate::page::{Content, Page, Params, Visit};
use crate::times::date;

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/joiners/add",
    least: Least::FreshPerson,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let search = visit.query.get("search").trim().to_owned();
    let found = visit.portal.joiner_candidates(search.clone()).await?;
    let boxes: Vec<_> = found.iter().map(tick).collect();
    let boxes = if boxes.is_empty() {
        view! { <div class="empty"><p>{t("joiners-no-candidates")}</p></div> }.into_any()
    } else {
        view! { <fieldset class="choices"><legend>{t("joiners-candidates")}</legend>{boxes}</fieldset> }
            .into_any()
    };
    let problem = form().problem("names");
    let class = if problem.is_some() { "field field-bad" } else { "field" };
    let described = if problem.is_some() { "names-hint names-error" } else { "names-hint" };
    let invalid = problem.as_ref().map(|_| "true");
    Ok(Content::new(
        t("joiners-add-heading"),
        view! {
            <Back href="/desk/joiners"/>
            <ErrorSummary/>
            <h1>{t("joiners-add-heading")}</h1>
            <p class="lead">{t("joiners-add-lead")}</p>
            <form class="filters" method="get" action="/desk/joiners/add" role="search">
                <div class="field">
                    <label for="search">{t("desk-find")}</label>
                    <input id="search" name="search" type="search" maxlength="200" value=search/>
                </div>
                <button class="btn btn-plain">{t("desk-find-button")}</button>
            </form>
            <form method="post" action="/desk/joiners/add">
                {boxes}
                <div class=class>
                    <label for="names">{t("joiners-names")}</label>
                    <p class="hint" id="names-hint">{t("joiners-names-hint")}</p>
                    {problem.map(|words| view! { <p class="error" id="names-error">{words}</p> })}
                    <textarea
                        id="names"
                        name="names"
                        rows="4"
                        spellcheck="false"
                        autocapitalize="none"
                        aria-invalid=invalid
                        aria-describedby=described
                    >{form().value("names").unwrap_or_default()}</textarea>
                </div>
                {platforms(Platform::Ios)}
                {ownerships(Ownership::CompanyManagedAccount, true)}
                <div class="actions"><MainButton label=t("joiners-add-button")/></div>
            </form>
        },
    ))
}

fn tick(one: &Candidate) -> impl IntoView + use<> {
    let id = format!("who-{}", one.id);
    let hint = format!("{id}-hint");
    let checked = form().value(&id).is_some();
    view! {
        <div class="choice">
            <input type="checkbox" name=id.clone() value="yes" id=id.clone() checked=checked aria-describedby=hint.clone()/>
            <label for=id>{one.name.clone()}</label>
            <p class="hint" id=hint>{one.user_name.clone()} " · " {t("joiners-starts")} " " {date(one.starts)}</p>
        </div>
    }
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    let form = PrepareForm {
        chosen: chosen(&fields),
        names: fields.own("names"),
        platform: fields.own("platform"),
        ownership: fields.own("ownership"),
    };
    portal.prepare_joiners(form).await
}
