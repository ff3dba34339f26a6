//! `/devices/add`: names another device. Only after a fresh proof.

use contract::devices::NewDeviceForm;
use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use super::{ownerships, platforms};
use crate::Fields;
use crate::components::{Back, ErrorSummary, Field, MainButton};
use crate::context::t;
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/devices/add",
    least: Least::FreshPerson,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(_: Visit) -> Answer<Content> {
    Ok(Content::new(
        t("devices-add-heading"),
        view! {
            <Back href="/devices"/>
            <ErrorSummary/>
            <h1>{t("devices-add-heading")}</h1>
            <p class="lead">{t("devices-add-lead")}</p>
            <form method="post" action="/devices/add">
                <Field name="name" label=t("devices-name") hint=t("devices-name-hint") max=80/>
                {platforms()}
                {ownerships(None, None)}
                <div class="actions"><MainButton label=t("devices-add-button")/></div>
            </form>
        },
    ))
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    let form = NewDeviceForm {
        name: fields.own("name"),
        platform: fields.own("platform"),
        ownership: fields.own("ownership"),
    };
    portal.add_device(form).await
}
