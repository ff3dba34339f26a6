//! `/methods/{id}`: one way to sign in. What it is, where it lives, its name, its end; one of these at a time, as `step` in
//! the address or the form says.

use contract::methods::{DeviceCard, MethodCard, MethodPage, PlaceForm};
use contract::{Answer, PortalRef, Refusal, RefusalCode, Sent, Words, frame::Least};
use domain::device::{Ownership, Platform};
use domain::method::{MethodKind, MethodState};
use leptos::prelude::*;

use super::home::method_state;
use crate::Fields;
use crate::components::{Back, Choices, ErrorSummary, Field, MainButton, Pick, PlainLink, Select};
use crate::context::{form, say, t, tv};
use crate::page::{Content, Page, Params, Visit};
use crate::refused::encoded;
use crate::times::ago;

pub(super) const PAGE: Page = Page {
    path: "/methods/{id}",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.method(visit.params.get("id")).await?;
    let step = form().value("step").unwrap_or_else(|| visit.query.own("step"));
    let has_place = page.card.kind.has_place();
    // A paused one stays as it was judged.
    let may_place = has_place && page.card.state == MethodState::Active;
    let unplaced = page.card.lives_on.is_empty();
    // Where it lives decides what pauses when a device is lost, so it is said only after a fresh proof.
    if may_place && page.needs_proof && matches!(step.as_str(), "new" | "place") {
        return Err(Refusal::of(RefusalCode::ProveAgain));
    }
    Ok(match step.as_str() {
        "rename" => rename(&page.card),
        "remove" if page.card.can_remove || !form().problems().is_empty() => remove(&page.card),
        "new" if may_place => new_device(&page),
        "place" if may_place => place(&page),
        // A method that was just added is asked about first of all.
        "" if may_place && unplaced && !page.needs_proof => place(&page),
        _ => facts(&page, has_place),
    })
}

/// The address of one of this page's screens.
fn at(card: &MethodCard, step: &str) -> String {
    format!("/methods/{}?step={step}", card.id)
}

fn facts(page: &MethodPage, has_place: bool) -> Content {
    let card = &page.card;
    let lives = match (card.lives_on.is_empty(), card.kind) {
        (false, _) => card.lives_on.join(", "),
        (true, MethodKind::SecurityKey) => t("methods-lives-itself"),
        (true, _) => t("methods-lives-unknown"),
    };
    let lives = has_place.then(|| view! { <div><dt>{t("methods-lives")}</dt><dd>{lives}</dd></div> });
    let synced = card
        .synced
        .then(|| view! { <div><dt>{t("methods-synced")}</dt><dd>{t("methods-synced-yes")}</dd></div> });
    let model =
        card.model.clone().map(|model| view! { <div><dt>{t("methods-model")}</dt><dd>{model}</dd></div> });
    let used = card.last_worked.map_or_else(|| t("methods-used-never"), ago);
    let paused = (card.state == MethodState::Suspended)
        .then(|| view! { <div class="notice"><p>{t("methods-paused")}</p></div> });
    let place = (has_place && card.state == MethodState::Active).then(|| {
        let label = if card.lives_on.is_empty() { t("methods-move") } else { t("methods-move-again") };
        view! { <PlainLink href=at(card, "place") label=label/> }
    });
    // A code is tried before it is needed; whatever signs in alone is tried by signing in.
    let try_it = (card.state == MethodState::Active && !card.kind.signs_in_alone())
        .then(|| view! { <PlainLink href=format!("/methods/{}/try", card.id) label=t("backups-try")/> });
    Content::new(
        card.name.clone(),
        view! {
            <Back href="/"/>
            <ErrorSummary/>
            <h1>{card.name.clone()}</h1>
            {paused}
            <dl class="facts">
                <div><dt>{t("methods-kind")}</dt><dd>{t(&format!("method-{}", card.kind.word()))}</dd></div>
                <div><dt>{t("methods-state")}</dt><dd>{method_state(card.state)}</dd></div>
                {model}
                {lives}
                {synced}
                <div><dt>{t("methods-added")}</dt><dd>{ago(card.added)}</dd></div>
                <div><dt>{t("methods-used")}</dt><dd>{used}</dd></div>
            </dl>
            <div class="actions">
                {try_it}
                {place}
                <PlainLink href=at(card, "rename") label=t("methods-rename")/>
                {to_remove(page)}
            </div>
            {why_not(page)}
        },
    )
}

/// The way to its end: over the proof where that is too old, or a button that says why not.
fn to_remove(page: &MethodPage) -> impl IntoView + use<> {
    let card = &page.card;
    if !card.can_remove {
        return view! {
            <button type="button" class="btn" aria-disabled="true" aria-describedby="why">{t("methods-remove")}</button>
        }
        .into_any();
    }
    let there = at(card, "remove");
    let href = if page.needs_proof { format!("/prove?then={}", encoded(&there)) } else { there };
    view! { <PlainLink href=href label=t("methods-remove")/> }.into_any()
}

fn why_not(page: &MethodPage) -> Option<impl IntoView + use<>> {
    (!page.card.can_remove).then(|| {
        let why = page.why_not.as_ref().map_or_else(|| t("methods-remove-not-now"), say);
        view! { <p class="hint" id="why">{why}</p> }
    })
}

