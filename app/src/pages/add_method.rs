//! `/methods/add`: the kinds in order of strength, each with when it helps. Only after a fresh proof (R1).

use contract::{Answer, backups::KindCard, frame::Least};
use domain::method::MethodKind;
use leptos::prelude::*;

use crate::components::{AddPasskey, Back, Field, NeedsScripts};
use crate::context::{say, t};
use crate::page::{Content, Page, Visit};

pub(super) const PAGE: Page = Page {
    path: "/methods/add",
    least: Least::FreshPerson,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

async fn show(visit: Visit) -> Answer<Content> {
    let kinds = visit.portal.kinds().await?;
    let backups: Vec<_> = kinds.iter().filter_map(backup).collect();
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
                    <h2>{t("methods-add-here")} " " {strength(MethodKind::Passkey)}</h2>
                    <p>{t("methods-add-here-help")}</p>
                    <AddPasskey begin=begin finish=finish label=t("methods-add-here-button") place="client-device"/>
                </li>
                <li class="card">
                    <h2>{t("methods-add-phone")} " " {strength(MethodKind::Passkey)}</h2>
                    <p>{t("methods-add-phone-help")}</p>
                    <AddPasskey begin=begin finish=finish label=t("methods-add-phone-button") place="hybrid" plain=true/>
                </li>
                <li class="card">
                    <h2>{t("methods-add-key")} " " {strength(MethodKind::SecurityKey)}</h2>
                    <p>{t("methods-add-key-help")}</p>
                    <AddPasskey begin=begin finish=finish label=t("methods-add-key-button") place="security-key" plain=true/>
                </li>
                {backups}
            </ul>
        },
    ))
}

/// How strong a kind is, beside its name wherever it stands; never by colour alone.
pub(super) fn strength(kind: MethodKind) -> impl IntoView {
    let (class, key) = match kind {
        MethodKind::Passkey | MethodKind::SecurityKey => ("tag tag-good", "backups-strength-strong"),
        MethodKind::AuthenticatorApp | MethodKind::RecoveryCodes => ("tag", "backups-strength-one"),
        MethodKind::Phone => ("tag tag-warn", "backups-strength-weak"),
    };
    view! { <span class=class>{t(key)}</span> }
}

/// A kind with a page of its own; one that cannot be added says why.
fn backup(card: &KindCard) -> Option<impl IntoView + use<>> {
    let (path, heading, lead) = match card.kind {
        MethodKind::AuthenticatorApp => ("/methods/add/app", "backups-app-heading", "backups-app-lead"),
        MethodKind::RecoveryCodes => ("/methods/add/codes", "backups-codes-heading", "backups-codes-lead"),
        MethodKind::Phone => ("/methods/add/phone", "backups-phone-heading", "backups-phone-lead"),
        MethodKind::Passkey | MethodKind::SecurityKey => return None,
    };
    let heading = match &card.why_not {
        None => view! { <a class="card-link" href=path>{t(heading)}</a> }.into_any(),
        Some(_) => t(heading).into_any(),
    };
    let why = card.why_not.as_ref().map(|words| view! { <p class="hint">{say(words)}</p> });
    Some(view! {
        <li class="card">
            <h2>{heading} " " {strength(card.kind)}</h2>
            <p>{t(lead)}</p>
            {why}
        </li>
    })
}
