//! Runbooks: one step at a time for the person, the same for the help desk with what it may do. Nothing is ticked off here:
//! what was seen to happen makes a step done.

pub(super) mod begin;
pub(super) mod desk_begin;
pub(super) mod desk_list;
pub(super) mod desk_one;
pub(super) mod own;

use contract::runbooks::{RunbookAbout, RunbookForm, RunbookLine, RunbookPage, RunbookStands, RunbookStep};
use domain::device::{Ownership, Platform};
use domain::runbook::{StepId, WhoActs};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, Choices, ErrorSummary, MainButton, Pick, PlainLink};
use crate::context::{t, tv};
use crate::page::Content;
use crate::times::{When, ago};

/// Words about a step, which may depend on the situation and on whose the device is.
fn about(page: &RunbookPage, key: &str) -> String {
    let backup = if page.has_backup { "yes" } else { "no" };
    tv(key, &[("kind", page.line.kind.word()), ("scenario", page.line.scenario.word()), ("backup", backup)])
}

fn step_name(page: &RunbookPage, step: StepId) -> String {
    about(page, &format!("runbook-step-{}", step.word()))
}

fn kind(line: &RunbookLine) -> String {
    t(&format!("runbook-kind-{}", line.kind.word()))
}

fn scenario(line: &RunbookLine) -> String {
    t(&format!("runbook-scenario-{}", line.scenario.word()))
}

/// The step at hand, if there is one.
fn at_hand(page: &RunbookPage) -> Option<&RunbookStep> {
    match &page.line.stands {
        RunbookStands::At { step, .. } => page.steps.iter().find(|one| one.id == *step),
        _ => None,
    }
}

fn place(line: &RunbookLine) -> Option<String> {
    match line.stands {
        RunbookStands::At { place, of, .. } => {
            Some(tv("runbook-place", &[("place", &place.to_string()), ("of", &of.to_string())]))
        }
        _ => None,
    }
}

/// The step as the person reads it: what to do, and what is to be thought of meanwhile.
fn what_to_do(page: &RunbookPage, step: &RunbookStep) -> impl IntoView + use<> {
    let lead = about(page, &format!("runbook-do-{}", step.id.word()));
    let advice: Vec<_> = step
        .advice
        .iter()
        .map(|one| view! { <li>{t(&format!("runbook-advice-{}", one.word()))}</li> })
        .collect();
    let advice = (!advice.is_empty()).then(|| {
        view! { <div class="notice"><h2>{t("runbook-think")}</h2><ul>{advice}</ul></div> }
    });
    view! { <p class="lead">{lead}</p> {advice} }
}

/// What was done when, and what comes.
fn progress(page: &RunbookPage) -> impl IntoView + use<> {
    let mut done: Vec<_> = page.steps.iter().filter_map(|step| Some((step.done?, step.id))).collect();
    done.sort_by_key(|(at, _)| *at);
    let done: Vec<_> = done
        .into_iter()
        .map(
            |(at, id)| view! { <li>{step_name(page, id)} ": " {t("runbook-done-at")} " " <When at=at/></li> },
        )
        .collect();
    let done = if done.is_empty() {
        view! { <p>{t("runbook-none-done")}</p> }.into_any()
    } else {
        view! { <ul>{done}</ul> }.into_any()
    };
    let now = at_hand(page).map(|step| step.id);
    let come: Vec<_> = page
        .steps
        .iter()
        .filter(|step| now.is_some() && step.done.is_none() && Some(step.id) != now)
        .map(|step| view! { <li>{step_name(page, step.id)}</li> })
        .collect();
    let come = (!come.is_empty()).then(|| view! { <h2>{t("runbook-to-come")}</h2> <ul>{come}</ul> });
    view! { <h2>{t("runbook-so-far")}</h2> {done} {come} }
}

/// That it waits for too long, with what to do about it: words of `prefix`.
fn stuck(line: &RunbookLine, prefix: &str) -> Option<impl IntoView + use<>> {
    let RunbookStands::At { stuck: Some(stuck), .. } = line.stands else { return None };
    let since = tv("runbook-stuck-since", &[("ago", &ago(line.since))]);
    let what = t(&format!("{prefix}-{}", stuck.word()));
    Some(view! { <div class="notice"><h2>{t("runbook-stuck-heading")}</h2><p>{since} " " {what}</p></div> })
}

const fn waits(who: WhoActs) -> &'static str {
    match who {
        WhoActs::Person => "runbook-waits-person",
        WhoActs::HelpDesk => "runbook-waits-help-desk",
        WhoActs::Manager => "runbook-waits-manager",
    }
}