fn rename(card: &MethodCard) -> Content {
    let heading = tv("methods-rename-heading", &[("name", &card.name)]);
    Content::new(
        heading.clone(),
        view! {
            <Back href=at(card, "show")/>
            <ErrorSummary/>
            <h1>{heading}</h1>
            <form method="post" action=at(card, "rename")>
                <input type="hidden" name="step" value="rename"/>
                <Field name="name" label=t("methods-rename-name") value=card.name.clone() max=80/>
                <div class="actions"><MainButton label=t("methods-rename-button")/></div>
            </form>
        },
    )
}

fn remove(card: &MethodCard) -> Content {
    let heading = tv("methods-remove-heading", &[("name", &card.name)]);
    Content::new(
        heading.clone(),
        view! {
            <ErrorSummary/>
            <h1>{heading}</h1>
            <p class="lead">{t("methods-remove-lead")}</p>
            <div class="actions">
                <form method="post" action=at(card, "remove")>
                    <input type="hidden" name="step" value="remove"/>
                    <button class="btn btn-danger">{t("methods-remove-button")}</button>
                </form>
                <PlainLink href=at(card, "show") label=t("methods-remove-keep")/>
            </div>
        },
    )
}

fn place(page: &MethodPage) -> Content {
    let card = &page.card;
    let key = card.kind == MethodKind::SecurityKey;
    let fits = |device: &&DeviceCard| card.kind.lives_on(device.platform);
    let devices: Vec<&DeviceCard> = page.devices.iter().filter(fits).collect();
    if devices.is_empty() && !key {
        return new_device(page);
    }
    let mut picks = Vec::new();
    if key {
        picks.push(Pick::new("itself", t("methods-place-itself")).hint(t("methods-place-itself-hint")));
    }
    picks.extend(devices.iter().map(|device| {
        Pick::new(format!("device:{}", device.id), device.name.clone())
            .hint(t(&format!("platform-{}", device.platform.word())))
    }));
    picks.push(Pick::new("new", t("methods-place-new")).hint(t("methods-place-new-hint")));
    let synced = (card.synced && !key).then(|| view! { <p>{t("methods-place-synced")}</p> });
    // A mobile number counts as being on the person's only phone (R4), so that is what stands there.
    let only_phone = match devices.as_slice() {
        [one] if card.kind == MethodKind::Phone => Some(format!("device:{}", one.id)),
        _ => None,
    };
    let chosen = key.then(|| "itself".to_owned()).or(only_phone);
    Content::new(
        t("methods-place-heading"),
        view! {
            <ErrorSummary/>
            <h1>{t("methods-place-heading")}</h1>
            <p class="lead">{t("methods-place-lead")}</p>
            {synced}
            <form method="post" action=at(card, "place")>
                <input type="hidden" name="step" value="place"/>
                <Choices
                    name="place"
                    legend=tv("methods-place-what", &[("name", &card.name)])
                    picks=picks
                    value=chosen.unwrap_or_default()
                />
                <div class="actions">
                    <MainButton label=t("common-continue")/>
                    <a class="btn-link" href="/">{t("methods-place-later")}</a>
                </div>
            </form>
        },
    )
}

fn new_device(page: &MethodPage) -> Content {
    let card = &page.card;
    let platforms = Platform::ALL
        .iter()
        .filter(|one| card.kind.lives_on(**one))
        .map(|one| Pick::new(one.word(), t(&format!("platform-{}", one.word()))))
        .collect();
    let owners = Ownership::ALL
        .iter()
        .map(|one| {
            let word = one.word();
            Pick::new(word, t(&format!("ownership-{word}"))).hint(t(&format!("methods-device-{word}-hint")))
        })
        .collect();
    let others = page.devices.iter().any(|device| card.kind.lives_on(device.platform));
    let back = others.then(|| view! { <Back href=at(card, "place")/> });
    let synced = card.synced.then(|| view! { <p>{t("methods-place-synced")}</p> });
    Content::new(
        t("methods-device-heading"),
        view! {
            {back}
            <ErrorSummary/>
            <h1>{t("methods-device-heading")}</h1>
            <p class="lead">{tv("methods-device-lead", &[("name", &card.name)])}</p>
            {synced}
            <form method="post" action=at(card, "new")>
                <input type="hidden" name="step" value="new"/>
                <input type="hidden" name="place" value="new"/>
                <Field name="device_name" label=t("methods-device-name") hint=t("methods-device-name-hint") max=80/>
                <Select
                    name="platform"
                    label=t("methods-device-platform")
                    empty=t("methods-device-platform-none")
                    picks=platforms
                />
                <Choices name="ownership" legend=t("methods-device-whose") picks=owners/>
                <div class="actions">
                    <MainButton label=t("methods-device-save")/>
                    <a class="btn-link" href="/">{t("methods-place-later")}</a>
                </div>
            </form>
        },
    )
}

async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    let id = params.get("id");
    match fields.get("step") {
        "rename" => portal.rename(id, fields.own("name")).await,
        "remove" => portal.remove(id).await,
        // "Another device" asks for its name on a screen of its own.
        "place" if fields.get("place") == "new" => Ok(Sent::next(format!("/methods/{id}?step=new"))),
        "place" | "new" => {
            let form = PlaceForm {
                method: id,
                place: fields.own("place"),
                device_name: fields.own("device_name"),
                platform: fields.own("platform"),
                ownership: fields.own("ownership"),
            };
            portal.place(form).await
        }
        // None of this page's buttons sends that.
        _ => {
            portal.method(id).await?;
            Ok(Sent::mend("", Words::of("methods-step-unknown")))
        }
    }
}
