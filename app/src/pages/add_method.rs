//! `/methods/add`: the kinds in order of strength, each with when it helps. Only after a fresh proof (R1).

use contract::{Answer, frame::Least};
use leptos::prelude::*;

use crate::components::{AddPasskey, Back, Field, NeedsScripts};
use crate::context::t;
use crate::page::{Content, Page, Visit};

pub(super) const PAGE: Page = Page {
    path: "/methods/add",
    least: Least::FreshPerson,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(_: Visit) -> Answer<Content> {
    let (begin, finish) = ("/api/methods/begin", "/api/methods/finish");
    Ok(Content::new(
        t("methods-add-heading"),
        view! {
            <Back href="/"/>
            <h1>{t("methods-add-heading")}</h1>
            <p class="lead">{t("methods-add-lead")}</p>
            <NeedsScripts/>
            <Field
                name="name"
                label=t("methods-add-name")
                hint=t("methods-add-name-hint")
                max=80
                optional=true
            />
            <ul class="cards">
                <li class="card">
                    <h2>{t("methods-add-here")}</h2>
                    <p>{t("methods-add-here-help")}</p>
                    <AddPasskey begin=begin finish=finish label=t("methods-add-here-button") place="client-device"/>
                </li>
                <li class="card">
                    <h2>{t("methods-add-phone")}</h2>
                    <p>{t("methods-add-phone-help")}</p>
                    <AddPasskey begin=begin finish=finish label=t("methods-add-phone-button") place="hybrid" plain=true/>
                </li>
                <li class="card">
                    <h2>{t("methods-add-key")}</h2>
                    <p>{t("methods-add-key-help")}</p>
                    <AddPasskey begin=begin finish=finish label=t("methods-add-key-button") place="security-key" plain=true/>
                </li>
            </ul>
        },
    ))
}
