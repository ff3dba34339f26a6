//! A person's own devices: all of them, one more, one of them with what can be said of it; and IT's files of devices.

pub(super) mod add;
pub(super) mod device;
pub mod files;
pub(super) mod list;
mod steps;

use contract::devices::{DeviceLine, LivesHere};
use contract::methods::Standing;
use domain::device::{DeviceState, Ownership, Platform};
use leptos::prelude::*;

use super::home::method_state;
use crate::components::{Choices, Pick, Select};
use crate::context::t;

/// A tag for the state of a device, never by colour alone.
fn state(state: DeviceState) -> impl IntoView {
    let class = match state {
        DeviceState::InUse => "tag tag-good",
        DeviceState::Lost => "tag tag-stop",
        DeviceState::Broken => "tag tag-warn",
        DeviceState::Replaced | DeviceState::HandedBack => "tag",
    };
    view! { <span class=class>{t(&format!("device-{}", state.word()))}</span> }
}

/// What it is and whose, in one line.
fn kind(line: &DeviceLine) -> String {
    let platform = t(&format!("platform-{}", line.platform.word()));
    format!("{platform}. {}.", t(&format!("ownership-{}", line.ownership.word())))
}

/// What would happen if it were lost.
fn if_lost(standing: Standing) -> String {
    match standing {
        Standing::ByYourself => t("devices-if-lost-by-yourself"),
        Standing::WithHelp => t("devices-if-lost-with-help"),
        Standing::NotAtAll => t("devices-if-lost-not-at-all"),
    }
}

/// The ways to sign in that live on it.
fn methods(methods: &[LivesHere]) -> impl IntoView + use<> {
    if methods.is_empty() {
        return view! { <p>{t("devices-no-methods")}</p> }.into_any();
    }
    let items: Vec<_> = methods
        .iter()
        .map(|method| {
            let kind = t(&format!("method-{}", method.kind.word()));
            let account = if method.account { format!(", {}", t("devices-account")) } else { String::new() };
            let what = format!("{} ({kind}{account}) ", method.name);
            view! { <li>{what} {method_state(method.state)}</li> }
        })
        .collect();
    view! { <ul>{items}</ul> }.into_any()
}

/// "What is it?"
fn platforms() -> impl IntoView {
    let picks = Platform::ALL
        .iter()
        .map(|one| Pick::new(one.word(), t(&format!("platform-{}", one.word()))))
        .collect();
    view! { <Select name="platform" label=t("devices-platform") empty=t("devices-platform-none") picks=picks/> }
}

/// "Whose is it?": the three scenarios in plain words.
fn ownerships(chosen: Option<Ownership>, heading: Option<String>) -> impl IntoView {
    let picks: Vec<_> = Ownership::ALL
        .iter()
        .map(|one| {
            let word = one.word();
            Pick::new(word, t(&format!("ownership-{word}"))).hint(t(&format!("devices-{word}-hint")))
        })
        .collect();
    let value = chosen.map(|one| one.word().to_owned()).unwrap_or_default();
    match heading {
        Some(heading) => {
            view! { <Choices name="ownership" legend=heading picks=picks value=value heading=true/> }
                .into_any()
        }
        None => {
            view! { <Choices name="ownership" legend=t("devices-whose") picks=picks value=value/> }.into_any()
        }
    }
}
