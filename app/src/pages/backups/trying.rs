//! `/methods/{id}/try`: whether a code from a method still works, before it is needed.

use contract::{Answer, PortalRef, Sent, backups::TryPage, frame::Least};
use domain::method::MethodKind;
use leptos::prelude::*;

use super::{send_buttons, sent_note};
use crate::Fields;
use crate::components::{Back, ErrorSummary, Field, Kind, MainButton};
use crate::context::{t, tv};
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/methods/{id}/try",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let id = visit.params.get("id");
    let page = visit.portal.try_page(id.clone()).await?;
    let action = format!("/methods/{id}/try");
    let heading = tv("backups-try-heading", &[("name", &page.name)]);
    let works = visit.query.get("works") == "yes";
    let inside = if works {
        view! {
            <div class="notice"><p>{t("backups-works")}</p></div>
            <div class="actions"><a class="btn btn-plain" href="/">{t("done-home")}</a></div>
        }
        .into_any()
    } else {
        form(&page, &action)
    };
    Ok(Content::new(
        heading.clone(),
        view! {
            <Back href=format!("/methods/{id}?step=show")/>
            <ErrorSummary/>
            <h1>{heading}</h1>
            {inside}
        },
    ))
}

fn form(page: &TryPage, action: &str) -> AnyView {
    let send = page.kind == MethodKind::Phone;
    if send && page.sent.is_none() {
        return view! {
            <p class="lead">{t("backups-try-phone")}</p>
            {send_buttons(action, "send", &page.ways, false)}
        }
        .into_any();
    }
    let (lead, label, hint, kind) = match page.kind {
        MethodKind::RecoveryCodes => {
            ("backups-try-codes", "backups-code-one", "backups-code-hint", Kind::Group)
        }
        MethodKind::Phone => {
            ("backups-try-phone-code", "backups-phone-code", "backups-six-hint", Kind::Digits)
        }
        _ => ("backups-try-app", "backups-app-code", "backups-six-hint", Kind::Digits),
    };
    let left =
        page.left.map(|left| view! { <p>{tv("backups-codes-left", &[("left", &left.to_string())])}</p> });
    let note = page.sent.as_ref().map(sent_note);
    let again = send.then(|| send_buttons(action, "send", &page.ways, true));
    view! {
        <p class="lead">{t(lead)}</p>
        {left}
        {note}
        <form method="post" action=action.to_owned()>
            <Field name="code" label=t(label) hint=t(hint) kind=kind max=40/>
            <div class="actions"><MainButton label=t("backups-try-button")/></div>
        </form>
        {again}
    }
    .into_any()
}

async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    let id = params.get("id");
    match fields.get("act") {
        "send" => portal.send_try(id, fields.own("way")).await,
        _ => portal.try_method(id, fields.own("code")).await,
    }
}