/// What the new device is: what there is steps for.
pub(super) fn platforms(chosen: Platform) -> impl IntoView {
    let offered = [Platform::Ios, Platform::Ipados, Platform::Android, Platform::Other];
    let value = if offered.contains(&chosen) { chosen } else { Platform::Other };
    let picks =
        offered.iter().map(|one| Pick::new(one.word(), t(&format!("platform-{}", one.word())))).collect();
    view! { <Choices name="platform" legend=t("runbook-begin-platform") picks=picks value=value.word()/> }
}

/// Whose the new device is: in one's own words, or as the desk says it of somebody else.
pub(super) fn ownerships(chosen: Ownership, theirs: bool) -> impl IntoView {
    let picks = Ownership::ALL
        .iter()
        .map(|one| {
            let word = one.word();
            let (name, hint) = if theirs {
                (format!("their-ownership-{word}"), format!("their-ownership-{word}-hint"))
            } else {
                (format!("ownership-{word}"), format!("devices-{word}-hint"))
            };
            Pick::new(word, t(&name)).hint(t(&hint))
        })
        .collect();
    view! { <Choices name="ownership" legend=t("runbook-begin-ownership") picks=picks value=chosen.word()/> }
}

/// Which device goes; nothing if there is none to choose from.
fn old_devices(about: &RunbookAbout) -> Option<impl IntoView + use<>> {
    let mut picks: Vec<_> =
        about.devices.iter().map(|(id, name)| Pick::new(id.clone(), name.clone())).collect();
    let value = about.old.clone().unwrap_or_else(|| "none".to_owned());
    (!picks.is_empty()).then(|| {
        picks.push(Pick::new("none", t("runbook-begin-none")));
        view! { <Choices name="old" legend=t("runbook-begin-old") picks=picks value=value/> }
    })
}

/// The screen on which it is said what a runbook is about.
fn about_screen(page: &RunbookPage, here: &str) -> Content {
    let about = &page.about;
    let theirs = here.starts_with("/desk");
    let new = match &about.known {
        // The device itself says it.
        Some(device) => view! {
            <p>{tv("runbook-about-known", &[("device", device)])}</p>
            <input type="hidden" name="platform" value=about.platform.word()/>
            <input type="hidden" name="ownership" value=about.ownership.word()/>
        }
        .into_any(),
        None => view! { {platforms(about.platform)} {ownerships(about.ownership, theirs)} }.into_any(),
    };
    Content::new(
        t("runbook-about-heading"),
        view! {
            <Back href=here.to_owned()/>
            <ErrorSummary/>
            <h1>{t("runbook-about-heading")}</h1>
            <p class="lead">{t("runbook-about-lead")}</p>
            <form method="post" action=format!("{here}?step=about")>
                <input type="hidden" name="step" value="about"/>
                {old_devices(about)}
                {new}
                <div class="actions"><MainButton label=t("runbook-about-save")/></div>
            </form>
        },
    )
}

/// The screen on which one is ended.
fn stop_screen(here: &str) -> Content {
    Content::new(
        t("runbook-stop-heading"),
        view! {
            <Back href=here.to_owned()/>
            <ErrorSummary/>
            <h1>{t("runbook-stop-heading")}</h1>
            <p class="lead">{t("runbook-stop-lead")}</p>
            <div class="actions">
                <form method="post" action=format!("{here}?step=stop")>
                    <input type="hidden" name="step" value="stop"/>
                    <button class="btn btn-danger">{t("runbook-stop-button")}</button>
                </form>
                <PlainLink href=here.to_owned() label=t("common-back")/>
            </div>
        },
    )
}

/// What a form sent.
fn read(fields: &Fields) -> RunbookForm {
    RunbookForm {
        step: fields.own("step"),
        kind: fields.own("kind"),
        user_name: fields.own("user_name"),
        old: fields.own("old"),
        platform: fields.own("platform"),
        ownership: fields.own("ownership"),
    }
}

/// Those that go on, for the first page.
pub(super) fn at_home(lines: &[RunbookLine]) -> Option<impl IntoView + use<>> {
    let cards: Vec<_> = lines
        .iter()
        .filter_map(|line| {
            let RunbookStands::At { who, .. } = line.stands else { return None };
            let href = format!("/runbooks/{}", line.id);
            let place = place(line);
            Some(view! {
                <li class="card">
                    <h3><a class="card-link" href=href>{kind(line)}</a></h3>
                    <p>{place} ". " {t(waits(who))} "."</p>
                </li>
            })
        })
        .collect();
    (!cards.is_empty()).then(|| view! { <h2>{t("runbook-home")}</h2> <ul class="cards">{cards}</ul> })
}
