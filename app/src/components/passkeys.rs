//! The islands that ask for passkeys, with their words looked up.

use leptos::prelude::*;

use crate::context::{help, t, tv};
use crate::islands::{Ceremony, Kind, Say};

/// What an island may have to say (`islands::Say::ALL`) where a passkey or a pass is used.
pub fn using() -> Vec<String> {
    vec![
        t("common-waiting"),
        t("common-waiting-long"),
        t("passkey-broken-off"),
        t("passkey-not-this-one"),
        t("passkey-not-able"),
        t("passkey-offline"),
        t("passkey-failed"),
        t("sent-lost"),
    ]
}

/// The same where a passkey is made.
pub fn adding() -> Vec<String> {
    vec![
        t("common-waiting"),
        t("common-waiting-long"),
        t("passkey-add-broken-off"),
        t("passkey-add-already"),
        t("passkey-add-not-able"),
        t("passkey-offline"),
        t("passkey-failed"),
        t("sent-lost"),
    ]
}

/// What to do where scripts are off; it stands beside what needs them.
#[component]
pub fn NeedsScripts() -> impl IntoView {
    // The paragraph escapes its words; directly inside `noscript` Leptos 0.8 would not.
    let words = tv("common-scripts-needed", &[("help", &help())]);
    view! { <noscript><p class="notice">{words}</p></noscript> }
}

/// A button that asks for a passkey: begins at one endpoint, finishes at another, goes on where the portal says.
#[component]
pub fn UsePasskey(
    /// Where it begins.
    #[prop(into)]
    begin: String,
    /// Where it finishes.
    #[prop(into)]
    finish: String,
    /// What the button says.
    #[prop(into)]
    label: String,
    /// JSON sent to `begin`.
    #[prop(optional, into)]
    body: Option<String>,
) -> impl IntoView {
    let body = body.unwrap_or_else(|| "{}".to_owned());
    view! {
        <NeedsScripts/>
        <Ceremony
            kind=Kind::Use.word().to_owned()
            begin=begin
            finish=finish
            body=body
            place=String::new()
            field=String::new()
            label=label
            class="btn btn-main".to_owned()
            says=using()
        />
    }
}

/// A button that makes a passkey. Its name is read from the field `name` of the page.
#[component]
pub fn AddPasskey(
    /// Where it begins.
    #[prop(into)]
    begin: String,
    /// Where it finishes.
    #[prop(into)]
    finish: String,
    /// What the button says.
    #[prop(into)]
    label: String,
    /// Where it should live: `client-device`, `hybrid` (a phone or tablet, by QR), `security-key`, or anywhere.
    #[prop(optional, into)]
    place: String,
    /// A second button of equal weight rather than the main one.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let class = if plain { "btn btn-plain" } else { "btn btn-main" };
    view! {
        <Ceremony
            kind=Kind::Add.word().to_owned()
            begin=begin
            finish=finish
            body="{}".to_owned()
            place=place
            field="name".to_owned()
            label=label
            class=class.to_owned()
            says=adding()
        />
    }
}

/// Makes the form it stands in ask for a passkey of the user name in the field `user_name`.
#[component]
pub fn SignInWithPasskey(
    /// Where to go afterwards.
    #[prop(into)]
    then: String,
) -> impl IntoView {
    // Whoever has lost what they sign in with is told the way out here.
    let says = using()
        .into_iter()
        .enumerate()
        .map(|(place, words)| if place == Say::BrokenOff as usize { t("sign-in-broken-off") } else { words })
        .collect::<Vec<_>>();
    view! {
        <Ceremony
            kind=Kind::SignIn.word().to_owned()
            begin="/api/sign-in/begin".to_owned()
            finish="/api/sign-in/finish".to_owned()
            body=then
            place=String::new()
            field="user_name".to_owned()
            label=String::new()
            class=String::new()
            says=says
        />
    }
}

/// "Use my pass": fetches the sealed pass, opens it in this browser and spends it.
#[component]
pub fn UsePass(
    /// The request whose key opens it.
    #[prop(into)]
    request: String,
    /// What the button says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <Ceremony
            kind=Kind::Pass.word().to_owned()
            begin=String::new()
            finish=String::new()
            body=request
            place=String::new()
            field=String::new()
            label=label
            class="btn btn-main".to_owned()
            says=using()
        />
    }
}
