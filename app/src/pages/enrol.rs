//! `/recover/enrol`: the one thing an enrolment can do is register one method.

use contract::{Answer, PortalRef, Sent, enrolment::EnrolPage, frame::Least};
use domain::Time;
use domain::machine::Form;
use leptos::prelude::*;

use crate::Fields;
use crate::components::passkeys::adding;
use crate::components::{Act, AddPasskey, Choices, ErrorSummary, Field, MainButton, NeedsScripts, Pick};
use crate::context::{frame, t, tv};
use crate::islands::{HideAfter, MoveOn};
use crate::page::{Content, Page, Params, Visit};
use crate::times::left;

pub(super) const PAGE: Page = Page {
    path: "/recover/enrol",
    least: Least::Enrolling,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.enrol_page().await?;
    let content = match (&page.gone, page.own) {
        (Some(devices), _) => gone(&page, devices),
        (None, None) => whose(&page),
        (None, Some(own)) => add(&page, own),
    };
    Ok(content.drill(page.drill))
}

fn time_left(page: &EnrolPage) -> impl IntoView + use<> {
    let left =
        left(page.until).map_or_else(|| t("enrol-time-over"), |span| tv("common-left", &[("span", &span)]));
    let step = tv("common-step", &[("n", "3"), ("all", "4")]);
    view! { <p class="step-note">{format!("{step} · {left}")}</p> }
}

/// The way out. Once the time is over the page asks again by itself, so that a borrowed browser is wiped (R8).
fn cancel(page: &EnrolPage) -> impl IntoView + use<> {
    let left = page.until.since(Time(frame().now)).0.max(0) / 1_000;
    let seconds = u32::try_from(left).unwrap_or(u32::MAX).saturating_add(2);
    view! {
        <HideAfter seconds=seconds address="/recover/enrol".to_owned()/>
        <div class="actions">
            <Act action="/recover/enrol" label=t("common-cancel") class="btn-link" with=vec![("step", "cancel".to_owned())]/>
        </div>
    }
}

/// Which device is gone: what lives there pauses at once, and goes once the new passkey works.
fn gone(page: &EnrolPage, devices: &[(String, String)]) -> Content {
    let mut picks: Vec<_> = devices.iter().map(|(id, name)| Pick::new(id.clone(), name.clone())).collect();
    picks.push(Pick::new("none", t("enrol-gone-none")).hint(t("enrol-gone-none-hint")));
    Content::new(
        t("enrol-gone"),
        view! {
            <ErrorSummary/>
            {time_left(page)}
            <form method="post" action="/recover/enrol">
                <input type="hidden" name="step" value="gone"/>
                <Choices name="gone" legend=t("enrol-gone") hint=t("enrol-gone-lead") picks=picks heading=true/>
                <div class="actions"><MainButton label=t("common-continue")/></div>
            </form>
            {cancel(page)}
        },
    )
}

/// What to do depends on whose computer this is, so that comes first (R8).
fn whose(page: &EnrolPage) -> Content {
    let form = page.machine.form();
    let this = [("form", form.word())];
    let no_hint = match form {
        Form::Computer => t("enrol-own-no-hint"),
        Form::Phone | Form::Tablet => t("enrol-own-no-hint-handheld"),
    };
    let picks = vec![
        Pick::new("yes", tv("enrol-own-yes", &this)).hint(tv("enrol-own-yes-hint", &this)),
        Pick::new("no", tv("enrol-own-no", &this)).hint(no_hint),
    ];
    Content::new(
        t("enrol-heading"),
        view! {
            <ErrorSummary/>
            {time_left(page)}
            <h1>{t("enrol-heading")}</h1>
            <p class="lead">{tv("enrol-for", &[("name", &page.name)])}</p>
            <form method="post" action="/recover/enrol">
                <input type="hidden" name="step" value="own"/>
                <Choices name="own" legend=tv("enrol-own", &this) picks=picks/>
                <div class="actions"><MainButton label=t("common-continue")/></div>
            </form>
            {cancel(page)}
        },
    )
}

fn add(page: &EnrolPage, own: bool) -> Content {
    let lead = if own {
        t("enrol-lead-own")
    } else {
        tv("enrol-lead-borrowed", &[("form", page.machine.form().word())])
    };
    // The plain words for this very device; what goes elsewhere under them is named anew (the server knows where it went).
    let name =
        if own { t(&format!("machine-{}", page.machine.word())) } else { t("machine-phone-elsewhere") };
    let here = own.then(|| {
        view! {
            <AddPasskey
                begin="/api/enrol/begin" finish="/api/enrol/finish" label=t("enrol-here") place="client-device"
            />
        }
    });
    let on = page.may_move.then(|| {
        view! {
            <h2>{t("enrol-move-heading")}</h2>
            <p>{t("enrol-move-lead")}</p>
            <MoveOn
                label=t("enrol-move")
                shown=t("enrol-move-shown")
                picture=t("enrol-move-picture")
                says=adding()
            />
        }
    });
    Content::new(
        t("enrol-heading"),
        view! {
            {time_left(page)}
            <h1>{t("enrol-heading")}</h1>
            <p class="lead">{lead}</p>
            <NeedsScripts/>
            <Field name="name" label=t("enrol-name") hint=t("enrol-name-hint") value=name max=100/>
            {here}
            <AddPasskey
                begin="/api/enrol/begin" finish="/api/enrol/finish" label=t("enrol-phone") place="hybrid" plain=own
            />
            <AddPasskey
                begin="/api/enrol/begin" finish="/api/enrol/finish" label=t("enrol-security-key") place="security-key" plain=true
            />
            {on}
            {cancel(page)}
        },
    )
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    match fields.get("step") {
        "cancel" => portal.cancel_enrol().await,
        "gone" => portal.say_gone(fields.own("gone")).await,
        _ => portal.say_own(fields.own("own")).await,
    }
}
